"""The interface imports these modules before its first paint, so they stay light."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "tomlkit listparser platformdirs httpx feedparser lxml nh3 textual asyncio zoneinfo importlib.resources"
)


@pytest.mark.parametrize("module", ["config", "paths", "keys", "sources_file", "catalogue"])
def test_settings_load_nothing_heavy(module: str) -> None:
    program = f"import sys, tuinews.settings.{module}; print(*set('{HEAVY}'.split()) & set(sys.modules))"

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""


def test_settings_that_are_not_there_cost_no_parser() -> None:
    program = (
        "import sys; from pathlib import Path; from tuinews.settings.config import load_config; "
        "load_config(Path('no such file')); print(*{'tomllib', 'json', 'difflib'} & set(sys.modules))"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""
