"""The words of an article that may tell its event, and which of them say most.

A *term* is a folded word (``lufthansa``) or, in scripts written without spaces, a pair of neighbouring
characters (``司法``), led by a marker that says where it stood: ``!`` in the title and in the text, ``=`` in
the title alone, ``^`` in the text more than once; without a marker it stood in the text once. The text begins
with the summary. Terms hold no spaces, so that they can be kept as one line. Document frequencies are counted
over terms without markers, see ``plain``.

That a word is written as a name was tried, too: that it is repeated tells more, see docs/related.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log

from tuinews.text.words import STOP, words

KEPT = 48
"""Terms of an article that are counted and kept with it, at most."""

EMPHASIS = (1.0, 1.4, 1.5, 2.0)
"""How much more a term says for where it stood, see ``parted``."""
ADDEND = 0.1
"""Added to the rarity of a term, so that where it stood tells something also in an empty library."""

_REPEATED, _TITLE, _TITLE_REPEATED = "^", "=", "!"
MARKERS = _REPEATED + _TITLE + _TITLE_REPEATED

_TITLE_LENGTH = 400
_SUMMARY_LENGTH = 600
_TEXT_LENGTH = 1000
"""Characters that are read: about 60 words of a summary, 150 of a text. What news is about stands first."""

# The first of the scripts of which words() gives single characters; single letters of others stand before it.
_UNSPACED = "\u0e01"

# What newspapers say in every article, and who sends the news: never what an article is about.
_WORN = """
    said says say told according reported reports report reportedly news live update updates latest breaking
    watch video photo photos read exclusive opinion analysis explained reuters ap afp bbc cnn
    dijo según noticias selon dit sagte laut nachrichten secondo notizie disse segundo notícias volgens nieuws
    сообщает сообщил сообщила сообщили заявил заявила отметил рассказал рассказала словам новости тасс риа
    قال وقال قالت أخبار
"""
_SILENT = STOP.union(_WORN.split())


def title_terms(
    title: str,
    summary: str | None,
    text: str,
    language: str | None = None,  # noqa: ARG001
) -> tuple[str, ...]:
    """Return the terms of an article, the most promising first, at most KEPT of them.

    Reads the title and the beginnings of summary and text. ``language`` (such as ``de-AT``) is not asked so
    far: the function words of all languages are left out together.
    """
    in_title = dict.fromkeys(_terms(title[:_TITLE_LENGTH]))
    counted = Counter(_terms(_beginning(summary, text)))
    ranked = [_TITLE_REPEATED + term for term in in_title if term in counted]
    ranked += [_TITLE + term for term in in_title if term not in counted]
    ranked += [
        _REPEATED + term if times > 1 else term
        for term, times in counted.most_common()
        if term not in in_title
    ]
    return tuple(ranked[:KEPT])


def plain(term: str) -> str:
    """Return a term without its marker: as it is counted and searched."""
    return term.lstrip(MARKERS)


def parted(term: str) -> tuple[str, int]:
    """Return a term without its marker, and where it stood.

    0 in the text, 1 there more than once, 2 in the title, 3 in both.
    """
    place = MARKERS.find(term[0]) + 1
    return (term[1:] if place else term), place


def rarity(having: int, total: int) -> float:
    """Return how much a term says that ``having`` of ``total`` articles have; more than 0."""
    return log((1 + total) / (1 + min(having, total))) + ADDEND


def weights(terms: Iterable[str], df: Mapping[str, int], total: int) -> dict[str, float]:
    """Return how much each term (without marker) says of its article, in the order of ``terms``.

    ``df``: in how many of ``total`` articles each term (without marker) is, those in none left out.
    """
    weighed: dict[str, float] = {}
    # A sidebar weighs some 2,400 terms: parted() and rarity() are written out here.
    most = log(1 + total) + ADDEND
    for term in terms:
        place = MARKERS.find(term[0]) + 1
        word = term[1:] if place else term
        weighed[word] = EMPHASIS[place] * (most - log(1 + min(df.get(word, 0), total)))
    return weighed


def telling(terms: Sequence[str], df: Mapping[str, int], total: int) -> list[str]:
    """Return the terms of an article, those that say most of it first.

    ``df`` and ``total`` as in ``weights``, the article counted in.
    """
    weighed = weights(terms, df, total)
    return sorted(terms, key=lambda term: weighed[plain(term)], reverse=True)


def _beginning(summary: str | None, text: str) -> str:
    text = text[:_TEXT_LENGTH]
    if not summary or text.startswith(summary[:60]):
        return text
    return f"{summary[:_SUMMARY_LENGTH]}\n{text}"


def _terms(text: str) -> list[str]:
    found = words(text)
    terms = [word for word in found if len(word) > 1 and word not in _SILENT]
    if not text.isascii():
        terms += _pairs([word if len(word) == 1 and word >= _UNSPACED else "" for word in found])
    return terms


def _pairs(characters: Sequence[str]) -> list[str]:
    return [
        first + second
        for first, second in pairwise(characters)
        if first and second and first not in STOP and second not in STOP
    ]
