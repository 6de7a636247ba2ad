"""What went wrong with a request, as sentences for a person: what, where, what to do. Pure."""

from __future__ import annotations

import errno
import ssl
from http import HTTPStatus

from tuinews.fetch.answer import FetchError, PrivateHost
from tuinews.text.addresses import without_user
from tuinews.text.clean import one_line

_LONGEST_SHOWN = 200
"""Characters of an address that a sentence repeats."""
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}

_ADVICE = {
    400: "check the address",
    401: "it wants a name and a password: give the source `user` and `password_command` in sources.toml",
    402: "it wants to be paid; remove the source, or sign in there and take the address it gives you",
    403: "it does not let this program in; open it in a browser, and remove the source if that fails too",
    404: "check the address or remove the source",
    410: "the publisher has taken it away for good; remove the source",
    429: "it wants fewer requests, and is asked less often for a while",
    451: "it may not be shown where you are; remove the source",
}
_ADVICE_ONCE = {
    401: "it wants a name and a password",
    402: "it wants to be paid",
    403: "it does not let this program in; open it in a browser",
    404: "check the address",
    410: "the publisher has taken it away for good",
    429: "it wants fewer requests; try again later",
    451: "it may not be shown where you are",
}
"""Where nothing is followed."""
_AGAIN = "it is asked again later"
_ONCE = "try again later"


def shown(url: str) -> str:
    """An address as a sentence may show it: safe for a terminal, without name and password, not endless."""
    url = one_line(without_user(url))
    return url if len(url) <= _LONGEST_SHOWN else url[: _LONGEST_SHOWN - 1] + "…"


def refusal(url: str, status: int, retry_after: int | None = None) -> FetchError:
    """The error for an answer that is neither a document, nor a redirect, nor "not modified"."""
    try:
        said = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        said = str(status)
    what = f"the server says {said} for {shown(url)}"
    on_its_side = "the trouble is on its side; "
    advice = _ADVICE.get(status) or (on_its_side + _AGAIN if status >= 500 else "check the address")
    once = _ADVICE_ONCE.get(status) or (on_its_side + _ONCE if status >= 500 else "check the address")
    pause = "" if retry_after is None else f"; it asks to be left alone for {duration(retry_after)}"
    return FetchError(
        f"{what}; {advice}{pause}", once=f"{what}; {once}{pause}", status=status, retry_after=retry_after
    )


def too_slow(url: str, seconds: float) -> FetchError:
    """The error for a request that was not complete when its time was up."""
    what = f"{shown(url)} was not complete within {duration(round(seconds))}"
    limit = "(refresh.timeout_seconds in config.toml sets the limit)"
    return FetchError(f"{what}; {_AGAIN} {limit}", once=f"{what}; {_ONCE} {limit}")


def connection(url: str, error: OSError) -> FetchError:
    """The error for a connection that was not made or did not last."""
    where = shown(url)
    if isinstance(error, ssl.SSLCertVerificationError):
        why = (error.verify_message or "it cannot be verified").rstrip(".")
        return FetchError(f"the certificate of {where} is not accepted ({why}); nothing was read from it")
    if isinstance(error, ssl.SSLError):
        why = one_line(error.reason or str(error)).replace("_", " ").lower()
        return FetchError(f"no secure connection to {where} could be made ({why}); check the address")
    if isinstance(error, ConnectionRefusedError):
        return FetchError(f"nothing answers at {where} (connection refused); check the address")
    if isinstance(error, (ConnectionResetError, BrokenPipeError)):
        return broke_off(url)
    if isinstance(error, TimeoutError):
        what = f"{where} does not answer"
        return FetchError(f"{what}; {_AGAIN}", once=f"{what}; {_ONCE}", unreachable=True, doubtful=True)
    why = one_line(error.strerror or str(error) or type(error).__name__).rstrip(".").lower()
    return FetchError(
        f"{where} cannot be reached ({why}); check the network",
        unreachable=error.errno in _NO_WAY,
        doubtful=error.errno == errno.EHOSTUNREACH,
    )


def broke_off(url: str) -> FetchError:
    """The error for an answer that ended in the middle."""
    what = f"the answer of {shown(url)} broke off before its end"
    return FetchError(f"{what}; {_AGAIN}", once=f"{what}; {_ONCE}")


def led_astray(url: str, end: str) -> PrivateHost:
    """The error for a redirect to a private host, which no leave for ``url`` permits."""
    return PrivateHost(
        f"{shown(url)} leads to {shown(end)}, which is on this machine or in a private network, and it was "
        "not you who typed that address; if it is right, follow that address itself"
    )


def duration(seconds: int) -> str:
    """A length of time in words: ``90 seconds``, ``2 hours``, ``8 years``."""
    for unit, name in ((365 * 86400, "year"), (86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * unit or seconds == unit:
            count = round(seconds / unit)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
