"""Opening the interface: the only place that imports it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tuinews.cli.context import Context, UsageError

if TYPE_CHECKING:
    from tuinews.settings.paths import Paths


def run_interface(context: Context, paths: Paths | None = None, *, demo: bool = False) -> int:
    """Open the interface on this terminal, on the files at ``paths`` (else the user's); its exit status.

    Raises UsageError where there is no terminal, and TuinewsError where the folders cannot be made.
    """
    if os.environ.get("TERM") == "dumb":
        raise UsageError("This terminal says it can place nothing (TERM=dumb); `tuinews list` does without.")
    if not context.output.interactive:
        raise UsageError(
            "The interface needs a terminal; `tuinews list` and `tuinews read ID` do without one."
        )
    if paths is None:
        context.ensure_home()
        paths = context.paths
    from tuinews.ui.run import run  # noqa: PLC0415 (0.1 s; no command needs it)

    log = context.paths.log  # the user's own, also where the demo's files lie elsewhere

    def report(error: BaseException) -> None:
        from tuinews.cli.log import crashed  # noqa: PLC0415 (hardly ever)

        crashed(log, error)

    return run(paths, demo=demo, report=report)
