"""Lists of values for SQL's IN, cut so that no statement has too many parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST = 500


def slices(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the values, at most LONGEST at a time."""
    for start in range(0, len(values), LONGEST):
        yield values[start : start + LONGEST]


def marks(values: Sequence[Any]) -> str:
    """Return a question mark for each of the values, with commas between."""
    return ",".join("?" * len(values))
