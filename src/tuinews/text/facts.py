"""What stands above an article: its facts in their order, in words. Screen and command line set them."""

from __future__ import annotations

from collections import Counter
from datetime import tzinfo
from typing import NamedTuple

from tuinews.model import Article
from tuinews.text.beginnings import begins_with
from tuinews.text.clean import one_line
from tuinews.text.dates import whole
from tuinews.text.words import words

_NEARLY = 0.75


class Fact(NamedTuple):
    """One fact; what is missing has none."""

    name: str
    parts: tuple[str, ...]
    """Each on one line, the first the most important."""
    address: str = ""
    """Where it leads, as the feed gave it."""


def facts(article: Article, zone: tzinfo, views: int) -> tuple[Fact, ...]:
    """Categories, author, editors, origin, time of issue, views, address, comments: in this order.

    ``views``: how often the article was opened here; times are shown in ``zone``.
    """
    comments = () if article.comments_count is None else (f"{article.comments_count:,}",)
    found = (
        Fact("Categories", _categories(article)),
        Fact("Author", _some(article.author)),
        Fact("Editors", _some(", ".join(article.editors))),
        Fact("Origin", _some(_origin(article))),
        Fact("Issued", _issued(article, zone)),
        Fact("Views", _views(views, article.page_views)),
        Fact("Address", (), article.url or ""),
        Fact("Comments", comments, article.comments_url or ""),
    )
    return tuple(fact for fact in found if fact.parts or fact.address)


def _some(text: str | None) -> tuple[str, ...]:
    line = one_line(text or "")
    return (line,) if line else ()


def _categories(article: Article) -> tuple[str, ...]:
    """The tab it is in, and the publisher's own labels beside it."""
    labels = [label for label in article.labels if label.casefold() != article.category.casefold()]
    return _some(article.category) + _some(", ".join(labels))


def _origin(article: Article) -> str:
    """Who first published it, and by way of whom it came here."""
    source, origin = one_line(article.source_title), one_line(article.origin or "")
    return f"{origin}, by way of {source}" if origin and origin != source else source


def _issued(article: Article, zone: tzinfo) -> tuple[str, ...]:
    """When, and where that is another minute: updated, first seen here, seen changed or taken back here."""
    issued = whole(article.published, zone) if article.published else "not stated"
    day = issued.rpartition(" ")[0] if ":" in issued else issued
    parts = [issued]
    for name, stamp in (
        ("updated", article.updated),
        ("first seen", article.fetched),
        ("changed", article.revised),
        ("taken out of the feed", article.vanished),
    ):
        if not stamp:
            continue
        moment = whole(stamp, zone)
        if moment != issued:
            same, _, clock = moment.rpartition(" ")
            parts.append(f"{name} {clock if same == day else moment}")
    return tuple(parts)


def _views(opened: int, counted: int | None) -> tuple[str, ...]:
    parts = []
    if opened:
        parts.append(f"opened {({1: 'once', 2: 'twice'}).get(opened, f'{opened:,} times')}")
    if counted is not None:
        parts.append(f"{counted:,} view{'' if counted == 1 else 's'} by the page's own count")
    return tuple(parts)


def summary(article: Article) -> str:
    """The summary; empty where there is none or the body begins with it.

    Before a whole article the feed's teaser is as good as its beginning, whatever it ends in ("read more").
    """
    said = article.summary or ""
    if article.page is not None and article.page.shown and _repeats(article.text, said):
        return ""
    return own_summary(said, article.text)


def own_summary(said: str, text: str) -> str:
    """A summary that says more than the beginning of the text; else empty."""
    return "" if begins_with(text, said) else said


def _repeats(text: str, said: str) -> bool:
    """Whether nearly all words of ``said`` stand in the beginning of a text."""
    teased = Counter(words(said))
    return (teased & Counter(words(text[: 4 * len(said)]))).total() >= _NEARLY * teased.total()
