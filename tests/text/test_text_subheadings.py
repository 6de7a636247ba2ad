"""Strong paragraphs that stand as sub-headings, by a stated rule."""

from __future__ import annotations

import pytest

from tuinews.text.blocks import parse
from tuinews.text.html import sanitise
from tuinews.text.lines import Look, set_lines
from tuinews.text.markdown import body_markdown
from tuinews.text.prose import inline_text
from tuinews.text.tree import SUBHEADING, Heading

TEXT = "<p>Some running text that is longer than a heading, as it is in an article, and ends in a full stop."
CHINESE = "<p>中文段落：多地推进司法体制改革，方便群众办事。这是一个很长的段落。"


def subheadings(html: str) -> list[str]:
    blocks = parse(sanitise(html, None)).blocks
    return [inline_text(block.spans) for block in blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("<p><strong>What comes next</strong></p>", "What comes next"),
        ("<p> <b>What <i>comes</i></b> <b>next</b> </p>", "What comes next"),
        ("<div><b>What comes next?</b></div>", "What comes next?"),
        ("</p><b>What comes next</b><br><br>", "What comes next"),
        ("<p><b>“What comes”</b></p>", "“What comes”"),
    ],
)
def test_a_short_strong_paragraph_between_texts_is_a_heading(between: str, found: str) -> None:
    assert subheadings(TEXT + between + TEXT) == [found]


def test_in_chinese_too_and_before_a_list() -> None:
    assert subheadings(f"{CHINESE}<p><b>第一章 改革</b></p>{CHINESE}") == ["第一章 改革"]
    assert subheadings(f"{TEXT}<p><b>What is needed:</b></p><ul><li>a</ul>") == ["What is needed:"]


@pytest.mark.parametrize(
    "between",
    [
        "<p><b>A strong sentence.</b></p>",
        "<p><b>“A strong sentence.”</b></p>",
        "<p><b>强调的句子。</b></p>",
        "<p><b>A part of one,</b></p>",
        f"<p><b>{'long ' * 25}</b></p>",
        "<p><b>Not all</b> of it</p>",
        "<p><b>Read also: <a href='https://a.example/'>another story</a></b></p>",
        "<p><b>Two<br>lines</b></p>",
        "<p><b>* * *</b></p>",
        "<p><b>Watch how it went:</b></p>",
        "<p><b>图为启动仪式。（刘通摄）</b></p>",
        "<p><b><code>x = 1</code></b></p>",
        "<blockquote><p><b>Said</b></p></blockquote>",
        "<ul><li><b>Item</b></ul>",
        "<p><b>One of two</b></p><p><b>Two of two.</b></p>",
        "<p><b>Jane Roe</b></p><p>Editor</p>",
    ],
)
def test_what_else_is_strong_is_none(between: str) -> None:
    assert subheadings(TEXT + between + TEXT) == []


def test_it_parts_texts_so_there_is_none_before_the_first_and_behind_the_last() -> None:
    assert subheadings(f"<p><b>By Jane Roe</b>{TEXT}") == []
    assert subheadings(f"<h2>Storm</h2><p><b>What a lead says</b>{TEXT}") == ["Storm"]
    assert subheadings(f"{TEXT}<p><b>The end</b>") == []
    assert subheadings(f"{TEXT}<p><b>The end</b><hr>") == []


def test_an_article_that_is_strong_all_through_has_none() -> None:
    strong = "".join(f"<p><b>{text}</b>" for text in ("One", "Two words", "Three words more", "Four"))
    assert subheadings(strong) == []
    assert subheadings(TEXT + strong) == []


def test_the_screen_steps_to_it_and_markdown_has_it_one_level_below_the_others() -> None:
    html = sanitise(f"{TEXT}<p><strong>What comes next</strong></p>{TEXT}", None)
    document = parse(html)
    heading = document.blocks[1]
    assert isinstance(heading, Heading)
    assert heading.level == SUBHEADING
    line = next(line for line in set_lines(document, 76) if line and line[0].text == "What comes next")
    assert line[0].look & Look.HEADING
    assert line[0].look & Look.STRONG
    assert "\n\n## What comes next\n\n" in body_markdown(document)
    assert "\n\n#### What comes next\n\n" in body_markdown(parse(f"<h2>A</h2><h3>B</h3>{html}"))


def test_one_block_is_held_back_and_no_pause() -> None:
    steps = list(parse(f"{TEXT}<p><b>What comes next</b></p>{TEXT}").read())
    assert steps.count(None) == 1
