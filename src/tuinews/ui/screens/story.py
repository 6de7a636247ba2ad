"""A story: its timeline, who tells it and who repeats whom, what was changed and what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuinews.commands import STORY
from tuinews.model import Headline, Story, Telling
from tuinews.text.dates import clock, day
from tuinews.text.editions import about
from tuinews.text.width import cell_width, fit, in_rows, pad
from tuinews.ui.keys import bindings
from tuinews.ui.screens.items import ItemsScreen
from tuinews.ui.session import Session
from tuinews.ui.widgets.items import ItemRow
from tuinews.ui.work import behind

_WIDE = 64
"""Cells from which on source and headline stand on one row."""


class StoryScreen(ItemsScreen):
    """The tellings of a story, by time of issue."""

    BINDINGS = bindings(STORY)
    kind = "story"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._story: Story | None = None
        self._tellings: tuple[Telling, ...] = ()
        """As they are shown: copies under what they repeat."""

    @property
    def where(self) -> str:
        return STORY

    # What there is

    @property
    def story(self) -> int:
        """The story that is shown; 0: none."""
        return self._story.id if self._story is not None else 0

    def come_back(self, id: int, at: int | None) -> None:
        """Show again what was shown when one went on to another screen."""
        if id != self.story:
            self.open(id, at)

    def open(self, id: int, at: int | None = None) -> None:
        """Show a story, the cursor on the article ``at``; else on the first telling that is new, else on that
        which bears its headline.
        """
        self._story, self._tellings = None, ()
        self.show()
        behind(self, "items", self._look, id, at)

    async def _look(self, id: int, at: int | None) -> None:
        story = await self.session.look(lambda library: library.story(id))
        if story is None or len(story.tellings) < 2:  # stories are grouped anew as evidence comes
            self.news.go_back()
            self.news.page.say("No other article tells this story.")
            return
        self.session.marks.looked_at(id)
        self._story, self._tellings = story, tuple(_in_order(story.tellings))
        self._overlay()
        if at is None:
            at = next((one.headline.id for one in self._tellings if one.is_new), story.lead)
        self.show(self.articles.index(at) if at in self.articles else 0)

    async def look_again(self) -> None:
        before = self._story
        if before is None:
            return
        story = await self.session.look(lambda library: library.story(before.id))
        now = {one.headline.id: one.headline for one in story.tellings} if story else {}
        self._tellings = tuple(
            one._replace(headline=now.get(one.headline.id, one.headline)) for one in self._tellings
        )
        self._overlay()

    def _overlay(self) -> None:
        rows = self.session.marks.overlay([one.headline for one in self._tellings])
        self._tellings = tuple(
            one._replace(headline=row) for one, row in zip(self._tellings, rows, strict=True)
        )

    @property
    def articles(self) -> Sequence[int]:
        return [one.headline.id for one in self._tellings]

    def is_unread(self, item: int) -> bool:
        return not self._tellings[item].headline.read

    # What is shown

    def rows(self, width: int) -> list[ItemRow]:
        story = self._story
        if story is None:
            return []
        now, zone = int(self.session.now()), self.session.zone
        rows = [
            ItemRow((("items--heading", f" {text}"),))
            for text in in_rows(story.title or "(no headline)", width - 1, 3 if width >= _WIDE else 2)
        ]
        rows += [
            ItemRow((("items--read", f" {text}"),)) for text in in_rows(about(story, now, zone), width - 1, 2)
        ]
        titles = {one.headline.id: one.headline.source_title for one in self._tellings}
        last = ""
        for item, telling in enumerate(self._tellings):
            when = telling.headline.when
            of = day(when, now, zone)
            if of != last and telling.copy_of not in titles:
                rows += [ItemRow(), ItemRow((("items--accent", f" {of}"),))]
                last = of
            # A copy stands under what it repeats, which may be under the heading of another day.
            time = clock(when, zone) if of == last else "today" if of == "Today" else self.session.age(when)
            rows += self._telling(item, telling, time, titles, width)
        return rows

    def _telling(
        self, item: int, telling: Telling, time: str, titles: dict[int, str], width: int
    ) -> Iterator[ItemRow]:
        row = telling.headline
        repeated = titles.get(telling.copy_of or 0)
        look = "items--read" if row.read or repeated is not None else "items--unread"
        lead = f"{'●' if not row.read else ' '} {pad(time, 6, 'right')}  "
        marks = ("★ " if row.starred else "") + ("± " if telling.retitled or row.revised else "")
        title = marks + (
            f"└ same text as {repeated}" if repeated is not None else row.title or "(no headline)"
        )
        new = (("items--accent", "new"),) if telling.is_new else ()
        if width >= _WIDE:
            sources = 18 if width >= 98 else 14
            lead += pad(fit(row.source_title, sources), sources) + "  "
            yield ItemRow((("", lead), (look, title)), new, item)
        else:
            yield ItemRow((("", lead), ("", row.source_title)), new, item)
            for text in in_rows(title, width - cell_width(lead), 2):
                yield ItemRow((("", " " * cell_width(lead)), (look, text)), (), item)
        if telling.retitled:
            yield ItemRow((("items--read", f"{' ' * cell_width(lead)}was: {telling.retitled}"),), (), item)

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        left = [("", " "), ("status--title", "Story")]
        if self._tellings:
            left.append(("", f"  {self.items.cursor + 1} of {len(self._tellings)}"))
        unread = sum(not one.headline.read for one in self._tellings)
        new = sum(one.is_new for one in self._tellings)
        told = [f"{unread} unread"] if unread else []
        if new:
            told.append(f"{new} new since you last looked")
        return left, [("", ", ".join(told) + " ")] if told else []

    # Commands

    def action_story(self) -> None:
        self.action_back()

    def action_mark_all(self) -> None:
        rows: list[Headline] = [one.headline for one in self._tellings if not one.headline.read]
        if rows:
            self.mark_story(rows)
        else:
            self.say("All of this story is read already.")

    def action_back(self) -> None:
        self.news.go_back()


def _in_order(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """By time, and copies under what they repeat."""
    there = {one.headline.id for one in tellings}
    for telling in tellings:
        if telling.copy_of not in there:
            yield telling
            yield from (one for one in tellings if one.copy_of == telling.headline.id)
