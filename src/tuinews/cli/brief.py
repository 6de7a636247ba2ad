"""``brief``: the edition in ten plain lines, from what is kept alone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from tuinews.cli.arguments import add_json
from tuinews.cli.clock import now
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import edition_form
from tuinews.cli.output import ACCENT, BOLD, DIM, Output
from tuinews.cli.rows import NO_HEADLINE, nothing_kept
from tuinews.cli.tables import cell, count, rest, widths
from tuinews.model import Edition, Told, View
from tuinews.settings.zone import LocalZone
from tuinews.text.clean import one_line
from tuinews.text.dates import age
from tuinews.text.editions import amount, heading
from tuinews.text.width import cell_width, fit

LINES = 10
"""Never more, whatever came."""
_NARROW = 50
"""Cells of a line that has no room for words beside the headline."""
_ENOUGH = 30
"""Cells of a headline that what is new may not take."""


def _configure(parser: ArgumentParser) -> None:
    parser.description = (
        "What came since you left the interface, and what of it most sources tell, in ten lines at most. "
        "Asks no network and marks nothing."
    )
    add_json(parser)


def _run(given: Namespace, context: Context) -> int:
    output = context.output
    with context.library(reading=True) as library:
        edition = library.edition(LINES - 2)
        if given.json:
            output.document(edition_form(edition))
            return 0
        if not edition.articles and not library.totals(View())[0]:
            output.note(nothing_kept(library))
            return 0
    for line in edition_lines(edition, output):
        output.say(line)
    return 0


def edition_lines(edition: Edition, output: Output) -> Iterator[str]:
    """How much came, a line for each story, and that this is all. Without stories: the first alone."""
    zone, moment = LocalZone(), now()
    room = output.columns if output.fixed else None
    yield output.style(_fitting(room, heading(edition, moment, zone), amount(edition)), BOLD)
    if not edition.told:
        return
    narrow = room is not None and room < _NARROW
    cells = [
        (str(told.publishers) if narrow else told.why, age(told.when, moment, zone)) for told in edition.told
    ]
    whys, ages = widths(cells, (20, 8), fixed=output.fixed)
    for told, (why, when) in zip(edition.told, cells, strict=True):
        margin = "" if narrow else "  "
        left = None if room is None else room - (len(margin) + whys + 2 + ages + 2)
        yield (
            f"{margin}{output.style(cell(why, whys, right=True), ACCENT)}  "
            f"{output.style(cell(when, ages, right=True), DIM)}  {_said(told, left, output)}"
        ).rstrip()
    yield output.style(_fitting(room, *_endings(edition)), DIM)


def _said(told: Told, room: int | None, output: Output) -> str:
    """The headline, and what is new in it where there is room for both."""
    title, news = one_line(told.title) or NO_HEADLINE, one_line(told.news)
    if room is not None:
        beside = min(room * 2 // 5, room - _ENOUGH - 2)
        while news and cell_width(news) > beside:
            news = news.rpartition(", ")[0]
        title = rest(title, room - cell_width(news) - 2 if news else room)
    shown = output.style(title, *([] if told.unread else [DIM]))
    return f"{shown}  {output.style(news, DIM)}" if news else shown


def _endings(edition: Edition) -> tuple[str, ...]:
    """How it may end, the longest first."""
    wait = [count(edition.articles, "article")]
    if more := edition.stories - len(edition.told):
        wait.insert(0, count(more, "smaller story", "smaller stories"))
    return f"That is all. {' and '.join(wait)} wait in tuinews.", "That is all."


def _fitting(room: int | None, *texts: str) -> str:
    """The first of some texts that fits, or the beginning of the last."""
    for text in texts:
        if room is None or cell_width(text) <= room:
            return text
    return fit(texts[-1], room or 0)


ACTIONS = {"brief": Action(_configure, _run)}
