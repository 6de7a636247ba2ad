"""The first start: topics and languages from the catalogue, or a list one has, or an address."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tuinews.library.paused import Paused, PausedWays, about_paused
from tuinews.model import Source, TuinewsError
from tuinews.settings.catalogue import CatalogueFeed, load_catalogue
from tuinews.settings.sources_file import add_sources
from tuinews.ui.paused import about
from tuinews.ui.refresher import ask
from tuinews.ui.screens.dialog import Dialog, Foot, Line, Words
from tuinews.ui.session import Session
from tuinews.ui.widgets.box import Box
from tuinews.ui.widgets.choices import Choice, Choices
from tuinews.ui.work import behind

if TYPE_CHECKING:
    from tuinews.ui.app import NewsApp

_FOOT = ("Space chooses", "Enter begins", "i import", "a address", "Esc later")


class Welcome(Dialog[str]):
    """Choose with Space, begin with Enter. The answer is what to say of it."""

    BINDINGS = [  # noqa: RUF012 (Textual's form)
        Binding("space", "choose_one", show=False),
        Binding("i", "import", show=False),
        Binding("a", "address", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._feeds = load_catalogue()
        self._busy = False
        self._waiting = ""
        """The list whose private hosts may be permitted by Enter."""
        self._imported = ""
        """What to say of it."""

    def compose(self) -> ComposeResult:
        yield Line(id="title")
        yield Words("said")
        list_ = Choices(rows(self._feeds), label_width=34)
        list_.marked = {"category:World", f"language:{spoken(self._feeds, os.environ)}"}
        yield list_
        yield Foot(*_FOOT)

    def on_mount(self) -> None:
        self.query_one("#title", Line).set([("line--title", " What shall be in your newspaper?")])
        self._count()
        self.choices.focus()

    # Choosing

    def chosen(self) -> list[CatalogueFeed]:
        """The feeds of the chosen topics in the chosen languages."""
        marked = self.choices.marked or set()
        return [
            feed
            for feed in self._feeds
            if f"category:{feed.category}" in marked and f"language:{feed.language}" in marked
        ]

    def _count(self) -> None:
        marked = self.choices.marked or set()
        topics = sum(one.startswith("category:") for one in marked)
        languages = sum(one.startswith("language:") for one in marked)
        if not topics or not languages:
            self._say("Choose at least one topic and one language.")
        else:
            count = len(self.chosen())
            self._say(
                f"{count} {_plural(count, 'source')}: {topics} {_plural(topics, 'topic')} "
                f"in {languages} {_plural(languages, 'language')}."
            )

    def _say(self, text: str, kind: str = "words--quiet") -> None:
        self.query_one("#said", Words).set(text, kind)

    def action_choose_one(self) -> None:
        self.choices.toggle()
        self._count()

    def on_choices_chosen(self) -> None:
        self.action_choose_one()

    def action_choose(self) -> None:
        feeds = self.chosen()
        if not feeds:
            self._say("Nothing is chosen yet: Space chooses a topic and a language.", "words--error")
            return
        sources = [Source(id="", url=feed.url, title=feed.title, category=feed.category) for feed in feeds]
        try:
            added = add_sources(self._session.paths.sources, sources)
        except TuinewsError as error:
            self._say(str(error), "words--error")
        else:
            self.dismiss(f"Following {len(added)} new {_plural(len(added), 'source')}; asking them now.")

    # Importing and typing

    def action_import(self) -> None:
        self._box("import", "path of an OPML or newsboat list")

    def action_address(self) -> None:
        from tuinews.ui.screens.add import AddSource  # noqa: PLC0415 (loaded when it is needed)

        self.app.push_screen(AddSource(), self._added)

    def _added(self, said: str | None) -> None:
        if said is not None:
            self.dismiss(said)

    def _box(self, id: str, placeholder: str) -> None:
        if not self.query(Input):
            box = Box(placeholder, id)
            self.mount(box, before="#said")
            self.query_one(Foot).show("Enter reads the list", "Esc back")
            box.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        path = event.value.strip()
        if path and not self._busy:
            self._busy = True
            self._say("Reading the list …")
            behind(self, "import", self._import, path)

    async def _import(self, path: str) -> None:
        # Absolute: a lone "-" would be standard input.
        file = str(Path(path).expanduser().absolute())
        leave = ["--private"] if path == self._waiting else []
        status, out, err = await ask("import", "--json", *leave, "--", file)
        self._busy = False
        if status != 0:
            lines = err.strip().splitlines()
            self._say(lines[-1] if lines else "The list could not be read.", "words--error")
            return
        said, paused = imported(out)
        self._imported = f"{said} {about(paused, cast('NewsApp', self.app).keys)}".strip()
        if paused.waiting and not leave:
            self._waiting = path
            self.add_class("-asking")  # the list gives way to the question
            here = PausedWays(show="S shows", permit="Enter permits them all")
            self._say(f"{said} {about_paused(paused, here)}")
            self.query_one(Foot).show("Enter permits", "Esc leaves them paused")
        else:
            self.dismiss(self._imported)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.query(Input):
            event.stop()
            if self._imported:
                self.dismiss(self._imported)
                return
            for box in self.query(Input):
                box.remove()
            self.choices.focus()
            self.query_one(Foot).show(*_FOOT)
            self._count()


def imported(out: str) -> tuple[str, Paused]:
    """What ``import --json`` says of a list: what came, and how many of it are paused."""
    found = json.loads(out)
    new, already, paused = found["new"], found["already"], found["paused"]
    parts = [f"{new:,} {_plural(new, 'source')} new, {already:,} already there."]
    if permitted := found["permitted"]:
        parts = [f"{permitted:,} {_plural(permitted, 'source')} permitted; asking now."]
    if left := found["left_out"]:
        lines = sum(one["lines"] for one in left)
        why = ", ".join(f"{one['lines']:,} {one['why']}" for one in left)
        parts.append(f"{lines:,} {_plural(lines, 'line')} left out: {why}.")
    waiting = sum(one["private"] for one in paused)
    return " ".join(parts), Paused(new + already, len(paused), waiting)


def spoken(feeds: tuple[CatalogueFeed, ...], env: Mapping[str, str]) -> str:
    """The user's language, as the environment states it and the catalogue has it; else English."""
    stated = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    language = stated.partition("_")[0].lower()
    return language if any(feed.language == language for feed in feeds) else "en"


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"


