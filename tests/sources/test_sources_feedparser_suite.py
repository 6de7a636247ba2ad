"""All that feedparser reads of its own suite is read by us, too, in our model's terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from support.other_parsers import (
    Assert,
    Case,
    Html,
    feedparser_cases,
    same_address,
    same_body,
    same_language,
    same_moment,
    same_text,
)
from tuinews.model import Entry, Feed
from tuinews.sources.parse import NotAFeed, parse_document
from tuinews.text.addresses import absolute

pytestmark = pytest.mark.corpus


def read(case: Case) -> Feed:
    return parse_document(case.body, url=case.url, content_type=case.content_type)


def same_author(entry: Entry, detail: dict[str, str], theirs: str) -> bool:
    """Ours is the name alone; theirs has the mail address in brackets behind it."""
    name, mail = detail.get("name", ""), detail.get("email", "")
    whole = f"{name} ({mail})" if name and mail else name or mail
    return whole == theirs and entry.author == (name or mail)


def same_link(entry: Entry, link: dict[str, str]) -> bool | None:
    """Theirs has one list of links, ours puts each where it belongs."""
    match link["rel"]:
        case "alternate":
            return same_address(entry.url, link["href"])
        case "enclosure":
            return any(same_address(file.url, link["href"]) for file in entry.enclosures)
        case "related":
            return any(same_address(page.url, link["href"]) for page in entry.relevant)
    return None


def agrees(said: Assert, feed: Feed, case: Case) -> bool | None:
    """Whether our reading is as feedparser's suite says; None where our model has no such fact."""
    value = said.value
    match said.fact:
        case "version":
            # Netscape's and Userland's RSS 0.91 are one to us.
            return bool(value.rstrip("nu") == feed.format)
        case "feed.title" | "feed.title_detail.value":
            return same_text(feed.title, value)
        case (
            "feed.description"
            | "feed.subtitle"
            | "feed.tagline"
            | "feed.subtitle_detail.value"
            | "feed.tagline_detail.value"
        ):
            return same_text(feed.description, value)
        case "feed.link":
            return same_address(feed.site, value)
        case "feed.language":
            return same_language(feed.language, value)
        case "feed.links" | "feed.links.href" if said.op == "==":
            link = case.by_feedparser["feed"]["links"][said.path[2]]
            return same_address(feed.site, link["href"]) if link["rel"] == "alternate" else None
    if said.path[0] != "entries":
        return None
    entry = feed.entries[int(said.path[1])]
    theirs = case.by_feedparser["entries"][said.path[1]]
    match said.fact:
        case "entries.title" | "entries.title_detail.value":
            return same_text(entry.title, value)
        case "entries.summary" | "entries.description" | "entries.content.value":
            return same_body(entry, value)
        case "entries.link":
            return same_address(entry.url, value)
        case "entries.links" | "entries.links.href" if said.op == "==":
            return same_link(entry, theirs["links"][said.path[3]])
        case "entries.id" | "entries.guid":
            return bool(entry.guid == value)
        case (
            "entries.published"
            | "entries.updated"
            | "entries.created"
            | "entries.published_parsed"
            | "entries.updated_parsed"
            | "entries.created_parsed"
        ):
            return same_moment(entry, value)
        case "entries.author":
            return same_author(entry, theirs["author_detail"], value)
        case "entries.author_detail.name" | "entries.authors.name":
            return bool(entry.author == value)
        case "entries.tags" if said.op == "len==":
            return bool(len(entry.labels) == value)
        case "entries.category" if said.op == "!=":
            return value not in entry.labels
        case "entries.tags.term" | "entries.tags.label" | "entries.category":
            return value in entry.labels
        case "entries.enclosures.href" | "entries.enclosures.url":
            return same_address(entry.enclosures[int(said.path[3])].url, value)
        case "entries.enclosures.type":
            return bool(entry.enclosures[int(said.path[3])].type == value)
        case "entries.enclosures.length":
            return bool(str(entry.enclosures[int(said.path[3])].length) == value)
        case "entries.comments":
            return same_address(entry.comments_url, value)
        case "entries.language":
            return same_language(entry.language, value)
        case "entries.source.title":
            return same_text(entry.origin, value)
        case "entries.media_thumbnail.url" | "entries.image.href":
            return same_address(entry.image, value)
    return None


