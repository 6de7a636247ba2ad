"""The headline of a page: what it marks, states and shows, each in its order."""

from __future__ import annotations

import pytest

from support.article_pages import TEXT, data, entry, page


def meta(**stated: str) -> str:
    """``meta`` elements; an underscore stands for the colon."""
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{text}">' for name, text in stated.items()
    )


def headed(headings: str, head: str = "") -> str:
    """A page with an article below other headings."""
    return f"<html><head>{head}</head><body><div>{headings}<div>{TEXT}</div></div></body></html>"


def title(headings: str, head: str = "") -> str:
    """The headline of such a page."""
    return entry(headed(headings, head)).title


class TestTitle:
    def test_data_goes_first_in_the_words_of_the_heading(self) -> None:
        head = "<title>Crane! | Paper</title>" + data('"headline": "the crane RETURNS"')
        assert entry(page(head=head)).title == "The crane returns"

    def test_data_goes_before_another_heading(self) -> None:
        assert entry(page(head=data('"headline": "A landmark is back"'))).title == "A landmark is back"

    def test_a_heading_that_the_title_says_too_goes_before_data_that_no_heading_says(self) -> None:
        old = "A landmark is back at last"
        head = data(f'"headline": "{old}"') + "<title>Hundreds greet the landmark - The Paper</title>"
        new = "<h1>Hundreds greet the landmark</h1>"
        assert title(new, head) == "Hundreds greet the landmark"
        assert title(f"<nav>{new}</nav>", head) == old
        assert title(f"{new}<h1>{old}</h1>", head) == old
        site = head.replace("Hundreds greet the landmark - ", "")
        assert title("<h1>The Paper</h1>", site) == old

    def test_then_the_heading_that_open_graph_or_the_title_names(self) -> None:
        head = '<meta property="og:title" content="The crane returns - The Paper"><title>x</title>'
        assert entry(page(head=head)).title == "The crane returns"

    def test_the_name_of_the_site_is_no_part_of_it(self) -> None:
        head = (
            '<meta property="og:site_name" content="The Paper"><meta property="og:title" '
            'content="What a day | The Paper">'
        )
        assert entry(f"{head}<div>{TEXT}</div>").title == "What a day"

    def test_a_heading_that_names_the_site_is_none(self) -> None:
        html = f"<title>What a long day | The Paper</title><h1>The Paper</h1><div>{TEXT}</div>"
        assert entry(html).title == "What a long day"

    def test_the_name_of_the_host_is_no_part_of_it_either(self) -> None:
        assert title("", "<title>What a long day | Paper.example</title>") == "What a long day"
        assert title("", "<title>Paper » What a long day</title>") == "What a long day"

    @pytest.mark.parametrize(
        ("stated", "said"),
        [
            ("天宫一号载人交会对接任务新闻发布会_中国载人航天官方网站", "天宫一号载人交会对接任务新闻发布会"),
            ("天奇股份中标项目_证券时报网 ", "天奇股份中标项目"),
            ("关于特别国债的决议__2007年第23号国务院公报_中国政府网", "关于特别国债的决议"),
            ("新闻动态与报道--中国地理学会官网", "新闻动态与报道"),
            ("他上网_了解更多", "他上网_了解更多"),
        ],
    )
    def test_what_only_names_of_sites_end_in_is_no_part_of_it(self, stated: str, said: str) -> None:
        assert entry(f"<title>{stated}</title><div>{TEXT}</div>").title == said

    def test_what_the_link_to_the_first_page_says_is_the_name_of_the_site(self) -> None:
        stated = "<title>Half the town came to see it-Harbour Today</title>"
        for link in (
            '<a href="/">Harbour Today</a>',
            '<a href="https://p.example"><img alt="Harbour Today"></a>',
        ):
            assert entry(f"{stated}{link}<div>{TEXT}</div>").title == "Half the town came to see it"
        assert entry(f"{stated}<div>{TEXT}</div>").title == "Half the town came to see it-Harbour Today"

    def test_a_lower_heading_that_the_title_begins_with_is_it(self) -> None:
        stated = "<title>Half the town came to see it-Harbour Today</title>"
        assert title("<h4>Half the town came to see it</h4>", stated) == "Half the town came to see it"

    def test_the_facts_of_chinese_authorities_are_read_from_the_head(self) -> None:
        head = (
            '<meta name="SiteName" content="海岸市政府门户"><meta name="ArticleTitle" content="起重机回到港">'
            '<meta name="ContentSource" content="海岸日报"><title>起重机回到港 - 海岸市政府门户</title>'
        )
        found = entry(f"{head}<h1><a href='/'>海岸市政府</a></h1><div>{TEXT}</div>")
        assert (found.title, found.origin) == ("起重机回到港", "海岸日报")

    def test_a_title_that_only_names_the_site_leaves_the_word_to_the_heading(self) -> None:
        assert title("<h1>Welcome!</h1>", "<title>Paper</title>") == "Welcome!"
        assert title("", "<title>Paper</title>") == "Paper"

    def test_a_title_that_begins_with_the_site_ends_in_the_headline(self) -> None:
        head = "<title>Paper - Town - Hundreds came to the harbour</title>"
        assert title("<h1>Hundreds came to the harbour</h1>", head) == "Hundreds came to the harbour"


