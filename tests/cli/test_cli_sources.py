"""``add``, ``remove``, ``sources``, ``import`` and ``export``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from support.command_line import Run
from support.feed_server import FeedServer
from tuinews.cli.output import Output

SOURCE_FIELDS = [
    *("id", "title", "url", "site", "kind", "category", "tags", "paused", "unread", "total", "last_fetch"),
    *("next_fetch", "status", "error", "failures", "moved_to", "next_why", "http_status", "etag"),
    *("last_modified", "requests", "unmodified", "bytes_received", "bytes_saved", "articles_a_week"),
    *("rhythm", "troubles"),
]


def kept_sources(home: Path) -> list[dict[str, Any]]:
    """The tables of ``sources.toml``."""
    tables = tomllib.loads((home / "config" / "sources.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = tables.get("source", [])
    return found


# add


def test_add_follows_a_feed_and_fetches_its_articles(home: Path, server: FeedServer, tui: Run) -> None:
    url = server.url("/harbour.xml")
    result = tui("add", url, "--category", "World")
    assert result == (0, "Following The Harbour Post (the-harbour-post) in World: 3 articles.\n", "")
    assert kept_sources(home) == [
        {"id": "the-harbour-post", "url": url, "category": "World", "private": True}
    ]
    assert len(tui("list", "--json").json) == 3


def test_add_as_json_is_one_document(server: FeedServer, tui: Run) -> None:
    result = tui("add", server.url("/coast.xml"), "--title", "My coast", "--json")
    assert (result.status, result.err) == (0, "")
    document = result.json
    assert list(document) == ["source", "new", "already", "choices", "permitted"]
    assert list(document["source"]) == SOURCE_FIELDS
    assert document["source"]["id"] == "my-coast"
    assert document["source"]["title"] == "My coast"
    assert document["source"]["category"] is None
    assert document["source"]["total"] == 2
    assert (document["new"], document["already"], document["choices"]) == (2, False, [])


def test_add_of_what_is_followed_changes_nothing(home: Path, server: FeedServer, tui: Run) -> None:
    url = server.url("/harbour.xml")
    tui("add", url)
    before = (home / "config" / "sources.toml").read_bytes()
    again = tui("add", url, "--category", "Elsewhere")
    assert again == (
        0,
        "The Harbour Post (the-harbour-post) is followed already; nothing was changed.\n",
        "",
    )
    assert tui("add", url, "--json").json["already"] is True
    assert (home / "config" / "sources.toml").read_bytes() == before


def test_add_of_what_is_followed_asks_nobody(server: FeedServer, tui: Run) -> None:
    tui("add", server.url("/list.html"), "--kind", "page")
    asked = list(server.paths)
    for kind in ([], ["--kind", "page"]):
        assert tui("add", server.url("/list.html"), "--json", *kind).json["already"] is True
    assert server.paths == asked


def test_add_follows_a_page_to_the_feed_it_names(server: FeedServer, tui: Run) -> None:
    result = tui("add", server.url("/one.html"))
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Following The Harbour Post (the-harbour-post): 3 articles.",
        f"Its feed is {server.url('/harbour.xml')}",
    ]
    assert tui("add", server.url("/one.html")).out.splitlines() == [
        "The Harbour Post (the-harbour-post) is followed already; nothing was changed.",
        f"Its feed is {server.url('/harbour.xml')}",
    ]


def test_add_of_a_page_with_several_feeds_lists_them(home: Path, server: FeedServer, tui: Run) -> None:
    page = server.url("/two.html")
    result = tui("add", page)
    assert result.status == 1
    assert result.out.splitlines() == [
        f"{server.url('/harbour.xml')}  The Harbour Post",
        f"{server.url('/coast.xml')}  Coast and Country",
    ]
    assert result.err == f"{page} names 2 feeds; give the address of one of them.\n"
    chosen = tui("add", page, "--json")
    assert chosen.status == 1
    assert chosen.json == {
        "source": None,
        "new": 0,
        "already": False,
        "choices": [
            {"title": "The Harbour Post", "url": server.url("/harbour.xml"), "kind": "feed"},
            {"title": "Coast and Country", "url": server.url("/coast.xml"), "kind": "feed"},
        ],
        "permitted": False,
    }
    assert not (home / "config" / "sources.toml").exists()


def test_add_follows_a_file(home: Path, tui: Run) -> None:
    file = Path(__file__).parent / "feeds" / "coast.xml"
    result = tui("add", str(file), "--json")
    assert (result.status, result.err) == (0, "")
    assert result.json["source"]["url"] == file.as_uri()
    assert result.json["new"] == 2


@pytest.mark.parametrize("address", ["page.html", "missing.xml"])
def test_add_of_what_is_no_feed_is_one_sentence(
    address: str, home: Path, server: FeedServer, tui: Run
) -> None:
    for json in ([], ["--json"]):
        result = tui("add", server.url(f"/{address}"), *json)
        assert (result.status, result.out) == (1, "")
        assert result.err.count("\n") == 1
        assert server.url(f"/{address}") in result.err
    assert not (home / "config" / "sources.toml").exists()


def test_add_of_no_address_is_one_sentence(home: Path, tui: Run) -> None:
    result = tui("add", "the news please")
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a person at a terminal type this when asked."""

    def type(text: str) -> None:
        monkeypatch.setattr(Output, "can_ask", True)
        monkeypatch.setattr("sys.stdin", StringIO(text))

    return type


