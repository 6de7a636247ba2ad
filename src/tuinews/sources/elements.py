"""The elements of a web page that name other addresses, read without building a tree of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from tuinews.sources.charset import decode
from tuinews.text.addresses import absolute

_LOOK = 1_000_000
"""Characters of a page in which elements are looked for."""
_INNER = 500
"""Characters of an element's content that are looked at."""
_SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
# Up to the next element, so that a page of half-written ones costs no more than its length.
_ELEMENT = re.compile(r"<(link|base|a)\s([^<]{0,4000})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s=>\"'/]{1,64})(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_END = re.compile(r"</a\s*>", re.IGNORECASE)


class Element(NamedTuple):
    """A ``link`` or ``a`` element that leads to a web address."""

    name: str
    url: str
    """Absolute."""
    values: dict[str, str]
    """Attributes by lower-case name; of two with one name the first (HTML, 13.2.5.33)."""
    inner: str
    """The beginning of what an ``a`` element holds, as markup; empty for ``link``."""


def page_text(page: bytes | str) -> str:
    """A page as text, without comments and scripts, cut to what is looked at."""
    text = page if isinstance(page, str) else decode(page).text
    return _SILENT.sub("", text[:_LOOK])


def linking_elements(page: str, base: str) -> Iterator[Element]:
    """The elements of ``page_text`` that lead somewhere, in their order; ``base`` is the page's address."""
    based = False
    for found in _ELEMENT.finditer(page):
        values, end = _attributes(page, found.start(2), found.end())
        href = values.get("href", "")
        if not href:
            continue
        name = found[1].lower()
        if name == "base":
            # Only the first counts (HTML, 4.2.3).
            base, based = (base if based else absolute(href, base) or base), True
            continue
        url = absolute(href, base)
        if url is not None:
            inner = _END.split(page[end : end + _INNER], maxsplit=1)[0] if name == "a" else ""
            yield Element(name, url, values, inner.partition(">")[2])


def _attributes(page: str, start: int, limit: int) -> tuple[dict[str, str], int]:
    """Names and values up to the end of the element, and where that is."""
    values: dict[str, str] = {}
    while found := _ATTRIBUTE.match(page, start, limit):
        name, *parts = found.groups("")
        values.setdefault(name.lower(), unescape("".join(parts)))
        start = found.end()
    return values, start
