"""The slow half of ``clean``: what is done to the little text that holds anything suspicious.

A module of its own because compiling its patterns takes longer than starting to show most articles.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_PER_BASE = 4
"""Combining marks kept on one character; Vietnamese, Hebrew with points and Thai need up to 3."""

_JOINERS_PER_EMOJI = 3
"""Zero-width joiners kept in one emoji: a family of four has three."""

# An escape sequence is dropped whole where it is well formed (ECMA-48: CSI; OSC, DCS, APC, PM, SOS with
# terminator; two-character ones), so that no "[2J" stays behind. What is not well formed loses its control
# characters only.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,2048}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,4}[0-OQ-WYZ\\\\`-~]"
)
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# What needs no further look beyond ``clean``'s own list: letters of more scripts, and emoji. Not combining
# marks.
_SUSPECT = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u0620-\u064a\u1e00-\u1fff\u2010-\u2027"
    "\u202f-\u205f\u2070-\u20cf\u2100-\u27ff\u3000-\u3029\u3030-\u3098\u309b-\u312f\u3200-\u9fff\uac00-\ud7a3\uff01-\uff9f"
    "\U0001f000-\U0001f3f3\U0001f400-\U0001faff]"
)

# Controls; bidi embeddings, overrides, isolates and marks; invisible operators and fillers; interlinear
# marks; surrogates.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0d\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]+"
)
_BLANKS = re.compile("[\u2800\u3164\uffa0]")
# These four are compiled when first used, by ``re`` itself: each takes milliseconds, and texts that need it
# are rare. Tag characters mean something in the flags of England, Scotland, Wales and the like only (UTS #51,
# ED-14a).
_TAGS = "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)|[\U000e0000-\U000e007f]+"
_STRAY_VARIANTS = "(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]+"
# A joiner outside emoji would make the screen's arithmetic wrong: Rich gives what follows it no width,
# terminals do.
_EMOJI = "\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_STRAY_JOINERS = f"(?<![{_EMOJI}\ufe0f])\u200d+|\u200d+(?![{_EMOJI}])|(?<=\u200d)\u200d+"
_JOINED = (
    f"[{_EMOJI}][\ufe0f\U0001f3fb-\U0001f3ff]?"
    f"(?:\u200d[{_EMOJI}][\ufe0f\U0001f3fb-\U0001f3ff]?){{{_JOINERS_PER_EMOJI + 1},}}"
)
# Persian and the scripts of India need the non-joiner; between Latin letters it only hides words.
_STRAY_NON_JOINERS = "(?<![\u0300-\uffff])\u200c+|\u200c+(?![\u0300-\uffff])|(?<=\u200c)\u200c+"


def scrub(text: str, *, sequences: bool) -> str:
    """``text`` without what must not reach a terminal; see ``clean.visible``.

    ``sequences``: escape sequences go whole, not only their control characters.
    """
    if not _SUSPECT.search(text):
        return text
    if sequences:
        text = _ESCAPES.sub("", text)
    text = _DROPPED.sub("", _LINE_BREAKS.sub("\n", text))
    if text.isascii():
        return text
    text = _BLANKS.sub(" ", text)
    if max(text) >= "\U000e0000":
        text = re.sub(_STRAY_VARIANTS, "", re.sub(_TAGS, r"\1", text))
    if "\u200d" in text:
        text = re.sub(_JOINED, _shortened, re.sub(_STRAY_JOINERS, "", text))
    if "\u200c" in text:
        text = re.sub(_STRAY_NON_JOINERS, "", text)
    return _without_floods(text)


def _shortened(chain: re.Match[str]) -> str:
    return "\u200d".join(chain[0].split("\u200d")[: _JOINERS_PER_EMOJI + 1])


class _Marks(dict[str, bool]):
    """Whether a character is a combining mark; remembered, for asking unicodedata takes five times longer."""

    def __missing__(self, char: str) -> bool:
        mark = self[char] = char >= "\u0300" and unicodedata.category(char) in {"Mn", "Me"}
        return mark


_is_mark = _Marks().__getitem__
_HINTS = frozenset("\xad\u200b\u200c")


def _without_floods(text: str) -> str:
    """``text`` with at most ``MARKS_PER_BASE`` marks on a character, whatever invisible stands between
    them."""
    flags = bytes(map(_is_mark, text))
    if b"\1" * (MARKS_PER_BASE + 1) not in flags and _HINTS.isdisjoint(text):
        return text
    kept: list[str] = []
    marks = 0
    for char, mark in zip(text, flags, strict=True):
        if mark:
            marks += 1
            if marks > MARKS_PER_BASE:
                continue
        elif char not in _HINTS:
            marks = 0
        elif kept and kept[-1] in _HINTS:
            continue
        kept.append(char)
    return "".join(kept)
