"""Spans broken into lines of a given number of cells.

Text of the scripts whose characters take one cell is broken by looking for the last space, at the speed of
``str.rfind``; other text by adding up widths. Where words may be parted follows UAX #14 in what readers
notice: at spaces, after hyphens, at soft hyphens and zero-width spaces, between ideographs and kana but not
before closing or after opening signs, and in Thai and Lao, for want of a dictionary, where a syllable surely
begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from tuinews.text.tree import Inline, Look
from tuinews.text.width import char_widths, cluster_starts, is_simple


class Piece(NamedTuple):
    """A run of text of one look in a line."""

    text: str
    look: Look = Look.PLAIN
    link: int = 0
    """What ``Document.address`` knows: a link by its number, from 1, below 0 a picture; 0 nothing."""
    jump: int = 0
    """The anchor of this document that the text leads to; 0 none."""
    anchors: tuple[int, ...] = ()
    """The anchors that stand here."""
    cell: int = 0
    """The cell of a table that it is of, counted from 1 in each table; 0 outside."""


_SOFT_HYPHEN = "\xad"
_HINTS = "\xad\u200b"
_SPACES = " \u200b"
_DASHES = "-–—"
_SOFT_SPOTS = "/?&=#._,;:+-"
_NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）］｝〕〉》」』】〙〗〟’”｠»％‰℃…‥·—～〜"
    "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ)]},.!?:;%\xa0\u202f\u2060"
)
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖〝‘“｟«([{＄￥￡$\xa0\u202f\u2060")
_BEGINS_SYLLABLE = frozenset("เแโใไເແໂໃໄ")
"""Vowels of Thai and Lao that stand before their consonant: a syllable begins with them, so a line may."""
_IN_SYLLABLE = frozenset("ะาำๅๆฯະາຳໆຯ")
"""Vowels and signs that follow what they belong to."""
_WINDOW = 4096
"""Characters measured ahead: a line of a million characters costs its first screen only what it shows."""
_CHARS_PER_CELL = 8
"""More than cleaned text has: a character with 4 marks, a hint or two."""


def wrap(spans: Inline, width: int) -> Iterator[list[Piece]]:
    """Lines of ``spans``, each at most ``width`` cells (at least 2), broken at spaces where it can be."""
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    slicer = _Slicer(spans)
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        breaks = _simple_breaks if is_simple(text[start:end]) else _measured_breaks
        for first, last in breaks(text, start, end, width):
            pieces = slicer.cut(first, last)
            if last > first and text[last - 1] == _SOFT_HYPHEN and last < end:
                pieces.append(Piece("-", pieces[-1].look if pieces else Look.PLAIN))
            yield pieces
        start = end + 1


def chop(spans: Inline, width: int) -> Iterator[tuple[list[Piece], int, bool]]:
    """Lines of preformatted ``spans``: pieces, their cells, and whether the line continues the one before.

    Parted at ``width`` cells (at least 2) wherever that is, white space untouched.
    """
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    slicer = _Slicer(spans)
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first = start
        while True:
            window = text[first : min(end, first + _CHARS_PER_CELL * width)]
            length, cells = _chopped(window, width)
            yield slicer.cut(first, first + length), cells, first > start
            first += length
            if first >= end:
                break
        start = end + 1


def _chopped(text: str, width: int) -> tuple[int, int]:
    """How many characters of ``text`` go on a line of ``width`` cells, and their cells."""
    if is_simple(text[: width + 1]):
        length = min(len(text), width)
        return length, length
    widths = _widths(text)
    sums = [0, *accumulate(widths)]
    length = bisect_right(sums, width) - 1
    if length < len(text):
        length = _whole_clusters(text, widths, 0, length)
    return length, sums[length]


def _widths(text: str) -> list[int]:
    widths = char_widths(text)
    if _SOFT_HYPHEN in text:
        widths = [0 if char == _SOFT_HYPHEN else width for char, width in zip(text, widths, strict=True)]
    return widths


def _whole_clusters(text: str, widths: list[int], start: int, end: int) -> int:
    """The greatest position up to ``end`` that splits no cluster; after the first cluster if that alone is
    too long."""
    starts = cluster_starts(text[start : end + 1], widths[start : end + 1])
    for position in range(end - start, 0, -1):
        if position == len(starts) or starts[position]:
            return start + position
    following = cluster_starts(text[start:], widths[start:]).find(1, 1)
    return len(text) if following < 0 else start + following


def _simple_breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Where lines begin and end in ``text[start:end]``, of which each character takes one cell."""
    while end - start > width:
        limit = start + width
        if text[limit] == " ":
            cut = after = limit
        else:
            cut = after = text.rfind(" ", start, limit)
            for dash in _DASHES:
                place = text.rfind(dash, max(after, start) + 1, limit)
                if place > 0 and text[place - 1].isalpha() and text[place + 1].isalpha():
                    cut = after = place + 1
            if cut <= start:
                cut = after = _soft_spot(text, start, limit)
        yield start, cut
        start = after
        while start < end and text[start] == " ":
            start += 1
    if start < end:
        yield start, end


