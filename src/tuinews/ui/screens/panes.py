"""A screen of two panes: what one reads, and the sidebar, which folds away where there is no room."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from tuinews.ui.screens.base import Page
from tuinews.ui.session import Session
from tuinews.ui.widgets.sidebar import Sidebar

NARROW = 100
"""Below this many columns the sidebar folds away; asked for, it takes the right half."""
TINY = 84
"""Below this many columns it is a pane of its own instead."""


class TwoPanes(Page):
    """Keeps the sidebar's place at every size."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shape = ""

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
