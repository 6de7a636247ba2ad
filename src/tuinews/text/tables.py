"""Tables of data set into lines: as columns where they can be read so, else as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tuinews.text.direction import direction
from tuinews.text.prose import inline_text
from tuinews.text.records import Placed, Row, SetBlocks, head_rows, placed, set_records
from tuinews.text.tree import Cell, Look, Table
from tuinews.text.width import cell_width
from tuinews.text.wrapping import Piece, wrap

_GAP = 2
_SAMPLE = 200
"""Rows that are measured; what is wider further down is wrapped."""
_LONGEST_WORD = 16
"""Cells: a longer word may be parted when columns are made narrow, a shorter one may not."""
_MOST_LINES = 6
"""Lines of a cell in a column narrower than ``_WIDE``; with more, a table becomes records."""
_WIDE = 30
"""Cells in which running text can be read."""
_NUMBER = re.compile(r"[-+−±~<>≈]?\s*[$€£¥]?\s*\d[\d.,' \xa0]*(?:[%‰°$€£¥]|[a-zA-Z]{1,3})?|[-–—]|[nN]/?[aA]")


class _Columns(NamedTuple):
    """How a table's columns stand."""

    widths: Sequence[int]
    numeric: Sequence[bool]
    width: int
    """Of the whole that there is room for."""
    mirrored: bool
    """The first column stands at the right edge, and the others to its left."""

    def place(self, cell: Placed) -> tuple[int, int]:
        """Where a cell begins, and its cells."""
        before = sum(self.widths[: cell.column]) + _GAP * cell.column
        covered = self.widths[cell.column : cell.column + cell.cell.columns]
        room = sum(covered) + _GAP * (len(covered) - 1)
        return (self.width - before - room if self.mirrored else before), room

    def at_right(self, cell: Placed) -> bool:
        """Whether a cell's lines end where its column ends: numbers, or in a mirrored table all others."""
        return (self.numeric[cell.column] and cell.cell.columns == 1) != self.mirrored


def set_table(table: Table, width: int, set_blocks: SetBlocks) -> Iterator[list[Piece]]:
    """The lines of ``table``, each at most ``width`` cells, its head first and underlined, numbers at the
    right; the pieces of each cell bear a number of their own.

    As records, each row a block of lines with the names of the columns, where words up to ``_LONGEST_WORD``
    cells would be parted, where a cell in a column narrower than ``_WIDE`` would take more than
    ``_MOST_LINES`` lines, and where a cell holds more than text. What begins in a script read from the right
    is mirrored.
    """
    sample = list(islice(placed(table), _SAMPLE))
    columns = max(cell.column + cell.cell.columns for row in sample for cell in row)
    heads = head_rows(sample)
    mirrored = is_mirrored(table)
    widths = (
        None if any(cell.blocks for row in table.rows for cell in row) else _widths(sample, columns, width)
    )
    if widths is None:
        yield from set_records(table, sample[:heads], width, set_blocks, mirrored=mirrored)
        return
    layout = _Columns(widths, _numeric(sample[heads:], columns), width, mirrored)
    roomy = _wraps(sample, widths)
    number = 1
    for at, row in enumerate(placed(table)):
        if at > heads and roomy:
            yield []
        yield from _row(row, layout, number, head=at < heads)
        number += len(row)
        if at == heads - 1:
            yield _rule(layout)


def is_mirrored(table: Table) -> bool:
    """Whether the first text with a direction is read from the right."""
    found = (direction(cell.spans) for row in table.rows[:_SAMPLE] for cell in row)
    return next(filter(None, found), "L") == "R"


def _rule(layout: _Columns) -> list[Piece]:
    widths = layout.widths[::-1] if layout.mirrored else layout.widths
    rule = (" " * _GAP).join("─" * cells for cells in widths)
    return [Piece(rule.rjust(layout.width) if layout.mirrored else rule, Look.TABLE | Look.DIM)]


def _longest(text: str, separator: str | None) -> int:
    return max(map(cell_width, text.split(separator)), default=0)


