"""An article as Markdown: every block, and foreign text that is never markup."""

from __future__ import annotations

from datetime import UTC

import pytest

from text.test_text_facts import WHOLE
from tuinews.model import Enclosure, Relevant
from tuinews.text.blocks import parse
from tuinews.text.html import html_text, sanitise
from tuinews.text.markdown import article_markdown, escaped


def body(html: str) -> str:
    """The Markdown of a body alone."""
    article = WHOLE._replace(summary=None, enclosures=(), relevant=())
    document = parse(sanitise(html, "https://gull.example/"))
    whole = article_markdown(article, document, UTC)
    return whole.partition("\n\n- ")[2].partition("\n\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<p>One<br>Two", "One\\\nTwo"),
        ("<h1>Big</h1><h2>Less</h2>", "## Big\n\n### Less"),
        ("<h2>Less</h2><h6>Least</h6>", "## Less\n\n###### Least"),
        ("<h2>C #</h2>", "## C \\#"),
        ("<p>a <b>strong </b>word, <i>so</i> <s>not</s>", "a **strong** word, *so* ~~not~~"),
        ("<p><b><i>both</i></b>", "***both***"),
        ("<p><code>a|b</code> and <code>c`d</code>", "`a|b` and `` c`d ``"),
        ("<p><a href='/x'>here</a>, <a href='/x'>there</a>", "[here](https://gull.example/x), [there](https://gull.example/x)"),
        ("<p><a href='/a_(b)'>[x]</a>", "[\\[x\\]](<https://gull.example/a_(b)>)"),
        ("<p><a href='/?a=1&amp;copy;=2'>x</a>", "[x](https://gull.example/?a=1&amp;copy;=2)"),
        ("<p><a href='/a'>some <b>strong</b> words</a>", "[some **strong** words](https://gull.example/a)"),
        ("<p>Note [1] stays", "Note \\[1\\] stays"),
        ("<p><img src='/a.png' alt='A [gull]'>", "[picture 1: A \\[gull\\]](https://gull.example/a.png)"),
        ("<p><a href='/x'><img src='/a.png' alt='A'></a>", "[picture 1: A](https://gull.example/x)"),
        ("<blockquote><p>One<p>Two</blockquote>", "> One\n>\n> Two"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
        ("<ol reversed><li>a<li>b</ol>", "- 2\\. a\n- 1\\. b"),
        ("<ol type=a><li>x</ol>", "- a. x"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
        ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"),
        ("<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n\n- c"),
        ("<pre><code class='language-python'>x = 1\n*y*</code></pre>", "```python\nx = 1\n*y*\n```"),
        ("<pre>```\nx</pre>", "````\n```\nx\n````"),
        ("<table><tr><th>A<th>B|C</tr><tr><td>1<td>2</tr></table>",
         "| A | B\\|C |\n| --- | --- |\n| 1 | 2 |"),
        ("<table><tr><th>A<th>B</tr><tr><td rowspan=2>1<td>2</tr><tr><td>3</tr></table>",
         "| A | B |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |"),
        ("<table><tr><th>A<th>B</tr><tr><td colspan=2><code>1|2</code></tr></table>",
         "| A | B |\n| --- | --- |\n| `1\\|2` |  |"),
        ("<figure><img src='/a.png'><figcaption>A gull</figcaption></figure>",
         "[picture 1](https://gull.example/a.png)\n\n*A gull*"),
        ("<dl><dt>Gull<dd>A bird</dl>", "**Gull**\n\n- A bird"),
        ("<details><summary>More</summary><p>Text</details>", "**More**\n\nText"),
        ("<p>a<hr><p>b", "a\n\n* * *\n\nb"),
    ],
)  # fmt: skip
def test_every_kind_of_block(html: str, markdown: str) -> None:
    assert body(html) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("+ no list", "\\+ no list"),
        ("12. no list", "12\\. no list"),
        ("12) no list", "12\\) no list"),
        ("no ## heading 12. inside - a line", "no ## heading 12. inside - a line"),
        ("===", "\\==="),
        ("---", "\\---"),
        ("***", "\\*\\*\\*"),
        ("> no quote", "\\> no quote"),
        ("~~~", "\\~\\~\\~"),
        ("<script>", "\\<script\\>"),
        ("&lt; &#60; AT&T", "\\&lt; \\&#60; AT&T"),
        ("![x](http://evil.example)", "!\\[x\\](http://evil.example)"),
        ("a | b", "a \\| b"),
        ("back\\slash", "back\\\\slash"),
        ("line\n  # x", "line\n\\# x"),
        ("snake_case *x* `y`", "snake\\_case \\*x\\* \\`y\\`"),
    ],
)
def test_foreign_text_is_never_markup(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def test_in_a_paragraph_as_well() -> None:
    assert body("<p># no<br>- list<br>1. one<br>===") == "\\# no\\\n\\- list\\\n1\\. one\\\n\\==="


def test_the_facts_come_first_and_what_belongs_to_it_last() -> None:
    html = sanitise("<p>A storm comes.", None)
    article = WHOLE._replace(
        summary="Something *else*.",
        html=html,
        text=html_text(html),
        enclosures=(Enclosure("https://gull.example/a.mp3", "audio/mpeg", 45_000_000, 3723),),
        relevant=(Relevant("A [calm]", "https://gull.example/calm", "2021-09-06"),),
    )
    lines = article_markdown(article, parse(html), UTC).split("\n")
    assert lines[0] == "# Storm"
    assert lines[2].startswith("- Categories: World; ")
    assert "- Views: 1 view by the page's own count" in lines, "and not how often it was opened here"
    assert "*Something \\*else\\*.*" in lines
    files = lines[lines.index("## Files") + 2]
    assert files == "- <https://gull.example/a.mp3>, audio/mpeg, 45 MB, 1 h 02 min"
    assert lines[lines.index("## Relevant information") + 2] == (
        "- [A \\[calm\\]](https://gull.example/calm), Mon 6 Sep 2021"
    )
    assert lines[-1] == "", "it ends with a line break"


def test_an_address_that_is_none_is_text() -> None:
    article = WHOLE._replace(url="javascript:alert(1)", comments_url="https://a.example/<b>")
    whole = article_markdown(article, parse(""), UTC)
    assert "<javascript" not in whole
    assert "<b>" not in whole


def test_controls_do_not_reach_the_file() -> None:
    assert "\x1b" not in article_markdown(WHOLE, parse("<p>a"), UTC)
