"""Stamps: read from feeds, sorted by, and written for people.

A stamp is UTC as ``2021-09-07T13:24:05Z``, or ``2021-09-07`` where no time was given (see ``model``).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()

_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse_stamp(text: str, timezone: str = "") -> str | None:
    """The stamp of a date as feeds write it; None where it is none or says an impossible moment.

    RFC 822 and 2822, ISO 8601 (also the short forms of W3CDTF), Unix seconds, and what feeds write instead:
    dates with names of months in sixteen languages, Chinese, Japanese and Korean dates, ``asctime``. A day
    that could be a month (``06/01/2025``) is not guessed. A time without a zone is read in ``timezone`` (an
    IANA name; unknown or empty: UTC).
    """
    from tuinews.text.datereading import read_stamp  # noqa: PLC0415  (its patterns take 5 ms; showing needs none)

    return read_stamp(text, timezone)


def _seconds(stamp: str) -> int:
    days = date(int(stamp[:4]), int(stamp[5:7]), int(stamp[8:10])).toordinal() - _EPOCH
    if len(stamp) == 10:
        return days * _DAY
    return days * _DAY + int(stamp[11:13]) * 3600 + int(stamp[14:16]) * 60 + int(stamp[17:19])


def sort_key(stamp: str | None, first_seen: int) -> int:
    """Unix seconds by which an article stands in lists.

    ``first_seen`` (Unix seconds) where there is no stamp or one of the future; a date without a time counts
    as its midnight in UTC, except that on the very day it was first seen the time first seen says more.
    """
    if stamp is None:
        return first_seen
    seconds = _seconds(stamp)
    if seconds > first_seen or (len(stamp) == 10 and seconds // _DAY == first_seen // _DAY):
        return first_seen
    return seconds


def age(stamp_or_sort: str | int, now: int, tz: tzinfo) -> str:
    """The short time of a list, in English, at most 8 cells; ``now`` in Unix seconds.

    ``14:01`` today (``today`` for a date), ``Mon`` within the last 6 days, ``20 Nov`` this year, else ``Nov
    2024``.
    """
    today = datetime.fromtimestamp(now, tz)
    clock = "today"
    if isinstance(stamp_or_sort, str) and len(stamp_or_sort) == 10:
        day = date.fromisoformat(stamp_or_sort)
    else:
        moment = _moment(_seconds(stamp_or_sort) if isinstance(stamp_or_sort, str) else stamp_or_sort, tz)
        day = moment.date()
        clock = f"{moment.hour:02}:{moment.minute:02}"
    days = today.toordinal() - day.toordinal()
    if days == 0:
        return clock
    if 0 < days <= 6:
        return _DAY_NAMES[day.weekday()]
    month = _MONTH_NAMES[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{month} {day.year}"


def day_and_time(stamp_or_sort: str | int, now: int, tz: tzinfo) -> str:
    """A moment as a sentence names it, in English; ``now`` in Unix seconds.

    ``14:01`` today, ``yesterday 14:01``, ``Mon 14:01`` within the last 6 days, ``20 Nov 14:01`` this year,
    else ``20 Nov 2024``. A date without a time is named likewise, without one.
    """
    day = age(stamp_or_sort, now, tz)
    if isinstance(stamp_or_sort, str) and len(stamp_or_sort) == 10:
        return day
    moment = _moment(_seconds(stamp_or_sort) if isinstance(stamp_or_sort, str) else stamp_or_sort, tz)
    today = datetime.fromtimestamp(now, tz)
    if moment.date() == today.date():
        return day
    if moment.year != today.year:
        return f"{moment.day} {_MONTH_NAMES[moment.month - 1]} {moment.year}"
    if today.toordinal() - moment.toordinal() == 1:
        day = "yesterday"
    return f"{day} {moment.hour:02}:{moment.minute:02}"


def whole(stamp: str, tz: tzinfo) -> str:
    """The whole time of the reader, in English: ``Mon 23 Nov 2026 14:01`` in ``tz``; a date is never
    shifted by zone."""
    if len(stamp) == 10:
        return _long(date.fromisoformat(stamp))
    moment = _moment(_seconds(stamp), tz)
    return f"{_long(moment.date())} {moment.hour:02}:{moment.minute:02}"


def day(stamp_or_sort: str | int, now: int, tz: tzinfo) -> str:
    """The day of a moment as a heading names it, in English: ``Today``, ``Yesterday``, ``Mon 23 Nov``, in
    another year ``23 Nov 2024``; ``now`` in Unix seconds.
    """
    today = datetime.fromtimestamp(now, tz).date()
    if isinstance(stamp_or_sort, str) and len(stamp_or_sort) == 10:
        of = date.fromisoformat(stamp_or_sort)
    else:
        of = _moment(_seconds(stamp_or_sort) if isinstance(stamp_or_sort, str) else stamp_or_sort, tz).date()
    if 0 <= (days := today.toordinal() - of.toordinal()) <= 1:
        return ("Today", "Yesterday")[days]
    if of.year != today.year:
        return f"{of.day} {_MONTH_NAMES[of.month - 1]} {of.year}"
    return f"{_DAY_NAMES[of.weekday()]} {of.day} {_MONTH_NAMES[of.month - 1]}"


def clock(stamp_or_sort: str | int, tz: tzinfo) -> str:
    """``14:01``; nothing for a date without a time."""
    if isinstance(stamp_or_sort, str) and len(stamp_or_sort) == 10:
        return ""
    moment = _moment(_seconds(stamp_or_sort) if isinstance(stamp_or_sort, str) else stamp_or_sort, tz)
    return f"{moment.hour:02}:{moment.minute:02}"


def _moment(seconds: int, tz: tzinfo) -> datetime:
    """Like ``datetime.fromtimestamp``, but at the ends of the calendar in UTC instead of failing."""
    try:
        return datetime.fromtimestamp(seconds, tz)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(max(-62_135_596_800, min(seconds, 253_402_300_799)), UTC)


def _long(day: date) -> str:
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def later_update(issued: str | None, updated: str | None) -> str | None:
    """The stamp of an update; None where it is not later than that of the issue, and so none."""
    # Stamps are in the order of their text; a day is before its hours.
    return None if issued and updated and updated <= issued else updated
