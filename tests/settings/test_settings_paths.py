"""Where files live, and what is said when that place cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuinews.settings.paths import SettingsError, ensure, resolve


def test_a_home_holds_everything_as_the_contract_lays_it_out(tmp_path: Path) -> None:
    paths = resolve(str(tmp_path), {})

    assert paths.config == tmp_path / "config" / "config.toml"
    assert paths.sources == tmp_path / "config" / "sources.toml"
    assert paths.keys == tmp_path / "config" / "keys.toml"
    assert paths.database == tmp_path / "data" / "library.db"
    assert paths.cache == tmp_path / "cache"
    assert paths.log == tmp_path / "state" / "tuinews.log"


def test_the_option_comes_before_the_environment(tmp_path: Path) -> None:
    env = {"TUINEWS_HOME": str(tmp_path / "environment")}

    assert resolve(None, env).cache == tmp_path / "environment" / "cache"
    assert resolve(str(tmp_path / "option"), env).cache == tmp_path / "option" / "cache"


def test_a_relative_home_is_taken_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert resolve("here", {}).cache == tmp_path / "here" / "cache"


def test_a_tilde_in_the_home_is_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert resolve("~/news", {}).cache == tmp_path / "news" / "cache"


def test_without_a_home_the_platform_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    paths = resolve(None, {})

    for path in (paths.config, paths.sources, paths.keys, paths.database, paths.cache, paths.log):
        assert path.is_relative_to(tmp_path)
        assert "tuinews" in path.relative_to(tmp_path).as_posix()


def test_ensure_makes_what_is_missing_and_may_be_called_again(tmp_path: Path) -> None:
    paths = resolve(str(tmp_path / "new" / "home"), {})

    ensure(paths)
    ensure(paths)

    for folder in (paths.config.parent, paths.database.parent, paths.cache, paths.log.parent):
        assert folder.is_dir()
    assert not paths.config.exists()


def test_a_place_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SettingsError) as caught:
        ensure(resolve(str(tmp_path / "file"), {}))

    assert str(tmp_path / "file" / "config") in str(caught.value)
    assert "--home" in str(caught.value)
    assert "a part of the path is a file" in str(caught.value)
