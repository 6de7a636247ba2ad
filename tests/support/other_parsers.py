"""The suites of other feed parsers: their cases, what they say of each, and HTML as others read it.

What our parser reads is held against what these say, in the terms of our model.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser

from tuinews.model import Entry
from tuinews.text.addresses import absolute
from tuinews.text.dates import parse_stamp

ADDRESS = "http://127.0.0.1:8097/"
"""Where feedparser's own tests serve its documents from; some of its cases name it."""


@dataclass(frozen=True)
class Assert:
    """One thing that feedparser's suite says of a document: ``path`` of the result, operator and value."""

    path: tuple[str | int, ...]
    op: str
    value: Any = None

    @property
    def fact(self) -> str:
        """The path without its numbers: ``entries.title``."""
        return ".".join(part for part in self.path if isinstance(part, str))

    def holds(self, result: Any) -> bool:
        """Whether feedparser's result is as said."""
        try:
            for part in self.path:
                result = result[part]
        except (KeyError, IndexError):
            result = None
        if isinstance(self.value, list):
            result = list(result or ())
        match self.op:
            case "==":
                return bool(result == self.value)
            case "!=":
                return bool(result != self.value)
            case "true" | "false":
                return bool(result) is (self.op == "true")
            case "lacks":
                return bool(self.value not in result)
            case "len==":
                return bool(len(result) == self.value)
        raise ValueError(self.op)


@dataclass(frozen=True)
class Case:
    """A document of feedparser's suite, the headers it came with, and what is said of it."""

    file: str
    body: bytes
    headers: dict[str, str]
    asserts: tuple[Assert, ...] | None
    """None where what is expected is no plain conjunction."""

    @property
    def folders(self) -> list[str]:
        return self.file.split("/")[:-1]

    @property
    def url(self) -> str:
        return urljoin(ADDRESS + self.file, self.headers.get("content-location", ""))

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "application/xml")

    @cached_property
    def by_feedparser(self) -> Any:
        """What feedparser makes of it with its defaults."""
        headers = {"content-type": self.content_type} | self.headers | {"content-location": self.url}
        return feedparser.parse(io.BytesIO(self.body), response_headers=headers)


def suite(corpus: Path, name: str) -> zipfile.ZipFile:
    """The documents of a suite."""
    return zipfile.ZipFile(corpus / f"feeds/conformance/{name}.zip")


def feedparser_cases(corpus: Path) -> Iterator[Case]:
    """All of feedparser's suite."""
    with suite(corpus, "feedparser") as archive:
        for line in archive.read("EXPECT.jsonl").decode().splitlines():
            said = json.loads(line)
            headers = (header.partition(":") for header in said.get("headers", ()))
            asserts = said.get("asserts")
            yield Case(
                said["file"],
                archive.read(said["file"]),
                {name.strip().lower(): value.strip() for name, _, value in headers},
                None
                if asserts is None
                else tuple(Assert(tuple(one["path"]), one["op"], one.get("value")) for one in asserts),
            )


_APART = frozenset(
    ("blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table",
     "td", "tr", "ul")
)  # fmt: skip


@dataclass
class Html(HTMLParser):
    """HTML as the standard library reads it."""

    source: str
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Comments, declarations and processing instructions."""
    _texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join("".join(self._texts).split())

    @property
    def addresses(self) -> list[str]:
        """All that it refers to."""
        return [value for name, value in self.attributes if name in ("href", "src", "poster")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag in _APART:
            self._texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self._texts.append(" ")

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


# In what our model differs from feedparser's, for every fact that both have.


def same_text(ours: str | None, theirs: str) -> bool:
    """Our titles and summaries are plain text, theirs HTML, or text where the feed says so. Ours has no
    characters that cannot be seen, and every run of white space is a space."""
    unseen = dict.fromkeys(map(ord, "\xad\u200c\u200d\u200e\u200f"))
    written = (theirs, Html(theirs).text)
    return " ".join((ours or "").split()) in {" ".join(text.translate(unseen).split()) for text in written}


def same_address(ours: str | None, theirs: str) -> bool:
    """Ours are absolute and in ASCII."""
    return ours == absolute(theirs, None)


def same_moment(entry: Entry, theirs: list[int] | str) -> bool:
    """We keep the time of issue and that of update, theirs has one for every word of every format. Ours is
    UTC as ISO 8601, a date alone where no time was given."""
    moment = (
        parse_stamp(theirs, "")
        if isinstance(theirs, str)
        else "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*theirs)
    )
    return bool(moment) and moment in (entry.published, entry.updated)


def same_body(entry: Entry, theirs: str) -> bool:
    """Which of a feed's texts is the body and which the summary is said differently from format to format:
    each is one of the two. White space between the words is for the reader's layout to make."""
    return same_text(entry.text, theirs) or same_text(entry.summary, theirs)


def same_language(ours: str | None, theirs: str) -> bool:
    """Ours is written as BCP 47 recommends, ``en-US``."""
    return (ours or "").lower() == theirs.lower()
