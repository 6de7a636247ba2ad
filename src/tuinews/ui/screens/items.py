"""What the edition and a story share: a page of articles that one goes through and comes back to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from tuinews.model import Headline
from tuinews.ui.screens.base import Page, StatusLine
from tuinews.ui.session import Session
from tuinews.ui.widgets.hints import HintLine
from tuinews.ui.widgets.items import ItemRow, Items
from tuinews.ui.work import behind


class ItemsScreen(Page):
    """A page of things, each with an article to read."""

    kind = ""
    """What a sentence calls it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stale = False
        """It was left, and marks may have changed since."""
        self._ready = False
        """There are rows to show it in; Textual says so only after ``on_mount``."""
        self._cursor = 0

    def compose(self) -> ComposeResult:
        yield Items(id="items")
        yield StatusLine(id="status")
        yield HintLine(self.where, self.news.keys, id="hints")

    @property
    def items(self) -> Items:
        """The rows."""
        return self.query_one("#items", Items)

    # What there is

    @property
    def articles(self) -> Sequence[int]:
        """The article of each thing, from the top."""
        raise NotImplementedError

    def is_unread(self, item: int) -> bool:
        """Whether a thing is unread, or anything it stands for."""
        raise NotImplementedError

    def rows(self, width: int) -> list[ItemRow]:
        """What is shown in so many cells."""
        raise NotImplementedError

    async def look_again(self) -> None:
        """Ask again what is read and starred; what is shown stays in its place."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show marks that were written."""
        if self.articles:
            behind(self, "items", self._reload)

    async def _reload(self) -> None:
        await self.look_again()
        self.show()

    def show(self, cursor: int | None = None) -> None:
        """Show what there is now, the cursor on this thing or where it is."""
        self._cursor = self._cursor if cursor is None else cursor
        if self._ready:
            self._show()

    def _show(self) -> None:
        self.items.show(self.rows, self._cursor)
        self.show_status()

    def on_mount(self) -> None:
        self._ready = True
        self.set_focus(self.items)
        self._show()

    def on_screen_suspend(self) -> None:
        super().on_screen_suspend()
        self._stale = True

    def on_screen_resume(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    def on_resize(self, _: events.Resize) -> None:
        if self._said is not None:  # it is wrapped for the width there was
            self.show_status()

    @property
    def article(self) -> int | None:
        """The article under the cursor."""
        there = self.articles
        return there[self.items.cursor] if there else None

    def current(self) -> Headline | None:
        return None if self.article is None else self.session.headline(self.article)

    # The way through it, for the reader too

    def step(self, by: int) -> int | None:
        """To the article below (1) or above (-1); None where there is none."""
        return self.article if self.items.move(by) else None

    def to_unread(self, direction: int) -> int | None:
        """To the nearest unread article below (1) or above (-1); None where there is none."""
        item = self.items.cursor + direction
        while 0 <= item < len(self.articles):
            if self.is_unread(item):
                self.items.move_to(item)
                return self.article
            item += direction
        return None

    def number(self, id: int) -> tuple[int, int] | None:
        """Which article of how many this is."""
        return (self.items.cursor + 1, len(self.articles)) if id == self.article else None

    # Commands

    def on_items_moved(self) -> None:
        self._cursor = self.items.cursor
        self.show_status()

    def on_items_chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        if self.article is not None:
            self.news.open_article(self.article)

    def action_down(self) -> None:
        self.items.move(1)

    def action_up(self) -> None:
        self.items.move(-1)

    def action_top(self) -> None:
        self.items.move_to(0)

    def action_bottom(self) -> None:
        self.items.move_to(-1)

    def action_half_down(self) -> None:
        self.items.move_page(0.5)

    def action_half_up(self) -> None:
        self.items.move_page(-0.5)

    def action_page_down(self) -> None:
        self.items.move_page(1)

    def action_page_up(self) -> None:
        self.items.move_page(-1)

    def action_next_unread(self) -> None:
        if self.to_unread(1) is None:
            self.say("Nothing unread below.")

    def action_previous_unread(self) -> None:
        if self.to_unread(-1) is None:
            self.say("Nothing unread above.")
