"""``add``: from an address to a followed source and its articles."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuinews.cli.arguments import add_json, completes_files
from tuinews.cli.clock import now
from tuinews.cli.context import Context, UsageError
from tuinews.cli.forms import source_form
from tuinews.cli.log import logged
from tuinews.cli.output import JSON
from tuinews.cli.tables import count
from tuinews.model import Source, SourceState, TuinewsError
from tuinews.text.clean import one_line

if TYPE_CHECKING:
    from tuinews.refresh.subscribe import Found


def configure_add(parser: ArgumentParser) -> None:
    """The arguments of ``add``."""
    parser.description = "Follow a feed, or the feed that a page names, and fetch its articles."
    address = parser.add_argument(
        "address", metavar="URL|FILE", help="of a feed, or of a page that names one"
    )
    completes_files(address)
    parser.add_argument("--category", metavar="C", default="", help="the tab it is in")
    parser.add_argument("--title", metavar="T", default="", help="your name for it (default: the feed's own)")
    parser.add_argument("--kind", choices=("feed", "page", "sitemap"), default="feed", help=SUPPRESS)
    add_json(parser)


def run_add(given: Namespace, context: Context) -> int:
    """Follow what was given; exit status 1 where a page names several feeds to choose from."""
    if given.kind != "feed":
        raise UsageError(f"`tuinews add --kind {given.kind}` is not built yet; only feeds can be followed.")
    from tuinews.refresh.subscribe import follow  # noqa: PLC0415 (0.2 s that the help saves)

    context.ensure_home()
    with logged(context.paths.log, context.config.log.level):
        found = follow(given.address, context.config)
        if found.choices:
            _offer(found, given, context)
            return 1
        state, new, already = _keep(found, given, context)
    if given.json:
        context.output.document(_form(state, new, already=already))
        return 0
    name = f"{one_line(state.title) or state.source.url} ({state.source.id})"
    if already:
        context.output.say(f"{name} is followed already; nothing was changed.")
    else:
        place = f" in {one_line(state.source.category)}" if state.source.category else ""
        context.output.say(f"Following {name}{place}: {count(new, 'article')}.")
        if state.source.url != given.address:
            context.output.say(f"Its feed is {state.source.url}")
    return 0


def _offer(found: Found, given: Namespace, context: Context) -> None:
    """Name the feeds of the page; the user gives one of them."""
    choices = [{"title": one_line(link.title), "url": link.url} for link in found.choices]
    if given.json:
        context.output.document({"source": None, "new": 0, "already": False, "choices": choices})
    else:
        for choice in choices:
            context.output.say(f"{choice['url']}  {choice['title']}".rstrip())
    context.output.note(f"{found.url} names {count(len(choices), 'feed')}; give the address of one of them.")


def _keep(found: Found, given: Namespace, context: Context) -> tuple[SourceState, int, bool]:
    """Write the source down, keep what its feed has: how it stands, how many are new, was it there before."""
    from tuinews.settings.sources_file import add_sources  # noqa: PLC0415

    wanted = Source(
        id=_id(given.title, found.title),
        url=found.url,
        title=one_line(given.title),
        category=one_line(given.category),
        private=found.private,
    )
    added = add_sources(context.paths.sources, [wanted])
    try:
        return _keep_first(added, found, context)
    except TuinewsError as error:
        if not added:
            raise
        raise TuinewsError(
            f"{found.url} is in {context.paths.sources} now, but its articles are not kept yet. {error}"
        ) from error


def _keep_first(added: Sequence[Source], found: Found, context: Context) -> tuple[SourceState, int, bool]:
    """Keep what the feed has where it was ``added``, and look how it stands."""
    from tuinews.refresh.lock import AlreadyRunning  # noqa: PLC0415
    from tuinews.refresh.subscribe import keep_first  # noqa: PLC0415

    new = 0
    with context.library() as library:
        source = added[0] if added else library.find_source(found.url)
        if added:
            try:
                outcome = keep_first(context.paths, context.config, source, found, now)
                new = outcome.new
                if outcome.error:
                    context.output.note(f"Its articles were not kept: {one_line(outcome.error)}")
            except AlreadyRunning:
                context.output.note("A refresh is running; the next one brings the articles of this source.")
        for state in library.sources():
            if state.source.id == source.id:
                return state, new, not added
    raise TuinewsError(f"{source.url} is not followed; see {context.paths.sources}.")


def _id(*names: str) -> str:
    """A readable id from the first name that has letters for one; empty leaves it to the address."""
    from tuinews.settings.ids import slug  # noqa: PLC0415

    return next((id for name in names if name and (id := slug(name)) != "source"), "")


def _form(state: SourceState, new: int, *, already: bool) -> JSON:
    return {"source": source_form(state), "new": new, "already": already, "choices": []}
