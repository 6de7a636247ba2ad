"""The built-in edition as a library."""

from __future__ import annotations

from contextlib import closing

import pytest

from support.home import Home
from tuinews.model import View
from tuinews.refresh.edition import build
from tuinews.settings.sources_file import load_sources
from tuinews.store import Store


@pytest.mark.disable_socket
def test_the_edition_is_built_without_a_network_and_is_minutes_old(home: Home) -> None:
    home.paths.sources.parent.rmdir()
    build(home.paths, now=lambda: home.now)
    sources = load_sources(home.paths.sources)
    assert not sources.problems
    with closing(Store.open(home.paths.database)) as store:
        assert store.article_count() >= 40
        assert len(store.categories()) >= 6
        newest = next(one for one in store.listing.page(View()) if one.published)
        assert 0 < home.now - newest.sort <= 10 * 60
        states = store.fetch_states(source.id for source in sources.sources)
        assert {state.failures for state in states.values()} == {0}
        ids = [headline.id for headline in store.listing.page(View(), limit=1000)]
        articles = [article for id in ids if (article := store.article(id))]
    assert len([article for article in articles if article.story]) >= 6
    assert any(article.relevant for article in articles)
    assert any(article.page_views for article in articles)
    assert any(article.editors for article in articles)
    assert any(article.origin for article in articles)


def test_days_without_a_time_stay_days(home: Home) -> None:
    build(home.paths, now=lambda: home.now)
    with closing(Store.open(home.paths.database)) as store:
        ids = [headline.id for headline in store.listing.page(View(), limit=1000)]
        stamps = [one.published or "" for id in ids if (a := store.article(id)) for one in a.relevant]
    assert any(len(stamp) == 10 for stamp in stamps)
    assert all(stamp < "2027-01-16" for stamp in stamps)
