"""Addresses of mail, and mails begun to them."""

from __future__ import annotations

import pytest

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
