"""``read``: the whole article from its own page, and the article at any address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command_line import Run
from support.feed_server import FeedServer, rss

TITLE = "Ferries of Oldhaven wait behind the breakwater"
SENTENCE = "The port of Oldhaven stays closed, sentence {}, and the ferries wait behind the breakwater."
WHOLE = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(40))
PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE} - The Harbour Post</title>
<meta name="author" content="Ann Example">
<meta property="article:published_time" content="2025-01-06T10:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{TITLE}</h1>{WHOLE}<p>More at <a href="/more">the harbour office</a>.</p></article>
<footer>All rights reserved</footer></body></html>""".encode()


@pytest.fixture
def site() -> Iterator[FeedServer]:
    """A site of its own: what it was asked counts."""
    with FeedServer() as server:
        server.serve("/feed", rss(TITLE, "Dunes", link=server.url("/pages"), channel="Harbour"))
        server.serve("/pages/0", PAGE, content_type="text/html; charset=utf-8")
        yield server


@pytest.fixture
def followed(home: Path, site: FeedServer, tui: Run) -> FeedServer:
    """The site, of which two teasers are kept: article 1 has a page, article 2 has none."""
    assert tui("add", site.url("/feed")).status == 0
    site.asked.clear()
    return site


def test_the_whole_article_is_asked_once_and_kept(followed: FeedServer, tui: Run) -> None:
    before = tui("read", "1")
    assert "About Ferries" in before.out
    assert followed.paths == []
    full = tui("read", "1", "--full")
    assert (full.status, full.err) == (0, "")
    assert "sentence 39" in full.out
    assert "the harbour office[1]" in full.out
    assert f"1  {followed.url('/more')}" in full.out
    assert "All rights reserved" not in full.out
    assert "Author      Ann Example" in full.out
    assert tui("read", "1", "--full").out == full.out
    assert tui("read", "1").out == full.out, "what is whole is shown whole from now on"
    assert followed.paths == ["/pages/0"]


def test_code_in_a_line_is_told_without_colour(home: Path, site: FeedServer, tui: Run) -> None:
    page = PAGE.replace(b"<p>More at", b"<p>Type <code>lamp --on</code> and <kbd>Enter</kbd>, more at")
    site.serve("/code", page, content_type="text/html; charset=utf-8")
    assert "Type `lamp --on` and `Enter`, more at" in tui("read", site.url("/code")).out
    assert "Type `lamp --on` and `Enter`, more at" in tui("read", site.url("/code"), "--markdown").out


def test_as_json_it_says_what_came_of_its_page(followed: FeedServer, tui: Run) -> None:
    assert tui("read", "1", "--json").json["page"] is None
    whole = tui("read", "1", "--full", "--json").json
    assert whole["page"] == {"fetched": whole["page"]["fetched"], "found": True, "shown": True, "error": None}
    assert whole["words"] > 500
    assert whole["text"].count("sentence") == 40
    assert whole["links"] == [{"text": "the harbour office", "url": followed.url("/more")}]
    assert (whole["author"], whole["title"]) == ("Ann Example", TITLE)


def test_a_page_that_cannot_be_had_leaves_the_teaser_and_fails_with_a_sentence(
    followed: FeedServer, tui: Run
) -> None:
    result = tui("read", "2", "--full")
    assert result.status == 1
    assert "About Dunes." in result.out
    assert result.err.count("\n") == 1
    assert "404 Not Found" in result.err
    assert "source" not in result.err
    page = tui("read", "2", "--json").json["page"]
    assert (page["found"], page["shown"]) == (False, False)
    assert "404" in page["error"]


def test_a_page_about_something_else_leaves_the_feeds_text_and_fails_with_a_sentence(
    followed: FeedServer, tui: Run
) -> None:
    other = b"<p>Nobody wanted any of those seven green umbrellas, so we kept them all.</p>" * 20
    followed.serve("/pages/0", other, content_type="text/html; charset=utf-8")
    result = tui("read", "1", "--full")
    assert result.status == 1
    assert "About Ferries" in result.out
    assert "it is about something else" in result.err


