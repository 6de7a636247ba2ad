"""Search: what is found, in which order, and that no text makes it fail."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from tuinews.model import Scope, View
from tuinews.query import parse
from tuinews.store import Store, listing, matching

made = import_module("support.articles")
NOW: int = made.NOW


@pytest.fixture(autouse=True)
def _followed(store: Store) -> None:
    store.sync_sources(
        [
            made.source("gazette", title="The Gazette"),
            made.source("gazette-two", title="Gazette Two"),
            made.source("xinhua", "中国", title="新华网"),
        ],
        ["World", "中国"],
    )


def found(store: Store, query: str) -> list[str]:
    """Titles as a list shows them while one types."""
    return [row.title for row in store.listing.page(View(Scope.SEARCH, query))]


def said(store: Store, query: str) -> list[str]:
    """Titles of what a finished query finds."""
    return [row.title for row in store.listing.headlines(store.listing.matching(parse(query), None))]


@pytest.mark.parametrize(
    ("title", "queries"),
    [
        ("多地推进司法体制改革", ["法", "司法", "体制改", "司法体制改革", "多 改革"]),
        ("東京でサミット開幕", ["東京", "サミ", "で", "開幕"]),
        ("삼성전자 실적 발표", ["삼", "성전", "실적"]),
        ("น้ำท่วมกรุงเทพ", ["น้ำ", "กรุงเทพ"]),
        ("Über die Brücke", ["uber", "BRÜCKE", "brucke"]),
        ("Президент подписал указ", ["президент", "УКАЗ"]),
        ("الرئيس يوقع المرسوم", ["الرئيس", "المرسوم"]),
        ("iPhone 17新机发布", ["iphone", "17", "新机", "17新"]),
        ("e-mail and C++", ["e-mail", "mail", '"e mail"', "c++"]),
    ],
)
def test_words_of_every_script_are_found(store: Store, title: str, queries: list[str]) -> None:
    made.keep(store, "gazette", made.prepared(title), made.prepared("something else"))
    for query in queries:
        assert said(store, query) == [title], query


@pytest.mark.parametrize("query", ["革改", "法司", "東都"])
def test_characters_in_another_order_are_another_word(store: Store, query: str) -> None:
    made.keep(store, "gazette", made.prepared("多地推进司法体制改革"), made.prepared("東京と京都"))
    assert said(store, query) == []


def test_title_summary_body_author_origin_and_labels_are_searched(store: Store) -> None:
    item = made.prepared(
        "alpha",
        "bravo",
        summary="charlie",
        author="Delta",
        origin="Echo",
        labels=("foxtrot",),
        url="https://golf.example",
    )
    made.keep(store, "gazette", item)
    for word in ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot"):
        assert said(store, word) == ["alpha"]
    assert said(store, "golf") == []


def test_phrases_and_exclusions(store: Store) -> None:
    made.keep(
        store,
        "gazette",
        made.prepared("state aid for ports"),
        made.prepared("aid for a state"),
        made.prepared("ports"),
    )
    assert said(store, '"state aid"') == ["state aid for ports"]
    assert said(store, "state -ports") == ["aid for a state"]
    assert said(store, '-"state aid"') == ["ports", "aid for a state"]
    assert said(store, "-state -ports") == []
    assert said(store, 'aid -"for a" -nothing') == ["state aid for ports"]


def test_hits_are_newest_first_whatever_the_order_of_arrival(store: Store) -> None:
    days = ["2025-11-03", "2025-11-20", "1969-07-20", "2025-11-11"]
    made.keep(store, "gazette", *(made.prepared(f"storm {day}", published=day) for day in days))
    expected = [f"storm {day}" for day in sorted(days, reverse=True)]
    assert found(store, "storm") == expected
    (_, second) = store.listing.page(View(Scope.SEARCH, "storm"), limit=2)
    assert [
        row.title for row in store.listing.page(View(Scope.SEARCH, "storm"), after=second.key)
    ] == expected[2:]


def test_best_first_puts_titles_before_bodies(store: Store) -> None:
    made.keep(
        store,
        "gazette",
        made.prepared("storm closes ports", "Ships wait.", published="2025-11-01"),
        made.prepared(
            "weather", "A storm, in a long text about all kinds of other things.", published="2025-11-20"
        ),
    )
    assert [row.title for row in store.listing.best(parse("storm"), 10)] == ["storm closes ports", "weather"]
    assert [row.title for row in store.listing.best(parse("storm"), 1)] == ["storm closes ports"]
    assert [row.title for row in store.listing.best(parse("-nothing"), 10)] == [
        "weather",
        "storm closes ports",
    ]
    assert [row.title for row in store.listing.best(parse("is:unread"), 10)] == [
        "weather",
        "storm closes ports",
    ]
    assert store.listing.best(parse("nothing"), 10) == []


def test_best_first_looks_among_the_newest_hits(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_SCORED", 2)
    made.keep(
        store,
        "gazette",
        made.prepared("storm", published="2025-11-01"),
        made.prepared("a", "one storm among many words", published="2025-11-02"),
        made.prepared("b", "one storm among many words", published="2025-11-03"),
    )
    assert [row.title for row in store.listing.best(parse("storm"), 10)] == ["b", "a"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("source:gazette", ["one"]),
        ('source:"gazette two"', ["two"]),
        ("source:the", ["one"]),
        ("source:新华", ["三"]),
        ("source:nobody", []),
        ("-source:gazette", ["三", "two"]),
        ("category:world", ["two", "one"]),
        ("category:中", ["三"]),
        ("category:wor one", ["one"]),
        ("-category:World", ["三"]),
        ("source:gazette category:中国", []),
        ("source:gazette source:xinhua", ["三", "one"]),
        ("is:read is:unread", []),
        ("is:starred", []),
    ],
)
def test_fields_name_sources_and_categories(store: Store, query: str, titles: list[str]) -> None:
    for source, title in (("gazette", "one"), ("gazette-two", "two"), ("xinhua", "三")):
        made.keep(store, source, made.prepared(title))
    assert said(store, query) == titles


def test_the_last_word_goes_on_while_typing(store: Store) -> None:
    made.keep(store, "gazette", made.prepared("lufthansa"), made.prepared("luft"))
    assert found(store, "luf") == ["luft", "lufthansa"]
    assert found(store, "lufth") == ["lufthansa"]
    assert found(store, "luf ") == []
    assert found(store, "lu") == [], "two letters begin too many words"
    assert said(store, "luf") == []
    assert found(store, "-luf") == ["luft", "lufthansa"], "nothing is hidden by half a word"


def test_a_common_word_is_not_taken_for_the_beginning_of_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "WHOLE_WORD_HITS", 3)
    made.keep(store, "gazette", *(made.prepared("storm") for _ in range(3)), made.prepared("stormy"))
    assert found(store, "storm") == ["storm"] * 3
    assert found(store, "stor") == ["stormy", *["storm"] * 3]


def test_a_small_scope_and_a_large_one_find_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(12):
        made.keep(store, "gazette" if n % 3 else "xinhua", made.prepared(f"storm {n}"))
    queries = (
        "storm source:gazette",
        "storm -source:gazette",
        "storm category:中国",
        "storm is:unread",
        "-calm source:xinhua",
    )
    small = [said(store, query) for query in queries]
    monkeypatch.setattr(matching, "FEW", 0)
    assert [said(store, query) for query in queries] == small
    assert all(small)


def test_many_named_sources_are_found_by_walking_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(6):
        made.keep(store, "gazette" if n % 3 else "gazette-two", made.prepared(f"{n}"))
    merged = said(store, "source:gazette source:gazette-two")
    monkeypatch.setattr(matching, "MOST_SCANS", 1)
    assert said(store, "source:gazette source:gazette-two") == merged == ["5", "4", "3", "2", "1", "0"]


HOSTILE = [
    "Robert'); DROP TABLE articles;--",
    '" OR 1=1 --',
    "AND OR NOT NEAR",
    "NEAR(a b)",
    "foo*",
    '"unbalanced',
    "(((",
    'a" b* ^c',
    "title:storm",
    "{title body}:x",
    "- - -",
    "^",
    "\0",
    "\ud800",
    "%s %d {0}",
    "\uebad",
    "x\uebad",
    "search",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_queries_are_words_and_never_code(store: Store, text: str) -> None:
    made.keep(store, "gazette", made.prepared("storm"))
    for query in (text, f"-{text}", f'"{text}', f"storm {text}", f"source:{text}", f"category:{text}"):
        found(store, query)
        said(store, query)
        store.listing.best(parse(query), 5)
        store.counts.totals(View(Scope.SEARCH, query))
    assert found(store, "\uebad") == []
    assert said(store, "storm") == ["storm"]


@pytest.mark.corpus
def test_every_naughty_text_can_be_kept_and_sought(store: Store, corpus: Path) -> None:
    texts: list[str] = json.loads((corpus / "hostile" / "naughty-strings.json").read_text("utf-8"))
    feed = (corpus / "hostile" / "sql_and_fts.xml").read_text("utf-8")
    texts += re.findall(r"<title>(.*?)</title>", feed)
    ids = made.keep(store, "gazette", *(made.prepared(text, text, author=text) for text in texts))
    with store.transaction():
        store._db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    for id, text in zip(ids, texts, strict=True):
        for query in (text, f"-{text}", f'"{text}"', f"source:{text}"):
            found(store, query)
            said(store, query)
        plain = text.replace('"', " ")
        words = parse(f'"{plain}"')
        if words:
            assert id in store.listing.matching(words, None), text
