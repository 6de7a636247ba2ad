"""The library's file: one connection to it, for the engine to write by or for a reader to look through."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tuinews.model import Article, Body, Mark, SourceState, View
from tuinews.store import articles, journal, likeness, mirror
from tuinews.store.connection import PATIENCE, connect
from tuinews.store.counts import Counts
from tuinews.store.errors import StoreError, translated
from tuinews.store.likeness import Alike, Grouped, Shown
from tuinews.store.listing import Listing
from tuinews.store.place import MOST_ARTICLES
from tuinews.store.terms import TermCounts

if TYPE_CHECKING:
    from tuinews.model import Changes, FetchState, Known, Page, PastTrouble, Prepared, Revision, Source
    from tuinews.store.late import LateArticles
    from tuinews.store.links import Linked
    from tuinews.store.stories import Stories
    from tuinews.store.writing import Grouping, Writer

GAP = 0.001
"""Seconds that whoever writes one transaction after the other leaves between two, for others to write."""
_TERMS_WAITING = 50_000
"""Terms that are counted in memory before they are written: some 5 MB."""
_TERMS_AT_ONCE = 10_000
"""Terms that one transaction writes: some 20 ms."""
_MERGED_AT_ONCE = 250
"""Pages of the full-text index that one step of merging writes: some 10 ms."""


class Store:
    """A connection to the library. Not for two threads: each opens its own.

    Reading sees whole transactions only, and never waits. Every write happens inside ``transaction()``.
    Errors are StoreError, whose text is for a person.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._db = db
        self._patience = patience
        self._terms = TermCounts(db)
        self._began: Writer | None = None
        """Of the transaction that is open, where it writes articles."""
        self.listing = Listing(db)
        self.counts = Counts(db)

    @cached_property
    def stories(self) -> Stories:
        """The stories that this connection sees."""
        from tuinews.store.stories import Stories  # noqa: PLC0415 (not before the first paint)

        return Stories(self._db)

    @cached_property
    def late(self) -> LateArticles:
        """The articles that came late, and those of their days."""
        from tuinews.store.late import LateArticles  # noqa: PLC0415 (only the engine asks)

        return LateArticles(self._db)

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, writing: bool = True, patience: float = PATIENCE
    ) -> Store:
        """Open the library at ``path``, made where it is missing (with ``create``) and brought up to date.

        ``patience``: seconds to wait for another writer. Raises StoreError.
        """
        return cls(connect(path, create=create, writing=writing, patience=patience), path, patience)

    def close(self) -> None:
        """Let go of the file."""
        # What was counted of terms is worth a try, and no error.
        with suppress(StoreError):
            self._write_terms()
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything inside or nothing. Waits for another writer; raises StoreError."""
        try:
            with self._atomic():
                yield
                if self._began is not None:
                    self._began.finish()
            if self._began is not None:
                self._terms.count(self._began.terms)
        finally:
            self._began = None
        if self._terms.unwritten > _TERMS_WAITING:
            self._write_terms()

    @contextmanager
    def _atomic(self) -> Iterator[None]:
        with translated(self.path):
            self._begin()
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _begin(self) -> None:
        """Become the one writer, waiting for another one to end.

        SQLite itself would look again only after 25, 50, 100 ms, and a refresh, one transaction after the
        other, is seldom met between two of them (see ``GAP``).
        """
        deadline = time.monotonic() + self._patience
        self._db.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    self._db.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() > deadline:
                        raise
                time.sleep(GAP / 2)
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")

    def _write_terms(self) -> None:
        while self._terms.unwritten:
            with self._atomic():
                some = self._terms.write(_TERMS_AT_ONCE)
            self._terms.written(some)
            time.sleep(GAP)

    def _writer(self) -> Writer:
        from tuinews.store.writing import Writer  # noqa: PLC0415  # hashlib: 4 ms that reading does not need

        return Writer(self._db)

    # Sources

    def sync_sources(self, sources: Sequence[Source], categories: Sequence[str]) -> None:
        """Mirror ``sources.toml``: what is no longer in it is no longer followed, and its articles stay.

        Where a source changed its category, its articles follow in transactions of bounded size; when that is
        interrupted, the next call goes on with it. Not inside ``transaction()``.
        """
        with self.transaction():
            mirror.sync(self._db, sources, categories)
        with translated(self.path):
            unfiled = mirror.unfiled(self._db)
        for source, category in unfiled:
            after: int | None = None
            while True:
                with self.transaction():
                    after = mirror.file_some(self._db, source, category, after)
                if after is None:
                    break
                time.sleep(GAP)

    def followed(self) -> tuple[Source, ...]:
        """Return the mirror: the followed sources in their order."""
        with translated(self.path):
            return mirror.followed(self._db)

    def source(self, id: str) -> Source | None:
        """Return a source as it is, or was last, in ``sources.toml``; None where it was never followed."""
        with translated(self.path):
            return mirror.source(self._db, id)

    def categories(self) -> tuple[str, ...]:
        """Return the categories that have a tab, in their order."""
        with translated(self.path):
            return mirror.categories(self._db)

    def fetch_states(self, ids: Iterable[str]) -> dict[str, FetchState]:
        """Return what is remembered of these sources; unknown ones are left out."""
        from tuinews.store.states import fetch_states  # noqa: PLC0415 (only the engine asks)

        with translated(self.path):
            return fetch_states(self._db, ids)

    def source_key(self, id: str) -> int:
        """Return the number of a source. Raises StoreError where it was never followed."""
        with translated(self.path):
            return self._source(id)[0]

    def follows_any(self) -> bool:
        """Whether any source is followed."""
        with translated(self.path):
            return mirror.follows_any(self._db)

    def source_states(self) -> list[SourceState]:
        """Return the followed sources in their order, with their counts and what is known of them."""
        with translated(self.path):
            return mirror.source_states(self._db)

    def rhythms(self, now: int) -> dict[str, tuple[int, ...]]:
        """Return the articles of each of the last WEEKS weeks by source; those without any are left out."""
        from tuinews.store.health import rhythms  # noqa: PLC0415 (not before the first paint)

        with translated(self.path):
            return rhythms(self._db, now)

    def troubles(self) -> dict[str, tuple[PastTrouble, ...]]:
        """Return what went wrong with each followed source, the latest first; the others are left out."""
        from tuinews.store.health import troubles  # noqa: PLC0415

        with translated(self.path):
            return troubles(self._db)

    # Articles

    def known(self, source: str, prepared: Sequence[Prepared]) -> list[Known]:
        """Return the articles of a source that share guid, canonical address or title with ``prepared``."""
        with translated(self.path):
            return self._writer().known(self._source(source)[0], prepared)

    def apply(
        self,
        source: str,
        changes: Changes,
        state: FetchState | None,
        now: int,
        *,
        grouping: Grouping | None = None,
    ) -> list[int]:
        """Write what a document changes, inside ``transaction()``; return the ids of the new articles.

        Index, document frequencies and counts follow. ``state`` (None: not the last batch of this source)
        replaces what is remembered of the source. ``grouping`` (``related.stories.Grouper``) is told of
        each new article, and says which stories articles tell now. ``now``: Unix seconds.
        """
        if not self._db.in_transaction:
            raise StoreError(
                f"The library {self.path} was to be written outside of a transaction; please report this."
            )
        from tuinews.store.states import set_fetch_state  # noqa: PLC0415

        key, category = self._source(source)
        with translated(self.path):
            writer = self._began = self._began or self._writer()
            ids = writer.add((key, category), changes.new, now, grouping)
            if ids and ids[-1] >= MOST_ARTICLES:
                raise StoreError(f"The library {self.path} is full: it holds {MOST_ARTICLES:,} articles.")
            for id, item in changes.changed:
                writer.change(id, item, now)
            if state is not None:
                set_fetch_state(self._db, key, state)
        return ids

    def listed(self, source: str) -> tuple[int, ...]:
        """Return the articles of the last document of a source, in its order."""
        from tuinews.store.listed import listed  # noqa: PLC0415 (only the engine asks)

        with translated(self.path):
            return listed(self._db, self._source(source)[0])

    def set_listed(self, source: str, ids: Sequence[int], vanished: Iterable[int], now: int) -> None:
        """Remember them, inside ``transaction()``, and which were taken out of it."""
        from tuinews.store.listed import set_listed  # noqa: PLC0415

        with translated(self.path):
            set_listed(self._db, self._source(source)[0], ids, vanished, now)

    def revisions(self, id: int) -> tuple[Revision, ...]:
        """Return what an article said before its publisher changed it, oldest first."""
        from tuinews.store.revisions import revisions  # noqa: PLC0415

        with translated(self.path):
            return revisions(self._db, id)

    def changes(self, id: int) -> tuple[tuple[Revision, Revision], ...]:
        """Return what became what, in its feed and on its page, oldest first; what holds now has no
        ``until``.
        """
        from tuinews.store.revisions import changes  # noqa: PLC0415

        with translated(self.path):
            return changes(self._db, id)

    def _source(self, id: str) -> tuple[int, int]:
        row: tuple[int, int] | None = self._db.execute(
            "SELECT key, category FROM sources WHERE id = ?", (id,)
        ).fetchone()
        if row is None:
            raise StoreError(
                f"The library {self.path} knows no source '{id}'. Refresh once without naming a source."
            )
        return row

    def article(self, id: int, body: Body = Body.SHOWN) -> Article | None:
        """Return an article whole, or None."""
        with translated(self.path):
            return articles.article(self._db, id, body)

    # Whole articles

    def keep_page(self, id: int, page: Page, words: int, *, shown: bool, now: int) -> None:
        """Keep what an article's own page gave, and whether that is ``shown``; ``words`` are those of its
        body, ``now`` Unix seconds.
        """
        from tuinews.store import pages  # noqa: PLC0415 (not before the first paint)

        with self.transaction():
            pages.keep(self._db, id, page, words, shown=shown, now=now)

    def keep_page_failure(self, id: int, error: str, now: int) -> None:
        """Remember why an article's own page could not be had; what was had of it before stays."""
        from tuinews.store import pages  # noqa: PLC0415

        with self.transaction():
            pages.keep_failure(self._db, id, error, now)

    def show_page(self, id: int, *, shown: bool) -> None:
        """Show what an article's own page gave, or what its feed gave."""
        from tuinews.store import pages  # noqa: PLC0415

        with self.transaction():
            pages.show(self._db, id, shown=shown)

    def without_page(self, sources: Iterable[str], most: int) -> list[tuple[int, str]]:
        """Return id and source of unread articles whose own pages were not asked for yet: of the ``most``
        newest those of ``sources``, the likeliest to be read first.
        """
        from tuinews.store import pages  # noqa: PLC0415

        with translated(self.path):
            return pages.unfetched(self._db, sources, most)

    # Likeness and stories

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many articles each term (without marker) was met; those never met are left out."""
        with translated(self.path):
            return self._terms.frequencies(terms)

    def article_count(self) -> int:
        """Return how many articles there are."""
        with translated(self.path):
            return self.counts.articles()

    def story_window(self, since: int) -> Iterator[Grouped]:
        """Yield what grouping needs of the articles listed since then, oldest first."""
        with translated(self.path):
            yield from likeness.story_window(self._db, since)

    def set_stories(self, stories: Iterable[tuple[int, int | None]]) -> None:
        """Say which stories articles tell (pairs of article and story), inside ``transaction()``."""
        self._db.executemany(
            "UPDATE articles SET story = ? WHERE id = ?", [(story, id) for id, story in stories]
        )

    def alike(self, ids: Iterable[int]) -> list[Alike]:
        """Return what ranking by likeness needs to know of some articles."""
        with translated(self.path):
            return likeness.alike(self._db, ids)

    def evidence(self, ids: Iterable[int]) -> list[Shown]:
        """Return what is shown of some articles, or said of them as a reason."""
        with translated(self.path):
            return likeness.shown(self._db, ids)

    def markup(self, id: int) -> tuple[str | None, str | None]:
        """Return the canonical address and the HTML of an article, as its feed gave them."""
        with translated(self.path):
            return likeness.markup(self._db, id)

    def linked(self, hashes: Sequence[int], but: int) -> list[Linked]:
        """Return the articles other than ``but`` that have one of these addresses, or link to it; ``hashes``
        as ``identities.address_hash`` gives them.
        """
        from tuinews.store.links import linked  # noqa: PLC0415 (not before the first paint)

        with translated(self.path):
            return linked(self._db, hashes, but)

    def same_story(self, id: int, limit: int) -> list[int]:
        """Return the newest other articles of an article's story."""
        with translated(self.path):
            return likeness.same_story(self._db, id, limit)

    def sharing(self, match: str, around: int | None, limit: int) -> list[int]:
        """Return what FTS5 finds for ``match``, best first, near in time to ``around`` (Unix seconds)."""
        with translated(self.path):
            return likeness.sharing(self._db, match, around, limit)

    def look_at_story(self, story: int) -> None:
        """Remember that a story was looked at."""
        with self.transaction():
            self.stories.look_at(story)

    # Marks

    def mark(self, ids: Iterable[int], mark: Mark, now: int) -> int:
        """Mark articles as one act that can be taken back; return how many that changed."""
        with self.transaction():
            return journal.mark(self._db, ids, mark, now)

    def mark_view(self, view: View, now: int) -> int:
        """Mark read what a view holds up to its ceiling, as one act; return how many that changed."""
        with self.transaction():
            return journal.mark(self._db, self.listing.unread_ids(view), Mark.READ, now)

    def opened(self, id: int) -> None:
        """Count a view of an article and mark it read; not an act to take back."""
        with self.transaction():
            journal.opened(self._db, id)

    def undo(self) -> str | None:
        """Take back the latest act and return a sentence about it; None where there is none."""
        with self.transaction():
            return journal.undo(self._db)

    # Small places

    def remember(self, name: str, value: str) -> None:
        """Keep a small text under a name."""
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO places (name, value) VALUES (?, ?)", (name, value))

    def recall(self, name: str) -> str | None:
        """Return what was kept under a name."""
        with translated(self.path):
            row = self._db.execute("SELECT value FROM places WHERE name = ?", (name,)).fetchone()
            return row[0] if row else None

    # Upkeep

    def write_much(self) -> None:
        """Settle in for a refresh: a larger cache, and no checkpoint before ``tidy`` or 256 MB of log."""
        with translated(self.path):
            self._db.execute("PRAGMA cache_size = -32768")
            self._db.execute("PRAGMA wal_autocheckpoint = 65536")

    def merge_index(self, seconds: float = 1.0) -> bool:
        """Merge the full-text index for about ``seconds``, one step at least; return whether it is done."""
        deadline = time.monotonic() + seconds
        while True:
            with self.transaction():
                before = self._db.total_changes
                self._db.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (_MERGED_AT_ONCE,))
                # Below 2 there was nothing to do: https://www.sqlite.org/fts5.html#the_merge_command
                if self._db.total_changes - before < 2:
                    return True
            if time.monotonic() > deadline:
                return False
            time.sleep(GAP)

    def tidy(self, seconds: float = 1.0) -> None:
        """After a refresh: write what was counted, merge the index for a while, and bring the log into the
        database.
        """
        self._write_terms()
        self.merge_index(seconds)
        with translated(self.path):
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)")
