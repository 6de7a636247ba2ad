"""Which part of a page is its article.

The text of a block counts as much as it is long, and three times less for every character of a link in it;
what is called navigation, comments or advertising counts for nothing (``measured``). The article is the
lowest element that holds nearly all of what the page is worth. Where the page's data states the article's
text, it is instead the lowest element that holds nearly all blocks of that text.
"""

from __future__ import annotations

from itertools import islice

from tuinews.sources.article.measured import measure
from tuinews.sources.article.phrases import flat
from tuinews.sources.article.pruning import APART_TAGS, Pruner
from tuinews.sources.article.wording import is_apart, is_standfirst, names
from tuinews.sources.htmltree import HEADINGS, INLINE, Node, markup_of, text_of
from tuinews.text.beginnings import begins_with

_LEAVES = (
    HEADINGS
    | INLINE
    | {"p", "pre", "blockquote", "ul", "ol", "dl", "li", "table", "tbody", "tr", "td", "figure"}
)
"""Elements that stand in an article and are none."""
_NEARLY_ALL = 0.75
"""Share of what an element is worth that one child must have to stand for it."""
_NEARLY_ALL_STATED = 0.85
"""Likewise of the blocks that stand in the stated text."""
_ENOUGH_STATED = 0.5
"""Share of the stated text that must be found in the page."""
_NEXT_SHARE = 0.15
"""Share of the found part that makes one of several articles in it."""
_SHORTEST_STATED = 200
_LONGEST_STATED = 200_000
"""Letters of the stated text that are looked at."""
_SHORTEST_BLOCK = 15
"""Letters of a block that is looked up in the stated text."""
_KEY = 200
"""Letters of a block that have to be the same."""
_MARKED = 300
"""What a part marked as an article's body must be worth, and its share of the page below."""
_MARKED_SHARE = 0.2
_STANDFIRST = (40, 1000)
"""Shortest and longest standfirst."""
_SAME_START = 80
_SAME_END = 60
_EARLY = 8
"""Blocks of the text that may say the standfirst again."""
_NEAR = 60
"""Elements above the text in which a standfirst is looked for where the page has no headline."""
_PARTS = frozenset({"td", "th", "tr", "tbody", "table", "body", "li", "form", "html", "center"})
"""Elements that mean nothing once they are taken out of their page."""


class Search:
    """A page that is searched for its article; pruning takes the page apart."""

    def __init__(self, root: Node, stated: str, *, by_names: bool = True) -> None:
        """``stated``: the text as the page's data has it; ``by_names``: names tell what is apart."""
        page = root.find("body")
        self.page = root if page is None else page
        self.by_names = by_names
        self._stated = flat(stated[:_LONGEST_STATED])
        self.marks = measure(self.page, self._is_apart)
        self.container = self._container()

    @property
    def worth(self) -> float:
        """What the part that was found is worth."""
        return self.marks[self.container].value

    def html(self, url: str, title: str, summary: str) -> str:
        """The article's HTML, not yet sanitised; to be called once."""
        lead = self._standfirst(summary)
        Pruner(self.container, self.marks, url, title, by_names=self.by_names).prune()
        if self.container.tag in _PARTS:
            self.container.tag = "div"
        return ("" if lead is None else markup_of(lead)) + markup_of(self.container)

    def _is_apart(self, node: Node) -> bool:
        if node is self.page or node.tag == "p":
            return False
        return node.tag in APART_TAGS or (self.by_names and is_apart(names(node)))

    def _container(self) -> Node:
        confirmed = self._confirmed()
        if self._stated and sum(confirmed.values()) >= _ENOUGH_STATED * len(self._stated):
            return _lowest(self.page, _gathered(confirmed), _NEARLY_ALL_STATED)
        found = _lowest(self._marked(), {node: mark.value for node, mark in self.marks.items()}, _NEARLY_ALL)
        return self._first_of_several(found)

    def _first_of_several(self, found: Node) -> Node:
        """Where a page goes on with the next article, the first: each has a headline of its own."""
        least = _NEXT_SHARE * self.marks[found].value
        parts = [
            node
            for node in found.iterdescendants("article")
            if self.marks[node].value > least and next(node.iter("h1"), None) is not None
        ]
        return parts[0] if len(parts) > 1 and parts[0] not in parts[1].iterancestors() else found

    def _confirmed(self) -> dict[Node, float]:
        """The blocks whose text stands in the stated text, with their length."""
        found: dict[Node, float] = {}
        if len(self._stated) < _SHORTEST_STATED:
            return found
        for node, mark in self.marks.items():
            if mark.is_leaf and mark.run >= _SHORTEST_BLOCK and node.tag not in INLINE:
                text = flat(text_of(node))
                if len(text) >= _SHORTEST_BLOCK and text[:_KEY] in self._stated:
                    found[node] = float(len(text))
        return found

    def _marked(self) -> Node:
        """The element that the page marks as its article's body (https://schema.org/articleBody), if any."""
        stated = self.page.xpath(".//*[contains(@itemprop, 'articleBody')]")
        best = max(stated, key=lambda node: self.marks[node].value, default=None)
        if best is None:
            return self.page
        if sum(node.getparent() is best.getparent() for node in stated) > 1:
            best = best.getparent()  # each paragraph is marked
        worth = self.marks[best].value
        return best if worth > _MARKED and worth > _MARKED_SHARE * self.marks[self.page].value else self.page

    def _standfirst(self, summary: str) -> Node | None:
        """What stands between headline and text and says what is to come; None where the text has it."""
        nodes = list(self.page.iter("*"))
        end = nodes.index(self.container)
        heads = [number for number, node in enumerate(nodes[:end]) if node.tag == "h1"]
        wanted = flat(summary)[:_SAME_START]
        for node in nodes[heads[-1] if heads else max(0, end - _NEAR) : end]:
            mark = self.marks[node]
            low, high = _STANDFIRST
            if not mark.is_leaf or not low <= mark.run <= high or mark.run_links > 0.3 * mark.run:
                continue
            text = text_of(node)
            small = flat(text)
            said = len(wanted) >= low and (small.startswith(wanted) or flat(summary).startswith(small))
            if said or is_standfirst(names(node)) or is_standfirst(names(node.getparent())):
                if self._says(text):
                    return None
                node.tag = "p"
                return node
        return None

    def _says(self, lead: str) -> bool:
        """Whether the text has a lead, or begins one of its first blocks with it."""
        small, within = flat(lead), flat("".join(self.container.itertext()))
        if small[:_SAME_END] in within or small[-_SAME_END:] in within:
            return True
        leaves = (node for node in self.container.iter("*") if self.marks[node].is_leaf)
        return any(begins_with(text_of(node), lead) for node in islice(leaves, _EARLY))


def _lowest(node: Node, worth: dict[Node, float], share: float) -> Node:
    """The lowest element that holds nearly all that ``node`` is worth."""
    while True:
        best = max(node.iterchildren("*"), key=lambda child: worth.get(child, 0.0), default=None)
        if best is None or best.tag in _LEAVES:
            return node
        if not 0 < share * worth.get(node, 0.0) <= worth.get(best, 0.0):
            return node
        node = best


def _gathered(found: dict[Node, float]) -> dict[Node, float]:
    """The sums of all elements over the blocks they hold."""
    sums = dict(found)
    for node, length in found.items():
        for parent in node.iterancestors():
            sums[parent] = sums.get(parent, 0.0) + length
    return sums
