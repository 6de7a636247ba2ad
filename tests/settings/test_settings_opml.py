"""OPML: read from whatever people share, written so that it reads back the same."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET

import pytest

from tuinews.model import Source
from tuinews.settings.opml import read_opml, write_opml


def opml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><body>{body}</body></opml>'.encode()


def only(body: str) -> Source:
    (source,) = read_opml(opml(body))
    return source


class TestReading:
    def test_the_outermost_folder_is_the_category_and_deeper_ones_are_tags(self) -> None:
        source = only(
            '<outline text="World"><outline text="Asia"><outline text="East">'
            '<outline type="rss" text="Paper" xmlUrl="https://a.example/rss"/>'
            "</outline></outline></outline>"
        )

        assert source == Source(
            id="", url="https://a.example/rss", title="Paper", category="World", tags=("Asia", "East")
        )

    def test_a_folder_ends_where_it_is_closed(self) -> None:
        sources = read_opml(
            opml(
                '<outline text="A"><outline xmlUrl="https://a.example/"></outline></outline>'
                '<outline xmlUrl="https://b.example/"/><outline text=""><outline text="C">'
                '<outline xmlUrl="https://c.example/"/></outline></outline>'
            )
        )

        assert [(source.url, source.category) for source in sources] == [
            ("https://a.example/", "A"),
            ("https://b.example/", ""),
            ("https://c.example/", "C"),
        ]

    def test_a_feed_in_two_folders_is_one_source(self) -> None:
        source = only(
            '<outline text="A"><outline xmlUrl="https://a.example/rss" text="First" category="x"/></outline>'
            '<outline text="B"><outline text="C"><outline xmlUrl="http://www.a.example/rss/" text="Second"/>'
            "</outline></outline>"
        )

        assert (source.title, source.category, source.tags) == ("First", "A", ("x", "B", "C"))

    def test_the_category_attribute_gives_tags_or_where_there_is_no_folder_a_whole_path(self) -> None:
        in_folder = '<outline text="F"><outline xmlUrl="https://a.example/" category="/x/y, z,,z"/></outline>'
        alone = '<outline xmlUrl="https://a.example/" category="/World/Asia,east"/>'

        assert (only(in_folder).category, only(in_folder).tags) == ("F", ("x/y", "z"))
        assert (only(alone).category, only(alone).tags) == ("World", ("Asia", "east"))

    @pytest.mark.parametrize(
        ("outline", "title", "url"),
        [
            ('<OUTLINE XMLURL="https://a.example/" TEXT="T"/>', "T", "https://a.example/"),
            ("<outline xmlUrl='https://a.example/' title='It is \"T\"'/>", 'It is "T"', "https://a.example/"),
            ('<outline xmlUrl = "https://a.example/"\n\ttext\n=\n"T"\n/>', "T", "https://a.example/"),
            (
                '<outline text="A &amp; B &#8212; C" xmlUrl="https://a.example/?a=1&amp;b=2"/>',
                "A & B — C",
                "https://a.example/?a=1&b=2",
            ),
            (
                '<outline text="A & B" xmlUrl="https://a.example/?a=1&copy=2&b=3"/>',
                "A & B",
                "https://a.example/?a=1&copy=2&b=3",
            ),
            ('<outline text="a > b" xmlUrl="https://a.example/"/>', "a > b", "https://a.example/"),
            ('<outline text="a < b" xmlUrl="https://a.example/"/>', "a < b", "https://a.example/"),
            (
                '<outline text="T" description="by <a href="https://x.example" rel="me">x</a>. Yes." '
                'xmlUrl="https://a.example/" type="rss" />',
                "T",
                "https://a.example/",
            ),
            (
                '<outline text=\'xmlUrl="https://trap.example/"\' xmlUrl="https://a.example/"/>',
                'xmlUrl="https://trap.example/"',
                "https://a.example/",
            ),
            ('<outline text="https://a.example/" xmlUrl="https://a.example/"/>', "", "https://a.example/"),
            ('<outline text="T" xmlUrl=" https://a.example/a b\n"/>', "T", "https://a.example/a%20b"),
            ('<outline text="T" xmlUrl="feed://a.example/rss"/>', "T", "http://a.example/rss"),
            ('<outline text="T" xmlUrl="feed:https://a.example/rss"/>', "T", "https://a.example/rss"),
            ('<outline text="T" xmlUrl="//a.example/rss"/>', "T", "https://a.example/rss"),
            ('<outline text="T" xmlUrl="a.example/rss"/>', "T", "https://a.example/rss"),
        ],
    )
    def test_outlines_are_read_as_people_write_them(self, outline: str, title: str, url: str) -> None:
        source = only(outline)

        assert (source.title, source.url) == (title, url)

    def test_markup_inside_quotes_does_not_lose_the_folder(self) -> None:
        sources = read_opml(
            opml(
                '<outline text="F"><outline text="1" description="<p class="x">a</p>" xmlUrl="https://a.example/"/>'
                '<outline text="2" xmlUrl="https://b.example/"/></outline><outline xmlUrl="https://c.example/"/>'
            )
        )

        assert [source.category for source in sources] == ["F", "F", ""]

    def test_comments_and_outlines_without_a_feed_name_nothing(self) -> None:
        assert (
            read_opml(
                opml(
                    '<!-- <outline xmlUrl="https://gone.example/"/> -->'
                    '<outline text="a note"/><outline type="link" text="l" url="https://list.example/"/>'
                    '<outline type="rss" text="no address" xmlUrl=" "/>'
                )
            )
            == []
        )

    def test_a_comment_that_never_ends_hides_nothing(self) -> None:
        assert only('<!-- <outline xmlUrl="https://a.example/"/>').url == "https://a.example/"

    @pytest.mark.parametrize(
        ("declared", "encoding"),
        [
            ("UTF-8", "utf-8"),
            ("UTF-8", "utf-8-sig"),
            ("ISO-8859-1", "utf-8"),  # a wrong label on right bytes
            ("ISO-8859-1", "iso-8859-1"),
            ("windows-1251", "windows-1251"),
            ("UTF-16", "utf-16"),
            ("UTF-16", "utf-16-le"),
            ("UTF-16", "utf-16-be"),
            ("Shift_JIS", "shift_jis"),
            ("no-such-encoding", "utf-8"),
        ],
    )
    def test_titles_are_right_in_the_encodings_lists_come_in(self, declared: str, encoding: str) -> None:
        title = {"windows-1251": "Привет", "shift_jis": "朝日"}.get(encoding, "Café")
        text = f'<?xml version="1.0" encoding="{declared}"?><opml><outline text="{title}" xmlUrl="https://a.example/"/>'

        (source,) = read_opml(text.encode(encoding))

        assert source.title == title

    @pytest.mark.parametrize(
        "data", [b"", b"\xff\xfe\x00", b"\x00" * 100, b"<outline", b'<outline xmlUrl="', b"<"]
    )
    def test_rubbish_names_nothing_and_never_raises(self, data: bytes) -> None:
        assert read_opml(data) == []


class TestHostileLists:
    def test_no_control_or_override_character_comes_in(self) -> None:
        source = only(
            '<outline text="f\x9bx\x1b[2J"><outline text="a&#27;[31mb&#x202e;c" category="&#7;t" '
            'xmlUrl="https://a.example/\x1b]0;x\x07&#10;/rss"/></outline>'
        )

        assert source.tags == ("t",)
        assert "".join([source.title, source.url, source.category]).isprintable()

    def test_texts_are_bounded(self) -> None:
        many = ",".join(f"t{n}" for n in range(5000))
        source = only(
            f'<outline text="{"f" * 5000}"><outline text="{"t" * 100_000}" xmlUrl="https://a.example/" '
            f'category="{many}"/></outline>'
        )

        assert len(source.title) <= 300
        assert len(source.category) <= 80
        assert len(source.tags) <= 16

    def test_an_address_without_end_is_left_out(self) -> None:
        assert read_opml(opml(f'<outline xmlUrl="https://a.example/{"x" * 100_000}"/>')) == []

    @pytest.mark.parametrize(
        ("address", "why"),
        [
            ("file:///etc/passwd", "a file of this machine"),
            ("gopher://a.example/", "gopher: addresses cannot be fetched"),
            ("javascript:alert(1)", "javascript: addresses cannot be fetched"),
            ("exec:rm -rf /", "runs a command: rm -rf /"),
        ],
    )
    def test_what_is_not_on_the_web_comes_in_paused_and_named(self, address: str, why: str) -> None:
        source = only(f'<outline text="t" xmlUrl="{address}"/>')

        assert source.paused
        assert why in source.paused_why

    def test_a_filter_command_comes_in_paused_and_is_kept(self) -> None:
        source = only('<outline text="t" xmlUrl="https://a.example/" filtercmd="~/bin/keep | sort"/>')

        assert source.paused
        assert source.command == ("sh", "-c", "~/bin/keep | sort")

    def test_a_list_cannot_permit_itself_private_hosts_or_commands(self) -> None:
        source = only(
            '<outline xmlUrl="http://127.0.0.1/" tuinews:private="true" tuinews:command="x" '
            'tuinews:id="../x y"/>'
        )

        assert source == Source(id="", url="http://127.0.0.1/")

    @pytest.mark.parametrize(
        "data",
        [
            b"<!--" * 100_000,
            b"<outline " + b"a" * 500_000,
            b"<outline " + b" " * 500_000,
            b"<outline " + b"a= " * 200_000,
            b'<outline a="' * 50_000,
            b"<outline " + b"a='" * 150_001 + b" xmlUrl",
            b"</outline>" * 100_000,
            b'<outline text="f">' * 30_000 + b'<outline xmlUrl="https://a.example/"/>' * 10_000,
        ],
        ids=["comments", "name", "spaces", "equals", "quotes", "apostrophes", "ends", "deep"],
    )
    def test_time_stays_linear_in_the_size(self, data: bytes) -> None:
        begin = time.process_time()

        read_opml(data)

        assert time.process_time() - begin < 4  # a quadratic reading takes minutes


class TestWriting:
    SOURCES = (
        Source(
            id="plain",
            url="https://a.example/rss?x=1&y=2",
            title='A "quoted" <title> & more',
            category="World",
        ),
        Source(
            id="tagged", url="https://b.example/", title="新闻", category="World", tags=("one", "two words")
        ),
        Source(id="bare", url="https://c.example/"),
        Source(id="loose", url="https://d.example/", title="Loose", tags=("t",)),
        Source(
            id="all",
            url="https://e.example/",
            title="All",
            category="Science & 'more'",
            kind="page",
            paused=True,
            paused_why="On holiday.",
            interval=90,
            timezone="Asia/Shanghai",
        ),
        Source(id="resting", url="https://f.example/", category="World", paused=True),
    )

    def test_what_is_written_reads_back_the_same(self) -> None:
        by_id = {source.id: source for source in read_opml(write_opml(self.SOURCES))}

        assert by_id == {source.id: source for source in self.SOURCES}

    def test_it_is_well_formed_opml_with_a_folder_for_each_category(self) -> None:
        root = ET.fromstring(write_opml(self.SOURCES))

        assert (root.tag, root.get("version")) == ("opml", "2.0")
        folders = [
            outline.get("text") for outline in root.iterfind("body/outline") if not outline.get("xmlUrl")
        ]
        assert folders == ["World", "Science & 'more'"]
        feeds = [outline for outline in root.iter("outline") if outline.get("xmlUrl")]
        assert len(feeds) == len(self.SOURCES)
        assert all(outline.get("text") and outline.get("type") == "rss" for outline in feeds)

    def test_commands_come_back_paused_and_private_hosts_without_permission(self) -> None:
        written = write_opml(
            [
                Source(id="e", url="exec:date -u", command=("sh", "-c", "date -u")),
                Source(id="f", url="https://f.example/", command=("keep", "a b")),
                Source(id="p", url="http://127.0.0.1/", private=True),
            ]
        )

        exec_, filter_, private = read_opml(written)

        assert exec_.paused
        assert exec_.command == ("sh", "-c", "date -u")
        assert filter_.paused
        assert filter_.command == ("sh", "-c", "keep 'a b'")
        assert not private.private

    def test_nothing_is_a_list_too(self) -> None:
        assert read_opml(write_opml([])) == []

    def test_a_character_that_xml_forbids_does_not_spoil_the_file(self) -> None:
        data = write_opml([Source(id="a", url="https://a.example/", title="a\ufffeb\x00c\ud800")])

        assert ET.fromstring(data).find("body/outline") is not None
