"""A passage of an article as plain text again, to be quoted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from tuinews.text.clean import one_line
from tuinews.text.lines import Line, Look, line_text
from tuinews.text.matches import is_beside, is_spaced
from tuinews.text.width import cell_width

_KEPT = Look.CODE | Look.TABLE


def passage(lines: Sequence[Line], text: str) -> str:
    """What ``lines`` as set say, on one line; code and tables keep theirs.

    ``text``, the article's, tells whether a hyphen at the end of a line is the word's own.
    """
    if any(line and all(piece.look & _KEPT or piece.text.isspace() for piece in line) for line in lines):
        return "".join(map(_kept, lines)).removeprefix("\n")
    said = ""
    for line in lines:
        words = one_line("".join(piece.text for piece in line if not is_beside(piece)))
        if said and words:
            said = _joined(said, words, text)
        else:
            said += words
    return said


def _kept(line: Line) -> str:
    """A line of code or of a table as it was written; a long one of code goes on behind its mark."""
    if not line or not line[0].look & Look.CODE:
        return "\n" + line_text(line).rstrip()
    return ("" if is_beside(line[0]) else "\n") + line_text(line[1:]).rstrip()


def _joined(said: str, words: str, text: str) -> str:
    dash = said[-1] in "-–—" and said[-2:-1].isalpha() and words[0].isalpha()
    if dash:
        before, after = said[:-1].rpartition(" ")[2], words.partition(" ")[0]
        soft = said[-1] == "-" and f"{before}-{after}" not in text and f"{before}{after}" in text
        return f"{said[:-1] if soft else said}{words}"
    return f"{said}{words}" if _is_unspaced(said[-1]) or _is_unspaced(words[0]) else f"{said} {words}"


def _is_unspaced(char: str) -> bool:
    """Whether this is of a script that puts no spaces between words."""
    return cell_width(char) == 2 or (char.isalnum() and not is_spaced(char))


def quotation(said: str, title: str, source: str, url: str | None) -> str:
    """A passage as it is copied: marked as a quotation, with where it is from."""
    quoted = "\n".join(f"> {line}" for line in said.split("\n"))
    origin = ", ".join(part for part in (one_line(title), one_line(source)) if part)
    return "\n".join([quoted, "", *(part for part in (f"— {origin}" if origin else "", url) if part)])
