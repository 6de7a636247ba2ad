"""The QR code of an address, decoded from what is drawn."""

from __future__ import annotations

import pytest

from support import qr_reader
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.ui.screens.qr import QrCode
from ui.conftest import LIST_FIRST, Paper, open_paper

DARK, LIGHT = (16, 16, 16), (240, 240, 240)
SHORT = "https://harbour-lantern.example/2026/11/24/storm"
USUAL = (
    "https://harbour-lantern.example/news/2026/nov/24/storm-warning-for-the-whole-of-the-northern-coast-123"
)


def themed(theme: str) -> Config:
    return LIST_FIRST._replace(appearance=Config().appearance._replace(theme=theme))


async def show(paper: Paper, url: str) -> None:
    paper.app.push_screen(QrCode(url))
    await paper.settle()


def decoded(paper: Paper, ground: tuple[int, int, int], ink: tuple[int, int, int], *, below: int = 4) -> str:
    strips = paper.app.screen._compositor.render_strips()
    return qr_reader.read(qr_reader.picture(strips, ground, ink), below=below)


@pytest.mark.parametrize("theme", ["tuinews", "night", "paper"])
@pytest.mark.parametrize(("ground", "ink"), [(DARK, LIGHT), (LIGHT, DARK)], ids=["dark", "light"])
@pytest.mark.parametrize("url", [SHORT, USUAL], ids=["short", "usual"])
async def test_a_camera_reads_it_in_every_theme_at_80_by_24(
    paths: Paths, theme: str, ground: tuple[int, int, int], ink: tuple[int, int, int], url: str
) -> None:
    async with open_paper(paths, size=(80, 24), config=themed(theme)) as paper:
        await show(paper, url)
        assert decoded(paper, ground, ink) == url
        assert url[:50] in paper.text, "the address is told, too"


async def test_what_just_fits_has_the_whole_screen(paths: Paths) -> None:
    url = "https://harbour-lantern.example/" + "a" * 102
    assert len(url) == 134, "nine of ten addresses are no longer"
    async with open_paper(paths, size=(80, 24)) as paper:
        await show(paper, url)
        assert decoded(paper, DARK, LIGHT, below=3) == url
        assert not any("harbour" in line for line in paper.lines)
        await paper.pilot.resize_terminal(80, 26)
        await paper.settle()
        assert decoded(paper, DARK, LIGHT) == url
        assert url[:50] in paper.text
        await paper.pilot.resize_terminal(80, 23)
        await paper.settle()
        assert "needs 49 columns and 24 rows." in paper.words
        await paper.press("escape")
        assert not isinstance(paper.app.screen, QrCode)


async def test_a_long_address_is_read_in_a_larger_window(paths: Paths) -> None:
    url = "https://harbour-lantern.example/?" + "&".join(f"parameter{n}=value{n}" for n in range(9))
    async with open_paper(paths, size=(120, 40)) as paper:
        await show(paper, url)
        assert decoded(paper, DARK, LIGHT) == url


async def test_what_is_to_be_done_where_it_does_not_fit(paths: Paths) -> None:
    url = "https://harbour-lantern.example/" + "a" * 120
    async with open_paper(paths, size=(80, 24)) as paper:
        await show(paper, url)
        assert "needs 53 columns and 26 rows. Make the window larger" in paper.words
        await paper.press("y")
        assert paper.app.clipboard == url
        assert "Copied https://harbour-lantern" in paper.text
        await paper.press("c")
        assert not isinstance(paper.app.screen, QrCode)


async def test_an_address_that_no_code_holds_can_still_be_copied(paths: Paths) -> None:
    url = "https://harbour-lantern.example/" + "a" * 3000
    async with open_paper(paths) as paper:
        await show(paper, url)
        assert "too long for a QR code. y copies it." in paper.words
        await paper.press("y")
        assert paper.app.clipboard == url


async def test_without_colours_it_is_right_on_a_dark_ground_and_i_makes_it_right_on_a_light_one(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_paper(paths, size=(80, 24)) as paper:
        await show(paper, SHORT)
        assert decoded(paper, DARK, LIGHT) == SHORT
        assert "i light and dark" in paper.text
        await paper.press("i")
        assert decoded(paper, LIGHT, DARK) == SHORT


async def test_a_wrong_module_would_be_noticed(paths: Paths) -> None:
    async with open_paper(paths, size=(80, 24)) as paper:
        await show(paper, SHORT)
        points = qr_reader.picture(paper.app.screen._compositor.render_strips(), DARK, LIGHT)
        top, left, size = qr_reader._find(points)
        points[top + size - 3][left + size - 3] ^= True
        with pytest.raises(AssertionError, match="correction"):
            qr_reader.read(points)
