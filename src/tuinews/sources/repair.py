"""XML that is nearly well-formed -> XML that is, so that few documents need the slower, looser reader.

What is mended is what real feeds get wrong: control characters, HTML's named entities, bare ampersands and
less-than signs, attributes without quotes, undeclared prefixes, elements closed in the wrong order or not at
all, text after the end. The document type declaration never reaches a parser; of its entities only short and
plain ones are set in: bombs and external entities come to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from xml.parsers import expat
from xml.sax.saxutils import escape

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]+")
_VERBATIM = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:#([0-9]{1,10}|[xX][0-9a-fA-F]{1,8});|([A-Za-z_][\w.-]{0,63});)?")
_LESS_THAN = re.compile(r"<(?![A-Za-z_:/?!])")
_TAG = re.compile(r"<[A-Za-z_][^<>]{0,4000}>")
_VALUE = re.compile(r"(\"[^\"]*\"|'[^']*')|(\s[A-Za-z_][\w.:-]{0,63}=)([^\s\"'<>/]+)(?=[\s/>])")
_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z_][\w.-]{0,63})\s+[\"']((?:&#\w{1,8};|[^\"'%&<]){0,64})[\"']\s*>")
_PREFIXED = re.compile(r"</?([A-Za-z_][\w.-]{0,63}):\w|\s([A-Za-z_][\w.-]{0,63}):[\w.-]{1,64}\s*=")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,63})\s*=")
_ROOT_NAME = re.compile(r"<[^\s/>]+")
_ELEMENT = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    rb"""|<(/?)([^\s/<>!?]++)(?:[^<>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*+(/?)>""",  # 1 end, 2 name, 3 empty
    re.DOTALL,
)
_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
_BROKEN_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_XML_ENTITIES = frozenset({"lt", "gt", "amp", "quot", "apos"})

_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rss": "http://purl.org/rss/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/commentAPI/",
}


def mend(root: str, prolog: str = "") -> bytes:
    """The document that begins with the root element ``root``, as UTF-8, well-formed as far as possible.

    ``prolog`` is what stood before the root element.
    """
    entities = {name: _referred(value) for name, value in _ENTITY.findall(prolog)}
    parts = _VERBATIM.split(_ILLEGAL.sub("", root))
    parts[::2] = [_mended_markup(part, entities) for part in parts[::2]]
    return _closed(_with_prefixes("".join(parts)).encode("utf-8", "replace"))


def _closed(data: bytes, *, balanced: bool = False) -> bytes:
    """The document up to the end of its root element; where it breaks off, with all closed that is open.

    Elements that are not closed in their order are put in order once.
    """
    open_elements: list[str] = []
    ends: list[int] = []

    def ended(_name: str) -> None:
        open_elements.pop()
        if not open_elements:
            ends.append(data.index(b">", parser.CurrentByteIndex) + 1)

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, _attributes: open_elements.append(name)
    parser.EndElementHandler = ended
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if ends:
            return data[: ends[0]]
        if error.code == _MISMATCH and not balanced:
            return _closed(_balanced(data), balanced=True)
        if error.code not in _BROKEN_OFF:
            return data
    if not open_elements:
        return data
    if data.rfind(b"<![CDATA[") > data.rfind(b"]]>"):
        data += b"]]>"
    elif data.rfind(b"<") > data.rfind(b">"):
        data = data[: data.rfind(b"<")]
    return data + "".join(f"</{name}>" for name in reversed(open_elements)).encode()


def _balanced(data: bytes) -> bytes:
    """``data`` with every element closed before the one around it, and without ends of what is not open."""
    kept: list[bytes] = []
    start = 0
    open_elements: list[bytes] = []
    counts: Counter[bytes] = Counter()
    for tag in _ELEMENT.finditer(data):
        is_end, name, is_empty = tag.groups()
        if not name or is_empty:
            continue
        if not is_end:
            open_elements.append(name)
            counts[name] += 1
            continue
        kept.append(data[start : tag.start()])
        start = tag.start() if counts[name] else tag.end()
        while counts[name] and (last := open_elements.pop()) != name:
            kept.append(b"</%s>" % last)
            counts[last] -= 1
        counts[name] -= bool(counts[name])
    return b"".join([*kept, data[start:]])


def _mended_markup(text: str, entities: dict[str, str]) -> str:
    def mended(match: re.Match[str]) -> str:
        number, name = match.groups()
        if number:
            return f"&#{number.lower()};" if _is_legal(number) else ""
        if name in _XML_ENTITIES:
            return match[0]
        if name in entities:
            return escape(entities[name])
        if name and name + ";" in html5:
            return escape(html5[name + ";"])
        return "&amp;" + match[0][1:]

    text = _LESS_THAN.sub("&lt;", _AMPERSAND.sub(mended, text))
    return _TAG.sub(lambda tag: _VALUE.sub(_quoted, tag[0]), text)


def _quoted(value: re.Match[str]) -> str:
    return value[1] or f'{value[2]}"{value[3]}"'


def _is_legal(number: str) -> bool:
    """Whether a character reference names a character XML 1.0 allows (section 2.2)."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )


def _referred(value: str) -> str:
    """An entity's value with its character references read."""

    def character(match: re.Match[str]) -> str:
        number = match[1]
        if not number or not _is_legal(number):
            return ""
        return chr(int(number[1:], 16) if number[0] in "xX" else int(number))

    return _AMPERSAND.sub(character, value)


def _with_prefixes(text: str) -> str:
    """``text`` whose root declares every prefix that is used and not declared."""
    used = {name for pair in _PREFIXED.findall(text) for name in pair if name}
    missing = used - set(_DECLARED.findall(text)) - {"xml", "xmlns"}
    declarations = "".join(
        f' xmlns:{name}="{_NAMESPACES.get(name.lower(), "urn:undeclared:" + name)}"'
        for name in sorted(missing)
    )
    return _ROOT_NAME.sub(lambda root: root[0] + declarations, text, count=1)
