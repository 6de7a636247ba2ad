"""Broken documents give up what they hold, bombs come to nothing, and time stays in proportion."""

from __future__ import annotations

import sys

import pytest

from tuinews.model import Feed
from tuinews.sources.parse import parse_document

HEAD = '<rss version="2.0"><channel><title>F</title>'
TAIL = "</channel></rss>"


def item(title: str) -> str:
    return f"<item><title>{title}</title><link>https://paper.test/{len(title)}</link></item>"


def parsed(document: str) -> Feed:
    return parse_document(
        document.encode("utf-8", "surrogatepass"), url="https://paper.test/feed", content_type=None
    )


def titles(document: str) -> list[str]:
    feed = parsed(document)
    assert feed.repaired
    return [entry.title for entry in feed.entries]


class TestMending:
    @pytest.mark.parametrize(
        ("title", "read"),
        [
            ("Caf&eacute;&nbsp;AT&T &copy; R&D", "Café AT&T © R&D"),
            ("a & b < c", "a & b < c"),
            ("A\x1bB\x00C", "ABC"),
            ("A&#27;B&#0;C&#xFFFF;D", "ABCD"),
            ("no &such; thing", "no &such; thing"),
            ("<![CDATA[AT&T &eacute; <]]>", "AT&T é <"),
        ],
    )
    def test_what_xml_does_not_allow_in_a_title_is_understood(self, title: str, read: str) -> None:
        assert titles(HEAD + item(title) + item("ok & ok") + TAIL) == [read, "ok & ok"]

    def test_undeclared_prefixes_are_understood(self) -> None:
        document = HEAD + "<item><dc:creator>Ann</dc:creator><x:y z:a='1'>?</x:y></item>" + TAIL
        assert parsed(document).entries[0].author == "Ann"

    def test_attributes_without_quotes_are_understood(self) -> None:
        document = (
            HEAD + "<item><enclosure url='https://a.test/b=c d=e' length=12 type=audio/mpeg /></item>" + TAIL
        )
        (file,) = parsed(document).entries[0].enclosures
        assert (file.length, file.url) == (12, "https://a.test/b=c%20d=e")

    @pytest.mark.parametrize(
        "after", ["<script>x</script>", "</body></html>", "<b>Warning</b>: x<br><rss/>", " & "]
    )
    def test_what_follows_the_feed_is_left_out(self, after: str) -> None:
        assert titles(HEAD + item("a") + TAIL + after) == ["a"]

    @pytest.mark.parametrize(
        "rest", ["", "<item><title>cut", "<item><title><![CDATA[cut", "<item><ti", "</channel"]
    )
    def test_a_document_that_breaks_off_gives_what_it_held(self, rest: str) -> None:
        assert titles(HEAD + item("a") + item("b") + rest)[:2] == ["a", "b"]

    def test_elements_closed_in_disorder_are_put_in_order(self) -> None:
        document = (
            HEAD
            + item("a").replace("</link>", "</lnk>")
            + item("b")
            + "<item><title>c</title></wrong></item>"
            + TAIL
        )
        assert titles(document) == ["a", "b", "c"]

    def test_html_that_nobody_escaped_is_closed_as_browsers_do(self) -> None:
        document = (
            HEAD + "<item><description>One<br>two <img src='/p.png'><b>three</description></item>" + TAIL
        )
        assert parsed(document).entries[0].text == "One\ntwo three"

    def test_an_element_that_ends_under_another_name_ends_with_what_is_around_it(self) -> None:
        feed = parsed("<rss><channel><language>en-us</lang><item><title>a</title></item></channel></rss>")
        assert [entry.title for entry in feed.entries] == ["a"]

    def test_items_inside_an_element_that_nobody_closed_are_found(self) -> None:
        wide = "<itunes:category text='Wide'><itunes:category text='Narrow'/>"
        assert titles(HEAD + wide + item("a") + item("b") + TAIL) == ["a", "b"]

    def test_a_reference_in_capitals_is_understood(self) -> None:
        assert titles(HEAD + item("&#X41;&#x42;") + TAIL) == ["AB"]

    def test_a_loosely_read_item_keeps_its_facts(self) -> None:
        entry = parsed(
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><x a="1" a="2"/>'
            "<title>F</title><item><title>T</title><link>/a</link><guid isPermaLink='false'>g</guid>"
            "<dc:creator>Ann</dc:creator>"
            "<pubDate>Tue, 07 Sep 2021 15:24:05 +0200</pubDate><category>News</category>"
            "<description>&lt;p&gt;Hello&lt;/p&gt;</description><source url='https://w.test/'>Wire</source>"
            "<enclosure url='/s.mp3' type='audio/mpeg' length='7'/></item></channel></rss>"
        ).entries[0]
        assert (entry.title, entry.url, entry.guid) == ("T", "https://paper.test/a", "g")
        assert (entry.author, entry.origin, entry.labels) == ("Ann", "Wire", ("News",))
        assert (entry.published, entry.text) == ("2021-09-07T13:24:05Z", "Hello")
        assert entry.enclosures[0].url == "https://paper.test/s.mp3"


class TestEntities:
    def test_short_plain_entities_of_the_document_are_set_in(self) -> None:
        document = '<!DOCTYPE rss [<!ENTITY paper "The P&#228;per"> <!ENTITY lt2 "&#60;">]>' + HEAD
        assert titles(document + item("&paper; &lt2;") + TAIL) == ["The Päper <"]

    def test_entities_made_of_entities_come_to_nothing(self) -> None:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        document = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}]>' + HEAD + item("&l9;") + TAIL
        assert titles(document) == ["&l9;"]

    def test_local_files_are_not_read(self) -> None:
        document = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD + item("X &e; Y") + TAIL
        assert titles(document) == ["X &e; Y"]


class TestBounds:
    @pytest.mark.parametrize(
        "document",
        [
            HEAD + "<a><b></a>" * 20_000 + TAIL,
            HEAD + "<item>" * 5_000,
            HEAD + "<channel>" * 5_000,
            HEAD + "<item><description>" + "<b>" * 20_000,
            HEAD + "<item><media:group>" * 3_000,
            HEAD + "<item><author>" + "(" * 100_000 + "@</author></item>" + TAIL,
            HEAD + "<![CDATA[" * 20_000,
            "<!ENTITY " * 14_000 + HEAD + "&",
            "<rss " * 20_000,
        ],
        ids=["disorder", "items", "channels", "elements", "groups", "author", "cdata", "entities", "roots"],
    )
    def test_nesting_and_repetition_end_in_a_feed(self, document: str) -> None:
        assert isinstance(parsed(document), Feed)

    def test_feedparser_is_loaded_only_for_what_cannot_be_mended(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delitem(sys.modules, "tuinews.sources.loose", raising=False)
        parsed(HEAD + item("AT&T") + "<item></wrong><title>cut")
        assert "tuinews.sources.loose" not in sys.modules
