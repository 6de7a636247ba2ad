"""Help: every key of a screen, from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from tuinews.commands import BROWSE, COMMANDS, EDITION, READER, SOURCES, STORY, Command, command, key_name
from tuinews.ui.screens.dialog import Dialog, Foot, Line
from tuinews.ui.widgets.choices import Choice, Choices

_NAMES = {
    BROWSE: "the list",
    READER: "an article",
    EDITION: "the edition",
    STORY: "a story",
    SOURCES: "the sources",
}


class Help(Dialog[None]):
    """The keys of one screen, by group."""

    BINDINGS = [("question_mark", "close")]  # noqa: RUF012 (Textual's form)

    def __init__(self, where: str, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._where, self._keys = where, keys

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Choices(rows(self._where, self._keys), label_width=25)
        yield Foot("j k move", "keys.toml changes them", "Esc back")

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", f" Keys in {_NAMES[self._where]}")])
        self.choices.focus()

    def action_choose(self) -> None:
        self.dismiss(None)


def rows(where: str, keys: Mapping[str, tuple[str, ...]]) -> list[Choice]:
    """A heading for each group and a line for each command of ``where``."""
    result: list[Choice] = []
    for group in dict.fromkeys(one.group for one in COMMANDS):
        commands = [one for one in COMMANDS if one.group == group and where in one.where]
        if not commands:
            continue
        result += [Choice("")] if result else []
        result.append(Choice(group))
        result += [Choice(_names(one, keys), one.help, one.id) for one in commands]
    return result


def _names(one: Command, keys: Mapping[str, tuple[str, ...]]) -> str:
    palette = keys.get("palette", command("palette").keys)
    nothing = f"(by name, in {key_name(palette[0])})" if palette and one.id != "palette" else "(no key)"
    return "  ".join(map(key_name, keys.get(one.id, one.keys))) or nothing
