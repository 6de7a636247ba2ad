"""The search in the list: a box at the bottom, and its answer as a temporary tab while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from tuinews.model import Scope, Tab, View
from tuinews.text.clean import one_line
from tuinews.text.width import in_rows
from tuinews.ui.screens.panes import TwoPanes
from tuinews.ui.session import Session
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from textual.widgets import Input

TYPING = 0.08
"""Seconds without a key before the search box asks."""


class Searching(TwoPanes):
    """A screen with a search box; the tabs are the affair of the screen itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._typing: Timer | None = None
        self._advice = ""

    @property
    def tab(self) -> Tab:
        """The tab one is in."""
        raise NotImplementedError

    def open_temporary(self, tab: Tab) -> None:
        """Show a tab of its own, until it is left."""
        raise NotImplementedError

    def say_empty(self) -> None:
        """Say in the list why there is nothing in it."""
        raise NotImplementedError

    def close_temporary(self) -> bool:
        """Leave that tab; False where there is none."""
        raise NotImplementedError

    def action_search(self) -> None:
        self.open_box('words  "a phrase"  -not  source:  category:  is:unread')

    def on_input_changed(self, event: Input.Changed) -> None:
        self._stop_typing()
        self._typing = self.set_timer(TYPING, lambda: self._search(event.value, typing=True))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._stop_typing()
        text = one_line(event.value)
        view = self.tab.view
        if text and (view.scope, view.name) == (Scope.SEARCH, text):
            # The answer is there; the cursor may move in it before the next line is run.
            behind(self, "search", self._advise, text, typing=False)
        else:
            self._search(text)
        self.close_box()

    def _stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.stop()

    def _search(self, text: str, *, typing: bool = False) -> None:
        text = one_line(text)
        if text:
            behind(self, "search", self._answer, text, typing=typing)
        else:
            self.close_temporary()

    async def _answer(self, text: str, *, typing: bool) -> None:
        view = View(Scope.SEARCH, text)
        total, unread = await self.session.totals(view)
        self._advice = ""
        self.open_temporary(Tab(view, f"/{text}", unread, total))
        await self._advise(text, typing=typing)

    async def _advise(self, text: str, *, typing: bool) -> None:
        """Say what else may be meant: in the empty list, or beside what was found."""
        advice = await self.session.advice(text, typing=typing)
        if self.tab.total == 0:
            if advice != self._advice:
                self._advice = advice
                self.say_empty()
        elif advice:
            self.say(advice)

    @property
    def nothing_found(self) -> tuple[str, ...]:
        """What stands in the list where a search found nothing."""
        hint = self._advice or 'Try fewer words, part of a word, or "a phrase".'
        return (
            "Nothing found.",
            "",
            *in_rows(hint, max(20, self.main.size.width - 4), 4),
            "",
            "Esc goes back.",
        )

    def stop_search(self) -> None:
        """An answer that is still on its way must not open its tab again."""
        self.workers.cancel_group(self, "search")

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.box_open:
            event.stop()
            self._stop_typing()
            self.close_box()
            self.close_temporary()
