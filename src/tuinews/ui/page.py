"""An article set as a page: facts first, then summary, body and relevant information."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from html import escape
from typing import NamedTuple

from tuinews.model import Article
from tuinews.text.addresses import display_host, is_web
from tuinews.text.blocks import Document, parse
from tuinews.text.facts import facts, summary
from tuinews.text.highlight import Lexers, no_lexer
from tuinews.text.lines import Line, Look, Piece, line_width, set_in_steps, set_lines
from tuinews.text.sizes import about_file
from tuinews.text.width import cell_width, fit, in_rows, pad
from tuinews.ui.session import Neighbours

WORDS_A_MINUTE = 220
_WITH_TIMES = 60
"""Cells in which the time of a relevant article finds room beside its headline."""
_CATEGORY_ROWS = 2
"""Of a publisher's labels no more are shown: the text is what one came for."""

_SHOWN = (
    ("Categories", "", " · "),
    ("Author", "By", ""),
    ("Editors", "Edited by", ""),
    ("Origin", "Origin", "   "),
    ("Issued", "Issued", "   "),
    ("Comments", "Comments", " at "),
)
"""Facts, how the page calls them, and what stands between their parts; the address is a key away."""


_BEYOND = 1 << 30
"""Numbers of links (``Piece.link``) from here on are of the page, those before of the text."""


class Goal(NamedTuple):
    """Where the page around a text leads."""

    kind: str
    """``here``, the article's own page, ``web``, ``file``, or ``article``: one kept here."""
    address: str = ""
    article: int = 0


class PageLinks:
    """Where the links of a page lead by their numbers: of the text, the facts, the relevant information."""

    def __init__(self, text: Document) -> None:
        self._text = text
        self._goals: list[Goal] = []

    def number(self, goal: Goal) -> int:
        """The number of a goal, the same each time."""
        if goal not in self._goals:
            self._goals.append(goal)
        return _BEYOND + self._goals.index(goal)

    def goal(self, link: int) -> Goal | None:
        """What a number stands for; None where it is a link of the text."""
        return self._goals[link - _BEYOND] if link >= _BEYOND else None

    def address(self, link: int) -> str:
        """Where a link leads in the web; empty for an article kept here."""
        goal = self.goal(link)
        return self._text.address(link) if goal is None else goal.address

    def web(self, address: str | None, kind: str = "web") -> int:
        """The number of an address; 0 where there is none that may be opened."""
        return self.number(Goal(kind, address)) if address and is_web(address) else 0


