"""Servers that behave in every listed bad way: each ends in articles or words, after few requests."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support.feed_server import Behaviour, FeedServer, Talk, answer, rss
from support.home import Home
from tuinews.fetch.answer import Wanted
from tuinews.fetch.client import MAX_REDIRECTS, Client
from tuinews.model import Outcome, Status
from tuinews.settings.config import Config

pytestmark = pytest.mark.xdist_group("behaviours")

XML = {"Content-Type": "application/xml"}
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def drip(first: bytes, drop: bytes) -> Behaviour:
    """Begin, then go on a byte at a time, for ever."""

    async def send(talk: Talk) -> None:
        await talk.send(first)
        while True:
            await talk.send(drop)
            await asyncio.sleep(0.1)

    return send


async def hang(talk: Talk) -> None:
    await talk.hang()


async def endless(talk: Talk) -> None:
    await talk.send(answer(200, b"<rss version='2.0'><channel>", XML, length=10**12))
    while True:
        await talk.send(b"<item><title>More</title></item>" * 5000)


async def reset(talk: Talk) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
    talk.reset()


async def always_unchanged(talk: Talk) -> None:
    conditional = "if-none-match" in talk.asked.headers
    headers = {"ETag": '"1"'}
    await talk.send(answer(304, b"", headers) if conditional else answer(200, rss("Same"), XML | headers))


class Changing:
    """A new ETag each time."""

    def __init__(self) -> None:
        self._times = 0

    async def __call__(self, talk: Talk) -> None:
        self._times += 1
        await talk.send(answer(200, rss("Same"), XML | {"ETag": f'"{self._times}"'}))


@dataclass
class Expected:
    """What a behaviour must lead to."""

    does: dict[str, Behaviour | bytes]
    """By path; the first is followed."""
    says: str = ""
    """In the sentence of the failure; empty where the feed is read."""
    requests: int = 1
    """In the first refresh."""
    again: Status = Status.FAILED
    """Where the source is asked once more, by force."""
    titles: tuple[str, ...] = ("Same",)


def read(does: dict[str, Behaviour | bytes], again: Status = Status.UNCHANGED) -> Expected:
    return Expected(does, again=again)


LOGIN = b"<!doctype html><html><head><title>Log in</title></head><body><form></form></body></html>"
CHAIN: dict[str, Behaviour | bytes] = {
    f"/chain/{hop}": answer(301, b"", {"Location": f"/chain/{hop + 1}"}) for hop in range(30)
}
BEHAVIOURS: dict[str, Expected] = {
    "redirect-loop": Expected(
        {"/loop": answer(302, b"", {"Location": "/loop"})}, "without end", MAX_REDIRECTS + 1
    ),
    "redirect-chain-30": Expected(
        CHAIN | {"/chain/30": answer(200, rss("Far"), XML)}, "without end", MAX_REDIRECTS + 1
    ),
    "redirect-file": Expected(
        {"/to-file": answer(302, b"", {"Location": "file:///etc/passwd"})}, "not a web address"
    ),
    "slow-headers": Expected({"/slow-headers": drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x")}, "within 1 s"),
    "slow-body": Expected({"/slow-body": drip(answer(200, b"<rss>", XML, length=10**6), b" ")}, "within 1 s"),
    "endless-body": Expected({"/endless": endless}, "larger than 1 MB"),
    "hang": Expected({"/hang": hang}, "within 1 s"),
    "reset": Expected({"/reset": reset}, "broke off"),
    "content-length-short": Expected({"/short": answer(200, rss("Same"), XML, length=40)}, "not a feed"),
    "content-length-long": Expected({"/long": answer(200, rss("Same"), XML, length=9_999)}, "broke off"),
    "bad-chunk": Expected({"/bad-chunk": CHUNKED + b"zz\r\n<rss>\r\n0\r\n\r\n"}, "the way web servers do"),
    "huge-header": Expected(
        {"/huge-header": b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 250_000 + b"\r\n"}, "the way web servers do"
    ),
    "200-empty": Expected({"/empty": answer(200)}, "is empty"),
    "304-without-cache": Expected({"/304": answer(304)}, "304"),
    "304-always": read({"/304-always": always_unchanged}),
    "etag-changes": read({"/etag": Changing()}),
    "410-gone": Expected({"/gone": answer(410)}, "410 Gone"),
    "503-html": Expected({"/503": answer(503, b"<html><body><rss></body></html>")}, "503"),
    "200-login": Expected({"/login": answer(200, LOGIN)}, 'titled "Log in"'),
    "set-cookie-flood": read(
        {"/cookies": answer(200, rss("Same"), [("Set-Cookie", f"c{n}=v") for n in range(500)])}
    ),
}
TYPES = ("image/png", "text/plain", "", "application/octet-stream")
for _number, _type in enumerate(TYPES):
    BEHAVIOURS[f"wrong-type/{_number}"] = read(
        {f"/type/{_number}": answer(200, rss("Same"), {"Content-Type": _type} if _type else {})}
    )
ELSEWHERE = {"redirect-downgrade", "429-retry-after", "tls-bad", "dns-fail"}
"""Listed behaviours that have a test of their own."""


@dataclass
class Run:
    """Everything followed and refreshed twice."""

    first: dict[str, Outcome]
    again: dict[str, Outcome]
    titles: dict[str, list[str]]
    requests: Counter[str]
    """In the first refresh."""
    cookies: list[str] = field(default_factory=list)
    seconds: float = 0.0


def followed(name: str) -> str:
    return name.replace("/", "-")


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    home = Home(tmp_path_factory.mktemp("behaviours") / "home")
    asked = Config().refresh._replace(timeout_seconds=1, max_body_mb=1, per_host=64)
    home.config = Config()._replace(refresh=asked)
    with FeedServer() as server:
        for name, expected in BEHAVIOURS.items():
            addresses = [server.at(path, does) for path, does in expected.does.items()]
            home.follow(followed(name), addresses[0])
        began = time.monotonic()
        first = home.refresh()
        requests = Counter(server.paths)
        again = home.refresh(force=True)
        yield Run(
            first,
            again,
            {name: home.titles(followed(name)) for name in BEHAVIOURS},
            requests,
            [asked.headers.get("cookie", "") for asked in server.asked],
            time.monotonic() - began,
        )


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_behaviour_ends_in_articles_or_words_after_few_requests(name: str, refreshed: Run) -> None:
    expected = BEHAVIOURS[name]
    outcome, again = refreshed.first[followed(name)], refreshed.again[followed(name)]
    assert sum(refreshed.requests[path] for path in expected.does) == expected.requests
    if expected.says:
        assert outcome.status is again.status is Status.FAILED
        assert expected.says in (outcome.error or "")
        assert (outcome.error or "").isprintable()
        assert refreshed.titles[name] == []
    else:
        assert (outcome.status, outcome.new, again.status) == (Status.STORED, 1, expected.again)
        assert refreshed.titles[name] == ["Same"]


def test_all_of_them_together_take_bounded_time_and_keep_no_cookie(refreshed: Run) -> None:
    assert refreshed.seconds < 30
    assert not any(refreshed.cookies)


@pytest.mark.parametrize("value", ["99999999", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "soon"])
def test_429_is_believed_for_a_day_at_the_most(value: str, home: Home, feed_server: FeedServer) -> None:
    home.follow("busy", feed_server.serve("/busy", b"", 429, retry_after=value))
    outcome = home.refresh()["busy"]
    assert outcome.error
    assert outcome.error.isprintable()
    state = home.state("busy")
    assert home.now < max(state.wait_until or 0, state.next_fetch or 0) <= home.now + 86_400
    assert feed_server.paths == ["/busy"]


def test_a_certificate_of_nobody_is_said(home: Home, self_signed: FeedServer) -> None:
    url = self_signed.serve("/f", rss("Same")).replace("http:", "https:")
    home.follow("nobody", url)
    assert "certificate" in (home.refresh()["nobody"].error or "")
    assert self_signed.asked == []


def test_a_name_that_does_not_resolve_is_said(home: Home) -> None:
    # A label has at most 63 characters (RFC 1035, 2.3.4): no name service is asked.
    home.follow("nowhere", f"http://{'x' * 64}.example/feed")
    assert "cannot be looked up" in (home.refresh()["nowhere"].error or "")


async def test_a_step_down_from_https_is_followed_but_not_for_good(
    self_signed: FeedServer, feed_server: FeedServer
) -> None:
    end = feed_server.serve("/plain", rss("Same"))
    url = self_signed.redirect("/secure", end, 301).replace("http:", "https:")
    client = Client()
    trusting = client._connections._ssl = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    fetched = await client.fetch(Wanted(url, private=True))
    assert (fetched.url, fetched.moved_to) == (end, None)
    assert (self_signed.paths, feed_server.paths) == (["/secure"], ["/plain"])


def test_no_listed_behaviour_is_left_out(hostile_folder: Path) -> None:
    lines = (hostile_folder / "http_behaviours.jsonl").read_text().splitlines()
    listed = {json.loads(line)["id"] for line in lines}
    assert {name.partition("/")[0] for name in BEHAVIOURS} | ELSEWHERE == listed
