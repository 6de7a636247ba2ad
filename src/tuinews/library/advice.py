"""What may be meant by a query that says something else: pure, from what is followed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from tuinews.model import SourceState
from tuinews.query import Field, Words, advice, parse

_NAMED = 5
"""Categories that a sentence names."""


def advise(query: str, states: Sequence[SourceState], categories: Sequence[str], *, typing: bool) -> str:
    """Return a sentence about a query, or nothing; see ``Library.advice``."""
    parsed = parse(query, typing=typing)
    for part in (*parsed.wanted, *parsed.unwanted):
        if isinstance(part, Field) and not parsed.problems:
            unknown = _unknown(part, states, categories)
            if unknown:
                return unknown
    words = [part.text for part in parsed.wanted if isinstance(part, Words)]
    if words and len(words) == len(parsed.wanted) and not parsed.unwanted:
        source = _named(" ".join(words), states)
        if source is not None:
            return f"{source.title} is a source: source:{source.source.id} shows what comes from it."
    return advice(query, typing=typing)


def no_source(sought: str, states: Sequence[SourceState]) -> str:
    """Say that there is no such source, and which may be meant."""
    names = [name for one in states for name in (one.source.id, one.title.casefold())]
    near = get_close_matches(sought.casefold(), names, 1)
    hint = f" Did you mean {near[0]}?" if near else " `tuinews sources` lists them."
    return f"There is no source '{sought}'.{hint}"


def _unknown(field: Field, states: Sequence[SourceState], categories: Sequence[str]) -> str:
    """Say that no source or category has this name; nothing where one has."""
    sought = field.value.casefold()
    if field.name == "source":
        known = any(sought in one.title.casefold() or sought in one.source.id for one in states)
        return "" if known else no_source(field.value, states)
    if field.name == "is" or any(name.casefold().startswith(sought) for name in categories):
        return ""
    folded = {name.casefold(): name for name in categories}
    near = [folded[name] for name in get_close_matches(sought, folded, 1)]
    some = ", ".join(categories[:_NAMED])
    hint = f" Did you mean {near[0]}?" if near else f" There are {some}." if some else ""
    return f"There is no category '{field.value}'.{hint}"


def _named(said: str, states: Sequence[SourceState]) -> SourceState | None:
    """The one source whose name this is, or whose name begins with these words."""
    said = said.casefold().removeprefix("the ")
    names = [(one.title.casefold().removeprefix("the "), one) for one in states]
    named = [one for name, one in names if said in (name, one.source.id)]
    named = named or [one for name, one in names if name.startswith(f"{said} ")]
    return named[0] if len(named) == 1 else None
