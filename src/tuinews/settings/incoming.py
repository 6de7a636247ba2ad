"""What comes in from other people's lists, made fit to follow: cleaned, bounded, paused where it may harm."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuinews.model import Source
from tuinews.settings.source_table import clean_tags
from tuinews.text.addresses import is_web
from tuinews.text.clean import one_line

_LONGEST_URL = 4000
_LONGEST_TITLE = 300
_LONGEST_NAME = 80
"""Of a category or a tag."""
MOST_TAGS = 16

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BARE_HOST = re.compile(r"[^\s/:?#@]+\.[^\s/:?#@.]{2,}(?::\d+)?(?:[/?#]|\Z)")


def incoming(
    url: str,
    *,
    title: str = "",
    category: str = "",
    tags: Iterable[str] = (),
    command: str = "",
) -> Source | None:
    """A source as a list names it, without an id; None where there is no address to keep.

    ``command`` is a line for the shell, as feed readers keep it: it is carried along and comes in paused, and
    so does every address that is not http or https. A title that is only the address is none.
    """
    address = _tidy(url)
    if not address:
        return None
    name = _cut(one_line(title), _LONGEST_TITLE)
    folder = _cut(one_line(category), _LONGEST_NAME)
    labels = [_cut(tag, _LONGEST_NAME) for tag in clean_tags(tags) if tag != folder]
    why = _why_paused(address, command)
    return Source(
        id="",
        url=address,
        title="" if name == address else name,
        category=folder,
        tags=tuple(dict.fromkeys(labels))[:MOST_TAGS],
        paused=bool(why),
        paused_why=why,
        command=("sh", "-c", command) if command else (),
    )


def decode(data: bytes) -> str:
    """The text of a list: by its byte order mark, else UTF-8, else as it declares, else Windows-1252.

    Never raises; bytes that fit nothing become replacement characters. Line ends become newlines.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _newlines(data.decode(encoding, "replace"))
    if data[:4] in (b"<\0?\0", b"<\0o\0"):
        return _newlines(data.decode("utf-16-le", "replace"))
    if data[:4] in (b"\0<\0?", b"\0<\0o"):
        return _newlines(data.decode("utf-16-be", "replace"))
    declared = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']", data)
    for encoding in ("utf-8", declared[1].decode() if declared else "cp1252"):
        try:
            return _newlines(data.decode(encoding))
        except (UnicodeError, LookupError):
            continue
    return _newlines(data.decode("cp1252", "replace"))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tidy(url: str) -> str:
    """The address as it is kept: nothing invisible in it, ``feed:`` resolved, a bare host made https."""
    address = _CONTROLS.sub("", url).strip()
    if len(address) > _LONGEST_URL:
        return ""
    if address.lower().startswith("feed:"):
        rest = address[5:]
        address = f"http:{rest}" if rest.startswith("//") else rest
    if address.startswith("//"):
        address = f"https:{address}"
    elif _BARE_HOST.match(address):
        address = f"https://{address}"
    if not _SCHEME.match(address):
        return ""
    return address.replace(" ", "%20") if re.match(r"https?:", address, re.IGNORECASE) else address


def _why_paused(address: str, command: str) -> str:
    if command:
        return (
            f"It runs a command: {_cut(one_line(command), 80)}. Enable it if you know what the command does."
        )
    if is_web(address):
        return ""
    scheme = one_line(address.partition(":")[0].lower())
    if scheme == "file":
        return "It is a file of this machine. Enable it if you know what the file is."
    return f"{scheme}: addresses cannot be fetched, only http and https."


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
