"""The addresses of an article, with the host each really leads to: links, comments, files, mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from tuinews.model import Article
from tuinews.text.addresses import display_host, is_web
from tuinews.text.blocks import Document
from tuinews.text.clean import one_line
from tuinews.text.mail import mail_addresses
from tuinews.text.matches import fold
from tuinews.text.sizes import about_file
from tuinews.ui.screens.dialog import Dialog, Foot, Line, Words
from tuinews.ui.widgets.choices import Choice, Choices

Wish = tuple[str, str]
"""The kind of an address, ``web``, ``file`` or ``mail``, and the address."""
LABEL = 34


@dataclass(frozen=True, slots=True)
class Entry:
    """One address."""

    group: str
    label: str
    """What tells it: a number and the host."""
    text: str
    """What the article calls it."""
    address: str
    kind: str = "web"


def entries_of(article: Article, document: Document) -> list[Entry]:
    """Everything that an article leads to, in the order of the page."""
    texts = dict(enumerate(document.link_texts))
    entries = [
        Entry("Links", f"{number:>3}  {_host(url)}", texts.get(number - 1, ""), url)
        for number, url in enumerate(document.links, 1)
    ]
    if article.comments_url:
        count = article.comments_count
        said = "" if count is None else f"{count:,} comment{'' if count == 1 else 's'}"
        entries.append(Entry("Comments", f"     {_host(article.comments_url)}", said, article.comments_url))
    entries += entries_of_files(article)
    if article.image:
        entries.append(Entry("Lead picture", f"     {_host(article.image)}", "", article.image))
    entries += [
        Entry("Relevant information", f"     {_host(item.url)}", item.title, item.url)
        for item in article.relevant
    ]
    return entries + entries_of_mail(article)


def entries_of_files(article: Article) -> list[Entry]:
    """What is enclosed with an article."""
    return [
        Entry("Files", f"     {_host(file.url)}", about_file(file), file.url, "file")
        for file in article.enclosures
    ]


def entries_of_mail(article: Article) -> list[Entry]:
    """The mail addresses that an article names."""
    found = mail_addresses((article.author or "", article.text))
    return [Entry("Mail", f"     {address}", "", address, "mail") for address in found]


def _host(url: str) -> str:
    return display_host(url) if is_web(url) else "not a web address"


class Links(Dialog[Wish]):
    """Choose an address to open; the answer is its kind and the address."""

    BINDINGS = [("y", "copy"), ("o", "browser")]  # noqa: RUF012 (Textual's form)

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title = title
        self._entries = entries
        self._copied = False

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Choices(_choices(self._entries, ""), label_width=LABEL, empty="  No link has this.")
        yield Words("address")
        yield Foot(*self._hints())

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", f" {self._title}")])
        self._show_address()
        self.choices.focus()

    def _hints(self) -> list[str]:
        kinds = {entry.kind for entry in self._entries}
        enter = {"file": "plays", "mail": "writes"}.get(kinds.pop(), "opens") if len(kinds) == 1 else "opens"
        browser = [] if enter == "writes" else ["o browser"]
        return [f"Enter {enter} it", *browser, "y copies", "/ finds", "j k move", "Esc back"]

    @property
    def _chosen(self) -> Entry | None:
        chosen = self.choices.current
        return None if chosen is None or chosen.id is None else self._entries[int(chosen.id)]

    def _show_address(self) -> None:
        """Show whole where Enter leads, before it leads there."""
        chosen = self._chosen
        self.query_one("#address", Words).set(chosen.address if chosen else "")

    def action_move(self, by: int) -> None:
        super().action_move(by)
        self._show_address()

    def action_choose(self) -> None:
        if (chosen := self._chosen) is not None:
            self.dismiss((chosen.kind, chosen.address))

    def action_browser(self) -> None:
        if (chosen := self._chosen) is not None and chosen.kind != "mail":
            self.dismiss(("web", chosen.address))

    def action_copy(self) -> None:
        if (chosen := self._chosen) is not None:
            self.app.copy(chosen.address)  # type: ignore[attr-defined]
            self.query_one("#address", Words).set(f"Copied {chosen.address}")

    # Finding one among many

    def action_find(self) -> None:
        from tuinews.ui.widgets.box import Box  # noqa: PLC0415 (few lists are long)

        if not self.query("#filter"):
            box = Box("part of a host, text or address", "filter")
            box.ends = frozenset({"enter"})
            self.mount(box, before="#address")
            box.focus()
        else:
            self.query_one("#filter", Box).begin()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.choices.show(_choices(self._entries, event.value))
        self._show_address()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self._close_box()

    def _close_box(self) -> None:
        self.choices.focus()
        for box in self.query("#filter"):
            box.display = False

    @property
    def _finding(self) -> bool:
        return any(box.display for box in self.query("#filter"))

    def on_key(self, event: events.Key) -> None:
        if event.key == "slash" and not self._finding:
            event.stop()
            self.action_find()
        elif self._finding and event.key in ("up", "down"):
            event.stop()
            self.action_move(1 if event.key == "down" else -1)
        elif self._finding and event.key == "escape":
            event.stop()
            self._close_box()
            self.choices.show(_choices(self._entries, ""))
            self._show_address()


def _choices(entries: Sequence[Entry], sought: str) -> list[Choice]:
    """A line for each address that has every word, under the heading of its group."""
    words = fold(sought).split()
    result: list[Choice] = []
    group = ""
    for number, entry in enumerate(entries):
        told = fold(f"{entry.label} {entry.text} {entry.address}") if words else ""
        if not all(word in told for word in words):
            continue
        if entry.group != group:
            result += [*([Choice("")] if result else []), Choice(entry.group)]
            group = entry.group
        text, address = one_line(entry.text), one_line(entry.address)
        named = "" if text == address else text
        detail = text if entry.kind == "mail" or len(text) > 60 else f"{named}  {address}".strip()
        result.append(Choice(entry.label, detail, str(number)))
    return result
