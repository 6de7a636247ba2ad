"""What an article is found again by: its guid, canonical address and title, each as a number. Pure."""

from __future__ import annotations

from hashlib import blake2b


def identities(guid: str | None, canonical: str | None, title: str) -> tuple[int, ...]:
    """Return a 64-bit hash of each that there is, none twice."""
    found = set()
    for kind, value in (("guid", guid), ("canonical", canonical), ("title", title)):
        if value:
            digest = blake2b(f"{kind} {value}".encode(errors="replace"), digest_size=8).digest()
            found.add(int.from_bytes(digest, "big", signed=True))
    return tuple(found)
