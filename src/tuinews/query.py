"""The query language: text to a small tree. Pure; never raises, since it reads what is still being typed.

words            every word must occur              storm ports
"a phrase"       its words in this order            "state aid"
-not             without a word, phrase or field    -sport  -"live blog"  -source:bbc
source:NAME      of a source: its id or title       source:bbc-world  source:"BBC World"
category:NAME    in a category                      category:World
is:STATE         unread, read or starred            is:unread
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

MOST_PARTS = 40
"""What stands behind them is dropped: nobody types it, and SQLite has limits."""
LONGEST = 200
"""Characters of one part."""
_LONGEST_TEXT = 20_000
"""Characters of a query that are looked at: someone pastes a book."""
STATES = ("unread", "read", "starred")


class Words(NamedTuple):
    """A word, or several that follow each other."""

    text: str
    prefix: bool = False
    """The last word may go on."""


class Field(NamedTuple):
    """A fact about the article, by name."""

    name: Literal["source", "category", "is"]
    value: str
    """Never empty; for ``is`` one of STATES."""


Part: TypeAlias = Words | Field


class Query(NamedTuple):
    """All of ``wanted`` and none of ``unwanted``. Without both: every article."""

    wanted: tuple[Part, ...] = ()
    unwanted: tuple[Part, ...] = ()
    problems: tuple[str, ...] = ()
    """What was not understood and left out, as sentences."""

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


_PART = re.compile(
    r"""(?P<minus>-?)
        (?:(?P<field>source|category|is):(?:"(?P<quoted>[^"]*)"?|(?P<value>\S*))
        |"(?P<phrase>[^"]*)(?P<closed>"?)
        |(?P<word>[^\s"]+))""",
    re.VERBOSE | re.IGNORECASE,
)


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. With ``typing`` its last word, if nothing follows it, may be the beginning of a word."""
    text = clean(text[:_LONGEST_TEXT])
    wanted: list[Part] = []
    unwanted: list[Part] = []
    problems: list[str] = []
    for match in _PART.finditer(text):
        if len(wanted) + len(unwanted) == MOST_PARTS:
            problems.append(f"A query has at most {MOST_PARTS} parts; the rest was left out.")
            break
        last = typing and match.end() == len(text)
        part = _field(match, last, problems) if match["field"] else _words(match, last)
        if part is not None:
            (unwanted if match["minus"] else wanted).append(part)
    return Query(tuple(wanted), tuple(unwanted), tuple(problems))


def advice(text: str, *, typing: bool = False) -> str:
    """What may be meant by a query that finds nothing: a sentence with the nearest valid form, or nothing.

    With ``typing`` its last part may still become right.
    """
    query = parse(text, typing=typing)
    if query.problems:
        return " ".join(query.problems)
    for part in (*query.wanted, *query.unwanted):
        if isinstance(part, Words) and (near := _nearest_field(part.text)):
            return f"{part.text.split(maxsplit=1)[0]} was read as words; perhaps {near} is meant."
    if text.count('"') % 2 and not typing:
        return f'A quotation mark is open; perhaps {" ".join(text.split())}" is meant.'
    return ""


def _nearest_field(said: str) -> str:
    """``source:x`` for ``sourc:x``; empty where it does not look like a field."""
    from difflib import get_close_matches  # noqa: PLC0415  (2 ms, for mistakes only)

    name, colon, value = said.split(maxsplit=1)[0].partition(":")
    if not colon:
        return ""
    if value.lower() in STATES:
        return f"is:{value.lower()}"
    near = get_close_matches(name.lower(), ("source", "category"), 1, 0.6)
    near = near or [field for field in ("source", "category") if len(name) > 2 and field.startswith(name)]
    return f"{near[0]}:{value}" if near else ""


def clean(text: str) -> str:
    """Return ``text`` without controls (SQLite ends at a NUL) and halves of characters."""
    return "".join(" " if unicodedata.category(one) in {"Cc", "Cs"} else one for one in text)


def has_word(text: str) -> bool:
    """Whether there is a letter or a number in it, of which FTS5's ``unicode61`` makes words."""
    return any(unicodedata.category(one)[0] in "LN" for one in text)


def _words(match: re.Match[str], last: bool) -> Words | None:
    phrase = match["phrase"]
    said = match["word"] if phrase is None else phrase
    open_end = phrase is None or not match["closed"]
    said = _cut(" ".join(said.split()))
    return Words(said, prefix=last and open_end and not _is_whole(said)) if has_word(said) else None


def _is_whole(said: str) -> bool:
    """Whether the last character cannot be inside a word, so that the word before it is whole."""
    return not has_word(said[-1:])


def _cut(said: str) -> str:
    """Return what is too long without its end, at a space where there is one: half a word finds nothing."""
    return said if len(said) <= LONGEST else said[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]


def _field(match: re.Match[str], last: bool, problems: list[str]) -> Field | None:
    name = match["field"].lower()
    value = (match["value"] if match["quoted"] is None else match["quoted"]).strip()[:LONGEST]
    if not value:
        return None
    if name == "is":
        value = value.lower()
        if value not in STATES:
            if not (last and any(state.startswith(value) for state in STATES)):
                problems.append(f"is:{value} was left out: it is is:unread, is:read or is:starred.")
            return None
        return Field("is", value)
    return Field("source" if name == "source" else "category", value)
