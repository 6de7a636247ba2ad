"""``import`` and ``export``: lists of sources, in and out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuinews.cli.arguments import add_json, completes_files
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import import_form
from tuinews.cli.output import safe
from tuinews.cli.paused import paused_line
from tuinews.cli.tables import count
from tuinews.model import Source, SourceState, TuinewsError
from tuinews.text.clean import one_line

if TYPE_CHECKING:
    from tuinews.settings.imports import Imported

STANDARD = Path("-")
"""As a FILE: standard input or output."""

# import


def _configure_import(parser: ArgumentParser) -> None:
    parser.description = "Follow what an OPML file or newsboat's urls file lists."
    completes_files(
        parser.add_argument("file", metavar="FILE", type=Path, help="the list; - is standard input")
    )
    parser.add_argument(
        "--private",
        action="store_true",
        help="also ask addresses on this machine and in private networks; without it they come in paused, "
        "until the list is imported again with it",
    )
    add_json(parser)


def _run_import(given: Namespace, context: Context) -> int:
    from tuinews.settings.imports import bring_in, left_out, read_list  # noqa: PLC0415

    data = sys.stdin.buffer.read() if given.file == STANDARD else read_bytes(given.file)
    name = "on standard input" if given.file == STANDARD else given.file.name
    listed = read_list(data, name)
    context.ensure_home()
    done = bring_in(context.paths.sources, listed, private=given.private)
    try:
        with context.library():  # takes the new ones into the library
            pass
    except TuinewsError as error:
        raise TuinewsError(
            f"{count(len(done.added), 'source')} new in {context.paths.sources}, but not in the library yet. "
            f"{error}"
        ) from error
    if given.json:
        context.output.document(import_form(done, left_out(data)))
        return 0
    for line in _imported(safe(name), done, left_out(data)):
        context.output.say(line)
    return 0


def _imported(name: str, done: Imported, left_out: Mapping[str, int]) -> Iterator[str]:
    from tuinews.text.addresses import without_user  # noqa: PLC0415

    if not done.followed:
        yield f"The list {name} has no source."
        return
    there = len(done.followed) - len(done.added)
    yield f"{count(len(done.added), 'source')} new, {there:,} already there."
    if done.permitted:
        yield f"{count(len(done.permitted), 'source')} permitted that waited for --private."
    if left_out:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in left_out.items())
        yield f"{count(sum(left_out.values()), 'line')} left out: {kinds}."
    if about := paused_line(done.followed):
        yield about
    for source in done.added:
        if source.paused:
            called = one_line(source.title or without_user(source.url)) or source.id
            yield f"  {source.id}  {called}: {one_line(source.paused_why or 'the list says so')}"
    if len(done.added) + len(done.permitted) > sum(source.paused for source in done.added):
        yield "`tuinews refresh` fetches their articles."


def read_bytes(file: Path) -> bytes:
    """The content of a file that the user named; raises TuinewsError."""
    try:
        return file.expanduser().read_bytes()
    except OSError as error:
        raise TuinewsError(f"{file} cannot be read: {error.strerror or error}.") from error


# export


def _configure_export(parser: ArgumentParser) -> None:
    parser.description = "Write what is followed as OPML, to FILE or to standard output."
    completes_files(
        parser.add_argument(
            "file", metavar="FILE", nargs="?", type=Path, default=STANDARD, help="- is standard output"
        )
    )


def _run_export(given: Namespace, context: Context) -> int:
    from tuinews.settings.opml import write_opml  # noqa: PLC0415

    with context.library(reading=True) as library:
        sources = list(_named(library.sources()))
    data = write_opml(sources)
    if given.file == STANDARD:
        context.output.say(data.decode("utf-8").rstrip("\n"))
        return 0
    try:
        given.file.expanduser().write_bytes(data)
    except OSError as error:
        raise TuinewsError(f"{given.file} cannot be written: {error.strerror or error}.") from error
    context.output.say(f"{count(len(sources), 'source')} written to {safe(str(given.file))}.")
    return 0


def _named(states: Iterable[SourceState]) -> Iterator[Source]:
    """The sources, under the feed's own title where the user gave none."""
    for state in states:
        yield replace(state.source, title=state.title)


ACTIONS = {
    "import": Action(_configure_import, _run_import),
    "export": Action(_configure_export, _run_export),
}
