"""Starting the interface. Nothing of Textual is imported before the environment is as it should be."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable

from tuinews.library import Library
from tuinews.model import TuinewsError
from tuinews.settings.config import load_config
from tuinews.settings.paths import Paths, resolve


def run(paths: Paths, *, demo: bool = False, report: Callable[[BaseException], object] = repr) -> int:
    """Show the interface until the user leaves; the exit status.

    ``report`` logs an unexpected error that does not end the interface; one that does is raised.
    """
    # What is made while starting stays; looking through it for garbage costs a tenth of the start. NewsApp
    # turns the collector on again behind the first paint.
    gc.disable()
    # A frame may be painted every 4 ms: the 99th percentile of a key falls from 18 to 9.5 ms.
    os.environ.setdefault("TEXTUAL_FPS", "250")
    _tell_children(paths)
    config, found = load_config(paths.config)
    problems = [str(problem) for problem in found]
    library = Library.open(paths)
    try:
        problems += map(str, library.reload_sources())
    except TuinewsError as error:  # a library that cannot be written can still be read
        problems.append(str(error))

    from tuinews.commands import COMMANDS  # noqa: PLC0415 (after the environment is set)
    from tuinews.settings.keys import load_keys  # noqa: PLC0415
    from tuinews.ui.app import NewsApp  # noqa: PLC0415
    from tuinews.ui.session import Session  # noqa: PLC0415

    keys, found = load_keys(paths.keys, COMMANDS)
    problems += map(str, found)
    session = Session(paths, config, library, demo=demo)
    app = NewsApp(session, keys=keys, problems=tuple(problems), report=report)
    lost: list[str] = []
    try:
        app.run(mouse=config.appearance.mouse)
    finally:
        # The screen is gone: what cannot be written now is said where the shell is.
        session.marks.on_done = lambda _, error: lost.append(error) if error else None
        session.close()
        sys.stderr.writelines(f"{sentence}\n" for sentence in dict.fromkeys(lost))
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _tell_children(paths: Paths) -> None:
    """Let the engine that we start find the same files, where a home was given on the command line."""
    home = str(paths.config.parent.parent)
    if resolve(home) == paths:
        os.environ["TUINEWS_HOME"] = home
