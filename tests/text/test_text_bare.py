"""Bare addresses in a text become links that lead where they say."""

from __future__ import annotations

import re
import time

import pytest

from tuinews.text.blocks import document_text, parse
from tuinews.text.highlight import load
from tuinews.text.html import html_text, sanitise
from tuinews.text.lines import Look, line_text, set_lines


def links(html: str) -> list[tuple[str, str]]:
    """The text and the address of each link."""
    return re.findall(r'<a href="([^"]*)">(.*?)</a>', sanitise(html, None))


@pytest.mark.parametrize(
    ("text", "written", "address"),
    [
        ("see https://a.example/b/c in", "https://a.example/b/c", "https://a.example/b/c"),
        ("at www.a.example too", "www.a.example", "https://www.a.example/"),
        ("so: http://a.example/b.", "http://a.example/b", "http://a.example/b"),
        ("(https://a.example/b_(c)).", "https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("[https://a.example/b]", "https://a.example/b", "https://a.example/b"),
        ("“https://a.example/b”, ", "https://a.example/b", "https://a.example/b"),
        ("&lt;https://a.example/b&gt;", "https://a.example/b", "https://a.example/b"),
        ("https://a.example/?b=1&amp;c=2&amp;", "https://a.example/?b=1&amp;c=2", "https://a.example/?b=1&amp;c=2"),
        ("https://ru.example/Ёж, ёж", "https://ru.example/Ёж", "https://ru.example/%D0%81%D0%B6"),
        ("见https://a.example/b的网站", "https://a.example/b", "https://a.example/b"),
        ("见https://a.example/b。", "https://a.example/b", "https://a.example/b"),
        ("في https://a.example/b، ثم", "https://a.example/b", "https://a.example/b"),
        ("<code>curl https://a.example/b</code>", "https://a.example/b", "https://a.example/b"),
        ("<pre>curl https://a.example/b\n</pre>", "https://a.example/b", "https://a.example/b"),
    ],
)  # fmt: skip
def test_an_address_is_a_link_without_the_signs_of_the_sentence(
    text: str, written: str, address: str
) -> None:
    assert links(f"<p>{text}") == [(address, written)]
    assert html_text(sanitise(f"<p>{text}", None)) == html_text(f"<p>{text}"), "the text stays as it is"


@pytest.mark.parametrize(
    "text",
    [
        "https://paypal.example@evil.example/login",
        "xhttps://a.example/ ftp://a.example/ mailto:a@b.example a@www.b.example",
        "http://localhost:8000/ https://. https:// www. www",
        "https://a.example/b/<wbr>c",
        "https://a.example/b&shy;c",
        "https://zh.example/wiki/北京",
        "<img src='https://a.example/p.png' alt='https://a.example/'>",
    ],
)
def test_what_else_looks_like_one_is_none(text: str) -> None:
    assert links(f"<p>{text}") == []


def test_a_link_stays_as_the_page_has_it() -> None:
    html = "<a href='https://b.example/'>https://a.example/ <b>www.a.example</b></a>"
    assert sanitise(html, None).count("<a ") == 1


def test_it_is_numbered_as_links_are_and_once() -> None:
    document = parse(
        sanitise("<p>https://a.example/ <a href='https://b.example/'>b</a> https://a.example/", None)
    )
    assert document_text(document) == "https://a.example/[1] b[2] https://a.example/[1]"
    assert document.links == ("https://a.example/", "https://b.example/")


def test_code_with_an_address_is_still_told_apart_by_its_language() -> None:
    html = "<pre><code class='language-sh'># see\ncurl https://a.example/b | sh</code></pre>"
    _, comment, line = set_lines(parse(sanitise(html, None)), 40, load)
    assert comment[1].look & Look.COMMENT
    (link,) = [piece for piece in line if piece.link]
    assert link.text == "https://a.example/b"
    assert link.look & Look.LINK
    assert line_text(line).strip() == "curl https://a.example/b | sh", "no number stands in code"


def test_names_and_passwords_are_not_handed_on() -> None:
    html = (
        "<a href='https://paypal.example@evil.example/x'>a</a><iframe src='https://u:p@b.example/'></iframe>"
        "<img src='https://u@c.example/p.png'>"
    )
    clean = sanitise(html, None)
    assert "@" not in clean
    assert 'href="https://evil.example/x"' in clean
    kept = parse("<a href='https://paypal.example@evil.example/x'>a</a>")
    assert kept.links == ("https://evil.example/x",), "also from what was kept before"


@pytest.mark.parametrize(
    "text", ["https://a.example/" + ")" * 99, "www." * 99, "https://" * 99, "&amp;" * 99]
)
def test_long_texts_take_linear_time(text: str) -> None:
    began = time.perf_counter()
    sanitise(f"<p>{text * 2000}", None)
    sanitise(f"<p>https://a.example/{text * 2000}", None)
    assert time.perf_counter() - began < 10
