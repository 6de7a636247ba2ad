"""The words of an article that may tell its event, and which of them say most.

A *term* is the stem of a folded word (``lufthansa``) or, in scripts written without spaces, a pair of
neighbouring characters (``司法``), led by a marker that says where it stood, see ``EMPHASIS``; without one
it stood in the text, once, and not at its beginning. The text begins with the summary. Terms hold no
spaces, so that they can be kept as one line. Document frequencies are counted over terms without markers,
see ``plain``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import filterfalse
from math import log
from string import ascii_lowercase, digits

from tuinews.text.words import STOP, UNSPACED, stem, words

KEPT = 64
"""Terms of an article that are counted and kept with it, at most."""

MARKERS = "^~=!+*"
EMPHASIS = (1.0, 1.2, 1.44, 1.8, 2.25, 2.7, 3.24)
"""How much more a term says for where it stood, without a marker and with each of ``MARKERS``: in the text,
there at the beginning or more than once (^), both (~); in the title (=), in title and text (!), there at the
beginning or more than once (+), both (*).
"""
IN_TITLE = 3
"""From this index of EMPHASIS on, a term stands in the title,"""
IN_BOTH = 4
"""and from this on in the text as well."""
ADDEND = 2.0
"""Added to the rarity of a term, which is at most some 12 in a library of 100,000: so that common words tell
a little where there are many of them.
"""

_FALLING = (*reversed(MARKERS), "")
"""What stands before terms, that of those which say most first."""

_WORN_OUT = 4
_LEARNT = 200
"""A term that one of so many articles has is a stop word, in a library of so many articles or more."""

_TITLE_LENGTH = 400
_SUMMARY_LENGTH = 600
_TEXT_LENGTH = 1300
"""Characters that are read."""
_READ = 150
"""Words of the text that are looked at, without function words. What news is about stands first."""
_BEGINNING = 30
"""Words of the text that are its beginning."""

# What newspapers say in every article, and who sends the news: never what an article is about.
_WORN = """
    said says say told according reported reports report reportedly news live update updates latest breaking
    watch video photo photos read exclusive opinion analysis explained reuters ap afp bbc cnn
    dijo según noticias selon dit sagte laut nachrichten secondo notizie disse segundo notícias volgens nieuws
    сообщает сообщил сообщила сообщили заявил заявила отметил рассказал рассказала словам новости тасс риа
    قال وقال قالت أخبار
"""
_SILENT = STOP.union(_WORN.split())
_SILENT_ASCII = _SILENT.union(ascii_lowercase, digits)
"""In a text of ASCII words of one letter say nothing either."""


def title_terms(title: str, summary: str | None, text: str) -> tuple[str, ...]:
    """Return the terms of an article, those that say most by where they stand first, at most KEPT of them.

    Reads the title and the beginnings of summary and text. The function words of all languages are left out
    together.
    """
    read = _terms(_beginning(summary, text))[:_READ]
    times = Counter(read)
    ranked: list[list[str]] = [[] for _ in EMPHASIS]
    beginning = dict.fromkeys(read[:_BEGINNING])
    for term in dict.fromkeys(_terms(title[:_TITLE_LENGTH])):
        seen = times.pop(term, 0)
        ranked[IN_BOTH + (seen > 1) + (term in beginning) if seen else IN_TITLE].append(term)
    for term in beginning:
        if seen := times.pop(term, 0):
            ranked[1 + (seen > 1)].append(term)
    ranked[1] += [term for term, seen in times.items() if seen > 1]
    ranked[0] = [term for term, seen in times.items() if seen == 1]
    found: list[str] = []
    for marker, terms in zip(_FALLING, reversed(ranked), strict=True):
        found += [marker + term for term in terms[: KEPT - len(found)]]
    return tuple(found)


def plain(term: str) -> str:
    """Return a term without its marker: as it is counted and searched."""
    return term.lstrip(MARKERS)


def parted(term: str) -> tuple[str, int]:
    """Return a term without its marker, and where it stood: an index of ``EMPHASIS``."""
    place = MARKERS.find(term[0]) + 1
    return (term[1:] if place else term), place


def rarity(having: int, total: int) -> float:
    """Return how much a term says that ``having`` of ``total`` articles have; at least ADDEND."""
    return log((1 + total) / (1 + min(having, total))) + ADDEND


def weights(terms: Iterable[str], df: Mapping[str, int], total: int) -> dict[str, float]:
    """Return how much each term (without marker) says of its article, in the order of ``terms``.

    ``df``: in how many of ``total`` articles each term (without marker) is, those in none left out. What the
    library has in every other article, or nearly, is left out of the weights.
    """
    weighed: dict[str, float] = {}
    # A sidebar weighs some 3,000 terms: parted() and rarity() are written out here.
    most = log(1 + total) + ADDEND
    learnt = total // _WORN_OUT if total >= _LEARNT else total
    for term in terms:
        place = MARKERS.find(term[0]) + 1
        word = term[1:] if place else term
        having = df.get(word, 0)
        if having <= learnt:
            weighed[word] = EMPHASIS[place] * (most - log(1 + having))
    return weighed


def telling(terms: Sequence[str], df: Mapping[str, int], total: int) -> list[str]:
    """Return the terms of an article, those that say most of it first.

    ``df`` and ``total`` as in ``weights``, the article counted in.
    """
    weighed = weights(terms, df, total)
    return sorted(terms, key=lambda term: weighed.get(plain(term), 0.0), reverse=True)


def _beginning(summary: str | None, text: str) -> str:
    text = text[:_TEXT_LENGTH]
    if not summary or text.startswith(summary[:60]):
        return text
    return f"{summary[:_SUMMARY_LENGTH]}\n{text}"[:_TEXT_LENGTH]


def _terms(text: str) -> list[str]:
    found = words(text)
    if text.isascii():
        # Most words come through here, and few of them have an ending.
        left = filterfalse(_SILENT_ASCII.__contains__, found)
        return [stem(word) if word[-1] == "s" else word for word in left]
    terms = []
    before = ""  # the character before, where it can be the first of a pair
    for word in found:
        if len(word) > 1:
            before = ""
            if word not in _SILENT:
                terms.append(stem(word))
        elif word < UNSPACED or word in STOP:
            before = ""
        else:
            if before:
                terms.append(before + word)
            before = word
    return terms
