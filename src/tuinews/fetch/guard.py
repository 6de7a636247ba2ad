"""Which addresses may be connected to, and names made into addresses.

A feed, a redirect or an imported list can name hosts inside the user's own network, where a mere request
can do harm. So names are resolved here, the addresses are judged, and the connection is made to an address
that was judged: a second look-up, which might answer otherwise, never happens.
"""

from __future__ import annotations

import asyncio
import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from tuinews.fetch.answer import FetchError, PrivateHost

Address = tuple[str, int]
"""A numeric address and a port."""

_PRIVATE = tuple(
    ipaddress.ip_network(network)
    for network in (
        # IANA's special-purpose registries (RFC 6890). 198.18.0.0/15 is left out on purpose: local proxies
        # hand out its addresses for every public name, and no one keeps a device there.
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.168.0.0/16",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/127",
        "fc00::/7",
        "fe80::/9",
        "ff00::/8",
    )
)
_EMBEDDING = tuple(
    (ipaddress.IPv6Network(network), shift)
    for network, shift in (
        ("::/96", 0),  # IPv4-compatible, RFC 4291
        ("::ffff:0:0/96", 0),  # IPv4-mapped, RFC 4291
        ("::ffff:0:0:0/96", 0),  # IPv4-translated, RFC 2765
        ("64:ff9b::/96", 0),  # NAT64, RFC 6052
        ("64:ff9b:1::/48", 0),  # NAT64 of a local network, RFC 8215
        ("2002::/16", 80),  # 6to4, RFC 3056
    )
)
"""IPv6 networks whose addresses hold an IPv4 address, and how many bits stand after it."""

_LOOKUPS = 12
"""Names looked up at once. Each takes a thread, and each thread 64 MB of the address space that children
are allowed.
"""
_STACK = 512 * 1024


def is_private(address: str) -> bool:
    """Whether a numeric address is loopback, link-local, private, multicast or otherwise not of the public
    internet.
    """
    number = ipaddress.ip_address(address.partition("%")[0])
    if any(number in network for network in _PRIVATE):
        return True
    if isinstance(number, ipaddress.IPv6Address):
        for network, shift in _EMBEDDING:
            if number in network:
                inner = ipaddress.IPv4Address(int(number) >> shift & 0xFFFFFFFF)
                return any(inner in private for private in _PRIVATE)
    return False


def judged(host: str, addresses: list[Address], allowed: str | None) -> list[Address]:
    """The addresses that may be connected to for ``host``; all of them where it is the ``allowed`` host.

    Raises PrivateHost where none is left.
    """
    if host == allowed:
        return addresses
    public = [address for address in addresses if not is_private(address[0])]
    if not public:
        raise PrivateHost(
            f"{host} is on this machine or in a private network, and it was not you who typed that "
            "address; if it is right, write `private = true` beside the source in sources.toml"
        )
    return public


class Resolver:
    """Names to addresses, each name once in its life, on a few threads that never hold up the program's
    end.
    """

    def __init__(self) -> None:
        self._asked: dict[tuple[str, int], asyncio.Future[list[Address]]] = {}
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._threads = 0

    async def addresses(self, host: str, port: int) -> list[Address]:
        """The addresses of a host, in the system's order. Raises FetchError where the name is unknown."""
        try:
            return [(str(ipaddress.ip_address(host)), port)]
        except ValueError:
            pass
        known = self._asked.get((host, port))
        if known is None:
            known = self._asked[host, port] = self._begin(host, port)
        # Shielded: whoever waits may give up, the others still wait for the same answer.
        return await asyncio.shield(known)

    def _begin(self, host: str, port: int) -> asyncio.Future[list[Address]]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Address]] = loop.create_future()

        def settle(found: list[Address] | FetchError) -> None:
            if isinstance(found, FetchError):
                answer.set_exception(found)
                answer.exception()  # seen: no one may be left who waits
            else:
                answer.set_result(found)

        def job() -> None:
            found = _look_up(host, port)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, found)

        self._jobs.put(job)
        if self._threads < _LOOKUPS:
            self._threads += 1
            before = threading.stack_size(_STACK)
            threading.Thread(target=self._work, name="tuinews-resolver", daemon=True).start()
            threading.stack_size(before)
        return answer

    def _work(self) -> None:
        while True:
            self._jobs.get()()


def _look_up(host: str, port: int) -> list[Address] | FetchError:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = "it does not exist" if isinstance(error, UnicodeError) else _reason(error)
        return FetchError(
            f"the name {host} cannot be looked up ({reason}); check the address and the network",
            unreachable=isinstance(error, OSError),
            doubtful=isinstance(error, OSError) and error.errno == socket.EAI_NONAME,
        )
    return [(str(where[0]), int(where[1])) for *_, where in found]


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).strip().rstrip(".").lower()
