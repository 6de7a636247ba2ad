"""``remove`` and ``sources``; ``add`` has a file of its own, and so have the lists."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from tuinews.cli.add import configure_add, run_add
from tuinews.cli.arguments import add_json
from tuinews.cli.clock import now
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import source_form
from tuinews.cli.output import ACCENT, BOLD, DIM, Output
from tuinews.cli.tables import cell, count, rest, widths
from tuinews.model import SourceState
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
        permit=f"Run `tuinews add {shlex.quote(one_line(state.source.url))}`",
        correct="Change `url` in its table in sources.toml",
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


ACTIONS = {
    "add": Action(configure_add, run_add),
    "remove": Action(_configure_remove, _run_remove),
    "sources": Action(_configure_sources, _run_sources),
}
