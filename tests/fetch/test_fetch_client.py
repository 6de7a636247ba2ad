"""The client against a server that misbehaves in every way we know."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from support.feed_server import FeedServer, Talk
from support.socks_server import SocksServer
from tuinews import __version__
from tuinews.fetch.answer import Fetched, FetchError, NotAsked, PrivateHost, Wanted
from tuinews.fetch.client import MAX_REDIRECTS, Client

NOW = 1_800_000_000
BODY = b"<rss version='2.0'><channel><title>T</title></channel></rss>"


async def fetch(url: str, *, wanted: dict[str, Any] | None = None, **options: Any) -> Fetched:
    """Fetch with a client of its own, with leave to reach the address."""
    client = Client(now=lambda: NOW, spacing=0.0, **options)
    return await client.fetch(Wanted(url, private=True, **(wanted or {})))


async def failure(url: str, **options: Any) -> FetchError:
    """The error that fetching ends in."""
    with pytest.raises(FetchError) as caught:
        await fetch(url, **options)
    assert str(caught.value).isprintable(), "a sentence must be safe for a terminal"
    return caught.value


def answered(status: int, headers: dict[str, str] | list[tuple[str, str]], body: bytes = b"") -> bytes:
    pairs = headers.items() if isinstance(headers, dict) else headers
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in pairs)]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode("latin-1") + body


class Count:
    """Answers when so many requests are there together, and remembers how many there ever were."""

    def __init__(self, together: int) -> None:
        self._together = together
        self._barrier: asyncio.Barrier | None = None
        self._now = 0
        self.most = 0

    async def __call__(self, talk: Talk) -> None:
        self._barrier = self._barrier or asyncio.Barrier(self._together)
        self._now += 1
        self.most = max(self.most, self._now)
        await self._barrier.wait()
        self._now -= 1
        await talk.send(answered(200, {}, BODY))


class TestRequests:
    async def test_names_the_program_and_asks_for_what_it_can_read(self, feed_server: FeedServer) -> None:
        await fetch(feed_server.serve("/feed?a=b", BODY))
        (asked,) = feed_server.asked
        assert asked.path == "/feed?a=b"
        assert asked.headers["user-agent"].startswith(f"tuinews/{__version__}")
        assert asked.headers["accept-encoding"] == "gzip, deflate"
        assert "application/rss+xml" in asked.headers["accept"]
        assert asked.headers["connection"] == "close"
        assert not {"cookie", "referer", "authorization", "if-none-match"} & set(asked.headers)

    async def test_a_name_of_the_users_own_is_sent_as_far_as_it_can_be(self, feed_server: FeedServer) -> None:
        url = feed_server.serve("/f", BODY)
        await fetch(url, user_agent="my reader/1\r\nX: é")
        await fetch(url, user_agent="読者")
        sent = [asked.headers["user-agent"] for asked in feed_server.asked]
        assert sent == ["my reader/1X:", f"tuinews/{__version__} (feed reader)"]

    async def test_gives_body_and_headers(self, feed_server: FeedServer) -> None:
        url = feed_server.serve(
            "/f",
            BODY,
            content_type="text/xml; charset=windows-1251",
            etag='"1"',
            last_modified="Mon, 06 Jan 2025 10:00:00 GMT",
            cache_control="max-age=300",
        )
        assert await fetch(url) == Fetched(
            url,
            200,
            BODY,
            "text/xml; charset=windows-1251",
            '"1"',
            "Mon, 06 Jan 2025 10:00:00 GMT",
            None,
            300,
            requests=1,
            received=len(BODY),
        )

    async def test_sends_validators_back_and_takes_304(self, feed_server: FeedServer) -> None:
        url = feed_server.feed("/f", BODY, etag='"1"', last_modified="Mon, 06 Jan 2025 10:00:00 GMT")
        first = await fetch(url)
        kept = {"etag": first.etag, "last_modified": first.last_modified, "validators_for": first.url}
        again = await fetch(url, wanted=kept)
        assert (again.status, again.body) == (304, b"")
        assert feed_server.asked[1].headers["if-none-match"] == '"1"'
        assert feed_server.asked[1].headers["if-modified-since"] == "Mon, 06 Jan 2025 10:00:00 GMT"

    async def test_validators_go_to_the_address_they_came_from_and_nowhere_else(
        self, feed_server: FeedServer
    ) -> None:
        there = feed_server.feed("/there", BODY, etag='"1"')
        start = feed_server.redirect("/start", "/there")
        again = await fetch(start, wanted={"etag": '"1"', "validators_for": there})
        assert again.status == 304
        assert ["if-none-match" in asked.headers for asked in feed_server.asked] == [False, True]
        other = feed_server.serve("/other", BODY)
        await fetch(other, wanted={"etag": '"1"', "validators_for": there})
        assert "if-none-match" not in feed_server.asked[-1].headers

    async def test_304_to_a_question_that_was_not_conditional_is_an_error(
        self, feed_server: FeedServer
    ) -> None:
        error = await failure(feed_server.at("/f", answered(304, {})))
        assert error.status == 304

    async def test_a_changing_etag_is_passed_on_each_time(self, feed_server: FeedServer) -> None:
        count = 0

        async def change(talk: Talk) -> None:
            nonlocal count
            count += 1
            await talk.send(answered(200, {"ETag": f'"{count}"'}, BODY))

        url = feed_server.at("/f", change)
        assert [(await fetch(url)).etag, (await fetch(url)).etag] == ['"1"', '"2"']

    async def test_name_and_password_of_an_address_are_sent_but_never_shown(
        self, feed_server: FeedServer
    ) -> None:
        feed_server.serve("/f", BODY)
        fetched = await fetch(f"http://me:s3cret@127.0.0.1:{feed_server.port}/f")
        assert feed_server.asked[0].headers["authorization"].startswith("Basic ")
        assert "s3cret" not in fetched.url
        error = await failure(f"http://me:s3cret@127.0.0.1:{feed_server.port}/none")
        assert "s3cret" not in str(error)
        assert "404" in str(error)


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "said", "advice"),
        [
            (400, "400 Bad Request", "check the address"), (401, "401 Unauthorized", "name and a password"),
            (403, "403 Forbidden", "does not let this program in"),
            (404, "404 Not Found", "remove the source"),
            (410, "410 Gone", "taken it away for good"), (418, "418 I'm a Teapot", "check the address"),
            (429, "429 Too Many Requests", "fewer requests"),
            (451, "451 Unavailable For Legal Reasons", "where you are"),
            (500, "500 Internal Server Error", "on its side"), (502, "502 Bad Gateway", "asked again later"),
            (503, "503 Service Unavailable", "on its side"), (599, "599", "on its side"), (204, "204", ""),
            (206, "206", ""), (300, "300", ""),
        ],
    )  # fmt: skip
    async def test_every_status_is_a_sentence_with_address_and_advice(
        self, feed_server: FeedServer, status: int, said: str, advice: str
    ) -> None:
        url = feed_server.at("/f", answered(status, {}, b"<rss/>" if status not in {204, 304} else b""))
        error = await failure(url)
        assert str(error).startswith(f"the server says {said}")
        assert url in str(error)
        assert advice in str(error)
        assert error.status == status
        assert error.retry_after is None

    @pytest.mark.parametrize(
        ("field", "seconds"),
        [
            ("120", 120), ("Fri, 15 Jan 2027 08:01:00 GMT", 60), ("99999999", 86400), ("-5", None),
            ("Thu, 01 Jan 1970 00:00:00 GMT", None), ("later", None),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("status", [429, 503])
    async def test_retry_after_is_read_in_both_forms_and_kept_within_a_day(
        self, feed_server: FeedServer, status: int, field: str, seconds: int | None
    ) -> None:
        error = await failure(feed_server.at("/f", answered(status, {"Retry-After": field})))
        assert error.retry_after == seconds

    async def test_what_the_server_writes_never_reaches_the_sentence(self, feed_server: FeedServer) -> None:
        raw = b"HTTP/1.1 503 Down \x1b[41mnow\r\nServer: x\x1b[2J\r\nContent-Length: 0\r\n\r\n"
        assert "Down" not in str(await failure(feed_server.at("/f", raw)))
        raw = (
            b"HTTP/1.1 302 Found\r\nLocation: https://\x1b]0;t\x07news.example/\r\nContent-Length: 0\r\n\r\n"
        )
        await failure(feed_server.at("/g", raw))

    async def test_hostile_validators_and_types_are_dropped(self, feed_server: FeedServer) -> None:
        raw = (
            b'HTTP/1.1 200 OK\r\nETag: "a\x1b[31m"\r\nLast-Modified: \xff\xfe\r\n'
            b'Content-Type: text/html; charset="\x1b[5m"\r\nContent-Length: 2\r\n\r\nok'
        )
        fetched = await fetch(feed_server.at("/f", raw))
        assert (fetched.etag, fetched.last_modified, fetched.content_type) == (None, None, None)

    async def test_what_is_no_web_address_is_refused_before_anything_is_sent(self) -> None:
        for address in (
            "ftp://a.example/",
            "file:///etc/passwd",
            "http://",
            "nonsense",
            "http://[::1",
            "http://a b/",
        ):
            assert "address" in str(await failure(address))


class TestRedirects:
    async def test_a_chain_is_followed_and_a_lasting_one_noted(self, feed_server: FeedServer) -> None:
        end = feed_server.serve("/end", BODY)
        feed_server.redirect("/two", "/end", 308)
        fetched = await fetch(feed_server.redirect("/one", feed_server.url("/two"), 301))
        assert (fetched.url, fetched.moved_to) == (end, end)
        assert feed_server.paths == ["/one", "/two", "/end"]

    async def test_a_passing_redirect_ends_what_is_noted(self, feed_server: FeedServer) -> None:
        feed_server.serve("/end", BODY)
        two = feed_server.redirect("/two", "/end", 302)
        fetched = await fetch(feed_server.redirect("/one", "/two", 301))
        assert fetched.moved_to == two
        assert (await fetch(feed_server.redirect("/three", "/two", 307))).moved_to is None

    async def test_a_loop_ends_after_ten_hops(self, feed_server: FeedServer) -> None:
        error = await failure(feed_server.redirect("/loop", "/loop"))
        assert "without end" in str(error)
        assert len(feed_server.asked) == MAX_REDIRECTS + 1

    async def test_thirty_hops_are_too_many(self, feed_server: FeedServer) -> None:
        feed_server.serve("/30", BODY)
        for number in range(30):
            feed_server.redirect(f"/{number}", f"/{number + 1}", 301)
        await failure(feed_server.url("/0"))
        assert len(feed_server.asked) == MAX_REDIRECTS + 1

    @pytest.mark.parametrize(
        "to", ["file:///etc/passwd", "javascript:alert(1)", "data:text/xml,x", "ftp://a.example/"]
    )
    async def test_only_web_addresses_are_followed(self, feed_server: FeedServer, to: str) -> None:
        error = await failure(feed_server.redirect("/f", to))
        assert "not a web address" in str(error)
        assert len(feed_server.asked) == 1

    async def test_a_redirect_without_address_is_an_error(self, feed_server: FeedServer) -> None:
        assert (await failure(feed_server.at("/f", answered(301, {})))).status == 301

    async def test_name_and_password_do_not_follow_to_another_origin(self, feed_server: FeedServer) -> None:
        feed_server.serve("/end", BODY)
        feed_server.redirect("/same", "/end")
        await fetch(f"http://me:s3cret@127.0.0.1:{feed_server.port}/same")
        assert "authorization" in feed_server.asked[-1].headers
        feed_server.redirect("/other", f"http://localhost:{feed_server.port}/end")
        client = Client()
        with pytest.raises(PrivateHost):
            await client.fetch(Wanted(f"http://me:s3cret@127.0.0.1:{feed_server.port}/other", private=True))
        assert feed_server.paths[-1] == "/other", "localhost was not asked, it was not typed"

    async def test_what_was_typed_for_an_origin_stays_there(self, feed_server: FeedServer) -> None:
        feed_server.serve("/end", BODY)
        start = feed_server.redirect("/start", "/end")
        own = {"headers": (("X-Key", "k"),), "authorization": "Bearer t", "user_agent": "mine/1"}
        await fetch(start, wanted=own)
        for asked in feed_server.asked:
            assert (asked.headers["x-key"], asked.headers["authorization"]) == ("k", "Bearer t")
        with FeedServer() as other:
            other.serve("/end", BODY)
            await fetch(feed_server.redirect("/away", other.url("/end")), wanted=own)
            (asked,) = other.asked
        assert not {"x-key", "authorization"} & set(asked.headers)
        assert asked.headers["user-agent"] == "mine/1"

    async def test_requests_are_counted_whatever_becomes_of_them(self, feed_server: FeedServer) -> None:
        feed_server.serve("/end", BODY)
        feed_server.redirect("/two", "/end")
        assert (await fetch(feed_server.redirect("/one", "/two"))).requests == 3
        assert (await failure(feed_server.redirect("/lost", "/missing"))).requests == 2
        assert (await failure(feed_server.redirect("/loop", "/loop"))).requests == MAX_REDIRECTS + 1


class TestPrivateHosts:
    async def test_a_private_host_is_not_reached_without_leave(self, feed_server: FeedServer) -> None:
        url = feed_server.serve("/f", BODY)
        numbers = [
            f"http://{host}:{feed_server.port}/f" for host in ("2130706433", "0x7f.1", "[::ffff:127.0.0.1]")
        ]
        client = Client()
        for address in (url, f"http://localhost:{feed_server.port}/f", *numbers):
            with pytest.raises(FetchError):
                await client.fetch(Wanted(address))
        assert feed_server.asked == []

    async def test_leave_for_one_address_is_none_for_another_it_redirects_to(
        self, two_addresses: FeedServer
    ) -> None:
        two_addresses.serve("/end", BODY)
        start = two_addresses.redirect("/start", two_addresses.url("/end", "127.0.0.2"))
        error = await failure(start)
        assert isinstance(error, PrivateHost)
        assert str(error).startswith(
            f"{start} leads to {two_addresses.url('/end', '127.0.0.2')}, which is on"
        )
        assert "private = true" not in str(error), "leave for the first address does not permit the second"
        assert [asked.address for asked in two_addresses.asked] == ["127.0.0.1"]

    @pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
    async def test_leave_is_not_shared_between_requests_under_way(self, two_addresses: FeedServer) -> None:
        two_addresses.serve("/f", BODY)
        allowed = two_addresses.url("/f", "127.0.0.2")
        sneaky = two_addresses.redirect("/start", allowed)
        client = Client()
        wanted = [Wanted(allowed, private=True), Wanted(sneaky, private=True)] * 8
        results = await asyncio.gather(*map(client.fetch, wanted), return_exceptions=True)
        assert [isinstance(result, PrivateHost) for result in results] == [False, True] * 8

    async def test_a_redirect_within_the_host_that_was_typed_is_followed(
        self, feed_server: FeedServer
    ) -> None:
        feed_server.serve("/end", BODY)
        assert (await fetch(feed_server.redirect("/start", feed_server.url("/end")))).body == BODY


class TestBodies:
    @pytest.mark.parametrize(
        ("encoding", "packed"),
        [
            ("gzip", gzip.compress(BODY, mtime=0)),
            ("deflate", zlib.compress(BODY)),
            ("gzip", BODY),
            ("identity", BODY),
        ],
        ids=["gzip", "deflate", "gzip-in-name-only", "identity"],
    )
    async def test_packed_bodies_are_unpacked(
        self, feed_server: FeedServer, encoding: str, packed: bytes
    ) -> None:
        assert (await fetch(feed_server.serve("/f", packed, content_encoding=encoding))).body == BODY

    async def test_an_empty_body_is_a_body(self, feed_server: FeedServer) -> None:
        assert (await fetch(feed_server.serve("/f", b""))).body == b""

    async def test_a_body_of_50_mb_is_refused(self, feed_server: FeedServer) -> None:
        sent = 0

        async def much(talk: Talk) -> None:
            nonlocal sent
            await talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(50):
                await talk.send(bytes(1 << 20))
                sent += 1

        error = await failure(feed_server.at("/f", much))
        assert "larger than 20 MB" in str(error)
        assert sent < 40, "the connection ends at the limit, not at the end"

    async def test_a_body_without_end_is_refused(self, feed_server: FeedServer) -> None:
        async def endless(talk: Talk) -> None:
            await talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:
                await talk.send(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")

        assert "larger than 1 MB" in str(await failure(feed_server.at("/f", endless), max_body=1 << 20))

    async def test_a_gzip_bomb_is_refused(self, feed_server: FeedServer) -> None:
        bomb = gzip.compress(gzip.compress(bytes(64 << 20)))
        assert len(bomb) < 10_000
        for encoding in ("gzip, gzip", "gzip"):
            error = await failure(feed_server.serve("/f", bomb, content_encoding=encoding))
            assert "larger than 20 MB" in str(error)

    async def test_a_packing_not_asked_for_is_refused(self, feed_server: FeedServer) -> None:
        assert "not asked for" in str(await failure(feed_server.serve("/f", b"x", content_encoding="br")))

    async def test_a_body_cut_off_is_an_error(self, feed_server: FeedServer) -> None:
        cut = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>"
        assert "broke off" in str(await failure(feed_server.at("/f", cut)))
        cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<rss>"
        assert "broke off" in str(await failure(feed_server.at("/g", cut)))
        packed = gzip.compress(BODY)[:-10]
        assert "broke off" in str(await failure(feed_server.serve("/h", packed, content_encoding="gzip")))

    async def test_a_body_packed_many_times_over_is_refused(self, feed_server: FeedServer) -> None:
        packings = ", ".join(["gzip"] * 5)
        error = await failure(feed_server.serve("/f", BODY, content_encoding=packings))
        assert "packed too many times over" in str(error)

    async def test_a_length_shorter_than_the_body_cuts_it(self, feed_server: FeedServer) -> None:
        raw = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss></rss>"
        assert (await fetch(feed_server.at("/f", raw))).body == b"<rss>"


class TestBrokenServers:
    async def test_a_closed_port_is_named(self, unused_port: int) -> None:
        error = await failure(f"http://127.0.0.1:{unused_port}/f")
        assert "connection refused" in str(error)
        assert not error.unreachable

    async def test_a_host_that_takes_no_connection_is_unreachable_and_perhaps_by_its_own_fault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def never(*_: object) -> None:
            await asyncio.get_running_loop().create_future()

        monkeypatch.setattr(asyncio, "open_connection", never)
        monkeypatch.setattr("tuinews.fetch.connection._LAST_TRY", 0.01)
        error = await failure("http://127.0.0.1:1/f")
        assert "does not answer" in str(error)
        assert (error.unreachable, error.doubtful) == (True, True)

    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"garbage\r\n\r\n",
            b"SSH-2.0-OpenSSH\r\n",
            b"HTTP/1.1 2xx\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        ],
    )
    async def test_what_is_no_http_is_an_error(self, feed_server: FeedServer, raw: bytes) -> None:
        await failure(feed_server.at("/f", raw))

    async def test_a_malformed_chunk_is_an_error(self, feed_server: FeedServer) -> None:
        raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>\r\n0\r\n\r\n"
        await failure(feed_server.at("/f", raw))

    async def test_two_megabytes_of_headers_are_an_error(self, feed_server: FeedServer) -> None:
        await failure(feed_server.at("/f", b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 250_000 + b"\r\n"))

    async def test_a_flood_of_cookies_is_ignored_and_none_comes_back(self, feed_server: FeedServer) -> None:
        cookies = [("Set-Cookie", f"c{number}=v; Path=/") for number in range(500)]
        url = feed_server.at("/f", answered(200, cookies, BODY))
        client = Client()
        for _ in range(2):
            assert (await client.fetch(Wanted(url, private=True))).body == BODY
        assert "cookie" not in feed_server.asked[1].headers

    async def test_a_connection_reset_after_the_headers_is_an_error(self, feed_server: FeedServer) -> None:
        async def reset(talk: Talk) -> None:
            await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
            talk.reset()

        assert "broke off" in str(await failure(feed_server.at("/f", reset)))

    @pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n<rss>"])
    async def test_a_server_that_stops_talking_is_given_up_at_the_deadline(
        self, feed_server: FeedServer, sent: bytes
    ) -> None:
        async def stop(talk: Talk) -> None:
            await talk.send(sent)
            await talk.hang()

        error = await failure(feed_server.at("/f", stop), deadline=0.05)
        assert "was not complete within" in str(error)
        assert not error.unreachable

    async def test_the_deadline_covers_all_redirects_together(self, feed_server: FeedServer) -> None:
        async def late(talk: Talk) -> None:
            await asyncio.sleep(0.04)
            await talk.send(answered(302, {"Location": "/late"}))

        error = await failure(feed_server.at("/late", late), deadline=0.1)
        assert "was not complete within" in str(error)

    async def test_time_the_program_itself_took_is_given_back(self, feed_server: FeedServer) -> None:
        asked, go = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        async def wait(talk: Talk) -> None:
            loop.call_soon_threadsafe(asked.set)
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(go.wait(), loop))
            await talk.send(answered(200, {}, BODY))

        url = feed_server.at("/f", wait)
        client = Client(deadline=5.0)
        fetching = asyncio.create_task(client.fetch(Wanted(url, private=True)))
        await asked.wait()
        client.forgive(-4.9999)
        client.forgive(60.0)
        go.set()
        assert (await fetching).body == BODY

    async def test_a_plain_server_behind_https_is_a_sentence(self, feed_server: FeedServer) -> None:
        feed_server.serve("/f", BODY)
        error = await failure(f"https://127.0.0.1:{feed_server.port}/f")
        assert "no secure connection" in str(error)

    async def test_a_certificate_of_nobody_is_not_accepted(self, self_signed: FeedServer) -> None:
        self_signed.serve("/f", BODY)
        error = await failure(f"https://127.0.0.1:{self_signed.port}/f")
        assert "certificate" in str(error)
        assert self_signed.asked == []


class TestHosts:
    async def test_a_host_gets_two_requests_at_once(self, feed_server: FeedServer) -> None:
        count = Count(2)
        urls = [feed_server.at(f"/{number}", count) for number in range(12)]
        client = Client()
        await asyncio.gather(*(client.fetch(Wanted(url, private=True)) for url in urls))
        assert count.most == 2

    @pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
    async def test_all_hosts_together_get_so_many_requests_at_once(self, two_addresses: FeedServer) -> None:
        count = Count(3)
        two_addresses.at("/f", count)
        wanted = [Wanted(two_addresses.url("/f", host), private=True) for host in two_addresses.addresses] * 6
        client = Client(parallel=3, per_host=6)
        await asyncio.gather(*map(client.fetch, wanted))
        assert count.most == 3

    async def test_after_429_a_host_is_asked_more_slowly_and_then_left_for_another_time(
        self, feed_server: FeedServer
    ) -> None:
        urls = [feed_server.at(f"/{number}", answered(429, {})) for number in range(6)]
        client = Client(per_host=1, spacing=100.0)
        results = await asyncio.gather(
            *(client.fetch(Wanted(url, private=True)) for url in urls), return_exceptions=True
        )
        assert feed_server.paths == ["/0"]
        assert [type(result) for result in results] == [FetchError] + [NotAsked] * 5
        assert "another time" in str(results[1])


class TestProxies:
    async def test_the_proxy_of_the_settings_is_used(self, feed_server: FeedServer) -> None:
        feed_server.serve("http://paper.example/feed", BODY)
        client = Client(proxy=f"http://127.0.0.1:{feed_server.port}")
        assert (await client.fetch(Wanted("http://paper.example/feed"))).body == BODY

    async def test_the_proxy_of_the_environment_is_used_but_for_its_exceptions(
        self, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feed_server.serve("http://paper.example/feed", BODY)
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{feed_server.port}")
        monkeypatch.setenv("no_proxy", "direct.example")
        client = Client()
        assert (await client.fetch(Wanted("http://paper.example/feed"))).body == BODY
        with pytest.raises(FetchError, match="looked up"):
            await client.fetch(Wanted("http://direct.example/feed"))
        url = feed_server.serve("/near", BODY)
        assert (await client.fetch(Wanted(url, private=True))).body == BODY
        assert feed_server.paths == ["http://paper.example/feed", "/near"]

    async def test_private_hosts_are_not_reached_through_a_proxy_either(
        self, feed_server: FeedServer
    ) -> None:
        client = Client(proxy=f"http://127.0.0.1:{feed_server.port}")
        with pytest.raises(PrivateHost):
            await client.fetch(Wanted("http://192.168.1.1/feed"))
        assert feed_server.asked == []

    @pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:1080", "nonsense://x", "http://[::1"])
    async def test_a_proxy_of_another_kind_is_named(self, proxy: str) -> None:
        client = Client(proxy=proxy)
        with pytest.raises(FetchError, match="cannot be used"):
            await client.fetch(Wanted("http://paper.example/"))

    async def test_a_proxy_that_is_not_there_is_named_and_no_source_is_blamed(self, unused_port: int) -> None:
        client = Client(proxy=f"http://127.0.0.1:{unused_port}")
        with pytest.raises(FetchError, match=f"the proxy at 127.0.0.1, port {unused_port}") as caught:
            await client.fetch(Wanted("http://paper.example/"))
        assert caught.value.unreachable


class TestSocks:
    async def test_the_proxy_is_given_the_name_and_looks_it_up(self, feed_server: FeedServer) -> None:
        feed_server.serve("/feed", BODY)
        with SocksServer(feed_server.port) as proxy:
            for scheme in ("socks5", "socks5h", "SOCKS"):
                client = Client(proxy=f"{scheme}://127.0.0.1:{proxy.port}")
                assert (await client.fetch(Wanted("http://paper.example:8080/feed"))).body == BODY
        assert proxy.asked == [("paper.example", 8080)] * 3
        assert [asked.headers["host"] for asked in feed_server.asked] == ["paper.example:8080"] * 3

    async def test_the_environment_may_name_it_and_exceptions(
        self, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feed_server.serve("/feed", BODY)
        with SocksServer(feed_server.port, user="me:s3cret") as proxy:
            monkeypatch.setenv("all_proxy", f"socks5://me:s3cret@127.0.0.1:{proxy.port}")
            monkeypatch.setenv("no_proxy", "direct.example")
            assert (await Client().fetch(Wanted("http://paper.example/feed"))).body == BODY
            with pytest.raises(FetchError, match="looked up"):
                await Client().fetch(Wanted("http://direct.example/feed"))
        assert proxy.asked == [("paper.example", 80)]

    @pytest.mark.parametrize(
        ("behaviour", "said"),
        [
            ({"user": "me:other"}, "Invalid username/password"),
            ({"reply": 5}, "Connection refused"),
            ({"reply": 4}, "Host unreachable"),
            ({"greeting": b"HTTP/1.1 400 Bad Request\r\n\r\n"}, "the proxy does not pass on"),
            ({"greeting": b""}, "the proxy does not pass on"),
        ],
    )
    async def test_a_proxy_that_refuses_is_named_without_its_password(
        self, feed_server: FeedServer, behaviour: dict[str, Any], said: str
    ) -> None:
        with SocksServer(feed_server.port, **behaviour) as proxy:
            client = Client(
                proxy=f"socks5://me:s3cret@127.0.0.1:{proxy.port}"
                if "user" in behaviour
                else f"socks5://127.0.0.1:{proxy.port}"
            )
            with pytest.raises(FetchError, match=said) as caught:
                await client.fetch(Wanted("http://paper.example/feed"))
        assert "s3cret" not in str(caught.value)
        assert feed_server.asked == []

    async def test_private_hosts_are_not_reached_through_it(self, feed_server: FeedServer) -> None:
        with SocksServer(feed_server.port) as proxy:
            client = Client(proxy=f"socks5://127.0.0.1:{proxy.port}")
            with pytest.raises(PrivateHost):
                await client.fetch(Wanted("http://192.168.1.1/feed"))
        assert proxy.asked == []

    async def test_without_the_extra_it_is_said_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tuinews.fetch.connection.find_spec", lambda name: None)
        client = Client(proxy="socks5://127.0.0.1")
        with pytest.raises(FetchError, match=r"pip install 'tuinews\[socks\]'"):
            await client.fetch(Wanted("http://paper.example/"))


class TestListedBehaviours:
    async def test_hostile_headers_harm_nothing(self, feed_server: FeedServer, hostile_folder: Path) -> None:
        lines = (hostile_folder / "esc_http_headers.jsonl").read_text().splitlines()
        client = Client()
        for number, said in enumerate(map(json.loads, lines)):
            head = f"HTTP/1.1 {said.get('status', 200)} {said.get('reason', 'OK')}\r\n"
            if "header" in said:
                head += f"{said['header']}: {said['value']}\r\n"
            url = feed_server.at(f"/{number}", f"{head}Content-Length: 2\r\n\r\nok".encode("latin-1"))
            (result,) = await asyncio.gather(client.fetch(Wanted(url, private=True)), return_exceptions=True)
            assert isinstance(result, (Fetched, FetchError))
            shown = [str(result)] if isinstance(result, FetchError) else []
            if isinstance(result, Fetched):
                shown = [result.etag or "", result.content_type or "", result.last_modified or ""]
            assert all(text.isprintable() for text in shown)


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is asked of the network."""
    import socket

    real = socket.getaddrinfo

    def look_up(host: str, *rest: Any, **options: Any) -> Any:
        if host in {"localhost", "127.0.0.1", "127.0.0.2"} or host.startswith(("2130706433", "0x7f")):
            return real(host, *rest, **options)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
