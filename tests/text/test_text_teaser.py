"""Teasers are told from articles."""

from __future__ import annotations

import pytest

from tuinews.text.length import reading_length
from tuinews.text.teaser import is_teaser

SENTENCE = "The old crane came back to the harbour on Monday, carried by two barges. "
SHORT = SENTENCE * 4
LONG = "\n".join([SENTENCE * 4] * 12)


def html(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def teaser(text: str, markup: str | None = None, summary: str | None = None) -> bool:
    return is_teaser(text, html(text) if markup is None else markup, summary, "The crane returns")


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
