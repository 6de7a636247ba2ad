"""Links from one place of a page to another, such as footnotes: numbered, so that nothing foreign is kept.

An anchor becomes ``id="3"`` and a link to it ``href="#3"``. Numbers go by where the anchors stand, and only
what a link leads to is an anchor.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from tuinews.text.markup import attributes, escape

_OPENING = re.compile(r"""<([a-z][a-z0-9]*) ((?:[^<>"]++|"[^"]*+")++)>""")
_NAMES = ("id", "name")
_SPANS = re.compile(r"</?(?:span|font)>")


def has_anchors(lower: str, page: str) -> bool:
    """Whether HTML in lower case may have a link into itself; ``page`` is its address with ``#``.

    Asked of every article, hence by looking for strings only.
    """
    into = '"#' in lower or "'#" in lower or "=#" in lower or (len(page) > 1 and page.lower() in lower)
    return into and ("id=" in lower or "name=" in lower)


def numbered(html: str, page: str) -> str:
    """Well-formed ``html`` with its anchors numbered, and without all other ids, names and bare ``span``."""
    html = _SPANS.sub("", html)  # those with attributes end where they begin, see below
    wanted: set[str] = set()
    named: list[set[str]] = []
    for match in _OPENING.finditer(html):
        given = attributes(match[2])
        if match[1] == "a" and (target := _target(given.get("href", ""), page)):
            wanted.add(target)
        if names := {given[key] for key in _NAMES if given.get(key)}:
            named.append(names)
    found: dict[str, int] = {}
    for number, names in enumerate((names for names in named if not names.isdisjoint(wanted)), 1):
        for name in names:
            found.setdefault(name, number)
    standing: set[int] = set()

    def rewrite(match: re.Match[str]) -> str:
        name, given = match[1], attributes(match[2])
        numbers = [found[value] for key in _NAMES if (value := given.pop(key, "")) in found]
        if numbers and numbers[0] not in standing:
            standing.add(numbers[0])
            given = {"id": str(numbers[0]), **given}
        if name in {"span", "font"}:
            return f'<span id="{given["id"]}"></span>' if "id" in given else ""
        if name == "a":
            target = _target(given.get("href", ""), page)
            if target is not None:
                given["href"] = f"#{found[target]}" if target in found else ""
        return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in given.items()) + ">"

    return _OPENING.sub(rewrite, html)


def _target(href: str, page: str) -> str | None:
    """The anchor that an address leads to; None where that is not in the page itself."""
    if href.startswith("#"):
        return unquote(href[1:])
    return unquote(href[len(page) :]) if len(page) > 1 and href.startswith(page) else None