# What our model does not have, by what it is. The tests count each, so that none grows unseen.
ABSENT = {
    "how feedparser judged the bytes": r"bozo|encoding",
    "headers of the answer": r"etag|modified|modified_parsed",
    "links that are no page, file or related page, and details of links": r"(feed|entries)\.links(\.\w+)?",
    "form, language and base of a single text": r".*_detail\.(type|language|base)"
    r"|entries\.content\.(type|language|base|src)",
    "rights": r".*\b(rights|copyright|license|media_license)(_detail)?\b.*",
    "people who are not the author": r".*\b(contributors|publisher|publisher_detail|media_credit)\b.*",
    "addresses of people": r"entries\.author(s|_detail)\.(email|url)",
    "people of a whole feed": r"feed\.author(s|_detail)?(\..*)?",
    "other facts of a whole feed": r"feed|feed\.(info|id|guid|generator|docs|cloud|textinput|image|logo|tags"
    r"|category|updated|published|created|validity_start|validity_end)(_parsed|_detail)?(\..*)?",
    "other facts of an entry's source": r"entries\.source\..*",
    "places": r"entries\.where\..*",
    "marks of podcasts": r"(feed|entries)\.(itunes_\w+|subtitle)|entries\.psc_chapters\..*",
    "ratings and restrictions": r"entries\.media_(rating|restriction)\..*",
    "what an entry replies to": r"entries\.thr_in-reply-to\..*",
    "web services": r"entries\.wfw_\w+",
    "scheme of a label": r"entries\.tags\.scheme",
    "time of expiry": r"entries\.expired(_parsed)?",
    "whether the id is an address": r"entries\.guidislink",
}
BEYOND_FEEDPARSER = "feedparser does not meet it either"


@dataclass
class Verdicts:
    """What came of asserts."""

    met: Counter[str] = field(default_factory=Counter)
    """By fact."""
    apart: Counter[str] = field(default_factory=Counter)
    """Not compared, by rule."""
    missed: dict[str, list[str]] = field(default_factory=dict)
    """By file."""
    refused: list[str] = field(default_factory=list)


def judge(cases: Iterable[Case]) -> Verdicts:
    """Holds our reading against all asserts. Raises LookupError at one that no rule speaks of."""
    verdicts = Verdicts()
    for case in cases:
        try:
            feed = read(case)
        except NotAFeed:
            verdicts.refused.append(case.file)
            continue
        for said in ASSERTED_BY_HAND.get(case.file, case.asserts or ()):
            agreed = agrees(said, feed, case)
            if not agreed and not said.holds(case.by_feedparser):
                verdicts.apart[BEYOND_FEEDPARSER] += 1
            elif agreed is None:
                rules = [rule for rule, fact in ABSENT.items() if re.fullmatch(fact, said.fact)]
                if not rules:
                    raise LookupError(f"{case.file}: nothing is known of {said.fact}")
                verdicts.apart[rules[0]] += 1
            elif agreed:
                verdicts.met[said.fact] += 1
            else:
                verdicts.missed.setdefault(case.file, []).append(f"{said.fact} {said.op} {said.value!r}")
    return verdicts


@pytest.fixture(scope="module")
def cases(corpus: Path) -> list[Case]:
    return list(feedparser_cases(corpus))


def equal(value: str, *path: str | int) -> Assert:
    return Assert(path, "==", value)


_ALTERNATE = tuple(equal("http://www.example.com/alternate", "entries", number, "link") for number in (0, 1))
_NO_HREF = (equal("http://www.example.com/", "entries", 0, "link"),)
# Expectations of the suite that are no plain conjunctions, so far as they are about what we keep.
ASSERTED_BY_HAND = {
    "wellformed/atom/entry_link_no_href.xml": _NO_HREF,
    "wellformed/atom10/entry_link_no_href.xml": _NO_HREF,
    "wellformed/atom/entry_link_no_href_link_priority.xml": _ALTERNATE,
    "wellformed/atom10/entry_link_no_href_link_priority.xml": _ALTERNATE,
    "wellformed/atom/entry_link_rel_enclosure_no_href.xml": _ALTERNATE,
    "wellformed/atom10/entry_link_rel_enclosure_no_href.xml": _ALTERNATE,
    "wellformed/node_precedence/atom10_id.xml": tuple(
        equal("Correct Value", "entries", number, "id") for number in (0, 1)
    ),
    "wellformed/xml/escaped_apos.xml": (equal("it's correct", "feed", "title"),),
    "encoding/bozo_double-encoded-html.xml": (equal("\u2026", "entries", 0, "description"),),
}

DIFFERENT = {
    "encoding/bozo_double-encoded-html.xml": "text that was encoded twice is left as the publisher sends it",
    "entities/lang.xml": "an entity of HTML 5, which gave it another character than HTML 4",
    "entities/rang.xml": "the same",
    "wellformed/lang/http_content_language.xml": "the header Content-Language is not read",
    "wellformed/namespace/rss2.0svgtitle.xml": "a drawing is no text, and nor is its title",
}