def _widths(rows: Sequence[Row], columns: int, width: int) -> list[int] | None:
    """The width of each column; None where they are better not put side by side in ``width`` cells."""
    room = width - _GAP * (columns - 1)
    if room < columns:
        return None
    natural, least = [1] * columns, [1] * columns
    longest: list[tuple[int, Cell | None]] = [(0, None)] * columns
    spanning: list[Placed] = []
    for row in rows:
        for one in row:
            column, cell = one
            if cell.columns > 1:
                spanning.append(one)
                continue
            text = inline_text(cell.spans)
            lines = _longest(text, "\n")
            natural[column] = max(natural[column], lines)
            least[column] = max(least[column], min(_longest(text, None), _LONGEST_WORD))
            if len(text) > longest[column][0]:
                longest[column] = len(text), cell
    for column, cell in spanning:
        covered = natural[column : column + cell.columns]
        wanted = _longest(inline_text(cell.spans), "\n") - sum(covered) - _GAP * (len(covered) - 1)
        natural[column + len(covered) - 1] += max(0, min(wanted, room - sum(natural)))
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        return None
    widths = _shared(natural, least, room)
    for cells, (_, tallest) in zip(widths, longest, strict=True):
        if (
            tallest
            and cells < _WIDE
            and len(list(islice(wrap(tallest.spans, cells), _MOST_LINES + 1))) > _MOST_LINES
        ):
            return None
    return widths


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """What each column gets of ``room``: the tallest cell as few lines as can be, then the shorter ones."""
    widths = list(least)
    for _ in range(room - sum(least)):
        lines = [-(-wanted // cells) for wanted, cells in zip(natural, widths, strict=True)]
        tallest = max(range(len(widths)), key=lambda column: (lines[column], -natural[column]))
        widths[tallest] += 1
    return widths


def _wraps(rows: Sequence[Row], widths: Sequence[int]) -> bool:
    """Whether a cell takes more than a line, so that rows need space between them."""
    return any(
        "\n" in (text := inline_text(cell.spans)) or (cell.columns == 1 and cell_width(text) > widths[column])
        for row in rows
        for column, cell in row
    )


def _numeric(rows: Sequence[Row], columns: int) -> list[bool]:
    """Which columns hold numbers only."""
    found = [False] * columns
    other = [False] * columns
    for row in rows:
        for column, cell in row:
            text = inline_text(cell.spans).strip()
            if text and _NUMBER.fullmatch(text):
                found[column] = True
            elif text:
                other[column] = True
    return [number and not text for number, text in zip(found, other, strict=True)]


class _Set(NamedTuple):
    """A cell set into lines."""

    start: int
    room: int
    right: bool
    lines: list[list[Piece]]


def _row(row: Row, layout: _Columns, number: int, *, head: bool) -> Iterator[list[Piece]]:
    """The lines of a row whose first cell bears ``number``."""
    cells: list[_Set] = []
    surplus: list[list[Piece]] = []
    for at, one in enumerate(row, number):
        look = Look.TABLE | Look.STRONG if head or one.cell.header else Look.TABLE
        measured = one.column < len(layout.widths)  # else of a longer row than any that was measured
        start, room = layout.place(one) if measured else (0, layout.width)
        lines = [
            [
                Piece(piece.text, piece.look | look, piece.link, piece.jump, piece.anchors, at)
                for piece in line
            ]
            for line in (wrap(one.cell.spans, room) if one.cell.spans else ())
        ]
        if measured:
            cells.append(_Set(start, room, layout.at_right(one), lines))
        else:
            surplus += lines
    if layout.mirrored:
        cells.reverse()
    for at in range(max((len(cell.lines) for cell in cells), default=0)):
        line: list[Piece] = []
        end = 0
        for cell in cells:
            if at >= len(cell.lines) or not cell.lines[at]:
                continue
            taken = sum(cell_width(piece.text) for piece in cell.lines[at])
            begin = cell.start + (cell.room - taken if cell.right else 0)
            if begin > end:
                line.append(Piece(" " * (begin - end), Look.TABLE))
            line += cell.lines[at]
            end = begin + taken
        yield line
    yield from surplus
