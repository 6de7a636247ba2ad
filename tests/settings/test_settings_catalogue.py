"""The built-in catalogue holds what the welcome screen promises."""

from __future__ import annotations

from collections import Counter

from tuinews.settings.catalogue import load_catalogue
from tuinews.settings.incoming import incoming
from tuinews.settings.source_table import same_address
from tuinews.text.addresses import host, is_private_host, is_web
from tuinews.text.clean import one_line


def test_it_is_large_enough_to_choose_from() -> None:
    feeds = load_catalogue()

    assert len(feeds) >= 120
    assert len({feed.category for feed in feeds}) >= 10
    assert len({feed.language for feed in feeds}) >= 10


def test_every_language_has_news_of_the_world() -> None:
    feeds = load_catalogue()

    assert {feed.language for feed in feeds} == {feed.language for feed in feeds if feed.category == "World"}


def test_every_feed_is_a_public_web_address_with_a_name_and_a_region() -> None:
    for feed in load_catalogue():
        assert is_web(feed.url)
        assert not is_private_host(host(feed.url))
        assert feed.title == one_line(feed.title) != ""
        assert feed.region
        assert len(feed.language) == 2
        source = incoming(feed.url, title=feed.title, category=feed.category)
        assert source is not None
        assert (source.title, source.url, source.paused) == (feed.title, feed.url, False)


def test_no_feed_and_no_name_comes_twice() -> None:
    feeds = load_catalogue()

    assert max(Counter(same_address(feed.url) for feed in feeds).values()) == 1
    assert max(Counter(feed.title for feed in feeds).values()) == 1
