"""From a command's name to its work, and from what went wrong to one sentence and an exit status.

Exit status: 0 done, 1 it failed and said why, 2 wrong usage; as shells count signals, 130 stopped with ^C and
141 the reader of the output went away.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from tuinews.cli.context import Action, Context, UsageError
from tuinews.cli.entry import HOME_HELP, main_parser
from tuinews.cli.output import GONE, INTERRUPTED, Output
from tuinews.cli.table import COMMANDS, UNBUILT, module_of
from tuinews.model import TuinewsError

if TYPE_CHECKING:
    import argparse


def dispatch(command: Sequence[str], output: Output, home: str | None = None, completion: str = "") -> int:
    """Run ``command`` (its name and arguments; none is the interface); the exit status.

    ``completion`` names a shell: its script is printed instead.
    """
    context = Context(output, home)
    try:
        if completion:
            status = _print_completion(completion, output)
        elif command:
            status = _run(command[0], command[1:], context)
        else:
            status = _open_interface(context)
        output.flush()
    except SystemExit as left:  # argparse: --help, wrong usage
        return output.finish(left.code if isinstance(left.code, int) else 0)
    except UsageError as error:
        output.note(_sentence(error))
        return 2
    except TuinewsError as error:
        return _failed(output, _sentence(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        output.abandon()
        return GONE
    except Exception as error:
        return _failed(output, _unexpected(error, context))
    return status


def _run(name: str, arguments: Sequence[str], context: Context) -> int:
    if name in UNBUILT:
        raise UsageError(UNBUILT[name])
    action = _action(name)
    if action is None:
        raise UsageError(_no_such_command(name))
    import argparse  # noqa: PLC0415 (the interface starts without)

    parser = argparse.ArgumentParser(prog=f"tuinews {name}", allow_abbrev=False)
    _configure(parser, action)
    given = parser.parse_args(arguments)
    context.home = getattr(given, "home", context.home)
    return action.run(given, context)


def _open_interface(context: Context) -> int:
    from tuinews.cli.interface import run_interface  # noqa: PLC0415 (no command needs it)

    return run_interface(context)


def _action(name: str) -> Action | None:
    """The command with this name; only its own module is imported."""
    module = module_of(name)
    if module is None:
        return None
    actions: dict[str, Action] = import_module(f"tuinews.cli.{module}").ACTIONS
    return actions[name]


def _configure(parser: argparse.ArgumentParser, action: Action) -> None:
    import argparse  # noqa: PLC0415 (as above)

    from tuinews.cli.arguments import completes_folders  # noqa: PLC0415 (as above)

    action.configure(parser)
    home = parser.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help=HOME_HELP)
    completes_folders(home)


def _print_completion(shell: str, output: Output) -> int:
    """One parser with every command in it, as completion has to see them all, made into a script."""
    import shtab  # noqa: PLC0415 (not needed by anything else)

    parser = main_parser()
    commands = parser.add_subparsers(metavar="COMMAND")
    for listed in COMMANDS:
        action = _action(listed.name)
        if action is not None:
            _configure(commands.add_parser(listed.name, help=listed.summary), action)
    output.say(str(shtab.complete(parser, shell=shell)).rstrip("\n"))
    return 0


def _no_such_command(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 (only on this way out)

    near = get_close_matches(name, [listed.name for listed in COMMANDS], n=1)
    hint = f"did you mean `tuinews {near[0]}`?" if near else "`tuinews --help` lists them all."
    return f"There is no command '{name}'; {hint}"


def _sentence(error: TuinewsError) -> str:
    """What an error says, from a capital letter (but of an address) to a full stop, on one line."""
    text = " ".join(str(error).split())
    if text.partition(" ")[0].isalpha():
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _failed(output: Output, sentence: str) -> int:
    """Say why, after what was already said on standard output."""
    try:
        output.flush()
    except OSError:
        output.abandon()
    output.note(sentence)
    return 1


def _unexpected(error: Exception, context: Context) -> str:
    from tuinews.cli.log import crashed  # noqa: PLC0415 (only on this way out)

    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    try:
        log = context.paths.log
    except Exception:  # that may be what failed
        return f"An error that tuinews did not expect stopped it ({what})."
    kept = f"the details are in {log}" if crashed(log, error) else f"{log} could not be written either"
    return f"An error that tuinews did not expect stopped it ({what}); {kept}."
