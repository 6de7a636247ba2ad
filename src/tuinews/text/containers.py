"""Containers while they are read: quotes, lists, tables and the rest, becoming blocks as they end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tuinews.text.prose import inline_text
from tuinews.text.runs import picture_label
from tuinews.text.tree import (
    Block,
    Cell,
    Code,
    Definition,
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

DEEPEST = 24
"""Containers inside one another; beyond, tags are taken as if they were not there, and text goes on in the
innermost."""

KINDS = {
    "blockquote": "quote",
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "list"),
    "li": "item",
    "dl": "definitions",
    "dt": "term",
    "dd": "definition",
    "figure": "figure",
    "figcaption": "caption",
    "table": "table",
    "caption": "caption",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "details": "details",
    "summary": "summary",
}
"""The kind of container that each tag opens."""

# What a kind of container must stand in, and which kinds a new one of it ends where the page did not.
_PARENTS = {"item": "list", "term": "definitions", "definition": "definitions", "row": "table", "cell": "row"}
_ENDED_BY = {
    "item": ("item",),
    "term": ("term", "definition"),
    "definition": ("term", "definition"),
    "row": ("cell", "caption"),
    "cell": ("cell", "caption"),
}
_IN_TABLES = ("table", "row")
_CAPTIONED = ("figure", "table", "details")

_TEXTUAL = (Paragraph, Listing, Heading)
_MOST_COLUMNS = 60
_LONGEST_CELL = 300
"""Characters; a table with a longer cell and without a head lays out a page."""
_BULLETS = ("•", "◦", "▪")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_INTEGER = re.compile(r"\s*(-?\d{1,9})\s*", re.ASCII)
_LABEL = re.compile(r"\[picture (\d+): (.*)\]", re.DOTALL)


class _Cell(NamedTuple):
    """A cell as read, before it is known whether its table holds data or lays out a page."""

    blocks: tuple[Block, ...]
    header: bool
    columns: int
    rows: int

    @property
    def more(self) -> tuple[Block, ...]:
        """Its blocks where they are more than one text can say."""
        return () if all(isinstance(block, _TEXTUAL) for block in self.blocks) else self.blocks


class _Use:
    """What a table is used for, told row by row: to go through a long one at its end would take 30 ms."""

    __slots__ = ("data", "headed", "in_columns", "mixed", "mixed_without_head")

    def __init__(self) -> None:
        self.data: list[tuple[Cell, ...]] = []
        """The rows so far, as a table of data has them."""
        self.in_columns = False
        """Whether a row has more than one cell."""
        self.headed = False
        self.mixed = False
        """Whether a cell holds more than text."""
        self.mixed_without_head = False
        """The same where no cell is a head: then a heading or a long text is more than a table's cell."""

    def add(self, row: list[_Cell]) -> None:
        self.data.append(
            tuple(
                [Cell(_joined(cell.blocks), cell.header, cell.columns, cell.rows, cell.more) for cell in row]
            )
        )
        self.in_columns = self.in_columns or len(row) > 1
        for cell in row:
            self.headed = self.headed or cell.header
            length = 0
            for block in cell.blocks:
                if isinstance(block, Paragraph):
                    length += sum([len(span.text) for span in block.spans])
                elif isinstance(block, Listing | Heading):
                    length += len(inline_text(_joined((block,))))
                    self.mixed_without_head = self.mixed_without_head or isinstance(block, Heading)
                else:
                    self.mixed = True
            self.mixed_without_head = self.mixed_without_head or length > _LONGEST_CELL

    @property
    def lays_out(self) -> bool:
        """Whether the table lays out a page instead of holding data: one column, or no head and cells with
        more than text in them."""
        return not self.in_columns or ((self.mixed or self.mixed_without_head) and not self.headed)


class _Frame:
    """An open container: what it is, and what it has gathered."""

    __slots__ = ("blocks", "cells", "definitions", "found", "inline", "items", "kind", "rows", "tag", "use")

    def __init__(self, tag: str, kind: str, found: dict[str, str]) -> None:
        self.tag = tag
        """Empty where the page left the tag out."""
        self.kind = kind
        self.found = found
        self.blocks: list[Block] = []
        self.inline: Inline = ()
        self.items: list[_Frame] = []
        self.definitions: list[Definition] = []
        self.rows: list[list[_Cell]] = []
        self.cells: list[_Cell] = []
        self.use = _Use() if kind == "table" else None


