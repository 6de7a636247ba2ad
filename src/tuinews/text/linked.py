"""The pages that an article's text links to."""

from __future__ import annotations

import re
from html import unescape

from tuinews.text.addresses import canonical, is_web

MOST = 8
"""Pages that are named, the first of them: what stands far down is navigation more often than not."""
_READ = 200_000
"""Characters of the markup that are looked through."""
_HREF = re.compile(r"<a\s[^<>]*?\bhref=\"([^\"]+)\"", re.IGNORECASE)
_SHARING = re.compile(
    r"/(?:sharer?|intent|share|submit|login|signup|subscribe|newsletters?|donate)(?:[/?.]|$)"
)


def linked(html: str | None, own: str | None) -> tuple[str, ...]:
    """Return the canonical addresses of the first pages that sanitised HTML links to.

    Left out are the article's own page (``own``, canonical), front pages, and what is there to share or to
    subscribe.
    """
    if not html or "<a " not in html:
        return ()
    found: dict[str, None] = {}
    for address in dict.fromkeys(_HREF.findall(html, 0, _READ)):
        page = _page(unescape(address))
        if page and page != own:
            found[page] = None
            if len(found) == MOST:
                break
    return tuple(found)


def _page(address: str) -> str | None:
    if not is_web(address) or _SHARING.search(address):
        return None
    page = canonical(address)
    return page if page and "/" in page else None
