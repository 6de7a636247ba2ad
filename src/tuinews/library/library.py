"""What is kept, as the command line and the interface ask for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tuinews.model import (
    WEEKS,
    Article,
    Body,
    Headline,
    Key,
    Mark,
    Related,
    Scope,
    SourceState,
    Tab,
    TuinewsError,
    View,
)
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.store.errors import translated

if TYPE_CHECKING:
    from tuinews.model import Edition, Revision, Source, Story
    from tuinews.settings.problems import Problem

_FINGERPRINT = "sources.toml"
"""The place that keeps which sources.toml the mirror shows."""
_DAY = 86_400
_NAMED = 5
"""Sources that an error names."""


class LibraryError(TuinewsError):
    """What was asked for is not there, or not clear; the text says what may have been meant."""


class Library:
    """The library of one home. Not for two threads: each opens its own.

    Reads are bounded whatever the library's size, see whole transactions of writers, and never wait.
    Writes wait for another writer up to 15 seconds. Raises StoreError, a sentence.
    """

    def __init__(self, paths: Paths, store: Store, now: Callable[[], float]) -> None:
        self._paths = paths
        self._store = store
        self._lists = store.listing
        self._counts = store.counts
        self._path = store.path
        self._writing: Store | None = None
        self._now = now

    @classmethod
    def open(cls, paths: Paths, *, create: bool = True, now: Callable[[], float] = time.time) -> Library:
        """Open the library, made where it is missing (with ``create``). ``now`` gives Unix seconds."""
        return cls(paths, Store.open(paths.database, create=create, writing=False), now)

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()
        if self._writing is not None:
            self._writing.close()

    @property
    def _writer(self) -> Store:
        if self._writing is None:
            self._writing = Store.open(self._path, create=False)
        return self._writing

    # Lists

    def tabs(self) -> list[Tab]:
        """Return All, the categories in their order, Unread and Starred, with their counts."""
        with translated(self._path):
            return self._counts.tabs()

    def ceiling(self) -> int:
        """Return the highest id there is: what arrives later has a higher one. 0 in an empty library."""
        with translated(self._path):
            return self._counts.ceiling()

    def waiting(self, view: View) -> int:
        """Return how many articles of the view's scope have an id above its ceiling.

        In a view of unread articles: how many unread ones. 0 without a ceiling, and for a search.
        """
        with translated(self._path):
            return self._counts.waiting(view)

    def page(
        self,
        view: View,
        *,
        after: Key | None = None,
        before: Key | None = None,
        limit: int = 100,
        keep: Collection[int] = (),
    ) -> list[Headline]:
        """Return rows of ``view``, newest first; in a folded one each holds the older tellings of its story.

        ``after``: those strictly older. ``before``: those strictly newer that are nearest to it. ``keep``:
        ids that stay in a view of unread articles although they are read now.
        """
        with translated(self._path):
            return self._lists.page(view, after=after, before=before, limit=limit, keep=keep)

    def last_page(self, view: View, limit: int = 100, keep: Collection[int] = ()) -> list[Headline]:
        """Return the oldest rows of ``view``, newest of them first."""
        with translated(self._path):
            return self._lists.last_page(view, limit, keep)

    def inside(self, view: View, head: Headline, keep: Collection[int] = ()) -> list[Headline]:
        """Return the articles that a folded view holds in the row of ``head``, newest first."""
        with translated(self._path):
            return self._lists.inside(view, head, keep)

    def row_of(self, view: View, id: int, keep: Collection[int] = ()) -> Key | None:
        """Return the key of the row of a folded view that holds an article; None where it is not in it."""
        with translated(self._path):
            return self._lists.row_of(view, id, keep)

    def totals(self, view: View) -> tuple[int, int]:
        """Return how many articles the view's scope holds up to its ceiling, and how many are unread.

        Of a search, both count its newest 2,000 hits.
        """
        with translated(self._path):
            return self._counts.totals(view)

    def rank(self, view: View, key: Key, keep: Collection[int] = ()) -> int:
        """Return how many rows of ``view`` are above a key; of a search, at most 2,000."""
        with translated(self._path):
            return self._counts.rank(view, key, keep)

    def next_unread(
        self, view: View, key: Key | None, direction: int = 1, keep: Collection[int] = ()
    ) -> Headline | None:
        """Return the nearest unread row below (``direction`` 1) or above (-1) a key.

        Without a key: the newest unread row, or the oldest. In a folded view the row may be read and hold
        an unread article.
        """
        with translated(self._path):
            return self._lists.next_unread(view, key, direction, keep)

    def headline(self, id: int) -> Headline | None:
        """Return one row, or None."""
        with translated(self._path):
            return next(iter(self._lists.headlines([id])), None)

    def article(self, id: int, body: Body = Body.SHOWN) -> Article | None:
        """Return an article whole, or None. Reading it here neither marks it nor counts a view."""
        return self._store.article(id, body)

    def wants_page(self, article: Article) -> bool:
        """Whether opening an article should ask its own page for the whole of it: by its source's setting
        the page is wanted, and was not asked yet, or failed a while ago, or is older than what the feed says.
        """
        from tuinews.library.wholes import is_due  # noqa: PLC0415 (not before the first paint)

        return is_due(self._store, article, int(self._now()))

    def show_page(self, id: int, *, shown: bool) -> None:
        """Show what an article's own page gave, or what its feed gave."""
        self._writer.show_page(id, shown=shown)

    def more_from_source(self, id: int, limit: int = 3) -> list[Headline]:
        """Return the newest other articles of an article's source."""
        with translated(self._path):
            return self._lists.more_from_source(id, limit)

    # Search

    def search(self, query: str, limit: int = 20) -> list[Headline]:
        """Return what a query finds, best match first, among its newest 20,000 hits.

        Newest first is ``page`` of a View whose scope is SEARCH and whose name is the query.
        """
        from tuinews.query import parse  # noqa: PLC0415 (not before the first paint)

        with translated(self._path):
            return self._lists.best(parse(query), limit)

    def advice(self, query: str, *, typing: bool = False) -> str:
        """Return a sentence about a query that may not say what is meant: what is wrong with it and the
        nearest valid form, or that its words name a source. Empty where there is nothing to say.

        With ``typing`` its last part may still become right.
        """
        from tuinews.library.advice import advise  # noqa: PLC0415  # for searches only

        categories = [tab.view.name for tab in self.tabs() if tab.view.scope is Scope.CATEGORY]
        return advise(query, self.sources(), categories, typing=typing)

    def matching(self, query: str, limit: int | None = None) -> list[int]:
        """Return the ids of all that a query finds, newest first."""
        from tuinews.query import parse  # noqa: PLC0415

        with translated(self._path):
            return self._lists.matching(parse(query), limit)

    def revisions(self, id: int) -> tuple[Revision, ...]:
        """Return what an article said before its publisher changed it, oldest first."""
        return self._store.revisions(id)

    def changes(self, id: int) -> tuple[tuple[Revision, Revision], ...]:
        """Return the same, and last what its feed says now, whose ``until`` is empty."""
        return self._store.changes(id)

    # Likeness

    def related(self, id: int, limit: int = 8) -> tuple[Related, ...]:
        """Return the articles nearest to an article, those of its story among them, best first."""
        from tuinews.library.related import related  # noqa: PLC0415 (not before the first paint)

        with translated(self._path):
            return related(self._store, id, limit)

    def related_to_query(
        self, query: str, limit: int = 8, *, text: str = "", at: int | None = None
    ) -> tuple[Related, ...]:
        """Return the articles nearest to a query, or to a headline and the ``text`` below it, best first,
        among those around ``at`` (Unix seconds; the present).
        """
        from tuinews.library.related import related_to_text  # noqa: PLC0415

        with translated(self._path):
            return related_to_text(self._store, query, text, limit, now=int(self._now()), at=at)

    # Stories

    def story(self, id: int) -> Story | None:
        """Return a story whole, of its newest 200 tellings; None where no article tells it.

        ``id`` is an article's ``story``. Of the newest 60 tellings it says which are copies.
        """
        from tuinews.library import stories  # noqa: PLC0415 (not before the first paint)

        with translated(self._path):
            return stories.story(self._store, id)

    def stories(self, query: str | None = None, limit: int = 20) -> list[Story]:
        """Return the newest stories of two or more articles, those with the newest article first; with a
        query, those with an article that it finds. They are looked for among 20,000 articles.
        """
        from tuinews.library import stories  # noqa: PLC0415

        with translated(self._path):
            return stories.stories(self._store, query, limit)

    def told_twice_since(self, ceiling: int | None) -> bool:
        """Return whether two sources tell one story of the first articles with a higher id than ``ceiling``
        (None: that came in the last 24 hours). A look before an edition is made, in a fraction of its time.
        """
        with translated(self._path):
            if ceiling is None:
                ceiling = self._store.stories.arrived_before(int(self._now()) - _DAY)
            return self._counts.told_twice_since(ceiling)

    def look_at_story(self, id: int) -> None:
        """A story was looked at: what comes from now on is new in it."""
        self._writer.look_at_story(id)

    def copies(self, id: int) -> tuple[int, ...]:
        """Return the other tellings of an article's story whose texts say nothing beyond its own, the
        earliest first: who has read it has read them.
        """
        from tuinews.library import stories  # noqa: PLC0415

        with translated(self._path):
            return stories.same_text(self._store, id)

    def edition(self, limit: int = 20) -> Edition:
        """Return what came since one left (see ``library.editions.PLACE``), and the ``limit`` stories of it
        that most publishers tell. Without that place: what came in the last 24 hours.
        """
        from tuinews.library import editions  # noqa: PLC0415

        with translated(self._path):
            return editions.edition(self._store, limit, int(self._now()))

    # Marks

    def mark(self, ids: Iterable[int], mark: Mark) -> int:
        """Mark articles as one act that undo takes back; return how many that changed."""
        return self._writer.mark(ids, mark, int(self._now()))

    def mark_view(self, view: View) -> int:
        """Mark read what a view holds up to its ceiling, as one act; return how many that changed."""
        return self._writer.mark_view(view, int(self._now()))

    def opened(self, id: int) -> None:
        """An article was opened: it is read, and a view is counted. Undo does not take that back."""
        self._writer.opened(id)

    def undo(self) -> str | None:
        """Take back the latest act and say so (``Unread again: 12 articles``); None where there is none."""
        return self._writer.undo()

    # Sources

    def follows_any(self) -> bool:
        """Whether any source is followed."""
        return self._store.follows_any()

    def sources(self) -> list[SourceState]:
        """Return the followed sources in their order, and what is known of them."""
        return self._store.source_states()

    def sources_in_full(self) -> list[SourceState]:
        """Return the same, with how often each source publishes and what went wrong with it."""
        from tuinews.store.health import weekly  # noqa: PLC0415 (not before the first paint)

        rhythms, troubles = self._store.rhythms(int(self._now())), self._store.troubles()
        result = []
        for state in self.sources():
            rhythm = rhythms.get(state.source.id, (0,) * WEEKS)
            past = troubles.get(state.source.id, ())
            result.append(state._replace(rhythm=rhythm, weekly=weekly(rhythm, state.total), troubles=past))
        return result

    def find_source(self, text: str) -> Source:
        """Return the source with this id, address or title, or with a title that holds ``text``.

        Raises LibraryError where there is none or more than one.
        """
        from tuinews.text.addresses import canonical  # noqa: PLC0415

        states = self.sources()
        sought = text.strip()
        for state in states:
            if sought in (state.source.id, state.source.url):
                return state.source
        address = canonical(sought)
        folded = sought.casefold()
        for matches in (
            [state for state in states if address is not None and canonical(state.source.url) == address],
            [
                state
                for state in states
                if state.title.casefold() == folded or state.source.id.casefold() == folded
            ],
            [state for state in states if folded and folded in state.title.casefold()],
        ):
            if len(matches) == 1:
                return matches[0].source
            if matches:
                named = ", ".join(f"{one.source.id} ({one.title})" for one in matches[:_NAMED])
                more = f" and {len(matches) - _NAMED} more" if len(matches) > _NAMED else ""
                raise LibraryError(f"'{sought}' may be {named}{more}. Name one of them by its id.")
        from tuinews.library.advice import no_source  # noqa: PLC0415

        raise LibraryError(no_source(sought, states))

    def reload_sources(self) -> tuple[Problem, ...]:
        """Bring the library in step with ``sources.toml`` where that has changed.

        Returns what is wrong with the file, and what is unwise. Where it is broken, the sources stay as they
        were last read.
        """
        fingerprint = _fingerprint(self._paths.sources)
        if fingerprint == self.recall(_FINGERPRINT):
            return ()
        from tuinews.settings.sources_file import load_sources  # noqa: PLC0415  # TOML: not before the first paint

        document = load_sources(self._paths.sources)
        if not document.broken:
            self._writer.sync_sources(document.sources, document.categories)
            # A file with problems is read again next time, so that they are said until they are repaired.
            self.remember(_FINGERPRINT, "unread" if document.problems else fingerprint)
        return (*document.problems, *document.warnings)

    # Small places

    def remember(self, name: str, value: str) -> None:
        """Keep a small text under a name: the last tab, a reading position."""
        self._writer.remember(name, value)

    def recall(self, name: str) -> str | None:
        """Return what was kept under a name, or None."""
        return self._store.recall(name)


def _fingerprint(path: Path) -> str:
    """What changes whenever the file does; empty where there is none."""
    try:
        seen = path.stat()
    except OSError:
        return ""
    return f"{seen.st_mtime_ns} {seen.st_size} {seen.st_ino}"
