"""Numbers of bytes as people say them."""

from __future__ import annotations


def size(count: int) -> str:
    """Return a number of bytes as people say it: ``512 bytes``, ``1.2 MB``."""
    if count < 1000:
        return "1 byte" if count == 1 else f"{count} bytes"
    number, units = count / 1000, ["kB", "MB", "GB", "TB"]
    while number >= 999.5 and len(units) > 1:
        number /= 1000
        del units[0]
    unit = units[0]
    return f"{number:.1f} {unit}" if number < 9.95 else f"{number:.0f} {unit}"
