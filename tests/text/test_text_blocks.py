"""HTML read into blocks."""

from __future__ import annotations

import time

import pytest

from tuinews.text.blocks import Document, document_text, parse
from tuinews.text.html import sanitise
from tuinews.text.tree import (
    Code,
    Definitions,
    Details,
    Figure,
    Heading,
    Image,
    Listing,
    Look,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)

PAGE = "https://news.example/a/"


def read(html: str) -> Document:
    return parse(sanitise(html, PAGE))


def text_of(html: str) -> str:
    return document_text(read(html))


def test_every_kind_of_block_is_told_apart() -> None:
    document = read(
        "<h2>h</h2><p>p</p><blockquote>q</blockquote><ul><li>i</ul><pre>c</pre><table><tr><td>1<td>2</table>"
        "<figure><img src=/a.png><figcaption>f</figcaption></figure><dl><dt>t<dd>d</dl>"
        "<details><summary>s</summary>x</details><hr>"
    )
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Heading, Paragraph, Quote, Listing, Code, Table, Figure, Definitions, Details, Rule]


def test_looks_add_up_and_end_where_their_element_ends() -> None:
    (paragraph,) = read(
        "<p>a<b>b<i>c</i></b><s>d</s><code>e</code><small>f</small><mark>g</mark>h</p>"
    ).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans == (
        Span("a"),
        Span("b", Look.STRONG),
        Span("c", Look.STRONG | Look.EM),
        Span("d", Look.STRIKE),
        Span("e", Look.CODE),
        Span("f", Look.DIM),
        Span("g", Look.MARK),
        Span("h"),
    )


def test_links_are_numbered_in_order_each_address_once() -> None:
    document = read("<p><a href=/x>one</a>, <a href=/y>two </a>and <a href=/x>one again</a>.</p>")
    assert document_text(document) == "one[1], two[2] and one again[1]."
    assert document.links == ("https://news.example/x", "https://news.example/y")
    assert document.link_texts == ("one", "two")
    assert document.numbered == 2
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans[:2] == (Span("one", Look.LINK, 1), Span("[1]", Look.LINK | Look.DIM, 1))


def test_a_link_over_several_blocks_shows_its_number_in_each() -> None:
    document = read("<a href=/x><h3>Title</h3><p>Teaser</p></a><p>after <a href=/y></a></p>")
    assert document_text(document) == "Title[1]\n\nTeaser[1]\n\nafter"
    assert document.links == ("https://news.example/x",)


def test_links_side_by_side_are_kept_apart() -> None:
    assert text_of("<a href=/x>Home</a><a href=/y>News</a>") == "Home[1] News[2]"


def test_the_addresses_follow_the_text_on_request() -> None:
    document = read("<p><a href=/x>x</a> <img src=/p.png></p>")
    assert document_text(document, addresses=True) == "x[1] [picture 1]\n\n[1] https://news.example/x"


def test_pictures_are_numbered_and_can_be_opened() -> None:
    document = read(
        "<p><img src=/a.png alt='A storm'></p><p><a href=/big><img src=/s.png></a></p><p><img alt=x1></p>"
    )
    assert document_text(document) == "[picture 1: A storm]\n\n[picture 2][1]\n\n[picture 3: x1]"
    assert document.images == (
        Image("https://news.example/a.png", "A storm"),
        Image("https://news.example/s.png", ""),
        Image("", "x1"),
    )
    assert document.links == ("https://news.example/big", "https://news.example/a.png")
    assert document.link_texts == ("picture 2", "picture 1: A storm")
    assert document.numbered == 1
    assert [document.address(link) for link in (1, -1, -2, -3, -4, 0, 2)] == [
        "https://news.example/big",
        "https://news.example/a.png",
        "https://news.example/s.png",
        "",
        "",
        "",
        "",
    ]


def test_a_picture_before_text_stands_alone_and_one_inside_does_not() -> None:
    assert text_of("<p><img src=/a.png>Text begins.</p>") == "[picture 1]\n\nText begins."
    assert text_of("<p>Press <img src=/a.png alt=Save> now</p>") == "Press [picture 1: Save] now"
    assert text_of("<img src=/a.png><img src=/b.png>") == "[picture 1]\n[picture 2]"
    assert text_of("<p>Fine <img src=/smile.png alt=':-)'></p>") == "Fine :-)"


