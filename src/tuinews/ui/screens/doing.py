"""What one does with the article that is open: its links, files and comments, quoting, saving, changes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from tuinews.model import Article
from tuinews.text.blocks import Document
from tuinews.text.lines import Line
from tuinews.ui import outside
from tuinews.ui.page import PageLinks
from tuinews.ui.screens.panes import TwoPanes
from tuinews.ui.session import Session
from tuinews.ui.widgets.body import ArticleBody
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.screens.links import Entry, Wish
    from tuinews.ui.screens.modes import Mode


class Doing(TwoPanes):
    """A screen with an article to do something with."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._article: Article | None = None
        self._document = Document()
        self._links = PageLinks(self._document)
        self._mode: Mode | None = None

    @property
    def article(self) -> Article | None:
        """The article that is open."""
        return self._article

    @property
    def body(self) -> ArticleBody:
        """The article's text."""
        return self.query_one("#body", ArticleBody)

    @property
    def facts_height(self) -> int:
        """Lines of headline and facts above the text."""
        return 0

    def open(self, id: int, *, trail: bool = False) -> bool:
        """Open an article; with ``trail``, leaving it leads back. False if it is not there."""
        raise NotImplementedError

    # Modes

    def begin_mode(self, mode: Mode) -> None:
        """Let a mode have the keys."""
        self._mode = mode
        self._said = None
        self.show_status()

    def end_mode(self) -> None:
        """Take the keys back from a mode."""
        if self._mode is not None:
            mode, self._mode = self._mode, None
            mode.end()
            self.show_status()

    def hints(self) -> Sequence[tuple[str, str]]:
        return super().hints() if self._mode is None else (("Esc", "leaves"),)  # what else it takes it says

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.box_open:
            event.stop()
            self.close_box()
        elif self._mode is not None:
            if self._mode.key(event):
                event.stop()
            else:
                self.end_mode()

    def on_resize(self, event: events.Resize) -> None:
        ended = self._mode is not None
        self.end_mode()
        super().on_resize(event)
        if ended:
            self.say("The window has another size; press the key again.")

    # Links

    def action_link_hints(self) -> None:
        from tuinews.ui.screens.modes import LinkHints  # noqa: PLC0415 (here and below: when it is needed)

        if not self.body.display:
            self.leave_sidebar()
        if mode := LinkHints(self):
            self.begin_mode(mode)
        elif self._entries():
            self.say(f"There is no link on this screen. {self.key('links')} lists those of the article.")
        else:
            self.say("This article has no links.")

    def leads_here(self, link: int) -> bool:
        """Whether a link is the page of the article itself, which has a key of its own."""
        goal = self._links.goal(link)
        return goal is not None and goal.kind == "here"

    def follow_link(self, link: int, jump: int = 0, *, copying: bool = False) -> None:
        """Open a link or picture by its number (``Piece.link``), or copy its address; what leads to a place
        of the article itself (``Piece.jump``) goes there.
        """
        goal = self._links.goal(link)
        article = None if goal is None or not goal.article else self.session.article(goal.article)
        url = self._links.address(link) if article is None else article.url or ""
        if jump:
            self.body.jump(jump)
        elif copying and url:
            self.news.copy(url)
            self.say(f"Copied {url}")
        elif article is not None:
            self.open(article.id, trail=True)
        elif goal is not None and goal.kind == "file":
            self._play(url)
        else:
            self.visit(url)

    def action_links(self) -> None:
        from tuinews.ui.screens.links import Links  # noqa: PLC0415

        if entries := self._entries():
            self.app.push_screen(Links("Links of this article", entries), self._grant)
        else:
            self.say("This article has no links.")

    def _entries(self) -> list[Entry]:
        from tuinews.ui.screens.links import entries_of  # noqa: PLC0415

        return [] if self._article is None else entries_of(self._article, self._document)

    def _grant(self, wish: Wish | None) -> None:
        """Do what was chosen in a list of links."""
        if wish is None:
            return
        kind, address = wish
        if kind == "file":
            self._play(address)
        elif kind == "mail":
            self._write_to(address)
        else:
            self.visit(address)

    # Files, comments, mail

    def action_files(self) -> None:
        from tuinews.ui.screens.links import Links, entries_of_files  # noqa: PLC0415

        article = self._article
        if article is None or not article.enclosures:
            self.say("Nothing is enclosed with this article.")
        elif len(article.enclosures) == 1:
            self._play(article.enclosures[0].url)
        else:
            entries: list[Entry] = entries_of_files(article)
            self.app.push_screen(Links("Files of this article", entries), self._grant)

    def _play(self, url: str) -> None:
        from tuinews.text.addresses import display_host, is_web  # noqa: PLC0415

        player = self.session.config.open.player
        if not is_web(url):
            self.complain(f"Only http and https addresses are played, not {url}")
        elif not player:
            self.say(
                'Which player? Say it in config.toml, such as player = ["mpv"] under [open]. '
                f"{self.key('links')} lists the file, o there opens it in the browser."
            )
        elif problem := outside.start(player, url, "open.player"):
            self.complain(problem)
        else:
            self.say(f"{player[0]} plays a file from {display_host(url)}.")

    def action_comments(self) -> None:
        if self._article is None or not self._article.comments_url:
            self.say("This article names no page of comments.")
        else:
            self.visit(self._article.comments_url)

    def action_reply(self) -> None:
        from tuinews.ui.screens.links import Links, entries_of_mail  # noqa: PLC0415

        if self._article is not None:
            entries = entries_of_mail(self._article)
            if entries:
                self.app.push_screen(Links("Write to", entries), self._grant)
            else:
                self.say("This article names no mail address.")

    def _write_to(self, address: str) -> None:
        from tuinews.text.mail import mail_to  # noqa: PLC0415

        mail = self.session.config.open.mail
        if self._article is None:
            return
        if not outside.can_open(mail):
            self.news.copy(address)
            self.say(f"Copied, for there is no mail program here: {address}")
        elif problem := outside.write_mail(mail_to(address, f"Re: {self._article.title}"), mail):
            self.complain(problem)
        else:
            self.say(f"A mail to {address} is begun in the mail program.")

    # The article elsewhere

    def action_qr(self) -> None:
        from tuinews.ui.screens.qr import QrCode  # noqa: PLC0415 (segno is loaded when it is needed)

        if self._article is None or not self._article.url:
            self.complain("This article has no address to make a QR code of.")
        else:
            self.app.push_screen(QrCode(self._article.url))

    def action_quote(self) -> None:
        from tuinews.ui.screens.modes import Quoting  # noqa: PLC0415

        if not self.body.display:
            self.leave_sidebar()
        if mode := Quoting(self):
            self.begin_mode(mode)

    def copy_quotation(self, lines: Sequence[Line]) -> None:
        """Copy lines of the article as a quotation, and show it."""
        from tuinews.text.quotes import passage, quotation  # noqa: PLC0415

        article = self._article
        if article is not None:
            said = passage(lines, article.text)
            self.news.copy(quotation(said, article.title, article.source_title, article.url))
            self.say(f"Copied with title and address: {said}")

    def action_save(self) -> None:
        if self._article is not None:
            behind(self, "save", self._save, self._article)

    async def _save(self, article: Article) -> None:
        from tuinews.library.saving import save_folder, save_markdown  # noqa: PLC0415
        from tuinews.text.markdown import article_markdown  # noqa: PLC0415

        document, zone = self._document, self.session.zone
        folder = save_folder(self.session.config.reader.save_folder)
        path = await asyncio.to_thread(
            lambda: save_markdown(article, article_markdown(article, document, zone), folder)
        )
        self.say(f"Saved as {path}")

    def action_changes(self) -> None:
        from tuinews.ui.screens.changes import WhatChanged  # noqa: PLC0415

        if self._article is None:
            return
        if self._article.revised is None:
            self.say("This article has not changed since it came.")
        else:
            self.app.push_screen(WhatChanged(self.session, self._article))
