"""Addresses of mail in what a publisher wrote, and mails begun to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from tuinews.text.clean import one_line, visible

# An addr-spec of RFC 5322 without quoted strings, comments and address literals: what people have.
_ADDRESS = re.compile(
    r"(?<![\w.+%/@-])([A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9_+-])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24})(?![\w@-])",
    re.ASCII,
)
_LINK = re.compile(
    r"""(<a\b[^<>]{0,500}?\bhref\s{0,9}=\s{0,9}["']?\s{0,9}mailto:([^"'<>\s?]{3,254})[^<>]{0,2000}>)"""
    r"""((?:(?!<a\b).){0,300}?)(</a\b)""",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 200_000
"""Characters of a text."""


def mail_addresses(texts: Iterable[str], most: int = 20) -> tuple[str, ...]:
    """The addresses that stand in ``texts``, in their order, each once."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _ADDRESS.finditer(visible(text[:_LOOKED_AT])):
            if ".." not in match[1]:
                found.setdefault(match[1].casefold(), match[1])
            if len(found) == most:
                return tuple(found.values())
    return tuple(found.values())


def with_addresses(html: str) -> str:
    """Foreign ``html`` in which links to write a mail say to whom: nothing but text is left of them later."""
    return _LINK.sub(_told, html)


def _told(link: re.Match[str]) -> str:
    address = unquote(link[2])
    if not _ADDRESS.fullmatch(address) or address.casefold() in link[3].casefold():
        return link[0]
    return f"{link[1]}{link[3]} ({address}){link[4]}"


def mail_to(address: str, subject: str) -> str:
    """A ``mailto:`` address (RFC 6068) with a subject, and nothing else that a mail could have."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(one_line(subject)[:200], safe='')}"
