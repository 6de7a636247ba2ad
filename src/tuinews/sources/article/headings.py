"""The headings of a page that may be its article's headline, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tuinews.sources.article.measured import Measure
from tuinews.sources.article.phrases import flat
from tuinews.sources.article.pruning import APART_TAGS, RUNNING
from tuinews.sources.article.wording import is_apart, is_breadcrumb, is_headline, names
from tuinews.sources.htmltree import HEADINGS, INLINE, Node, blocks, text_of

_TAGS = tuple(sorted(HEADINGS))
_MOST = 1000
"""Headings that are looked at."""
_LONGEST = 500
"""Characters of a heading that is looked at piece by piece."""
_MOST_PIECES = 20
_SHORTEST = 2
"""Letters of a heading that says anything."""
_MOST_LINKS = 100
"""Links among which the one to the first page is looked for."""
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?", re.IGNORECASE)
_LONG = 15
"""Letters of a heading that is long enough for a headline."""
# The class of a post's title in the microformats hEntry and h-entry.
_TITLE_CLASSES = frozenset({"entry-title", "p-name"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and what is known of it."""

    text: str
    pieces: tuple[str, ...] = ()
    """Its lines and elements, where it has several: a kicker and a headline."""
    is_apart: bool = False
    """It stands in navigation, in a list, in furniture."""

    @property
    def is_long(self) -> bool:
        """Whether it has as many letters as a headline has at least."""
        return len(flat(self.text)) >= _LONG


@dataclass(frozen=True, slots=True)
class Headings:
    """What a page shows that may be its article's headline."""

    marked: Heading | None
    """The one heading above the text that is marked as the headline."""
    called: Heading | None
    """The first long ``h2`` above the text that is called one, where every ``h1`` is in a path of links."""
    main: tuple[Heading, ...]
    """Each ``h1``; those in paths of links come last."""
    nearest: Heading | None
    """The last long heading above the text, where there is no ``h1``."""
    lower: tuple[Heading, ...] = ()
    """The long headings above the text that are no ``h1``, outside furniture."""
    sites: tuple[str, ...] = ()
    """What the first link to the host's first page says: the name of the site."""


def headings_of(page: Node, container: Node, marks: dict[Node, Measure]) -> Headings:
    """The headings of a page whose article is in ``container``."""
    around = {container, *container.iterancestors()}
    marked: dict[str, Heading] = {}
    called: list[Heading] = []
    main: list[Heading] = []
    in_paths: list[Heading] = []
    lower: list[Heading] = []
    nearest: Heading | None = None
    for node, is_above in islice(_headings(page, container, marks), _MOST):
        is_marked = is_above and _is_marked(node)
        is_called = is_above and node.tag == "h2" and is_headline(names(node) or names(node.getparent()))
        if node.tag != "h1" and not is_above:
            continue
        text = text_of(node).rstrip("¶# ")
        if len(flat(text)) < _SHORTEST:
            continue
        path = list(_below(node, around))
        heading = Heading(text, tuple(_pieces(node, text)), any(_is_apart(one) for one in path))
        if node.tag == "h1":
            in_path = any(one.tag == "li" or is_breadcrumb(names(one)) for one in path)
            (in_paths if in_path else main).append(heading)
        if is_marked and not heading.is_apart:
            marked.setdefault(flat(text), heading)
        if is_above and heading.is_long and not heading.is_apart:
            nearest = heading
            if node.tag != "h1":
                lower.append(heading)
            if is_called:
                called.append(heading)
    return Headings(
        marked=next(iter(marked.values())) if len(marked) == 1 else None,
        called=called[0] if called and in_paths and not main else None,
        main=(*main, *in_paths),
        nearest=None if main or in_paths else nearest,
        lower=tuple(lower),
        sites=tuple(_names_of_site(page)),
    )


def _names_of_site(page: Node) -> Iterator[str]:
    for anchor in islice(page.iter("a"), _MOST_LINKS):
        if _HOME.fullmatch(anchor.get("href", "").strip()):
            pictures = (image.get("alt", "") for image in anchor.iter("img"))
            if stated := [
                text for text in (text_of(anchor), anchor.get("title", ""), *pictures) if text.strip()
            ]:
                yield from stated
                return


def _headings(page: Node, container: Node, marks: dict[Node, Measure]) -> Iterator[tuple[Node, bool]]:
    """The headings in their order, and whether they stand above the article's running text."""
    first = next((node for node in container.iter("*") if _is_running(node, marks)), None)
    is_above = True
    for node in page.iter(*_TAGS) if first is None else page.iter(*_TAGS, first.tag):
        if node is first:
            is_above = False
        if node.tag in _TAGS:
            yield node, is_above


def _is_running(node: Node, marks: dict[Node, Measure]) -> bool:
    mark = marks[node]
    if node.tag in HEADINGS or node.tag in INLINE:
        return False
    return mark.is_leaf and mark.run >= RUNNING and mark.sentences > 0


def _below(node: Node, around: set[Node]) -> Iterator[Node]:
    """An element and those around it, up to what the article stands in as well."""
    one: Node | None = node
    while one is not None and one not in around:
        yield one
        one = one.getparent()


def _pieces(node: Node, whole: str) -> Iterator[str]:
    if len(whole) > _LONGEST:
        return
    inner = islice(node.iterdescendants("*"), _MOST_PIECES)
    for text in (*blocks(node, most=_MOST_PIECES), *map(text_of, inner)):
        if text and len(text) < len(whole):
            yield text


def _is_apart(node: Node) -> bool:
    return node.tag == "li" or node.tag in APART_TAGS or is_apart(names(node))


def _is_marked(node: Node) -> bool:
    """Whether it is marked as the headline: microdata (https://schema.org/headline) or a microformat."""
    is_title = not _TITLE_CLASSES.isdisjoint(node.get("class", "").split())
    return is_title or "headline" in node.get("itemprop", "").split()
