"""Passwords and tokens: where they come from, whom they reach, and where they never are."""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from support.feed_server import FeedServer, rss
from support.home import Home
from tuinews.model import FetchState, Source, Status
from tuinews.refresh import secrets
from tuinews.refresh.messages import Job
from tuinews.refresh.secrets import with_secrets
from tuinews.settings.opml import write_opml

SECRET = "hunter2-s3cret"


def basic(user: str, password: str = SECRET) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def sent(server: FeedServer) -> dict[str, str | None]:
    """The Authorization field of each path's last request."""
    return {asked.path: asked.headers.get("authorization") for asked in server.asked}


def one(source: Source, **environment: str) -> str:
    """What a source signs in with."""
    ready, troubles = with_secrets([Job(source, FetchState())], environment)
    assert not troubles
    return ready[0].authorization


def trouble(source: Source, **environment: str) -> str:
    ready, troubles = with_secrets([Job(source, FetchState())], environment)
    assert ready == []
    return troubles[0].error


class TestWhereTheyComeFrom:
    def test_with_a_user_it_is_basic_and_without_one_a_bearer_token(self) -> None:
        assert one(Source("a", "https://a.example/", user="me", password=SECRET)) == basic("me")
        assert one(Source("a", "https://a.example/", user="ключ", password="")) == basic("ключ", "")
        assert one(Source("a", "https://a.example/", password=SECRET)) == f"Bearer {SECRET}"
        assert one(Source("a", "https://a.example/")) == ""

    def test_the_first_line_of_a_command_is_taken(self) -> None:
        source = Source("a", "https://a.example/", password_command=("printf", f"{SECRET}\\r\\nlogin: me\\n"))
        assert one(source) == f"Bearer {SECRET}"

    def test_an_environment_variable_is_read(self) -> None:
        source = Source("a", "https://a.example/", user="me", password_env="PAPER_PASSWORD")
        assert one(source, PAPER_PASSWORD=SECRET) == basic("me")
        assert "PAPER_PASSWORD" in trouble(source)
        assert "not set" in trouble(source, PAPER_PASSWORD="")

    def test_the_keyring_is_asked_by_service_and_user(self, monkeypatch: pytest.MonkeyPatch) -> None:
        kept = {("paper", "me"): SECRET, ("paper", "a"): "token"}
        module = SimpleNamespace(get_password=lambda service, name: kept.get((service, name)))
        monkeypatch.setitem(sys.modules, "keyring", module)
        assert one(Source("a", "https://a.example/", user="me", password_keyring="paper")) == basic("me")
        assert one(Source("a", "https://a.example/", password_keyring="paper")) == "Bearer token"
        said = trouble(Source("b", "https://a.example/", user="you", password_keyring="paper"))
        assert "`keyring set paper you`" in said

    def test_a_keyring_that_is_not_installed_or_locked_is_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = Source("a", "https://a.example/", user="me", password_keyring="paper")
        monkeypatch.setitem(sys.modules, "keyring", None)
        assert "pip install 'tuinews[keyring]'" in trouble(source)

        def locked(*_: str) -> str:
            raise RuntimeError("the collection is locked")

        monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=locked))
        assert "the collection is locked" in trouble(source)

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (("/no/such/program", SECRET), "/no/such/program cannot be run"),
            (("sh", "-c", f"echo {SECRET}; exit 3"), "sh failed with status 3"),
            (("true",), "true printed nothing"),
            (("printf", "кириллица"), "characters that cannot be sent"),
        ],
    )
    def test_a_command_that_gives_none_is_a_sentence_without_its_arguments(
        self, command: tuple[str, ...], said: str
    ) -> None:
        error = trouble(Source("a", "https://a.example/", password_command=command))
        assert said in error
        assert SECRET not in error

    def test_a_command_without_end_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(secrets, "PATIENCE", 0.05)
        error = trouble(Source("a", "https://a.example/", password_command=("sh", "-c", "sleep 600 | cat")))
        assert "did not end" in error


