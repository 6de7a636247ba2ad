"""The palette: every command and every source by a part of its name."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from tuinews.commands import COMMANDS, key_name
from tuinews.ui.screens.dialog import Dialog, Foot, Line
from tuinews.ui.session import Session
from tuinews.ui.widgets.box import Box
from tuinews.ui.widgets.choices import Choice, Choices

MOST = 200
"""Lines shown at once."""


class Palette(Dialog[tuple[str, str]]):
    """Type, choose, Enter. The answer is ``("command", id)`` or ``("source", id)``."""

    def __init__(self, session: Session, where: str, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._all = [
            Choice(one.name, f"{' '.join(map(key_name, bound[:1])):<8}{one.help}", f"command:{one.id}")
            for one in COMMANDS
            if where in one.where and one.id != "palette"
            for bound in [keys.get(one.id, one.keys)]
        ]
        self._all += [
            Choice(
                state.title, f"source  {state.unread} unread of {state.total}", f"source:{state.source.id}"
            )
            for state in session.library.sources()
        ]

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Box("a command or a source", "box")
        yield Choices(self._all[:MOST], label_width=30, empty="  Nothing has this name.")
        yield Foot("Enter does it", "Up Down move", "Esc back")

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", " Commands and sources")])
        self.query_one("#box", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        found = [one for one in self._all if all(word in _names(one) for word in words)]
        found.sort(key=lambda one: not one.label.casefold().startswith(event.value.casefold()))
        self.choices.show(found[:MOST])

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        chosen = self.choices.current
        if chosen is not None and chosen.id is not None:
            kind, _, id = chosen.id.partition(":")
            self.dismiss((kind, id))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            event.stop()
            self.choices.move(1 if event.key == "down" else -1)


def _names(one: Choice) -> str:
    """By what a line is found: its name and its id."""
    return f"{one.label} {(one.id or '').partition(':')[2]}".casefold()
