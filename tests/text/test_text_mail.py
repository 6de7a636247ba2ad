"""Addresses of mail, and mails begun to them."""

from __future__ import annotations

import pytest

from tuinews.text.html import html_text, sanitise
from tuinews.text.mail import mail_addresses, mail_to


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to ed@paper.example.", ("ed@paper.example",)),
        ("<ed.two+x@a.paper.example>, (ed@paper.example)", ("ed.two+x@a.paper.example", "ed@paper.example")),
        ("Ed@Paper.example and ed@paper.example", ("Ed@Paper.example",)),
        ("mailto:ed@paper.example?bcc=all@evil.example", ("ed@paper.example", "all@evil.example")),
        ("@handle, user@host, a@b@c.example, x..y@paper.example", ()),
        ("-rf@paper.example", ()),
        ("https://site.example/@user@social.example", ()),
        ("ed@paper.example\x1b[2J", ("ed@paper.example",)),
        ("почта@пример.рф", ()),
    ],
)  # fmt: skip
def test_what_is_an_address_and_what_is_none(text: str, found: tuple[str, ...]) -> None:
    assert mail_addresses([text]) == found


def test_there_are_no_more_than_a_person_would_look_through() -> None:
    assert len(mail_addresses([" ".join(f"a{n}@paper.example" for n in range(500))])) == 20


def test_a_mail_has_an_address_and_a_subject_and_nothing_else() -> None:
    uri = mail_to("a+b@paper.example", "Re: 50 % & more?\r\nBcc: all@evil.example")
    assert uri == (
        "mailto:a+b@paper.example?subject=Re%3A%2050%20%25%20%26%20more%3F%20Bcc%3A%20all%40evil.example"
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("To <a href='mailto:ed@paper.example'>the editor</a>!", "To the editor (ed@paper.example)!"),
        ("<A class=x HREF = mailto:ed%40paper.example?bcc=x@evil.example>Us</A>", "Us (ed@paper.example)"),
        ("<a href='mailto:ed@paper.example'>Ed@Paper.example</a>", "Ed@Paper.example"),
        ("<a href='mailto:?subject=read this'>Share</a>", "Share"),
        ("<a href='mailto:&lt;script&gt;@x.example'>x</a>", "x"),
        ("<a href='https://a.example/mailto:x@y.example'>x</a>", "x"),
    ],
)  # fmt: skip
def test_a_link_to_write_a_mail_says_to_whom(html: str, text: str) -> None:
    assert html_text(sanitise(html, None)) == text


def test_links_without_end_take_no_time_to_speak_of() -> None:
    many = "<a href=mailto:ed@paper.example>" * 20_000
    assert len(sanitise(many, None)) < len(many)
