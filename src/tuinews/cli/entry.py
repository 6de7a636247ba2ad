"""The arguments before the command, and the help that lists the commands.

Imports nothing of ours but data: ``--version`` and ``--help`` are there at once. ``dispatch`` does the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuinews import __version__
from tuinews.cli.output import GONE, Output
from tuinews.cli.table import COMMANDS

if TYPE_CHECKING:
    import argparse

HOME_HELP = "keep everything under DIR (also $TUINEWS_HOME)"


def main(argv: Sequence[str]) -> int:
    """Run what ``argv`` asks for; the exit status (``dispatch`` says which there are)."""
    output = Output()
    if not argv:  # the interface, which waits for no parser of arguments
        import gc  # noqa: PLC0415

        gc.disable()  # until the first paint, see ui.run: 3 ms are saved by doing so before our own imports
        from tuinews.cli.dispatch import dispatch  # noqa: PLC0415

        return dispatch((), output)
    before, command = split(argv)
    try:
        options = main_parser().parse_args(before)
    except SystemExit as left:  # --help, --version, wrong usage
        return output.finish(left.code if isinstance(left.code, int) else 0)
    except BrokenPipeError:
        output.abandon()
        return GONE
    from tuinews.cli.dispatch import dispatch  # noqa: PLC0415 (40 ms that --version saves)

    return dispatch(command, output, options.home, options.print_completion or "")


def split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """What comes before the command, and the command with what belongs to it."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] in {"--home", "--print-completion"} else 1
    return list(argv[:at]), list(argv[at:])


def main_parser() -> argparse.ArgumentParser:
    """What may stand before the command."""
    import argparse  # noqa: PLC0415 (the interface starts without)

    width = max(len(listed.usage) for listed in COMMANDS)
    commands = "\n".join(f"  {listed.usage.ljust(width)}  {listed.summary}" for listed in COMMANDS)
    parser = argparse.ArgumentParser(
        prog="tuinews",
        usage="tuinews [--home DIR] [COMMAND ...]",
        description=(
            "A newspaper in the terminal. Without a command it opens the interface.\n\n"
            f"commands:\n{commands}\n\n`tuinews COMMAND --help` says more about one."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--home", metavar="DIR", help=HOME_HELP)
    parser.add_argument("--version", action="version", version=f"tuinews {__version__}")
    parser.add_argument(
        "--print-completion", choices=("bash", "zsh", "tcsh"), help="print a completion script for a shell"
    )
    return parser
