"""Header fields and their meaning, absurd ones included."""

from __future__ import annotations

import pytest

from tuinews.fetch.headers import DAY, basic, freshness, http_date, retry_after

NOW = 1_800_000_000  # Fri, 15 Jan 2027 08:00:00 GMT


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120), (" 5 ", 5), ("Fri, 15 Jan 2027 08:01:00 GMT", 60),
        ("99999999", DAY), ("9" * 400, DAY), ("Fri, 15 Jan 2100 08:00:00 GMT", DAY),
        ("0", None), ("-5", None), ("Thu, 01 Jan 1970 00:00:00 GMT", None), ("soon", None), ("", None),
        ("1.5", None), ("٣", None), (None, None), ("Fri, 99 Foo 99999 99:99:99 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_in_both_forms_is_believed_within_reason(text: str | None, seconds: int | None) -> None:
    assert retry_after(text, NOW) == seconds


@pytest.mark.parametrize(
    ("cache_control", "expires", "age", "seconds"),
    [
        ("max-age=600", None, None, 600), ("public, MAX-AGE=\"600\"", None, "100", 500),
        ("max-age=600", None, "9999", 0), ("no-cache, max-age=600", None, None, 0),
        ("no-store", None, None, 0),
        ("max-age=600", "Fri, 15 Jan 2027 09:00:00 GMT", None, 600),
        (None, "Fri, 15 Jan 2027 09:00:00 GMT", None, 3600), (None, "0", None, 0),
        (None, "Thu, 01 Jan 1970 00:00:00 GMT", None, 0), ("max-age=-1", None, None, None),
        ("max-age=" + "9" * 300, None, None, 366 * DAY), (None, None, None, None),
        ("max-age=x", None, "y", None),
    ],
)  # fmt: skip
def test_freshness_is_read_from_cache_control_or_expires(
    cache_control: str | None, expires: str | None, age: str | None, seconds: int | None
) -> None:
    assert freshness(cache_control, expires, age, NOW) == seconds


def test_what_is_no_date_is_none() -> None:
    assert http_date("Fri, 15 Jan 2027 08:00:00 GMT") == NOW
    for text in ("", "yesterday", "2027", "Fri, 15 Jan 9999999 08:00:00 GMT", "\x1b[2J"):
        assert http_date(text) is None


def test_name_and_password_are_sent_as_basic_authentication_wants_them() -> None:
    assert basic("Aladdin:open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert basic("test:123£") == "Basic dGVzdDoxMjPCow==", "RFC 7617, 2.1"