class Containers:
    """The open containers, innermost last, and the blocks of the document."""

    def __init__(self) -> None:
        self._stack = [_Frame("", "body", {})]
        self._ignored: Counter[str] = Counter()

    def finished(self) -> Iterator[Block]:
        """The blocks of the document that ended since this was asked last."""
        blocks = self._stack[0].blocks
        yield from blocks
        blocks.clear()

    def close_all(self) -> None:
        """Closes everything that is open: the document ends."""
        while len(self._stack) > 1:
            self._pop()

    def emit(self, block: Block) -> None:
        """Puts a finished block where it belongs."""
        if self._stack[-1].kind == "list" and not self._stack[-1].tag:
            self._pop()
        kind = self._stack[-1].kind
        if kind in _IN_TABLES:  # in a table but in no cell: it comes before the table, as in browsers
            outside = next(frame for frame in reversed(self._stack) if frame.kind not in _IN_TABLES)
            outside.blocks.append(block)
            return
        if kind == "list":
            self._push("", "item", {})
        elif kind == "definitions":
            self._push("", "definition", {})
        self._stack[-1].blocks.append(block)

    def open(self, tag: str, found: dict[str, str]) -> None:
        """Opens the container of ``tag``, and around it what the page left out."""
        kind = KINDS[tag]
        parent = _PARENTS.get(kind)
        if parent is None:
            if len(self._stack) > DEEPEST:
                self._ignored[tag] += 1
                return
            if self._stack[-1].kind == "list" and not self._stack[-1].tag:
                self._pop()
            self._push(tag, kind, found)
            return
        if self._stack[-1].kind in _ENDED_BY[kind]:
            self._pop()
        if kind == "cell" and self._stack[-1].kind == "table":
            self._push("", "row", {})
        elif kind == "row" and self._stack[-1].kind == "row":
            self._pop()
        if self._stack[-1].kind != parent:
            if parent in _IN_TABLES or len(self._stack) > DEEPEST:
                self._ignored[tag] += 1
                return
            self._push("", parent, {})
        self._push(tag, kind, found)

    def close(self, tag: str) -> None:
        """Closes the innermost container of ``tag`` and what is open in it; nothing where there is none."""
        if self._ignored[tag]:
            self._ignored[tag] -= 1
        elif any(frame.tag == tag for frame in self._stack):
            while self._stack[-1].tag != tag:
                self._pop()
            self._pop()

    def _push(self, tag: str, kind: str, found: dict[str, str]) -> None:
        self._stack.append(_Frame(tag, kind, found))

    def _pop(self) -> None:
        """Ends the innermost container: it becomes a block, or a part of the one around it."""
        frame = self._stack.pop()
        parent = self._stack[-1]
        blocks = tuple(frame.blocks)
        match frame.kind:
            case "cell":
                columns, rows = (_whole_number(frame.found.get(name), 1) for name in ("colspan", "rowspan"))
                columns = max(1, min(columns, _MOST_COLUMNS))
                parent.cells.append(_Cell(blocks, frame.tag == "th", columns, max(1, rows)))
            case "row":
                if frame.cells and parent.use:
                    parent.rows.append(frame.cells)
                    parent.use.add(frame.cells)
            case "item":
                if blocks:
                    parent.items.append(frame)
            case "quote":
                if blocks:
                    self.emit(Quote(blocks))
            case "list":
                if frame.items:
                    self.emit(Listing(tuple(self._items(frame))))
            case "term":
                parent.definitions.append(Definition(_joined(blocks)))
            case "definition":
                last = parent.definitions[-1] if parent.definitions else Definition(())
                if parent.definitions and not last.blocks:
                    parent.definitions[-1] = Definition(last.term, blocks)
                elif blocks:
                    parent.definitions.append(Definition((), blocks))
            case "definitions":
                entries = tuple(entry for entry in frame.definitions if entry.term or entry.blocks)
                if entries:
                    self.emit(Definitions(entries))
            case "figure":
                self._figure(blocks, frame.inline)
            case "details":
                if frame.inline or blocks:
                    self.emit(Details(frame.inline, blocks))
            case "caption" | "summary":
                if parent.kind in _CAPTIONED and not parent.inline:
                    parent.inline = _joined(blocks)
                else:
                    for block in blocks:
                        self.emit(block)
            case "table":
                self._table(frame)

    def _items(self, frame: _Frame) -> Iterator[Item]:
        """The items of a list with their markers; text that stood in no item has none."""
        ordered = frame.tag == "ol"
        backwards = "reversed" in frame.found
        marked = sum(1 for item in frame.items if item.tag)
        number = _whole_number(frame.found.get("start"), marked if backwards else 1)
        depth = sum(1 for other in self._stack if other.kind == "list" and other.tag != "ol")
        for item in frame.items:
            marker = ""
            if item.tag and ordered:
                number = _whole_number(item.found.get("value"), number)
                marker = _numeral(number, item.found.get("type") or frame.found.get("type", "1")) + "."
                number += -1 if backwards else 1
            elif item.tag:
                marker = _BULLETS[min(depth, len(_BULLETS) - 1)]
            yield Item(marker, tuple(item.blocks))

    def _figure(self, blocks: tuple[Block, ...], caption: Inline) -> None:
        if caption:
            said = inline_text(caption)
            self.emit(Figure(tuple(_without_repeated_alt(block, said) for block in blocks), caption))
        else:
            for block in blocks:
                self.emit(block)

    def _table(self, frame: _Frame) -> None:
        use = frame.use or _Use()
        if use.lays_out:
            if frame.inline:
                self.emit(Paragraph(frame.inline))
            for row in frame.rows:
                for cell in row:
                    for block in cell.blocks:
                        self.emit(block)
            return
        if any(cell.spans for row in use.data for cell in row):
            self.emit(Table(tuple(use.data), frame.inline))


