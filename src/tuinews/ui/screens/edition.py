"""The edition: what came since one left, the stories of it that most tell, and an end."""

from __future__ import annotations

from collections.abc import Sequence

from tuinews.commands import EDITION
from tuinews.model import Edition, Told
from tuinews.text.editions import amount, heading
from tuinews.text.width import cell_width, fit, in_rows, pad
from tuinews.ui.keys import bindings
from tuinews.ui.screens.items import ItemsScreen
from tuinews.ui.session import Session
from tuinews.ui.widgets.items import ItemRow
from tuinews.ui.work import behind

STORIES = 20
"""Told at most: an edition ends."""
_WIDE = 100
"""Cells from which on what is new in a story stands beside it, else below."""
_GAP = 3
"""Cells between what stands at the left of a row and at its right."""
_NARROW = 50
"""Cells below which the reason is only its number."""


class EditionScreen(ItemsScreen):
    """A page of stories."""

    BINDINGS = bindings(EDITION)
    kind = "edition"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._edition: Edition | None = None
        self._opening = False

    @property
    def where(self) -> str:
        return EDITION

    # What there is

    def open(self, *, opening: bool = False) -> None:
        """Make the edition of now. When it opens by itself (``opening``) and has no story, the tabs are shown
        instead.
        """
        self._opening = opening
        self._stale = False  # it is made anew: what was shown before is not looked at again
        behind(self, "items", self._make)

    async def _make(self) -> None:
        self._edition = await self.session.look(lambda library: library.edition(STORIES))
        if self._opening and not self._edition.told and self.news.page is self:
            self.news.to_tabs()
        self.show(0)

    async def look_again(self) -> None:
        now = await self.session.look(lambda library: library.edition(STORIES))
        if self._edition is not None:
            unread = {told.story: told.unread for told in now.told}
            told = tuple(one._replace(unread=unread.get(one.story, one.unread)) for one in self._edition.told)
            self._edition = self._edition._replace(told=told)

    @property
    def _told(self) -> tuple[Told, ...]:
        return self._edition.told if self._edition is not None else ()

    @property
    def articles(self) -> Sequence[int]:
        return [told.lead for told in self._told]

    def is_unread(self, item: int) -> bool:
        return self._told[item].unread > 0

    # What is shown

    def rows(self, width: int) -> list[ItemRow]:
        if self._edition is None:
            return []
        now = int(self.session.now())
        said = heading(self._edition, now, self.session.zone)
        if cell_width(said) > width:
            said = amount(self._edition) if self._edition.articles else fit(said, width)
        rows = [ItemRow((("items--heading", f" {said}"),)), ItemRow()]
        for item, told in enumerate(self._told):
            rows += self._story(item, told, width)
        if self._told:
            rows.append(ItemRow())
        return [*rows, *self._last_rows(width)]

    def _last_rows(self, width: int) -> list[ItemRow]:
        """That this is all, what waits elsewhere, and how one gets there."""
        end = self._end()
        out = f"{self.key('back')} goes {'back' if self.news.leads_back else 'on to the tabs'}"
        if cell_width(end) + cell_width(out) + _GAP < width:
            return [ItemRow((("items--read", f" {end}"),), (("items--read", out),))]
        return [ItemRow((("items--read", f" {row}"),)) for row in (*in_rows(end, width - 1, 3), out)]

    def _story(self, item: int, told: Told, width: int) -> list[ItemRow]:
        look = "items--unread" if told.unread else "items--read"
        why, whys = told.why, max(cell_width(one.why) for one in self._told)
        if width < _NARROW:
            why = str(told.publishers)
            whys = max(len(str(one.publishers)) for one in self._told)
        lead = f"{'●' if told.unread else ' '} {pad(why, whys, 'right')}  "
        left = (("items--accent", lead), (look, told.title or "(no headline)"))
        ages = max(cell_width(self.session.age(one.when)) for one in self._told)
        when = ("", pad(self.session.age(told.when), ages, "right"))
        news = max((cell_width(one.news) for one in self._told), default=0)
        if width >= _WIDE and news:
            room = min(news, width * 3 // 10)
            return [ItemRow(left, (when, ("items--read", "   " + pad(told.news, room))), item)]
        rows = [ItemRow(left, (when,), item)]
        if told.news:
            rows.append(ItemRow((("items--read", " " * cell_width(lead) + told.news),), (), item))
        return rows

    def _end(self) -> str:
        edition = self._edition
        if edition is None or not edition.articles:
            return "That is all."
        wait = f"{edition.articles:,} article{'' if edition.articles == 1 else 's'}"
        if more := edition.stories - len(edition.told):
            wait = f"{more:,} smaller {'story' if more == 1 else 'stories'} and {wait}"
        elif edition.articles == 1:
            return "That is all. 1 article waits in the tabs."
        return f"That is all. {wait} wait in the tabs."

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        left = [("", " "), ("status--title", "Edition")]
        if self._told:
            left.append(("", f"  {self.items.cursor + 1} of {len(self._told)}"))
        return left, []

    # Commands

    def action_story(self) -> None:
        if self._told:
            self.news.open_story(self._told[self.items.cursor].story)

    def action_mark(self) -> None:
        if self._told:
            behind(self, None, self._mark, self._told[self.items.cursor])

    async def _mark(self, told: Told) -> None:
        story = await self.session.look(lambda library: library.story(told.story))
        if story is not None:
            self.mark_story(self.session.marks.overlay([one.headline for one in story.tellings]))

    def action_back(self) -> None:
        self.news.go_back()

    def action_edition(self) -> None:
        self.news.go_back()

    def action_star(self) -> None:
        row = self.current()
        super().action_star()
        if row is not None:
            self.say("No longer starred." if row.starred else f"Starred: {row.title}")
