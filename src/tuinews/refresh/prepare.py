"""Entries made ready to be kept: everything that can be worked out without the store, for the engine's
children.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

from tuinews.model import Entry, Feed, Prepared
from tuinews.related.terms import title_terms
from tuinews.store.identities import address_hash, identities
from tuinews.text.addresses import canonical
from tuinews.text.clean import one_line
from tuinews.text.linked import linked
from tuinews.text.width import fit
from tuinews.text.words import count_words

HEADLINE = 90
"""Cells of a headline that is made from the text."""


def prepare(feed: Feed) -> list[Prepared]:
    """The entries of a document in its order, none left out."""
    return [_prepared(with_headline(entry)) for entry in feed.entries]


def _prepared(entry: Entry) -> Prepared:
    address = canonical(entry.url) if entry.url else None
    return Prepared(
        entry=entry,
        canonical=address,
        digest=digest(entry),
        words=count_words(entry.text or entry.summary or ""),
        terms=title_terms(entry.title, entry.summary, entry.text),
        identities=identities(entry.guid, address, entry.title),
        address=address_hash(address) if address else None,
        links=tuple(map(address_hash, linked(entry.html, address))),
    )


def with_headline(entry: Entry) -> Entry:
    """The entry; without a headline of its own, as notes are, with the beginning of its text as one."""
    if entry.title:
        return entry
    beginning = (entry.summary or entry.text).lstrip()[: 4 * HEADLINE]
    return replace(entry, title=fit(one_line(beginning), HEADLINE))


def digest(entry: Entry) -> str:
    """Hash of what a reader would see change: headline, summary, body.

    Of the body its text counts, so that links with changing numbers for counting visits, or a new size of a
    picture, are no revision; the markup only where there is no text. ``updated`` does not count.
    """
    parts = (entry.title, entry.summary or "", entry.text or entry.html or "")
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
