"""``stories``: which articles tell the same event."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuinews.cli.arguments import QUERY_HELP, add_json, add_limit, understood
from tuinews.cli.clock import now
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import story_form
from tuinews.cli.output import ACCENT, BOLD, DIM, Output
from tuinews.cli.rows import NO_HEADLINE, nothing_kept
from tuinews.cli.tables import cell, rest, widths
from tuinews.model import Story, View
from tuinews.settings.zone import LocalZone
from tuinews.text.clean import one_line
from tuinews.text.dates import age
from tuinews.text.editions import about

if TYPE_CHECKING:
    from tuinews.library import Library

_MOST = (12, 8, 18)  # cells of number, age, source


def _configure(parser: ArgumentParser) -> None:
    parser.description = "Stories: the articles that tell the same event, those told last first."
    parser.add_argument("query", metavar="QUERY", nargs="*", help=f"stories with an article of: {QUERY_HELP}")
    add_limit(parser, 20, "stories")
    add_json(parser)


def _run(given: Namespace, context: Context) -> int:
    query = " ".join(given.query).strip()
    output = context.output
    with context.library(reading=True) as library:
        stories = library.stories(understood(query) if query else None, given.limit)
        if given.json:
            output.array(story_form(story) for story in stories)
            return 0
        for number, story in enumerate(stories):
            if number:
                output.say()
            for line in story_lines(story, output):
                output.say(line)
        if not stories:
            output.note(_nothing(library, query))
    return 0


def story_lines(story: Story, output: Output) -> Iterator[str]:
    """The headline, who tells it and when, and a line for each telling: number, unread, ``=`` where it is a
    copy of an earlier one, age, source, headline (with ``±`` where it was changed).
    """
    zone, moment = LocalZone(), now()
    room = output.columns if output.fixed else None
    yield output.style(rest(one_line(story.title) or NO_HEADLINE, room), BOLD)
    indent = room - 2 if room is not None else None
    yield f"  {output.style(rest(about(story, moment, zone), indent), DIM)}"
    rows = [telling.headline for telling in story.tellings]
    cells = [(str(row.id), age(row.when, moment, zone), one_line(row.source_title)) for row in rows]
    ids, ages, sources = widths(cells, _MOST, fixed=output.fixed)
    left = None if room is None else room - (2 + ids + 5 + ages + 2 + sources + 2)
    for telling, row, (id, when, source) in zip(story.tellings, rows, cells, strict=True):
        said = ("± " if telling.retitled else "") + (one_line(row.title) or NO_HEADLINE)
        is_copy = telling.copy_of is not None
        yield (
            f"  {output.style(cell(id, ids, right=True), DIM)}  "
            f"{' ' if row.read else '●'}{'=' if is_copy else ' '} "
            f"{output.style(cell(when, ages, right=True), DIM)}  "
            f"{output.style(cell(source, sources), ACCENT)}  "
            f"{output.style(rest(said, left), *([DIM] if is_copy or row.read else []))}"
        ).rstrip()


def _nothing(library: Library, query: str) -> str:
    if query:
        return f"No story matches: {query}" + (f"\n{hint}" if (hint := library.advice(query)) else "")
    if library.totals(View())[0]:
        return "No two articles tell the same event yet."
    return nothing_kept(library)


ACTIONS = {"stories": Action(_configure, _run)}
