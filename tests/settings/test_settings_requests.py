"""How a source is asked, as its table in sources.toml says it: name, fields and passwords."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuinews.model import Source
from tuinews.settings.source_table import has_secret, read_table, table_text
from tuinews.settings.sources_file import add_sources, load_sources, update_source
from tuinews.settings.toml import parse_toml

WHOLE = Source(
    "a",
    "https://a.example/feed",
    user_agent="mine/1",
    headers=(("X-Key", 'say "x"'), ("Accept-Language", "de")),
    user="me",
    password_command=("pass", "show", "paper"),
)


def problems(**values: object) -> list[str]:
    return list(read_table("source 1", {"id": "a", "url": "https://a.example/", **values}).problems)


def test_what_is_written_is_read_back() -> None:
    (table,) = parse_toml(table_text(WHOLE), Path("sources.toml"))["source"]
    assert table["headers"] == {"X-Key": 'say "x"', "Accept-Language": "de"}
    assert read_table("source 1", table) == (WHOLE, ())


def test_they_can_be_set_and_taken_out_again(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    add_sources(path, [Source("a", "https://a.example/feed")])
    before = path.read_text()
    assert update_source(path, "a", headers=WHOLE.headers, user="me").after == load_sources(path).sources[0]
    assert load_sources(path).sources[0].headers == WHOLE.headers
    update_source(path, "a", headers=(), user="")
    assert path.read_text() == before


def test_a_table_of_fields_of_its_own_is_read_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nid = "a"\nurl = "https://a.example/"\n[source.headers]\nX-Key = "k"\n')
    assert load_sources(path).sources[0].headers == (("X-Key", "k"),)
    assert update_source(path, "a", title="A").before.headers == (("X-Key", "k"),)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"pasword_command": ["pass"]}, "the nearest key is password_command"),
        ({"useragent": "x"}, "the nearest key is user_agent"),
        ({"header": {}}, "the nearest key is headers"),
        ({"user": "a:b"}, "user should be a name without a colon"),
        ({"password_command": "pass show x"}, "a list of texts: the program and its arguments"),
        ({"password_command": []}, "a list of texts: the program and its arguments"),
        ({"headers": ["X-Key: k"]}, "headers should be a table of header fields and their texts"),
        ({"headers": {"X Key": "k"}}, "X Key cannot be sent so"),
        ({"headers": {"X-Key": "a\r\nHost: evil"}}, "X-Key cannot be sent so"),
        ({"headers": {"X-Key": 5}}, "X-Key cannot be sent so"),
        ({"headers": {"Host": "evil.example"}}, "Host is the program's own business"),
        ({"headers": {"accept-encoding": "br"}}, "accept-encoding is the program's own business"),
        ({"password": "a\nb"}, "password should be a text on one line; the key is left out."),
        ({"password": "p", "password_env": "P"}, "password_env and password say the same thing"),
    ],
)
def test_what_cannot_be_is_named(values: dict[str, object], said: str) -> None:
    (problem,) = problems(**values)
    assert said in problem


@pytest.mark.parametrize(
    "values",
    [
        {"password": "hunter2\n"},
        {"headers": {"X-Key": "hunter2\n"}},
        {"url": "ftp://me:hunter2@a.example/"},
        {"url": "https://me:hunter2@a.example/\n x"},
    ],
)
def test_what_is_wrong_about_a_secret_is_said_without_it(values: dict[str, object]) -> None:
    (problem,) = problems(**values)
    assert "hunter2" not in problem


@pytest.mark.parametrize(
    ("source", "secret"),
    [
        (Source("a", "https://a.example/"), False),
        (Source("a", "https://me@a.example/"), False),
        (Source("a", "https://me:pw@a.example/"), True),
        (Source("a", "https://a.example/x:y@z"), False),
        (Source("a", "https://a.example/", password="p"), True),
        (Source("a", "https://a.example/", headers=(("Authorization", "x"),)), True),
        (Source("a", "https://a.example/", headers=(("x-api-key", "x"),)), True),
        (Source("a", "https://a.example/", headers=(("Accept-Language", "x"),)), False),
        (WHOLE, True),
        (Source("a", "https://a.example/", user="me", password_env="P"), False),
    ],
)
def test_a_secret_in_the_clear_is_seen(source: Source, secret: bool) -> None:
    assert has_secret(source) is secret


def test_all_of_them_are_one_warning(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    sources = [Source(f"s{n}", f"https://s{n}.example/", password="hunter2") for n in range(9)]
    add_sources(path, sources)
    document = load_sources(path)
    assert document.problems == ()
    (warning,) = document.warnings
    assert "of s0, s1, s2, s3, s4 and others" in str(warning)
    assert "hunter2" not in str(warning)
