"""Where one was in each tab, what was opened there, and whether its stories are folded."""

from __future__ import annotations

from tuinews.model import Scope, Tab
from tuinews.ui.widgets.headlines import Headlines
from tuinews.ui.widgets.window import Place

Name = tuple[Scope, str, bool]
"""What a tab is known by."""


def name_of(tab: Tab) -> Name:
    """What a tab is known by."""
    return tab.view.scope, tab.view.name, tab.view.unread


class Stay:
    """Where one was in a tab."""

    __slots__ = ("keep", "opened", "place")

    def __init__(self) -> None:
        self.place: Place | None = None
        self.keep: frozenset[int] = frozenset()
        self.opened: frozenset[int] = frozenset()

    def of(self, rows: Headlines) -> Stay:
        """Remember where one is."""
        self.place, self.keep, self.opened = rows.place, rows.keep, rows.opened
        return self


class Stays:
    """What is remembered of every tab. ``fold``: whether stories are folded where nothing else was said."""

    def __init__(self, fold: bool) -> None:
        self._fold = fold
        self._stays: dict[Name, Stay] = {}
        self._folding: dict[Name, bool] = {}
        """Tabs that are folded otherwise than by the setting."""

    def __getitem__(self, tab: Tab) -> Stay:
        return self._stays.setdefault(name_of(tab), Stay())

    def forget(self, tab: Tab) -> None:
        """A tab begins at its top."""
        self._stays.pop(name_of(tab), None)

    def folded(self, tab: Tab) -> bool:
        """Whether the stories of a tab are folded."""
        return self._folding.get(name_of(tab), self._by_setting(name_of(tab)))

    def fold(self, tab: Tab, fold: bool) -> None:
        """Fold the stories of a tab, or not."""
        name = name_of(tab)
        self._folding[name] = fold
        if fold == self._by_setting(name):
            del self._folding[name]

    def _by_setting(self, name: Name) -> bool:
        return self._fold and name[0] not in (Scope.STARRED, Scope.SEARCH)

    @property
    def folding(self) -> list[list[object]]:
        """What a place keeps of it; a search is not asked again."""
        return [[*name, fold] for name, fold in self._folding.items() if name[0] is not Scope.SEARCH]

    @folding.setter
    def folding(self, kept: object) -> None:
        for one in kept if isinstance(kept, list) else ():
            match one:
                case [str(scope), str(name), bool(unread), bool(fold)] if scope in list(Scope):
                    self._folding[Scope(scope), name, unread] = fold
