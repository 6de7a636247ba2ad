"""HTTP: one address asked, its redirects followed, the whole body taken within a cap and a deadline.

With ``connection`` the only file that knows httpcore. Every request has a connection of its own: leave to
reach a private host never passes to another request, and there is no pool to search.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import httpcore

from tuinews import __version__
from tuinews.fetch import headers, trouble
from tuinews.fetch.answer import Fetched, FetchError, PrivateHost, Wanted
from tuinews.fetch.body import Body, BodyError
from tuinews.fetch.connection import Connections, core_url
from tuinews.fetch.hosts import Hosts
from tuinews.fetch.url import Url, join, parse
from tuinews.text.clean import one_line

USER_AGENT = f"tuinews/{__version__} (feed reader)"
MAX_REDIRECTS = 10

_ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.8"
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_NOTHING = Wanted("")
_LONGEST_FIELD = 1024
"""Characters of a validator or content type worth keeping."""


class _Redirect(NamedTuple):
    """Where an answer points to."""

    url: Url
    lasting: bool


class Client:
    """Fetches addresses; used inside one event loop.

    ``parallel`` and ``per_host`` are requests at once, ``deadline`` the seconds one address may take with
    all its redirects (waiting for its turn not counted), ``max_body`` bytes unpacked, ``spacing`` the
    seconds between requests to a host that has answered 429. ``proxy`` overrules what the environment says
    (http_proxy, https_proxy, all_proxy, no_proxy).
    """

    def __init__(
        self,
        *,
        user_agent: str = "",
        parallel: int = 128,
        per_host: int = 2,
        deadline: float = 60.0,
        max_body: int = 20 * 2**20,
        proxy: str = "",
        spacing: float = 1.0,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._deadline = deadline
        self._max_body = max_body
        self._now = now
        self._hosts = Hosts(parallel, per_host, spacing)
        self._running: set[asyncio.Timeout] = set()
        self._connections = Connections(proxy)
        self._user_agent = _printable(user_agent) or USER_AGENT

    def forgive(self, seconds: float) -> None:
        """Put off the deadlines of all requests under way: the event loop was kept busy by something else."""
        for limit in self._running:
            end = limit.when()
            if end is not None and not limit.expired():
                limit.reschedule(end + seconds)

    async def fetch(self, wanted: Wanted) -> Fetched:
        """The document at an address, or the word that it is unchanged. Raises FetchError."""
        url = first = _parsed(wanted.url)
        allowed = url.host if wanted.private else None
        left = self._deadline
        moved_to: str | None = None
        lasting = True
        extra = wanted
        for number in range(1, MAX_REDIRECTS + 2):
            # What was typed for an origin, secrets above all, stays there and does not come back.
            extra = extra if url.may_have_what_is_for(first) else _NOTHING
            async with self._hosts.place(url.host):
                with _in_words(str(url), self._deadline, number):
                    async with asyncio.timeout(left) as limit:
                        self._running.add(limit)
                        try:
                            answer = await self._ask(url, wanted, extra, allowed)
                        except PrivateHost as error:
                            if number == 1:
                                raise
                            raise trouble.led_astray(wanted.url, str(url)) from error
                        finally:
                            self._running.discard(limit)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved_to, requests=number)
            left = (limit.when() or 0.0) - asyncio.get_running_loop().time()
            lasting = lasting and answer.lasting
            url = answer.url
            if lasting:
                moved_to = str(url)
        raise _counted(
            FetchError(
                f"{trouble.shown(wanted.url)} leads from one address to the next without end "
                f"({MAX_REDIRECTS} redirects were followed); check the address in a browser"
            ),
            MAX_REDIRECTS + 1,
        )

    async def _ask(self, url: Url, wanted: Wanted, extra: Wanted, allowed: str | None) -> Fetched | _Redirect:
        """One request and its answer; ``extra`` has what of ``wanted`` this origin may be told."""
        own = {name.lower() for name, _ in extra.headers}
        fields = [("Host", url.authority), *extra.headers]
        for name, value in (
            ("User-Agent", _printable(wanted.user_agent) or self._user_agent),
            ("Accept", _ACCEPT_PAGE if wanted.page else _ACCEPT),
            ("Accept-Encoding", "gzip, deflate"),
            ("Connection", "close"),
        ):
            if name.lower() not in own:
                fields.append((name, value))
        conditional = wanted.validators_for == str(url) and bool(wanted.etag or wanted.last_modified)
        if conditional and wanted.etag:
            fields.append(("If-None-Match", wanted.etag))
        if conditional and wanted.last_modified:
            fields.append(("If-Modified-Since", wanted.last_modified))
        if extra.authorization:
            fields.append(("Authorization", extra.authorization))
        elif url.user and "authorization" not in own:
            fields.append(("Authorization", headers.basic(url.user)))
        connection, backend = self._connections.make(url, allowed)
        try:
            response = await connection.handle_async_request(
                httpcore.Request("GET", core_url(url), headers=fields)
            )
        except BaseException:
            # A SOCKS proxy that refuses is left with its connection open.
            backend.close()
            raise
        try:
            answered = _fields(response)
            status = response.status
            now = int(self._now())
            if status in _REDIRECTS and "location" in answered:
                return _redirect(url, status, answered["location"])
            if status not in {200, 203} and not (status == 304 and conditional):
                said = answered.get("retry-after") if status in {429, 503} else None
                pause = headers.retry_after(said, now)
                if status == 429:
                    self._hosts.slow_down(url.host)
                raise trouble.refusal(str(url), status, pause)
            body = Body(None if status == 304 else answered.get("content-encoding"), self._max_body)
            if status != 304:
                async for piece in response.aiter_stream():
                    body.feed(piece)
            whole = body.finish()
        finally:
            await response.aclose()
        return Fetched(
            url=str(url),
            status=304 if status == 304 else 200,
            body=whole,
            received=body.received,
            content_type=_kept(answered.get("content-type")),
            etag=_kept(answered.get("etag")),
            last_modified=_kept(answered.get("last-modified")),
            max_age=headers.freshness(
                answered.get("cache-control"), answered.get("expires"), answered.get("age"), now
            ),
            links=answered.get("link"),
        )


def _parsed(address: str) -> Url:
    try:
        return parse(address)
    except ValueError as error:
        raise FetchError(
            f"{trouble.shown(address)} is not a web address that can be asked; check it"
        ) from error


def _printable(text: str) -> str:
    """What of a text may stand in a header field."""
    return "".join(char for char in text if char.isascii() and char.isprintable()).strip()


def _fields(response: httpcore.Response) -> dict[str, str]:
    """The header fields by lower-case name; those that come more than once joined (RFC 9110, 5.3)."""
    fields: dict[str, str] = {}
    for name, value in response.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        fields[key] = f"{fields[key]}, {text}" if key in fields else text
    return fields


def _redirect(url: Url, status: int, location: str) -> _Redirect:
    # Servers mean UTF-8 where they send bytes beyond ASCII.
    location = location.encode("latin-1").decode("utf-8", "replace")
    try:
        target = join(url, location)
    except ValueError as error:
        raise FetchError(
            f"{trouble.shown(str(url))} redirects to {trouble.shown(location)}, which is not a web address; "
            "nothing was read from there"
        ) from error
    # A step down from https to http is followed, but not believed to be for good.
    down = url.scheme == "https" and target.scheme == "http"
    return _Redirect(target, status in _PERMANENT and not down)


def _kept(value: str | None) -> str | None:
    """A field that is kept or sent back; None where it is missing, endless or not plain text."""
    if not value or len(value) > _LONGEST_FIELD or not value.isascii() or not value.isprintable():
        return None
    return value


@contextmanager
def _in_words(url: str, deadline: float, number: int) -> Iterator[None]:
    """Turn what libraries raise into FetchError; ``number`` is that of the request."""
    try:
        with _translated(url, deadline):
            yield
    except FetchError as error:
        _counted(error, number)
        raise


def _counted(error: FetchError, requests: int) -> FetchError:
    error.requests = requests
    return error


@contextmanager
def _translated(url: str, deadline: float) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise trouble.connection(url, error) if error.errno else trouble.too_slow(url, deadline) from error
    except BodyError as error:
        raise FetchError(f"the answer of {trouble.shown(url)} {error}; it was not read") from error
    except OSError as error:
        raise trouble.connection(url, error) from error
    except httpcore.ProxyError as error:
        raise FetchError(
            f"the proxy does not pass on {trouble.shown(url)} ({one_line(str(error))}); check its settings"
        ) from error
    except httpcore.ProtocolError as error:
        # httpcore has no other sign for an answer that ends too early.
        if "without sending" in str(error) or "peer closed" in str(error):
            raise trouble.broke_off(url) from error
        raise FetchError(
            f"{trouble.shown(url)} does not answer the way web servers do; check the address"
        ) from error
    except Exception as error:
        # What becomes of an answer that is no SOCKS; httpcore asserts that there is none.
        if not (isinstance(error, AssertionError) or type(error).__module__.startswith("socksio")):
            raise
        raise FetchError(
            f"the proxy does not pass on {trouble.shown(url)} (it does not answer the way SOCKS proxies do); "
            "check its settings"
        ) from error
