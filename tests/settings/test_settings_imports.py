"""A list of either kind comes in; what is none is told apart; private hosts wait for permission."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuinews.model import Source
from tuinews.settings.imports import pause_private, read_list
from tuinews.settings.problems import SettingsError
from tuinews.settings.sources_file import add_sources, load_sources

OPML = b'<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/rss"/></body></opml>'


def test_opml_and_urls_files_are_told_apart_by_their_content() -> None:
    assert read_list(OPML, "urls")[0].title == "A"
    assert read_list(b"https://a.example/rss news\n", "list.opml")[0].category == "news"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "is a feed, not a list"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "is a feed, not a list"),
        (b"<!DOCTYPE html><html><title>x</title>", "is a web page"),
        (b"<other/>", "is XML of another kind"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "is JSON"),
        (b"\x7fELF\x00\x00", "is a binary file"),
        (b"Dear Sir or Madam,\nhello", "is a text without addresses"),
    ],
)
def test_what_is_no_list_is_named(data: bytes, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_list(data, "mine.txt")

    assert str(caught.value).startswith("The file mine.txt ")
    assert words in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"<opml version='2.0'><body></body></opml>"])
def test_an_empty_list_is_a_list(data: bytes) -> None:
    assert read_list(data, "empty") == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:22/",
        "http://localhost/feed",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://nas.local/",
    ],
)
def test_a_private_host_waits_paused_and_named_until_it_is_allowed(address: str) -> None:
    source = Source(id="", url=address)

    (paused,) = pause_private([source], allow=False)
    (allowed,) = pause_private([source], allow=True)

    assert paused.paused
    assert not paused.private
    assert "--private" in paused.paused_why
    assert allowed == Source(id="", url=address, private=True)


def test_public_hosts_are_left_as_they_are() -> None:
    sources = [Source(id="", url="https://a.example/"), Source(id="", url="file:///x", paused=True)]

    assert pause_private(sources, allow=False) == sources
    assert pause_private(sources, allow=True) == sources


def test_permission_for_a_host_does_not_enable_a_command() -> None:
    source = Source(
        id="", url="http://127.0.0.1/", paused=True, paused_why="It runs a command.", command=("x",)
    )

    (allowed,) = pause_private([source], allow=True)

    assert allowed.paused
    assert allowed.private


def test_an_imported_list_is_followed_and_importing_it_again_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    data = (
        b'<opml><outline text="News"><outline text="A" xmlUrl="https://a.example/rss"/></outline>'
        b'<outline text="news"><outline text="B" xmlUrl="https://b.example/rss"/></outline>'
        b'<outline text="C" xmlUrl="gopher://c.example/"/></opml>'
    )

    first = add_sources(path, pause_private(read_list(data, "x"), allow=False))
    again = add_sources(path, pause_private(read_list(data, "x"), allow=False))

    document = load_sources(path)
    assert [source.id for source in first] == ["a", "b", "c"]
    assert again == []
    assert document.sources == tuple(first)
    assert document.problems == ()
    assert document.categories == ("News",)
