"""HTTP: one address asked, its redirects followed, the whole body taken within a cap and a deadline.

The only file that knows httpcore. Every request has a connection of its own, made by ``guard``: leave to
reach a private host never passes to another request, and there is no pool to search.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

import httpcore

from tuinews import __version__
from tuinews.fetch import headers, trouble
from tuinews.fetch.answer import Fetched, FetchError, Wanted
from tuinews.fetch.body import Body, BodyError
from tuinews.fetch.guard import Resolver, judged
from tuinews.fetch.hosts import Hosts
from tuinews.fetch.url import Url, join, parse
from tuinews.text.addresses import is_private_host
from tuinews.text.clean import one_line

USER_AGENT = f"tuinews/{__version__} (feed reader)"
MAX_REDIRECTS = 10

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_LONGEST_FIELD = 1024
"""Characters of a validator or content type worth keeping."""
_FIRST_TRY = 5.0
"""Seconds an address of a host gets to answer while the host has another."""


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
        self._proxy = proxy
        self._resolver = Resolver()
        self._ssl: ssl.SSLContext | None = None
        self._fields = (
            ("User-Agent", _printable(user_agent) or USER_AGENT),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", "gzip, deflate"),
            ("Connection", "close"),
        )

    def forgive(self, seconds: float) -> None:
        """Put off the deadlines of all requests under way: the event loop was kept busy by something else."""
        for limit in self._running:
            end = limit.when()
            if end is not None and not limit.expired():
                limit.reschedule(end + seconds)

    async def fetch(self, wanted: Wanted) -> Fetched:
        """The document at an address, or the word that it is unchanged. Raises FetchError."""
        url = _parsed(wanted.url)
        allowed = url.host if wanted.private else None
        left = self._deadline
        moved_to: str | None = None
        lasting = True
        for _ in range(MAX_REDIRECTS + 1):
            async with self._hosts.place(url.host):
                with _in_words(str(url), self._deadline):
                    async with asyncio.timeout(left) as limit:
                        self._running.add(limit)
                        try:
                            answer = await self._ask(url, wanted, allowed)
                        finally:
                            self._running.discard(limit)
            if isinstance(answer, Fetched):
                return answer if moved_to is None else replace(answer, moved_to=moved_to)
            left = (limit.when() or 0.0) - asyncio.get_running_loop().time()
            lasting = lasting and answer.lasting
            url = answer.url
            if lasting:
                moved_to = str(url)
        raise FetchError(
            f"{trouble.shown(wanted.url)} leads from one address to the next without end "
            f"({MAX_REDIRECTS} redirects were followed); check the address in a browser"
        )

    async def _ask(self, url: Url, wanted: Wanted, allowed: str | None) -> Fetched | _Redirect:
        """One request and its answer."""
        fields = [("Host", url.authority), *self._fields]
        conditional = wanted.validators_for == str(url) and bool(wanted.etag or wanted.last_modified)
        if conditional and wanted.etag:
            fields.append(("If-None-Match", wanted.etag))
        if conditional and wanted.last_modified:
            fields.append(("If-Modified-Since", wanted.last_modified))
        if url.user:
            fields.append(("Authorization", f"Basic {base64.b64encode(url.user.encode()).decode()}"))
        response = await self._connection(url, allowed).handle_async_request(
            httpcore.Request("GET", _core_url(url), headers=fields)
        )
        try:
            answered = _fields(response)
            status = response.status
            now = int(self._now())
            if status in _REDIRECTS and "location" in answered:
                return _redirect(url, status, answered["location"])
            if status == 429:
                self._hosts.slow_down(url.host)
            if status not in {200, 203} and not (status == 304 and conditional):
                pause = answered.get("retry-after") if status in {429, 503} else None
                raise trouble.refusal(str(url), status, headers.retry_after(pause, now))
            body = b"" if status == 304 else await self._body(response, answered.get("content-encoding"))
        finally:
            await response.aclose()
        return Fetched(
            url=str(url),
            status=304 if status == 304 else 200,
            body=body,
            content_type=_kept(answered.get("content-type")),
            etag=_kept(answered.get("etag")),
            last_modified=_kept(answered.get("last-modified")),
            max_age=headers.freshness(
                answered.get("cache-control"), answered.get("expires"), answered.get("age"), now
            ),
            links=answered.get("link"),
        )

    async def _body(self, response: httpcore.Response, encoding: str | None) -> bytes:
        body = Body(encoding, self._max_body)
        async for piece in response.aiter_stream():
            body.feed(piece)
        return body.finish()

    def _connection(
        self, url: Url, allowed: str | None
    ) -> httpcore.AsyncHTTPConnection | httpcore.AsyncConnectionPool:
        """A connection for one request."""
        context = self._ssl_context() if url.scheme == "https" else None
        proxy = self._proxy_for(url)
        if proxy is None:
            return httpcore.AsyncHTTPConnection(
                _core_url(url).origin, context, network_backend=_Backend(self._resolver, allowed)
            )
        if is_private_host(url.host):
            judged(url.host, [], allowed)
        backend = _Backend(self._resolver, proxy.url.host.decode("ascii"))
        return httpcore.AsyncConnectionPool(
            context, proxy, max_connections=1, max_keepalive_connections=0, network_backend=backend
        )

    def _ssl_context(self) -> ssl.SSLContext:
        """One context for all: it takes 20 ms to make."""
        if self._ssl is None:
            self._ssl = httpcore.default_ssl_context()
        return self._ssl

    def _proxy_for(self, url: Url) -> httpcore.Proxy | None:
        """The proxy to go through; none for this machine's own addresses, which another could not reach."""
        if url.host in {"localhost", "::1"} or url.host.startswith("127."):
            return None
        address = self._proxy
        if not address and not urllib.request.proxy_bypass(url.host):
            found = urllib.request.getproxies()
            address = found.get(url.scheme) or found.get("all") or ""
        if not address:
            return None
        try:
            proxy = parse(address if "://" in address else f"http://{address}")
        except ValueError as error:
            raise FetchError(
                f"the proxy {trouble.shown(address)} cannot be used: its address must begin with http:// or "
                "https://; see refresh.proxy in config.toml and the environment's http_proxy, https_proxy, "
                "all_proxy"
            ) from error
        name, _, password = proxy.user.partition(":")
        return httpcore.Proxy(
            _core_url(proxy._replace(target="/")),
            auth=(name, password) if proxy.user else None,
            ssl_context=self._ssl_context() if proxy.scheme == "https" else None,
        )


