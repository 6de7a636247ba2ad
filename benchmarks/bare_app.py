"""The reference for a start: the smallest Textual app there is."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One Static, no CSS."""

    def compose(self) -> ComposeResult:
        yield Static("painted")

    def on_key(self) -> None:
        self.exit()


if __name__ == "__main__":
    Bare().run()
