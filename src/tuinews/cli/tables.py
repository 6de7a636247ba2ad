"""Aligned columns for people, and numbers with their words."""

from __future__ import annotations

from collections.abc import Sequence

from tuinews.text.width import cell_width, fit, pad

GAP = 2


def count(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``1,200 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def widths(rows: Sequence[Sequence[str]], most: Sequence[int], *, fixed: bool) -> list[int]:
    """The cells each column needs; at most what ``most`` allows where lines have to fit something."""
    needed = [max((cell_width(row[at]) for row in rows), default=0) for at in range(len(most))]
    return [min(pair) for pair in zip(needed, most, strict=True)] if fixed else needed


def cell(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` in exactly ``cells`` cells."""
    return pad(text, cells, "right" if right else "left")


def rest(text: str, cells: int | None) -> str:
    """The last column: cut to ``cells``, or whole where lines need not fit anything."""
    return text if cells is None else fit(text, max(8, cells))
