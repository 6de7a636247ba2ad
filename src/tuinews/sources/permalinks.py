"""What an address says about what stands there: an article or something else. Pure; names no site."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|mp[34]|m4a|mov|avi|zip|gz|rar|exe|apk|dmg|css|js|xml|rss|json|ics|docx?|xlsx?)\Z",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"/(?:page|seite|pagina|pag|p)[/-]?\d{1,5}/?\Z|[_/-]page[_-]?\d{1,5}(?:\.\w{2,5})?\Z", re.IGNORECASE
)
_PAGE_QUERY = re.compile(
    r"(?:^|&)(?:p|pg|page|paged|pagenum|pageno|page_?index|offset|start|seite|curpage)=\d{1,6}(?:&|\Z)", re.I
)
_PASSED_ON = re.compile(r"=(?:https?(?:%3a|:)|%2f[^&]{5})", re.IGNORECASE)
# Names of the parts of a site that list, sell, sign in or explain, in addresses.
_ELSEWHERE_WORDS = """
    about aboutus abo account accounts ads advert advertise advertising agb album author authors
    autor autoren auth bookmark browse bulletin careers cart categories category checkout comments
    community contact contacts contactus cookie cookies copyright datenschutz faq feed feeds
    feedback follow forgot forumdisplay gallery-index help home hilfe impressum imprint index jobs
    kategorie keyword keywords kontakt label labels legal login logout member members membership
    misc newsletter newsletters password lastpost people policies policy preferences privacy profil
    profile profiles redirect register registration rss schlagwort schlagworte search service
    services settings shop signin signup sitemap space staff store subscribe subscription
    subscriptions suche support tag tags team terms thema themen topics tos user users wp-admin
    wp-login xmlrpc
"""
_ELSEWHERE = frozenset(_ELSEWHERE_WORDS.split())
_NAMING = re.compile(
    r"\d{4}|(?:^|&)(?:\w*id|p|lang|hl|locale|language|article|story|post|news|name|slug|q)=", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[-_+.\s]+|%20")
_NUMBER = re.compile(r"[a-z]{0,3}\d+|[0-9a-f]{8,}")
_WORD = re.compile(r"[a-z]+")
# A film is nothing to read.
_MOVING = frozenset({"video", "videos", "watch", "tv"})
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"\.(?:[sxp]?html?|php\d?|aspx?|jsp|cms|ece|stm|do)\Z", re.IGNORECASE)
_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_DATES = (
    re.compile(_YEAR + r"[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(_YEAR + r"[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_NAMED_DATE = re.compile(
    _YEAR + r"/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)", re.I
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Permalink(NamedTuple):
    """An address as a candidate for an article."""

    weight: float
    """Above 0 it looks like an article's, below like another page's."""
    shape: str
    """The same for addresses made by one rule: digits and words replaced by signs."""
    dated: str | None
    """The day in the address, as a stamp."""


def judge(url: str, page: str) -> Permalink | None:
    """What ``url``, an absolute address on the page at ``page``, looks like; None where it can be no article:
    a file, a further page of the list, a way of passing something on.
    """
    try:
        parts = urlsplit(url)
        home = urlsplit(page)
    except ValueError:
        return None
    path, query = parts.path, parts.query
    if _FILES.search(path) or _PAGES.search(path) or _PASSED_ON.search(query):
        return None
    if query and _PAGE_QUERY.search(query) and path.rstrip("/") == home.path.rstrip("/"):
        return None
    segments = [segment for segment in path.split("/") if segment]
    if not segments and not query:
        return None
    dated = date_in(url)
    return Permalink(_weight(segments, query, dated), _shape(parts.netloc, segments, query), dated)


def bare(url: str) -> str:
    """``url`` without fragment, and without a query that only says from where on the page a reader came.

    It is taken for that where the path alone names the article, by a slug or a number, and the query names
    nothing.
    """
    url = url.partition("#")[0]
    address, _, query = url.partition("?")
    if not query:
        return url
    segments = [_ENDING.sub("", segment) for segment in address.split("/")[3:] if segment]
    last = next((segment for segment in reversed(segments) if segment.lower() != "index"), "")
    words = [word for word in _SEPARATORS.split(last) if word]
    if len(words) < 2 and not re.search(r"\d{5}", last):
        return url
    return url if _NAMING.search(query) else address


def date_in(url: str) -> str | None:
    """The day an address names, such as ``/2026/11/23/`` or ``/t20261123_1.html``; None where it has none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for pattern in _DATES:
        for found in pattern.finditer(path):
            if stamp := _day(int(found[1]), int(found[2]), int(found[3])):
                return stamp
    if found_name := _NAMED_DATE.search(path):
        return _day(int(found_name[1]), _NAMES.index(found_name[2].lower()) + 1, int(found_name[3]))
    return None


