"""Notes of an article, such as footnotes: what a sign in the text leads to, and what leads back to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from tuinews.text.tree import (
    Block,
    Definitions,
    Details,
    Figure,
    Heading,
    Inline,
    Item,
    Listing,
    Paragraph,
    Quote,
    Span,
    Table,
)

_SIGN = re.compile(r"\[?[^\W_][\w .]{0,7}\]?|\[?[*†‡§‖¶#]{1,3}\]?")
"""What leads to a note; an arrow leads back."""
_BEGINNING = 4
"""Characters of a note among which its anchor stands."""
_EDGE = re.compile(r"[\s\[\]()^↑.:]*")
"""What may stand around a link that leads back at the beginning of a note."""


class Notes(NamedTuple):
    """The notes of a document."""

    labels: dict[int, str]
    """What each note is called, ASCII letters and digits, by the anchor that it begins at."""
    returns: frozenset[int]
    """The anchors in the text that notes lead back to."""

    def label(self, block: Item | Paragraph) -> str:
        """What a note is called; empty for what is none."""
        for anchor in _first_anchors(_units([block])) if self.labels else ():
            if anchor in self.labels:
                return self.labels[anchor]
        return ""

    def said(self, block: Item | Paragraph) -> tuple[Block, ...]:
        """What a note says, without its anchor and what leads back."""
        blocks = block.blocks if isinstance(block, Item) else (block,)
        kept: list[Block] = []
        for number, part in enumerate(blocks):
            if isinstance(part, Paragraph):
                spans = self._without_returns(part.spans, self.label(block) if number == 0 else "")
                if spans:
                    kept.append(Paragraph(spans))
            else:
                kept.append(part)
        return tuple(kept)

    def _without_returns(self, spans: Inline, label: str) -> Inline:
        """``spans`` without the links back; with a ``label`` also without the sign before the note."""
        start = 0
        while label and start < len(spans) and self._is_edge(spans[start]):
            start += 1
        led_back = any(span.jump in self.returns for span in spans[:start])
        kept = [span for span in spans[start if led_back else 0 :] if span.jump not in self.returns]
        if label and kept:
            sign = _EDGE if led_back else re.compile(rf"[\[(]?{label}[\]).:]+\s+")
            if found := sign.match(kept[0].text):
                kept[0] = kept[0]._replace(text=kept[0].text[found.end() :])
        return tuple(span._replace(anchors=()) for span in kept)

    def _is_edge(self, span: Span) -> bool:
        return span.jump in self.returns or _EDGE.fullmatch(span.text) is not None


class _Unit(NamedTuple):
    """What can be a note, or hold the sign of one: an item of a list, or a text outside of lists."""

    texts: list[Inline]
    can_be_note: bool


def notes_of(blocks: Iterable[Block]) -> Notes:
    """The notes among ``blocks``: items of lists, or paragraphs, that a sign before them leads to and that
    lead back to the text of that sign."""
    sources: dict[int, set[int]] = {}
    signs: dict[int, str] = {}
    labels: dict[int, str] = {}
    used: set[str] = set()
    returns: set[int] = set()
    for unit in _units(blocks):
        if unit.can_be_note:
            anchors = [anchor for anchor in _first_anchors([unit]) if anchor in sources]
            back = {span.jump for spans in unit.texts for span in spans if span.jump}
            for anchor in anchors:
                if led_back := back & sources[anchor]:
                    labels[anchor] = _label(signs[anchor], used)
                    used.add(labels[anchor])
                    returns |= led_back
        for spans in unit.texts:
            standing = {anchor for span in spans for anchor in span.anchors}
            for span in spans:
                if span.jump and standing and _SIGN.fullmatch(span.text.strip()):
                    sources.setdefault(span.jump, set()).update(standing)
                    signs.setdefault(span.jump, span.text)
    return Notes(labels, frozenset(returns))


def _units(blocks: Iterable[Block | Item]) -> Iterator[_Unit]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield _Unit([block.spans], isinstance(block, Paragraph))
            case Item():
                yield from _of_item(block)
            case Listing():
                for item in block.items:
                    yield from _of_item(item)
            case Quote():
                yield from _units(block.blocks)
            case Figure():
                yield from _units(block.blocks)
                yield _Unit([block.caption], False)
            case Details():
                yield _Unit([block.summary], False)
                yield from _units(block.blocks)
            case Definitions():
                for entry in block.entries:
                    yield _Unit([entry.term], False)
                    yield from _units(entry.blocks)
            case Table():
                yield from (_Unit([cell.spans], False) for row in block.rows for cell in row)
            case _:
                pass


def _of_item(item: Item) -> Iterator[_Unit]:
    """An item with its own paragraphs, then what else is in it."""
    yield _Unit([block.spans for block in item.blocks if isinstance(block, Paragraph)], True)
    yield from _units(block for block in item.blocks if not isinstance(block, Paragraph))


def _first_anchors(units: Iterable[_Unit]) -> list[int]:
    """The anchors at the beginning of the first of ``units``."""
    found: list[int] = []
    unit = next(iter(units), None)
    length = 0
    for span in unit.texts[0] if unit and unit.texts else ():
        if length >= _BEGINNING:
            break
        found += span.anchors
        length += len(span.text)
    return found


def _label(sign: str, used: set[str]) -> str:
    """The sign of a note as a label of its own; a number where it cannot be one."""
    label = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", sign)))
    if label.isascii() and label and label not in used:
        return label
    return next(number for at in count(len(used) + 1) if (number := str(at)) not in used)
