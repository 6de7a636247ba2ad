"""What holds for every command: statuses, streams, where the home is, and that no traceback is ever shown."""

from __future__ import annotations

import io
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.command_line import Run
from tuinews import __version__
from tuinews.cli import entry, marks
from tuinews.cli.context import Action
from tuinews.cli.log import logged
from tuinews.cli.table import COMMANDS, UNBUILT


def test_version_is_printed(tui: Run) -> None:
    assert tui("--version") == (0, f"tuinews {__version__}\n", "")


def test_help_lists_every_command_and_none_that_is_not_built(tui: Run) -> None:
    result = tui("--help")
    assert result.status == 0
    for listed in COMMANDS:
        assert f"  {listed.usage} " in result.out
    assert not [name for name in (*UNBUILT, "build-demo") if f"  {name}" in result.out]


@pytest.mark.parametrize("name", [listed.name for listed in COMMANDS])
def test_every_command_has_a_help_of_its_own(name: str, tui: Run) -> None:
    result = tui(name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"usage: tuinews {name} ")
    assert result.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("doctor",),
        ("backup", "file"),
    ],
    ids=" ".join,
)
def test_what_is_not_built_yet_says_so_with_status_2(arguments: tuple[str, ...], tui: Run) -> None:
    result = tui(*arguments)
    assert (result.status, result.out) == (2, "")
    assert "is not built yet" in result.err
    assert result.err.count("\n") == 1


