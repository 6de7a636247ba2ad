"""Foreign HTML made safe, and its text."""

from __future__ import annotations

import time

import pytest

from tuinews.text.html import LONGEST, html_text, sanitise
from tuinews.text.markup import TOKEN, attributes, unescape

PAGE = "https://news.example/2026/story.html"


def clean(html: str) -> str:
    return sanitise(html, PAGE)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<p onclick='x()' style='color:red' class='lead' id='a'></p>",
        "<form action='/x'><input value='1'><button>Send</button><textarea>t</textarea></form>",
        "<svg><title>t</title><text>drawn</text><script>x</script></svg>",
        "<object data='/x.swf'><param name='a'></object><embed src='/x.swf'>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<link rel=stylesheet href='/x.css'><meta http-equiv=refresh content='0;url=/x'><base href='/y'>",
        "<template><p>t</p></template><noscript><img src='/x.png' alt='twice'></noscript>",
        "<div style='display: none'>secret<p>more</p></div>",
        "<span hidden>secret</span><p hidden=until-found>secret</p>",
        "<p style='visibility:hidden'>secret</p><i style='font-size:0px'>secret</i>",
        "<b style='mso-hide:all'>secret</b>",
        "<img src='/p.gif' width=1 height=1><img src='/p.gif' height=0><img src='/p.gif' width='1px'>",
        "<img src='data:image/gif;base64,R0lGOD'><img>",
        "<!-- comment --><!DOCTYPE html><?php echo 1 ?>",
        "\x00\x1b\x07\x7f",
    ],
)
def test_what_runs_hides_or_follows_is_gone(html: str) -> None:
    left = clean(f"<p>before</p>{html}<p>after</p>")
    assert html_text(left) == "before\nafter"
    for bad in ("secret", "alert", "class=", "style=", "id=", "onclick", "<img", "<iframe", "src=", "href="):
        assert bad not in left


def test_what_only_looks_hidden_stays() -> None:
    html = "<p style='font-size:0.9em'>small</p><p style='display:block'>shown</p><p>hidden display:none</p>"
    assert html_text(clean(html)) == "small\nshown\nhidden display:none"
    assert "style" not in clean(html)


def test_what_hides_inside_is_cut_out_exactly() -> None:
    hidden = "<div style='display:none'><img src='/x.png'><br><p>b</p><div>c</div></div>"
    html = f"<div>a{hidden}d</div><span>e</span>"
    assert clean(html) == "<div>ad</div>e"


def test_addresses_become_absolute_and_only_web_addresses_stay() -> None:
    assert clean("<a href='../x?a=1&b=2'>x</a>") == '<a href="https://news.example/x?a=1&amp;b=2">x</a>'
    assert clean("<a href='//cdn.example/é'>x</a>") == '<a href="https://cdn.example/%C3%A9">x</a>'
    assert clean("<img src='i/a.png' alt='A &quot;b&quot;'>") == (
        '<img src="https://news.example/2026/i/a.png" alt="A &quot;b&quot;">'
    )
    for bad in (
        "javascript:x()",
        "java\nscript:x()",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b",
        "http://",
    ):
        assert clean(f"<a href='{bad}'>x</a>") == "<a>x</a>"
    assert sanitise("<a href='/x'>x</a>", None) == "<a>x</a>"


def test_links_into_the_page_itself_lose_their_address() -> None:
    for href in ("#note", f"{PAGE}#note"):
        assert clean(f"<sup><a href='{href}'>1</a></sup>") == "<sup><a>1</a></sup>"
    assert "href" in clean("<a href='https://other.example/#note'>1</a>")


def test_pictures_that_wait_for_a_script_are_found() -> None:
    lazy = "<img src='data:image/gif;base64,x' data-src='/real.jpg' alt='A'>"
    assert clean(lazy) == '<img src="https://news.example/real.jpg" alt="A">'
    assert clean("<img srcset='/a.jpg 1x, /b.jpg 2x'>") == '<img src="https://news.example/a.jpg">'
    assert clean("<img alt='only text'>") == '<img alt="only text">'
    assert clean("<img src='/a.jpg' title='Title'>") == '<img src="https://news.example/a.jpg" alt="Title">'


def test_formulas_are_kept_as_text_once() -> None:
    formula = (
        "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
        "<annotation>a plus b</annotation></semantics></math>"
    )
    assert sanitise(f"<p>So <mark>{formula}</mark>.</p>", None) == "<p>So <mark>a+b</mark>.</p>"


def test_frames_become_links() -> None:
    frame = "<iframe src='//www.youtube.example/embed/1' title='A &lt;film&gt;'></iframe>"
    assert clean(frame) == (
        '<p><a href="https://www.youtube.example/embed/1">[video: A &lt;film&gt;]</a></p>'
    )


