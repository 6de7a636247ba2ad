"""The address as a QR code, to read on with a phone."""

from __future__ import annotations

import segno
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.strip import Strip

from tuinews.text.width import cell_width, fit, pad
from tuinews.ui.screens.dialog import Dialog, Line
from tuinews.ui.widgets.lines import LineWidget

QUIET = 4
"""Modules of light around the code (ISO/IEC 18004, 5.3.8)."""
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
_INK = Style(color="#000000", bgcolor="#ffffff")


def qr_lines(text: str) -> list[str]:
    """A QR code in half blocks, dark modules drawn, two modules a row; quiet zone included."""
    matrix = [
        [bool(cell) for cell in row]
        for row in segno.make(text, error="l", micro=False).matrix_iter(border=QUIET)
    ]
    if len(matrix) % 2:
        matrix.append([False] * len(matrix[0]))
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(matrix[::2], matrix[1::2], strict=True)
    ]


class Code(LineWidget, can_focus=True):
    """Black on white in every theme, because that is what a camera reads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = qr_lines(text)

    def line(self, y: int, width: int) -> Strip:
        need = cell_width(self._lines[0])
        if need > width or len(self._lines) > self.size.height:
            text = f" The code needs {need} columns and {len(self._lines) + 2} rows; make the window larger."
            return Strip([Segment(pad(fit(text if y == 0 else "", width), width), self.rich_style)], width)
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        left = (width - need) // 2
        base = self.rich_style
        return Strip(
            [
                Segment(" " * left, base),
                Segment(self._lines[y], _INK),
                Segment(" " * (width - need - left), base),
            ],
            width,
        )


class QrCode(Dialog[None]):
    """A code and the address it holds."""

    BINDINGS = [("c", "close")]  # noqa: RUF012 (Textual's form)

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        yield Code(self._url)
        yield Line(id="foot")

    def on_mount(self) -> None:
        self.query_one("#foot", Line).set([("", f" {self._url}")], [("line--quiet", "Esc back ")])
        self.query_one(Code).focus()

    def action_move(self, by: int) -> None:
        """There is nothing to move in."""

    def action_choose(self) -> None:
        self.dismiss(None)
