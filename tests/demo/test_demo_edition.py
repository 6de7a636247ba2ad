"""The built-in edition holds one of everything the program must be able to show, and nothing real."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from tuinews.library import Library
from tuinews.refresh.edition import build
from tuinews.settings.paths import ensure, resolve

DEMO = files("tuinews") / "demo"
END = datetime(2026, 11, 23, 12, tzinfo=UTC)
MEASURE = 76
"""Cells of a reader's line: a table is narrow or wide by this."""
RESERVED = ("example.com", "example.net", "example.org")  # RFC 2606
VOID = {"br", "hr", "img"}
TAGS = VOID | {
    *("p", "h2", "h3", "a", "em", "strong", "code", "pre", "sup", "blockquote"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ITEM_FIELDS = {
    *("id", "url", "external_url", "title", "content_html", "summary", "image", "date_published"),
    *("date_modified", "authors", "tags", "language", "attachments", "_tuinews"),
}
EXTENSION = {"origin", "editors", "comments_url", "comments_count", "page_views", "relevant"}

STORIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # story: (articles as source/slug, the names or rare words that each of its headlines or summaries has)
    "the Wrenbridge jams": (
        (
            *("quayside-wire/wrenbridge-stuck", "quayside-wire/wrenbridge-shut"),
            *("harbour-lantern/wrenbridge-boats", "harbour-lantern/museum-lends-pinion"),
            *("nordwind-dispatch/saltmarrow-bridge-stuck", "nordwind-dispatch/wrenbridge-lessons"),
        ),
        ("Wrenbridge", "pinion", "Saltmarrow"),
    ),
    "Bramblecote bids for Dray & Pallow": (
        (
            *("wrenmouth-ledger/bramblecote-first", "wrenmouth-ledger/bramblecote-refused"),
            *("wrenmouth-ledger/bramblecote-terms", "harbour-lantern/bramblecote-ovens"),
            *("quayside-wire/bramblecote-bid", "quayside-wire/bramblecote-raises"),
        ),
        ("Bramblecote", "Dray", "Pallow"),
    ),
    "tickwick and the trains": (
        (
            *("bytewick-review/tickwick-early", "bytewick-review/tickwick-281"),
            *("nordwind-dispatch/tickwick-trains", "spare-semicolon/tickwick-postmortem"),
        ),
        ("tickwick", "Tinderholm"),
    ),
    "the reef of glass sponges": (
        (
            *("glasshouse-letters/perpetua-chandelier", "glasshouse-letters/perpetua-log"),
            *("quayside-wire/perpetua-sponges", "nordwind-dispatch/perpetua-reef"),
        ),
        ("Perpetua", "Ombrel", "sponges"),
    ),
    "the Lady with a Herring": (
        (
            "creaking-curtain/herring-parcel",
            "creaking-curtain/herring-silk",
            "quayside-wire/herring-returned",
        ),
        ("Brandrake", "Herring", "Gull"),
    ),
    "Monte Candil": (
        (
            *("faro-de-papel/candil-ceniza", "faro-de-papel/candil-regreso", "pelota-de-trapo/derbi-ceniza"),
            *(
                "quayside-wire/candil-red",
                "nordwind-dispatch/candil-evacuation",
                "harbour-lantern/candil-cats",
            ),
        ),
        ("Monte", "Candil", "Puerto", "Ceniza"),
    ),
    "Teodora Quill": (
        (
            *("faro-de-papel/quill-tres-islas", "pelota-de-trapo/quill-remanso"),
            *("muddy-touchline/quill-three-islands", "muddy-touchline/quill-interview"),
            "harbour-lantern/quill-homecoming",
        ),
        ("Teodora", "Quill"),
    ),
    "银鲤潮汐电站": (
        (
            *("haiwan-wanbao/yinli-bingwang", "haiwan-wanbao/yinli-yudao"),
            *("zhiyuan-keji/yinli-jizu", "zhiyuan-keji/chaoxi-daima"),
        ),
        ("银鲤潮汐电站",),
    ),
    "长明号": (
        ("haiwan-wanbao/changming-hao", "zhiyuan-keji/changming-huaxiang"),
        ("长明号", "Perpetua", "玻璃海绵礁", "翁布雷尔海沟"),
    ),
    "كتاب الرياح السبع": (
        ("manara-marjan/riyah-sab", "manara-marjan/riyah-raiha", "rayhan-agency/riyah-khabar"),
        ("كتاب الرياح السبع", "سندس الورّاقة", "مرجانة"),
    ),
    "ледокол «Калоша»": (
        (
            "listok-poluostrova/galosha-proshla",
            "listok-poluostrova/galosha-koncert",
            "samovar-sputnik/galosha-led",
        ),
        ("Калоша", "ледокол"),
    ),
}


class Told(NamedTuple):
    """One article of the edition."""

    source: str
    language: str
    """Primary subtag: en, zh …"""
    item: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.source}/{urlsplit(self.item['url']).path.strip('/')}"

    @property
    def html(self) -> str:
        return str(self.item.get("content_html", ""))

    @property
    def extension(self) -> dict[str, Any]:
        return dict(self.item.get("_tuinews", {}))

    @property
    def moment(self) -> datetime | None:
        stamp = self.item.get("date_published")
        return datetime.fromisoformat(stamp).replace(tzinfo=UTC) if stamp else None


