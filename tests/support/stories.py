"""A small library of made-up stories, as the engine would have grouped them."""

from __future__ import annotations

import time
from typing import Any

from support.articles import NOW, keep, prepared, source
from support.wires import WIRES
from tuinews.model import Changes, Source
from tuinews.related.terms import title_terms
from tuinews.store import Store

HOUR = 3600
SOURCES: tuple[Source, ...] = tuple(source(id) for id in ("wire", "gazette", "courier", "herald"))
TITLE, REPORT, OWN, AGENCY = WIRES["English"]
PIERS = "Ferries: cracked piers of Oldhaven stay closed"
PIERS_TEXT = (
    "Two piers of Oldhaven will stay closed for weeks. Engineers asked for a crane from the mainland, and "
    "the town council meets tonight about the bill, which nobody had in the budget. Until then all ferries "
    "berth at the fish market, where the smell, a clerk said, keeps the queues short."
)
STRIKE = "Ferry workers of Oldhaven vote on a strike"
STRIKE_TEXT = "The union of the ferry workers counts its votes tonight, and a strike may begin on Monday."


def tell(
    store: Store, of: str, title: str, text: str, hours: float, *, came: float | None = None, **fields: Any
) -> int:
    """Keep an article that ``of`` published so many hours before NOW, and that came as many, or ``came``
    hours before; return its id.
    """
    seen = NOW - round((hours if came is None else came) * HOUR) + 60
    fields.setdefault("url", f"https://www.{of}.example/{title.replace(' ', '-')}")
    published = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(NOW - round(hours * HOUR)))
    item = prepared(title, text, published=published, terms=title_terms(title, None, text), **fields)
    (id,) = keep(store, of, item, now=seen)
    return id


def group(store: Store, *stories: list[int]) -> None:
    """Let each list of articles be a story, known by its first."""
    with store.transaction():
        store.set_stories((id, ids[0]) for ids in stories for id in ids)


def join(store: Store, story: int, *ids: int) -> None:
    """Let more articles tell a story."""
    with store.transaction():
        store.set_stories((id, story) for id in ids)


def retitle(store: Store, of: str, id: int, title: str, text: str) -> None:
    """Let a publisher change a headline."""
    with store.transaction():
        store.apply(of, Changes(changed=((id, prepared(title, text)),)), None, NOW)


def fill(store: Store) -> dict[str, int]:
    """Keep two stories and an article that stands alone; return the ids by name.

    ``report`` is an agency's, ``copy`` a paper's copy of it, ``own`` and ``late`` are told by two others;
    the strike is told by two papers.
    """
    store.sync_sources(SOURCES, ["World"])
    ids = {
        "report": tell(store, "wire", TITLE, AGENCY + REPORT, 8),
        "copy": tell(store, "gazette", "Nine hundred may go home", REPORT, 7),
        "bread": tell(store, "gazette", "Bakers of Greyfield win the bread prize", "Bread. " * 30, 6),
        "own": tell(store, "courier", "Storm over: ferries sail to the islands", OWN, 5),
        "strike": tell(store, "gazette", STRIKE, STRIKE_TEXT, 4),
        "late": tell(store, "herald", PIERS, PIERS_TEXT, 3),
        "vote": tell(store, "courier", "Strike vote of the ferry workers", f"Oldhaven: {STRIKE_TEXT}", 2),
    }
    group(
        store,
        [ids["report"], ids["copy"], ids["own"], ids["late"]],
        [ids["strike"], ids["vote"]],
    )
    return ids
