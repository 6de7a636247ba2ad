"""Whether there is a network at all, told from what came of the first sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tuinews.refresh.messages import Document, Job, Message, Trouble
from tuinews.text.addresses import host, is_private_host, is_web

ENOUGH = 8
"""Hosts that could not be reached, and none that could: then the rest is not tried any more."""


class Reach:
    """Holds back the troubles of sources that could not be reached, until some host was.

    ``jobs`` are all that are asked, by source.
    """

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        self._jobs = jobs
        self._left = set(jobs)
        self._reached = False
        self._held: dict[str, Trouble] = {}
        self._hosts: set[str] = set()

    def take(self, messages: Iterable[Message]) -> list[Message]:
        """Take the next messages; those that may be kept now are returned."""
        free: list[Message] = []
        for message in messages:
            self._left.discard(message.source)
            self._reached = self._reached or self._shows_network(message)
            if isinstance(message, Trouble) and message.unreachable and not self._reached:
                self._held[message.source] = message
                self._hosts.add(host(self._jobs[message.source].url))
            else:
                free.append(message)
        if self._reached and self._held:
            free = [*self._held.values(), *free]
            self._held = {}
        return free

    @property
    def hopeless(self) -> bool:
        """Whether asking the rest would be in vain: it needs a network, and there is none."""
        if self._reached or len(self._hosts) < ENOUGH:
            return False
        return all(is_web(self._jobs[source].source.url) for source in self._left)

    @property
    def offline(self) -> bool:
        """Whether there is no network, as far as can be told. One host whose name does not exist is not
        enough.
        """
        return len(self._hosts) > 1 or not all(trouble.doubtful for trouble in self._held.values())

    def unreached(self) -> Sequence[Trouble]:
        """What could not be reached, and what was then not tried; empty where some host was reached."""
        if not self._held:
            return ()
        why = "nothing could be reached, so it was not tried; it is asked when there is a network again"
        untried = [Trouble(source, why, unreachable=True) for source in self._jobs if source in self._left]
        return [*self._held.values(), *untried]

    def _shows_network(self, message: Message) -> bool:
        """Whether a message proves that a host beyond this machine and its network could be reached."""
        if isinstance(message, Document):
            return is_web(message.url) and not is_private_host(host(message.url))
        if isinstance(message, Trouble) and message.status is not None:
            return not is_private_host(host(self._jobs[message.source].url))
        return False
