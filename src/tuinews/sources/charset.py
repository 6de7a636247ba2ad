"""Bytes of a document -> text, whatever the labels claim.

The order of trust: a byte order mark (RFC 7303), bytes that can only be UTF-8, the HTTP header, the
document's own declaration, and last a guess from the bytes. Labels are read as browsers read them
(WHATWG Encoding: ``gb2312`` is gb18030, ``iso-8859-1`` is windows-1252). UTF-7 is never decoded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

# The longer mark first: UTF-32 little endian begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<" or "{" begins a document in encodings that are no superset of ASCII.
_WIDE_STARTS = (
    (re.compile(rb"\A\0\0\0[<{\[]"), "utf-32-be"),
    (re.compile(rb"\A[<{\[]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\A\0[<{\[]\0[^\0]"), "utf-16-be"),
    (re.compile(rb"\A[<{\[]\0[^\0]\0"), "utf-16-le"),
)
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Encodings whose bytes are all ASCII, so that only their label tells.
_STATEFUL = frozenset({"iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_kr", "hz"})
# Never decoded: UTF-7 hides markup from every check, and Python's own codecs are no character sets.
_REFUSED = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)

_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")

# Tried in this order: which share of the characters beyond ASCII must be usual ones. Kana are a part of
# Japanese and of nothing else; Hangul nearly all of Korean, but also two thirds of Chinese bytes misread.
_EAST_ASIAN = (("euc_jp", 0.25), ("cp932", 0.25), ("cp949", 0.9), ("gb18030", 0.6), ("big5hkscs", 0.6))

_GUESS_FROM = 65536
"""Bytes looked at when nothing but the bytes themselves can tell the encoding."""


class Decoded(NamedTuple):
    """A document as text."""

    text: str
    lossy: bool
    """Some bytes made no sense in the chosen encoding and were replaced."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of a body; never raises. ``content_type`` is the HTTP header, where there was one."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], name)
    for start, name in _WIDE_STARTS:
        if start.match(body):
            return _decoded(body, name)
    if body.isascii():
        for label in _labels(body, content_type):
            if label in _STATEFUL:
                return _decoded(body, label)
        return Decoded(body.decode("ascii"), lossy=False)
    try:
        return Decoded(body.decode("utf-8"), lossy=False)
    except UnicodeDecodeError:
        pass
    for label in _labels(body, content_type):
        if label == "utf-8":
            continue
        try:
            return Decoded(body.decode(label), lossy=False)
        except UnicodeDecodeError:
            continue
    return _guessed(body)


def _decoded(body: bytes, name: str) -> Decoded:
    text = body.decode(name, "replace")
    return Decoded(text, lossy="\ufffd" in text)


def _labels(body: bytes, content_type: str | None) -> Iterator[str]:
    """Names of codecs that HTTP header, XML declaration and HTML meta element claim, in this order."""
    http = _HTTP_CHARSET.search(content_type or "")
    if http:
        yield from _codec(http[1])
    # A page may state its encoding behind long comments: more is looked at than HTML's 1024 bytes.
    declared = _XML_ENCODING.search(body, 0, 4096) or _META_CHARSET.search(body, 0, 16384)
    if declared:
        yield from _codec(declared[1].decode("ascii", "ignore"))


def _codec(label: str) -> Iterator[str]:
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return
    # ``_is_text_encoding`` is what bytes.decode itself asks, so as not to run rot13 or zlib.
    if info.name not in _REFUSED and getattr(info, "_is_text_encoding", True):
        yield _SUPERSETS.get(info.name, info.name)


def _guessed(body: bytes) -> Decoded:
    """Text of bytes that are neither valid UTF-8 nor what any label says."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 4 <= len(_NOT_ASCII.findall(text)):
        return Decoded(body.decode("utf-8", "tuinews-cp1252"), lossy=True)
    sample = body[:_GUESS_FROM]
    for name, share in _EAST_ASIAN:
        if _reads_as(sample, name, share):
            return _decoded(body, name)
    runs = [len(run) for run in _HIGH_RUN.findall(sample)]
    # Western text has single letters beyond ASCII, Cyrillic whole words of them.
    cyrillic = sum(run for run in runs if run > 2) * 2 > sum(runs)
    if cyrillic:
        return _decoded(body, "cp1251")
    return Decoded(body.decode("utf-8", "tuinews-cp1252"), lossy=True)


def _reads_as(sample: bytes, name: str, share: float) -> bool:
    """Whether bytes in this encoding give enough of the characters that its language is written with."""
    # The sample may end inside a character.
    text = codecs.getincrementaldecoder(name)("replace").decode(sample)
    if "\ufffd" in text:
        return False
    high = _NOT_ASCII.findall(text)
    usual = sum(1 for character in high if _is_usual(character, name))
    return usual >= share * len(high)


def _is_usual(character: str, name: str) -> bool:
    if name in ("euc_jp", "cp932"):
        # Kana tell Japanese; half-width ones only show that the bytes were another encoding's.
        return "\u3040" <= character <= "\u30ff"
    if name == "cp949":
        return "\uac00" <= character <= "\ud7a3"
    try:
        high = character.encode("gb2312" if name == "gb18030" else name)[0]
    except UnicodeEncodeError:  # big5hkscs writes some pairs of characters as one
        return False
    if name == "gb18030":
        # Rows 16 to 55: the 3755 usual characters of GB 2312; rows 1 and 3: its punctuation.
        return 0xB0 <= high <= 0xD7 or high in (0xA1, 0xA3)
    # Big5's level 1: the 5401 usual characters; A1 to A3: punctuation.
    return 0xA1 <= high <= 0xC6


def _western(error: UnicodeError) -> tuple[str, int]:
    """Reads a byte that is not UTF-8 as windows-1252, the way such bytes come into a document."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("tuinews-cp1252", _western)
