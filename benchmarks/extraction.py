"""How well an article is read out of a web page: its words, its facts, its code, and how fast.

``TUINEWS_CORPUS=folder python benchmarks/extraction.py [--half odd|even] [--worst N] [--reader NAME] [SET…]``

Per set of captured pages, over articles whose text stands in their markup (``gold_in_html`` of 0.6 or more):

- words: F1 over the bag of words of the text, in the mean; single characters of Chinese, Japanese and Korean.
  Where the expected text was made without the captions of pictures, ours is compared without them.
- with, without: the share of passages that must be there and are, and of those that must not and are not.
- title, date, authors: the share found of those that are stated. A title counts where it is the same but for
  signs, or but for what stands around it; a time where it lies on the same day, or, read in another zone, on
  the next; authors where half of the names are found.
- code: the share of inline ``code`` and of ``pre`` inside the expected text that is still code in ours.

The pages are cut in two halves by a hash of their names: the rules were tuned on the even one.
``--reader readability`` and ``--reader trafilatura`` measure those libraries where they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from typing import Any

from tuinews.text.html import html_text, sanitise

LEAST_IN_HTML = 0.6
"""Share of the expected paragraphs that must stand in a page's markup: other pages are made by script."""
WITHOUT_CAPTIONS = frozenset({"fundus", "article-extraction-benchmark", "trafilatura"})
"""Sets whose expected text was made without the captions of pictures."""
WIDE = "Chinese, Japanese, Korean"
_WIDE_LANGUAGES = frozenset({"zh", "ja", "ko"})
MINIMUMS: dict[str, dict[str, float]] = {
    "article-extraction-benchmark": {"words": 0.96},
    "fundus": {"words": 0.95, "title": 0.93, "date": 0.95, "authors": 0.85},
    "gne": {"with": 0.95},
    "goose3": {"with": 0.75},
    "mozilla-readability": {"words": 0.95, "title": 0.92, "code": 0.95},
    "newspaper4k": {"words": 0.95},
    "trafilatura": {"with": 0.95, "without": 0.88, "title": 0.91},
    WIDE: {"words": 0.93},
    "all": {"title": 0.92, "date": 0.94, "authors": 0.79, "code": 0.95},
}
"""What the marks may not fall below, by set; the tests hold it."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
_CAPTION = re.compile(r"<figcaption\b.*?</figcaption>", re.DOTALL)
_FRAME = re.compile(r">\[\w+: [^\]<]*\]<")
_CODE = re.compile(r"<(pre|code)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_BY = re.compile(r"\A\s*(?:by|von|de|par|por|di|от)\s*:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Captured:
    """A page of the corpus and what must be read out of it."""

    file: str
    place: Path
    url: str
    kind: str
    language: str
    gold: dict[str, Any]

    @property
    def set(self) -> str:
        """The folder it lies in."""
        return self.file.partition("/")[0]

    @property
    def half(self) -> str:
        """The half of the pages it belongs to: even ones were looked at while the rules were made."""
        return "odd" if zlib.crc32(self.file.encode()) % 2 else "even"

    @property
    def groups(self) -> tuple[str, ...]:
        """The rows of the table it counts in."""
        wide = (WIDE,) if self.language in _WIDE_LANGUAGES else ()
        return (self.set, *wide, f"{self.half} half", "all")

    @property
    def is_judged(self) -> bool:
        """Whether it is an article that can be read without running its scripts."""
        return self.kind == "article" and self.gold.get("gold_in_html", 1) >= LEAST_IN_HTML

    def body(self) -> bytes:
        """The bytes as captured."""
        return gzip.decompress(self.place.read_bytes())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a page."""

    html: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    obstacle: str = ""


@dataclass(slots=True)
class Scores:
    """The marks of one page or, gathered, of many: a list of shares for each column."""

    marks: dict[str, list[float]] = field(default_factory=dict)

    def add(self, other: Scores) -> None:
        """Take in the marks of another."""
        for name, found in other.marks.items():
            self.marks.setdefault(name, []).extend(found)

    def mean(self, name: str) -> float | None:
        """The mean of a column, None where nothing was marked."""
        found = self.marks.get(name)
        return sum(found) / len(found) if found else None


Reader = Callable[[bytes, str], Reading]
COLUMNS = ("words", "with", "without", "title", "date", "authors", "code")


