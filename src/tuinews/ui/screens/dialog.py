"""A screen that asks one thing and goes away."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip

from tuinews.text.clean import one_line
from tuinews.text.width import in_rows, pad
from tuinews.ui.widgets.choices import Choices
from tuinews.ui.widgets.lines import LineWidget, OneLine

T = TypeVar("T")


class Line(OneLine):
    """A title, a word of explanation or a hint."""

    COMPONENT_CLASSES = {"line--title", "line--quiet", "line--error"}  # noqa: RUF012 (Textual's form)


class Words(LineWidget):
    """A sentence or two, wrapped to the rows there are."""

    COMPONENT_CLASSES = {"words--quiet", "words--error"}  # noqa: RUF012 (Textual's form)

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._style = "words--quiet"

    def set(self, text: str, style: str = "words--quiet") -> None:
        """Say this."""
        self._text, self._style = one_line(text), style
        self.repaint()

    def line(self, y: int, width: int) -> Strip:
        rows = in_rows(self._text, max(1, width - 1), max(1, self.size.height))
        text = rows[y] if y < len(rows) else ""
        return Strip([Segment(pad(" " + text, width), self.look(self._style))], width)


class Dialog(Screen[T], Generic[T], inherit_bindings=False):
    """Moves in its list by the keys of everywhere; Esc leaves without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n,j", "move(1)", show=False),
        Binding("up,ctrl+p,k", "move(-1)", show=False),
        Binding("ctrl+d,ctrl+f,pagedown,space", "move(10)", show=False),
        Binding("ctrl+u,ctrl+b,pageup,b", "move(-10)", show=False),
        Binding("g,home", "move(-100000)", show=False),
        Binding("G,end", "move(100000)", show=False),
        Binding("enter,l", "choose", show=False),
        Binding("escape,q,h", "close", show=False),
        Binding("ctrl+l", "redraw", show=False),
        Binding("Q", "quit", show=False),
    ]

    @property
    def choices(self) -> Choices:
        """The list."""
        return self.query_one(Choices)

    def action_move(self, by: int) -> None:
        self.choices.move(by)

    def action_choose(self) -> None:
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)

    def action_redraw(self) -> None:
        self.app.redraw()  # type: ignore[attr-defined]

    def action_quit(self) -> None:
        self.app.leave()  # type: ignore[attr-defined]

    def on_choices_chosen(self) -> None:
        self.action_choose()
