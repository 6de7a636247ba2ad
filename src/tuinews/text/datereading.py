"""Dates as feeds write them, read into stamps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeAlias

_DAY = 86_400

_MONTHS = {
    name: month
    for month, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
# By beginnings, folded and without accents, of the languages most often met in feeds; January to December. Of
# seven, four or three letters: the longer ones where three would be a word of another language too.
_FOREIGN_MONTHS = {
    beginning: month
    for month, beginnings in enumerate(
        (
            "jan ene gen янв sty ledn lede ocak січ",
            "feb fev фев lut unor suba лют",
            "mar mrt mae мар mrz brez бере",
            "apr avr abr апр kwi dubn dube nisa квіт",
            "may mai mag mei мая май maj kvet трав",
            "jun juin giu июн cze cerv hazi черв",
            "jul juil lug июл lip cervenc temm лип",
            "aug aou ago авг sie srpn srpe agus серп",
            "sep set сен wrz zari eylu вер",
            "oct okt ott out окт paz rijn rije ekim жов",
            "nov ноя lis kasi kası лист",
            "dec dez dic дек gru prosine prosinc aral груд dese",
        ),
        1,
    )
    for beginning in beginnings.split()
}

# Hours from UTC. RFC 822 names, and those publishers use; of two meanings the one met in feeds.
_ZONES = {
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akst": -9,
    "akdt": -8, "hst": -10, "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3, "wet":
    0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "met": 1, "mest": 2, "eet": 2,
    "eest": 3, "sast": 2, "msk": 3, "msd": 4, "trt": 3, "pkt": 5, "ist": 5.5, "wib": 7, "ict": 7, "hkt":
    8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "acst": 9.5, "awst": 8, "nzst": 12, "nzdt":
    13,
}  # fmt: skip
_UTC_NAMES = frozenset(("z", "ut", "utc", "gmt"))

_CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(.*)"
_ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d)(?:(?:T|\s+){_CLOCK})?", re.IGNORECASE)
_RFC822 = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s*)?(\d{{1,2}})[\s-]([a-z]{{3}})[a-z]*[\s-](\d{{2,4}})\s+{_CLOCK}", re.IGNORECASE
)

_HALF = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
# 14:30, 14.30, 2:30 pm, 14h30, 14时30分, 下午2:30; as in 20240305T143000.
_TIME = re.compile(
    r"(?:\b|([上下]午|午[前後]|오[전후])\s*)(\d{1,2})(?:[:.：]|\s?h\s?|\s?[时時点點시]\s?)(\d\d)"
    r"(?:[:.：](\d\d))?(?:[.,]\d+)?\s*([ap]\.?m\b\.?)?|T(\d\d)(\d\d)(\d\d)",
    re.IGNORECASE,
)
_AFTERNOON = frozenset(("下午", "午後", "오후"))
_OFFSET = re.compile(r"\s*(?:utc|gmt)?\s*([+\-−])(\d{1,2})(?::?(\d{1,2}))?(?!\d)", re.IGNORECASE)
_ZONE_NAME = re.compile(r"\s*\(?([a-z]{1,5})\b", re.IGNORECASE)
_FORGIVEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)\s?[日일]?"), "ymd"),
    (re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)"), "ymd"),
    (re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:de\s+)?([^\W\d_]{3,})\.?,?[\s-]+(?:de\s+)?"
                r"(\d{4}|\d\d)(?!\d)"), "dMy"),
    (re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:.*\s)?(\d{4})(?!\d)"), "Mdy"),
    (re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"), "dmy"),
    (re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?![\d.])"), "dmy"),
    (re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)"), "??y"),
    (re.compile(r"^(\d{4})-(\d\d)$"), "ym"),
    (re.compile(r"^(\d{4})$"), "y"),
)  # fmt: skip
_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?")
_LONGEST = 200

_Day: TypeAlias = tuple[int, int, int]
"""Year, month, day."""
_Clock: TypeAlias = tuple[str | None, str | None, str | None]
"""Hour, minute, second as written."""


def read_stamp(text: str, timezone: str = "") -> str | None:
    """See ``dates.parse_stamp``."""
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day, hour, minute, second, zone = match.groups()
        if (hour is None and match.end() < len(text)) or (zone and zone[0] in "aApP"):
            return _forgiving(text, timezone)
        return _stamp((int(year), int(month), int(day)), (hour, minute, second), zone, timezone)
    if (match := _RFC822.match(text)) and match[2].lower() in _MONTHS and len(match[3]) != 3:
        day, name, year, hour, minute, second, zone = match.groups()
        if _HALF.match(zone):
            return _forgiving(text, timezone)
        days = (_century(year), _MONTHS[name.lower()], int(day))
        return _stamp(days, (hour, minute, second), zone, timezone)
    return _forgiving(text, timezone)


def _forgiving(text: str, timezone: str) -> str | None:
    if not text or len(text) > _LONGEST:
        return None
    if text.isdecimal() and 9 <= len(text) <= 13 and len(text) != 12:
        seconds = int(text) // (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _day_in(text)
    if found is None:
        return None
    day, start, end = found
    # The time of day is looked for where the date is not, so that 22.11.2022 is not read as a time.
    rest = text[:start] + " " + text[end:] if end else text
    time = _TIME.search(rest)
    if time is None:
        return _stamp(day, (None, None, None), None, timezone)
    hour, minute, second = (time[2], time[3], time[4]) if time[2] else (time[6], time[7], time[8])
    if (half := time[1] or time[5]) and 1 <= int(hour) <= 12:
        hour = str(int(hour) % 12 + (12 if half[0] in "pP" or half in _AFTERNOON else 0))
    return _stamp(day, (hour, minute, second), rest[time.end() :], timezone)


def _day_in(text: str) -> tuple[_Day, int, int] | None:
    """The day that ``text`` names, and where (0, 0 where its parts enclose the time)."""
    if match := _WEEK.search(text):
        try:
            day = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
        except ValueError:
            return None
        return (day.year, day.month, day.day), match.start(), match.end()
    for pattern, order in _FORGIVEN:
        match = pattern.search(text)
        if match is None:
            continue
        found = dict(zip(order, match.groups(), strict=True)) if "?" not in order else _told_apart(match)
        month = _month(found["M"]) if "M" in found else int(found.get("m", 1))
        if not month:
            continue
        start, end = (0, 0) if ":" in match[0] else match.span()
        return (_century(found["y"]), month, int(found.get("d", 1))), start, end
    return None


def _told_apart(match: re.Match[str]) -> dict[str, str]:
    """Day and month of ``22/11/2022`` and ``11/22/2022``; a month 0, hence no date, where either could be
    either."""
    first, second, year = match.groups()
    if int(first) > 12:
        return {"d": first, "m": second, "y": year}
    if int(second) > 12 or first == second:
        return {"d": second, "m": first, "y": year}
    return {"d": first, "m": "0", "y": year}


def _month(name: str) -> int:
    folded = unicodedata.normalize("NFKD", name.casefold())
    folded = "".join(char for char in folded if char.isalpha()) if not folded.startswith("май") else "май"
    return next((month for size in (7, 4, 3) if (month := _FOREIGN_MONTHS.get(folded[:size]))), 0)


def _century(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 69 else 1900)


def _stamp(day: _Day, clock: _Clock, zone: str | None, timezone: str) -> str | None:
    """The stamp; year 1, which programs write for no date at all, is none."""
    hour, minute, second = clock
    if day[0] < 1000:
        return None
    try:
        if hour is None or minute is None:
            return date(*day).isoformat()
        hours, minutes, seconds = int(hour), int(minute), 59 if second == "60" else int(second or 0)
        if minutes > 59 or seconds > 59 or hours > 24 or (hours == 24 and (minutes or seconds)):
            return None
        total = date(*day).toordinal() * _DAY + hours * 3600 + minutes * 60 + seconds
        offset = _offset(zone) if zone else None
        if offset is None:
            offset = _offset_of(timezone)(total) if timezone else 0
        days, rest = divmod(total - offset, _DAY)
        return f"{date.fromordinal(days).isoformat()}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> int | None:
    """Seconds east of UTC that ``zone`` begins with; None where it says nothing that can be."""
    if zone in {"+0000", "GMT", "Z", "+00:00"}:
        return 0
    if match := _OFFSET.match(zone):
        hours, minutes = match[2], match[3] or "0"
        seconds = int(hours) * 3600 + int(minutes) * 60
        if int(minutes) > 59 or seconds > 15 * 3600:
            return None
        return seconds if match[1] == "+" else -seconds
    if match := _ZONE_NAME.match(zone):
        name = match[1].lower()
        if name in _UTC_NAMES or len(name) == 1:  # military letters count as UTC: RFC 2822, 4.3
            return 0
        if name in _ZONES:
            return int(_ZONES[name] * 3600)
    return None


@lru_cache(maxsize=64)
def _offset_of(timezone: str) -> Callable[[int], int]:
    """For a zone's name, what gives its offset at a local time (seconds since the first of January of year
    1)."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  (3 ms, for sources that give a zone only)

    try:
        zone = ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):
        return lambda _local: 0

    def offset(local: int) -> int:
        days, rest = divmod(local, _DAY)
        moment = datetime.fromordinal(days).replace(
            hour=rest // 3600, minute=rest // 60 % 60, second=rest % 60
        )
        away = zone.utcoffset(moment)
        return 0 if away is None else int(away.total_seconds())

    return offset
