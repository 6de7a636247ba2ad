"""The links of an article, with the host each really leads to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tuinews.text.addresses import display_host, is_web
from tuinews.text.clean import one_line
from tuinews.ui.screens.dialog import Dialog, Line
from tuinews.ui.widgets.choices import Choice, Choices


class Links(Dialog[str]):
    """Choose a link to open; the answer is its address."""

    def __init__(self, links: Sequence[str]) -> None:
        super().__init__()
        self._links = links

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Choices(
            [
                Choice(
                    f"{n:>3}  {display_host(url) if is_web(url) else 'not a web address'}",
                    one_line(url),
                    str(n),
                )
                for n, url in enumerate(self._links, 1)
            ],
            label_width=36,
        )
        yield Line(id="foot")

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", " Links of this article")])
        self.query_one("#foot", Line).set([("line--quiet", " Enter opens it in the browser   Esc back")])
        self.choices.focus()

    def action_choose(self) -> None:
        chosen = self.choices.current
        if chosen is not None and chosen.id is not None:
            self.dismiss(self._links[int(chosen.id) - 1])