def _joined(blocks: tuple[Block, ...]) -> Inline:
    """The spans of blocks, one under the other, for where one text has to do: cells, captions, terms."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].spans
    spans: list[Span] = []
    for block in blocks:
        for part in _parts(block):
            if part:
                spans += [Span("\n")] if spans else []
                spans += part
    return tuple(spans)


def _parts(block: Block) -> Iterator[Inline]:
    match block:
        case Paragraph() | Heading() | Code():
            yield block.spans
        case Listing():
            for item in block.items:
                marker = (Span(f"{item.marker} ", Look.DIM),) if item.marker else ()
                yield marker + _joined(item.blocks)
        case Quote():
            yield _joined(block.blocks)
        case Figure():
            yield _joined(block.blocks)
            yield block.caption
        case Details():
            yield block.summary
            yield _joined(block.blocks)
        case Definitions():
            for entry in block.entries:
                yield entry.term
                yield _joined(entry.blocks)
        case Table():
            for row in block.rows:
                for cell in row:
                    yield cell.spans
        case Rule():
            return


def _without_repeated_alt(block: Block, caption: str) -> Block:
    """A picture whose caption says all that its alternative text says is shown by its number alone."""
    if not isinstance(block, Paragraph):
        return block
    spans: list[Span] = []
    for span in block.spans:
        match = _LABEL.fullmatch(span.text) if span.look & Look.PICTURE else None
        repeated = match and match[2].rstrip(".") in caption
        spans.append(span._replace(text=picture_label(int(match[1]), "")) if match and repeated else span)
    return Paragraph(tuple(spans))


def _whole_number(text: str | None, default: int) -> int:
    match = _INTEGER.fullmatch(text or "")
    return int(match[1]) if match else default


def _numeral(number: int, style: str) -> str:
    """A number as lists write it: ``1``, ``a``, ``A``, ``i`` or ``I``."""
    if style in {"a", "A"} and number > 0:
        letters = ""
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(97 + letter) + letters
        return letters.upper() if style == "A" else letters
    if style in {"i", "I"} and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if style == "I" else roman
    return str(number)
