"""The headline of a page's article, from what the page states and what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuinews.sources.article.phrases import flat
from tuinews.sources.htmltree import Node, text_of

_PARTING = re.compile(r"\s+[|\-–—»·:•]+\s+|\s*[|｜_]\s*|\s*›\s*")
_WORD = re.compile(r"[^\W_]{4,}|[\u3400-\u9fff]{2}")
_SIGNS = " |-–—»·:•_｜›"
_HEADLINE = 15
"""Letters of an ``h1`` that is a headline if it is the only one."""
_FEWEST = 6
"""Letters that are left of a title without the name of its site."""
_MOST_HEADINGS = 10


def headline_of(
    root: Node, data: Sequence[str], stated: Sequence[str], page_title: str, sites: Sequence[str]
) -> str:
    """The headline.

    ``data`` are headlines of the page's JSON-LD, ``stated`` those of its ``meta`` elements and microdata,
    ``page_title`` is its ``title`` element, ``sites`` are names of the site. What the data says goes first,
    written as the ``h1`` that says the same. Without data: the ``h1`` that says what is stated or what the
    ``title`` element says or begins with; the only ``h1`` that could be a headline and shares a word with
    one of them;
    else what is stated, the ``title`` element without the name of the site, the first ``h1``.
    """
    shown = [text for node in root.iter("h1") if len(flat(text := text_of(node).rstrip("¶# "))) >= 2]
    shown = shown[:_MOST_HEADINGS]
    claims = [without_site(claim, sites) for claim in data if claim]
    if claims:
        found = (text for claim in claims for text in shown if _same(flat(text), flat(claim)))
        return next(found, claims[0])
    parts = [part for part in _PARTING.split(page_title) if part]
    names = {flat(site) for site in (*sites, *parts[1:][-1:]) if site}
    heads = [text for text in shown if flat(text) not in names]
    claims = [without_site(claim, sites) for claim in (*stated, page_title) if claim]
    for claim in claims:
        for text in heads:
            if _same(flat(text), flat(claim)):
                return text
    titled = [text for text in heads if flat(text) == flat(parts[0])] if len(parts) > 1 else []
    if titled:
        return titled[0]
    long = [text for text in heads if len(flat(text)) >= _HEADLINE]
    if len(long) == 1 and any(_share_a_word(long[0], claim) for claim in claims):
        return long[0]
    if len(claims) == 1 and len(parts) > 1 and any(flat(text) == flat(parts[-1]) for text in shown):
        return page_title[: page_title.rindex(parts[-1])].rstrip(_SIGNS)  # the h1 names the site
    return next(iter((*claims, *shown)), "")


def without_site(title: str, sites: Sequence[str]) -> str:
    """A title without the name of the site at its end or beginning."""
    names = {flat(site) for site in sites if site}
    parts = _PARTING.split(title)
    if len(parts) < 2:
        return title
    first, last = parts[0], parts[-1]
    if flat(last) in names and len(flat(title)) - len(flat(last)) >= _FEWEST:
        return title[: title.rindex(last)].rstrip(_SIGNS)
    if flat(first) in names and len(flat(title)) - len(flat(first)) >= _FEWEST:
        return title[len(first) :].lstrip(_SIGNS)
    return title


def _same(shown: str, claim: str) -> bool:
    """Whether a heading says what is claimed: just that, most of it, or it and little more."""
    if shown in claim:
        return shown == claim or 2 * len(shown) > len(claim)
    return claim in shown and len(claim) >= _HEADLINE and 2 * len(claim) > len(shown)


def _share_a_word(one: str, other: str) -> bool:
    return not set(_WORD.findall(one.casefold())).isdisjoint(_WORD.findall(other.casefold()))
