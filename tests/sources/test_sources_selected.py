"""Where the user's selectors say the articles of a page stand, they are taken from there and nowhere else."""

from __future__ import annotations

import pytest

from tuinews.model import Feed, Selectors
from tuinews.sources.parse import NoArticles, parse_document

URL = "https://club.test/news/"
PAGE = """<html><head><title>The Club</title></head><body>
<div class="row"><p class="k">Hut</p><b>The hut is open again</b> <i>(12.11.2026)</i>
<a href="hut">go</a>
<p class="t">Soup is served at noon, and the stove is lit.</p><p>Sponsored by the village bakery.</p></div>
<div class="row"><b>Path closed</b> <i>(3.11.2026)</i> <a href="/path?id=7">go</a></div>
<div class="row"><b>A row without any link</b></div>
<div class="row"><b>Path closed once more</b> <a href="/path?id=7">go</a></div>
<div class="other"><a href="/other-things-of-the-club">Other things of the club</a></div></body></html>"""


def read(page: str = PAGE, **selectors: str) -> Feed:
    return parse_document(
        page.encode(), url=URL, content_type=None, kind="page", selectors=Selectors(**selectors)
    )


def test_each_item_with_a_link_is_one_article_and_each_address_comes_once() -> None:
    entries = read(item="div.row", title="b", date="i", summary="p.t").entries
    assert [(entry.url, entry.title, entry.published, entry.summary) for entry in entries] == [
        (
            "https://club.test/news/hut",
            "The hut is open again",
            "2026-11-12",
            "Soup is served at noon, and the stove is lit.",
        ),
        ("https://club.test/path?id=7", "Path closed", "2026-11-03", None),
    ]


def test_what_no_selector_names_is_read_by_structure() -> None:
    (first, *_) = read(item="div.row", title="b").entries
    assert first.published == "2026-11-12"
    assert first.summary == "Soup is served at noon, and the stove is lit."


def test_one_article_is_enough() -> None:
    entries = read(item="div.other").entries
    assert [entry.title for entry in entries] == ["Other things of the club"]


def test_links_alone_can_be_named() -> None:
    entries = read(link="div.other a").entries
    assert [(entry.url, entry.title) for entry in entries] == [
        ("https://club.test/other-things-of-the-club", "Other things of the club")
    ]


def test_a_link_may_be_named_by_what_holds_it() -> None:
    page = '<p><a href="/x">Not this one</a> <i><a href="/a">But this</a></i></p>'
    assert [entry.url for entry in read(page, item="p", link="i").entries] == ["https://club.test/a"]


def test_a_headline_inside_a_link_finds_it() -> None:
    page = '<a href="/a"><h2>Short</h2></a><a href="/b"><h2>Also short</h2></a>'
    assert [entry.url for entry in read(page, title="h2").entries] == [
        "https://club.test/a",
        "https://club.test/b",
    ]


@pytest.mark.parametrize(
    ("selectors", "words"),
    [
        ({"item": "article"}, 'nothing is selected by item = "article"'),
        ({"item": "p.k"}, 'item = "p.k" selects 1 elements, but none with a link'),
        ({"date": "i"}, "name neither item, title nor link"),
        ({"item": "li >"}, 'item = "li >" for https://club.test/news/ is no CSS selector that can be used'),
        ({"item": "div", "date": "p::after"}, 'date = "p::after"'),
    ],
)
def test_selectors_that_find_nothing_are_named(selectors: dict[str, str], words: str) -> None:
    with pytest.raises(NoArticles) as refusal:
        read(**selectors)
    assert words in str(refusal.value)
    assert "sources.toml" in str(refusal.value)


def test_an_anchor_without_an_address_is_passed_over() -> None:
    entries = read('<p><a name="top">Top</a><a>Nowhere</a> <a href="/a">Somewhere</a></p>', item="p").entries
    assert [(entry.url, entry.title) for entry in entries] == [("https://club.test/a", "Somewhere")]


def test_items_within_items_take_bounded_time() -> None:
    page = "<div>" * 200 + '<p><a href="/a">Some words</a> and more of them</p>' * 30_000
    assert [entry.url for entry in read(page, item="div, p").entries] == ["https://club.test/a"]


def test_hostile_addresses_are_no_articles() -> None:
    page = '<p><a href="javascript:x()">A headline</a></p><p><a href="file:///etc/passwd">Another</a></p>'
    with pytest.raises(NoArticles):
        read(page, item="p")
