"""The search in the list: a box at the bottom, and its answer as a temporary tab while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from tuinews.model import Scope, Tab, View
from tuinews.text.clean import one_line
from tuinews.ui.screens.panes import TwoPanes
from tuinews.ui.session import Session

if TYPE_CHECKING:
    from textual.widgets import Input

TYPING = 0.08
"""Seconds without a key before the search box asks."""


class Searching(TwoPanes):
    """A screen with a search box; the tabs are the affair of the screen itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._typing: Timer | None = None

    @property
    def tab(self) -> Tab:
        """The tab one is in."""
        raise NotImplementedError

    def open_temporary(self, tab: Tab) -> None:
        """Show a tab of its own, until it is left."""
        raise NotImplementedError

    def close_temporary(self) -> bool:
        """Leave that tab; False where there is none."""
        raise NotImplementedError

    def action_search(self) -> None:
        self.open_box('words  "a phrase"  -not  source:  category:  is:unread')

    def on_input_changed(self, event: Input.Changed) -> None:
        self._stop_typing()
        self._typing = self.set_timer(TYPING, lambda: self._search(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._stop_typing()
        text = one_line(event.value)
        view = self.tab.view
        if text and (view.scope, view.name) != (Scope.SEARCH, text):
            self._search(text)
        self.close_box()

    def _stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.stop()

    def _search(self, text: str) -> None:
        text = one_line(text)
        if not text:
            self.close_temporary()
            return
        self.run_worker(self._answer(text), group="search", exclusive=True, exit_on_error=False)

    async def _answer(self, text: str) -> None:
        view = View(Scope.SEARCH, text)
        total, unread = await self.session.totals(view)
        self.open_temporary(Tab(view, f"/{text}", unread, total))

    def stop_search(self) -> None:
        """An answer that is still on its way must not open its tab again."""
        self.workers.cancel_group(self, "search")

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.box_open:
            event.stop()
            self._stop_typing()
            self.close_box()
            self.close_temporary()
