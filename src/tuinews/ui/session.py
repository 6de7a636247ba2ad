"""What the screens ask for: reads at once, marks written behind, slow look-ups elsewhere."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import tzinfo
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tuinews.library import Library, Marks
from tuinews.model import Article, Headline, Key, Mark, Related, View
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.settings.zone import LocalZone
from tuinews.text.dates import age

if TYPE_CHECKING:
    from tuinews.library.editing import Editor

T = TypeVar("T")

BESIDE = 5
"""Articles shown beside another: with more from its source they fill a sidebar of 40 rows, in 2,500 bytes."""
_TELLINGS = 3
"""Of them, other tellings of its story, where there is something else to show."""
_MOST_TELLINGS = 20
"""Of a longer story only these are ranked, and nothing related beside them."""


VISIT = 60
"""Seconds after which having been here counts as a visit, though nothing was opened or marked."""
MOST_NEW = 20_000
"""New articles that are counted at the start; more would take longer than a frame."""
LEFT = "left"
"""The place that remembers when one left, and what the list had taken in: an edition begins there."""


class Neighbours(NamedTuple):
    """What stands beside an article."""

    same_story: tuple[Related, ...] = ()
    related: tuple[Related, ...] = ()
    more: tuple[Headline, ...] = ()
    """From the same source."""
    untold: int = 0
    """Other articles of its story that are not among these."""


class Session:
    """One run of the interface: the library, the hand that marks, the clock and where one was.

    ``now`` gives Unix seconds, ``zone`` is where times are shown.
    """

    def __init__(
        self,
        paths: Paths,
        config: Config,
        library: Library,
        *,
        demo: bool = False,
        now: Callable[[], float] = time.time,
        zone: tzinfo | None = None,
    ) -> None:
        self.paths = paths
        self.config = config
        self.library = library
        self.marks = Marks(paths)
        self.demo = demo
        self.now = now
        self.zone = zone or LocalZone()
        self._elsewhere = ThreadPoolExecutor(1, thread_name_prefix="lookups")
        self._began = now()
        self._busy = False
        self._second: Library | None = None
        self._editor: Editor | None = None

    # Reads, each bounded: they may run on the event loop

    def page(
        self,
        view: View,
        *,
        after: Key | None = None,
        before: Key | None = None,
        limit: int = 200,
        keep: Collection[int] = (),
    ) -> list[Headline]:
        """Rows of a view with the marks that are not yet written."""
        rows = self.library.page(view, after=after, before=before, limit=limit, keep=keep)
        return self.marks.overlay(rows, view)

    def last_page(self, view: View, limit: int = 200, keep: Collection[int] = ()) -> list[Headline]:
        """The oldest rows of a view."""
        return self.marks.overlay(self.library.last_page(view, limit=limit, keep=keep), view)

    def inside(self, view: View, head: Headline, keep: Collection[int] = ()) -> list[Headline]:
        """What a folded view holds in the row of an article."""
        return self.marks.overlay(self.library.inside(view, head, keep), view)

    def rank(self, view: View, key: Key, keep: Collection[int] = ()) -> int:
        """Rows of the view above a key."""
        return self.library.rank(view, key, keep=keep)

    def next_unread(
        self, view: View, key: Key | None, direction: int, keep: Collection[int] = ()
    ) -> Headline | None:
        """The nearest row of a view below (1) or above (-1) a key that is unread, or holds what is unread."""
        return self.library.next_unread(view, key, direction, keep)

    def headline(self, id: int) -> Headline | None:
        """One article as a row."""
        row = self.library.headline(id)
        return None if row is None else self.marks.overlay([row])[0]

    def article(self, id: int) -> Article | None:
        """One article, whole."""
        article, row = self.library.article(id), self.headline(id)
        if article is None or row is None:
            return None
        return article._replace(read=row.read, starred=row.starred)

    def new_since_left(self, view: View) -> int:
        """How many articles of a view came since one left; 0 where that is not known, or very many did."""
        ceiling = self._left_at
        if ceiling is None or self.library.ceiling() - ceiling > MOST_NEW:
            return 0
        return self.library.waiting(view._replace(ceiling=ceiling))

    def is_visit(self) -> bool:
        """Whether one was here: something was opened or marked, or a minute went by. Who only looked in, or
        was cut off, finds the same edition again.
        """
        return self._busy or self.now() - self._began >= VISIT

    def may_have_edition(self) -> bool:
        """Whether two sources tell one story of what came since one left: a quick look at the start."""
        return self.library.told_twice_since(self._left_at)

    @property
    def _left_at(self) -> int | None:
        """The highest id that the list had taken in when one left; None where that is not known."""
        left = self.recall(LEFT)
        ceiling = left.get("ceiling") if isinstance(left, dict) else None
        return ceiling if isinstance(ceiling, int) else None

    def age(self, moment: int | str) -> str:
        """The short time of a list row, from Unix seconds or a stamp."""
        return age(moment, int(self.now()), self.zone)

    # Marks

    def mark(self, ids: Iterable[int], mark: Mark) -> None:
        """Mark articles; returns at once."""
        self._busy = True
        self.marks.mark(list(ids), mark)

    def opened(self, article: Article | Headline) -> None:
        """An article was opened: it is read, and its view counts."""
        self._busy = True
        self.marks.opened(article.id)

    # Look-ups that may take longer than a frame

    async def neighbours(self, id: int) -> Neighbours:
        """What stands beside an article."""
        return await self._ask(lambda library: _neighbours(library, id))

    async def copies(self, id: int) -> list[Headline]:
        """The other articles whose texts say nothing beyond that of an article."""

        def ask(library: Library) -> list[Headline]:
            rows = map(library.headline, library.copies(id))
            return [row for row in rows if row is not None]

        return self.marks.overlay(await self._ask(ask))

    async def totals(self, view: View) -> tuple[int, int]:
        """How many articles a view has, and how many are unread."""
        return await self._ask(lambda library: library.totals(view))

    async def advice(self, query: str, *, typing: bool) -> str:
        """What a query may mean instead, or nothing."""
        return await self._ask(lambda library: library.advice(query, typing=typing))

    async def look(self, question: Callable[[Library], T]) -> T:
        """Ask the library something that grows with the number of sources."""
        return await self._ask(question)

    async def edit(self, act: Callable[[Editor, Library], str]) -> tuple[str, str]:
        """Change what is followed; returns what was done and the id of the source it was done to, raises
        TuinewsError where it was not.
        """

        def change(library: Library) -> tuple[str, str]:
            if self._editor is None:
                from tuinews.library.editing import Editor  # noqa: PLC0415 (not before the first edit)

                self._editor = Editor(self.paths)
            return act(self._editor, library), self._editor.touched

        return await self._ask(change)

    async def _ask(self, question: Callable[[Library], T]) -> T:
        def run() -> T:
            if self._second is None:
                self._second = Library.open(self.paths, now=self.now)
            return question(self._second)

        return await asyncio.get_running_loop().run_in_executor(self._elsewhere, run)

    # Places

    def recall(self, name: str) -> object | None:
        """What was remembered under this name, or None."""
        text = self.library.recall(name)
        try:
            return None if text is None else json.loads(text)
        except ValueError:
            return None

    def remember(self, name: str, value: object) -> None:
        """Keep a small place for the next session."""
        self.marks.remember(name, json.dumps(value))

    def close(self) -> None:
        """Write what still waits and let go of the library."""
        self.marks.close()

        def close_second() -> None:
            if self._second is not None:
                self._second.close()

        self._elsewhere.submit(close_second)
        self._elsewhere.shutdown(wait=True, cancel_futures=False)
        self.library.close()


def _neighbours(library: Library, id: int) -> Neighbours:
    row = library.headline(id)
    tellings = 0 if row is None else row.tellings
    # The story comes first: to have anything related, all of it is asked for.
    found = library.related(id, min(tellings, _MOST_TELLINGS) + BESIDE)
    same = [one for one in found if one.same_story]
    related = [one for one in found if not one.same_story]
    same = same[: max(_TELLINGS, BESIDE - len(related))]
    related = related[: BESIDE - len(same)]
    shown = {one.id for one in (*same, *related)}
    more = [row for row in library.more_from_source(id, 3 + len(shown)) if row.id not in shown]
    return Neighbours(tuple(same), tuple(related), tuple(more[:3]), max(0, tellings - len(same)))
