"""The text room on what was made to break it."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

from support.shown import BODY, TITLE, body_of, check_article, check_line_of_text, decoded
from tuinews.text.addresses import absolute, host, is_private_host, is_web
from tuinews.text.clean import plain, title_text


def hostile(folder: Path, *patterns: str) -> Iterator[Path]:
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    assert found
    yield from found


def test_hostile_pages_take_bounded_time(hostile_folder: Path) -> None:
    rules = {}
    with (hostile_folder / "index.jsonl").open(encoding="utf-8") as lines:
        rules = {rule["file"]: rule for rule in map(json.loads, lines)}
    for path in hostile(hostile_folder, "html_*"):
        began = time.perf_counter()
        text = check_article(body_of(path), (76,))
        assert time.perf_counter() - began < 10, path.name
        for visible in rules[path.name].get("visible", ()):
            assert visible in text
        for hidden in rules[path.name].get("hidden", ()):
            assert hidden not in text


def test_hostile_feeds(hostile_folder: Path) -> None:
    for path in hostile(
        hostile_folder, "uni_*", "esc_*", "markup_*", "links_*", "sql_*", "guid_*", "xml_html*"
    ):
        began = time.perf_counter()
        feed = body_of(path)
        for title in TITLE.finditer(feed):
            check_line_of_text(decoded(title[1]))
        for body in BODY.finditer(feed):
            check_article(html.unescape(decoded(body[2])), (76, 9))
        check_line_of_text(feed)
        plain(feed)
        assert time.perf_counter() - began < 10, path.name


def test_console_markup_in_titles_is_shown_as_typed(hostile_folder: Path) -> None:
    feed = body_of(hostile_folder / "markup_rich_tags.xml")
    titles = [title_text(decoded(title[1])) for title in TITLE.finditer(feed)]
    for typed in ("[bold red]SALE[/]", "[/nothing-open]", "[link=https://evil.example]BBC[/link]"):
        assert any(typed in title for title in titles)


def test_hostile_links_are_judged(hostile_folder: Path) -> None:
    feed = body_of(hostile_folder / "links_schemes.xml")
    links = [decoded(link) for link in re.findall(r"<link>(.*?)</link>", feed, re.DOTALL)]
    made = [absolute(link, "https://news.example/feed.xml") for link in links]
    assert len(links) > 25
    assert all(url is None or is_web(url) for url in made)
    assert {host(url) for url in made if url} == {"news.example", "evil.example"}
    listed = re.findall('xmlUrl="([^"]*)"', body_of(hostile_folder / "links_ssrf.opml"))
    assert all(is_private_host(host(url)) for url in listed if is_web(url))
