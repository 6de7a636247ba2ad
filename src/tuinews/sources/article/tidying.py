"""A page's tree without what is not shown, its pictures with the addresses that scripts would give them."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from tuinews.sources.htmltree import Node

_UNSEEN = (
    "script", "style", "template", "svg", "object", "embed", "applet", "canvas", "dialog", "menu",
    "button", "input", "select", "textarea", "label", "optgroup", "datalist", "link", "meta",
)  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_NAMES = frozenset(
    ("hidden", "is-hidden", "u-hidden", "a11y-hidden", "visually-hidden", "visuallyhidden", "hidecompletely",
     "u-visually-hidden", "sr-only", "d-none", "screen-reader-text", "element-invisible")
)  # fmt: skip
_SHOWN_AT_A_WIDTH = (":block", ":flex", ":grid", ":contents", ":inline", ":inline-block", "-block", "-flex")
# Parts that React sends hidden and shows as soon as they are there.
_STREAMED = re.compile(r"S:[0-9a-f]+")
_NEAR = 20
"""Elements in which a picture is looked for."""
_PICTURES = ("data-src", "data-lazy-src", "data-original", "src")


def tidy(root: Node) -> None:
    """Take out of a page what is not shown, and what is only there to be pressed or filled in."""
    _show_pictures(root)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    etree.strip_elements(root, "noscript", with_tail=False)
    for node in root.xpath("//*[@hidden or @style]"):
        if _STREAMED.fullmatch(node.get("id", "")):
            node.attrib.pop("hidden", None)
        elif node.get("hidden") is not None or _HIDING.search(node.get("style", "")):
            drop(node)
    for node in root.xpath("//*[@class]"):
        called = node.get("class").lower().split()
        if not _HIDDEN_NAMES.isdisjoint(called) and not any(
            name.endswith(_SHOWN_AT_A_WIDTH) for name in called
        ):
            drop(node)


def drop(node: Node) -> None:
    """Take an element out of its tree, but not the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    if tail := node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(node)


def _show_pictures(root: Node) -> None:
    """Give pictures the address that stands beside them: for browsers without scripts, or in ``picture``."""
    for holder in list(root.iter("noscript")):
        spare = next(holder.iter("img"), None)
        if spare is None or holder.getparent() is None:
            continue
        lazy = _picture_in(holder.getprevious())
        lazy = _picture_in(holder.getnext()) if lazy is None else lazy
        if lazy is None:
            spare.tail = None
            holder.addprevious(spare)
        elif not _has_address(lazy):
            lazy.set("src", spare.get("src", ""))
    for image in root.iter("img"):
        holder = next(image.iterancestors("picture"), None)
        if holder is not None and not _has_address(image):
            stated = (source.get("srcset") or source.get("data-srcset") for source in holder.iter("source"))
            if found := next(filter(None, stated), None):
                image.set("srcset", found)
    for holder in list(root.iter("picture")):
        etree.strip_tags(holder, "source")


def _picture_in(node: Node | None) -> Node | None:
    if node is None:
        return None
    return next((one for one in islice(node.iter("*"), _NEAR) if one.tag == "img"), None)


def _has_address(image: Node) -> bool:
    stated = [image.get(name, "") for name in (*_PICTURES, "srcset")]
    return any(address and not address.startswith("data:") for address in stated)
