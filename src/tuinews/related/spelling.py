"""Terms as the articles write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from unicodedata import normalize

from tuinews.text.words import stem, words

_WRITTEN = re.compile(r"[^\W_]+")
_LATIN = re.compile("[A-Za-z0-9]+")


def spelled(terms: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return terms as they are written, each once.

    ``terms``: without markers, the weightiest first. ``texts``: where they may be written, such as the
    two titles; a term that is in none of them stays folded. Neighbouring pairs of characters are joined:
    ``司法`` and ``法体`` to ``司法体``.
    """
    wanted = set(terms)
    spellings: dict[str, str] = {}
    for text in texts:
        for term, written in _spellings(text, wanted):
            # What one headline writes in Title Case may be a small word elsewhere.
            if term not in spellings or (written.islower() and not spellings[term].islower()):
                spellings[term] = written
    return list(dict.fromkeys(spellings.get(term, term) for term in terms))


def _spellings(text: str, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    for match in _WRITTEN.finditer(normalize("NFKC", text)):
        written = match.group()
        found = words(written)
        if len(found) == 1:
            term = stem(found[0])
            if term in wanted:
                yield term, written
        else:
            # Scripts written without spaces, maybe with a word of another between: 买iPhone手机.
            yield from ((stem(word.casefold()), word) for word in _LATIN.findall(written))
            yield from _runs(found, wanted)


def _runs(characters: Sequence[str], wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    run: list[str] = []
    for at, character in enumerate(characters):
        pair = "".join(characters[at : at + 2])
        run.append(character)
        if pair not in wanted or at + 1 == len(characters):
            whole = "".join(run)
            for start in range(len(run) - 1):
                yield whole[start : start + 2], whole
            run = []
