"""How many requests a host gets at once, and how far apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tuinews.fetch.answer import NotAsked

_WIDEST = 8.0
"""Seconds between two requests to a host that keeps answering 429, at most."""
_PATIENCE = 60.0
"""Seconds a request waits for its turn at a host that wants its requests apart; after that it is left for
another run.
"""


class _Host:
    """One host's places and pace."""

    __slots__ = ("next_at", "places", "spacing")

    def __init__(self, at_once: int) -> None:
        self.places = asyncio.Semaphore(at_once)
        self.spacing = 0.0
        self.next_at = 0.0


class Hosts:
    """Places for requests: ``at_once`` in all, ``per_host`` to one host.

    Requests to a host follow one another without pause until it answers 429 (``slow_down``); from then on
    they are ``spacing`` seconds apart, and twice as far with every further 429.
    """

    def __init__(self, at_once: int, per_host: int, spacing: float) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._per_host = per_host
        self._spacing = spacing
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def place(self, name: str) -> AsyncIterator[None]:
        """Hold a place at a host. Raises NotAsked where its turn is too far away."""
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(self._per_host)
        async with host.places:
            if host.spacing:
                await self._turn(host, name)
            async with self._places:
                yield

    async def _turn(self, host: _Host, name: str) -> None:
        now = asyncio.get_running_loop().time()
        turn = max(now, host.next_at)
        if turn - now > _PATIENCE:
            raise NotAsked(f"{name} wants fewer requests; the rest of its sources are asked another time")
        host.next_at = turn + host.spacing
        await asyncio.sleep(turn - now)

    def slow_down(self, name: str) -> None:
        """Take to heart that a host has answered 429."""
        host = self._hosts.get(name)
        if host is not None:
            host.spacing = min(host.spacing * 2, _WIDEST) if host.spacing else self._spacing
            host.next_at = asyncio.get_running_loop().time() + host.spacing
