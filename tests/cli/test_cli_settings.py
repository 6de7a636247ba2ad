"""``config`` and ``keys``, and the pages of the documentation that are made from the same tables."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

from support.command_line import Run
from tuinews.commands import COMMANDS, key_name
from tuinews.settings.config import describe

GENERATOR = Path(__file__).parents[2] / "docs" / "generate.py"


def test_config_show_prints_what_holds_as_toml(home: Path, tui: Run) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text("[reader]\nmeasure = 60\n")
    for arguments in (("config",), ("config", "show")):
        result = tui(*arguments)
        assert (result.status, result.err) == (0, "")
        shown = tomllib.loads(result.out)
        assert shown["reader"]["measure"] == 60
        assert {(section, key) for section in shown for key in shown[section]} == {
            (setting.section, setting.key) for setting in describe()
        }


def test_config_path_names_every_file(home: Path, tui: Run) -> None:
    result = tui("config", "path")
    assert (result.status, result.err) == (0, "")
    assert dict(line.split(maxsplit=1) for line in result.out.splitlines()) == {
        "settings": str(home / "config" / "config.toml"),
        "sources": str(home / "config" / "sources.toml"),
        "keys": str(home / "config" / "keys.toml"),
        "library": str(home / "data" / "library.db"),
        "cache": str(home / "cache"),
        "log": str(home / "state" / "tuinews.log"),
    }
    assert not any(home.iterdir()), "to ask for a place makes nothing"


def test_config_check_is_status_0_where_nothing_is_wrong(home: Path, tui: Run) -> None:
    assert tui("config", "check") == (0, "No problems found.\n", "")


def test_config_check_names_every_problem_in_every_file(home: Path, tui: Run) -> None:
    config = home / "config"
    config.mkdir()
    (config / "config.toml").write_text('[reader]\nmeasur = 60\n[refresh]\nparallel = "many"\n')
    (config / "sources.toml").write_text('[[source]]\nurl = "https://harbour.example/"\ncolour = "red"\n')
    (config / "keys.toml").write_text('strar = "s"\n')
    result = tui("config", "check")
    assert result.status == 1
    assert result.out.count("\n") == 4
    for part in ("reader.measure", "refresh.parallel", "sources.toml", "colour", "The nearest is star."):
        assert part in result.out
    assert result.err == "4 problems found; the program goes on without what is wrong.\n"


def test_config_check_survives_files_that_are_broken_altogether(home: Path, tui: Run) -> None:
    config = home / "config"
    config.mkdir()
    for name in ("config.toml", "sources.toml", "keys.toml"):
        (config / name).write_bytes(b"\xff[[[")
    result = tui("config", "check")
    assert result.status == 1
    assert result.out.count("\n") == 3


def test_config_check_names_who_has_lost_a_key_to_whom_and_the_nearest_of_a_key_there_is_not(
    home: Path, tui: Run
) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "keys.toml").write_text('star = "m"\nundo = "Ctrl-spcae"\n')
    result = tui("config", "check")
    taken, unknown = sorted(result.out.splitlines(), key=lambda line: "star has taken" not in line)
    assert result.status == 1
    assert "star has taken m from mark, which has no key left. Give one of them another key" in taken
    assert "write mark = [] if that is meant." in taken
    assert '"Ctrl-spcae" is not a key. The nearest is Ctrl-Space.' in unknown


def test_keys_prints_every_command_in_its_group(home: Path, tui: Run) -> None:
    result = tui("keys")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == list(
        dict.fromkeys(command.group for command in COMMANDS)
    )
    for command in COMMANDS:
        shown = " ".join(map(key_name, command.keys))
        assert sum(line.startswith(f"  {shown} ") and f" {command.id} " in line for line in lines) == 1
    assert len({line.find(" star ") for line in lines if " star " in line[:50]}) == 1


def test_keys_wraps_what_a_command_does_on_a_narrow_terminal(home: Path, program: Run) -> None:
    result = program("keys", env={"COLUMNS": "80"})
    assert max(map(len, result.out.splitlines())) <= 80
    assert "…" not in result.out
    said = " ".join(result.out.split())
    assert "Read the article; in the sidebar, the related one (list, edition, story)" in said


def test_keys_shows_the_users_own(home: Path, tui: Run) -> None:
    (home / "config").mkdir()
    (home / "config" / "keys.toml").write_text('star = "*"\nnonsense = "x"\n')
    result = tui("keys")
    assert result.status == 0
    assert "nonsense is not a command" in result.err
    (line,) = [line for line in result.out.splitlines() if " star " in line[:50]]
    assert line.split()[:2] in (["*", "star"], ["asterisk", "star"])


def test_the_pages_of_keys_and_settings_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for name, page in generate.PAGES.items():
        kept = (GENERATOR.parent / name).read_text(encoding="utf-8")
        assert kept == page(), f"docs/{name} is out of date: run python docs/generate.py"


def test_a_password_in_the_clear_is_mentioned_but_is_no_mistake(home: Path, tui: Run) -> None:
    (home / "config").mkdir()
    (home / "config" / "sources.toml").write_text(
        '[[source]]\nid = "paper"\nurl = "https://paper.example/"\nuser = "me"\npassword = "hunter2"\n'
    )
    assert "in the clear (of paper)" in tui("sources").err, "it is said when the file is first read,"
    assert tui("sources").err == "", "and not again until it changes"
    result = tui("config", "check")
    assert result.status == 0
    warning, last = result.out.splitlines()
    assert "in the clear (of paper)" in warning
    assert "hunter2" not in result.out
    assert last == "No problems found."
    for command in (["sources", "--json"], ["export"]):
        said = tui(*command)
        assert said.status == 0
        assert "paper.example" in said.out
        assert "hunter2" not in said.out + said.err
