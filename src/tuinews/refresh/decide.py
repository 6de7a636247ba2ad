"""What one document changes in the store. Pure: what is kept and what was read in, changes out.

Identity of an article: (source, guid); without a guid the canonical address, else title and date. Where a
guid or an address does not tell the items of a document apart, canonical address, then title and content
do. No item is ever merged with another of the same document: what is kept is given to at most one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from tuinews.model import Changes, Known, Prepared
from tuinews.refresh.vanishing import vanished


def decide(known: Sequence[Known], prepared: Sequence[Prepared], listed: Sequence[int] = ()) -> Changes:
    """The changes a document makes to its source's articles.

    ``known`` are the articles of the source that share guid, canonical address or title with any item,
    ``listed`` those of the last document in its order. An article is changed where its digest differs; a
    guid, address, date or ``updated`` alone changes nothing.
    """
    if not known:
        return Changes(new=tuple(prepared), order=(None,) * len(prepared))
    matched = _match(known, prepared)
    new = tuple(item for index, item in enumerate(prepared) if index not in matched)
    changed = tuple(
        (matched[index].id, item)
        for index, item in enumerate(prepared)
        if index in matched and matched[index].digest != item.digest
    )
    order = tuple(matched[index].id if index in matched else None for index in range(len(prepared)))
    published = {article.id: article.published for article in known}
    return Changes(new, changed, vanished(listed, order, published), order)


class _Traits(NamedTuple):
    """What an item or a kept article is recognised by."""

    guid: str | None
    canonical: str | None
    title: str
    published: str | None
    digest: str


_Mark = Callable[[_Traits], Hashable]
"""What two must have in common to be one article; None where there is nothing to compare."""


def _match(known: Sequence[Known], prepared: Sequence[Prepared]) -> dict[int, Known]:
    """Which kept article each item is, by the item's place in the document."""
    matching = _Matching(
        [_Traits(k.guid, k.canonical, k.title, k.published, k.digest) for k in known],
        [_Traits(p.entry.guid, p.canonical, p.entry.title, p.entry.published, p.digest) for p in prepared],
    )
    # The same guid: the more that is the same beside it the better, and a guid alone only where it is one
    # of a kind.
    for mark in (
        lambda t: t.guid and (t.guid, t.canonical, t.title, t.digest),
        lambda t: t.guid and t.canonical and (t.guid, t.canonical, t.title),
    ):
        matching.pair(mark)
    for mark in (
        lambda t: t.guid and t.canonical and (t.guid, t.canonical),
        lambda t: t.guid and t.title and (t.guid, t.title),
        lambda t: t.guid and (t.guid, t.digest),
        lambda t: t.guid,
    ):
        matching.pair(mark, unique=True)
    # An item without a guid, or with one not met before (publishers that move house renumber their items).
    met = {article.guid for article in known if article.guid}
    anew = {index for index, item in enumerate(prepared) if item.entry.guid not in met}
    matching.pair(lambda t: t.canonical and (t.canonical, t.title, t.published), among=anew)
    matching.pair(lambda t: t.canonical and (t.canonical, t.digest), among=anew)
    # To the second: on one day a publisher may file several things under one address.
    matching.pair(
        lambda t: t.canonical and t.published and "T" in t.published and (t.canonical, t.published),
        unique=True,
        among=anew,
    )
    unnamed = {index for index in anew if not prepared[index].entry.guid}
    matching.pair(lambda t: t.canonical, unique=True, among=unnamed)
    # Without an address as well: title and date; a guid that is new must be borne out by the content.
    homeless = {index for index in anew if not prepared[index].canonical}
    matching.pair(lambda t: (t.title, t.published, t.digest), among=homeless)
    matching.pair(lambda t: t.title and (t.title, t.published), unique=True, among=unnamed & homeless)
    return {item: known[article] for item, article in matching.found.items()}


class _Matching:
    """Pairs items with kept articles, each used once, by one mark after another."""

    def __init__(self, known: Sequence[_Traits], items: Sequence[_Traits]) -> None:
        self._known = known
        self._items = items
        self._left = set(range(len(known)))
        self.found: dict[int, int] = {}

    def pair(self, mark: _Mark, *, unique: bool = False, among: Iterable[int] | None = None) -> None:
        """Pair what has the same mark; where ``unique``, only marks that one item and one article alone bear.

        A mark is unique when no other item of the document bears it, paired already or not, and likewise no
        other kept article: else it does not tell articles of this source apart.
        """
        items = list(range(len(self._items)) if among is None else sorted(among))
        if not self._left or not items:
            return
        borne = Counter(map(mark, self._items)) if unique else Counter()
        kept = Counter(map(mark, self._known)) if unique else Counter()
        candidates: dict[Hashable, list[int]] = defaultdict(list)
        for article in sorted(self._left, reverse=True):
            candidates[mark(self._known[article])].append(article)
        for item in items:
            key = mark(self._items[item])
            if item in self.found or not key or not candidates.get(key):
                continue
            if unique and (borne[key] > 1 or kept[key] > 1):
                continue
            article = candidates[key].pop()
            self._left.discard(article)
            self.found[item] = article
