"""Whole articles: fetched from their own pages when somebody asks, or ahead where the settings say so."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from tuinews.fetch.url import parse
from tuinews.model import Article, Body, FetchState, Page, Source, TuinewsError
from tuinews.refresh.crew import Crew
from tuinews.refresh.limits import limits
from tuinews.refresh.messages import ARTICLE, Job, Limits, Message, Trouble, Whole
from tuinews.refresh.secrets import with_secrets
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.settings.sources_file import load_sources
from tuinews.store import Store
from tuinews.text.addresses import host, is_web
from tuinews.text.bodies import judge
from tuinews.text.dates import later_update
from tuinews.text.teaser import is_wanted

_LOOKED_AT = 500
"""The newest unread articles among which those worth fetching ahead are looked for."""
_OF_A_HOST = 5
"""Pages of one host that a refresh fetches ahead: nobody has asked for them yet."""
_SECRETS = ("user", "password", "password_command", "password_env", "password_keyring", "headers")
"""Of ``model.Source``: what its own origin alone may be told."""


def fetch_whole(
    paths: Paths, config: Config, ids: Sequence[int], now: Callable[[], int] = lambda: int(time.time())
) -> None:
    """Ask the pages of these articles, and keep what comes, or why nothing does.

    Raises StoreError. What cannot be asked (an article without an address) is passed over.
    """
    sources = {source.id: source for source in load_sources(paths.sources).sources}
    with closing(Store.open(paths.database)) as store:
        articles = [article for id in ids if (article := store.article(id, Body.FEED)) is not None]
        _Wholes(store, articles, sources, now).fetch(limits(config))


def fetch_ahead(
    store: Store, sources: Iterable[Source], config: Config, now: Callable[[], int], bounds: Limits
) -> None:
    """Fetch as many whole articles as the settings allow, those that are likely to be read first.

    Raises StoreError. A page that nobody has asked for and that could not be had is no trouble of anybody's.
    """
    known = {source.id: source for source in sources if source.full_text != "never" and not source.paused}
    states = store.fetch_states(known)
    asked = [id for id in known if (states.get(id) or FetchState()).failures == 0]
    wanted: list[Article] = []
    hosts: Counter[str] = Counter()
    for id, source in store.without_page(asked, _LOOKED_AT):
        if len(wanted) >= config.full_text.ahead:
            break
        article = store.article(id)
        if article is None or not is_wanted(article, known[source].full_text):
            continue
        there = host(article.url or "")
        hosts[there] += 1
        if hosts[there] <= _OF_A_HOST:
            wanted.append(article)
    _Wholes(store, wanted, known, now, ahead=True).fetch(bounds)


def read_address(typed: Sequence[str], config: Config) -> Page:
    """The article at an address that somebody typed, in the forms to try. Raises TuinewsError."""
    failure = TuinewsError("Nothing was asked; please report this.")
    for url in typed:
        source = Source(url, url, kind=ARTICLE, private=True)
        for message in _messages([Job(source, FetchState())], limits(config)):
            if isinstance(message, Whole):
                return message.page
            if isinstance(message, Trouble):
                failure = TuinewsError(message.error)
    raise failure


class _Wholes:
    """Asks the pages of some articles and keeps what they give."""

    def __init__(
        self,
        store: Store,
        articles: Sequence[Article],
        sources: Mapping[str, Source],
        now: Callable[[], int],
        *,
        ahead: bool = False,
    ) -> None:
        self._store = store
        self._articles = {str(article.id): article for article in articles}
        self._sources = sources
        self._now = now
        self._ahead = ahead

    def fetch(self, bounds: Limits) -> None:
        """Ask all of them."""
        jobs = [job for article in self._articles.values() if (job := self._job(article)) is not None]
        if not jobs:
            return
        ready, troubles = with_secrets(jobs)
        for trouble in troubles:
            self._keep(trouble)
        for message in _messages(ready, bounds):
            self._keep(message)

    def _job(self, article: Article) -> Job | None:
        """The request for an article's page. What its source may have, its own origin may have, too."""
        if not article.url or not is_web(article.url):
            return None
        job = Source(str(article.id), article.url, kind=ARTICLE)
        source = self._sources.get(article.source)
        if source is None:
            return Job(job, FetchState())
        job = replace(job, timezone=source.timezone, user_agent=source.user_agent)
        if is_web(source.url):
            if host(source.url) == host(article.url):
                job = replace(job, private=source.private)
            if parse(article.url).may_have_what_is_for(parse(source.url)):
                job = replace(job, **{name: getattr(source, name) for name in _SECRETS})
        return Job(job, FetchState())

    def _keep(self, message: Message) -> None:
        article = self._articles[message.source]
        if isinstance(message, Whole):
            source = self._sources.get(article.source)
            always = source is not None and source.full_text == "always"
            shown, reason = judge(article, message.page, always=always)
            entry = message.page.entry
            entry = replace(entry, updated=later_update(article.published, entry.updated))
            page = replace(message.page, entry=entry, obstacle=reason)
            self._store.keep_page(article.id, page, message.words, shown=shown, now=self._now())
        elif isinstance(message, Trouble) and not (self._ahead and message.unreachable):
            self._store.keep_page_failure(article.id, message.error, self._now())


def _messages(jobs: Sequence[Job], bounds: Limits) -> Iterator[Message]:
    with Crew(jobs, bounds) as crew:
        for messages in crew.messages(lambda: False):
            yield from messages
