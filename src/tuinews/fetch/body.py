"""Bodies as they travel: counted and unpacked piece by piece, so that a cap acts before memory is taken."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_GZIP = b"\x1f\x8b"
_TEXT = b"<{[ \t\r\n\xef\xfe\xff"
"""How documents begin that are not packed at all: markup, JSON, white space, a byte order mark."""
_LAYERS = 4
"""Packings inside one another that are taken off."""
_PIECE = 1 << 18
"""Bytes unpacked at a time."""


class BodyError(Exception):
    """A body that cannot be had; the text continues a sentence that begins "the answer of HOST"."""


class TooLarge(BodyError):
    """More bytes than the cap allows, on the wire or unpacked."""


class Broken(BodyError):
    """Not what its Content-Encoding says, or ended too early."""


class Body:
    """Takes the raw pieces of one body; gives the whole of it, unpacked.

    ``encoding`` is the Content-Encoding field: any chain of gzip, x-gzip, deflate and identity (RFC 9110,
    8.4). Bytes that are not packed although the field says so are taken as they are, a deflate body may
    lack its zlib header, and a gzip file sent without the field is unpacked: all three are common.
    ``limit`` is in bytes.
    """

    def __init__(self, encoding: str | None, limit: int) -> None:
        self._limit = limit
        self._received = 0
        self._size = 0
        self._parts: list[bytes] = []
        names = [name.strip().lower() for name in (encoding or "").split(",")]
        packings = [name for name in names if name not in {"", "identity"}]
        if any(name not in {"gzip", "x-gzip", "deflate"} for name in packings):
            raise Broken("is packed in a way that was not asked for and is not known here")
        if len(packings) > _LAYERS:
            raise Broken("is packed too many times over")
        self._layers = [_Layer() for _ in packings]

    @property
    def received(self) -> int:
        """Bytes taken so far, as they were sent."""
        return self._received

    def feed(self, piece: bytes) -> None:
        """Take the next raw piece. Raises TooLarge or Broken."""
        self._received = self._within_limit(self._received + len(piece))
        self._pass(piece, 0)

    def finish(self) -> bytes:
        """The whole body. Raises TooLarge, or Broken where a packed body ended too early."""
        for depth, layer in enumerate(self._layers):
            for piece in layer.finish():
                self._pass(piece, depth + 1)
        body = self._take()
        for _ in range(_LAYERS - len(self._layers)):
            if not body.startswith(_GZIP):
                break
            self._layers = [_Layer()]
            self._pass(body, 0)
            self._layers[0].finish()
            body = self._take()
        return body

    def _pass(self, piece: bytes, depth: int) -> None:
        if depth < len(self._layers):
            for unpacked in self._layers[depth].unpack(piece):
                self._pass(unpacked, depth + 1)
        elif piece:
            self._size = self._within_limit(self._size + len(piece))
            self._parts.append(piece)

    def _take(self) -> bytes:
        body = b"".join(self._parts)
        self._parts.clear()
        self._size = 0
        return body

    def _within_limit(self, size: int) -> int:
        if size > self._limit:
            raise TooLarge(f"is larger than {self._limit / 2**20:.3g} MB")
        return size


class _Layer:
    """One packing, taken off; gzip members that follow one another are one body (RFC 1952, 2.2)."""

    def __init__(self) -> None:
        self._inflater: zlib._Decompress | None = None
        self._start = b""
        self._plain = False
        self._members = 0

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        if self._plain:
            yield piece
            return
        if self._inflater is None:
            piece = self._start + piece
            if len(piece) < 2:
                self._start = piece
                return
            self._start = b""
            self._begin(piece)
        if self._inflater is not None:
            yield from self._inflate(piece)
        elif self._members == 0:
            self._plain = True
            yield piece

    def finish(self) -> Iterator[bytes]:
        """What is left at the end of the body, where it was too short to be packed."""
        if self._inflater is not None:
            raise Broken("broke off before its end")
        return iter((self._start,) if self._members == 0 else ())

    def _begin(self, piece: bytes) -> None:
        """Start on a packed body; not on unpacked text, nor on padding after the last gzip member."""
        if piece.startswith(_GZIP):
            self._inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        elif self._members:
            return
        elif piece[0] & 0x0F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0:  # RFC 1950, 2.2
            self._inflater = zlib.decompressobj()
        elif piece[0] not in _TEXT:
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)

    def _inflate(self, piece: bytes) -> Iterator[bytes]:
        while self._inflater is not None:
            try:
                unpacked = self._inflater.decompress(piece, _PIECE)
            except zlib.error as error:
                raise Broken("is damaged: it cannot be unpacked") from error
            yield unpacked
            if self._inflater.eof:
                piece = self._inflater.unused_data
                self._inflater = None
                self._members += 1
                if len(piece) < 2:
                    self._start = piece
                else:
                    self._begin(piece)
                continue
            piece = self._inflater.unconsumed_tail
            if not piece and len(unpacked) < _PIECE:
                return
