"""The query language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tuinews.query import MOST_PARTS, Field, Query, Words, advice, parse


def test_words_must_all_occur() -> None:
    assert parse("storm  ports").wanted == (Words("storm"), Words("ports"))


def test_quotation_marks_make_a_phrase() -> None:
    assert parse('"state aid" deal').wanted == (Words("state aid"), Words("deal"))


def test_a_minus_excludes_words_phrases_and_fields() -> None:
    query = parse('-sport -"live blog" -source:gazette -is:read')
    assert query.wanted == ()
    assert query.unwanted == (
        Words("sport"),
        Words("live blog"),
        Field("source", "gazette"),
        Field("is", "read"),
    )


def test_a_minus_inside_a_word_is_part_of_it() -> None:
    assert parse("e-mail").wanted == (Words("e-mail"),)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("source:bbc-world", Field("source", "bbc-world")),
        ('source:"BBC World"', Field("source", "BBC World")),
        ("Category:World", Field("category", "World")),
        ("IS:Unread", Field("is", "unread")),
        ("is:starred", Field("is", "starred")),
        ("source:新华网", Field("source", "新华网")),
    ],
)
def test_fields_name_facts(text: str, field: Field) -> None:
    assert parse(text).wanted == (field,)


def test_an_unknown_field_is_a_word() -> None:
    assert parse("https://news.example colour:red").wanted == (
        Words("https://news.example"),
        Words("colour:red"),
    )


@pytest.mark.parametrize(
    "text", ["", " ", "-", '"', '-"', "source:", "-source:", 'source:"', "is:", "!!!", "***", "\0"]
)
def test_what_says_nothing_yet_is_an_empty_query(text: str) -> None:
    assert parse(text) == Query()
    assert parse(text, typing=True) == Query()
    assert not parse(text)


def test_an_open_phrase_counts_as_far_as_it_is_typed() -> None:
    assert parse('"state ai').wanted == (Words("state ai"),)
    assert parse('"state ai', typing=True).wanted == (Words("state ai", prefix=True),)


def test_only_the_last_word_may_go_on_while_typing() -> None:
    assert parse("storm por", typing=True).wanted == (Words("storm"), Words("por", prefix=True))


@pytest.mark.parametrize("text", ["storm ", '"storm"', "storm!", "storm source:"])
def test_a_finished_word_does_not_go_on(text: str) -> None:
    assert parse(text, typing=True).wanted == (
        Words(text.strip().removesuffix("source:").strip().strip('"')),
    )


def test_an_unknown_state_is_left_out_and_said() -> None:
    query = parse("is:old storm")
    assert query.wanted == (Words("storm"),)
    assert query.problems == ("is:old was left out: it is is:unread, is:read or is:starred.",)


def test_a_state_that_is_being_typed_is_no_mistake() -> None:
    assert parse("storm is:unr", typing=True) == Query((Words("storm"),))


def test_a_pasted_page_is_cut() -> None:
    query = parse("word " * 10_000)
    assert len(query.wanted) == MOST_PARTS
    assert "at most" in query.problems[0]
    assert len(parse("x" * 100_000).wanted) == 1
    (phrase,) = parse('"' + "some words " * 100 + '"').wanted
    assert isinstance(phrase, Words)
    assert phrase.text.endswith(("some", "words"))


def test_half_characters_and_controls_do_not_reach_the_store() -> None:
    (part,) = parse("sto\x00rm\ud800").wanted[:1]
    assert isinstance(part, Words)
    part.text.encode()
    assert "\0" not in part.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sourc:bbc", "source:bbc"),
        ("SOURCES:bbc storm", "source:bbc"),
        ("storm categry:World", "category:World"),
        ("cat:World", "category:World"),
        ("in:unread", "is:unread"),
        ('"state aid', '"state aid"'),
        ('-"state aid', '-"state aid"'),
        ("is:old", "is:unread, is:read or is:starred"),
    ],
)
def test_a_mistake_is_named_with_the_nearest_valid_form(typed: str, meant: str) -> None:
    said = advice(typed)
    assert meant in said
    assert said.endswith(".")


@pytest.mark.parametrize("typed", ["", "storm", "14:30", "https://harbour.example/", "source:bbc"])
def test_what_is_no_mistake_is_not_called_one(typed: str) -> None:
    assert advice(typed) == ""


@pytest.mark.parametrize("typed", ['"state aid', "is:unr", "is:"])
def test_what_is_being_typed_may_still_become_right(typed: str) -> None:
    assert advice(typed, typing=True) == ""


def test_a_state_that_can_no_longer_become_right_is_said_while_typing() -> None:
    assert "is:foo was left out" in advice("is:foo", typing=True)


@pytest.mark.corpus
def test_no_text_makes_it_fail(corpus: Path) -> None:
    for text in json.loads((corpus / "hostile" / "naughty-strings.json").read_text("utf-8")):
        for typed in (text, f"-{text}", f'"{text}', f"source:{text}", f"is:{text}"):
            parse(typed)
            parse(typed, typing=True)
            advice(typed)
