"""A list of either kind comes in; what is none is told apart; private hosts wait for permission."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuinews.model import Source
from tuinews.settings.imports import bring_in, left_out, read_list
from tuinews.settings.opml import write_opml
from tuinews.settings.private_hosts import pause_private, waits_for_leave
from tuinews.settings.problems import SettingsError
from tuinews.settings.sources_file import add_sources, load_sources, update_source

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
    assert "is this machine or on a private network" in paused.paused_why
    assert waits_for_leave(paused)
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


def test_a_list_imported_again_with_leave_is_asked_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    listed = read_list(
        b"http://127.0.0.1/a\nhttp://nas.local/b\nhttps://c.example/\nhttp://10.0.0.1/d\n", "urls"
    )
    bring_in(path, listed[:2], private=False)
    bring_in(path, [Source(id="other", url="http://10.0.0.9/")], private=False)

    done = bring_in(path, listed, private=True)

    assert [source.url for source in done.permitted] == ["http://127.0.0.1/a", "http://nas.local/b"]
    assert [source.url for source in done.added] == ["https://c.example/", "http://10.0.0.1/d"]
    kept = {source.url: source for source in load_sources(path).sources}
    for url in ("http://127.0.0.1/a", "http://nas.local/b", "http://10.0.0.1/d"):
        assert (kept[url].private, kept[url].paused, kept[url].paused_why) == (True, False, "")
    assert kept["https://c.example/"].private is False
    assert waits_for_leave(kept["http://10.0.0.9/"]), "the list does not name it"
    assert bring_in(path, listed, private=True).permitted == ()


def test_what_an_earlier_version_kept_paused_is_permitted_too(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    why = (
        "Its host 127.0.0.1 is this machine or on a private network. "
        "Import with --private to permit such hosts, or set private = true and take paused out."
    )
    add_sources(path, [Source(id="a", url="http://127.0.0.1/", paused=True, paused_why=why)])

    (permitted,) = bring_in(path, [Source(id="", url="http://127.0.0.1/")], private=True).permitted

    assert permitted == Source(id="a", url="http://127.0.0.1/", private=True)


def test_leave_for_a_host_resumes_nothing_that_was_paused_for_another_reason(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    listed = [Source(id=name, url=f"http://127.0.0.1/{name}") for name in "ab"]
    bring_in(path, listed, private=True)
    update_source(path, "a", private=False, paused=True)
    update_source(path, "b", private=False, paused=True, paused_why="On holiday.")

    assert bring_in(path, listed, private=True).permitted == ()

    assert [(source.private, source.paused) for source in load_sources(path).sources] == [(True, True)] * 2


def test_what_was_exported_while_it_waited_for_leave_can_be_given_it(tmp_path: Path) -> None:
    waiting = pause_private([Source(id="a", url="http://127.0.0.1/")], allow=False)

    (allowed,) = pause_private(read_list(write_opml(waiting), "x"), allow=True)

    assert (allowed.private, allowed.paused, allowed.paused_why) == (True, False, "")


def test_lines_of_an_urls_file_that_name_no_source_are_counted_by_what_they_are() -> None:
    text = b'# mine\n\nhttps://a.example/\n"query:Unread:unread = \\"yes\\""\nquery:b:c\nnonsense\nhttps://a.example/\n'

    assert left_out(text) == {"with a saved search (query:)": 2, "without an address": 1}
    assert left_out(OPML) == {}


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
