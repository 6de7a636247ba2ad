"""How long a text is to read, whichever script it is written in."""

from __future__ import annotations

import re

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60]")
_WIDE_MORE = 1.5
"""A character of Chinese, Japanese or Korean says as much as two and a half of Latin script."""


def reading_length(text: str) -> float:
    """The length of a text in characters of Latin script, white space collapsed."""
    if not text or text.isspace():
        return 0.0
    if "\n" in text or "  " in text:
        text = " ".join(text.split())
    length = float(len(text))
    if not text.isascii():
        length += _WIDE_MORE * len(_WIDE.findall(text))
    return length