class Page(HTMLParser):
    """Reads a body strictly: what is not closed in order, or not allowed, is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.errors: list[str] = []
        self.depth: Counter[str] = Counter()
        """Deepest nesting of each element."""
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.tables: list[list[list[str]]] = []
        self.figures: list[set[str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.errors += [f"{tag} stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.errors.append(f"{tag} is not among the elements of the edition")
        if tag == "p" and self.open and self.open[-1] not in {"blockquote", "li", "dd"}:
            self.errors.append(f"p inside {self.open[-1]}")
        if tag == "li" and (not self.open or self.open[-1] not in {"ul", "ol"}):
            self.errors.append("li outside a list")
        self.attributes.append((tag, {name: value or "" for name, value in attrs}))
        if "figure" in self.open:
            self.figures[-1].add(tag)
        if tag in VOID:
            return
        self.open.append(tag)
        self.depth[tag] = max(self.depth[tag], self.open.count(tag))
        if tag == "figure":
            self.figures.append(set())
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"/{tag} closes what is not open")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] in {"td", "th"}:
            self.tables[-1][-1][-1] += data
        if (
            not self.open or self.open[-1] in {"ul", "ol", "dl", "table", "tr", "blockquote"}
        ) and data.strip():
            self.errors.append(f"loose text: {data.strip()[:40]}")

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.attributes if name == tag]


@cache
def listing() -> dict[str, Any]:
    return tomllib.loads((DEMO / "sources.toml").read_text(encoding="utf-8"))


@cache
def documents() -> dict[str, dict[str, Any]]:
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text(encoding="utf-8"))
        for file in DEMO.iterdir()
        if file.name.endswith(".json")
    }


@cache
def edition() -> tuple[Told, ...]:
    return tuple(
        Told(source, str(item.get("language", document["language"])).split("-")[0], item)
        for source, document in documents().items()
        for item in document["items"]
    )


@cache
def pages() -> dict[str, Page]:
    return {told.name: Page(told.html) for told in edition()}


def tellings(story: str) -> list[Told]:
    by_name = {told.name: told for told in edition()}
    return [by_name[name] for name in STORIES[story][0]]


def head(told: Told) -> str:
    return f"{told.item['title']}\n{told.item.get('summary', '')}"


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def table_cells(table: list[list[str]]) -> int:
    return sum(max(map(cells, column)) for column in zip(*table, strict=True)) + 3 * (len(table[0]) - 1)


def addresses(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for inner in value.values() for found in addresses(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in addresses(inner)]
    return re.findall(r"\w+://[^\s\"'<>]+", value) if isinstance(value, str) else []


def copied(one: Told, other: Told) -> float:
    """The part of the shorter body, 0 to 1, that stands in the other in runs of ten characters or more."""
    texts = pages()[one.name].text, pages()[other.name].text
    runs = SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks()
    return sum(run.size for run in runs if run.size >= 10) / min(map(len, texts))


# The list of sources


def test_sources_and_documents_belong_together() -> None:
    sources = listing()["source"]
    assert all(source.keys() == {"id", "url", "title", "category"} for source in sources)
    ids = [source["id"] for source in sources]
    assert len(ids) == len(set(ids)) >= 14
    assert set(ids) == set(documents())
    for source in sources:
        document = documents()[source["id"]]
        assert source["url"] == document["feed_url"]
        assert source["title"] == document["title"]


def test_each_of_six_or_more_tabs_has_articles() -> None:
    categories = listing()["categories"]
    assert len(categories) == len(set(categories)) >= 6
    assert set(categories) >= {"World", "Technology", "Science", "Business", "Culture", "Sport"}
    articles = Counter(told.source for told in edition())
    by_tab: Counter[str] = Counter()
    for source in listing()["source"]:
        by_tab[source["category"]] += articles[source["id"]]
    assert by_tab.keys() == set(categories)
    assert min(by_tab.values()) >= 4


# The documents


def test_documents_are_json_feed_1_1() -> None:
    for document in documents().values():
        assert document["version"] == "https://jsonfeed.org/version/1.1"
        assert document.keys() >= {"title", "home_page_url", "feed_url", "language", "items"}
        for item in document["items"]:
            assert item.keys() >= {"id", "url", "title"}
            assert item.keys() <= ITEM_FIELDS
            assert all(isinstance(author["name"], str) for author in item.get("authors", []))
            assert all(isinstance(tag, str) for tag in item.get("tags", []))
            assert item.get("_tuinews", {}).keys() <= EXTENSION


def test_files_are_readable_in_an_editor() -> None:
    for source in documents():
        text = (DEMO / f"{source}.json").read_text(encoding="utf-8")
        assert text == json.dumps(documents()[source], ensure_ascii=False, indent=1) + "\n"


def test_every_article_has_an_id_and_an_address_of_its_own() -> None:
    assert len(edition()) >= 48
    assert len({told.item["id"] for told in edition()}) == len(edition())
    assert len({told.item["url"] for told in edition()}) == len(edition())


def test_every_address_is_https_in_a_reserved_domain() -> None:
    found = [*addresses(list(documents().values())), *addresses(listing())]
    assert found
    for address in set(found) - {"https://jsonfeed.org/version/1.1"}:
        parts = urlsplit(address)
        assert parts.scheme == "https", address
        assert parts.hostname is not None
        assert parts.hostname.endswith(RESERVED), address


def test_text_holds_no_control_or_direction_characters() -> None:
    for document in documents().values():
        for text in re.findall(r'"(?:[^"\\]|\\.)*"', json.dumps(document, ensure_ascii=False)):
            odd = [
                sign for sign in json.loads(text) if unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn"}
            ]
            assert set(odd) <= {"\n"}, text[:80]


@pytest.mark.parametrize("language", ["en", "zh", "es", "ar", "ru"])
def test_language_has_four_articles_from_two_sources(language: str) -> None:
    told = [told for told in edition() if told.language == language]
    assert len(told) >= 4
    assert len({one.source for one in told}) >= 2


def test_language_stated_is_the_one_written() -> None:
    scripts = {"zh": "CJK", "ar": "ARABIC", "ru": "CYRILLIC", "en": "LATIN", "es": "LATIN"}
    for told in edition():
        letters = [sign for sign in head(told) if sign.isalpha()]
        own = sum(unicodedata.name(sign).startswith(scripts[told.language]) for sign in letters)
        assert own > len(letters) / 2, told.name


# Dates


def test_dates_lie_in_the_five_days_before_the_edition_and_mostly_in_its_last_day_and_a_half() -> None:
    stamps = [told.item["date_published"] for told in edition() if told.moment]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", stamp) for stamp in stamps)
    moments = [told.moment for told in edition() if told.moment]
    assert all(END - timedelta(days=5) <= moment < END for moment in moments)
    assert min(moments) < END - timedelta(days=4)
    assert sum(moment >= END - timedelta(hours=36) for moment in moments) > len(moments) / 2


def test_some_articles_were_changed_after_they_came_out() -> None:
    changed = [told.item for told in edition() if "date_modified" in told.item]
    assert len(changed) >= 3
    assert all(item["date_published"] < item["date_modified"] < END.isoformat() for item in changed)


def test_one_article_has_a_day_without_a_time_and_one_has_no_date() -> None:
    assert any(len(told.item.get("date_published", "")) == len("2026-11-21") for told in edition())
    assert any("date_published" not in told.item for told in edition())


# Stories


def test_several_stories_are_told_by_several_sources() -> None:
    assert len(STORIES) >= 5
    often = [story for story in STORIES if 3 <= len(tellings(story)) <= 6]
    assert len(often) >= 5
    assert all(len({told.source for told in tellings(story)}) >= 2 for story in STORIES)


@pytest.mark.parametrize("story", STORIES)
def test_tellings_of_a_story_share_names_in_headline_or_summary(story: str) -> None:
    for told in tellings(story):
        missing = [word for word in STORIES[story][1] if word.casefold() not in head(told).casefold()]
        assert len(missing) <= len(STORIES[story][1]) // 2, (told.name, missing)


@pytest.mark.parametrize("story", STORIES)
def test_the_first_name_of_a_story_is_rare_elsewhere(story: str) -> None:
    members = {told.name for told in tellings(story)}
    word = STORIES[story][1][0].casefold()
    others = [t.name for t in edition() if t.name not in members and word in head(t).casefold()]
    assert len(others) <= 2, others


@pytest.mark.parametrize("language", ["en", "zh", "es", "ar", "ru"])
def test_language_has_a_story_told_by_two_of_its_own_sources(language: str) -> None:
    assert any(len({t.source for t in tellings(story) if t.language == language}) >= 2 for story in STORIES)


def test_stories_go_on_hours_and_days_later() -> None:
    spans = []
    for story in STORIES:
        moments = [told.moment for told in tellings(story) if told.moment]
        spans.append(max(moments) - min(moments))
    assert sum(span >= timedelta(hours=12) for span in spans) >= 5
    assert any(span >= timedelta(days=2) for span in spans)


def test_agency_copy_is_nearly_the_same_text_and_names_its_origin() -> None:
    copies = {
        told.language
        for story in STORIES
        for one, other in combinations(tellings(story), 2)
        if one.source != other.source and copied(one, other) > 0.75
        for told in (one, other)
        if "origin" in told.extension
    }
    assert copies >= {"en", "zh"}


def test_other_tellings_are_written_anew() -> None:
    for story in STORIES:
        for one, other in combinations(tellings(story), 2):
            if (
                not {"origin"} & (one.extension.keys() | other.extension.keys())
                and one.language == other.language
            ):
                assert copied(one, other) < 0.3, (one.name, other.name)


# What an article can be made of


def test_bodies_are_well_formed() -> None:
    for name, page in pages().items():
        assert not page.errors, (name, page.errors)


def test_links_within_an_article_lead_somewhere() -> None:
    for name, page in pages().items():
        ids = [attributes["id"] for _, attributes in page.attributes if "id" in attributes]
        assert len(ids) == len(set(ids)), name
        inner = [link["href"][1:] for link in page.of("a") if link.get("href", "").startswith("#")]
        assert set(inner) <= set(ids), name


def test_tables_are_rectangular_and_one_fits_and_one_does_not() -> None:
    tables = [table for page in pages().values() for table in page.tables]
    assert all(len({len(row) for row in table}) == 1 and len(table) >= 3 for table in tables)
    assert all(cell.strip() for table in tables for row in table for cell in row)
    widths = [table_cells(table) for table in tables]
    assert any(40 <= width <= MEASURE for width in widths)
    assert any(width > 1.5 * MEASURE for width in widths)


def test_code_states_its_language() -> None:
    code = [c.get("class", "") for page in pages().values() for c in page.of("code") if c.get("class")]
    languages = {name.removeprefix("language-") for name in code}
    assert languages >= {"python", "rust", "sql", "diff", "shell"}
    assert any(len([c for c in page.of("code") if c.get("class")]) > 1 for page in pages().values())
    assert any(len(page.of("pre")) > sum("class" in c for c in page.of("code")) for page in pages().values())


def test_a_long_read_has_headings_quotes_lists_and_footnotes() -> None:
    name, page = max(pages().items(), key=lambda pair: len(pair[1].text.split()))
    assert len(page.text.split()) >= 2500, name
    assert len(page.of("h2")) >= 4
    assert page.of("h3")
    assert len(page.of("blockquote")) >= 2
    assert page.of("ol")
    assert page.of("ul")
    assert page.of("sup")
    assert sum(link["href"].startswith("#") for link in page.of("a")) >= 4


def test_lists_are_nested_three_deep_and_mixed() -> None:
    assert any(page.depth["li"] >= 3 and page.of("ul") and page.of("ol") for page in pages().values())


def test_figures_have_a_caption_and_pictures_an_alternative() -> None:
    figures = [figure for page in pages().values() for figure in page.figures]
    assert len(figures) >= 3
    assert all(figure >= {"img", "figcaption"} for figure in figures)
    assert all(len(image["alt"]) > 20 for page in pages().values() for image in page.of("img"))
    languages = {told.language for told in edition() if pages()[told.name].figures}
    assert languages >= {"en", "zh", "es", "ar", "ru"}


def test_there_are_definition_lists_and_links() -> None:
    assert sum(bool(page.of("dl")) for page in pages().values()) >= 2
    assert sum(any(link["href"].startswith("https:") for link in p.of("a")) for p in pages().values()) >= 5
    assert any("external_url" in told.item for told in edition())


def test_sound_is_attached_with_size_and_duration() -> None:
    attached = [file for told in edition() for file in told.item.get("attachments", [])]
    assert len(attached) >= 3
    for file in attached:
        assert file.keys() == {"url", "mime_type", "size_in_bytes", "duration_in_seconds"}
        assert file["mime_type"].startswith("audio/")
        assert file["size_in_bytes"] > file["duration_in_seconds"] > 0
    assert any(len(told.item.get("attachments", [])) > 1 for told in edition())


def test_one_article_is_a_headline_without_a_body() -> None:
    assert any("content_html" not in told.item and "summary" not in told.item for told in edition())


def test_one_headline_is_very_long() -> None:
    assert any(len(told.item["title"]) >= 300 for told in edition())
    assert all(told.item["title"] == " ".join(told.item["title"].split()) for told in edition())


def test_articles_are_of_a_newspapers_length() -> None:
    words = [
        len(pages()[told.name].text.split()) for told in edition() if told.html and told.language == "en"
    ]
    assert 150 <= median(words) <= 400
    signs = [len(pages()[told.name].text) for told in edition() if told.language == "zh"]
    assert all(count >= 250 for count in signs)


def test_facts_beyond_json_feed_are_stated_somewhere() -> None:
    stated = Counter(field for told in edition() for field in told.extension)
    assert stated.keys() == EXTENSION
    assert stated["comments_url"] == stated["comments_count"] >= 3
    assert stated["relevant"] >= 4
    for told in edition():
        for near in told.extension.get("relevant", []):
            assert near.keys() == {"title", "url", "published"}
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", near["published"])
        for field in ("comments_count", "page_views"):
            assert isinstance(told.extension.get(field, 0), int)


def test_what_is_listed_as_relevant_within_the_edition_is_quoted_rightly() -> None:
    by_url = {told.item["url"]: told.item for told in edition()}
    inside = [
        near for told in edition() for near in told.extension.get("relevant", []) if near["url"] in by_url
    ]
    assert len(inside) >= 4
    for near in inside:
        item = by_url[near["url"]]
        assert (near["title"], near["published"]) == (item["title"], item["date_published"])


def test_its_stories_are_found_in_every_script_and_nothing_else_is_in_them(tmp_path: Path) -> None:
    paths = resolve(str(tmp_path))
    ensure(paths)
    build(paths, now=lambda: 1_764_000_000)
    with closing(Library.open(paths, now=lambda: 1_764_000_000)) as library:
        found = [{one.headline.url for one in told.tellings} for told in library.stories(None, 60)]
    addresses = {told.name: told.item["url"] for told in edition()}
    wanted = {
        "银鲤潮汐电站",
        "长明号",
        "كتاب الرياح السبع",
        "Monte Candil",
        "the reef of glass sponges",
        "Bramblecote bids for Dray & Pallow",
        "the Lady with a Herring",
    }
    for name in wanted:
        articles = {addresses[one] for one in STORIES[name][0]}
        (one,) = [story for story in found if len(story & articles) > 1]
        assert one <= articles, name
    # Of all stories that are told, each is of one story only, or of none that is named here.
    named = [{addresses[one] for one in articles} for articles, _ in STORIES.values()]
    assert all(sum(len(story & one) > 0 for one in named) <= 1 for story in found)
