"""Sites whose feeds follow from the address of a page: pure, no page is asked for.

What is not here is found as everywhere: most sites name their feeds in their pages.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from tuinews.sources.discover import FeedLink
from tuinews.text.addresses import absolute


class _Site(NamedTuple):
    """Pages of one make."""

    page: re.Pattern[str]
    """Host without ``www.`` and ``m.``, path without a slash at its end, and query."""
    feeds: tuple[tuple[str, str], ...]
    """Titles and addresses, which may be relative, filled in with the named groups of ``page``."""


def _site(page: str, *feeds: tuple[str, str]) -> _Site:
    return _Site(re.compile(page), feeds)


_GITHUB = r"github\.com/(?P<repo>(?!(?:orgs|topics|sponsors|settings|features|collections)/)[\w-]+/[\w.-]+?)"
_NO_USER = "about|explore|features|login|marketplace|new|pricing|search|settings|topics|trending"
_GITLAB = r"gitlab\.[\w.-]+/(?P<repo>(?!(?:explore|users|groups)/)\w[\w.-]*(?:/\w[\w.-]*)+?)"
_STACK = (
    r"(?:mathoverflow\.net"
    r"|(?:[\w-]+\.)?(?:stackoverflow|stackexchange|serverfault|superuser|askubuntu)\.com)"
)

_SITES = (
    _site(
        r"youtube\.com/channel/(?P<id>UC[\w-]{22})(?:/\w+)?",
        ("Videos", "https://www.youtube.com/feeds/videos.xml?channel_id={id}"),
    ),
    _site(
        r"(?:music\.)?youtube\.com/playlist\?(?:.*&)?list=(?P<id>[\w-]{12,})(?:&.*)?",
        ("Playlist", "https://www.youtube.com/feeds/videos.xml?playlist_id={id}"),
    ),
    _site(
        _GITHUB + r"(?:\.git)?",
        ("releases of {repo}", "https://github.com/{repo}/releases.atom"),
        ("tags of {repo}", "https://github.com/{repo}/tags.atom"),
        ("commits of {repo}", "https://github.com/{repo}/commits.atom"),
    ),
    _site(
        _GITHUB + r"/(?:commits|tree)/(?P<branch>[\w./-]+)",
        ("commits of {repo}", "https://github.com/{repo}/commits/{branch}.atom"),
    ),
    _site(
        _GITHUB + r"/(?P<what>releases|tags|commits)(?:/.*)?",
        ("{what} of {repo}", "https://github.com/{repo}/{what}.atom"),
    ),
    _site(
        rf"github\.com/(?!(?:{_NO_USER})\Z)(?P<user>[\w-]+)",
        ("activity of {user}", "https://github.com/{user}.atom"),
    ),
    _site(
        _GITLAB,
        ("releases of {repo}", "/{repo}/-/releases.atom"),
        ("tags of {repo}", "/{repo}/-/tags?format=atom"),
        ("commits of {repo}", "/{repo}/-/commits/HEAD?format=atom"),
    ),
    _site(
        _GITLAB + r"/-/releases(?:/.*)?",
        ("releases of {repo}", "/{repo}/-/releases.atom"),
    ),
    _site(
        _GITLAB + r"/-/tags(?:/.*)?",
        ("tags of {repo}", "/{repo}/-/tags?format=atom"),
    ),
    _site(
        _GITLAB + r"/-/(?:commits|tree)/(?P<branch>[\w./-]+)",
        ("commits of {repo}", "/{repo}/-/commits/{branch}?format=atom"),
    ),
    _site(
        r"(?:\w+\.)?reddit\.com/(?P<place>r/\w+/comments/\w+)(?:/.*)?",
        ("Comments", "https://www.reddit.com/{place}/.rss"),
    ),
    _site(
        r"(?:\w+\.)?reddit\.com/(?P<place>(?:r/[\w+]+|user/[\w-]+)(?:/(?:new|hot|rising|top|submitted|m/\w+))?)(?:\?.*)?",
        ("{place}", "https://www.reddit.com/{place}/.rss"),
    ),
    _site(
        r"(?:\w+\.)?reddit\.com/u/(?P<user>[\w-]+)",
        ("user/{user}", "https://www.reddit.com/user/{user}/.rss"),
    ),
    _site(
        r"bsky\.app/profile/(?P<user>[\w.:-]+)", ("Posts of {user}", "https://bsky.app/profile/{user}/rss")
    ),
    _site(
        r"medium\.com/(?P<place>tag/[\w-]+|@[\w.-]+|(?!(?:tag|feed|m|search|me)(?:/|\Z))[\w-]+)(?:/.*)?",
        ("{place}", "https://medium.com/feed/{place}"),
    ),
    _site(
        r"(?P<name>[\w-]+)\.(?P<host>medium|substack)\.com(?:/(?!feed\Z).*)?",
        ("{name}", "https://{name}.{host}.com/feed"),
    ),
    _site(
        _STACK + r"/(?:questions/tagged|tags)/(?P<tag>[^/?]+)(?:/info)?(?:\?.*)?",
        ("Questions tagged {tag}", "/feeds/tag/{tag}"),
    ),
    _site(
        _STACK + r"/(?:questions|q)/(?P<id>\d+)(?:/.*)?",
        ("Answers", "/feeds/question/{id}"),
    ),
    _site(_STACK + r"/users/(?P<id>\d+)(?:/.*)?", ("Posts of the user", "/feeds/user/{id}")),
)
_FEED = re.compile(r".*(?:\.(?:atom|rss|xml)(?:\?.*)?|[?&]format=atom.*)")
_YOUTUBE = re.compile(r"youtube\.com/(?:@|c/|user/|watch\?|shorts/|live/)")
# The surest first: a page speaks of other channels too.
_CHANNEL_IDS = (
    re.compile(r"rel=\"canonical\" href=\"https://www\.youtube\.com/channel/(UC[\w-]{22})\""),
    re.compile(r"\"external(?:Channel)?Id\"\s*:\s*\"(UC[\w-]{22})\""),
    re.compile(r"itemprop=\"(?:channelId|identifier)\" content=\"(UC[\w-]{22})\""),
)

# Software that many hosts run: where a page has such an address, its feed may be there.
_SOFTWARE = (
    (re.compile(r"/(?P<user>@\w[\w.-]*(?:@[\w.-]+)?)(?:/with_replies|/media)?"), "/{user}.rss"),  # Mastodon
    (re.compile(r"/(?P<place>users/\w+|tags/\w+)"), "/{place}.rss"),  # Mastodon
    (re.compile(r"/(?P<place>[cu]/[\w.-]+(?:@[\w.-]+)?)"), "/feeds/{place}.xml"),  # Lemmy
)
_ANYWHERE = ("/feed", "/rss", "/feed.xml", "/index.xml", "/atom.xml", "/rss.xml", "/feed.json", "/?feed=rss2")
_IN_FOLDER = ("feed", "index.xml", "rss.xml")
MOST_TRIED = 8
"""Requests that looking for a feed at well-known paths may cost a host."""


def known_feeds(url: str) -> list[FeedLink]:
    """The feeds of the page at ``url`` where its address is that of a known site; else none, as for feeds
    themselves.
    """
    place = _place(url)
    if _FEED.fullmatch(place):
        return []
    for site in _SITES:
        found = site.page.fullmatch(place)
        if found:
            names = found.groupdict()
            feeds = [
                (absolute(feed.format(**names), url), title.format(**names)) for title, feed in site.feeds
            ]
            return [FeedLink(feed, title, "") for feed, title in feeds if feed]
    return []


def known_feeds_in(page: str, url: str) -> list[FeedLink]:
    """The feed of a YouTube page that does not have its channel in its address but in its text; else none.

    ``page`` is the page at ``url`` as text.
    """
    if not _YOUTUBE.match(_place(url)):
        return []
    found = next((found for id in _CHANNEL_IDS if (found := id.search(page))), None)
    return known_feeds(f"https://www.youtube.com/channel/{found[1]}") if found else []


def well_known_addresses(url: str) -> list[str]:
    """Where a host may have the feed of the page at ``url`` that names none, likeliest first, at most
    ``MOST_TRIED``; all on the same host.
    """
    path = urlsplit(url).path
    tried = [
        address.format(**found.groupdict())
        for page, address in _SOFTWARE
        if (found := page.fullmatch(path.rstrip("/")))
    ]
    folder = path[: path.rfind("/") + 1]
    if folder not in {"", "/"}:
        tried += [folder + name for name in _IN_FOLDER]
    addresses = (absolute(address, url) for address in (*tried, *_ANYWHERE))
    return list(dict.fromkeys(address for address in addresses if address))[:MOST_TRIED]


def _place(url: str) -> str:
    parts = urlsplit(url)
    name = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return name + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
