"""How much running text the elements of a page hold, how much of it is links, and what that is worth."""

from __future__ import annotations

import re
from collections.abc import Callable

from tuinews.sources.article.wording import is_discussion, names
from tuinews.sources.htmltree import HEADINGS, INLINE, Node
from tuinews.text.length import reading_length

_SENTENCE = re.compile(r"[.!?…:;,。！？，、؟।][\"'”’»)\]]*(?:\s|\Z)|[。！？，、]")
_SHORT = 60
"""A block that is shorter (see ``text.length``) and has no sentence says nothing either way."""
_PIECES = HEADINGS | {"p", "li", "dd", "dt", "td", "th", "a", "figcaption"}
"""Elements whose links count against what stands beside them."""
_LINK_COST = 3
"""A character of a link takes away as many of text: a block of a third links is worth nothing."""
_MOST_APART = 0.6
"""Share of a page's worth that a name alone can take away."""


class Measure:
    """What one element holds, everything below it included; lengths as in ``text.length``."""

    __slots__ = ("chars", "links", "run", "run_links", "sentences", "value")

    def __init__(self) -> None:
        self.chars = 0.0
        """Of the blocks in it."""
        self.links = 0.0
        """Of the links in them."""
        self.run = 0.0
        """Of the text directly in it, not in blocks below; an inline element has nothing else."""
        self.run_links = 0.0
        self.sentences = 0
        """Ends of sentences and commas."""
        self.value = 0.0
        """What its text is worth as an article's."""

    @property
    def is_leaf(self) -> bool:
        """Whether it has text of its own and no block with text in it."""
        return self.run > 0 and self.chars <= self.run

    @property
    def size(self) -> float:
        """All its text, whether it is a block or part of one."""
        return max(self.chars, self.run)

    @property
    def density(self) -> float:
        """The share of its text that is links."""
        if self.chars >= self.run:
            return self.links / self.chars if self.chars else 0.0
        return self.run_links / self.run


def measure(root: Node, is_apart: Callable[[Node], bool]) -> dict[Node, Measure]:
    """The measures of all elements from ``root`` down.

    What ``is_apart`` says of an element is no article, and its text is worth nothing; unless it holds nearly
    all text of the page, which then has nothing else to read.
    """
    nodes = list(root.iter("*"))
    marks: dict[Node, Measure] = {}
    linked: set[Node] = set()
    for node in nodes:
        marks[node] = Measure()
        if (node.tag == "a" and node.get("href")) or node.getparent() in linked:
            linked.add(node)
    for node in reversed(nodes):  # from the leaves up: what lies in an element comes behind it in ``nodes``
        mark = marks[node]
        if node.text:
            _add(mark, node.text, node in linked)
        inline = node.tag in INLINE
        if mark.run and not inline:
            _close(mark)
        parent = node.getparent()
        if node is root or parent is None:
            continue
        above = marks[parent]
        if inline:
            above.run += mark.run
            above.run_links += mark.run_links
        above.chars += mark.chars
        above.links += mark.links
        above.value += mark.value if node.tag in _PIECES else max(0.0, mark.value)
        above.sentences += mark.sentences
        if node.tail:
            _add(above, node.tail, parent in linked)
    _discount(nodes, marks, is_apart)
    return marks


def is_line(node: Node, marks: dict[Node, Measure]) -> bool:
    """Whether an element is a line or a paragraph of its own.

    A block with text of its own and no block with text in it, or an inline element that stands alone between
    blocks.
    """
    mark = marks[node]
    if node.tag not in INLINE:
        return mark.is_leaf
    parent, before = node.getparent(), node.getprevious()
    if not mark.run or parent is None or parent.tag in INLINE or marks[parent].is_leaf:
        return False
    ahead = parent.text if before is None else before.tail
    return not (ahead and ahead.strip()) and not (node.tail and node.tail.strip())


def _add(mark: Measure, text: str, linked: bool) -> None:
    size = reading_length(text)
    if size:
        mark.run += size
        if linked:
            mark.run_links += size
        mark.sentences += len(_SENTENCE.findall(text))


def _close(mark: Measure) -> None:
    """Count the text that stands directly in a block."""
    mark.chars += mark.run
    mark.links += mark.run_links
    worth = mark.run - _LINK_COST * mark.run_links
    if worth < 0 or mark.run >= _SHORT or mark.sentences:
        mark.value += worth


def _discount(nodes: list[Node], marks: dict[Node, Measure], is_apart: Callable[[Node], bool]) -> None:
    """Take the worth of what is apart from all that it lies in."""
    most = _MOST_APART * marks[nodes[0]].value
    lost: dict[Node, float] = {}
    for node in reversed(nodes):
        mark = marks[node]
        gone = lost.get(node, 0.0)
        if gone < mark.value and (is_apart(node) if mark.value <= most else is_discussion(names(node))):
            gone = mark.value
        if gone:
            mark.value -= gone
            if (parent := node.getparent()) is not None:
                lost[parent] = lost.get(parent, 0.0) + gone
