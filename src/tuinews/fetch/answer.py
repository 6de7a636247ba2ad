"""What is asked of a host, what comes back, and what can go wrong. Values only; nothing here speaks HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field

from tuinews.model import TuinewsError


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request, before it is made."""

    url: str
    private: bool = False
    """The host of this very address may be loopback, link-local or private; no other host may."""
    etag: str | None = None
    last_modified: str | None = None
    validators_for: str | None = None
    """The address the two validators belong to; they are sent to no other."""
    page: bool = False
    """A page for people is asked for, not a feed."""
    user_agent: str = ""
    """Instead of the client's own."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Fields of the user's own, in the place of the client's; like ``authorization`` they may hold secrets,
    and are sent to the origin of this address alone.
    """
    authorization: str = field(default="", repr=False)
    """The Authorization field, whole; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: a whole document (status 200) or the word that it has not changed (304)."""

    url: str
    """Where the document was in the end, after all redirects; what its links are relative to."""
    status: int
    body: bytes = b""
    """Unpacked; empty with status 304."""
    content_type: str | None = None
    """As the host sent it, with its charset."""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    """Where the asked address has moved for good (301 or 308 on every hop up to there)."""
    max_age: int | None = None
    """Seconds for which the host calls the document fresh (Cache-Control or Expires)."""
    requests: int = 0
    """Made for it, redirects too; 0 where it came from this machine."""
    received: int = 0
    """Bytes of the body as sent, packed."""
    links: str | None = None
    """The Link field as sent (RFC 8288)."""
    parts: tuple[Fetched, ...] = ()
    """The documents that this one is only the index of: they are read in its place."""


class FetchError(TuinewsError):
    """An address could not be fetched; the text says why and what to do, and names the address."""

    def __init__(
        self,
        message: str,
        *,
        once: str = "",
        status: int | None = None,
        retry_after: int | None = None,
        unreachable: bool = False,
        doubtful: bool = False,
    ) -> None:
        super().__init__(message)
        self.once = once or message
        """The same where nothing is followed: without what it says of sources and of asking again."""
        self.status = status
        """The HTTP status, where a host answered."""
        self.retry_after = retry_after
        """Seconds the host asks to be left alone."""
        self.unreachable = unreachable
        """The name could not be looked up or no way leads there: what every address looks like without a
        network.
        """
        self.doubtful = doubtful
        """Unreachable, but perhaps by its own fault, as a name that is said not to exist: one such host alone
        is no sign that there is no network.
        """
        self.requests = 0
        """Made before it failed."""


class NotAsked(FetchError):
    """The request was not made: the host was asked too often already and wants a pause."""


class PrivateHost(FetchError):
    """The host is on this machine or in a private network, and the request had no leave to reach it."""
