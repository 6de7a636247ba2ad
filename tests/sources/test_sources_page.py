"""The articles of a list page are found by its structure, and nothing else of the page is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support import hostile_pages
from support.hostile_pages import HOSTILE
from tuinews.model import Entry, Feed
from tuinews.sources.parse import NoArticles, NotAFeed, parse_document

URL = "https://paper.test/news/list.php"
PAGES = Path(__file__).with_name("list_pages")

VALLEY = "https://paper.test"
EXPECTED: dict[str, list[str]] = {
    "table": [f"{VALLEY}/news/notice.php?id={id}" for id in (1204, 1203, 1201, 1198, 1195)],
    "nested_divs": [
        f"{VALLEY}/local/bridge-over-mill-creek-reopens-after-two-years",
        f"{VALLEY}/sport/rovers-win-at-home-for-the-first-time-since-may",
        f"{VALLEY}/local/library-keeps-sunday-opening",
        f"{VALLEY}/opinion/why-the-old-mill-should-stay",
    ],
    "cards": [
        f"{VALLEY}/stories/{name}"
        for name in ("the-spoon-that-went-to-sea", "buttons-of-a-postman", "umbrella", "a-chair-for-two")
    ],
    "blog": [
        f"{VALLEY}/2026/11/why-my-parser-sleeps/",
        f"{VALLEY}/2026/10/tables-all-the-way-down/",
        f"{VALLEY}/2026/08/errors/",
    ],
    "chinese": [
        f"{VALLEY}/news/202611/t20261120_88123.html",
        f"{VALLEY}/news/202611/t20261117_88101.html",
        f"{VALLEY}/news/202611/t20261109_88044.html",
        f"{VALLEY}/news/202610/t20261028_87990.html",
        f"{VALLEY}/news/202610/t20261016_87951.html",
    ],
    "definitions": [f"{VALLEY}/news/a2026-{number}.html" for number in (17, 16, 15, 14)],
    "german_grid": [
        f"{VALLEY}/politik/landtag-beschliesst-deichgesetz-nach-langer-nacht,deich104.html",
        f"{VALLEY}/wirtschaft/werft-baut-wieder-faehren,werft212.html",
        f"{VALLEY}/panorama/robbe-im-hafenbecken-bleibt,robbe88.html",
        f"{VALLEY}/sport/segler-kehren-heim,segeln41.html",
    ],
    "font": [f"{VALLEY}/news/news/n0{number}.htm" for number in (342, 341, 339, 336)],
    "forum": [f"https://forum.example/viewtopic.php?f=2&t={id}" for id in (40231, 40227, 40218, 40190)],
    "most_read": [
        f"{VALLEY}/world/2026/nov/23/islands-agree-on-a-single-clock",
        f"{VALLEY}/world/2026/nov/23/river-runs-backwards-for-a-day",
        f"{VALLEY}/world/2026/nov/22/night-train-returns-to-the-coast",
        f"{VALLEY}/world/2026/nov/22/last-lighthouse-keeper-retires",
        f"{VALLEY}/world/2026/nov/21/market-town-bans-loud-bells",
    ],
    "wordpress": [f"https://g.example/{name}/" for name in ("moss", "the-pond-is-frozen", "seeds-2026")],
    "aggregator": [
        "https://a.example/posts/sqlite-internals",
        "https://b.example/why-i-left",
        "https://c.example/2026/rust",
    ],
    "script_cards": [
        f"{VALLEY}/newsroom/articles/{name}"
        for name in ("we-open-an-office-in-lisbon", "faster-exports", "our-annual-report")
    ],
    "flat_headings": [f"{VALLEY}/news/pr-{number}.html" for number in (112, 111, 110)],
    "terse": [f"{VALLEY}/log/{name}" for name in ("frost", "gale", "hail", "fog")],
    "item_list": [f"{VALLEY}/a/9xk2", f"{VALLEY}/a/9xj7", f"{VALLEY}/a/9xh1"],
}
"""The articles of each page in ``list_pages``, in its order."""


def listed(name: str) -> Feed:
    return parse_document((PAGES / f"{name}.html").read_bytes(), url=URL, content_type=None, kind="page")


def read(body: str, url: str = URL) -> Feed:
    return parse_document(body.encode(), url=url, content_type="text/html; charset=utf-8", kind="page")


def read_or_refused(body: str) -> list[str]:
    """The headlines of a page, or the sentence on why there are none."""
    try:
        return [entry.title for entry in read(body).entries]
    except NotAFeed as refusal:
        return [str(refusal)]


def items(*titles: str, around: str = '<ul class="list">{}</ul>', item: str = "") -> str:
    """A page with a list of these headlines."""
    form = item or '<li><a href="/story/{number}-of-the-year.html">{title}</a></li>'
    rows = "".join(form.format(number=1000 + number, title=title) for number, title in enumerate(titles))
    return f"<html><head><title>News</title></head><body>{around.replace('{}', rows)}</body></html>"


HEADLINES = (
    "Bridge opens after two long years",
    "Ferry sinks in the quiet harbour",
    "Mayor finds her lost dog",
)


class TestLists:
    def test_every_page_of_the_set_has_its_expectation(self) -> None:
        assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)

    @pytest.mark.parametrize("name", EXPECTED)
    def test_exactly_its_articles_in_the_pages_order(self, name: str) -> None:
        found = [entry.url for entry in listed(name).entries]
        right = set(found) & set(EXPECTED[name])
        assert len(right) / len(EXPECTED[name]) == 1.0, "recall"
        assert len(right) / len(found) == 1.0, "precision"
        assert found == EXPECTED[name]

    def test_headline_date_summary_and_picture_of_a_card(self) -> None:
        assert listed("cards").entries[0] == Entry(
            guid=None,
            url=f"{VALLEY}/stories/the-spoon-that-went-to-sea",
            title="The spoon that went to sea",
            published="2026-11-12T08:30:00Z",
            summary="How a kitchen spoon crossed the ocean three times and came home bent.",
            image=f"{VALLEY}/media/spoon.jpg",
        )

    @pytest.mark.parametrize(
        ("name", "published"),
        [
            ("table", "2026-11-20"),
            ("nested_divs", "2026-11-23"),
            ("blog", "2026-11-19"),
            ("chinese", "2026-11-20"),
            ("definitions", "2026-11-14"),
            ("german_grid", "2026-11-23T06:12:00Z"),
            ("font", "2026-11-21"),
            ("forum", "2026-11-23T08:14:00Z"),
            ("most_read", "2026-11-23"),
            ("item_list", None),
            ("terse", "2026-11-22"),
            ("wordpress", "2026-11-20T08:00:00Z"),
            ("aggregator", None),
            ("script_cards", "2026-11-19"),
            ("flat_headings", "2026-11-19"),
        ],
    )
    def test_the_date_beside_a_headline_or_in_its_address_is_read(
        self, name: str, published: str | None
    ) -> None:
        assert listed(name).entries[0].published == published

    def test_a_time_without_a_zone_is_read_in_the_sources_zone(self) -> None:
        body = (PAGES / "german_grid.html").read_bytes()
        feed = parse_document(body, url=URL, content_type=None, kind="page", timezone="Europe/Berlin")
        assert feed.entries[0].published == "2026-11-23T05:12:00Z"

    def test_a_headline_that_the_page_cuts_is_completed_from_its_tooltip(self) -> None:
        assert listed("chinese").entries[0].title == "研究所召开冬季防汛设备检修工作会议并部署任务"

    def test_of_a_card_that_is_one_link_only_the_headline_is_its_title(self) -> None:
        entries = listed("script_cards").entries
        assert [(entry.title, entry.summary) for entry in entries] == [
            ("We open an office in Lisbon", "Our tenth city, and the first with trams."),
            ("Faster exports", "They take a second now; they took a minute before."),
            ("Our annual report", "Numbers, and the people behind them."),
        ]

    def test_what_the_page_states_for_machines_completes_its_items(self) -> None:
        entry = listed("item_list").entries[1]
        assert (entry.title, entry.published, entry.image) == (
            "Le bateau de midi",
            "2026-11-22T17:05:00Z",
            f"{VALLEY}/img/bateau.jpg",
        )
        assert entry.summary == "Un horaire de cent ans change pour une passerelle."

    def test_facts_of_the_page(self) -> None:
        feed = listed("german_grid")
        assert (feed.title, feed.language, feed.site, feed.format) == (
            "Nachrichten aus dem Norden | Küstenblatt",
            "de",
            URL,
            "page",
        )


class TestItems:
    def test_without_dates_entries_have_none(self) -> None:
        assert [entry.published for entry in read(items(*HEADLINES)).entries] == [None, None, None]

    def test_a_link_that_comes_twice_is_one_article_with_its_longest_headline(self) -> None:
        form = (
            '<li><a href="/story/{number}-of-the-year.html?utm_source=front#top"><img src="/p.jpg"></a>'
            '<a href="/story/{number}-of-the-year.html">{title}</a>'
            '<a href="http://www.paper.test/story/{number}-of-the-year.html">{title} and more</a></li>'
        )
        feed = read(items(*HEADLINES, item=form))
        assert [entry.title for entry in feed.entries] == [f"{title} and more" for title in HEADLINES]

    def test_a_query_that_only_tells_where_a_link_stood_makes_no_second_article(self) -> None:
        form = (
            '<li><a href="/a/{number}-for-the-day.html?pos=top">{title}</a>'
            '<a href="/a/{number}-for-the-day.html?pos=side">{title}</a></li>'
        )
        entries = read(items(*HEADLINES, item=form)).entries
        assert [entry.url for entry in entries] == [
            f"https://paper.test/a/{number}-for-the-day.html" for number in (1000, 1001, 1002)
        ]

    def test_a_query_that_names_the_article_stays(self) -> None:
        form = '<li><a href="/show-the-article.php?id={number}">{title}</a></li>'
        entries = read(items(*HEADLINES, item=form)).entries
        assert [entry.url for entry in entries] == [
            f"https://paper.test/show-the-article.php?id={number}" for number in (1000, 1001, 1002)
        ]

    def test_titles_are_one_clean_line(self) -> None:
        headlines = ("Bridge\n opens\t<b>after</b> &lt;two&gt;\u202e years\x07", *HEADLINES)
        assert read(items(*headlines)).entries[0].title == "Bridge opens after <two> years"

    def test_only_web_addresses_are_articles(self) -> None:
        hostile = "".join(
            f'<li><a href="{address}">A headline of quite some length here</a></li>'
            for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.c")
        )
        feed = read(items(*HEADLINES, around="<ul>{}" + hostile + "</ul>"))
        assert len(feed.entries) == 3
        assert all(entry.url and entry.url.startswith("https://paper.test/story/") for entry in feed.entries)

    def test_addresses_refer_to_the_base_element(self) -> None:
        page = items(*HEADLINES, item='<li><a href="s/{number}-a-b-c.html">{title}</a></li>')
        page = page.replace("<head>", '<head><base href="https://cdn.test/x/"><base href="https://no.test/">')
        assert read(page).entries[0].url == "https://cdn.test/x/s/1000-a-b-c.html"

    def test_the_charset_of_the_page_is_believed(self) -> None:
        page = items("研究所召开冬季防汛会议", "河口监测站完成年度校准", "水库新闸门通过验收")
        body = page.replace("<head>", '<head><meta charset="gb2312">').encode("gb18030")
        feed = parse_document(body, url=URL, content_type="text/html", kind="page")
        assert feed.entries[0].title == "研究所召开冬季防汛会议"

    def test_a_page_made_by_script_is_read_from_its_data(self) -> None:
        graph = ",".join(
            f'{{"@type": "NewsArticle", "url": "/n/{number}", "headline": "{title}",'
            f' "datePublished": "2026-11-2{number}"}}'
            for number, title in enumerate(HEADLINES)
        )
        page = f'<html><body><script type="application/ld+json">[{graph}]</script></body></html>'
        assert [(entry.title, entry.published) for entry in read(page).entries] == [
            (title, f"2026-11-2{number}") for number, title in enumerate(HEADLINES)
        ]

    @pytest.mark.parametrize("data", ["", "{", "[" * 100_000, '"x"', '{"@type": 7, "itemListElement": [3]}'])
    def test_broken_data_for_machines_is_passed_over(self, data: str) -> None:
        script = f'<script type="application/ld+json">{data}</script>'
        assert len(read(items(*HEADLINES, around=script + "<ul>{}</ul>")).entries) == 3


ARTICLE = """<html><head><title>Storm over the bay</title></head>
<body><nav><a href="/world">World</a><a href="/sport">Sport</a></nav>
<article><h1>Storm over the bay</h1>{}</article><div class="further"><ul>
<li><a href="/story/1-bridge-opens-today.html">Bridge opens after two years</a></li>
<li><a href="/story/2-ferry-sinks-today.html">Ferry sinks in the harbour</a></li>
<li><a href="/story/3-mayor-finds-dog.html">Mayor finds her lost dog at last</a></li>
</ul></div></body></html>"""
PARAGRAPH = (
    "<p>The wind came at four in the morning and took the roofs of the sheds on the quay, as the harbour "
    'master had <a href="/story/0-the-master-warns.html">warned for years</a> that it would one day do.</p>'
)


class TestSummaries:
    def test_a_line_that_only_dates_an_item_is_no_summary(self) -> None:
        form = (
            '<div><h3><a href="/s/{number}-of-the-day">{title}</a></h3>'
            "<p>Posted on 12 November 2026 by Ann Reed in World</p></div>"
        )
        (first, *_) = read(items(*HEADLINES, around="{}", item=form)).entries
        assert (first.published, first.summary) == ("2026-11-12", None)

    def test_a_summary_may_hold_links_but_is_not_made_of_them(self) -> None:
        form = (
            '<div><h3><a href="/s/{number}-of-the-day">{title}</a></h3>'
            '<p><a href="/tag/a">Of the sea</a> <a href="/tag/b">and of the shore</a></p>{more}</div>'
        )
        more = '<p>It was seen by <a href="/people/ann">Ann of the harbour</a> and by nobody else.</p>'
        page = items(*HEADLINES, around="{}", item=form.replace("{more}", more))
        assert read(page).entries[0].summary == "It was seen by Ann of the harbour and by nobody else."
        assert (
            read(items(*HEADLINES, around="{}", item=form.replace("{more}", ""))).entries[0].summary is None
        )


class TestOtherPages:
    def test_an_article_with_others_beside_it_is_no_list(self) -> None:
        with pytest.raises(NoArticles, match="no list of articles was found"):
            read(ARTICLE.format(PARAGRAPH * 8), "https://paper.test/story/9-storm-over-the-bay.html")

    @pytest.mark.parametrize(
        "body",
        [
            "<html><head><title>Sign in</title></head><body><form><input name=u><input name=p type=password>"
            '<a href="/forgot">I forgot the password of my account</a><a href="/register">Create a new'
            ' account for free</a></form><p><a href="/terms">Terms of use</a></p></body></html>',
            "<html><body></body></html>",
            "<html><head><title>Sign in</title></head><body><p>Nothing here yet.</p></body></html>",
            "<!doctype html>",
        ],
    )
    def test_a_page_without_a_list_says_so(self, body: str) -> None:
        with pytest.raises(NoArticles) as refusal:
            read(body)
        assert str(refusal.value).startswith(URL)
        assert "no list of articles was found" in str(refusal.value)

    def test_two_links_are_no_list(self) -> None:
        with pytest.raises(NoArticles):
            read(items(*HEADLINES[:2]))

    @pytest.mark.parametrize(
        ("body", "what"),
        [
            (b"", "is empty: the server sent no page"),
            (b"\x89PNG\r\n", "is a picture, not a page"),
            (b'{"a": 1}', "not a page: take"),
            (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "is a feed or other data"),
        ],
    )
    def test_what_is_no_page_is_named(self, body: bytes, what: str) -> None:
        with pytest.raises(NotAFeed, match=what):
            parse_document(body, url=URL, content_type=None, kind="page")


class TestHostile:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_page_made_to_hurt_is_read_or_refused_in_words(self, name: str) -> None:
        said = read_or_refused(f"<html><body>{HOSTILE[name]}</body></html>")
        assert said
        assert all(text.isprintable() for text in said)

    def test_all_of_them_together_take_bounded_time_and_memory(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", hostile_pages.__name__],
            cwd=Path(hostile_pages.__file__).parents[1],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert float(done.stdout) < 250

    def test_a_page_takes_at_most_so_many_articles(self) -> None:
        page = items(*(f"Headline number {number} of this long page" for number in range(3000)))
        assert len(read(page).entries) == 500

    def test_entities_of_the_page_itself_mean_nothing(self) -> None:
        page = items("Bridge &b; opens after two years", *HEADLINES)
        page = '<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + page
        assert read(page).entries[0].title == "Bridge &b; opens after two years"
