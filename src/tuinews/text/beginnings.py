"""Whether a text begins with what was said before it: a summary, a teaser, a standfirst."""

from __future__ import annotations

import re

from tuinews.text.words import words

_ADDRESS = re.compile(r"https?://\S+|[^\s(]+@[^\s)]+")

_MOST_LOST = 2
"""For so many words of a copy, one that it left out."""


def begins_with(text: str, said: str) -> bool:
    """Whether ``text`` begins with ``said``, whatever the white space and the marks between the words.

    ``said`` may end in an ellipsis, its last word cut, and lack what a copy of mere text loses: links and
    pictures. What else stands in it has to stand in the text, in that order; addresses do not count.
    """
    wanted = words(_ADDRESS.sub(" ", said))
    if said.rstrip(" ])").endswith(("…", "...")):
        wanted = wanted[:-1]
    there = iter(
        words(_ADDRESS.sub(" ", text[: 3 * len(said) + 200]))[: len(wanted) + len(wanted) // _MOST_LOST]
    )
    return all(word in there for word in wanted)
