"""The address as a QR code, to read on with a phone."""

from __future__ import annotations

import segno
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from tuinews.text.clean import one_line
from tuinews.text.width import in_rows, pad
from tuinews.ui.screens.dialog import Dialog, Line
from tuinews.ui.widgets.lines import LineWidget

QUIET = 4
"""Modules of light around the code (ISO/IEC 18004, 5.3.8)."""
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
_INK = Style(color="#000000", bgcolor="#ffffff")


def qr_rows(text: str) -> list[list[bool]]:
    """The modules of a QR code, quiet zone included; true is dark. Raises ValueError for a text too long."""
    code = segno.make_qr(text, error="l")
    return [[bool(cell) for cell in row] for row in code.matrix_iter(border=QUIET)]


def half_blocks(upper: list[bool], lower: list[bool]) -> str:
    """Two rows of modules on a line, those that are true in the colour of the text."""
    return "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))


class Code(LineWidget, can_focus=True):
    """Black on white in every theme, because that is what a camera reads.

    Without colours the light modules are drawn, as is right on a dark ground; ``turn`` draws the others.
    """

    def __init__(self, text: str, coloured: bool) -> None:
        super().__init__()
        self._coloured = coloured
        self._inverted = not coloured
        try:
            self._rows = qr_rows(text)
        except ValueError:  # more than 2,953 bytes
            self._rows = []

    @property
    def need(self) -> tuple[int, int]:
        """Columns and rows of the code; 0 where there is none.

        Its modules are odd in number: a row less leaves three of light below, which a camera takes as well.
        """
        return len(self._rows), len(self._rows) // 2

    def turn(self) -> None:
        """Draw dark what was light."""
        self._inverted = not self._inverted
        self.repaint()

    def line(self, y: int, width: int) -> Strip:
        columns, rows = self.need
        base = self.rich_style
        if not rows or columns > width or rows > self.size.height:
            said = in_rows(self._refusal(), max(1, width - 2), self.size.height)
            return Strip([Segment(pad(f" {said[y]}" if y < len(said) else "", width), base)], width)
        if self.size.height > rows:
            rows += 1
        # Room that is left is shared above and below.
        y -= (self.size.height - rows) // 2
        if not 0 <= y < rows:
            return Strip.blank(width, base)
        modules = self._rows[2 * y : 2 * y + 2]
        if self._inverted:
            modules = [[not module for module in row] for row in modules]
        if len(modules) == 1:  # the rest of the line is the quiet zone, too
            modules.append([modules[0][0]] * columns)
        left = (width - columns) // 2
        ink = _INK if self._coloured else base
        return Strip(
            [
                Segment(" " * left, base),
                Segment(half_blocks(*modules), ink),
                Segment(" " * (width - columns - left), base),
            ],
            width,
        )

    def _refusal(self) -> str:
        columns, rows = self.need
        if not rows:
            return "This address is too long for a QR code. y copies it."
        return (
            f"The code of this address needs {columns} columns and {rows} rows. "
            "Make the window larger or its letters smaller; y copies the address."
        )


class QrCode(Dialog[None]):
    """A code and the address it holds."""

    BINDINGS = [("c", "close"), ("y", "copy"), ("i", "turn")]  # noqa: RUF012 (Textual's form)

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        yield Code(self._url, coloured=not self.app.no_color)
        yield Line(id="foot")

    @property
    def code(self) -> Code:
        """The code."""
        return self.query_one(Code)

    def on_mount(self) -> None:
        turn = "i light and dark   " if self.app.no_color else ""
        self._foot(f" {one_line(self._url)}", f"{turn}y copies   Esc back ")
        self.code.focus()

    def on_resize(self, event: events.Resize) -> None:
        # Where there is just room for the code it has the whole screen.
        self.query_one("#foot", Line).display = event.size.height != self.code.need[1]

    def _foot(self, left: str, right: str = "") -> None:
        self.query_one("#foot", Line).set([("", left)], [("line--quiet", right)])

    def action_copy(self) -> None:
        self.app.copy(self._url)  # type: ignore[attr-defined]
        self._foot(f" Copied {one_line(self._url)}")

    def action_turn(self) -> None:
        """Without colours: for a terminal with a light ground."""
        if self.app.no_color:
            self.code.turn()

    def action_move(self, by: int) -> None:
        """There is nothing to move in."""

    def action_choose(self) -> None:
        self.dismiss(None)
