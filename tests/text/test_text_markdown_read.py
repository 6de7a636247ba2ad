"""Markdown as another program reads it: foreign text comes back as it was, and is never markup."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from support.golden import PAGE, cases
from support.markdown_reader import as_meant
from support.markdown_reader import as_read as as_read_with_looks
from support.markdown_reader import reader as footnote_reader
from tuinews.text.blocks import parse
from tuinews.text.html import sanitise
from tuinews.text.markdown import body_markdown
from tuinews.text.markdown_text import escaped
from tuinews.text.markup import escape

SIGNS = "*_`[]()<>#+-=.!|~\\&;:\"'{}^$@/ 01a\n"
LOOK_ALIKES = [
    "<script>alert(1)</script>", "<b>", "<!-- x -->", "&amp;", "&#60;", "&lt;b&gt;", "[a](http://e.example)",
    "![a](http://e.example/x.png)", "[a]: http://e.example", "<http://e.example>", "    code", "\tcode",
    "```\ncode", "~~~\ncode", "# a", "a\n===", "a\n---", "***", "- a", "* a", "+ a", "1. a", "1) a", "> a",
    "| a | b |\n| --- | --- |\n| 1 | 2 |", "a\\\nb", "a  \nb", "**a**", "__a__", "~~a~~", "`a`", "``a`",
    "[^1]: a", "\\*a\\*", "a&nbsp;b", "<a href='javascript:x'>x</a>", "- - a", "1.", "-", "#", "=", "+",
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def plain(tokens: list[Token]) -> str:
    """The text of inline tokens, which may be nothing but text and breaks."""
    parts = []
    for token in tokens:
        assert token.type in {"text", "softbreak", "hardbreak", "text_special"}, token
        parts.append("\n" if token.type.endswith("break") else token.content)
    return "".join(parts)


def as_read(reader: MarkdownIt, markdown: str) -> str:
    tokens = reader.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], markdown
    return plain(tokens[1].children or [])


def samples() -> list[str]:
    chosen = random.Random(11)
    made = ["".join(chosen.choices(SIGNS, k=chosen.randint(1, 14))) for _ in range(3000)]
    mixed = ["".join(chosen.choices(LOOK_ALIKES, k=3)) for _ in range(300)]
    return [*LOOK_ALIKES, *made, *mixed]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_a_line_is_read_as_the_text_that_it_was(reader: MarkdownIt) -> None:
    for text in samples():
        line = " ".join(text.split())
        if line:
            assert as_read(reader, escaped(line)) == line


def test_a_paragraph_with_line_breaks_is_read_as_it_was(reader: MarkdownIt) -> None:
    for text in samples():
        kept = lines(text)
        if kept:
            html = "<p>" + "<br>".join(map(escape, kept))
            assert as_read(reader, body_markdown(parse(html))).split("\n") == kept


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("<h2>", "</h2>", ["heading_open", "inline", "heading_close"]),
        ("<blockquote>", "</blockquote>",
         ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]),
        ("<ul><li>", "</ul>",
         ["bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close"]),
        ("<table><tr><th>", "<th>x</tr><tr><td>1<td>2</tr></table>",
         ["table_open", "thead_open", "tr_open", "th_open", "inline", "th_close", "th_open", "inline"]),
    ],
    ids=["heading", "quote", "item", "cell"],
)  # fmt: skip
def test_in_every_block_text_stays_text(
    reader: MarkdownIt, before: str, after: str, kinds: list[str]
) -> None:
    for text in samples():
        line = " ".join(text.split())
        if line:
            tokens = reader.parse(body_markdown(parse(f"{before}{escape(line)}{after}")))
            assert [token.type for token in tokens][: len(kinds)] == kinds, line
            inline = next(token for token in tokens if token.type == "inline")
            assert plain(inline.children or []) == line


def test_code_is_read_as_it_was(reader: MarkdownIt) -> None:
    for text in samples():
        code = "\n".join(line.rstrip() for line in text.expandtabs(4).split("\n")).strip("\n")
        if code.strip() and not code.startswith(" "):
            (token,) = reader.parse(body_markdown(parse(f"<pre>{escape(code)}</pre>")))
            assert (token.type, token.content.rstrip("\n")) == ("fence", code)


def test_inline_code_is_read_as_it_was(reader: MarkdownIt) -> None:
    for text in samples():
        code = " ".join(text.split())
        if code:
            _, inline, _ = reader.parse(body_markdown(parse(f"<p>a <code>{escape(code)}</code> b")))
            kinds = [(token.type, token.content) for token in inline.children or []]
            assert kinds == [("text", "a "), ("code_inline", code), ("text", " b")]


def test_the_text_and_the_address_of_a_link_are_read_as_they_were(reader: MarkdownIt) -> None:
    for text in samples():
        line = " ".join(text.split())
        if line and any(map(str.isalnum, line)):
            address = "https://e.example/a_(b)*?x=1&copy;=2&amp;y=[z]"
            html = f'<p><a href="{escape(address)}">{escape(line)}</a>'
            _, inline, _ = reader.parse(body_markdown(parse(html)))
            first, *inner, last = inline.children or []
            assert (first.type, last.type) == ("link_open", "link_close")
            assert first.attrs["href"] == reader.normalizeLink(address)
            assert plain(inner) == line


@pytest.mark.parametrize("name", cases())
def test_articles_are_read_with_their_text_emphasis_and_links(name: str) -> None:
    document = parse(sanitise(cases()[name], PAGE))
    assert as_read_with_looks(body_markdown(document)) == as_meant(document)


def test_emphasis_is_read_wherever_it_begins_and_ends() -> None:
    chosen = random.Random(7)
    tags = ["b", "i", "s", "code", "a href='/x'", "a href='/y'", "sup", "mark"]
    for _ in range(3000):
        html = ""
        for _ in range(chosen.randint(1, 6)):
            text = "".join(chosen.choices("ab1 (.)“”，。后-_*~", k=chosen.randint(1, 4)))
            tag = chosen.choice(tags)
            other = chosen.choice(["b", "i", "s"])
            inner = f"<{other}>{text}</{other}>" if chosen.random() < 0.4 else text
            html += chosen.choice(["", " ", "x", "后", "."]) + f"<{tag}>{inner}</{tag.split()[0]}>"
        document = parse(sanitise(f"<p>{html}", PAGE))
        markdown = body_markdown(document)
        assert as_read_with_looks(markdown) == as_meant(document), (html, markdown)


def test_notes_are_read_as_notes(reader: MarkdownIt) -> None:
    document = parse(sanitise(cases()["footnotes that lead there and back"], PAGE))
    kinds = Counter(token.type for token in footnote_reader().parse(body_markdown(document)))
    assert kinds["footnote_open"] == 2
    inline = [token for token in footnote_reader().parse(body_markdown(document)) if token.children]
    assert sum(child.type == "footnote_ref" for token in inline for child in token.children or []) == 2