class TestMarked:
    """A heading that is marked as the headline goes before all that is stated elsewhere."""

    HEAD = data('"headline": "A landmark is back at last"') + meta(og_title="A landmark is back at last")

    @pytest.mark.parametrize(
        "mark", ['itemprop="name headline"', 'class="big entry-title"', 'class="p-name"']
    )
    @pytest.mark.parametrize("tag", ["h1", "h2"])
    def test_it_goes_first(self, mark: str, tag: str) -> None:
        assert title(f"<{tag} {mark}>Hundreds came</{tag}>", self.HEAD) == "Hundreds came"

    def test_an_unmarked_one_does_not(self) -> None:
        assert title("<h1 class=big>Hundreds came</h1>", self.HEAD) == "A landmark is back at last"

    def test_one_of_several_does_not(self) -> None:
        several = "<h2 class=entry-title>Hundreds came</h2><h2 class=entry-title>Rain fell</h2>"
        assert title(several, self.HEAD) == "A landmark is back at last"

    @pytest.mark.parametrize("around", ["<nav>{}</nav>", "<ul><li>{}</ul>", "<div class=sidebar>{}</div>"])
    def test_one_in_furniture_does_not(self, around: str) -> None:
        marked = around.format("<h2 class=entry-title>Rain fell</h2>")
        assert title(marked, self.HEAD) == "A landmark is back at last"

    def test_one_below_the_text_does_not(self) -> None:
        html = headed("", self.HEAD).replace("</body>", "<h2 class=entry-title>Rain fell</h2></body>")
        assert entry(html).title == "A landmark is back at last"


class TestPathOfLinks:
    """Where the ``h1`` is the last of a path of links, the ``h2`` above the text is what people see."""

    HEAD = data('"headline": "Harbour crane: how the town got it back"')
    PATH = "<ol class={}><li>Town<li><h1>Harbour crane: how the town got it back</h1></ol>"

    @pytest.mark.parametrize("name", ["breadcrumb", "swiper"])
    @pytest.mark.parametrize(
        "heading",
        [
            "<h2 class=article__headline>Hundreds came for the harbour crane</h2>",
            "<div class=post--title><h2>Hundreds came for the harbour crane</h2></div>",
        ],
    )
    def test_a_heading_that_is_called_a_headline_goes_first(self, name: str, heading: str) -> None:
        assert title(self.PATH.format(name) + heading, self.HEAD) == "Hundreds came for the harbour crane"

    @pytest.mark.parametrize(
        "heading",
        [
            "<h2 class=text-title3>More films about the harbour</h2>",
            "<h2 class=headline-kicker>The return of the harbour crane</h2>",
            "<h2 class=sub-headline>The return of the harbour crane</h2>",
            "<h2 class=headline>About us and our paper</h2>",
            "<h2 class=headline>Harbour</h2>",
            "<aside><h2 class=headline>More news from the harbour</h2></aside>",
        ],
    )
    def test_another_heading_does_not(self, heading: str) -> None:
        wanted = "Harbour crane: how the town got it back"
        assert title(self.PATH.format("breadcrumb") + heading, self.HEAD) == wanted

    def test_a_true_h1_goes_before_it(self) -> None:
        headings = "<h1>Harbour crane: how the town got it back</h1><h2 class=headline>The harbour crane</h2>"
        assert title(headings, self.HEAD) == "Harbour crane: how the town got it back"


