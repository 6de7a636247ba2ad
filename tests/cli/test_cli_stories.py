"""``stories`` and ``brief``: their JSON to the field, their lines to the cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.articles import NOW
from support.command_line import Run
from support.stories import HOUR, SOURCES, STRIKE, fill, group, join, retitle, tell
from tuinews.cli import brief, stories
from tuinews.library import Library
from tuinews.model import Mark
from tuinews.settings.paths import Paths, ensure, resolve
from tuinews.settings.sources_file import add_sources
from tuinews.store import Store
from tuinews.text.width import cell_width

STORY_FIELDS = ["story", "title", "first", "last", "sources", "articles"]


@pytest.fixture(autouse=True)
def _at_a_fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (brief, stories):
        monkeypatch.setattr(module, "now", lambda: NOW)


@pytest.fixture
def paths(home: Path) -> Paths:
    paths = resolve(str(home))
    ensure(paths)
    add_sources(paths.sources, list(SOURCES))
    with closing(Library.open(paths)) as library:
        library.reload_sources()
    return paths


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    """The engine's hand."""
    with closing(Store.open(paths.database)) as store:
        yield store


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    return fill(store)


def leave(store: Store, ceiling: int, hours: float = 22) -> None:
    store.remember("left", json.dumps({"ceiling": ceiling, "at": NOW - round(hours * HOUR)}))


# stories


def test_stories_are_json_with_the_fields_of_the_contract(tui: Run, ids: dict[str, int]) -> None:
    result = tui("stories", "--json")
    assert (result.status, result.err) == (0, "")
    assert [list(story) for story in result.json] == [STORY_FIELDS] * 2
    strike, storm = result.json
    assert strike["story"] == ids["strike"]
    assert strike["title"] == STRIKE
    assert storm["first"] == "2025-11-24T08:00:00Z"
    assert storm["last"] == "2025-11-24T13:00:00Z"
    assert storm["sources"] == ["wire", "gazette", "courier", "herald"]
    assert storm["articles"] == [ids[name] for name in ("report", "copy", "own", "late")]


def test_a_query_and_a_limit_choose_among_stories(tui: Run, ids: dict[str, int]) -> None:
    assert [story["story"] for story in tui("stories", "--limit", "1", "--json").json] == [ids["strike"]]
    assert [story["story"] for story in tui("stories", "cracked", "piers", "--json").json] == [ids["report"]]
    assert tui("stories", "nowhere", "--json") == (0, "[]\n", "")


def test_a_story_is_shown_with_a_line_for_each_telling_and_copies_are_marked(
    tui: Run, store: Store, ids: dict[str, int]
) -> None:
    store.mark([ids["own"]], Mark.READ, NOW)
    result = tui("stories", "ferries to the islands")
    assert (result.status, result.err) == (0, "")
    title, about, *tellings = result.out.splitlines()
    assert title in {"Ferries back in service after storm", "Storm over: ferries sail to the islands"}
    assert about == "  3 sources, 4 tellings, one of them a copy, 08:00 – 13:00"
    assert tellings == [
        "  1  ●  08:00  wire.example     Ferries back in service after storm",
        "  2  ●= 09:00  gazette.example  Nine hundred may go home",
        "  4     11:00  courier.example  Storm over: ferries sail to the islands",
        "  6  ●  13:00  herald.example   Ferries: cracked piers of Oldhaven stay closed",
    ]