def test_an_unknown_command_names_the_nearest(tui: Run) -> None:
    assert tui("lits") == (2, "", "There is no command 'lits'; did you mean `tuinews list`?\n")
    assert tui("zzz").status == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nonsense",),
        ("list", "--nonsense"),
        ("list", "--limit", "0"),
        ("list", "--limit", "many"),
        ("search",),
        ("search", " "),
        ("read",),
        ("read", "storm"),
        ("read", "-1"),
        ("related",),
        ("related", "1", "--query", "storm"),
        ("mark", "loud", "1"),
        ("mark", "read"),
        ("mark", "read", "--query", " "),
        ("config", "everything"),
        ("add",),
        ("--print-completion", "abacus"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_with_nothing_on_standard_output(
    arguments: tuple[str, ...], tui: Run
) -> None:
    result = tui(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err
    assert "Traceback" not in result.err


def test_home_may_stand_before_or_after_the_command(tui: Run, tmp_path: Path) -> None:
    for arguments in (
        ("--home", str(tmp_path / "a"), "config", "path"),
        (f"--home={tmp_path / 'a'}", "config", "path"),
        ("config", "path", "--home", str(tmp_path / "a")),
        ("--home", "elsewhere", "config", "path", f"--home={tmp_path / 'a'}"),
    ):
        result = tui(*arguments)
        assert result.status == 0
        assert f"library   {tmp_path / 'a' / 'data' / 'library.db'}\n" in result.out


def test_the_interface_says_that_it_needs_a_terminal(program: Run) -> None:
    for arguments in ((), ("demo",)):
        result = program(*arguments)
        assert (result.status, result.out) == (2, "")
        assert "needs a terminal" in result.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_completion_script_knows_the_commands(shell: str, tui: Run) -> None:
    result = tui("--print-completion", shell)
    assert result.status == 0
    assert result.err == ""
    assert "related" in result.out
    assert "build-demo" not in result.out
    if shell != "tcsh":  # whose completion knows no options of subcommands
        assert "--limit" in result.out


def _undo_that(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(*_: Any) -> int:
        raise error

    monkeypatch.setitem(marks.ACTIONS, "undo", Action(lambda parser: None, run))


def test_an_unexpected_error_is_one_sentence_and_its_traceback_is_in_the_log(
    tui: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _undo_that(monkeypatch, ZeroDivisionError("by\nnought"))
    log = home / "state" / "tuinews.log"
    result = tui("undo")
    assert (result.status, result.out) == (1, "")
    assert result.err == (
        "An error that tuinews did not expect stopped it (ZeroDivisionError: by nought); "
        f"the details are in {log}.\n"
    )
    assert "Traceback" in log.read_text()


def test_the_log_keeps_at_most_two_files_of_a_mebibyte(
    tui: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _undo_that(monkeypatch, ZeroDivisionError("x" * 1000))
    log = home / "state" / "tuinews.log"
    log.parent.mkdir()
    log.write_bytes(b"-" * (1 << 20))
    tui("undo")
    assert log.stat().st_size < 1 << 20
    assert sorted(file.name for file in log.parent.iterdir()) == ["tuinews.log", "tuinews.log.1"]


@pytest.mark.skipif(sys.platform != "linux", reason="the device that is always full is Linux's")
def test_a_log_on_a_full_disk_stops_nothing() -> None:
    with logged(Path("/dev/full")):
        logging.getLogger("tuinews").warning("Nobody will read this.")


def test_an_unexpected_error_is_said_also_where_no_log_can_be_written(
    tui: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _undo_that(monkeypatch, ZeroDivisionError("oh"))
    (home / "state").write_text("a file in the way")
    result = tui("undo")
    assert result.status == 1
    assert "could not be written either" in result.err
    assert "Traceback" not in result.err


def test_an_interrupt_is_quiet(tui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _undo_that(monkeypatch, KeyboardInterrupt())
    assert tui("undo") == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(environment: dict[str, str]) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tuinews", "keys"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    assert (child.wait(), said) == (128 + signal.SIGPIPE, b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_streams_are_no_error(environment: dict[str, str]) -> None:
    for arguments, closed, status in (("keys", ">&-", 0), ("nonsense", "2>&-", 2), ("", "<&-", 2)):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$0" -m tuinews {arguments} {closed}', sys.executable],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status
        assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_one_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tuinews", "keys"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


def test_what_the_terminal_cannot_write_is_replaced(full: Path, program: Run) -> None:
    result = program("list", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (result.status, result.err) == (0, "")
    assert "Ferry workers" in result.out


def test_json_stays_whole_where_the_terminal_cannot_write_it(full: Path, program: Run) -> None:
    result = program("list", "北方", "--json", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert [article["title"] for article in result.json] == ["北方港口因风暴关闭"]


class Terminal(io.StringIO):
    """A standard output that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_only_on_a_terminal_and_never_under_no_color(
    env: dict[str, str], coloured: bool, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert entry.main(["list"]) == 0
    assert ("\x1b[" in screen.getvalue()) is coloured


def test_no_colour_in_a_pipe(full: Path, tui: Run) -> None:
    for arguments in (("list",), ("read", "1"), ("sources",), ("keys",), ("related", "1")):
        assert "\x1b" not in tui(*arguments).out


def test_a_problem_in_the_settings_is_said_once_and_the_program_goes_on(full: Path, tui: Run) -> None:
    (full / "config" / "config.toml").write_text("[reader]\nmeasur = 60\n")
    result = tui("read", "1")
    assert result.status == 0
    assert result.out
    assert result.err.count("\n") == 1
    assert "config.toml" in result.err
    assert "reader.measure" in result.err


def test_a_broken_list_of_sources_is_said_and_what_is_kept_is_shown(full: Path, tui: Run) -> None:
    before = tui("list").out
    (full / "config" / "sources.toml").write_text("[[source]\nurl = ")
    result = tui("list")
    assert (result.status, result.out) == (0, before)
    assert "sources.toml" in result.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_is_one_sentence(home: Path, tui: Run) -> None:
    home.chmod(0o500)
    try:
        result = tui("list")
    finally:
        home.chmod(0o700)
    assert (result.status, result.out) == (1, "")
    assert str(home) in result.err
    assert result.err.count("\n") == 1


def test_a_home_that_is_a_file_is_one_sentence(home: Path, tui: Run) -> None:
    (home / "file").write_text("")
    result = tui("list", "--home", str(home / "file"))
    assert (result.status, result.out) == (1, "")
    assert str(home / "file") in result.err
    assert result.err.count("\n") == 1


def test_a_library_that_is_no_library_is_one_sentence(home: Path, tui: Run) -> None:
    (home / "data").mkdir()
    (home / "data" / "library.db").write_text("this is a letter to my aunt, not a library " * 50)
    result = tui("list")
    assert (result.status, result.out) == (1, "")
    assert "library.db" in result.err
    assert result.err.count("\n") == 1
