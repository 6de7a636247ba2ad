"""Which way a text is read."""

from __future__ import annotations

from unicodedata import bidirectional

from tuinews.text.tree import Inline, Look


def is_rtl(spans: Inline) -> bool:
    """Whether the first letter with a direction is of a script written from right to left: UAX #9, P2 and
    P3."""
    return direction(spans) == "R"


def direction(spans: Inline) -> str:
    """``R`` or ``L`` by the first letter that has a direction; empty where none has."""
    for span in spans:
        if span.look & Look.PICTURE or span.text.isascii():
            if any(map(str.isalpha, span.text)) and not span.look & Look.PICTURE:
                return "L"
            continue
        for char in span.text:
            found = bidirectional(char)
            if found == "L":
                return "L"
            if found in {"R", "AL"}:
                return "R"
    return ""
