"""What takes the reader's keys for a moment: the letters of link hints, the choice of a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import events

from tuinews.commands import command
from tuinews.text.letters import letters
from tuinews.text.lines import Line
from tuinews.text.matches import is_beside
from tuinews.ui.widgets.marking import Label

if TYPE_CHECKING:
    from tuinews.ui.screens.doing import Doing


class Mode:
    """Takes keys until it ends."""

    words = ""
    """What the status line says of it."""

    def __init__(self, screen: Doing) -> None:
        self.screen = screen

    def key(self, event: events.Key) -> bool:
        """Take a key; False where it is not this mode's, which then is over."""
        raise NotImplementedError

    def end(self) -> None:
        """Take away what it has marked."""
        raise NotImplementedError

    def is_key_of(self, event: events.Key, id: str) -> bool:
        """Whether a key is bound to a command."""
        return event.key in self.screen.news.keys.get(id, command(id).keys)


class LinkHints(Mode):
    """Letters over the links on the screen: typing them opens the link, a capital last one copies it."""

    words = "Letters open a link, a capital last letter copies it, Esc leaves"

    def __init__(self, screen: Doing) -> None:
        super().__init__(screen)
        top, lines = screen.body.seen()
        links = [link for link in links_in(lines) if not screen.leads_here(link[2].link)]
        targets = list(dict.fromkeys(target for _, _, target in links))
        self._links = dict(zip(letters(len(targets)), targets, strict=True))
        names = {target: name for name, target in self._links.items()}
        self._labels = [Label(top + y, column, names[target]) for y, column, target in links]
        self._typed = ""
        screen.body.label(self._labels)

    def __bool__(self) -> bool:
        return bool(self._links)

    def key(self, event: events.Key) -> bool:
        if event.key == "escape":
            self.screen.end_mode()
            return True
        if not event.character or not event.is_printable:
            return False
        typed = self._typed + event.character.lower()
        target = self._links.get(typed)
        if target is not None:
            self.screen.end_mode()
            self.screen.follow_link(*target, copying=event.character.isupper())
        elif any(name.startswith(typed) for name in self._links):
            self._typed = typed
            self.screen.body.label([label for label in self._labels if label.text.startswith(typed)])
        else:
            self.screen.end_mode()
            self.screen.say(f"No link here has the letters {typed}.")
        return True

    def end(self) -> None:
        self.screen.body.label(())


class Target(NamedTuple):
    """Where a piece leads, as ``Piece`` has it."""

    link: int
    jump: int


_NOWHERE = Target(0, 0)


def links_in(lines: Sequence[Line]) -> Iterator[tuple[int, int, Target]]:
    """Where each link begins: the line, the character, and where it leads; once where it goes over lines."""
    last: dict[int, Target] = {}  # by the cell of a table: beside it others go over lines, too
    for y, line in enumerate(lines):
        column = 0
        for piece in line:
            target = Target(piece.link, piece.jump)
            if target != _NOWHERE:
                if target != last.get(piece.cell):
                    yield y, column, target
                last[piece.cell] = target
            elif not (piece.text.isspace() or is_beside(piece)):
                last.pop(piece.cell, None)
            column += len(piece.text)
        if not line:
            last.clear()


class Quoting(Mode):
    """A paragraph lit up, to be copied as a quotation."""

    words = "j k choose a paragraph, Enter copies it with its origin, Esc leaves"

    def __init__(self, screen: Doing) -> None:
        super().__init__(screen)
        start = max(screen.body.top, screen.facts_height)
        self._at = screen.body.paragraph(start, 1) or screen.body.paragraph(screen.body.top, 1)
        self._lines = screen.body.light(self._at)

    def __bool__(self) -> bool:
        return self._at is not None

    def key(self, event: events.Key) -> bool:
        if self.is_key_of(event, "down"):
            self._move(1)
        elif self.is_key_of(event, "up"):
            self._move(-1)
        elif event.key == "enter" or self.is_key_of(event, "quote") or self.is_key_of(event, "copy"):
            lines = self._lines
            self.screen.end_mode()
            self.screen.copy_quotation(lines)
        elif self.is_key_of(event, "back"):
            self.screen.end_mode()
        else:
            return False
        return True

    def _move(self, direction: int) -> None:
        if self._at is None:
            return
        there = self._at[1] + 1 if direction > 0 else self._at[0] - 1
        found = self.screen.body.paragraph(there, direction)
        if found is None:
            self.screen.say(f"This is the {'last' if direction > 0 else 'first'} paragraph.")
        else:
            self._at = found
            self._lines = self.screen.body.light(found)

    def end(self) -> None:
        self.screen.body.light(None)
