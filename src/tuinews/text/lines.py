"""Blocks set into lines: what the reader screen draws and the command line prints.

Lines are made one at a time, so that the first screen of a long article costs no more than that of a short
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from tuinews.text.direction import is_rtl
from tuinews.text.document import Document
from tuinews.text.highlight import Lexers, highlighted, no_lexer
from tuinews.text.prose import is_tight
from tuinews.text.tables import is_mirrored, set_table
from tuinews.text.tree import (
    Block,
    Code,
    Definitions,
    Details,
    Figure,
    Heading,
    Inline,
    Item,
    Listing,
    Look,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from tuinews.text.width import cell_width, fit, pad
from tuinews.text.wrapping import Piece, chop, wrap

__all__ = ["Line", "Look", "Piece", "line_text", "line_width", "set_lines"]

Line: TypeAlias = tuple[Piece, ...]

_NARROWEST = 2
"""Cells: a wide character must fit."""
_LEAST = 10
"""Cells left to text below which nothing is set in any further."""
_LEVELS = (Look.STRONG | Look.UNDER, Look.STRONG, Look.STRONG | Look.EM, Look.EM)
"""How headings of each level look; those below the last look like it."""
_BAR = "│"
_CONTINUED = "↳ "


def set_lines(doc: Document, width: int, lexers: Lexers = no_lexer) -> Iterator[Line]:
    """The lines of ``doc``, lazily, each at most ``width`` cells (counted as 2 where less); an empty line is
    ``()``.

    Paragraphs are parted by empty lines and never justified, right-to-left ones end at the right edge, lists
    and quotes are set in with their markers and bars (at the right where their text is right-to-left), code
    keeps its lines and is told apart by its language where
    ``lexers`` knows it, a table that does not fit
    becomes records. Links carry the number that ``Document.address`` knows.
    """
    return (line for line in set_in_steps(doc, width, lexers) if line is not None)


def set_in_steps(doc: Document, width: int, lexers: Lexers = no_lexer) -> Iterator[Line | None]:
    """Like ``set_lines``, and None wherever one may pause because the document is still being read."""
    width = max(width, _NARROWEST)
    first = True
    for block in doc.read():
        if block is None:
            yield None
            continue
        if not first:
            yield ()
        first = False
        for line in _lines(block, width, lexers):
            yield tuple(line)


def line_text(line: Line) -> str:
    """The text of a line, as it stands on the screen."""
    return "".join([piece.text for piece in line])


def line_width(line: Iterable[Piece]) -> int:
    """The cells that a line takes."""
    return sum([cell_width(piece.text) for piece in line])


def _set(blocks: Iterable[Block], width: int, lexers: Lexers, tight: bool = False) -> Iterator[list[Piece]]:
    first = True
    for block in blocks:
        if not first and not tight:
            yield []
        first = False
        yield from _lines(block, width, lexers)


def _lines(block: Block, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    match block:
        case Paragraph():
            return _text(block.spans, width)
        case Heading():
            return _text(_with(block.spans, _LEVELS[min(block.level, len(_LEVELS)) - 1]), width)
        case Quote():
            return _quote(block, width, lexers)
        case Listing():
            return _listing(block, width, lexers)
        case Code():
            return _code(block, width, lexers)
        case Table():
            return _table(block, width, lexers)
        case Figure():
            return _figure(block, width, lexers)
        case Definitions():
            return _definitions(block, width, lexers)
        case Details():
            return _details(block, width, lexers)
        case Rule():
            return iter([[Piece("─" * width, Look.DIM)]])


def _text(spans: Inline, width: int) -> Iterator[list[Piece]]:
    if not is_rtl(spans):
        yield from wrap(spans, width)
        return
    for line in wrap(spans, width):
        gap = width - line_width(line)
        # A heading begins with a heading's piece, also where that is only the space before it.
        yield [Piece(" " * gap, line[0].look & Look.HEADING), *line] if gap > 0 and line else line


def _with(spans: Inline, look: Look) -> Inline:
    return tuple(span._replace(look=span.look | look) for span in spans)


def _caption(spans: Inline) -> Inline:
    """A caption stands back, but its links are links."""
    return tuple(
        span._replace(look=span.look | (Look.EM if span.look & Look.LINK else Look.EM | Look.DIM))
        for span in spans
    )


def _begins_rtl(blocks: Iterable[Block]) -> bool:
    """Whether the first text of these blocks is right-to-left."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                return is_rtl(block.spans)
            case Quote():
                return _begins_rtl(block.blocks)
            case Listing():
                return _begins_rtl(block.items[0].blocks)
            case Table():
                return is_mirrored(block)
            case _:
                return False
    return False


