"""Pages that mean to make the reading of an article slow or large; run as a program, it reads them all.

It prints its greatest use of memory in MiB.
"""

from __future__ import annotations

import sys

from support.measured import peak

_TEXT = "<p>Running text, number {}, that is long enough, with a comma and a full stop at the end.</p>"
_ONE = _TEXT.format(1)
_DATA = '<script type="application/ld+json">'

_ARTICLES = {
    "data nested without end": _DATA + '{"@graph":[' * 100_000 + "</script>" + _ONE,
    "data with many articles": (
        _DATA
        + "["
        + ",".join('{"@type":"Article","headline":"x"}' for _ in range(8_000))
        + "]</script>"
        + _ONE
    ),
    "a stated text of a megabyte": (
        _DATA
        + '{"@type":"Article","articleBody":"'
        + "the word, and more. " * 60_000
        + '"}</script>'
        + "<p>the word, and more. the word, and more</p>" * 8_000
    ),
    "labels": "<p>Author: Source: Views: 1 Editor: Tags: a, b</p>" * 10_000,
    "by-lines": '<div class="byline author">By Ann</div>' * 10_000 + _ONE,
    "paragraphs": "".join(map(_TEXT.format, range(10_000))),
    "lists of relevant articles": "<div><h3>Related</h3><div><a href=/a>Some words in it</a></div></div>"
    * 15_000,
    "names": "".join(f'<div class="k{n} x-{n}">text</div>' for n in range(10_000)),
    "linked headings in nested parts": ("<div>" * 200 + "<h2><a href=/x>Some words</a></h2>") * 200,
    "pictures for browsers without scripts": "<div>" + "<img><noscript><img src=/a.png></noscript>" * 10_000,
    "pictures": "<p>" + "<img src=/b.png>" * 15_000,
    "authors": "<meta name=author content=x>" * 15_000,
    "white space": "<p>" + " " * 1_000_000 + "x</p>",
    "sentences": "<p>" + ". " * 500_000 + "</p>",
    "parts of a title": "<title>" + " | " * 100_000 + "</title><h1>" + "a | " * 5000 + "</h1>",
    "bodies": "<div itemprop=articleBody>" * 250
    + "<p itemprop=articleBody>text, text. more text</p>" * 8_000,
    "open scripts": "<script>" * 100_000,
    "open comments": "a<!-- " * 200_000,
    "escapes": "<title>\x1b]0;x\x07A\u202e</title><p>" + "An \x1b[2Jescape, and a \x9bword. " * 100,
    "fake addresses": f"<base href='javascript:x'>{_ONE * 9}<a href='//[x'>a</a><a href='http://\u202e/'>b</a>",
    "deep text": "<div>" * 5000 + _ONE * 20,
    "no text at all": "<p></p>" * 100_000,
}
ARTICLES = {name: body.encode("utf-8", "surrogatepass") for name, body in _ARTICLES.items()}


def main() -> None:
    """Read them all."""
    from tuinews.sources.article import read_article

    for body in ARTICLES.values():
        read_article(body, url="https://paper.example/1")
    sys.stdout.write(str(peak()))


if __name__ == "__main__":
    main()
