"""A text box that sends nothing while nothing happens."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Box(Input):
    """One line to type in, without a frame and without a blinking cursor.

    A key right behind Enter, say, is meant for what Enter leads to: it is handed back until the focus has
    moved. So a box is hidden and not removed when it is done with.
    """

    def __init__(self, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.ends: frozenset[str] = frozenset()
        """Keys behind which another key is meant for what they lead to."""
        self._over = False

    def begin(self) -> None:
        """Show the box, empty, for another text."""
        with self.prevent(Input.Changed):
            self.clear()
        self._over = False
        self.display = True
        self.screen.set_focus(self)

    def on_key(self, event: events.Key) -> None:
        if self._over:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        else:
            self._over = event.key in self.ends

    def on_focus(self) -> None:
        self._over = False
