"""HTML -> a tree to look for articles in, whatever the page is made of.

The one place where lxml is handed a document. It loads nothing, knows no entities but HTML's own and stops
at 256 levels (libxml2's own bound); what is left to bound is done here, before: the length of a document, the
number of its elements and of their attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

from tuinews.text.addresses import absolute
from tuinews.text.clean import one_line

Node: TypeAlias = Any
"""An element of lxml's tree; lxml has no types of its own."""

_MOST_CHARACTERS = 4_000_000
_MOST_TAGS = 200_000
_LONGEST_TAG = 8192
"""Characters: the parser's time grows with the square of an element's attributes."""
_LONGEST_TEXT = 20_000
"""Characters of an element's text: what is asked for is a headline, a date, a paragraph."""
_MOST_PIECES = 4000
_LONGEST_VALUE = 1024
"""Characters of an attribute in a tag that is too long."""

# Comments, and scripts and styles with all that is in them, which is no markup; then single tags.
_TAG = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*)|<(script|style)\b.*?(?:</\1|\Z)"
    r"|<[A-Za-z][^\s/>]{0,64}(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>?",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"<[A-Za-z][^\s/>]{0,64}")
_LONG_VALUE = re.compile(rf"\"[^\"]{{{_LONGEST_VALUE},}}\"|'[^']{{{_LONGEST_VALUE},}}'")
_WORD = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "head", "textarea", "object"})
"""Elements whose content is not on the page."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE_WORDS = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp
    small span strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(INLINE_WORDS.split())
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
     "wbr")
)  # fmt: skip


def parse_html(text: str) -> Node | None:
    """The root element of a page; None where it holds no element at all."""
    text = _bounded(text.replace("\0", " "))
    if not text.strip():
        return None
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None
    if root is not None:
        _gather(root)
    return root


def base_address(root: Node, url: str) -> str:
    """What relative addresses of the page refer to: its first ``base`` element's address (HTML, 4.2.3)."""
    for element in root.iter("base"):
        if href := element.get("href"):
            return absolute(href, url) or url
    return url


def text_of(node: Node) -> str:
    """The text an element shows, as one line, blocks parted by spaces; of a long text only the beginning."""
    if not len(node):
        return "" if node.tag in UNSEEN else one_line((node.text or "")[:_LONGEST_TEXT])
    pieces: list[str] = []
    size = 0
    for piece in islice(_texts(node, None), _MOST_PIECES):
        pieces.append(piece)
        size += len(piece)
        if size > _LONGEST_TEXT:
            break
    return one_line("".join(pieces)[:_LONGEST_TEXT])


def markup_of(node: Node) -> str:
    """An element as HTML, without what stands behind it; its addresses are as the page writes them.

    lxml's own way of writing HTML percent-encodes every address, the host in it too, which is none any more
    then. So it is written as XML, in which only void elements may be closed where they are opened.
    """
    for element in node.iter("*"):
        if not element.text and not len(element) and element.tag not in _VOID:
            element.text = ""
    markup: str = etree.tostring(node, encoding="unicode", method="xml", with_tail=False)
    return markup.replace("&#xFFFD;", "")  # so it writes control characters


def blocks(
    node: Node, leave_out: Callable[[Node], bool] | None = None, *, most: int | None = None
) -> list[str]:
    """The text an element shows, a line for each block of it, none empty.

    ``most``: pieces of text that are looked at.
    """
    lines = "".join(islice(_texts(node, leave_out, "\0"), most)).split("\0")
    return [line for line in map(one_line, lines) if line]


def names_of(node: Node) -> frozenset[str]:
    """The words in an element's class, id and role: ``class="mainNav nav_2"`` gives main and nav."""
    stated = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"[:300]
    return frozenset(_WORD.findall(_HUMP.sub(" ", stated).lower()))


def _texts(node: Node, leave_out: Callable[[Node], bool] | None, gap: str = " ") -> Iterator[str]:
    # A list of what is still to come, not a recursion: see ``wellformed``.
    waiting: list[Node | str] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
            continue
        tag = part.tag
        if part is not node:
            waiting.append(part.tail or "")
        if tag in UNSEEN or (leave_out is not None and part is not node and leave_out(part)):
            continue
        around = "" if tag in INLINE else gap
        yield around + (part.text or "")
        if tag == "br":
            continue
        waiting.append(around)
        waiting.extend(reversed(part))


def _gather(root: Node) -> None:
    """Move into the body what stands behind its end, as browsers do (HTML, 13.2.6.4.19)."""
    body = root.find("body")
    home = root if body is None else body
    for other in list(root.itersiblings()):
        home.extend(list(other) if other.tag == "html" else [other])
    if body is not None:
        body.extend(child for child in list(root) if child is not body and child.tag != "head")


def _bounded(text: str) -> str:
    text = text[:_MOST_CHARACTERS]
    if text.count("<") > _MOST_TAGS:
        starts = re.finditer("<", text)
        end = next(start for number, start in enumerate(starts) if number == _MOST_TAGS)
        text = text[: end.start()]
    return _TAG.sub(_short, text)


def _short(tag: re.Match[str]) -> str:
    """A tag; one that is endless without its long values, and, if that does not help, without any.

    Of a comment nothing; a script as it is.
    """
    text = tag[0]
    if text.startswith("<!--"):
        return ""
    if len(text) <= _LONGEST_TAG or tag[1]:
        return text
    text = _LONG_VALUE.sub('""', text)
    if len(text) <= _LONGEST_TAG:
        return text
    name = _NAME.match(text)
    return f"{name[0]}>" if name else ""
