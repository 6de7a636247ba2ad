"""``list``, ``search`` and ``related``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuinews.cli.arguments import (
    QUERY_HELP,
    add_json,
    add_limit,
    add_selection,
    selected,
    understood,
)
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import article_form, related_form
from tuinews.cli.output import BOLD, JSON
from tuinews.cli.rows import headline_lines, nothing_kept, related_lines
from tuinews.model import Headline, Key, Scope, View
from tuinews.text.clean import one_line

if TYPE_CHECKING:
    from tuinews.library import Library

_PAGE = 200


def _configure_list(parser: ArgumentParser) -> None:
    parser.description = "Articles, newest first."
    parser.add_argument("query", metavar="QUERY", nargs="*", help=QUERY_HELP)
    add_limit(parser, 50, "articles")
    add_json(parser)


def _configure_search(parser: ArgumentParser) -> None:
    parser.description = "Articles, best match first."
    parser.add_argument("query", metavar="QUERY", nargs="+", help=QUERY_HELP)
    add_limit(parser, 20, "articles")
    add_json(parser)


def _configure_related(parser: ArgumentParser) -> None:
    parser.description = "What else was written about an article, and why it is here."
    add_selection(parser)
    add_limit(parser, 8, "related articles for each")
    add_json(parser, "a line of JSON for each article")


def _run_list(given: Namespace, context: Context) -> int:
    query = " ".join(given.query).strip()
    with context.library(reading=True) as library:
        view = View(Scope.SEARCH, understood(query)) if query else View()
        _show(_newest(library, view, given.limit), query, given.json, library, context)
    return 0


def _run_search(given: Namespace, context: Context) -> int:
    query = understood(" ".join(given.query).strip())
    with context.library(reading=True) as library:
        _show(iter(library.search(query, given.limit)), query, given.json, library, context)
    return 0


def _newest(library: Library, view: View, limit: int) -> Iterator[Headline]:
    """The first ``limit`` rows of ``view``, read page by page."""
    after: Key | None = None
    while limit > 0:
        wanted = min(limit, _PAGE)
        page = library.page(view, after=after, limit=wanted)
        yield from page
        if len(page) < wanted:
            return
        limit -= wanted
        after = page[-1].key


def _show(rows: Iterator[Headline], query: str, as_json: bool, library: Library, context: Context) -> None:
    if as_json:
        context.output.array(_articles(rows, library))
        return
    shown = list(rows)
    for line in headline_lines(shown, context.output):
        context.output.say(line)
    if not shown:
        context.output.note(_nothing(library, query))


def _articles(rows: Iterator[Headline], library: Library) -> Iterator[JSON]:
    for row in rows:
        article = library.article(row.id)
        if article is not None:
            yield article_form(article)


def _nothing(library: Library, query: str) -> str:
    if query:
        return f"No article matches: {query}" + (f"\n{hint}" if (hint := library.advice(query)) else "")
    return nothing_kept(library)


def _run_related(given: Namespace, context: Context) -> int:
    output = context.output
    with context.library(reading=True) as library:
        ids = selected(library, given.ids, given.query)
        for number, id in enumerate(ids):
            related = library.related(id, given.limit)
            if given.json:
                output.json_line({"id": id, "related": [related_form(item) for item in related]})
                continue
            headline = library.headline(id)
            if headline is None:  # taken away meanwhile
                continue
            if number:
                output.say()
            output.say(output.style(f"{id}  {one_line(headline.title)}", BOLD))
            for line in related_lines(related, output):
                output.say(line)
        if not ids and not given.json:
            output.note(_nothing(library, given.query))
    return 0


ACTIONS = {
    "list": Action(_configure_list, _run_list),
    "search": Action(_configure_search, _run_search),
    "related": Action(_configure_related, _run_related),
}
