"""Searching in lines as they are set: whatever the case, the accents and the line breaks.

A hit may go over the end of a line, as a phrase or as a word that was parted there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tuinews.text.lines import Line, Look, Piece
from tuinews.text.width import cell_width

_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\xad": "", "\u200b": ""}
_ALIKE |= dict.fromkeys("‐‑‒–—−", "-")
_BREAK = "\n"
"""Stands for the end of a line where that may or may not be a space of the text."""
_HYPHEN = "\xad"
"""Stands for a hyphen at the end of a line, which may be the line's and not the text's."""
_BETWEEN = f"[{_BREAK}{_HYPHEN}]?"


class Span(NamedTuple):
    """A part of a line: its number, and the positions of its characters."""

    line: int
    start: int
    end: int


Hit = tuple[Span, ...]
"""One hit: a span in each line that it goes over."""


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if char.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(part for part in parts if not _is_accent(part))
    return unicodedata.normalize("NFC", plain).casefold()


def _is_accent(char: str) -> bool:
    """Accents, points of Hebrew and vowels of Arabic; what makes another letter in Kana or the scripts of
    India is none."""
    place = unicodedata.combining(char)
    return place >= 200 or 10 <= place <= 36


def fold(text: str) -> str:
    """``text`` as it is compared: without case and accents, with plain quotation marks, dashes and spaces."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def find_in_steps(lines: Sequence[Line], text: str) -> Iterator[list[Hit]]:
    """Every hit of ``text`` in ``lines``, in their order; none of an empty text. Hits do not overlap.

    White space in ``text`` is any white space. A hit goes over the end of a line, and not over an empty line
    nor from one cell of a table into another. Numbers of links and bars of quotes are no part of the text. At
    a time come the hits of as many lines as stand between two empty ones, or of a row of a table; often none.
    """
    words = fold(text).split()
    if not words:
        return
    pattern = re.compile(f"[ {_BREAK}]+".join(_BETWEEN.join(map(_one, word)) for word in words))
    for beside in _stretches(lines):
        hits = [stretch.spans(*match.span()) for stretch in beside for match in stretch.hits(pattern)]
        yield hits if len(beside) == 1 else sorted(hits)


def _one(char: str) -> str:
    return f"[-{_HYPHEN}]" if char == "-" else re.escape(char)


class _Part(NamedTuple):
    """A piece of text in a stretch."""

    at: int
    """Its place in the stretch."""
    line: int
    column: int
    """Its place in the line."""
    length: int
    """Its characters."""
    places: list[int] | None
    """Where each of its characters stands in the piece; None: one by one."""


class _Stretch:
    """The lines between two empty ones, or of a cell, as one folded text that knows where its characters
    stand."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._parts: list[_Part] = []
        self._length = 0
        self._last = ""

    def add(self, number: int, column: int, pieces: Sequence[Piece]) -> None:
        """The next line, or the part of it that stands in a cell; ``column`` is where that begins."""
        begins = True
        for piece in pieces:
            text = piece.text
            if not (is_beside(piece) or (begins and text.isspace())):
                if begins and self._last:
                    self._end_line(text.lstrip()[:1])
                begins = False
                self._put(text, number, column)
            column += len(text)

    def _put(self, text: str, line: int, column: int) -> None:
        folded = fold(text)
        places = None
        if not text.isascii() and any(len(_folded(char)) != 1 for char in text):
            places = [place for place, char in enumerate(text) for _ in _folded(char)]
        self._parts.append(_Part(self._length, line, column, len(text), places))
        self._texts.append(folded)
        self._length += len(folded)
        self._last = folded.rstrip()[-1:] or self._last

    def _end_line(self, following: str) -> None:
        if self._last == "-":
            whole = self._texts[-1].rstrip()
            self._texts[-1] = whole[:-1] + _HYPHEN + self._texts[-1][len(whole) :]
            return
        parted = is_spaced(self._last) and is_spaced(following)
        self._texts.append(" " if parted else _BREAK)
        self._length += 1

    def hits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where the pattern stands in the text."""
        return pattern.finditer("".join(self._texts))

    def spans(self, start: int, end: int) -> Hit:
        """What a part of the text is in the lines."""
        spans: list[Span] = []
        index = bisect_right(self._parts, start, key=lambda part: part.at) - 1
        for number in range(max(0, index), len(self._parts)):
            part = self._parts[number]
            if part.at >= end:
                break
            length = len(part.places) if part.places is not None else None
            following = self._parts[number + 1].at if number + 1 < len(self._parts) else self._length
            first, last = max(start, part.at) - part.at, min(end, following) - part.at
            if length is not None:
                last = min(last, length)
            if first >= last:
                continue
            one = _span(part, first, last)
            if spans and spans[-1].line == one.line and spans[-1].end == one.start:
                one = spans.pop()._replace(end=one.end)
            spans.append(one)
        return tuple(spans)


def _span(part: _Part, first: int, last: int) -> Span:
    if part.places is not None:
        # What is not compared, such as an accent of its own, belongs to the character before it.
        following = part.places[last] if last < len(part.places) else part.length
        first, last = part.places[first], max(part.places[last - 1] + 1, following)
    return Span(part.line, part.column + first, part.column + last)


def is_beside(piece: Piece) -> bool:
    """Whether a piece stands in the line and not in the text: a link's number, a bar, a mark."""
    if not piece.look & Look.DIM:
        return False
    return piece.text.strip() in {"│", "↳", "▾"} or piece.text == f"[{piece.link}]"


def is_spaced(char: str) -> bool:
    """Whether a word in a script that puts spaces between words may begin or end with this."""
    return char.isalnum() and cell_width(char) == 1 and not "\u0e00" <= char <= "\u0eff"


_cell_of = attrgetter("cell")


def _stretches(lines: Sequence[Line]) -> Iterator[list[_Stretch]]:
    """The texts of the lines; at a time those that stand beside one another."""
    beside: dict[int, _Stretch] = {}
    for number, line in enumerate(lines):
        in_table = any(map(_cell_of, line))
        cells = list(_cells(line)) if in_table else [(0, 0, line)] if line else []
        if beside and beside.keys().isdisjoint([cell for cell, _, _ in cells]):
            yield list(beside.values())
            beside = {}
        for cell, column, pieces in cells:
            if cell not in beside:
                beside[cell] = _Stretch()
            beside[cell].add(number, column, pieces)
    if beside:
        yield list(beside.values())


def _cells(line: Line) -> Iterator[tuple[int, int, Sequence[Piece]]]:
    """The parts of a line that stand in one cell of a table each, and where they begin; what fills up is no
    part."""
    column = 0
    for cell, group in groupby(line, key=_cell_of):
        pieces = list(group)
        if cell:
            yield cell, column, pieces
        column += sum(len(piece.text) for piece in pieces)
