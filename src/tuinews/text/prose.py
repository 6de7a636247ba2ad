"""A document as plain text: structure by line breaks, markers and indentation, no width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tuinews.text.clean import without_hints
from tuinews.text.document import Document
from tuinews.text.tree import (
    Block,
    Code,
    Definitions,
    Details,
    Figure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
)


def inline_text(spans: Inline) -> str:
    """The text of spans, break hints gone and no-break spaces as spaces."""
    return without_hints("".join(span.text for span in spans)).replace("\xa0", " ")


def document_text(doc: Document, *, addresses: bool = False) -> str:
    """``doc`` as plain text, a paragraph a line, blocks parted by empty lines; numbers of links stay in the
    text.

    With ``addresses`` the numbered links follow at the end, one a line: ``[3] https://…``.
    """
    lines = list(_set(doc.blocks))
    if addresses and doc.numbered:
        lines += ["", *(f"[{number}] {url}" for number, url in enumerate(doc.links[: doc.numbered], 1))]
    return "\n".join(lines).strip("\n")


def is_tight(listing: Listing) -> bool:
    """Whether the items of a list are short enough to stand without empty lines between them."""
    return all(sum(not isinstance(block, Listing) for block in item.blocks) <= 1 for item in listing.items)


def _set(blocks: Iterable[Block], tight: bool = False) -> Iterator[str]:
    first = True
    for block in blocks:
        if not first and not tight:
            yield ""
        first = False
        yield from _lines(block)


def _indented(lines: Iterable[str], first: str, rest: str) -> Iterator[str]:
    prefix = first
    for line in lines:
        yield (prefix + line).rstrip()
        prefix = rest


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading() | Code():
            yield from inline_text(block.spans).split("\n")
        case Quote():
            yield from _indented(_set(block.blocks), "> ", "> ")
        case Listing():
            tight = is_tight(block)
            for number, item in enumerate(block.items):
                if number and not tight:
                    yield ""
                marker = f"{item.marker} " if item.marker else ""
                yield from _indented(_set(item.blocks, tight), marker, " " * len(marker))
        case Table():
            if block.caption:
                yield inline_text(block.caption)
            for row in block.rows:
                yield " | ".join(inline_text(cell.spans).replace("\n", " ") for cell in row)
        case Figure():
            yield from _set(block.blocks)
            if block.caption:
                yield from inline_text(block.caption).split("\n")
        case Definitions():
            for entry in block.entries:
                if entry.term:
                    yield inline_text(entry.term)
                yield from _indented(_set(entry.blocks), "    ", "    ")
        case Details():
            if block.summary:
                yield inline_text(block.summary)
            yield from _indented(_set(block.blocks), "  ", "  ")
        case Rule():
            yield "* * *"
