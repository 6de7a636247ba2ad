"""Running text while it is read: looks, links and pictures of one paragraph after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tuinews.text.clean import one_line
from tuinews.text.tree import Image, Inline, Look, Span

_LONGEST_ICON = 8
_JOINED = 200
"""Characters up to which neighbours of one look become one span; to join without end would take the square
of it."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_NOTE = re.compile(r"\[(\w{1,4})\]")
_PERMALINKS = frozenset(("#", "¶", "§", "🔗", "∞"))
_STAYS_WITH_PICTURE = frozenset(",.;:!?)")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")
_LONGEST_SCRIPT = 12
_ORDINALS = frozenset(("st", "nd", "rd", "th", "e", "er", "re", "nde", "ème", "eme", "o", "a", "os", "as"))
_ROMAN = frozenset("IVXLCDM")
_ABBREVIATED = {"m": ("me", "mes", "lle", "lles", "gr"), "n": ("o", "os"), "d": ("r",), "s": ("t", "te")}
"""What is raised in abbreviations, by the letter before it."""


class Runs:
    """Gathers the spans of a paragraph, and all links and pictures of the document."""

    def __init__(self) -> None:
        self.look = Look.PLAIN
        self._looks: Counter[Look] = Counter()
        self._spans: list[Span] = []
        self._bracket = False
        """The reading of ruby has got a bracket that is to be closed."""
        self._scripts: list[tuple[str, int]] = []
        self._apart = False
        """The next text does not join the last span: a heading's link to itself is told from its text by
        that."""
        self._only_pictures = False
        self._numbered = False
        """The last span is the number of a link."""
        self._anchors: list[int] = []
        """Anchors that wait for the text they stand at."""
        self._jump = 0
        """The anchor that the link being read leads to; 0 for none."""
        self._href: str | None = None
        self._link = 0
        """Number of the link being read; 0 until its first text comes."""
        self._link_text: list[str] = []
        self._link_shown = False
        """The paragraph holds text of the link, and not yet its number."""
        self._numbers: dict[str, int] = {}
        self._addresses: list[str] = []
        self._link_texts: list[str] = []
        self._images: list[Image] = []
        self._linked_images: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._spans)

    def turn(self, look: Look, on: bool) -> None:
        """Begins or ends a look; looks may enclose one another in any order."""
        self._looks[look] = max(0, self._looks[look] + (1 if on else -1))
        self.look = self.look | look if self._looks[look] else self.look & ~look

    def add(self, text: str) -> None:
        """Text as it came, white space of any length counting as one space."""
        text = _SPACES.sub(" ", text)
        if text[:1] == " " and (not self._spans or self._spans[-1].text[-1] in " \n"):
            text = text[1:]
        if not text:
            return
        if self._only_pictures and text != " ":
            self._only_pictures = False
            if self._href:
                self._spans.append(Span("\n"))
        self.put(text)

    def put(self, text: str) -> None:
        """Text as it is to be shown."""
        blank = text.isspace()
        link = 0 if blank else self.number()
        look = self.look
        jump = 0
        if self._jump and not blank:
            look |= Look.LINK
            jump = self._jump
        if link:
            look |= Look.LINK
            self._link_text.append(text)
            self._link_shown = True
            if self._numbered:  # two links without a space between them
                self._spans.append(Span(" "))
        if self._anchors and not blank:
            self._spans.append(Span(text, look, link, jump, self.anchors()))
            self._apart = self._numbered = False
            return
        last = self._spans[-1] if self._spans and not self._apart else None
        if (
            last
            and last.look == look
            and last.link == link
            and last.jump == jump
            and len(last.text) < _JOINED
            and last.text[-1] != "\n"
        ):
            self._spans[-1] = Span(last.text + text, look, link, jump, last.anchors)
        else:
            self._spans.append(Span(text, look, link, jump))
        self._apart = self._numbered = False

    def anchor(self, number: int) -> None:
        """An anchor stands at the text that comes next."""
        self._anchors.append(number)

    def anchors(self) -> tuple[int, ...]:
        """The anchors that wait, for the text that comes now."""
        if not self._anchors:
            return ()
        anchors = tuple(self._anchors)
        self._anchors.clear()
        return anchors

    def stands_alone(self, text: str) -> bool:
        """Whether the paragraph is pictures only, so that ``text`` begins one of its own."""
        return self._only_pictures and not self._href and text.lstrip()[:1] not in _STAYS_WITH_PICTURE

    def line_break(self) -> bool:
        """A forced line break; whether it is the second in a row, which ends the paragraph."""
        if not self._spans:
            return False
        if self._spans[-1].text == " " and len(self._spans) > 1:
            self._spans.pop()
        last = self._spans[-1]
        if last.text.endswith("\n"):
            return True
        self._spans[-1] = last._replace(text=last.text.rstrip(" ") or " ")
        self._spans.append(Span("\n"))
        return False

    def reading(self, closing: bool) -> None:
        """The reading of ruby, in brackets where the page brings none for readers like this."""
        if not closing and not (self._spans and self._spans[-1].text.endswith(("(", "（"))):
            self.put("(")
            self._bracket = True
        elif closing and self._bracket:
            self.put(")")
            self._bracket = False

    def script(self, name: str, closing: bool) -> None:
        """Superscript (``sup``) or subscript: in Unicode's signs for it, else behind a sign where it would be
        misread."""
        self.turn(Look.MARK, not closing)
        if not closing:
            self._scripts.append((name, len(self._spans)))
            self._apart = True
            return
        if not self._scripts:
            return
        opened, start = self._scripts.pop()
        spans = self._spans[start:]
        # A link's own number is not part of what is raised.
        raised = [span for span in spans if not (span.look & Look.LINK and span.look & Look.DIM)]
        text = "".join(span.text for span in raised).strip()
        notes = [span for span in raised if not span.text.isspace()]
        if len(notes) == 1 and notes[0].jump:
            sign = _note_sign(text)
            self._spans[start:] = [span._replace(text=sign) if span is notes[0] else span for span in spans]
            return
        before = self._spans[start - 1].text[-1] if start else " "
        if not text or text.startswith("[") or _is_plain(opened, before, text):
            return
        signs = _SUPERSCRIPT if opened == "sup" else _SUBSCRIPT
        if all(ord(char) in signs for char in text):
            self._spans[start:] = [
                span._replace(text=span.text.translate(signs)) if span in raised else span for span in spans
            ]
        elif not before.isspace() and len(text) <= _LONGEST_SCRIPT:
            sign, end = ("^" if opened == "sup" else "_"), ""
            if not text.isalpha():
                sign, end = f"{sign}(", ")"
            ending = [Span(end, spans[0].look)] if end else []
            self._spans[start:] = [Span(sign, spans[0].look), *spans, *ending]

    def end(self, heading: bool = False) -> Inline:
        """The spans of the paragraph that ends here; none where there is nothing to see."""
        if not self._spans:
            return ()
        self._show_number()
        spans, self._spans = self._spans, []
        self._only_pictures = self._numbered = False
        self._scripts.clear()
        _strip_end(spans)
        return _heading(spans) if heading else tuple(spans)

    # Links and pictures

    def open_link(self, address: str | None, jump: int = 0) -> None:
        """A link begins, and the one before it ends; None: it leads nowhere, or to the anchor ``jump``."""
        self.close_link()
        self._href, self._jump = address, jump

    def close_link(self) -> None:
        """The link ends, and its number is shown."""
        self._show_number()
        if self._link and not self._link_texts[self._link - 1]:
            self._link_texts[self._link - 1] = one_line("".join(self._link_text))
        self._href, self._link, self._jump = None, 0, 0
        self._link_text.clear()
        self._apart = True

    def number(self) -> int:
        """The number of the link being read; it gets one when its first text comes. 0 outside links."""
        if self._href is None:
            return 0
        if not self._link:
            self._link = self._numbers.setdefault(self._href, len(self._numbers) + 1)
            if self._link > len(self._link_texts):
                self._addresses.append(self._href)
                self._link_texts.append("")
        return self._link

    def _show_number(self) -> None:
        if not self._link_shown:
            return
        self._link_shown = False
        last = self._spans[-1]
        text = last.text.rstrip(" \n")
        loose = last.text[len(text) :]
        self._spans[-1] = last._replace(text=text)
        self._spans.append(Span(f"[{self._link}]", self.look | Look.LINK | Look.DIM, self._link))
        self._numbered = not loose
        if loose:
            self._spans.append(Span(loose[0], self.look))

    def picture(self, address: str | None, alt: str) -> None:
        """A picture; without an address it is shown, but cannot be opened."""
        if alt and len(alt) <= _LONGEST_ICON and not any(map(str.isalnum, alt)):
            self.put(alt)  # an emoji drawn as a picture
            return
        if not self._spans:
            self._only_pictures = True
        elif self._spans[-1].text[-1] not in " \n":
            self._spans.append(Span("\n" if self._only_pictures else " "))
        self._images.append(Image(address or "", alt))
        number = len(self._images)
        label = picture_label(number, alt)
        link = self.number()
        if link:
            self._linked_images.add(number)
            self._link_text.append(label[1:-1])
            self._link_shown = True
        elif address:
            link = -number
        look = self.look | Look.PICTURE
        self._spans.append(Span(label, look | Look.LINK if link else look, link, self._jump, self.anchors()))

    def address(self, link: int) -> str:
        """The address of a link of this number or, below 0, of a picture; empty where there is none."""
        if link > 0:
            return self._addresses[link - 1] if link <= len(self._addresses) else ""
        return self._images[-link - 1].url if 0 < -link <= len(self._images) else ""

    @property
    def numbered(self) -> int:
        """How many links there are."""
        return len(self._addresses)

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """The links in the text in order of appearance: address, and what it is called."""
        return zip(self._addresses, self._link_texts, strict=True)

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures so far."""
        return tuple(self._images)

    def is_linked(self, picture: int) -> bool:
        """Whether the picture of this number stands in a link."""
        return picture in self._linked_images


def _strip_end(spans: list[Span]) -> None:
    while spans:
        text = spans[-1].text.rstrip()
        if text:
            spans[-1] = spans[-1]._replace(text=text)
            return
        spans.pop()


def _is_plain(name: str, before: str, text: str) -> bool:
    """Whether letters are raised for their looks only: ``1st``, ``XIXe``, ``Mme``, ``No``, ``Brand™``."""
    if name == "sub":
        return False
    small = text.casefold()
    if small in _ORDINALS and (before.isdecimal() or before in _ROMAN):
        return True
    return small in _ABBREVIATED.get(before.casefold(), ()) or small in {"tm", "sm", "md"}


def _note_sign(text: str) -> str:
    """How the sign of a note is raised: digits without their brackets, letters with them."""
    note = _NOTE.fullmatch(text)
    sign = note[1] if note else text
    if sign.isascii() and sign.isdecimal():
        return sign.translate(_SUPERSCRIPT)
    return f"[{sign}]" if sign.isalnum() else sign


def _heading(spans: list[Span]) -> Inline:
    """The spans of a heading without its links to itself: a mere sign for that goes, a text stays."""
    own = tuple(anchor for span in spans for anchor in span.anchors)
    for at in (0, -1):
        if len(spans) > 1 and spans[at].text.strip() in _PERMALINKS and (at or spans[at].jump):
            del spans[at]
            _strip_end(spans)
            while spans and spans[0].text.isspace():
                del spans[0]
            if spans:
                spans[0] = spans[0]._replace(text=spans[0].text.lstrip(), anchors=own)
    return tuple(
        span._replace(jump=0, look=span.look & ~Look.LINK) if span.jump in own else span for span in spans
    )


def picture_label(number: int, alt: str) -> str:
    """What stands for a picture in the text."""
    return f"[picture {number}: {alt}]" if alt else f"[picture {number}]"
