"""Pages made to take time and memory; as a program, it reads them all and prints the most MiB that took."""

from __future__ import annotations

import contextlib
import sys

from support.measured import peak

_MANY = " ".join(f"a{number}=1" for number in range(200_000))

HOSTILE = {
    "deep": "<div>" * 300_000 + '<a href="/x">x</a>',
    "deep inline": "<b><i>" * 100_000,
    "deep tables": "<table><tr><td>" * 50_000,
    "links in links": '<a href="/a/{}">A headline of some words' * 60_000,
    "many addresses": "".join(
        f'<li><a href="/story/{n}-of-the-day">Headline {n} of the day</a>' for n in range(40_000)
    ),
    "many attributes": f"<a {_MANY}>x</a>",
    "many attributes behind a quote": f"<a x='>' {_MANY}>x</a>",
    "long attribute": f"<a href='/x' title='{'x' * 3_000_000}'>A headline of some words</a>",
    "less than": "<" * 500_000,
    "quotes": "<a '" * 100_000,
    "references": "&amp;" * 500_000,
    "comments": "<!--" * 100_000,
    "siblings": "<p>" + "<span>word </span>" * 50_000 + '<a href="/x">Some words here</a>' * 3000,
    "flat": '<a href="/story/a-b-c">Some words of it</a> text <br>' * 40_000,
    "nested cards": '<div><a href="/s/{}-a-b-c"><div><div>' * 20_000 + "<h2>Some words</h2>",
    "cards around everything": '<div><a href="/s/1-a-b-c"><div>' * 60 + "<i></i><p class=title></p>" * 40_000,
    "one address": '<div><a href="/s/1-a-b-c"></a></div>' * 30_000 + "<h2>Some words</h2>" * 20_000,
    "dates": '<div><a href="/s/1-a-b-c">Some words</a>' + "<i>on 1 2 3 4</i>" * 60_000 + "</div>",
    "empty words before": "<b>" * 200 + ("<i></i>" * 20 + '<a href="/s/1-a-b-c">Some</a>') * 5000,
    "controls": "\0" * 1000 + "<p>" + "\x1b]52;c;aGk=\x07" * 1000,
    "nested data": '<script type="application/ld+json">' + "[" * 900_000 + "</script>",
}


def main() -> None:
    """Read them all."""
    from tuinews.sources.parse import NotAFeed, parse_document

    for body in HOSTILE.values():
        with contextlib.suppress(NotAFeed):
            parse_document(body.encode(), url="https://paper.test/", content_type=None, kind="page")
    sys.stdout.write(str(peak()))


if __name__ == "__main__":
    main()
