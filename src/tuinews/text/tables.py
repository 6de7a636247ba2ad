"""Tables of data set into lines: as columns where they fit, else as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from tuinews.text.prose import inline_text
from tuinews.text.tree import Cell, Look, Span, Table
from tuinews.text.width import cell_width
from tuinews.text.wrapping import Piece, wrap

_GAP = 2
_SAMPLE = 200
"""Rows that are measured; what is wider further down is wrapped."""
_LONGEST_WORD = 16
"""Cells: a longer word may be parted when columns are made narrow."""
_NARROWEST = 8
"""Cells: no column is pressed below this; rather the table becomes records."""
_INDENT = "  "
"""Before what a field of a record goes on with."""
_NUMBER = re.compile(r"[-+−±~<>≈]?\s*[$€£¥]?\s*\d[\d.,' \xa0]*(?:[%‰°$€£¥]|[a-zA-Z]{1,3})?|[-–—]|[nN]/?[aA]")


class _Placed(NamedTuple):
    """A cell in its column."""

    column: int
    cell: Cell


_Row: TypeAlias = list[_Placed]


def set_table(table: Table, width: int) -> Iterator[list[Piece]]:
    """The lines of ``table``, each at most ``width`` cells, its head first and underlined, numbers at the
    right."""
    sample = list(islice(_placed(table), _SAMPLE))
    columns = max(placed.column + placed.cell.columns for row in sample for placed in row)
    heads = 0
    while heads < len(sample) - 1 and all(placed.cell.header for placed in sample[heads]):
        heads += 1
    widths = _widths(sample, columns, width)
    if widths is None:
        yield from _records(table, sample[:heads], width)
        return
    numeric = _numeric(sample[heads:], columns)
    roomy = _wraps(sample, widths)
    for number, row in enumerate(_placed(table)):
        if number > heads and roomy:
            yield []
        yield from _row(row, widths, numeric, width, head=number < heads)
        if number == heads - 1:
            rule = (" " * _GAP).join("─" * cells for cells in widths)
            yield [Piece(rule, Look.TABLE | Look.DIM)]


def _placed(table: Table) -> Iterator[_Row]:
    """The rows with each cell in its column, to the right of cells that reach down from rows above."""
    reaching: dict[int, int] = {}
    for cells in table.rows:
        row: _Row = []
        column = 0
        taken, reaching = reaching, {at: rows - 1 for at, rows in reaching.items() if rows > 1}
        for cell in cells:
            while column in taken:
                column += 1
            row.append(_Placed(column, cell))
            if cell.rows > 1:
                reaching.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += max(1, cell.columns)
        yield row


def _longest(text: str, separator: str | None) -> int:
    return max(map(cell_width, text.split(separator)), default=0)


def _widths(rows: Sequence[_Row], columns: int, width: int) -> list[int] | None:
    """The width of each column; None where they cannot stand side by side in ``width`` cells."""
    room = width - _GAP * (columns - 1)
    if room < columns:
        return None
    natural, least = [1] * columns, [1] * columns
    spanning: list[_Placed] = []
    for row in rows:
        for placed in row:
            column, cell = placed
            if cell.columns > 1:
                spanning.append(placed)
                continue
            text = inline_text(cell.spans)
            natural[column] = max(natural[column], _longest(text, "\n"))
            least[column] = max(least[column], min(_longest(text, None), _LONGEST_WORD))
    for column, cell in spanning:
        covered = natural[column : column + cell.columns]
        wanted = _longest(inline_text(cell.spans), "\n") - sum(covered) - _GAP * (len(covered) - 1)
        natural[column + len(covered) - 1] += max(0, min(wanted, room - sum(natural)))
    if sum(natural) <= room:
        return natural
    least = [max(low, min(_NARROWEST, high)) for low, high in zip(least, natural, strict=True)]
    if sum(least) > room:
        return None
    # The narrow ones get what they want; the others share what is left.
    widths = list(natural)
    wide = set(range(columns))
    share = room // columns
    while True:
        satisfied = {
            at for at in wide if max(least[at], min(natural[at], share)) == natural[at] or least[at] >= share
        }
        for at in satisfied:
            widths[at] = natural[at] if natural[at] <= share else least[at]
        wide -= satisfied
        if not satisfied or not wide:
            break
        share = (room - sum(widths[at] for at in range(columns) if at not in wide)) // len(wide)
    for at in wide:
        widths[at] = share
    return widths if sum(widths) <= room and min(widths) > 0 else least


def _wraps(rows: Sequence[_Row], widths: Sequence[int]) -> bool:
    """Whether a cell takes more than a line, so that rows need space between them."""
    return any(
        "\n" in (text := inline_text(cell.spans)) or (cell.columns == 1 and cell_width(text) > widths[column])
        for row in rows
        for column, cell in row
    )


def _numeric(rows: Sequence[_Row], columns: int) -> list[bool]:
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


def _row(
    row: _Row, widths: Sequence[int], numeric: Sequence[bool], width: int, *, head: bool
) -> Iterator[list[Piece]]:
    columns: list[tuple[int, int, bool, list[list[Piece]]]] = []
    start = 0
    for column, cell in row:
        if column >= len(widths):  # of a longer row than any that was measured
            continue
        left = sum(widths[:column]) + _GAP * column
        covered = widths[column : column + cell.columns]
        room = sum(covered) + _GAP * (len(covered) - 1)
        lines = list(wrap(cell.spans, room)) if cell.spans else []
        if head or cell.header:
            lines = [[piece._replace(look=piece.look | Look.STRONG) for piece in line] for line in lines]
        columns.append((left, room, numeric[column] and len(covered) == 1, lines))
    for number in range(max((len(lines) for *_, lines in columns), default=0)):
        line: list[Piece] = []
        start = 0
        for left, room, right, lines in columns:
            if number >= len(lines) or not lines[number]:
                continue
            taken = sum(cell_width(piece.text) for piece in lines[number])
            begin = left + (room - taken if right else 0)
            if begin > start:
                line.append(Piece(" " * (begin - start), Look.TABLE))
            line += [piece._replace(look=piece.look | Look.TABLE) for piece in lines[number]]
            start = begin + taken
        yield line
    for column, cell in row:
        if column >= len(widths) and cell.spans:
            yield from wrap(cell.spans, width)


def _records(table: Table, heads: Sequence[_Row], width: int) -> Iterator[list[Piece]]:
    """Each row as a block of lines, each with the name of its column."""
    names: dict[int, str] = {}
    for row in heads:
        for column, cell in row:
            text = inline_text(cell.spans).replace("\n", " ").strip()
            for at in range(column, column + cell.columns):
                names[at] = f"{names[at]}, {text}" if names.get(at) and text else names.get(at) or text
    first = True
    for number, row in enumerate(_placed(table)):
        if number < len(heads) or not any(cell.spans for _, cell in row):
            continue
        if not first:
            yield []
        first = False
        for column, cell in row:
            if not cell.spans:
                continue
            look = Look.TABLE | Look.STRONG if cell.header else Look.TABLE
            spans = [span._replace(look=span.look | look) for span in cell.spans]
            if name := names.get(column):
                spans.insert(0, Span(f"{name}: ", Look.TABLE | Look.DIM))
            indent = _INDENT if width > _NARROWEST else ""
            for at, line in enumerate(wrap(tuple(spans), width - len(indent))):
                yield [Piece(indent, Look.TABLE), *line] if at and indent and line else line
