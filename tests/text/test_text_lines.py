"""Blocks set into lines."""

from __future__ import annotations

import itertools
import random
import re
import time
from typing import get_args

import pytest
from rich.cells import cell_len

from support.golden import FILE, LETTERS, PAGE, cases, expected
from tuinews.text.blocks import Document, parse
from tuinews.text.html import sanitise
from tuinews.text.lines import Line, Look, Piece, line_text, line_width, set_lines
from tuinews.text.tree import Block

CASES = cases()


def read(html: str) -> Document:
    return parse(sanitise(html, PAGE))


def lines_of(html: str, width: int = 40) -> list[Line]:
    return list(set_lines(read(html), width))


def check(lines: list[Line], width: int) -> None:
    """What holds for every line, whatever is in it."""
    for line in lines:
        assert cell_len(line_text(line)) <= width, line
        assert sum(cell_len(piece.text) for piece in line) == line_width(line) <= width, line
        for piece in line:
            assert piece.text
            assert not re.search("[\x00-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2066-\u2069]", piece.text)


@pytest.mark.parametrize("name", CASES)
def test_articles_are_set_as_drawn(name: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert f"=== {name}\n{CASES[name]}\n{expected(CASES[name])}\n" in text


def test_the_drawn_articles_hold_every_kind_of_block_look_and_link() -> None:
    text = FILE.read_text(encoding="utf-8")
    kinds = {type(block) for html in CASES.values() for block in read(html).blocks}
    assert kinds == set(get_args(Block))
    marks = "".join(re.findall("‹([^:‹›]+):", text))
    assert set(marks) >= {letter for _, letter in LETTERS} | set("lj#")
    assert len(CASES) >= 40


def test_links_carry_their_number_and_look() -> None:
    (line,) = lines_of("<p>a <a href=/x>b <b>c</b></a> d</p>")
    assert line == (
        Piece("a "),
        Piece("b ", Look.LINK, 1),
        Piece("c", Look.LINK | Look.STRONG, 1),
        Piece("[1]", Look.LINK | Look.DIM, 1),
        Piece(" d"),
    )


def test_a_link_over_two_lines_is_a_link_in_both() -> None:
    lines = lines_of("<p><a href=/x>a link that is much longer than one narrow line can ever be</a></p>")
    assert len(lines) == 2
    assert {piece.link for line in lines for piece in line} == {1}


def test_a_picture_that_is_no_link_opens_itself() -> None:
    document = read("<p><a href=/x>x</a></p><img src=/a.png alt=A>")
    picture = list(set_lines(document, 40))[-1][0]
    assert picture == Piece("[picture 1: A]", Look.PICTURE | Look.LINK, -1)
    assert document.address(picture.link) == document.links[1] == "https://news.example/a.png"


def test_a_picture_without_an_address_opens_nothing() -> None:
    assert lines_of("<img alt='A view'>") == [(Piece("[picture 1: A view]", Look.PICTURE),)]


def test_headings_can_be_told_by_the_first_piece_of_their_lines() -> None:
    for html in (
        "<h2>a long heading <i>which</i> takes two or more lines here</h2>",
        "<h3>عنوان طويل جدا</h3>",
    ):
        for line in lines_of(html, 30):
            assert line[0].look & Look.HEADING


def test_code_has_a_ground_of_its_own_as_wide_as_the_measure() -> None:
    for line in lines_of("<pre class=language-c>int x;\n\n  中文\ty;</pre>"):
        assert all(piece.look & Look.CODE for piece in line)
        assert cell_len(line_text(line)) == 40


def test_preformatted_text_is_never_filled_up() -> None:
    lines = [line_text(line).strip() for line in lines_of("<pre>a\nb\n\nc</pre>")]
    assert lines == ["a", "b", "", "c"]


def test_quotes_are_quotes_to_the_last_piece() -> None:
    for line in lines_of("<blockquote><p>a <b>b</b></p><ul><li>c</ul></blockquote>"):
        assert all(piece.look & Look.QUOTE for piece in line)


def test_the_head_of_a_table_is_strong_and_all_of_it_table() -> None:
    head, rule, body = lines_of("<table><tr><th>a<th>b<tr><td>1<td>2</table>")
    assert head[0].look == Look.TABLE | Look.STRONG
    assert rule[0].look == Look.TABLE | Look.DIM
    assert all(piece.look & Look.TABLE for line in (head, rule, body) for piece in line)


def test_a_table_becomes_records_where_words_would_be_parted_or_narrow_cells_be_tall() -> None:
    def is_records(cells: list[str], width: int) -> bool:
        heads = "".join(f"<th>Name {letter}" for letter in "abcdef"[: len(cells)])
        lines = lines_of(f"<table><tr>{heads}<tr>{''.join(f'<td>{cell}' for cell in cells)}</table>", width)
        return line_text(lines[0]).startswith("Name a: ")

    words = "internationals " * 3
    assert not is_records([words] * 2, 30)
    assert is_records([words] * 2, 29)
    assert not is_records(["some words " * 16, "few"], 76), "one wide column"
    assert not is_records(["some words " * 24] * 2, 76), "tall, but wide enough to read"
    assert is_records(["some words " * 16] * 4, 76)
    assert is_records(["1", "<pre>x</pre>"], 76)


def test_a_table_in_arabic_begins_at_the_right() -> None:
    lines = lines_of("<table><tr><th>المدينة<th>السكان<tr><td>القاهرة<td>10,000<tr><td>تونس<td>7</table>", 40)
    assert [line_text(line).split() for line in lines[2:]] == [["10,000", "القاهرة"], ["7", "تونس"]]
    assert all(line_width(line) == 40 for line in lines)


def test_links_in_tables_work() -> None:
    lines = lines_of("<table><tr><th>a<th>b<tr><td><a href=/x>x</a><td>2</table>")
    assert [piece.link for piece in lines[-1]].count(1) == 2


def test_wrong_spans_do_not_break_a_table() -> None:
    for attributes in ("colspan=0", "colspan=99", "rowspan=0", "rowspan=65534", "colspan=99 rowspan=99"):
        html = f"<table><tr><td {attributes}>a<td>b<tr><td>c<td {attributes}>d<tr><td>e<td>f</table>"
        for width in (10, 40, 400):
            lines = lines_of(html, width)
            check(lines, width)
            assert set("abcdef") <= set("".join(map(line_text, lines)))


def test_no_break_spaces_do_not_break_and_are_shown_as_spaces() -> None:
    lines = lines_of("<p>aaaa bbbb&nbsp;cccc&nbsp;dddd</p>", 16)
    assert [line_text(line) for line in lines] == ["aaaa", "bbbb cccc dddd"]


def test_hints_break_words_only_where_they_have_to() -> None:
    assert [line_text(line) for line in lines_of("Donau&shy;dampfer", 40)] == ["Donaudampfer"]
    assert [line_text(line) for line in lines_of("Donau&shy;dampfer", 9)] == ["Donau-", "dampfer"]
    assert [line_text(line) for line in lines_of("a<wbr>bbbbb", 5)] == ["a", "bbbbb"]
    assert [line_text(line) for line in lines_of("aaaa&shy;b", 4)] == ["aaaa", "b"]


def test_words_joined_by_hyphens_may_part_but_not_numbers() -> None:
    assert [line_text(line) for line in lines_of("well-financed", 7)] == ["well-", "finance", "d"]
    assert [line_text(line) for line in lines_of("aaa 2010-2020", 10)] == ["aaa", "2010-2020"]


def test_no_line_of_chinese_begins_with_a_closing_sign_or_ends_with_an_opening_one() -> None:
    text = "".join(
        random.Random(3).choices("中文字符测试“”（）《》，。、！？「」", weights=[5] * 6 + [1] * 13, k=3000)
    )
    text = re.sub("([“”（）《》，。、！？「」])[“”（）《》，。、！？「」]+", r"\1", text)
    for width in (11, 24, 40):
        lines = [line_text(line) for line in lines_of(f"<p>{text}</p>", width)]
        assert not any(line[0] in "”）》，。、！？」" for line in lines[1:])
        assert not any(line[-1] in "“（《「" for line in lines[:-1])


def test_clusters_are_never_split() -> None:
    text = "👨‍👩‍👧‍👦🇩🇪🇫🇷e\u0301" * 40
    for width in (2, 3, 7, 20):
        for line in lines_of(f"<p>{text}</p>", width):
            assert re.fullmatch("(?:👨‍👩‍👧‍👦|🇩🇪|🇫🇷|e\u0301)+", line_text(line))


def test_deep_nesting_leaves_room_for_text() -> None:
    lines = lines_of("<ul><li>a<blockquote>" * 30 + "the innermost text" + "</ul>" * 30, 40)
    check(lines, 40)
    assert "innermost" in "".join(map(line_text, lines))


def test_lines_are_made_one_at_a_time() -> None:
    document = read("<p>" + "word " * 200_000 + "<p>中文" * 50_000)

    def took(count: int) -> float:
        began = time.process_time()
        assert len(list(itertools.islice(set_lines(document, 76), count))) == count
        return time.process_time() - began

    assert min(took(50) for _ in range(3)) < 0.1
    assert took(3) < 0.1


@pytest.mark.parametrize(
    "html",
    [
        "x" * 500_000,
        "中" * 500_000,
        "a " * 250_000,
        "。" * 200_000,
        "a\xad" * 200_000,
        "a\xa0" * 200_000,
        "🇩🇪" * 50_000,
        "😀" * 100_000,
        "e" + "\u0301" * 100_000,
        "<br>" * 60_000 + "x",
        "<pre>" + "中a" * 150_000 + "</pre>",
        "<pre>" + "x" * 300_000 + "\n" * 20_000 + "y</pre>",
        "<table>" + ("<tr>" + "<td>cell" * 12) * 1500 + "</table>",
        "<table>" + "<tr><td>" + "<td>x" * 2000 + "</table>",
        "<img src=/a.png alt=a>" * 3000,
        "<a href=/x>x</a>" * 10_000,
        "<b>a</b><i>b</i>" * 20_000,
    ],
    ids=lambda html: html[:16],
)
def test_hostile_text_is_set_in_bounded_time(html: str) -> None:
    document = read(html)
    began = time.perf_counter()
    lines = list(set_lines(document, 40))
    assert time.perf_counter() - began < 10
    assert max(map(line_width, lines), default=0) <= 40
