"""What is said of a round that somebody asked for: who answered, who did not, and why nobody was asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import pytest

from support.articles import prepared
from tuinews.model import Changes, Source
from tuinews.settings.paths import Paths
from tuinews.settings.private_hosts import pause_private
from tuinews.settings.sources_file import load_sources, update_source
from tuinews.store import Store
from tuinews.ui.refresher import Refresher, Round
from ui.conftest import NOW, open_paper


@pytest.mark.parametrize(
    ("done", "paused", "said"),
    [
        (Round(answered=3, new=2), 0, "2 new articles from 3 sources."),
        (Round(answered=1, waiting=2), 0, "Nothing new from 1 source; 2 waiting."),
        (
            Round(answered=1, failed={"a": "no"}, waiting=3),
            2,
            "Nothing new from 1 source; 1 failed; 1 waiting; 2 paused.",
        ),
        (
            Round(waiting=4),
            0,
            "Nobody was asked. All were asked less than two minutes ago, or have told us to wait.",
        ),
        (
            Round(waiting=4),
            3,
            "Nobody was asked: 3 sources are paused, the other was asked less than two minutes ago, "
            "or has told us to wait.",
        ),
    ],
)
def test_a_round_says_what_came_and_what_did_not(done: Round, paused: int, said: str) -> None:
    assert done.summary(paused) == said


def pause(paths: Paths, ids: Sequence[str], why: str = "", url: str = "") -> None:
    for id in ids:
        fields = {"paused": True, "paused_why": why} | ({"url": f"{url}{id}"} if url else {})
        update_source(paths.sources, id, **fields)


async def said_after_refresh(paths: Paths, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> str:
    """Press ``R`` where the engine reports all that is not asked as waiting, as it does."""

    async def run(_self: Refresher, sources: Sequence[str] = ()) -> Round:
        return Round(waiting=len(sources))

    monkeypatch.setattr(Refresher, "run", run)
    async with open_paper(paths, size=size) as paper:
        paper.app.session.demo = False
        await paper.press("R")
        return paper.words


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_refresh_of_paused_sources_says_that_they_are_paused(
    size: tuple[int, int], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [source.id for source in load_sources(paths.sources).sources]
    pause(paths, ids)
    assert "All 19 sources are paused; S shows why." in await said_after_refresh(paths, monkeypatch, size)
    (local,) = pause_private([Source("a", "http://127.0.0.1/")], allow=False)
    pause(paths, ids, local.paused_why, local.url)
    said = await said_after_refresh(paths, monkeypatch, size)
    assert "All 19 sources are paused: their hosts are this machine or on a private network." in said
    assert "In S, p twice permits one; `tuinews import --private FILE` permits a list." in said


async def test_a_refresh_of_some_paused_sources_says_how_many(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [source.id for source in load_sources(paths.sources).sources]
    pause(paths, ids[:5])
    said = await said_after_refresh(paths, monkeypatch, (80, 24))
    assert "Nobody was asked: 5 sources are paused, the others were asked less than two minutes ago" in said


async def test_failed_sources_are_said_with_the_key_that_shows_them(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        paper.app.refresher.round = Round(answered=1, failed={"a": "no answer"})
        paper.app.browse.show_status()
        await paper.settle()
        assert paper.lines[-2].rstrip().endswith("1 source failed: S")


async def test_what_a_publisher_changed_is_in_the_list_when_the_round_ends_and_nothing_moves(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_paper(paths) as paper:
        await paper.press("j", "j", "j")
        before = paper.app.browse.headlines.current
        assert before is not None

        async def follow(self: Refresher, _: list[str]) -> None:
            with closing(Store.open(paths.database)) as store, store.transaction():
                made = prepared("A headline that is another now", "Its text.", published=before.published)
                store.apply(before.source, Changes(changed=((before.id, made),)), None, NOW)
            self._take(b'{"source": "x", "status": "stored", "new": 0, "changed": 1}')

        monkeypatch.setattr(Refresher, "_follow", follow)
        await paper.app.refresher.run()
        await paper.settle()
        row = next(line for line in paper.lines if line.startswith("▌"))
        assert "± A headline that is another now" in row
        now = paper.app.browse.headlines.current
        assert now is not None
        assert now.id == before.id