class TestWhomTheyReach:
    def test_a_command_is_run_once_for_what_is_due_and_not_for_anything_else(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        runs = home.folder / "runs"
        command = ("sh", "-c", f"echo run >>{runs}; echo {SECRET}")
        for id in "abc":
            url = feed_server.serve(f"/{id}", rss("One", first=home.now))
            home.follow(id, url, user=id, password_command=command)
        home.follow("d", feed_server.serve("/d", rss("One")))
        home.refresh()
        assert runs.read_text() == "run\n"
        assert sent(feed_server) == {"/a": basic("a"), "/b": basic("b"), "/c": basic("c"), "/d": None}
        home.refresh("d", force=True)
        home.refresh()
        assert runs.read_text() == "run\n", "it is not run for sources that are not asked"
        home.now += 900
        home.refresh()
        assert runs.read_text() == "run\n" * 2

    def test_a_source_whose_secret_cannot_be_had_fails_alone_and_is_not_asked(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")), password_command=("false",))
        home.follow("b", feed_server.serve("/b", rss("One")))
        outcomes = home.refresh()
        assert outcomes["a"].status is Status.FAILED
        assert "false failed with status 1" in (home.state("a").error or "")
        assert outcomes["b"].status is Status.STORED
        assert feed_server.paths == ["/b"]

    def test_fields_of_the_users_own_take_the_place_of_the_programs(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        headers = (("Accept", "text/html"), ("X-Key", SECRET), ("Accept-Language", "de"))
        home.follow("a", feed_server.serve("/a", rss("One")), headers=headers)
        home.refresh()
        said = feed_server.asked[0].headers
        assert (said["accept"], said["x-key"], said["accept-language"]) == ("text/html", SECRET, "de")

    def test_no_redirect_takes_them_to_another_origin_not_even_on_the_way_back(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        with FeedServer() as other:
            feed_server.serve("/end", rss("One"))
            other.redirect("/there", feed_server.url("/end"))
            url = feed_server.redirect("/a", other.url("/there"))
            home.follow("a", url, user="me", password=SECRET, headers=(("X-Key", SECRET),))
            home.refresh()
            (there,) = other.asked
        first, last = feed_server.asked
        assert (first.headers["authorization"], first.headers["x-key"]) == (basic("me"), SECRET)
        for asked in (there, last):
            assert not {"authorization", "x-key"} & set(asked.headers)

    def test_a_redirect_within_the_origin_keeps_them(self, home: Home, feed_server: FeedServer) -> None:
        feed_server.serve("/end", rss("One"))
        home.follow("a", feed_server.redirect("/a", "/end"), user="me", password=SECRET)
        home.refresh()
        assert sent(feed_server) == {"/a": basic("me"), "/end": basic("me")}


class TestWhereTheyNeverAre:
    def test_neither_library_nor_exports_nor_outcomes_have_them(
        self, home: Home, feed_server: FeedServer, capfd: pytest.CaptureFixture[str]
    ) -> None:
        home.follow("a", feed_server.url("/missing"), user="me", password=SECRET)
        home.follow("b", feed_server.url("/b"), headers=(("X-Key", SECRET), ("Cookie", SECRET)))
        home.follow("c", f"http://me:{SECRET}@127.0.0.1:{feed_server.port}/c")
        outcomes = home.refresh()
        assert {outcome.status for outcome in outcomes.values()} == {Status.FAILED}
        assert sent(feed_server)["/c"] == basic("me")
        with home.store() as store:
            states = store.source_states()
            opml = write_opml([state.source for state in states])
        assert [state.source.user for state in states] == ["me", "", ""]
        traces = [repr(states), repr(outcomes), repr(home.report), opml.decode(), *capfd.readouterr()]
        assert not any(SECRET in trace for trace in traces)
        for file in Path(home.folder).rglob("*"):
            if file.is_file() and file != home.paths.sources:
                assert SECRET.encode() not in file.read_bytes(), file

    def test_a_source_or_job_does_not_show_them(self) -> None:
        source = Source("a", "https://a.example/", password=SECRET, headers=(("X-Key", SECRET),))
        assert SECRET not in repr(Job(source, FetchState(), f"Bearer {SECRET}"))

    def test_a_broken_list_takes_no_secret_from_those_that_can_be_read(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("a", feed_server.serve("/a", rss("One")), user="me", password=SECRET)
        home.refresh()
        text = home.paths.sources.read_text()
        home.paths.sources.write_text(f"{text}\n[[source]]\nurl =\n")
        home.refresh(force=True)
        assert [asked.headers.get("authorization") for asked in feed_server.asked] == [basic("me")] * 2
