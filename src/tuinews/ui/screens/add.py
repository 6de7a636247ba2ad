"""Adding a source: an address is typed, the engine finds what can be followed there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from tuinews.model import Scope
from tuinews.text.clean import one_line
from tuinews.text.width import cell_width
from tuinews.ui.refresher import ask
from tuinews.ui.screens.dialog import Dialog, Foot, Line, Words
from tuinews.ui.widgets.box import Box
from tuinews.ui.widgets.choices import Choice, Choices
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.app import NewsApp

_TO_THE_OTHER = ("tab", "shift+tab")

_DATE = 11
"""Cells of a date and the one before it."""
_FOOT = ("Enter adds it", "Tab category", "Esc back")
_MOST_NAMED = 12
"""Categories that are named while one is typed."""


class AddSource(Dialog[str]):
    """Type an address and a category; of several feeds choose one, of a page without a feed look at its
    articles first. The answer is what to say of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._busy = False
        self._categories: tuple[str, ...] = ()
        """Those there are."""
        self._kind = ""
        """What the lines shown are: ``feed``, ``page`` or ``sitemap``; empty where there are none."""

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Box("address of a feed, or of any page", "address")
        yield Box("its category (may stay empty)", "category")
        yield Words("said")
        yield Choices()
        yield Foot(*_FOOT)

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", " Add a source")])
        tabs = cast("NewsApp", self.app).session.library.tabs()
        self._categories = tuple(tab.view.name for tab in tabs if tab.view.scope is Scope.CATEGORY)
        self.query_one("#category", Box).offer(self._categories)
        for box in self.query(Box):
            box.ends = frozenset(_TO_THE_OTHER)
        self.query_one("#address", Input).focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if not self._busy and not self._kind:
            self._say(categories_there_are(self._categories) if event.widget.id == "category" else "")

    def _hint(self, *hints: str) -> None:
        self.query_one("#foot", Foot).show(*hints)

    def _say(self, text: str, kind: str = "words--quiet") -> None:
        self.query_one("#said", Words).set(text, kind)

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self._clear()
        self._start(self.query_one("#address", Input).value.strip())

    def action_choose(self) -> None:
        chosen = self.choices.current
        if chosen is not None and chosen.id:
            self._start(chosen.id, self._kind)

    def action_close(self) -> None:
        if not self._kind:
            self.dismiss(None)
            return
        self._clear()
        self.query_one("#address", Input).focus()

    def _clear(self) -> None:
        """Take away what was offered."""
        self._kind = ""
        self.choices.show(())
        self._say("")
        self._hint(*_FOOT)

    def _start(self, address: str, kind: str = "") -> None:
        if address and not self._busy:
            self._busy = True
            self._say("Asking the address …")
            behind(self, "add", self._add, address, kind)

    async def _add(self, address: str, kind: str) -> None:
        category = self.query_one("#category", Input).value.strip()
        options = ["--category", category] if category else []
        if kind:
            options += ["--kind", kind]
        status, out, err = await ask("add", "--json", *options, "--", address)
        self._busy = False
        if status == 0:
            said, done = _said(out, self._categories)
            if done:
                self.dismiss(said)
            else:
                self._say(said, "words--error")
            return
        kind, choices, words = _choices(out)
        if choices:
            self._offer(kind, choices, words)
        else:
            lines = err.strip().splitlines()
            self._say(lines[-1] if lines else "The address could not be added.", "words--error")

    def _offer(self, kind: str, choices: Sequence[Choice], words: str) -> None:
        """Show what can be chosen."""
        self._kind = kind
        widest = max(cell_width(choice.label) for choice in choices)
        width = self.choices.size.width
        room = width * 2 // 3 if kind == "feed" else width - _DATE
        self.choices.show(choices, label_width=min(widest + 4, room))
        self._say(words)
        self._hint(f"Enter {'adds the feed' if kind == 'feed' else 'follows the list'}", "Esc back")
        self.choices.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key in _TO_THE_OTHER:
            event.stop()
            address, category = self.query_one("#address", Input), self.query_one("#category", Input)
            self.set_focus(category if address.has_focus else address)


def categories_there_are(names: Sequence[str]) -> str:
    """What can be typed for a category."""
    if not names:
        return "A category is a tab of the list. There is none yet: a name makes one."
    more = " …" if len(names) > _MOST_NAMED else ""
    return f"Categories: {', '.join(names[:_MOST_NAMED])}{more}. Another name makes a new one."


def _said(out: str, categories: Sequence[str]) -> tuple[str, bool]:
    """What to say of an address that was asked, and whether anything was changed."""
    try:
        added = json.loads(out)
        title = one_line(added["source"]["title"] or added["source"]["url"])
        category = one_line(added["source"].get("category") or "")
        new = int(added["new"])
    except (ValueError, KeyError, TypeError):
        return "Added.", True
    if added.get("permitted"):
        return f"{title} waited for your leave, for its host is private. It is asked from now on.", True
    if added.get("already"):
        return f"{title} is followed already.", False
    place = f" in the new category {category}" if category and category not in categories else ""
    return f"Following {title}{place}: {new} article{'' if new == 1 else 's'}.", True


def _choices(out: str) -> tuple[str, list[Choice], str]:
    """What the engine offers: its kind, its lines, and what to say above them."""
    try:
        found = json.loads(out)["choices"]
        kind = found[0]["kind"]
        if kind == "feed":
            lines = [_line(one["title"] or one["url"], one["url"], one["url"]) for one in found]
            return kind, lines, "This page names several feeds. Choose one:"
        return kind, [_article(one, found[0]["url"]) for one in found[0]["articles"]], _NO_FEED[kind]
    except (ValueError, KeyError, TypeError, IndexError):
        return "", [], ""


_NO_FEED = {
    "page": "This page names no feed. Its list of articles can be followed:",
    "sitemap": "This is a sitemap. The articles it lists can be followed:",
}


def _article(article: Mapping[str, Any], page: str) -> Choice:
    """An article that a page would give; choosing any of them follows the page."""
    return _line(article["title"], (article["published"] or "")[:10], page)


def _line(label: str, detail: str, id: str) -> Choice:
    return Choice(one_line(label), one_line(detail), id)
