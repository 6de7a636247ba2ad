"""An article set as a page: facts first, then summary, body and relevant information."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from html import escape

from tuinews.model import Article
from tuinews.text.addresses import display_host
from tuinews.text.blocks import Document, parse
from tuinews.text.dates import whole
from tuinews.text.lines import Line, Look, Piece, set_lines
from tuinews.text.width import cell_width, fit
from tuinews.ui.session import Neighbours
from tuinews.ui.widgets.sidebar import wrap

WORDS_A_MINUTE = 220


def minutes(words: int) -> int:
    """Minutes it takes to read so many words; at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def top_lines(article: Article, width: int, zone: tzinfo, views: int) -> Iterator[Line]:
    """Headline and facts in the order of the design; what is missing is left out."""
    yield from _paragraph(article.title or "(no headline)", width, Look.HEADING | Look.STRONG)
    yield ()
    labels = ", ".join(label for label in article.labels if label.casefold() != article.category.casefold())
    categories = " · ".join(part for part in (article.category, labels) if part)
    if categories:
        yield from _fact("", categories, width)
    if article.author:
        yield from _fact("By", article.author, width)
    if article.editors:
        yield from _fact("Edited by", ", ".join(article.editors), width)
    origin = article.origin or article.source_title
    if article.origin and article.origin != article.source_title:
        origin = f"{article.origin}, by way of {article.source_title}"
    # Before it is opened, one sees where an address really leads: its text may look like another's.
    host = display_host(article.url or "")
    yield from _fact("Origin", f"{origin}   {host}" if host else origin, width)
    yield from _fact("Issued", _issued(article, zone, views), width)
    if article.comments_url:
        count = article.comments_count
        said = "" if count is None else f"{count} at "
        yield from _fact("Comments", said + display_host(article.comments_url), width)
    for enclosure in article.enclosures:
        size = "" if not enclosure.length else f", {_size(enclosure.length)}"
        yield from _fact(
            "Enclosed", f"{enclosure.type or 'file'}{size}, {display_host(enclosure.url)}", width
        )
    yield ()


def _paragraph(text: str, width: int, look: Look) -> Iterator[Line]:
    """Plain text set as the body is: at the right edge where its script is read from there."""
    for line in set_lines(parse("<p>" + escape(text).replace("\n", "<p>")), width):
        yield tuple(piece._replace(look=piece.look | look) for piece in line)


def _issued(article: Article, zone: tzinfo, views: int) -> str:
    parts = [whole(article.published, zone) if article.published else "not stated"]
    if article.updated and article.updated != article.published:
        updated = whole(article.updated, zone)
        same_day = article.published and updated.rpartition(" ")[0] == parts[0].rpartition(" ")[0]
        parts.append("updated " + (updated.rpartition(" ")[2] if same_day else updated))
    if not article.published:
        parts.append("first seen " + whole(article.fetched, zone))
    parts.append(
        {0: "not opened yet", 1: "opened once", 2: "opened twice"}.get(views, f"opened {views} times")
    )
    if article.page_views is not None:
        parts.append(f"{article.page_views:,} views on the page")
    return "   ".join(parts)


def _fact(name: str, value: str, width: int) -> Iterator[Line]:
    indent = len(name) + 1 if name == "By" else 10 if name else 0
    for number, text in enumerate(wrap(value, width - indent, 4)):
        label = name.ljust(indent) if number == 0 else " " * indent
        yield (Piece(label, Look.DIM), Piece(text)) if indent else (Piece(text),)


def body_lines(article: Article, document: Document, width: int) -> Iterator[Line]:
    """Summary, unless the body begins with it, and the body; lazily."""
    if article.summary and not _begins_with(article.text, article.summary):
        yield from _paragraph(article.summary, width, Look.EM)
        yield ()
    some = False
    for line in set_lines(document, width):
        some = True
        yield line
    if not some:
        yield (Piece("This feed gives no text for the article.", Look.DIM),)
        if article.url:
            yield (Piece(fit(f"Press o to open it at {display_host(article.url)}.", width), Look.DIM),)


def _begins_with(text: str, summary: str) -> bool:
    start = "".join(summary.split())[:160].rstrip("….[]")
    return "".join(text.split())[: len(start)] == start


def end_lines(
    article: Article, neighbours: Neighbours | None, width: int, when: Callable[[int | str], str]
) -> Iterator[Line]:
    """Relevant information: what the publisher lists and what we found, each with its time of issue."""
    related = () if neighbours is None else (*neighbours.same_story, *neighbours.related)
    if not related and not article.relevant:
        return
    yield ()
    yield (Piece("Relevant information", Look.HEADING | Look.STRONG),)
    yield ()
    for item in article.relevant:
        time = when(item.published) if item.published else ""
        yield _relevant(time, article.source_title, item.title, width)
    listed = {item.title.casefold() for item in article.relevant}
    for one in related:
        if one.title.casefold() in listed:
            continue
        yield _relevant(when(one.sort), one.source_title, one.title, width)


def _relevant(time: str, source: str, title: str, width: int) -> Line:
    source = fit(source, 18)
    lead = f"{time:>8}  {source}{' ' * (18 - cell_width(source))}  "
    return (Piece(lead, Look.DIM), Piece(fit(title, width - cell_width(lead))))


def _size(length: int) -> str:
    return f"{length / 1_000_000:.1f} MB" if length >= 1_000_000 else f"{max(1, length // 1000)} kB"
