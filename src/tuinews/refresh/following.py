"""From a web address to what can be followed there, by the surest way first: the document itself, its site's
known feeds, the feeds it names, links that look like feeds, well-known paths, and last the page's own list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tuinews.fetch.answer import Fetched, FetchError, PrivateHost, Wanted
from tuinews.fetch.client import Client
from tuinews.model import Entry, Source, TuinewsError
from tuinews.refresh.messages import Document
from tuinews.refresh.sitemaps import with_parts
from tuinews.refresh.worker import parsed
from tuinews.sources.discover import (
    FeedLink,
    asks_to_sign_in,
    find_feeds,
    find_feeds_in_header,
    find_plain_links,
    is_page,
    without_comments,
    without_other_formats,
)
from tuinews.sources.elements import page_text
from tuinews.sources.known_sites import known_feeds, known_feeds_in, well_known_addresses
from tuinews.sources.parse import NotAFeed
from tuinews.text.addresses import host, is_private_host

_NOT_HERE = frozenset({400, 403, 404, 405, 406, 410, 451})
"""Answers that say: not this address; another of the same host may well be there."""

_FORMATS = 3
"""Formats of one feed that are tried."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that can be followed."""

    url: str
    title: str
    """As the page calls it; may be empty."""
    kind: str = "feed"
    """As ``Source.kind``."""
    document: Document | None = None
    """As read; feeds are not read before they are chosen."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The articles it would give, as far as it was read."""
        return tuple(one.entry for one in (self.document and self.document.prepared) or ())


@dataclass(frozen=True, slots=True)
class Found:
    """What an address led to: something to follow, or choices for the user."""

    url: str
    """Its address; with ``choices`` the page's."""
    kind: str = "feed"
    private: bool = False
    """Whether ``Source.private`` must be set: the host is on this machine or in a private network, or it is
    a file.
    """
    document: Document | None = None
    """What is there, as read; None where there is a choice."""
    choices: tuple[Choice, ...] = ()
    """Several feeds, or one page or sitemap that is no feed and could be followed all the same."""

    @property
    def title(self) -> str:
        """What it calls itself; may be empty."""
        return (self.document.title if self.document else None) or ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an address answered."""

    url: str
    """The address to follow: where it moved for good, unless it holds a name and password."""
    private: bool
    """Leave to reach a private host was needed."""
    fetched: Fetched

    def read(self, kind: str = "feed") -> Found:
        """The document. Raises NotAFeed where it is none of its kind."""
        document = parsed(Source("", self.url, kind=kind), self.fetched)
        return Found(self.url, kind, self.private, document)


async def follow_web(addresses: Sequence[str], client: Client, kind: str = "") -> Found:
    """What the typed address leads to; ``addresses`` are the forms of it to try, the likeliest first.

    ``kind``: ``page`` and ``sitemap`` read the address as that and nothing else, ``feed`` follows a page to
    its feeds, empty also proposes the page itself. Raises TuinewsError where nothing is found.
    """
    typed = addresses[0]
    if kind in {"page", "sitemap"}:
        return (await _whole(await _first(addresses, client), kind, client)).read(kind)
    seeker = _Seeker(client)
    known = known_feeds(typed)
    if known and (found := await seeker.one_of(known, typed, private=True)):
        return found
    page = await _first(addresses, client)
    try:
        return page.read()
    except NotAFeed as error:
        refusal = error
    if not is_page(page.fetched.body):
        return _proposed(await _whole(page, "sitemap", client), "sitemap", kind, refusal)
    if found := await seeker.named_by(page):
        return found
    if not seeker.seen and (found := await _well_known(page, client)):
        return found
    if kind != "feed":
        try:
            return _proposed(page, "page", kind, refusal)
        except NotAFeed:
            pass
    raise _nothing(refusal, page, seeker.failure)


def follow_file(address: str, fetched: Fetched, kind: str = "") -> Found:
    """The same for a file of this machine; what a page in it names is not followed. Raises NotAFeed."""
    file = _Answer(address, True, fetched)
    try:
        return file.read(kind or "feed")
    except NotAFeed as error:
        return _proposed(file, "page" if is_page(fetched.body) else "sitemap", kind or "", error)


class _Seeker:
    """Follows what pages name."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.seen = False
        """A page has named something."""
        self.failure: TuinewsError | None = None
        """Why the first thing it named could not be followed."""

    async def named_by(self, page: _Answer, *, again: bool = True) -> Found | None:
        """What a page leads to; ``again``: over one page in between, such as a list of feeds."""
        body, url = page.fetched.body, page.fetched.url
        text = page_text(body)
        for links in (
            known_feeds(url) if url != page.url else [],
            known_feeds_in(text, url),
            without_comments([*find_feeds_in_header(page.fetched.links or "", url), *find_feeds(text, url)]),
            without_comments(find_plain_links(text, url)),
        ):
            if links and (found := await self.one_of(links, url, private=page.private, again=again)):
                return found
        return None

    async def one_of(
        self, links: list[FeedLink], page: str, *, private: bool, again: bool = False
    ) -> Found | None:
        """The feed that the links lead to, in the first format that is there, or the choice between several;
        None where there is none.

        A private host is reached only where it is that of the ``page`` and leave for it was given
        (``private``).
        """
        self.seen = True
        here = host(page)
        links = [one for one in links if host(one.url) == here or not is_private_host(host(one.url))] or links
        if len(without_other_formats(links)) > 1:
            return Found(page, choices=tuple(Choice(one.url, one.title) for one in links))
        for link in links[:_FORMATS]:
            if found := await self._feed(link.url, private and host(link.url) == here, again):
                return found
        return None

    async def _feed(self, address: str, private: bool, again: bool) -> Found | None:
        """The feed at an address, or what the page there leads to."""
        try:
            answer = await _fetch(address, self._client, may_be_private=private)
        except FetchError as error:
            if error.status not in _NOT_HERE:
                raise
            self.failure = self.failure or error
            return None
        try:
            return answer.read()
        except NotAFeed as error:
            self.failure = self.failure or error
        return await self.named_by(answer, again=False) if again else None