def test_at_a_terminal_add_asks_which_feed(
    answers: Callable[[str], None], home: Path, server: FeedServer, tui: Run
) -> None:
    answers("2\n")
    result = tui("add", server.url("/two.html"))
    assert result.status == 0
    assert result.err.splitlines() == [
        f"  1  {server.url('/harbour.xml')}  The Harbour Post",
        f"  2  {server.url('/coast.xml')}  Coast and Country",
        "Which of these feeds? [1-2, Enter for none] ",
    ]
    assert result.out.startswith("Following Coast & Country (coast-country): 2 articles.\n")
    assert [source["url"] for source in kept_sources(home)] == [server.url("/coast.xml")]


@pytest.mark.parametrize("typed", ["\n", "", "3\n", "0\n", "-1\n", "x\n", "١\n", "9" * 5000 + "\n"])
def test_at_a_terminal_add_follows_nothing_where_none_is_chosen(
    typed: str, answers: Callable[[str], None], home: Path, server: FeedServer, tui: Run
) -> None:
    answers(typed)
    result = tui("add", server.url("/two.html"))
    assert (result.status, result.out) == (1, "")
    assert result.err.endswith("Enter for none] Nothing was followed.\n")
    assert not (home / "config" / "sources.toml").exists()


def test_add_as_json_never_asks(answers: Callable[[str], None], server: FeedServer, tui: Run) -> None:
    answers("1\n")
    result = tui("add", server.url("/two.html"), "--json")
    assert (result.status, result.json["source"]) == (1, None)
    assert "[1-2" not in result.err


def test_add_of_a_page_without_a_feed_shows_what_it_would_give(
    home: Path, server: FeedServer, tui: Run
) -> None:
    page = server.url("/list.html")
    result = tui("add", page)
    assert result.status == 1
    assert result.out.splitlines() == [
        "2026-03-05  Council votes for the new quay",
        "2026-03-04  Lighthouse opens its doors to visitors",
        "2026-03-03  Fishing fleet returns before the storm",
        "2026-03-02  School choir wins the regional prize",
        "2026-03-01  Bridge over the canal closed for repair",
    ]
    assert result.err == (
        f"{page} is a page without a feed; its 6 articles can be followed: tuinews add --kind page {page}\n"
    )
    chosen = tui("add", page, "--json")
    assert chosen.status == 1
    assert {key: chosen.json[key] for key in ("source", "new", "already")} == {
        "source": None,
        "new": 0,
        "already": False,
    }
    (choice,) = chosen.json["choices"]
    assert list(choice) == ["title", "url", "kind", "articles"]
    assert (choice["title"], choice["url"], choice["kind"]) == ("Town notices", page, "page")
    assert choice["articles"][0] == {
        "title": "Council votes for the new quay",
        "url": server.url("/2026/03/05/council-quay"),
        "published": "2026-03-05",
    }
    assert len(choice["articles"]) == 6
    assert not (home / "config" / "sources.toml").exists()


