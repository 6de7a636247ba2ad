"""What browse and reader share: saying, undoing, opening outside, help and palette."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.worker import Worker

from tuinews.model import Headline, Mark
from tuinews.text.clean import one_line
from tuinews.text.width import cell_width, in_rows, pad
from tuinews.ui import outside
from tuinews.ui.keys import said
from tuinews.ui.session import Session
from tuinews.ui.widgets.hints import HintLine
from tuinews.ui.widgets.lines import OneLine
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.app import NewsApp

SAID_SECONDS = 6
READ_A_SECOND = 12
"""Characters: a long sentence stays until it can have been read."""
MOST_ROWS = 9
"""Of a sentence that is said; three are there at every size, more take them from the list."""


class Page(Screen[None], inherit_bindings=False):
    """A screen with a status line that can say things."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._said: str | None = None
        self._said_kind = ""
        self._said_at = 0.0
        self._forget: Timer | None = None
        self._story_marked: frozenset[int] = frozenset()
        """What of a story was marked read last."""

    @property
    def news(self) -> NewsApp:
        """The app, by its own type."""
        return cast("NewsApp", self.app)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.news.on_worker_state_changed(event)

    # Saying

    def key(self, id: str) -> str:
        """How to name the key of a command in a sentence."""
        return said(self.news.keys, id)

    def say(self, text: str, kind: str = "status--said") -> None:
        """Say something on the status line for a while."""
        self._said, self._said_kind = one_line(text), kind
        self.show_status()
        if self._forget is not None:
            self._forget.stop()
        self._said_at = monotonic()
        self._forget = self.set_timer(max(SAID_SECONDS, len(text) / READ_A_SECOND), self.unsay)

    def complain(self, text: str) -> None:
        """Say that something did not work."""
        self.say("! " + text, "status--error")

    def unsay(self) -> None:
        """What was said holds no longer."""
        if self._said is not None:
            self._said = None
            self.show_status()

    def on_screen_suspend(self) -> None:
        if self._said is not None:
            self.unsay()  # it was said of what one leaves

    def on_key(self, event: events.Key) -> None:
        """Esc ends what is said before it leads out of anything; another key ends what was read by now."""
        if self._said is None:
            return
        if event.key == "escape":
            event.stop()
            self.unsay()
        elif monotonic() - self._said_at > len(self._said) / (2 * READ_A_SECOND):
            self.unsay()

    def show_status(self) -> None:
        """Paint the status line anew; what is said and does not fit on it takes the rows around it."""
        left, right = self.status()
        beside = sum(cell_width(text) for _, text in right)
        *above, last = self._said_rows(beside)
        below = None
        if len(above) > 1:  # the second row is the status line itself, and the third the hints'
            above, last, below = above[:-1], above[-1], last
        if last:
            left = [("", " "), (self._said_kind, last)]
        if above or (last and cell_width(last) + beside >= self.size.width - 2):
            right = []
        self.query_one("#status", StatusLine).put(left, right, above, self._said_kind)
        hints = self.query_one("#hints", HintLine)
        hints.cover(below, self._said_kind)
        hints.put(self.hints())

    def _said_rows(self, right: int) -> list[str]:
        if self._said is None:
            return [""]
        width = self.size.width - 2
        if cell_width(self._said) + right < width:
            return [self._said]
        return in_rows(self._said, max(1, width), MOST_ROWS)

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The left and right part of the status line while nothing is said."""
        raise NotImplementedError

    def hints(self) -> Sequence[tuple[str, str]]:
        """Keys and words for the hint line, the most important first and help last; none: the table's."""
        return ()

    def current(self) -> Headline | None:
        """The article that marks and copies are about."""
        raise NotImplementedError

    # Marks

    def mark_story(self, rows: Iterable[Headline]) -> None:
        """Mark the articles of a story read; where all are, unread."""
        rows = list(rows)
        self.mark_all_of({row.id for row in rows if not row.read}, {row.id for row in rows})

    def mark_all_of(self, unread: frozenset[int] | set[int], held: frozenset[int] | set[int]) -> None:
        """Mark the unread articles of a story read; where there are none, those that this marked last, else
        all that are held, unread again.
        """
        changed = unread or self._story_marked & held or held
        self._story_marked = frozenset(unread)
        self.news.mark(changed, Mark.READ if unread else Mark.UNREAD)
        count = "1 article" if len(changed) == 1 else f"{len(changed):,} articles"
        said = f"Marked {'read' if unread else 'unread'}: {count} of this story."
        self.say(f"{said} {self.key('undo')} takes it back.")

    def action_copies(self) -> None:
        row = self.current()
        if row is not None:
            behind(self, "copies", self._mark_copies, row.id)

    async def _mark_copies(self, id: int) -> None:
        copies = await self.session.copies(id)
        unread = [row.id for row in copies if not row.read]
        if unread:
            self.news.mark(unread, Mark.READ)
            count = "1 copy" if len(unread) == 1 else f"{len(unread)} copies"
            self.say(f"Marked read: {count} of this text. {self.key('undo')} takes it back.")
        elif copies:
            self.say("The copies of this text are read already.")
        else:
            self.say("No other article says only what this one says.")

    def action_mark(self) -> None:
        row = self.current()
        if row is not None:
            self.unsay()
            self.news.mark((row.id,), Mark.UNREAD if row.read else Mark.READ)

    def action_star(self) -> None:
        row = self.current()
        if row is not None:
            self.unsay()
            self.news.mark((row.id,), Mark.UNSTAR if row.starred else Mark.STAR)

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
            self.news.copy(url)
            self.say(f"Copied, for there is no browser here: {url}")

    def action_copy(self) -> None:
        row = self.current()
        if row is None or not row.url:
            self.complain("There is no address to copy.")
            return
        self.news.copy(row.url)
        self.say(f"Copied {row.url}")

    # Stories

    def action_story(self) -> None:
        row = self.current()
        if row is None or row.story is None:
            self.say("No other article tells this story.")
        else:
            self.news.open_story(row.story, row.id)

    def action_edition(self) -> None:
        self.news.open_edition()

    # The program

    def action_sources(self) -> None:
        self.news.open_sources()

    def action_palette(self) -> None:
        from tuinews.ui.screens.palette import Palette  # noqa: PLC0415 (6 ms of start-up saved)

        self.app.push_screen(Palette(self.session, self.where, self.news.keys), self.news.obey)

    def action_help(self) -> None:
        from tuinews.ui.screens.help import Help  # noqa: PLC0415

        self.app.push_screen(Help(self.where, self.news.keys))

    def action_redraw(self) -> None:
        self.news.redraw()

    def action_cancel(self) -> None:
        if not self.news.refresher.cancel():
            self.say(f"Nothing is running. {self.key('quit')} leaves the program.")

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        self.news.leave()

    @property
    def where(self) -> str:
        """The name of this screen in the table of commands."""
        raise NotImplementedError


class StatusLine(OneLine):
    """Tells where one is and what happened: a row, and one above it that is empty as a rule."""

    COMPONENT_CLASSES = {"status--said", "status--error", "status--title"}  # noqa: RUF012 (Textual's form)

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._above: list[str] = []
        self._kind = ""

    def put(
        self, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], above: list[str], kind: str
    ) -> None:
        """Show these parts, and above them rows in a style."""
        self.set(left, right)
        if (above, kind) != (self._above, self._kind):
            self._above, self._kind = above, kind
            height = 1 + max(1, len(above))
            if height != self.size.height:
                self.styles.height = height
            self.repaint(range(height - 1))

    @property
    def row(self) -> int:
        return self.size.height - 1

    def line(self, y: int, width: int) -> Strip:
        if y == self.row:
            return super().line(y, width)
        at = y - (self.row - len(self._above))
        text = " " + self._above[at] if 0 <= at < len(self._above) else ""
        return Strip([Segment(pad(text, width), self._style(self._kind, self.rich_style))], width)