UNSAFE_TAGS = frozenset(
    ("applet", "base", "embed", "form", "frame", "frameset", "iframe", "input", "link", "math", "meta",
     "noscript", "object", "script", "style", "svg", "template", "textarea", "title")
)  # fmt: skip
SAFE_ATTRIBUTES = frozenset(
    ("href", "src", "alt", "title", "poster", "class", "start", "reversed", "type", "value", "colspan",
     "rowspan", "open")
)  # fmt: skip


class TestFeedparser:
    def test_all_that_feedparser_meets_is_met(self, cases: list[Case]) -> None:
        verdicts = judge(case for case in cases if not {"sanitize", "base"}.intersection(case.folders))
        assert {file: DIFFERENT.get(file, said) for file, said in verdicts.missed.items()} == DIFFERENT
        assert verdicts.refused == ["wellformed/rdf/rss_version_10.xml"], "RDF that holds nothing"
        assert verdicts.met.total() == 445
        assert verdicts.apart == {
            "how feedparser judged the bytes": 654,
            "other facts of a whole feed": 61,
            "form, language and base of a single text": 60,
            "people who are not the author": 40,
            "links that are no page, file or related page, and details of links": 30,
            "other facts of an entry's source": 29,
            "rights": 28,
            "people of a whole feed": 25,
            "marks of podcasts": 18,
            "places": 15,
            "addresses of people": 12,
            BEYOND_FEEDPARSER: 9,
            "scheme of a label": 4,
            "what an entry replies to": 4,
            "whether the id is an address": 4,
            "ratings and restrictions": 3,
            "time of expiry": 3,
        }

    def test_unsafe_html_is_gone_and_the_words_around_it_are_not(self, cases: list[Case]) -> None:
        sanitised = [case for case in cases if "sanitize" in case.folders]
        bodies = 0
        for case in sanitised:
            for entry in read(case).entries:
                left = Html(entry.html or "")
                bodies += bool(left.source)
                assert not UNSAFE_TAGS.intersection(left.tags), case.file
                assert left.others == [], case.file
                for name, _ in left.attributes:
                    assert name in SAFE_ATTRIBUTES, (case.file, name)
                assert all(address.startswith(("http://", "https://")) for address in left.addresses), (
                    case.file
                )
                assert not re.search(r"alert\(|expression\(|javascript:|<\w", entry.text), case.file
        assert bodies == 251
        verdicts = judge(sanitised)
        assert {
            file: said
            for file, said in verdicts.missed.items()
            if not file.endswith("_iframe.xml")  # a frame becomes a link with its host's name
        }.keys() == {"wellformed/sanitize/item_content_encoded_script_nested_cdata.xml"}
        assert len(verdicts.missed) == 8
        assert verdicts.met.total() == 429
        assert verdicts.apart == {
            "how feedparser judged the bytes": 474,
            "other facts of a whole feed": 19,
            "rights": 17,
        }

    def test_relative_addresses_end_at_the_base_that_is_stated(self, cases: list[Case]) -> None:
        checked: Counter[str] = Counter()
        for case in cases:
            if "base" not in case.folders:
                continue
            # Where nothing refers to the base that a text inherits, something is made to.
            probed = replace(case, body=case.body.replace(b"blah blah blah", b'<a href="test.html">blah</a>'))
            feed = read(probed)
            for said in case.asserts or ():
                match said.fact:
                    case "bozo":
                        continue
                    case "entries.content.value" | "entries.summary" | "entries.description":
                        html = feed.entries[0].html or ""
                        for address in Html(said.value).addresses:
                            assert absolute(address, None) in Html(html).addresses, case.file
                    case "entries.content.base" | "entries.summary_detail.base":
                        assert Html(feed.entries[0].html or "").addresses == [said.value + "test.html"], (
                            case.file
                        )
                    case (
                        "feed.link"
                        | "entries.link"
                        | "entries.comments"
                        | "feed.links.href"
                        | "entries.links.href"
                    ):
                        assert agrees(said, feed, case) is not False, case.file
                        if agrees(said, feed, case) is None:
                            checked["no address of ours"] += 1
                            continue
                    case "entries.id":
                        # Ids are compared letter by letter (RFC 4287, 4.2.6.1), so they stay as they are.
                        assert feed.entries[0].guid == "/relative/link"
                    case _:
                        checked["no address of ours"] += 1
                        continue
                checked[said.fact] += 1
        assert checked == {
            "entries.content.value": 11,
            "entries.summary": 6,
            "entries.description": 3,
            "entries.summary_detail.base": 3,
            "entries.content.base": 2,
            "entries.comments": 2,
            "entries.id": 2,
            "entries.link": 2,
            "entries.links.href": 2,
            "feed.link": 2,
            "feed.links.href": 2,
            "no address of ours": 50,
        }
