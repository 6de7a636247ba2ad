"""A screen of two panes: what one reads, and the sidebar, which folds away where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.timer import Timer
from textual.widget import Widget

from tuinews.ui.screens.base import Page
from tuinews.ui.session import Neighbours, Session
from tuinews.ui.widgets.sidebar import Sidebar
from tuinews.ui.work import behind

NARROW = 100
"""Below this many columns the sidebar folds away; asked for, it takes the right half."""
TINY = 84
"""Below this many columns it is a pane of its own instead."""
REST = 0.12
"""Seconds one rests on an article before the sidebar follows, so that a held key sends list rows only."""


class TwoPanes(Page):
    """Keeps the sidebar's place at every size."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shape = ""
        self._rest: Timer | None = None
        self._neighbours_of: int | None = None

    @property
    def main(self) -> Widget:
        """The pane on the left."""
        raise NotImplementedError

    @property
    def sidebar(self) -> Sidebar:
        """The related articles."""
        return self.query_one("#sidebar", Sidebar)

    def on_resize(self, event: events.Resize) -> None:
        width = event.size.width
        shape = "tiny" if width < TINY else "narrow" if width < NARROW else "wide"
        if shape != self._shape:  # a screen that comes back is told its size again
            self._shape = shape
            self.show_sidebar(shape == "wide" or self.sidebar.has_focus)
        if self._said is not None:  # it is wrapped for the width there was
            self.show_status()

    def show_sidebar(self, shown: bool) -> None:
        """Unfold the sidebar, or fold it away."""
        self.set_class(shown and self._shape == "tiny", "-pane")
        self.set_class(shown and self._shape == "narrow", "-half")
        # Setting what is so already would lay out and paint the whole screen again.
        for pane, seen in ((self.sidebar, shown), (self.main, not (shown and self._shape == "tiny"))):
            if pane.display is not seen:
                pane.display = seen
        if shown:
            self.follow_soon()

    # The keys of the pane one is in

    box_hints: ClassVar[Sequence[tuple[str, str]]] = (("Enter", "finds"), ("Esc", "leaves the search"))
    """Keys of the box: all others are typed into it."""

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.box_open:
            return self.box_hints
        if not self.sidebar.has_focus:
            return ()
        keys = [
            ("next-pane", "back"),
            ("mark", "mark"),
            ("star", "star"),
            ("browser", "browser"),
            ("help", "help"),
        ]
        named = [(self.key(id), word) for id, word in keys]
        return [(f"{self.key('down')} {self.key('up')}", "move"), ("Enter", "read"), *named]

    def on_descendant_focus(self) -> None:
        self.show_status()

    # Which article the sidebar is about

    def followed(self) -> int | None:
        """The article whose neighbours belong in the sidebar."""
        raise NotImplementedError

    def follow_soon(self) -> None:
        """Let the sidebar follow once one has rested."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self.follow)

    def follow(self) -> None:
        """Let the sidebar follow now."""
        if not self.query(Sidebar):  # the app is being left, and the panes go before the screen
            return
        id = self.followed()
        if id is None:
            self._neighbours_of = None
            self.show_neighbours(None)
        elif id != self._neighbours_of and (self.sidebar.display or self.wants_neighbours):
            behind(self, "neighbours", self._look_up, id)

    @property
    def is_followed(self) -> bool:
        """Whether the sidebar, where it is seen, is about the article one is on."""
        return not self.sidebar.display or self._neighbours_of == self.followed()

    async def _look_up(self, id: int) -> None:
        neighbours = await self.session.neighbours(id)
        if self.query(Sidebar) and id == self.followed():
            self._neighbours_of = id
            self.show_neighbours(neighbours)

    wants_neighbours: ClassVar[bool] = False
    """Whether neighbours are shown elsewhere than in the sidebar, too."""

    def show_neighbours(self, neighbours: Neighbours | None) -> None:
        """Show what stands beside the article; None where there is none."""
        self.sidebar.timeline = self.key("story")
        self.sidebar.show(neighbours)

    def leave_sidebar(self) -> None:
        """Back to the left pane; a sidebar there is no room for beside it folds away."""
        if self._shape != "wide":
            self.show_sidebar(False)
        self.set_focus(self.main)

    def action_sidebar(self) -> None:
        if self.sidebar.display:
            self.show_sidebar(False)
            self.set_focus(self.main)
        else:
            self.show_sidebar(True)
            if self._shape != "wide":
                self.set_focus(self.sidebar)

    def action_next_pane(self) -> None:
        if not self.sidebar.display:
            self.action_sidebar()
        elif not self.sidebar.has_focus:
            self.set_focus(self.sidebar)
        elif self._shape == "tiny":
            self.leave_sidebar()
        else:
            self.set_focus(self.main)

    def action_previous_pane(self) -> None:
        self.action_next_pane()

    # The box at the bottom: a search in the list, or in the article

    def open_box(self, placeholder: str) -> None:
        """Show the box, empty; where it is open already, it stays as it is."""
        self.unsay()
        from tuinews.ui.widgets.box import Box  # noqa: PLC0415 (10 ms of start-up saved)

        if not self.query("#search"):
            box = Box(placeholder, "search")
            box.ends = frozenset({"enter"})
            self.mount(box, before="#status")
            box.focus()
        elif not self.box_open:
            self.query_one("#search", Box).begin()

    @property
    def box_open(self) -> bool:
        """Whether something is being typed."""
        return any(box.display for box in self.query("#search"))

    def close_box(self) -> None:
        """Back to the left pane; the box is hidden and not removed, see ``Box``."""
        self.set_focus(self.main)
        for box in self.query("#search"):
            box.display = False
