"""The hand that marks: painted at once, written in order by a thread of its own."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from tuinews.model import Headline, Mark, Scope, View
from tuinews.settings.paths import Paths
from tuinews.store import Store, StoreError, StoreLocked, StoreUnusable

Done = Callable[[str | None, str | None], None]
"""Called from the thread after each act, with a sentence if there is something to say, or what went wrong."""

_PATIENCE = 15.0
"""Seconds that another writer may keep us waiting before that is told."""
_TURN = 1.0
"""Seconds of one try, and until what could not be written is tried again."""
_SHOWN_ON = 1.0
"""Seconds that an act stays in ``overlay`` after it was written: rows may have been read just before."""
_CLOSING = 5.0
"""Seconds that closing waits for what is still to be written."""
_ALL_READ = "Everything here is read already."


@dataclass(slots=True, eq=False)
class _Act:
    """One thing to write."""

    write: Callable[[Store], str | None]
    """Returns a sentence to show, if there is something to say."""
    ids: frozenset[int] = frozenset()
    view: View | None = None
    """What ``mark_view`` was given."""
    mark: Mark | None = None
    journalled: bool = False
    taken_back: bool = False
    """An undo that is to be written later takes it back."""

    def shows(self, row: Headline, listed: View | None) -> Headline:
        """Return ``row`` of the view ``listed`` as it will be when this is written."""
        if self.taken_back:
            return row
        if self.mark in (Mark.READ, Mark.UNREAD):
            if row.folded:
                told = row.folded & self.ids | self._of_view(row.folded, listed)
                unread = row.folded_unread - told if self.mark is Mark.READ else row.folded_unread | told
                row = row._replace(folded_unread=unread)
            return row._replace(read=self.mark is Mark.READ) if self._is_about(row) else row
        return row._replace(starred=self.mark is Mark.STAR) if self._is_about(row) else row

    def _is_about(self, row: Headline) -> bool:
        return row.id in self.ids or (self.view is not None and _holds(self.view, row))

    def _of_view(self, folded: frozenset[int], listed: View | None) -> frozenset[int]:
        """Those of the articles that a row of ``listed`` holds that are of the view that is marked."""
        view = self.view
        if view is None or listed is None:
            return frozenset()
        if view.scope is not Scope.ALL and (view.scope, view.name) != (listed.scope, listed.name):
            return frozenset()
        return folded if view.ceiling is None else frozenset(id for id in folded if id <= view.ceiling)


def _holds(view: View, row: Headline) -> bool:
    """Whether a row is of a view, as far as a row tells: what is in a search, only the store knows."""
    if view.ceiling is not None and row.id > view.ceiling:
        return False
    match view.scope:
        case Scope.ALL:
            return True
        case Scope.CATEGORY:
            return row.category == view.name
        case Scope.SOURCE:
            return row.source == view.name
        case Scope.STARRED:
            return row.starred
        case Scope.SEARCH:
            return False


class Marks:
    """Marks articles without waiting for the disk.

    Every method returns at once; a thread with a connection of its own writes in the order of the calls, each
    call a transaction. What cannot be written (the disk is full, another program keeps the library busy) is
    told through ``on_done`` once, stays in ``overlay``, and is tried again every second until ``close``.
    """

    def __init__(
        self, paths: Paths, *, on_done: Done | None = None, now: Callable[[], float] = time.time
    ) -> None:
        self.on_done = on_done
        self._path = paths.database
        self._now = now
        self._changed = threading.Condition()
        self._waiting: deque[_Act] = deque()
        self._written: deque[tuple[float, _Act]] = deque()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._failing_since: float | None = None
        self._told = False
        self._unusable = False
        """The last try failed because nothing at all can be written."""

    # What the user does

    def mark(self, ids: Collection[int], mark: Mark) -> None:
        """Mark articles as one act that undo takes back."""
        ids = frozenset(ids)
        self._put(
            _Act(lambda store: _nothing(store.mark(sorted(ids), mark, self._time())), ids, None, mark, True)
        )

    def mark_view(self, view: View, shown: Collection[int] = (), how_back: str = "") -> None:
        """Mark read what a view held. ``shown``: rows on the screen, which a search needs for ``overlay``;
        ``how_back``: a sentence that says how this is undone.
        """

        def write(store: Store) -> str:
            count = store.mark_view(view, self._time())
            said = f"Marked read: {count:,} article{'' if count == 1 else 's'}. {how_back}".rstrip()
            return said if count else _ALL_READ

        self._put(_Act(write, frozenset(shown), view, Mark.READ, True))

    def opened(self, id: int) -> None:
        """An article was opened: it is read, and a view is counted; undo does not take that back."""
        self._put(_Act(lambda store: store.opened(id), frozenset((id,)), None, Mark.READ))

    def undo(self) -> None:
        """Take back the latest act; ``on_done`` gets the sentence about it."""
        with self._changed:
            for act in reversed(self._shown()):
                if act.journalled and not act.taken_back:
                    act.taken_back = True
                    break
        self._put(_Act(lambda store: store.undo() or "Nothing to undo."))

    def looked_at(self, story: int) -> None:
        """A story was looked at: what comes from now on is new in it."""
        self._put(_Act(lambda store: store.look_at_story(story)))

    def remember(self, name: str, value: str) -> None:
        """Keep a small text under a name."""
        self._put(_Act(lambda store: store.remember(name, value)))

    # What the screen shows

    def overlay(self, rows: list[Headline], listed: View | None = None) -> list[Headline]:
        """Return rows of the library with what is not written yet. ``listed``: the view they are rows of."""
        with self._changed:
            acts = self._shown()
        for act in acts:
            if act.mark is not None:
                rows = [act.shows(row, listed) for row in rows]
        return rows

    def _shown(self) -> list[_Act]:
        """Return what was written just now and what is still to be written, in order."""
        while self._written and self._written[0][0] < time.monotonic() - _SHOWN_ON:
            self._written.popleft()
        return [*(act for _, act in self._written), *self._waiting]

    # The thread

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until all is written, at most ``timeout`` seconds; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, timeout)

    def close(self, timeout: float = _CLOSING) -> None:
        """Write what is left and stop.

        What could not be written in ``timeout`` seconds is told through ``on_done``.
        """
        # A disk that cannot be written is given one more turn, and a program that is busy its time.
        self.flush(_TURN if self._unusable else timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        # A place that is not kept is nobody's loss.
        count = sum(act.mark is not None for act in self._waiting)
        if count:
            marks = "1 mark" if count == 1 else f"{count} marks"
            self._tell(None, f"{marks} could not be written to {self._path}: lost.")
        self._waiting.clear()

    def _put(self, act: _Act) -> None:
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="marks", daemon=True)
                self._thread.start()
            self._waiting.append(act)
            self._changed.notify_all()

    def _run(self) -> None:
        store: Store | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    break
                act = self._waiting[0]
            try:
                store = store or Store.open(self._path, patience=_TURN)
                said = act.write(store)
            except StoreError as error:
                if self._try_again(error):
                    continue
                break
            except Exception as error:
                # A mistake of ours, which trying again would only repeat.
                self._tell(None, f"A mark could not be written: {error!r}.")
                said = None
            self._failing_since = None
            self._unusable = False
            self._told = False
            with self._changed:
                self._waiting.popleft()
                self._written.append((time.monotonic(), act))
                self._changed.notify_all()
            self._tell(said, None)
        if store is not None:
            store.close()

    def _try_again(self, error: StoreError) -> bool:
        """Wait a little after a failure, which is told once; return False when it is time to close."""
        now = time.monotonic()
        since = self._failing_since = self._failing_since or now
        busy = isinstance(error, StoreLocked)
        self._unusable = isinstance(error, StoreUnusable)
        if not self._told and (not busy or now - since >= _PATIENCE):
            self._told = True
            self._tell(None, str(error))
        with self._changed:
            # Waiting for another writer was the wait.
            return not self._changed.wait_for(lambda: self._closing, 0 if busy else _TURN)

    def _time(self) -> int:
        return int(self._now())

    def _tell(self, result: str | None, error: str | None) -> None:
        if self.on_done is not None:
            # A listener that has gone must not stop the writing.
            with suppress(Exception):
                self.on_done(result, error)


def _nothing(_: object) -> None:
    """Nothing to say about it."""
