"""A whole refresh: from sources.toml over the network into the library."""

from __future__ import annotations

import gzip
import json
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any

import pytest

from support.feed_server import FeedServer, Talk, answer, http_date, rss
from support.home import Home
from tuinews.model import Source, Status, TuinewsError
from tuinews.refresh import crew
from tuinews.refresh.lock import AlreadyRunning, only_one
from tuinews.refresh.messages import Document, Message, Trouble
from tuinews.store import Store


def paper(**titles: str) -> bytes:
    """A feed, newest first: one-letter guids and their titles, a day apart in the order of the alphabet."""
    items = "".join(
        f"<item><title>{title}</title><guid>{guid}</guid>"
        f"<pubDate>{http_date(86400 * ord(guid))}</pubDate></item>"
        for guid, title in titles.items()
    )
    return f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>".encode()


class TestOutcomes:
    def test_new_then_unchanged_then_changed(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.feed("/a", rss("One", "Two"), etag='"1"'))
        first = home.refresh()["a"]
        assert (first.status, first.new, first.changed, first.total) == (Status.STORED, 2, 0, 2)
        again = home.refresh(force=True)["a"]
        assert (again.status, again.new, again.error) == (Status.UNCHANGED, 0, None)
        body = rss("One", "Two, corrected", "Three")
        feed_server.feed("/a", body, etag='"2"')
        third = home.refresh(force=True)["a"]
        assert (third.status, third.new, third.changed, third.total) == (Status.STORED, 1, 1, 3)
        assert home.titles("a") == ["One", "Two, corrected", "Three"]
        assert [asked.headers.get("if-none-match") for asked in feed_server.asked] == [None, '"1"', '"1"']

    def test_the_same_bytes_are_not_parsed_again(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One"), etag='"1"'))
        home.refresh()
        feed_server.serve("/a", rss("One"), etag='"2"')
        again = home.refresh(force=True)["a"]
        assert (again.status, again.total) == (Status.UNCHANGED, 0)
        assert home.state("a").etag == '"2"'

    def test_a_document_that_only_looks_new_brings_nothing(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One", "Two")))
        home.refresh()
        feed_server.serve("/a", rss("One", "Two", extra="<!-- made at 11:00 -->"))
        again = home.refresh(force=True)["a"]
        assert (again.status, again.new, again.changed, again.total) == (Status.UNCHANGED, 0, 0, 2)

    def test_an_empty_feed_is_stored(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss(channel="Quiet")))
        outcome = home.refresh()["a"]
        assert (outcome.status, outcome.total) == (Status.STORED, 0)
        assert home.state("a").title == "Quiet"

    def test_each_source_is_told_what_is_wrong_with_it_and_the_others_go_on(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("good", feed_server.serve("/good", rss("One")))
        home.follow("gone", feed_server.serve("/gone", b"", 410))
        home.follow("missing", feed_server.url("/missing"))
        home.follow("login", feed_server.serve("/login", b"<html><head><title>Log in</title></head></html>"))
        home.follow("empty", feed_server.serve("/empty", b""))
        home.follow("broken", feed_server.serve("/broken", b"", 503))
        home.follow("cut", feed_server.at("/cut", answer(200, rss("x"), length=99_999)))
        home.follow(
            "bomb", feed_server.serve("/bomb", gzip.compress(bytes(32 << 20)), content_encoding="gzip")
        )
        home.follow("private", feed_server.url("/good"), private=False, title="P")
        home.follow_all([Source("other", feed_server.url("/good?2"), private=False)])
        outcomes = home.refresh()
        said = {id: outcome.error or "" for id, outcome in outcomes.items()}
        assert outcomes.pop("good").status is Status.STORED
        assert {outcome.status for outcome in outcomes.values()} == {Status.FAILED}
        assert said["gone"].startswith("the server says 410 Gone for http://127.0.0.1")
        assert said["missing"].endswith("/missing; check the address or remove the source")
        assert 'a web page titled "Log in", not a feed' in said["login"]
        assert "is empty" in said["empty"]
        assert "503 Service Unavailable" in said["broken"]
        assert "broke off" in said["cut"]
        assert "larger than 20 MB" in said["bomb"]
        assert "private = true" in said["other"]

    def test_a_failure_keeps_articles_and_a_broken_document_drops_the_validators(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("a", feed_server.feed("/a", rss("One"), etag='"1"'))
        home.refresh()
        before = home.state("a")
        feed_server.serve("/a", b"<html><title>Log in</title>", etag='"login"')
        assert home.refresh(force=True)["a"].status is Status.FAILED
        after = home.state("a")
        assert (after.etag, after.body_hash, after.title) == (None, before.body_hash, "A feed")
        assert (after.failures, after.status) == (1, "failed")
        assert home.titles("a") == ["One"]
        feed_server.feed("/a", rss("One"), etag='"1"')
        assert home.refresh(force=True)["a"].status is Status.UNCHANGED
        assert "if-none-match" not in feed_server.asked[-1].headers
        assert (home.state("a").failures, home.state("a").error, home.state("a").etag) == (0, None, '"1"')

    def test_facts_of_the_feed_and_its_move_are_remembered(self, home: Home, feed_server: FeedServer) -> None:
        end = feed_server.serve("/new", rss("One", channel="The Paper"))
        home.follow("a", feed_server.redirect("/old", "/new", 301))
        home.refresh()
        state = home.state("a")
        assert (state.title, state.site, state.url, state.moved_to) == (
            "The Paper",
            "https://paper.example/",
            end,
            end,
        )

    def test_what_the_publisher_changes_and_takes_back_is_kept(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("a", feed_server.serve("/a", paper(c="Three", b="Two", a="One")))
        home.refresh()
        feed_server.serve("/a", paper(d="Four", c="Three, corrected", a="One"))
        home.now += 3600
        outcome = home.refresh(force=True)["a"]
        assert (outcome.new, outcome.changed) == (1, 1)
        assert home.titles("a") == ["Three, corrected", "Two", "One", "Four"]
        with closing(Store.open(home.paths.database)) as store:
            kept = [store.article(id) for id in range(1, 5)]
            assert [one.title for one in kept if one and one.vanished] == ["Two"]
            (old,) = [old for id in range(1, 5) for old in store.revisions(id)]
            assert old.title == "Three"
        feed_server.serve("/a", paper(d="Four", c="Three", b="Two", a="One"))
        home.now += 3600
        assert home.refresh(force=True)["a"].new == 0
        with closing(Store.open(home.paths.database)) as store:
            assert not any(one.vanished for id in range(1, 5) if (one := store.article(id)))

    def test_many_articles_come_in_whole(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss(*(f"Title {number}" for number in range(700)))))
        outcome = home.refresh()["a"]
        assert (outcome.new, outcome.total) == (700, 700)
        assert len(home.titles("a")) == 700

    def test_a_file_that_was_typed_is_read(self, home: Home) -> None:
        file = home.folder / "feed.xml"
        file.write_bytes(rss("From a file"))
        home.follow("mine", file.as_uri())
        home.follow("theirs", f"{file.as_uri()}?", private=False)
        outcomes = home.refresh()
        assert home.titles("mine") == ["From a file"]
        assert "it was not you who typed" in (outcomes["theirs"].error or "")

    def test_a_command_that_was_enabled_is_run(self, home: Home, feed_server: FeedServer) -> None:
        url = feed_server.serve("/a", rss("lower"))
        file = home.folder / "feed.xml"
        file.write_bytes(rss("Printed"))
        home.follow("exec", "exec:cat", command=("cat", str(file)))
        home.follow("filter", url, command=("sed", "s/lower/UPPER/"))
        home.follow("fails", "exec:false", command=("sh", "-c", "exit 3"))
        home.follow("none", "exec:none", command=("/no/such/program",))
        outcomes = home.refresh()
        assert home.titles("exec") == ["Printed"]
        assert home.titles("filter") == ["UPPER"]
        assert "failed with status 3" in (outcomes["fails"].error or "")
        assert "cannot be run" in (outcomes["none"].error or "")


class TestTimes:
    def test_only_what_is_due_is_asked(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One", first=home.now)))
        home.refresh()
        home.now += 600
        assert home.refresh() == {}
        home.now += 300
        assert set(home.refresh()) == {"a"}
        assert len(feed_server.asked) == 2

    def test_a_chosen_source_is_spared_for_two_minutes(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")))
        home.follow("b", feed_server.serve("/b", rss("One")))
        assert set(home.refresh("a")) == {"a"}
        home.now += 60
        assert home.refresh("a")["a"].status is Status.WAITING
        home.now += 60
        assert home.refresh("a")["a"].status is Status.UNCHANGED
        assert feed_server.paths == ["/a", "/a"]

    def test_failures_in_a_row_wait_longer_each_time(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.url("/missing"))
        waits = []
        for failures in range(1, 5):
            home.refresh(force=True)
            state = home.state("a")
            assert state.failures == failures
            waits.append(state.next_fetch - home.now)
        assert waits == sorted(waits)
        assert waits[-1] >= 8 * waits[0] * 0.7

    def test_the_publishers_ttl_is_kept_through_unchanged_answers(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow(
            "a", feed_server.feed("/a", rss("One", extra="<ttl>120</ttl>", first=home.now), etag='"1"')
        )
        home.refresh()
        assert home.state("a").next_fetch == home.now + 7200
        home.now += 7200
        home.refresh()
        assert home.state("a").next_fetch == home.now + 7200


class TestSources:
    def test_paused_sources_are_neither_asked_nor_counted(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")), paused=True)
        assert home.refresh(force=True) == {}
        assert feed_server.asked == []

    def test_a_broken_list_leaves_the_sources_as_they_were_known(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")))
        home.refresh()
        text = home.paths.sources.read_text()
        home.paths.sources.write_text(f"{text}\n[[source\n")
        assert home.refresh(force=True)["a"].status is Status.UNCHANGED
        assert "sources.toml" in home.report.notes[0]
        assert home.report.notes[-1] == "The sources are refreshed as they were known before."

    def test_the_list_is_read_anew_each_time_and_ids_that_are_not_written_hold(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        url = feed_server.serve("/a", rss("One"))
        table = f'[[source]]\nurl = "{url}"\ntitle = "My Paper"\nprivate = true\n'
        home.paths.sources.write_text(table)
        (first,) = home.refresh()
        other = feed_server.serve("/b", rss("Two"))
        home.paths.sources.write_text(f'[[source]]\nurl = "{other}"\nprivate = true\n{table}')
        outcomes = home.refresh(force=True)
        assert outcomes[first].status is Status.UNCHANGED
        assert len(outcomes) == 2

    def test_the_id_of_a_source_written_by_hand_is_written_beside_it_and_outlives_its_address(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        before = feed_server.serve("/a", rss("One"))
        after = feed_server.serve("/b", rss("One", "Two"))
        table = f'# mine\n[[source]]\nurl = "{before}"  # the paper\nprivate = true\n'
        home.paths.sources.write_text(table)
        (id,) = home.refresh()
        written = home.paths.sources.read_text()
        assert written == table.replace("[[source]]\n", f'[[source]]\nid = "{id}"\n')
        home.paths.sources.write_text(written.replace(before, after))
        assert home.refresh(force=True)[id].new == 1
        assert home.titles(id) == ["One", "Two"]

    def test_a_list_in_a_form_that_is_not_edited_is_refreshed_and_left_as_it_is(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        text = f'source = [{{url = "{feed_server.serve("/a", rss("One"))}", private = true}}]\n'
        home.paths.sources.write_text(text)
        (outcome,) = home.refresh().values()
        assert outcome.new == 1
        assert home.paths.sources.read_text() == text

    def test_a_source_taken_out_keeps_its_articles(self, home: Home, feed_server: FeedServer) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")))
        home.refresh()
        home.paths.sources.write_text("")
        assert home.refresh(force=True) == {}
        assert home.titles("a") == ["One"]

    def test_an_unknown_source_is_an_error(self, home: Home) -> None:
        with pytest.raises(TuinewsError, match="There is no source 'nobody'"):
            home.refresh("nobody")


class FakeCrew:
    """Children that bring what a test tells them to."""

    brings: tuple[list[Message], ...] = ()

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> FakeCrew:
        return self

    def __exit__(self, *_: object) -> None: ...

    def messages(self, idle: Callable[[], bool]) -> Iterable[list[Message]]:
        """What the test said."""
        yield from self.brings


class TestOffline:
    @pytest.fixture
    def bring(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
        for id in "abc":
            home.follow(id, f"https://{id}.example/feed")

        def bring(*batches: list[Message]) -> None:
            FakeCrew.brings = batches
            monkeypatch.setattr(crew, "Crew", FakeCrew)

        yield bring
        FakeCrew.brings = ()

    def test_where_nothing_is_reachable_nobody_has_failed(self, home: Home, bring: Any) -> None:
        bring(
            [Trouble("a", "no name", unreachable=True)],
            [Trouble(id, "no way", unreachable=True) for id in "bc"],
        )
        outcomes = home.refresh()
        assert {outcome.status for outcome in outcomes.values()} == {Status.OFFLINE}
        assert home.report.offline
        assert outcomes["a"].error == "no name"
        state = home.state("a")
        assert (state.failures, state.last_fetch, state.status) == (0, None, "offline")
        assert set(home.refresh()) == set("abc"), "everything is as due as it was"

    def test_where_one_host_answers_the_unreachable_ones_have_failed(self, home: Home, bring: Any) -> None:
        bring(
            [Trouble("a", "no name", unreachable=True)],
            [Document("b", "https://b.example/feed", (), "hash")],
            [Trouble("c", "no way", unreachable=True)],
        )
        outcomes = home.refresh()
        assert [outcomes[id].status for id in "abc"] == [Status.FAILED, Status.STORED, Status.FAILED]
        assert home.state("a").failures == 1

    def test_a_source_that_was_not_asked_stays_as_it_is(self, home: Home, bring: Any) -> None:
        bring([Trouble(id, "later", not_asked=True) for id in "abc"])
        assert {outcome.status for outcome in home.refresh().values()} == {Status.WAITING}
        assert home.state("a").last_fetch is None


class TestEngines:
    def test_two_do_not_run_at_once(self, home: Home) -> None:
        home.follow("a", "https://a.example/")
        with only_one(home.paths.database.parent):
            said = home.refresh_apart()
        assert said[""]["error"].startswith("Another refresh is running")
        with only_one(home.paths.database.parent):
            pass

    def test_a_document_that_ends_its_process_fails_alone(self, home: Home, feed_server: FeedServer) -> None:
        for number in range(12):
            home.follow(f"s{number}", feed_server.serve(f"/{number}", rss(f"Title {number}")))
        home.follow("crash", feed_server.serve("/crash", rss("x", extra="<crash/>")))
        home.follow("greedy", feed_server.serve("/greedy", rss("x", extra="<greedy/>")))
        home.follow("slow", feed_server.serve("/slow", rss("x", extra="<slow/>")))
        said = home.refresh_apart()
        assert {said[f"s{number}"]["status"] for number in range(12)} == {"stored"}
        assert "ended with status 7" in said["crash"]["error"]
        assert "more memory" in said["greedy"]["error"]
        assert "ended by signal 9" in said["slow"]["error"]
        assert said[""]["failed"] == 3

    def test_ctrl_c_stops_at_once_and_keeps_what_was_reported(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("quick", feed_server.serve("/quick", rss("One")))
        home.follow("slow", feed_server.at("/slow", Talk.hang))
        process = home.start()
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["source"] == "quick"
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
        assert out == '{"stopped": true}\n'
        assert process.returncode == 130
        assert home.titles("quick") == ["One"]

    def test_after_a_kill_what_was_reported_is_there_and_the_next_refresh_does_the_rest(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        titles = {f"s{number}": [f"Title {number}-{item}" for item in range(5)] for number in range(40)}
        for number, (id, of) in enumerate(titles.items()):
            body = rss(*of, link=f"https://p{number}.example")
            behaviour = answer(200, body) if number < 30 else Talk.hang
            home.follow(id, feed_server.at(f"/{number}", behaviour))
        process = home.start()
        assert process.stdout is not None
        reported = [json.loads(process.stdout.readline())["source"] for _ in range(12)]
        process.kill()
        out, _ = process.communicate(timeout=20)
        reported += [json.loads(line)["source"] for line in out.splitlines() if line.endswith("}")]
        for id in reported:
            assert home.titles(id) == titles[id]
        for number, of in enumerate(titles.values()):
            feed_server.serve(f"/{number}", rss(*of, link=f"https://p{number}.example"))
        home.refresh(force=True)
        assert {id: home.titles(id) for id in titles} == titles


def test_the_lock_names_what_is_in_the_way(home: Home) -> None:
    home.folder.joinpath("data").write_text("a file where the folder should be")
    with pytest.raises(TuinewsError, match="cannot be written"), only_one(home.paths.database.parent):
        pass


def test_a_lock_is_free_again_after_an_error(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), only_one(home.folder / "data"):
        raise ZeroDivisionError
    with only_one(home.folder / "data"):
        pass
    assert issubclass(AlreadyRunning, TuinewsError)
