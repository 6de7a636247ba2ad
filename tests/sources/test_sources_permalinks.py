"""What addresses say about what stands there."""

from __future__ import annotations

import pytest

from tuinews.sources import headlines
from tuinews.sources.permalinks import bare, date_in, judge, words_of

PAGE = "https://paper.test/news/"


class TestJudging:
    @pytest.mark.parametrize(
        "url",
        [
            "https://paper.test/2026/11/23/storm",
            "https://paper.test/world/storm-hits-the-coast",
            "https://paper.test/news/t20261123_88123.html",
            "https://paper.test/showtopic.php?t=40231",
            "https://paper.test/a/4711.html",
        ],
    )
    def test_permalinks_weigh_more_than_nothing(self, url: str) -> None:
        judged = judge(url, PAGE)
        assert judged is not None
        assert judged.weight > 0

    @pytest.mark.parametrize(
        "url",
        [
            "https://paper.test/sport/",
            "https://paper.test/tag/storms-of-the-year",
            "https://paper.test/author/ann-reed",
            "https://paper.test/login?next=/news",
            "https://paper.test/forum.php?mod=redirect&goto=lastpost",
            "https://paper.test/news/archive.html",
        ],
    )
    def test_other_pages_weigh_less(self, url: str) -> None:
        judged = judge(url, PAGE)
        assert judged is None or judged.weight < 0

    @pytest.mark.parametrize(
        "url",
        [
            "https://paper.test/",
            "https://paper.test/news/page/2/",
            "https://paper.test/news/?page=2",
            "https://paper.test/news/?p=12",
            "https://paper.test/news/index_page_3.html",
            "https://paper.test/photo.JPG",
            "https://social.test/share?u=https%3A%2F%2Fpaper.test%2Fa-long-story-of-it",
        ],
    )
    def test_further_pages_files_and_ways_of_sharing_are_never_articles(self, url: str) -> None:
        assert judge(url, PAGE) is None

    def test_addresses_made_by_one_rule_have_one_shape(self) -> None:
        urls = ("https://paper.test/a/one-two-three.html", "https://www.paper.test/b/four-five-six-7.html")
        shapes = {judged.shape for url in urls if (judged := judge(url, PAGE))}
        assert shapes == {"paper.test/w/*.html?"}


class TestParts:
    @pytest.mark.parametrize(
        ("url", "day"),
        [
            ("https://p.test/2026/11/23/storm", "2026-11-23"),
            ("https://p.test/2026/nov/3/storm", "2026-11-03"),
            ("https://p.test/202611/t20261123_1.html", "2026-11-23"),
            ("https://p.test/2026-11-23-storm", "2026-11-23"),
            ("https://p.test/2026/1123/c1.html", "2026-11-23"),
            ("https://p.test/2026/13/45/x", None),
            ("https://p.test/2026/02/30/x", None),
            ("https://p.test/a/120261123456", None),
            ("https://p.test/2026/11/", None),
        ],
    )
    def test_the_day_in_an_address(self, url: str, day: str | None) -> None:
        assert date_in(url) == day

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("https://p.test/news/storm-hits-the-coast.html", "storm hits the coast"),
            ("https://p.test/news/storm_hits-20261123456/", "storm hits"),
            ("https://p.test/news/2-storms-hit", "2 storms hit"),
            ("https://p.test/storm-on-sea/123456.html", "storm on sea"),
            ("https://p.test/%E6%96%B0%E9%97%BB/1", "新闻 1"),
            ("https://p.test/123/456", ""),
            ("https://p.test/", ""),
        ],
    )
    def test_a_headline_made_of_an_address(self, url: str, words: str) -> None:
        assert words_of(url) == words

    @pytest.mark.parametrize(
        ("url", "kept"),
        [
            ("https://p.test/a-story-here?pos=top#c", "https://p.test/a-story-here"),
            (
                "https://p.test/2026/11/23/storm/index.html?pos=top",
                "https://p.test/2026/11/23/storm/index.html",
            ),
            ("https://p.test/a-story-here?id=7", "https://p.test/a-story-here?id=7"),
            ("https://p.test/a-story-here?lang=de", "https://p.test/a-story-here?lang=de"),
            ("https://p.test/show.php?x=y", "https://p.test/show.php?x=y"),
        ],
    )
    def test_a_query_that_names_nothing_is_left_out(self, url: str, kept: str) -> None:
        assert bare(url) == kept


class TestTextsOfLinks:
    @pytest.mark.parametrize(
        "text",
        ["Read more »", "12 comments", "23", "2 hours ago", "更多>>", "Weiterlesen …", "https://p.test/a", "",
         "昨天 23:52", "12. Oktober 2026", "Nov 23, 2026", "→", "x" * 301],
    )  # fmt: skip
    def test_labels_counts_and_dates_are_no_headlines(self, text: str) -> None:
        assert headlines.as_headline(text) == ""

    @pytest.mark.parametrize("text", ["Snow", "3 boats sink", "More than a storm", "东河水位上涨"])
    def test_headlines_are(self, text: str) -> None:
        assert headlines.as_headline(f"  {text}\n") == text
