"""An article as lines of text: its facts in their order, the body, what is near it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tuinews.cli.context import Context
from tuinews.cli.output import ACCENT, BOLD, DIM, GREEN, ITALIC, RED, STRIKE, UNDERLINE, Output, safe
from tuinews.cli.rows import related_lines
from tuinews.model import Article, Related, Revision
from tuinews.settings.zone import LocalZone
from tuinews.text.addresses import display_host
from tuinews.text.blocks import Document, parse
from tuinews.text.changes import changes_document, compare, seen, telling
from tuinews.text.clean import one_line
from tuinews.text.dates import whole
from tuinews.text.facts import facts, summary
from tuinews.text.lines import Line, Look, line_text, set_lines
from tuinews.text.sizes import about_file

_STYLES = (
    (Look.STRONG, BOLD),
    (Look.HEADING, BOLD),
    (Look.EM, ITALIC),
    (Look.LINK, UNDERLINE),
    (Look.CODE, ACCENT),
    (Look.STRIKE, STRIKE),
    (Look.DIM, DIM),
    (Look.ADDED, f"{UNDERLINE};{GREEN}"),
    (Look.REMOVED, f"{STRIKE};{RED}"),
)


def article_lines(
    article: Article, document: Document, related: Sequence[Related], context: Context
) -> Iterator[str]:
    """The lines of ``article`` at the reader's measure, or narrower where the terminal is."""
    output = context.output
    width = max(20, min(context.config.reader.measure, output.columns))
    for line in _wrapped(one_line(article.title) or "(no headline)", width):
        yield output.style(line, BOLD)
    yield ""
    yield from _facts(article, width, output)
    said = summary(article)
    if said:
        yield ""
        for line in _wrapped(one_line(said), width):
            yield output.style(line, ITALIC)
    yield ""
    if document.blocks:
        for set_line in set_lines(document, width):
            yield _styled(set_line, output)
    else:
        hint = "; its address may have it." if article.url else "."
        for line in _wrapped(f"The feed gives no text for this article{hint}", width):
            yield output.style(line, DIM)
    if document.links:
        yield from ("", output.style("Links", BOLD))
        for number, url in enumerate(document.links, 1):
            yield f"  {number}  {safe(url)}"
    if article.enclosures:
        yield from ("", output.style("Files", BOLD))
        for file in article.enclosures:
            yield f"  {safe(file.url)}  {safe(about_file(file))}"
    if article.relevant:
        zone = LocalZone()
        yield from ("", output.style("Relevant information", BOLD))
        for item in article.relevant:
            yield f"  {one_line(item.title)}"
            when = whole(item.published, zone) if item.published else ""
            yield "    " + output.style("  ".join(part for part in (when, safe(item.url)) if part), DIM)
    if related:
        yield from ("", output.style("Related", BOLD))
        yield from related_lines(related, output)


def change_lines(steps: Sequence[tuple[Revision, Revision]], context: Context) -> Iterator[str]:
    """What a publisher changed, from one telling to the next, oldest first."""
    output = context.output
    width = max(20, min(context.config.reader.measure, output.columns))
    for number, ((old, new), when) in enumerate(zip(steps, seen(steps, LocalZone()), strict=True)):
        if number:
            yield ""
        changes = compare(telling(old), telling(new))
        yield output.style(f"Seen {when}   {changes.size}", BOLD)
        yield ""
        for line in set_lines(changes_document(changes, marked=not output.colour), width):
            yield _styled(line, output)


def _facts(article: Article, width: int, output: Output) -> Iterator[str]:
    for fact in facts(article, LocalZone(), article.views):
        label = f"{fact.name:<12}"
        value = (" · " if fact.name == "Categories" else "; ").join(fact.parts)
        if fact.address:
            # An address is never broken: it is there to be copied.
            lines = [f"{value}  {safe(_address(fact.address))}".strip()]
        else:
            lines = list(_wrapped(value, width - len(label)))
        yield output.style(label, DIM) + lines[0]
        for line in lines[1:]:
            yield " " * len(label) + line


def _address(url: str) -> str:
    """The address, and its host where what stands before it may look like another's."""
    authority = url.partition("://")[2].partition("/")[0]
    return f"{url}  ({display_host(url)})" if "@" in authority else url


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in set_lines(parse(escape(text)), width):
        yield safe(line_text(line)).rstrip()


def _styled(line: Line, output: Output) -> str:
    pieces = []
    for piece in line:
        codes = [code for look, code in _STYLES if piece.look & look]
        pieces.append(output.style(safe(piece.text), *codes))
    return "".join(pieces).rstrip()
