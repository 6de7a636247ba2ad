"""``list``, ``search``, ``read`` and ``related``: their JSON to the field, their text to the line."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.articles import prepared
from support.command_line import Run
from tuinews.model import Changes
from tuinews.settings.paths import resolve
from tuinews.store import Store
from tuinews.text.width import cell_width

ARTICLE_FIELDS = [
    *("id", "title", "url", "source", "source_title", "category", "labels", "author", "editors", "origin"),
    *("published", "updated", "fetched", "summary", "language", "words", "image", "comments_url"),
    *("comments_count", "read", "starred", "views", "page_views", "revised", "story"),
]
WHOLE_FIELDS = [
    *ARTICLE_FIELDS,
    "text",
    "html",
    "links",
    "enclosures",
    "relevant",
    "related",
    "vanished",
    "page",
    "revisions",
]
RELATED_FIELDS = ["id", "title", "source_title", "published", "score", "same_story", "why"]

STORM = "Storm Yrsa closes ports along the northern coast"
YRSA = "Ports of the northern coast closed as Storm Yrsa arrives"
STRIKE = "Ferry workers of Oldhaven vote on a strike"
CHINESE = "北方港口因风暴关闭"
BREAD = "Bakers of Greyfield win the bread prize"


def titles(articles: list[dict[str, Any]]) -> list[str]:
    return [article["title"] for article in articles]


@pytest.fixture
def storm(full: Path, tui: Run) -> dict[str, Any]:
    """The article about the storm, as ``list`` gives it."""
    found: dict[str, Any] = tui("list", '"closes ports"', "--json").json[0]
    return found


def test_list_is_newest_first(full: Path, tui: Run) -> None:
    result = tui("list", "--json")
    assert (result.status, result.err) == (0, "")
    assert titles(result.json) == [YRSA, STORM, STRIKE, CHINESE, BREAD]


def test_an_article_has_exactly_the_fields_of_the_contract(full: Path, tui: Run) -> None:
    for article in tui("list", "--json").json:
        assert list(article) == ARTICLE_FIELDS


def test_what_a_feed_states_is_in_the_json(storm: dict[str, Any]) -> None:
    stated = {
        "title": STORM,
        "url": "https://harbour.example/storm?utm_source=rss",
        "source": "the-harbour-post",
        "source_title": "The Harbour Post",
        "category": "World",
        "labels": ["Weather", "Shipping"],
        "author": "Ada Winter",
        "editors": [],
        "published": "2021-09-07T13:24:05Z",
        "summary": "Ferries stay in port while Storm Yrsa passes Oldhaven.",
        "language": "en",
        "comments_url": "https://harbour.example/storm/talk",
        "comments_count": 0,
        "read": False,
        "starred": False,
        "views": 0,
    }
    assert {name: storm[name] for name in stated} == stated


def test_what_is_unknown_is_null(storm: dict[str, Any]) -> None:
    for name in ("origin", "image", "page_views", "revised"):
        assert storm[name] is None
    assert isinstance(storm["id"], int)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", storm["fetched"])


def test_a_date_without_time_stays_a_date(full: Path, tui: Run) -> None:
    assert tui("list", "bread", "--json").json[0]["published"] == "2021-09-04"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["storm"], [YRSA, STORM]),
        (["storm", "ferries"], [STORM]),
        (["storm ferries"], [STORM]),
        (['"northern coast"'], [YRSA, STORM]),
        (["oldhaven -storm"], [STRIKE]),
        (["--", "-storm", "-bread"], [STRIKE, CHINESE]),
        (["source:the-harbour-post"], [STORM, STRIKE, CHINESE]),
        (["category:Regional"], [YRSA, BREAD]),
        (["港口"], [CHINESE]),
        (["is:starred"], []),
        (["nowhere"], []),
    ],
    ids=[str(number) for number in range(11)],
)
def test_a_query_narrows_the_list(query: list[str], found: list[str], full: Path, tui: Run) -> None:
    result = tui("list", "--json", *query)
    assert (result.status, result.err) == (0, "")
    assert titles(result.json) == found


def test_limit_is_the_most_that_is_shown(full: Path, tui: Run) -> None:
    assert titles(tui("list", "--limit", "2", "--json").json) == [YRSA, STORM]
    assert len(tui("list", "--limit", "3").out.splitlines()) == 3
    assert len(tui("search", "storm", "--limit", "1", "--json").json) == 1


def test_search_is_best_match_first(full: Path, tui: Run) -> None:
    result = tui("search", "oldhaven", "--json")
    assert (result.status, result.err) == (0, "")
    assert sorted(titles(result.json)) == sorted([STORM, YRSA, STRIKE])
    assert list(result.json[0]) == ARTICLE_FIELDS
    assert titles(result.json)[0] == STRIKE, "the word stands in its headline"


def test_a_search_without_hits_is_done_and_says_so(full: Path, tui: Run) -> None:
    assert tui("search", "nowhere") == (0, "", "No article matches: nowhere\n")
    meant = "sourc:x was read as words; perhaps source:x is meant."
    assert tui("search", "sourc:x") == (0, "", f"No article matches: sourc:x\n{meant}\n")
    assert tui("search", "nowhere", "--json").json == []


def test_a_query_that_is_not_understood_finds_nothing_rather_than_too_much(full: Path, tui: Run) -> None:
    for command in (["list"], ["search"], ["related", "--query"], ["mark", "read", "--query"]):
        result = tui(*command, "is:unraed")
        assert (result.status, result.out) == (2, "")
        assert "is:unread" in result.err
    assert len(tui("list", "is:unread", "--json").json) == 5


def test_an_empty_library_says_how_to_begin(home: Path, tui: Run) -> None:
    result = tui("list")
    assert (result.status, result.out) == (0, "")
    assert "tuinews add URL" in result.err
    assert tui("list", "--json").json == []


def test_a_list_for_people_fits_the_width(full: Path, tui: Run) -> None:
    lines = tui("list").out.splitlines()
    assert all(cell_width(line) <= 80 for line in lines)
    assert re.fullmatch(
        r"\d  ●  Sep 2021  Coast & Country   Ports of the northern coast closed as.*…  \+1", lines[0]
    )
    assert len({line.index("Sep 2021") for line in lines}) == 1
    assert lines[3].endswith(CHINESE)
    assert CHINESE in tui("list", "is:unread", "港口").out


def test_a_list_marks_what_is_unread_and_what_is_starred(full: Path, tui: Run) -> None:
    tui("mark", "read", "--query", "bread")
    tui("mark", "star", "--query", "bread")
    lines = {line.split("  ")[-1].strip(): line for line in tui("list").out.splitlines()}
    assert "  ●  Sep 2021" in lines[STRIKE]
    assert "   ★ Sep 2021" in lines[BREAD]


def test_a_list_in_a_pipe_is_not_cut(full: Path, tui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    out = tui("list").out
    for title in (STORM, YRSA):
        assert title in out
    assert "…" not in out


def test_a_long_name_of_a_source_is_whole_in_a_pipe(
    full: Path, tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    file = full / "config" / "sources.toml"
    name = "The Harbour Post and Advertiser of Wrenmouth"
    file.write_text(file.read_text().replace('"The Harbour Post"', f'"{name}"'))
    assert name in tui("list").out
    assert name in tui("related", "--query", "yrsa").out


def test_a_narrow_terminal_is_no_reason_to_fail(
    full: Path, tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    for arguments in (("list",), ("read", "1"), ("sources",), ("keys",), ("related", "1")):
        assert tui(*arguments).status == 0


def test_read_as_json_adds_the_text_and_what_belongs_to_it(storm: dict[str, Any], tui: Run) -> None:
    result = tui("read", str(storm["id"]), "--json")
    assert (result.status, result.err) == (0, "")
    whole = result.json
    assert list(whole) == WHOLE_FIELDS
    assert {name: whole[name] for name in ARTICLE_FIELDS} == storm
    assert whole["text"].startswith("Every port along the northern coast is closed until Thursday")
    assert "alert" not in whole["html"] + whole["text"]
    assert whole["links"] == [
        {"text": "warning of the weather office", "url": "https://harbour.example/warning"}
    ]
    assert whole["enclosures"] == [
        {
            "url": "https://harbour.example/storm.mp3",
            "type": "audio/mpeg",
            "length": 1200000,
            "duration": None,
        }
    ]
    assert whole["relevant"] == []
    assert [list(item) for item in whole["related"]] == [RELATED_FIELDS] * len(whole["related"])
    assert YRSA in titles(whole["related"])


def test_read_shows_the_facts_in_their_order(storm: dict[str, Any], tui: Run) -> None:
    result = tui("read", str(storm["id"]))
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[:2] == [STORM, ""]
    facts = [line.split()[0] for line in lines[2 : lines.index("", 2)]]
    assert facts == ["Categories", "Author", "Origin", "Issued", "Address", "Comments"]
    assert lines[2] == "Categories  World · Weather, Shipping"
    assert "Issued      Tue 7 Sep 2021 13:24; first seen " in result.out
    parts = [
        "Ferries stay in port",
        "Every port along the",
        "warning of the weather office[1]",
        "Oldhaven: closed",
        "\nLinks\n",
        "https://harbour.example/warning",
        "\nFiles\n",
        "storm.mp3",
        "\nRelated\n",
        "Ports of the northern coast closed",
        "same story; shares: ",
    ]
    places = [result.out.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "alert" not in result.out


def test_read_neither_marks_nor_counts_a_view(storm: dict[str, Any], tui: Run) -> None:
    tui("read", str(storm["id"]))
    assert tui("read", str(storm["id"]), "--json").json["views"] == 0
    assert tui("list", '"closes ports"', "--json").json == [storm]


def test_read_keeps_to_the_measure_of_the_settings(storm: dict[str, Any], full: Path, tui: Run) -> None:
    (full / "config" / "config.toml").write_text("[reader]\nmeasure = 40\n")
    lines = tui("read", str(storm["id"])).out.splitlines()
    body = lines[lines.index("", 3) : lines.index("Links")]
    assert 30 < max(map(len, body)) <= 40


def change(home: Path, id: int, title: str, text: str, now: int) -> None:
    """Let the publisher of an article change it."""
    with closing(Store.open(resolve(str(home)).database)) as store, store.transaction():
        store.apply("the-harbour-post", Changes(changed=((id, prepared(title, text)),)), None, now)


def test_read_as_markdown_is_a_whole_document(storm: dict[str, Any], tui: Run) -> None:
    result = tui("read", str(storm["id"]), "--markdown")
    assert (result.status, result.err) == (0, "")
    lines = result.out.split("\n")
    assert lines[0] == f"# {STORM}"
    assert lines[2] == "- Categories: World; Weather, Shipping"
    assert "[warning of the weather office](https://harbour.example/warning)" in result.out
    assert "- <https://harbour.example/storm.mp3>, audio/mpeg, 1.2 MB" in lines
    assert "alert" not in result.out
    assert "Related" not in result.out, "what is near it here is not of the article"


def test_read_with_changes_tells_what_was_removed_and_added(
    storm: dict[str, Any], full: Path, tui: Run
) -> None:
    id = storm["id"]
    change(full, id, STORM, "Ten ports are closed.", 1_900_000_000)
    change(full, id, STORM.replace("closes", "shuts"), "Nine ports are closed.", 1_900_000_060)
    change(full, id, STORM.replace("closes", "shuts"), "Nine ports are open.", 1_900_000_120)
    result = tui("read", str(id), "--changes")
    assert (result.status, result.err) == (0, "")
    steps = [line for line in result.out.splitlines() if line.startswith("Seen ")]
    assert [step[:26] for step in steps] == ["Seen Sun 17 Mar 2030 17:46", "Seen Sun 17 Mar 2030 17:47",
                                             "Seen Sun 17 Mar 2030 17:48"]  # fmt: skip
    assert steps[2].endswith("   1 word in, 1 out")
    assert "Storm Yrsa [-closes-] {+shuts+} ports along" in result.out
    assert "[-Ten-] {+Nine+} ports are closed." in result.out
    assert result.out.rstrip().endswith("Nine ports are [-closed-] {+open+}.")
    revisions = tui("read", str(id), "--json").json["revisions"]
    assert [old["text"] for old in revisions[1:]] == ["Ten ports are closed.", "Nine ports are closed."]
    assert next(line for line in tui("list").out.splitlines() if "shuts" in line).count("± Storm") == 1


def test_read_with_changes_of_an_article_that_has_none_says_so(storm: dict[str, Any], tui: Run) -> None:
    result = tui("read", str(storm["id"]), "--changes")
    assert result == (0, "", "This article has not changed since it came.\n")


@pytest.mark.parametrize(
    "options", [("--json", "--markdown"), ("--json", "--changes"), ("--markdown", "--changes")]
)
def test_one_article_has_one_form_at_a_time(
    storm: dict[str, Any], options: tuple[str, ...], tui: Run
) -> None:
    result = tui("read", str(storm["id"]), *options)
    assert (result.status, result.out) == (2, "")


def test_an_article_that_is_not_there_is_one_sentence(full: Path, tui: Run) -> None:
    for arguments in (("read", "999"), ("related", "999"), ("mark", "read", "999")):
        result = tui(*arguments)
        assert (result.status, result.out) == (1, "")
        assert result.err == "There is no article 999 in the library; `tuinews list` shows the numbers.\n"


def test_related_writes_a_json_line_for_each_article(storm: dict[str, Any], tui: Run) -> None:
    result = tui("related", str(storm["id"]), "--json")
    assert (result.status, result.err) == (0, "")
    (line,) = result.lines
    assert list(line) == ["id", "related"]
    assert line["id"] == storm["id"]
    nearest = line["related"][0]
    assert list(nearest) == RELATED_FIELDS
    assert nearest["title"] == YRSA
    assert nearest["source_title"] == "Coast & Country"
    assert nearest["published"] == "2021-09-07T14:00:00Z"
    assert 0 < nearest["score"] <= 1
    assert nearest["same_story"] is True
    assert nearest["why"].startswith("shares: ")


def test_related_takes_several_articles_or_a_query(storm: dict[str, Any], tui: Run) -> None:
    lines = tui("related", "1", "2", "--json").lines
    assert [line["id"] for line in lines] == [1, 2]
    lines = tui("related", "--query", "storm", "--json", "--limit", "1").lines
    assert len(lines) == 2
    assert all(len(line["related"]) <= 1 for line in lines)
    assert tui("related", "--query", "nowhere", "--json") == (0, "", "")


def test_related_says_why_to_people(storm: dict[str, Any], tui: Run) -> None:
    out = tui("related", str(storm["id"])).out
    assert out.startswith(f"{storm['id']}  {STORM}\n")
    assert "same story; shares: " in out
