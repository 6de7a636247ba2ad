"""What an address says about what stands there: an article or something else. Pure; names no site."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|mp[34]|m4a|mov|avi|flv|wmv|webm|ogg|zip|gz|rar|exe|apk|dmg|css|js|xml|rss|json|ics|docx?|xlsx?)\Z",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"/(?:page|seite|pagina|pag|p)[/-]?\d{1,5}/?\Z|[_/-]page[_-]?\d{1,5}(?:\.\w{2,5})?\Z", re.IGNORECASE
)
_PAGE_QUERY = re.compile(
    r"(?:^|&)(?:p|pg|page|paged|pagenum|pageno|page_?index|offset|start|seite|curpage)=\d{1,6}(?:&|\Z)",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"=(?:https?(?:%3a|:)|%2f[^&]{5})", re.IGNORECASE)
# Names of the parts of a site that list, sell, sign in or explain, in addresses.
_ELSEWHERE_WORDS = """
    abo about aboutus account accounts ads advert advertise advertising agb album auth author
    authors autor autoren bookmark browse bulletin careers cart categories category checkout compose
    contact contacts contactus cookie cookies copyright datenschutz delete edit feed feedback feeds
    follow forgot forumdisplay gallery-index home impressum imprint jobs kategorie keyword keywords
    kontakt label labels lastpost legal login logout member members membership misc newreply
    newsletter newsletters newtopic password policies policy posting preferences privacy profil
    profile profiles redirect register registration rss schlagwort schlagworte search service
    settings shop signin signup sitemap store submit subscribe subscription subscriptions suche tag
    tags terms thema themen topics tos user users wp-admin wp-login xmlrpc
"""
_ELSEWHERE = frozenset(_ELSEWHERE_WORDS.split())
_NAMING = re.compile(
    r"\d{4}|(?:^|&)(?:\w*id=\d|(?:p|lang|hl|locale|language|article|story|post|news|name|slug|q)=)",
    re.IGNORECASE,
)
# These only at the end of an address: articles may lie below them.
_OVERVIEW_WORDS = """
    archive archives archiv archivo arkiv comments community faq help hilfe people services staff support team
"""
_OVERVIEWS = frozenset(_OVERVIEW_WORDS.split())
_PERIOD = re.compile(r"/(?:19|20)\d\d(?:[/-]\d{1,2}){0,2}\Z")
"""The articles of a year, a month or a day."""
_SEPARATORS = re.compile(r"[-_+.\s]+|%20")
_COUNTER = re.compile(r"[a-z]{0,3}\d+|[0-9a-f]{8,}")
_WORD = re.compile(r"[a-z]+")
_FILMS = frozenset({"video", "videos", "watch", "tv"})
_NUMBERED = re.compile(r"\d{5}")
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"\.(?:[sxp]?html?|php\d?|aspx?|jsp|cms|ece|stm|do)\Z", re.IGNORECASE)
_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_DATES = (
    re.compile(_YEAR + r"[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(_YEAR + r"[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_NAMED_DATE = re.compile(
    _YEAR + r"/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)", re.IGNORECASE
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Permalink(NamedTuple):
    """An address as a candidate for an article."""

    weight: float
    """Above 0 it looks like an article's, below like another page's."""
    shape: str
    """The same for addresses made by one rule: digits and words replaced by signs."""
    is_film: bool
    """By its address there is something to watch, not to read."""


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
    is_film = not _FILMS.isdisjoint(segment.lower() for segment in segments[:-1])
    shape = _shape(parts.netloc, segments, query)
    return Permalink(_weight(segments, query, date_in(url) is not None), shape, is_film)


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
    if len(words) < 2 and not _NUMBERED.search(last) and not (date_in(address) and len(last) > 2):
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
    return len(word) >= 5 and any(map(str.isdigit, word)) and bool(_COUNTER.fullmatch(word))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _weight(segments: list[str], query: str, dated: bool) -> float:
    folded = [_ENDING.sub("", segment).lower() for segment in segments]
    weight = 0.0
    named = {*folded, *_WORD.findall(query.lower())}
    is_overview = bool(folded) and (folded[-1] in _OVERVIEWS or bool(_PERIOD.search("/" + "/".join(folded))))
    if is_overview or not named.isdisjoint(_ELSEWHERE):
        weight -= 2.5
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
    for number, segment in enumerate(segments, start=1):
        ending = _ENDING.search(segment)
        stem = segment[: ending.start()] if ending else segment
        words = [word for word in _SEPARATORS.split(stem) if word]
        is_slug = len(words) >= 3 or (number == len(segments) > 1 and not any(map(str.isdigit, stem)))
        if is_slug and not all(word.isdigit() for word in words[1:] or words):
            stem = "*"
        elif len(words) > 1 or any(map(str.isdigit, stem)):
            stem = _DIGITS.sub("#", stem)
        else:
            stem = "w"
        parts.append(stem + (ending[0].lower() if ending else ""))
    values = "&".join(sorted(_DIGITS.sub("#", part) for part in query.split("&")))
    return f"{host.removeprefix('www.')}/{'/'.join(parts)}?{values[:200]}"
