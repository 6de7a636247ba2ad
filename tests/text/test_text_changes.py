"""What a publisher changed: words removed and added, in bounded time."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tuinews.text.changes import MOST, Telling, changes_document, compare
from tuinews.text.document import Document
from tuinews.text.edits import edits
from tuinews.text.lines import Look, line_text, set_lines


def told(text: str, title: str = "T", summary: str = "") -> Telling:
    return Telling(title, summary, text)


def shown(old: Telling, new: Telling) -> list[str]:
    """The marked lines at a wide measure, without the empty ones."""
    lines = set_lines(changes_document(compare(old, new), marked=True), 400)
    return [line_text(line) for line in lines if line]


class TestEdits:
    def common(self, one: Sequence[str], other: Sequence[str]) -> int:
        best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
        for x, a in enumerate(one):
            for y, b in enumerate(other):
                best[x + 1][y + 1] = best[x][y] + 1 if a == b else max(best[x][y + 1], best[x + 1][y])
        return best[-1][-1]

    def test_what_stayed_is_the_longest_that_could_stay(self) -> None:
        chosen = random.Random(3)
        for _ in range(500):
            one = chosen.choices("abc", k=chosen.randint(0, 12))
            other = chosen.choices("abc", k=chosen.randint(0, 12))
            kept = 0
            x = y = 0
            for same, old, new in edits(one, other):
                assert (old.start, new.start) == (x, y), "nothing is left out"
                x, y = old.stop, new.stop
                if same:
                    assert one[old] == other[new]
                    kept += x - old.start
            assert (x, y) == (len(one), len(other))
            assert kept == self.common(one, other)

    def test_two_of_which_little_is_the_same_are_given_up(self) -> None:
        chosen = random.Random(4)
        one, other = (chosen.choices("abcdefgh", k=5000) for _ in range(2))
        (edit,) = edits(one, other, most=10_000)
        assert not edit.same

    @pytest.mark.parametrize("unit", [["a"], ["a", "b"], ["a", "b", "a"]])
    def test_no_texts_take_more_steps_than_they_may(self, unit: list[str]) -> None:
        class Counted(str):
            """A word that counts how often it is compared."""

            __slots__ = ()
            __hash__ = str.__hash__
            times = 0

            def __eq__(self, other: object) -> bool:
                Counted.times += 1
                return str.__eq__(self, str(other))

        one = [Counted(word) for word in unit * 30_000]
        other = ["z", *unit[::-1] * 20_000, "y"]
        assert edits(one, other)
        # Each word is looked up once, and then compared as a number.
        assert Counted.times <= 2 * (len(one) + len(other))


def test_words_are_removed_and_added_where_they_stood() -> None:
    old = told("One.\nThe minister said on Monday that 12 people came to the pier.\nLast.")
    new = told("One.\nThe minister said on Tuesday that at least 15 people came to the pier.\nLast.")
    assert shown(old, new) == [
        "Text",
        "One.",
        "The minister said on [-Monday-] {+Tuesday+} that [-12-] {+at least 15+} people came to the pier.",
        "Last.",
    ]


def test_the_headline_and_the_summary_have_their_own_changes() -> None:
    old, new = told("Same.", "A storm", "Ships stay."), told("Same.", "A big storm", "Ships leave.")
    assert shown(old, new) == ["Headline", "A {+big+} storm", "Summary", "Ships [-stay-] {+leave+}."]


def test_paragraphs_that_came_and_went_are_whole() -> None:
    old = told("First of all.\nThis one goes away.\nThe end.")
    new = told("First of all.\nThe end.\nBrand new words.")
    assert shown(old, new) == [
        "Text", "First of all.", "[-This one goes away.-]", "The end.", "{+Brand new words.+}",
    ]  # fmt: skip


def test_a_paragraph_written_anew_is_not_torn_into_words() -> None:
    (line,) = shown(told("All boats stay in the harbour today."), told("Nobody knows why gulls sing."))[1:2]
    assert line == "[-All boats stay in the harbour today.-]"


def test_scripts_without_spaces_change_by_the_character() -> None:
    assert shown(told("北京今天下雨,大家都带了雨伞。"), told("北京今天下雪,大家都带了雨伞。")) == [
        "Text",
        "北京今天下[-雨-]{+雪+},大家都带了雨伞。",
    ]


def test_what_stayed_far_from_a_change_is_counted_and_not_shown() -> None:
    same = [f"Paragraph {number}." for number in range(20)]
    old, new = told("\n".join(same)), told("\n".join([*same[:10], "New words here.", *same[10:]]))
    assert shown(old, new) == [
        "Text", "… 9 paragraphs as before …", "Paragraph 9.", "{+New words here.+}", "Paragraph 10.",
        "… 9 paragraphs as before …",
    ]  # fmt: skip


def test_words_are_counted() -> None:
    changes = compare(told("one two three"), told("one 2 three four"))
    assert (changes.count(Look.ADDED), changes.count(Look.REMOVED)) == (2, 1)


def test_without_marks_looks_tell_what_was_removed_and_what_added() -> None:
    document = changes_document(compare(told("say one thing"), told("say another thing")), marked=False)
    pieces = [piece for line in set_lines(document, 76) for piece in line]
    assert [piece.text for piece in pieces if piece.look & Look.REMOVED] == ["one"]
    assert [piece.text for piece in pieces if piece.look & Look.ADDED] == ["another"]


def test_where_only_the_markup_changed_that_is_said() -> None:
    assert not compare(told("Same."), told("Same."))
    assert shown(told("Same."), told("Same.")) == ["Only the markup changed: links, pictures or the like."]


def test_foreign_text_stays_text() -> None:
    lines = shown(told("a\x1b[2J b"), told("a\u202e c"))
    assert not any("\x1b" in line or "\u202e" in line for line in lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x " * 1_000_000, "y x " * 500_000),
        ("a\nb\n" * 400_000, "b\na\nc\n" * 300_000),
        ("word " * 60 + "\n", "other " * 60 + "\n"),
    ],
    ids=["words", "paragraphs", "small"],
)
def test_hostile_texts_are_cut_and_said_to_be(old: str, new: str) -> None:
    changes = compare(told(old), told(new))
    seen = sum(len(span.text) for passage in changes.text for span in passage.spans)
    assert seen <= 2 * MOST + len(changes.text)
    assert changes.cut == (len(old) > MOST)
    document = changes_document(changes, marked=True)
    assert isinstance(document, Document)
    last = list(set_lines(Document(document.blocks[-1:]), 76))
    assert ("too long to be compared" in line_text(last[0])) == changes.cut
