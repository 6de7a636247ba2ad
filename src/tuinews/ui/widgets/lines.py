"""What all our widgets share: rows drawn on request, and only the rows that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tuinews.text.width import cell_width, fit


class LineWidget(Widget):
    """A widget whose rows are made by :meth:`line`; nothing is kept but what is on the screen."""

    def line(self, y: int, width: int) -> Strip:
        """Row ``y`` of the visible part, exactly ``width`` cells wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        return self.line(y, self.size.width)

    def repaint(self, rows: Iterable[int] | None = None, left: int = 0) -> None:
        """Paint these visible rows again from column ``left`` on, or all of them."""
        if rows is None:
            self.refresh()
            return
        width, height = self.size
        for y in rows:
            if 0 <= y < height:
                self.refresh(Region(left, y, width - left, 1))

    def look(self, *names: str) -> Style:
        """The style of component classes; the first decides."""
        return self.get_component_rich_style(*names)


Part = tuple[str, str]
"""A component class (or ``""``) and a text."""


class OneLine(LineWidget):
    """A single row with a left and a right part; the right part keeps its place.

    Setting what it shows already paints nothing.
    """

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._parts: tuple[tuple[Part, ...], tuple[Part, ...]] = ((), ())

    def set(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show these parts."""
        now = (tuple(left), tuple(right))
        if now != self._parts:
            self._parts = now
            self.repaint((self.row,))

    @property
    def row(self) -> int:
        """On which row of the widget it is; the rest is the widget's own affair."""
        return 0

    def parts(self, width: int) -> tuple[Sequence[Part], Sequence[Part]]:  # noqa: ARG002 (for others)
        """The left and right part in so many cells."""
        return self._parts

    def line(self, y: int, width: int) -> Strip:  # noqa: ARG002 (one row)
        base = self.rich_style
        on_left, on_right = self.parts(width)
        right = [Segment(text, self._style(name, base)) for name, text in on_right]
        right_width = sum(cell_width(text) for _, text in on_right)
        if right_width > width:
            right, right_width = [], 0
        room = max(0, width - right_width - (1 if right else 0))
        segments: list[Segment] = []
        used = 0
        for name, text in on_left:
            part = fit(text, room - used)
            if part:
                segments.append(Segment(part, self._style(name, base)))
                used += cell_width(part)
            if part != text:
                break
        gap = width - used - right_width
        if gap > 0:
            segments.append(Segment(" " * gap, base))
        return Strip([*segments, *right], width)

    def _style(self, name: str, base: Style) -> Style:
        return self.look(name) if name else base