def test_a_page_that_is_asked_again_shows_what_changed_in_it(followed: FeedServer, tui: Run) -> None:
    assert tui("read", "1", "--full").status == 0
    followed.serve("/pages/0", PAGE.replace(b"sentence 7,", b"sentence seven,"), content_type="text/html")
    assert "sentence seven" not in tui("read", "1", "--full").out, "what is here is not asked for again"
    assert tui("read", "1", "--changes").err.strip() == "This article has not changed since it came."
    changes = tui("read", "1", "--again", "--changes")
    assert changes.status == 0
    assert "on its page   1 word in, 1 out" in changes.out
    assert "[-7-]{+seven+}" in changes.out.replace(" ", "")
    assert "± " in tui("list").out
    assert [old["of_page"] for old in tui("read", "1", "--json").json["revisions"]] == [True]
    tui("read", "1", "--again")
    assert followed.paths == ["/pages/0"] * 3
    assert len(tui("read", "1", "--json").json["revisions"]) == 1, "the same again is no change"


def test_an_address_that_leads_to_a_wall_or_a_file_fails_with_a_sentence(site: FeedServer, tui: Run) -> None:
    wall = b"<h2>We value your privacy</h2><p>We and our 812 partners store cookies on a device.</p>"
    site.serve("/wall", wall, content_type="text/html")
    site.serve("/file", b"%PDF-1.4 \x00\x01", content_type="application/pdf")
    for path, said in (("/wall", "only its question about cookies"), ("/file", "leads to a PDF document")):
        result = tui("read", site.url(path))
        assert (result.status, result.out) == (1, "")
        assert said in result.err


def test_any_address_is_read_the_same_way_and_not_kept(followed: FeedServer, tui: Run) -> None:
    followed.serve("/elsewhere", PAGE, content_type="text/html; charset=utf-8")
    result = tui("read", followed.url("/elsewhere"))
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == TITLE
    assert "sentence 39" in result.out
    assert "Issued      Mon 6 Jan 2025 10:00" in result.out
    whole = tui("read", followed.url("/elsewhere"), "--json").json
    assert (whole["id"], whole["source"], whole["category"]) == (None, None, None)
    assert whole["url"] == followed.url("/elsewhere")
    assert [item["id"] for item in whole["related"]][:1] == [1], "what the library has beside it"
    assert len(tui("list", "--json").json) == 2


def test_an_address_of_an_article_that_is_kept_says_which(followed: FeedServer, tui: Run) -> None:
    result = tui("read", followed.url("/pages/0"))
    assert (result.status, result.err) == (0, "It is article 1 of the library.\n")
    assert "sentence 39" in result.out
    assert "\nRelated\n" not in result.out


def test_a_feed_is_told_from_an_article(site: FeedServer, home: Path, tui: Run) -> None:
    result = tui("read", site.url("/feed"))
    assert (result.status, result.out) == (1, "")
    assert "is a feed and no article" in result.err


def test_an_address_needs_no_library(site: FeedServer, home: Path, tui: Run) -> None:
    result = tui("read", site.url("/pages/0"))
    assert (result.status, result.err) == (0, "")
    assert "sentence 39" in result.out


def test_what_is_at_no_address_is_a_sentence(site: FeedServer, home: Path, tui: Run) -> None:
    for path, said in (("/none", "404 Not Found"), ("/empty", site.url("/empty"))):
        if path == "/empty":
            site.serve("/empty", b"<html><body></body></html>", content_type="text/html")
        result = tui("read", site.url(path))
        assert (result.status, result.out) == (1, "")
        assert said in result.err
        assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["storm", "1.5", "0", "-", "1x", "file:///etc/passwd", "javascript:alert(1)"]
)
def test_what_is_neither_a_number_nor_an_address_is_wrong_usage(text: str, home: Path, tui: Run) -> None:
    result = tui("read", text)
    assert (result.status, result.out) == (2, "")
    assert "neither an article's number nor a web address" in result.err
