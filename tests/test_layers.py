"""The arrows between the rooms point down."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import tuinews

ROOT = Path(__file__).parent.parent


def test_every_import_contract_is_kept() -> None:
    """The contracts in ``pyproject.toml``, as import-linter judges them."""
    env = os.environ | {"PYTHONPATH": str(Path(tuinews.__file__).parent.parent)}
    command = (
        "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    )
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
