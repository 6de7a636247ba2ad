"""RSS, RDF and Atom are read with every fact they carry."""

from __future__ import annotations

import pytest

from tuinews.model import Enclosure, Entry, Feed, Relevant
from tuinews.sources.parse import parse_document

URL = "https://paper.test/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/">
<channel>
  <title>The Paper &amp;amp; Co</title>
  <link>https://paper.test/</link>
  <atom:link rel="self" href="https://paper.test/feeds/all.xml"/>
  <description>All the &lt;b&gt;news&lt;/b&gt;</description>
  <language>en_gb</language>
  <ttl>45</ttl>
  <item>
    <title>Ferry &lt;i&gt;late&lt;/i&gt;
      again</title>
    <link>/2021/09/ferry/?a=1&amp;b=2</link>
    <guid isPermaLink="false">paper:17</guid>
    <pubDate>Tue, 07 Sep 2021 15:24:05 +0200</pubDate>
    <dcterms:modified>2021-09-08T08:00:00Z</dcterms:modified>
    <author>jo@paper.test (Jo Quill)</author>
    <dc:creator>Ann Ink</dc:creator>
    <source url="https://wire.test/rss">The Wire</source>
    <description>The boat was late.</description>
    <content:encoded><![CDATA[<p>The boat was <a href="why">late</a>.</p>
      <script>alert(1)</script>]]></content:encoded>
    <category domain="x">Travel</category>
    <category>travel</category>
    <dc:subject>Harbour</dc:subject>
    <itunes:keywords>sea, boat</itunes:keywords>
    <media:keywords>wind</media:keywords>
    <dc:language>en</dc:language>
    <comments>/2021/09/ferry/#talk</comments>
    <slash:comments>0</slash:comments>
    <enclosure url="/sound.mp3" type="audio/mpeg" length="1234"/>
    <media:group>
      <media:content url="https://img.test/small.jpg" type="image/jpeg" width="100"/>
      <media:content url="https://img.test/large.jpg" type="image/jpeg" width="900">
        <media:description>A caption, not a summary</media:description>
      </media:content>
      <media:content url="https://img.test/film.mp4" medium="video" type="video/mp4" fileSize="99"/>
    </media:group>
  </item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"
  xml:base="https://log.test/base/" xml:lang="de">
  <title type="text">Ein &lt;Log&gt;</title>
  <subtitle>Notizen</subtitle>
  <link rel="self" href="feed.atom"/>
  <link href="."/>
  <author><name>Editor</name></author>
  <entry>
    <id>tag:log.test,2021:1</id>
    <title type="html">Über &amp;lt;b&amp;gt; &amp;amp; &lt;em&gt;mehr&lt;/em&gt;</title>
    <link rel="alternate" type="application/json" href="one.json"/>
    <link rel="alternate" href="one"/>
    <link rel="related" title="The book" href="https://book.test/1"/>
    <link rel="enclosure" type="image/png" href="one.png" length="5"/>
    <link rel="replies" type="text/html" href="one#c" thr:count="3"/>
    <published>2021-09-07</published>
    <updated>2021-09-09T10:00:00Z</updated>
    <summary>Kurz</summary>
    <content type="xhtml" xml:base="deep/"><div xmlns="http://www.w3.org/1999/xhtml"
      ><p>Lang &lt;1&gt; <img src="p.png" alt="P"/><br/>Ende</p></div></content>
    <category term="t1" label="Thema"/>
    <category term="https://scheme.test/kind#post"/>
    <contributor><name>Nobody</name></contributor>
    <source><title>Anderswo</title><author><name>Erste</name></author></source>
  </entry>
  <entry>
    <id>https://log.test/two</id>
    <title>A &lt;b&gt; tag</title>
    <updated>2021-09-01T10:00:00Z</updated>
  </entry>
</feed>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://old.test/rss"><title>Old</title><link>https://old.test/</link>
    <items><rdf:Seq><rdf:li rdf:resource="https://old.test/1"/></rdf:Seq></items></channel>
  <item rdf:about="https://old.test/1">
    <title>First</title><link>https://old.test/1</link>
    <dc:date>2003-12-31</dc:date><dc:source>https://www.wire.test/x</dc:source><dc:creator>Kim</dc:creator>
  </item>
  <item rdf:about="https://old.test/2"><title>Second</title></item>
