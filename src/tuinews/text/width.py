"""How many terminal cells text takes, and cutting it by cells, as the screen's library measures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, compress

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_ELLIPSIS = "…"
_CHARS_PER_CELL = 16
"""More than cleaned text can hold, so that a title of a million characters costs no more than the width
asked for."""
_LOOSE_ENDS = " \u200d"
"""Not before an ellipsis: a joiner would swallow it."""

# Text of only these takes as many cells as it has characters. Other narrow characters are looked up.
_OTHER = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc]"
)


@cache
def _ranges() -> tuple[list[int], list[int], list[int], frozenset[str]]:
    """Starts, ends and widths of all ranges, sorted, and the characters that variation selector 16 widens."""
    from tuinews.text import cells  # noqa: PLC0415  (most articles get by without the tables)

    def pairs(table: str) -> Iterator[tuple[int, int]]:
        for item in table.split():
            start, _, end = item.partition("-")
            yield int(start, 16), int(end or start, 16)

    ranges = sorted([(*pair, 0) for pair in pairs(cells.ZERO)] + [(*pair, 2) for pair in pairs(cells.WIDE)])
    widened = frozenset(
        chr(code) for start, end in pairs(cells.WIDE_AS_EMOJI) for code in range(start, end + 1)
    )
    starts, ends, widths = zip(*ranges, strict=True)
    return list(starts), list(ends), list(widths), widened


class _Widths(dict[str, int]):
    """Cells of single characters, remembered; a few thousand in practice."""

    def __missing__(self, char: str) -> int:
        if len(self) >= 20_000:
            self.clear()
        code = ord(char)
        if code < 0x20 or 0x7F <= code < 0xA0:
            width = 0
        else:
            starts, ends, widths, _ = _ranges()
            index = bisect_right(starts, code) - 1
            width = widths[index] if index >= 0 and code <= ends[index] else 1
        self[char] = width
        return width


_width_of = _Widths().__getitem__


def is_simple(text: str) -> bool:
    """Whether every character of ``text`` takes exactly one cell and stands alone."""
    return not _OTHER.search(text)


def char_widths(text: str) -> list[int]:
    """Cells of each character in its place: what joins or is joined takes none, a selector what it adds."""
    widths = list(map(_width_of, text))
    if _JOINER in text or _AS_EMOJI in text:
        widened = _ranges()[3]
        last = ""
        joined = False
        for index, char in enumerate(text):
            if joined:
                widths[index] = 0
                joined = False
            elif char == _JOINER:
                joined = True
            elif char == _AS_EMOJI:
                widths[index] = int(last in widened)
                last = ""
            elif widths[index]:
                last = char
    return widths


def cell_width(text: str) -> int:
    """Cells that ``text`` takes on the screen."""
    if not _OTHER.search(text):
        return len(text)
    if _JOINER in text or _AS_EMOJI in text:
        return sum(char_widths(text))
    return sum(map(_width_of, text))


def cluster_starts(text: str, widths: Sequence[int]) -> bytearray:
    """For each character 1 where a cluster (what a person sees as one character) begins, else 0.

    A cluster is a character with what takes no cell after it, what a joiner or selector binds to it and, of
    the two letters of a flag, the second: the parts of UAX #29 that matter on a screen.
    """
    starts = bytearray(map(bool, widths))
    if starts:
        starts[0] = 1
    flag = False
    for index, char in enumerate(text):
        if "\U0001f1e6" <= char <= "\U0001f1ff":  # regional indicators: flags are pairs of them
            starts[index] = not flag
            flag = not flag
        else:
            flag = False
            if char == _AS_EMOJI and index:
                starts[index] = 0
    return starts


def graphemes(text: str) -> Iterator[str]:
    """The clusters of ``text`` in order; joined they are ``text``."""
    if not _OTHER.search(text):
        yield from text
        return
    bounds = list(compress(range(len(text)), cluster_starts(text, char_widths(text))))
    for start, end in zip(bounds, [*bounds[1:], len(text)], strict=True):
        yield text[start:end]


def cut(text: str, cells: int) -> int:
    """The length of the longest beginning of ``text`` that takes at most ``cells`` cells and splits no
    cluster."""
    if cells <= 0:
        return 0
    if not _OTHER.search(text, 0, cells + 1):
        return min(len(text), cells)
    widths = char_widths(text)
    if sum(widths) <= cells:
        return len(text)
    end = bisect_right(list(accumulate(widths)), cells)
    starts = cluster_starts(text[: end + 1], widths[: end + 1])
    while end and not starts[end]:
        end -= 1
    return end


def fit(text: str, cells: int) -> str:
    """``text`` where it takes at most ``cells`` cells, else its beginning with an ellipsis, never wider
    than ``cells``."""
    if cells <= 0:
        return ""
    reach = _CHARS_PER_CELL * (cells + 1)
    if cell_width(text[:reach]) <= cells:
        return text[:reach]
    return text[: cut(text[:reach], cells - 1)].rstrip(_LOOSE_ENDS) + _ELLIPSIS


def pad(text: str, cells: int, align: str = "left") -> str:
    """``text`` in exactly ``cells`` cells: cut by ``fit``, then filled with spaces; ``align``: left, right
    or center."""
    text = fit(text, cells).rstrip(_JOINER)
    gap = cells - cell_width(text)
    if gap <= 0:
        return text
    if align == "right":
        return " " * gap + text
    if align == "center":
        return " " * (gap // 2) + text + " " * (gap - gap // 2)
    return text + " " * gap


def in_rows(text: str, width: int, rows: int) -> list[str]:
    """A one-line text in at most ``rows`` rows of ``width`` cells, the last cut with an ellipsis."""
    result: list[str] = []
    rest = text
    while len(result) < rows - 1 and cell_width(rest) > width:
        line = ""
        for word in rest.split(" "):
            longer = f"{line} {word}" if line else word
            if cell_width(longer) > width:
                break
            line = longer
        if not line:
            line = fit(rest, width + 1).removesuffix("…")
        result.append(line)
        rest = rest[len(line) :].lstrip(" ")
    return [*result, fit(rest, width)]
