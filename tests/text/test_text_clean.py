"""Text made safe for a terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tuinews.text.clean import one_line, plain, title_text, visible, without_hints

EVERY_CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f{BIDI}\ud800-\udfff]")


def test_ordinary_text_stays_as_it_is() -> None:
    for text in (
        "Storm closes ports – “all of them”, says 100 % of €uro…",
        "Правительство объявило о новом плане",
        "多地推进司法体制改革，方便群众办事",
        "吾輩は猫である。コンピューター",
        "정부가 새로운 계획을 발표했다",
        "أعلنت الحكومة اليوم عن خطة جديدة",
        "ภาษาไทยที่นี่",
        "हिन्दी समाचार क्षेत्र",
        "Tiếng Việt: nghiễm nhiên",
        "👍🏽 ❤️ 👨‍👩‍👧‍👦 🇩🇪 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "葛\U000e0100城市",
    ):
        assert one_line(text) == text
        assert plain(text) == text


def test_no_control_or_bidi_character_is_left() -> None:
    for text in (f"a{EVERY_CONTROL}b", f"a{BIDI}b", f"é{EVERY_CONTROL}{BIDI}\ud800中", EVERY_CONTROL):
        assert not UNSAFE.search(one_line(text))
        assert not UNSAFE.search(plain(text).replace("\n", ""))
        one_line(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]52;c;cm0gLXJm\x07copied", "copied"),
        ("\x1b]8;;https://evil.example\x1b\\https://bbc.example\x1b]8;;\x1b\\", "https://bbc.example"),
        ("a\x1bP+q544e\x1b\\b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x1b", "a"),
        ("a\x1b]0;never ended", "a]0;never ended"),
        ("a\x85b", "a b"),
    ],
)
def test_escape_sequences_go_whole_and_hide_nothing(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_title_takes_one_line() -> None:
    assert one_line("  a\nb\r\nc\td\u2028e\u2029f\x0bg\x0ch\u00a0i  ") == "a b c d e f g h i"


def test_plain_text_keeps_its_lines_but_never_two_empty_ones() -> None:
    assert plain("\n\n a  b\r\nc\n\n\n\nd\u2028e \n") == "a b\nc\n\nd\ne"


def test_at_most_four_marks_stay_on_a_character() -> None:
    assert one_line("e" + "\u0301" * 10_000 + "x") == "e" + "\u0301" * 4 + "x"
    assert one_line("e" + "\u0301\u200c" * 50).count("\u0301") == 4
    assert one_line("\u0301" * 100) == "\u0301" * 4
    stacked = one_line("".join(char + "\u0489\u0336\u20dd" * 9 for char in "zalgo"))
    assert max(len(run) for run in re.findall("[\u0300-\u20ff]+", stacked)) == 4
    assert [char for char in stacked if not unicodedata.category(char).startswith("M")] == list("zalgo")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "ab"),  # Rich would give the b no width
        ("p\u200ca\u200cy", "pay"),
        ("x\u200b\u2060\ufeff\u180ey", "xy"),
        ("x\U000e0041\U000e0042y", "xy"),  # tags outside flags
        ("x\U000e0101y", "xy"),  # a variant of no ideograph
        ("\u115f\u1160\u17b4\u061c\u200e", ""),
        ("\u3164\uffa0\u2800", ""),
        ("soft\xadhyphen", "softhyphen"),
        ("👩" + "\u200d👩" * 50, "👩\u200d👩\u200d👩\u200d👩"),
    ],
)
def test_what_cannot_be_seen_is_not_kept(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_hints_for_breaking_stay_until_they_are_taken_out() -> None:
    assert visible("Donau\xaddampf\u200bschiff") == "Donau\xaddampf\u200bschiff"
    assert visible("a" + "\xad\u200b" * 100 + "b") == "a\xadb"
    assert without_hints("Donau\xaddampf\u200bschiff") == "Donaudampfschiff"


def test_cleaning_twice_changes_nothing_more() -> None:
    for text in (
        "\x1b\x1b[[31mA",
        "e" + "\u0301" * 9,
        "👩\u200d\u200d👩",
        "\x1b\u202e[2Jx",
        "a\u200c\u200cb\u200d",
    ):
        assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A &amp; B &lt;i&gt;", "A & B <i>"),
        ("A &amp;lt; B", "A &lt; B"),
        ("<b>Bold</b> and <em class='x'>more</em>", "Bold and more"),
        ("one<br/>two<p>three</p>", "one two three"),
        ("Vec<T> if a < b && c > d", "Vec<T> if a < b && c > d"),
        ("<![CDATA[Title]]>", "Title"),
        ("x<!-- hidden -->y<script>alert(1)</script>z", "xyz"),
        ("&#27;[31mred &#x9b;1m &#8238;abc", "[31mred ›1m abc"),
        (
            "[bold red]SALE[/] [link=https://evil.example]x[/link]",
            "[bold red]SALE[/] [link=https://evil.example]x[/link]",
        ),
        ("caf&eacute; &hellip; &#8220;q&#8221;", "café … “q”"),
        ('<img alt="cat<br />dog" src="https://x.example/">Cat', "Cat"),
        ('<a href=https://x.example/">Cat</a>', "Cat"),
        ('<iframe src="https://x.example/"></iframe>Cat<link rel="next">', "Cat"),
        ("How <link> and <object> work", "How <link> and <object> work"),
    ],
)
def test_a_feeds_title_becomes_text(title: str, shown: str) -> None:
    assert title_text(title) == shown
