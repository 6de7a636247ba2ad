"""The sources: what is followed, how each is doing, and changes to it that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from tuinews.commands import SOURCES
from tuinews.library.health import Ways, facts, next_time
from tuinews.model import Headline, Scope, SourceState, TuinewsError
from tuinews.settings.private_hosts import waits_for_leave
from tuinews.text.clean import one_line
from tuinews.ui.keys import bindings
from tuinews.ui.screens.base import Page, StatusLine
from tuinews.ui.screens.panes import NARROW, REST
from tuinews.ui.session import Session
from tuinews.ui.widgets.box import Box
from tuinews.ui.widgets.details import Details
from tuinews.ui.widgets.hints import HintLine
from tuinews.ui.widgets.lines import OneLine
from tuinews.ui.widgets.source_list import SourceList, Tree, tree
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from textual.widgets import Input

    from tuinews.library import Library
    from tuinews.library.editing import Editor


class SourcesBar(OneLine):
    """How many sources there are, and what runs."""

    COMPONENT_CLASSES = {"bar--title", "bar--quiet"}  # noqa: RUF012 (Textual's form)


class SourcesScreen(Page):
    """A tree of sources, and all that is known of the one under the cursor."""

    BINDINGS = bindings(SOURCES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.came_from = "browse"
        """The screen to go back to."""
        self._tree = Tree()
        self._rest: Timer | None = None
        self._typed: Callable[[str], None] | None = None
        """What becomes of the text in the box."""
        self._wanted = ""
        """The source that the cursor is to stand on, once the rows are there."""
        self._round_ran = False
        self._asked = ("", "")
        """The source whose private host may be permitted by the same key again, and what was said of it."""

    def compose(self) -> ComposeResult:
        yield SourcesBar(id="bar")
        with Container(id="middle"):
            yield SourceList(self.session.age, self._due, id="sources")
            yield Details(id="details")
        yield Box("", "edit")
        yield StatusLine(id="status")
        yield HintLine(SOURCES, self.news.keys, id="hints")

    @property
    def rows(self) -> SourceList:
        """The list of sources."""
        return self.query_one("#sources", SourceList)

    @property
    def details(self) -> Details:
        """What is known of the source under the cursor."""
        return self.query_one("#details", Details)

    @property
    def where(self) -> str:
        return SOURCES

    def on_mount(self) -> None:
        box = self.query_one("#edit", Box)
        box.ends = frozenset({"enter"})
        box.display = False
        self.set_focus(self.rows)

    def on_screen_resume(self) -> None:
        self.reload()
        self.show_status()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= NARROW, "-beside")
        if self._said is not None:  # it is wrapped for the width there was
            self.show_status()

    # What is shown

    def reload(self) -> None:
        """Read the sources again; the cursor stays on its source."""
        if self.is_mounted:
            behind(self, "sources", self._read)

    async def _read(self) -> None:
        self._tree = await self.session.look(_tree)
        add, catalogue = self.key("add"), self.key("palette")
        self.rows.empty = (
            "Nothing is followed yet.",
            "",
            f"Press {add} to add a source by its address.",
            f"{catalogue} catalogue chooses from well-known ones.",
        )
        self.rows.show(self._tree, self._wanted)
        self._wanted = ""
        self.show_bar()

    def follow_round(self) -> None:
        """A refresh goes on, or something was stored: what it changed is shown once it has ended."""
        running = self.news.refresher.running
        if self._round_ran or not running:
            self.reload()
        self._round_ran = running
        self.show_bar()

    def show_bar(self) -> None:
        """Paint the first line."""
        refresher = self.news.refresher
        right = [("bar--quiet", f"↻ {refresher.round.done} asked ")] if refresher.running else []
        trouble = f"   {self.key('next-trouble')} next" if self._tree.bad else ""
        self.query_one(SourcesBar).set(
            [("bar--title", " Sources"), ("bar--quiet", f"  {self._tree.summary}{trouble}")], right
        )

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        state = self.rows.current
        if state is None:
            return [], []
        return [("", " "), ("status--title", one_line(state.title)), ("", f"  {state.source.id}")], []

    def current(self) -> Headline | None:
        return None

    def on_source_list_moved(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._follow)
        if self._said is None:
            self.show_status()

    def _follow(self) -> None:
        """Show what is known of the source one rests on."""
        state = self.rows.current
        self.details.more = f"… {self.key('next-pane')} to read on"
        if state is None:
            self.details.show("", ())
            return
        ways = Ways(
            ask=f"Press {self.key('refresh-source')}",
            resume=f"Press {self.key('pause-source')}",
            remove=f"Press {self.key('remove-source')}",
            permit=f"Press {self.key('pause-source')} twice",
            correct=f"Press {self.key('readdress-source')}",
        )
        found = facts(state, int(self.session.now()), self.session.zone, ways)
        self.details.show(one_line(state.title), found)

    def _due(self, state: SourceState) -> str:
        return next_time(state, int(self.session.now()), self.session.zone)

    # Commands: moving

    def action_down(self) -> None:
        self._pane.move(1)

    def action_up(self) -> None:
        self._pane.move(-1)

    def action_half_down(self) -> None:
        self._pane.move_page(0.5)

    def action_half_up(self) -> None:
        self._pane.move_page(-0.5)

    def action_page_down(self) -> None:
        self._pane.move_page(1)

    def action_page_up(self) -> None:
        self._pane.move_page(-1)

    def action_top(self) -> None:
        self._pane.move_to(0)

    def action_bottom(self) -> None:
        self._pane.move_to(-1)

    @property
    def _pane(self) -> SourceList | Details:
        return self.details if self.details.has_focus else self.rows

    def action_next_pane(self) -> None:
        self.set_focus(self.rows if self.details.has_focus else self.details)

    def action_previous_pane(self) -> None:
        self.action_next_pane()

    def action_back(self) -> None:
        if self.details.has_focus:
            self.set_focus(self.rows)
        else:
            self.app.switch_screen(self.came_from)

    def action_next_trouble(self) -> None:
        self.set_focus(self.rows)
        if not self.rows.to_trouble():
            self.say("No source failed.")

    # Commands: reading

    def action_show_source(self) -> None:
        if (state := self.rows.current) is not None:
            self.news.show_articles(state)

    def on_source_list_chosen(self) -> None:
        self.action_show_source()

    def action_open_site(self) -> None:
        if (state := self.rows.current) is not None:
            self.visit(state.site or state.source.url)

    def action_copy(self) -> None:
        state = self.rows.current
        if state is None or not state.source.url:
            self.complain("There is no address to copy.")
            return
        self.news.copy(state.source.url)
        self.say(f"Copied {state.source.url}")

    def action_refresh_source(self) -> None:
        state = self.rows.current
        self.news.refresh_sources([] if state is None else [state.source.id])

    def action_refresh_all(self) -> None:
        self.news.refresh_sources(list(self._tree.at))

    # Commands: changing

    def action_add(self) -> None:
        from tuinews.ui.screens.add import AddSource  # noqa: PLC0415 (Input is loaded when it is needed)

        self.app.push_screen(AddSource(), self.news.added)

    def action_rename_source(self) -> None:
        if (state := self.rows.current) is not None:
            id = state.source.id
            self._type(
                "Enter gives it this name; an empty one is what its feed calls itself. Esc leaves it.",
                state.title,
                lambda text: self._edit(lambda editor, library: editor.rename(library, id, text)),
            )

    def action_readdress_source(self) -> None:
        if (state := self.rows.current) is not None:
            id = state.source.id
            self._type(
                "Enter asks it at this address from now on; its articles stay. Esc leaves it.",
                state.source.url,
                lambda text: self._edit(lambda editor, library: editor.readdress(library, id, text)),
            )

    def action_move_source(self) -> None:
        if (state := self.rows.current) is not None:
            id = state.source.id
            from tuinews.ui.screens.add import categories_there_are  # noqa: PLC0415

            said = categories_there_are(self._tree.categories)
            self._type(
                f"{said} An empty one is none. Esc leaves it.",
                state.source.category,
                lambda text: self._edit(lambda editor, library: editor.move(library, id, text)),
                self._tree.categories,
            )

    def action_pause_source(self) -> None:
        if (state := self.rows.current) is None:
            return
        id = state.source.id
        if not waits_for_leave(state.source):
            self._edit(lambda editor, library: editor.pause(library, id))
        elif self._asked == (id, self._said):
            ask = self.key("refresh-source")
            self._edit(lambda editor, library: f"{editor.permit(library, id)} {ask} asks it.")
        else:
            name, key = one_line(state.title), self.key("pause-source")
            self.say(
                f"{name} is on this machine or in your network, and it was a list that named it, not you. "
                f"{key} again permits it: private = true is written beside it."
            )
            self._asked = (id, self._said or "")

    def action_remove_source(self) -> None:
        if (state := self.rows.current) is not None:
            id = state.source.id
            undo = self.key("undo")
            self._edit(lambda editor, library: f"{editor.remove(library, id)} {undo} takes it back.")

    def action_undo(self) -> None:
        self._edit(lambda editor, library: editor.undo(library) or "Nothing to undo here.")

    def _edit(self, act: Callable[[Editor, Library], str]) -> None:
        # Not of one group: what was begun is finished, in its order.
        behind(self, None, self._change, act)

    async def _change(self, act: Callable[[Editor, Library], str]) -> None:
        try:
            said, self._wanted = await self.session.edit(act)
        except TuinewsError as error:
            self.complain(str(error))
            self.reload()
            return
        self.news.sources_changed()
        await self._read()  # what is said has come true on the screen: the next key is about that
        self.say(said)

    # The box

    def _type(self, said: str, text: str, then: Callable[[str], None], offered: Sequence[str] = ()) -> None:
        # The box is filled: what it is for is said beside it.
        self.say(said)
        box = self.query_one("#edit", Box)
        box.offer(offered)
        box.begin()
        box.value = one_line(text)
        box.cursor_position = len(box.value)
        self._typed = then

    def on_input_submitted(self, event: Input.Submitted) -> None:
        typed, text = self._typed, event.value
        self._close_box()
        if typed is not None:
            typed(text)

    def _close_box(self) -> None:
        """Back to the list; the box is hidden and not removed, see ``Box``."""
        self._typed = None
        self.unsay()
        self.set_focus(self.rows)
        self.query_one("#edit", Box).display = False

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self._typed is not None:
            event.stop()
            self._close_box()


def _tree(library: Library) -> Tree:
    categories = [tab.view.name for tab in library.tabs() if tab.view.scope is Scope.CATEGORY]
    return tree(library.sources_in_full(), categories)
