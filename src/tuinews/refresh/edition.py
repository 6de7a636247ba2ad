"""The built-in edition: a small library made from files of this package, without network or children."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import Any

from tuinews.model import Entry, Feed, FetchState, Relevant, Source
from tuinews.refresh.keep import Keeper
from tuinews.refresh.messages import Document, Job
from tuinews.refresh.prepare import prepare
from tuinews.settings.paths import Paths, ensure
from tuinews.settings.sources_file import load_sources
from tuinews.sources.parse import parse_document
from tuinews.store import Store

_NEWEST = 4 * 60
"""Seconds before the present at which the edition's newest article was published."""


def build(paths: Paths, now: Callable[[], int] = lambda: int(time.time())) -> None:
    """Make the edition's ``sources.toml`` and library at ``paths``, as if it had been fetched a moment ago.

    All dates are moved by the same time, so that the newest article is a few minutes old. Raises
    TuinewsError.
    """
    ensure(paths)
    folder = resources.files("tuinews").joinpath("demo")
    paths.sources.write_bytes(folder.joinpath("sources.toml").read_bytes())
    followed = load_sources(paths.sources)
    feeds = {
        source.id: _read(source, folder.joinpath(f"{source.id}.json").read_bytes())
        for source in followed.sources
    }
    present = now()
    shift = timedelta(seconds=present - _NEWEST - _newest(feeds.values()))
    with closing(Store.open(paths.database)) as store:
        store.sync_sources(followed.sources, followed.categories)
        jobs = {source.id: Job(source, FetchState()) for source in followed.sources}
        keeper = Keeper(store, jobs, every=24 * 60, report=lambda _: None, now=lambda: present)
        keeper.keep([_document(source, _moved(feeds[source.id], shift)) for source in followed.sources])
        keeper.finish()
        store.tidy()


def _read(source: Source, body: bytes) -> Feed:
    """A feed with the facts that JSON Feed has no names for, from the extension ``_tuinews`` of its items."""
    feed = parse_document(body, url=source.url, content_type=None)
    extras = {item["id"]: item.get("_tuinews", {}) for item in json.loads(body)["items"]}
    return replace(feed, entries=tuple(_with(entry, extras[entry.guid]) for entry in feed.entries))


def _with(entry: Entry, extra: Mapping[str, Any]) -> Entry:
    relevant = [Relevant(**one) for one in extra.get("relevant", ())]
    return replace(
        entry,
        origin=extra.get("origin", entry.origin),
        editors=tuple(extra.get("editors", entry.editors)),
        comments_url=extra.get("comments_url", entry.comments_url),
        comments_count=extra.get("comments_count", entry.comments_count),
        page_views=extra.get("page_views", entry.page_views),
        relevant=tuple(relevant) or entry.relevant,
    )


def _newest(feeds: Iterable[Feed]) -> int:
    """The moment of the latest article, in Unix seconds."""
    return max(
        int(datetime.fromisoformat(entry.published).timestamp())
        for feed in feeds
        for entry in feed.entries
        if entry.published and "T" in entry.published
    )


def _moved(feed: Feed, shift: timedelta) -> Feed:
    return replace(
        feed,
        entries=tuple(
            replace(
                entry,
                published=_later(entry.published, shift),
                updated=_later(entry.updated, shift),
                relevant=tuple(
                    replace(one, published=_later(one.published, shift)) for one in entry.relevant
                ),
            )
            for entry in feed.entries
        ),
    )


def _later(stamp: str | None, shift: timedelta) -> str | None:
    """A stamp moved in time; a day without a time by whole days."""
    if stamp is None:
        return None
    if "T" not in stamp:
        return (date.fromisoformat(stamp) + shift).isoformat()
    return (datetime.fromisoformat(stamp) + shift).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(source: Source, feed: Feed) -> Document:
    return Document(
        source.id,
        source.url,
        prepared=tuple(prepare(feed)),
        title=feed.title,
        site=feed.site,
        language=feed.language,
    )
