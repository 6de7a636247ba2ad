"""Words of every script."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest

from tuinews.text.words import STOP, count_words, spaced, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lufthansa's bail-out: 9.5bn!", ["lufthansa", "s", "bail", "out", "9", "5bn"]),
        ("Straße ÉTÉ e\u0301te\u0301 naïve", ["strasse", "été", "été", "naïve"]),
        ("Правительство ОБЪЯВИЛО", ["правительство", "объявило"]),
        ("أعلنت الحكومة، اليوم", ["أعلنت", "الحكومة", "اليوم"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("ＡＢＣ ｶﾞ 𝐛𝐨𝐥𝐝", ["abc", "ガ", "bold"]),
        ("新闻AI 2026年", ["新", "闻", "ai", "2026", "年"]),
        ("コーヒー・猫", ["コ", "ー", "ヒ", "ー", "猫"]),
        ("한글 뉴스", ["한", "글", "뉴", "스"]),
        ("snake_case x", ["snake", "case", "x"]),
        ("", []),
        ("… — !?", []),
    ],
)
def test_words_are_folded_and_of_every_script(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_the_same_words_in_another_unicode_form_are_the_same() -> None:
    text = "Élan vital ﬁnance"
    assert words(unicodedata.normalize("NFD", text)) == words(text) == ["élan", "vital", "finance"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("多地推进司法体制改革", "司法"),
        ("多地推进司法体制改革", "改"),
        ("コンピューターの猫", "猫"),
        ("コンピューターの猫", "ピューター"),
        ("AI新闻", "新闻"),
        ("정부가 발표했다", "정부"),
        ("ข่าวภาษาไทย", "ภาษา"),
        ("ｺﾝﾋﾟｭｰﾀｰ", "コンピューター"),
        ("ordinary WORDS here", "words"),
    ],
)
def test_the_full_text_index_finds_words_of_every_length(text: str, query: str) -> None:
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'unicode61')")
        base.execute("INSERT INTO t VALUES (?)", (spaced(text),))
        phrase = '"' + spaced(query) + '"'
        assert base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (phrase,)).fetchone() == (1,)
    base.close()


def test_text_of_spaced_scripts_is_left_as_it_is() -> None:
    for text in ("plain words", "größere Wörter – “mit” Zeichen", "Слова по-русски"):
        assert spaced(text) == text


def test_words_are_counted_as_a_reader_reads_them() -> None:
    assert count_words("") == 0
    assert count_words("Storm closes ports along the coast.") == 6
    assert count_words("多地推进司法体制改革") == 5
    assert count_words("新闻 about AI") == 3
    assert count_words("Слова по-русски") == 2


def test_function_words_are_known_in_folded_form() -> None:
    for word in ("the", "und", "der", "que", "della", "não", "het", "что", "من", "的", "の"):
        assert word in STOP
    for word in ("lufthansa", "war", "ai", "eu", "us", "gobierno", "政"):
        assert word not in STOP
    assert {folded for word in STOP for folded in words(word)} <= STOP