def captured(corpus: Path) -> list[Captured]:
    """The pages of a corpus in the order of its index."""
    folder = corpus / "pages"
    found = []
    with gzip.open(folder / "index.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            file = row["file"]
            url = row["url"] or f"https://page.example/{file}"
            language = row["lang"] or ""
            found.append(Captured(file, folder / file, url, row["kind"], language, row["gold"] or {}))
    return found


def words(text: str) -> Counter[str]:
    """The bag of words: folded, single characters of scripts that are written without spaces."""
    return Counter(_WORD.findall(text.casefold()))


def f1(got: Counter[str], wanted: Counter[str]) -> float:
    """Harmonic mean of precision and recall of two bags."""
    return 2 * (got & wanted).total() / ((got.total() + wanted.total()) or 1)


def text_of(page: Captured, html: str) -> str:
    """The text of a read body as it is compared with what is expected of this page."""
    html = _FRAME.sub("><", html)  # what stands for a film is our own word
    return html_text(_CAPTION.sub("", html) if page.set in WITHOUT_CAPTIONS else html)


def flat(text: str) -> str:
    """The letters and digits of ``text``, for looking passages up in it."""
    return _NO_LETTER.sub("", text).casefold()


def judge(page: Captured, reading: Reading, body: bytes) -> Scores:
    """The marks of one reading."""
    gold = page.gold
    marks: dict[str, list[float]] = {}
    if gold["type"] in ("full_text", "paragraphs"):
        marks["words"] = [f1(words(text_of(page, reading.html)), words(gold["text"]))]
    elif gold["type"] == "prefix":
        marks["with"] = [float(flat(gold["text"])[:200] in flat(html_text(reading.html)))]
    elif gold["type"] in ("segments", "silver"):
        text = flat(text_of(page, reading.html))
        marks["with"] = [float(flat(part) in text) for part in gold.get("must_contain", ())]
        marks["without"] = [float(flat(part) not in text) for part in gold.get("must_not_contain", ())]
    if gold.get("title"):
        marks["title"] = [float(is_same_title(reading.title, gold["title"]))]
    if gold.get("date"):
        marks["date"] = [float(is_same_day(reading.published, gold["date"]))]
    if gold.get("authors"):
        marks["authors"] = [float(is_same_people(reading.author, gold["authors"]))]
    marks["code"] = list(code_kept(page, reading.html, body))
    return Scores(marks)


def is_same_title(got: str, wanted: str) -> bool:
    """Whether two headlines are the same but for signs, or but for what a page puts around them."""
    one, other = "".join(_WORD.findall(got.casefold())), "".join(_WORD.findall(wanted.casefold()))
    if not one or not other:
        return one == other
    short, long = sorted((one, other), key=len)
    return (
        short == long
        or (short in long and len(short) > 0.6 * len(long))
        or (SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.9)
    )


def is_same_day(got: str, wanted: str) -> bool:
    """Whether two times of issue lie on the same day, in whichever zone either of them was written."""
    from datetime import date, datetime

    if not got:
        return False
    day = date.fromisoformat(got[:10])
    try:
        stated = datetime.fromisoformat(wanted)
    except ValueError:
        return got[:10] == wanted[:10]
    return abs((stated.date() - day).days) <= (1 if len(got) > 10 else 0)


def is_same_people(got: str, wanted: Sequence[Any]) -> bool:
    """Whether at least half of the expected names are among those read."""
    names = [name for one in wanted for name in (one if isinstance(one, list) else [one])]
    stated = "".join(_WORD.findall(got.casefold()))
    found = [n for name in names if (n := "".join(_WORD.findall(_BY.sub("", name).casefold())))]
    hits = sum(name in stated or (len(stated) > 5 and stated in name) for name in found)
    return bool(found) and 2 * hits >= len(found)


def code_kept(page: Captured, html: str, body: bytes) -> Iterator[float]:
    """For each piece of code of a page's expected text: whether it is code in what was read."""
    expected = flat(page.gold.get("text") or "")
    if not expected or (b"<code" not in body and b"<pre" not in body):
        return
    from tuinews.sources.charset import decode

    kept = [flat(html_text(match[2])) for match in _CODE.finditer(html)]
    joined = "\0".join(kept)
    for match in _CODE.finditer(decode(body).text):
        piece = flat(html_text(sanitise(match[2], None)))
        if len(piece) >= 2 and piece in expected:
            yield float(piece in joined)


def ours(body: bytes, url: str) -> Reading:
    """This program's own reading."""
    from tuinews.sources.article import read_article

    page = read_article(body, url=url)
    entry = page.entry
    return Reading(entry.html or "", entry.title, entry.author or "", entry.published or "", page.obstacle)


def readability(body: bytes, url: str) -> Reading:
    """readability-lxml: body and title."""
    from tuinews.sources.charset import decode

    document = import_module("readability").Document(decode(body).text)
    return Reading(sanitise(document.summary(html_partial=True), url), document.short_title())


def trafilatura(body: bytes, url: str) -> Reading:
    """trafilatura: body and facts."""
    from tuinews.sources.charset import decode

    library, text = import_module("trafilatura"), decode(body).text
    form = {"output_format": "html", "include_formatting": True, "include_comments": False}
    html = library.extract(text, url=url, **form)
    facts = library.extract_metadata(text, default_url=url)
    return Reading(sanitise(html or "", url), facts.title or "", facts.author or "", facts.date or "")


READERS: dict[str, Reader] = {"ours": ours, "readability": readability, "trafilatura": trafilatura}


def read(page: Captured, reader: Reader) -> tuple[Reading, Scores, float]:
    """A page's reading, its marks, and the seconds of processor time it took."""
    body = page.body()
    started = time.process_time()
    try:
        reading = reader(body, page.url)
    except Exception as error:  # a library that fails has read nothing
        if reader is ours:
            raise
        reading = Reading(obstacle=repr(error))
    seconds = time.process_time() - started
    return reading, judge(page, reading, body), seconds


@dataclass(slots=True)
class Run:
    """The marks of many pages."""

    rows: dict[str, Scores] = field(default_factory=dict)
    """By group, see ``Captured.groups``."""
    counts: Counter[str] = field(default_factory=Counter)
    pages: dict[str, Scores] = field(default_factory=dict)
    obstacles: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    """Processor time of reading, not of judging."""

    def mean(self, group: str, column: str) -> float | None:
        """The mean of a column over a group."""
        return self.rows[group].mean(column) if group in self.rows else None


def measure(pages: Iterable[Captured], reader: Reader) -> Run:
    """Read pages and judge what was read."""
    run = Run()
    for page in pages:
        reading, scores, seconds = read(page, reader)
        run.seconds += seconds
        run.pages[page.file] = scores
        if reading.obstacle:
            run.obstacles[page.file] = reading.obstacle
        for group in page.groups:
            run.rows.setdefault(group, Scores()).add(scores)
            run.counts[group] += 1
    return run


def table(run: Run) -> Iterator[str]:
    """The marks as lines of text."""
    yield f"{'set':30} {'pages':>5} " + " ".join(f"{name:>8}" for name in COLUMNS)
    for name, scores in sorted(run.rows.items()):
        means = (scores.mean(column) for column in COLUMNS)
        cells = " ".join(f"{'' if mean is None else format(mean, '.3f'):>8}" for mean in means)
        yield f"{name:30} {run.counts[name]:5} {cells}"


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--half", choices=("odd", "even"))
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--reader", choices=tuple(READERS), default="ours")
    given = parser.parse_args(None if arguments is None else list(arguments))
    corpus = os.environ.get("TUINEWS_CORPUS")
    if not corpus:
        print("Set TUINEWS_CORPUS to the folder of the corpus.", file=sys.stderr)
        return 2
    pages = [page for page in captured(Path(corpus)) if page.is_judged]
    pages = [page for page in pages if not given.sets or page.set in given.sets]
    pages = [page for page in pages if not given.half or page.half == given.half]
    run = measure(pages, READERS[given.reader])
    print("\n".join(table(run)))
    print(f"{len(pages) / run.seconds:.0f} pages a second on one core")
    print(f"{len(run.obstacles)} called an obstacle")
    for file, obstacle in run.obstacles.items():
        print(f"  {file}: {obstacle}")
    for column in COLUMNS if given.worst else ():
        means = {file: one.mean(column) for file, one in run.pages.items()}
        found = sorted((mean, file) for file, mean in means.items() if mean is not None)
        print(column)
        for mean, file in found[: given.worst]:
            print(f"  {mean:.2f} {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
