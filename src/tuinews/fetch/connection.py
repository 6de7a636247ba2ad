"""Connections: each for one request, to judged addresses, through the proxy that the user or system names."""

from __future__ import annotations

import asyncio
import errno
import os
import ssl
import urllib.request
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

import httpcore

from tuinews.fetch import trouble
from tuinews.fetch.answer import FetchError
from tuinews.fetch.guard import Resolver, judged
from tuinews.fetch.url import Url, parse
from tuinews.text.addresses import is_private_host

_SOCKS = {"socks", "socks5", "socks5h"}
_SOCKS_PORT = 1080
_FIRST_TRY = 5.0
"""Seconds an address of a host gets to answer while the host has another."""
_LAST_TRY = 20.0
"""Seconds its last address gets to take a connection: four attempts of most systems."""


class Connections:
    """Makes connections; ``proxy`` overrules what the environment says."""

    def __init__(self, proxy: str = "") -> None:
        self._proxy = proxy
        self._resolver = Resolver()
        self._ssl: ssl.SSLContext | None = None

    def make(
        self, url: Url, allowed: str | None
    ) -> tuple[httpcore.AsyncHTTPConnection | httpcore.AsyncConnectionPool, Backend]:
        """A connection for one request, and what it is made of."""
        context = self._ssl_context() if url.scheme == "https" else None
        proxy = self._proxy_for(url)
        if proxy is None:
            backend = Backend(self._resolver, allowed)
            return (
                httpcore.AsyncHTTPConnection(core_url(url).origin, context, network_backend=backend),
                backend,
            )
        if is_private_host(url.host):
            judged(url.host, [], allowed)
        backend = Backend(self._resolver, proxy.url.host.decode("ascii"), is_proxy=True)
        pool = httpcore.AsyncConnectionPool(
            context, proxy, max_connections=1, max_keepalive_connections=0, network_backend=backend
        )
        return pool, backend

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
        return self._proxy_at(address)

    def _proxy_at(self, address: str) -> httpcore.Proxy:
        """The proxy of an address; its scheme may be http (also where none is written), https or socks5."""
        scheme, mark, rest = address.partition("://")
        socks = bool(mark) and scheme.lower() in _SOCKS
        try:
            proxy = parse(f"http://{rest}" if socks else address if mark else f"http://{address}")
        except ValueError as error:
            raise FetchError(
                f"the proxy {trouble.shown(address)} cannot be used: its address must begin with http://, "
                "https:// or socks5://; see refresh.proxy in config.toml and the environment's http_proxy, "
                "https_proxy, all_proxy"
            ) from error
        url = core_url(proxy._replace(target="/"))
        if socks:
            if find_spec("socksio") is None:
                raise FetchError(
                    f"the proxy {trouble.shown(address)} speaks SOCKS, which needs an extra that is not "
                    "installed: pip install 'tuinews[socks]'"
                )
            port = None if proxy.has_usual_port and not rest.rstrip("/").endswith(":80") else proxy.port
            url = httpcore.URL(scheme=b"socks5", host=url.host, port=port or _SOCKS_PORT, target=b"/")
        name, _, password = proxy.user.partition(":")
        return httpcore.Proxy(
            url,
            auth=(name, password) if proxy.user else None,
            ssl_context=self._ssl_context() if url.scheme == b"https" else None,
        )


def core_url(url: Url) -> httpcore.URL:
    """The address as httpcore wants it."""
    return httpcore.URL(
        scheme=url.scheme.encode(),
        host=url.host.encode(),
        port=None if url.has_usual_port else url.port,
        target=url.target.encode(),
    )


class Backend(httpcore.AsyncNetworkBackend):
    """Connections to judged addresses, for one request."""

    def __init__(self, resolver: Resolver, allowed: str | None, *, is_proxy: bool = False) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._is_proxy = is_proxy
        self._stream: _Stream | None = None

    def close(self) -> None:
        """End the connection, where one was made."""
        if self._stream is not None:
            self._stream.abort()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - here and below the signatures are httpcore's
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        if not self._is_proxy:
            return await self._connected(host, port)
        try:
            return await self._connected(host, port)
        except (OSError, FetchError) as error:
            # Without its proxy nothing can be reached: that is no fault of the source.
            raise FetchError(
                f"the proxy at {host}, port {port}, cannot be reached; check refresh.proxy in config.toml "
                "and the environment's http_proxy, https_proxy, all_proxy",
                unreachable=True,
            ) from error

    async def _connected(self, host: str, port: int) -> httpcore.AsyncNetworkStream:
        addresses = judged(host, await self._resolver.addresses(host, port), self._allowed)
        for address, number in addresses[:-1]:
            try:
                async with asyncio.timeout(_FIRST_TRY):
                    self._stream = _Stream(*await asyncio.open_connection(address, number))
                    return self._stream
            except OSError:
                continue
        try:
            async with asyncio.timeout(_LAST_TRY):
                self._stream = _Stream(*await asyncio.open_connection(*addresses[-1]))
        except TimeoutError as error:
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from error
        return self._stream


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
        self.abort()

    def abort(self) -> None:
        """End the connection at once."""
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