def test_add_with_a_kind_follows_the_page_itself(home: Path, server: FeedServer, tui: Run) -> None:
    page = server.url("/list.html")
    result = tui("add", page, "--kind", "page", "--json")
    assert (result.status, result.err) == (0, "")
    assert (result.json["source"]["kind"], result.json["new"]) == ("page", 6)
    assert kept_sources(home) == [{"id": "town-notices", "url": page, "kind": "page", "private": True}]
    assert len(tui("list", "--json").json) == 6


def test_at_a_terminal_add_asks_whether_to_follow_the_page(
    answers: Callable[[str], None], home: Path, server: FeedServer, tui: Run
) -> None:
    page = server.url("/list.html")
    answers("\n")
    assert tui("add", page).status == 1
    assert not (home / "config" / "sources.toml").exists()
    answers("y\n")
    asked = len([path for path in server.paths if path == "/list.html"])
    result = tui("add", page)
    assert (result.status, result.out) == (0, "Following Town notices (town-notices): 6 articles.\n")
    assert result.err.endswith("its 6 articles can be followed.\nFollow it? [y/N] ")
    assert len([path for path in server.paths if path == "/list.html"]) == asked + 1
    assert [source["kind"] for source in kept_sources(home)] == ["page"]


# remove


def test_remove_keeps_the_articles_and_says_so(full: Path, tui: Run) -> None:
    before = tui("list", "--json").json
    assert tui("remove", "the-harbour-post") == (
        0,
        "No longer following The Harbour Post (the-harbour-post). Its 3 articles stay on this machine.\n",
        "",
    )
    assert "the-harbour-post" not in {source["id"] for source in tui("sources", "--json").json}
    after = tui("list", "--json").json
    assert [article["id"] for article in after] == [article["id"] for article in before]


def test_a_source_is_named_by_address_or_title_too(full: Path, server: FeedServer, tui: Run) -> None:
    assert tui("remove", server.url("/coast.xml")).status == 0
    assert tui("remove", "harbour").status == 0
    assert [source["title"] for source in tui("sources", "--json").json] == ["Not a feed"]


def test_a_source_that_is_not_there_is_one_sentence(full: Path, tui: Run) -> None:
    for command in ("remove", "refresh"):
        result = tui(command, "the-harbor-post")
        assert (result.status, result.out) == (1, "")
        assert "the-harbour-post" in result.err
        assert result.err.count("\n") == 1


# sources


def test_sources_as_json_has_the_fields_of_the_contract(full: Path, server: FeedServer, tui: Run) -> None:
    result = tui("sources", "--json")
    assert (result.status, result.err) == (0, "")
    assert [list(source) for source in result.json] == [SOURCE_FIELDS] * 3
    harbour, page, coast = result.json
    assert harbour["id"] == "the-harbour-post"
    assert harbour["title"] == "The Harbour Post"
    assert harbour["url"] == server.url("/harbour.xml")
    assert harbour["site"] == "https://harbour.example/"
    assert (harbour["kind"], harbour["category"], harbour["tags"]) == ("feed", "World", [])
    assert (harbour["paused"], harbour["unread"], harbour["total"]) == (False, 3, 3)
    assert (harbour["status"], harbour["error"], harbour["failures"]) == ("stored", None, 0)
    assert harbour["last_fetch"] < harbour["next_fetch"]
    assert coast["title"] == "Coast & Country"
    assert (page["status"], page["failures"], page["total"]) == ("failed", 1, 0)
    assert "Notice board" in page["error"]


def test_sources_as_json_tell_how_each_was_asked(full: Path, tui: Run) -> None:
    harbour, page, _ = tui("sources", "--json").json
    assert (harbour["http_status"], harbour["requests"], harbour["unmodified"]) == (200, 1, 0)
    assert harbour["bytes_received"] > 500
    assert harbour["next_why"]
    assert (len(harbour["rhythm"]), harbour["troubles"]) == (8, [])
    (trouble,) = page["troubles"]
    assert list(trouble) == ["first", "last", "times", "http_status", "error"]
    assert (trouble["times"], trouble["first"], trouble["error"]) == (1, trouble["last"], page["error"])


