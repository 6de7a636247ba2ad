"""The rows of a list that are in memory: a window of them, and the stories that are opened in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol

from tuinews.model import Headline, Key, View

PAGE = 200
"""Rows asked for at once."""
KEPT = 2000
"""Rows kept in memory; what lies far away is forgotten and asked for again."""


class Pages(Protocol):
    """Where the rows come from."""

    def page(
        self,
        view: View,
        *,
        after: Key | None = None,
        before: Key | None = None,
        limit: int = PAGE,
        keep: Collection[int] = (),
    ) -> list[Headline]: ...

    def last_page(self, view: View, limit: int = PAGE, keep: Collection[int] = ()) -> list[Headline]: ...

    def inside(self, view: View, head: Headline, keep: Collection[int] = ()) -> list[Headline]: ...

    def next_unread(
        self, view: View, key: Key | None, direction: int, keep: Collection[int] = ()
    ) -> Headline | None: ...

    def rank(self, view: View, key: Key, keep: Collection[int] = ()) -> int: ...


class Place(NamedTuple):
    """Where one is in a list: enough to come back to."""

    key: Key
    """Of the row that holds the article."""
    offset: int = 0
    """On which row of the screen it is."""
    inside: int | None = None
    """The article under the cursor, where that stands under the row of its story."""


class Window:
    """Rows of a view, newest first; those of an opened story stand under the row that holds them."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self.view = View()
        self.keep: set[int] = set()
        """Articles that stay although they no longer fit the view: read while it was open."""
        self.opened: set[int] = set()
        """Stories that are opened."""
        self.rows: list[Headline] = []
        self.at_start = self.at_end = True
        self._base: int | None = 0
        """Articles above the first row, in a list that is not folded."""

    def show(
        self, view: View, place: Place | None, keep: Collection[int] = (), opened: Collection[int] = ()
    ) -> int:
        """Fill with ``view``, from its top or around a place; return the index of the cursor's row."""
        self.view, self.keep, self.opened = view, set(keep), set(opened)
        if place is None:
            return self._fill(self._page(), [])
        at_or_below = Key(place.key.sort, place.key.id + 1)
        cursor = self._fill(self._page(after=at_or_below), self._page(before=at_or_below))
        sought = place.inside or place.key.id
        return next((at for at, row in enumerate(self.rows) if row.inside and row.id == sought), cursor)

    def show_end(self) -> int:
        """Fill with the last rows; return the index of the very last."""
        rows = self._pages.last_page(self.view, limit=PAGE, keep=self.keep)
        self.rows = self._with_opened(rows)
        self.at_start, self.at_end = len(rows) < PAGE, True
        self._base = 0 if self.at_start else None
        return max(0, len(self.rows) - 1)

    def _page(self, after: Key | None = None, before: Key | None = None) -> list[Headline]:
        return self._pages.page(self.view, after=after, before=before, limit=PAGE, keep=self.keep)

    def _fill(self, older: list[Headline], newer: list[Headline]) -> int:
        self.at_start, self.at_end = len(newer) < PAGE, len(older) < PAGE
        self._base = 0 if self.at_start else None
        above = self._with_opened(newer)
        self.rows = [*above, *self._with_opened(older)]
        return min(len(above), max(0, len(self.rows) - 1))

    def _with_opened(self, rows: list[Headline]) -> list[Headline]:
        result: list[Headline] = []
        for row in rows:
            result.append(row)
            if self.is_open(row):
                result += self._pages.inside(self.view, row, self.keep)
        return result

    def more_below(self, top: int) -> int:
        """Read on; return how many rows were forgotten at the start, far above ``top``."""
        last = self.rows[self.head(len(self.rows) - 1)]
        rows = self._page(after=last.key)
        self.at_end = len(rows) < PAGE
        self.rows += self._with_opened(rows)
        excess = self._end_of_story(max(0, len(self.rows) - KEPT))
        if not 0 < excess < top - PAGE:
            return 0
        del self.rows[:excess]
        self._shift(-excess)
        self.at_start = False
        return excess

    def more_above(self, bottom: int) -> int:
        """Read back; return how many rows came before those there were. What is far below ``bottom`` is
        forgotten.
        """
        rows = self._page(before=self.rows[0].key)
        self.at_start = len(rows) < PAGE
        above = self._with_opened(rows)
        self.rows[:0] = above
        self._shift(len(above))
        if self.at_start:
            self._base = 0
        end = self._end_of_story(max(KEPT, bottom + len(above) + PAGE))
        if len(self.rows) > end:
            del self.rows[end:]
            self.at_end = False
        return len(above)

    def _end_of_story(self, index: int) -> int:
        """The first row from ``index`` on that stands under no other: no window begins inside a story."""
        while 0 < index < len(self.rows) and self.rows[index].inside:
            index += 1
        return index

    def _shift(self, rows: int) -> None:
        if self._base is not None:
            self._base -= rows

    def number(self, index: int) -> int:
        """How many articles of the view stand above the one of a row, folded or not."""
        if not self.rows:
            return 0
        if self.view.fold:
            return self._pages.rank(self.view, self.rows[index].key, self.keep)
        if self._base is None:
            self._base = self._pages.rank(self.view, self.rows[0].key, self.keep)
        return self._base + index

    # Stories

    def is_open(self, row: Headline) -> bool:
        """Whether what a row holds stands under it."""
        return bool(row.folded) and row.story in self.opened

    def is_unread(self, row: Headline) -> bool:
        """Whether a row stands for anything unread."""
        return not row.read or self.hides_unread(row)

    def hides_unread(self, row: Headline) -> bool:
        """Whether a row holds unread articles that do not stand under it."""
        return bool(row.folded_unread) and row.story not in self.opened

    def holds(self, row: Headline) -> frozenset[int]:
        """The articles that a row stands for."""
        return frozenset((row.id,)) if self.is_open(row) else row.folded | {row.id}

    def newest_unread(self, row: Headline) -> Headline:
        """The newest unread article that a row stands for; where all is read, the row's own."""
        if not row.read or not self.hides_unread(row):
            return row
        inside = self._pages.inside(self.view, row, self.keep)
        return next((one for one in inside if not one.read), row)

    def head(self, index: int) -> int:
        """The row under which a row stands, or that row itself."""
        while index > 0 and self.rows[index].inside:
            index -= 1
        return index

    def open(self, index: int) -> range:
        """Put what a row holds under it; return where it stands."""
        row = self.rows[index]
        inside = [] if self.is_open(row) else self._pages.inside(self.view, row, self.keep)
        if row.story is not None and inside:
            self.opened.add(row.story)
            self.rows[index + 1 : index + 1] = inside
        return self.inside(index)

    def close(self, index: int) -> None:
        """Put what stands under a row back into it."""
        inside = self.inside(index)
        del self.rows[inside.start : inside.stop]
        story = self.rows[index].story
        if story is not None:
            self.opened.discard(story)

    def inside(self, index: int) -> range:
        """The rows that stand under a row."""
        return range(index + 1, self._end_of_story(index + 1))

    # Unread articles

    def next_unread(self, cursor: int, direction: int) -> int | None:
        """The nearest row below (1) or above (-1) that stands for anything unread, among those in memory.

        Going down, the row of the cursor itself where it hides an unread article.
        """
        if direction > 0 and self.rows and self.hides_unread(self.rows[cursor]):
            return cursor
        index = cursor + direction
        while 0 <= index < len(self.rows):
            if self.is_unread(self.rows[index]):
                return index
            index += direction
        return None

    def next_unread_beyond(self, direction: int) -> Headline | None:
        """The same among the rows that are not in memory."""
        if self.at_end if direction > 0 else self.at_start:
            return None
        edge = self.rows[self.head(len(self.rows) - 1)] if direction > 0 else self.rows[0]
        return self._pages.next_unread(self.view, edge.key, direction, self.keep)

    # Marks

    def update(self, id: int, *, read: bool | None = None, starred: bool | None = None) -> list[int]:
        """Show a mark; the article stays in the view until it is left. Return the rows that changed."""
        changed = []
        for index, row in enumerate(self.rows):
            if row.id == id:
                self.rows[index] = row._replace(
                    read=row.read if read is None else read,
                    starred=row.starred if starred is None else starred,
                )
            elif read is not None and id in row.folded:
                one = frozenset((id,))
                unread = row.folded_unread - one if read else row.folded_unread | one
                self.rows[index] = row._replace(folded_unread=unread)
            else:
                continue
            self.keep.add(id)
            changed.append(index)
        return changed

    def update_changed(self, id: int) -> list[int]:
        """Show that an article's publisher has changed it. Return the rows that changed."""
        found = [index for index, row in enumerate(self.rows) if row.id == id]
        for index in found:
            self.rows[index] = self.rows[index]._replace(revised=True)
        return found

    def update_all(self) -> None:
        """Show everything in memory as read."""
        for row in self.rows:
            self.keep |= row.folded | {row.id}
        self.rows = [row._replace(read=True, folded_unread=frozenset()) for row in self.rows]
