"""What an address gave that is no page: a document, a picture, a recording, or bytes of any other kind."""

from __future__ import annotations

import re

_BEGINNINGS = (
    (re.compile(rb"%PDF-"), "a PDF document"),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|BM....\0\0\0\0|II\*\0|MM\0\*", re.DOTALL),
        "a picture",
    ),
    (re.compile(rb"....ftypavif|....ftyphei[cf]", re.DOTALL), "a picture"),
    (re.compile(rb"ID3|OggS|fLaC|RIFF....WAVE|....ftypM4A", re.DOTALL), "a sound recording"),
    (re.compile(rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", re.DOTALL), "a video"),
    (re.compile(rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!|BZh[1-9]|\xfd7zXZ"), "an archive or office document"),
)
"""What files of a kind begin with, and what a person calls it."""
_TYPES = (
    ("application/pdf", "a PDF document"),
    ("image/", "a picture"),
    ("audio/", "a sound recording"),
    ("video/", "a video"),
    ("application/zip", "an archive or office document"),
)
_LOOKED_AT = 4096
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f\ufffd]")
_MOST_NO_TEXT = 0.02
"""Share of characters that no text holds: a page has one that was misread here and there."""


def file_kind(body: bytes, content_type: str, text: str) -> str:
    """What sort of file this is, in words with an article; empty where it is text.

    ``text`` is the body as decoded. What begins as a page is one, whatever it was sent as.
    """
    for beginning, kind in _BEGINNINGS:
        if beginning.match(body):
            return kind
    sample = text[:_LOOKED_AT]
    strange = len(_NO_TEXT.findall(sample)) > _MOST_NO_TEXT * len(sample)
    if strange or not sample.lstrip().startswith("<"):
        for start, kind in _TYPES:
            if content_type.lower().lstrip().startswith(start) and "svg" not in content_type:
                return kind
    return "a file" if strange else ""
