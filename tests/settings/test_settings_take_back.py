"""A change of one source is taken back: its table says again what it said, comments and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from settings.test_settings_sources_file import BY_HAND, write
from tuinews.model import Source
from tuinews.settings.problems import SettingsError
from tuinews.settings.sources_file import (
    Change,
    add_sources,
    load_sources,
    remove_source,
    take_back,
    update_source,
)

WITH_IDS = BY_HAND.replace('[[source]]\nurl = "https://lens', '[[source]]\nid = "lens"\nurl = "https://lens')
ONE = '[[source]]  # alone\nid = "a"\nurl = "https://a.example/"\n'
THREE = (
    '[[source]]\nid = "a"\nurl = "https://a.example/"\n# of b\n[[source]]\nid = "b"\nurl = "https://b.example/"\n'
    '[source.headers]\nX-Key = "k"\n\n\n# of c\n\n[[source]]\nid = "c"\nurl = "https://c.example/"'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "sources.toml"


def text(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "id"),
    [(WITH_IDS, "harbour"), (WITH_IDS, "lens"), (ONE, "a"), (THREE, "a"), (THREE, "b"), (THREE, "c")],
)
def test_a_removal_is_taken_back_to_the_letter(path: Path, before: str, id: str) -> None:
    write(path, before)
    change = remove_source(path, id)
    assert id not in {source.id for source in load_sources(path).sources}
    take_back(path, change)
    assert text(path).rstrip("\n") == before.rstrip("\n")


@pytest.mark.parametrize("id", ["harbour", "lens"])
def test_an_edit_is_taken_back_to_the_letter(path: Path, id: str) -> None:
    write(path, WITH_IDS)
    change = update_source(path, id, title="New", category="", paused=True, tags=("x",))
    assert change.before.title != "New"
    assert change.after is not None
    assert (change.after.title, change.after.tags) == ("New", ("x",))
    take_back(path, change)
    assert text(path) == WITH_IDS


def test_windows_line_ends_stay(path: Path) -> None:
    write(path, WITH_IDS.replace("\n", "\r\n"))
    take_back(path, remove_source(path, "harbour"))
    assert text(path) == WITH_IDS.replace("\n", "\r\n")


def test_what_was_changed_since_stays(path: Path) -> None:
    write(path, WITH_IDS)
    change = remove_source(path, "harbour")
    update_source(path, "lens", title="Lens, renamed")
    add_sources(path, [Source("coast", "https://coast.example/")])
    path.write_text("# written meanwhile\n" + text(path))
    take_back(path, change)
    assert text(path).startswith("# written meanwhile\n")
    assert "'The Harbour'\n# a remark inside\n" in text(path)
    found = load_sources(path)
    assert [source.id for source in found.sources] == ["harbour", "lens", "coast"]
    assert [source.title for source in found.sources] == ["The Harbour", "Lens, renamed", ""]
    assert not found.problems


def test_the_last_of_a_changed_file_comes_back_at_its_end(path: Path) -> None:
    write(path, THREE)
    change = remove_source(path, "c")
    path.write_text("# written meanwhile\n" + text(path))
    take_back(path, change)
    assert [source.id for source in load_sources(path).sources] == ["a", "b", "c"]


def test_an_edit_of_what_was_removed_since_brings_it_back_as_it_was(path: Path) -> None:
    write(path, WITH_IDS)
    first = update_source(path, "harbour", title="New")
    remove_source(path, "harbour")
    take_back(path, first)
    assert load_sources(path).sources[0] == first.before


def test_changes_are_taken_back_one_after_the_other(path: Path) -> None:
    write(path, WITH_IDS)
    changes: list[Change] = [
        update_source(path, "harbour", title="New"),
        update_source(path, "lens", category="World"),
        remove_source(path, "harbour"),
        remove_source(path, "lens"),
    ]
    for change in reversed(changes):
        take_back(path, change)
    assert text(path) == WITH_IDS


def test_an_address_that_is_followed_again_is_not_followed_twice(path: Path) -> None:
    write(path, WITH_IDS)
    change = remove_source(path, "harbour")
    add_sources(path, [Source("again", "https://harbour.example/rss.xml")])
    before = text(path)
    with pytest.raises(SettingsError, match="harbour is followed again already, as again"):
        take_back(path, change)
    assert text(path) == before


def test_a_broken_file_is_left_alone(path: Path) -> None:
    write(path, WITH_IDS)
    change = remove_source(path, "harbour")
    write(path, "[[source\n")
    with pytest.raises(SettingsError, match="Nothing was changed"):
        take_back(path, change)
    assert text(path) == "[[source\n"
