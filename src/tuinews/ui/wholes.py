"""Whole articles in the reader: asked of the engine when one rests on a teaser, or by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from tuinews.model import Article
from tuinews.text.addresses import display_host
from tuinews.text.clean import one_line
from tuinews.ui.refresher import ask
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.screens.reader import ReaderScreen

REST = 0.5
"""Seconds one rests on a teaser before its page is asked, so that leafing through a list asks nobody."""


class Wholes:
    """Asks for one whole article at a time, and shows it where its article is still open."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self._rest: Timer | None = None
        self._asking: int | None = None
        """The article whose page is asked now."""
        self._wanted = False
        """The article that is open now was asked for meanwhile, by key."""

    def status(self, article: Article) -> str:
        """What the status line says of where the text comes from."""
        if self._asking == article.id:
            return f"asking {display_host(article.url or '')} for the whole article"
        if article.page is None or not article.page.found:
            return ""
        if not article.page.shown:
            return "the feed's own text"
        return "what its page gives" if article.page.error else "the whole article"

    def opened(self) -> None:
        """An article was opened."""
        self._wanted = False
        if self._rest is not None:
            self._rest.stop()
        session = self._reader.session
        if session.config.full_text.on_open and not session.demo:
            self._rest = self._reader.set_timer(REST, self._rested)

    def _rested(self) -> None:
        article = self._reader.article
        if article is not None and self._asking is None and self._reader.session.library.wants_page(article):
            self._ask(article, by_key=False)

    def toggle(self) -> None:
        """Show the whole article, or what the feed gave; what is not here is asked for."""
        reader, article = self._reader, self._reader.article
        if article is None:
            return
        page = article.page
        # Who comes back to a text that is not whole may have given its source a cookie meanwhile.
        partly = page is not None and page.error is not None and not page.shown
        if page is not None and page.found and not partly and not article.page_is_outdated:
            behind(reader, "whole", self._show, article.id, not page.shown)
        elif reader.session.demo:
            reader.say("The demo edition asks no network.")
        elif not article.url:
            reader.complain("This article has no address, so there is no page to ask for the whole of it.")
        elif self._asking is not None:
            self._wanted = True
            reader.show_status()
        else:
            self._ask(article, by_key=True)

    def _ask(self, article: Article, *, by_key: bool) -> None:
        self._asking, self._wanted = article.id, by_key
        self._reader.show_status()
        behind(self._reader, None, self._follow, article.id)

    async def _follow(self, id: int) -> None:
        reader = self._reader
        try:
            _, _, said = await ask("read", str(id), "--full", "--json")
        except OSError as error:
            said = f"The engine could not be started: {error.strerror or error}."
        finally:
            self._asking = None
        article = reader.session.article(id)
        here = reader.article is not None and reader.article.id == id
        if article is not None and here:
            page = article.page
            if page is not None and page.found and not page.shown and self._wanted:
                await self._show(id, True)
            else:
                reader.renew(article)
            if page is not None and page.error is None:
                reader.unsay()
            # What comes of opening alone stands in the article; who pressed a key is answered.
            if page is None or (page.error and self._wanted):
                why = one_line((page and page.error) or said or "The engine ended without a word.")
                reader.complain(why[:1].upper() + why[1:])
        reader.show_status()
        if not here:
            by_key, self._wanted = self._wanted, False
            if by_key:
                self.toggle()
            else:
                self._rested()

    async def _show(self, id: int, shown: bool) -> None:
        reader = self._reader
        await reader.session.look(lambda library: library.show_page(id, shown=shown))
        article = reader.session.article(id)
        if article is not None and reader.article is not None and reader.article.id == id:
            reader.renew(article)
