"""Which articles are shown beside one, in which order, and with which reason."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from tuinews.related.reasons import Evidence
from tuinews.related.similar import ASKED, Candidate, fts_query, likeness, rank, weigh
from tuinews.related.terms import title_terms
from tuinews.text.words import spaced

NOW = 1_764_000_000
DAY = 86400


def candidate(
    id: int, title: str, text: str = "", *, sort: int = NOW, story: int | None = None, read: bool = False
) -> Candidate:
    terms = title_terms(title, None, text)
    return Candidate(id, title, f"paper-{id}", f"Paper {id}", sort, None, terms, story, read)


OPEN = candidate(
    1, "Zephyrine hopeful on bailout deal", "The ferry company Zephyrine waits for a harbour bailout."
)
NEAR = candidate(2, "Harbour offers Zephyrine a bailout", "The ferry company is to be saved.", read=True)
BACKGROUND = candidate(3, "Why ferry lamps are green", "A history of lamps, of ferry and of barge.")
FAR = candidate(4, "Moth count doubles in hedges", "Forty moths were counted twice.")


def test_the_nearest_comes_first_and_what_shares_nothing_does_not_come() -> None:
    found = rank(OPEN, [FAR, BACKGROUND, NEAR], {}, 100)
    assert [one.id for one in found] == [2, 3]
    assert found[0].score > found[1].score
    assert all(0 < one.score <= 1 for one in found)


def test_what_is_shown_of_an_article_is_carried_along() -> None:
    (found,) = rank(OPEN, [NEAR], {}, 100)
    assert (found.title, found.source_title, found.sort, found.read) == (NEAR.title, "Paper 2", NOW, True)


def test_an_article_is_not_related_to_itself() -> None:
    assert rank(OPEN, [OPEN], {}, 100) == ()


def test_rare_words_count_more_than_common_ones() -> None:
    df = {"minister": 200, "speak": 200, "zephyrine": 2, "lamp": 2}
    article = candidate(1, "Minister speaks: Zephyrine lamp")
    found = rank(
        article, [candidate(2, "Minister speaks of moths"), candidate(3, "Zephyrine lamp moths")], df, 1000
    )
    assert [one.id for one in found] == [3, 2]


def test_equal_articles_have_the_score_one_and_are_one_story() -> None:
    (found,) = rank(
        OPEN, [candidate(9, OPEN.title, "The ferry company Zephyrine waits for a harbour bailout.")], {}, 9
    )
    assert found.score == 1
    assert found.same_story


def test_the_same_words_months_apart_are_no_story_and_score_a_little_less() -> None:
    (found,) = rank(OPEN, [candidate(9, OPEN.title, sort=NOW - 60 * DAY)], {}, 9)
    (fresh,) = rank(OPEN, [candidate(9, OPEN.title, sort=NOW - DAY)], {}, 9)
    assert not found.same_story
    assert found.score == pytest.approx(fresh.score * (2 / 61) ** 0.3, abs=0.01)


def test_what_is_a_month_away_needs_more_in_common_than_what_is_of_the_same_day() -> None:
    assert [one.id for one in rank(OPEN, [BACKGROUND, NEAR], {}, 100)] == [2, 3]
    month = [replace(one, sort=NOW - 30 * DAY) for one in (BACKGROUND, NEAR)]
    assert [one.id for one in rank(OPEN, month, {}, 100)] == [2]


def test_one_shared_term_is_near_and_no_story() -> None:
    (found,) = rank(candidate(1, "Zephyrine"), [candidate(2, "Zephyrine")], {}, 100)
    assert (found.score, found.same_story) == (1.0, False)


def test_what_was_grouped_when_it_arrived_is_believed() -> None:
    article = candidate(1, OPEN.title, story=1)
    together = candidate(5, "Moths", story=1)
    apart = candidate(6, OPEN.title, story=6)
    found = rank(article, [apart, together], {}, 100)
    assert {one.id: one.same_story for one in found} == {5: True, 6: False}


def test_of_two_that_are_equally_like_the_one_of_the_story_comes_first() -> None:
    article = candidate(1, OPEN.title, story=1)
    found = rank(article, [candidate(6, OPEN.title, story=6), candidate(5, OPEN.title, story=1)], {}, 100)
    assert [one.id for one in found] == [5, 6]


def test_no_more_are_returned_than_are_wanted_and_equals_stand_newest_first() -> None:
    others = [candidate(number, OPEN.title, sort=NOW - number % 3) for number in range(10, 20)]
    found = rank(OPEN, others, {}, 100, limit=4)
    assert [one.sort for one in found] == sorted((one.sort for one in found), reverse=True)
    assert found == rank(OPEN, others[::-1], {}, 100, limit=4)
    assert len(found) == 4


def test_the_reason_is_in_the_words_of_the_titles() -> None:
    (found,) = rank(
        OPEN, [NEAR], {"zephyrine": 2, "bailout": 3, "harbour": 50, "company": 90, "ferry": 90}, 100
    )
    assert found.why == "shares: Zephyrine, bailout, Harbour"


def test_a_word_in_title_case_is_small_where_another_writes_it_small() -> None:
    article = candidate(1, "Zephyrine Wants Bailout")
    (found,) = rank(article, [candidate(2, "A bailout for Zephyrine")], {}, 10)
    assert set(found.why.removeprefix("shares: ").split(", ")) == {"Zephyrine", "bailout"}


def test_words_of_the_text_are_spelled_by_the_text_where_it_is_given() -> None:
    article = Candidate(1, "Lamps", "", "", NOW, None, ("=lamp", "quill"))
    other = Candidate(2, "Swims", "", "", NOW, None, ("=swim", "^quill"))
    texts = {1: Evidence("Lamps", "The keeper, Teodora Quill, swam."), 2: Evidence("Swims")}
    (found,) = rank(article, [other], {}, 10, evidence=lambda _: texts)
    assert found.why == "shares: Quill"


def test_neighbouring_chinese_characters_are_told_as_one() -> None:
    article = candidate(1, "银鲤电站并网，买Zephyr手机")
    (found,) = rank(article, [candidate(2, "银鲤电站次日，Zephyr")], {}, 10)
    assert set(found.why.removeprefix("shares: ").split(", ")) == {"银鲤电站", "Zephyr"}


def test_articles_without_terms_harm_nothing() -> None:
    nothing = Candidate(7, "", "", "", NOW, None, ())
    assert rank(nothing, [OPEN, nothing], {}, 0) == ()
    assert rank(OPEN, [nothing], {}, 0) == ()
    assert weigh((), {}, 0) == {}
    assert likeness({}, weigh(OPEN.terms, {}, 10)) == 0


@pytest.fixture
def index() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE search USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2')")
    return db


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Zephyrine NEAR harbour OR AND NOT", "harbour"),
        ("Straße naïve Ångström", "naïve"),
        ("银鲤电站并网", "为银鲤欢呼"),
        ("東京タワー", "東京で"),
        ("서울시장 발표", "서울시"),
        ("ชาวประมงไทย", "ประมง"),
        ("مرجانة", "في مرجانة"),
        ("«Калоша»: ледокол", "ледокол"),
        ('quote" OR body: * ^ - + {x}', "quote"),
    ],
)
def test_the_full_text_index_understands_the_question_in_every_script(
    index: sqlite3.Connection, written: str, other: str
) -> None:
    index.execute("INSERT INTO search (body) VALUES (?)", (spaced(other),))
    query = fts_query(title_terms(written, None, ""))
    assert index.execute("SELECT count(*) FROM search WHERE search MATCH ?", (query,)).fetchone() == (1,)


def test_pairs_of_characters_are_asked_for_as_neighbours(index: sqlite3.Connection) -> None:
    index.execute("INSERT INTO search (body) VALUES (?)", (spaced("鲤很银"),))
    query = fts_query(title_terms("银鲤", None, ""))
    assert index.execute("SELECT count(*) FROM search WHERE search MATCH ?", (query,)).fetchone() == (0,)


def test_markers_are_no_part_of_the_question_and_its_length_is_bounded() -> None:
    assert fts_query(("!ferry", "=lamp", "2026")) == '"ferry" OR "ferries" OR "lamp" OR "lamps" OR "2026"'
    assert fts_query(("*выборы", "+чай")) == '"выборы" * OR "чай"'
    assert fts_query(tuple(f"{number}" for number in range(100))).count(" OR ") == ASKED - 1
    assert fts_query(()) == ""


# The order


def test_what_is_near_to_everything_stands_below_what_is_near_to_this_alone() -> None:
    article = candidate(1, "Ferry Zephyrine aground near Moorhen shoal")
    own = candidate(2, "Zephyrine on the shoal: ferry waits", "A tug is on its way.")
    roundup = candidate(
        3, "Today: ferry Zephyrine, Wrenbridge, Gull Museum", "Ferry, bridge, museum and herring."
    )
    crowd = [
        candidate(id, f"Wrenbridge, Gull Museum and herring {id}", "Ferry, bridge, museum and herring.")
        for id in range(10, 20)
    ]
    assert next(one.id for one in rank(article, [roundup, own, *crowd], {}, 200)) == 2


def test_another_source_comes_before_the_same_source_where_both_are_equally_like() -> None:
    other = candidate(2, OPEN.title)
    same = replace(candidate(3, OPEN.title), source=OPEN.source)
    assert [one.id for one in rank(OPEN, [same, other], {}, 100)] == [2, 3]
    # What is not said of a source is no sign that it is the same.
    nowhere = replace(OPEN, source="")
    assert [one.id for one in rank(nowhere, [replace(same, source=""), other], {}, 100)] == [3, 2]


def test_what_is_linked_is_shown_though_it_shares_no_word() -> None:
    assert [one.id for one in rank(OPEN, [FAR, BACKGROUND], {}, 100, linked={4})] == [4, 3]
    assert [one.id for one in rank(OPEN, [FAR, BACKGROUND], {}, 100)] == [3]
