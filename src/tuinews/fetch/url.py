"""Web addresses taken apart for a request. Pure."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tuinews.text.addresses import absolute

_PORTS = {"http": 80, "https": 443}


class Url(NamedTuple):
    """An http or https address, in ASCII."""

    scheme: str
    host: str
    """Lower case, an IPv6 address without brackets: what the guard compares and the queues are kept by."""
    port: int
    target: str
    """Path and query."""
    user: str = ""
    """``name:password``, not quoted; empty where there is none."""

    @property
    def origin(self) -> tuple[str, str, int]:
        """What name and password are good for (RFC 6454)."""
        return self.scheme, self.host, self.port

    def may_have_what_is_for(self, other: Url) -> bool:
        """Whether name, password and other secrets for ``other`` may go here: to the same origin, or from
        http to https of the same host, both on their usual ports.
        """
        if self.origin == other.origin:
            return True
        up = self.scheme == "https" and self.has_usual_port and other.has_usual_port
        return up and self.host == other.host

    @property
    def has_usual_port(self) -> bool:
        """Whether the port is the scheme's own, which is then not written."""
        return self.port == _PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """Host and port as the Host field wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.has_usual_port else f"{host}:{self.port}"

    def __str__(self) -> str:
        """The address without name and password: what is kept, compared and shown."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse(address: str) -> Url:
    """An address taken apart. Raises ValueError where it is no http or https address that can be asked."""
    return _apart(absolute(address, None))


def join(base: Url, location: str) -> Url:
    """Where a redirect from ``base`` leads. Name and password stay with the host they were typed for.

    Raises ValueError where that is no http or https address (RFC 9110, 10.2.2).
    """
    target = _apart(absolute(location, str(base)))._replace(user="")
    return target._replace(user=base.user) if target.may_have_what_is_for(base) else target


def _apart(address: str | None) -> Url:
    if address is None:
        raise ValueError("no web address")
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    user = unquote(parts.netloc.rpartition("@")[0])
    return Url(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme], target, user)
