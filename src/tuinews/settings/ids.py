"""Short readable names for sources: ``bbc-world``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_LONGEST = 40
_SAYS_NOTHING = frozenset(
    (
        "www",
        "feed",
        "feeds",
        "rss",
        "rss2",
        "rss091",
        "atom",
        "xml",
        "rdf",
        "json",
        "index",
        "php",
        "html",
        "htm",
        "default",
        "aspx",
        "com",
        "org",
        "net",
    )
)


class Ids:
    """The ids in use; gives out new ones, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, title_or_url: str) -> str:
        """A free id that tells of the title, or of the host and path of the address."""
        stem = slug(title_or_url)
        name = stem
        number = self._last.get(stem, 1)
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._last[stem] = number
        self._taken.add(name)
        return name


def new_id(title_or_url: str, taken: Iterable[str]) -> str:
    """An id for one source that none of the taken ones equals; for many sources use ``Ids``."""
    return Ids(taken).take(title_or_url)


def slug(title_or_url: str) -> str:
    """Lower-case ASCII letters and digits with dashes, at most 40; ``source`` where the text has none.

    Accents fall away; a text in another script has no letters left, so give the address then.
    """
    text = title_or_url
    if re.match(r"[a-z][a-z0-9+.-]*://|exec:|file:", text, re.IGNORECASE):
        text = _of_address(text)
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", flat)
    name = "-".join(words)
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    return name or "source"


def _of_address(url: str) -> str:
    """The words of an address that tell one source from another."""
    try:
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path
    except ValueError:
        host, path = "", url
    words = re.findall(r"[a-z0-9]+", f"{host} {path}".lower())
    return " ".join(word for word in words if word not in _SAYS_NOTHING) or host