def rows(feeds: tuple[CatalogueFeed, ...]) -> list[Choice]:
    """Topics and languages with the number of their feeds."""
    result = [Choice("Topics")]
    for category in dict.fromkeys(feed.category for feed in feeds):
        result.append(Choice(category, "", f"category:{category}"))
    result += [Choice(""), Choice("Languages")]
    for language in dict.fromkeys(feed.language for feed in feeds):
        mine = [feed for feed in feeds if feed.language == language]
        regions = ", ".join(dict.fromkeys(feed.region for feed in mine if feed.region))
        result.append(
            Choice(
                LANGUAGES.get(language, language), f"{len(mine)} sources   {regions}", f"language:{language}"
            )
        )
    return result


LANGUAGES = {
    "ar": "العربية  Arabic",
    "de": "Deutsch  German",
    "en": "English",
    "es": "Español  Spanish",
    "fr": "Français  French",
    "hi": "हिन्दी  Hindi",
    "it": "Italiano  Italian",
    "ja": "日本語  Japanese",
    "ko": "한국어  Korean",
    "nl": "Nederlands  Dutch",
    "pl": "Polski  Polish",
    "pt": "Português  Portuguese",
    "ru": "Русский  Russian",
    "sv": "Svenska  Swedish",
    "tr": "Türkçe  Turkish",
    "uk": "Українська  Ukrainian",
    "zh": "中文  Chinese",
}
"""Names of languages in themselves and in English."""
