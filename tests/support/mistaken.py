"""The program with a mistake put into it: ``python mistaken.py WHERE PYTHON -m tuinews ARGUMENT...``."""

from __future__ import annotations

import sys
from typing import NoReturn


def fail(*_: object) -> NoReturn:
    """What no test of ours has foreseen."""
    raise ZeroDivisionError("a mistake of ours")


def main() -> int:
    """Put the mistake in its place and start the program."""
    from tuinews.__main__ import main as run
    from tuinews.ui.app import NewsApp
    from tuinews.ui.screens.browse import BrowseScreen
    from tuinews.ui.screens.reader import ReaderScreen
    from tuinews.ui.widgets.headlines import Headlines

    places = {
        "start": (NewsApp, "on_mount"),
        "compose": (BrowseScreen, "compose"),
        "paint": (Headlines, "line"),
        "key": (BrowseScreen, "action_star"),
        "reader": (ReaderScreen, "_display"),
        "timer": (BrowseScreen, "unsay"),
    }
    setattr(*places[sys.argv[1]], fail)
    return run(sys.argv[5:])


if __name__ == "__main__":
    sys.exit(main())
