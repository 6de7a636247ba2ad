"""Text and articles held against everything that the text room promises of what is shown."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path

from rich.cells import cell_len

from tuinews.text.addresses import is_web
from tuinews.text.blocks import document_text, parse
from tuinews.text.clean import one_line, title_text
from tuinews.text.html import html_text, sanitise
from tuinews.text.lines import line_text, set_lines
from tuinews.text.width import fit
from tuinews.text.words import count_words, spaced, words

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
    addresses = re.findall(r'<a (?:id="\d+" )?href="([^"]*)"', clean)
    assert all(is_web(url) or re.fullmatch(r"#\d+", url, re.ASCII) for url in addresses)
    assert len(addresses) == len(re.findall("<[^>]* href=", clean))
    assert all(re.fullmatch(r"\d+", id, re.ASCII) for id in re.findall('<[^>]*\\sid="([^"]*)"', clean))
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
            for piece in line:
                assert piece.text
                assert not piece.link or is_web(document.address(piece.link))
    return text
