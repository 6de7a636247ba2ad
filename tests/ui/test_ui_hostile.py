"""Hostile titles, categories and articles on the screen: shown as typed, styling nothing, moving nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment

from support import hostile
from support.feed_server import FeedServer
from support.home import Home
from tuinews.model import Source
from tuinews.settings.paths import Paths
from tuinews.settings.sources_file import add_sources
from tuinews.text.addresses import display_host
from tuinews.ui.screens.reader import ReaderScreen
from ui.conftest import Paper, open_paper

pytestmark = pytest.mark.xdist_group("hostile-ui")

FILES = (
    "markup_rich_tags.xml",
    "markup_in_category_and_feed_title.xml",
    "markup_markdown.xml",
    "uni_zero_width.xml",
    "uni_zalgo.xml",
    "uni_bidi.xml",
    "uni_long_line.xml",
    "esc_clear_screen.xml",
    "esc_in_every_field.xml",
    "links_homograph.xml",
    "sql_and_fts.xml",
)
CATEGORIES = ("[red]A[/]", "[/]", "[@click=app.quit]q[/]", "../..", "x" * 5000, "\u202eabc", " ")
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
BORDER = "│"


@pytest.fixture(scope="module")
def made(hostile_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with hostile sources in hostile categories."""
    home = Home(tmp_path_factory.mktemp("hostile-ui") / "home")
    documents = hostile.documents()
    with FeedServer() as server:
        for number, file in enumerate(FILES):
            body = (hostile_folder / file).read_bytes()
            url = server.serve(f"/{file}", body, content_type=documents[file].content_type)
            category = CATEGORIES[number % len(CATEGORIES)]
            add_sources(home.paths.sources, [Source(f"s{number}", url, category=category, private=True)])
        outcomes = home.refresh()
    assert {outcome.status for outcome in outcomes.values()} == {"stored"}
    return home


def segments(paper: Paper) -> Iterator[Segment]:
    """All that is painted."""
    for strip in paper.app.screen._compositor.render_strips():
        yield from strip


def check_screen(paper: Paper, columns: int, border: int | None) -> None:
    """Every line has the screen's width, the border stands where it stood, nothing reaches the terminal."""
    for line in paper.lines:
        assert cell_len(line) == columns
        assert not UNSAFE.search(line)
        if border is not None and BORDER in line:
            assert border in {cell_len(line[: found.start()]) for found in re.finditer(BORDER, line)}
    for segment in segments(paper):
        meta = segment.style.meta if segment.style else {}
        assert not any(key.startswith("@") for key in meta), "no action of the program is bound to content"
        link = segment.style.link if segment.style else None
        assert link is None or segment.text == display_host(link), "what leads elsewhere says where"


@pytest.fixture
def paths(made: Home) -> Paths:
    return made.paths


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_lists_and_articles_keep_their_layout(paths: Paths, size: tuple[int, int]) -> None:
    async with open_paper(paths, size=size) as paper:
        borders = [line.index(BORDER) for line in paper.lines if BORDER in line]
        border = borders[0] if borders else None
        for _ in range(7):  # tabs
            for _ in range(2):
                check_screen(paper, size[0], border)
                await paper.press("space")
            await paper.press("]")
        await paper.press("1", "g", "enter")
        assert isinstance(paper.app.screen, ReaderScreen)
        for _ in range(8):
            check_screen(paper, size[0], None)
            await paper.press("J")


async def test_brackets_in_titles_are_shown_as_typed_and_style_nothing(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("/", *"SALE", "enter")
        assert "[bold red]SALE[/] today" in paper.text
        (piece,) = [one for one in segments(paper) if "SALE[/]" in one.text]
        assert "[bold red]SALE[/] today" in piece.text, "one piece in one style"
        await paper.press("enter")
        assert isinstance(paper.app.screen, ReaderScreen)
        assert "[bold red]SALE[/] today" in paper.text


async def test_brackets_in_categories_are_tabs_as_typed(paths: Paths) -> None:
    async with open_paper(paths, size=(200, 40)) as paper:
        assert "[red]A[/]" in paper.lines[0]
        assert "[@click=app.quit]q[/]" in paper.text


async def test_the_host_is_shown_before_an_address_is_opened(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("/", *"BBC News", "enter", "enter")
        hosts = set()
        for _ in range(11):
            origin = next(line for line in paper.lines if "Origin" in line)
            hosts.add(origin.partition("Hostile feed")[2].split(BORDER)[0].strip())
            await paper.press("J")
        assert hosts >= {"xn--pple-43d.com", "evil.example", "bbc.co.uk.evil.example"}
