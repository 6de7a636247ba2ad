"""The text of ``sources.toml``, changed a table at a time: every other line stays as the user wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tuinews.model import Source
from tuinews.settings.source_table import table_text, table_values
from tuinews.settings.toml import literal

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?:source|\"source\"|'source')[ \t]*\]\][^\n]*\n?", re.MULTILINE)
_OTHER_HEADER = re.compile(r"^[ \t]*\[(?!\[?[ \t]*[\"']?source[\"']?[ \t]*\.)", re.MULTILINE)
_BLANK = re.compile(r"(?:[ \t]*\n)+")
_EMPTY_LINE = re.compile(r"[ \t]*(?:#.*)?")


class Block(NamedTuple):
    """Where a table stands, without the blank lines and comments behind it: they speak of what comes next."""

    start: int
    body: int
    """Behind the header's line."""
    end: int


class Cut(NamedTuple):
    """A table as it stood before it was changed or taken out."""

    id: str
    position: int
    above: str
    """All the text before it."""
    text: str
    gap: str
    """Blank lines behind it, which go with it."""


def headers(text: str) -> list[int]:
    """Where each ``[[source]]`` line begins."""
    return [found.start() for found in _HEADER.finditer(text)]


def blocks(text: str) -> list[Block]:
    """The ``[[source]]`` tables in the text, by their lines alone.

    A text in which such a line is part of a value fools this; whoever changes the text checks the result.
    """
    found = list(_HEADER.finditer(text))
    result = []
    for number, header in enumerate(found, start=1):
        limit = found[number].start() if number < len(found) else len(text)
        other = _OTHER_HEADER.search(text, header.end(), limit)
        result.append(Block(header.start(), header.end(), _content_end(text, header.end(), other, limit)))
    return result


def with_ids(text: str, ids: Mapping[int, str]) -> str:
    """The text with an ``id`` line right below the header of the tables at these positions."""
    found = blocks(text)
    for position in sorted(ids, reverse=True):
        at = found[position].body
        gap = "" if text[:at].endswith("\n") else "\n"
        text = f"{text[:at]}{gap}id = {literal(ids[position])}\n{text[at:]}"
    return text


def appended(text: str, sources: Iterable[Source]) -> str:
    """The text with these tables at its end."""
    gap = "" if not text or text.endswith("\n") else "\n"
    return "".join([text, gap, *(f"\n{table_text(source)}" for source in sources)])


def cut(text: str, id: str, position: int) -> Cut:
    """One table as it stands; of the blank lines around it the ones above stay when it is taken out."""
    block = blocks(text)[position]
    behind = _BLANK.match(text, block.end) if text[: block.start].strip(" \t").endswith("\n\n") else None
    gap = behind.group() if behind else ""
    return Cut(id, position, text[: block.start], text[block.start : block.end], gap)


def without(text: str, one: Cut) -> str:
    """The text without a table that was just cut from it."""
    return one.above + text[len(one.above) + len(one.text) + len(one.gap) :]


def put_back(text: str, one: Cut, position: int | None) -> str:
    """The text with a table as it was: in the place of the table at ``position``, or where it stood.

    Where the text before it has changed, that is before the table that now has its number, or at the end.
    """
    found = blocks(text)
    if position is not None:
        return text[: found[position].start] + one.text + text[found[position].end :]
    if text.startswith(one.above):
        start = len(one.above)
    elif one.position < len(found):
        start = found[one.position].start
        one = one._replace(gap=one.gap or "\n")
    else:
        text = text if text.endswith("\n\n") else text.rstrip("\n") + "\n\n"
        start = len(text)
    return text[:start] + _ended(one.text) + one.gap + text[start:]


def updated(text: str, position: int, source: Source, fields: Iterable[str]) -> str:
    """The text with these fields of one table as ``source`` has them; those at their default leave it."""
    import tomlkit  # noqa: PLC0415 (60 ms, and only an edit needs it)

    block = blocks(text)[position]
    document = tomlkit.parse(_ended(text[block.start : block.end]))
    table = document["source"][0]
    values = table_values(source)
    for name in fields:
        if name in values:
            value = values[name]
            if isinstance(value, dict):
                table.pop(name, None)  # it may stand as a table of its own, [source.headers]
                value = tomlkit.parse(f"it = {literal(value)}")["it"]
            table[name] = value
        elif name in table:
            table.remove(name)
    return text[: block.start] + tomlkit.dumps(document) + text[block.end :]


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _content_end(text: str, start: int, other: re.Match[str] | None, limit: int) -> int:
    end = other.start() if other else limit
    while end > start:
        line = text.rfind("\n", start, end - 1) + 1 or start
        if not _EMPTY_LINE.fullmatch(text[line:end].rstrip("\n")):
            break
        end = line
    return end
