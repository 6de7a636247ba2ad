"""Searching in an article as it is set: over line breaks, whatever the case and the accents."""

from __future__ import annotations

import pytest

from support.hits import find
from tuinews.text.blocks import parse
from tuinews.text.lines import line_text, set_lines


def found(html: str, text: str, width: int = 76) -> list[list[str]]:
    """What each hit lights up, line by line."""
    lines = list(set_lines(parse(html), width))
    return [[line_text(lines[span.line])[span.start : span.end] for span in hit] for hit in find(lines, text)]


@pytest.mark.parametrize(
    ("html", "text", "lit"),
    [
        ("<p>Storm, STORM and storms", "storm", [["Storm"], ["STORM"], ["storm"]]),
        ("<p>Ein Café an der Straße", "CAFE", [["Café"]]),
        ("<p>Ein Café an der Straße", "strasse", [["Straße"]]),
        ("<p>Ein Cafe an der Strasse", "café", [["Cafe"]]),
        ("<p>cafe\u0301 noir", "cafe", [["cafe\u0301"]]),
        ("<p>cafe\u0301 noir", "e n", [["e\u0301 n"]]),
        ("<p>it’s “so” – really", 'it\'s "so" - really', [["it’s “so” – really"]]),
        ("<p>Ёлка и ёж", "елка", [["Ёлка"]]),
        ("<p>السَّلَام", "السلام", [["السَّلَام"]]),
        ("<p>が と か", "か", [["か"]]),
        ("<p>서울 서", "서", [["서"], ["서"]]),
        ("<p>a.b a+b", "a.b", [["a.b"]]),
        ("<p>ﬁne words", "fine", [["ﬁne"]]),
        ("<p>aaaa", "aa", [["aa"], ["aa"]]),
        ("<p>storm", "", []),
        ("<p>storm", "  ", []),
        ("<p>storm", "wind", []),
    ],
)
def test_case_accents_and_signs_do_not_count(html: str, text: str, lit: list[list[str]]) -> None:
    assert found(html, text) == lit


@pytest.mark.parametrize(
    ("html", "text", "width", "lit"),
    [
        ("<p>The keeper of the lantern", "of the lantern", 18, [["of the", "lantern"]]),
        ("<p>A well-known keeper", "well-known", 9, [["well-", "known"]]),
        ("<p>The founda\xadtion stone", "foundation", 12, [["founda-", "tion"]]),
        ("<p>大家今天都带了雨伞出门", "都带了雨伞", 12, [["都带", "了雨伞"]]),
        ("<blockquote>The keeper of the lantern</blockquote>", "keeper of", 12, [["keeper", "of"]]),
        ("<ul><li>The keeper of the lantern</ul>", "keeper of", 13, [["keeper", "of"]]),
        (
            "<p>See <a href='https://a.example/'>the keeper</a> of lanterns",
            "keeper of",
            76,
            [["keeper", " of"]],
        ),
    ],
)
def test_a_hit_goes_over_the_end_of_a_line_and_the_number_of_a_link(
    html: str, text: str, width: int, lit: list[list[str]]
) -> None:
    assert found(html, text, width) == lit


def test_words_that_were_apart_are_not_joined_by_the_end_of_a_line() -> None:
    assert found("<p>the rapist", "therapist", 5) == []


def test_a_hit_does_not_go_from_one_paragraph_to_the_next() -> None:
    assert found("<p>one storm<p>two winds", "storm two") == []


def test_every_hit_is_found_at_every_width() -> None:
    html = "<p>" + "the keeper of the lantern saw the storm and the founda\xadtion of a well-known pier " * 9
    for width in range(20, 90):
        for text in ("keeper of the", "foundation of", "well-known pier", "saw the storm"):
            assert len(found(html, text, width)) == 9, (width, text)


TABLE = (
    "<table><tr><th>Country<th>What it is<th>What is said of it"
    "<tr><td>Landlocked country<td>A landlocked country of mountains, lakes and banks<td>Nobody has said it"
    "<tr><td>Island<td>Water all around<td>A landlocked sea</table>"
)


@pytest.mark.parametrize("width", [46, 60, 20])
def test_a_hit_goes_over_the_lines_of_a_cell_and_not_into_another(width: int) -> None:
    both = found(TABLE, "landlocked country", width)
    assert ["".join(parts).replace(" ", "").lower() for parts in both] == ["landlockedcountry"] * 2
    assert len(found(TABLE, "mountains, lakes and banks", width)) == 1
    assert found(TABLE, "country a landlocked", width) == []
    assert found(TABLE, "island water", width) == []
    assert len(found(TABLE, "landlocked", width)) == 3


def test_hits_in_a_table_come_as_they_stand_on_the_screen() -> None:
    lines = list(set_lines(parse(TABLE), 46))
    hits = list(find(lines, "a"))
    assert len(hits) > 10
    assert hits == sorted(hits)


def test_a_link_in_small_print_is_text() -> None:
    html = "<p><small>print with <a href='https://a.example/'>a smallish link</a> in it</small>"
    assert found(html, "a smallish link in") == [["a smallish link", " in"]]
