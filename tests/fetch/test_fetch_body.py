"""Bodies: every packing is undone, and no body takes more memory than allowed."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from tuinews.fetch.body import Body, Broken, TooLarge

TEXT = b"<?xml version='1.0'?><rss/>" * 1000


def unpacked(
    data: bytes, encoding: str | None = None, *, limit: int = 1 << 20, pieces: int = 1 << 16
) -> bytes:
    body = Body(encoding, limit)
    for start in range(0, len(data), pieces):
        body.feed(data[start : start + pieces])
    return body.finish()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("pieces", [1, 2, 7, 1 << 16])
@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        (None, bytes),
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP , identity", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("deflate, gzip", lambda data: gzip.compress(zlib.compress(data))),
    ],
)
def test_every_packing_is_undone_however_it_arrives(
    encoding: str | None, pack: Callable[[bytes], bytes], pieces: int
) -> None:
    assert unpacked(pack(TEXT), encoding, pieces=pieces) == TEXT


def test_gzip_members_in_a_row_are_one_body_and_padding_after_them_is_dropped() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0\0"
    assert unpacked(packed, "gzip") == b"one two"
    assert unpacked(packed, "gzip", pieces=3) == b"one two"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("data", [TEXT, b'{"a": 1}', b"<", b"", "\ufeff<rss/>".encode()])
def test_text_that_is_falsely_called_packed_is_taken_as_it_is(encoding: str, data: bytes) -> None:
    assert unpacked(data, encoding) == data


def test_a_gzip_file_without_the_header_field_is_unpacked() -> None:
    assert unpacked(gzip.compress(TEXT)) == TEXT
    assert unpacked(gzip.compress(gzip.compress(TEXT)), "gzip") == TEXT


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_body_that_ends_early_is_broken(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Broken, match="broke off"):
        unpacked(pack(TEXT)[:-12], encoding)


def test_a_damaged_body_is_broken() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[20:40] = b"\xff" * 20
    with pytest.raises(Broken, match="damaged"):
        unpacked(bytes(packed), "gzip")


def test_an_unknown_packing_is_refused() -> None:
    with pytest.raises(Broken, match="not asked for"):
        Body("br", 100)
    with pytest.raises(Broken, match="too many times"):
        Body("gzip, gzip, gzip, gzip, gzip", 100)


def test_the_limit_holds_exactly() -> None:
    assert unpacked(b"x" * 1000, limit=1000) == b"x" * 1000
    assert unpacked(gzip.compress(b"x" * 1000), "gzip", limit=1000) == b"x" * 1000
    for data, encoding in ((b"x" * 1001, None), (gzip.compress(b"x" * 1001), "gzip")):
        with pytest.raises(TooLarge, match="larger than"):
            unpacked(data, encoding, limit=1000)


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip", None])
def test_a_bomb_is_stopped_before_it_takes_memory(encoding: str | None) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    bomb = b"".join([packer.compress(bytes(1 << 20)) for _ in range(64)]) + packer.flush()
    bomb = gzip.compress(bomb)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            unpacked(bomb, encoding, limit=4 << 20)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_a_body_that_unpacks_to_itself_ends() -> None:
    nested = TEXT
    for _ in range(12):
        nested = gzip.compress(nested)
    assert unpacked(nested).startswith(b"\x1f\x8b")
