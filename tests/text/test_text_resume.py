"""A place in an article is found again by its words."""

from __future__ import annotations

import random

import pytest

from tuinews.text.blocks import parse
from tuinews.text.lines import Line, line_text, set_lines
from tuinews.text.resume import START, Place, line_at, place_of

WORDS = ["storm", "lantern", "keeper", "harbour", "pier", "gull", "tide", "foghorn", "rope", "anchor"]


def article(paragraphs: int = 300) -> str:
    chosen = random.Random(7)
    texts = [" ".join(chosen.choices(WORDS, k=chosen.randint(4, 90))) for _ in range(paragraphs)]
    rows = "".join(f"<tr><td>row{number}<td>{number * 7}<td>{number}th</tr>" for number in range(60))
    table = f"<table><tr><th>A<th>B<th>C</tr>{rows}</table>"
    parts = [f"<p>{text}" for text in texts]
    return "".join([*parts[:100], table, *parts[100:]])


class Setting:
    """Lines that are set as far as they are asked for."""

    def __init__(self, html: str, width: int) -> None:
        self.lines: list[Line] = []
        self._rest = set_lines(parse(html), width)

    def more(self, count: int) -> bool:
        while len(self.lines) < count:
            line = next(self._rest, None)
            if line is None:
                return False
            self.lines.append(line)
        return True

    def whole(self) -> list[Line]:
        while self.more(len(self.lines) + 1):
            pass
        return self.lines


def letters(lines: list[Line]) -> str:
    return "".join(filter(str.isalnum, "".join(map(line_text, lines))))


@pytest.mark.parametrize("width", [24, 40, 60, 76, 110])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.34, 0.5, 0.9, 0.99])
def test_the_words_at_the_top_are_in_the_line_it_comes_back_to(part: float, width: int) -> None:
    before = Setting(article(), 76).whole()
    top = int(part * len(before))
    place = place_of(before, top)
    now = Setting(article(), width)
    line = line_at(place, now.lines, now.more)
    wanted = letters(before[top:])[:20]
    now.whole()
    assert wanted in letters(now.lines[line : line + 4])
    assert wanted not in letters(now.lines[line + 2 : line + 6]), "not further up than must be"


def test_no_more_is_set_than_is_needed() -> None:
    before = Setting(article(), 76).whole()
    place = place_of(before, 60)
    now = Setting(article(), 76)
    assert line_at(place, now.lines, now.more) == 60
    assert len(now.lines) < len(before) / 3


def test_a_paragraph_put_in_above_moves_the_place_with_its_words() -> None:
    before = Setting(article(), 76).whole()
    place = place_of(before, 200)
    now = Setting("<p>" + "new words " * 900 + article(), 76)
    line = line_at(place, now.lines, now.more)
    assert line_text(now.lines[line]) == line_text(before[200])


def test_where_the_words_are_gone_it_is_as_far_down() -> None:
    before = Setting("<p>abc def ghi" * 200, 76).whole()
    place = place_of(before, 100)
    now = Setting("<p>uvw xyz rst" * 200, 76)
    assert line_at(place, now.lines, now.more) == 100


def test_an_article_that_became_shorter_is_shown_from_its_end() -> None:
    now = Setting("<p>short", 76)
    assert line_at(Place(9000, "something else"), now.lines, now.more) == 0
    nothing = Setting("", 76)
    assert line_at(Place(9000, "something else"), nothing.lines, nothing.more) == 0


def test_the_top_is_the_start() -> None:
    lines = Setting(article(), 76).whole()
    assert place_of(lines, 0) == START
    assert line_at(START, lines, lambda _: False) == 0
