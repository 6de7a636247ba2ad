"""Sources whose host is this machine or on a private network. A list gives no leave to ask such a host: they
are kept paused until the user gives it, which is ``private`` in ``model.Source``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tuinews.model import Source
from tuinews.text.addresses import host, is_private_host, is_web

_BECAUSE = "Its host "
"""How the reason begins by which such a source is known again; what a user paused has no reason."""


def pause_private(sources: Iterable[Source], allow: bool) -> list[Source]:
    """The sources, with those on this machine or a private network paused, or if ``allow`` permitted."""
    return [_judged(source, allow) for source in sources]


def is_private(source: Source) -> bool:
    """Whether the source's address alone says that its host is this machine or on a private network."""
    return is_web(source.url) and is_private_host(host(source.url))


def waits_for_leave(source: Source) -> bool:
    """Whether a source is paused because of its host, and for nothing else."""
    return (
        source.paused
        and not source.private
        and not source.command
        and source.paused_why.startswith(_BECAUSE)
        and is_private(source)
    )


def leave_for(source: Source) -> dict[str, Any]:
    """The fields that change when the user permits the source's host; what else paused it stays."""
    unpaused = {"paused": False, "paused_why": ""} if waits_for_leave(source) else {}
    return {"private": True} | unpaused


def _judged(source: Source, allow: bool) -> Source:
    if not is_private(source):
        return source
    if allow:
        return replace(source, **leave_for(source))
    why = f"{_BECAUSE}{host(source.url)} is this machine or on a private network."
    return replace(source, paused=True, paused_why=source.paused_why or why)
