"""How often a feed says that it changes, and when it does not want to be asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from tuinews.sources.pieces import whole_number

_DAY = 86400
_PERIODS = {
    "hourly": 3600,
    "daily": _DAY,
    "weekly": 7 * _DAY,
    "monthly": 30 * _DAY,
    "yearly": 365 * _DAY,
}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def update_every(period: str, frequency: str) -> int | None:
    """Seconds between two updates (RSS 1.0 Syndication); None where nothing is stated that makes sense.

    A period without a frequency is meant once, a frequency without a period daily, as the module says.
    """
    if not period and not frequency:
        return None
    length = _PERIODS.get(period.strip().lower() or "daily")
    times = whole_number(frequency) if frequency else 1
    return length // times if length and times and times <= length else None


def hours(stated: Iterable[str]) -> tuple[int, ...]:
    """The hours of ``skipHours``, 0 to 23; 24 is midnight, as RSS 0.91 counted."""
    found = {number % 24 for text in stated if (number := whole_number(text)) is not None and number <= 24}
    return tuple(sorted(found))


def days(stated: Iterable[str]) -> tuple[int, ...]:
    """The days of ``skipDays``, Monday 0."""
    names = {text.strip().lower() for text in stated}
    return tuple(day for day, name in enumerate(_DAY_NAMES) if name in names)
