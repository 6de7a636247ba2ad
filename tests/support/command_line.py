"""Commands run on a home, as processes of their own or in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tuinews

SOURCE_CODE = str(Path(tuinews.__file__).parent.parent)
ONLY_LOOPBACK = str(Path(__file__).parent / "only_loopback")


class Result(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]
"""Runs a command, given as arguments."""


def clean_environment(home: Path) -> dict[str, str]:
    """What a command may know of the machine: nothing of its user, zone, language and terminal.

    It reaches nobody beyond this machine: see ``only_loopback``.
    """
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TUINEWS_HOME": str(home),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "PYTHONPATH": os.pathsep.join([ONLY_LOOPBACK, SOURCE_CODE]),
        "TUINEWS_STRAYS": os.environ.get("TUINEWS_STRAYS", ""),
        "PYTHONWARNINGS": "error",
    }


def run_program(
    home: Path,
    *argv: str,
    env: dict[str, str] | None = None,
    before: Sequence[str] = (),
    stdin: str = "",
) -> Result:
    """``python -m tuinews`` on ``home``; ``env`` goes beside the clean environment.

    ``before``: a program, with its arguments, that starts ours.
    """
    done = subprocess.run(
        [*before, sys.executable, "-m", "tuinews", *argv],
        env=clean_environment(home) | (env or {}),
        capture_output=True,
        encoding="utf-8",
        input=stdin,
        timeout=60,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)
