"""``read``: an article as text, of the library or of any address; with its own page asked for the whole."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, NamedTuple

from tuinews.cli.arguments import add_json, no_article
from tuinews.cli.clock import now
from tuinews.cli.context import Action, Context, UsageError
from tuinews.cli.forms import whole_form
from tuinews.cli.log import logged
from tuinews.cli.output import Output
from tuinews.model import Article, Body, Headline, Related, TuinewsError
from tuinews.text.addresses import canonical
from tuinews.text.clean import one_line
from tuinews.text.dates import sort_key

if TYPE_CHECKING:
    from tuinews.model import Page, Revision


_ONLY_NUMBERS = re.compile(r"[\d.,\s]*")


class _Read(NamedTuple):
    """What is to be shown."""

    article: Article
    related: tuple[Related, ...]
    revisions: tuple[Revision, ...] = ()
    """What it said before."""
    changes: tuple[tuple[Revision, Revision], ...] = ()
    """What became what, where that is wanted."""
    status: int = 0
    note: str = ""
    """What to say of it; the status is 1 where that is a failure."""


def _configure(parser: ArgumentParser) -> None:
    parser.description = (
        "An article as text. Reading it here neither marks it read nor counts as a view. What an address "
        "leads to is read in the same way, and not kept."
    )
    parser.add_argument(
        "article", metavar="ID|URL", help="the article's number, as `tuinews list` shows it, or any address"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="the whole article: its own page is asked, unless it was, and what it gives is kept",
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="as --full, and its page is asked once more although it was: what it changed is kept",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--markdown", action="store_true", help="the article as Markdown, for a file")
    forms.add_argument(
        "--changes", action="store_true", help="what its publisher changed: words removed and added"
    )
    add_json(parser)


def _run(given: Namespace, context: Context) -> int:
    if given.changes and _number(given.article) is None:
        raise UsageError("Only of articles in the library is kept what they said before; give a number.")
    if given.json and (given.markdown or given.changes):
        raise UsageError("--json has the whole article and its revisions; give it alone.")
    id = _number(given.article)
    found = _at_address(given.article, context) if id is None else _kept(id, given, context)
    _print(found, given, context)
    if found.note:
        context.output.note(found.note)
    return found.status


def _number(text: str) -> int | None:
    """The number of an article; None for what must be an address."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text[:20]) < 1 << 63 else None


def _kept(id: int, given: Namespace, context: Context) -> _Read:
    """An article of the library."""
    note, status = "", 0
    full = given.full or given.again
    with context.library(reading=not full) as library:
        article = library.article(id, Body.PAGE if full else Body.SHOWN)
        if article is None:
            raise no_article(id)
        if full:
            if given.again or _is_missing(article):
                _fetch(article, context)
                article = library.article(id, Body.PAGE) or article
            page = article.page
            note = (page and page.error) or ""
            if page is None or not page.found:
                status = 1
            elif page.error and not page.shown:
                # What the feed gave is the better text.
                status, article = 1, library.article(id) or article
        related = () if given.markdown or given.changes else library.related(id)
        revisions = library.revisions(id) if given.json else ()
        changes = library.changes(id) if given.changes else ()
    return _Read(article, related, revisions, changes, status, note)


def _is_missing(article: Article) -> bool:
    """Whether the whole is not here, or older than what the feed says."""
    page = article.page
    return page is None or not page.found or page.error is not None or article.page_is_outdated


def _fetch(article: Article, context: Context) -> None:
    """Ask the article's own page. Raises TuinewsError where it has none."""
    from tuinews.refresh.fulltext import fetch_whole  # noqa: PLC0415 (0.2 s that reading what is kept saves)

    if not article.url:
        raise TuinewsError(
            f"Article {article.id} has no address, so there is no page to ask for the whole of it."
        )
    with logged(context.paths.log, context.config.log.level):
        fetch_whole(context.paths, context.config, [article.id], now)


