"""Sanitised HTML read into a tree of blocks.

Token by token with an explicit stack, so that neither nesting nor size can break it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from tuinews.text.addresses import display_host, followable
from tuinews.text.clean import one_line, visible
from tuinews.text.containers import KINDS, Containers
from tuinews.text.document import Document
from tuinews.text.markup import TOKEN, attributes, frame_kind, unescape
from tuinews.text.prose import document_text
from tuinews.text.runs import Runs
from tuinews.text.subheadings import with_subheadings
from tuinews.text.tree import Block, Code, Heading, Look, Paragraph, Rule, Span

__all__ = ["Document", "document_text", "parse"]

_TAB = 4
_AT_ONCE = 200
"""Tokens between two places where whoever reads may pause: a millisecond."""
_LONG = 50_000
"""Characters of one text after which one may pause, too."""
_ANCHOR = re.compile(r'\bid="(\d{1,9})"', re.ASCII)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]{1,30})")

_LOOKS = {
    **dict.fromkeys(("b", "strong"), Look.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), Look.EM),
    **dict.fromkeys(("s", "strike", "del"), Look.STRIKE),
    **dict.fromkeys(("ins", "u"), Look.UNDER),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Look.CODE),
    "small": Look.DIM,
    "mark": Look.MARK,
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = frozenset(
    ("p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "hgroup", "address",
     "center", "form", "fieldset", "body")
)  # fmt: skip
_MEDIA = ("audio", "video", "iframe")
_UNSEEN = ("script", "style", "template", "noscript", "head", "title", "textarea", "select", "button", "svg",
           "canvas")  # fmt: skip


def parse(html: str, base: str | None = None, *, ticked: bool = False) -> Document:
    """The document that ``html`` is, which ``html.sanitise`` has written; it is read as it is looked at.

    Relative addresses are taken against ``base``. ``ticked``: code in a line stands between backticks, for
    where looks are not seen. Never raises.
    """
    reader = _Reader(base, ticked)
    return Document(with_subheadings(reader.read(html)), reader.runs)


class _Reader:
    """Takes tokens one by one and builds the tree."""

    def __init__(self, base: str | None, ticked: bool) -> None:
        self._base = base
        self._ticked = ticked
        self._runs = self.runs = Runs()
        self._containers = Containers()
        self._heading = 0
        """Level of the heading being read; 0 for none."""
        self._pre: list[Span] | None = None
        self._language = ""
        self._skipped = ""
        """The tag of which everything up to its end is passed over."""
        self._skipped_depth = 0
        self._media: dict[str, str] = {}

    def read(self, html: str) -> Iterator[Block | None]:
        """The blocks as they end, and None after every few tokens."""
        tokens = TOKEN.finditer(html)
        while batch := list(islice(tokens, _AT_ONCE)):
            for match in batch:
                text = match[4]
                if text is not None:
                    while len(text) > _LONG and (end := text.rfind(" ", 0, _LONG)) > 0:
                        self.text(text[:end])
                        text = text[end:]
                        yield None
                    self.text(text)
                elif match[2]:
                    self.tag(match[2].lower(), bool(match[1]), match[3])
            yield from self._containers.finished()
            yield None
        self._end_skipping()
        self._end_pre()
        self._runs.close_link()
        self._flush()
        self._containers.close_all()
        yield from self._containers.finished()

    def text(self, raw: str) -> None:
        """A run of text between two tags."""
        if self._skipped:
            return
        text = visible(unescape(raw))
        if self._pre is not None:
            if text.strip():
                link = self._runs.number()
                look = self._runs.look | Look.CODE | (Look.LINK if link else Look.PLAIN)
                span = Span(text, look, link, 0, self._runs.anchors())
            else:
                span = Span(text, self._runs.look | Look.CODE)
            self._pre.append(span)
            return
        if self._runs.stands_alone(text) and not text.isspace():
            self._flush()
        self._runs.add(text)

    def tag(self, name: str, closing: bool, rest: str) -> None:
        """A tag; ``rest`` is what it holds after its name."""
        if self._skipped:
            self._skip(name, closing, rest)
            return
        if rest and not closing and "id=" in rest and (anchor := _ANCHOR.search(rest)):
            self._runs.anchor(int(anchor[1]))
        if (look := _LOOKS.get(name)) is not None:
            if name == "code" and self._pre is not None and not closing:
                self._language = self._language or _language(rest)
            if self._ticked and look is Look.CODE and self._pre is None:
                self._tick(closing)
            else:
                self._runs.turn(look, not closing)
        elif name == "a":
            self._link("" if closing else attributes(rest).get("href", ""))
        elif name in _PARTS:
            if self._pre is None:
                self._flush()
            elif closing and self._pre and not self._pre[-1].text.endswith("\n"):
                self._pre.append(Span("\n", Look.CODE))
        elif name in KINDS:
            self._end_pre()
            self._end_heading()
            if closing:
                self._containers.close(name)
            else:
                self._containers.open(name, attributes(rest) if rest else {})
        elif name in _HEADINGS:
            self._end_pre()
            self._end_heading()
            if not closing:
                self._heading = int(name[1])
                self._runs.turn(Look.HEADING, True)
        elif handler := _HANDLERS.get(name):
            handler(self, name, closing, rest)

    def _link(self, href: str) -> None:
        """A link begins: to an address, to an anchor of this document, or to nowhere, which ends the last."""
        if href.startswith("#"):
            jump = href[1:]
            self._runs.open_link(None, int(jump) if jump.isascii() and jump.isdecimal() else 0)
        else:
            self._runs.open_link(followable(href, self._base) if href else None)

    def _tick(self, closing: bool) -> None:
        """Code in a line begins or ends, with a backtick where it is not inside other code."""
        was_code = self._runs.look & Look.CODE
        self._runs.turn(Look.CODE, not closing)
        if closing and was_code and not self._runs.look & Look.CODE:
            self._runs.turn(Look.CODE, True)
            self._runs.put("`")
            self._runs.turn(Look.CODE, False)
        elif not closing and not was_code:
            self._runs.put("`")

    def _flush(self) -> None:
        """Ends the paragraph."""
        if self._runs and (spans := self._runs.end(heading=bool(self._heading))):
            self._containers.emit(Heading(self._heading, spans) if self._heading else Paragraph(spans))

    def _end_heading(self) -> None:
        self._flush()
        if self._heading:
            self._heading = 0
            self._runs.turn(Look.HEADING, False)

    def _break(self, _name: str, _closing: bool, _rest: str) -> None:
        if self._pre is not None:
            self._pre.append(Span("\n", Look.CODE))
        elif self._runs.line_break():
            self._flush()

    def _hint(self, _name: str, _closing: bool, _rest: str) -> None:
        if self._runs:
            self._runs.put("\u200b")

    def _rule(self, _name: str, _closing: bool, _rest: str) -> None:
        self._end_pre()
        self._end_heading()
        self._containers.emit(Rule())

    def _quotation(self, _name: str, closing: bool, _rest: str) -> None:
        self.text("”" if closing else "“")

    def _reading(self, _name: str, closing: bool, _rest: str) -> None:
        self._runs.reading(closing)

    def _script(self, name: str, closing: bool, _rest: str) -> None:
        if self._pre is None:
            self._runs.script(name, closing)

    def _image(self, _name: str, _closing: bool, rest: str) -> None:
        found = attributes(rest)
        alt = one_line(found.get("alt") or found.get("title") or "")
        address = followable(found.get("src", ""), self._base)
        if self._pre is None and (address or alt):
            self._runs.picture(address, alt)

    # Preformatted text

    def _preformatted(self, _name: str, closing: bool, rest: str) -> None:
        self._end_pre()
        self._end_heading()
        if not closing:
            self._pre = []
            self._language = _language(rest)

    def _end_pre(self) -> None:
        if self._pre is None:
            return
        spans, self._pre = self._pre, None
        if spans and spans[0].text.startswith("\n"):
            spans[0] = spans[0]._replace(text=spans[0].text[1:])
        while spans and not spans[-1].text.strip():
            spans.pop()
        if not spans:
            return
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip())
        if len(spans) == 1:
            spans = [spans[0]._replace(text=spans[0].text.expandtabs(_TAB))]
        else:
            spans = [span._replace(text=span.text.replace("\t", " " * _TAB)) for span in spans if span.text]
        self._containers.emit(Code(tuple(spans), self._language))

    # Sound, films, frames, and what is not shown

    def _begin_skipping(self, name: str, closing: bool, rest: str) -> None:
        if not closing:
            self._skipped, self._skipped_depth = name, 1
            self._media = attributes(rest) if name in _MEDIA else {}

    def _skip(self, name: str, closing: bool, rest: str) -> None:
        if name == self._skipped:
            self._skipped_depth += -1 if closing else 1
            if not self._skipped_depth:
                self._end_skipping()
        elif name == "source" and not self._media.get("src"):
            self._media["src"] = attributes(rest).get("src", "")

    def _end_skipping(self) -> None:
        name, self._skipped = self._skipped, ""
        address = followable(self._media.get("src", ""), self._base) if name in _MEDIA else None
        if address is None:
            return
        self._end_pre()
        self._flush()
        title = one_line(self._media.get("title", "")) or display_host(address)
        self._runs.open_link(address)
        self._runs.put(f"[{frame_kind(address) if name == 'iframe' else name}: {title}]")
        self._runs.close_link()
        self._flush()


def _language(rest: str) -> str:
    match = _LANGUAGE.search(attributes(rest).get("class", "")) if rest else None
    return match[1] if match else ""


_Handler: TypeAlias = Callable[[_Reader, str, bool, str], None]
_HANDLERS: dict[str, _Handler] = {
    "br": _Reader._break,
    "wbr": _Reader._hint,
    "hr": _Reader._rule,
    "img": _Reader._image,
    "pre": _Reader._preformatted,
    "q": _Reader._quotation,
    "rt": _Reader._reading,
    "sub": _Reader._script,
    "sup": _Reader._script,
    **dict.fromkeys((*_UNSEEN, *_MEDIA), _Reader._begin_skipping),
}