def _soft_spot(text: str, start: int, limit: int) -> int:
    """Where to part a word that is too long for a line: after a sign of addresses in the line's second
    half, else at its end."""
    for place in range(limit - 1, (start + limit) // 2, -1):
        if text[place] in _SOFT_SPOTS:
            return place + 1
    return limit


class _Measured(NamedTuple):
    """A stretch of text, the cells of each character, and of all characters before each."""

    text: str
    widths: list[int]
    sums: list[int]


def _measured_breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Like ``_simple_breaks`` for characters of every width."""
    ahead = max(_WINDOW, _CHARS_PER_CELL * width)
    while start < end:
        stop = min(end, start + ahead)
        window = text[start:stop]
        widths = _widths(window)
        measured = _Measured(window, widths, [0, *accumulate(widths)])
        position = 0
        while position < len(window):
            limit = bisect_right(measured.sums, measured.sums[position] + width) - 1
            if limit == len(window):
                if stop < end and position:
                    break  # more text follows: measure on from here
                yield start + position, start + limit
                position = limit
                break
            cut = _last_break(measured, position, limit, width)
            yield start + position, start + position + len(window[position:cut].rstrip(" "))
            position = cut
            while position < len(window) and window[position] == " ":
                position += 1
        start += position


def _last_break(measured: _Measured, start: int, limit: int, width: int) -> int:
    """The last place up to ``limit`` where the line that begins at ``start`` may end."""
    text, widths, sums = measured
    for place in range(limit, start, -1):
        before, after = text[place - 1], text[place]
        if after == " " or before in _SPACES:
            return place
        if before == _SOFT_HYPHEN:
            if sums[place] - sums[start] < width:
                return place
        elif before in _DASHES:
            if after.isalpha() and place - 1 > start and text[place - 2].isalpha():
                return place
        elif (
            (_is_ideographic(after) or _is_ideographic(before))
            and widths[place]
            and after not in _NOT_FIRST
            and before not in _NOT_LAST
            and before != "\u200d"
        ):
            return place if after < "\U0001f1e6" else _whole_clusters(text, widths, start, place)
        elif after in _BEGINS_SYLLABLE and "\u0e00" <= before <= "\u0eff":
            return place
    cut = _whole_clusters(text, widths, start, limit)
    while cut > start + 1 and (
        text[cut] in _IN_SYLLABLE or text[cut - 1] in _BEGINS_SYLLABLE or not widths[cut]
    ):
        cut -= 1
    while cut > start + 1 and text[cut - 1] == _SOFT_HYPHEN:  # there is no room for its hyphen
        cut -= 1
    return cut


def _is_ideographic(char: str) -> bool:
    """Whether a line may break beside this character: ideographs, kana, their signs, emoji; not Hangul."""
    return (
        "\u2e80" <= char <= "\ua4cf"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\uffef"
        or char >= "\U0001f1e6"
    )


class _Slicer:
    """Cuts pieces out of spans, from front to back."""

    def __init__(self, spans: Inline) -> None:
        self._spans = spans
        self._index = 0
        self._start = 0
        """Where the span at ``_index`` begins in the text of all."""
        self._anchored = -1
        """The last span whose anchors a piece has."""

    def cut(self, start: int, end: int) -> list[Piece]:
        """The pieces between two positions, not before those asked for last."""
        pieces: list[Piece] = []
        while self._index < len(self._spans):
            text, look, link, jump, anchors = self._spans[self._index]
            stop = self._start + len(text)
            if stop > start:
                part = text[max(0, start - self._start) : end - self._start]
                if not part.isascii():
                    part = part.replace("\xa0", " ").replace("\u202f", " ")
                    for hint in _HINTS:
                        part = part.replace(hint, "")
                if part:
                    if anchors and self._anchored < self._index:
                        self._anchored = self._index
                        pieces.append(Piece(part, look, link, jump, anchors))
                    else:
                        pieces.append(Piece(part, look, link, jump))
                if stop >= end:
                    break
            self._index += 1
            self._start = stop
        return pieces
