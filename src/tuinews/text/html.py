"""Foreign HTML made safe to keep, and the plain text of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tuinews.text.addresses import display_host, followable
from tuinews.text.anchors import has_anchors, numbered
from tuinews.text.bare import with_links
from tuinews.text.clean import visible, visible_markup, without_hints
from tuinews.text.markup import TOKEN, attributes, escape, frame_kind, unescape

if TYPE_CHECKING:
    import nh3

LONGEST = 2_000_000
"""Characters of HTML looked at; no article is longer, and what is would only slow everything down."""

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl", "dt",
     "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
     "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul")
)  # fmt: skip
_TABLE = frozenset(
    ("caption", "tbody", "td", "tfoot", "th", "thead", "tr")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "audio", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp",
     "rt", "ruby", "s", "samp", "small", "source", "strike", "strong", "sub", "sup", "tt", "u", "var",
     "video", "wbr")
)  # fmt: skip
_FORMATS = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)  # fmt: skip
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
_SELF_ENDING = frozenset(
    ("p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp",
     "rt", "a")
)  # fmt: skip

# A box to be ticked at the beginning of an item of a list; nh3 drops inputs.
_TASK = re.compile(
    r"(<li\b[^<>]*+>\s*+(?:<(?:p|label|span)\b[^<>]*+>\s*+)*+)<input\b([^<>]*+)>", re.IGNORECASE
)

# Dropped with all that is in them.
_DROPPED = frozenset(
    ("annotation", "annotation-xml", "applet", "button", "canvas", "datalist", "frameset", "noembed",
     "noframes", "noscript", "script", "select", "style", "svg", "template", "textarea", "title")
)  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "title", "width", "height", "data-src", "data-lazy-src", "data-original", "srcset"},
    "iframe": {"src", "title", "data-src"},
    "video": {"src", "poster", "title"},
    "audio": {"src", "title"},
    "source": {"src"},
    "ol": {"start", "reversed", "type"},
    "li": {"value", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "pre": {"class", "data-lang", "data-language"},
    "code": {"class", "data-lang", "data-language"},
    "div": {"class", "data-lang", "data-language"},
    "figure": {"class", "data-lang", "data-language"},
    "details": {"open"},
}

_HIDDEN_HINTS = ("hidden", "display:", "display :", "mso-hide", "font-size:0", "font-size: 0")
_BARE = frozenset(("span", "font"))
"""Only their attributes say something."""
_HIDING_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_REWRITTEN = re.compile(
    r"""<(a|audio|code|div|figure|iframe|img|pre|source|video)\b((?:[^<>"]++|"[^"]*+")*+)>(?:</iframe>)?"""
)
# What a player says to browsers that cannot play is not of the article.
_PLAYERS = re.compile(r"""(<(audio|video)\b(?:[^<>"]++|"[^"]*+")*+>).*?(</\2>)""", re.DOTALL)
_SOURCES = re.compile(r"""<source\b(?:[^<>"]++|"[^"]*+")*+>""")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*|src-)([\w+#.-]{1,30})")
_PIXEL = re.compile(r"\s*[012](?:\.\d*)?(?:px)?\s*")


@lru_cache(maxsize=4)
def _cleaner(with_hiding: bool, with_anchors: bool) -> nh3.Cleaner:
    import nh3  # noqa: PLC0415  (only where articles are taken in)

    found = ({"style", "hidden"} if with_hiding else set()) | ({"id"} if with_anchors else set())
    marked = {"a": {"href", "name"}} if with_anchors else {}
    return nh3.Cleaner(
        tags=_BLOCKS | _TABLE | _INLINE | {"img", "iframe"} | ({"span", "font"} if found else set()),
        clean_content_tags=_DROPPED,
        attributes={**_ATTRIBUTES, **marked, "*": found},
        link_rel=None,
        url_schemes={"http", "https"},
        url_relative="pass_through",
    )


def sanitise(html: str, base: str | None) -> str:
    """``html`` with nothing in it that runs, hides, follows the reader or reaches the terminal.

    What stays are the elements that ``blocks`` reads. Addresses become absolute against ``base``, are http
    or https, and name no user; bare ones in the text become links; links into the page itself, and what
    they lead to, are numbered: see ``anchors``. Scripts, styles, handlers, forms, elements hidden by
    attribute or style, images of one pixel, control and bidi characters are gone; frames have become links.
    Never raises; bounded in time.
    """
    html = visible(html[:LONGEST])  # before nh3, which takes no lone surrogates
    if html.count("<") > _MANY_TAGS:
        html = _flattened(html)
    lower = html.lower()
    if "<math" in lower:
        from tuinews.text.mathml import without_mathml  # noqa: PLC0415  (few pages have any)

        html = without_mathml(html)  # before nh3, which drops what stands in MathML's elements with them
    if "checkbox" in lower:
        html = _TASK.sub(_ticked, html)
    if "mailto:" in lower:
        from tuinews.text.mail import with_addresses  # noqa: PLC0415  (few pages have any)

        html = with_addresses(html)
    page = base.partition("#")[0] + "#" if base else "#"
    anchored = has_anchors(lower, page)
    if any(hint in lower for hint in _HIDDEN_HINTS):
        html = _without_hidden(_cleaner(True, anchored).clean(html))
    else:
        html = _cleaner(False, anchored).clean(html)
    html = visible_markup(html)  # what came in as character references
    if len(html) > 2 * LONGEST:
        html = html[: html.rfind("<", 0, 2 * LONGEST)]
    if "<audio" in html or "<video" in html:
        html = _PLAYERS.sub(lambda player: player[1] + "".join(_SOURCES.findall(player[0])) + player[3], html)
    if anchored:
        html = numbered(html, page)
    return with_links(_Rewriter(base, anchored).rewrite(html))


def _ticked(task: re.Match[str]) -> str:
    """An item of a list of tasks, as it can be read."""
    given = attributes(task[2])
    if given.get("type", "").lower() != "checkbox":
        return task[0]
    return f"{task[1]}{'☑' if 'checked' in given else '☐'} "


class _Rewriter:
    """Gives the tags of nh3's output their final attributes."""

    def __init__(self, base: str | None, anchored: bool) -> None:
        """``anchored``: ids, and links to ``#``, are numbers by now."""
        self._base = base
        self._anchored = anchored
        self._page = base.partition("#")[0] + "#" if base else "#"
        self._language = ""
        self._links: dict[str, str] = {}

    def rewrite(self, html: str) -> str:
        return _REWRITTEN.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        name = match[1]
        if name == "a":
            written = self._links.get(match[2])
            if written is None:
                written = self._links[match[2]] = self._link(attributes(match[2]))
            return written
        found = attributes(match[2])
        if name == "img":
            return self._image(found)
        if name == "iframe":
            return self._frame(found)
        if name in {"audio", "video", "source"}:
            src = followable(found.get("src", ""), self._base)
            return self._with(name, id=found.get("id"), src=src, title=found.get("title"))
        return self._language_of(name, found)

    def _link(self, found: dict[str, str]) -> str:
        href, id = found.get("href", ""), found.get("id")
        if href.startswith("#") or href.startswith(self._page):
            return self._with("a", id=id, href=href if self._anchored else None)
        return self._with("a", id=id, href=followable(href, self._base) if href else None)

    def _frame(self, found: dict[str, str]) -> str:
        address = followable(found.get("src") or found.get("data-src") or "", self._base)
        if address is None:
            return ""
        title = " ".join(found.get("title", "").split()) or display_host(address)
        label = f"[{frame_kind(address)}: {escape(title)}]"
        return f"{self._with('p', id=found.get('id'))}{self._with('a', href=address)}{label}</a></p>"

    def _image(self, found: dict[str, str]) -> str:
        if _PIXEL.fullmatch(found.get("width", "")) or _PIXEL.fullmatch(found.get("height", "")):
            return ""
        candidates = (found.get(name, "") for name in ("data-src", "data-lazy-src", "data-original", "src"))
        address = next((url for url in (followable(c, self._base) for c in candidates if c) if url), None)
        if address is None and "srcset" in found:
            address = followable(found["srcset"].strip().partition(" ")[0].rstrip(","), self._base)
        alt = " ".join((found.get("alt") or found.get("title") or "").split())
        if address is None and not alt:
            return ""
        return self._with("img", id=found.get("id"), src=address, alt=alt)

    def _language_of(self, name: str, found: dict[str, str]) -> str:
        """Only a programming language survives of the classes, also one named on what encloses the code."""
        stated = found.get("data-lang") or found.get("data-language")
        match = _LANGUAGE.search(f"lang-{stated}" if stated else found.get("class", ""))
        language = match[1] if match else ""
        if name in {"div", "figure"}:
            self._language = language or self._language
            return self._with(name, id=found.get("id"))
        if name == "pre" and not language:
            language, self._language = self._language, ""
        stated_class = {"class": f"language-{language}" if language else None}
        return self._with(name, id=found.get("id"), **stated_class)

    @staticmethod
    def _with(name: str, **values: str | None) -> str:
        return (
            f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in values.items() if value) + ">"
        )


def _without_hidden(html: str) -> str:
    """Well-formed ``html`` without its hidden elements and without the attributes that told so."""
    kept: list[str] = []
    depth = 0
    for match in TOKEN.finditer(html):
        closing, name, text = match[1], match[2], match[3]
        if depth:
            if name and name not in _VOID:
                depth += -1 if closing else 1
            continue
        if name and not closing and text:
            found = attributes(text)
            hidden = "hidden" in found or _HIDING_STYLE.search(found.get("style", ""))
            if hidden:
                depth = 0 if name in _VOID else 1
                continue
            rest = "".join(f' {k}="{escape(v)}"' for k, v in found.items() if k != "style")
            if rest or name not in _BARE:
                kept.append(f"<{name}{rest}>")
        elif name not in _BARE:
            kept.append(match[0])
    return "".join(kept)


_MANY_TAGS = 1000
_DEEPEST = 200
_DEEPEST_FORMAT = 16
_MOST_REOPENED = 20_000


def _flattened(html: str) -> str:
    """``html`` without the tags that would make a parser slow: nesting without end.

    The HTML standard opens every unclosed ``<b>`` again in every paragraph, and looks through all open
    elements at every ``<div>``: time and output grow with the square of hostile input. Only tags go, never
    text.
    """
    depth = 0
    formats: list[str] = []
    reopened = 0
    dropped = {True: 0, False: 0}

    def keep(match: re.Match[str]) -> str:
        nonlocal depth, reopened
        name = (match[2] or "").lower()
        if not name or name in _VOID or name in _SELF_ENDING:
            reopened += len(formats)
            return match[0]
        is_format = name in _FORMATS
        if match[1]:
            if dropped[is_format]:
                dropped[is_format] -= 1
                return ""
            if is_format and name in formats:
                formats.remove(name)
            elif not is_format:
                depth = max(0, depth - 1)
            return match[0]
        if is_format and reopened > _MOST_REOPENED:
            closed = "".join(f"</{name}>" for name in reversed(formats))
            formats.clear()
            return closed
        if is_format and len(formats) < _DEEPEST_FORMAT:
            formats.append(name)
            return match[0]
        if not is_format and depth < _DEEPEST:
            depth += 1
            reopened += len(formats)
            return match[0]
        dropped[is_format] += 1
        return ""

    return _ANY_TAG.sub(keep, html)


_ANY_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")

_PARAGRAPHS = re.compile(
    r"</?(?:p|br|div|li|h[1-6]|address|article|aside|blockquote|caption|center|dd|details|dir|dl|dt|figcaption|figure"
    r"|footer|header|hgroup|hr|main|menu|nav|ol|pre|section|summary|table|tr|ul)(?=[\s>/])[^>]*+>"
)
_CELLS = re.compile(r"</t[dh]>")
_TAGS = re.compile(r"""</?[a-zA-Z](?:[^<>"]++|"[^"]*+")*+>""")


def html_text(html: str) -> str:
    """The plain text of sanitised HTML, one paragraph a line: for search and likeness, not for reading."""
    if "<" in html:
        html = _PARAGRAPHS.sub("\n", html.replace("\n", " "))
        html = _TAGS.sub("", _CELLS.sub(" ", html) if "</t" in html else html)
    lines = (" ".join(line.split()) for line in without_hints(unescape(html)).split("\n"))
    return "\n".join(filter(None, lines))
