"""The text room on what is really out there, and on what was made to break it."""

from __future__ import annotations

import gzip
import html
import itertools
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from tuinews.text.addresses import absolute, canonical, host, is_private_host, is_web
from tuinews.text.blocks import document_text, parse
from tuinews.text.clean import one_line, plain, title_text
from tuinews.text.dates import parse_stamp
from tuinews.text.html import html_text, sanitise
from tuinews.text.lines import line_text, set_lines
from tuinews.text.width import fit
from tuinews.text.words import count_words, spaced, words

pytestmark = pytest.mark.corpus

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
BODY = re.compile(r"<(content:encoded|description|content|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)
CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)


def body_of(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def decoded(element: str) -> str:
    """What an XML parser would hand on of an element's text."""
    match = CDATA.fullmatch(element)
    return match[1] if match else html.unescape(element)


def check_line_of_text(text: str) -> None:
    for shown in (one_line(text), title_text(text)):
        assert not UNSAFE.search(shown)
        assert "\n" not in shown
        shown.encode("utf-8")
        for cells in (7, 60):
            assert cell_len(fit(shown, cells)) <= cells


def check_article(source: str, widths: tuple[int, ...] = (76, 40, 9)) -> str:
    """Holds an article's HTML against everything the room promises; its text."""
    clean = sanitise(source, "https://example.org/a/")
    text = html_text(clean)
    assert not UNSAFE.search(clean.replace("\t", " "))
    tags = "".join(re.findall("<[^>]*>", clean))
    assert not re.search(r"<(?:script|style|iframe|object|form|svg)\b|\son\w+=|=\"javascript:", tags)
    assert all(is_web(url) for url in re.findall(r'<a href="([^"]*)"', clean))
    words(text)
    spaced(text)
    count_words(text)
    document = parse(clean)
    assert not UNSAFE.search(document_text(document, addresses=True))
    assert len(document.links) == len(document.link_texts) == len(set(document.links))
    for width in widths:
        for line in set_lines(document, width):
            assert not UNSAFE.search(line_text(line))
            assert sum(cell_len(piece.text) for piece in line) <= width
            assert all(piece.text and 0 <= piece.link <= len(document.links) for piece in line)
    return text


def test_bodies_and_titles_of_real_feeds(corpus: Path) -> None:
    articles = 0
    for path in sorted((corpus / "feeds" / "real").glob("*.gz"))[::4]:
        feed = body_of(path)
        for title in itertools.islice(TITLE.finditer(feed), 60):
            check_line_of_text(decoded(title[1]))
        for body in itertools.islice(BODY.finditer(feed), 12):
            check_article(decoded(body[2]))
            articles += 1
    assert articles > 500


def test_no_letter_of_an_article_is_lost(corpus: Path) -> None:
    for path in sorted((corpus / "feeds" / "real").glob("*.gz"))[::9]:
        for body in itertools.islice(BODY.finditer(body_of(path)), 8):
            clean = sanitise(decoded(body[2]), "https://example.org/a/")
            letters = [char for char in html_text(clean) if char.isalpha() and char.isascii()]
            set_ones = [char for char in document_text(parse(clean)) if char.isalpha() and char.isascii()]
            assert len(set_ones) >= 0.98 * len(letters)


def test_every_dated_item_of_real_feeds_has_a_stamp(corpus: Path) -> None:
    with gzip.open(corpus / "feeds" / "real" / "reference.jsonl.gz", "rt", encoding="utf-8") as lines:
        dates = [item.get("date") or "" for line in lines for item in json.loads(line)["items"]]
    given = [text for text in dates if text.strip() and " 0001 " not in text]
    assert len(given) > 7000
    assert [text for text in given if not parse_stamp(text)] == []


def test_whole_pages(corpus: Path) -> None:
    pages = sorted((corpus / "pages").glob("*/*.html.gz"))
    for path in pages[:: max(1, len(pages) // 30)]:
        began = time.perf_counter()
        check_article(body_of(path), (76,))
        assert time.perf_counter() - began < 10


def hostile(corpus: Path, *patterns: str) -> Iterator[Path]:
    folder = corpus / "hostile"
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    assert found
    yield from found


def test_hostile_pages_take_bounded_time(corpus: Path) -> None:
    rules = {}
    with (corpus / "hostile" / "index.jsonl").open(encoding="utf-8") as lines:
        rules = {rule["file"]: rule for rule in map(json.loads, lines)}
    for path in hostile(corpus, "html_*"):
        began = time.perf_counter()
        text = check_article(body_of(path), (76,))
        assert time.perf_counter() - began < 10, path.name
        for visible in rules[path.name].get("visible", ()):
            assert visible in text
        for hidden in rules[path.name].get("hidden", ()):
            assert hidden not in text


def test_hostile_feeds(corpus: Path) -> None:
    for path in hostile(corpus, "uni_*", "esc_*", "markup_*", "links_*", "sql_*", "guid_*", "xml_html*"):
        began = time.perf_counter()
        feed = body_of(path)
        for title in TITLE.finditer(feed):
            check_line_of_text(decoded(title[1]))
        for body in BODY.finditer(feed):
            check_article(html.unescape(decoded(body[2])), (76, 9))
        check_line_of_text(feed)
        plain(feed)
        assert time.perf_counter() - began < 10, path.name


def test_console_markup_in_titles_is_shown_as_typed(corpus: Path) -> None:
    feed = body_of(corpus / "hostile" / "markup_rich_tags.xml")
    titles = [title_text(decoded(title[1])) for title in TITLE.finditer(feed)]
    for typed in ("[bold red]SALE[/]", "[/nothing-open]", "[link=https://evil.example]BBC[/link]"):
        assert any(typed in title for title in titles)


def test_naughty_strings(corpus: Path) -> None:
    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for part in value.values() if isinstance(value, dict) else value:
                yield from strings(part)

    found = list(
        strings(json.loads((corpus / "hostile" / "naughty-strings.json").read_text(encoding="utf-8")))
    )
    assert len(found) >= 350
    for text in found:
        check_line_of_text(text)
        check_article(text)
        parse_stamp(text)
        absolute(text, "https://example.org/")
        canonical(text)
        is_private_host(text)


def test_hostile_links_are_judged(corpus: Path) -> None:
    feed = body_of(corpus / "hostile" / "links_schemes.xml")
    links = [decoded(link) for link in re.findall(r"<link>(.*?)</link>", feed, re.DOTALL)]
    made = [absolute(link, "https://news.example/feed.xml") for link in links]
    assert len(links) > 25
    assert all(url is None or is_web(url) for url in made)
    assert {host(url) for url in made if url} == {"news.example", "evil.example"}
    listed = re.findall('xmlUrl="([^"]*)"', body_of(corpus / "hostile" / "links_ssrf.opml"))
    assert all(is_private_host(host(url)) for url in listed if is_web(url))
