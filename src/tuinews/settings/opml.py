"""OPML 2.0, the format of subscription lists: read forgivingly, written strictly.

The format: http://opml.org/spec2.opml. Two thirds of the lists people share are not well-formed XML (bare
``&``, markup and quotes inside quotes), so this reads outlines by their outer shape alone. Nothing else of
XML is understood: no document type, no entity but named characters; no list can make it read a file or grow.
"""

from __future__ import annotations

import html
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tuinews.model import Source
from tuinews.settings.incoming import MOST_TAGS, decode, incoming
from tuinews.settings.source_table import clean_tags, read_table, same_address

_OURS = "urn:tuinews:source"
_PREFIX = "tuinews:"
_DEEPEST = 8
"""Folders of a path that are read; deeper ones say no more."""

# Possessive, so that no text takes more than one step per character.
_OUTLINE = re.compile(r"<(/?)outline\b", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([A-Za-z_][\w:.-]*+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_opml(data: bytes) -> list[Source]:
    """The feeds of a list in its order, without ids; never raises, and what names no feed gives none.

    The outermost folder is the category; deeper ones and the items of a ``category`` attribute are tags. A
    feed that is named twice is one source: its first place decides, other folders become tags. Commands
    (``filtercmd``, ``exec:``) and addresses other than http and https come in paused. Time and memory are
    linear in the size of ``data``.
    """
    found: dict[str, Source] = {}
    open_folders: list[str] = []  # one for every open outline, empty for those without a name
    path: list[str] = []  # the names among them
    text = _without_comments(decode(data))
    marks = list(_OUTLINE.finditer(text))
    for number, mark in enumerate(marks, start=1):
        if mark[1]:
            if open_folders and open_folders.pop():
                path.pop()
            continue
        rest = text[mark.end() : marks[number].start() if number < len(marks) else len(text)]
        tag = _tag(rest)
        attributes = _attributes(tag)
        source = _feed(attributes, path)
        if source:
            key = same_address(source.url)
            found[key] = _merged(found[key], source) if key in found else source
        if not tag.endswith("/>"):
            name = "" if source else attributes.get("text", "").strip() or attributes.get("title", "").strip()
            open_folders.append(name)
            if name:
                path.append(name)
    return list(found.values())


def write_opml(sources: Iterable[Source]) -> bytes:
    """The sources as OPML 2.0 in UTF-8, a folder for each category in the order of their first source.

    What OPML has no words for is carried in attributes of a name space of ours, so that ``read_opml`` gives
    the same sources. Except: commands come back paused and through the shell, and ``private`` is never
    carried, because whoever imports decides about private hosts.
    """
    folders: dict[str, list[Source]] = {}
    for source in sources:
        folders.setdefault(source.category, []).append(source)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:tuinews="{_OURS}">',
        "  <head>\n    <title>tuinews</title>\n  </head>",
        "  <body>",
    ]
    for category, members in folders.items():
        indent = "    "
        if category:
            lines.append(f"    <outline{_written({'text': category, 'title': category})}>")
            indent = "      "
        lines += [f"{indent}<outline{_written(_said(source))}/>" for source in members]
        if category:
            lines.append("    </outline>")
    lines += ["  </body>", "</opml>", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _without_comments(text: str) -> str:
    kept = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _tag(rest: str) -> str:
    """What belongs to an outline's tag of the text that follows ``<outline``, up to the next outline."""
    whole = _REST_OF_TAG.match(rest)
    if whole and ("xmlurl" in whole[0].lower() or "xmlurl" not in rest.lower()):
        return whole[0]
    return rest[: rest.rfind(">") + 1]


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name; the first of a name counts.

    Exact for XML. In a tag whose values hold quotes of their own, what lies between them is read as
    attributes too, which does no harm.
    """
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = match[2] if match[2] is not None else match[3]
        found.setdefault(match[1].lower(), _REFERENCE.sub(_character, value))
    return found


def _character(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])


def _feed(attributes: Mapping[str, str], path: list[str]) -> Source | None:
    url = attributes.get("xmlurl", "")
    if not url.strip():
        return None
    folders = path[:_DEEPEST]
    labels = []
    for label in attributes.get("category", "").split(","):
        if label.strip().startswith("/") and not folders:  # a whole path, as the specification has it
            folders = [part for part in label.strip().split("/") if part]
        else:
            labels.append(label)
    source = incoming(
        url,
        title=attributes.get("title", "").strip() or attributes.get("text", ""),
        category=folders[0] if folders else "",
        tags=[*folders[1:], *labels],
        command=attributes.get("filtercmd", "").strip() or _exec_command(url),
    )
    return _with_ours(source, attributes) if source else None


def _exec_command(url: str) -> str:
    scheme, _, command = url.strip().partition(":")
    return command.strip() if scheme.lower() == "exec" else ""


def _merged(first: Source, second: Source) -> Source:
    """One source of two mentions of its address."""
    labels = [*first.tags, *([second.category] if second.category else []), *second.tags]
    tags = tuple(label for label in clean_tags(labels) if label != first.category)
    return replace(first, tags=tags[:MOST_TAGS], title=first.title or second.title)


def _said(source: Source) -> dict[str, str]:
    """The attributes of a feed's outline."""
    said = {
        "type": "rss",
        "text": source.title or source.url,
        "title": source.title or source.url,
        "xmlUrl": source.url,
        "category": ",".join(source.tags),
        "filtercmd": "" if source.url.startswith("exec:") else _command_line(source.command),
        "tuinews:id": source.id,
        "tuinews:kind": "" if source.kind == "feed" else source.kind,
        "tuinews:paused": "true" if source.paused else "",
        "tuinews:paused_why": source.paused_why,
        "tuinews:interval": str(source.interval or ""),
        "tuinews:timezone": source.timezone,
    }
    return {key: value for key, value in said.items() if value}


def _command_line(command: tuple[str, ...]) -> str:
    return command[2] if len(command) == 3 and command[:2] == ("sh", "-c") else shlex.join(command)


def _with_ours(source: Source, attributes: Mapping[str, str]) -> Source:
    """The source with what ``write_opml`` noted of it; values that do not fit are left out."""
    stated: dict[str, object] = {
        key.removeprefix(_PREFIX): value for key, value in attributes.items() if key.startswith(_PREFIX)
    }
    if not stated:
        return source
    stated = {
        key: stated[key] for key in ("id", "kind", "interval", "timezone", "paused_why") if key in stated
    }
    interval = str(stated.get("interval", ""))
    if interval.isdecimal() and len(interval) < 9:
        stated["interval"] = int(interval)
    read = read_table("", {"url": "https://opml.invalid/", **stated}).source
    if read is None:
        return source
    paused = source.paused or attributes.get(f"{_PREFIX}paused") == "true"
    return replace(
        source,
        id=read.id,
        kind=read.kind,
        interval=read.interval,
        timezone=read.timezone,
        paused=paused,
        paused_why=source.paused_why or (read.paused_why if paused else ""),
    )


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{html.escape(_NOT_XML.sub("", value))}"' for key, value in attributes.items())
