"""config.toml: what it promises when it is right, wrong, broken or not there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tuinews.settings.config import Config, as_toml, describe, load_config


def load(tmp_path: Path, text: str) -> tuple[Config, list[str]]:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    config, problems = load_config(path)
    for problem in problems:
        assert problem.file == path
        assert str(problem).startswith(str(path))
        assert "\n" not in str(problem)
        assert str(problem).endswith((".", "`"))
    return config, [str(problem) for problem in problems]


def test_a_missing_file_is_every_default_and_no_problem(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == (Config(), ())


def test_values_are_read_and_the_rest_stays_default(tmp_path: Path) -> None:
    config, problems = load(
        tmp_path,
        """
        [refresh]
        every_minutes = 30
        auto = false
        [open]
        browser = ["firefox", "--new-window"]
        [log]
        level = "debug"
        """,
    )

    assert problems == []
    assert config.refresh.every_minutes == 30
    assert config.refresh.auto is False
    assert config.refresh.parallel == Config().refresh.parallel
    assert config.open.browser == ("firefox", "--new-window")
    assert config.log.level == "debug"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('every_minutes = "often"', "a whole number from 1 to 10080"),
        ("every_minutes = 0", "a whole number from 1 to 10080"),
        ("every_minutes = 1.5", "a whole number from 1 to 10080"),
        ("every_minutes = true", "a whole number from 1 to 10080"),
        ("every_minutes = 2024-01-01", "a whole number from 1 to 10080"),
        ("auto = 1", "true or false"),
        ("auto = []", "true or false"),
        ("user_agent = 5", "a text"),
    ],
)
def test_a_wrong_value_names_the_key_and_what_was_expected_and_the_default_holds(
    tmp_path: Path, line: str, expected: str
) -> None:
    config, (problem,) = load(tmp_path, f"[refresh]\n{line}\nparallel = 7")

    assert f"refresh.{line.partition(' ')[0]} should be {expected}" in problem
    assert "the default, " in problem
    assert config.refresh.parallel == 7
    assert config.refresh.every_minutes == 15
    assert config.refresh.auto is True


def test_a_wrong_choice_names_the_nearest_one(tmp_path: Path) -> None:
    config, (problem,) = load(tmp_path, '[log]\nlevel = "warn"')

    assert "The nearest is warning." in problem
    assert config.log.level == "warning"


def test_a_browser_as_one_text_is_told_to_be_a_list(tmp_path: Path) -> None:
    config, (problem,) = load(tmp_path, '[open]\nbrowser = "firefox --new-window"')

    assert "a list of texts" in problem
    assert config.open.browser == ()


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("[refresh]\nevery_minute = 5", "refresh.every_minute", "The nearest is refresh.every_minutes."),
        ("[refesh]\nauto = true", "[refesh]", "The nearest is [refresh]."),
        ("[reader]\nhide_read = true", "reader.hide_read", "hide_read belongs under [list]."),
        ("mouse = true", "mouse", "it belongs under [appearance]."),
        ("[list]\nmesure = 60", "list.mesure", "The nearest is reader.measure."),
        ("[zzz]\na = 1", "[zzz]", "There are: [refresh], [full_text], [reader]"),
        ("refresh = 5", "refresh", "should be a section, [refresh]"),
        ("[list]\nqqqqqq = 1", "list.qqqqqq", "tuinews config show"),
    ],
)
def test_an_unknown_key_names_the_nearest_valid_one(tmp_path: Path, text: str, key: str, hint: str) -> None:
    config, (problem,) = load(tmp_path, text)

    assert key in problem
    assert hint in problem
    assert config == Config()


def test_broken_toml_is_one_sentence_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[refresh]\nauto = true\nevery_minutes = = 5\n")

    config, (problem,) = load_config(path)

    assert config == Config()
    assert problem.line == 3
    assert str(problem).startswith(f"{path}, line 3: This is not valid TOML: ")


def test_toml_that_ends_too_early_names_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[reader]\nmeasure = 60\n[log]\nlevel = """warning')

    _, (problem,) = load_config(path)

    assert problem.line == 4


def test_a_file_that_is_not_utf8_says_so_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"[refresh]\nauto = true\n# caf\xe9\n")

    config, (problem,) = load_config(path)

    assert config == Config()
    assert "not UTF-8" in problem.message
    assert problem.line == 3


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes("\ufeff[reader]\r\nmeasure = 60\r\n".encode())

    config, problems = load_config(path)

    assert problems == ()
    assert config.reader.measure == 60


def test_a_folder_in_the_place_of_the_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    config, (problem,) = load_config(tmp_path)

    assert config == Config()
    assert "it is a folder" in problem.message


def test_lists_nested_without_end_are_a_problem_not_a_crash(tmp_path: Path) -> None:
    _, (problem,) = load(tmp_path, "a = " + "[" * 100_000)

    assert "config.toml" in problem


def test_control_characters_in_a_file_never_reach_the_message(tmp_path: Path) -> None:
    _, problems = load(tmp_path, '[reader]\n"m\\u001b[2J" = 1\nmeasure = "\\u001b]0;x\\u0007"\n')

    assert len(problems) == 2
    assert all(ord(char) >= 32 for problem in problems for char in problem)


def test_every_setting_is_described_with_type_default_and_meaning() -> None:
    rows = describe()

    assert len(rows) == len({(row.section, row.key) for row in rows})
    assert {("refresh", "every_minutes"), ("reader", "measure"), ("open", "browser")} <= {
        (row.section, row.key) for row in rows
    }
    for row in rows:
        assert row.doc.endswith(".")
        assert row.expected
        assert tomllib.loads(f"{row.key} = {row.default}")


def test_the_settings_shown_load_as_the_same_settings(tmp_path: Path) -> None:
    config, _ = load(tmp_path, '[open]\nbrowser = ["a \\"b\\"", "ü\\u007f"]\n[reader]\nmeasure = 60')

    again, problems = load(tmp_path, as_toml(config))

    assert problems == []
    assert again == config
    assert again.open.browser == ('a "b"', "ü\x7f")
