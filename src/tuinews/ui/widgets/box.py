"""A text box that sends nothing while nothing happens."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.suggester import SuggestFromList
from textual.widgets import Input


class Box(Input):
    """One line to type in, without a frame and without a blinking cursor.

    Keys count in the order in which they come, however fast: Textual itself looks for the action of a key
    only when the box has taken the printable ones behind it. A key right behind Enter, say, is meant for what
    Enter leads to: it is handed back until the focus has moved. So a box is hidden and not removed when it is
    done with.
    """

    def __init__(self, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.ends: frozenset[str] = frozenset()
        """Keys behind which another key is meant for what they lead to."""
        self._over = False

    def offer(self, texts: Sequence[str]) -> None:
        """Complete what is typed to one of these texts; Right or Tab takes it."""
        self.suggester = SuggestFromList(texts, case_sensitive=False) if texts else None

    @property
    def _can_complete(self) -> bool:
        return self.cursor_at_end and len(self._suggestion) > len(self.value)

    def begin(self) -> None:
        """Show the box, empty, for another text."""
        with self.prevent(Input.Changed):
            self.clear()
        self._over = False
        self.display = True
        self.screen.set_focus(self)

    async def on_key(self, event: events.Key) -> None:
        if self._over:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        if event.key == "tab" and self._can_complete:
            event.stop()
            event.prevent_default()
            self.action_cursor_right()
            return
        self._over = event.key in self.ends
        if action := _ACTIONS.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def on_focus(self) -> None:
        self._over = False


_ACTIONS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What a box does on a key that is not printed."""
