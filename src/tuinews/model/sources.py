"""A source as the user follows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Selectors(NamedTuple):
    """CSS selectors that say where the articles of a list page stand; an empty one leaves it to the page's
    structure.
    """

    item: str = ""
    """The elements that hold one article each; the others are looked for inside them."""
    title: str = ""
    link: str = ""
    date: str = ""
    summary: str = ""


NO_SELECTORS = Selectors()


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the user follows it: one table of ``sources.toml``."""

    id: str
    """Short, readable, stable: articles belong to it even when address or title change."""
    url: str
    title: str = ""
    """The user's own name for it; empty means: the title the feed gives itself."""
    category: str = ""
    """The tab it is in; empty means: in All only."""
    tags: tuple[str, ...] = ()
    kind: str = "feed"
    """``feed``, ``page`` (a list page without a feed) or ``sitemap``."""
    paused: bool = False
    paused_why: str = ""
    """A sentence for a person, where the program paused it."""
    interval: int | None = None
    """Minutes between two requests; None leaves it to the schedule."""
    timezone: str = ""
    """IANA name in which times without a zone are read; empty means UTC."""
    private: bool = False
    """The user typed or allowed this address although its host is loopback, link-local or private."""
    command: tuple[str, ...] = ()
    """Argument list whose standard output is the feed; kept from an import, run only when enabled."""
    user_agent: str = ""
    """The name given to its host; empty means the one for all."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Fields sent to its own host; they may hold secrets."""
    user: str = ""
    """Name for Basic authentication; without one the password is a Bearer token."""
    password: str = field(default="", repr=False)
    """In the clear. It and ``headers`` leave ``sources.toml`` for nothing but the requests themselves."""
    password_command: tuple[str, ...] = ()
    """Argument list; the first line of its standard output is the password or token."""
    password_env: str = ""
    """Name of the environment variable that holds it."""
    password_keyring: str = ""
    """Name of the service under which the system's keyring holds it, for ``user``, else for the id."""
    selectors: Selectors = NO_SELECTORS
    """Of a list page: where its articles stand, where its structure alone does not tell."""
    full_text: str = "auto"
    """Whether the whole article is fetched from its own page: ``auto`` where the feed gives only a teaser,
    ``always`` or ``never``.
    """
