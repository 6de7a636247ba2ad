"""The reader: facts first, the whole article, and ways on."""

from __future__ import annotations

from tuinews.library import Library
from tuinews.model import Article, Scope, View
from tuinews.settings.paths import Paths
from tuinews.text.lines import line_text
from tuinews.ui.screens.browse import BrowseScreen
from tuinews.ui.screens.reader import ReaderScreen
from ui.conftest import Paper, open_paper


def find(paths: Paths, query: str) -> Article:
    """The newest article a query finds."""
    library = Library.open(paths)
    try:
        article = library.article(library.matching(query)[0])
    finally:
        library.close()
    assert article is not None
    return article


async def open_article(paper: Paper, article: Article) -> ReaderScreen:
    """Open an article as a palette or a search would."""
    paper.app.open_article(article.id)
    await paper.settle()
    assert isinstance(paper.app.screen, ReaderScreen)
    return paper.app.screen


async def test_facts_come_first_and_in_order(paths: Paths) -> None:
    article = find(paths, "source:quayside-wire")
    async with open_paper(paths) as paper:
        await open_article(paper, article)
        text = paper.text
        places = [
            text.index(part)
            for part in (article.title[:30], article.category + " ·", "By ", "Origin", "Issued")
        ]
        assert places == sorted(places)


async def test_a_part_of_a_fact_is_not_torn_where_it_can_begin_a_row(paths: Paths) -> None:
    article = find(paths, "source:quayside-wire")
    async with open_paper(paths, size=(60, 40)) as paper:
        await open_article(paper, article)
        opened = [line.strip() for line in paper.lines if "opened once" in line]
        assert opened == ["opened once"], "on a row of its own, and whole"


