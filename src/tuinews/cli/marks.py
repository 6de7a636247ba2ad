"""``mark`` and ``undo``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tuinews.cli.arguments import add_selection, selected
from tuinews.cli.context import Action, Context
from tuinews.cli.tables import count
from tuinews.model import Mark

_SAID = {
    Mark.READ: "Marked read",
    Mark.UNREAD: "Marked unread",
    Mark.STAR: "Starred",
    Mark.UNSTAR: "Star taken away",
}


def _configure_mark(parser: ArgumentParser) -> None:
    parser.description = "Mark articles read or unread, star them or take the star away."
    parser.add_argument("mark", choices=[str(mark) for mark in Mark], help="what to say of them")
    add_selection(parser)


def _run_mark(given: Namespace, context: Context) -> int:
    mark = Mark(given.mark)
    with context.library() as library:
        ids = selected(library, given.ids, given.query)
        changed = library.mark(ids, mark)
    so_already = len(ids) - changed
    sentence = f"{_SAID[mark]}: {count(changed, 'article')}"
    if so_already:
        sentence += f" ({so_already:,} already so)"
    context.output.say(f"{sentence}.")
    return 0


def _configure_undo(parser: ArgumentParser) -> None:
    parser.description = "Take back the last mark, star or mark-all, also of an earlier session."


def _run_undo(given: Namespace, context: Context) -> int:  # noqa: ARG001
    with context.library() as library:
        said = library.undo()
    context.output.say(said or "There is nothing to take back.")
    return 0


ACTIONS = {
    "mark": Action(_configure_mark, _run_mark),
    "undo": Action(_configure_undo, _run_undo),
}
