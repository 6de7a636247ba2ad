"""newsboat's ``urls`` file: one address a line, then tags.

The format: newsboat's manual, chapters "Tagging" and "Scripts and Filters".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tuinews.model import Source
from tuinews.settings.incoming import incoming
from tuinews.settings.source_table import same_address

SEARCHES = "with a saved search (query:)"
NO_ADDRESS = "without an address"

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"?|([^\s"#][^\s"]*+)|(#)')
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|(?:exec|filter|file|feed):", re.IGNORECASE)
_FILTER = re.compile(r"filter:(.*?):((?:https?|file)://.*)", re.DOTALL)


def read_urls(text: str) -> list[Source]:
    """The sources of a ``urls`` file in its order, without ids; never raises.

    The first tag is the category, the others are tags; ``"~Name"`` is the title; ``!`` (hidden from its own
    list) is the tag ``hidden``. ``exec:`` and ``filter:`` lines keep their command and come in paused, and so
    do ``file:`` addresses. ``query:`` lines are saved searches, not sources, and are left out.
    """
    found: dict[str, Source] = {}
    for _, source in _lines(text):
        if source is not None:
            key = same_address(source.url)
            found.setdefault(key if not source.command else f"{key} {source.command}", source)
    return list(found.values())


def lines_left_out(text: str) -> dict[str, int]:
    """How many lines name no source, by what they are: SEARCHES, NO_ADDRESS."""
    kinds = [
        SEARCHES if first.startswith("query:") else NO_ADDRESS for first, source in _lines(text) if not source
    ]
    return {kind: kinds.count(kind) for kind in (SEARCHES, NO_ADDRESS) if kind in kinds}


def _lines(text: str) -> Iterator[tuple[str, Source | None]]:
    """The first word of every line that says something, and the source it names, if it does."""
    for line in text.splitlines():
        tokens = _tokens(line)
        if tokens:
            source = _source(tokens[0], tokens[1:]) if _ADDRESS.match(tokens[0]) else None
            yield tokens[0], source


def _tokens(line: str) -> list[str]:
    """The words of a line: parted by white space, held together by double quotes, up to a ``#`` outside."""
    tokens = []
    for match in _TOKEN.finditer(line):
        if match[3]:
            break
        tokens.append(re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2])
    return tokens


def _source(address: str, words: list[str]) -> Source | None:
    titles = [word[1:] for word in words if word.startswith("~")]
    hidden = [name for word in words if word.startswith("!") for name in ("hidden", word[1:])]
    tags = [word for word in words if not word.startswith(("~", "!"))]
    command = ""
    filtered = _FILTER.fullmatch(address)
    if filtered:
        command, address = filtered[1], filtered[2]
    elif address.startswith("exec:"):
        command = address.removeprefix("exec:")
    source = incoming(
        address,
        title=titles[-1] if titles else "",
        category=tags[0] if tags else "",
        tags=[*tags[1:], *hidden],
        command=command.strip(),
    )
    if source and address.startswith("filter:"):
        return replace(source, paused_why="Its filter: line names no address, so there is nothing to fetch.")
    return source
