"""Words of every script: for search, likeness and counting."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tuinews.text.stopwords import STOP_WORDS

# Scripts written without spaces between words, taken character by character: Thai, Hangul, Kana, Han. After
# NFKC, so without half-width and other compatibility forms. Thai vowel signs stand alone too; an index drops
# them, as in a query.
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
UNSPACED = "\u0e01"
"""The first character of the scripts that ``words`` takes apart; letters of all others stand before it."""
_ASCII_WORD = re.compile("[a-z0-9]+")


@cache
def _beyond() -> re.Pattern[str]:
    """What no text of Latin, Greek, Cyrillic, Arabic and the like holds, and every text of those scripts
    does.
    """
    return re.compile("[\u0e01-\U0010ffff]")


@cache
def _spaced_scripts() -> re.Pattern[str]:
    """A word of letters and digits with the marks on them, of scripts that part words by spaces."""
    from tuinews.text.cells import ZERO  # noqa: PLC0415  (a table, wanted for these scripts only)

    # What takes no cell in these blocks is marks: ``\w`` leaves out the vowel signs of India and others.
    ranges = (item.partition("-") for item in ZERO.split())
    marks = "".join(f"{chr(int(a, 16))}-{chr(int(b or a, 16))}" for a, _, b in ranges if int(a, 16) < 0x1E00)
    return re.compile(f"[{_THAI}{_CJK}]|(?:[^\\W_{_THAI}{_CJK}][{marks}\u20d0-\u20f0\ufe20-\ufe2f]*+)++")


@cache
def _parts() -> re.Pattern[str]:
    """A character of its own, or what stands between two of them."""
    return re.compile(f"[{_THAI}{_CJK}]|[^{_THAI}{_CJK}]+")


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]")


def words(text: str) -> list[str]:
    """The words of ``text`` in order, folded (NFKC, case), of every script.

    Words are runs of letters and digits; apostrophes, hyphens and underscores part them, as in the full-text
    index. Of scripts written without spaces (Chinese, Japanese, Korean, Thai) each character is a word.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _spaced_scripts().findall(unicodedata.normalize("NFKC", text).casefold())


_CYRILLIC_STEM = 6
"""Letters of a Cyrillic word that are its stem: its endings are many, and what follows is mostly ending."""


def stem(word: str) -> str:
    """The part of a folded word that its forms have in common: ``claims`` and ``claim``, ``выборах`` and
    ``выборы``. Light: English, French, Spanish or Portuguese plurals in -s, and the beginnings of Cyrillic
    words. What more was tried found no more, see docs/related.md.
    """
    if word[-1] == "s" and len(word) > 3 and word[-2] not in "sui":
        return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 5 else word[:-1]
    if "\u0400" <= word[0] <= "\u052f":
        return word[:_CYRILLIC_STEM]
    return word


def forms(stem: str) -> tuple[str, ...]:
    """The words with this stem, for a full-text query of FTS5: each quoted, or the beginning of one
    (``"выборы" *``).
    """
    if "\u0400" <= stem[0] <= "\u052f":
        return (f'"{stem}" *' if len(stem) == _CYRILLIC_STEM else f'"{stem}"',)
    if "a" <= stem[-1] <= "z" and len(stem) > 2:
        plural = f"{stem[:-1]}ies" if stem[-1] == "y" else f"{stem}s"
        return f'"{stem}"', f'"{plural}"'
    return (f'"{" ".join(spaced(stem).split())}"',)


def spaced(text: str) -> str:
    """``text`` (NFKC) with a space around every Chinese, Japanese, Korean and Thai character.

    For the index (FTS5 ``unicode61``) and for queries alike: so words of one character are found, and longer
    ones as phrases.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    if not _beyond().search(text):
        return text
    return " ".join(_parts().findall(text))


def count_words(text: str) -> int:
    """How many words a reader reads; two characters of Chinese, Japanese or Korean, or five of Thai, count
    as one."""
    if text.isascii() or not _beyond().search(text):
        return len(text.split())
    text, cjk = _cjk().subn(" ", text)
    thai = len(re.findall(f"[{_THAI}]", text))
    if thai:
        text = re.sub(f"[{_THAI}]", " ", text)
    rest = sum(1 for word in text.split() if any(map(str.isalnum, word)))
    return rest + (cjk + 1) // 2 + (thai + 4) // 5


STOP: frozenset[str] = frozenset(
    unicodedata.normalize("NFKC", " ".join(STOP_WORDS.values())).casefold().split()
)
"""Folded words that say nothing of what a text is about: function words of English, Spanish, French,
German, Italian, Portuguese, Dutch, Russian and Arabic, and single characters of Chinese and Japanese."""
