"""Adding a source: an address is typed, the engine follows it to its feed."""

from __future__ import annotations

import json

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from tuinews.text.clean import one_line
from tuinews.ui.refresher import ask
from tuinews.ui.screens.dialog import Dialog, Line, Words
from tuinews.ui.widgets.box import Box
from tuinews.ui.widgets.choices import Choice, Choices
from tuinews.ui.work import behind

_TO_THE_OTHER = ("tab", "shift+tab")


class AddSource(Dialog[str]):
    """Type an address and a category; of several feeds choose one. The answer is what to say of it."""

    def __init__(self) -> None:
        super().__init__()
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Box("address of a feed, or of a page that names its feed", "address")
        yield Box("category (the tab it goes to; may stay empty)", "category")
        yield Words("said")
        yield Choices(label_width=60)
        yield Line(id="foot")

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", " Add a source")])
        self.query_one("#foot", Line).set(
            [("line--quiet", " Enter adds it   Tab to the category   Esc back")]
        )
        for box in self.query(Box):
            box.ends = frozenset(_TO_THE_OTHER)
        self.query_one("#address", Input).focus()

    def _say(self, text: str, kind: str = "words--quiet") -> None:
        self.query_one("#said", Words).set(text, kind)

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self._start(self.query_one("#address", Input).value.strip())

    def action_choose(self) -> None:
        chosen = self.choices.current
        if chosen is not None and chosen.id:
            self._start(chosen.id)

    def _start(self, address: str) -> None:
        if address and not self._busy:
            self._busy = True
            self._say("Asking the address …")
            behind(self, "add", self._add, address)

    async def _add(self, address: str) -> None:
        category = self.query_one("#category", Input).value.strip()
        where = ["--category", category] if category else []
        status, out, err = await ask("add", "--json", *where, "--", address)
        self._busy = False
        if status == 0:
            self.dismiss(_said(out))
            return
        choices = _choices(out)
        if choices:
            self._say("This page names several feeds. Choose one:")
            self.choices.show(choices)
            self.choices.focus()
        else:
            lines = err.strip().splitlines()
            self._say(lines[-1] if lines else "The address could not be added.", "words--error")

    def on_key(self, event: events.Key) -> None:
        if event.key in _TO_THE_OTHER:
            event.stop()
            address, category = self.query_one("#address", Input), self.query_one("#category", Input)
            self.set_focus(category if address.has_focus else address)


def _said(out: str) -> str:
    try:
        added = json.loads(out)
        title = one_line(added["source"]["title"] or added["source"]["url"])
        new = int(added["new"])
    except (ValueError, KeyError, TypeError):
        return "Added."
    if added.get("already"):
        return f"{title} is followed already."
    return f"Following {title}: {new} article{'' if new == 1 else 's'}."


def _choices(out: str) -> list[Choice]:
    try:
        found = json.loads(out)["choices"]
        return [Choice(one["title"] or one["url"], one["url"], one["url"]) for one in found]
    except (ValueError, KeyError, TypeError):
        return []
