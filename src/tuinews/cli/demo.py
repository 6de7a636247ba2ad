"""``demo``: the interface on a small built-in edition, which leaves the user's own library untouched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from tuinews.cli.context import Action, Context, UsageError
from tuinews.cli.interface import run_interface
from tuinews.model import TuinewsError

_BUILD_SECONDS = 120


def _configure_demo(parser: ArgumentParser) -> None:
    parser.description = "The interface on a small built-in edition. It needs no network and keeps nothing."


def _run_demo(given: Namespace, context: Context) -> int:  # noqa: ARG001
    if not context.output.interactive:
        raise UsageError("The demo is the interface, and that needs a terminal.")
    from tuinews.settings.paths import resolve  # noqa: PLC0415

    with TemporaryDirectory(prefix="tuinews-demo-", ignore_cleanup_errors=True) as home, _ended_with(home):
        _build_in_child(home)
        return run_interface(context, resolve(home), demo=True)


@contextmanager
def _ended_with(home: str) -> Iterator[None]:
    """Meanwhile a closed terminal, or a request to end, ends this process as ever, and the home with it."""

    def end(number: int, _: object) -> None:
        shutil.rmtree(home, ignore_errors=True)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = [signal.signal(number, end) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _build_in_child(home: str) -> None:
    """Make the edition's library in a process of its own, so that this one loads no parser."""
    command = [sys.executable, "-m", "tuinews", "--home", home, "build-demo"]
    try:
        child = subprocess.run(command, capture_output=True, text=True, timeout=_BUILD_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TuinewsError(f"The demo could not be made: {error}") from error
    if child.returncode:
        raise TuinewsError(
            f"The demo could not be made: {child.stderr.strip() or 'its process ended early.'}"
        )


def _configure_build(parser: ArgumentParser) -> None:
    parser.description = "Make the built-in edition's library (`tuinews demo` does this)."


def _run_build(given: Namespace, context: Context) -> int:  # noqa: ARG001
    from tuinews.refresh.edition import build  # noqa: PLC0415

    context.ensure_home()
    build(context.paths)
    return 0


ACTIONS = {
    "demo": Action(_configure_demo, _run_demo),
    "build-demo": Action(_configure_build, _run_build),
}