async def test_j_and_k_go_to_the_neighbours_of_the_list(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("j", "enter")
        reader = paper.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.article is not None
        first = reader.article.id
        await paper.press("J")
        assert reader.article.id != first
        await paper.press("K")
        assert reader.article.id == first
        await paper.press("K", "K")
        assert "first article of the list" in paper.text


async def test_the_list_stands_on_the_article_read_last(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("enter", "J", "J", "q")
        assert isinstance(paper.app.screen, BrowseScreen)
        assert paper.app.browse.headlines.row_number == 2


async def test_a_related_article_leads_back_to_the_one_before(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "wrenbridge"))
        assert reader.article is not None
        first = reader.article.id
        await paper.press("tab", "j", "enter")
        assert reader.article.id != first
        await paper.press("q")
        assert reader.article.id == first
        assert "opened once" in paper.text, "going back is not opening"
        await paper.press("q")
        assert isinstance(paper.app.screen, BrowseScreen)


async def test_space_at_the_end_says_how_to_read_on(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("space")
        assert "This is the end" not in paper.text
        await paper.press("G", "space")
        assert "This is the end. n reads the next unread article." in paper.text


def top_words(reader: ReaderScreen) -> str:
    """The letters that stand at the top of the screen."""
    _, lines = reader.body.seen()
    return "".join(filter(str.isalnum, "".join(map(line_text, lines))))[:30]


async def test_the_reading_position_is_kept(paths: Paths) -> None:
    article = find(paths, "source:parsnip-quarterly foghorn")
    async with open_paper(paths) as paper:
        reader = await open_article(paper, article)
        await paper.press("space", "space")
        top, words = reader.body.top, top_words(reader)
        assert top > 40
        await paper.press("q")
        reader = await open_article(paper, article)
        assert reader.body.top == top
    for size in ((80, 24), (50, 20), (120, 40)):
        async with open_paper(paths, size=size) as paper:
            reader = await open_article(paper, article)
            _, lines = reader.body.seen()
            first = "".join(filter(str.isalnum, line_text(next(line for line in lines if line))))
            shown = "".join(filter(str.isalnum, "".join(map(line_text, lines))))
            assert words[:10] in shown[: len(first) + 10], "in the first line, at this width, too"


async def test_resizing_there_and_back_moves_nothing(paths: Paths) -> None:
    article = find(paths, "source:parsnip-quarterly foghorn")
    async with open_paper(paths, size=(80, 24)) as paper:
        reader = await open_article(paper, article)
        await paper.press("space", "space", "space", "j", "j", "j")
        top = reader.body.top
        for columns in (40, 61, 33, 80, 120, 80):
            await paper.pilot.resize_terminal(columns, 24)
            await paper.settle()
        assert reader.body.top == top


async def test_an_article_of_one_line_is_at_its_end_from_the_start(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:bytewick-review keyboards"))
        assert "the end   100 %" in paper.text
        await paper.press("G", "space", "j", "g", "k", "b")
        assert reader.body.top == 0
        assert "the end   100 %" in paper.text


async def test_headings_are_reached_by_braces(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("right_curly_bracket", "right_curly_bracket")
        top = reader.body.top
        assert top > 0
        await paper.press("left_curly_bracket")
        assert reader.body.top < top


async def test_search_in_the_article_lights_hits_and_escape_ends_it(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("slash", *"foghorn", "enter")
        assert reader.body.finding is not None
        first, count = reader.body.finding
        assert f"{first} of {count}  n N next and previous hit" in paper.text
        await paper.press("n")
        assert reader.body.finding == (first % count + 1, count)
        await paper.press("N")
        assert reader.body.finding == (first, count)
        await paper.press("escape")
        assert "Esc ends the search" not in paper.text
        assert paper.app.screen is reader


async def test_hits_are_counted_and_stepped_through_around_both_ends(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("slash", *"THE HORN", "enter")
        assert reader.body.finding is not None
        _, count = reader.body.finding
        assert count > 2
        seen = []
        for _ in range(count):
            assert reader.body.finding is not None
            seen.append(reader.body.finding[0])
            hit = reader.body.marks.hits[seen[-1] - 1]
            top, lines = reader.body.seen()
            assert all(top <= span.line < top + len(lines) for span in hit), "the hit is on the screen"
            assert f"{seen[-1]} of {count}" in paper.text
            await paper.press("n")
        assert sorted(seen) == list(range(1, count + 1))
        assert reader.body.finding == (seen[0], count)
        await paper.press("N")
        assert reader.body.finding == (seen[-1], count)


async def test_a_search_for_nothing_ends_the_search_and_one_without_hits_says_so(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("slash", *"horn", "enter")
        assert "n N next and previous hit" in paper.text
        await paper.press("slash", "escape")
        assert "n N next and previous hit" in paper.text, "Esc in the box leaves the hits as they are"
        await paper.press("slash", "enter")
        assert reader.body.finding is None
        assert paper.app.screen is reader
        await paper.press("slash", *"xylophone", "enter")
        assert "“xylophone” is not in this article." in paper.text
        assert reader.body.finding is None
        await paper.press("N")
        assert "No search has hits here. / begins one." in paper.text


async def test_hits_stay_lit_at_another_width(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("slash", *"the horn", "enter", "n")
        before = reader.body.finding
        await paper.pilot.resize_terminal(60, 30)
        await paper.settle()
        assert reader.body.finding == before
        top, lines = reader.body.seen()
        lit = {span.line for hit in reader.body.marks.hits for span in hit}
        for line in lit & set(range(top, top + len(lines))):
            shown = "".join(piece.text for piece in reader.body.marks.pieces(line, lines[line - top]))
            assert shown == line_text(lines[line - top]), "marks change no text"


async def test_the_headings_end_where_there_are_no_more(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("left_curly_bracket")
        assert "No heading above." in paper.text
        await paper.press(*["right_curly_bracket"] * 30)
        assert "No heading below." in paper.text


async def test_marks_in_the_reader_reach_the_list(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("enter", "s", "m")
        assert "★ starred" in paper.text
        assert "● unread" in paper.text
        await paper.press("q")
        row = paper.app.browse.headlines.current
        assert row is not None
        assert (row.starred, row.read) == (True, False)


async def test_an_article_without_text_says_so(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await open_article(paper, find(paths, "source:bytewick-review keyboards"))
        assert "gives no text" in paper.text


async def test_links_are_listed_with_their_host(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        reader = await open_article(paper, find(paths, "source:parsnip-quarterly foghorn"))
        await paper.press("L")
        assert paper.app.screen is not reader
        assert "1  parsnip.example.org" in paper.text


async def test_the_address_is_copied_where_there_is_no_browser(paths: Paths) -> None:
    article = find(paths, "source:quayside-wire")
    async with open_paper(paths) as paper:
        await open_article(paper, article)
        await paper.press("o")
        assert paper.app.clipboard == article.url
        assert "Copied" in paper.text


async def test_an_open_article_in_the_unread_tab_leads_on_to_the_next_unread(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        titles = [tab.title for tab in paper.app.browse.all_tabs]
        await paper.press(str(titles.index("Unread") + 1), "enter", "n")
        reader = paper.app.screen
        assert isinstance(reader, ReaderScreen)
        assert paper.app.browse.headlines.row_number == 1
        library = Library.open(paths)
        assert reader.article is not None
        row = library.headline(reader.article.id)
        total = library.totals(View(Scope.ALL))[1]
        library.close()
        assert row is not None
        assert row.read
        assert total == 78
