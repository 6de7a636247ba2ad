"""Whole articles in the reader: asked of the engine when one rests on a teaser, or by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import Worker

from tuinews.model import Article
from tuinews.text.addresses import display_host, host
from tuinews.text.clean import one_line
from tuinews.ui.refresher import ask
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.screens.reader import ReaderScreen

REST = 0.5
"""Seconds one rests on a teaser before its page is asked, so that leafing through a list asks nobody."""


MOST = 4
"""Pages that are asked at once."""
OF_A_HOST = 2
"""Of them, of one host: each is asked by an engine of its own, which knows nothing of the others."""


@dataclass(eq=False, slots=True)
class _Asked:
    """A page that is being asked."""

    host: str
    by_key: bool
    """Somebody pressed a key for it, and is answered."""
    again: bool = False
    """It is asked whether it is here or not."""
    work: Worker[None] | None = None


class Wholes:
    """Asks for whole articles, and shows each where its article is still open.

    The article one is at is asked at once. Where too much is under way for that, what one left longest ago is
    given up, and asked anew when one comes back.
    """

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self._rest: Timer | None = None
        self._asking: dict[int, _Asked] = {}
        """By article, the one asked first in front."""

    def status(self, article: Article) -> str:
        """What the status line says of where the text comes from."""
        if article.id in self._asking:
            return f"asking {display_host(article.url or '')} for the whole article"
        if article.page is None or not article.page.found:
            return ""
        if not article.page.shown:
            return "the feed's own text"
        return "what its page gives" if article.page.error else "the whole article"

    def opened(self) -> None:
        """An article was opened."""
        if self._rest is not None:
            self._rest.stop()
        session = self._reader.session
        if session.config.full_text.on_open and not session.demo:
            self._rest = self._reader.set_timer(REST, self._rested)

    def _rested(self) -> None:
        article = self._reader.article
        if (
            article is not None
            and article.id not in self._asking
            and self._reader.session.library.wants_page(article)
        ):
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
        else:
            self._ask_by_key(article)

    def again(self) -> None:
        """Ask the page of the article that is open, whether it was asked before or not."""
        if self._reader.article is not None:
            self._ask_by_key(self._reader.article, again=True)

    def _ask_by_key(self, article: Article, *, again: bool = False) -> None:
        reader = self._reader
        if reader.session.demo:
            reader.say("The demo edition asks no network.")
        elif not article.url:
            reader.complain("This article has no address, so there is no page to ask for the whole of it.")
        else:
            self._ask(article, by_key=True, again=again)

    def _ask(self, article: Article, *, by_key: bool, again: bool = False) -> None:
        under_way = self._asking.get(article.id)
        if under_way is not None:
            under_way.by_key |= by_key
        else:
            there = host(article.url or "")
            self._give_up([id for id, one in self._asking.items() if one.host == there], OF_A_HOST)
            self._give_up(list(self._asking), MOST)
            asked = self._asking[article.id] = _Asked(there, by_key, again)
            asked.work = behind(self._reader, None, self._follow, article, asked)
        self._reader.show_status()

    def _give_up(self, under_way: list[int], most: int) -> None:
        """Ask so few of these, the first first, that one more may be asked."""
        for id in under_way[: max(0, len(under_way) - most + 1)]:
            if (work := self._asking.pop(id).work) is not None:
                work.cancel()

    async def _follow(self, before: Article, asked: _Asked) -> None:
        reader, id = self._reader, before.id
        try:
            _, _, said = await ask("read", str(id), "--again" if asked.again else "--full", "--json")
        except OSError as error:
            said = f"The engine could not be started: {error.strerror or error}."
        finally:
            if self._asking.get(id) is asked:
                del self._asking[id]
        article = reader.session.article(id)
        if article is not None and article.revised != before.revised:
            reader.news.browse.headlines.update_changed(id)
        page = None if article is None else article.page
        if page is not None and page.found and not page.shown and asked.by_key:
            await self._show(id, True)
        elif article is not None and self._is_open(id):
            reader.renew(article)
        if self._is_open(id):
            if page is not None and page.error is None:
                reader.unsay()
                if asked.again and article is not None and before.page is not None:
                    self._tell(changed=article.revised != before.revised)
            # What comes of opening alone stands in the article; who pressed a key is answered.
            if page is None or (page.error and asked.by_key):
                why = one_line((page and page.error) or said or "The engine ended without a word.")
                reader.complain(why[:1].upper() + why[1:])
        reader.show_status()

    def _tell(self, *, changed: bool) -> None:
        reader = self._reader
        if changed:
            reader.say(f"The page has changed: {reader.key('changes')} shows how.")
        else:
            reader.say("The page says what it said before.")

    def _is_open(self, id: int) -> bool:
        return self._reader.article is not None and self._reader.article.id == id

    async def _show(self, id: int, shown: bool) -> None:
        reader = self._reader
        await reader.session.look(lambda library: library.show_page(id, shown=shown))
        article = reader.session.article(id)
        if article is not None and self._is_open(id):
            reader.renew(article)
