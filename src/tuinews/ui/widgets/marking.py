"""What is marked in an article that is on the screen: hits of a search, letters on links, a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tuinews.text.lines import Line, Look, Piece, line_text
from tuinews.text.matches import Hit
from tuinews.text.width import cell_width

HIT = Look(1 << 20)
"""A look of the screen's own: a hit of the search, or the paragraph that is chosen."""
HERE = Look(1 << 21)
"""The hit one is at."""
HINT = Look(1 << 22)
"""The letters of a link."""


class Label(NamedTuple):
    """A few letters over a line."""

    line: int
    column: int
    """The character they begin at."""
    text: str


class Marked:
    """The marks of one article."""

    def __init__(self) -> None:
        self.sought = ""
        """The text whose hits are lit."""
        self.hits: Sequence[Hit] = ()
        self.at = 0
        """The hit one is at."""
        self.labels: Sequence[Label] = ()
        self.lit: tuple[int, int] | None = None
        """The first and last line of the paragraph that is chosen."""
        self._by_line: dict[int, list[tuple[int, int, int]]] = {}

    def seek(self, text: str) -> None:
        """Another text is looked for."""
        self.sought, self.at = text, 0
        self.put(())

    def put(self, hits: Sequence[Hit]) -> None:
        """These are the hits."""
        self.hits = hits
        self.at = min(self.at, max(0, len(hits) - 1)) if hits else self.at
        self._by_line = {}
        for number, hit in enumerate(hits):
            for span in hit:
                self._by_line.setdefault(span.line, []).append((span.start, span.end, number))

    def first_from(self, line: int) -> int:
        """The first hit at a line or below it; around the end."""
        return next((number for number, hit in enumerate(self.hits) if hit[0].line >= line), 0)

    def rows_of(self, hit: int) -> Sequence[int]:
        """The lines of a hit, from its first to its last."""
        spans = self.hits[hit]
        return range(spans[0].line, spans[-1].line + 1)

    def pieces(self, number: int, line: Line) -> Iterator[Piece]:
        """The pieces of a line with its marks on them."""
        pieces: Iterator[Piece] = iter(line)
        if self.lit is not None and self.lit[0] <= number <= self.lit[1]:
            pieces = (piece._replace(look=piece.look | HIT) for piece in pieces)
        if spans := self._by_line.get(number):
            looks = [(start, end, HERE if hit == self.at else HIT) for start, end, hit in spans]
            pieces = _with(pieces, looks)
        labels = [label for label in self.labels if label.line == number]
        return _labelled(pieces, labels) if labels else pieces


def ends_of_labels(labels: Sequence[Label], lines: Sequence[Line]) -> dict[int, int]:
    """Up to which cell labels change each line that has any."""
    ends: dict[int, int] = {}
    for label in sorted(set(labels)):
        start = cell_width(line_text(lines[label.line])[: label.column])
        ends[label.line] = max(start, ends.get(label.line, 0)) + cell_width(label.text)
    # The last may end in the middle of a wide character.
    return {line: end + 1 for line, end in ends.items()}


def _with(pieces: Iterator[Piece], looks: Sequence[tuple[int, int, Look]]) -> Iterator[Piece]:
    """The pieces with looks from one character to another."""
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        cuts = {at, end}
        for start, stop, _ in looks:
            cuts.update(cut for cut in (start, stop) if at < cut < end)
        edges = sorted(cuts)
        for first, last in pairwise(edges):
            look = next((look for start, stop, look in looks if start <= first < stop), Look.PLAIN)
            yield piece._replace(text=piece.text[first - at : last - at], look=piece.look | look)
        at = end


def _labelled(pieces: Iterator[Piece], labels: Sequence[Label]) -> Iterator[Piece]:
    """The pieces with labels in the place of as many cells; one that finds no room begins behind the last."""
    waiting = sorted(labels, key=lambda label: label.column)
    at = covered = 0
    hidden = False
    for piece in pieces:
        text = ""
        for char in piece.text:
            if waiting and at >= waiting[0].column and not covered:
                if text:
                    yield piece._replace(text=text)
                    text = ""
                label = waiting.pop(0).text
                covered = cell_width(label)
                yield Piece(label, HINT)
            at += 1
            width = cell_width(char)
            if covered or (hidden and not width):  # an accent goes with its letter
                text += " " * (width - covered)  # of a wide character half may be left
                covered = max(0, covered - width)
                hidden = True
            else:
                text += char
                hidden = False
        if text:
            yield piece._replace(text=text)
    yield from (Piece(label.text, HINT) for label in waiting)
