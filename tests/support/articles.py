"""Made-up articles for the tests of store and library."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from tuinews.model import Article, Changes, Entry, FetchState, Prepared, Source
from tuinews.store import Store

NOW = 1_764_000_000
"""2025-11-24 16:00 UTC."""


def source(id: str = "gazette", category: str = "World", **fields: Any) -> Source:
    """A source of which only what matters is said."""
    return Source(id=id, url=fields.pop("url", f"https://{id}.example/feed"), category=category, **fields)


def article(**fields: Any) -> Article:
    """A kept article of which only what matters is said."""
    nothing = dict.fromkeys(Article._fields)
    plain: dict[str, Any] = {
        **{"id": 1, "sort": NOW, "title": "", "source": "gazette", "source_title": "Gazette", "category": ""},
        **{"labels": (), "editors": (), "fetched": "2025-11-24T16:00:00Z", "words": 0, "text": ""},
        **{"read": False, "starred": False, "views": 0, "enclosures": (), "relevant": ()},
    }
    return Article(**{**nothing, **plain, **fields})


def prepared(title: str, text: str = "", **fields: Any) -> Prepared:
    """An article ready to be kept. ``terms``, ``canonical`` and ``digest`` go beside the entry, all else
    into it.
    """
    terms = tuple(fields.pop("terms", ()))
    url = fields.setdefault("url", None)
    canonical = fields.pop("canonical", url)
    digest = fields.pop(
        "digest", blake2b(f"{title}\n{text}".encode(errors="replace"), digest_size=8).hexdigest()
    )
    entry = Entry(guid=fields.pop("guid", None), title=title, text=text, **fields)
    return Prepared(entry=entry, canonical=canonical, digest=digest, words=len(text.split()), terms=terms)


def keep(
    store: Store, of: str, *items: Prepared, now: int = NOW, state: FetchState | None = None
) -> list[int]:
    """Keep new articles of a source in one transaction; return their ids."""
    with store.transaction():
        return store.apply(of, Changes(new=tuple(items)), state, now)
