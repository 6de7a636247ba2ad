"""Why an article stands beside another, in words."""

from __future__ import annotations

import pytest

from tuinews.related.reasons import Evidence, link, why

QUOTE = "We shall not lower the bridge before the herring have passed"


def test_shared_words_are_told_as_the_articles_write_them() -> None:
    one = Evidence("Zephyrine aground", "The ferry Zephyrine sits on Moorhen shoal.")
    other = Evidence("Moorhen shoal holds a ferry")
    assert why(["zephyrine", "moorhen", "ferry", "shoal"], one, other) == "shares: Zephyrine, Moorhen, ferry"


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (f"She said: “{QUOTE}.”", f"“{QUOTE},” Quill repeated.", QUOTE),
        (f'She said: "{QUOTE}."', f"Quill : « {QUOTE} »", QUOTE),
        (
            "Он сказал: «Чай доставлен в Варежск на Калоше вовремя».",
            "«Чай доставлен в Варежск на Калоше вовремя»",
            "Чай",
        ),
        ("局长说：“银鲤潮汐电站首次并网发电成功”。", "“银鲤潮汐电站首次并网发电成功”，他说。", "银鲤潮汐"),
        (
            "駅長は「銀鯉潮力発電所が送電を開始しました」と話した。",
            "「銀鯉潮力発電所が送電を開始しました」",
            "銀鯉",
        ),
    ],
)
def test_a_sentence_that_both_quote_is_a_reason(here: str, there: str, said: str) -> None:
    found = why([], Evidence("a", here), Evidence("b", there))
    assert found.startswith(f"both quote “{said[:20]}")


def test_a_quoted_name_is_no_quotation() -> None:
    one, other = Evidence("a", "The ship “Zephyrine of Farola” sank."), Evidence("b", "“Zephyrine of Farola”")
    assert why([], one, other) == ""


def test_labels_are_a_reason_whatever_their_case() -> None:
    one = Evidence("a", labels=("Aviation", "Economy", "Farola"))
    other = Evidence("b", labels=("economy", "aviation", "farola"))
    assert why([], one, other) == "labels: Aviation, Economy"


def test_the_strongest_reasons_come_first_and_two_are_told() -> None:
    one = Evidence("Ferry aground", f"“{QUOTE}”", ("Ships",))
    other = Evidence("Ferry", f"“{QUOTE}”", ("Ships",), link(mine=False, theirs=True, common=None))
    first, second = why(["ferry"], one, other).split("; ", 1)
    assert first == "links here"
    assert second.startswith("both quote")
    assert why([], Evidence("a"), Evidence("b")) == ""


def test_links_are_told_by_who_links() -> None:
    assert link(mine=True, theirs=False, common="example.org") == "linked from here"
    assert link(mine=False, theirs=False, common="example.org") == "both link to example.org"
    assert link(mine=False, theirs=False, common=None) == ""
