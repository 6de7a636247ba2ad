"""Put first on PYTHONPATH: this process and its children reach nobody but this machine.

Who is tried to be reached or looked up all the same is refused, and written down in the file that
TUINEWS_STRAYS names, for the program may well swallow the refusal: the test fails by the file.
"""

from __future__ import annotations

import os
import sys
from typing import Any

_OUT = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})


def is_here(host: object) -> bool:
    """Whether a host is this machine, by its spelling."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return host is None
    parts = host.split(".")
    four = len(parts) == 4 and all(part.isdecimal() for part in parts)
    return host in ("", "localhost", "::1", "::") or (four and parts[0] == "127")


def _is_number(host: object) -> bool:
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    return ":" in text or text.replace(".", "").isdecimal()


def note(what: str, host: object) -> None:
    """Write down who was tried to be reached."""
    with open(os.environ["TUINEWS_STRAYS"], "a", encoding="utf-8") as file:  # noqa: PTH123 - without pathlib
        file.write(f"{what} {host!r}\n")


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _OUT:
        return
    address = arguments[0] if event.startswith("socket.get") else arguments[1]
    if event in ("socket.connect", "socket.sendto") and not isinstance(address, tuple):
        return  # a socket of this machine, which has a path
    host = address[0] if isinstance(address, tuple) else address
    if event.startswith("socket.get") and _is_number(host):
        return  # nobody is asked for it
    if not is_here(host):
        note(event, host)
        raise PermissionError(f"{host!r} is not this machine: tests reach nobody else")


def main() -> None:
    """Guard this process."""
    if os.environ.get("TUINEWS_STRAYS"):
        sys.addaudithook(_guard)


main()
