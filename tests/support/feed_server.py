"""A server on loopback that does what a test tells it to, good or bad, and remembers what it was asked.

Its own HTTP, on bare asyncio streams in a thread: a real server library would not misbehave on request.
"""

from __future__ import annotations

import asyncio
import email.utils
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    """By lower-case name."""
    address: str
    """Of ours, that was connected to."""


class Talk:
    """One connection, from the server's side."""

    def __init__(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked = asked
        self._reader = reader
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._writer.write(data)
        await self._writer.drain()

    async def hang(self) -> None:
        """Say nothing until the other side gives up."""
        await self._reader.read()

    def reset(self) -> None:
        """End the connection the rude way."""
        linger = b"\1\0\0\0\0\0\0\0"
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._writer.transport.abort()


Behaviour = Callable[[Talk], Awaitable[None]]


def answer(
    status: int = 200,
    body: bytes = b"",
    headers: Iterable[tuple[str, str]] | Mapping[str, str] = (),
    *,
    reason: str = "Said",
    length: int | None = None,
) -> bytes:
    """A whole answer as bytes; ``length`` claims another length than the body has."""
    pairs = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in pairs)]
    if status != 304:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def in_turn(*answers: bytes) -> Behaviour:
    """One answer after the other; the last for all requests after that."""
    left = list(answers)

    async def send(talk: Talk) -> None:
        await talk.send(left.pop(0) if len(left) > 1 else left[0])

    return send


@dataclass
class FeedServer:
    """The server. ``at`` says what a path does; ``asked`` is every request so far, oldest first."""

    addresses: tuple[str, ...] = ("127.0.0.1",)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    secure: bool = False
    """Speak TLS, under a certificate that nobody has signed."""
    _behaviours: dict[str, Behaviour] = field(default_factory=dict)

    def at(self, path: str, behaviour: Behaviour | bytes) -> str:
        """Let a path do this: bytes are sent as they are, then the connection ends. Its address is
        returned.
        """
        if isinstance(behaviour, bytes):
            data = behaviour

            async def send(talk: Talk) -> None:
                await talk.send(data)

            behaviour = send
        self._behaviours[path] = behaviour
        return self.url(path)

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """A well-behaved document; ``content_type="..."`` becomes a header."""
        return self.at(path, answer(status, body, _named(headers)))

    def feed(self, path: str, body: bytes, **headers: str) -> str:
        """A document whose validators (``etag``, ``last_modified``) are honoured."""
        fields = _named(headers)

        async def conditional(talk: Talk) -> None:
            asked = talk.asked.headers
            same = (
                asked["if-none-match"] == fields.get("etag")
                if "if-none-match" in asked
                else asked.get("if-modified-since", "-") == fields.get("last-modified")
            )
            await talk.send(answer(304, b"", fields) if same else answer(200, body, fields))

        return self.at(path, conditional)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """A path that sends elsewhere."""
        return self.at(path, answer(status, b"", {"Location": to}))

    def url(self, path: str, address: str | None = None) -> str:
        """The address of a path, on one of the server's addresses."""
        return f"http://{address or self.addresses[0]}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked so far, oldest first."""
        return [asked.path for asked in self.asked]

    # Its life

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(target=self._live, args=(started,), name="feed-server", daemon=True)
        self._thread.start()
        started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _live(self, started: threading.Event) -> None:
        asyncio.run(self._serve(started))

    async def _serve(self, started: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        talks: set[asyncio.Task[None]] = set()

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            talks.add(task)
            try:
                await self._answer(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                pass
            finally:
                talks.discard(task)
                writer.close()

        context = None
        if self.secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(Path(__file__).with_name("nobody.pem"))
        servers = []
        for address in self.addresses:
            server = await asyncio.start_server(connected, address, self.port, backlog=1024, ssl=context)
            self.port = server.sockets[0].getsockname()[1]
            servers.append(server)
        started.set()
        await self._end.wait()
        for server in servers:
            server.close()
        for task in list(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"\x16":  # TLS, RFC 8446, 5.1: answered as plain servers answer it
            writer.write(answer(400))
            await writer.drain()
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:-2]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        asked = Asked(head[0].split(" ")[1], headers, writer.get_extra_info("sockname")[0])
        self.asked.append(asked)
        behaviour = self._behaviours.get(asked.path)
        if behaviour is None:
            writer.write(answer(404, b"nothing here"))
            await writer.drain()
        else:
            await behaviour(Talk(asked, reader, writer))


def http_date(moment: int) -> str:
    """Unix seconds as an HTTP date."""
    return email.utils.formatdate(moment, usegmt=True)


def rss(
    *titles: str,
    channel: str = "A feed",
    link: str = "https://paper.example",
    extra: str = "",
    first: int = 1_736_157_600,
    gap: int = 1,
) -> bytes:
    """A small RSS 2.0 document with an item for every title, published at ``first`` (Unix seconds, a Monday
    in January 2025) and every ``gap`` seconds after that.
    """
    items = "".join(
        f"<item><title>{title}</title><link>{link}/{number}</link><guid>{link}/{number}</guid>"
        f"<pubDate>{http_date(first + number * gap)}</pubDate>"
        f"<description>About {title}.</description></item>"
        for number, title in enumerate(titles)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{channel}</title>'
        f"<link>{link}</link><description>d</description>{extra}{items}</channel></rss>"
    ).encode()


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
