"""Which articles stand beside another, and why: asks the store, ranks, and looks for reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tuinews.model import Related
from tuinews.related.reasons import Evidence, link
from tuinews.related.similar import Candidate, fts_query, rank
from tuinews.related.terms import plain, telling, title_terms
from tuinews.store import Store
from tuinews.store.identities import address_hash
from tuinews.text.addresses import display_host
from tuinews.text.linked import linked

_CANDIDATES = 100
"""Articles that share terms and are ranked anew."""
_MOST_LINKED = 20
"""Articles that are linked, and are ranked with them."""
_NO_LINKS: Mapping[int, str] = {}


def related(store: Store, id: int, limit: int) -> tuple[Related, ...]:
    """Return the articles nearest to an article, those of its story among them, best first."""
    found = store.alike([id])
    if not found:
        return ()
    one = found[0]
    links = _links(store, id)
    ids = [*store.same_story(id, limit), *list(links)[:_MOST_LINKED], *_sharing(store, one.terms, one.sort)]
    return _ranked(store, Candidate(*one), ids, limit, links=links)


def related_to_text(
    store: Store, title: str, text: str, limit: int, *, now: int, at: int | None
) -> tuple[Related, ...]:
    """Return the articles nearest to a headline and the text below it, or to a query, best first, among those
    around ``at`` (Unix seconds; None: the newest).
    """
    terms = title_terms(title, None, text)
    asked = Candidate(0, title, "", "", now if at is None else at, None, terms)
    return _ranked(store, asked, _sharing(store, terms, at), limit, own=Evidence(title, text))


def _sharing(store: Store, terms: Sequence[str], at: int | None) -> list[int]:
    match = fts_query(telling(terms, _frequencies(store, terms), store.article_count()))
    return store.sharing(match, at, _CANDIDATES) if match else []


def _ranked(
    store: Store,
    article: Candidate,
    ids: Iterable[int],
    limit: int,
    *,
    links: Mapping[int, str] = _NO_LINKS,
    own: Evidence | None = None,
) -> tuple[Related, ...]:
    others = [Candidate(*alike) for alike in store.alike(other for other in ids if other != article.id)]
    frequencies = _frequencies(store, {term for one in (article, *others) for term in one.terms})

    def evidence(shown: Sequence[int]) -> Mapping[int, Evidence]:
        rows = store.evidence([article.id, *shown])
        known = {row.id: Evidence(row.title, row.text, row.labels, links.get(row.id, "")) for row in rows}
        return known if own is None else {**known, article.id: own}

    return rank(article, others, frequencies, store.article_count(), limit, linked=links, evidence=evidence)


def _frequencies(store: Store, terms: Iterable[str]) -> Mapping[str, int]:
    return store.document_frequency({plain(term) for term in terms})


def _links(store: Store, id: int) -> dict[int, str]:
    """The articles that link to one, that it links to, or that link to a page that it links to; in words."""
    canonical, html = store.markup(id)
    pages = {address_hash(page): page for page in linked(html, canonical)}
    own = address_hash(canonical) if canonical else None
    hashes = [*pages, *([own] if own is not None else [])]
    mine: set[int] = set()
    theirs: set[int] = set()
    common: dict[int, str] = {}
    for hash, article, is_own in store.linked(hashes, id) if hashes else ():
        if hash == own:
            # What bears the same address is the same page, from another feed.
            if not is_own:
                theirs.add(article)
        elif is_own:
            mine.add(article)
        else:
            common.setdefault(article, display_host(f"https://{pages[hash]}"))
    found = dict.fromkeys([*sorted(theirs), *sorted(mine), *common])
    return {one: link(one in mine, one in theirs, common.get(one)) for one in found}