def test_one_source_as_json_is_that_source(full: Path, tui: Run) -> None:
    for name in ("not-a-feed", "Not a feed"):
        assert tui("sources", name, "--json").json == tui("sources", "--json").json[1]


def test_one_source_is_told_in_full(full: Path, tui: Run) -> None:
    result = tui("sources", "not-a-feed")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0] == "Not a feed  not-a-feed"
    assert lines[1].startswith("Trouble     ")
    assert "Notice board" in " ".join(line[12:] for line in lines[1:4])
    words = " ".join(result.out.split())
    assert "What to do It is asked again by itself. Run `tuinews refresh not-a-feed` to ask it now." in words
    for label in ("Address", "Category", "Articles", "Last asked", "Next due", "Requests", "History"):
        assert [line.startswith(f"{label:<12}") for line in lines].count(True) == 1, label


def test_one_source_that_is_not_there_is_one_sentence(full: Path, tui: Run) -> None:
    result = tui("sources", "nobody")
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1)


def test_sources_for_people_are_aligned_and_name_what_failed(full: Path, tui: Run) -> None:
    result = tui("sources")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) == 4
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("the-harbour-post  World ")
    assert lines[0].index("The Harbour Post") == lines[3].index("Coast & Country")
    assert lines[2].startswith("    ")
    assert "Notice board" in lines[2]


def test_ids_go_whole_into_a_pipe(home: Path, tui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    id = "a-name-that-is-longer-than-any-column-for-names"
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "sources.toml").write_text(
        f'[[source]]\nid = "{id}"\nurl = "https://paper.example/"\n'
    )
    assert tui("sources").out.split()[0] == id


def test_no_sources_says_how_to_begin(home: Path, tui: Run) -> None:
    assert tui("sources", "--json") == (0, "[]\n", "")
    result = tui("sources")
    assert (result.status, result.out) == (0, "")
    assert "tuinews add URL" in result.err


# import and export


def test_import_says_what_came(home: Path, tmp_path: Path, tui: Run) -> None:
    file = tmp_path / "urls"
    file.write_text(
        "https://harbour.example/feed World\n"
        "https://coast.example/feed\n"
        "http://127.0.0.1/private\n"
        '"exec:~/bin/feed.sh" Scripts\n'
    )
    result = tui("import", str(file))
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "4 sources new, 0 already there."
    assert lines[1] == (
        "2 of 4 sources are paused, 1 because its host is this machine or on a private network. "
        "`tuinews import --private FILE` permits those of a list, `tuinews add ADDRESS` one."
    )
    assert "127.0.0.1" in lines[2]
    assert "private network" in lines[2]
    assert "command" in lines[3]
    assert lines[-1] == "`tuinews refresh` fetches their articles."
    again = tui("import", str(file))
    assert again.out.splitlines() == ["0 sources new, 4 already there.", lines[1]]
    assert [source["paused"] for source in tui("sources", "--json").json] == [False, False, True, True]


def test_import_with_private_follows_private_addresses(home: Path, tmp_path: Path, tui: Run) -> None:
    file = tmp_path / "urls"
    file.write_text("http://127.0.0.1/private\n")
    assert "paused" not in tui("import", "--private", str(file)).out
    (source,) = kept_sources(home)
    assert source["private"] is True
    assert "paused" not in source


def test_importing_a_list_again_with_private_resumes_what_waited_for_it(
    home: Path, tmp_path: Path, tui: Run
) -> None:
    file = tmp_path / "urls"
    file.write_text("http://127.0.0.1/a\nhttp://127.0.0.1/b\n")
    first = tui("import", str(file)).out.splitlines()[1]
    assert first.startswith(
        "All 2 sources are paused: their hosts are this machine or on a private network. "
    )
    assert tui("import", "--private", str(file)).out.splitlines() == [
        "0 sources new, 2 already there.",
        "2 sources permitted that waited for --private.",
        "`tuinews refresh` fetches their articles.",
    ]
    for source in kept_sources(home):
        assert source["private"] is True
        assert "paused" not in source
        assert "paused_why" not in source


