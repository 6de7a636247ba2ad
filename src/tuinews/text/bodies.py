"""Which of an article's two bodies is shown, its feed's or its page's, and what speaks against the page's.

A stated rule over plain values.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from tuinews.model import Article, Page
from tuinews.text.length import reading_length
from tuinews.text.words import STOP, UNSPACED, stem, words

ELSEWHERE = "The page shares next to nothing with what the feed says: it is about something else."
LESS = "The page gives less than the feed."

# Lengths as in ``text.length``.
_NO_MORE = 1.1
"""A page's body has to be longer than the feed's by this factor."""
_LESS = 0.5
"""A page's body that is shorter than this part of the feed's is a beginning of it, or none of it."""
_LOST_CODE = 2.0
"""A page that lost code of the feed has to be longer by this factor."""
_TEXT = 250
"""From this length on the words of a feed's text alone tell whether the page is about the same."""
_RELATED = 0.3
"""Share of those words that have to stand in the page."""
_LONG = 1500
"""A longer body is no wall: the title that its page has tells, too, what it is about."""
_TELLING = 0.15
"""Share of the telling words of title and text, one of which stands in hardly any other page."""
_FEWEST = 3
"""Telling words that say what an article is about."""
_COMPARED = 50_000
"""Characters that are compared."""
_STEM = 6
"""Letters of a word that count: what follows is mostly ending."""
_CODE = re.compile(r"<(?:pre|code)\b", re.IGNORECASE)


class Verdict(NamedTuple):
    """What is to be done with a page's body."""

    shown: bool
    """It is shown in the place of what the feed gave."""
    reason: str
    """Why it is not whole, or not the article, a sentence; empty where nothing speaks against it."""


def judge(article: Article, page: Page, *, always: bool = False) -> Verdict:
    """Whether the page's body is to be shown of ``article``, which has the text that its feed gave.

    It is, where it is longer and about the same thing; not, where the page has nothing, no more (as behind an
    obstacle), or has lost the code that the feed still has. ``always``: already where nothing speaks against
    it.
    """
    found = page.entry
    if not found.html or not (found.text or "<img" in found.html):
        return Verdict(shown=False, reason=page.obstacle)
    own, theirs = reading_length(article.text), reading_length(found.text)
    if found.text and _is_elsewhere(article, page, own, theirs):
        return Verdict(shown=False, reason=page.obstacle or ELSEWHERE)
    if own == 0:
        return Verdict(shown=True, reason=page.obstacle)
    if theirs < _LESS * own:
        return Verdict(shown=False, reason=page.obstacle or LESS)
    if always and not page.obstacle:
        return Verdict(shown=True, reason="")
    lost = len(_CODE.findall(article.html or "")) > len(_CODE.findall(found.html))
    more = _LOST_CODE if lost else _NO_MORE
    return Verdict(shown=theirs > more * own, reason=page.obstacle)


def _is_elsewhere(article: Article, page: Page, own: float, theirs: float) -> bool:
    """Whether a page is about something else than its article: another page, or a wall nobody knows."""
    body = page.entry.text[:_COMPARED]
    if own >= _TEXT and theirs >= _LESS * own:
        fed = Counter(words(article.text[:_COMPARED]))
        if (fed & Counter(words(body))).total() < _RELATED * fed.total():
            return True
    there = _telling(f"{page.entry.title}\n{body}" if theirs >= _LONG else body)
    title = _telling(article.title)
    wanted = title | _telling(article.text[:_COMPARED])
    return len(wanted) >= _FEWEST and not _share(wanted, there) and not _share(title, there)


def _share(wanted: set[str], there: set[str]) -> bool:
    """Whether two texts have more in common than any two; a beginning has not all of the whole."""
    return len(wanted & there) > _TELLING * min(len(wanted), len(there))


def _telling(text: str) -> set[str]:
    """What a text is about: the beginnings of its words, pairs of characters where words are not parted."""
    found: set[str] = set()
    before = ""
    for word in words(text):
        if word >= UNSPACED:
            if before:
                found.add(before + word)
            before = word
            continue
        before = ""
        if len(word) > 1 and word not in STOP:
            found.add(stem(word)[:_STEM])
    return found
