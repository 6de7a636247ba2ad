"""A document, and its Markdown as another program reads it, as characters with their looks and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tuinews.text.document import Document
from tuinews.text.markdown_text import is_number
from tuinews.text.notes import Notes, notes_of
from tuinews.text.prose import inline_text
from tuinews.text.records import column_names, head_rows, placed
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

_EMPHASIS = Look.STRONG | Look.EM | Look.STRIKE
_SHAPES = _EMPHASIS | Look.CODE
_BY_NAME = {"strong": Look.STRONG, "em": Look.EM, "s": Look.STRIKE, "del": Look.STRIKE}


class Sign(NamedTuple):
    """A character that is no space."""

    text: str
    look: Look
    url: str


def reader() -> MarkdownIt:
    """CommonMark with what ``markdown`` adds."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def _signs(text: str, look: Look, url: str) -> Iterator[Sign]:
    return (Sign(char, look, url) for char in text if not char.isspace())


def as_read(markdown: str) -> list[Sign]:
    """The text of Markdown as a parser reads it, notes last."""
    signs: list[Sign] = []
    for token in reader().parse(markdown):
        if token.type == "inline":
            signs += _inline(token.children or [])
        elif token.type in {"fence", "code_block"}:
            signs += _signs(token.content, Look.CODE, "")
        else:
            assert not token.content.strip(), token
    return signs


def _inline(tokens: Iterable[Token]) -> Iterator[Sign]:
    look, url = Look.PLAIN, ""
    for token in tokens:
        name = token.content.strip("</>") if token.type == "html_inline" else token.type.rpartition("_")[0]
        if name in _BY_NAME:
            ends = token.type.endswith("_close") or "/" in token.content
            look = look & ~_BY_NAME[name] if ends else look | _BY_NAME[name]
        elif token.type == "link_open":
            url = str(token.attrs["href"])
        elif token.type == "link_close":
            url = ""
        elif token.type == "code_inline":
            yield from _signs(token.content, look | Look.CODE, url)
        elif token.type == "image":
            yield from _signs("".join(part.content for part in token.children or []), Look.PICTURE, url)
        elif token.type in {"text", "text_special"}:
            yield from _signs(token.content, look, url)
        else:
            assert token.content in ("", "<br>") or token.type == "footnote_ref", token


def as_meant(document: Document) -> list[Sign]:
    """The text of a document, notes last."""
    meant = _Meant(document, notes_of(document.blocks))
    text = list(meant.blocks(document.blocks))
    return text + meant.last


class _Meant:
    def __init__(self, document: Document, notes: Notes) -> None:
        self._document = document
        self._notes = notes
        self._normal = reader().normalizeLink
        self.last: list[Sign] = []

    def spans(self, spans: Inline, over: Look = Look.PLAIN) -> Iterator[Sign]:
        for span in spans:
            url = self._normal(self._document.address(span.link)) if span.link else ""
            if is_number(span) or span.jump in self._notes.labels:
                continue
            if span.look & Look.PICTURE:
                number = int(span.text.strip("[]").split(":")[0].split()[1])
                alt = self._document.images[number - 1].alt
                yield from _signs(alt, Look.PICTURE, url if span.link > 0 else "")
            else:
                shape = span.look & _SHAPES | over
                yield from _signs(inline_text((span,)), shape, url)

    def blocks(self, blocks: Iterable[Block | Item]) -> Iterator[Sign]:
        for block in blocks:
            if isinstance(block, Item | Paragraph) and self._notes.label(block):
                self.last += self.blocks(self._notes.said(block))
                continue
            match block:
                case Paragraph():
                    yield from self.spans(block.spans)
                case Heading():
                    signs = list(self.spans(block.spans))
                    strong = all(sign.look & Look.STRONG for sign in signs)
                    yield from (
                        sign._replace(look=sign.look & ~Look.STRONG) if strong else sign for sign in signs
                    )
                case Code():
                    text = inline_text(tuple(span for span in block.spans if not is_number(span)))
                    yield from _signs(text, Look.CODE, "")
                case Listing():
                    yield from self._listing(block)
                case Quote():
                    yield from self.blocks(block.blocks)
                case Figure():
                    yield from self.blocks(block.blocks)
                    yield from self.spans(block.caption, Look.EM)
                case Table():
                    yield from self.spans(block.caption, Look.EM)
                    yield from self._table(block)
                case Definitions():
                    for entry in block.entries:
                        yield from self.spans(entry.term, Look.STRONG)
                        yield from self.blocks(entry.blocks)
                case Details():
                    yield from self.spans(block.summary or (Span("Details"),), Look.STRONG)
                    yield from self.blocks(block.blocks)
                case Item():
                    yield from self.blocks(block.blocks)
                case Rule():
                    pass

    def _listing(self, listing: Listing) -> Iterator[Sign]:
        markers = [item.marker for item in listing.items]
        first = markers[0][:-1]
        counted = first.isdecimal() and markers == [f"{int(first) + by}." for by in range(len(markers))]
        for item in listing.items:
            if item.marker[:1].isalnum() and not counted and not self._notes.label(item):
                yield from _signs(item.marker, Look.PLAIN, "")
            yield from self.blocks([item])

    def _table(self, table: Table) -> Iterator[Sign]:
        rows = list(placed(table))
        heads = head_rows(rows) if any(cell.blocks for row in table.rows for cell in row) else 0
        names = column_names(rows[:heads])
        for column, cell in (cell for row in rows[heads:] for cell in row):
            if names.get(column) and cell.spans:
                yield from _signs(f"{names[column]}:", Look.STRONG, "")
            yield from self.blocks(cell.blocks) if cell.blocks else self.spans(cell.spans)
