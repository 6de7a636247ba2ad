"""Names of files, made by us: what a feed says is never one."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
"""Characters of the words in a name."""


def file_name(title: str, number: int, again: int = 1) -> str:
    """The name of a Markdown file for the article ``number``: ``storm-warning-for-the-coast-123.md``.

    Small ASCII letters, digits and dashes only; without a title in Latin letters ``article-123.md``.
    ``again`` above 1 tells apart what would have the same name.
    """
    plain = unicodedata.normalize("NFKD", title[: 4 * _LONGEST]).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    times = f"-{again}" if again > 1 else ""
    return f"{words or 'article'}-{number}{times}.md"
