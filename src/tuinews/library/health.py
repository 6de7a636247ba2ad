"""How a source is doing, in words for a person. Pure: what is known of it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from tuinews.model import PastTrouble, SourceState
from tuinews.settings.private_hosts import waits_for_leave
from tuinews.text.clean import one_line
from tuinews.text.dates import age, whole
from tuinews.text.sizes import size
from tuinews.text.sparkline import sparkline
from tuinews.text.tree import Span
from tuinews.text.wrapping import wrap

_GONE = 410
_LASTING = 5
"""Failures in a row after which waiting alone is no advice."""
_CHECK = "check the address"
"""What ``fetch.trouble`` advises where the address may be wrong."""
_WANTS = {401, 402, 403, 451}
"""Answers of a host that wants something of the user, which the trouble names."""
_NEAR = {-1: "yesterday ", 0: "", 1: "tomorrow "}
_KINDS = {"page": "a list page, whose articles are found by its structure", "sitemap": "a sitemap"}


class Condition(StrEnum):
    """What matters most about a source."""

    FINE = "fine"
    NEW = "new"
    """Never asked yet."""
    WAITING = "waiting"
    """Its host has asked for a pause."""
    FAILED = "failed"
    GONE = "gone"
    """Its publisher has taken it away for good."""
    PAUSED = "paused"


class Ways(NamedTuple):
    """How to do what is advised, each the beginning of a sentence: ``Press r``."""

    ask: str
    resume: str
    remove: str
    permit: str
    """Its host, where that is private."""
    correct: str
    """Its address."""


class Fact(NamedTuple):
    """A line about a source."""

    label: str
    text: str
    bad: bool = False
    """It says that something is wrong."""


def in_lines(found: Iterable[Fact], width: int) -> Iterator[tuple[Fact, list[str]]]:
    """Yield each fact with its text in lines of ``width`` cells."""
    for fact in found:
        lines = wrap((Span(fact.text),), max(2, width))
        yield fact, ["".join(piece.text for piece in line) for line in lines]


def condition(state: SourceState) -> Condition:
    """Return how a source is doing, in a word."""
    if state.source.paused:
        return Condition.PAUSED
    if state.status == "failed":
        gone = state.http_status == _GONE and state.next_fetch is None
        return Condition.GONE if gone else Condition.FAILED
    if state.status == "waiting":
        return Condition.WAITING
    return Condition.NEW if state.last_fetch is None else Condition.FINE


def facts(state: SourceState, now: int, zone: tzinfo, ways: Ways) -> list[Fact]:
    """Return all that is known of a source, what is wrong and what to do about it first.

    ``now``: Unix seconds. Every text is a single line.
    """
    found = [
        *_wrong(state, now, zone, ways),
        *_about(state),
        *_figures(state, now, zone),
        *_history(state.troubles, now, zone),
    ]
    return [fact._replace(text=one_line(fact.text)) for fact in found if fact.text]


def next_time(state: SourceState, now: int, zone: tzinfo) -> str:
    """Return when a source is due as the short time of a list, at most 8 cells."""
    match condition(state):
        case Condition.PAUSED | Condition.GONE:
            return "never"
        case _ if state.next_fetch is None or _past(state.next_fetch, now):
            return "now"
        case _:
            return age(state.next_fetch, now, zone)


def a_week(weekly: float) -> str:
    """Return articles a week with as many digits as they are worth: ``0.4``, ``12``, ``1,200``."""
    return f"{weekly:.1f}" if 0 < weekly < 9.95 else f"{weekly:,.0f}"


def _wrong(state: SourceState, now: int, zone: tzinfo, ways: Ways) -> Iterator[Fact]:
    now_is = condition(state)
    if now_is is Condition.PAUSED:
        yield Fact("Paused", state.source.paused_why or "it is not asked", bad=True)
        if waits_for_leave(state.source):
            yield Fact("What to do", f"{ways.permit} to permit its host.")
        elif not state.source.paused_why:  # which says what to do itself
            yield Fact("What to do", f"{ways.resume} to follow it again.")
        return
    if state.error:
        label = {Condition.WAITING: "Waiting", Condition.GONE: "Gone"}.get(now_is, "Trouble")
        row = _in_a_row(state, now, zone) if now_is is Condition.FAILED else ""
        yield Fact(label if state.status != "offline" else "Offline", f"{state.error}{row}", bad=True)
    if now_is is Condition.GONE:
        yield Fact("What to do", f"{ways.remove} to follow it no longer; its articles stay.")
    elif now_is is Condition.WAITING:
        yield Fact("What to do", "Nothing: it is asked again when its host wants to be.")
    elif now_is is Condition.FAILED:
        yield Fact("What to do", _after_failure(state, ways))
    if state.moved_to is not None:
        said = f"for good, and is asked at {state.moved_to}; you may write that into sources.toml"
        yield Fact("Moved", said)


def _after_failure(state: SourceState, ways: Ways) -> str:
    """What to do about a failure: what its own sentence advises, and how."""
    again, ask = "It is asked again by itself", _lower(ways.ask)
    remove = f"{_lower(ways.remove)} to follow it no longer"
    if _CHECK in (state.error or ""):
        return f"{ways.correct} to correct its address, or {remove}. {again}; {ask} to ask it now."
    if state.http_status in _WANTS:
        return f"Asking again alone does not mend it: {ask} once that is done, or {remove}."
    if state.failures >= _LASTING:
        return f"{again}. {ways.ask} to ask it now; if its site is no better, {remove}."
    return f"{again}. {ways.ask} to ask it now."


def _in_a_row(state: SourceState, now: int, zone: tzinfo) -> str:
    if state.failures < 2:
        return ""
    latest = state.troubles[0] if state.troubles else None
    since = f" since {_when(latest.first, now, zone)}" if latest and latest.times == state.failures else ""
    return f" ({state.failures} times in a row{since})"


def _about(state: SourceState) -> Iterator[Fact]:
    source = state.source
    yield Fact("Address", " ".join(source.command) if source.command and not source.url else source.url)
    yield Fact("Site", state.site or "")
    yield Fact("Kind", _KINDS.get(source.kind, ""))
    yield Fact("Category", source.category)
    yield Fact("Tags", ", ".join(source.tags))


def _figures(state: SourceState, now: int, zone: tzinfo) -> Iterator[Fact]:
    rhythm = f"; {a_week(state.weekly)} a week {sparkline(state.rhythm)}" if any(state.rhythm) else ""
    silent = "; none in the last 8 weeks" if state.total and state.rhythm and not rhythm else ""
    yield Fact("Articles", f"{state.unread:,} unread of {state.total:,}{rhythm}{silent}")
    yield Fact("Last asked", _last(state, now, zone))
    yield Fact("Next due", _next(state, now, zone))
    if state.requests:
        parts = [f"asked {_times(state.requests)}"]
        if state.unmodified:
            parts.append(f"{state.unmodified:,} unchanged")
        parts.append(f"{size(state.received)} received")
        if state.saved:
            parts.append(f"{size(state.saved)} not sent again")
        yield Fact("Requests", ", ".join(parts))
    known = [f"ETag {state.etag}" if state.etag else "", state.last_modified or ""]
    yield Fact("Validators", ", ".join(filter(None, known)))


def _last(state: SourceState, now: int, zone: tzinfo) -> str:
    if state.last_fetch is None:
        return "never"
    answer = f", answered {state.http_status}" if state.http_status else ""
    return f"{_when(state.last_fetch, now, zone)}{answer}"


def _next(state: SourceState, now: int, zone: tzinfo) -> str:
    match condition(state):
        case Condition.PAUSED:
            return "never: it is paused"
        case Condition.GONE:
            return "never: it is gone"
        case Condition.NEW:
            return "with the next refresh: it was never asked"
        case _ if state.next_fetch is None:
            return "with the next refresh"
    why = f": {state.next_why}" if state.next_why else ""
    when = _when(state.next_fetch, now, zone)
    return f"with the next refresh (since {when}{why})" if _past(state.next_fetch, now) else f"{when}{why}"


def _history(troubles: Sequence[PastTrouble], now: int, zone: tzinfo) -> Iterator[Fact]:
    for number, trouble in enumerate(troubles):
        times = ""
        if trouble.times > 1:
            times = f" ({trouble.times} times until {_when(trouble.last, now, zone)})"
        yield Fact("" if number else "History", f"{_when(trouble.first, now, zone)}  {trouble.error}{times}")


def _when(stamp: str, now: int, zone: tzinfo) -> str:
    """``14:20`` today, ``tomorrow 14:20``, else with its day."""
    moment = datetime.fromisoformat(stamp).astimezone(zone)
    days = moment.toordinal() - datetime.fromtimestamp(now, zone).toordinal()
    if days not in _NEAR:
        return whole(stamp, zone)
    return f"{_NEAR[days]}{moment:%H:%M}"


def _past(stamp: str, now: int) -> bool:
    return datetime.fromisoformat(stamp).timestamp() <= now


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
