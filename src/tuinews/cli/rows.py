"""Articles as lines of a list, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tuinews.cli.clock import now
from tuinews.cli.output import ACCENT, BOLD, DIM, Output
from tuinews.cli.tables import cell, rest, widths
from tuinews.model import Headline, Related
from tuinews.settings.zone import LocalZone
from tuinews.text.clean import one_line
from tuinews.text.dates import age
from tuinews.text.width import cell_width

if TYPE_CHECKING:
    from tuinews.library import Library

_MOST = (12, 8, 18, 5)  # cells of number, age, source, other tellings
NO_HEADLINE = "(no headline)"


def headline_lines(rows: Sequence[Headline], output: Output) -> Iterator[str]:
    """A line for each: number, unread and star, age, source, headline (with ``±`` where it was changed), how
    many others tell the same.
    """
    zone, moment = LocalZone(), now()
    cells = [
        (
            str(row.id),
            age(row.when, moment, zone),
            one_line(row.source_title),
            f"+{row.tellings}" if row.tellings else "",
        )
        for row in rows
    ]
    ids, ages, sources, tellings = widths(cells, _MOST, fixed=output.fixed)
    left = output.columns - (ids + 5 + ages + 2 + sources + 2) - (tellings + 2 if tellings else 0)
    for row, (id, when, source, others) in zip(rows, cells, strict=True):
        said = ("± " if row.revised else "") + (one_line(row.title) or NO_HEADLINE)
        title = rest(said, left if output.fixed else None)
        line = (
            f"{output.style(cell(id, ids, right=True), DIM)}  "
            f"{' ' if row.read else '●'}{'★' if row.starred else ' '} "
            f"{output.style(cell(when, ages, right=True), DIM)}  "
            f"{output.style(cell(source, sources), ACCENT)}  "
            f"{output.style(title, DIM if row.read else BOLD)}"
        )
        if others:
            gap = max(0, left - cell_width(title)) if output.fixed else 0
            line += f"{' ' * gap}  {output.style(cell(others, tellings, right=True), DIM)}"
        yield line.rstrip()


def related_lines(related: Sequence[Related], output: Output) -> Iterator[str]:
    """Two lines for each: what it is, and why it is here."""
    if not related:
        yield "  Nothing related."
        return
    zone, moment = LocalZone(), now()
    cells = [(str(item.id), age(item.when, moment, zone), one_line(item.source_title)) for item in related]
    ids, ages, sources = widths(cells, _MOST[:3], fixed=output.fixed)
    indent = ids + ages + 6
    title_room = output.columns - indent - sources - 2 if output.fixed else None
    why_room = output.columns - indent if output.fixed else None
    for item, (id, when, source) in zip(related, cells, strict=True):
        yield (
            f"  {output.style(cell(id, ids, right=True), DIM)}"
            f"  {output.style(cell(when, ages, right=True), DIM)}"
            f"  {output.style(cell(source, sources), ACCENT)}"
            f"  {rest(one_line(item.title) or NO_HEADLINE, title_room)}"
        )
        why = "; ".join(
            part for part in ("same story" if item.same_story else "", one_line(item.why)) if part
        )
        if why:
            yield f"{' ' * indent}{output.style(rest(why, why_room), DIM)}"


def nothing_kept(library: Library) -> str:
    """What to do where there are no articles yet."""
    if library.follows_any():
        return "No articles yet; `tuinews refresh` asks the sources for them."
    return "Nothing is followed yet; begin with `tuinews add URL` or `tuinews import FILE`."
