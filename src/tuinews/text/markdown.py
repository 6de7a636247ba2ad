"""An article as Markdown (CommonMark 0.31 with the tables, strike-through and notes of GitHub's).

Foreign text is escaped, so that nothing in it is markup; addresses are those that a document holds, http and
https, and stand where they cannot end a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import groupby

from tuinews.model import Article
from tuinews.text.clean import one_line, without_hints
from tuinews.text.dates import whole
from tuinews.text.document import Document
from tuinews.text.facts import facts, summary
from tuinews.text.markdown_text import address, escaped, is_number, link, longest_ticks, text_markdown
from tuinews.text.notes import notes_of
from tuinews.text.prose import is_tight
from tuinews.text.records import column_names, head_rows, placed
from tuinews.text.sizes import about_file
from tuinews.text.tree import (
    SUBHEADING,
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

_BAR = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"\d{1,9}\.")
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def article_markdown(article: Article, document: Document, zone: tzinfo) -> str:
    """An article: headline, facts, summary, body and what belongs to it; times in ``zone``.

    How often it was opened is left out: that is not of the article.
    """
    parts = [f"# {_ended(escaped(one_line(article.title))) or '(no headline)'}"]
    if known := list(_facts(article, zone)):
        parts.append("\n".join(known))
    if said := summary(article):
        parts.append(f"*{escaped(one_line(said))}*")
    if body := body_markdown(document):
        parts.append(body)
    if article.enclosures:
        files = [f"- {address(file.url)}, {escaped(about_file(file))}" for file in article.enclosures]
        parts += ["## Files", "\n".join(files)]
    if article.relevant:
        items = [
            f"- {link(escaped(one_line(item.title)), item.url)}"
            + (f", {whole(item.published, zone)}" if item.published else "")
            for item in article.relevant
        ]
        parts += ["## Relevant information", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def body_markdown(document: Document) -> str:
    """A document alone; its headings begin at the second level."""
    return "\n\n".join(_Writer(document).parts())


def _facts(article: Article, zone: tzinfo) -> Iterator[str]:
    for fact in facts(article, zone, 0):
        value = "; ".join(map(escaped, fact.parts))
        if fact.address:
            value = f"{value}, {address(fact.address)}" if value else address(fact.address)
        yield f"- {fact.name}: {value}"


class _Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        levels = {block.level for block in document.blocks if isinstance(block, Heading)} - {SUBHEADING}
        self._deeper = max(0, 2 - min(levels, default=2))
        self._subheading = max(levels, default=1) + 1
        self._notes = notes_of(document.blocks)

    def parts(self) -> list[str]:
        """The Markdown of each block."""
        return list(self._set(self._document.blocks))

    def _set(self, blocks: Iterable[Block]) -> Iterator[str]:
        after_list = False
        for block in self._apart(blocks):
            is_list = isinstance(block, Listing)
            if isinstance(block, Listing):
                text = self._listing(block, after_list)
            elif isinstance(block, Item | Paragraph) and (label := self._notes.label(block)):
                text = _indented(self._whole(self._notes.said(block)), f"[^{label}]: ", "    ")
            else:
                text = "" if isinstance(block, Item) else self._block(block)
            after_list = is_list and not after_list
            if text:
                yield text

    def _apart(self, blocks: Iterable[Block]) -> Iterator[Block | Item]:
        """``blocks`` with the notes among the items of lists each by itself."""
        for block in blocks:
            if isinstance(block, Listing):
                for is_note, group in groupby(block.items, key=lambda item: bool(self._notes.label(item))):
                    items = tuple(group)
                    yield from items if is_note else (Listing(items),)
            else:
                yield block

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._text(block.spans)
            case Heading():
                level = self._subheading if block.level == SUBHEADING else block.level
                mark = "#" * min(6, level + self._deeper)
                return f"{mark} {_ended(self._text(_unstrengthened(block.spans), on_one_line=True))}"
            case Quote():
                return _indented(self._whole(block.blocks), "> ", "> ")
            case Listing():
                return self._listing(block, other=False)
            case Code():
                return _fenced(block)
            case Table():
                return self._table(block)
            case Figure():
                caption = self._text(block.caption, Look.EM)
                return "\n\n".join(part for part in (self._whole(block.blocks), caption) if part)
            case Definitions():
                return "\n\n".join(self._definitions(block))
            case Details():
                summary = self._text(block.summary or (Span("Details"),), Look.STRONG)
                return f"{summary}\n\n{self._whole(block.blocks)}".strip()
            case Rule():
                return "* * *"

    def _whole(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(self._set(blocks))

    def _listing(self, listing: Listing, other: bool) -> str:
        """A list; ``other`` tells it from the list before it."""
        gap = "\n" if is_tight(listing) and not _holds_later_count(listing) else "\n\n"
        markers = [item.marker for item in listing.items]
        counted = _is_counted(markers)
        items = []
        for item in listing.items:
            text = gap.join(self._set(item.blocks))
            marker = "*" if other else "-"
            if counted:
                marker = f"{item.marker[:-1]})" if other else item.marker
            elif item.marker and item.marker[0].isalnum():  # ``iv.``, ``b.``, or counted backwards
                text = f"{escaped(item.marker)} {text}"
            items.append(_indented(text, f"{marker} ", " " * (len(marker) + 1)))
        return gap.join(items)

    def _definitions(self, definitions: Definitions) -> Iterator[str]:
        for entry in definitions.entries:
            if entry.term:
                yield self._text(entry.term, Look.STRONG, on_one_line=True)
            if entry.blocks:
                yield _indented(self._whole(entry.blocks), "- ", "  ")

    def _table(self, table: Table) -> str:
        caption = self._text(table.caption, Look.EM, on_one_line=True)
        if any(cell.blocks for row in table.rows for cell in row):
            return "\n\n".join(part for part in (caption, *self._records(table)) if part)
        return "\n\n".join(part for part in (caption, self._columns(table)) if part)

    def _records(self, table: Table) -> Iterator[str]:
        """The rows as items of a list: in a cell of Markdown there is room for a line of text alone."""
        rows = list(placed(table))
        heads = head_rows(rows)
        names = column_names(rows[:heads])
        for row in rows[heads:]:
            fields: list[Block] = []
            for column, cell in row:
                first, *rest = cell.blocks or (Paragraph(cell.spans),)
                name = (
                    Span(f"{names[column]}:", Look.STRONG) if names.get(column) and cell.spans else Span("")
                )
                if isinstance(first, Paragraph):
                    fields += [Paragraph((name, Span(" "), *first.spans)), *rest]
                else:
                    fields += [Paragraph((name,)), first, *rest]
            if any(cell.spans for _, cell in row):
                yield _indented(self._whole(fields), "- ", "  ")

    def _columns(self, table: Table) -> str:
        rows: list[list[str]] = []
        below: dict[tuple[int, int], None] = {}
        for number, row in enumerate(table.rows):
            cells: list[str] = []
            for cell in row:
                while (number, len(cells)) in below:
                    cells.append("")
                for down in range(1, min(cell.rows, len(table.rows) - number)):
                    below.update(((number + down, len(cells) + right), None) for right in range(cell.columns))
                text = self._text(cell.spans).replace("\\\n", "<br>")
                # Bars part cells even inside code.
                cells += [_BAR.sub(r"\\|", text), *[""] * (cell.columns - 1)]
            rows.append(cells)
        width = max(map(len, rows), default=0)
        if not width:
            return ""
        headed = any(cell.header for cell in table.rows[0])
        lines = rows if headed else [[""] * width, *rows]
        drawn = [f"| {' | '.join([*line, *[''] * (width - len(line))])} |" for line in lines]
        drawn.insert(1, f"|{' --- |' * width}")
        return "\n".join(drawn)

    def _text(self, spans: Inline, look: Look = Look.PLAIN, *, on_one_line: bool = False) -> str:
        text = text_markdown(spans, self._document, self._notes.labels, look)
        return text.replace("\\\n", " ") if on_one_line else text


def _is_counted(markers: list[str]) -> bool:
    """Whether items bear numbers one after the other, which is all that Markdown can say."""
    if not all(map(_NUMBERED.fullmatch, markers)):
        return False
    first = int(markers[0][:-1])
    return [int(marker[:-1]) for marker in markers] == list(range(first, first + len(markers)))


def _holds_later_count(listing: Listing) -> bool:
    """Whether a list in it counts from another number than 1: right below a text that would be text."""
    inner = (block for item in listing.items for block in item.blocks if isinstance(block, Listing))
    markers = ([item.marker for item in block.items] for block in inner)
    return any(_is_counted(each) and each[0] != "1." for each in markers)


def _ended(heading: str) -> str:
    """A heading whose last signs are its own, and not the mark that may close one."""
    return re.sub(r"(?<= )#(?=#*$)", r"\\#", heading)


def _unstrengthened(spans: Inline) -> Inline:
    """A heading that is strong all through without that: it is strong anyway."""
    if not all(span.look & Look.STRONG or span.text.isspace() for span in spans):
        return spans
    return tuple(span._replace(look=span.look & ~Look.STRONG) for span in spans)


def _fenced(code: Code) -> str:
    text = without_hints("".join(span.text for span in code.spans if not is_number(span)))
    fence = "`" * max(3, longest_ticks(text) + 1)
    language = code.language if _LANGUAGE.fullmatch(code.language) else ""
    return f"{fence}{language}\n{text}\n{fence}"


def _indented(text: str, first: str, rest: str) -> str:
    lines = [f"{first if number == 0 else rest}{line}" for number, line in enumerate(text.split("\n"))]
    return "\n".join(line.rstrip() if line.isspace() or line == rest else line for line in lines)
