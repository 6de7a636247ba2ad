"""Tables set as records: each row a block of lines, each cell with the name of its column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from tuinews.text.prose import inline_text
from tuinews.text.tree import Block, Cell, Inline, Look, Paragraph, Span, Table
from tuinews.text.width import cell_width
from tuinews.text.wrapping import Piece, wrap

_INDENT = 2
"""Cells before what a field goes on with."""
_NAME = Look.TABLE | Look.DIM
_NARROWEST = 8
"""Cells up to which nothing is set in."""


class Placed(NamedTuple):
    """A cell in its column."""

    column: int
    cell: Cell


Row: TypeAlias = list[Placed]
SetBlocks: TypeAlias = Callable[[Sequence[Block], int], Iterator[list[Piece]]]
"""Sets blocks into lines of so many cells."""


def placed(table: Table) -> Iterator[Row]:
    """The rows with each cell in its column, to the right of cells that reach down from rows above."""
    reaching: dict[int, int] = {}
    for cells in table.rows:
        row: Row = []
        column = 0
        taken, reaching = reaching, {at: rows - 1 for at, rows in reaching.items() if rows > 1}
        for cell in cells:
            while column in taken:
                column += 1
            row.append(Placed(column, cell))
            if cell.rows > 1:
                reaching.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += max(1, cell.columns)
        yield row


def head_rows(rows: Sequence[Row]) -> int:
    """How many of the first rows of a table are its head."""
    heads = 0
    while heads < len(rows) - 1 and all(placed.cell.header for placed in rows[heads]):
        heads += 1
    return heads


def column_names(heads: Sequence[Row]) -> dict[int, str]:
    """What the columns are called by the rows of a head."""
    names: dict[int, str] = {}
    for row in heads:
        for column, cell in row:
            text = inline_text(cell.spans).replace("\n", " ").strip()
            for at in range(column, column + cell.columns):
                names[at] = f"{names[at]}, {text}" if names.get(at) and text else names.get(at) or text
    return names


def set_records(
    table: Table, heads: Sequence[Row], width: int, set_blocks: SetBlocks, *, mirrored: bool
) -> Iterator[list[Piece]]:
    """The lines of a table whose first rows are ``heads``; ``mirrored``: at the right edge."""
    names = column_names(heads)
    first = True
    number = 0
    for at, row in enumerate(placed(table)):
        if at < len(heads) or not any(cell.spans for _, cell in row):
            continue
        if not first:
            yield []
        first = False
        for column, cell in row:
            number += 1
            if not cell.spans:
                continue
            for line in _field(names.get(column, ""), cell, width, set_blocks):
                numbered = [piece._replace(cell=number) for piece in line]
                yield _at_right(numbered, width) if mirrored else numbered


def _field(name: str, cell: Cell, width: int, set_blocks: SetBlocks) -> Iterator[list[Piece]]:
    """The lines of a cell, the name of its column before it."""
    look = Look.TABLE | Look.STRONG if cell.header else Look.TABLE
    indent = _INDENT if width > _NARROWEST else 0
    blocks: Sequence[Block] = cell.blocks
    text: Inline = cell.spans
    if blocks:
        text = blocks[0].spans if isinstance(blocks[0], Paragraph) else ()
        blocks = blocks[1:] if text else blocks
    gap = "" if not text else "\n" if any("\n" in span.text for span in text) else " "
    before = (Span(f"{name}:{gap}", _NAME),) if name else ()
    spans = (*before, *(span._replace(look=span.look | look) for span in text))
    for at, line in enumerate(wrap(spans, width - indent) if spans else ()):
        yield [Piece(" " * indent, Look.TABLE), *line] if at and indent and line else line
    for line in set_blocks(blocks, width - indent) if blocks else ():
        yield [Piece(" " * indent, Look.TABLE), *line] if indent and line else line


def _at_right(line: list[Piece], width: int) -> list[Piece]:
    """A line with what it is set in by moved to its other end, and itself to the right edge."""
    inner = line[1:] + line[:1] if line and line[0].text.isspace() else line
    gap = width - sum(cell_width(piece.text) for piece in inner)
    return [Piece(" " * gap, Look.TABLE), *inner] if gap > 0 and inner else inner
