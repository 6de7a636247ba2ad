"""No page hurts: whatever it is made of, it is read in bounded time, and nothing of it reaches a terminal."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from support import hostile, hostile_articles
from support.article_pages import URL
from support.hostile_articles import ARTICLES
from support.hostile_pages import HOSTILE
from tuinews.model import Page
from tuinews.sources.article import read_article

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PAGES = {**{name: body.encode() for name, body in HOSTILE.items()}, **ARTICLES}


def texts(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def check(found: Page) -> None:
    assert [text for text in texts(astuple(found)) if UNSEEN.search(text)] == []
    html = (found.entry.html or "").lower()
    assert not re.search(r"<(?:script|style|iframe|form|input|object|embed)|\son\w+=|javascript:", html)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_to_hurt_is_read(name: str) -> None:
    check(read_article(PAGES[name], url=URL))


@pytest.mark.parametrize("name", [document.file for document in hostile.of_kind("page")])
def test_a_hostile_document_is_read(name: str, hostile_folder: Path) -> None:
    check(read_article((hostile_folder / name).read_bytes(), url=URL))


def test_all_of_them_together_take_bounded_time_and_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-m", hostile_articles.__name__],
        cwd=Path(hostile_articles.__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert float(done.stdout) < 900
