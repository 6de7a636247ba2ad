"""Browse: tabs, the list of headlines, the related sidebar."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from tuinews.commands import BROWSE
from tuinews.model import Headline, Key, Scope, SourceState, Tab, View
from tuinews.ui.keys import bindings
from tuinews.ui.screens.base import StatusLine
from tuinews.ui.screens.searching import Searching
from tuinews.ui.screens.stays import Stay, Stays, name_of
from tuinews.ui.session import LEFT, Session
from tuinews.ui.widgets.headlines import Headlines
from tuinews.ui.widgets.hints import HintLine
from tuinews.ui.widgets.sidebar import Sidebar
from tuinews.ui.widgets.tabs import TabLine
from tuinews.ui.widgets.window import Place


class BrowseScreen(Searching):
    """The newspaper's front."""

    BINDINGS = bindings(BROWSE)
    kind = "list"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._tabs: list[Tab] = session.library.tabs()
        self._temporary: Tab | None = None
        self._active = 0
        self._stays = Stays(session.config.list.fold)
        self._came_from = 0
        self._ceiling = session.library.ceiling()
        self._came_back = True
        self._hide_read = session.config.list.hide_read

    def compose(self) -> ComposeResult:
        yield TabLine(id="tabs")
        with Horizontal(id="middle"):
            yield Headlines(self.session, self.session.age, id="list")
            yield Sidebar(self.session.age, id="sidebar")
        yield StatusLine(id="status")
        yield HintLine(BROWSE, self.news.keys, id="hints")

    @property
    def headlines(self) -> Headlines:
        """The list of headlines."""
        return self.query_one("#list", Headlines)

    @property
    def main(self) -> Headlines:
        return self.headlines

    @property
    def where(self) -> str:
        return BROWSE

    def on_mount(self) -> None:
        self._return_to_place()
        self.set_focus(self.headlines)

    # Tabs

    @property
    def all_tabs(self) -> list[Tab]:
        """The tabs, with the temporary one where there is one."""
        return [*self._tabs, self._temporary] if self._temporary else self._tabs

    @property
    def tab(self) -> Tab:
        """The tab one is in."""
        tabs = self.all_tabs
        return tabs[min(self._active, len(tabs) - 1)]

    def _view(self, tab: Tab) -> View:
        unread = tab.view.unread or (self._hide_read and tab.view.scope is not Scope.STARRED)
        return tab.view._replace(unread=unread, ceiling=self._ceiling, fold=self._stays.folded(tab))

    def _keep_stay(self) -> Stay:
        """Remember where one is in this tab."""
        return self._stays[self.tab].of(self.headlines)

    def _leave_tab(self) -> None:
        # A read article stays in Unread until the tab is left: from here on it is gone.
        self._keep_stay().keep = frozenset()

    def go_to_tab(self, index: int) -> None:
        """Leave this tab and show another where it was left."""
        if index == self._active or not 0 <= index < len(self.all_tabs):
            return
        self._leave_tab()
        self._active = index
        if self._temporary is not None and index != len(self._tabs):
            self._temporary = None
        self._fill()

    def _fill(self) -> None:
        stay = self._stays[self.tab]
        self.say_empty()
        self.headlines.show(self._view(self.tab), stay.place, stay.keep, stay.opened)
        self.show_tabs()
        self.show_status()

    def say_empty(self) -> None:
        self.headlines.empty = self._empty_words()
        if self.headlines.current is None:
            self.headlines.repaint()

    def _empty_words(self) -> tuple[str, ...]:
        view = self._view(self.tab)
        waiting = self.session.library.waiting(view)
        news = (
            f"{waiting:,} new article{'s wait' if waiting > 1 else ' waits'}: press {self.key('take-in')}"
            if waiting
            else ""
        )
        if view.scope is Scope.SEARCH:
            return self.nothing_found
        if view.scope is Scope.STARRED:
            return ("No stars yet.", "", f"Press {self.key('star')} on an article to keep it here.")
        empty = not self.session.library.totals(view)[0]
        if view.unread and not empty:
            return ("All read.", "", news or self._when_all_read())
        if not self.news.has_sources:
            how = f"Press {self.key('add')} to add a source, or {self.key('catalogue')} to choose some."
            return ("Nothing is followed yet.", "", how)
        sources = self._sources_of(view) if empty and not news else []
        if sources and all(state.source.paused for state in sources):
            who = "The source" if len(sources) == 1 else f"All {len(sources):,} sources"
            paused = f"{who} of this tab {'is' if len(sources) == 1 else 'are'} paused."
            return (paused, "", f"{self.key('sources')} shows why, and what to do.")
        how = f"Press {self.key('refresh')} to ask the sources of this tab for news."
        return ("Nothing here yet.", "", news or how)

    def _sources_of(self, view: View) -> list[SourceState]:
        """The followed sources whose articles a view shows."""
        followed = self.session.library.sources()
        if view.scope is Scope.CATEGORY:
            return [state for state in followed if state.source.category == view.name]
        if view.scope is Scope.SOURCE:
            return [state for state in followed if state.source.id == view.name]
        return followed

    def _when_all_read(self) -> str:
        ask = f"Press {self.key('refresh')} to ask for news"
        if self._hide_read and not self.tab.view.unread:
            return f"{ask}, {self.key('hide-read')} to show what was read."
        return f"{ask}."

    def open_temporary(self, tab: Tab) -> None:
        """Show a source or a search as a tab of its own, until it is left."""
        if self._temporary is None:
            self._came_from = self._active
        self._leave_tab()
        self._temporary = tab
        self._stays.forget(tab)
        self._active = len(self._tabs)
        self._fill()

    def close_temporary(self) -> bool:
        """Back to the tab one came from; False where there is no temporary tab."""
        self.stop_search()
        if self._temporary is None:
            return False
        self.go_to_tab(min(self._came_from, len(self._tabs) - 1))
        return True

    def show_counts(self) -> None:
        """Read the tabs and counts again, for marks were written or articles stored."""
        current = self.tab.view
        self._tabs = self.session.library.tabs()
        if self._temporary is not None:
            total, unread = self.session.library.totals(self._temporary.view)
            self._temporary = self._temporary._replace(unread=unread, total=total)
            self._active = len(self._tabs)
        else:
            views = [tab.view for tab in self._tabs]
            self._active = views.index(current) if current in views else 0
        self.show_tabs()
        self.show_status()

    def show_tabs(self) -> None:
        """Paint the line of tabs."""
        refresher = self.news.refresher
        parts: list[tuple[str, str]] = []
        waiting = self.session.library.waiting(self._view(self.tab))
        if refresher.running:
            parts.append(("tabs--quiet", f"↻ {refresher.round.done} asked"))
        elif self.news.refreshed is not None:
            parts.append(("tabs--quiet", f"↻ {self.session.age(self.news.refreshed)}"))
        if waiting:
            parts.append(("tabs--news", f"  {waiting} new"))
        parts.append(("", " "))
        counts = [
            (tab.title, tab.total if tab.view.scope is Scope.STARRED else tab.unread) for tab in self.all_tabs
        ]
        self.query_one(TabLine).show(counts, self._active, parts)

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        tab = self.tab
        total, unread = self.session.library.totals(tab.view._replace(ceiling=None))
        left = [
            ("", " "),
            ("status--title", tab.title),
            ("", f"  {unread:,} unread of {total:,}  newest first"),
        ]
        if self._hide_read:
            left.append(("", "  read hidden"))
        right: list[tuple[str, str]] = []
        failed = len(self.news.refresher.round.failed)
        if self.news.refresher.round.unreachable:
            right.append(("status--error", "offline "))
        elif failed:
            sources = f"{failed} source{'s' if failed > 1 else ''}"
            right.append(("status--error", f"{sources} failed: {self.key('sources')} "))
        return left, right

    # Place

    def _return_to_place(self) -> None:
        place = self.session.recall("browse")
        if isinstance(place, dict):
            self._stays.folding = place.get("folding")
            names = [name_of(tab) for tab in self._tabs]
            tab = tuple(place.get("tab", ()))
            if tab in names:
                self._active = names.index(tab)
            at = place.get("at")
            if isinstance(at, list) and len(at) == 3 and all(isinstance(part, int) for part in at):
                self._stays[self.tab].place = Place(Key(at[0], at[1]), at[2])
        self._fill()

    def say_what_is_above(self) -> None:
        """Say once that new articles stand above the place to which one came back."""
        if self._came_back and self.headlines.row_number:
            self._came_back = False
            new = self.session.new_since_left(self._view(self.tab))
            if new:
                articles = f"{new:,} new article{'' if new == 1 else 's'} since you left"
                self.say(f"{articles}: {self.key('top')} goes to the top.")

    def keep_place(self) -> None:
        """Remember tab and cursor for the next start, and what the list has taken in."""
        if self.session.is_visit():
            self.session.remember(LEFT, {"ceiling": self._ceiling, "at": int(self.session.now())})
        if self._temporary is not None:
            stay = self._stays[self._tabs[min(self._came_from, len(self._tabs) - 1)]]
            tab, place = self._tabs[min(self._came_from, len(self._tabs) - 1)], stay.place
        else:
            tab, place = self.tab, self.headlines.place
        view = tab.view
        self.session.remember(
            "browse",
            {
                "tab": [view.scope.value, view.name, view.unread],
                "at": [*place.key, place.offset] if place else None,
                "folding": self._stays.folding,
            },
        )

    # What the list says

    def current(self) -> Headline | None:
        if self.sidebar.has_focus and self.sidebar.current is not None:
            return self.session.library.headline(self.sidebar.current)
        return self.headlines.current

    def on_headlines_moved(self) -> None:
        self.follow_soon()

    def on_headlines_chosen(self) -> None:
        if (row := self.headlines.to_read) is not None:
            self.news.open_article(row.id)

    def on_sidebar_chosen(self, message: Sidebar.Chosen) -> None:
        self.news.open_article(message.article)

    def on_tab_line_chosen(self, message: TabLine.Chosen) -> None:
        self.go_to_tab(message.index)

    def followed(self) -> int | None:
        row = self.headlines.current
        return None if row is None else row.id

    # Commands: moving

    def action_down(self) -> None:
        self._move(1)

    def action_up(self) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        if self.sidebar.has_focus:
            self.sidebar.move(by)
        else:
            self.headlines.move(by)

    def action_top(self) -> None:
        if self.sidebar.has_focus:
            self.sidebar.move(-1000)
        else:
            self.headlines.move_top()

    def action_bottom(self) -> None:
        if self.sidebar.has_focus:
            self.sidebar.move(1000)
        else:
            self.headlines.move_bottom()

    def action_half_down(self) -> None:
        self._move_page(0.5)

    def action_half_up(self) -> None:
        self._move_page(-0.5)

    def action_page_down(self) -> None:
        self._move_page(1)

    def action_page_up(self) -> None:
        self._move_page(-1)

    def _move_page(self, pages: float) -> None:
        if self.sidebar.has_focus:
            self.sidebar.move(3 if pages > 0 else -3)
        else:
            self.headlines.move_page(pages)

    def action_next_unread(self) -> None:
        if self.to_unread(1) is None:
            self.say(f"No unread article below. {self.key('previous-unread')} looks above.")

    def action_previous_unread(self) -> None:
        if self.to_unread(-1) is None:
            self.say(f"No unread article above. {self.key('next-unread')} looks below.")

    # The way through the list, for the reader too

    def step(self, by: int) -> int | None:
        """To the row below (1) or above (-1); return its article, None where there is none."""
        before = self.headlines.current
        self.headlines.move(by)
        row = self.headlines.current
        return None if row is None or row == before else row.id

    def to_unread(self, direction: int) -> int | None:
        """To the nearest unread article below (1) or above (-1); return it, None where there is none."""
        found = self.headlines.to_unread(direction)
        return None if found is None else found.id

    def number(self, id: int) -> tuple[int, int] | None:
        """Which article of how many this is, where it is under the cursor."""
        row, view = self.headlines.current, self.headlines.view
        if row is None or (id != row.id and id not in row.folded):
            return None
        number = self.headlines.row_number
        if id != row.id and (inside := self.session.headline(id)) is not None:
            number = self.session.rank(view, inside.key, self.headlines.keep)
        return number + 1, max(self.session.library.totals(view)[0], number + 1)

    def action_open(self) -> None:
        if self.sidebar.has_focus:
            if self.sidebar.current is not None:
                self.news.open_article(self.sidebar.current)
        elif (row := self.headlines.to_read) is not None:
            self.news.open_article(row.id)

    # Commands: tabs and panes

    def action_next_tab(self) -> None:
        self.go_to_tab((self._active + 1) % len(self.all_tabs))

    def action_previous_tab(self) -> None:
        self.go_to_tab((self._active - 1) % len(self.all_tabs))

    def action_tab(self, number: int) -> None:
        """To tab ``number``, counted from 1."""
        self.go_to_tab(number - 1)

    def action_related_down(self) -> None:
        self._into_sidebar(1)

    def action_related_up(self) -> None:
        self._into_sidebar(-1)

    def _into_sidebar(self, by: int) -> None:
        if not self.sidebar.display:
            self.action_sidebar()
        elif self.sidebar.has_focus:
            self.sidebar.move(by)
        else:
            self.follow()
            self.set_focus(self.sidebar)

    # Commands: stories

    def action_fold(self) -> None:
        if not self.headlines.view.fold:
            self.say(f"Stories are not folded here. {self.key('fold-tab')} gives each one row.")
        elif not self.headlines.fold():
            self.say("No other article in this tab tells this story.")

    def action_fold_tab(self) -> None:
        stay, tab = self._keep_stay(), self.tab
        fold = not self.headlines.view.fold
        self._stays.fold(tab, fold)
        row = self.headlines.current
        if row is not None and stay.place is not None:
            key = self.session.library.row_of(self._view(tab), row.id, stay.keep) if fold else row.key
            stay.place = Place(key or row.key, stay.place.offset, row.id)
        self._fill()
        how = "A story is one row" if fold else "Every article has a row"
        back = "shows every article" if fold else "folds stories"
        self.say(f"{how}. {self.key('fold-tab')} {back} again.")

    # Commands: out

    def action_leave(self) -> None:
        """Out of the sidebar, the temporary tab, and at last the program."""
        if not self._out():
            self.news.leave()

    def action_out(self) -> None:
        """As q, but at the bare list it does nothing."""
        self._out()

    def _out(self) -> bool:
        if self.sidebar.has_focus:
            self.leave_sidebar()
            return True
        return self.close_temporary()

    # Commands: doing

    def action_mark(self) -> None:
        row, held = self.headlines.current, self.headlines.held
        if row is None or len(held) == 1 or self.sidebar.has_focus:
            super().action_mark()
            return
        self.mark_all_of(row.folded_unread | (frozenset() if row.read else {row.id}), held)

    def action_mark_all(self) -> None:
        view = self.headlines.view
        if self.headlines.current is None:
            self.say("There is nothing to mark.")
            return
        back = f"{self.key('undo')} takes it back."
        self.session.marks.mark_view(view, how_back=back)
        self.headlines.update_all()
        self.say(f"Marked what this view held as read. {back}")

    def action_hide_read(self) -> None:
        self._leave_tab()
        self._hide_read = not self._hide_read
        self._fill()

    def action_take_in(self) -> None:
        if self.session.library.waiting(self._view(self.tab)):
            self.take_in()
        else:
            self.say("Nothing new waits.")

    def take_in(self) -> None:
        """Show what arrived; the cursor stays on its article."""
        stay = self._keep_stay()
        if stay.place is not None and self.headlines.row_number == 0:
            stay.place = None
        self._ceiling = self.session.library.ceiling()
        self._fill()

    def reload(self) -> None:
        """Read the rows of this view again, where one stands."""
        self._keep_stay()
        self._fill()

    def action_refresh(self) -> None:
        self.news.refresh_sources([state.source.id for state in self._sources_of(self.tab.view)])

    def action_refresh_all(self) -> None:
        self.news.refresh_sources([state.source.id for state in self.session.library.sources()])

    def action_add(self) -> None:
        from tuinews.ui.screens.add import AddSource  # noqa: PLC0415 (Input is loaded when it is needed)

        self.app.push_screen(AddSource(), self.news.added)

    def action_catalogue(self) -> None:
        self.news.welcome()