def test_what_a_caption_says_the_picture_does_not_say_again() -> None:
    html = "<figure><img src=/a.png alt='A storm.'><figcaption>A storm at sea</figcaption></figure>"
    assert text_of(html) == "[picture 1]\nA storm at sea"
    assert text_of("<figure><img src=/a.png alt=Map></figure>") == "[picture 1: Map]"


def test_white_space_is_what_a_browser_makes_of_it() -> None:
    assert text_of("<p>  a\n\t b <b> c</b> </p>\n<p>&nbsp;</p><p>d&nbsp;e</p>") == "a b c\n\nd e"
    assert text_of("a<br>b<br><br>c<br><br><br>d<br>") == "a\nb\n\nc\n\nd"
    assert text_of("<div>a<div>b</div>c</div>") == "a\n\nb\n\nc"


def test_a_headings_link_to_itself_is_left_out() -> None:
    assert text_of("<h2>Title <a href='#title'>#</a></h2><h3>C#</h3>") == "Title\n\nC#"


def test_superscript_and_subscript_are_not_misread() -> None:
    html = "10<sup>-6</sup> m<sup>2</sup> H<sub>2</sub>O 19<sup>th</sup> x<sup>2k+1</sup> a<sub>ij2</sub>"
    assert text_of(html) == "10⁻⁶ m² H₂O 19th x^(2k+1) a_(ij2)"
    assert text_of("said<sup><a href='/n'>1</a></sup> so") == "said¹[1] so"
    letters = "a<sub>ij</sub> x<sup>abq</sup> x<sup>n</sup> T<sub>max</sub> x<sub>i</sub><sup>2</sup>"
    assert text_of(letters) == "a_ij x^abq xⁿ T_max x_i²"


def test_what_is_raised_for_its_looks_stays_plain() -> None:
    html = "1<sup>st</sup> 2<sup>e</sup> XIX<sup>e</sup> M<sup>me</sup> N<sup>o</sup> 5<sup>a</sup> "
    html += "Gull<sup>TM</sup>"
    assert text_of(html) == "1st 2e XIXe Mme No 5a GullTM"
    assert text_of("<p><sub>small print</sub>") == "small print"


def test_tasks_are_ticked_or_not() -> None:
    html = (
        "<ul><li><input type=checkbox checked disabled> done<li><p><input disabled type='checkbox'>open</p>"
        "<li><input type=text>none</ul><p><input type=checkbox> menu"
    )
    assert text_of(html) == "• ☑ done\n• ☐ open\n• none\n\nmenu"


def test_code_in_a_line_stands_between_backticks_where_looks_are_not_seen() -> None:
    html = "<p><code>a <kbd>b</kbd></code> and <kbd>Ctrl</kbd><pre><code>c</code></pre>"
    assert document_text(parse(html, ticked=True)) == "`a b` and `Ctrl`\n\nc"
    assert document_text(parse(html)) == "a b and Ctrl\n\nc"


def test_quotations_and_readings() -> None:
    assert text_of(
        "<q>yes</q> <ruby>漢<rt>かん</rt></ruby> <ruby>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby>"
    ) == ("“yes” 漢(かん) 字（じ）")


def test_ordered_lists_count_as_the_page_says() -> None:
    assert text_of("<ol start=3><li>a<li value=7>b<li>c</ol>") == "3. a\n7. b\n8. c"
    assert text_of("<ol reversed><li>a<li>b<li>c</ol>") == "3. a\n2. b\n1. c"
    assert text_of("<ol type=a start=26><li>a<li>b</ol>") == "z. a\naa. b"
    assert text_of("<ol type=I start=1989><li>a</ol>") == "MCMLXXXIX. a"
    assert text_of("<ol start=99999999999999999999><li>a</ol>") == "1. a"


def test_lists_in_lists_have_other_markers() -> None:
    html = "<ul><li>a<ul><li>b<ol><li>c</ol></ul></ul>"
    assert text_of(html) == "• a\n  ◦ b\n    1. c"
    assert text_of("<ul>loose<li>a</ul>") == "loose\n• a"
    assert text_of("<li>a<li>b</li>text") == "• a\n• b\n\ntext"
    assert text_of("<ul><li><p>a<p>b<li>c</ul>") == "• a\n\n  b\n\n• c"


