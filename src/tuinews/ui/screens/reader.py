"""The reader: one article, its facts, its text and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal

from tuinews.commands import READER
from tuinews.model import Article, Headline
from tuinews.text.blocks import Document, parse
from tuinews.text.clean import one_line
from tuinews.text.dates import day_and_time
from tuinews.text.lines import Line
from tuinews.ui.keys import bindings
from tuinews.ui.page import PageLinks, body_lines, end_lines, minutes, page_lines, top_lines
from tuinews.ui.screens.base import StatusLine
from tuinews.ui.screens.doing import Doing
from tuinews.ui.session import Neighbours, Session
from tuinews.ui.wholes import Wholes
from tuinews.ui.widgets.body import ArticleBody
from tuinews.ui.widgets.hints import HintLine
from tuinews.ui.widgets.lines import OneLine
from tuinews.ui.widgets.sheet import letters
from tuinews.ui.widgets.sidebar import Sidebar
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from textual.widgets import Input


class Listed(Protocol):
    """A screen with articles in an order."""

    kind: str
    """What a sentence calls it."""

    def step(self, by: int) -> int | None: ...

    def to_unread(self, direction: int) -> int | None: ...

    def number(self, id: int) -> tuple[int, int] | None: ...


class Bar(OneLine):
    """Where the article comes from, and how far one has read."""

    COMPONENT_CLASSES = {"bar--quiet"}  # noqa: RUF012 (Textual's form)


class ReaderScreen(Doing):
    """An article, whole."""

    BINDINGS = bindings(READER)

    def __init__(self, session: Session, listed: Listed) -> None:
        super().__init__(session)
        self.listed = listed
        """The screen whose articles are the next and the previous."""
        self._neighbours: Neighbours | None = None
        self._views = 0
        self._shown = Document()
        self._trail: list[int] = []
        self._wholes = Wholes(self)

    def compose(self) -> ComposeResult:
        yield Bar(id="bar")
        with Horizontal(id="middle"):
            yield ArticleBody(self.session.config.reader.measure, self.show_bar, id="body")
            yield Sidebar(self.session.age, id="sidebar")
        yield StatusLine(id="status")
        yield HintLine(READER, self.news.keys, id="hints")

    @property
    def where(self) -> str:
        return READER

    @property
    def main(self) -> ArticleBody:
        return self.body

    def on_mount(self) -> None:
        self._display()
        self.set_focus(self.body)

    # Opening

    def open(self, id: int, *, trail: bool = False) -> bool:
        article = self.session.article(id)
        if article is None:
            return False
        if trail and self._article is not None:
            self._trail.append(self._article.id)
        elif not trail:
            self._trail.clear()
        self._show(article)
        return True

    @property
    def trail(self) -> tuple[int, ...]:
        """The articles that leaving leads back through, and last the one that is open."""
        return (*self._trail, *(() if self._article is None else (self._article.id,)))

    def come_back(self, listed: Listed, trail: tuple[int, ...]) -> None:
        """Show again what was open when one went on to another screen."""
        self.listed = listed
        *self._trail, id = trail
        if self._article is None or self._article.id != id:
            article = self.session.article(id)
            if article is not None:
                self._show(article, again=True)

    def _show(self, article: Article, *, again: bool = False) -> None:
        """Show an article; ``again``: one comes back to it, which is no opening."""
        self.keep_place()
        self.end_mode()
        self._article = article if again else article._replace(read=True)
        self._take(article)
        self._neighbours = self._neighbours_of = None
        self._views = article.views
        if not again:
            self._views += 1
            self.news.opened(article)
        if self.is_mounted:
            if not self.body.display:  # the sidebar lies over it
                self.leave_sidebar()
            self._display()

    def _take(self, article: Article) -> None:
        """Take the text of an article; without colours the screen tells code in a line by backticks."""
        html = article.html or ""
        self._document = parse(html)
        self._shown = parse(html, ticked=True) if self.app.no_color else self._document
        self._links = PageLinks(self._shown)  # as read as what is shown

    def _display(self) -> None:
        article = self._article
        if article is None:
            return
        place = self.session.recall(f"place:{article.id}")
        place = place + self._facts_letters if isinstance(place, int) and place else 0
        self.body.show(self._lines, place, self._links.address)
        self._said = None
        self.show_bar()
        self.show_status()
        self.follow_soon()
        self._wholes.opened()
        if self.session.config.reader.offer_copies:
            behind(self, "copies", self._offer_copies, article.id)

    async def _offer_copies(self, id: int) -> None:
        unread = sum(not row.read for row in await self.session.copies(id))
        if unread and self._article is not None and self._article.id == id:
            copies = "1 copy of this text is" if unread == 1 else f"{unread} copies of this text are"
            self.say(f"{copies} unread: {self.key('copies')} marks {'it' if unread == 1 else 'them'} read.")

    def renew(self, article: Article) -> None:
        """The open article has another text now: it is shown where one was reading."""
        self.end_mode()
        self._article = article
        self._take(article)
        self.body.renew(self._links.address)
        self.show_bar()
        self.show_status()

    @property
    def facts_height(self) -> int:
        return len(self._facts(self.body.measure))

    def _facts(self, width: int) -> list[Line]:
        if self._article is None:
            return []
        return list(top_lines(self._article, width, self.session.zone, self._views, self._links))

    @property
    def _facts_letters(self) -> int:
        return sum(map(letters, self._facts(self.session.config.reader.measure)))  # the same at every width

    def _lines(self, measure: int) -> Iterator[Line | None]:
        article = self._article
        if article is None:
            return
        yield from top_lines(article, measure, self.session.zone, self._views, self._links)
        yield from body_lines(article, self._shown, measure, self.body.lexers)
        yield from page_lines(article, measure, self.key("full-text"))
        yield from end_lines(article, self._neighbours, measure, self._when, self._links)

    def _when(self, moment: int | str) -> str:
        return day_and_time(moment, int(self.session.now()), self.session.zone)

    wants_neighbours = True  # the end of the article lists them

    def followed(self) -> int | None:
        return None if self._article is None else self._article.id

    def show_neighbours(self, neighbours: Neighbours | None) -> None:
        super().show_neighbours(neighbours)
        self._neighbours = neighbours
        self.body.renew()

    def keep_place(self) -> None:
        """Remember how far this article was read."""
        if self._article is not None and self.is_mounted:
            # From where the text begins: above it, facts change from one opening to the next.
            name, place = (
                f"place:{self._article.id}",
                self.body.place and self.body.place - self._facts_letters,
            )
            if place or self.session.recall(name) is not None:
                self.session.remember(name, place)

    # The lines above and below

    def show_bar(self) -> None:
        """Paint the line above the article."""
        article = self._article
        if article is None:
            return
        place = " ▸ ".join(part for part in (article.category or "All", article.source_title) if part)
        part = self.body.progress
        if part is None:
            right = f"{minutes(article.words)} min        "
        else:
            left = f"{minutes(round(article.words * (1 - part)))} min left" if part < 1 else "the end"
            right = f"{left:>11}   {round(100 * part):>3} % "
        number = self._number()
        self.query_one(Bar).set([("bar--quiet", f" {place}")], [("bar--quiet", f"{number}   {right}")])

    def _number(self) -> str:
        number = None if self._article is None else self.listed.number(self._article.id)
        return "" if number is None else f"{number[0]:,} of {number[1]:,}"

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        article = self._article
        if article is None:
            return [], []
        left = [("", " ")]
        if self._mode is not None:
            return [*left, ("status--said", self._mode.words)], []
        if article.starred:
            left.append(("status--title", "★ starred  "))
        if not article.read:
            left.append(("status--title", "● unread  "))
        if article.revised:
            left.append(("", f"± changed, {self.key('changes')} shows how  "))
        if (hit := self.body.finding) is not None:
            left.append(("status--title", f"{hit[0]:,} of {hit[1]:,}"))
            left.append(("", "  n N next and previous hit, Esc ends the search  "))
        length = f"{article.words:,} word{'' if article.words == 1 else 's'} "
        return left, [("", ", ".join(filter(None, (self._wholes.status(article), length))))]

    def current(self) -> Headline | None:
        if self._article is None:
            return None
        id = self._article.id
        if self.sidebar.has_focus and self.sidebar.current is not None:
            id = self.sidebar.current
        return self.session.headline(id)

    def marked(self, article: Article) -> None:
        """The open article was marked."""
        self._article = article
        self.show_status()

    def on_sidebar_chosen(self, message: Sidebar.Chosen) -> None:
        self.open(message.article, trail=True)

    # Commands: moving

    def action_down(self) -> None:
        self.sidebar.move(1) if self.sidebar.has_focus else self.body.scroll_lines(1)

    def action_up(self) -> None:
        self.sidebar.move(-1) if self.sidebar.has_focus else self.body.scroll_lines(-1)

    def action_top(self) -> None:
        self.body.scroll_top()

    def action_bottom(self) -> None:
        self.body.scroll_bottom()

    def action_half_down(self) -> None:
        self.body.scroll_pages(0.5)

    def action_half_up(self) -> None:
        self.body.scroll_pages(-0.5)

    def action_page_down(self) -> None:
        if self.body.progress == 1:
            self.say(f"This is the end. {self.key('next-unread')} reads the next unread article.")
        self.body.scroll_pages(1)

    def action_page_up(self) -> None:
        self.body.scroll_pages(-1)

    def action_next_heading(self) -> None:
        if not self.body.scroll_heading(1):
            self.say("No heading below.")

    def action_previous_heading(self) -> None:
        if not self.body.scroll_heading(-1):
            self.say("No heading above.")

    def action_follow(self) -> None:
        if self.sidebar.has_focus and self.sidebar.current is not None:
            chosen = self.sidebar.current
            self.leave_sidebar()
            self.open(chosen, trail=True)

    def action_back(self) -> None:
        if self.body.marks.sought:
            self.body.find("")
            self.show_status()
        elif self.body.jump_back():
            pass
        elif self.sidebar.has_focus:
            self.leave_sidebar()
        elif self._trail and (article := self.session.article(self._trail.pop())) is not None:
            self._show(article, again=True)
        else:
            self.keep_place()
            self.news.go_back()

    def action_next_article(self) -> None:
        self._neighbour(1)

    def action_previous_article(self) -> None:
        self._neighbour(-1)

    def _neighbour(self, by: int) -> None:
        if self.sidebar.has_focus:
            self.sidebar.move(by)
            return
        id = self.listed.step(by)
        if id is None:
            self.say(f"This is the {'last' if by > 0 else 'first'} article of the {self.listed.kind}.")
        else:
            self.open(id)

    def action_next_unread(self) -> None:
        self._unread(1)

    def action_previous_unread(self) -> None:
        self._unread(-1)

    def _unread(self, direction: int) -> None:
        if self.body.finding:
            self.body.find_next(direction)
            self.show_status()
            return
        id = self.listed.to_unread(direction)
        if id is None:
            self.say("No unread article " + ("below." if direction > 0 else "above."))
        else:
            self.open(id)

    # Commands: the text

    def action_full_text(self) -> None:
        self._wholes.toggle()

    def action_ask_again(self) -> None:
        self._wholes.again()

    def action_find(self) -> None:
        self.open_box("a word in this article")

    def action_find_previous(self) -> None:
        if self.body.finding:
            self.body.find_next(-1)
            self.show_status()
        else:
            self.say(f"No search has hits here. {self.key('find')} begins one.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = one_line(event.value)
        self.unsay()
        self.close_box()
        if not self.body.find(text) and text:
            self.body.find("")
            self.say(f"“{text}” is not in this article.")
        else:
            self.show_status()

    def on_article_body_missed(self, message: ArticleBody.Missed) -> None:
        self.body.find("")
        self.say(message.said)

    def on_article_body_found(self, _: ArticleBody.Found) -> None:
        self.show_status()

    def on_article_body_link_pressed(self, message: ArticleBody.LinkPressed) -> None:
        self.follow_link(message.link)
