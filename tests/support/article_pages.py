"""Made-up article pages, and what the tests ask of them."""

from __future__ import annotations

from tuinews.model import Entry, Page
from tuinews.sources.article import read_article

URL = "https://paper.example/harbour/crane-returns"
PARAGRAPHS = (
    "The old crane came back to the harbour on Monday, carried by two barges and followed by half the town.",
    "It had been away for eleven years, first for repairs, then because nobody could agree on who would pay.",
    "The mayor spoke for a minute, the harbour master for ten, and the band played until it began to rain.",
    "From next week on, visitors may climb it, in groups of six, if the wind allows and the ropes are dry.",
    "A second crane, smaller and younger, is to follow in spring, provided that the council finds the money.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(
    body: str = "", *, head: str = "<title>The crane returns</title>", above: str = "", text: str = TEXT
) -> str:
    """A page with an article of five paragraphs; ``above`` stands below its headline, ``body`` behind it."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<div class='story'><h1>The crane returns</h1>{above}"
        f"<div class='story-text'>{text}</div></div>{body}"
        "<footer>All rights reserved. <a href='/imprint'>Imprint</a></footer></body></html>"
    )


def read(html: str, url: str = URL, timezone: str = "") -> Page:
    """The page as read."""
    return read_article(html.encode("utf-8", "surrogatepass"), url=url, timezone=timezone)


def entry(html: str, url: str = URL, timezone: str = "") -> Entry:
    """The article of a page that has one."""
    found = read(html, url, timezone)
    assert found.obstacle == ""
    assert found.entry.text
    return found.entry


def data(facts: str) -> str:
    """A head with JSON-LD of a news article."""
    return (
        f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": '
        f'"NewsArticle", {facts}}}</script>'
    )