async def _first(addresses: Sequence[str], client: Client) -> _Answer:
    """The answer of the first form of an address at which some server speaks."""
    *others, last = addresses
    for address in others:
        try:
            return await _fetch(address, client, may_be_private=True)
        except FetchError as error:
            if error.status is not None or error.unreachable:
                raise
    return await _fetch(last, client, may_be_private=True)


async def _well_known(page: _Answer, client: Client) -> Found | None:
    """A feed at one of the usual places of the page's host; its trouble or its wish for peace ends the
    search.
    """
    for address in well_known_addresses(page.url):
        try:
            return (await _fetch(address, client, may_be_private=page.private)).read()
        except NotAFeed:
            continue
        except FetchError as error:
            if error.status not in _NOT_HERE:
                return None
    return None


async def _whole(answer: _Answer, kind: str, client: Client) -> _Answer:
    """The answer; of an index of sitemaps with the sitemaps it names."""
    if kind != "sitemap":
        return answer
    request = Wanted(answer.url, private=answer.private)
    return replace(answer, fetched=await with_parts(answer.fetched, request, client))


def _proposed(page: _Answer, kind: str, wanted: str, refusal: NotAFeed) -> Found:
    """The document itself as something to follow. Raises NotAFeed."""
    if wanted:
        raise refusal
    try:
        document = page.read(kind).document
    except NotAFeed:
        raise refusal from None
    title = (document.title if document else None) or ""
    return Found(page.url, private=page.private, choices=(Choice(page.url, title, kind, document),))


async def _fetch(address: str, client: Client, *, may_be_private: bool) -> _Answer:
    """What is there. Raises FetchError."""
    private = False
    try:
        fetched = await client.fetch(Wanted(address))
    except PrivateHost:
        if not may_be_private:
            raise
        private = True
        fetched = await client.fetch(Wanted(address, private=True))
    moved = fetched.moved_to
    return _Answer(address if moved is None or "@" in address else moved, private, fetched)


def _nothing(refusal: NotAFeed, page: _Answer, failure: TuinewsError | None) -> TuinewsError:
    """The sentence for a page that leads to nothing."""
    start = str(refusal).rstrip(".")
    if failure is not None:
        why = failure.once if isinstance(failure, FetchError) else failure
        return TuinewsError(f"{start}, and what it names cannot be followed: {why}")
    if asks_to_sign_in(page.fetched.body):
        return TuinewsError(
            f"{start}, and it asks for a password. Sign in there with a browser, and add the address of the "
            "feed you find."
        )
    return TuinewsError(
        f"{start}, and it names no feed; none is at the usual places, and it has no list of articles. If "
        "there is a link called RSS or Feed, add that."
    )
