"""What SQLite can hold: whole characters, 64-bit numbers."""

from __future__ import annotations

from typing import Any

_LARGEST = 2**63 - 1


def storable(value: Any) -> Any:
    """Return ``value`` without lone surrogates, or brought into range."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode(errors="replace").decode()
    if isinstance(value, int):
        return max(-_LARGEST, min(_LARGEST, value))
    return value
