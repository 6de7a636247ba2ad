"""The addresses of known sites lead to their feeds, and other addresses of theirs do not."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tuinews.sources.known_sites import MOST_TRIED, known_feeds, known_feeds_in, well_known_addresses

CHANNEL = "UCabcdefghijklmnopqrstuv"
VIDEOS = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
HANDLE = "https://www.youtube.com/@paper"


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", VIDEOS),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos/", VIDEOS),
        (
            "https://www.youtube.com/playlist?list=PLabcdefghijklmnop",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijklmnop",
        ),
        ("https://github.com/owner/repo/releases", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo/releases/tag/v1", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/re.po/tags", "https://github.com/owner/re.po/tags.atom"),
        ("https://github.com/owner/repo/commits/", "https://github.com/owner/repo/commits.atom"),
        ("https://github.com/owner/repo/tree/a/b", "https://github.com/owner/repo/commits/a/b.atom"),
        ("https://github.com/owner", "https://github.com/owner.atom"),
        ("https://gitlab.com/a/b/c/-/releases", "https://gitlab.com/a/b/c/-/releases.atom"),
        ("https://gitlab.example.org/a/b/-/tags", "https://gitlab.example.org/a/b/-/tags?format=atom"),
        ("http://gitlab.lan:8080/a/b/-/tags", "http://gitlab.lan:8080/a/b/-/tags?format=atom"),
        ("https://gitlab.com/a/b/-/tree/main", "https://gitlab.com/a/b/-/commits/main?format=atom"),
        ("https://old.reddit.com/r/news/", "https://www.reddit.com/r/news/.rss"),
        ("https://www.reddit.com/r/news/top?t=week", "https://www.reddit.com/r/news/top/.rss"),
        ("https://www.reddit.com/u/someone", "https://www.reddit.com/user/someone/.rss"),
        ("https://www.reddit.com/user/some-one/", "https://www.reddit.com/user/some-one/.rss"),
        (
            "https://www.reddit.com/r/news/comments/abc12/a_headline/",
            "https://www.reddit.com/r/news/comments/abc12/.rss",
        ),
        ("https://bsky.app/profile/a.example.org", "https://bsky.app/profile/a.example.org/rss"),
        ("https://medium.com/@some.one/a-story-12ab", "https://medium.com/feed/@some.one"),
        ("https://medium.com/tag/news", "https://medium.com/feed/tag/news"),
        ("https://medium.com/the-paper", "https://medium.com/feed/the-paper"),
        ("https://someone.medium.com/a-story", "https://someone.medium.com/feed"),
        ("https://letters.substack.com/p/one", "https://letters.substack.com/feed"),
        ("https://letters.substack.com", "https://letters.substack.com/feed"),
        ("https://stackoverflow.com/questions/tagged/c%2b%2b", "https://stackoverflow.com/feeds/tag/c%2b%2b"),
        ("https://unix.stackexchange.com/q/12/3", "https://unix.stackexchange.com/feeds/question/12"),
        ("https://mathoverflow.net/users/7/one", "https://mathoverflow.net/feeds/user/7"),
    ],
)
def test_a_page_of_a_known_site_leads_to_its_feed(page: str, feed: str) -> None:
    assert [link.url for link in known_feeds(page)] == [feed]


def test_a_repository_has_three_feeds() -> None:
    assert [link.title for link in known_feeds("https://github.com/owner/repo.git")] == [
        "releases of owner/repo",
        "tags of owner/repo",
        "commits of owner/repo",
    ]
    assert [link.url for link in known_feeds("https://gitlab.com/group/sub/repo/")] == [
        "https://gitlab.com/group/sub/repo/-/releases.atom",
        "https://gitlab.com/group/sub/repo/-/tags?format=atom",
        "https://gitlab.com/group/sub/repo/-/commits/HEAD?format=atom",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/r/news",
        "https://www.youtube.com/",
        "https://www.youtube.com/@paper",
        "https://github.com/",
        "https://github.com/explore",
        "https://github.com/topics/news",
        "https://github.com/owner/repo/issues/5",
        "https://gitlab.com/explore/projects",
        "https://gitlab.com/group",
        "https://www.reddit.com/",
        "https://medium.com/",
        "https://stackoverflow.com/",
        "https://github.com.example.org/owner/repo",
        "https://notgithub.com/owner/repo",
        VIDEOS,
        "https://github.com/owner/repo/releases.atom",
        "https://github.com/owner/repo/commits/main.atom",
        "https://gitlab.com/a/b/-/tags?format=atom",
        "https://gitlab.com/a/b.atom",
        "https://www.reddit.com/r/news/.rss",
        "https://medium.com/feed/@some.one",
        "https://letters.substack.com/feed",
        "https://stackoverflow.com/feeds/tag/python",
        "https://bsky.app/profile/a.example.org/rss",
    ],
)
def test_other_pages_and_the_feeds_themselves_lead_nowhere(page: str) -> None:
    assert known_feeds(page) == []


@pytest.mark.parametrize(
    "text",
    [
        f'{{"channelId":"UCotherotherotherotherot"}}{{"externalId":"{CHANNEL}"}}',
        f'<meta itemprop="identifier" content="{CHANNEL}">',
        f'"externalId":"UCotherotherotherotherot" '
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
    ],
)
def test_a_youtube_page_is_searched_for_its_channel(text: str) -> None:
    assert [link.url for link in known_feeds_in(text, HANDLE)] == [VIDEOS]
    assert known_feeds_in(text, "https://www.youtube.com/") == [], "the front page is no channel's"
    assert known_feeds_in(text, "https://example.org/@paper") == []


def test_a_youtube_page_without_a_channel_leads_nowhere() -> None:
    assert known_feeds_in("<html>Before you continue</html>", HANDLE) == []


def test_well_known_addresses_are_few_and_all_on_the_host() -> None:
    for page in ("https://example.org", "http://user@example.org:8080/a/b/c.html", "https://example.org/@me"):
        addresses = well_known_addresses(page)
        assert len(addresses) == len(set(addresses)) == MOST_TRIED
        assert {urlsplit(one).hostname for one in addresses} == {"example.org"}


def test_the_folder_of_a_page_is_tried_before_the_root() -> None:
    assert well_known_addresses("https://example.org/blog/2024")[:4] == [
        "https://example.org/blog/feed",
        "https://example.org/blog/index.xml",
        "https://example.org/blog/rss.xml",
        "https://example.org/feed",
    ]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("https://social.example/@me", "https://social.example/@me.rss"),
        ("https://social.example/tags/news", "https://social.example/tags/news.rss"),
        ("https://lemmy.example/c/news", "https://lemmy.example/feeds/c/news.xml"),
        ("https://lemmy.example/u/me@other.example", "https://lemmy.example/feeds/u/me@other.example.xml"),
    ],
)
def test_addresses_as_mastodon_and_lemmy_make_them_are_tried_their_way_first(page: str, feed: str) -> None:
    assert well_known_addresses(page)[0] == feed
