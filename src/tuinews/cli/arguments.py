"""Arguments that several commands share, and what they mean."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuinews.cli.context import UsageError
from tuinews.model import TuinewsError
from tuinews.query import parse

if TYPE_CHECKING:
    from tuinews.library import Library

QUERY_HELP = (
    'words, "phrases", -not, source:ID, category:NAME, is:unread, is:read, is:starred '
    "(put -- before a query that begins with a minus)"
)
_QUERIED_HELP = (
    'the articles that match, such as "source:bbc-world is:unread" (--query=-WORD for a leading minus)'
)

# What shtab's scripts complete with, as its documentation has it; written out so that it is not imported.
_FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
_FOLDERS = {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"}


def completes_files(action: Action) -> None:
    """Let the shell complete names of files here."""
    action.complete = _FILES  # type: ignore[attr-defined]


def completes_folders(action: Action) -> None:
    """Let the shell complete names of folders here."""
    action.complete = _FOLDERS  # type: ignore[attr-defined]


def positive(text: str) -> int:
    """A whole number from 1 to what SQLite holds."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:20]) < 1 << 63):
        raise ArgumentTypeError(f"'{text}' is no number from 1 on")
    return int(text)


def add_limit(parser: ArgumentParser, default: int, what: str) -> None:
    """``--limit N``."""
    parser.add_argument(
        "--limit", metavar="N", type=positive, default=default, help=f"at most N {what} (default: {default})"
    )


def add_json(parser: ArgumentParser, what: str = "one JSON document") -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help=f"{what} on standard output")


def add_selection(parser: ArgumentParser) -> None:
    """``ID... | --query QUERY``; see ``selected``."""
    parser.add_argument("ids", metavar="ID", type=positive, nargs="*", help="numbers of articles")
    parser.add_argument("--query", metavar="QUERY", help=_QUERIED_HELP)


def selected(library: Library, ids: Sequence[int], query: str | None) -> list[int]:
    """The articles given by number or by query; raises UsageError, TuinewsError where one is not there."""
    if bool(ids) == (query is not None):
        raise UsageError("Say which articles: either their numbers or --query QUERY.")
    if query is not None:
        return library.matching(understood(query), None)
    for id in ids:
        if library.headline(id) is None:
            raise no_article(id)
    return list(dict.fromkeys(ids))


def understood(query: str) -> str:
    """The query; raises UsageError where a part of it says nothing, since without it more would be found."""
    parsed = parse(query)
    if parsed.problems:
        raise UsageError(f"{' '.join(parsed.problems)} Without that it would find more, so nothing was done.")
    if not parsed:
        raise UsageError(f"There is nothing to look for in the query '{query}'.")
    return query


def no_article(id: int) -> TuinewsError:
    """Why a number leads nowhere."""
    return TuinewsError(f"There is no article {id} in the library; `tuinews list` shows the numbers.")