def minutes(words: int) -> int:
    """Minutes it takes to read so many words; at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def top_lines(article: Article, width: int, zone: tzinfo, views: int, links: PageLinks) -> Iterator[Line]:
    """Headline, facts in their order and what is enclosed; what is missing is left out."""
    yield from _paragraph(article.title or "(no headline)", width, Look.HEADING | Look.STRONG)
    yield ()
    known = {fact.name: fact for fact in facts(article, zone, views)}
    beside = {
        # Before it is opened, one sees where an address really leads: its text may look like another's.
        "Origin": [_host(article.url, links, "here")],
        "Issued": [Piece(part) for part in known["Views"].parts] if "Views" in known else [],
    }
    for name, label, gap in _SHOWN:
        fact = known.get(name)
        if fact is not None:
            parts = [*map(Piece, fact.parts), *beside.get(name, ()), _host(fact.address, links)]
            yield from _fact(label, parts, gap, width)
    for file in article.enclosures:
        said = f"{about_file(file)}, {display_host(file.url)}"
        yield from _fact("Enclosed", [Piece(said, link=links.web(file.url, "file"))], "", width)
    yield ()


def _host(address: str | None, links: PageLinks, kind: str = "web") -> Piece:
    """The host that an address leads to, as a link; no text where there is no address."""
    return Piece(display_host(address or ""), link=links.web(address, kind))


def _paragraph(text: str, width: int, look: Look) -> Iterator[Line]:
    """Plain text set as the body is: at the right edge where its script is read from there."""
    for line in set_lines(parse("<p>" + escape(text).replace("\n", "<p>")), width):
        yield tuple(piece._replace(look=piece.look | look) for piece in line)


def _fact(name: str, parts: Iterable[Piece], gap: str, width: int) -> Iterator[Line]:
    """A fact under its name; a part that finds no room beside the others begins a row."""
    indent = len(name) + 1 if name == "By" else 10 if name else 0
    room = width - indent
    most = 4 if name else _CATEGORY_ROWS
    rows: list[list[Piece]] = []
    for part in parts:
        if not part.text:
            continue
        beside = [Piece(gap), part]
        if rows and line_width(rows[-1]) + line_width(beside) <= room:
            rows[-1] += beside
        else:
            rows += ([part._replace(text=text)] for text in in_rows(part.text, room, most))
    label = Piece(name.ljust(indent), Look.DIM)
    for row in rows:
        yield (label, *row) if indent else tuple(row)
        label = Piece(" " * indent)


def body_lines(
    article: Article, document: Document, width: int, lexers: Lexers = no_lexer
) -> Iterator[Line | None]:
    """Summary, unless the body begins with it, and the body; lazily, with None where it is only read on."""
    said = summary(article)
    if said:
        yield from _paragraph(said, width, Look.EM)
        yield ()
    some = False
    for line in set_in_steps(document, width, lexers):
        some = some or line is not None
        yield line
    if not some:
        yield (Piece("This feed gives no text for the article.", Look.DIM),)
        if article.url:
            yield (Piece(fit(f"Press o to open it at {display_host(article.url)}.", width), Look.DIM),)


def page_lines(article: Article, width: int, key: str) -> Iterator[Line]:
    """Why the article is not here whole, where its own page was asked; ``key`` asks it again."""
    page = article.page
    if page is None or page.error is None:
        return
    why = page.error.rstrip(".")
    again = f" {key} asks again and shows what it gives." if page.found else f" {key} tries again."
    if page.shown:
        again = ""
    said = f"{why[:1].upper()}{why[1:]}.{again}"
    yield ()
    yield from _paragraph(said, width, Look.DIM)


def end_lines(
    article: Article,
    neighbours: Neighbours | None,
    width: int,
    when: Callable[[int | str], str],
    links: PageLinks,
) -> Iterator[Line]:
    """Relevant information: what the publisher lists and what we found, each with its time of issue; of what
    we found the reason, too.
    """
    related = () if neighbours is None else (*neighbours.same_story, *neighbours.related)
    listed = {item.title.casefold() for item in article.relevant}
    publishers = [
        _Relevant(
            when(item.published) if item.published else "",
            _host_name(item.url),
            item.title,
            links.web(item.url),
        )
        for item in article.relevant
    ]
    found = [
        _Relevant(
            when(one.when),
            one.source_title,
            one.title,
            links.number(Goal("article", article=one.id)),
            one.why,
        )
        for one in related
        if one.title.casefold() not in listed
    ]
    if not publishers and not found:
        return
    yield ()
    yield (Piece("Relevant information", Look.HEADING | Look.STRONG),)
    times = max(cell_width(one.time) for one in (*publishers, *found))
    for some in (publishers, found):
        if some:
            yield ()
        for one in some:
            yield from one.lines(times, width)


def _host_name(address: str) -> str:
    return display_host(address) if is_web(address) else ""


class _Relevant(NamedTuple):
    """An article that a page leads on to."""

    time: str
    source: str
    title: str
    link: int
    why: str = ""

    def lines(self, times: int, width: int) -> Iterator[Line]:
        """Its headline, and below whose it is and why it is there; ``times``: cells of that column."""
        if width < _WITH_TIMES:
            lead, below = "  ", [f"{self.time}  {self.source}".strip(), self.why]
        else:
            lead, below = f"  {pad(self.time, times, 'right')}  ", [f"{self.source}   {self.why}".strip()]
        left = cell_width(lead)
        yield (Piece(lead, Look.DIM), Piece(fit(self.title, width - left), link=self.link))
        for text in filter(None, below):
            yield (Piece(" " * left), Piece(fit(text, width - left), Look.DIM))