def test_stories_are_parted_by_an_empty_line_and_fit_the_terminal(
    tui: Run, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tui("stories").out.count("\n\n") == 1
    for columns in (20, 40, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        result = tui("stories")
        assert result.status == 0
        if columns > 40:
            assert max(map(cell_width, result.out.splitlines())) <= columns


def test_a_changed_headline_is_marked(tui: Run, store: Store, ids: dict[str, int]) -> None:
    retitle(store, "herald", ids["late"], "Piers stay closed", "Piers.")
    assert "±" in tui("stories", "piers").out


def test_where_there_is_no_story_it_says_why_and_succeeds(tui: Run, store: Store) -> None:
    assert tui("stories") == (0, "", "No articles yet; `tuinews refresh` asks the sources for them.\n")
    tell(store, "wire", "Alone", "Text.", 1)
    assert tui("stories") == (0, "", "No two articles tell the same event yet.\n")
    assert tui("stories", "alone").err == "No story matches: alone\n"
    assert tui("stories", "--json") == (0, "[]\n", "")


def test_without_sources_it_says_how_to_begin(tui: Run, home: Path) -> None:
    for command in ("stories", "brief"):
        result = tui(command)
        assert (result.status, result.out) == (0, "")
        assert "begin with `tuinews add URL`" in result.err


@pytest.mark.parametrize("wrong", [("is:unraed",), ("--limit", "0"), ("--nonsense",)])
def test_what_is_not_understood_is_wrong_usage(tui: Run, ids: dict[str, int], wrong: tuple[str, ...]) -> None:
    assert tui("stories", *wrong).status == 2


# brief


def test_brief_is_the_edition_from_a_heading_to_a_line_that_says_that_is_all(
    tui: Run, store: Store, ids: dict[str, int]
) -> None:
    leave(store, 0)
    result = tui("brief")
    assert (result.status, result.err) == (0, "")
    heading, storm, strike, end = result.out.splitlines()
    assert heading == "Since you left (yesterday 18:00): 7 articles, 2 stories"
    assert storm.startswith("  3 sources  11:00  ")
    assert strike == f"  2 sources  12:00  {STRIKE}"
    assert end == "That is all. 7 articles wait in tuinews."


def test_brief_says_what_is_new_in_a_story_in_as_many_words_as_fit(
    tui: Run, store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(store, ids["vote"])
    new = [
        tell(store, "wire", "Strike is off: union takes Lanternfish offer", "Lanternfish it is.", 1),
        tell(store, "herald", "Lanternfish gives in", "The offer of Lanternfish was accepted.", 0.5),
    ]
    join(store, ids["strike"], *new)
    for columns, said in (
        ("120", "Strike is off: union takes Lanternfish offer  new: Lanternfish, offer"),
        ("80", "Strike is off: union takes Lantern…  new: Lanternfish, offer"),
        ("70", "Strike is off: union takes Lant…  new: Lanternfish"),
        ("60", "Strike is off: union takes Lanternfish…"),
    ):
        monkeypatch.setenv("COLUMNS", columns)
        assert tui("brief").out.splitlines()[1] == f"  2 sources  15:00  {said}"


def test_brief_never_has_more_than_ten_lines_and_says_what_it_left_out(tui: Run, store: Store) -> None:
    store.sync_sources(SOURCES, ["World"])
    for number in range(30):
        story = [
            tell(store, of, f"Matter {number} in {of}", f"{of} tells of matter {number}.", number / 10)
            for of in ("gazette", "courier")
        ]
        group(store, story)
    leave(store, 0)
    lines = tui("brief").out.splitlines()
    assert len(lines) == 10
    assert lines[0].endswith("60 articles, 30 stories")
    assert lines[-1] == "That is all. 22 smaller stories and 60 articles wait in tuinews."


@pytest.mark.parametrize("columns", [20, 30, 40, 50, 60, 80, 120, 200])
def test_brief_fits_every_width(
    tui: Run, store: Store, ids: dict[str, int], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in (ids["report"], ids["strike"]):
        join(store, id, tell(store, "herald", "渡轮恢复通航" * 30, "渡轮。" * 9, 1))
    leave(store, 0)
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = tui("brief").out.splitlines()
    assert len(lines) == 4
    assert max(map(cell_width, lines)) <= columns
    assert lines[-1].startswith("That is all.")
    assert "3" in lines[1].split()[0]


def test_into_a_pipe_headlines_go_whole_and_without_colour(
    tui: Run, store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "A headline that goes on and on " * 12
    for of in ("wire", "herald"):
        join(store, ids["strike"], tell(store, of, long, f"{of} tells it.", 0.5))
    leave(store, ids["vote"])
    monkeypatch.delenv("COLUMNS")
    out = tui("brief").out
    assert long.strip() in out
    assert "\x1b" not in out


def test_nothing_new_is_one_sentence(tui: Run, store: Store, ids: dict[str, int]) -> None:
    leave(store, ids["vote"], hours=2)
    assert tui("brief") == (0, "Since you left (14:00): nothing new.\n", "")


def test_articles_without_a_story_are_one_sentence(tui: Run, store: Store, ids: dict[str, int]) -> None:
    leave(store, ids["late"], hours=2)
    assert tui("brief").out == "Since you left (14:00): 1 article, none of them told by two sources.\n"


def test_who_was_never_there_gets_the_last_24_hours(tui: Run, store: Store, ids: dict[str, int]) -> None:
    # The library's clock is the machine's: to it, these articles are old.
    assert tui("brief").out == "Came in the last 24 hours: nothing new.\n"


def test_brief_marks_nothing_and_leaves_the_place_where_it_was(
    tui: Run, store: Store, ids: dict[str, int]
) -> None:
    leave(store, 0)
    before = tui("list", "--json").json, store.recall("left")
    tui("brief")
    assert (tui("list", "--json").json, store.recall("left")) == before


def test_brief_takes_no_more_words(tui: Run, ids: dict[str, int]) -> None:
    assert tui("brief", "please").status == 2


def test_brief_as_json_is_the_same_edition(tui: Run, store: Store) -> None:
    ids = fill(store)
    leave(store, 0)
    whole = json.loads(tui("brief", "--json").out)
    assert (whole["articles"], whole["stories"]) == (7, 2)
    assert [told["sources"] for told in whole["told"]] == [3, 2]
    assert {told["article"] for told in whole["told"]} <= set(ids.values())
    assert set(whole["told"][0]) == {"story", "title", "article", "sources", "unread", "news"}
