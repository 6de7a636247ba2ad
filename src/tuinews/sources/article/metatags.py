"""What a page says of its article in ``meta`` elements: Open Graph, Dublin Core and others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuinews.sources import pieces
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.htmltree import Node
from tuinews.text.addresses import absolute, is_web
from tuinews.text.clean import plain, title_text
from tuinews.text.dates import parse_stamp

# The names under which a fact is stated, the more trusted ones first.
_TITLES = """
    articletitle dc:title dc.title dcterms.title og:title twitter:title headline parsely-title sailthru.title
    citation_title title
"""
_AUTHORS = """
    author article:author article:author_name parsely-author sailthru.author byl dc.creator dcterms.creator
    citation_author og:author article.author authors og:article:author creator cxenseparse:author
"""
_DATES = """
    article:published_time og:article:published_time og:published_time datepublished parsely-pub-date
    sailthru.date publishdate publish-date publish_date published_time publication_date pubdate
    dc.date.issued dcterms.issued dc.date.created dcterms.created dcterms.date cxenseparse:recs:publishtime
    cxenseparse:publishtime article.published article:published published ptime publishtime og:pubdate
    citation_publication_date citation_date originalpublicationdate dc.date date og:release_date
    firstpublishtime firstpublishedtime article:create_at datecreated shareaholic:article_published_time
    rnews:datepublished iso-8601-publish-date displaydate bt:pubdate created
"""
_UPDATES = """
    article:modified_time og:updated_time datemodified dc.date.modified dcterms.modified
    article:updated_time lastmod last-modified og:article:modified_time modified utime revised
    article:modified lastmodifiedtime
"""
_SUMMARIES = """
    og:description description twitter:description dc.description dcterms.description dcterms.abstract
    sailthru.description
"""
_IMAGES = """
    og:image og:image:secure_url og:image:url twitter:image twitter:image:src parsely-image-url
    sailthru.image.full thumbnail
"""
_LABELS = """
    article:section parsely-section cxenseparse:recs:articlesection section
    article:tag sailthru.tags parsely-tags
"""
_KEYWORDS = "news_keywords keywords"
# ``articletitle``, ``sitename``, ``contentsource``: as the rules for Chinese authorities' sites have it.
_ORIGINS = "contentsource"
_SITES = "og:site_name sitename application-name dc.publisher publisher apple-mobile-web-app-title"
_LANGUAGES = "og:locale content-language dc.language dcterms.language language"
_LANGUAGE_ATTRIBUTES = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
_COMMA = re.compile(r"[,;，、|]")


def read_meta(root: Node, base: str, timezone: str) -> StatedFacts:
    """The facts in a page's head."""
    stated = _stated(root)

    def said(names: str) -> Iterator[str]:
        return (content for name in names.split() for content in stated.get(name, ()))

    def first(names: str) -> str:
        return next((text for content in said(names) if (text := title_text(content))), "")

    def stamp(names: str) -> str | None:
        return next((one for content in said(names) if (one := parse_stamp(content, timezone))), None)

    spoken = (root.get(name) for name in _LANGUAGE_ATTRIBUTES)
    languages = (*spoken, *said(_LANGUAGES))
    return StatedFacts(
        titles=[title for content in said(_TITLES) if (title := title_text(content))],
        authors=_people(stated),
        origin=first(_ORIGINS),
        publisher=first(_SITES),
        published=stamp(_DATES),
        updated=stamp(_UPDATES),
        summary=plain(first(_SUMMARIES)),
        labels=[label for content in said(_LABELS) for label in _split(content)],
        keywords=[label for content in said(_KEYWORDS) for label in _split(content)],
        language=next((tag for one in languages if (tag := pieces.language(one))), None),
        image=next((address for one in said(_IMAGES) if (address := absolute(one.strip(), base))), None),
    )


def _stated(root: Node) -> dict[str, list[str]]:
    """What the ``meta`` elements say, by name in small letters; a property may have several names."""
    stated: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        content = node.get("content", "")
        if not content.strip():
            continue
        names = node.get("property", "").lower().split()
        names += [node.get(key, "").strip().lower() for key in ("name", "itemprop", "http-equiv")]
        for name in filter(None, names):
            said = stated.setdefault(name, [])
            if len(said) < pieces.MOST_PARTS:
                said.append(content)
    return stated


def _people(stated: dict[str, list[str]]) -> list[str]:
    """The authors; some state an address or an account instead of a name."""
    for name in _AUTHORS.split():
        people = [title_text(one) for one in stated.get(name, ())]
        if kept := [one for one in people if one and not is_web(one) and not one.startswith(("http", "@"))]:
            return kept
    return []


def _split(text: str) -> list[str]:
    return [label for part in _COMMA.split(text) if (label := title_text(part))]
