"""``add``: from an address to a followed source and its articles."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tuinews.cli.arguments import add_json, completes_files
from tuinews.cli.clock import now
from tuinews.cli.context import Context
from tuinews.cli.forms import source_form
from tuinews.cli.log import logged
from tuinews.cli.output import JSON
from tuinews.cli.tables import count
from tuinews.model import Source, SourceState, TuinewsError
from tuinews.text.clean import one_line

if TYPE_CHECKING:
    from tuinews.refresh.following import Choice, Found

_SHOWN = 5
"""Headlines of a page that show what following it would give."""


def configure_add(parser: ArgumentParser) -> None:
    """The arguments of ``add``."""
    parser.description = (
        "Follow a feed, or the feed that a page names, and fetch its articles. Where a page names several "
        "you choose; where it names none, its own list of articles can be followed."
    )
    address = parser.add_argument(
        "address", metavar="URL|FILE", help="of a feed, of a page, or an account such as @name@host"
    )
    completes_files(address)
    parser.add_argument("--category", metavar="C", default="", help="the tab it is in")
    parser.add_argument("--title", metavar="T", default="", help="your name for it (default: the feed's own)")
    parser.add_argument(
        "--kind",
        choices=("feed", "page", "sitemap"),
        default="",
        help="feed: only a feed will do; page: the list of articles on the page itself; sitemap: the "
        "articles a sitemap lists (default: what the address leads to)",
    )
    add_json(parser)


def run_add(given: Namespace, context: Context) -> int:
    """Follow what was given; exit status 1 where the user has to choose first."""
    from tuinews.refresh.subscribe import follow  # noqa: PLC0415 (0.2 s that the help saves)

    context.ensure_home()
    with logged(context.paths.log, context.config.log.level):
        found = _followed(given, context) or follow(given.address, context.config, given.kind)
        while found.choices:
            if given.json or not context.output.can_ask:
                _offer(found, given, context)
                return 1
            choice = _asked(found, context)
            if choice is None:
                context.output.note("Nothing was followed.")
                return 1
            found = _taken(choice, found) or follow(choice.url, context.config, choice.kind)
        state, new, already, permitted = _keep(found, given, context)
    if given.json:
        context.output.document(_form(state, new, already=already, permitted=permitted))
        return 0
    name = f"{one_line(state.title) or state.source.url} ({state.source.id})"
    if permitted:
        context.output.say(
            f"{name} waited for your leave, for its host is private. It is asked from now on, first by "
            f"`tuinews refresh {state.source.id}`."
        )
    elif already:
        context.output.say(f"{name} is followed already; nothing was changed.")
    else:
        place = f" in {one_line(state.source.category)}" if state.source.category else ""
        context.output.say(f"Following {name}{place}: {count(new, 'article')}.")
    if state.source.kind == "feed" and state.source.url != given.address:
        context.output.say(f"Its feed is {state.source.url}")
    return 0


def _followed(given: Namespace, context: Context) -> Found | None:
    """What was given, where just that is followed already: nobody is asked for it."""
    from tuinews.refresh.following import Found  # noqa: PLC0415
    from tuinews.settings.source_table import same_address  # noqa: PLC0415
    from tuinews.settings.sources_file import load_sources  # noqa: PLC0415

    address = same_address(given.address)
    for source in load_sources(context.paths.sources).sources:
        if same_address(source.url) == address and given.kind in {"", source.kind}:
            return Found(source.url, source.kind)
    return None


def _offer(found: Found, given: Namespace, context: Context) -> None:
    """Show what could be followed; the user gives one of it."""
    first = found.choices[0]
    if given.json:
        choices = [_choice_form(choice) for choice in found.choices]
        context.output.document(
            {"source": None, "new": 0, "already": False, "choices": choices, "permitted": False}
        )
    else:
        for line in _headlines(first, context) if first.kind != "feed" else map(_line, found.choices):
            context.output.say(line)
    if first.kind == "feed":
        context.output.note(
            f"{found.url} names {count(len(found.choices), 'feed')}; give the address of one of them."
        )
    else:
        command = shlex.join(["tuinews", "add", "--kind", first.kind, first.url])
        context.output.note(f"{_no_feed(first)}: {command}")


def _asked(found: Found, context: Context) -> Choice | None:
    """What the person at the terminal chooses; None for nothing."""
    output, choices = context.output, found.choices
    if choices[0].kind != "feed":
        for line in _headlines(choices[0], context):
            output.note(line)
        output.note(f"{_no_feed(choices[0])}.")
        answer = output.ask("Follow it? [y/N] ")
        return choices[0] if answer.lower() in {"y", "yes"} else None
    for number, choice in enumerate(choices, 1):
        output.note(f"{number:3}  {_line(choice)}")
    answer = output.ask(f"Which of these feeds? [1-{len(choices)}, Enter for none] ")
    number = int(answer) if answer.isascii() and answer.isdecimal() and len(answer) < 6 else 0
    return choices[number - 1] if 0 < number <= len(choices) else None


def _taken(choice: Choice, found: Found) -> Found | None:
    """What was chosen, where it is read already."""
    if choice.document is None:
        return None
    return replace(found, url=choice.url, kind=choice.kind, document=choice.document, choices=())


def _line(choice: Choice) -> str:
    return f"{choice.url}  {one_line(choice.title)}".rstrip()


def _no_feed(choice: Choice) -> str:
    place = "a sitemap" if choice.kind == "sitemap" else "a page without a feed"
    return f"{choice.url} is {place}; its {count(len(choice.entries), 'article')} can be followed"


def _headlines(choice: Choice, context: Context) -> list[str]:
    """The first articles it would give."""
    from tuinews.text.width import fit  # noqa: PLC0415

    entries = choice.entries[:_SHOWN]
    dated = any(entry.published for entry in entries)
    dates = [f"{(entry.published or '')[:10]:10}  " if dated else "" for entry in entries]
    lines = [date + one_line(entry.title) for date, entry in zip(dates, entries, strict=True)]
    return [fit(line, context.output.columns) for line in lines] if context.output.fixed else lines


def _choice_form(choice: Choice) -> JSON:
    form: JSON = {"title": one_line(choice.title), "url": choice.url, "kind": choice.kind}
    if choice.kind != "feed":
        form["articles"] = [
            {"title": one_line(entry.title), "url": entry.url, "published": entry.published}
            for entry in choice.entries
        ]
    return form


class _Kept(NamedTuple):
    """How a source stands."""

    state: SourceState
    new: int
    """Articles that are new."""
    already: bool
    """It was followed before."""
    permitted: bool
    """It was not asked because of its host, and is from now on."""


def _keep(found: Found, given: Namespace, context: Context) -> _Kept:
    """Write the source down, and keep what its feed has."""
    from tuinews.settings.imports import give_leave  # noqa: PLC0415
    from tuinews.settings.sources_file import add_sources  # noqa: PLC0415

    wanted = Source(
        id=_id(given.title, found.title),
        url=found.url,
        title=one_line(given.title),
        category=one_line(given.category),
        kind=found.kind,
        private=found.private,
    )
    added = add_sources(context.paths.sources, [wanted])
    # An address that was typed may be private; so may the one of a list, once it is typed, too.
    permitted = [] if added else give_leave(context.paths.sources, [wanted])
    try:
        state, new = _keep_first(added, found, context)
    except TuinewsError as error:
        if not added:
            raise
        raise TuinewsError(
            f"{found.url} is in {context.paths.sources} now, but its articles are not kept yet. {error}"
        ) from error
    return _Kept(state, new, already=not added, permitted=bool(permitted))


def _keep_first(added: Sequence[Source], found: Found, context: Context) -> tuple[SourceState, int]:
    """Keep what the feed has where it was ``added``; how it stands then, and how many articles are new."""
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
        for state in library.sources_in_full():
            if state.source.id == source.id:
                return state, new
    raise TuinewsError(f"{source.url} is not followed; see {context.paths.sources}.")


def _id(*names: str) -> str:
    """A readable id from the first name that has letters for one; empty leaves it to the address."""
    from tuinews.settings.ids import slug  # noqa: PLC0415

    return next((id for name in names if name and (id := slug(name)) != "source"), "")


def _form(state: SourceState, new: int, *, already: bool, permitted: bool) -> JSON:
    return {
        "source": source_form(state),
        "new": new,
        "already": already,
        "choices": [],
        "permitted": permitted,
    }
