"""What a page says of its one article in JSON-LD (https://schema.org/Article)."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tuinews.sources import pieces
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.htmltree import Node
from tuinews.text.addresses import absolute, canonical, is_web
from tuinews.text.clean import plain, title_text
from tuinews.text.dates import parse_stamp
from tuinews.text.html import html_text, sanitise

_LONGEST = 2_000_000
"""Characters of one script that are read."""
_MOST_SCRIPTS = 40
_MOST = 3000
"""Values of one script that are looked at."""
_ARTICLES = ("article", "posting", "report", "review", "recipe", "howto")
"""What the types of articles end in: NewsArticle, BlogPosting, Report."""
_PAGES = ("webpage", "itempage", "creativework", "podcastepisode", "videoobject")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "isPartOf")
_ARTICLE, _PAGE = 2, 1
"""Ranks of objects that may describe the page."""
_VIEWS = ("viewaction", "readaction", "watchaction", "userpagevisits")
# What is wrapped around data that was to be hidden from old browsers.
_OPENING = re.compile(r"\A\s*(?:/[/*]\s*)?(?:<!--|<!\[CDATA\[)\s*(?:\*/)?")
_ENDING = re.compile(r"(?:(?:/[/*]\s*)?(?:-->|\]\]>)\s*(?:\*/)?|;)\s*\Z")
_TRAILING = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|&#?\w{1,32};")
_COMMA = re.compile(r"[,;，、]")


def scripts_of(root: Node) -> list[str]:
    """The JSON-LD scripts of a page."""
    scripts = root.iter("script")
    return [node.text for node in scripts if node.text and "ld+json" in node.get("type", "").lower()]


def read_jsonld(scripts: Iterable[str], url: str, base: str, timezone: str) -> StatedFacts:
    """The facts in a page's JSON-LD scripts; of several articles those of the one that the page is."""
    found = list(_objects(scripts))
    ids = {one["@id"]: one for one in found if isinstance(one.get("@id"), str)}
    here = canonical(url)
    best = max(found, key=lambda one: _fit(one, here, base), default=None)
    if best is None or not _rank(best):
        return StatedFacts()
    return _facts(best, ids, base, timezone)


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    for script in islice(scripts, _MOST_SCRIPTS):
        waiting = deque([_loaded(script)])
        for _ in range(_MOST):
            if not waiting:
                break
            value = waiting.popleft()
            if isinstance(value, list):
                waiting.extend(value[:_MOST])
            elif isinstance(value, dict):
                if "@type" in value:
                    yield value
                waiting.extend(value[key] for key in _INSIDE if isinstance(value.get(key), dict | list))


def _loaded(script: str) -> Any:
    if len(script) > _LONGEST:
        return None
    text = _ENDING.sub("", _OPENING.sub("", script.strip())).strip()
    for mended in (text, _TRAILING.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", text))):
        try:
            return json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _kinds(value: dict[str, Any]) -> list[str]:
    stated = value.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return [kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)]


def _rank(value: dict[str, Any]) -> int:
    kinds = _kinds(value)
    if any(kind.endswith(_ARTICLES) for kind in kinds):
        return _ARTICLE
    return _PAGE if any(kind in _PAGES for kind in kinds) else 0


def _fit(value: dict[str, Any], here: str | None, base: str) -> tuple[int, bool, bool, bool]:
    """How well an object describes the page: an article, of this address, with a text and a date."""
    stated = (value.get("url"), value.get("@id"), value.get("mainEntityOfPage"))
    named = [one.get("@id") if isinstance(one, dict) else one for one in stated]
    addresses = (absolute(one, base) for one in named if isinstance(one, str) and one)
    same = any(canonical(address) == here for address in addresses if address)
    return _rank(value), same, "articleBody" in value, "datePublished" in value


