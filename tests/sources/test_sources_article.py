"""A page is read as one article: its body and its facts, each by its order of evidence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from support.article_pages import PARAGRAPHS, TEXT, URL, data, entry, page, read
from tuinews.model import Relevant
from tuinews.sources.article import read_article
from tuinews.text.addresses import absolute
from tuinews.text.facts import own_summary
from tuinews.text.html import html_text, sanitise


class TestBody:
    def test_the_paragraphs_are_the_text_and_nothing_else_is(self) -> None:
        assert entry(page()).text == "\n".join(PARAGRAPHS)

    def test_addresses_are_absolute(self) -> None:
        text = (
            TEXT
            + '<p>See <a href="/map">the map</a>, which shows where it stands, and <a href="x">more</a>.</p>'
        )
        assert '<a href="https://paper.example/map">the map</a>' in (entry(page(text=text)).html or "")

    @pytest.mark.parametrize(
        ("stated", "kept"),
        [
            ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
            ("//例え.example/パス?q=値", "https://xn--r8jz45g.example/%E3%83%91%E3%82%B9?q=%E5%80%A4"),
            ("http://[2001:db8::1]/map", "http://[2001:db8::1]/map"),
            (" https://other.example/map ", "https://other.example/map"),
        ],
    )
    def test_addresses_are_what_they_are_in_feeds(self, stated: str, kept: str) -> None:
        link = f"<a href='{stated}'>the map</a>"
        html = entry(page(text=f"{TEXT}<p>See {link}, which shows where it stands.</p>")).html or ""
        assert sanitise(link, URL) == f'<a href="{kept}">the map</a>'
        assert sanitise(link, URL) in html

    def test_void_and_empty_elements_stand_as_they_are(self) -> None:
        kept = "<p>One line<br>and another, below it.</p><p>See <a></a>the harbour, at low tide.</p><hr>"
        assert kept in (entry(page(text=TEXT + kept + TEXT)).html or "")

    def test_control_characters_leave_nothing_behind(self) -> None:
        assert "A lone crane" in entry(page(text=f"{TEXT}<p>A\x02 lo&#8;ne \x0bcrane, at night.</p>")).text

    def test_the_base_element_counts(self) -> None:
        text = (
            TEXT + '<p>See <a href="map">the map</a>, which shows where it stands, and what is around it.</p>'
        )
        html = entry(page(head='<base href="https://other.example/a/">', text=text)).html or ""
        assert "https://other.example/a/map" in html

    @pytest.mark.parametrize(
        "kept",
        [
            "<h2>What comes next</h2><p>Nobody knows, says the harbour master, and he should know.</p>",
            "<ul><li>a rope of forty metres</li><li>two hooks</li></ul>",
            "<pre><code>crane --up 3\n</code></pre>",
            "<p>Type <code>crane --up</code> to lift it, or <kbd>Esc</kbd> to stop at once, if you must.</p>",
            "<table><tbody><tr><th>Year</th><th>Cranes</th></tr><tr><td>2026</td><td>1</td></tr></tbody></table>",
            "<blockquote>It is heavier than it looks, said one of the men who carried it.</blockquote>",
            '<ol start="3"><li>Third, the bridge has to be closed.</li></ol>',
        ],
    )
    def test_structure_is_kept(self, kept: str) -> None:
        html = entry(page(text=TEXT + kept + PARAGRAPHS[0])).html or ""
        assert "".join(kept.split()) in "".join(html.split())

    @pytest.mark.parametrize(
        "kept",
        [
            "<blockquote><p>It is heavy, they say.</p><footer>— <cite>A. Mole</cite></footer></blockquote>",
            '<table><tbody><tr><td>Peru</td><td><a href="/pe">more about Peru</a></td></tr></tbody></table>',
            '<table><tbody><tr><td>Views</td><td class="comments">12</td></tr></tbody></table>',
            '<ul><li>a rope</li><li>See also: <a href="/hook">the hook</a></li></ul>',
            '<ul><li><a href="/a">A rope</a></li><li><a href="/b">A hook</a></li><li>Plain</li></ul>',
            "<p>2020) year</p>",
            "<p>12 March 2026</p>",
            "<p>5 years</p>",
            "<p>https://doi.example/10.1</p>",
            '<p><a href="mailto:desk@paper.example">The desk</a></p>',
        ],
    )
    def test_what_stands_between_paragraphs_goes_whole_or_not_at_all(self, kept: str) -> None:
        with_more = entry(page(text=f"{TEXT}{kept}{TEXT}"))
        in_a_feed = html_text(sanitise(kept, URL))
        assert with_more.text == "\n".join([*PARAGRAPHS, in_a_feed, *PARAGRAPHS])

    @pytest.mark.parametrize(
        "heading", ["<h3>Comments (12)</h3>", "<p>12 Kommentare</p>", "<div>全部评论 <b>70</b>条</div>"]
    )
    def test_what_heads_the_comments_goes_with_them(self, heading: str) -> None:
        comments = '<div class="comments"><p>It was lovely, said a reader who had not been there.</p></div>'
        end = f"{heading}{comments}<p>最热 最早 最新</p>"
        assert entry(page(text=TEXT + end)).text == "\n".join(PARAGRAPHS)

    def test_a_heading_about_comments_stays_above_text_about_comments(self) -> None:
        text = entry(page(text=f"{TEXT}<h2>Comments</h2>{TEXT}")).text
        assert text == "\n".join([*PARAGRAPHS, "Comments", *PARAGRAPHS])

    def test_a_picture_keeps_its_caption_and_comes_once(self) -> None:
        figure = (
            '<figure><img src="/crane.jpg" alt="The crane"><figcaption>The crane, at '
            "last.</figcaption></figure>"
        )
        html = entry(page(text=figure + TEXT + '<img src="/crane.jpg">')).html or ""
        assert html.count("crane.jpg") == 1
        assert "<figcaption>The crane, at last.</figcaption>" in html

    def test_a_block_called_caption_is_one(self) -> None:
        picture = (
            '<div><img src="/crane.jpg"><p class="image-caption">The crane, at last. Photo: A. Mole</p></div>'
        )
        assert "<figcaption>The crane, at last." in (entry(page(text=picture + TEXT)).html or "")

    @pytest.mark.parametrize(
        "picture",
        [
            '<img src="data:image/gif;base64,R0" class="lazy"><noscript><img src="/crane.jpg"></noscript>',
            '<noscript><img src="/crane.jpg"></noscript>',
            '<img data-src="/crane.jpg" src="data:,">',
            '<picture><source srcset="/crane.jpg 2x"><img src="data:,"></picture>',
        ],
    )
    def test_a_picture_that_a_script_would_load_has_its_address(self, picture: str) -> None:
        html = entry(page(text=f"<p>{picture}</p>{TEXT}")).html or ""
        assert html.count("https://paper.example/crane.jpg") == 1

    @pytest.mark.parametrize(
        "furniture",
        [
            (
                '<div class="share-bar">Share this now, with everybody you know, on all of these. <a '
                'href="/x">X</a></div>'
            ),
            (
                '<div class="newsletter">Get our letter, each morning, before anybody else is awake, '
                'for nothing.</div>'
            ),
            (
                '<div id="cookie-banner">We use cookies, because everybody does, and you may say no, '
                'if you find it.</div>'
            ),
            '<section class="related"><h3>Related</h3><a href="/a">Another crane, another town</a></section>',
            (
                '<aside>By the way, there is a museum of cranes, and it is open on Sundays, from ten '
                'to four.</aside>'
            ),
            (
                '<div class="comments"><p>I saw it, and it was lovely, said a reader who had not been '
                'there.</p></div>'
            ),
            '<p>Read more: <a href="/older">The crane leaves</a></p>',
            '<p>Lesen Sie auch: <a href="/older">The crane leaves</a></p>',
            '<p><a href="/older">The crane leaves and nobody knows for how long</a></p>',
            "<p>Advertisement</p>",
            (
                '<form><p>Your name, your street, your town, and whatever else you would like to tell '
                'us.</p></form>'
            ),
            '<div hidden>This was never meant to be read, not by you, and not by anybody else either.</div>',
            (
                '<p style="display:none">This was never meant to be read, not by you, and not by '
                'anybody else.</p>'
            ),
            (
                '<span class="sr-only">This was never meant to be seen, only to be heard, by those '
                'who listen.</span>'
            ),
            '<div><h3><a href="/a">Another crane, another town</a></h3><p>It rained there, too.</p></div>',
        ],
    )  # fmt: skip
    def test_furniture_goes_from_within_the_text(self, furniture: str) -> None:
        text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:3]) + furniture
        text += "".join(f"<p>{one}</p>" for one in PARAGRAPHS[3:])
        assert entry(page(text=text)).text == "\n".join(PARAGRAPHS)

    def test_comments_longer_than_the_article_are_not_it(self) -> None:
        comments = "".join(
            f"<p>Reader {n} says that it is all quite wrong, and always was, as ever.</p>" for n in range(60)
        )
        assert entry(page(f'<div class="comments">{comments}</div>')).text == "\n".join(PARAGRAPHS)

    def test_a_page_that_goes_on_with_the_next_article_gives_the_first(self) -> None:
        other = TEXT.replace("crane", "bridge")
        html = f"<article><h1>The crane returns</h1>{TEXT}</article><article><h1>Next</h1>{other}</article>"
        assert entry(f"<main>{html}</main>").text == "\n".join(PARAGRAPHS)

    def test_an_article_whose_every_element_is_called_otherwise_is_still_found(self) -> None:
        html = f'<body><div class="sidebar promo"><div class="widget">{TEXT}</div></div></body>'
        assert entry(html).text == "\n".join(PARAGRAPHS)

    def test_headline_byline_and_date_are_not_repeated_in_the_text(self) -> None:
        front = "<h1>The crane returns</h1><p class='byline'>By Ann Mole</p><time>23 November 2026</time>"
        assert entry(page(text=front + TEXT)).text == "\n".join(PARAGRAPHS)

    def test_the_standfirst_between_headline_and_text_begins_the_text(self) -> None:
        first = "After eleven years the harbour has its landmark again."
        assert entry(page(above=f'<p class="standfirst">{first}</p>')).text.startswith(
            f"{first}\n{PARAGRAPHS[0]}"
        )

    def test_the_standfirst_keeps_its_links(self) -> None:
        first = 'After eleven years the harbour has <a href="/mark">its landmark</a> again.'
        html = entry(page(above=f'<div class="standfirst">{first}</div>')).html or ""
        assert html.startswith(f"<p>{first.replace('/mark', 'https://paper.example/mark')}</p>")

    @pytest.mark.parametrize("name", ["standfirst", "story-text"])
    def test_a_teaser_that_lost_its_links_does_not_stand_above_the_paragraph_it_copies(
        self, name: str
    ) -> None:
        first = (
            '<p>See <a href="/first">the first report</a> on the crane and mail <a href="mailto:desk@'
            'paper.example">the desk</a> and <img src="/crane.jpg" alt="us">, if you like.</p>'
        )
        teaser = "See on the crane and mail (desk@paper.example) and , if you like."
        head = f'<meta property="og:description" content="{teaser}">'
        copy = f'<div class="{name}">{teaser}</div>' if name == "standfirst" else ""
        found = entry(page(head=head, above=copy, text=f"{first}{TEXT}"))
        assert found.text.startswith("See the first report on the crane and mail the desk (desk@paper.")
        assert '<a href="https://paper.example/first">' in (found.html or "")
        assert found.summary == teaser
        assert own_summary(found.summary, found.text) == ""
        inside = entry(page(head=head, text=f'<div class="teaser-text">{teaser}</div>{first}{TEXT}'))
        assert inside.text == found.text

    def test_a_summary_that_the_text_repeats_stands_once(self) -> None:
        above = f'<div class="summary"><b>(Summary)</b>{PARAGRAPHS[0]}</div>'
        assert entry(page(above=above)).text == "\n".join(PARAGRAPHS)

    def test_the_text_that_data_states_tells_which_part_is_the_article(self) -> None:
        other = "".join(
            f"<p>Another text, number {n}, that is longer, and of no interest to anybody.</p>"
            for n in range(30)
        )
        head = data(f'"headline": "The crane returns", "articleBody": {json.dumps(" ".join(PARAGRAPHS))}')
        html = f"<head>{head}</head><body><div>{other}</div><div>{TEXT}</div></body>"
        assert entry(html).text == "\n".join(PARAGRAPHS)

    def test_the_text_that_data_states_stands_for_one_that_scripts_would_bring(self) -> None:
        stated = json.dumps("\n\n".join(PARAGRAPHS * 2))
        head = data(f'"headline": "The crane returns", "articleBody": {stated}')
        found = entry(f"<head>{head}</head><body><div id=app></div></body>")
        assert found.text == "\n".join(PARAGRAPHS * 2)

    def test_parts_that_are_streamed_hidden_are_read(self) -> None:
        assert entry(f'<body><div id="app"></div><div hidden id="S:1">{TEXT}</div></body>').text

    def test_a_quote_that_is_never_closed_costs_one_tag(self) -> None:
        assert (
            entry(page(above='<p title=a"b class=x>A short line</p>', text=TEXT * 12)).text.count(
                PARAGRAPHS[4]
            )
            == 12
        )

    def test_what_stands_behind_the_end_of_the_page_is_read(self) -> None:
        assert entry(f"<html><body><p>Top</p></html><div>{TEXT}</div></body></html>").text == "\n".join(
            PARAGRAPHS
        )

    def test_the_charset_is_found(self) -> None:
        html = (
            "<meta charset=gb2312><title>港口</title><div>"
            + "<p>星期一，旧起重机回到了港口，全城一半的人都来观看。</p>" * 9
        )
        found = read_article(html.encode("gb18030"), url=URL).entry
        assert "旧起重机" in found.text
        assert found.title == "港口"


class TestFacts:
    def test_data_says_it_all(self) -> None:
        facts = """"headline": "The crane returns",
            "author": [{"@type": "Person", "name": "Ann Mole"}, {"name": "Bo Rat"}],
            "editor": {"name": "Cy Owl"}, "publisher": {"name": "Paper"}, "isBasedOn": {"name": "Coast Wire"},
            "datePublished": "2026-11-23T10:00:00+01:00", "dateModified": "2026-11-24T10:00:00+01:00",
            "description": "It is back.", "articleSection": "Harbour", "inLanguage": "en-GB",
            "image": ["/crane.jpg"], "commentCount": 3, "discussionUrl": "/crane/comments",
            "interactionStatistic": {
                "interactionType": "https://schema.org/ViewAction", "userInteractionCount": 99}"""
        found = entry(page(head=data(facts)))
        assert found.author == "Ann Mole, Bo Rat"
        assert found.editors == ("Cy Owl",)
        assert found.origin == "Coast Wire"
        assert (found.published, found.updated) == ("2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z")
        assert found.summary == "It is back."
        assert found.labels == ("Harbour",)
        assert found.language == "en-GB"
        assert found.image == "https://paper.example/crane.jpg"
        assert (found.comments_url, found.comments_count) == ("https://paper.example/crane/comments", 3)
        assert found.page_views == 99

    @pytest.mark.parametrize(
        "script",
        [
            '<!-- {"@type": "Article", "author": "Ann Mole"} -->',
            '//<![CDATA[\n{"@type": "Article", "author": "Ann Mole"}\n//]]>',
            '{"@type": "Article", "author": {"name": "Ann Mole",},}',
            '{"@type": "Article", "description": "a\nb", "author": "Ann Mole"};',
            '{"@type": ["Thing", "https://schema.org/NewsArticle"], "author": "Ann Mole"}',
            (
                '{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "author": {"@id": "#a"}}, '
                '{"@type": "Person", "@id": "#a", "name": "Ann Mole"}]}'
            ),
            (
                '[{"@type": "Article", "url": "/other", "author": "B"}, {"@type": "Article", "url": '
                '"/harbour/crane-returns", "author": "Ann Mole"}]'
            ),
        ],
    )  # fmt: skip
    def test_data_is_read_however_it_is_written(self, script: str) -> None:
        head = f'<script type="application/ld+json">{script}</script>'
        assert entry(page(head=head)).author == "Ann Mole"

    @pytest.mark.parametrize(
        ("meta", "fact", "value"),
        [
            ('name="author" content="Ann Mole"', "author", "Ann Mole"),
            ('property="article:author" content="https://social.example/ann"', "author", None),
            (
                'property="article:published_time" content="2026-11-23T10:00:00Z"',
                "published",
                "2026-11-23T10:00:00Z",
            ),
            ('name="dc.date" content="2026-11-23"', "published", "2026-11-23"),
            ('name="description" content="It is &amp; stays."', "summary", "It is & stays."),
            ('property="og:image" content="/crane.jpg"', "image", "https://paper.example/crane.jpg"),
            ('property="article:tag" content="harbour"', "labels", ("harbour",)),
            ('name="keywords" content="crane, harbour"', "labels", ("crane", "harbour")),
            ('property="og:site_name" content="The Paper"', "origin", "The Paper"),
            ('property="og:locale" content="pt_BR"', "language", "pt-BR"),
        ],
    )
    def test_meta_elements_say_it(self, meta: str, fact: str, value: object) -> None:
        assert getattr(entry(page(head=f"<meta {meta}>")), fact) == value

    def test_an_update_needs_to_be_later(self) -> None:
        head = (
            '<meta property="article:published_time" content="2026-11-23"><meta name="lastmod" '
            'content="2026-11-22">'
        )
        assert entry(page(head=head)).updated is None

    @pytest.mark.parametrize(
        ("above", "fact", "value"),
        [
            ('<span itemprop="author"><b itemprop="name">Ann Mole</b></span>', "author", "Ann Mole"),
            ('<a rel="author" href="/ann">Ann Mole</a>', "author", "Ann Mole"),
            ('<p class="byline">By Ann Mole | Updated 3 pm</p>', "author", "Ann Mole"),
            ("<p>Von Ann Mole</p>", "author", "Ann Mole"),
            ('<div class="article-author">Ann Mole and Bo Rat</div>', "author", "Ann Mole, Bo Rat"),
            ('<time datetime="2026-11-23T10:00:00Z">today</time>', "published", "2026-11-23T10:00:00Z"),
            ('<meta itemprop="datePublished" content="2026-11-23">', "published", "2026-11-23"),
            ("<p>Published on 23 November 2026</p>", "published", "2026-11-23"),
            ("<span>23.11.2026</span>", "published", "2026-11-23"),
        ],
    )
    def test_the_page_shows_it(self, above: str, fact: str, value: str) -> None:
        assert getattr(entry(page(above=above)), fact) == value

    @pytest.mark.parametrize(
        "marked",
        [
            '<img itemprop="image" src="/crane.jpg">',
            '<meta itemprop="image" content="/crane.jpg">',
            '<link itemprop="image" href="/crane.jpg">',
            '<figure itemprop="image" itemscope><meta itemprop="url" content="/crane.jpg"></figure>',
            '<a itemprop="image" itemscope href=""><img itemprop="contentUrl" src="/crane.jpg"></a>',
            (
                '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><img '
                'itemprop="image" src="/ann.jpg"></span><img itemprop="image" src="/crane.jpg">'
            ),
        ],
    )  # fmt: skip
    def test_the_picture_that_elements_are_marked_with_is_the_articles(self, marked: str) -> None:
        above = f'<div itemscope itemtype="https://schema.org/NewsArticle">{marked}</div>'
        assert entry(page(above=above)).image == "https://paper.example/crane.jpg"
        head = '<meta property="og:image" content="/shared.jpg">'
        assert entry(page(head=head, above=above)).image == "https://paper.example/shared.jpg"

    def test_the_address_says_the_day_where_nothing_else_does(self) -> None:
        assert entry(page(), url="https://paper.example/2026/11/23/crane").published == "2026-11-23"

    def test_a_time_without_zone_is_read_in_that_of_the_source(self) -> None:
        head = '<meta property="article:published_time" content="2026-11-23 10:00:00">'
        assert entry(page(head=head), timezone="Asia/Shanghai").published == "2026-11-23T02:00:00Z"

    def test_data_goes_before_meta_and_meta_before_what_is_shown(self) -> None:
        meta, shown = '<meta name="author" content="Bo Rat">', "<p class='byline'>By Cy Owl</p>"
        assert entry(page(head=data('"author": "Ann Mole"') + meta, above=shown)).author == "Ann Mole"
        assert entry(page(head=meta, above=shown)).author == "Bo Rat"
        assert entry(page(above=shown)).author == "Cy Owl"

    def test_relevant_articles_are_listed_with_their_dates(self) -> None:
        items = "".join(
            f'<li><a href="/crane/{n}">The crane leaves, part {n}</a> <span>2015-01-0{n}</span></li>'
            for n in (1, 2)
        )
        found = entry(page(f"<div><h3>Related articles</h3><ul>{items}</ul></div>"))
        assert found.relevant == (
            Relevant("The crane leaves, part 1", "https://paper.example/crane/1", "2015-01-01"),
            Relevant("The crane leaves, part 2", "https://paper.example/crane/2", "2015-01-02"),
        )
        assert "part 1" not in found.text

    def test_numbers_and_mail_addresses_are_no_authors(self) -> None:
        head = '<meta name="author" content="10509"><meta name="author" content="desk@paper.example">'
        assert entry(page(head=head)).author is None


class TestSafety:
    def test_nothing_that_runs_hides_or_reaches_a_terminal_is_left(self) -> None:
        text = TEXT + (
            '<script>x()</script><p onclick="x()">An \x1b]52;c;eA==\x07escape, \u202ereversed, '
            'and a <a href="javascript:x()">link</a>.</p>'
        )
        found = entry(page(text=text, head='<meta name="author" content="A\u202enn&#27;[31m">'))
        assert all(bad not in (found.html or "") for bad in ("script", "onclick", "\x1b", "\u202e", "\x07"))
        assert found.author == "Ann[31m" or (found.author or "").isprintable()

    def test_the_page_states_where_it_was_read(self) -> None:
        assert read(page()).url == URL


def seed() -> Path:
    corpus = os.environ.get("TUINEWS_CORPUS")
    folder = Path(corpus).parent / "seed" if corpus else None
    if folder is None or not (folder / "expected.json").is_file():
        pytest.skip("TUINEWS_CORPUS names no folder beside the seed article")
    return folder


def test_the_article_that_the_project_started_from_gives_what_is_expected() -> None:
    expected = json.loads((seed() / "expected.json").read_text("utf-8"))
    found = read_article((seed() / "article.html").read_bytes(), url=URL).entry
    assert found.title == expected["title"]
    assert list(found.labels) == expected["categories"]
    assert found.author is expected["author"] is None
    assert list(found.editors) == expected["editors"]
    assert found.origin == expected["origin"]
    assert found.published == expected["published"]
    assert found.page_views == expected["views"] == 0
    assert found.summary == expected["summary"]
    assert found.text.startswith(expected["text_starts"])
    assert found.text.count(expected["text_starts"][:80]) == 1
    assert [part for part in expected["text_contains"] if part not in found.text] == []
    assert [part for part in expected["text_must_not_contain"] if part in found.text] == []
    assert [(one.title, one.url, one.published) for one in found.relevant] == [
        (one["title"], absolute(one["url"], URL), one["published"].replace(" ", "T") + "Z")
        for one in expected["relevant"]
    ]