def test_players_keep_their_sources_and_lose_their_excuses() -> None:
    html = clean(
        "<video title=T><source src=/a.mp4>Get <b>a browser</b>!</video><audio src=/a.mp3>No</audio>"
    )
    assert html == (
        '<video title="T"><source src="https://news.example/a.mp4"></video>'
        '<audio src="https://news.example/a.mp3"></audio>'
    )


def test_the_language_of_code_is_kept() -> None:
    assert clean("<pre class='x language-python y'>1</pre>") == '<pre class="language-python">1</pre>'
    assert (
        clean("<pre><code class='lang-c++'>1</code></pre>")
        == '<pre><code class="language-c++">1</code></pre>'
    )
    wrapped = "<div class='highlight highlight-source-rust'><pre>1</pre></div><pre>2</pre>"
    assert clean(wrapped) == '<div><pre class="language-rust">1</pre></div><pre>2</pre>'


def test_no_control_or_bidi_character_is_left_in_html() -> None:
    html = clean("<p title='\x1b'>a\x1b[2J&#27;[31m&#x202e;b\x9bc</p><img alt='\x1b]0;x\x07y' src=/a>")
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char == "\u202e" for char in html)


def test_an_escape_sequence_never_cuts_a_tag() -> None:
    for start, end in (("\x1b]0;", "\x07"), ("&#27;]0;", "&#7;"), ("&#x9d;", "&#x9c;")):
        left = clean(f"<p>{start}a<b>c</b><img src=/a.png alt='d{end}&lt;script&gt;e'><a href=/x>f</a></p>")
        assert left.count("<") == left.count(">")
        assert "<script" not in left
        assert left.endswith('<a href="https://news.example/x">f</a></p>')


def test_lone_surrogates_do_not_stop_the_sanitiser() -> None:
    assert clean("<p>a\ud800b&#xd800;</p>") == "<p>ab\ufffd</p>"


def test_clean_html_is_left_as_it_is() -> None:
    html = clean(
        "<h2>Head</h2><p>Text <a href='/x'>x</a> &amp; <code>a&lt;b</code></p><ol start=3 reversed>"
        "<li value=2>i</ol><table><tr><th colspan=2>h<tr><td>1<td>2</table><blockquote>q</blockquote>"
        "<pre class=language-c>x\n  y</pre><figure><img src=/a.png alt=a><figcaption>c</figcaption></figure>"
        "<dl><dt>t<dd>d</dl><hr>"
    )
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b>\n three</p><p>four</p>", "One two three\nfour"),
        ("a<br>b<ul><li>c<li>d</ul>", "a\nb\nc\nd"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a &lt;b&gt; &amp;amp; &nbsp; &eacute;", "a <b> &amp; é"),
        ("Donau\xaddampfer", "Donaudampfer"),
        ("in<i>side</i> a word", "inside a word"),
        ('<img alt="a > b" src="x">text', "text"),
        ("", ""),
        ("no markup,\n one line", "no markup,\none line"),
    ],
)
def test_the_text_of_html_is_a_paragraph_a_line(html: str, text: str) -> None:
    assert html_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<b>" * 50_000 + "x",
        "<b><i><u><s><code>" * 300 + "<p>x" * 20_000,
        "".join(f"<b class=x{n}>" for n in range(10_000)) + "<p>x" * 20_000,
        "<p><a href=/x>" + "<p>x" * 20_000,
        "<table>" * 30_000 + "x",
        "<ul><li>" * 30_000 + "x",
        "<!--" * 50_000,
        "<a \"'" * 50_000,
        "<a b='" * 50_000,
        "&" * 200_000,
        "<" * 200_000,
        "<div hidden>" * 30_000 + "x",
        "<p>" + "e\u0301" * 200_000,
        "x" * (LONGEST * 2),
    ],
    ids=lambda html: html[:12],
)
def test_hostile_html_takes_bounded_time(html: str) -> None:
    began = time.perf_counter()
    left = clean(html)
    html_text(left)
    assert time.perf_counter() - began < 10
    assert len(left) < 20 * LONGEST


def test_tokens_of_broken_html_are_text() -> None:
    assert [match[0] for match in TOKEN.finditer('a < b <p x="1>2">c<')] == [
        "a ",
        "<",
        " b ",
        '<p x="1>2">',
        "c",
        "<",
    ]
    assert attributes(" A=1 b='2 3' c=\"&lt;4\" d a=9") == {"a": "1", "b": "2 3", "c": "<4", "d": ""}
    assert unescape("&amp;lt; &lt;&#65;&hellip;") == "&lt; <A…"
