"""Tables of phrases as patterns."""

from __future__ import annotations


def alternatives(table: str) -> str:
    """The alternation of a table's phrases, which stand between `` | `` and may be patterns themselves.

    White space inside a phrase is one blank, whatever the lines of the table make of it.
    """
    return "|".join(phrases(table))


def phrases(table: str) -> list[str]:
    """The phrases of a table."""
    return " ".join(table.split()).split(" | ")
