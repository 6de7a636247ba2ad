"""The meaning of HTTP header fields. Pure: text and the present moment in, numbers out."""

from __future__ import annotations

import base64
from email.utils import parsedate_to_datetime

DAY = 86400

_LONGEST = 366 * DAY
"""No field is taken to mean more than a year; absurd numbers are cut, not believed."""


def retry_after(text: str | None, now: int) -> int | None:
    """Seconds to wait, from Retry-After (RFC 9110, 10.2.3: seconds or a date), from 1 to a day.

    None where the field is missing, unreadable, negative or in the past.
    """
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit():
        wait = int(text[:12])
    else:
        moment = http_date(text)
        if moment is None:
            return None
        wait = moment - now
    return min(wait, DAY) if wait > 0 else None


def freshness(cache_control: str | None, expires: str | None, age: str | None, now: int) -> int | None:
    """Seconds a document stays fresh (RFC 9111, 4.2.1): max-age less Age, else Expires; None where not said.

    0 where the host forbids keeping it (no-cache, no-store) or it is stale already.
    """
    directives: dict[str, str] = {}
    for part in (cache_control or "").lower().split(","):
        name, _, value = part.strip().partition("=")
        directives.setdefault(name.strip(), value.strip().strip('"'))
    if "no-store" in directives or "no-cache" in directives:
        return 0
    seconds = directives.get("max-age", "")
    if seconds.isascii() and seconds.isdigit():
        spent = age.strip() if age else ""
        old = int(spent[:12]) if spent.isascii() and spent.isdigit() else 0
        return max(0, min(int(seconds[:12]), _LONGEST) - old)
    if expires is None:
        return None
    moment = http_date(expires)
    return 0 if moment is None else max(0, min(moment - now, _LONGEST))


def http_date(text: str) -> int | None:
    """The moment an HTTP date names, in Unix seconds; None where it is none (RFC 9110, 5.6.7)."""
    try:
        return int(parsedate_to_datetime(text).timestamp())
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        return None


def basic(user: str) -> str:
    """The Authorization field for ``name:password`` (RFC 7617, in UTF-8)."""
    return f"Basic {base64.b64encode(user.encode()).decode()}"
