"""Captured pages are read as articles, as well as the benchmark demands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import extraction
from extraction import MINIMUMS, WIDE, Run, captured, measure, ours

pytestmark = [pytest.mark.corpus, pytest.mark.xdist_group("articles")]

SETS = [name for name in MINIMUMS if name not in ("all", WIDE)]


@cache
def run_of(corpus: Path, name: str) -> Run:
    """The marks of a set, read once."""
    return measure((page for page in captured(corpus) if page.set == name and page.is_judged), ours)


def marks(corpus: Path, group: str) -> dict[str, float]:
    """What is measured of a group, for the columns that have a minimum."""
    found = extraction.Scores()
    for name in SETS:
        if group in (name, WIDE, "all") and group in (run := run_of(corpus, name)).rows:
            found.add(run.rows[group])
    return {column: found.mean(column) or 0.0 for column in MINIMUMS[group]}


@pytest.mark.parametrize("group", [*SETS, WIDE, "all"])
def test_the_marks_of_a_set_do_not_fall_below_their_minimum(corpus: Path, group: str) -> None:
    found = marks(corpus, group)
    assert {column: mean for column, mean in found.items() if mean < MINIMUMS[group][column]} == {}


def test_articles_are_not_called_an_obstacle_unless_they_have_to_be_paid_for(corpus: Path) -> None:
    called = {file: said for name in SETS for file, said in run_of(corpus, name).obstacles.items()}
    assert {file: said for file, said in called.items() if "subscription" not in said} == {}
    assert len(called) <= 5


@pytest.mark.parametrize("kind", ["article", "section", "not-article", "other"])
def test_every_page_that_is_not_judged_is_read_as_well(corpus: Path, kind: str) -> None:
    pages = [page for page in captured(corpus) if page.kind == kind and not page.is_judged]
    assert pages
    for page in pages:
        reading = ours(page.body(), page.url)
        assert reading.html or reading.obstacle, page.file
