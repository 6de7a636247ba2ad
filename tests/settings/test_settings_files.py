"""A file of the user's is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tuinews.settings.files import write_atomic
from tuinews.settings.problems import SettingsError


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "sources.toml"

    write_atomic(path, b"a = 1\n")

    assert path.read_bytes() == b"a = 1\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["sources.toml"]


def test_a_new_file_gets_the_mode_that_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "new", b"x")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_the_mode_of_an_existing_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("old")
    path.chmod(0o604)

    write_atomic(path, b"new")

    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_symbolic_link_into_dotfiles_stays_one(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "news.toml"
    real.write_text("old")
    real.chmod(0o600)
    link = tmp_path / "config" / "sources.toml"
    link.parent.mkdir()
    link.symlink_to("../dotfiles/news.toml")

    write_atomic(link, b"new")

    assert link.is_symlink()
    assert link.readlink() == Path("../dotfiles/news.toml")
    assert real.read_text() == "new"
    assert not real.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "sources.toml"
    link.symlink_to(tmp_path / "real.toml")

    write_atomic(link, b"new")

    assert link.is_symlink()
    assert (tmp_path / "real.toml").read_text() == "new"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission is denied"),
        (errno.EIO, "input/output error"),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync"])
def test_a_refusal_is_a_sentence_and_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, step: str
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("old")

    def refuse(*_args: object, **_options: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(f"tuinews.settings.files.os.{step}", refuse)
        with pytest.raises(SettingsError) as caught:
            write_atomic(path, b"new")

    assert str(caught.value).startswith(f"{path} cannot be written: {words}. It is as it was before. ")
    assert str(caught.value).endswith(("try again.", "TUINEWS_HOME."))
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["sources.toml"]
