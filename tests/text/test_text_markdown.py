"""An article as Markdown: every block, and foreign text that is never markup."""

from __future__ import annotations

from datetime import UTC

import pytest

from text.test_text_facts import WHOLE
from tuinews.model import Enclosure, Relevant
from tuinews.text.blocks import parse
from tuinews.text.html import html_text, sanitise
from tuinews.text.markdown import article_markdown
from tuinews.text.markdown_text import escaped


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
        ("<p>See https://a.example/b_c?d=1&amp;e.", "See <https://a.example/b_c?d=1&e>."),
        ("<p>Note [1] stays", "Note \\[1\\] stays"),
        ("<p><img src='/a.png' alt='A [gull]'>", "![A \\[gull\\]](https://gull.example/a.png)"),
        ("<p><a href='/x'><img src='/a.png' alt='A'></a>", "[![A](https://gull.example/a.png)](https://gull.example/x)"),
        ("<blockquote><p>One<p>Two</blockquote>", "> One\n>\n> Two"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
        ("<ul><li>a<ol start=9><li>b</ol><li>c</ul>", "- a\n\n  9. b\n\n- c"),
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
        ("<table><tr><th>A<th>B</tr><tr><td>1<td><pre>x\ny</pre></tr></table>",
         "- **A:** 1\n\n  **B:**\n\n  ```\n  x\n  y\n  ```"),
        ("<figure><img src='/a.png'><figcaption>A gull</figcaption></figure>",
         "![](https://gull.example/a.png)\n\n*A gull*"),
        ("<dl><dt>Gull<dd>A bird</dl>", "**Gull**\n\n- A bird"),
        ("<details><summary>More</summary><p>Text</details>", "**More**\n\nText"),
        ("<p>a<hr><p>b", "a\n\n* * *\n\nb"),
        ("<h2><b>Big</b> <b>one</b></h2>", "## Big one"),
        ("<table><tr><th>A<th>B</tr><tr><td>1<br>2<td>3</tr></table>",
         "| A | B |\n| --- | --- |\n| 1<br>2 | 3 |"),
        ("<p>See <img alt='A gull'>", "See A gull"),
    ],
)  # fmt: skip
def test_every_kind_of_block(html: str, markdown: str) -> None:
    assert body(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p><b>中文粗体。</b>后面", "<strong>中文粗体。</strong>后面"),
        ("<p><b>中文粗体</b>后面", "**中文粗体**后面"),
        ("<p>so<i>(this)</i>goes", "so<em>(this)</em>goes"),
        ("<p>so <i>(this)</i> goes", "so *(this)* goes"),
        ("<p><b>ab</b><i>cd</i>", "**ab**<em>cd</em>"),
        ("<p>a<b><s>b</s></b>c", "a<strong><del>b</del></strong>c"),
        ("<p>a<b><code>b</code></b>c", "a<strong>`b`</strong>c"),
        ("<p>a<b><a href='/x'>b</a></b>c", "a[**b**](https://gull.example/x)c"),
    ],
)
def test_emphasis_is_set_as_elements_where_signs_would_not_be_read(html: str, markdown: str) -> None:
    assert body(html) == markdown


FIRST = "<p>Late<sup id=r1><a href='#n1'>1</a></sup>, again<sup><a id=r2 href='#n2'>[b]</a></sup>."


@pytest.mark.parametrize(
    ("notes", "markdown"),
    [
        ("<ol><li id=n1><p>Said. <a href='#r1'>↩</a></p><li id=n2>By <i>two</i>. <a href='#r2'>↑</a></ol>",
         "[^1]: Said.\n\n[^b]: By *two*."),
        ("<p id=n1><a href='#r1'>1</a>. Said.<p id=n2><a href='#r2'>[b]</a> By two.",
         "[^1]: Said.\n\n[^b]: By two."),
        ("<p id=n1>1. Said. <a href='#r1'>back</a><p id=n2>By two. <a href='#r2'>back</a>",
         "[^1]: Said.\n\n[^b]: By two."),
        ("<ol><li id=n1><p>Said.<p>Twice. <a href='#r1'>↩</a><li id=n2>^ <a href='#r2'>a</a> By two.</ol>",
         "[^1]: Said.\n\n    Twice.\n\n[^b]: By two."),
        ("<ol><li id=n1>Said. <a href='#r1'>↩</a><li>Not led to.<li id=n2>By two. <a href='#r2'>↩</a></ol>",
         "[^1]: Said.\n\n2. Not led to.\n\n[^b]: By two."),
    ],
)  # fmt: skip
def test_notes_that_are_led_to_and_lead_back_are_notes(notes: str, markdown: str) -> None:
    assert body(FIRST + notes) == f"Late[^1], again[^b].\n\n{markdown}"


def test_notes_of_one_sign_have_labels_of_their_own() -> None:
    html = (
        "<p>One<a id=r1 href='#n1'>*</a> two<a id=r2 href='#n2'>*</a>"
        "<p id=n1>Said.<a href='#r1'>↩</a><p id=n2>Too.<a href='#r2'>↩</a>"
    )
    assert body(html) == "One[^1] two[^2]\n\n[^1]: Said.\n\n[^2]: Too."


def test_contents_and_notes_that_do_not_lead_back_are_no_notes() -> None:
    contents = "<ul><li id=c><a href='#one'>One</a></ul><h2 id=one>One</h2><p>Text. <a href='#c'>↑</a>"
    assert body(contents) == "- One\n\n## One\n\nText. ↑"
    assert body("<p>Late<sup><a href='#n'>1</a></sup><p id=n>Said.") == "Late¹\n\nSaid."
    assert body("<p>Late [^1] and [^1]: so") == "Late \\[^1\\] and \\[^1\\]: so"


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
        ("<script>", "\\<script>"),
        ("&lt; &#60; AT&T", "\\&lt; \\&#60; AT&T"),
        ("![x](http://evil.example)", "!\\[x\\](http://evil.example)"),
        ("a | b", "a \\| b"),
        ("back\\slash", "back\\\\slash"),
        ("12.5% +1 -5 #tag 2020)", "12.5% +1 -5 #tag 2020)"),
        ("+1 for it", "+1 for it"),
        ("-5 degrees", "-5 degrees"),
        ("#tag", "#tag"),
        ("12.5%", "12.5%"),
        ("_a_ b_c __d", "\\_a\\_ b_c \\_\\_d"),
        ("line\n  # x", "line\n\\# x"),
        ("snake_case *x* `y`", "snake_case \\*x\\* \\`y\\`"),
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
    assert "https://a.example/\\<b>" in whole, "text, and no element"


def test_controls_do_not_reach_the_file() -> None:
    assert "\x1b" not in article_markdown(WHOLE, parse("<p>a"), UTC)