def test_an_address_that_is_typed_is_permitted_where_a_list_left_it_paused(
    home: Path, server: FeedServer, tmp_path: Path, tui: Run
) -> None:
    url = server.url("/harbour.xml")
    file = tmp_path / "urls"
    file.write_text(f'{url} "~Harbour"\n')
    tui("import", str(file))
    result = tui("add", url)
    assert (result.status, result.err) == (0, "")
    assert "Harbour (harbour) waited for your leave, for its host is private." in result.out
    assert kept_sources(home) == [{"id": "harbour", "url": url, "title": "Harbour", "private": True}]
    document = tui("add", url, "--json").json
    assert (document["already"], document["permitted"]) == (True, False)


def test_import_says_how_many_lines_it_left_out_and_why(home: Path, tmp_path: Path, tui: Run) -> None:
    file = tmp_path / "urls"
    file.write_text('https://a.example/feed\n"query:Unread:unread = \\"yes\\""\nquery:b:c\nnonsense\n')
    lines = tui("import", str(file)).out.splitlines()
    assert lines[1] == "3 lines left out: 2 with a saved search (query:), 1 without an address."


def test_import_as_json_names_what_is_paused(home: Path, tmp_path: Path, tui: Run) -> None:
    file = tmp_path / "urls"
    file.write_text('http://127.0.0.1/a "~Mine"\nhttps://b.example/\nquery:b:c\n"exec:x" "~Script"\n')
    document = tui("import", str(file), "--json").json
    assert list(document) == ["new", "already", "permitted", "left_out", "paused"]
    assert [document[key] for key in ("new", "already", "permitted")] == [3, 0, 0]
    assert document["left_out"] == [{"why": "with a saved search (query:)", "lines": 1}]
    assert [(one["id"], one["title"], one["private"]) for one in document["paused"]] == [
        ("mine", "Mine", True),
        ("script", "Script", False),
    ]
    assert tui("import", str(file), "--json", "--private").json["permitted"] == 1


def test_a_minus_is_standard_input_and_output(
    full: Path, tmp_path: Path, program: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = program("export", "-")
    assert (printed.status, printed.out) == (0, program("export").out)
    assert [file.name for file in tmp_path.iterdir()] == ["home"]
    given = program("import", "-", stdin=printed.out)
    assert (given.status, given.out.splitlines()[0]) == (0, "0 sources new, 3 already there.")


def test_import_of_a_file_that_is_no_list_is_one_sentence(home: Path, tmp_path: Path, tui: Run) -> None:
    for file in (tmp_path / "missing.opml", tmp_path, Path(__file__).parent / "feeds" / "page.html"):
        result = tui("import", str(file))
        assert (result.status, result.out) == (1, "")
        assert result.err.count("\n") == 1
        assert file.name in result.err


def test_export_can_be_imported_again(full: Path, tmp_path: Path, server: FeedServer, tui: Run) -> None:
    printed = tui("export")
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith("<?xml")
    file = tmp_path / "mine.opml"
    assert tui("export", str(file)) == (0, f"3 sources written to {file}.\n", "")
    assert file.read_text(encoding="utf-8").strip() == printed.out.strip()
    other = ("--home", str(tmp_path / "other"))
    assert tui("import", str(file), "--private", *other).out.startswith("3 sources new, 0 already there.\n")
    before, after = tui("sources", "--json").json, tui("sources", "--json", *other).json
    for field in ("title", "url", "category", "tags"):
        assert [source[field] for source in after] == [source[field] for source in before]


def test_export_to_where_nothing_can_be_written_is_one_sentence(full: Path, tui: Run) -> None:
    result = tui("export", str(full / "no" / "such" / "place.opml"))
    assert (result.status, result.out) == (1, "")
    assert "place.opml cannot be written" in result.err
