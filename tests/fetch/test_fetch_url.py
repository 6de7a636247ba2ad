"""Addresses taken apart, and where redirects lead."""

from __future__ import annotations

import pytest

from tuinews.fetch.url import Url, join, parse


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("http://a.example", Url("http", "a.example", 80, "/")),
        (" HTTPS://A.Example:443/x?y=1#z ", Url("https", "a.example", 443, "/x?y=1")),
        ("https://a.example:8443/", Url("https", "a.example", 8443, "/")),
        ("http://me:p%40ss@a.example/x", Url("http", "a.example", 80, "/x", "me:p@ss")),
        (
            "http://bücher.example/ü?ä=ö b",
            Url("http", "xn--bcher-kva.example", 80, "/%C3%BC?%C3%A4=%C3%B6%20b"),
        ),
        ("http://[::1]:8080/a%20b", Url("http", "::1", 8080, "/a%20b")),
        ("http://0x7f.1/", Url("http", "127.0.0.1", 80, "/")),
    ],
)
def test_an_address_is_taken_apart(address: str, url: Url) -> None:
    assert parse(address) == url


@pytest.mark.parametrize(
    "address",
    ["", "a.example", "ftp://a.example/", "http://", "http:///x", "http://a b/", "http://a.example:99999/"],
)
def test_what_cannot_be_asked_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        parse(address)


def test_the_text_of_an_address_has_no_name_and_password_and_no_usual_port() -> None:
    assert str(parse("http://me:s@a.example:80/x")) == "http://a.example/x"
    assert str(parse("https://a.example:80/x")) == "https://a.example:80/x"
    assert parse("http://[::1]:8080/").authority == "[::1]:8080"


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("/x", "https://a.example/x"),
        ("x?y", "https://a.example/d/x?y"),
        ("//b.example/x", "https://b.example/x"),
        ("http://b.example", "http://b.example/"),
        ("?q", "https://a.example/d/e?q"),
    ],
)
def test_a_redirect_is_taken_from_where_it_was_met(location: str, to: str) -> None:
    assert str(join(parse("https://a.example/d/e"), location)) == to


@pytest.mark.parametrize(
    ("here", "there", "may"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("http://a.example/", "https://a.example/", True),
        ("https://a.example/", "http://a.example/", False),
        ("https://a.example/", "https://b.example/", False),
        ("https://a.example/", "https://www.a.example/", False),
        ("https://a.example/", "https://a.example:8443/", False),
        ("http://a.example:8080/", "https://a.example/", False),
        ("http://a.example:8080/", "http://a.example:8080/z", True),
    ],
)
def test_secrets_go_to_the_same_origin_or_up_to_https(here: str, there: str, may: bool) -> None:
    assert parse(there).may_have_what_is_for(parse(here)) is may


def test_name_and_password_stay_with_their_origin() -> None:
    base = parse("https://me:s@a.example/")
    assert join(base, "/x").user == "me:s"
    for other in (
        "http://a.example/",
        "https://b.example/",
        "https://a.example:8443/",
        "https://x:y@b.example/",
    ):
        assert join(base, other).user == ""
