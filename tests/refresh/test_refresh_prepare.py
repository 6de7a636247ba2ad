"""What the engine's children work out of an entry."""

from __future__ import annotations

from dataclasses import replace

from tuinews.model import Entry, Feed
from tuinews.refresh.prepare import digest, prepare

ENTRY = Entry(
    guid="1",
    url="https://www.paper.example/a?utm_source=rss",
    title="Harbour bridge closed",
    summary="For a week.",
    text="The bridge is closed for a week.",
    html="<p>The bridge is closed for a week.</p>",
)


def test_every_entry_is_prepared_in_order() -> None:
    entries = tuple(replace(ENTRY, guid=str(number)) for number in (3, 1, 1, 2))
    assert [one.entry.guid for one in prepare(Feed("T", entries))] == ["3", "1", "1", "2"]


def test_address_words_and_terms_are_worked_out() -> None:
    (prepared,) = prepare(Feed("T", (ENTRY,)))
    assert prepared.canonical == "paper.example/a"
    assert prepared.words == 7
    assert any("bridge" in term for term in prepared.terms)


def test_an_entry_of_nothing_is_prepared_too() -> None:
    (prepared,) = prepare(Feed("", (Entry(None, None, ""),)))
    assert (prepared.canonical, prepared.words) == (None, 0)


def test_the_digest_follows_what_a_reader_sees_and_nothing_else() -> None:
    for seen in (replace(ENTRY, title="x"), replace(ENTRY, summary="x"), replace(ENTRY, text="x")):
        assert digest(seen) != digest(ENTRY)
    for unseen in (
        replace(ENTRY, updated="2025-01-06"),
        replace(ENTRY, url="x", guid="y", page_views=3, comments_count=9),
        replace(ENTRY, html='<p>The bridge is closed for a week.</p><img src="https://count.example/1">'),
    ):
        assert digest(unseen) == digest(ENTRY)
    picture = replace(ENTRY, text="", html='<img src="https://a.example/1">')
    assert digest(picture) != digest(replace(picture, html='<img src="https://a.example/2">'))


def test_text_that_is_no_unicode_has_a_digest_too() -> None:
    assert digest(replace(ENTRY, title="\ud800"))
