"""newsboat's urls file."""

from __future__ import annotations

import pytest

from tuinews.model import Source
from tuinews.settings.newsboat import read_urls


def only(line: str) -> Source:
    (source,) = read_urls(line)
    return source


def test_an_address_alone_is_a_source() -> None:
    assert only("https://a.example/rss") == Source(id="", url="https://a.example/rss")


def test_the_first_tag_is_the_category_and_a_tilde_gives_the_title() -> None:
    source = only('https://a.example/rss "~The \\"Paper\\"" news "two words" \'odd\t world')

    assert source == Source(
        id="",
        url="https://a.example/rss",
        title='The "Paper"',
        category="news",
        tags=("two words", "'odd", "world"),
    )


def test_hidden_feeds_are_followed_and_tagged_so() -> None:
    source = only('https://a.example/rss ! "!Quiet ones" blogs')

    assert (source.category, source.tags, source.paused) == ("blogs", ("hidden", "Quiet ones"), False)


def test_comments_blank_lines_and_saved_searches_are_left_out() -> None:
    text = (
        "# a comment\n\n   \n"
        "https://a.example/#anchor tag # a remark\n"
        '"query:Unread:unread = \\"yes\\""\n'
        '  "https://b.example/"\r\n'
    )

    assert [(source.url, source.category) for source in read_urls(text)] == [
        ("https://a.example/#anchor", "tag"),
        ("https://b.example/", ""),
    ]


@pytest.mark.parametrize(
    ("line", "url", "command"),
    [
        ("exec:~/bin/script news", "exec:~/bin/script", "~/bin/script"),
        ('"exec:~/bin/script a | sort" news', "exec:~/bin/script a | sort", "~/bin/script a | sort"),
        ("filter:~/bin/f:http://a.example/rss news", "http://a.example/rss", "~/bin/f"),
        ('"filter:~/bin/f a b:https://a.example:81/rss" news', "https://a.example:81/rss", "~/bin/f a b"),
    ],
)
def test_commands_come_in_paused_and_named(line: str, url: str, command: str) -> None:
    source = only(line)

    assert source.paused
    assert command in source.paused_why
    assert (source.url, source.command, source.category) == (url, ("sh", "-c", command), "news")


def test_a_file_comes_in_paused_and_named() -> None:
    source = only("file:///home/me/feed.xml")

    assert source.paused
    assert "a file of this machine" in source.paused_why


def test_a_filter_without_an_address_comes_in_paused_and_named() -> None:
    source = only('"filter:~/bin/f"')

    assert source.paused
    assert "names no address" in source.paused_why


def test_the_same_feed_twice_is_one_source_but_not_with_another_filter() -> None:
    text = "https://a.example/ x\nhttps://a.example y\nfilter:f:https://a.example/\nfilter:g:https://a.example/\n"

    assert [source.command for source in read_urls(text)] == [(), ("sh", "-c", "f"), ("sh", "-c", "g")]


def test_a_line_of_rubbish_is_no_source() -> None:
    assert read_urls('"\n""\n\\\nplain words here\nREADME.md\nNote: this\n\x00\n' + "a" * 10_000) == []
