"""One refresh: what is due is asked for, read by children, and written by this process alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from tuinews.model import Outcome, Source, Status, TuinewsError
from tuinews.refresh.keep import Keeper
from tuinews.refresh.limits import limits
from tuinews.refresh.lock import only_one
from tuinews.refresh.messages import Job, Limits
from tuinews.refresh.plan import plan
from tuinews.refresh.reach import Reach
from tuinews.refresh.secrets import with_secrets
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.settings.problems import SettingsError
from tuinews.settings.sources_file import fill_ids, load_sources
from tuinews.store import Store, without_secrets

_MERGING = 0.1
"""Seconds spent on merging the full-text index after a refresh. Most of it is done while the network is
waited for, and what is left by the next refresh.
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a whole refresh came to."""

    sources: int = 0
    """Sources that were reported, waiting ones too."""
    new: int = 0
    changed: int = 0
    failed: int = 0
    offline: bool = False
    """Nothing at all could be reached."""
    notes: tuple[str, ...] = ()
    """What is wrong in ``sources.toml``, sentences."""


def run(
    paths: Paths,
    config: Config,
    *,
    on_outcome: Callable[[Outcome], None],
    sources: Collection[str] | None = None,
    force: bool = False,
    now: Callable[[], int] = lambda: int(time.time()),
    spacing: float = 1.0,
) -> Report:
    """Refresh what is due, or, with ``force``, all; of these ``sources`` (ids), or of all.

    Named sources are asked due or not, but not within two minutes of the last time unless by force; nobody
    who told us to wait is asked. ``on_outcome`` hears of each source once: of what was stored after it was
    committed. ``spacing``: seconds between two requests to a host that answered 429.

    Raises AlreadyRunning where another refresh is at work, StoreError where the library cannot be used,
    TuinewsError for an unknown source; KeyboardInterrupt after a clean stop, with everything that was
    reported kept.
    """
    with only_one(paths.database.parent), closing(Store.open(paths.database)) as store:
        followed, notes = followed_sources(paths, store)
        unknown = set(sources or ()) - {source.id for source in followed}
        if unknown:
            raise TuinewsError(f"There is no source '{min(unknown)}'; `tuinews sources` lists them.")
        tally = _Tally(on_outcome)
        meant = plan(
            followed,
            store.fetch_states(source.id for source in followed),
            now(),
            chosen=None if sources is None else frozenset(sources),
            force=force,
        )
        for outcome in meant.waiting:
            tally.take(outcome)
        bounds = limits(config, spacing, ahead=now() - int(time.time()))
        if meant.jobs:
            jobs = {job.source.id: job for job in meant.jobs}
            keeper = Keeper(store, jobs, every=config.refresh.every_minutes, report=tally.take, now=now)
            store.write_much()
            ready, troubles = with_secrets(meant.jobs)
            keeper.keep(troubles)
            _ask(ready, bounds, keeper, lambda: not store.merge_index(0))
            keeper.finish()
            store.tidy(_MERGING)
        if config.full_text.ahead and not tally.offline:
            from tuinews.refresh.fulltext import fetch_ahead  # noqa: PLC0415 (most refreshes do without)

            meant_for = [source for source in followed if sources is None or source.id in sources]
            fetch_ahead(store, meant_for, config, now, bounds)
        return Report(tally.sources, tally.new, tally.changed, tally.failed, tally.offline, notes)


def followed_sources(paths: Paths, store: Store) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources as ``sources.toml`` has them now, or as it had them last where it is broken."""
    document = load_sources(paths.sources)
    notes = tuple(map(str, document.problems))
    if document.broken:
        # The library keeps no secrets; those that can be made out in the file still hold.
        said = {without_secrets(source): source for source in document.sources}
        known = tuple(said.get(source, source) for source in store.followed())
        return known, (*notes, "The sources are refreshed as they were known before.")
    if document.without_id:
        # Articles belong to an id; from now on it outlives another title or address. A file that cannot be
        # written, or is in a form the program does not edit, gives the same ids until they change.
        with suppress(SettingsError):
            fill_ids(paths.sources)
    store.sync_sources(document.sources, document.categories)
    return document.sources, notes


def _ask(jobs: Sequence[Job], bounds: Limits, keeper: Keeper, idle: Callable[[], bool]) -> None:
    """Have the jobs done, and keep what comes of them as it comes; ``idle`` as in ``Crew.messages``."""
    # Only a refresh that has something to ask pays for HTTP and the parsers (0.2 s).
    from tuinews.refresh.crew import Crew  # noqa: PLC0415

    reach = Reach({job.source.id: job for job in jobs})
    with Crew(jobs, bounds) as crew:
        for messages in crew.messages(idle):
            keeper.keep(reach.take(messages))
            if reach.hopeless:
                break
    if reach.offline:
        keeper.offline(reach.unreached())
    else:
        keeper.keep(reach.unreached())


class _Tally:
    """Counts outcomes as they are passed on."""

    def __init__(self, on_outcome: Callable[[Outcome], None]) -> None:
        self._on_outcome = on_outcome
        self.sources = self.new = self.changed = self.failed = 0
        self.offline = False

    def take(self, outcome: Outcome) -> None:
        self.sources += 1
        self.new += outcome.new
        self.changed += outcome.changed
        self.failed += outcome.status is Status.FAILED
        self.offline = self.offline or outcome.status is Status.OFFLINE
        self._on_outcome(outcome)
