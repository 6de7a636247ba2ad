"""What a publisher changed in an article, step by step."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult

from tuinews.model import Article
from tuinews.text.blocks import Document
from tuinews.text.changes import Changes, Telling, changes_document, compare, seen, telling
from tuinews.text.lines import set_lines
from tuinews.ui.screens.dialog import Dialog, Foot, Line
from tuinews.ui.session import Session
from tuinews.ui.widgets.body import ArticleBody
from tuinews.ui.work import behind

_FAR = 1000
"""Steps of ``Dialog.action_move`` from which on it means an end."""


class WhatChanged(Dialog[None]):
    """Words removed and added, from one telling to the next; the latest first."""

    BINDINGS = [  # noqa: RUF012 (Textual's form)
        ("left,left_square_bracket", "step(-1)"),
        ("right,right_square_bracket", "step(1)"),
        ("v", "close"),
    ]

    def __init__(self, session: Session, article: Article) -> None:
        super().__init__()
        self._session = session
        self._article = article
        self._steps: list[tuple[Telling, Telling]] = []
        self._times: list[str] = []
        self._step = 0

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield ArticleBody(self._session.config.reader.measure, lambda: None, id="changed")
        yield Foot("j k move", "Esc back")

    @property
    def body(self) -> ArticleBody:
        """The text with its changes."""
        return self.query_one("#changed", ArticleBody)

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", " What changed")])
        self.body.focus()
        behind(self, "revisions", self._look_up)

    async def _look_up(self) -> None:
        said = await self._session.look(lambda library: library.changes(self._article.id))
        self._steps = [(telling(old), telling(new)) for old, new in said]
        self._times = seen(said, self._session.zone)
        several = ["Left Right older, newer"] if len(self._times) > 1 else []
        self.query_one("#foot", Foot).show("j k move", *several, "Esc back")
        if self._times:
            self._show(len(self._times) - 1)
        else:
            self.query_one("#title", Line).set([("line--title", " What it said before was not kept.")])

    def _show(self, step: int) -> None:
        self._step = step
        behind(self, "changes", self._compare, step)

    async def _compare(self, step: int) -> None:
        changes = await asyncio.to_thread(compare, *self._steps[step])
        document = changes_document(changes, marked=self.app.no_color)
        self._set(document, changes, step)

    def _set(self, document: Document, changes: Changes, step: int) -> None:
        count = len(self._times)
        which = f", {step + 1} of {count}" if count > 1 else ""
        self.query_one("#title", Line).set(
            [("line--title", f" What changed{which}"), ("line--quiet", f"   seen {self._times[step]}")],
            [("line--quiet", f"{changes.size} ")],
        )
        self.body.show(lambda measure: set_lines(document, measure))

    def action_step(self, by: int) -> None:
        """To the change before (-1) or behind (1)."""
        if 0 <= self._step + by < len(self._times):
            self._show(self._step + by)

    def action_move(self, by: int) -> None:
        if abs(by) >= _FAR:
            self.body.scroll_top() if by < 0 else self.body.scroll_bottom()
        elif abs(by) > 1:
            self.body.scroll_pages(1 if by > 0 else -1)
        else:
            self.body.scroll_lines(by)

    def action_choose(self) -> None:
        self.dismiss(None)
