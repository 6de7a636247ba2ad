"""An article as Markdown (CommonMark 0.31 with the tables and strike-through of GitHub's).

Foreign text is escaped, so that nothing in it is markup; addresses are those that a document holds, http and
https, and stand where they cannot end a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import groupby

from tuinews.model import Article
from tuinews.text.addresses import is_web
from tuinews.text.clean import one_line, without_hints
from tuinews.text.dates import whole
from tuinews.text.document import Document
from tuinews.text.facts import facts, summary
from tuinews.text.prose import inline_text, is_tight
from tuinews.text.sizes import about_file
from tuinews.text.tree import (
    Block,
    Code,
    Definitions,
    Details,
    Figure,
    Heading,
    Inline,
    Listing,
    Look,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)

_MARKUP = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_BEGINS_BLOCK = re.compile(r"(?m)^ *(?:([#+=:-])|(\d{1,9})([.)]))")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"\d{1,9}\.")
_WRAPS = ((Look.STRIKE, "~~"), (Look.STRONG, "**"), (Look.EM, "*"))
_SHAPES = Look.STRIKE | Look.STRONG | Look.EM | Look.CODE
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def escaped(text: str) -> str:
    """``text``, one line or several, so that nothing in it is Markdown."""
    text = _MARKUP.sub(r"\\\g<0>", text)
    return _BEGINS_BLOCK.sub(_unblocked, text)


def _unblocked(match: re.Match[str]) -> str:
    """Without the spaces before it, which may make code of a line."""
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


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
        files = [f"- {_address(file.url)}, {escaped(about_file(file))}" for file in article.enclosures]
        parts += ["## Files", "\n".join(files)]
    if article.relevant:
        items = [
            f"- {_link(escaped(one_line(item.title)), item.url)}"
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
            value = f"{value}, {_address(fact.address)}" if value else _address(fact.address)
        yield f"- {fact.name}: {value}"


def _address(url: str) -> str:
    return f"<{url}>" if is_web(url) and not re.search("[<> ]", url) else escaped(one_line(url))


def _link(text: str, url: str) -> str:
    """A link; ``text`` is Markdown."""
    if not is_web(url):
        return text
    target = re.sub(r"&(?=#?\w+;)", "&amp;", url.replace("<", "%3C").replace(">", "%3E"))
    return f"[{text}](<{target}>)" if re.search(r"[()\\]", target) else f"[{text}]({target})"


class _Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        levels = [block.level for block in document.blocks if isinstance(block, Heading)]
        self._deeper = max(0, 2 - min(levels, default=2))

    def parts(self) -> list[str]:
        """The Markdown of each block."""
        return list(self._set(self._document.blocks))

    def _set(self, blocks: Iterable[Block]) -> Iterator[str]:
        after_list = False
        for block in blocks:
            if isinstance(block, Listing):
                text = self._listing(block, after_list)
                after_list = not after_list
            else:
                after_list = False
                text = self._block(block)
            if text:
                yield text

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._text(block.spans)
            case Heading():
                mark = "#" * min(6, block.level + self._deeper)
                return f"{mark} {_ended(self._text(block.spans, on_one_line=True))}"
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
        gap = "\n" if is_tight(listing) else "\n\n"
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
        rows: list[list[str]] = []
        below: dict[tuple[int, int], None] = {}
        for number, row in enumerate(table.rows):
            cells: list[str] = []
            for cell in row:
                while (number, len(cells)) in below:
                    cells.append("")
                for down in range(1, min(cell.rows, len(table.rows) - number)):
                    below.update(((number + down, len(cells) + right), None) for right in range(cell.columns))
                text = self._text(cell.spans, on_one_line=True)
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
        caption = self._text(table.caption, Look.EM, on_one_line=True)
        return "\n\n".join(part for part in (caption, "\n".join(drawn)) if part)

    # Running text

    def _text(self, spans: Inline, look: Look = Look.PLAIN, *, on_one_line: bool = False) -> str:
        shown = [span for span in spans if not _is_number(span)]
        parts = []
        for link, group in groupby(shown, key=lambda span: span.link):
            text = "".join(
                _shaped(shape | look, list(run))
                for shape, run in groupby(group, key=lambda span: span.look & _SHAPES)
            )
            parts.append(self._linked(text, link))
        text = "".join(parts).strip()
        text = _BEGINS_BLOCK.sub(_unblocked, text)
        return text.replace("\n", " ") if on_one_line else text.replace("\n", "\\\n")

    def _linked(self, text: str, link: int) -> str:
        url = self._document.address(link)
        if not url:
            return text
        inner = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}{_link(inner, url)}{after}" if inner else text


def _is_counted(markers: list[str]) -> bool:
    """Whether items bear numbers one after the other, which is all that Markdown can say."""
    if not all(map(_NUMBERED.fullmatch, markers)):
        return False
    first = int(markers[0][:-1])
    return [int(marker[:-1]) for marker in markers] == list(range(first, first + len(markers)))


def _ended(heading: str) -> str:
    """A heading whose last signs are its own, and not the mark that may close one."""
    return re.sub(r"(?<= )#(?=#*$)", r"\\#", heading)


def _is_number(span: Span) -> bool:
    """Whether a span is the number of a link, which stands in the text for want of links."""
    return bool(span.look & Look.DIM) and span.text == f"[{span.link}]"


def _shaped(look: Look, spans: list[Span]) -> str:
    """Spans of one look, its marks set at the words and not at the spaces around them."""
    text = inline_text(tuple(spans))
    if all(span.look & Look.PICTURE for span in spans):
        text = " ".join(span.text[1:-1] for span in spans)
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if look & Look.CODE:
        inner = inner.replace("\n", " ")
        ticks = "`" * (_longest_run(inner) + 1)
        inner = f"{ticks} {inner} {ticks}" if "`" in inner else f"`{inner}`"
    else:
        inner = _MARKUP.sub(r"\\\g<0>", inner)
    for flag, mark in _WRAPS:
        if look & flag:
            inner = f"{mark}{inner}{mark}"
    return f"{before}{inner}{after}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _fenced(code: Code) -> str:
    text = without_hints("".join(span.text for span in code.spans if not _is_number(span)))
    fence = "`" * max(3, _longest_run(text) + 1)
    language = code.language if _LANGUAGE.fullmatch(code.language) else ""
    return f"{fence}{language}\n{text}\n{fence}"


def _indented(text: str, first: str, rest: str) -> str:
    lines = [f"{first if number == 0 else rest}{line}" for number, line in enumerate(text.split("\n"))]
    return "\n".join(line.rstrip() if line.isspace() or line == rest else line for line in lines)
