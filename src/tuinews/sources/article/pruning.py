"""What stands inside the article's part of a page and is not of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tuinews.sources.article.labellines import is_label_line
from tuinews.sources.article.measured import Measure, is_line
from tuinews.sources.article.moneylines import asks_for_money
from tuinews.sources.article.phrases import (
    asks,
    begins_byline,
    flat,
    heads_comments,
    heads_links,
    leads_away,
)
from tuinews.sources.article.tidying import drop
from tuinews.sources.article.wording import (
    is_apart,
    is_box,
    is_byline,
    is_caption,
    is_linking,
    is_standfirst,
    names,
)
from tuinews.sources.headlines import is_label
from tuinews.sources.htmltree import HEADINGS, INLINE, Node, text_of
from tuinews.sources.item import read_date
from tuinews.text.addresses import host
from tuinews.text.beginnings import begins_with

APART_TAGS = frozenset({"nav", "aside", "footer", "form", "fieldset"})
"""Elements that are furniture of a page by their kind."""
RUNNING = 60
"""Length (see ``text.length``) of a block that is running text, if it has a sentence."""

_KEPT = frozenset(
    ("pre", "code", "em", "strong", "b", "i", "img", "picture", "figure", "figcaption", "blockquote", "br",
     "sup", "sub")
)  # fmt: skip
"""Elements that no name dooms."""
_PARTS = frozenset({"ul", "ol", "div", "section", "dl", "table", "header", "article", "center"})
# Frames that hold a button to press.
_BUTTON = re.compile(r"[/_](?:like|share|follow|button|plusone|tweet_button)\b", re.IGNORECASE)
_LISTS = frozenset({"ul", "ol"})
_PLAIN_ITEMS = 3
"""A list is more than links where one item of so many is none."""
_CELLS = frozenset({"td", "th", "caption"})
_MEDIA = ("img", "picture", "video", "audio", "iframe", "table", "pre")
_CAPTIONS = ("p", "div", "span", "small", "cite", "dd", "li")
_LARGE = 0.4
"""Share of the article that no name can take away."""
_MOSTLY_LINKS = 0.5
_ALL_LINKS = 0.9
_CARD = 300
"""Length of the text below a linked headline that makes a card of another article."""
_CARD_LINKS = 0.15
"""Share of links that a card has at least."""
_LEAD_BLOCK = 400
_LONE_LINK = 220
_LONGEST_CAPTION = 800
_LONGEST_FRONT = 120
_LONGEST_BYLINE = 80
_LONGEST_KICKER = 40
_LONGEST_ENDING = 80
_EARLY = 6
"""Blocks at the beginning among which a summary may be said again."""
_ENDS = (".", "。", "!", "?", "！", "？")


class Pruner:
    """The article's part of a page while it is being pruned."""

    def __init__(
        self, container: Node, marks: dict[Node, Measure], url: str, title: str, *, by_names: bool
    ) -> None:
        self.container = container
        self.marks = marks
        self.host = host(url).removeprefix("www.")
        self.title = flat(title)
        self.by_names = by_names
        self.total = marks[container].size
        self._amid = self._between_text()

    def prune(self) -> None:
        """Take out everything that is not of the article."""
        self._sweep(self._is_furniture)
        self._take_front()
        self._sweep(self._is_aside, whole_lists=True)
        self._take_summary()
        self._name_captions()
        self._take_ends()
        self._take_doubles()

    def _sweep(self, goes: Callable[[Node, Measure], bool], *, whole_lists: bool = False) -> None:
        """Take out what goes; ``whole_lists``: an item only with all others of its list."""
        doomed: list[Node] = []
        gone: set[Node] = set()
        for node in self.container.iterdescendants("*"):
            if node.getparent() in gone:
                gone.add(node)
            elif (mark := self.marks.get(node)) is not None and goes(node, mark):
                gone.add(node)
                doomed.append(node)
        for node in doomed:
            if not (whole_lists and node.tag == "li" and _has_other(node, gone)):
                drop(node)

    def _leaves(self) -> Iterator[tuple[Node, Measure]]:
        """The lines and paragraphs, in their order."""
        for node in list(self.container.iter("*")):
            if node in self.marks and is_line(node, self.marks):
                yield node, self.marks[node]

    def _between_text(self) -> set[Node]:
        """The lists that have running text beside them, before and behind."""
        found: set[Node] = set()
        if not _has(self.container, *_LISTS):
            return found
        since: dict[Node, list[Node]] = {}  # by what they stand in, the lists since its last running text
        for node in self.container.iterdescendants("*"):
            if node.tag in _LISTS:
                since.get(node.getparent(), []).append(node)
            elif self.marks[node].is_leaf and self._is_long(self.marks[node]):
                found.update(since.get(node.getparent(), ()))
                since[node.getparent()] = []
        return found

    def _is_furniture(self, node: Node, mark: Measure) -> bool:
        tag = node.tag
        if mark.size > _LARGE * self.total:
            return False
        if tag in APART_TAGS:
            return tag != "footer" or _within(node, "blockquote") is None  # in a quote it says whose it is
        if tag in _CELLS and mark.is_leaf:
            return False
        if tag == "iframe":
            return bool(_BUTTON.search(node.get("src") or node.get("data-src") or ""))
        called = names(node) if self.by_names else ""
        if called and tag not in _KEPT and is_apart(called):
            if is_linking(called) and (tag == "p" or (mark.sentences and not _has(node, "a"))):
                return False
            return not (tag == "a" and mark.size)
        if tag in INLINE or tag in HEADINGS:
            return False
        if called and tag != "table" and is_box(called):
            return True
        if tag in _PARTS and mark.density > _MOSTLY_LINKS and mark.value < 0:
            return not (node in self._amid and self._lists_text(node))
        return tag in _PARTS and self._is_card(node, mark)

    def _lists_text(self, node: Node) -> bool:
        """Whether enough items of a list are no links; one may be the page itself, or their heading."""
        items = [item for item in node.iterchildren("li") if self.marks[item].size]
        plain = sum(not self.marks[item].density and not _introduces(text_of(item)) for item in items)
        return _PLAIN_ITEMS * plain >= len(items)

    def _is_card(self, node: Node, mark: Measure) -> bool:
        """Whether a part is a linked headline with a few words below it: another article's."""
        if mark.density < _CARD_LINKS or mark.size > _CARD + mark.links:
            return False
        for heading in node.iter("h2", "h3", "h4", "h5", "h6"):
            own = self.marks.get(heading)
            if own is None or not own.chars or own.density < _ALL_LINKS:
                continue
            anchor = next(heading.iter("a"), None)
            if anchor is None:
                anchor = next(heading.iterancestors("a"), None)
            if anchor is not None and not anchor.get("href", "").startswith("#"):
                return True
        return False

    def _take_front(self) -> None:
        """Take the headline, the by-line and the date from above the text."""
        leaves = [(node, mark, text_of(node)) for node, mark in self._leaves()]
        running = (number for number, (node, mark, _) in enumerate(leaves) if self._is_running(node, mark))
        first = next(running, None)
        for number, (node, mark, text) in enumerate(leaves):
            above = first is not None and number < first
            if self.title and flat(text) == self.title and (above or node.tag == "h1"):
                drop(node)
            elif not above or node.getparent() is None or _has(node, *_MEDIA):
                continue
            elif node.tag == "h1" or self._is_front(node, mark, text):
                drop(node)

    def _is_running(self, node: Node, mark: Measure) -> bool:
        if not self._is_long(mark):
            return False
        text = text_of(node)
        return node.tag not in HEADINGS and flat(text) != self.title and not is_label_line(text)

    @staticmethod
    def _is_long(mark: Measure) -> bool:
        return mark.run >= RUNNING and mark.sentences > 0 and mark.density < _MOSTLY_LINKS

    def _is_front(self, node: Node, mark: Measure, text: str) -> bool:
        tag = node.tag
        if tag in ("pre", "figcaption", "blockquote") or tag in _CELLS or _within(node, "figure") is not None:
            return False
        if is_label_line(text):
            return True
        if mark.run > _LONGEST_FRONT:
            return False
        if len(flat(text)) < 3 or tag in ("time", "address"):
            return True
        if is_byline(names(node)) or (tag not in ("p", "li") and is_byline(names(node.getparent()))):
            return not (mark.sentences and mark.run > _LONGEST_BYLINE)
        if tag in HEADINGS:
            return False
        if begins_byline(text) or read_date(text, "") is not None:
            return True
        return tag not in ("p", "li", "dt", "dd") and mark.run < _LONGEST_KICKER and not mark.sentences

    def _is_aside(self, node: Node, mark: Measure) -> bool:
        """Whether a line leads away or asks for something."""
        tag = node.tag
        if tag in INLINE or tag in _CELLS or tag in ("pre", "figcaption"):
            return False
        if tag == "li" and self._is_card(node, mark):
            return True
        if not mark.is_leaf:
            is_part = tag in _PARTS and tag not in _LISTS and tag != "table"
            return is_part and bool(mark.links) and mark.size < _LEAD_BLOCK and leads_away(text_of(node))
        text = text_of(node)
        if (mark.run_links and leads_away(text)) or asks(text) or asks_for_money(text):
            return True
        if node.tag in ("p", "div", "span") and len(text) <= _LONGEST_KICKER and is_label(text):
            return True  # the way to comments, "Share", "3 min read"
        if node.tag not in ("p", "div") or mark.density < _ALL_LINKS or mark.run > _LONE_LINK:
            return False
        return not text.endswith(_ENDS) and not _has(node, *_MEDIA) and self._stays_here(node)

    def _stays_here(self, node: Node) -> bool:
        """Whether the links in it lead to other pages of the same host."""
        for anchor in node.iter("a"):
            address = anchor.get("href", "")
            where = host(address).removeprefix("www.")
            if address.startswith(("#", "tel:", "mailto:")) or (where and where != self.host):
                return False
        return True

    def _take_summary(self) -> None:
        """Take out a summary above the text that the text begins with as well."""
        early = [node for node, mark in self._leaves() if mark.run >= RUNNING][:_EARLY]
        texts = [text_of(node) for node in early]
        for number, node in enumerate(early[:-1]):
            called = is_standfirst(names(node)) or is_standfirst(names(node.getparent()))
            if called and any(_says_again(later, texts[number]) for later in texts[number + 1 :]):
                drop(node)

    def _name_captions(self) -> None:
        """Make captions of the blocks that are called so."""
        for node in list(self.container.iterdescendants(*_CAPTIONS)):
            mark = self.marks.get(node)
            if mark is None or not 0 < mark.size < _LONGEST_CAPTION or not is_caption(names(node)):
                continue
            if _within(node, "figcaption", "caption") is None and not _has(
                node, "img", "iframe", "video", "figcaption"
            ):
                node.tag = "figcaption"

    def _take_ends(self) -> None:
        """Take out the headings of links that went, and last headings and links with nothing below them."""
        last = True
        behind = True
        for node, mark in reversed(list(self._leaves())):
            text = text_of(node)
            if not text:
                continue
            leads = node.tag in HEADINGS or (
                mark.density > _ALL_LINKS and node.tag in ("p", "div", "a", "span")
            )
            ends = last and leads and len(text) < _LONGEST_ENDING and not text.endswith(_ENDS)
            heads = heads_links(text) or (behind and heads_comments(text))
            if ends or (heads and node.tag not in _CELLS):
                drop(node)
            elif node.tag != "figcaption":
                last = False
            behind = behind and not self._is_running(node, mark)

    def _take_doubles(self) -> None:
        """Take out a picture that was there before."""
        seen: set[str] = set()
        for image in list(self.container.iter("img")):
            stated = (image.get(name, "") for name in ("data-src", "data-lazy-src", "data-original", "src"))
            address = next((one for one in stated if one and not one.startswith("data:")), "")
            if address and address in seen:
                drop(image)
            seen.add(address)


def _says_again(text: str, summary: str) -> bool:
    """Whether a paragraph is most of a summary, or begins with all of it."""
    own, small = flat(summary), flat(text)
    return (bool(small) and small in own and 2 * len(small) > len(own)) or begins_with(text, summary)


def _has_other(node: Node, gone: set[Node]) -> bool:
    """Whether a list has items that stay."""
    return any(one not in gone for one in node.getparent().iterchildren("li"))


def _introduces(text: str) -> bool:
    """Whether a line speaks of what stands beside it: a heading, a date, a label."""
    return (
        text.endswith((":", "：")) or heads_links(text) or is_label(text) or read_date(text, "") is not None
    )


def _within(node: Node, *tags: str) -> Node | None:
    return next(node.iterancestors(*tags), None)


def _has(node: Node, *tags: str) -> bool:
    return next(node.iter(*tags), None) is not None
