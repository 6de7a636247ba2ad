"""The smallest app that shows one article, for reader.py: in our reader's body, or in Textual's Markdown.

    reader_app.py ours|markdown FILE

Keys: ``o`` opens it, Space turns the page, ``G`` goes to the end, ``g`` to the top, ``s`` says the longest
stall of the event loop since it was opened or asked for last, ``x`` leaves.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "250")  # as the program itself does

from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static

from tuinews.text.blocks import parse
from tuinews.text.lines import set_in_steps
from tuinews.ui.app import find_styles
from tuinews.ui.themes import DEFAULT
from tuinews.ui.widgets.body import ArticleBody


class Reader(App[None]):
    """One article."""

    CSS = "#said { height: 1; } VerticalScroll { height: 1fr; } ArticleBody { height: 1fr; }"

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(css_path=list(find_styles()), ansi_color=True)
        self.register_theme(DEFAULT)
        self.theme = DEFAULT.name
        self.animation_level = "none"
        self.kind = kind
        self.text = text
        self.longest = 0.0

    def compose(self) -> ComposeResult:
        yield Static("ready", id="said")
        if self.kind == "ours":
            yield ArticleBody(76, lambda: None)
        else:
            with VerticalScroll():
                yield Markdown()

    def on_ready(self) -> None:
        gc.collect()
        gc.freeze()  # as the program itself does when it is painted

    async def watch_stalls(self) -> None:
        """Measure how late the event loop is, without end."""
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last - 0.001)
            last = now

    async def on_key(self, event: events.Key) -> None:
        scroll = self.query_one(ArticleBody if self.kind == "ours" else VerticalScroll)
        match event.key:
            case "o":
                self.longest = 0.0
                self.stalls = asyncio.create_task(self.watch_stalls())
                if isinstance(scroll, ArticleBody):
                    document = parse(self.text)
                    make = partial(set_in_steps, document, lexers=scroll.lexers)
                    scroll.show(make, 0, document.address)
                else:
                    await self.query_one(Markdown).update(self.text)
            case "space":
                if isinstance(scroll, ArticleBody):
                    scroll.scroll_pages(1)
                else:
                    scroll.scroll_page_down(animate=False, force=True)
            case "G" | "upper_g":
                if isinstance(scroll, ArticleBody):
                    scroll.scroll_bottom()
                else:
                    scroll.scroll_end(animate=False, force=True)
            case "g":
                if isinstance(scroll, ArticleBody):
                    scroll.scroll_top()
                else:
                    scroll.scroll_home(animate=False, force=True)
            case "s":
                self.query_one(Static).update(f"stall {self.longest * 1000:.1f} ms")
                self.longest = 0.0
            case "x":
                self.exit()


if __name__ == "__main__":
    Reader(sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8")).run()
