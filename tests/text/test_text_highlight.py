"""Code told apart by its language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

from tuinews.text.blocks import parse
from tuinews.text.highlight import _CLASSES, LONGEST, LONGEST_LINE, LexersInTime, highlighted, load
from tuinews.text.html import sanitise
from tuinews.text.lines import Line, line_text, set_lines
from tuinews.text.tree import Look, Span

SHORT = "x\n"
CODE = (
    '@cache\ndef area(r: float) -> float:\n    """Of a circle."""\n\n'
    "    return 3.14 * r ** 2  # not exact: ½ ☃\n"
)


def runs(text: str, language: str) -> list[tuple[str, Look]]:
    lines = highlighted((Span(text, Look.CODE),), language, load)
    assert lines is not None
    return [(span.text, span.look & ~Look.CODE) for line in lines for span in line]


def test_the_parts_of_code_are_told_apart() -> None:
    found = runs(CODE, "python")
    for part in [
        ("@cache", Look.NAME),
        ("def", Look.KEYWORD),
        ("area", Look.NAME),
        ('"""Of a circle."""', Look.STRING),
        ("3.14", Look.NUMBER),
        ("# not exact: ½ ☃", Look.COMMENT),
    ]:
        assert part in found
    assert ("-old", Look.DELETED) in runs("-old\n+new", "diff")
    assert ("+new", Look.INSERTED) in runs("-old\n+new", "diff")


@pytest.mark.parametrize("language", sorted(_CLASSES))
def test_every_language_keeps_every_character(language: str) -> None:
    for text in (CODE, "<?php $x = 'a'; ?>\n<b c=\"d\">e</b>\n\n\n", "\x1f\ufffd\n\\\"'`/*", ""):
        lines = highlighted((Span(text, Look.CODE),), language, load)
        assert lines is not None
        assert "\n".join("".join(span.text for span in line) for line in lines) == text


def test_every_language_has_its_lexer() -> None:
    for module, name in set(_CLASSES.values()):
        assert hasattr(import_module(f"pygments.lexers.{module}"), name)


def plain_lines(html: str) -> bool:
    (code, *_) = (block for block in parse(sanitise(html, None)).blocks)
    return highlighted(code.spans, code.language, load) is None  # type: ignore[union-attr]


def test_only_short_code_of_a_known_language_is_told_apart() -> None:
    assert not plain_lines("<pre class=language-js>let x = 1</pre>")
    assert plain_lines("<pre>let x = 1</pre>")
    assert plain_lines("<pre class=language-klingon>let x = 1</pre>")
    assert plain_lines("<pre class='language-os.path'>let x = 1</pre>")
    assert not plain_lines("<pre class=language-js>let <a href='https://a.example/'>x</a> = 1</pre>")
    assert plain_lines("<pre class=language-js>let <b>x</b> = 1</pre>")
    assert plain_lines("<pre class=language-js>let <b>x</b> = 1</pre>")
    assert plain_lines(f"<pre class=language-js>{'x' * (LONGEST_LINE + 1)}</pre>")
    assert not plain_lines(f"<pre class=language-js>{SHORT * 99}</pre>")
    assert plain_lines(f"<pre class=language-js>{SHORT * LONGEST}</pre>")


@pytest.mark.parametrize(
    "html",
    [
        "<pre class='language-rust'>{}</pre>",
        "<pre><code class='lang-rust'>{}</code></pre>",
        "<pre data-lang=rust>{}</pre>",
        "<div class='highlight highlight-source-rust'><pre>{}</pre></div>",
        "<pre class='brush: rust'>{}</pre>",
        "<pre><code class='hljs language-RUST'><span class=k>fn</span><span> main</span>() {{}}</code></pre>",
    ],
)
def test_the_language_is_taken_from_wherever_pages_state_it(html: str) -> None:
    lines = list(set_lines(parse(sanitise(html.format("fn main() {}"), None)), 40, load))
    assert line_text(lines[0]).strip().lower() == "rust"
    assert any(piece.text == "fn" and piece.look & Look.KEYWORD for piece in lines[1])


def test_a_lexer_that_fails_leaves_the_rest_plain() -> None:
    class Broken:
        def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, tuple[str, ...], str]]:
            yield 2, ("Keyword",), text[2:4]
            raise RecursionError

    lines = highlighted((Span("a\nbcd\ne", Look.CODE),), "x", lambda _: Broken())
    assert lines is not None
    assert list(lines) == [
        (Span("a", Look.CODE),),
        (Span("bc", Look.CODE | Look.KEYWORD), Span("d", Look.CODE)),
        (Span("e", Look.CODE),),
    ]


def test_long_lines_of_code_are_continued_and_nothing_is_lost() -> None:
    html = "<pre class=language-python>x = [" + "'中文字', " * 20 + "]\nshort = 1</pre>"
    document = parse(sanitise(html, None))
    for width in range(20, 60):
        lines: list[Line] = list(set_lines(document, width, load))[1:]
        text = "".join(line_text(line)[1:] for line in lines)
        assert text.replace(" ", "") == "x=[" + "'中文字'," * 20 + "]short=1"
        assert all(piece.look & Look.CODE for line in lines for piece in line)


def test_what_is_not_loaded_is_asked_for_and_set_plain_meanwhile() -> None:
    lexers = LexersInTime()
    spans = (Span("(define x 1)", Look.CODE),)
    assert highlighted(spans, "klingon", lexers) is None
    assert not lexers.missing
    script = (
        "from tuinews.text.highlight import LexersInTime; import sys; lexers = LexersInTime();"
        "assert lexers('scheme') is None; assert lexers.missing == {'scheme'};"
        "assert 'pygments' not in sys.modules; lexers.load_missing(); assert not lexers.missing;"
        "assert lexers('scheme') is lexers('Scheme') is not None; assert 'pygments' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
