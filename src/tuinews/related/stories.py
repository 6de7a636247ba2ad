"""Which articles tell the same story: grouped as they arrive, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tuinews.model.stories import Regrouped
from tuinews.related.linkage import average_linkage
from tuinews.related.window import SECONDS, Window

ALIKE = 0.32
"""Mean likeness from which articles are a story."""
_WITHIN_REACH = 0.8
"""A story is looked at again when an article comes that is at least this share of ``ALIKE`` like it."""
_FURTHER = 2
_FEW = 3
"""Groups that are looked at beside those of the articles that are likest, and by so many articles of each."""
_LARGE = 8
"""A story of so many articles is not grouped anew at each that comes, but at every one of so many."""
_REGROUPED = 60
"""Articles that are grouped anew for one that comes, at most; a larger story is only joined."""


class _Group:
    """Articles that stand together, or one that stands alone."""

    __slots__ = ("articles", "story")

    def __init__(self, articles: list[int], story: int | None) -> None:
        self.articles = articles
        self.story = story
        """None: the article stands alone."""


class Grouper:
    """The stories of some days: of those before the newest article that was added, and of what is remembered
    of the days after it. Articles are added as they come, or in the order of time.

    An article that comes and the stories that it is like are grouped anew, by average linkage: so it joins
    one, or makes two of them one, or takes a part of one away. What it is not like is left as it is, so
    that an article costs the same however many there are.

    A story is known by a number that it keeps while it grows: as a rule the id of its first article. Of
    stories that become one the largest gives its number, and of one that parts the largest part keeps it.
    """

    def __init__(self, seconds: int = SECONDS, alike: float = ALIKE) -> None:
        """``seconds``: see ``Window``; ``alike``: from LEAST, to 1, only what is the same."""
        self._window = Window(seconds)
        self._alike = alike
        self._group_of: dict[int, _Group] = {}
        self._by_story: dict[int, _Group] = {}
        self._changed = Regrouped({}, {})

    def __len__(self) -> int:
        """How many articles are in memory."""
        return len(self._window)

    def remember(self, id: int, sort: int, source: int, story: int | None, terms: Sequence[str]) -> None:
        """Take in an article that was grouped before, as it was grouped; it may be newer than all that were
        added.
        """
        if self._take_in(id, sort, source, terms, find=False):
            group = None if story is None else self._by_story.get(story)
            if group is None:
                self._found([id], story)
            else:
                group.articles.append(id)
                self._group_of[id] = group

    def add(self, id: int, sort: int, source: int, terms: Sequence[str]) -> None:
        """Take in a new article; ``changes`` tells what came of it.

        ``sort``: Unix seconds. ``source``: a number. ``terms`` as ``terms.title_terms`` gave them.
        """
        if not self._take_in(id, sort, source, terms):
            return
        within_reach = self._within_reach(id)
        if not within_reach:
            self._found([id], None)
            return
        around: list[_Group] = []
        count = 1
        for group, _ in within_reach:
            if count + len(group.articles) <= _REGROUPED and not self._window.is_long(group.articles):
                around.append(group)
                count += len(group.articles)
        likest = next((group for group, mean in within_reach if mean >= self._alike), None)
        if likest is not None and self._is_settled(likest, within_reach):
            self._join(id, likest)
        else:
            self._regroup(id, around)

    def _is_settled(self, group: _Group, within_reach: Sequence[object]) -> bool:
        """Whether an article that is like a story can be added to it as it is: a large one that is alone
        within reach is grouped anew now and then, a very large one never, and neither one of many days, whose
        first and last tellings cannot be compared.
        """
        size = len(group.articles)
        if size >= _REGROUPED or self._window.is_long(group.articles):
            return True
        return len(within_reach) == 1 and size >= _LARGE and size % _LARGE != 0

    def _join(self, id: int, group: _Group) -> None:
        group.articles.append(id)
        self._group_of[id] = group
        self._changed.articles[id] = group.story

    def changes(self) -> Regrouped:
        """Return what became of articles and stories since this was last asked."""
        changed, self._changed = self._changed, Regrouped({}, {})
        return changed

    def _take_in(self, id: int, sort: int, source: int, terms: Sequence[str], *, find: bool = True) -> bool:
        before = len(self._window)
        taken_in = self._window.add(id, sort, source, terms, find=find)
        if len(self._window) <= before and taken_in:  # it has let go of days that are over
            for group in {self._group_of[one] for one in self._group_of if self._window.is_over(one)}:
                self._let_go(group)
        return taken_in

    def _let_go(self, group: _Group) -> None:
        """Days that are over stay as they were grouped."""
        over = [one for one in group.articles if self._window.is_over(one)]
        if over:
            for one in over:
                del self._group_of[one]
            group.articles = [one for one in group.articles if one in self._group_of]

    def _within_reach(self, id: int) -> list[tuple[_Group, float]]:
        """The groups that an article is like, the likest first, and how much in the mean."""
        group_of, is_over = self._group_of, self._window.is_over
        found: dict[_Group, list[float]] = {}
        for other, alike in self._window.near(id).items():
            if not is_over(other):
                group = group_of[other]
                if group in found:
                    found[group].append(alike)
                else:
                    found[group] = [alike]
        least = _WITHIN_REACH * self._alike
        within_reach = []
        # Where an article is like none of the likeliest, it is like none of the others.
        further = self._mentioned(id) if any(_mean(some) >= self._alike for some in found.values()) else ()
        for group in dict.fromkeys([*found, *further]) if further else found:
            some = found.get(group, [])
            if some and _mean(some) < least and len(group.articles) <= _REGROUPED:
                continue  # those that are not in near make the mean less
            self._let_go(group)
            newest = group.articles[-_REGROUPED:]
            some = some or self._compared(id, newest[-_FEW:])
            if len(some) < len(newest) and _mean(some) >= self._alike:
                some = self._compared(id, newest)
            mean = sum(some) / len(newest)
            if mean >= least:
                within_reach.append((group, mean))
        return sorted(within_reach, key=lambda one: (-one[1], one[0].articles[0]))

    def _compared(self, id: int, others: Sequence[int]) -> list[float]:
        """How like an article is to each of these, if need be looked at anew."""
        self._window.compare(id, others)
        near = self._window.near(id)
        return [near.get(other, 0.0) for other in others]

    def _mentioned(self, id: int) -> list[_Group]:
        """Further groups that an article may be like."""
        groups = dict.fromkeys(
            self._group_of[other] for other in self._window.mentioned(id) if not self._window.is_over(other)
        )
        return list(groups)[:_FURTHER]

    def _regroup(self, id: int, around: Sequence[_Group]) -> None:
        before = {other: group.story for group in around for other in group.articles}
        parts = self._parted([id, *before])
        for group in around:
            if group.story is not None:
                del self._by_story[group.story]
        # The largest part has the first choice of numbers.
        for part in sorted(parts, key=lambda part: (-len(part), min(part))):
            self._found(part, self._number(part, before) if len(part) > 1 else None)
        for other in (id, *before):
            story = self._group_of[other].story
            if story != before.get(other):
                self._changed.articles[other] = story
        for group in around:
            if group.story is not None and group.story not in self._by_story:
                self._end(group)

    def _end(self, group: _Group) -> None:
        """A story is a part of others now: what is over follows where most of it went."""
        stories = (self._group_of[one].story for one in group.articles)
        went = Counter(story for story in stories if story is not None)
        if went and group.story is not None:
            self._changed.stories[group.story] = max(went, key=lambda story: (went[story], -story))

    def _parted(self, ids: Sequence[int]) -> list[list[int]]:
        if len(ids) == 1:
            return [list(ids)]
        if len(ids) == 2:
            together = self._window.near(ids[0]).get(ids[1], 0.0) >= self._alike
            return [list(ids)] if together else [[one] for one in ids]
        return average_linkage(ids, {one: self._window.near(one) for one in ids}, self._alike)

    def _number(self, part: Sequence[int], before: Mapping[int, int | None]) -> int | None:
        """The number of the story that most of them were in, where it is free, else the first id that is."""
        stories = Counter(story for one in part if (story := before.get(one)) is not None)
        wanted = sorted(stories, key=lambda story: (-stories[story], story)) + sorted(part)
        return next((number for number in wanted if number not in self._by_story), None)

    def _found(self, articles: list[int], story: int | None) -> None:
        group = _Group(articles, story)
        for one in articles:
            self._group_of[one] = group
        if story is not None:
            self._by_story[story] = group


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
