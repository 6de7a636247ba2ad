"""A web page -> one article: its body and its facts.

Each fact has one order of evidence, which ``_entry`` states and ``docs/full-articles.md`` explains: what the
page's data says (JSON-LD), what its elements are marked with (microdata), what its head says (``meta``), what
it shows. Pure: bytes in, a value out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from tuinews.model import Entry, Page
from tuinews.sources import pieces
from tuinews.sources.article import obstacles
from tuinews.sources.article.body import Search
from tuinews.sources.article.files import file_kind
from tuinews.sources.article.headings import headings_of
from tuinews.sources.article.headline import headline_of
from tuinews.sources.article.jsonld import read_jsonld, scripts_of
from tuinews.sources.article.metatags import read_meta
from tuinews.sources.article.microdata import marked_image, read_microdata
from tuinews.sources.article.people import is_nobody
from tuinews.sources.article.shown import read_shown
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.article.tidying import tidy
from tuinews.sources.charset import decode
from tuinews.sources.htmltree import base_address, parse_html, text_of
from tuinews.sources.permalinks import date_in
from tuinews.sources.pieces import Body
from tuinews.text.addresses import display_host

_SHORTEST = 500
"""Characters: a shorter body may have lost something to a misleading name."""
_FULLER = 2
"""A second reading has to be longer by this factor."""
_MUCH_LESS = 0.4
"""Share of the text that a page's data states, below which what was found in its markup is not that text."""
_MOST_HEADINGS = 3
_SHORTEST_LABEL = 4
"""Letters of a part of a host's name that may be the name of the site."""
_MOST_KEYWORDS = 12
"""Words for search engines that are taken for labels: more are no labels."""


def read_article(body: bytes, *, url: str, content_type: str = "", timezone: str = "") -> Page:
    """The article that a page is.

    ``url`` is where the page was read, after redirects; ``timezone`` (IANA) is that of times that name none.
    Never raises: what is no page of HTML has no body and an obstacle.
    """
    source = decode(body, content_type).text
    if kind := file_kind(body, content_type, source):
        return Page(url, Entry(None, url, ""), obstacles.FILE.format(kind=kind))
    root = parse_html(source)
    if root is None:
        return Page(url, Entry(None, url, ""), obstacles.EMPTY)
    base = base_address(root, url)
    data = read_jsonld(scripts_of(root), url, base, timezone)
    head = read_meta(root, base, timezone)
    page_title = next((text_of(node) for node in root.iter("title")), "")
    signs = obstacles.signs_of(root)
    image = marked_image(root, base)
    tidy(root)
    marked = read_microdata(root, timezone)
    marked.image = image
    search = Search(root, data.body)
    headed = headings_of(search.page, search.container, search.marks)
    sites = [head.publisher, data.publisher, *headed.sites, *_names_of_host(url)]
    title = headline_of(headed, data.titles, [*head.titles, *marked.titles], page_title, sites)
    whole = text_of(search.page)
    headings = [title, *(text_of(node) for node in islice(search.page.iter("h1"), _MOST_HEADINGS))]
    shown, behind = read_shown(search.page, search.container, search.marks, base, timezone)
    known = _Known(url, base, title, head.summary or data.summary, data.body)
    text, worth = _body(search, source, known)
    outcome = obstacles.Outcome(headings, whole, text.text, behind, worth, data.is_free)
    obstacle = obstacles.obstacle_of(signs, outcome)
    if obstacle not in ("", obstacles.PAYWALL):
        text = pieces.NO_BODY
    return Page(url, _entry(url, title, text, _Evidence(data, marked, head, shown)), obstacle)


def _names_of_host(url: str) -> list[str]:
    """What a host calls itself, as sites are called: ``www.paper.example`` is Paper.example, or Paper."""
    name = display_host(url)
    return [name, *(label for label in name.split(".") if len(label) >= _SHORTEST_LABEL)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an article before its body is taken out of the page."""

    url: str
    base: str
    title: str
    summary: str
    text: str
    """As the page's data states it."""


def _body(search: Search, source: str, known: _Known) -> tuple[Body, float]:
    """The body and what it is worth.

    A short one is read a second time, by its text alone; and the text that the data states is taken where the
    markup has next to nothing of it.
    """
    worth = search.worth
    text = _taken(search, known)
    if len(text.text) < _SHORTEST and (again := parse_html(source)) is not None:
        tidy(again)
        other = Search(again, known.text, by_names=False)
        other_worth = other.worth
        fuller = _taken(other, known)
        if len(fuller.text) > _FULLER * len(text.text):
            text, worth = fuller, other_worth
    if len(known.text) >= _SHORTEST and len(text.text) < _MUCH_LESS * len(known.text):
        return pieces.body_from_text(known.text), float(len(known.text))
    return text, worth


def _taken(search: Search, known: _Known) -> Body:
    return pieces.body_from_html(search.html(known.url, known.title, known.summary), known.base)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is said of an article, by where it is said."""

    data: StatedFacts
    """JSON-LD."""
    marked: StatedFacts
    """Microdata and the like."""
    head: StatedFacts
    """``meta`` elements."""
    shown: StatedFacts
    """By-line, label lines, dates and lists that people see."""


def _entry(url: str, title: str, text: Body, said: _Evidence) -> Entry:
    data, marked, head, shown = said.data, said.marked, said.head, said.shown
    published = data.published or head.published or marked.published or shown.published or date_in(url)
    updated = data.updated or head.updated or marked.updated or shown.updated
    labels = shown.labels or [*data.labels, *head.labels] or (data.keywords or head.keywords)[:_MOST_KEYWORDS]
    return Entry(
        guid=None,
        url=url,
        title=title,
        author=_people((data.authors, marked.authors, head.authors, shown.authors)),
        editors=tuple(data.editors or marked.editors or shown.editors),
        origin=shown.origin or data.origin or head.origin or data.publisher or head.publisher or None,
        published=published,
        updated=updated if updated and published and updated > published else None,
        summary=data.summary or head.summary or None,
        html=text.html,
        text=text.text,
        labels=pieces.labels(labels),
        language=data.language or head.language,
        image=data.image or head.image or marked.image,
        comments_url=data.comments_url,
        comments_count=_first_number(data.comments_count, marked.comments_count),
        relevant=tuple(shown.relevant),
        page_views=_first_number(data.views, shown.views),
    )


def _people(stated: Iterable[Iterable[str]]) -> str | None:
    """The names of the first evidence that has any; numbers, mail addresses and "admin" are no names."""
    for names in stated:
        named = (name for name in names if not name.isdigit() and not is_nobody(name))
        kept = [name for name in named if "@" not in name and not name.startswith("(")]
        if people := pieces.people(kept):
            return people
    return None


def _first_number(*stated: int | None) -> int | None:
    return next((number for number in stated if number is not None), None)
