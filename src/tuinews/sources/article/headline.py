"""The headline of a page's article, from what the page states and what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from tuinews.sources.article.headings import Heading, Headings
from tuinews.sources.article.phrases import flat

_PARTING = re.compile(r"\s+[|\-–—»·:•]+\s+|\s*(?:[|｜_]+|--+)\s*|\s*›\s*")
# What only the names of sites end in, behind a sign: ``_证券时报网``, ``-中国地理学会官网``.
_SITE = re.compile(
    r"\s*[-_|｜–—]+\s*[^\s\-_|｜–—]{0,20}(?:网站?|官网|門戶|门户|官方号|客户端|頻道|频道|公报)\s*\Z"
)
_WORD = re.compile(r"[\u3400-\u9fff]{2}|[^\W_]{4,}")
_WIDE = re.compile(r"[\u3400-\u9fff]")
_SIGNS = " |-–—»·:•_｜›"
_HEADLINE = 15
"""Letters of a claim that a longer heading may say."""
_FEWEST = 6
"""Letters that are left of a title without the name of its site."""
_FEWEST_WIDE = 4
"""Likewise of Chinese ones."""
_LONGEST_SITE = 60
"""Characters at the end of a title in which the name of a site is looked for."""
_MOST_NAMES = 2
"""Names at the end of a title: a section, a site."""
_SHORT_WIDE = 4
"""Chinese characters that are no headline."""
_SHARED = 2
"""Words that a heading shares at least with a claim, if it is about the same as a stated title."""
_MOST_HEADINGS = 10
_MOST_CLAIMS = 20


def headline_of(
    shown: Headings, data: Sequence[str], stated: Sequence[str], page_title: str, sites: Sequence[str]
) -> str:
    """The headline.

    ``data`` are headlines of the page's JSON-LD, ``stated`` those of its ``meta`` elements and microdata,
    ``page_title`` is its ``title`` element, ``sites`` are names of the site. In this order:

    - the heading that is marked as the headline; the ``h2`` called so, where the ``h1`` is in a path of links
    - what the data says, written as the ``h1`` that says the same; where none does, an ``h1`` about the same
      that says what the ``title`` element says goes first
    - the ``h1`` that says what is stated, or what the ``title`` element says or begins with
    - the only long ``h1``, where it is about the same
    - the last long heading above the text, where there is no ``h1`` and what is stated is a word or two
    - what is stated; the ``title`` element without the name of the site; the first ``h1``
    """
    own = {flat(site) for site in sites if site}
    told, said = _claims(data, sites), _claims(stated, sites)
    titles = [title for title in _claims([page_title], sites) if flat(title) not in own]
    if shown.marked is not None:
        return _said(told, [shown.marked]) or shown.marked.text
    called = shown.called
    if called is not None and any(_shared(called.text, claim) for claim in (*told, *said, *titles)):
        return _said((*told, *said), [called]) or called.text
    main = shown.main[:_MOST_HEADINGS]
    if told:
        about = [one for one in main if not one.is_apart and any(_shared(one.text, claim) for claim in told)]
        return _said(told, main) or _said(titles, about) or told[0]
    said = [claim for claim in said if flat(claim) not in own]
    parts = [part for part in _PARTING.split(page_title) if part]
    site_last = parts[-1:] if len(parts) > 1 and flat(parts[0]) not in own else []
    heads = [head for head in main if flat(head.text) not in own | set(map(flat, site_last))]
    if found := _said((*said, *titles), heads) or _said(titles, shown.lower[:_MOST_HEADINGS]):
        return found
    if site_last and (titled := [head.text for head in heads if flat(head.text) == flat(parts[0])]):
        return titled[0]
    free = [head.text for head in heads if not head.is_apart]
    long = [head.text for head in heads if head.is_long and not head.is_apart]
    if len(long) == 1 and _stands_for(long[0], said, titles):
        return long[0]
    if shown.nearest is not None and all(map(_is_short, (*said, *titles))):
        return shown.nearest.text
    if not said and site_last and any(flat(head.text) == flat(site_last[0]) for head in main):
        return page_title[: page_title.rindex(site_last[0])].rstrip(_SIGNS)  # the h1 names the site
    return next(chain(said, titles, free, filter(None, [page_title]), (head.text for head in main)), "")


def _is_short(claim: str) -> bool:
    """Whether a claim is a word or two, and no headline: the name of a section, or of the site."""
    wide = _WIDE.findall(claim)
    return len(wide) <= _SHORT_WIDE if wide else len(_WORD.findall(claim)) < _SHARED


def without_site(title: str, sites: Sequence[str]) -> str:
    """A title without the name of the site at its end or beginning."""
    names = {flat(site) for site in sites if site}
    for _ in range(_MOST_NAMES):
        named = _SITE.search(title, max(0, len(title) - _LONGEST_SITE))
        if named is None or len(flat(title[: named.start()])) < _FEWEST_WIDE:
            break
        title = title[: named.start()]
    for site in filter(None, sites):
        rest = title.removesuffix(site)
        if rest != title and rest.endswith(tuple(_SIGNS)) and len(flat(rest)) >= _FEWEST:
            return rest.rstrip(_SIGNS)
    parts = _PARTING.split(title)
    if len(parts) < 2:
        return title
    first, last = parts[0], parts[-1]
    if flat(last) in names and len(flat(title)) - len(flat(last)) >= _FEWEST:
        return title[: title.rindex(last)].rstrip(_SIGNS)
    if flat(first) in names and len(flat(title)) - len(flat(first)) >= _FEWEST:
        return title[len(first) :].lstrip(_SIGNS)
    return title


def _claims(titles: Iterable[str], sites: Sequence[str]) -> list[str]:
    return [without_site(title, sites) for title in islice(filter(None, titles), _MOST_CLAIMS)]


def _said(claims: Iterable[str], headings: Sequence[Heading]) -> str:
    """What the first heading says that says the first claim that any says; empty if none does.

    A heading of several pieces is written as the claim that it says or holds: ``Kicker: Headline`` stands
    in two lines there, without the colon, and often only one of them is claimed.
    """
    for claim in claims:
        wanted = flat(claim)
        for heading in headings:
            shown = flat(heading.text)
            if not heading.pieces and shown == wanted:
                return heading.text
            if heading.pieces and (shown == wanted or (len(wanted) >= _HEADLINE and wanted in shown)):
                return claim
        whole = (heading.text for heading in headings)
        pieces = (piece for heading in headings for piece in heading.pieces)
        for text in chain(whole, (piece for piece in pieces if len(flat(piece)) >= _HEADLINE)):
            if _same(flat(text), wanted):
                return text
    return ""


def _same(shown: str, claim: str) -> bool:
    """Whether a heading says what is claimed: just that, most of it, or it and little more."""
    if shown in claim:
        return shown == claim or 2 * len(shown) > len(claim)
    return claim in shown and len(claim) >= _HEADLINE and 2 * len(claim) > len(shown)


def _stands_for(heading: str, stated: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a heading is about what is stated, or what the ``title`` element says."""
    needed = _SHARED if stated else 1
    return any(_shared(heading, claim) >= needed for claim in (*stated, *titles))


def _shared(one: str, other: str) -> int:
    """How many words two texts share."""
    return len(set(_WORD.findall(one.casefold())).intersection(_WORD.findall(other.casefold())))
