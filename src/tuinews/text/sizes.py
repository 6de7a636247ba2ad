"""Numbers of bytes and seconds as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuinews.text.clean import one_line

if TYPE_CHECKING:
    from tuinews.model import Enclosure


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


def length(seconds: int) -> str:
    """Return a time as people say it: ``40 s``, ``25 min``, ``1 h 05 min``."""
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def about_file(file: Enclosure) -> str:
    """What is known of a file: ``audio/mpeg, 45 MB, 1 h 05 min``."""
    stated = one_line(file.type or "file")
    told = (size(file.length) if file.length else "", length(file.duration) if file.duration else "")
    return ", ".join([stated, *filter(None, told)])
