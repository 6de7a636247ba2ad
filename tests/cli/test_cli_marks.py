"""``mark`` and ``undo``."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Run


def ids(tui: Run, query: str) -> set[int]:
    return {article["id"] for article in tui("list", query, "--json").json}


def test_articles_are_marked_by_number(full: Path, tui: Run) -> None:
    assert tui("mark", "read", "1", "2") == (0, "Marked read: 2 articles.\n", "")
    assert ids(tui, "is:read") == {1, 2}
    assert tui("mark", "star", "2") == (0, "Starred: 1 article.\n", "")
    assert ids(tui, "is:starred") == {2}
    assert tui("mark", "unstar", "2") == (0, "Star taken away: 1 article.\n", "")
    assert tui("mark", "unread", "1") == (0, "Marked unread: 1 article.\n", "")
    assert ids(tui, "is:read") == {2}


def test_articles_are_marked_by_a_query(full: Path, tui: Run) -> None:
    assert tui("mark", "read", "--query", "storm").out == "Marked read: 2 articles.\n"
    assert ids(tui, "is:read") == ids(tui, "storm")
    assert tui("mark", "read", "--query", "is:unread").out == "Marked read: 3 articles.\n"
    assert tui("mark", "read", "--query", "nowhere") == (0, "Marked read: 0 articles.\n", "")


def test_what_is_so_already_is_said(full: Path, tui: Run) -> None:
    tui("mark", "read", "1")
    assert tui("mark", "read", "1", "1", "2").out == "Marked read: 1 article (1 already so).\n"


def test_one_number_that_is_not_there_changes_nothing(full: Path, tui: Run) -> None:
    assert tui("mark", "read", "1", "999").status == 1
    assert ids(tui, "is:read") == set()


def test_undo_takes_the_last_mark_back_in_another_process(full: Path, tui: Run, program: Run) -> None:
    tui("mark", "star", "1")
    tui("mark", "read", "--query", "is:unread")
    undone = program("undo")
    assert (undone.status, undone.err) == (0, "")
    assert "5 articles" in undone.out
    assert ids(tui, "is:read") == set()
    assert ids(tui, "is:starred") == {1}
    tui("undo")
    assert ids(tui, "is:starred") == set()
    assert tui("undo") == (0, "There is nothing to take back.\n", "")