def _set_in(
    lines: Iterable[list[Piece]], inner: int, first: Piece, rest: Piece, *, mirrored: bool = False
) -> Iterator[list[Piece]]:
    """``lines`` of ``inner`` cells behind a piece of one width: ``first`` on the first, ``rest`` on the
    others.

    ``mirrored``: at the right edge instead.
    """
    edge = first
    for line in lines:
        blank = edge.text.isspace()
        if mirrored:
            gap = inner - line_width(line)
            yield line if blank else [*line, Piece(" " * gap), edge] if gap else [*line, edge]
        else:
            yield [] if blank and not line else [edge, *line]
        edge = rest


def _quote(quote: Quote, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    inner = width - 2 if width - 2 >= _LEAST else width
    lines = (
        [piece._replace(look=piece.look | Look.QUOTE) for piece in line]
        for line in _set(quote.blocks, inner, lexers)
    )
    if inner == width:
        yield from lines
        return
    mirrored = _begins_rtl(quote.blocks)
    bar = Piece(f" {_BAR}" if mirrored else f"{_BAR} ", Look.QUOTE | Look.DIM)
    yield from _set_in(lines, inner, bar, bar, mirrored=mirrored)


def _listing(listing: Listing, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    tight = is_tight(listing)
    room = max(cell_width(item.marker) for item in listing.items)
    inner = width - room - 1
    for number, item in enumerate(listing.items):
        if number and not tight:
            yield []
        if inner < _LEAST:
            yield from _set(_marked(item), width, lexers, tight)
            continue
        mirrored = _begins_rtl(item.blocks)
        marker = " " + pad(item.marker, room) if mirrored else pad(item.marker, room, "right") + " "
        first, rest = Piece(marker, Look.DIM), Piece(" " * (room + 1))
        yield from _set_in(_set(item.blocks, inner, lexers, tight), inner, first, rest, mirrored=mirrored)


def _marked(item: Item) -> tuple[Block, ...]:
    """An item's blocks with its marker in the text, for want of room beside it."""
    first = item.blocks[0]
    if not item.marker or not isinstance(first, Paragraph):
        return item.blocks
    return (Paragraph((Span(f"{item.marker} ", Look.DIM), *first.spans)), *item.blocks[1:])


def _code(code: Code, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    edge = "  " if width > _LEAST else ""
    inner = width - 2 * len(edge)
    if code.language:
        yield [Piece(pad(edge + fit(code.language, inner), width), Look.CODE | Look.DIM)]
    for spans in highlighted(code.spans, code.language, lexers) or (code.spans,):
        for line, cells, continued in chop(spans, inner):
            look = Look.CODE | Look.DIM if continued else Look.CODE
            before = Piece(_CONTINUED if continued and edge else edge, look)
            after = Piece(" " * (width - len(edge) - cells), Look.CODE)
            yield [piece for piece in (before, *line, after) if piece.text]


def _table(table: Table, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    if table.caption:
        yield from _text(_caption(table.caption), width)
    yield from set_table(table, width, lambda blocks, cells: _set(blocks, cells, lexers, tight=True))


def _figure(figure: Figure, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    yield from _set(figure.blocks, width, lexers)
    yield from _text(_caption(figure.caption), width)


def _definitions(definitions: Definitions, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    tight = all(len(entry.blocks) <= 1 for entry in definitions.entries)
    inner = width - 4
    edge = Piece("    ")
    previous = None
    for entry in definitions.entries:
        if previous is not None and previous.blocks and not tight:
            yield []
        previous = entry
        if entry.term:
            yield from _text(_with(entry.term, Look.STRONG), width)
        if inner < _LEAST:
            yield from _set(entry.blocks, width, lexers)
        else:
            mirrored = _begins_rtl(entry.blocks)
            yield from _set_in(_set(entry.blocks, inner, lexers), inner, edge, edge, mirrored=mirrored)


def _details(details: Details, width: int, lexers: Lexers) -> Iterator[list[Piece]]:
    inner = width - 2
    if inner < _LEAST:
        yield from _text(_with(details.summary, Look.STRONG), width)
        yield from _set(details.blocks, width, lexers)
        return
    summary = _with(details.summary or (Span("Details"),), Look.STRONG)
    mirrored = is_rtl(summary)
    sign, edge = Piece(" ▾" if mirrored else "▾ ", Look.DIM), Piece("  ")
    yield from _set_in(_text(summary, inner), inner, sign, edge, mirrored=mirrored)
    yield from _set_in(_set(details.blocks, inner, lexers), inner, edge, edge, mirrored=mirrored)
