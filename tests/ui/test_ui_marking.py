"""Marks over a line of an article: nothing moves, and the rest of the line stays as it was."""

from __future__ import annotations

import pytest

from support.hits import find
from tuinews.text.lines import Line, Look, Piece, line_text, line_width
from tuinews.ui.widgets.marking import HERE, HINT, HIT, Label, Marked


def labelled(line: Line, *labels: tuple[int, str]) -> list[Piece]:
    marked = Marked()
    marked.labels = [Label(0, column, text) for column, text in labels]
    return list(marked.pieces(0, line))


def text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("line", "labels", "shown"),
    [
        ("a link here", [(2, "s")], "a sink here"),
        ("a link here", [(2, "as")], "a asnk here"),
        ("大家都带了", [(1, "a")], "大a 都带了"),
        ("大家都带了", [(1, "as")], "大as都带了"),
        ("e\u0301te\u0301 x", [(0, "a")], "ate\u0301 x"),
        ("e\u0301te\u0301 x", [(5, "a")], "e\u0301te\u0301ax"),
        ("xy", [(0, "as"), (1, "df")], "asdf"),
        ("ab", [(1, "as")], "aas"),
    ],
)
def test_a_label_takes_the_place_of_as_many_cells(
    line: str, labels: list[tuple[int, str]], shown: str
) -> None:
    pieces = labelled((Piece(line, Look.LINK, 1),), *labels)
    assert text(pieces) == shown
    assert [piece.text for piece in pieces if piece.look & HINT] == [name for _, name in labels]


def test_the_rest_of_a_link_keeps_its_look_and_number() -> None:
    pieces = labelled((Piece("see "), Piece("here", Look.LINK, 3), Piece(" now")), (4, "a"))
    assert pieces[2] == Piece("ere", Look.LINK, 3)
    assert pieces[0] == Piece("see ")


@pytest.mark.parametrize("column", range(12))
@pytest.mark.parametrize("name", ["a", "as"])
def test_no_cell_behind_a_label_moves(column: int, name: str) -> None:
    line = (Piece("大家 "), Piece("e\u0301te\u0301", Look.LINK, 1), Piece(" und 都"), Piece(" xxxx"))
    pieces = labelled(line, (column, name))
    assert line_width(pieces) == line_width(line)
    assert text(pieces)[-4:] == "xxxx"


def test_hits_change_looks_and_no_text() -> None:
    lines: list[Line] = [(Piece("A storm, a "), Piece("storm", Look.STRONG), Piece(" and STORM"))]
    marked = Marked()
    marked.seek("storm")
    marked.put(find(lines, "storm"))
    assert len(marked.hits) == 3
    marked.at = 1
    pieces = list(marked.pieces(0, lines[0]))
    assert text(pieces) == line_text(lines[0])
    assert [piece.text for piece in pieces if piece.look & HIT] == ["storm", "STORM"]
    assert [(piece.text, bool(piece.look & Look.STRONG)) for piece in pieces if piece.look & HERE] == [
        ("storm", True)
    ]
