"""Which words of an article are taken for what it is about."""

from __future__ import annotations

import time

import pytest

from tuinews.related.terms import (
    EMPHASIS,
    KEPT,
    parted,
    plain,
    rarity,
    telling,
    title_terms,
    weights,
)

TITLE = "Zephyrine hopeful on deal for harbour aid"
TEXT = "The ferry company Zephyrine said on Sunday that the aid was close. Talks on aid went on."


def test_the_title_stands_first_and_what_the_text_repeats_before_what_it_says_once() -> None:
    terms = title_terms(TITLE, None, TEXT, "en")
    assert terms[:3] == ("!zephyrine", "!aid", "=hopeful")
    assert list(terms) == sorted(terms, key=lambda term: "!=^".find(term[0]) % 4)


def test_each_word_is_a_term_once_with_its_place() -> None:
    terms = title_terms("Bridge", "A ferry, a ferry and a lamp.", "", "en")
    assert terms == ("=bridge", "^ferry", "lamp")
    assert [parted(term) for term in terms] == [("bridge", 2), ("ferry", 1), ("lamp", 0)]
    assert [plain(term) for term in terms] == ["bridge", "ferry", "lamp"]


def test_function_words_and_what_every_newspaper_says_are_no_terms() -> None:
    words = {
        plain(term) for term in title_terms("The news", "It was said that they would", "о том и этом", "en")
    }
    assert words == set()


def test_case_and_compatibility_forms_do_not_matter() -> None:
    assert title_terms("ＺＥＰＨＹＲ Harbour", None, "", None) == title_terms(
        "zephyr harbour", None, "", None
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("银鲤电站并网", ("=银鲤", "=鲤电", "=电站", "=站并", "=并网")),
        ("銀の鯉", ()),
        ("東京タワー", ("=東京", "=京タ", "=タワ")),
        ("مرجانة تستعيد الكتاب", ("=مرجانة", "=تستعيد", "=الكتاب")),
        ("Ледокол «Калоша»", ("=ледокол", "=калоша")),
    ],
)
def test_every_script_has_its_terms(title: str, expected: tuple[str, ...]) -> None:
    assert title_terms(title, None, "", None) == expected


def test_a_word_of_latin_letters_between_chinese_characters_is_found() -> None:
    assert {"=zephyr", "=手机"} <= set(title_terms("买Zephyr手机", None, "", "zh"))


def test_a_summary_that_the_text_begins_with_is_read_once() -> None:
    summary = "Ferry lamps were lit."
    assert title_terms("x", summary, summary + " Nobody came.", "en") == title_terms(
        "x", None, summary + " Nobody came.", "en"
    )


def test_terms_are_bounded_and_hold_no_spaces_whatever_comes() -> None:
    text = " ".join(f"word{number}" for number in range(5000))
    terms = title_terms(text, text, text[::-1], "xx")
    assert len(terms) == KEPT
    assert title_terms("", None, "", None) == ()
    assert title_terms("\u200b ... !!! ^^", "=", "\x00", None) == ()
    assert all(term == "".join(term.split()) and plain(term) for term in terms)


def test_a_huge_article_costs_no_more_than_its_beginning() -> None:
    started = time.process_time()
    title_terms("a " * 1_000_000, "b " * 1_000_000, "ferry lamp " * 1_000_000, "en")
    assert time.process_time() - started < 0.5


def test_the_rarer_of_two_words_tells_more() -> None:
    df = {"minister": 400, "zephyrine": 2}
    assert telling(("=minister", "=zephyrine"), df, 1000) == ["=zephyrine", "=minister"]


def test_of_equally_rare_words_that_of_the_title_tells_more() -> None:
    df = {"bailout": 5, "lamp": 5, "ferry": 5, "harbour": 5}
    assert telling(("lamp", "^ferry", "=bailout", "!harbour"), df, 1000) == [
        "!harbour",
        "=bailout",
        "^ferry",
        "lamp",
    ]


def test_in_an_empty_library_the_order_of_promise_is_kept() -> None:
    terms = title_terms(TITLE, None, TEXT, "en")
    assert telling(terms, {}, 0) == list(terms)


def test_a_word_says_more_the_fewer_articles_have_it_and_never_nothing() -> None:
    assert rarity(1, 1000) > rarity(10, 1000) > rarity(1000, 1000) > 0
    # Frequencies may be counted a little ahead of articles.
    assert rarity(2000, 1000) == rarity(1000, 1000)


def test_weights_are_rarity_by_place() -> None:
    weighed = weights(("!a", "=b", "^c", "d"), {"a": 3, "b": 3, "c": 3, "d": 3}, 500)
    assert list(weighed) == ["a", "b", "c", "d"]
    assert weighed == pytest.approx(
        dict(zip("abcd", [EMPHASIS[place] * rarity(3, 500) for place in (3, 2, 1, 0)], strict=True))
    )
