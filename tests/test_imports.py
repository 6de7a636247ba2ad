"""Each way into the program, started in a fresh interpreter, loads what it needs and nothing heavy."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import tuinews

SOURCE_CODE = str(Path(tuinews.__file__).parent.parent)
UI = {"textual", "rich"}
ENGINE = {"httpx", "httpcore", "feedparser", "lxml", "cssselect", "nh3", "listparser"}
EDITING = {"tomlkit", "segno", "shtab"}
SLOW = {"asyncio", "multiprocessing", "logging", "email", "ssl", "http"}
BELOW_THE_LIBRARY = {"tuinews.fetch", "tuinews.sources", "tuinews.refresh"}

WATCH = """
import json, sys
{code}
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""


def modules_after(code: str, home: Path) -> set[str]:
    """The modules a fresh interpreter has when ``code`` is done."""
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TUINEWS_HOME": str(home),
        "PYTHONPATH": SOURCE_CODE,
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCH.format(code=code)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def modules_of_command(arguments: Iterable[str], home: Path) -> set[str]:
    """The modules a command of the program loads."""
    code = f"from tuinews.__main__ import main\nassert main({list(arguments)!r}) == 0"
    return modules_after(code, home)


LIGHT = UI | ENGINE | EDITING | SLOW
COMMANDS: dict[str, set[str]] = {
    "--version": LIGHT | {"sqlite3", "tuinews.library", "tuinews.settings"},
    "--help": LIGHT | {"sqlite3", "tuinews.library", "tuinews.settings"},
    "keys": LIGHT | {"sqlite3", "tuinews.library"},
    "config path": LIGHT | {"sqlite3", "tuinews.library"},
    "list": LIGHT | BELOW_THE_LIBRARY,
    "list storm is:unread --json": LIGHT | BELOW_THE_LIBRARY,
    "search storm": LIGHT | BELOW_THE_LIBRARY,
    "stories": LIGHT | BELOW_THE_LIBRARY,
    "stories storm --json": LIGHT | BELOW_THE_LIBRARY,
    "brief": LIGHT | BELOW_THE_LIBRARY,
    "mark read --query storm": LIGHT | BELOW_THE_LIBRARY,
    "undo": LIGHT | BELOW_THE_LIBRARY,
    "sources --json": LIGHT | BELOW_THE_LIBRARY,
    "refresh": {"textual"} | ENGINE | EDITING,  # nothing is followed, so nothing is asked
}
"""What each command may not load."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_nothing_heavy_that_it_does_not_use(command: str, tmp_path: Path) -> None:
    assert modules_of_command(command.split(), tmp_path) & COMMANDS[command] == set()


def test_the_package_itself_loads_nothing(tmp_path: Path) -> None:
    ours = {name for name in modules_after("import tuinews", tmp_path) if name.startswith("tuinews")}
    assert ours == {"tuinews"}


def test_the_interface_loads_no_engine(tmp_path: Path) -> None:
    loaded = modules_after("\n".join(f"import {name}" for name in _modules("tuinews.ui")), tmp_path)
    assert "textual.app" in loaded
    assert (
        loaded & (ENGINE | BELOW_THE_LIBRARY | {"tomlkit", "shtab", "multiprocessing", "pygments"}) == set()
    )


def test_the_first_screen_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    loaded = modules_after("import tuinews.ui.run", tmp_path)
    assert loaded & (ENGINE | EDITING | BELOW_THE_LIBRARY | {"http", "xml", "multiprocessing"}) == set()
    assert "tuinews.model.documents" not in loaded


def test_a_feed_is_fetched_and_read_without_the_tools_for_pages(tmp_path: Path) -> None:
    read = (
        "read(b'<rss version=\"2.0\"><channel><title>A</title></channel></rss>', url='u', content_type=None)"
    )
    loaded = modules_after(
        f"import tuinews.refresh.worker\nfrom tuinews.sources.parse import parse_document as read\n{read}",
        tmp_path,
    )
    assert "tuinews.sources.feed" in loaded
    assert loaded & {"lxml", "cssselect"} == set()


def test_the_rule_for_teasers_can_be_asked_without_the_tools_for_pages(tmp_path: Path) -> None:
    loaded = modules_after("import tuinews.text.teaser", tmp_path)
    assert loaded & (ENGINE | UI | BELOW_THE_LIBRARY) == set()


def test_the_model_gives_what_the_engine_makes_by_the_same_name(tmp_path: Path) -> None:
    loaded = modules_after(
        "from tuinews.model import Entry\nassert Entry(None, None, 'A').title == 'A'", tmp_path
    )
    assert "tuinews.model.documents" in loaded


def test_the_model_has_no_other_names(tmp_path: Path) -> None:
    modules_after("import tuinews.model\nassert not hasattr(tuinews.model, 'Entries')", tmp_path)


CORE = ["model", "commands", "query", "text", "settings", "sources", "fetch", "store", "related", "refresh"]
CORE += ["library"]


@pytest.mark.parametrize("room", CORE)
def test_every_module_of_a_core_room_can_be_imported_without_textual(room: str, tmp_path: Path) -> None:
    loaded = modules_after("\n".join(f"import {name}" for name in _modules(f"tuinews.{room}")), tmp_path)
    assert f"tuinews.{room}" in loaded
    assert "textual" not in loaded


def _modules(name: str) -> list[str]:
    """``name`` and, where it is a package, every module in it."""
    folder = Path(SOURCE_CODE, *name.split("."))
    found = [name]
    if folder.is_dir():
        found += [module.name for module in pkgutil.walk_packages([str(folder)], f"{name}.")]
    return found
