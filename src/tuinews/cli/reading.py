"""An article as lines of text: its facts in their order, the body, what is near it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tuinews.cli.clock import LocalZone
from tuinews.cli.context import Context
from tuinews.cli.output import ACCENT, BOLD, DIM, ITALIC, STRIKE, UNDERLINE, Output, safe
from tuinews.cli.rows import related_lines
from tuinews.cli.tables import count
from tuinews.model import Article, Related
from tuinews.text.addresses import display_host
from tuinews.text.blocks import Document, parse
from tuinews.text.clean import one_line
from tuinews.text.dates import whole
from tuinews.text.lines import Line, Look, line_text, set_lines
from tuinews.text.words import words

_STYLES = (
    (Look.STRONG, BOLD),
    (Look.HEADING, BOLD),
    (Look.EM, ITALIC),
    (Look.LINK, UNDERLINE),
    (Look.CODE, ACCENT),
    (Look.STRIKE, STRIKE),
    (Look.DIM, DIM),
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
    if article.summary and not _begins_with(article.text, article.summary):
        yield ""
        for line in _wrapped(one_line(article.summary), width):
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
            size = f"{file.length / 1e6:.1f} MB" if file.length else ""
            yield "  " + "  ".join(part for part in (safe(file.url), safe(file.type or ""), size) if part)
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


def _facts(article: Article, width: int, output: Output) -> Iterator[str]:
    """Categories, author, origin, time of issue, views, address; what is missing is left out."""
    zone = LocalZone()
    labels = ", ".join(map(one_line, article.labels))
    issued = [whole(article.published, zone) if article.published else "no date given"]
    if article.updated and article.updated != article.published:
        issued.append(f"updated {whole(article.updated, zone)}")
    if article.fetched != article.published:
        issued.append(f"first seen {whole(article.fetched, zone)}")
    if article.revised:
        issued.append(f"changed {whole(article.revised, zone)}")
    views = [opened(article.views)] if article.views else []
    if article.page_views is not None:
        views.append(f"{count(article.page_views, 'view')} by the page's own count")
    comments = article.comments_url or ""
    if article.comments_count is not None:
        comments = f"{article.comments_count:,}  {comments}".rstrip()
    facts = (
        ("Categories", " · ".join(part for part in (one_line(article.category), labels) if part)),
        ("Author", one_line(article.author or "")),
        ("Editors", ", ".join(map(one_line, article.editors))),
        ("Origin", _origin(article)),
        ("Issued", "; ".join(issued)),
        ("Views", "; ".join(views)),
        ("Address", _address(article.url or "")),
        ("Comments", comments),
    )
    for name, value in facts:
        if value:
            label = f"{name:<12}"
            # An address is never broken: it is there to be copied.
            lines = [safe(value)] if "://" in value else list(_wrapped(value, width - len(label)))
            yield output.style(label, DIM) + lines[0]
            for line in lines[1:]:
                yield " " * len(label) + line


def _origin(article: Article) -> str:
    """Who first published it, and by way of whom it came here."""
    source = one_line(article.source_title)
    origin = one_line(article.origin or "")
    return f"{origin}, by way of {source}" if origin and origin != source else source


def _address(url: str) -> str:
    """The address, and its host where what stands before it may look like another's."""
    authority = url.partition("://")[2].partition("/")[0]
    return f"{url}  ({display_host(url)})" if "@" in authority else url


def opened(times: int) -> str:
    """``opened once``, ``opened twice``, ``opened 3 times``."""
    return f"opened {({1: 'once', 2: 'twice'}).get(times, f'{times:,} times')}"


def _begins_with(text: str, summary: str) -> bool:
    """The body begins with the summary, whatever the white space, marks and ellipsis between the words."""
    beginning = words(summary)
    if summary.rstrip().endswith(("…", "...")):  # the last word may be cut
        beginning = beginning[:-1]
    return words(text[: 2 * len(summary) + 200])[: len(beginning)] == beginning


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in set_lines(parse(escape(text)), width):
        yield safe(line_text(line)).rstrip()


def _styled(line: Line, output: Output) -> str:
    pieces = []
    for piece in line:
        codes = [code for look, code in _STYLES if piece.look & look]
        pieces.append(output.style(safe(piece.text), *codes))
    return "".join(pieces).rstrip()
