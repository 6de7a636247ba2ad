"""A server that behaves in every way there is, over several refreshes: what it is asked and what not."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from support.feed_server import FeedServer, Talk, answer, http_date, in_turn, rss
from support.home import Home
from tuinews.model import FetchState, Source, Status
from tuinews.refresh.messages import Job
from tuinews.refresh.worker import wanted
from tuinews.settings.config import Config, Refresh
from tuinews.settings.sources_file import update_source

DAY = 86400
HOUR = 3600


def conditions(server: FeedServer, field: str = "if-none-match") -> list[str | None]:
    """What each request so far was conditional on."""
    return [asked.headers.get(field) for asked in server.asked]


class TestValidators:
    def test_they_are_sent_back_as_last_heard(self, home: Home, feed_server: FeedServer) -> None:
        turns = in_turn(
            answer(200, rss("One"), {"ETag": '"1"', "Last-Modified": "Mon, 06 Jan 2025 10:00:00 GMT"}),
            answer(304, b"", {"ETag": '"1b"'}),
            answer(304),
            answer(200, rss("One", "Two"), {"ETag": '"2"'}),
            answer(200, rss("One", "Two"), {"ETag": '"3"'}),
            answer(200, rss("One", "Two")),
            answer(200, rss("One", "Two")),
        )
        home.follow("a", feed_server.at("/a", turns))
        said = [home.refresh(force=True)["a"].status for _ in range(7)]
        assert said == ["stored", "unchanged", "unchanged", "stored", "unchanged", "unchanged", "unchanged"]
        assert conditions(feed_server) == [None, '"1"', '"1b"', '"1b"', '"2"', '"3"', None]
        assert conditions(feed_server, "if-modified-since")[:5] == [
            None,
            *["Mon, 06 Jan 2025 10:00:00 GMT"] * 3,
            None,
        ]

    def test_one_of_a_body_that_was_not_kept_is_never_sent(self, home: Home, feed_server: FeedServer) -> None:
        turns = in_turn(
            answer(200, b"<html><title>Log in</title>", {"ETag": '"login"'}),
            answer(200, rss("One"), {"ETag": '"1"'}),
            answer(200, b"<html><title>Log in</title>", {"ETag": '"login"'}),
            answer(200, rss("One"), {"ETag": '"1"'}),
            answer(304),
        )
        home.follow("a", feed_server.at("/a", turns))
        outcomes = [home.refresh(force=True)["a"] for _ in range(5)]
        assert [one.status for one in outcomes] == ["failed", "stored", "failed", "unchanged", "unchanged"]
        assert 'a web page titled "Log in", not a feed' in (outcomes[0].error or "")
        assert conditions(feed_server) == [None, None, '"1"', None, '"1"']

    def test_a_failure_of_the_server_leaves_them(self, home: Home, feed_server: FeedServer) -> None:
        turns = in_turn(answer(200, rss("One"), {"ETag": '"1"'}), answer(500), answer(304))
        home.follow("a", feed_server.at("/a", turns))
        for _ in range(3):
            home.refresh(force=True)
        assert conditions(feed_server) == [None, '"1"', '"1"']
        assert (home.state("a").failures, home.state("a").status) == (0, "unchanged"), "304 is success"

    def test_another_address_gets_none_and_is_due_at_once(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.feed("/a", rss("One"), etag='"1"'))
        home.refresh()
        assert home.refresh() == {}
        update_source(home.paths.sources, "a", url=feed_server.feed("/b", rss("One"), etag='"1"'))
        assert home.refresh()["a"].status is Status.UNCHANGED
        assert feed_server.paths == ["/a", "/b"]
        assert conditions(feed_server) == [None, None]

    def test_what_was_sent_and_spared_is_counted(self, home: Home, feed_server: FeedServer) -> None:
        body = gzip.compress(rss(*(f"Title {number}" for number in range(40))))
        headers = {"ETag": '"1"', "Content-Encoding": "gzip"}
        turns = in_turn(answer(200, body, headers), answer(304), answer(304), answer(500, b"x" * 99))
        home.follow("a", feed_server.at("/a", turns))
        for _ in range(4):
            home.refresh(force=True)
        state = home.state("a")
        assert (state.requests, state.unmodified, state.http_status) == (4, 2, 500)
        assert (state.size, state.received, state.saved) == (len(body), len(body), 2 * len(body))


class TestWaiting:
    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize(
        ("field", "seconds"),
        [("3600", HOUR), ("date", 2 * HOUR), ("99999999", DAY), ("5", 5)],
        ids=["seconds", "date", "absurd", "short"],
    )
    def test_a_host_that_says_when_waits_and_has_not_failed(
        self, home: Home, feed_server: FeedServer, status: int, field: str, seconds: int
    ) -> None:
        said = http_date(home.now + seconds) if field == "date" else field
        turns = in_turn(answer(200, rss("One")), answer(status, b"", {"Retry-After": said}))
        home.follow("a", feed_server.at("/a", turns))
        home.refresh()
        outcome = home.refresh(force=True)["a"]
        assert outcome.status is Status.WAITING
        assert f"{status} " in (outcome.error or "")
        assert "asks to be left alone for" in (outcome.error or "")
        assert (home.report.failed, home.state("a").failures, home.state("a").status) == (0, 0, "waiting")
        told = home.state("a").wait_until
        assert abs(told - home.now - seconds) <= 2, "the child's clock may tick meanwhile"
        home.now = told - 1
        again = home.refresh(force=True)["a"]
        assert again.status is Status.WAITING
        assert "left alone" in (again.error or "")
        assert len(feed_server.asked) == 2, "not even force asks before"
        home.now = told
        home.refresh(force=True)
        assert len(feed_server.asked) == 3

    @pytest.mark.parametrize(
        ("status", "said"), [(429, {}), (503, {"Retry-After": "-5"}), (429, {"Retry-After": "soon"})]
    )
    def test_without_a_time_it_is_asked_less_and_less_and_at_least_daily(
        self, home: Home, feed_server: FeedServer, status: int, said: dict[str, str]
    ) -> None:
        home.follow("a", feed_server.at("/a", answer(status, b"", said)))
        waits = []
        for failures in range(1, 9):
            assert home.refresh()["a"].status is Status.FAILED
            state = home.state("a")
            assert state.failures == failures
            waits.append(state.next_fetch - home.now)
            home.now = state.next_fetch - 61
            assert home.refresh() == {}, "it is left alone until then"
            home.now = state.next_fetch
        assert waits == sorted(waits)
        assert (waits[0] >= 900, waits[-1], state.next_why) == (True, DAY, "failed 8 times")
        assert len(feed_server.asked) == 8

    def test_one_source_that_waits_holds_up_no_other_of_its_host(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("busy", feed_server.at("/busy", answer(429, b"", {"Retry-After": "900"})))
        for id in "abcd":
            home.follow(id, feed_server.serve(f"/{id}", rss("One", first=home.now)))
        outcomes = home.refresh()
        assert [outcomes[id].status for id in ("busy", *"abcd")] == ["waiting", *["stored"] * 4]
        home.now += 900
        home.refresh()
        assert sorted(feed_server.paths) == sorted(["/busy", "/a", "/b", "/c", "/d"] * 2)

    def test_success_forgets_the_failures(self, home: Home, feed_server: FeedServer) -> None:
        turns = in_turn(answer(500), answer(502), answer(200, rss("One", first=home.now)))
        home.follow("a", feed_server.at("/a", turns))
        for _ in range(3):
            home.refresh(force=True)
        state = home.state("a")
        assert (state.failures, state.error, state.next_fetch) == (0, None, home.now + 900)


class TestGone:
    def test_what_is_gone_is_asked_by_name_only(self, home: Home, feed_server: FeedServer) -> None:
        turns = in_turn(answer(410), answer(410), answer(410), answer(200, rss("Back", first=home.now)))
        home.follow("a", feed_server.at("/a", turns))
        error = home.refresh()["a"].error or ""
        assert "410 Gone" in error
        assert "remove the source" in error
        assert "`tuinews refresh a`" in error
        assert home.state("a").next_why == "it is gone"
        for days in (1, 30, 900):
            home.now += days * DAY
            assert home.refresh() == {}
        assert len(feed_server.asked) == 1
        assert home.refresh("a")["a"].status is Status.FAILED
        assert home.refresh(force=True)["a"].status is Status.FAILED
        home.now += DAY
        assert home.refresh() == {}
        assert home.refresh("a")["a"].status is Status.STORED
        home.now += DAY
        assert set(home.refresh()) == {"a"}, "it is back, and due like any other"
        assert len(feed_server.asked) == 5

    def test_another_address_is_asked_again(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.at("/a", answer(410)))
        home.refresh()
        update_source(home.paths.sources, "a", url=feed_server.serve("/b", rss("One")))
        assert home.refresh()["a"].status is Status.STORED


class TestMoves:
    @pytest.mark.parametrize("status", [301, 308])
    def test_a_move_that_held_three_times_is_asked_directly(
        self, home: Home, feed_server: FeedServer, status: int
    ) -> None:
        feed_server.feed("/new", rss("One"), etag='"1"')
        home.follow("a", feed_server.redirect("/old", "/new", status))
        text = home.paths.sources.read_text()
        for _ in range(5):
            home.refresh(force=True)
        assert feed_server.paths == ["/old", "/new"] * 3 + ["/new", "/new"]
        assert conditions(feed_server) == [None, None, None, '"1"', None, '"1"', '"1"', '"1"']
        assert home.state("a").moved_to == feed_server.url("/new")
        assert home.paths.sources.read_text() == text, "the user's file is the user's"

    def test_a_chain_of_moves_is_kept_as_its_end(self, home: Home, feed_server: FeedServer) -> None:
        feed_server.serve("/3", rss("One"))
        feed_server.redirect("/2", "/3", 308)
        home.follow("a", feed_server.redirect("/1", "/2", 301))
        for _ in range(4):
            home.refresh(force=True)
        assert feed_server.paths == ["/1", "/2", "/3"] * 3 + ["/3"]

    @pytest.mark.parametrize("status", [302, 303, 307])
    def test_a_passing_redirect_is_never_kept(self, home: Home, feed_server: FeedServer, status: int) -> None:
        feed_server.serve("/new", rss("One"))
        home.follow("a", feed_server.redirect("/old", "/new", status))
        for _ in range(5):
            home.refresh(force=True)
        assert feed_server.paths == ["/old", "/new"] * 5
        assert home.state("a").moved_to is None

    def test_a_move_that_changes_its_mind_is_counted_anew(self, home: Home, feed_server: FeedServer) -> None:
        for path in ("/b", "/c"):
            feed_server.serve(path, rss("One"))
        ways = [answer(301, b"", {"Location": to}) for to in ("/b", "/b", "/c", "/c", "/c")]
        home.follow("a", feed_server.at("/a", in_turn(*ways)))
        for _ in range(6):
            home.refresh(force=True)
        assert [path for path in feed_server.paths if path != "/a"] == ["/b", "/b", "/c", "/c", "/c", "/c"]
        assert feed_server.paths.count("/a") == 5

    def test_a_new_address_that_moves_on_is_followed_and_in_time_replaced(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        feed_server.serve("/c", rss("One"))
        feed_server.at("/b", in_turn(*[answer(200, rss("One"))] * 3, answer(301, b"", {"Location": "/c"})))
        home.follow("a", feed_server.redirect("/a", "/b", 301))
        for _ in range(8):
            home.refresh(force=True)
        assert feed_server.paths[6:] == ["/b", "/c"] * 3 + ["/c", "/c"]

    def test_a_new_address_that_is_not_there_any_more_gives_way_to_the_users(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        feed_server.at("/b", in_turn(*[answer(200, rss("One"))] * 3, answer(410)))
        old = in_turn(*[answer(301, b"", {"Location": "/b"})] * 3, answer(200, rss("One", "Two")))
        home.follow("a", feed_server.at("/a", old))
        for _ in range(4):
            last = home.refresh(force=True)["a"]
        assert last.status is Status.FAILED
        home.now += DAY
        assert home.refresh()["a"].status is Status.STORED, "and is due by itself"
        assert feed_server.paths[6:] == ["/b", "/a"]

    def test_an_address_that_the_user_changes_counts_at_once(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        feed_server.serve("/b", rss("One"))
        home.follow("a", feed_server.redirect("/a", "/b", 301))
        for _ in range(4):
            home.refresh(force=True)
        update_source(home.paths.sources, "a", url=feed_server.serve("/c", rss("One")))
        home.refresh()
        assert feed_server.paths[-1] == "/c"

    def test_leave_and_secrets_stay_with_the_host_that_was_typed(self) -> None:
        source = Source(
            "a", "http://192.168.1.5/f", private=True, headers=(("X-Key", "k"),), user_agent="mine/1"
        )
        there = FetchState(moved_to="http://10.0.0.7/f", moved_times=3, body_hash="h", etag='"1"')
        asked = wanted(Job(source, there, authorization="Bearer t"))
        assert (asked.url, asked.private, asked.headers, asked.authorization) == (
            "http://10.0.0.7/f",
            False,
            (),
            "",
        )
        assert asked.user_agent == "mine/1"
        same = FetchState(moved_to="http://192.168.1.5/g", moved_times=3)
        asked = wanted(Job(source, same, authorization="Bearer t"))
        assert (asked.private, asked.headers, asked.authorization) == (True, (("X-Key", "k"),), "Bearer t")

    def test_a_loop_ends_and_is_named(self, home: Home, feed_server: FeedServer) -> None:
        feed_server.redirect("/b", "/a", 301)
        home.follow("a", feed_server.redirect("/a", "/b", 301))
        assert "without end" in (home.refresh()["a"].error or "")
        assert feed_server.paths == ["/a", "/b"] * 5 + ["/a"]
        assert home.state("a").requests == 11

    def test_another_address_of_this_machine_that_nobody_typed_is_not_reached(
        self, home: Home, two_addresses: FeedServer
    ) -> None:
        two_addresses.serve("/end", rss("Secret"))
        home.follow("a", two_addresses.redirect("/start", two_addresses.url("/end", "127.0.0.2"), 301))
        for _ in range(4):
            assert "follow that address itself" in (home.refresh(force=True)["a"].error or "")
        assert [(asked.address, asked.path) for asked in two_addresses.asked] == [("127.0.0.1", "/start")] * 4


class TestWhen:
    def test_the_publishers_rhythm_is_kept_through_unchanged_answers(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        daily = rss(*"abcdef", first=home.now - 5 * DAY, gap=DAY)
        home.follow("a", feed_server.feed("/a", daily, etag='"1"'))
        home.refresh()
        state = home.state("a")
        assert (state.next_fetch - home.now, state.next_why) == (DAY // 2, "publishes about every day")
        home.now += DAY // 2
        home.refresh()
        assert home.state("a").next_fetch == home.now + DAY // 2
        home.now += 40 * DAY
        home.refresh()
        state = home.state("a")
        assert (state.next_fetch - home.now, state.next_why) == (DAY, "silent for 40 days")

    def test_the_users_interval_wins_and_its_change_counts_at_once(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("a", feed_server.serve("/a", rss("One", extra="<ttl>900</ttl>")))
        home.refresh()
        assert home.state("a").next_fetch > home.now + 14 * HOUR
        update_source(home.paths.sources, "a", interval=20)
        home.refresh()
        state = home.state("a")
        assert (state.next_fetch - home.now, state.next_why) == (1200, "your interval")

    def test_a_new_title_or_category_asks_nobody(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")))
        home.refresh()
        update_source(home.paths.sources, "a", title="Mine", category="World", tags=("x",))
        assert home.refresh() == {}

    def test_expires_and_cache_control_are_believed_for_an_hour(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        body = rss("One", first=home.now)
        home.follow("m", feed_server.serve("/m", body, cache_control="max-age=1800"))
        home.follow("x", feed_server.serve("/x", body, expires=http_date(home.now + 90 * DAY)))
        home.refresh()
        assert home.state("m").next_fetch == home.now + 1800
        assert (home.state("x").next_fetch - home.now, home.state("x").next_why) == (HOUR, "Cache-Control")


class TestBadAnswers:
    def test_each_is_named_in_words_and_nothing_is_kept_of_it(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        async def slow_headers(talk: Talk) -> None:
            await talk.send(b"HTTP/1.1 200 OK\r\nX-Wait: ")
            await talk.hang()

        async def slow_body(talk: Talk) -> None:
            await talk.send(b"HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'>")
            await talk.hang()

        bomb = gzip.compress(gzip.compress(bytes(3 << 20)))
        twice = gzip.compress(gzip.compress(rss("Packed twice")))
        home.follow("slow-headers", feed_server.at("/sh", slow_headers))
        home.follow("slow-body", feed_server.at("/sb", slow_body))
        home.follow("cut", feed_server.at("/c", answer(200, rss("x"), length=99_999)))
        home.follow("short", feed_server.at("/s", answer(200, b"<p>" + rss("x"), length=3)))
        home.follow("large", feed_server.serve("/l", b" " * (1 << 20) + rss("x")))
        home.follow("bomb", feed_server.serve("/b", bomb, content_encoding="gzip"))
        home.follow("twice", feed_server.serve("/t", twice, content_encoding="gzip, gzip"))
        home.follow("brotli", feed_server.serve("/br", b"x", content_encoding="br"))
        home.follow("login", feed_server.serve("/login", b"<html><head><title>Log in</title></head></html>"))
        outcomes = home.refresh(config=Config(refresh=Refresh(timeout_seconds=1, max_body_mb=1, per_host=9)))
        said = {id: outcome.error or "" for id, outcome in outcomes.items()}
        assert "was not complete within 1 second" in said["slow-headers"]
        assert "was not complete within 1 second" in said["slow-body"]
        assert "broke off before its end" in said["cut"]
        assert "not a feed" in said["short"]
        assert "larger than 1 MB" in said["large"]
        assert "larger than 1 MB" in said["bomb"]
        assert "not asked for" in said["brotli"]
        assert 'a web page titled "Log in", not a feed' in said["login"]
        assert outcomes.pop("twice").status is Status.STORED
        assert {outcome.status for outcome in outcomes.values()} == {Status.FAILED}
        assert len(feed_server.asked) == 9, "nothing is tried twice"
        assert all(state.etag is None for state in map(home.state, outcomes))

    def test_the_charset_of_the_header_counts_against_the_documents(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        document = rss("Ёлка", channel="Газета").decode().encode("windows-1251")
        assert b'encoding="utf-8"' in document
        url = feed_server.serve("/a", document, content_type="text/xml; charset=windows-1251")
        home.follow("a", url)
        home.refresh()
        assert home.titles("a") == ["Ёлка"]

    def test_no_cookie_comes_back_to_anybody(self, home: Home, feed_server: FeedServer) -> None:
        cookie = {"Set-Cookie": "id=1; Path=/"}
        home.follow("a", feed_server.at("/a", answer(200, rss("One"), cookie)))
        home.follow("b", feed_server.at("/b", answer(302, b"", {"Location": "/c", **cookie})))
        feed_server.at("/c", answer(200, rss("One"), cookie))
        for _ in range(2):
            home.refresh(force=True)
        assert len(feed_server.asked) == 6
        assert not any("cookie" in asked.headers for asked in feed_server.asked)

    def test_every_error_status_is_one_request_and_a_sentence(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        statuses = (400, 401, 402, 403, 404, 406, 410, 418, 451, 500, 502, 504, 599)
        for status in statuses:
            home.follow(f"s{status}", feed_server.at(f"/{status}", answer(status)))
        outcomes = home.refresh()
        for status in statuses:
            assert f"the server says {status}" in (outcomes[f"s{status}"].error or "")
            assert home.state(f"s{status}").http_status == status
        assert sorted(feed_server.paths) == sorted(f"/{status}" for status in statuses)


def test_requests_say_who_asks(home: Home, feed_server: FeedServer) -> None:
    home.follow("a", feed_server.serve("/a", rss("One")))
    home.follow("b", feed_server.serve("/b", rss("One")), user_agent="for b/1")
    home.refresh(config=Config(refresh=Refresh(user_agent="mine/1 (me@example.org)")))
    said: dict[str, Any] = {asked.path: asked.headers["user-agent"] for asked in feed_server.asked}
    assert said == {"/a": "mine/1 (me@example.org)", "/b": "for b/1"}
