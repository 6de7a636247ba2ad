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


def test_what_says_more_by_where_it_stands_comes_first() -> None:
    terms = title_terms(TITLE, None, TEXT)
    assert terms[:4] == ("*aid", "+zephyrine", "=hopeful", "=deal")
    weights = [EMPHASIS[parted(term)[1]] for term in terms]
    assert weights == sorted(weights, reverse=True)


def test_each_word_is_a_term_once_with_its_place() -> None:
    filling = " ".join(f"filler{number}" for number in range(30))
    terms = title_terms("Bridge tower", f"A ferry, a ferry and a lamp. {filling} moth moth tower.", "")
    assert terms[:5] == ("!tower", "=bridge", "~ferry", "^lamp", "^filler0")
    assert terms[-1] == "filler29"
    assert "^moth" in terms
    assert [parted(term) for term in terms[:3]] == [("tower", 4), ("bridge", 3), ("ferry", 2)]
    assert [plain(term) for term in terms[:3]] == ["tower", "bridge", "ferry"]


def test_the_forms_of_a_word_are_one_term() -> None:
    assert title_terms("Claims", None, "A claim, and cities; the city.") == ("+claim", "~city")
    assert title_terms("Ледокол", None, "О ледоколах") == ("+ледоко",)
    assert title_terms("Bus crisis pass", None, "") == ("=bus", "=crisis", "=pass")


def test_function_words_and_what_every_newspaper_says_are_no_terms() -> None:
    words = {plain(term) for term in title_terms("The news", "It was said that they would", "о том и этом")}
    assert words == set()


def test_case_and_compatibility_forms_do_not_matter() -> None:
    assert title_terms("ＺＥＰＨＹＲ Harbour", None, "") == title_terms("zephyr harbour", None, "")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("银鲤电站并网", ("=银鲤", "=鲤电", "=电站", "=站并", "=并网")),
        ("銀の鯉", ()),
        ("東京タワー", ("=東京", "=京タ", "=タワ")),
        ("مرجانة تستعيد الكتاب", ("=مرجانة", "=تستعيد", "=الكتاب")),
        ("Ледокол «Калоша»", ("=ледоко", "=калоша")),
    ],
)
def test_every_script_has_its_terms(title: str, expected: tuple[str, ...]) -> None:
    assert title_terms(title, None, "") == expected


def test_a_word_of_latin_letters_between_chinese_characters_is_found() -> None:
    assert {"=zephyr", "=手机"} <= set(title_terms("买Zephyr手机", None, ""))


def test_a_summary_that_the_text_begins_with_is_read_once() -> None:
    summary = "Ferry lamps were lit."
    assert title_terms("x", summary, summary + " Nobody came.") == title_terms(
        "x", None, summary + " Nobody came."
    )


def test_terms_are_bounded_and_hold_no_spaces_whatever_comes() -> None:
    text = " ".join(f"word{number}" for number in range(5000))
    terms = title_terms(text, text, text[::-1])
    assert len(terms) == KEPT
    assert title_terms("", None, "") == ()
    assert title_terms("\u200b ... !!! ^^", "=", "\x00") == ()
    assert all(term == "".join(term.split()) and plain(term) for term in terms)


def test_a_huge_article_costs_no_more_than_its_beginning() -> None:
    started = time.process_time()
    title_terms("a " * 1_000_000, "b " * 1_000_000, "ferry lamp " * 1_000_000)
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
    terms = title_terms(TITLE, None, TEXT)
    assert telling(terms, {}, 0) == list(terms)


def test_a_word_says_more_the_fewer_articles_have_it_and_never_nothing() -> None:
    assert rarity(1, 1000) > rarity(10, 1000) > rarity(1000, 1000) > 0
    # Frequencies may be counted a little ahead of articles.
    assert rarity(2000, 1000) == rarity(1000, 1000)


def test_weights_are_rarity_by_place() -> None:
    df = dict.fromkeys("abcdefg", 3)
    weighed = weights(("*a", "+b", "!c", "=d", "~e", "^f", "g"), df, 500)
    assert list(weighed) == list("abcdefg")
    assert list(weighed.values()) == pytest.approx([one * rarity(3, 500) for one in reversed(EMPHASIS)])


def test_what_a_quarter_of_a_library_has_is_learnt_to_be_a_stop_word() -> None:
    df = {"harbour": 300, "ferry": 60}
    assert list(weights(("=harbour", "ferry"), df, 1000)) == ["ferry"]
    # In a small library that is too little to learn from.
    assert list(weights(("=harbour", "ferry"), {"harbour": 90, "ferry": 6}, 100)) == ["harbour", "ferry"]
