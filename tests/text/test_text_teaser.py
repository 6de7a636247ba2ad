"""Teasers are told from articles, and the better of two bodies is shown."""

from __future__ import annotations

import pytest

from tuinews.model import Entry, Page
from tuinews.text.length import reading_length
from tuinews.text.teaser import better, is_teaser

SENTENCE = "The old crane came back to the harbour on Monday, carried by two barges. "
SHORT = SENTENCE * 4
LONG = "\n".join([SENTENCE * 4] * 12)


def html(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def teaser(text: str, markup: str | None = None, summary: str | None = None) -> bool:
    return is_teaser(text, html(text) if markup is None else markup, summary, "The crane returns")


def page(text: str, markup: str | None = None, obstacle: str = "") -> Page:
    markup = html(text) if markup is None else markup
    return Page("https://paper.example/1", Entry(None, None, "A", html=markup or None, text=text), obstacle)


class TestTeaser:
    @pytest.mark.parametrize("text", ["", "The crane returns", SENTENCE, SHORT])
    def test_little_text_is_one(self, text: str) -> None:
        assert teaser(text)

    @pytest.mark.parametrize(
        "end",
        [
            "and then…",
            "and then ...",
            "and then [...]",
            "and then [&#8230;]".replace("&#8230;", "…"),
            "then (more)",
            "\nRead more",
            "\nContinue reading...",
            "\nRead the full story here",
            "\nRead full article >>",
            "\nWeiterlesen",
            "\nLire la suite",
            "\nSeguir leyendo",
            "\nLeia mais",
            "\nLeggi tutto",
            "\nЧитать далее",
            "\n阅读全文",
            "\n続きを読む",
            "\nCLICCA QUI PER CONTINUARE A LEGGERE",
        ],
    )
    def test_an_end_that_leads_on_makes_one(self, end: str) -> None:
        assert teaser("\n".join([SENTENCE * 2] * 8) + end)

    def test_a_text_that_breaks_off_is_one(self) -> None:
        assert teaser("\n".join([SENTENCE.strip()] * 5) + "\nOnly the mayor did not")

    def test_a_lone_paragraph_that_is_its_own_summary_is_one(self) -> None:
        text = SENTENCE * 12
        assert teaser(text, summary=text)
        assert not teaser(text)

    def test_the_footer_of_a_blog_does_not_count(self) -> None:
        footer = "\nThe post The crane returns appeared first on Harbour News."
        assert teaser(SHORT + "and then […]" + footer)
        assert not teaser(LONG + footer)

    def test_an_article_is_none(self) -> None:
        assert not teaser(LONG)

    def test_a_short_article_of_several_paragraphs_is_none(self) -> None:
        assert not teaser("\n".join([SENTENCE.strip()] * 5))

    @pytest.mark.parametrize(
        "markup", ["<pre>crane --up</pre>", "<table><tr><td>1</td></tr></table>", "<audio></audio>"]
    )
    def test_code_tables_and_recordings_speak_for_an_article(self, markup: str) -> None:
        assert not teaser(SHORT, html(SHORT) + markup)

    def test_a_long_text_is_none_whatever_it_ends_in(self) -> None:
        assert not teaser(LONG + "\nRead more")

    def test_what_only_ends_in_the_same_letters_is_none(self) -> None:
        assert not teaser("\n".join([SENTENCE.strip()] * 8) + "\nIt has no spoiler tags.)")

    def test_scripts_without_blanks_say_more_with_fewer_characters(self) -> None:
        assert reading_length("旧起重机回到了港口") == 2.5 * 9
        assert not teaser(
            "\n".join(["星期一，旧起重机由两艘驳船运送，回到了港口，全城一半的人都来观看。"] * 12)
        )


class TestBetter:
    def test_a_page_is_better_than_nothing_and_than_its_teaser(self) -> None:
        assert better("", None, page(LONG))
        assert better(SHORT, html(SHORT), page(LONG))

    def test_a_page_without_a_body_is_not(self) -> None:
        assert not better("", None, page("", ""))
        assert not better(SHORT, html(SHORT), page("", ""))

    def test_a_page_that_says_no_more_is_not(self) -> None:
        assert not better(LONG, html(LONG), page(LONG))
        assert not better(LONG, html(LONG), page(SHORT))

    def test_a_beginning_that_asks_for_a_subscription_is_shown_where_it_is_longer(self) -> None:
        assert better(SENTENCE, html(SENTENCE), page(SHORT, obstacle="It asks."))
        assert not better(LONG, html(LONG), page(SHORT, obstacle="It asks."))

    def test_a_page_about_something_else_is_not(self) -> None:
        other = "\n".join(["Nobody wanted any of those seven green umbrellas, so we kept them all."] * 40)
        assert not better(SENTENCE * 6, html(SENTENCE * 6), page(other))

    def test_a_page_that_only_adds_a_few_words_is_not(self) -> None:
        assert not better(SENTENCE * 20, html(SENTENCE * 20), page(SENTENCE * 21 + "Share"))

    def test_a_page_that_lost_the_code_is_not_unless_it_says_much_more(self) -> None:
        fed = html(SENTENCE * 9) + "<pre>crane --up</pre>"
        more = "\n".join(f"Number {n} of the hooks is kept in the red shed." for n in range(9))
        assert not better(SENTENCE * 9, fed, page(SENTENCE * 9 + more))
        assert better(SENTENCE * 9, fed, page(SENTENCE * 9 + more * 4))

    def test_pictures_are_better_than_nothing(self) -> None:
        assert better("", None, page("", '<img src="https://paper.example/crane.jpg">'))
