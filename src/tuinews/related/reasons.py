"""What an article has that another may have, too, besides its words: a quoted sentence, a link, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tuinews.related.spelling import spelled
from tuinews.text.width import fit
from tuinews.text.words import UNSPACED, words

_WORDS = 3
"""Shared words that are told."""
_LABELS = 2
_MOST = 2
"""Reasons that are told."""
_QUOTE_CELLS = 40
_LEAST_WORDS = 5
_LEAST_CHARACTERS = 10
"""What is quoted has at least so many words, or characters where there are no spaces: less is a name."""
_LONGEST = 400
_QUOTED = re.compile(
    r"“([^“”]{12,400})”|«([^«»]{12,400})»|„([^„“”]{12,400})[“”]|\"([^\"\n]{12,400})\"|「([^「」]{8,400})」|『([^『』]{8,400})』"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reasons are looked for in."""

    title: str
    text: str = ""
    """The beginning of it."""
    labels: tuple[str, ...] = ()
    links: str = ""
    """What links it and the article beside which it stands, in words; empty: nothing."""


def why(shared: list[str], one: Evidence, other: Evidence) -> str:
    """Return why ``other`` stands beside ``one``: ``links here; shares: Lufthansa, bailout``.

    ``shared``: the terms of both, the weightiest first. The strongest reasons come first, two at most.
    """
    found = [other.links, _quote(one.text, other.text)]
    told = spelled(shared, (one.title, other.title, one.text, other.text))[:_WORDS]
    found.append(f"shares: {', '.join(told)}" if told else "")
    found.append(_labels(one.labels, other.labels))
    return "; ".join([reason for reason in found if reason][:_MOST])


def _quote(one: str, other: str) -> str:
    """The longest sentence that both quote."""
    theirs = dict(_quoted(other))
    both = {folded: said for folded, said in _quoted(one) if folded in theirs}
    if not both:
        return ""
    return f"both quote “{fit(both[max(both, key=len)], _QUOTE_CELLS)}”"


def _quoted(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for match in _QUOTED.finditer(text):
        said = match[match.lastindex or 0].strip(" .,!?")
        folded = tuple(words(said))
        unspaced = sum(word >= UNSPACED for word in folded)
        if len(folded) - unspaced >= _LEAST_WORDS or unspaced >= _LEAST_CHARACTERS:
            yield folded, said


def _labels(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    theirs = {label.casefold() for label in other}
    both = [label for label in one if label.casefold() in theirs]
    return f"labels: {', '.join(both[:_LABELS])}" if both else ""


def link(mine: bool, theirs: bool, common: str | None) -> str:
    """Say what links two articles: one to the other, or both to a page (``common``, its host)."""
    if theirs:
        return "links here"
    if mine:
        return "linked from here"
    return f"both link to {common}" if common else ""


def nothing(_: object) -> Mapping[int, Evidence]:
    """Where nothing more is known of articles than their headlines."""
    return {}
