"""The zone of this machine, in which times are shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The zone of this machine, with its summer times, for every moment and not only for now."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta:
        if moment is None:
            return timedelta()
        try:
            return moment.replace(tzinfo=None).astimezone().utcoffset() or timedelta()
        except (OverflowError, ValueError, OSError):  # a year that the system's library does not know
            return timedelta()

    def dst(self, _moment: datetime | None, /) -> None:
        return None

    def tzname(self, _moment: datetime | None, /) -> str:
        return "local"

    def fromutc(self, moment: datetime, /) -> datetime:
        try:
            local = moment.replace(tzinfo=UTC).astimezone()
        except (OverflowError, ValueError, OSError):
            return moment
        return local.replace(tzinfo=self)
