"""The hits of a search in lines, all at once."""

from __future__ import annotations

from collections.abc import Sequence

from tuinews.text.lines import Line
from tuinews.text.matches import Hit, find_in_steps


def find(lines: Sequence[Line], text: str) -> list[Hit]:
    """Every hit, in order."""
    return [hit for hits in find_in_steps(lines, text) for hit in hits]
