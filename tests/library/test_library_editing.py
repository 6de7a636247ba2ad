"""What is followed is changed, the library follows, and every change can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tuinews.library import Library
from tuinews.library.editing import Editor
from tuinews.model import TuinewsError
from tuinews.settings.paths import Paths, ensure, resolve

SOURCES = """\
categories = ["World", "Science"]

[[source]]  # the first
id = "gazette"
url = "https://gazette.example/feed"
title = "The Gazette"  # as they call it
category = "World"

[[source]]
id = "lens"
url = "https://lens.example/feed"
category = "Science"

[[source]]
id = "script"
url = "https://127.0.0.1/feed"
paused = true
paused_why = "Its host is on a private network."
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = resolve(str(tmp_path / "home"))
    ensure(paths)
    paths.sources.write_text(SOURCES, "utf-8")
    return paths


@pytest.fixture
def library(paths: Paths) -> Iterator[Library]:
    library = Library.open(paths)
    library.reload_sources()
    yield library
    library.close()


@pytest.fixture
def editor(paths: Paths) -> Editor:
    return Editor(paths)


def states(library: Library) -> dict[str, tuple[str, str, bool]]:
    return {
        state.source.id: (state.title, state.source.category, state.source.paused)
        for state in library.sources()
    }


def test_a_source_is_renamed_and_named_back(editor: Editor, library: Library, paths: Paths) -> None:
    assert editor.rename(library, "gazette", " My\npaper ") == "It is called My paper now."
    assert states(library)["gazette"][0] == "My paper"
    assert editor.rename(library, "gazette", "") == "It is called gazette.example now."
    assert editor.undo(library) == "My paper is as it was."
    assert editor.undo(library) == "The Gazette is as it was."
    assert editor.undo(library) == ""
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_source_is_moved_and_a_category_is_spelled_as_it_is(
    editor: Editor, library: Library, paths: Paths
) -> None:
    assert editor.move(library, "gazette", "science") == "The Gazette is in Science now."
    assert editor.move(library, "gazette", "New") == "The Gazette is in New now."
    assert [tab.title for tab in library.tabs()] == ["All", "World", "Science", "New", "Unread", "Starred"]
    assert editor.move(library, "gazette", "") == "The Gazette is in no category now."
    for _ in range(3):
        editor.undo(library)
    assert states(library)["gazette"][1] == "World"
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_source_is_paused_and_resumed(editor: Editor, library: Library, paths: Paths) -> None:
    assert editor.pause(library, "lens") == "lens.example is paused: it is not asked."
    assert states(library)["lens"][2] is True
    assert editor.pause(library, "lens") == "lens.example is asked again."
    assert paths.sources.read_text("utf-8") == SOURCES


def test_what_the_program_paused_is_not_resumed_by_a_key(
    editor: Editor, library: Library, paths: Paths
) -> None:
    with pytest.raises(TuinewsError, match=r"stays paused\. Its host is on a private network"):
        editor.pause(library, "script")
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_private_host_is_permitted_and_that_is_taken_back(
    editor: Editor, library: Library, paths: Paths
) -> None:
    said = editor.permit(library, "script")
    assert said == "127.0.0.1 may be asked now: private = true stands in its table."
    (source,) = [state.source for state in library.sources() if state.source.id == "script"]
    assert (source.private, source.paused, source.paused_why) == (True, False, "")
    editor.undo(library)
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_source_gets_another_address_and_keeps_the_rest(
    editor: Editor, library: Library, paths: Paths
) -> None:
    said = editor.readdress(library, "gazette", " gazette.example/rss ")
    assert said == "The Gazette is asked at https://gazette.example/rss now."
    assert paths.sources.read_text("utf-8") == SOURCES.replace("gazette.example/feed", "gazette.example/rss")
    editor.undo(library)
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_private_address_that_is_typed_is_permitted_and_a_public_one_ends_the_pause(
    editor: Editor, library: Library
) -> None:
    editor.readdress(library, "lens", "http://10.0.0.1/feed")
    editor.readdress(library, "script", "https://script.example/feed")
    sources = {state.source.id: state.source for state in library.sources()}
    assert (sources["lens"].private, sources["lens"].paused) == (True, False)
    assert (sources["script"].private, sources["script"].paused) == (False, False)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "is no web address"),
        ("gopher://a.example/", "is no web address"),
        ("not an address", "is no web address"),
        ("https://lens.example/feed", "lens.example is followed at that address already"),
    ],
)
def test_an_address_that_cannot_be_asked_changes_nothing(
    address: str, why: str, editor: Editor, library: Library, paths: Paths
) -> None:
    with pytest.raises(TuinewsError, match=why):
        editor.readdress(library, "gazette", address)
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_removed_source_comes_back_with_its_comments(
    editor: Editor, library: Library, paths: Paths
) -> None:
    assert editor.remove(library, "gazette") == "No longer following The Gazette; its articles stay."
    assert list(states(library)) == ["lens", "script"]
    assert editor.undo(library) == "Following The Gazette again."
    assert list(states(library)) == ["gazette", "lens", "script"]
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_change_that_changes_nothing_is_not_taken_back(editor: Editor, library: Library) -> None:
    editor.rename(library, "gazette", "New")
    editor.rename(library, "gazette", "New")
    editor.undo(library)
    assert states(library)["gazette"][0] == "The Gazette"


def test_a_file_that_cannot_be_changed_is_said_and_undo_keeps_its_place(
    editor: Editor, library: Library, paths: Paths
) -> None:
    editor.remove(library, "gazette")
    after = paths.sources.read_text("utf-8")
    paths.sources.write_text("[[source\n", "utf-8")
    with pytest.raises(TuinewsError, match="Nothing was changed"):
        editor.undo(library)
    with pytest.raises(TuinewsError, match="Nothing was changed"):
        editor.rename(library, "lens", "x")
    paths.sources.write_text(after, "utf-8")
    editor.undo(library)
    assert paths.sources.read_text("utf-8") == SOURCES


def test_a_source_that_is_gone_meanwhile_is_said(editor: Editor, library: Library) -> None:
    editor.remove(library, "gazette")
    with pytest.raises(TuinewsError, match="gazette is followed no longer"):
        editor.pause(library, "gazette")
