"""What an XML feed states, before anything of it is cleaned, resolved or chosen.

The two readers of XML, ``wellformed`` and ``loose``, fill these; ``feed`` makes entries of them.
Every string is as the publisher wrote it, empty where nothing was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class StatedText:
    """A text, and what it is written in."""

    value: str
    is_html: bool
    base: str = ""
    """The ``xml:base`` in force."""
    language: str = ""


@dataclass(slots=True)
class StatedLink:
    """An address and what it is to the entry: ``link`` and ``enclosure``."""

    href: str
    rel: str = "alternate"
    type: str = ""
    title: str = ""
    length: str = ""
    count: str = ""
    """Replies behind it (RFC 4685)."""


@dataclass(slots=True)
class StatedMedia:
    """A picture, sound or film: ``media:content`` or ``media:thumbnail``."""

    url: str
    type: str = ""
    medium: str = ""
    width: str = ""
    length: str = ""
    duration: str = ""


@dataclass(slots=True)
class StatedItem:
    """An ``item`` or ``entry``."""

    base: str = ""
    language: str = ""
    id: str = ""
    id_is_address: bool = True
    """The id may be opened, as far as its syntax allows."""
    title: StatedText | None = None
    heading: str = ""
    """A title from another vocabulary."""
    links: list[StatedLink] = field(default_factory=list)
    published: str = ""
    dated: str = ""
    """A date of which is not said what happened then."""
    created: str = ""
    updated: str = ""
    contents: list[StatedText] = field(default_factory=list)
    description: StatedText | None = None
    blurbs: list[str] = field(default_factory=list)
    """Short texts about a podcast's episode."""
    caption: str = ""
    """The text of a picture or film."""
    authors: list[str] = field(default_factory=list)
    source_title: str = ""
    source_url: str = ""
    source_authors: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    comments: str = ""
    comments_count: str = ""
    media: list[StatedMedia] = field(default_factory=list)
    thumbnails: list[StatedMedia] = field(default_factory=list)
    picture: str = ""
    duration: str = ""
    """How long the episode of a podcast plays."""


@dataclass(slots=True)
class StatedFeed:
    """A document."""

    version: str = ""
    base: str = ""
    language: str = ""
    title: StatedText | None = None
    description: StatedText | None = None
    links: list[StatedLink] = field(default_factory=list)
    ttl: str = ""
    update_period: str = ""
    update_frequency: str = ""
    skip_hours: list[str] = field(default_factory=list)
    skip_days: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    items: list[StatedItem] = field(default_factory=list)

    @property
    def is_atom(self) -> bool:
        return self.version.startswith("atom")
