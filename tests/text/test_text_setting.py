"""What holds for every article at every width: no line is too wide, no character lost, work goes in steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from rich.cells import cell_len

from support.golden import cases
from support.hostile_pages import HOSTILE
from support.shown import body_of
from tuinews.text.blocks import parse
from tuinews.text.document import Document
from tuinews.text.highlight import load
from tuinews.text.html import sanitise
from tuinews.text.lines import line_text, line_width, set_in_steps, set_lines
from tuinews.text.prose import document_text
from tuinews.text.tree import Block, Cell, Code, Details, Table

PAGE = "https://news.example/"
# What setting adds: spaces, bars, rules, markers, what goes on, the hyphen of a word that was parted.
MARKS = re.compile(r"[\s│─↳▾•◦▪>*|:,-]")


def read(html: str) -> Document:
    return parse(sanitise(html, PAGE))


def signs(text: str) -> Counter[str]:
    return Counter(MARKS.sub("", text))


def inner(block: object) -> Iterator[object]:
    """A block and all that is in it."""
    yield block
    if isinstance(block, tuple):
        for part in block:
            yield from inner(part)


def check(document: Document, widths: range | tuple[int, ...]) -> None:
    """No line is too wide, and what is set is what was read."""
    said = signs(document_text(document))
    parts = [part for block in document.blocks for part in inner(block)]
    named = signs("".join(part.language for part in parts if isinstance(part, Code)))
    named += signs("Details" * sum(isinstance(part, Details) and not part.summary for part in parts))
    tables = [part for part in parts if isinstance(part, Table)]
    heads = signs("".join(cell.spans[0].text for table in tables for cell in _heads(table) if cell.spans))
    for width in widths:
        lines = list(set_lines(document, width, load))
        assert max(map(line_width, lines), default=0) <= width
        shown = signs("".join(map(line_text, lines)))
        lost = said - shown
        assert not lost - heads, f"lost at {width} columns"  # a record does not name a column that is empty
        added = shown - said - named
        assert tables or not added, f"added at {width} columns"


def _heads(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        for cell in row:
            if cell.header:
                yield cell


@pytest.mark.parametrize("name", cases())
def test_articles_keep_every_character_from_20_to_120_columns(name: str) -> None:
    check(read(cases()[name]), range(20, 121))


@pytest.mark.parametrize("name", cases())
def test_the_screens_own_measure_agrees_with_ours(name: str) -> None:
    for width in (20, 33, 76, 120):
        for line in set_lines(read(cases()[name]), width, load):
            assert sum(cell_len(piece.text) for piece in line) == line_width(line)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_keep_every_character(name: str) -> None:
    check(read(HOSTILE[name][:200_000]), (20, 76, 120))


@pytest.mark.corpus
@pytest.mark.parametrize("batch", range(12))
def test_every_page_of_the_corpus_is_set_whole(corpus: Path, batch: int) -> None:
    pages = sorted((corpus / "pages").glob("*/*.html.gz"))
    assert len(pages) > 500
    for number, path in enumerate(pages[batch::12]):
        check(read(body_of(path)), ((20, 76), (47, 120))[number % 2])


# Work grows with what is looked at, and by the size of the article only when all of it is.


def steps(document: Document, lines: int) -> int:
    """How many pauses of reading come before so many lines are set."""
    pauses = found = 0
    for line in set_in_steps(document, 76):
        if line is None:
            pauses += 1
        else:
            found += 1
            if found == lines:
                break
    return pauses


PARAGRAPH = "<p>" + "word " * 60 + "<a href='https://a.example/'>link</a> <i>more</i></p>"


def test_the_first_screen_takes_the_same_work_whatever_the_length() -> None:
    assert steps(parse(PARAGRAPH * 50), 40) == steps(parse(PARAGRAPH * 5000), 40) <= 2


def test_reading_on_goes_in_steps_that_grow_with_the_length_alone() -> None:
    short, long = (steps(parse(PARAGRAPH * count), 1 << 30) for count in (500, 5000))
    assert 9 * short <= long <= 10 * short + 1


def test_a_document_is_read_once_however_often_it_is_set() -> None:
    document = parse(PARAGRAPH * 500)
    assert steps(document, 1 << 30) > 10
    assert steps(document, 1 << 30) == 0
    first, second = (list(set_lines(document, width)) for width in (76, 76))
    assert first == second


def test_two_readers_of_one_document_see_the_same_blocks() -> None:
    document = parse(PARAGRAPH * 500)
    one, other = document.read(), document.read()
    ahead = [block for block in islice(one, 700) if block is not None]
    behind = [block for block in other if block is not None]
    rest = [block for block in one if block is not None]
    assert ahead + rest == behind == list(document.blocks)


def test_what_is_asked_of_the_whole_reads_the_whole() -> None:
    document = parse(PARAGRAPH * 5 + "<p><a href='https://b.example/'>end</a><img src='https://c.example/p'>")
    first = next(block for block in document.read() if block is not None)
    assert isinstance(first, Block)
    assert document.address(1) == "https://a.example/"
    assert document.links == ("https://a.example/", "https://b.example/", "https://c.example/p")
    assert document.numbered == 2


def test_lines_of_a_long_table_are_made_as_they_are_looked_at() -> None:
    rows = "".join(f"<tr><td>{n}<td>name {n}" for n in range(20_000))
    document = read(f"<table><tr><th>Number<th>Name{rows}</table>")
    lines = set_lines(document, 76)
    assert len(list(islice(lines, 40))) == 40


def test_a_row_longer_than_all_that_were_measured_loses_nothing() -> None:
    rows = "<tr><td>1<td>2" * 300
    document = read(f"<table>{rows}<tr><td>a<td>b<td>surplus cell</table>")
    assert "surplus cell" in "\n".join(line_text(line) for line in set_lines(document, 40))


@pytest.mark.parametrize("tag", ["p", "pre", "li"])
def test_one_text_without_end_is_read_in_steps_and_stays_one(tag: str) -> None:
    text = "some words &amp; signs, " * 20_000
    document = parse(f"<{tag}>{text}</{tag}>")
    assert steps(document, 1) > 5
    assert document_text(document).removeprefix("• ") == text.replace("&amp;", "&").strip()
    assert len(document.blocks) == 1
