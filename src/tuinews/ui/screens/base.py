"""What browse and reader share: saying, undoing, opening outside, help and palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from tuinews.model import Headline, Mark
from tuinews.ui import outside
from tuinews.ui.session import Session
from tuinews.ui.widgets.lines import OneLine

if TYPE_CHECKING:
    from tuinews.ui.app import NewsApp

SAID_SECONDS = 6


class Page(Screen[None], inherit_bindings=False):
    """A screen with a status line that can say things."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._said: tuple[str, str] | None = None
        self._forget: Timer | None = None

    @property
    def news(self) -> NewsApp:
        """The app, by its own type."""
        return cast("NewsApp", self.app)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.news.on_worker_state_changed(event)

    # Saying

    def say(self, text: str, kind: str = "status--said") -> None:
        """Say something on the status line for a while."""
        self._said = (kind, text)
        self.show_status()
        if self._forget is not None:
            self._forget.stop()
        self._forget = self.set_timer(SAID_SECONDS, self._unsay)

    def complain(self, text: str) -> None:
        """Say that something did not work."""
        self.say("! " + text, "status--error")

    def _unsay(self) -> None:
        self._said = None
        self.show_status()

    def show_status(self) -> None:
        """Paint the status line anew."""
        left, right = self.status()
        if self._said is not None:
            left = [("", " "), self._said]
        self.query_one("#status", StatusLine).set(left, right)

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The left and right part of the status line while nothing is said."""
        raise NotImplementedError

    def current(self) -> Headline | None:
        """The article that marks and copies are about."""
        raise NotImplementedError

    # Marks

    def action_mark(self) -> None:
        row = self.current()
        if row is not None:
            self.news.mark(row, Mark.UNREAD if row.read else Mark.READ)

    def action_star(self) -> None:
        row = self.current()
        if row is not None:
            self.news.mark(row, Mark.UNSTAR if row.starred else Mark.STAR)

    def action_undo(self) -> None:
        self.session.marks.undo()

    # Outside

    def action_browser(self) -> None:
        row = self.current()
        if row is not None:
            self.visit(row.url)

    def visit(self, url: str | None) -> None:
        """Open an address in the browser; where there is none, show and copy it."""
        from tuinews.text.addresses import display_host, is_web  # noqa: PLC0415 (not before the first paint)

        if not url:
            self.complain("This article has no address.")
        elif not is_web(url):
            self.complain(f"Only http and https addresses are opened, not {url}")
        elif outside.can_open(self.session.config.open.browser):
            problem = outside.open_in_browser(url, self.session.config.open.browser)
            if problem:
                self.complain(problem)
            else:
                self.say(f"Opened {display_host(url)} in the browser.")
        else:
            self.app.copy_to_clipboard(url)
            self.say(f"Copied, for there is no browser here: {url}")

    def action_copy(self) -> None:
        row = self.current()
        if row is None or not row.url:
            self.complain("There is no address to copy.")
            return
        self.app.copy_to_clipboard(row.url)
        self.say(f"Copied {row.url}")

    # The program

    def action_palette(self) -> None:
        from tuinews.ui.screens.palette import Palette  # noqa: PLC0415 (6 ms of start-up saved)

        self.app.push_screen(Palette(self.session, self.where), self.news.obey)

    def action_help(self) -> None:
        from tuinews.ui.screens.help import Help  # noqa: PLC0415

        self.app.push_screen(Help(self.where, self.news.keys))

    def action_redraw(self) -> None:
        self.app.refresh(repaint=True, layout=True)

    def action_cancel(self) -> None:
        if not self.news.refresher.cancel():
            self.say("Nothing is running. Q leaves the program.")

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        self.news.leave()

    @property
    def where(self) -> str:
        """The name of this screen in the table of commands."""
        raise NotImplementedError


class StatusLine(OneLine):
    """One line that tells where one is and what happened."""

    COMPONENT_CLASSES = {"status--said", "status--error", "status--title"}  # noqa: RUF012 (Textual's form)
