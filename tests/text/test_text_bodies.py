"""The better of two bodies is shown, and what speaks against a page's is said."""

from __future__ import annotations

import pytest

from support.articles import article
from tuinews.model import Entry, Page
from tuinews.text.bodies import ELSEWHERE, LESS, Verdict, judge

SENTENCE = "The old crane came back to the harbour on Monday, carried by two barges. "
SHORT = SENTENCE * 4
LONG = "\n".join([SENTENCE * 4] * 12)
UMBRELLAS = "\n".join(["Nobody wanted any of those seven green umbrellas, so we kept them all."] * 40)
WHOLE = Verdict(shown=True, reason="")
KEPT = Verdict(shown=False, reason="")


def html(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def page(text: str, markup: str | None = None, obstacle: str = "", title: str = "A") -> Page:
    markup = html(text) if markup is None else markup
    entry = Entry(None, None, title, html=markup or None, text=text)
    return Page("https://paper.example/1", entry, obstacle)


def judged(
    fed: str,
    found: Page,
    markup: str | None = None,
    *,
    title: str = "The old harbour crane returns",
    always: bool = False,
) -> Verdict:
    """The verdict on a page, where the feed gave this text under this headline."""
    own = article(title=title, text=fed, html=html(fed) if markup is None else markup or None)
    return judge(own, found, always=always)


def test_a_page_is_better_than_nothing_and_than_its_teaser() -> None:
    assert judged("", page(LONG), "") == WHOLE
    assert judged(SHORT, page(LONG)) == WHOLE


def test_a_page_without_a_body_is_not() -> None:
    for fed in ("", SHORT):
        assert judged(fed, page("", "")) == KEPT
        assert judged(fed, page("", "", "It is a wall.")) == Verdict(shown=False, reason="It is a wall.")


def test_a_page_that_says_no_more_is_not() -> None:
    assert judged(LONG, page(LONG)) == KEPT


def test_a_page_that_says_much_less_is_not_and_that_is_said() -> None:
    assert judged(LONG, page(SHORT)) == Verdict(shown=False, reason=LESS)
    assert judged(LONG, page(SHORT), always=True) == Verdict(shown=False, reason=LESS)


def test_a_beginning_that_asks_for_a_subscription_is_shown_where_it_is_longer() -> None:
    for always in (False, True):
        longer = judged(SENTENCE, page(SHORT, obstacle="It asks."), always=always)
        shorter = judged(LONG, page(SHORT, obstacle="It asks."), always=always)
        assert (longer, shorter) == (Verdict(True, "It asks."), Verdict(False, "It asks."))


def test_who_always_wants_the_page_sees_it_though_it_is_no_longer() -> None:
    assert judged(LONG, page(LONG), always=True) == WHOLE
    assert judged(SENTENCE * 9, page(SENTENCE * 8), always=True) == WHOLE


@pytest.mark.parametrize("fed", ["", SENTENCE, SENTENCE * 6])
def test_a_page_about_something_else_is_not_the_article_however_short_the_teaser(fed: str) -> None:
    assert judged(fed, page(UMBRELLAS)) == Verdict(shown=False, reason=ELSEWHERE)
    assert judged(fed, page(UMBRELLAS), always=True).reason == ELSEWHERE


def test_a_wall_that_keeps_the_headline_is_told_by_its_text() -> None:
    wall = "Our members make this possible. Choose how you would like to go on from here, at any time."
    found = judged("Two barges carried it.", page(wall, title="The old harbour crane returns"))
    assert found == Verdict(shown=False, reason=ELSEWHERE)


@pytest.mark.parametrize(
    ("title", "fed", "text"),
    [
        ("The crane returns", "", LONG),
        ("Harbour: the old one is back", "Comments", LONG),
        ("Cranes", "About Cranes.", UMBRELLAS),
        (
            "旧起重机回到港口",
            "起重机回来了",
            "星期一，旧起重机由两艘驳船运送，回到了港口，全城一半的人都来观看。" * 3,
        ),
        ("Краны вернулись", "", "В понедельник старый кран вернулся в гавань на двух баржах." * 5),
        ("A pun nobody gets", "", f"{LONG}"),
    ],
)
def test_a_page_under_a_teaser_of_one_line_is_the_article(title: str, fed: str, text: str) -> None:
    assert judged(fed, page(text, title=title), title=title) == WHOLE


def test_a_page_that_only_adds_a_few_words_is_not() -> None:
    assert judged(SENTENCE * 20, page(SENTENCE * 21 + "Share")) == KEPT


def test_a_page_that_lost_the_code_is_not_unless_it_says_much_more() -> None:
    fed = html(SENTENCE * 9) + "<pre>crane --up</pre>"
    more = "\n".join(f"Number {n} of the hooks is kept in the red shed." for n in range(9))
    assert judged(SENTENCE * 9, page(SENTENCE * 9 + more), fed) == KEPT
    assert judged(SENTENCE * 9, page(SENTENCE * 9 + more * 4), fed) == WHOLE


def test_pictures_are_better_than_nothing() -> None:
    assert judged("", page("", '<img src="https://paper.example/crane.jpg">'), "") == WHOLE
