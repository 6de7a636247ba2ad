"""What an article's body is made of: blocks, and spans of text inside them. Values without behaviour.

Named tuples with evaluated annotations: a dozen dataclasses would take 10 ms to import, and annotations kept
as text 3 ms.
"""

from enum import IntFlag
from typing import NamedTuple, TypeAlias


class Look(IntFlag):
    """How a piece of text looks; several may hold at once."""

    PLAIN = 0
    STRONG = 1
    EM = 2
    STRIKE = 4
    CODE = 8
    """In running text, or in a block, which is padded so that it can have a ground of its own."""
    LINK = 16
    HEADING = 32
    QUOTE = 64
    DIM = 128
    """What stands beside the text: numbers of links, bars, markers, captions."""
    MARK = 256
    """Set apart by the publisher: superscript, subscript, highlighted."""
    TABLE = 512
    PICTURE = 1024
    """Stands for a picture."""
    ADDED = 1 << 23
    """What a publisher put in."""
    REMOVED = 1 << 24
    """What a publisher took out."""
    UNDER = 2048
    """Underlined: headings of the first level, and what was inserted."""
    KEYWORD = 4096
    """This and what follows: parts of code, told apart by its language."""
    STRING = 8192
    NUMBER = 16384
    COMMENT = 32768
    NAME = 65536
    """What code defines or calls: functions, classes, tags."""
    INSERTED = 131072
    DELETED = 262144


class Span(NamedTuple):
    """A run of text of one look; ``\\n`` is a forced line break."""

    text: str
    look: Look = Look.PLAIN
    link: int = 0
    """The number of a link, from 1; below 0 a picture that is no link: minus its number; 0 nothing."""
    jump: int = 0
    """The anchor of this document that the text leads to, such as a footnote; 0 none."""
    anchors: tuple[int, ...] = ()
    """The anchors that stand where this text begins, and wait to be jumped to."""


Inline: TypeAlias = tuple[Span, ...]


class Paragraph(NamedTuple):
    """Running text."""

    spans: Inline


SUBHEADING = 7
"""The level of a heading that the page has as a strong paragraph: below all others."""


class Heading(NamedTuple):
    """A heading; level 1 to 6, or ``SUBHEADING``."""

    level: int
    spans: Inline


class Quote(NamedTuple):
    """What somebody else said."""

    blocks: "tuple[Block, ...]"


class Item(NamedTuple):
    """An item of a list; the marker is ready to be shown, such as ``3.``, or empty."""

    marker: str
    blocks: "tuple[Block, ...]"


class Listing(NamedTuple):
    """A list."""

    items: tuple[Item, ...]


class Code(NamedTuple):
    """Preformatted text, its line breaks as they are."""

    spans: Inline
    language: str = ""


class Cell(NamedTuple):
    """A cell of a table."""

    spans: Inline
    """All of it as one text."""
    header: bool = False
    columns: int = 1
    rows: int = 1
    blocks: "tuple[Block, ...]" = ()
    """What it holds where that is more than a text has: code, quotes, tables; else nothing."""


class Table(NamedTuple):
    """A table of data; tables that only lay out a page are taken apart when read."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Inline = ()


class Figure(NamedTuple):
    """A picture, or anything else that has a caption."""

    blocks: "tuple[Block, ...]"
    caption: Inline = ()


class Definition(NamedTuple):
    """A term and what it means; either may be empty."""

    term: Inline
    blocks: "tuple[Block, ...]" = ()


class Definitions(NamedTuple):
    """A list of terms and what they mean."""

    entries: tuple[Definition, ...]


class Details(NamedTuple):
    """What a web page opens on request, with the line that names it; here it is open."""

    summary: Inline
    blocks: "tuple[Block, ...]"


class Rule(NamedTuple):
    """A line across."""


Block: TypeAlias = (
    Paragraph | Heading | Quote | Listing | Code | Table | Figure | Definitions | Details | Rule
)


class Image(NamedTuple):
    """A picture of an article; ``url`` is empty where it has no address that can be opened."""

    url: str
    alt: str
