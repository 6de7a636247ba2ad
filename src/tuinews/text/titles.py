"""Titles of feeds, which may hold some HTML or only look as if they did."""

from __future__ import annotations

import re

from tuinews.text.markup import unescape

_TITLE_TAG = re.compile(
    r"<(?:script|style)\b[^<>]*>.{0,1000}?</(?:script|style)\s*>"
    r"|</?(a|abbr|acronym|b|bdi|bdo|big|blink|br|center|cite|code|del|dfn|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|nobr"
    r"|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|time|tt|u|ul|var|wbr)(?:\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+|\s[^<>]*)?/?>"
    # These may be what a title speaks of, unless they have attributes.
    r"|<(?:applet|embed|frame|frameset|iframe|link|meta|object|param)\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
    r"|</(?:applet|embed|frame|frameset|iframe|object)\s*>"
    r"|<!--[^<>]*-->|<!\[CDATA\[|\]\]>",
    re.IGNORECASE | re.DOTALL,
)
_BREAKING = frozenset(("br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "ul"))


def without_tags(html: str) -> str:
    """The text of a title that may hold some HTML: known tags removed, references decoded once, the rest
    as it stands."""
    if "<" in html:
        html = _TITLE_TAG.sub(lambda tag: " " if (tag[1] or "").lower() in _BREAKING else "", html)
    return unescape(html)