def words_of(url: str) -> str:
    """A headline made from the address's last part that has words; empty where none has.

    ``/news/2-storms-hit.html`` gives ``2 storms hit``.
    """
    try:
        segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    except ValueError:
        return ""
    kept: list[str] = []
    for segment in reversed(segments):
        words = [word for word in _SEPARATORS.split(unquote(_ENDING.sub("", segment))) if word]
        kept = words + kept
        if any(len(word) > 1 and not any(char.isdigit() for char in word) for word in words):
            break
    else:
        return ""
    # Numbers that programs put at the ends are no words of a headline.
    while len(kept) > 1 and _is_number(kept[-1]):
        kept.pop()
    while len(kept) > 1 and _is_number(kept[0]):
        kept.pop(0)
    return " ".join(kept)


def _is_number(word: str) -> bool:
    """Whether a word is what programs count articles by: long, and digits (or hexadecimal digits) alone."""
    return (
        len(word) >= 5
        and bool(re.fullmatch(r"[a-z]{0,3}\d+|[0-9a-f]{8,}", word))
        and any(map(str.isdigit, word))
    )


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _weight(segments: list[str], query: str, dated: str | None) -> float:
    folded = [_ENDING.sub("", segment).lower() for segment in segments]
    weight = 0.0
    if (
        any(part in _ELSEWHERE for part in folded[:-1])
        or (folded and folded[-1] in _ELSEWHERE - {"index"})
        or any(value in _ELSEWHERE for value in _WORD.findall(query.lower()))
    ):
        weight -= 2.5
    if _MOVING & set(folded[:-1]):
        weight -= 4.0
    if dated:
        weight += 2.0
    last = folded[-1] if folded else ""
    if last == "index" and len(folded) > 1:
        last = folded[-2]
    words = [word for word in _SEPARATORS.split(last) if word and not word.isdigit()]
    if len(words) >= 3:
        weight += 1.5
    elif any(ord(char) > 0x2E7F for char in unquote(last)):
        weight += 0.5
    if max((len(found) for found in _DIGITS.findall(last + query)), default=0) >= 4:
        weight += 1.0
    elif _DIGITS.search(last):
        weight += 0.5
    if segments and _ENDING.search(segments[-1]) and folded[-1] != "index":
        weight += 0.5
    if len(segments) <= 1 and len(words) <= 2 and not _DIGITS.search(last + query):
        weight -= 1.5
    elif len(words) <= 1 and not _DIGITS.search(last + query) and not dated:
        weight -= 0.5
    return weight


def _shape(host: str, segments: list[str], query: str) -> str:
    parts = []
    for segment in segments:
        ending = _ENDING.search(segment)
        stem = segment[: ending.start()] if ending else segment
        words = [word for word in _SEPARATORS.split(stem) if word]
        if len(words) >= 3 and not all(word.isdigit() for word in words[1:]):
            stem = "*"
        elif len(words) > 1 or any(map(str.isdigit, stem)):
            stem = _DIGITS.sub("#", stem)
        else:
            stem = "w"
        parts.append(stem + (ending[0].lower() if ending else ""))
    values = "&".join(sorted(_DIGITS.sub("#", part) for part in query.split("&")))
    return f"{host.removeprefix('www.')}/{'/'.join(parts)}?{values[:200]}"
