"""What came of each source, written into the store: the engine's only writer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tuinews.model import Changes, FetchState, Outcome, Status
from tuinews.refresh.ahead import Ahead
from tuinews.refresh.decide import decide
from tuinews.refresh.messages import Document, Job, Message, Trouble
from tuinews.refresh.outcomes import answered, troubled
from tuinews.refresh.stories import Fresh, begin, group_late
from tuinews.refresh.vanishing import LONGEST
from tuinews.store import GAP, Store, StoreLocked, StoreUnusable

_LONGEST = 0.03
"""Seconds a transaction goes on taking in sources. The index, at its end, takes about as long again, and in
all it should not keep others from writing for more than 50 ms.
"""
_MOST_SOURCES = 20
_MOST_ARTICLES = 50
"""Articles written between two looks at the clock."""

log = logging.getLogger("tuinews.refresh")


@dataclass(frozen=True, slots=True)
class _Step:
    """A part of what a source brought; the outcome comes with its last."""

    source: str
    changes: Changes
    state: FetchState | None = None
    outcome: Outcome | None = None
    whole: Changes | None = None
    """All that its document changes, where its articles are to be remembered as the last document."""
    ahead: Ahead | None = None
    """The stories that its new articles tell."""


class Keeper:
    """Decides, writes and groups.

    ``jobs`` are what was asked, by source; ``every`` the minutes of the user's rhythm; ``report`` is called
    for each source once what it brought is safe.
    """

    def __init__(
        self,
        store: Store,
        jobs: Mapping[str, Job],
        *,
        every: int,
        report: Callable[[Outcome], None],
        now: Callable[[], int],
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._every = every
        self._report = report
        self._now = now
        self._started = now()
        self._reported: set[str] = set()
        self._fresh: Fresh | None = None

    def keep(self, messages: Sequence[Message]) -> None:
        """Write what some sources brought. One that cannot be written fails alone; raises StoreError where
        none can.
        """
        try:
            self._write(messages)
        except (StoreLocked, StoreUnusable):
            raise
        except Exception as error:
            self._fresh = None  # it has taken in what was not kept
            left = [message for message in messages if message.source not in self._reported]
            if len(messages) > 1:
                for message in left:
                    self.keep([message])
                return
            for message in left:
                log.exception("keeping %s", message.source)
                why = f"what it sent could not be kept ({type(error).__name__}: {error})"
                self._write([Trouble(message.source, why)])

    def offline(self, troubles: Iterable[Trouble]) -> None:
        """Nothing at all could be reached: nobody has failed, and everything stays as due as it was."""
        steps = []
        for trouble in troubles:
            state = replace(self._jobs[trouble.source].state, status=Status.OFFLINE, error=trouble.error)
            outcome = Outcome(trouble.source, Status.OFFLINE, error=trouble.error)
            steps.append(_Step(trouble.source, Changes(), state, outcome))
        self._run(steps)

    def finish(self) -> None:
        """Group what came late, once all have come; raises StoreError."""
        self._fresh = None  # its memory is needed
        group_late(self._store, self._started)

    def _write(self, messages: Sequence[Message]) -> None:
        if self._fresh is None and any(isinstance(one, Document) and one.prepared for one in messages):
            begin(self._store)
            self._fresh = Fresh(self._store, self._started)
        steps = [step for message in messages for step in self._steps(message)]
        self._run(list(self._grouped(steps)))

    def _grouped(self, steps: Iterable[_Step]) -> Iterator[_Step]:
        """The steps with the stories of their articles: those get the next ids, in the order of the steps."""
        first = self._store.counts.ceiling() + 1
        for step in steps:
            items = step.changes.new
            if self._fresh is None or not items:
                yield step
                continue
            key = self._store.source_key(step.source)
            yield replace(step, ahead=Ahead(self._fresh, key, first, items, self._now()))
            first += len(items)

    def _run(self, all_steps: Iterable[_Step]) -> None:
        steps = iter(all_steps)
        new: list[int] = []
        """Articles that were new in the source whose steps come, one after the other."""
        step = next(steps, None)
        while step is not None:
            outcomes: list[Outcome] = []
            with self._store.transaction():
                end = time.monotonic() + _LONGEST
                while step is not None:
                    now = self._now() if step.ahead is None else step.ahead.now
                    new += self._store.apply(step.source, step.changes, step.state, now, grouping=step.ahead)
                    if step.whole is not None:
                        self._list(step.source, step.whole, new)
                    if step.outcome is not None:
                        outcomes.append(step.outcome)
                        new = []
                    if time.monotonic() > end or len(outcomes) >= _MOST_SOURCES:
                        step = next(steps, None)
                        break
                    step = next(steps, None)
            for outcome in outcomes:
                self._reported.add(outcome.source)
                self._report(outcome)
            time.sleep(GAP)

    def _list(self, source: str, changes: Changes, new: Iterable[int]) -> None:
        """Remember the articles of a document in its order; ``new`` are the ids of those that are new."""
        ids = iter(new)
        listed = [next(ids) if id is None else id for id in changes.order]
        self._store.set_listed(source, listed, changes.vanished, self._now())

    def _steps(self, message: Message) -> Iterator[_Step]:
        """What to write for one source, in parts of bounded size."""
        job = self._jobs[message.source]
        if isinstance(message, Trouble):
            yield self._troubled(job, message)
        elif isinstance(message, Document):
            yield from self._document(job, message)

    def _document(self, job: Job, document: Document) -> Iterator[_Step]:
        source, before = job.source, job.state
        changes, whole = Changes(), None
        if document.prepared is not None:
            known = self._store.known(source.id, document.prepared)
            changes = decide(known, document.prepared, self._store.listed(source.id))
            # Lists of other kinds are not the publisher's word on what there is.
            if source.kind == "feed" and len(changes.order) <= LONGEST:
                whole = changes
        first = before.body_hash is None and document.prepared is not None
        status = Status.STORED if changes or first else Status.UNCHANGED
        state = answered(job, document, status, started=self._started, now=self._now(), every=self._every)
        outcome = Outcome(
            source.id, status, len(changes.new), len(changes.changed), len(document.prepared or ())
        )
        parts = list(_parts(changes))
        for part in parts[:-1]:
            yield _Step(source.id, part)
        yield _Step(source.id, parts[-1], state, outcome, whole)

    def _troubled(self, job: Job, trouble: Trouble) -> _Step:
        source = job.source.id
        if trouble.not_asked:
            return _Step(source, Changes(), None, Outcome(source, Status.WAITING, error=trouble.error))
        state = troubled(job, trouble, started=self._started, now=self._now(), every=self._every)
        waits = state.status == Status.WAITING
        outcome = Outcome(source, Status.WAITING if waits else Status.FAILED, error=state.error)
        return _Step(source, Changes(), state, outcome)


def _parts(changes: Changes) -> Iterator[Changes]:
    """Changes in pieces of bounded size; one empty piece where there are none."""
    for start in range(0, len(changes.new), _MOST_ARTICLES):
        yield Changes(new=changes.new[start : start + _MOST_ARTICLES])
    for start in range(0, len(changes.changed), _MOST_ARTICLES):
        yield Changes(changed=changes.changed[start : start + _MOST_ARTICLES])
    if not changes:
        yield Changes()
