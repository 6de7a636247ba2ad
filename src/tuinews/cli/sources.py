"""``remove``, ``sources``, ``import`` and ``export``; ``add`` has a file of its own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tuinews.cli.add import configure_add, run_add
from tuinews.cli.arguments import add_json, completes_files
from tuinews.cli.clock import now
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import source_form
from tuinews.cli.output import ACCENT, BOLD, DIM, Output, safe
from tuinews.cli.tables import cell, count, rest, widths
from tuinews.model import Source, SourceState, TuinewsError
from tuinews.settings.zone import LocalZone
from tuinews.text.clean import one_line
from tuinews.text.dates import age

_LABEL = 12
"""Cells of what a line about a source is called."""

# remove


def _configure_remove(parser: ArgumentParser) -> None:
    parser.description = "Follow a source no longer. Its articles stay on this machine."
    parser.add_argument("source", metavar="SOURCE", help="its id, address or title")


def _run_remove(given: Namespace, context: Context) -> int:
    from tuinews.settings.sources_file import remove_source  # noqa: PLC0415

    with context.library() as library:
        source = library.find_source(given.source)
        state = next((state for state in library.sources() if state.source.id == source.id), None)
        remove_source(context.paths.sources, source.id)
        library.reload_sources()  # what is wrong in the file was told before it was changed
    title = one_line(state.title if state else source.title) or source.url
    kept = f" Its {count(state.total, 'article')} stay on this machine." if state and state.total else ""
    context.output.say(f"No longer following {title} ({source.id}).{kept}")
    return 0


# sources


def _configure_sources(parser: ArgumentParser) -> None:
    parser.description = "What is followed, and how each source is doing; of a named one, all that is known."
    parser.add_argument("source", metavar="SOURCE", nargs="?", help="its id, address or title")
    add_json(parser)


def _run_sources(given: Namespace, context: Context) -> int:
    output = context.output
    with context.library(reading=True) as library:
        named = None if given.source is None else library.find_source(given.source).id
        states = library.sources_in_full()
    if named is not None:
        state = next(state for state in states if state.source.id == named)
        if given.json:
            output.document(source_form(state))
            return 0
        for line in full_lines(state, output):
            output.say(line)
        return 0
    if given.json:
        output.document([source_form(state) for state in states])
        return 0
    for line in source_lines(states, output):
        output.say(line)
    if not states:
        output.note("Nothing is followed yet; begin with `tuinews add URL` or `tuinews import FILE`.")
    return 0


def full_lines(state: SourceState, output: Output) -> Iterator[str]:
    """All that is known of a source, in words."""
    from tuinews.library.health import Ways, facts, in_lines  # noqa: PLC0415 (only one source needs it)

    id = state.source.id
    ways = Ways(
        ask=f"Run `tuinews refresh {id}`",
        resume="Take `paused` out of its table in sources.toml",
        remove=f"Run `tuinews remove {id}`",
    )
    yield f"{output.style(one_line(state.title), BOLD)}  {output.style(id, ACCENT)}"
    left = max(20, output.columns - _LABEL) if output.fixed else 1 << 20
    for fact, lines in in_lines(facts(state, now(), LocalZone(), ways), left):
        for number, line in enumerate(lines):
            yield f"{output.style(cell('' if number else fact.label, _LABEL), DIM)}{line}"


def source_lines(states: Sequence[SourceState], output: Output) -> Iterator[str]:
    """A line for each source; a second one where it is paused or failed, saying why."""
    zone, moment = LocalZone(), now()
    cells = [
        (
            state.source.id,
            one_line(state.source.category),
            f"{state.unread:,}",
            f"of {state.total:,}",
            age(state.last_fetch, moment, zone) if state.last_fetch else "never",
        )
        for state in states
    ]
    most = widths(cells, (28, 14, 9, 12, 8), fixed=output.fixed)
    left = output.columns - sum(most) - 9 if output.fixed else None
    for state, (id, category, unread, total, asked) in zip(states, cells, strict=True):
        line = (
            f"{output.style(cell(id, most[0]), ACCENT)}  {output.style(cell(category, most[1]), DIM)}  "
            f"{cell(unread, most[2], right=True)} {output.style(cell(total, most[3]), DIM)}  "
            f"{output.style(cell(asked, most[4], right=True), DIM)}  {rest(one_line(state.title), left)}"
        )
        yield line.rstrip()
        for said in filter(None, (_trouble(state), _move(state))):
            yield f"    {rest(one_line(said), output.columns - 4 if output.fixed else None)}"


def _trouble(state: SourceState) -> str:
    if state.source.paused:
        return f"paused: {state.source.paused_why}" if state.source.paused_why else "paused"
    if state.error:
        times = f" ({state.failures} times in a row)" if state.failures > 1 else ""
        return f"{state.error}{times}"
    return ""


def _move(state: SourceState) -> str:
    if state.moved_to is None:
        return ""
    return f"has moved for good and is asked at {state.moved_to}; you may write that into sources.toml"


# import


def _configure_import(parser: ArgumentParser) -> None:
    parser.description = "Follow what an OPML file or newsboat's urls file lists."
    completes_files(parser.add_argument("file", metavar="FILE", type=Path, help="the list"))
    parser.add_argument(
        "--private",
        action="store_true",
        help="also follow addresses on this machine and in private networks; without it they come in paused",
    )


def _run_import(given: Namespace, context: Context) -> int:
    from tuinews.settings.imports import pause_private, read_list  # noqa: PLC0415
    from tuinews.settings.sources_file import add_sources  # noqa: PLC0415

    data = read_bytes(given.file)
    listed = pause_private(read_list(data, given.file.name), given.private)
    context.ensure_home()
    added = add_sources(context.paths.sources, listed)
    try:
        with context.library():  # takes the new ones into the library
            pass
    except TuinewsError as error:
        raise TuinewsError(
            f"{count(len(added), 'source')} new in {context.paths.sources}, but not in the library yet. "
            f"{error}"
        ) from error
    for line in _imported(given.file, listed, added):
        context.output.say(line)
    return 0


def _imported(file: Path, listed: Sequence[Source], added: Sequence[Source]) -> Iterator[str]:
    if not listed:
        yield f"{safe(str(file))} lists no source."
        return
    from tuinews.text.addresses import without_user  # noqa: PLC0415

    there = len(listed) - len(added)
    yield f"{count(len(added), 'source')} new, {there:,} already there."
    paused = [source for source in added if source.paused]
    if paused:
        yield f"{count(len(paused), 'source')} paused:"
        for source in paused:
            name = one_line(source.title or without_user(source.url)) or source.id
            why = source.paused_why or "the list says so"
            yield f"  {source.id}  {name}: {one_line(why)}"
        yield "Take `paused` out of their tables in sources.toml to follow them."
    if len(added) > len(paused):
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
    completes_files(parser.add_argument("file", metavar="FILE", nargs="?", type=Path))


def _run_export(given: Namespace, context: Context) -> int:
    from tuinews.settings.opml import write_opml  # noqa: PLC0415

    with context.library(reading=True) as library:
        sources = list(_named(library.sources()))
    data = write_opml(sources)
    if given.file is None:
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
    "add": Action(configure_add, run_add),
    "remove": Action(_configure_remove, _run_remove),
    "sources": Action(_configure_sources, _run_sources),
    "import": Action(_configure_import, _run_import),
    "export": Action(_configure_export, _run_export),
}
