"""Articles, sources and the rest as JSON: the fields that programs rely on, in order. Unknown is null."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tuinews.cli.output import JSON
from tuinews.model import Article, Edition, Outcome, Related, Revision, SourceState, Story

if TYPE_CHECKING:
    from tuinews.settings.imports import Imported


def article_form(article: Article) -> JSON:
    """An article as ``list``, ``search`` and ``read`` give it."""
    return {
        "id": article.id or None,
        "title": article.title,
        "url": article.url,
        "source": article.source or None,
        "source_title": article.source_title,
        "category": article.category or None,
        "labels": list(article.labels),
        "author": article.author,
        "editors": list(article.editors),
        "origin": article.origin,
        "published": article.published,
        "updated": article.updated,
        "fetched": article.fetched or None,
        "summary": article.summary,
        "language": article.language,
        "words": article.words,
        "image": article.image,
        "comments_url": article.comments_url,
        "comments_count": article.comments_count,
        "read": article.read,
        "starred": article.starred,
        "views": article.views,
        "page_views": article.page_views,
        "revised": article.revised,
        "story": article.story,
    }


def whole_form(
    article: Article,
    links: Iterable[tuple[str, str]],
    related: Iterable[Related],
    revisions: Iterable[Revision],
) -> JSON:
    """An article as ``read`` gives it; ``links`` are (text, address)."""
    return {
        **article_form(article),
        "text": article.text,
        "html": article.html,
        "links": [{"text": text, "url": url} for text, url in links],
        "enclosures": [
            {"url": file.url, "type": file.type, "length": file.length, "duration": file.duration}
            for file in article.enclosures
        ],
        "relevant": [
            {"title": item.title, "url": item.url, "published": item.published} for item in article.relevant
        ],
        "related": [related_form(item) for item in related],
        "vanished": article.vanished,
        "page": None if article.page is None else article.page._asdict(),
        "revisions": [
            {
                "until": old.until,
                "of_page": old.of_page,
                "title": old.title,
                "summary": old.summary,
                "text": old.text,
            }
            for old in revisions
        ],
    }


def related_form(item: Related) -> JSON:
    """One article beside another."""
    return {
        "id": item.id,
        "title": item.title,
        "source_title": item.source_title,
        "published": item.published,
        "score": item.score,
        "same_story": item.same_story,
        "why": item.why,
    }


def story_form(story: Story) -> JSON:
    """A story as ``stories`` gives it."""
    return {
        "story": story.id,
        "title": story.title,
        "first": story.first,
        "last": story.last,
        "sources": list(story.sources),
        "articles": [telling.headline.id for telling in story.tellings],
    }


def edition_form(edition: Edition) -> JSON:
    """The edition as ``brief`` gives it."""
    return {
        "since": edition.since,
        "articles": edition.articles,
        "stories": edition.stories,
        "told": [
            {
                "story": told.story,
                "title": told.title,
                "article": told.lead,
                "sources": told.publishers,
                "unread": told.unread,
                "news": told.news or None,
            }
            for told in edition.told
        ],
    }


def source_form(state: SourceState) -> JSON:
    """A source as ``sources`` and ``add`` give it, from its state in full."""
    source = state.source
    return {
        "id": source.id,
        "title": state.title,
        "url": source.url,
        "site": state.site,
        "kind": source.kind,
        "category": source.category or None,
        "tags": list(source.tags),
        "paused": source.paused,
        "unread": state.unread,
        "total": state.total,
        "last_fetch": state.last_fetch,
        "next_fetch": state.next_fetch,
        "status": state.status,
        "error": state.error,
        "failures": state.failures,
        "moved_to": state.moved_to,
        "next_why": state.next_why,
        "http_status": state.http_status,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "requests": state.requests,
        "unmodified": state.unmodified,
        "bytes_received": state.received,
        "bytes_saved": state.saved,
        "articles_a_week": round(state.weekly, 2),
        "rhythm": list(state.rhythm),
        "troubles": [trouble._asdict() for trouble in state.troubles],
    }


def import_form(done: Imported, left_out: Mapping[str, int]) -> JSON:
    """What became of a list that was imported."""
    from tuinews.settings.private_hosts import waits_for_leave  # noqa: PLC0415 (few forms need it)

    return {
        "new": len(done.added),
        "already": len(done.followed) - len(done.added),
        "permitted": len(done.permitted),
        "left_out": [{"why": why, "lines": lines} for why, lines in left_out.items()],
        "paused": [
            {
                "id": source.id,
                "title": source.title or None,
                "why": source.paused_why or None,
                "private": waits_for_leave(source),
            }
            for source in done.followed
            if source.paused
        ],
    }


def outcome_form(outcome: Outcome) -> JSON:
    """One source's line of a refresh."""
    return {
        "source": outcome.source,
        "status": str(outcome.status),
        "new": outcome.new,
        "changed": outcome.changed,
        "total": outcome.total,
        "error": outcome.error,
    }
