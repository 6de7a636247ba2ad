"""What an article is found again by: its guid, canonical address and title, each as a number. Pure."""

from __future__ import annotations

from hashlib import blake2b


def address_hash(canonical: str) -> int:
    """Return the 64-bit hash of a canonical address."""
    return _hash(f"link {canonical}")


def identities(guid: str | None, canonical: str | None, title: str) -> tuple[int, ...]:
    """Return a 64-bit hash of each that there is, none twice."""
    found = set()
    for kind, value in (("guid", guid), ("canonical", canonical), ("title", title)):
        if value:
            found.add(_hash(f"{kind} {value}"))
    return tuple(found)


def _hash(text: str) -> int:
    digest = blake2b(text.encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
