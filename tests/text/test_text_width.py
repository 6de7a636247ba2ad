"""Cells, as the screen's library counts them."""

from __future__ import annotations

import random

import pytest
import rich.cells

from tuinews.text.width import cell_width, cut, fit, graphemes, is_simple, pad

SAMPLES = "ab éЖ 中ア한ｱ＃👩👍🏽❤️⌚☺\u200d\ufe0f\u0301\u0e33🇩🇪ක්‍රำกिन…—│"


@pytest.fixture
def texts() -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choices(SAMPLES, k=chance.randrange(14))) for _ in range(3000)]


def test_every_character_has_the_width_the_screen_gives_it() -> None:
    wrong = [
        code
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000
        and cell_width(chr(code)) != rich.cells.get_character_cell_size(chr(code))
    ]
    assert not wrong


def test_text_has_the_width_the_screen_gives_it(texts: list[str]) -> None:
    for text in texts:
        assert cell_width(text) == rich.cells.cell_len(text), ascii(text)
        assert not is_simple(text) or cell_width(text) == len(text)


def test_cut_text_never_takes_more_cells_than_asked_for(texts: list[str]) -> None:
    for text in texts:
        for cells in range(8):
            assert rich.cells.cell_len(fit(text, cells)) <= cells
            assert rich.cells.cell_len(text[: cut(text, cells)]) <= cells


@pytest.mark.parametrize("align", ["left", "right", "center"])
def test_padded_text_takes_exactly_its_cells(texts: list[str], align: str) -> None:
    for text in texts:
        for cells in (0, 1, 5, 20):
            assert rich.cells.cell_len(pad(text, cells, align)) == cells


def test_clusters_joined_are_the_text(texts: list[str]) -> None:
    for text in texts:
        assert "".join(graphemes(text)) == text


def test_what_a_person_sees_as_one_character_stays_together() -> None:
    assert list(graphemes("🇩🇪🇫🇷a")) == ["🇩🇪", "🇫🇷", "a"]
    assert list(graphemes("👨‍👩‍👧x❤️")) == ["👨‍👩‍👧", "x", "❤️"]
    assert list(graphemes("e\u0301นี่한")) == ["e\u0301", "นี่", "한"]
    assert fit("ab👨‍👩‍👧cd", 4) == "ab…"
    assert fit("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


def test_what_fits_is_not_cut() -> None:
    assert fit("Storm", 5) == "Storm"
    assert fit("Storms", 5) == "Stor…"
    assert fit("新华网讯", 8) == "新华网讯"
    assert fit("新华网讯", 7) == "新华网…"
    assert fit("新华网讯", 6) == "新华…"
    assert fit("so long", 4) == "so…"
    assert fit("x", 0) == ""


def test_padding_goes_where_it_is_asked_for() -> None:
    assert pad("ab", 5) == "ab   "
    assert pad("ab", 5, "right") == "   ab"
    assert pad("ab", 5, "center") == " ab  "
    assert pad("新华网", 5) == "新华…"


def test_a_title_of_a_million_characters_is_cut_at_once() -> None:
    assert fit("中" * 1_000_000, 10) == "中中中中…"
