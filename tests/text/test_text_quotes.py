"""A passage that is quoted reads as its publisher wrote it."""

from __future__ import annotations

import pytest

from tuinews.text.blocks import parse
from tuinews.text.html import html_text, sanitise
from tuinews.text.lines import set_lines
from tuinews.text.quotes import passage, quotation


def quoted(html: str, width: int) -> str:
    clean = sanitise(html, None)
    return passage(list(set_lines(parse(clean), width)), html_text(clean))


@pytest.mark.parametrize("width", [12, 20, 33, 76])
@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The keeper of the well-known lantern. (He saw it.)",) * 2,
        ("<p>The founda\xadtion and the harbour\xadmaster",) * 2,
        ("<p>大家今天都带了雨伞出门，因为要下雨。",) * 2,
        ("<p>The keeper—of all people—saw it",) * 2,
    ],
)
def test_lines_are_joined_as_they_were_at_every_width(html: str, text: str, width: int) -> None:
    assert quoted(html, width) == text.removeprefix("<p>").replace("\xad", "")


def test_numbers_of_links_and_bars_are_left_out() -> None:
    html = "<blockquote>See <a href='https://a.example/'>the keeper</a> of lanterns</blockquote>"
    assert quoted(html, 16) == "See the keeper of lanterns"


def test_code_keeps_its_lines() -> None:
    assert quoted("<pre>if x:\n    y()</pre>", 30) == "if x:\n    y()"
    assert quoted(f"<pre>a = [{'1,' * 20}]\nb</pre>", 30) == f"a = [{'1,' * 20}]\nb"


def test_a_quotation_names_where_it_is_from() -> None:
    assert quotation("One\nTwo", "A storm", "The Gull", "https://gull.example/") == (
        "> One\n> Two\n\n— A storm, The Gull\nhttps://gull.example/"
    )
    assert quotation("One", "", "", None) == "> One\n"