class _Backend(httpcore.AsyncNetworkBackend):
    """Connections to judged addresses, for one request."""

    def __init__(self, resolver: Resolver, allowed: str | None) -> None:
        self._resolver = resolver
        self._allowed = allowed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - here and below the signatures are httpcore's
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        addresses = judged(host, await self._resolver.addresses(host, port), self._allowed)
        for address, number in addresses[:-1]:
            try:
                async with asyncio.timeout(_FIRST_TRY):
                    return _Stream(*await asyncio.open_connection(address, number))
            except OSError:
                continue
        return _Stream(*await asyncio.open_connection(*addresses[-1]))


class _Stream(httpcore.AsyncNetworkStream):
    """A connection, without the layers of anyio. Time limits are the caller's business."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        if buffer:
            self._writer.write(buffer)
            await self._writer.drain()

    async def aclose(self) -> None:
        # Not a polite close: nothing more is said on this connection, and a host could make TLS's good-bye
        # last.
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        try:
            await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            self._writer.transport.abort()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._writer.get_extra_info("ssl_object") if info == "ssl_object" else None


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


def _core_url(url: Url) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.scheme.encode(),
        host=url.host.encode(),
        port=None if url.has_usual_port else url.port,
        target=url.target.encode(),
    )


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
def _in_words(url: str, deadline: float) -> Iterator[None]:
    """Turn what libraries raise into FetchError."""
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
