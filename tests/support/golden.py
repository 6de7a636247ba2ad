"""Small articles and how they are set, line by line, with looks and links to be seen.

To write the lines anew after a change that is meant: ``PYTHONPATH=tests .venv/bin/python -m support.golden``
"""

from __future__ import annotations

import re
from pathlib import Path

from tuinews.text.blocks import parse
from tuinews.text.highlight import load
from tuinews.text.html import sanitise
from tuinews.text.lines import Line, Look, Piece, line_text, set_lines

FILE = Path(__file__).parents[1] / "text" / "lines.golden.txt"
PAGE = "https://news.example/"
WIDTHS = (40, 76, 120)
LETTERS = (
    (Look.STRONG, "s"),
    (Look.EM, "e"),
    (Look.STRIKE, "x"),
    (Look.UNDER, "u"),
    (Look.CODE, "c"),
    (Look.HEADING, "h"),
    (Look.QUOTE, "q"),
    (Look.DIM, "d"),
    (Look.MARK, "m"),
    (Look.PICTURE, "p"),
    (Look.KEYWORD, "k"),
    (Look.STRING, "g"),
    (Look.NUMBER, "n"),
    (Look.COMMENT, "o"),
    (Look.NAME, "a"),
    (Look.INSERTED, "+"),
    (Look.DELETED, "-"),
)
_CASE = re.compile(r"^=== (.*?)\n(.*?)\n(?:--- .*?)?(?=^===|\Z)", re.DOTALL | re.MULTILINE)


def cases() -> dict[str, str]:
    """The HTML of each article, by its name."""
    return dict(_CASE.findall(FILE.read_text(encoding="utf-8")))


def lines_of(html: str, width: int) -> list[Line]:
    """How an article's HTML is set."""
    return list(set_lines(parse(sanitise(html, PAGE)), width, load))


def marks(piece: Piece) -> str:
    """What is known of a piece besides its text."""
    found = "".join(letter for look, letter in LETTERS if piece.look & look)
    if piece.link:
        found += f"l{piece.link}"
    if piece.jump:
        found += f"j{piece.jump}"
    return found + "".join(f"#{anchor}" for anchor in piece.anchors)


def drawn(line: Line) -> str:
    """A line with what is known of its pieces, no spaces at its end: ``plain ‹se:strong, em› ‹l1:link›``."""
    text = ""
    last = ""
    end = len(line_text(line).rstrip())
    for piece in line:
        part, end = piece.text[:end], end - len(piece.text)
        if part:
            now = marks(piece)
            if now != last:
                text += ("›" if last else "") + (f"‹{now}:" if now else "")
            text, last = text + part, now
        if end <= 0:
            break
    return text + ("›" if last else "")


def expected(html: str) -> str:
    """What stands in the file below an article's HTML."""
    parts = []
    for width in WIDTHS:
        parts += [f"--- {width}", *(drawn(line) for line in lines_of(html, width))]
    return "\n".join(parts)


def write() -> None:
    """Write the file anew."""
    head = FILE.read_text(encoding="utf-8").partition("===")[0]
    body = "\n".join(f"=== {name}\n{html}\n{expected(html)}" for name, html in cases().items())
    FILE.write_text(f"{head}{body}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
