"""Web addresses: made absolute, made canonical, and judged before anything is opened or asked.

Read as browsers read them (WHATWG URL) where RFC 3986 leaves broken addresses open, for a browser is what
opens them: ``\\`` counts as ``/``, tabs and newlines are dropped, ``0x7f.1`` is ``127.0.0.1``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_USER = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")
_REFERENCE = re.compile(
    r"(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL
)  # RFC 3986, appendix B, without scheme
# What may not stand in an address as it is: everything but printing ASCII, and signs that end an address
# elsewhere.
_UNSAFE = re.compile("[^!#-;=?-\\[\\]_a-z~]")
_TIDY = re.compile("https?://(?:[a-z0-9][a-z0-9-]*+\\.)++[a-z]{2,}+/[!#-;=?-\\[\\]_a-z~]*+")
_DROPPED = re.compile("[\t\n\r]")
_EDGES = (
    "".join(map(chr, range(0x21)))
    + "\x7f\xa0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\ufeff"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
_LONGEST_HOST = 253
_LOCAL_NAMES = (".localhost", ".localdomain", ".local", ".internal", ".home.arpa", ".lan")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?")
# ::/96 (compatible) and 64:ff9b::/96 (NAT64, RFC 6052): the last four bytes are an IPv4 address.
_IPV4_INSIDE = (bytes(12), bytes.fromhex("0064ff9b0000000000000000"))
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)

# Parameters that say how a reader came, not what is read.
_TRACKER_FAMILIES = (
    "utm_", "mtm_", "pk_", "matomo_", "piwik_", "guce_", "hsa_", "oly_", "vero_", "__hs", "_hsenc", "_hsmi",
    "at_campaign", "at_custom", "at_format", "at_link", "at_medium", "at_ptr_name", "at_bbc_team",
)  # fmt: skip
_TRACKERS = frozenset(
    ("fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id",
     "gbraid", "wbraid", "igsh", "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "mkt_tok", "s_cid",
     "cmpid", "ocid", "ncid", "smid", "smtyp", "xtor", "ito", "wt_mc", "wt_zmc", "trk", "trkcampaign",
     "ref_src", "ref_url", "guccounter", "spm", "sref", "rss")
)  # fmt: skip
# These do, unless they only name the feed: ``source=rss``.
_WAYS = frozenset(("ref", "source", "src", "from", "via", "partner", "medium", "campaign", "cmp", "f"))


# Addresses that lead on to the one in a parameter: host and path, the parameter. Hosts without ``www.``.
_REDIRECTORS = {
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com": ("u",),
    "youtube.com/redirect": ("q",),
    "out.reddit.com": ("url",),
    "t.umblr.com/redirect": ("z",),
    "vk.com/away.php": ("to",),
    "away.vk.com/away.php": ("to",),
    "bing.com/news/apiclick.aspx": ("url",),
    "duckduckgo.com/l": ("uddg",),
    "slack-redir.net/link": ("url",),
    "steamcommunity.com/linkfilter": ("url", "u"),
    "link.zhihu.com": ("target",),
    "link.juejin.cn": ("target",),
    "go.skimresources.com": ("url",),
    "go.redirectingat.com": ("url",),
    "exit.sc": ("url",),
}


class _Parts(NamedTuple):
    scheme: str
    user: str
    host: str
    port: int | None
    rest: str
    """From the path on; begins with a slash, a question mark or a hash, or is empty."""


def absolute(url: str, base: str | None) -> str | None:
    """``url``, taken from a document at ``base``, as an absolute http or https address in ASCII; None where
    it is none.

    Resolved as in RFC 3986, 5.3; the host in punycode, the rest percent-encoded where it must be. Other
    schemes, broken hosts and control characters give None; so does a relative address without a ``base``.
    """
    if _TIDY.fullmatch(url) and "/." not in url:
        return url
    url = _DROPPED.sub("", url.strip(_EDGES))
    if not url or _FORBIDDEN.search(url):
        return None
    scheme = _SCHEME.match(url)
    if scheme and not (scheme[1].lower() in _PORTS or scheme[1].isdigit()):
        return None
    if scheme:
        return _written(_split(url))
    start = _split(base) if base else None
    if start is None:
        return None
    return _written(_resolved(url, start))


def _resolved(url: str, base: _Parts) -> _Parts | None:
    """A relative reference against an absolute address: RFC 3986, 5.2.2."""
    before_query, mark, query = url.partition("?")
    url = before_query.replace("\\", "/") + mark + query
    match = _REFERENCE.fullmatch(url)
    base_match = _REFERENCE.fullmatch(base.rest)
    if not match or not base_match:
        return None
    authority, path, query, fragment = match[1], match[2], match[3] or "", match[4] or ""
    if authority is not None:
        return _split(f"{base.scheme}:{url}")
    if not path:
        path, query = base_match[2], query or base_match[3] or ""
    elif not path.startswith("/"):
        path = base_match[2].rpartition("/")[0] + "/" + path
    return base._replace(rest=path + query + fragment)


def _split(url: str) -> _Parts | None:
    """The parts of an absolute web address, host in ASCII; None where it is no such address."""
    scheme, colon, rest = url.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in _PORTS:
        return None
    if rest[:2].replace("\\", "/") != "//":
        return None
    rest = rest[2:]
    end = len(rest)
    for sign in "/\\?#":
        end = min(end, rest.find(sign) % (len(rest) + 1))
    authority, rest = rest[:end], rest[end:]
    user, _, where = authority.rpartition("@")
    name, port = _name_and_port(where)
    name = _ascii_host(name)
    if not name or (port and not (port.isdecimal() and port.isascii() and int(port[:6]) < 65536)):
        return None
    number = int(port) if port else None
    return _Parts(scheme, user, name, None if number == _PORTS[scheme] else number, rest)


def _name_and_port(where: str) -> tuple[str, str]:
    if where.startswith("["):
        name, bracket, port = where.partition("]")
        return name + bracket, port.removeprefix(":") if port.startswith(":") or not port else "?"
    name, _, port = where.partition(":")
    return name, port


def _written(parts: _Parts | None) -> str | None:
    if parts is None:
        return None
    path, mark, fragment = parts.rest.partition("#")
    path, question, query = path.partition("?")
    path = _without_dots(path.replace("\\", "/"))
    rest = _UNSAFE.sub(_percent, (path or "/") + question + query + mark + fragment)
    user = _UNSAFE.sub(_percent, parts.user) + "@" if parts.user else ""
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{parts.scheme}://{user}{parts.host}{port}{rest}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


@lru_cache(maxsize=1024)
def _ascii_host(name: str) -> str:
    """The host as it is asked for: lower case, punycode, IPv4 in four decimal parts; empty where it cannot
    be one."""
    if name.startswith("["):
        return name.lower() if name.endswith("]") and _numbers(name) else ""
    if not name.isascii():
        name = _punycode(name)
    name = name.lower().rstrip(".")
    if not _HOST.fullmatch(name) or len(name) > _LONGEST_HOST or ".." in name:
        return ""
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        number = _ipv4(name)
        return "" if number is None else ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    return name


def _punycode(name: str) -> str:
    """An international name as asked of the name service (UTS #46 in short); empty where it holds what is
    no letter."""
    name = unicodedata.normalize("NFKC", re.sub("[\xad\u200b-\u200d\u2060\ufeff]", "", name)).lower()
    labels = re.split("[.\u3002\uff0e\uff61]", unicodedata.normalize("NFC", name))
    if not all(unicodedata.category(char)[0] in "LMN" or char in "-_" for label in labels for char in label):
        return ""
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in labels
    )


def _ipv4(name: str) -> int | None:
    """The address that a host made of numbers means, each decimal, octal or hexadecimal, as ``inet_aton``
    reads them."""
    parts: list[int] = []
    for part in name.split("."):
        if not _NUMBER.fullmatch(part) or len(part) > 20:
            return None
        try:
            parts.append(
                int(part[2:] or "0", 16)
                if part[:2].lower() == "0x"
                else int(part, 8 if part[0] == "0" else 10)
            )
        except ValueError:
            return None
    *first, last = parts
    if len(parts) > 4 or any(part > 255 for part in first) or last >= 256 ** (5 - len(parts)):
        return None
    return sum(part << (24 - 8 * index) for index, part in enumerate(first)) + last


def _is_tidy(url: str) -> bool:
    """Whether there is nothing to mend in ``url``, as in most, so that it need not be taken apart."""
    return len(url) <= _LONGEST_HOST and _TIDY.fullmatch(url) is not None


def is_web(url: str) -> bool:
    """Whether ``url`` is an http or https address with a valid host, without control, bidi and white space
    characters."""
    return _is_tidy(url) or (not _UNSEEN.search(url) and _split(url) is not None)


def host(url: str) -> str:
    """The host that would be asked: ASCII (punycode), lower case, without user and port; empty where there
    is none."""
    if _is_tidy(url):
        return url.split("/", 3)[2]
    parts = _split(_DROPPED.sub("", url.strip(_EDGES)))
    return parts.host if parts else ""


def without_user(url: str) -> str:
    """The address without name and password, for showing and for keeping."""
    return _USER.sub(r"\1", url)


def followable(url: str, base: str | None) -> str | None:
    """Like ``absolute``, and without name and password: what an article leads to.

    What stands before an ``@`` looks like a host and is none, and no article knows a password of a reader.
    """
    address = absolute(url, base)
    return without_user(address) if address and "@" in address else address


def display_host(url: str) -> str:
    """The true host as shown to a reader: ``host`` without ``www.``; look-alike letters stay in punycode."""
    return host(url).removeprefix("www.")


def canonical(url: str) -> str | None:
    """``url`` without what does not tell articles apart: for comparing, never for opening. None where it is
    no web address.

    Left out: scheme, user, ``www.``, a default port, trackers, fragment, a slash at the end; the query is
    sorted. Known redirectors stand for the address they lead to.
    """
    address = absolute(url, None)
    if address is None:
        return None
    if "?" in address:
        address = _led_to(address)
    address = address.partition("#")[0]
    rest = address.partition("://")[2]
    authority, _, tail = rest.partition("/")
    where = authority.rpartition("@")[2].removeprefix("www.")
    if ":" in where:
        where = re.sub(":(?:80|443)$", "", where)
    path, _, query = tail.partition("?")
    if query:
        kept = sorted(part for part in query.split("&") if part and not _is_tracker(part))
        query = "?" + "&".join(kept) if kept else ""
    return where + ("/" + path).rstrip("/") + query


def _led_to(address: str) -> str:
    """The address that a redirector leads to, through several if need be; any other as it is."""
    from urllib.parse import parse_qs  # noqa: PLC0415 (few addresses have a query)

    for _ in range(3):
        where, _, query = address.partition("://")[2].partition("?")
        names = _REDIRECTORS.get(where.removeprefix("www.").rstrip("/"))
        if names is None:
            break
        given = parse_qs(query.partition("#")[0])
        target = next((absolute(given[name][0], None) for name in names if name in given), None)
        if target is None:
            break
        address = target
    return address


def _is_tracker(part: str) -> bool:
    name, _, value = part.lower().partition("=")
    if name in _TRACKERS or name.startswith(_TRACKER_FAMILIES):
        return True
    return name in _WAYS and any(way in value for way in ("rss", "feed", "atom"))


def is_private_host(host: str) -> bool:
    """Whether ``host`` is this machine or a private network by its spelling alone; names are not looked up.

    True for loopback, link-local, private, shared, unspecified, multicast and reserved addresses of IPv4
    (decimal, octal and hexadecimal forms too) and IPv6 (IPv4 inside it too), and for names that mean
    something only locally.
    """
    name = host.strip().lower().rstrip(".")
    if ":" in name and not name.startswith("["):
        name = f"[{name}]"
    name = _ascii_host(name) or name
    if name == "localhost" or name.endswith(_LOCAL_NAMES):
        return True
    return any(not address.is_global or address.is_multicast for address in _numbers(name))


def _numbers(name: str) -> list[IPv4Address | IPv6Address]:
    """The IP address that a host spells and the IPv4 address inside it, if any; empty for names."""
    if not (name.startswith("[") or name[-1:].isdigit()):
        return []
    from ipaddress import IPv4Address, IPv6Address, ip_address  # noqa: PLC0415  (3 ms, for hosts without a name only)

    try:
        address = ip_address(name.strip("[]"))
    except ValueError:
        return []
    found = [address]
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and (address.packed[:12] in _IPV4_INSIDE):
            inner = IPv4Address(address.packed[12:])
        if inner is not None:
            found.append(inner)
    return found
