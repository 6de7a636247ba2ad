"""The app: it owns the session, the engine's listener and the way between the screens."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import signal
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App
from textual.worker import Worker, WorkerState

from tuinews.commands import BROWSE, COMMANDS, EDITION, READER, SOURCES, STORY
from tuinews.model import Article, Mark, Scope, SourceState, Tab, TuinewsError, View
from tuinews.text.clean import one_line
from tuinews.ui import outside
from tuinews.ui.keys import action, keymap
from tuinews.ui.refresher import Refresher, Round
from tuinews.ui.screens.base import Page
from tuinews.ui.screens.browse import BrowseScreen
from tuinews.ui.session import Session
from tuinews.ui.themes import DEFAULT, THEMES, theme_named
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.screens.edition import EditionScreen
    from tuinews.ui.screens.reader import Listed, ReaderScreen
    from tuinews.ui.screens.sources import SourcesScreen
    from tuinews.ui.screens.story import StoryScreen

LOOK_AROUND = 10
"""Seconds between two looks at whether another process stored articles."""
IDLE = 0.3
"""Seconds after the start at which the reader is loaded, before somebody opens an article."""
FIRST_ROUND = 0.5
"""Seconds after the first paint before the engine is asked."""


class Step(NamedTuple):
    """A screen that leaving leads back to, and what it showed."""

    screen: str
    trail: tuple[int, ...] = ()
    """Of the reader: the articles that leaving it led back through, and last the one that was open."""
    story: int = 0
    """Of the story screen: which, and the article under the cursor."""
    at: int | None = None


def find_styles() -> list[Path]:
    """The style sheets: inside the package as installed, at the top of a checkout otherwise."""
    package = Path(__file__).parent.parent
    for folder in (package / "styles", package.parent.parent / "styles"):
        if folder.is_dir():
            return sorted(folder.glob("*.tcss"))
    raise FileNotFoundError(f"The folder styles is missing beside {package}; install the program again.")


class NewsApp(App[None], inherit_bindings=False):
    """The newspaper."""

    TITLE = "tuinews"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []  # noqa: RUF012 (Textual's form)

    def __init__(
        self,
        session: Session,
        *,
        keys: Mapping[str, tuple[str, ...]] | None = None,
        problems: tuple[str, ...] = (),
        report: Callable[[BaseException], object] = repr,
    ) -> None:
        # Without colour only an ANSI theme stays plain; see style-independent marks in the widgets.
        chosen = DEFAULT if "NO_COLOR" in os.environ else theme_named(session.config.appearance.theme)
        super().__init__(css_path=list(find_styles()), ansi_color=True if chosen.ansi else None)
        for one in THEMES:
            self.register_theme(one)
        # Set before anything is styled, so that no sheet is read a second time.
        self.set_reactive(App.theme, chosen.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self.session = session
        self.failure: Exception | None = None
        """The unexpected error that ended the app."""
        self._report = report
        self.keys: Mapping[str, tuple[str, ...]] = keys or {}
        self.refresher = Refresher(self._round_changed)
        self.refreshed: int | None = None
        """When the last round ended, in Unix seconds."""
        self._problems = [*problems]
        self._browse: BrowseScreen | None = None
        self._reader: ReaderScreen | None = None
        self._sources: SourcesScreen | None = None
        self._edition: EditionScreen | None = None
        self._story: StoryScreen | None = None
        self._way: list[Step] = []
        """The screens that leaving leads back through."""
        self._counts_due = False
        self._highest = 0
        self.set_keymap(keymap(self.keys))

    @property
    def browse(self) -> BrowseScreen:
        """The front page; made when it is first asked for."""
        if self._browse is None:
            self._browse = BrowseScreen(self.session)
        return self._browse

    @property
    def has_sources(self) -> bool:
        """Whether anything is followed."""
        return self.session.library.follows_any()

    def get_default_screen(self) -> BrowseScreen:
        # Browse and reader take turns and never lie on each other: Textual paints the whole of a screen again
        # for every message to the one below it.
        self.install_screen(self.browse, BROWSE)
        # Textual forgets that a default screen may be switched too: what push_screen would have done.
        self.browse._push_result_callback(self.browse, None)
        return self.browse

    def on_mount(self) -> None:
        self.call_after_refresh(_collect_garbage)
        self.app_resume_signal.subscribe(self, lambda _: self.redraw())
        loop = asyncio.get_running_loop()

        context = contextvars.copy_context()  # the app's own, which the marks' thread has not

        def written(result: str | None, error: str | None) -> None:
            loop.call_soon_threadsafe(self._marks_written, result, error, context=context)

        self.session.marks.on_done = written
        for one in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(one, self.leave)
        if self._problems:
            self.call_after_refresh(self._say_problems)
        if not self.has_sources and not self.session.demo:
            self.call_after_refresh(self.welcome)
        if self.session.config.edition.on_open and self.session.may_have_edition():
            self.open_edition(opening=True)
        else:
            self.call_after_refresh(self.browse.say_what_is_above)
        refresh = self.session.config.refresh
        if refresh.auto and not self.session.demo:
            self.set_timer(FIRST_ROUND, self._auto)
            self.set_interval(refresh.every_minutes * 60, self._auto)
        self.set_interval(LOOK_AROUND, self._look_around)
        self.set_timer(IDLE, self._load_reader)

    def redraw(self) -> None:
        """Paint everything: another program has written on the terminal."""
        self.refresh(repaint=True, layout=True)

    def _load_reader(self) -> None:
        # In a thread, so that no key waits for it: 30 ms that the first article opened would take longer.
        self.run_worker(partial(import_module, "tuinews.ui.screens.reader"), thread=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        # Work behind the screen never ends the app; what went wrong is said and logged.
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            if error is not None and not isinstance(error, TuinewsError):
                self._report(error)
            self.page.complain(one_line(str(error) if isinstance(error, TuinewsError) else repr(error)))

    def _look_around(self) -> None:
        # Another process (cron, a script) may have stored articles.
        highest = self.session.library.ceiling()
        if highest != self._highest:
            self._highest = highest
            self._count_soon()

    def _say_problems(self) -> None:
        count = len(self._problems)
        more = f"{count} problems (tuinews config check). " if count > 1 else ""
        self.page.complain(more + self._problems[0])

    def welcome(self) -> None:
        """The first start: choose what to follow."""
        from tuinews.ui.screens.welcome import Welcome  # noqa: PLC0415 (only ever once)

        self.push_screen(Welcome(self.session), self.welcomed)

    # Articles

    def open_article(self, id: int, *, trail: bool = False) -> None:
        """Open an article in the reader."""
        if self._reader is None:
            from tuinews.ui.screens.reader import ReaderScreen  # noqa: PLC0415 (12 ms of start-up saved)

            self._reader = ReaderScreen(self.session, self.browse)
            self.install_screen(self._reader, READER)
        here = self._step()
        if not self._reader.open(id, trail=trail):
            self.page.complain("This article is no longer there.")
        elif self.page is not self._reader:
            self._way.append(here)
            self._reader.listed = self._listed(here.screen)
            self.switch_screen(READER)

    def open_sources(self) -> None:
        """Show what is followed."""
        if self._sources is None:
            from tuinews.ui.screens.sources import SourcesScreen  # noqa: PLC0415 (not before the first paint)

            self._sources = SourcesScreen(self.session)
            self.install_screen(self._sources, SOURCES)
        self._sources.came_from = self.page.where
        self.switch_screen(SOURCES)

    def sources_changed(self) -> None:
        """What is followed was changed: the tabs and the list follow."""
        self.browse.show_counts()
        self.browse.reload()
        if self._sources is not None:
            self._sources.reload()

    # The edition, a story, and the way back

    def open_edition(self, *, opening: bool = False) -> None:
        """Show what came since one left; it leads on to the tabs, or back to what is being read."""
        if self._edition is None:
            from tuinews.ui.screens.edition import EditionScreen  # noqa: PLC0415 (3 ms of start-up saved)

            self._edition = EditionScreen(self.session)
            self.install_screen(self._edition, EDITION)
        before = [step.screen for step in self._way]
        if EDITION in before:
            del self._way[before.index(EDITION) :]
        elif self.page is self._reader or self.page is self._story:
            self._way.append(self._step())
        else:
            self._way.clear()
        self.switch_screen(EDITION)
        self._edition.open(opening=opening)

    def open_story(self, story: int, at: int | None = None) -> None:
        """Show the timeline of a story, at one of its articles."""
        if self._story is None:
            from tuinews.ui.screens.story import StoryScreen  # noqa: PLC0415

            self._story = StoryScreen(self.session)
            self.install_screen(self._story, STORY)
        self._way.append(self._step())
        self.switch_screen(STORY)
        self._story.open(story, at)

    @property
    def leads_back(self) -> bool:
        """Whether leaving leads back to something that is being read, and not on to the tabs."""
        return bool(self._way)

    def to_tabs(self) -> None:
        """Show the list."""
        self._way.clear()
        self.go_back()

    def go_back(self) -> None:
        """To where one came from."""
        step = self._way.pop() if self._way else Step(BROWSE)
        if step.trail and self._reader is not None:
            self._reader.come_back(self._listed(self._way[-1].screen if self._way else BROWSE), step.trail)
        elif step.story and self._story is not None:
            self._story.come_back(step.story, step.at)
        self.switch_screen(step.screen)
        if step.screen == BROWSE:
            self.browse.say_what_is_above()

    def _step(self) -> Step:
        """Where one is."""
        page = self.page
        if page is self._reader:
            return Step(page.where, trail=self._reader.trail)
        if page is self._story:
            return Step(page.where, story=self._story.story, at=self._story.article)
        return Step(page.where)

    def _listed(self, screen: str) -> Listed:
        """The screen that one goes through article by article."""
        if screen == EDITION and self._edition is not None:
            return self._edition
        if screen == STORY and self._story is not None:
            return self._story
        return self.browse

    def opened(self, article: Article) -> None:
        """An article is on the screen: read, and one more view."""
        self.session.opened(article)
        self.browse.headlines.update(article.id, read=True)

    def mark(self, ids: Collection[int], mark: Mark) -> None:
        """Mark articles as one act: painted now, written behind."""
        self.session.mark(ids, mark)
        read = {Mark.READ: True, Mark.UNREAD: False}.get(mark)
        starred = {Mark.STAR: True, Mark.UNSTAR: False}.get(mark)
        for id in ids:
            self.browse.headlines.update(id, read=read, starred=starred)
        self._tell_reader(ids)

    def _tell_reader(self, ids: Collection[int] | None = None) -> None:
        reader = self._reader
        if reader is not None and reader.article is not None and (ids is None or reader.article.id in ids):
            article = self.session.article(reader.article.id)
            if article is not None:
                reader.marked(article)

    def _marks_written(self, result: str | None, error: str | None) -> None:
        page = self.page
        if error:
            page.complain(error)
        elif result:
            page.say(result)
        if result or error:
            self.browse.reload()
            self._tell_reader()
        self._count_soon()

    def _count_soon(self) -> None:
        if not self._counts_due:
            self._counts_due = True
            self.call_later(self._count)

    def _count(self) -> None:
        self._counts_due = False
        self.browse.show_counts()
        if self._sources is not None and self.page is self._sources:
            self._sources.follow_round()
        if self.page is self._edition or self.page is self._story:
            self.page.reload()

    @property
    def page(self) -> Page:
        """The browse or reader screen one is on, or that lies under a dialog."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Page):
                return screen
        return self.browse

    # The clipboard

    def copy(self, text: str) -> None:
        """Put a text on the clipboard: by the terminal (OSC 52), and by a tool where there is a screen."""
        self.copy_to_clipboard(text)
        if tool := outside.clipboard_tool():
            self.run_worker(partial(outside.copy, text, tool), thread=True, exit_on_error=False)

    # Refreshing

    def _auto(self) -> None:
        if self.has_sources:
            behind(self, None, self._round, ())

    def refresh_sources(self, sources: list[str]) -> None:
        """Ask these sources; says why where it does not."""
        if self.session.demo:
            self.page.say("The demo edition asks no network.")
        elif self.refresher.running:
            self.page.say("A refresh is running; Ctrl-c stops it.")
        elif not sources:
            self.page.say("Nothing is followed here. Press a to add a source.")
        else:
            behind(self, None, self._round, tuple(sources))

    async def _round(self, sources: tuple[str, ...]) -> None:
        done = await self.refresher.run(sources)
        if done.error:
            self.page.complain(done.error)
        elif done.unreachable:
            self.page.say("Offline: no source could be reached. What is kept can be read.")
        elif sources:
            self.page.say(self._summary(done, sources))

    def _summary(self, done: Round, sources: tuple[str, ...]) -> str:
        """What came of a round that somebody asked for: the library knows by now what of it is paused."""
        meant = frozenset(sources)
        states = [one for one in self.session.library.sources() if one.source.id in meant]
        paused = sum(one.source.paused for one in states)
        if not paused:
            return done.summary()
        if paused == len(states):
            return self.about_paused(states)
        return done.summary(paused)

    def about_paused(self, states: Sequence[SourceState]) -> str:
        """How many of these sources are paused, why, and what to do; nothing where none is."""
        from tuinews.ui.paused import about_states  # noqa: PLC0415 (not before the first paint)

        return about_states(states, self.keys)

    def _round_changed(self, ended: bool) -> None:
        if ended:
            self.refreshed = int(self.session.now())
            self.session.library.reload_sources()
            if self.refresher.round.changed:
                self.browse.reload()
                self._tell_reader()
        if self.browse.headlines.current is None and self.refresher.round.new:
            self.browse.take_in()
        self._count_soon()

    def added(self, said: str | None) -> None:
        """A source was added and asked; ``said`` tells what came."""
        if said is not None:
            self.session.library.reload_sources()
            self.browse.take_in()
            self.browse.show_counts()
            if self._sources is not None:
                self._sources.reload()
            self.page.say(said)

    def welcomed(self, said: str | None) -> None:
        """Sources were chosen or imported, and nothing was asked yet."""
        if said is not None:
            self.added(said)
            self._auto()

    # The palette

    def obey(self, wish: tuple[str, str] | None) -> None:
        """Do what was chosen in the palette: a command's id or a source's."""
        if wish is None:
            return
        kind, id = wish
        if kind == "source":
            self.show_source(id)
        else:
            chosen = next(one for one in COMMANDS if one.id == id)
            self.call_later(self.run_action, action(chosen), self.page)

    def show_source(self, id: str) -> None:
        """A source as a temporary tab."""
        state = next((one for one in self.session.library.sources() if one.source.id == id), None)
        if state is not None:
            self.show_articles(state)

    def show_articles(self, state: SourceState) -> None:
        """The articles of a source as a temporary tab."""
        if self.page is not self.browse:
            self.to_tabs()
        view = View(Scope.SOURCE, state.source.id)
        self.browse.open_temporary(Tab(view, state.title, state.unread, state.total))

    # Leaving

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public place to say what an unexpected error looks like; its own prints a traceback.
        # What follows from the first error, while the screens go down, tells nothing.
        if self.failure is None:
            self.failure = error
            self.exit(return_code=1)

    def leave(self) -> None:
        """Keep the place and go."""
        if self._reader is not None:
            self._reader.keep_place()
        self.browse.keep_place()
        self.refresher.cancel()
        self.exit()


def _collect_garbage() -> None:
    # What was made so far lives as long as the app: a collection that skips it takes no frame's time.
    gc.freeze()
    gc.enable()
