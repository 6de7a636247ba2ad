"""Links from one place of an article to another."""

from __future__ import annotations

import pytest

from tuinews.text.blocks import document_text, parse
from tuinews.text.html import sanitise
from tuinews.text.lines import Look, Piece, line_text, set_lines

PAGE = "https://news.example/2026/story.html"


def clean(html: str) -> str:
    return sanitise(html, PAGE)


def pieces(html: str, width: int = 60) -> list[Piece]:
    return [piece for line in set_lines(parse(clean(html)), width) for piece in line]


def test_a_note_and_the_way_back_are_numbered() -> None:
    html = (
        "<p>said<sup id='fnref:1'><a href='#fn:1'>1</a></sup></p>"
        "<ol><li id='fn:1'>A note <a href='#fnref:1'>↩</a></ol>"
    )
    assert clean(html) == (
        '<p>said<sup id="1"><a href="#2">1</a></sup></p><ol><li id="2">A note <a href="#1">↩</a></li></ol>'
    )


@pytest.mark.parametrize("href", ["#n%C3%A9", "#né", f"{PAGE}#n%C3%A9"])
def test_a_link_is_in_the_page_however_it_says_so(href: str) -> None:
    assert clean(f"<a href='{href}'>1</a><p id='né'>x</p>") == '<a href="#1">1</a><p id="1">x</p>'


def test_only_what_a_link_leads_to_is_an_anchor() -> None:
    html = (
        "<p id=a>x</p><h2 id=b>y</h2><a name=c>z</a><a href='#c'>1</a><a href='#'>2</a><a href='#gone'>3</a>"
    )
    assert clean(html) == '<p>x</p><h2>y</h2><a id="1">z</a><a href="#1">1</a><a>2</a><a>3</a>'


def test_without_a_link_into_the_page_no_id_stays() -> None:
    assert clean("<p id=a>x <a name=b>y</a> <a href='/z#a'>z</a></p>") == (
        '<p>x <a>y</a> <a href="https://news.example/z#a">z</a></p>'
    )


def test_an_element_with_two_names_is_one_anchor_and_a_name_given_twice_stands_first() -> None:
    html = "<p><a id=a name=b>x</a><i id=a>y</i> <a href='#a'>1</a> <a href='#b'>2</a></p>"
    assert clean(html) == ('<p><a id="1">x</a><i>y</i> <a href="#1">1</a> <a href="#1">2</a></p>')


def test_what_has_no_element_of_its_own_marks_its_place() -> None:
    html = (
        "<p>a<span id=here style='color: red; display: inline'>b</span><span>c</span> <a href='#here'>1</a>"
    )
    assert clean(html) == '<p>a<span id="1"></span>bc <a href="#1">1</a></p>'


def test_numbers_stay_when_sanitised_again() -> None:
    html = clean(
        "<p id=x>a<sup id=r><a href='#n'>1</a></sup></p><p><a id=n href='#r'>1</a> <a href='#x'>up</a>"
    )
    assert clean(html) == html
    assert sanitise(html, None) == html


def test_nothing_foreign_is_in_a_number() -> None:
    html = clean("<p id='\"><b>'>x</p><a href='#\"><b>'>y</a><a href='#%1b[2J'>z</a><p id='\x1b[2J'>w</p>")
    assert html == '<p id="1">x</p><a href="#1">y</a><a>z</a><p>w</p>'


def test_links_into_the_article_show_no_number_and_are_no_addresses() -> None:
    html = "<p>x<sup><a href='#n'>1</a></sup> <a href='/y'>y</a></p><p id=n>Note</p>"
    document = parse(clean(html))
    assert document_text(document) == "x¹ y[1]\n\nNote"
    assert document.links == ("https://news.example/y",)


def test_a_jump_names_its_anchor_and_the_anchor_stands_at_its_text() -> None:
    found = pieces("<p>x<a href='#n'>one</a></p><ul><li>a<li id=n><b>Note</b> text</ul>")
    assert Piece("one", Look.LINK, 0, 1) in found
    assert Piece("Note", Look.STRONG, 0, 0, (1,)) in found
    assert [piece for piece in found if piece.anchors] == [Piece("Note", Look.STRONG, 0, 0, (1,))]


@pytest.mark.parametrize(
    "target",
    [
        "<p id=n>Target</p>",
        "<div id=n><div>Target</div></div>",
        "<a name=n></a><h2>Target</h2>",
        "<h2>Target <a id=n href='#n'>¶</a></h2>",
        "<h2><a id=n href='#n'>#</a> Target</h2>",
        "<table id=n><tr><th>Target<th>b<tr><td>1<td>2</table>",
        "<pre id=n>Target\n  more</pre>",
        "<pre id=n class=language-python>Target = 'x'\n</pre>",
        "<figure id=n><img src=/a.png alt=Target></figure>",
        "<blockquote id=n><p>Target</p></blockquote>",
        "<dl><dt id=n>Target<dd>x</dl>",
        "<details id=n><summary>Target</summary>x</details>",
        "<hr id=n><p>Target</p>",
        "<p>a long line of text that is broken <span id=n> Target</span> somewhere in it</p>",
    ],
)
def test_every_kind_of_block_can_be_jumped_to(target: str) -> None:
    document = parse(clean(f"<p><a href='#n'>jump</a></p>{target}"))
    for width in (10, 20, 36, 60):
        lines = [line for line in set_lines(document, width) if any(1 in piece.anchors for piece in line)]
        assert len(lines) == 1
        assert "Target" in line_text(lines[0]) or "picture" in line_text(lines[0])


def test_the_sign_of_a_note_is_not_misread() -> None:
    def signs(*texts: str) -> str:
        notes = "".join(f"<sup><a href='#n'>{text}</a></sup>" for text in texts)
        return document_text(parse(clean(f"<p>x{notes}</p><p id=n>n</p>"))).split("\n")[0]

    assert signs("12") == "x¹²"
    assert signs("[3]") == "x³"
    assert signs("a") == signs("[a]") == "x[a]"
    assert signs("*") == "x*"


def test_a_heading_does_not_lead_to_itself() -> None:
    (first, *_) = pieces("<h2 id=h><a href='#h'>Title</a></h2>")
    assert first == Piece("Title", Look.HEADING | Look.STRONG, 0, 0, (1,))


def test_hostile_anchors_cost_linear_time() -> None:
    count = 30_000
    html = "".join(f"<p id=a{n}><a href='#a{count - n}'>x</a></p>" for n in range(count))
    cleaned = clean(html)
    assert cleaned.count('href="#') == count - 1
    assert sum(bool(piece.anchors) for piece in pieces(html)) == count - 1
