"""Copies of one text, told from different tellings of one event; every text is made up."""

from __future__ import annotations

import pytest

from support.wires import WIRES
from tuinews.related.copies import Text, copies, repeating


@pytest.fixture(params=WIRES)
def wire(request: pytest.FixtureRequest) -> tuple[str, str, str, str]:
    return WIRES[request.param]


def test_a_text_under_another_headline_is_a_copy(wire: tuple[str, str, str, str]) -> None:
    title, report, own, _ = wire
    texts = [Text(1, title, report), Text(2, own[:30], report)]
    assert copies(texts) == {2: 1}


def test_a_text_whose_last_paragraph_was_cut_off_is_a_copy_whichever_came_first(
    wire: tuple[str, str, str, str],
) -> None:
    title, report, _, _ = wire
    cut = report.rpartition("\n")[0]
    assert copies([Text(1, title, report), Text(2, title, cut)]) == {2: 1}
    assert copies([Text(1, title, cut), Text(2, title, report)]) == {2: 1}


def test_a_text_that_names_its_agency_first_is_a_copy(wire: tuple[str, str, str, str]) -> None:
    title, report, _, agency = wire
    assert copies([Text(1, title, agency + report), Text(2, title, report)]) == {2: 1}
    assert copies([Text(1, title, report), Text(2, title, agency + report)]) == {2: 1}


def test_a_telling_in_other_words_is_no_copy(wire: tuple[str, str, str, str]) -> None:
    title, report, own, _ = wire
    assert copies([Text(1, title, report), Text(2, title, own)]) == {}


def test_a_telling_that_quotes_a_paragraph_is_no_copy(wire: tuple[str, str, str, str]) -> None:
    title, report, own, _ = wire
    quoted = f"{own}\n{report.splitlines()[1]}"
    assert copies([Text(1, title, report), Text(2, title, quoted)]) == {}


def test_upper_case_punctuation_and_white_space_do_not_hide_a_copy(wire: tuple[str, str, str, str]) -> None:
    title, report, _, _ = wire
    changed = report.upper().replace(",", " -").replace("\n", "  ")
    assert copies([Text(1, title, report), Text(2, title, changed)]) == {2: 1}


ENGLISH = WIRES["English"]


def test_all_copies_are_of_the_earliest_text() -> None:
    title, report, own, agency = ENGLISH
    cut = report.rpartition("\n")[0]
    texts = [Text(5, title, cut), Text(3, title, own), Text(9, "", agency + report), Text(7, title, report)]
    assert copies(texts) == {9: 5, 7: 5}


def test_two_agencies_in_one_story_have_their_own_copies() -> None:
    title, report, own, _ = ENGLISH
    texts = [Text(1, title, report), Text(2, title, own), Text(3, title, own), Text(4, title, report)]
    assert copies(texts) == {3: 2, 4: 1}


def test_a_long_report_that_grew_out_of_a_first_notice_is_no_copy_of_it() -> None:
    title, report, own, _ = ENGLISH
    notice = report.splitlines()[0]
    assert copies([Text(1, title, notice), Text(2, title, f"{notice}\n{own}")]) == {}


def test_a_first_notice_repeats_the_long_report_that_came_before_it() -> None:
    title, report, own, _ = ENGLISH
    notice = report.splitlines()[0]
    assert copies([Text(1, title, f"{notice}\n{own}"), Text(2, title, notice)]) == {2: 1}


TEASER = "The ferries to the northern islands were back in service on Tuesday after four days of storm."


def test_of_teasers_only_equal_ones_are_copies() -> None:
    other = TEASER.replace("four days of storm", "a long weekend of storm")
    texts = [Text(1, "A", TEASER), Text(2, "B", TEASER.upper()), Text(3, "C", other)]
    assert copies(texts) == {2: 1}


def test_what_every_teaser_of_a_feed_says_makes_no_copies() -> None:
    texts = [
        Text(1, "Ferries sail again", "Read the full story"),
        Text(2, "Piers closed", "Read the full story"),
    ]
    assert copies(texts) == {}


def test_articles_without_a_text_are_copies_where_their_headlines_are_equal() -> None:
    texts = [
        Text(1, "Ferries sail again", ""),
        Text(2, "Ferries sail again!", ""),
        Text(3, "Piers closed", ""),
    ]
    assert copies(texts) == {2: 1}


def test_a_text_that_begins_with_its_headline_is_compared_without_it() -> None:
    texts = [Text(1, "Ferries sail again", TEASER), Text(2, "Boats are back", f"Boats are back\n{TEASER}")]
    assert copies(texts) == {2: 1}


def test_nothing_is_no_copy_of_anything() -> None:
    assert copies([]) == {}
    assert copies([Text(1, "", "")]) == {}


def test_who_has_read_the_whole_has_read_what_was_cut_but_not_the_other_way_round() -> None:
    title, report, own, agency = ENGLISH
    whole, cut = Text(1, title, report), Text(2, title, report.splitlines()[0])
    others = [cut, Text(3, title, own), Text(4, "Boats", agency + report)]
    assert repeating(whole, others) == [2, 4]
    assert repeating(cut, [whole]) == []


def test_a_teaser_and_a_whole_text_are_not_the_same() -> None:
    title, report, _, _ = ENGLISH
    assert repeating(Text(1, title, report), [Text(2, title, TEASER)]) == []
    assert repeating(Text(2, title, TEASER), [Text(1, title, report)]) == []
