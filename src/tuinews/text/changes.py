"""What a publisher changed in an article: words added and removed, paragraph by paragraph.

Bounded in time whatever the texts: paragraphs are compared first, then the words of those that are alike, and
both give up where there is too little in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, NamedTuple

from tuinews.text.clean import one_line, visible
from tuinews.text.dates import whole
from tuinews.text.document import Document
from tuinews.text.edits import edits
from tuinews.text.facts import own_summary
from tuinews.text.tree import Block, Heading, Inline, Look, Paragraph, Span
from tuinews.text.width import cell_width, fit

if TYPE_CHECKING:
    from tuinews.model import Revision

MOST = 300_000
"""Characters of a text that are compared: no article is longer, and what is would keep the screen waiting."""
_ALIKE = 0.4
"""Part of the words of two paragraphs that are the same in both, from which on one became the other."""
_COMPARED = 2_500
"""Pairs of paragraphs that are weighed against each other; more are taken in order."""
_WEIGHED = 400
"""Words of a paragraph looked at for that."""
_CONTEXT = 1
"""Paragraphs shown as they are before and behind what changed."""
_CONTEXT_CELLS = 200
"""Cells shown of each."""
# A character of a script without spaces, a word, a sign; each with the white space behind it.
_TOKEN = re.compile(
    "(?:[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
    "|[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
    "|[^\\w\\s])\\s*"
)


class Telling(NamedTuple):
    """What an article says, or said."""

    title: str
    summary: str
    text: str


class Passage(NamedTuple):
    """A paragraph of the newer text with what was taken out of it and put in."""

    spans: Inline
    changed: bool


class Changes(NamedTuple):
    """How one telling became the next."""

    title: tuple[Passage, ...]
    summary: tuple[Passage, ...]
    text: tuple[Passage, ...]
    cut: bool = False
    """The texts were longer than what was compared."""

    def count(self, look: Look) -> int:
        """How many words were added, or removed."""
        return sum(
            sum(token[:1].isalnum() for token in _TOKEN.findall(span.text))
            for passage in (*self.title, *self.summary, *self.text)
            for span in passage.spans
            if span.look & look
        )

    @property
    def size(self) -> str:
        """How much changed, for people: ``4 words in, 1 out``."""
        added, removed = self.count(Look.ADDED), self.count(Look.REMOVED)
        return f"{added:,} word{'' if added == 1 else 's'} in, {removed:,} out"

    def __bool__(self) -> bool:
        return any(one.changed for one in (*self.title, *self.summary, *self.text))


def seen(steps: Sequence[tuple[Revision, Revision]], zone: tzinfo) -> list[str]:
    """When each of the steps was seen, and where, unless all are of the feed."""
    of_page = {old.of_page for old, _ in steps}
    feed = " in the feed" if len(of_page) > 1 else ""
    return [whole(old.until, zone) + (" on its page" if old.of_page else feed) for old, _ in steps]


def telling(said: Revision) -> Telling:
    """What is compared of what an article said."""
    return Telling(said.title, own_summary(said.summary or "", said.text), said.text)


def compare(old: Telling, new: Telling) -> Changes:
    """What changed between two tellings of an article."""
    headlines = one_line(old.title[:MOST]), one_line(new.title[:MOST])
    title = Passage(_words(*headlines), headlines[0] != headlines[1])
    summary, text = (
        tuple(_passages(before[:MOST], after[:MOST])) for before, after in zip(old[1:], new[1:], strict=True)
    )
    return Changes((title,), summary, text, max(len(old.text), len(new.text)) > MOST)


def changes_document(changes: Changes, *, marked: bool) -> Document:
    """What changed as a document to be set: removed words before the ones that came for them.

    ``marked``: with ``[-`` and ``{+`` around them, where looks cannot tell them apart.
    """
    blocks: list[Block] = []
    for name, passages in (("Headline", changes.title), ("Summary", changes.summary), ("Text", changes.text)):
        if any(one.changed for one in passages):
            blocks.append(Heading(3, (Span(name, Look.HEADING),)))
            blocks += _shown(passages, marked)
    if not blocks:
        blocks.append(Paragraph((Span("Only the markup changed: links, pictures or the like."),)))
    if changes.cut:
        blocks.append(Paragraph((Span("The rest of this text is too long to be compared.", Look.DIM),)))
    return Document(tuple(blocks))


def _shown(passages: Sequence[Passage], marked: bool) -> Iterator[Block]:
    near = {
        number + by
        for number, one in enumerate(passages)
        if one.changed
        for by in range(-_CONTEXT, _CONTEXT + 1)
    }
    skipped = 0
    for number, one in enumerate(passages):
        if number not in near:
            skipped += 1
            continue
        if skipped:
            yield _left_out(skipped)
            skipped = 0
        if one.changed:
            yield Paragraph(tuple(_marked(one.spans)) if marked else one.spans)
        else:
            yield Paragraph((Span(fit(one.spans[0].text, _CONTEXT_CELLS)),))
    if skipped:
        yield _left_out(skipped)


def _left_out(count: int) -> Paragraph:
    said = "A paragraph as before" if count == 1 else f"{count:,} paragraphs as before"
    return Paragraph((Span(f"… {said} …", Look.DIM),))


def _marked(spans: Inline) -> Iterator[Span]:
    for span in spans:
        if span.look & Look.REMOVED:
            yield span._replace(text=f"[-{span.text}-]")
        elif span.look & Look.ADDED:
            yield span._replace(text=f"{{+{span.text}+}}")
        else:
            yield span


def _passages(old: str, new: str) -> Iterator[Passage]:
    before, after = _paragraphs(old), _paragraphs(new)
    for same, x, y in edits(before, after):
        if same:
            yield from (Passage((Span(text),), False) for text in after[y])
        else:
            yield from _changed(before[x], after[y])


def _paragraphs(text: str) -> list[str]:
    return [line for part in visible(text).split("\n") if (line := one_line(part))]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Paragraphs that became others, each beside the one it came from."""
    x = y = 0
    for at_x, at_y in [*_pairs(old, new), (len(old), len(new))]:
        yield from (Passage((Span(text, Look.REMOVED),), True) for text in old[x:at_x])
        yield from (Passage((Span(text, Look.ADDED),), True) for text in new[y:at_y])
        if at_x < len(old) and at_y < len(new):
            yield Passage(_words(old[at_x], new[at_y]), True)
        x, y = at_x + 1, at_y + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs became which, in their order: those that have most in common."""
    if not old or not new:
        return []
    bags = [[Counter(_keys(text)[:_WEIGHED]) for text in texts] for texts in (old, new)]
    if len(old) * len(new) > _COMPARED:
        shortest = min(len(old), len(new))
        return [(at, at) for at in range(shortest) if _likeness(bags[0][at], bags[1][at]) >= _ALIKE]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_likeness(a, b) for b in bags[1]] for a in bags[0]]
    for x in range(len(old) - 1, -1, -1):
        for y in range(len(new) - 1, -1, -1):
            here = likeness[x][y] if likeness[x][y] >= _ALIKE else 0.0
            best[x][y] = max(best[x + 1][y], best[x][y + 1], best[x + 1][y + 1] + here)
    pairs = []
    x = y = 0
    while x < len(old) and y < len(new):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            pairs.append((x, y))
            x, y = x + 1, y + 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _keys(text: str) -> list[str]:
    return [token.rstrip() for token in _TOKEN.findall(text)]


def _words(old: str, new: str) -> Inline:
    """A paragraph with the words that were taken out and put in."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    most = 4_000 + 10 * (len(before) + len(after))
    steps = edits([token.rstrip() for token in before], [token.rstrip() for token in after], most)
    spans: list[Span] = []
    removed: list[str] = []
    added: list[str] = []
    for number, (same, x, y) in enumerate(steps):
        between = 0 < number < len(steps) - 1
        if same and not (between and _says_nothing(after[y])):
            spans += _replaced(removed, added)
            removed, added = [], []
            spans.append(Span("".join(after[y])))
        else:
            removed += before[x]
            added += after[y]
    spans += _replaced(removed, added)
    return tuple(spans)


def _says_nothing(tokens: Sequence[str]) -> bool:
    """Whether a few words that stayed only tear apart what was written anew."""
    return len(tokens) <= 2 and all(len(token.rstrip()) <= 3 for token in tokens)


def _replaced(removed: Sequence[str], added: Sequence[str]) -> Iterator[Span]:
    taken, given = "".join(removed), "".join(added)
    if taken and given and taken[-1].isalnum() and given[0].isalnum() and cell_width(taken[-1]) == 1:
        taken += " "
    for text, look in ((taken, Look.REMOVED), (given, Look.ADDED)):
        if text:
            yield Span(text.rstrip(), look)
            if text[-1].isspace():
                yield Span(" ")
