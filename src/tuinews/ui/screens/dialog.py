"""A screen that asks one thing and goes away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip

from tuinews.text.clean import one_line
from tuinews.text.width import cell_width, in_rows, pad
from tuinews.ui.widgets.choices import Choices
from tuinews.ui.widgets.lines import LineWidget, OneLine

T = TypeVar("T")

_GAP = "   "
"""Between two hints."""


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


class Foot(LineWidget):
    """The keys of a dialog, in a row or two; the last, which leads out, is always there."""

    COMPONENT_CLASSES = {"foot--quiet"}  # noqa: RUF012 (Textual's form)

    def __init__(self, *hints: str) -> None:
        super().__init__(id="foot")
        self._hints = hints

    def show(self, *hints: str) -> None:
        """Name these keys."""
        if hints != self._hints:
            self._hints = hints
            self._settle()
            self.repaint()

    def line(self, y: int, width: int) -> Strip:
        rows = hint_rows(self._hints, width)
        return Strip([Segment(pad(rows[y] if y < len(rows) else "", width), self.look("foot--quiet"))], width)

    def on_resize(self, _: events.Resize) -> None:
        self._settle()

    def _settle(self) -> None:
        height = len(hint_rows(self._hints, self.size.width))
        if height != self.size.height:
            self.styles.height = height


def hint_rows(hints: Sequence[str], width: int) -> list[str]:
    """Hints in at most two rows of ``width`` cells, none of them cut; what does not fit is left out, but not
    the last.
    """
    *others, last = hints
    rows = [""]
    for hint in others:
        end = cell_width(_GAP + last) if len(rows) == 2 else 0  # in the second row there is room for the last
        if cell_width(row := _with(rows[-1], hint)) + end <= width:
            rows[-1] = row
        elif len(rows) == 1 and cell_width(_with(_with("", hint), last)) <= width:
            rows.append(_with("", hint))
    row = _with(rows[-1], last)
    return [*rows[:-1], row] if cell_width(row) <= width else [*rows, _with("", last)]


def _with(row: str, hint: str) -> str:
    return f"{row}{_GAP if row else ' '}{hint}"


class Dialog(Screen[T], Generic[T], inherit_bindings=False):
    """Moves in its list by the keys of everywhere; Esc leaves without an answer."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 (Textual's form)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012

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