def _facts(article: dict[str, Any], ids: dict[str, dict[str, Any]], base: str, timezone: str) -> StatedFacts:
    is_article = _rank(article) == _ARTICLE
    language, discussion = article.get("inLanguage"), _text(article, "discussionUrl")
    free = article.get("isAccessibleForFree")
    facts = StatedFacts(
        authors=list(_names(article.get("author") or (article.get("creator") if is_article else None), ids)),
        editors=list(_names(article.get("editor"), ids)),
        origin=next(_names(article.get("isBasedOn") or article.get("sourceOrganization"), ids), ""),
        publisher=next(_names(article.get("publisher"), ids), ""),
        published=_stamp(article, timezone, "datePublished", "dateCreated", "uploadDate"),
        updated=_stamp(article, timezone, "dateModified"),
        body=_body(_text(article, "articleBody") or _text(article, "reviewBody")),
        labels=list(_words(article.get("articleSection"))),
        keywords=list(_words(article.get("keywords"))),
        language=pieces.language(language if isinstance(language, str) else None),
        image=_picture(article.get("image") or article.get("thumbnailUrl"), ids, base),
        comments_count=pieces.whole_number(article.get("commentCount")),
        comments_url=absolute(discussion, base) if discussion else None,
    )
    if is_article:
        names = (title_text(_text(article, key)) for key in ("headline", "name"))
        facts.titles = [name for name in names if name]
        facts.summary = plain(title_text(_text(article, "description")))
    if isinstance(free, bool | str):
        facts.is_free = str(free).strip().lower().rpartition("/")[2] not in ("false", "no", "0")
    _count(article.get("interactionStatistic"), facts)
    return facts


def _body(text: str) -> str:
    return html_text(sanitise(text, None)) if _MARKUP.search(text) else plain(text)


def _text(value: dict[str, Any], key: str) -> str:
    text = value.get(key)
    if isinstance(text, list):
        text = text[0] if text else ""
    if isinstance(text, dict):
        text = text.get("@value", "")
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def _stamp(value: dict[str, Any], timezone: str, *keys: str) -> str | None:
    return next((stamp for key in keys if (stamp := parse_stamp(_text(value, key), timezone))), None)


def _names(value: Any, ids: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of people and organisations, however they are given."""
    for one in islice(value if isinstance(value, list) else [value], pieces.MOST_PARTS):
        stated = one
        if isinstance(stated, dict):
            if "name" not in stated and stated.get("@id") in ids:
                stated = ids[stated["@id"]]
            stated = stated.get("name") or stated.get("headline") or stated.get("alternateName")
        for name in stated if isinstance(stated, list) else [stated]:
            if isinstance(name, str):
                clean = title_text(name.encode("utf-8", "replace").decode())
                if clean and not is_web(clean):
                    yield clean


def _words(value: Any) -> Iterator[str]:
    for one in islice(value if isinstance(value, list) else [value], pieces.MOST_PARTS):
        stated = one.get("name") if isinstance(one, dict) else one
        if isinstance(stated, str):
            yield from (word for part in _COMMA.split(stated) if (word := title_text(part)))


def _picture(value: Any, ids: dict[str, dict[str, Any]], base: str) -> str | None:
    for one in value if isinstance(value, list) else [value]:
        stated = one
        if isinstance(stated, dict):
            if "url" not in stated and stated.get("@id") in ids:
                stated = ids[stated["@id"]]
            stated = stated.get("url") or stated.get("contentUrl")
        if isinstance(stated, list):
            stated = stated[0] if stated else None
        if isinstance(stated, str) and stated.strip() and (address := absolute(stated, base)):
            return address
    return None


def _count(value: Any, facts: StatedFacts) -> None:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            continue
        kind = one.get("interactionType")
        kind = str(kind.get("@type") if isinstance(kind, dict) else kind).rpartition("/")[2].lower()
        number = pieces.whole_number(one.get("userInteractionCount"))
        if number is None:
            continue
        if kind in _VIEWS and facts.views is None:
            facts.views = number
        elif kind == "commentaction" and facts.comments_count is None:
            facts.comments_count = number
