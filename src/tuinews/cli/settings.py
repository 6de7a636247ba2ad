"""``config`` and ``keys``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from textwrap import wrap

from tuinews.cli.context import Action, Context
from tuinews.cli.output import BOLD, DIM, Output
from tuinews.cli.tables import cell, count, widths
from tuinews.commands import COMMANDS, EVERYWHERE, Command, key_name, places

_NARROW = 16
"""Columns in which wrapping helps nobody."""

# config


def _configure_config(parser: ArgumentParser) -> None:
    parser.description = "The settings: what holds (show), where the files are (path), what is wrong (check)."
    parser.add_argument("what", choices=("check", "path", "show"), nargs="?", default="show")


def _run_config(given: Namespace, context: Context) -> int:
    match given.what:
        case "check":
            return _check(context)
        case "path":
            _show_paths(context)
        case _:
            _show_settings(context)
    return 0


def _check(context: Context) -> int:
    """Every problem on standard output: here they are what was asked for."""
    from tuinews.settings.config import load_config  # noqa: PLC0415
    from tuinews.settings.keys import load_keys  # noqa: PLC0415
    from tuinews.settings.sources_file import load_sources  # noqa: PLC0415

    paths, output = context.paths, context.output
    sources = load_sources(paths.sources)
    problems = [*load_config(paths.config)[1], *sources.problems, *load_keys(paths.keys, COMMANDS)[1]]
    for problem in [*problems, *sources.warnings]:
        output.say(str(problem))
    if problems:
        output.note(f"{count(len(problems), 'problem')} found; the program goes on without what is wrong.")
        return 1
    output.say("No problems found.")
    return 0


def _show_paths(context: Context) -> None:
    paths = context.paths
    places = (
        ("settings", paths.config),
        ("sources", paths.sources),
        ("keys", paths.keys),
        ("library", paths.database),
        ("cache", paths.cache),
        ("log", paths.log),
    )
    for name, path in places:
        context.output.say(f"{context.output.style(f'{name:<10}', DIM)}{path}")


def _show_settings(context: Context) -> None:
    """The settings in force, as the text of a ``config.toml``."""
    from tuinews.settings.config import as_toml  # noqa: PLC0415

    config = context.config
    context.output.say(f"# {context.paths.config}\n")
    context.output.say(as_toml(config).rstrip("\n"))


# keys


def _configure_keys(parser: ArgumentParser) -> None:
    parser.description = "The keys of the interface, as keys.toml changes them."


def _run_keys(given: Namespace, context: Context) -> int:  # noqa: ARG001
    from tuinews.settings.keys import load_keys  # noqa: PLC0415

    keys, problems = load_keys(context.paths.keys, COMMANDS)
    context.tell(problems)
    for line in key_lines(keys, context.output):
        context.output.say(line)
    return 0


def key_lines(keys: Mapping[str, tuple[str, ...]], output: Output) -> Iterator[str]:
    """The table of commands, a group after the other; ``keys`` has the keys of each command's id."""
    cells = {
        command.id: (" ".join(key_name(key) for key in keys.get(command.id, command.keys)), command.id)
        for command in COMMANDS
    }
    most = widths(list(cells.values()), (30, 30), fixed=output.fixed)
    left = output.columns - sum(most) - 6 if output.fixed else None
    for number, (group, commands) in enumerate(grouped().items()):
        if number:
            yield ""
        yield output.style(group, BOLD)
        for command in commands:
            shown, id = cells[command.id]
            name = output.style(cell(id, most[1]), DIM)
            first, *more = wrap(_help(command), left) if left and left > _NARROW else [_help(command)]
            yield f"  {cell(shown, most[0])}  {name}  {first}"
            for line in more:
                yield " " * (sum(most) + 6) + line


def grouped() -> dict[str, list[Command]]:
    """The commands by group, groups and commands in the order of the table."""
    groups: dict[str, list[Command]] = {}
    for command in COMMANDS:
        groups.setdefault(command.group, []).append(command)
    return groups


def _help(command: Command) -> str:
    return command.help if command.where == EVERYWHERE else f"{command.help} ({places(command)})"


ACTIONS = {
    "config": Action(_configure_config, _run_config),
    "keys": Action(_configure_keys, _run_keys),
}
