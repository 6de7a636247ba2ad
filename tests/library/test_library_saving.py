"""Articles saved to files: whole, named by us, and over no other file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from text.test_text_facts import WHOLE
from tuinews.library.saving import SavingError, save_folder, save_markdown
from tuinews.model import TuinewsError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_holds_the_text_and_the_folder_is_made(tmp_path: Path) -> None:
    path = save_markdown(WHOLE, "# Storm\n", tmp_path / "a" / "b")
    assert path == tmp_path / "a" / "b" / "storm-1.md"
    assert path.read_text() == "# Storm\n"
    assert names(path.parent) == ["storm-1.md"], "nothing else is left there"


def test_the_same_text_again_is_the_same_file(tmp_path: Path) -> None:
    assert save_markdown(WHOLE, "x", tmp_path) == save_markdown(WHOLE, "x", tmp_path)
    assert names(tmp_path) == ["storm-1.md"]


def test_other_text_gets_a_number_and_nothing_is_written_over(tmp_path: Path) -> None:
    save_markdown(WHOLE, "old", tmp_path)
    assert save_markdown(WHOLE, "new", tmp_path).name == "storm-1-2.md"
    assert (tmp_path / "storm-1.md").read_text() == "old"


def test_a_link_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "storm-1.md").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "storm-1-2.md").mkdir()
    assert save_markdown(WHOLE, "new", tmp_path).name == "storm-1-3.md"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SavingError, match=r"Nothing can be saved in .*reader\.save_folder in config\.toml"):
        save_markdown(WHOLE, "x", tmp_path / "file")


def test_a_write_that_fails_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TuinewsError, match="full"):
        save_markdown(WHOLE, "x", tmp_path)
    assert names(tmp_path) == []


def test_the_folder_is_the_setting_or_the_documents_or_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    assert save_folder("~/articles") == tmp_path / "articles"
    assert save_folder("") == tmp_path
    (tmp_path / "Documents").mkdir()
    assert save_folder("") == tmp_path / "Documents"
