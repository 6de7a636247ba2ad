"""Which items of a document are new, changed or known: the identity of articles."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from tuinews.model import Entry, Known, Prepared
from tuinews.refresh.decide import decide

D1, D2 = "2025-01-06T10:00:00Z", "2025-01-07T10:00:00Z"


def item(
    guid: str | None = None,
    url: str | None = None,
    title: str = "",
    published: str | None = None,
    digest: str = "d",
) -> Prepared:
    entry = Entry(guid=guid, url=url, title=title, published=published)
    return Prepared(entry, url, digest=digest, words=0)


class Kept:
    """A store in short: what was decided is kept, and all of it is known the next time."""

    def __init__(self, *items: Prepared) -> None:
        self._ids = count(1)
        self._articles: dict[int, Prepared] = {}
        self.take(*items)

    def take(self, *items: Prepared) -> tuple[int, int]:
        """How many of the items were new, and how many changed."""
        known = [
            Known(id, kept.entry.guid, kept.canonical, kept.entry.title, kept.entry.published, kept.digest)
            for id, kept in self._articles.items()
        ]
        changes = decide(known, items)
        for new in changes.new:
            self._articles[next(self._ids)] = new
        self._articles.update(changes.changed)
        return len(changes.new), len(changes.changed)

    def __len__(self) -> int:
        return len(self._articles)


A = item("a", "p.example/a", "Title A", D1, "da")
B = item("b", "p.example/b", "Title B", D2, "db")


def test_everything_is_new_at_first_and_nothing_the_second_time() -> None:
    kept = Kept()
    assert kept.take(A, B) == (2, 0)
    assert kept.take(A, B) == (0, 0)
    assert kept.take(B, A) == (0, 0)


def test_a_changed_text_is_a_change_of_the_same_article() -> None:
    kept = Kept(A, B)
    assert kept.take(replace(A, digest="new"), B) == (0, 1)
    assert kept.take(replace(A, digest="new"), B) == (0, 0)


@pytest.mark.parametrize(
    "entry",
    [
        replace(A.entry, published=D2),
        replace(A.entry, updated=D2),
        replace(A.entry, url="p.example/x"),
        replace(A.entry, author="Somebody else"),
    ],
)
def test_other_facts_alone_change_nothing(entry: Entry) -> None:
    kept = Kept(A)
    assert kept.take(replace(A, entry=entry)) == (0, 0)


def test_a_guid_holds_through_a_new_title_address_and_date() -> None:
    kept = Kept(A)
    assert kept.take(item("a", "p.example/elsewhere", "Another title", D2, "x")) == (0, 1)


def test_without_a_guid_the_address_tells() -> None:
    kept = Kept(item(None, "p.example/1", "One", D1), item(None, "p.example/2", "One", D1))
    assert kept.take(item(None, "p.example/1", "One, rewritten", D2, "x")) == (0, 1)
    assert kept.take(item(None, "p.example/3", "One", D1)) == (1, 0)


def test_without_guid_and_address_title_and_date_tell() -> None:
    kept = Kept(item(None, None, "Weather", D1, "rain"))
    assert kept.take(item(None, None, "Weather", D1, "sun")) == (0, 1)
    assert kept.take(item(None, None, "Weather", D2, "sun")) == (1, 0)
    assert kept.take(item(None, None, "", None, "only text")) == (1, 0)
    assert kept.take(item(None, None, "", None, "only text")) == (0, 0)


def test_no_item_is_merged_with_another_of_its_document() -> None:
    same = item("g", "p.example/x", "Same", D1)
    kept = Kept()
    assert kept.take(same, same, same) == (3, 0)
    assert kept.take(same, same, same) == (0, 0)
    assert kept.take(same, same, same, same) == (1, 0)
    assert len(kept) == 4


def test_a_repeated_guid_is_told_apart_by_address() -> None:
    items = [item("g", f"p.example/{number}", "T", D1, f"d{number}") for number in range(5)]
    kept = Kept(*items)
    assert kept.take(*items) == (0, 0)
    assert kept.take(*items[1:], item("g", "p.example/9", "T", D1, "d9")) == (1, 0)
    assert kept.take(replace(items[0], digest="new"), *items[1:]) == (0, 1)


def test_a_repeated_guid_and_address_are_told_apart_by_title_then_content() -> None:
    items = [item("g", "p.example/", f"Title {number}", D1, f"d{number}") for number in range(4)]
    kept = Kept(*items)
    assert kept.take(*reversed(items)) == (0, 0)
    assert kept.take(replace(items[0], digest="new"), *items[1:]) == (0, 1)
    texts = [item("g", None, "", None, f"text {number}") for number in range(4)]
    kept = Kept(*texts)
    assert kept.take(*texts[2:], item("g", None, "", None, "text 9")) == (1, 0)
    assert len(kept) == 5


def test_a_feed_that_renumbers_its_guids_brings_no_doubles() -> None:
    items = [
        item(f"old-{number}", f"p.example/{number}", f"T{number}", D1, f"d{number}") for number in range(20)
    ]
    kept = Kept(*items)
    renumbered = [replace(one, entry=replace(one.entry, guid=f"new-{n}")) for n, one in enumerate(items)]
    assert kept.take(*renumbered) == (0, 0)
    edited = [replace(one, digest=f"e{n}") for n, one in enumerate(renumbered)]
    assert kept.take(*edited) == (0, 20)
    retitled = [
        replace(one, entry=replace(one.entry, guid=f"x{n}", title=f"New {n}", published=D1[:-3] + f"{n:02}Z"))
        for n, one in enumerate(edited)
    ]
    assert kept.take(*retitled) == (0, 0), "the content is the same"


def test_a_feed_that_swaps_its_guids_keeps_its_articles() -> None:
    kept = Kept(A, B)
    swapped = [
        replace(A, entry=replace(A.entry, guid="b")),
        replace(B, entry=replace(B.entry, guid="a")),
    ]
    assert kept.take(*swapped) == (0, 2), "the guid counts first, and both say something else now"
    assert len(kept) == 2


def test_new_guids_at_one_address_are_articles_of_their_own() -> None:
    kept = Kept(item("mon", "p.example/today", "Picture of the day", "2025-01-06", "moon"))
    assert kept.take(item("tue", "p.example/today", "Picture of the day", "2025-01-07", "mars")) == (1, 0)
    assert kept.take(item("x", "p.example/today", "Another thing", "2025-01-07", "sun")) == (1, 0)


def test_a_feed_that_drops_or_adds_guids_keeps_its_articles() -> None:
    without = [replace(one, entry=replace(one.entry, guid=None)) for one in (A, B)]
    kept = Kept(A, B)
    assert kept.take(*without) == (0, 0)
    kept = Kept(*without)
    assert kept.take(A, B) == (0, 0)


def test_case_space_and_unicode_form_of_a_guid_are_not_ours_to_fold() -> None:
    kept = Kept()
    items = [item(guid, None, f"T{guid!r}", D1, guid) for guid in ("A1", "a1", "A1 ", "é", "é")]
    assert kept.take(*items) == (5, 0)
    assert kept.take(*items) == (0, 0)
