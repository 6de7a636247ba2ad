"""Which tellings of a story are copies of one text, as newspapers print the reports of an agency.

Texts are compared by their *shingles*, the runs of a few words that stand in them (Broder, On the resemblance
and containment of documents, 1997): two who tell the same event in their own words share names, but hardly
ever three words in a row; who prints another's text shares nearly all of them, whatever headline stands above
and whatever was cut off below.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from tuinews.text.words import UNSPACED, words

READ = 2_000
"""Characters of a text that are compared."""
REPEATED = 0.75
"""Share of a text's shingles that stand in another from which it repeats that one."""
_GROWN = 2.0
"""By how many times a text may be longer than an earlier one that it repeats, and still be the same: what was
cut off there is whole here. What is longer yet says something of its own.
"""
_SHINGLE = 3
"""Words of a shingle."""
_SHINGLE_UNSPACED = 6
"""Characters of a shingle, in scripts that are written without spaces."""
_SHORT = 25
"""A text with fewer words is a teaser: too little to be told by a share of it, so that it has to be equal."""
_SAYS_NOTHING = 8
"""With fewer words yet it says no more than "Read on": its headline has to be equal, too."""


class Text(NamedTuple):
    """An article as it is compared. Those of a story are given in the order in which they came."""

    id: int
    title: str
    text: str
    """The body as plain text, or its beginning; where there is none, the summary."""


class _Shingles(NamedTuple):
    id: int
    whole: tuple[str, ...]
    """What has to be equal where the text is short; empty in a longer one."""
    runs: frozenset[tuple[str, ...]]


def copies(texts: Iterable[Text]) -> dict[int, int]:
    """Return those texts that repeat an earlier one, and the earliest that they repeat.

    ``texts``: those of a story, the earliest first. What a copy is said to repeat is never a copy itself.

    A text repeats an earlier one where at least REPEATED of its shingles stand there; or where at least that
    share of the earlier one stands in it and it is not more than twice as long: then it is the earlier one
    that was cut.
    """
    found: dict[int, int] = {}
    firsts: list[_Shingles] = []
    for one in map(_shingles, texts):
        of = next((first for first in firsts if _repeats(one, first)), None)
        if of is None:
            firsts.append(one)
        else:
            found[one.id] = of.id
    return found


def repeating(text: Text, others: Iterable[Text]) -> list[int]:
    """Return those of the others that say nothing which is not in ``text``: who has read it has read them."""
    one = _shingles(text)
    return [other.id for other in map(_shingles, others) if _stands_in(other, one)]


def _repeats(one: _Shingles, earlier: _Shingles) -> bool:
    if one.whole or earlier.whole:
        return one.whole == earlier.whole
    shared = len(one.runs & earlier.runs)
    was_cut = shared >= REPEATED * len(earlier.runs) and len(one.runs) <= _GROWN * len(earlier.runs)
    return was_cut or shared >= REPEATED * len(one.runs)


def _stands_in(one: _Shingles, other: _Shingles) -> bool:
    if one.whole or other.whole:
        return one.whole == other.whole
    return len(one.runs & other.runs) >= REPEATED * len(one.runs)


def _shingles(text: Text) -> _Shingles:
    found = words(text.text[:READ])
    title = words(text.title)
    if title and found[: len(title)] == title:  # some feeds begin their texts with the headline
        found = found[len(title) :]
    if len(found) < _SHORT:
        told = (*found, "", *title) if len(found) < _SAYS_NOTHING else tuple(found)
        return _Shingles(text.id, told, frozenset())
    unspaced = sum(word >= UNSPACED for word in found) * 2 > len(found)
    length = _SHINGLE_UNSPACED if unspaced else _SHINGLE
    shifted = (islice(found, at, None) for at in range(length))
    return _Shingles(text.id, (), frozenset(zip(*shifted, strict=False)))