class TestPieces:
    """A heading of several lines: a kicker, the headline, who wrote it."""

    TWO = "<h1><span>The harbour</span> <span>Hundreds came to see the crane</span></h1>"

    def test_only_the_line_that_is_stated_is_the_headline(self) -> None:
        stated = meta(og_title="Hundreds came to see the crane - The harbour")
        assert title(self.TWO, stated) == "Hundreds came to see the crane"
        mixed = "<h1><span>The harbour</span> Hundreds came to see the crane</h1>"
        assert title(mixed, stated.replace(" - The harbour", "")) == "Hundreds came to see the crane"
        lines = "<h1>Hundreds came to see the crane<br>by the harbour's own correspondent, Ann Mole</h1>"
        assert title(lines, data('"headline": "Hundreds came to see the crane"')) == (
            "Hundreds came to see the crane"
        )

    def test_lines_that_are_all_stated_are_parted_as_stated(self) -> None:
        stated = data('"headline": "The harbour: Hundreds came to see the crane"')
        assert title(self.TWO, stated) == "The harbour: Hundreds came to see the crane"

    def test_a_heading_of_one_piece_keeps_its_own_signs(self) -> None:
        stated = data('"headline": "Crane - again!"')
        assert title("<h1><a href=/1>Crane: again</a></h1>", stated) == "Crane: again"


class TestNoMainHeading:
    """Where a page has no ``h1``."""

    HEADING = "<h2>How the harbour got its crane</h2>"

    @pytest.mark.parametrize(
        "stated",
        [
            "<title>Harbour - Paper</title>",
            meta(og_title="Our harbour"),
            "<title>新闻动态--中国地理学会官网</title>",
            "",
        ],
    )
    def test_the_last_long_heading_above_the_text_goes_before_a_word_or_two(self, stated: str) -> None:
        headings = f"<h2>From the history of the town</h2>{self.HEADING}<h3>1898</h3>"
        assert title(headings, stated) == "How the harbour got its crane"

    def test_what_is_stated_at_some_length_goes_before_it(self) -> None:
        stated = "<title>Hundreds came to see it</title>"
        assert title(self.HEADING, stated) == "Hundreds came to see it"
        assert title(self.HEADING, "<title>海港起重机今天重新开放</title>") == "海港起重机今天重新开放"
        assert title(f"<h1>Welcome</h1>{self.HEADING}", "<title>Harbour</title>") == "Harbour"

    def test_one_in_furniture_or_below_the_text_does_not(self) -> None:
        stated = "<title>Harbour</title>"
        assert title(f"<aside>{self.HEADING}</aside>", stated) == "Harbour"
        html = headed("", stated).replace("</body>", f"{self.HEADING}</body>")
        assert entry(html).title == "Harbour"


class TestStated:
    """What ``meta`` elements state where there is no data."""

    def test_a_heading_that_is_about_something_else_is_none(self) -> None:
        stated = meta(og_title="Hundreds came for the crane")
        assert title("<h1>A history of the crane in pictures</h1>", stated) == "Hundreds came for the crane"

    def test_a_heading_about_the_same_is_the_headline(self) -> None:
        stated = meta(og_title="Hundreds came for the crane")
        assert title("<h1>The crane for which hundreds waited</h1>", stated) == (
            "The crane for which hundreds waited"
        )

    def test_another_heading_in_furniture_does_not_make_it_doubtful(self) -> None:
        headings = (
            "<h1>The crane for which hundreds waited</h1>"
            "<div class=newsletter><h1>Hundreds of readers get our letter</h1></div>"
        )
        stated = meta(og_title="Hundreds came for the crane")
        assert title(headings, stated) == "The crane for which hundreds waited"

    def test_any_of_the_stated_ones_confirms_a_heading(self) -> None:
        stated = meta(og_title="Hundreds came for it", twitter_title="A landmark is back")
        assert title("<h1>A landmark is back</h1>", stated) == "A landmark is back"

    def test_what_describes_the_document_goes_before_what_is_for_sharing(self) -> None:
        stated = meta(og_title="You will not believe this", dc_title="Hundreds came for the crane")
        assert title("", stated) == "Hundreds came for the crane"
        assert title("", '<meta name="dc.title" content="Rain fell">' + stated) == (
            "Hundreds came for the crane"
        )

    def test_the_name_of_the_site_is_no_title(self) -> None:
        stated = meta(dc_title="The Paper", og_title="Hundreds came", og_site_name="The Paper")
        assert title("", stated) == "Hundreds came"
