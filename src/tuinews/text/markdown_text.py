"""Running text as Markdown: escaped, its emphasis, links, pictures and notes as CommonMark reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from tuinews.text.addresses import is_web
from tuinews.text.clean import one_line
from tuinews.text.document import Document
from tuinews.text.prose import inline_text
from tuinews.text.tree import Inline, Look, Span

_MARKUP = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_+|_+(?![^\W_])|&(?=#?\w+;)")
"""An underscore inside a word is none: CommonMark 6.2, rule 2."""
# At the beginning of a line: CommonMark 4 and 5, and the line below the head of GitHub's tables.
_BEGINS_BLOCK = re.compile(
    r"(?m)^ *(?:(#{1,6}(?=\s|$)|[-+](?=\s|$)|[-=]+\s*$|>|:-|-[-: ]*$)|(\d{1,9})([.)])(?=\s|$))"
)
_PICTURE = re.compile(r"\[picture (\d+)")
_BRACKETED_NOTE = re.compile(r"\\\[(\[\^\w+\])\\\]")
_SHAPES = Look.STRIKE | Look.STRONG | Look.EM | Look.CODE
_WRAPS = (
    (Look.STRIKE, "~~", "del"),
    (Look.STRONG, "**", "strong"),
    (Look.EM, "*", "em"),
)


def escaped(text: str) -> str:
    """``text``, one line or several, so that nothing in it is Markdown."""
    return _unblocked(_escaped(text))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), text)


def _unblocked(text: str) -> str:
    """Lines that begin no block, without the spaces before them, which may make code of a line."""
    return _BEGINS_BLOCK.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def address(url: str) -> str:
    """An address that is its own text."""
    return f"<{url}>" if is_web(url) and not re.search("[<> ]", url) else escaped(one_line(url))


def link(text: str, url: str) -> str:
    """A link; ``text`` is Markdown. The text alone where the address is none of the web."""
    if not is_web(url):
        return text
    if text == url and not re.search("[<>%]", url):
        return f"<{url}>"
    target = re.sub(r"&(?=#?\w+;)", "&amp;", url.replace("<", "%3C").replace(">", "%3E"))
    return f"[{text}](<{target}>)" if re.search(r"[()\\]", target) else f"[{text}]({target})"


def ticked(text: str) -> str:
    """Code in a line."""
    ticks = "`" * (longest_ticks(text) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"{ticks}{text}{ticks}"


def longest_ticks(text: str) -> int:
    """The length of the longest run of backticks."""
    return max((len(run) for run in re.findall("`+", text)), default=0)


def is_number(span: Span) -> bool:
    """Whether a span is the number of a link, which stands in the text for want of links."""
    return bool(span.look & Look.DIM) and span.text == f"[{span.link}]"


class _Run(NamedTuple):
    """A stretch of one look in one link; its neighbours tell how its emphasis can be written."""

    before: str
    """White space."""
    inner: str
    """Markdown without emphasis."""
    after: str
    """White space."""
    look: Look
    url: str
    """Of the link that it stands in; empty outside."""

    @property
    def first(self) -> str:
        """The first character that is written of it."""
        return self.before[:1] or ("*" if self.look else "[" if self.url else self.inner[:1])


def text_markdown(
    spans: Inline, document: Document, labels: Mapping[int, str], look: Look = Look.PLAIN
) -> str:
    """``spans`` as Markdown, with ``look`` over all of it; ``labels``: of notes, by their anchors."""
    runs = list(_runs(spans, document, labels, look))
    parts: list[str] = []
    last = ""
    for at, run in enumerate(runs):
        following = runs[at + 1] if at + 1 < len(runs) else None
        opens = bool(run.url) and (at == 0 or runs[at - 1].url != run.url)
        closes = bool(run.url) and (following is None or following.url != run.url)
        if opens:
            link_starts = len(parts) + bool(run.before)
        before = "[" if opens else run.before or last
        after = run.after or ("]" if closes else following.first if following else "")
        inner = _emphasised(run, before[-1:], after[:1])
        parts += [part for part in (run.before, inner) if part]
        if closes:
            parts[link_starts:] = [link("".join(parts[link_starts:]), run.url)]
        if run.after:
            parts.append(run.after)
        last = parts[-1][-1:] if parts else ""
    text = _BRACKETED_NOTE.sub(r"\1", "".join(parts).strip())
    text = re.sub(r"(?m)^(\[\^\w+\]):", r"\1\:", _unblocked(text))
    return text.replace("\n", "\\\n")


def _runs(spans: Inline, document: Document, labels: Mapping[int, str], look: Look) -> Iterator[_Run]:
    shown = [span for span in spans if not is_number(span)]

    def kind(span: Span) -> tuple[str, Look, str]:
        url = document.address(span.link)
        if span.jump in labels:
            return f"[^{labels[span.jump]}]", Look.PLAIN, url
        if span.look & Look.PICTURE:
            return _picture(span, document), Look.PLAIN, url if span.link > 0 else ""
        return "", span.look & _SHAPES, url

    for (written, shape, url), group in groupby(shown, key=kind):
        text = inline_text(tuple(group))
        inner = text.strip()
        space = len(text) - len(text.lstrip())
        before, after = text[:space], text[space + len(inner) :]
        if not inner:
            yield _Run(text, "", "", Look.PLAIN, url)
        elif written:
            yield _Run(before, written, after, Look.PLAIN, url)
        elif shape & Look.CODE:
            yield _Run(before, ticked(inner.replace("\n", " ")), after, (shape | look) & ~Look.CODE, url)
        else:
            yield _Run(before, _escaped(inner), after, shape | look, url)


def _picture(span: Span, document: Document) -> str:
    found = _PICTURE.match(span.text)
    if found is None:
        return _escaped(span.text)
    image = document.images[int(found[1]) - 1]
    alt = _escaped(image.alt)
    return f"!{link(alt, image.url)}" if image.url else alt


def _emphasised(run: _Run, before: str, after: str) -> str:
    """A run with its marks; as HTML where the signs would not be read as emphasis: CommonMark 6.2, flanking,
    and where they would run together with those of a neighbour."""
    inner = run.inner
    if not run.look or not inner:
        return inner
    several = run.look & Look.STRIKE and run.look & ~Look.STRIKE
    begins, ends = ("~", "~") if several else (inner[0], inner[-1])
    signs = (
        before not in ("*", "~")
        and (_is_apart(before) or not _is_apart(begins))
        and (_is_apart(after) or not _is_apart(ends))
    )
    for flag, sign, tag in _WRAPS:
        if run.look & flag:
            inner = f"{sign}{inner}{sign}" if signs else f"<{tag}>{inner}</{tag}>"
    return inner


def _is_apart(char: str) -> bool:
    """Whether this is white space, a sign of punctuation, or the edge of a text."""
    return not char or char.isspace() or unicodedata.category(char)[0] in "PS"