def _at_address(typed: str, context: Context) -> _Read:
    """The article at an address, and what the library has beside it."""
    from tuinews.refresh.fulltext import read_address  # noqa: PLC0415
    from tuinews.refresh.subscribe import addresses  # noqa: PLC0415

    try:
        tried = addresses("" if _ONLY_NUMBERS.fullmatch(typed) else typed)
    except TuinewsError:
        raise UsageError(
            f"'{one_line(typed)[:100]}' is neither an article's number nor a web address; `tuinews list` "
            "shows the numbers."
        ) from None
    context.ensure_home()
    with logged(context.paths.log, context.config.log.level):
        page = read_address(tried, context.config)
    if page.entry.html is None:
        raise TuinewsError(f"{page.obstacle.rstrip('.')}: {page.url}")
    with context.library(reading=True) as library:
        article = unkept_article(page)
        found = library.related_to_query(article.title, text=article.text, at=article.sort)
        same = {one.id for one in found if _is_at(library.headline(one.id), article.url, page.url)}
    kept = f"It is article {min(same)} of the library." if same else ""
    related = tuple(one for one in found if one.id not in same)
    return _Read(article, related, note=" ".join(filter(None, (page.obstacle, kept))))


def _is_at(row: Headline | None, *urls: str | None) -> bool:
    """Whether an article of the library is the one at these addresses."""
    return row is not None and canonical(row.url or "") in {canonical(url) for url in urls if url}


def unkept_article(page: Page) -> Article:
    """A page as an article that is not kept."""
    from tuinews.text.addresses import display_host  # noqa: PLC0415
    from tuinews.text.words import count_words  # noqa: PLC0415

    entry = page.entry
    return Article(
        id=0,
        sort=sort_key(entry.published, now()),
        title=entry.title,
        url=entry.url or page.url,
        source="",
        source_title=display_host(page.url),
        category="",
        labels=entry.labels,
        author=entry.author,
        editors=entry.editors,
        origin=entry.origin,
        published=entry.published,
        updated=entry.updated,
        fetched="",  # it is not kept
        summary=entry.summary,
        language=entry.language,
        words=count_words(entry.text),
        image=entry.image,
        comments_url=entry.comments_url,
        comments_count=entry.comments_count,
        read=False,
        starred=False,
        views=0,
        page_views=entry.page_views,
        revised=None,
        story=None,
        html=entry.html,
        text=entry.text,
        enclosures=entry.enclosures,
        relevant=entry.relevant,
    )


def _print(found: _Read, given: Namespace, context: Context) -> None:
    from tuinews.text.blocks import parse  # noqa: PLC0415  (list and search do without it)

    article = found.article
    output: Output = context.output
    if given.changes:
        _print_changes(found, context)
        return
    document = parse(article.html or "", article.url)
    if given.markdown:
        from tuinews.settings.zone import LocalZone  # noqa: PLC0415
        from tuinews.text.markdown import article_markdown  # noqa: PLC0415

        output.say(article_markdown(article, document, LocalZone()).rstrip("\n"))
        return
    if given.json:
        # Behind the numbered ones stand the addresses of pictures.
        links = list(zip(document.link_texts, document.links, strict=True))[: document.numbered]
        output.document(whole_form(article, links, found.related, found.revisions))
        return
    from tuinews.cli.reading import article_lines  # noqa: PLC0415

    if not output.colour:  # nothing else would tell code in a line
        document = parse(article.html or "", article.url, ticked=True)
    for line in article_lines(article, document, found.related, context):
        output.say(line)


def _print_changes(found: _Read, context: Context) -> None:
    from tuinews.cli.reading import change_lines  # noqa: PLC0415

    for line in change_lines(found.changes, context):
        context.output.say(line)
    if not found.changes:
        context.output.note("This article has not changed since it came.")


ACTIONS = {"read": Action(_configure, _run)}
