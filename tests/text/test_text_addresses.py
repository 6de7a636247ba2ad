"""Addresses made absolute, canonical, and judged."""

from __future__ import annotations

import pytest

from tuinews.text.addresses import absolute, canonical, display_host, host, is_private_host, is_web

BASE = "http://a.example/b/c/d;p?q"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("g", "/b/c/g"),
        ("./g", "/b/c/g"),
        ("g/", "/b/c/g/"),
        ("/g", "/g"),
        ("?y", "/b/c/d;p?y"),
        ("g?y", "/b/c/g?y"),
        ("#s", "/b/c/d;p?q#s"),
        ("g?y#s", "/b/c/g?y#s"),
        (";x", "/b/c/;x"),
        (".", "/b/c/"),
        ("..", "/b/"),
        ("../g", "/b/g"),
        ("../..", "/"),
        ("../../../g", "/g"),
        ("/./g", "/g"),
        ("/../g", "/g"),
        ("g;x=1/../y", "/b/c/y"),
        ("g?y/../x", "/b/c/g?y/../x"),
    ],
)
def test_relative_addresses_are_resolved_as_rfc_3986_says(reference: str, path: str) -> None:
    assert absolute(reference, BASE) == "http://a.example" + path


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("//other.example/x", "http://other.example/x"),
        ("HTTPS://Example.COM/Path", "https://example.com/Path"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com:443/x", "https://example.com/x"),
        ("http://example.com:8080/x", "http://example.com:8080/x"),
        ("  https://example.com/a b\n", "https://example.com/a%20b"),
        ("https://exa\nmple.com/\tx", "https://example.com/x"),
        ("https://example.com/ä?q=ö#ü", "https://example.com/%C3%A4?q=%C3%B6#%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://пример.испытание/x", "https://xn--e1afmkfd.xn--80akhbyknj4f/x"),
        ("https://evil.example\\@good.example/", "https://evil.example/@good.example/"),
        ("https://evil.example/\u202e/moc", "https://evil.example/%E2%80%AE/moc"),
        ("https://user:pass@feeds.example/x", "https://user:pass@feeds.example/x"),
        ("https://example.com/100%/x", "https://example.com/100%/x"),
        ('https://example.com/"><script>', "https://example.com/%22%3E%3Cscript%3E"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_an_absolute_address_is_ascii_and_what_a_browser_would_ask_for(url: str, made: str) -> None:
    assert absolute(url, BASE) == made
    assert made.isascii()
    assert is_web(made)
    assert absolute(made, None) == made


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "http://",
        "http:///path",
        "https://[::1",
        "http://[nonsense]/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://exa mple.com/",
        "http://a..b/",
        "http://256.256.256.256/",
        "http://1.2.3.4.5/",
        "https://www.bbc.co.uk\u2044news.evil.example/",
        "https://a%2fb.example/",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "mailto:a@b.example",
        "tel:+1",
        "view-source:https://x.example/",
        "intent://x#Intent;scheme=http;end",
        "https://example.com/\x1b[2J",
        "https://example.com/\x00x",
    ],
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert absolute(url, BASE) is None
    assert not is_web(url)
    assert canonical(url) is None


def test_a_relative_address_alone_is_none() -> None:
    assert absolute("/x", None) is None
    assert absolute("/x", "file:///etc/") is None
    assert absolute("//x.example/y", None) is None


def test_only_clean_http_addresses_are_web_addresses() -> None:
    assert is_web("https://example.com/x?y#z")
    assert is_web("HTTP://example.com")
    assert not is_web("https://example.com/a b")
    assert not is_web("https://example.com/a\u202eb")
    assert not is_web("https://example.com/a\x85b")
    assert not is_web("//example.com/")
    assert not is_web("--new-window=https://evil.example")


@pytest.mark.parametrize(
    ("url", "true_host"),
    [
        ("https://bbc.co.uk@evil.example/news", "evil.example"),
        ("https://bbc.co.uk%2fnews@evil.example/", "evil.example"),
        ("https://evil.example/#@bbc.co.uk", "evil.example"),
        ("https://evil.example\\@bbc.co.uk/", "evil.example"),
        ("https://www.аpple.com/", "www.xn--pple-43d.com"),
        ("https://ｂｂｃ.co.uk/", "bbc.co.uk"),
        ("https://bbc.co.uk\u200b.evil.example/", "bbc.co.uk.evil.example"),
        ("https://EXAMPLE.com.:8443/", "example.com"),
        ("http://0177.0.0.1/", "127.0.0.1"),
        ("nonsense", ""),
    ],
)
def test_the_true_host_is_shown(url: str, true_host: str) -> None:
    assert host(url) == true_host
    assert display_host(url) == true_host.removeprefix("www.")


def test_addresses_of_one_article_have_one_canonical_form() -> None:
    same = "example.com/news/1?id=3&page=2"
    for url in (
        "https://example.com/news/1?id=3&page=2",
        "http://www.example.com/news/1/?page=2&id=3",
        "https://WWW.Example.com:443/news/1?id=3&utm_source=rss&utm_medium=feed&page=2#comments",
        "http://example.com:80/news/1?page=2&fbclid=abc&id=3&at_medium=RSS&at_campaign=KARANGA",
        "https://user@example.com/news/1?id=3&page=2&source=rss----123---4",
        "https://example.com/news/./x/../1?id=3&page=2",
    ):
        assert canonical(url) == same


def test_what_tells_articles_apart_stays_in_the_canonical_form() -> None:
    assert canonical("https://example.com/") == "example.com"
    assert canonical("https://example.com/?p=12") == "example.com?p=12"
    assert canonical("https://example.com/A") != canonical("https://example.com/a")
    assert canonical("https://example.com:8080/a") == "example.com:8080/a"
    assert canonical("https://example.com/a?source=agency") == "example.com/a?source=agency"
    assert canonical("https://news.example.com/a") == "news.example.com/a"


@pytest.mark.parametrize(
    "name",
    [
        "localhost", "LOCALHOST.", "foo.localhost", "printer.local", "metadata.google.internal",
        "router.lan", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0",
        "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "[::1]", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "[::ffff:10.0.0.1]", "::7f00:1", "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_hosts_of_this_machine_and_of_private_networks_are_known(name: str) -> None:
    assert is_private_host(name)


@pytest.mark.parametrize(
    "name",
    ["example.com", "8.8.8.8", "2606:4700:4700::1111", "[::ffff:8.8.8.8]", "64:ff9b::808:808", "172.32.0.1",
     "local", "localhost.example.com", "10.example", "xn--bcher-kva.example", ""],
)  # fmt: skip
def test_public_hosts_are_not_taken_for_private_ones(name: str) -> None:
    assert not is_private_host(name)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/url?rct=j&sa=t&url=https://example.com/a%3Fid%3D1&ct=ga",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2Fa%3Fid%3D1%26fbclid%3Dx&h=AT0",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fwww.example.com%2Fa%3Fid%3D1",
        "https://exit.sc/?url=https%3A%2F%2Fvk.com%2Faway.php%3Fto%3Dhttp%253A%252F%252Fexample.com%252Fa%253Fid%253D1",
    ],
)
def test_redirectors_stand_for_where_they_lead(url: str) -> None:
    assert canonical(url) == "example.com/a?id=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://google.com/url?q=javascript:alert(1)",
        "https://google.com/url",
        "https://google.com/urls?q=http://a.example",
    ],
)
def test_a_redirector_that_leads_nowhere_is_an_address_like_any_other(url: str) -> None:
    assert (canonical(url) or "").startswith("google.com/url")
