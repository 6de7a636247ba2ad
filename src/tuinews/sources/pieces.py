"""What readers of every kind of feed share: cleaning single facts and putting an entry together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from tuinews.text.addresses import is_web
from tuinews.text.clean import plain, title_text
from tuinews.text.html import html_text, sanitise

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")
_MARKUP = re.compile(r"</?[a-zA-Z]|<!--|&#?\w{1,32};")
_WHOLE = re.compile(r"\s*(\d{1,15})\s*\Z")
_HARD_WRAP = 100
"""Characters: text whose lines are all shorter may have been wrapped by a program."""

_LONGEST = 360_000
"""Seconds that a file may play to be believed."""
MOST_PARTS = 64
"""Labels, files or links kept of one entry: more than any publisher means."""


class Body(NamedTuple):
    """A text of an entry in both forms."""

    html: str | None
    text: str


NO_BODY = Body(None, "")


def body_from_html(html: str, base: str | None) -> Body:
    """A body from the publisher's HTML; ``base`` is what relative addresses in it refer to."""
    if not _MARKUP.search(html):
        # Some publishers write plain text where HTML is meant: long lines show that its breaks are wanted.
        return body_from_text(html, keep_breaks=any(len(line) > _HARD_WRAP for line in html.split("\n")))
    clean = sanitise(html, base).strip()
    return Body(clean or None, html_text(clean))


def body_from_text(text: str, *, keep_breaks: bool = True) -> Body:
    """A body from plain text: blank lines part paragraphs."""
    text = plain(text)
    if not text.strip():
        return NO_BODY
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
    if not keep_breaks:
        paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs]
    html = "".join(
        f"<p>{escape(paragraph, quote=False)}</p>".replace("\n", "<br>") for paragraph in paragraphs
    )
    return Body(html, "\n".join(paragraphs))


def labels(stated: Iterable[str]) -> tuple[str, ...]:
    """The publisher's labels, once each, in their order; addresses of schemes are no labels."""
    kept: dict[str, str] = {}
    for label in stated:
        name = title_text(label)
        if name and not is_web(name):
            kept.setdefault(name.casefold(), name)
            if len(kept) == MOST_PARTS:
                break
    return tuple(kept.values())


def people(stated: Iterable[str]) -> str | None:
    """Authors as one line, once each."""
    kept: dict[str, str] = {}
    for person in stated:
        name = title_text(person)
        if name:
            kept.setdefault(name.casefold(), name)
    return ", ".join(kept.values()) or None


def identifier(stated: str) -> str | None:
    """A guid as stated, except for what must never reach a terminal."""
    return _CONTROL.sub("", stated).strip() or None


def language(stated: str | None) -> str | None:
    """A language tag (BCP 47) such as ``en`` or ``pt-BR``, None where it is not one."""
    tag = (stated or "").strip().replace("_", "-")
    if not _LANGUAGE.match(tag):
        return None
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in others)])


def whole_number(stated: object) -> int | None:
    """A count or size as stated, None where it is not a plain whole number."""
    if isinstance(stated, bool):
        return None
    if isinstance(stated, int):
        return stated if 0 <= stated < 10**15 else None
    found = _WHOLE.match(stated) if isinstance(stated, str) else None
    return int(found[1]) if found else None


def seconds(stated: object) -> int | None:
    """A duration as stated: seconds, or hours, minutes and seconds with colons, as podcasts write them.

    None where it is neither, nothing at all, or 100 hours and longer.
    """
    if isinstance(stated, float):
        return (round(stated) or None) if 0 < stated < _LONGEST else None
    parts = str(stated).split(":") if isinstance(stated, (str, int)) else []
    numbers = [number for part in parts if (number := whole_number(part)) is not None]
    if len(numbers) != len(parts) or len(parts) > 3:
        return None
    total = 0
    for number in numbers:
        total = 60 * total + number
    return total if 0 < total < _LONGEST else None