def test_preformatted_text_keeps_its_lines() -> None:
    (code,) = read("<pre><code class=language-py>\ndef f():\n\treturn <b>1</b>  \n\n</code></pre>").blocks
    assert isinstance(code, Code)
    assert code.language == "py"
    assert "".join(span.text for span in code.spans) == "def f():\n    return 1"
    assert {span.look for span in code.spans} == {Look.CODE, Look.CODE | Look.STRONG}


def test_tables_that_lay_out_a_page_are_taken_apart() -> None:
    assert text_of("<table><tr><td>one<tr><td>column</table>") == "one\n\ncolumn"
    assert text_of("<table><tr><td><p>a</p><pre>c</pre><td>b</table>") == "a\n\nc\n\nb"
    nested = "<table><tr><td>x<td><table><tr><td>1<td>2</table></table>"
    assert text_of(nested) == "x\n\n1 | 2"
    assert text_of(f"<table><tr><td>{'long ' * 80}<td>b</table>").endswith("long\n\nb")


def test_tables_of_data_keep_rows_and_cells() -> None:
    html = "<table><caption>c</caption><tr><th>h<th>i<tr><td>1<td><ul><li>a<li>b</ul></table>"
    assert text_of(html) == "c\nh | i\n1 | • a • b"
    (table,) = read("<table><tr><td colspan=2 rowspan=3>a<td>b</table>").blocks
    assert isinstance(table, Table)
    assert (table.rows[0][0].columns, table.rows[0][0].rows) == (2, 3)


def test_sound_films_and_frames_become_named_links() -> None:
    document = read(
        "<video title=Trailer><source src=/t.mp4>no</video><audio src=/s.mp3></audio>"
        "<iframe src='https://www.youtube.example/embed/1'></iframe>"
    )
    assert (
        document_text(document)
        == "[video: Trailer][1]\n\n[audio: news.example][2]\n\n[video: youtube.example][3]"
    )
    assert document.links[0] == "https://news.example/t.mp4"
    raw = parse("<iframe src='https://maps.example/1' title=Map></iframe><script>x()</script>after")
    assert document_text(raw) == "[page: Map][1]\n\nafter"


def test_definitions_and_details() -> None:
    assert text_of("<dl><dt>t<dd>d<dd>e<dt>u</dl>") == "t\n    d\n    e\nu"
    assert text_of("<details><summary>More</summary><p>a</p></details>") == "More\n  a"


def test_text_that_looks_like_markup_is_text() -> None:
    assert text_of("[bold]a[/bold] &lt;b&gt; **c** &amp;lt;") == "[bold]a[/bold] <b> **c** &lt;"


def test_no_control_character_comes_through_references() -> None:
    assert document_text(parse("a&#27;[31mb&#x9b;c&#8238;d&#0;e")) == "a[31mb›cd\ufffde"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "</p></div></ul>",
        "<li><td><tr><dd><figcaption><summary><caption>x",
        "<ul></li></ul><table></td></table><dl></dl>",
        "<table><ul><li>a</table>b",
        "<pre><ul><li>a</pre>b",
        "<h1><h2><p>a</h1>b",
        "<a href='http://[::1'><a href='x'>a",
        "<video><audio><iframe>",
        "<sup><sub><rt></sup><rp>",
        "<ol start='x' reversed><li value='9e9'>a",
        "<td colspan=-5 rowspan=0>a",
        "<blockquote>" * 5000 + "x",
        "<ul><li>" * 5000 + "x",
        "<table><tr><td>" * 5000 + "x",
        "<details><summary>" * 5000 + "x",
        "<dl><dd><figure>" * 5000 + "x",
        "<b>" * 100_000 + "x",
    ],
    ids=lambda html: html[:20],
)
def test_broken_html_is_read_all_the_same(html: str) -> None:
    began = time.perf_counter()
    text = document_text(parse(html))
    assert time.perf_counter() - began < 5
    if html.endswith(("x", "a", "b")):
        assert html[-1] in text


def test_a_megabyte_is_read_in_linear_time() -> None:
    paragraph = "<p>" + "word " * 100 + "<a href='https://a.example/'>link</a> <i>more</i></p>"

    def took(html: str) -> float:
        began = time.process_time()
        parse(html)
        return time.process_time() - began

    short = min(took(paragraph * 200) for _ in range(3))
    assert took(paragraph * 2000) < 60 * short
