"""The built-in catalogue of well-known public feeds, for the first start."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple


class CatalogueFeed(NamedTuple):
    """One feed that may be chosen."""

    title: str
    """The publisher's name."""
    url: str
    category: str
    language: str
    """ISO 639-1: ``en``."""
    region: str
    """Where it is published or what it is about, in English: ``Brazil``, ``International``."""


def load_catalogue() -> tuple[CatalogueFeed, ...]:
    """Every feed, in the order of ``catalogue.toml``: by topic, then by language."""
    topics = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))
    return tuple(
        CatalogueFeed(title, url, category, language, region)
        for category, languages in topics.items()
        for language, feeds in languages.items()
        for title, region, url in feeds
    )
