"""A SOCKS5 proxy on loopback (RFC 1928, 1929) that leads to one port and remembers what it was asked."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import Self


@dataclass
class SocksServer:
    """Passes every connection on to ``target``, a port of 127.0.0.1, whatever name was asked for."""

    target: int
    user: str = ""
    """``name:password`` that it wants to hear; empty lets everybody in."""
    reply: int = 0
    """What it says to a request; anything but 0 is a refusal."""
    greeting: bytes | None = None
    """Sent in place of everything else."""
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Host and port of each request."""
    port: int = 0
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live(started)), daemon=True)
        self._thread.start()
        started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    async def _live(self, started: threading.Event) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self._end.wait()
        server.close()
        for task in list(self._talks):
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._talks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        methods = await reader.readexactly((await reader.readexactly(2))[1])
        if self.greeting is not None:
            writer.write(self.greeting)
            return
        method = 2 if self.user else 0
        if method not in methods:
            writer.write(b"\x05\xff")
            return
        writer.write(bytes((5, method)))
        if self.user and not await self._knows(reader, writer):
            return
        head = await reader.readexactly(4)
        assert head == b"\x05\x01\x00\x03", "a connection to a name"
        name = await reader.readexactly((await reader.readexactly(1))[0])
        port = int.from_bytes(await reader.readexactly(2), "big")
        self.asked.append((name.decode(), port))
        writer.write(bytes((5, self.reply, 0, 1, 0, 0, 0, 0, 0, 0)))
        if self.reply:
            return
        near, far = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            await asyncio.gather(_pass(reader, far), _pass(near, writer))
        finally:
            far.close()

    async def _knows(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        name = await reader.readexactly((await reader.readexactly(2))[1])
        password = await reader.readexactly((await reader.readexactly(1))[0])
        right = b":".join((name, password)).decode() == self.user
        writer.write(bytes((1, 0 if right else 1)))
        return right


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65536):
        writer.write(piece)
    writer.write_eof()