</rdf:RDF>"""


def parsed(document: str, url: str = URL, timezone: str = "") -> Feed:
    return parse_document(document.encode(), url=url, content_type=None, timezone=timezone)


def only_entry(items: str, channel: str = "") -> Entry:
    """The entry of an RSS document with these elements in its item."""
    feed = parsed(f'<rss version="2.0"><channel>{channel}<item>{items}</item></channel></rss>')
    assert len(feed.entries) == 1
    return feed.entries[0]


class TestRss:
    def test_the_feed_states_title_site_language_description_and_pause(self) -> None:
        feed = parsed(RSS)
        assert (feed.title, feed.site, feed.language) == ("The Paper & Co", "https://paper.test/", "en-GB")
        assert (feed.description, feed.ttl, feed.format) == ("All the news", 45, "rss20")
        assert not feed.repaired

    def test_an_item_keeps_every_fact(self) -> None:
        entry = parsed(RSS).entries[0]
        assert entry.guid == "paper:17"
        assert entry.url == "https://paper.test/2021/09/ferry/?a=1&b=2"
        assert entry.title == "Ferry late again"
        assert entry.author == "Jo Quill, Ann Ink"
        assert entry.origin == "The Wire"
        assert entry.published == "2021-09-07T13:24:05Z"
        assert entry.updated == "2021-09-08T08:00:00Z"
        assert entry.summary == "The boat was late."
        assert entry.labels == ("Travel", "Harbour", "sea", "boat", "wind")
        assert entry.language == "en"
        assert entry.image == "https://img.test/large.jpg"
        assert entry.comments_url == "https://paper.test/2021/09/ferry/#talk"
        assert entry.comments_count == 0
        assert entry.enclosures == (
            Enclosure("https://paper.test/sound.mp3", "audio/mpeg", 1234),
            Enclosure("https://img.test/film.mp4", "video/mp4", 99),
        )

    def test_the_body_is_safe_and_its_links_refer_to_the_page_it_was_written_for(self) -> None:
        entry = parsed(RSS).entries[0]
        assert entry.html is not None
        assert 'href="https://paper.test/2021/09/ferry/why"' in entry.html
        assert "script" not in entry.html
        assert entry.text == "The boat was late."

    def test_the_body_of_an_item_that_points_elsewhere_refers_to_the_feed_s_site(self) -> None:
        entry = only_entry(
            "<link>https://elsewhere.test/a/</link><description>&lt;a href='b'&gt;b&lt;/a&gt;</description>",
            "<link>https://paper.test/log/</link>",
        )
        assert entry.html is not None
        assert 'href="https://paper.test/log/b"' in entry.html

    def test_a_guid_that_is_an_address_serves_where_there_is_no_link(self) -> None:
        assert only_entry("<guid>https://paper.test/9</guid>").url == "https://paper.test/9"

    @pytest.mark.parametrize(
        "guid", ['<guid isPermaLink="false">https://paper.test/9</guid>', "<guid>9</guid>"]
    )
    def test_a_guid_that_is_no_address_does_not(self, guid: str) -> None:
        assert only_entry(f"<title>x</title>{guid}").url is None

    def test_guids_differing_in_case_only_stay_different(self) -> None:
        items = "<item><guid>AbC</guid></item><item><guid>abc</guid></item>"
        feed = parsed(f'<rss version="2.0"><channel>{items}</channel></rss>')
        assert [entry.guid for entry in feed.entries] == ["AbC", "abc"]

    def test_repeated_items_are_all_kept_in_the_document_s_order(self) -> None:
        items = "".join(f"<item><title>{title}</title><guid>same</guid></item>" for title in "bacb")
        feed = parsed(f'<rss version="2.0"><channel>{items}</channel></rss>')
        assert [entry.title for entry in feed.entries] == ["b", "a", "c", "b"]

    def test_items_inside_an_item_are_kept_and_empty_ones_are_no_articles(self) -> None:
        feed = parsed(
            '<rss version="2.0"><channel><item><title>a</title><item/><item><title>b</title></item></item>'
            "<item><title>c</title></item></channel></rss>"
        )
        assert [entry.title for entry in feed.entries] == ["a", "b", "c"]

    def test_a_date_without_a_time_stays_a_date(self) -> None:
        assert only_entry("<pubDate>2021-09-07</pubDate>").published == "2021-09-07"

    def test_a_time_without_a_zone_is_read_in_the_source_s_zone(self) -> None:
        document = (
            '<rss version="2.0"><channel><item><pubDate>2021-09-07 15:24:05</pubDate></item></channel></rss>'
        )
        assert parsed(document, timezone="Europe/Berlin").entries[0].published == "2021-09-07T13:24:05Z"
        assert parsed(document).entries[0].published == "2021-09-07T15:24:05Z"

    def test_a_date_that_cannot_be_read_is_no_date(self) -> None:
        entry = only_entry("<title>x</title><pubDate>someday</pubDate>")
        assert (entry.published, entry.updated) == (None, None)

    def test_the_longest_text_is_the_body_and_the_other_the_summary(self) -> None:
        entry = only_entry(
            "<description>&lt;p&gt;Long, long story&lt;/p&gt;</description><summary>Short</summary>"
        )
        assert (entry.text, entry.summary) == ("Long, long story", "Short")

    def test_a_lone_short_description_is_body_and_summary(self) -> None:
        entry = only_entry("<description>Few &amp;amp; short</description>")
        assert (entry.text, entry.summary) == ("Few & short", "Few & short")

    def test_a_lone_long_description_is_the_body_only(self) -> None:
        entry = only_entry(f"<description>{'word ' * 400}</description>")
        assert entry.summary is None
        assert entry.text.startswith("word word")

    def test_plain_text_keeps_its_paragraphs(self) -> None:
        entry = only_entry("<description>One.\n\nTwo &lt; three.</description>")
        assert entry.html == "<p>One.</p><p>Two &lt; three.</p>"

    def test_markup_written_without_escaping_is_kept(self) -> None:
        entry = only_entry('<description>See <a href="/x">this</a><br/>now &amp; then</description>')
        assert entry.text == "See this\nnow & then"

    def test_a_caption_is_the_text_where_there_is_no_other(self) -> None:
        entry = only_entry(
            '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:title>Film</media:title>'
            "<media:description>First line\nSecond line</media:description></media:group>"
        )
        assert (entry.title, entry.text) == ("Film", "First line\nSecond line")

    def test_the_origin_is_named_only_where_it_is_not_the_feed_itself(self) -> None:
        assert only_entry("<source>Paper</source>", "<title>Paper</title>").origin is None

    def test_references_to_windows_characters_are_understood(self) -> None:
        assert only_entry("<title>don&#146;t &#x93;go&#x94;</title>").title == "don’t “go”"

    def test_windows_characters_sent_as_control_characters_are_understood(self) -> None:
        assert only_entry("<title>don\x92t \x93go\x94 \x81on</title>").title == "don’t “go” on"

    def test_of_two_dates_of_one_kind_the_last_one_counts(self) -> None:
        entry = only_entry("<pubDate>2021-09-07</pubDate><pubDate>2021-09-08</pubDate>")
        assert entry.published == "2021-09-08"

    def test_a_summary_before_a_description_does_not_hide_it(self) -> None:
        entry = only_entry("<summary>Short</summary><description>The whole of a long story</description>")
        assert (entry.text, entry.summary) == ("The whole of a long story", "Short")

    def test_a_narrower_category_is_a_label_as_the_wider_one_is(self) -> None:
        labels = only_entry(
            '<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="Arts">'
            '<itunes:category text="Books"/></itunes:category>'
        ).labels
        assert labels == ("Arts", "Books")

    def test_a_guid_that_holds_elements_is_kept_as_it_is_written(self) -> None:
        assert only_entry("<title>x</title><guid><p>7</p></guid>").guid == "<p>7</p>"

    def test_an_item_of_the_channel_definition_format_states_facts_as_attributes(self) -> None:
        feed = parsed(
            "<CHANNEL><ABSTRACT>About</ABSTRACT>"
            '<ITEM HREF="https://old.test/a" LASTMOD="2001-09-07"/></CHANNEL>'
        )
        entry = feed.entries[0]
        assert (feed.description, entry.url, entry.published) == ("About", "https://old.test/a", "2001-09-07")

    def test_an_address_that_no_browser_should_open_is_left_out(self) -> None:
        assert only_entry("<title>x</title><link>javascript:alert(1)</link>").url is None

    @pytest.mark.parametrize(
        ("version", "format"),
        [("0.91", "rss091"), ("0.92", "rss092"), ("2.0", "rss20"), ("2.0.1", "rss20"), ("?", "rss")],
    )
    def test_the_version_is_told(self, version: str, format: str) -> None:
        assert parsed(f'<rss version="{version}"><channel/></rss>').format == format


class TestAtom:
    def test_the_feed_states_title_site_and_language(self) -> None:
        feed = parsed(ATOM)
        assert (feed.title, feed.site) == ("Ein <Log>", "https://log.test/base/")
        assert (feed.language, feed.description, feed.format) == ("de", "Notizen", "atom10")

    def test_an_entry_keeps_every_fact(self) -> None:
        entry = parsed(ATOM).entries[0]
        assert entry.guid == "tag:log.test,2021:1"
        assert entry.url == "https://log.test/base/one"
        assert entry.title == "Über <b> & mehr"
        assert entry.author == "Erste"
        assert entry.origin == "Anderswo"
        assert (entry.published, entry.updated) == ("2021-09-07", "2021-09-09T10:00:00Z")
        assert entry.summary == "Kurz"
        assert entry.labels == ("Thema",)
        assert entry.language == "de"
        assert entry.image == "https://log.test/base/one.png"
        assert (entry.comments_url, entry.comments_count) == ("https://log.test/base/one#c", 3)
        assert entry.enclosures == (Enclosure("https://log.test/base/one.png", "image/png", 5),)
        assert entry.relevant == (Relevant("The book", "https://book.test/1"),)

    def test_xhtml_is_read_with_its_own_base(self) -> None:
        entry = parsed(ATOM).entries[0]
        assert entry.html is not None
        assert "https://log.test/base/deep/p.png" in entry.html
        assert "Lang <1>" in entry.text

    def test_the_feed_s_author_wrote_what_names_no_other(self) -> None:
        assert parsed(ATOM).entries[1].author == "Editor"

    def test_an_id_that_is_an_address_serves_where_there_is_no_link(self) -> None:
        assert parsed(ATOM).entries[1].url == "https://log.test/two"

    def test_plain_text_is_shown_as_written(self) -> None:
        assert parsed(ATOM).entries[1].title == "A <b> tag"

    def test_a_lone_time_of_update_is_the_time_of_issue(self) -> None:
        entry = parsed(ATOM).entries[1]
        assert (entry.published, entry.updated) == ("2021-09-01T10:00:00Z", None)

    def test_version_0_3_is_read(self) -> None:
        feed = parsed(
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><title>E</title>'
            "<issued>2004-01-01T10:00:00Z</issued><modified>2004-01-02T10:00:00Z</modified>"
            '<content type="text/html" mode="base64">PGI+aGk8L2I+</content></entry></feed>'
        )
        entry = feed.entries[0]
        assert (feed.format, entry.text) == ("atom03", "hi")
        assert (entry.published, entry.updated) == ("2004-01-01T10:00:00Z", "2004-01-02T10:00:00Z")

    def test_a_text_whose_type_is_no_text_is_read_from_base64(self) -> None:
        packed = 'type="application/octet-stream">PGI+aGk8L2I+'
        feed = parsed(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><subtitle {packed}</subtitle>'
            f"<entry><title {packed}</title><source><title {packed}</title></source>"
            '<content type="image/png">iVBORw0KGgo=</content></entry></feed>'
        )
        entry = feed.entries[0]
        assert (feed.description, entry.title, entry.origin, entry.text) == ("hi", "hi", "hi", "")

    def test_a_document_that_is_one_entry_is_read(self) -> None:
        feed = parsed('<entry xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>Alone</title></entry>')
        assert [entry.title for entry in feed.entries] == ["Alone"]


class TestRdf:
    def test_items_beside_the_channel_are_read(self) -> None:
        feed = parsed(RDF)
        assert (feed.title, feed.format) == ("Old", "rss10")
        first, second = feed.entries
        assert (first.guid, first.url, first.published) == (
            "https://old.test/1",
            "https://old.test/1",
            "2003-12-31",
        )
        assert (first.origin, first.author) == ("www.wire.test", "Kim")
        assert second.url == "https://old.test/2"


class TestHostileText:
    def test_titles_take_one_line_and_hold_no_control_characters(self) -> None:
        entry = only_entry("<title>A&amp;#27;[31mB\u2028C&#x9b;D\nE\u202eF</title>")
        assert not set("\x1b\x9b\n\u2028\u202e") & set(entry.title)

    def test_no_field_holds_control_characters(self) -> None:
        feed = parsed(
            RSS.replace("Harbour", "Har\x1b[7mbour").replace("paper:17", "g\x07").replace("Ann Ink", "A\x9bI")
        )
        assert "\x1b" not in repr(feed).replace("\\x1b", "\x1b")
        assert feed.entries[0].guid == "g"
        assert feed.repaired
