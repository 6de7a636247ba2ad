"""Make a library of made-up articles, the same every time: what benchmarks and long tests run on.

    python benchmarks/make_library.py HOME 100000

The texts are nonsense of made-up words in seven languages, between real function words, with the frequencies
of natural text (Zipf). Four of forty articles tell one story, each from a source of its own.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

from tuinews.library import Library
from tuinews.model import Changes, Enclosure, Entry, FetchState, Mark, Prepared, Source
from tuinews.settings.paths import ensure, resolve
from tuinews.settings.sources_file import add_sources
from tuinews.store import Store
from tuinews.text.words import count_words

NEWEST = 1_764_000_000
"""When the newest article appeared: 2025-11-24."""
APART = 600
"""Seconds between two articles."""
CATEGORIES = (
    *("World", "Technology", "Science", "Sport", "Culture"),
    *("Business", "Health", "Travel", "Opinion", "Local"),
)
_BATCH = 2_000
_WORDS_KNOWN = 8_000
"""Words of one language."""
_WORDS_DRAWN = 300_000
"""Words of the text in each language from which sentences are cut."""


@dataclass(frozen=True)
class Script:
    """What the words of a language are made of."""

    language: str
    syllables: tuple[str, ...]
    common: str
    """Function words, the most common first."""
    between: str = " "


def _chars(first: int, last: int) -> tuple[str, ...]:
    return tuple(map(chr, range(first, last)))


def _joined(one: str, other: str) -> tuple[str, ...]:
    return tuple(a + b for a in one for b in other.split())


_LATIN = _joined("bdfgklmnprstvz", "a e i o u an er ist")
SCRIPTS = (
    Script("en", _LATIN, "the of and to in a is that for on with as by at from was it are this has"),
    Script("es", _LATIN, "de la que el en y a los del se las por un para con no una su al es"),
    Script("de", _LATIN, "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine"),
    Script(
        "ru", _joined("бвгдзклмнпрст", "а е и о у ов ен"), "и в не на я быть он с что а по это она этот к но"
    ),
    Script("ar", _joined("بتجدرسعفقكلمنه", "ا ي و ر ال"), "في من على أن إلى التي عن لا ما هذا هذه أو كان قد"),
    Script("zh", _chars(0x4E00, 0x5200), "的 一 是 在 不 了 有 和 人 这", ""),
    Script("ja", _chars(0x3042, 0x3094) + _chars(0x5200, 0x5400), "の に は を た が で て と し", ""),
)


class Author:
    """Writes in one language."""

    def __init__(self, script: Script, rng: random.Random) -> None:
        self.script = script
        self._rng = rng
        common = script.common.split()
        made = sorted(
            {"".join(rng.choices(script.syllables, k=rng.randint(2, 4))) for _ in range(_WORDS_KNOWN)}
        )
        rng.shuffle(made)
        self._common = frozenset(common)
        self._rare = made[2000:]
        words = [*common, *made]
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self._stream = rng.choices(words, cum_weights=weights, k=_WORDS_DRAWN)

    def sentence(self, shortest: int, longest: int) -> str:
        """A stretch of a long text that is drawn once: 20 times faster than drawing each word."""
        length = shortest + int(self._rng.random() * (longest - shortest + 1))
        start = int(self._rng.random() * (_WORDS_DRAWN - length))
        return self.script.between.join(self._stream[start : start + length])

    def names(self, count: int) -> list[str]:
        """Rare words, as an event has them."""
        return [word.capitalize() for word in self._rng.sample(self._rare, count)]

    def article(self, number: int, source: int, names: list[str]) -> Prepared:
        """An article of ``source`` that tells of ``names``; these numbers make its address and date."""
        between = self.script.between
        title = between.join([*names[:3], self.sentence(4, 8)])
        paragraphs = [self.sentence(20, 60) for _ in range(2 + int(self._rng.random() * 5))]
        paragraphs[0] = between.join([*names, paragraphs[0]])
        text = "\n".join(paragraphs)
        url = f"https://made-up-{source}.example/{number % 97}/{number}"
        terms = [word.casefold() for word in names]
        terms += [word.casefold() for word in title.split() if word not in self._common]
        entry = Entry(
            guid=f"tag:made-up,{number}",
            url=url,
            title=title,
            author=f"Ann Example {number % 40}",
            published=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(NEWEST - number * APART)),
            summary=paragraphs[0],
            html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
            text=text,
            labels=(f"label{number % 60}", f"label{number % 7}"),
            language=self.script.language,
            enclosures=(Enclosure(f"{url}.mp3", "audio/mpeg", 1000),) if number % 50 == 0 else (),
        )
        return Prepared(
            entry=entry,
            canonical=url.removeprefix("https://"),
            digest=blake2b(text.encode(), digest_size=16).hexdigest(),
            words=count_words(text),
            terms=tuple(dict.fromkeys(terms)),
        )


def made_up_sources(count: int, categories: int) -> list[Source]:
    """Sources that write in one language each."""
    names = [*CATEGORIES, *(f"Topic {number}" for number in range(len(CATEGORIES), categories))][:categories]
    return [
        Source(
            id=f"made-up-{number}",
            url=f"https://made-up-{number}.example/feed",
            title=f"Made-up Paper {number}",
            category=names[number % categories],
        )
        for number in range(count)
    ]


def articles(n: int, sources: int, rng: random.Random) -> Iterator[tuple[int, int, int | None, Prepared]]:
    """Yield number (0 is the newest, and comes last), source, story and article; oldest first."""
    authors = [Author(script, rng) for script in SCRIPTS]
    told: list[str] = []
    for number in reversed(range(n)):
        story = number // 40 if number % 10 == 9 else None
        if story is None:
            of = int(rng.random() * sources)
            names = authors[of % len(authors)].names(2) if number % 3 == 0 else []
        else:
            of = (story + number // 10 * len(authors)) % sources
            if number % 40 == 39:
                told = authors[of % len(authors)].names(5)
            names = told
        yield number, of, story, authors[of % len(authors)].article(number, of, names)


def build(
    path_home: Path | str, n: int, *, sources: int = 200, categories: int = 10, unread: float = 0.4
) -> Path:
    """Make a home with ``n`` articles and return the path of its database.

    The newest ``unread`` of them are unread, one in a hundred is starred.
    """
    paths = resolve(str(path_home))
    ensure(paths)
    followed = add_sources(paths.sources, made_up_sources(sources, categories))
    library = Library.open(paths)
    library.reload_sources()
    library.close()

    store = Store.open(paths.database)
    store.write_much()
    batch: dict[int, list[tuple[int | None, Prepared]]] = {}
    for number, of, story, item in articles(n, sources, random.Random(n)):
        batch.setdefault(of, []).append((story, item))
        if number % _BATCH:
            continue
        ids: list[int] = []
        stories: dict[int, list[int]] = {}
        with store.transaction():
            for source, items in sorted(batch.items()):
                state = FetchState(last_fetch=NEWEST, next_fetch=NEWEST + 900, status="stored")
                new = Changes(new=tuple(item for _, item in items))
                added = store.apply(followed[source].id, new, state, NEWEST)
                ids += added
                for id, (told, _) in zip(added, items, strict=True):
                    if told is not None:
                        stories.setdefault(told, []).append(id)
            store.set_stories((id, tellings[0]) for tellings in stories.values() for id in tellings)
        store.mark([id for id in ids if id % 100 == 7], Mark.STAR, NEWEST)
        if number >= n * unread:
            store.mark(ids, Mark.READ, NEWEST)
        batch.clear()
    store.merge_index(60)
    store.tidy()
    store.close()
    return paths.database


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home")
    parser.add_argument("articles", type=int)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--categories", type=int, default=10)
    given = parser.parse_args()
    began = time.perf_counter()
    made = build(given.home, given.articles, sources=given.sources, categories=given.categories)
    seconds = time.perf_counter() - began
    print(f"{made}: {given.articles:,} articles in {seconds:.1f} s, {made.stat().st_size / 1e6:.0f} MB")
