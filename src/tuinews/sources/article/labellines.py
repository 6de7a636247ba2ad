"""Lines of a page that name a fact: ``Origin: People's Daily``, ``来源：新华网 浏览次数：12``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuinews.sources.article.labelwords import FACTS
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.item import read_date
from tuinews.text.addresses import is_web

_LONGEST = 200
"""Characters of a line: what is longer is text."""
_LONGEST_NAME = 60
_LONGEST_LABEL = 40
_MOST_PEOPLE = 20
_MOST_DIGITS = 12

_ANY = "|".join(re.escape(label) for label in sorted(FACTS, key=len, reverse=True)).replace("\\ ", r"\s")
# A label begins a line or stands behind a sign; in Chinese, Japanese and Korean also behind a blank.
_LABEL = re.compile(
    rf"(?:\A|(?<=[|｜(（【\[·•/;；])|(?<=\s)(?=[\u2e80-\uffef]))\s*({_ANY})\s?[:：]\s*", re.IGNORECASE
)
_CLOSING = re.compile(r"[|｜)）】\]•]|\s[-–—/·]\s|\s{2,}")
_LABEL_PARTS = re.compile(r"[,，、;；|>]")
_NUMBER = re.compile(r"(\d[\d,.' ]*)\s*(万|萬|만|k|thousand|mio|m)?", re.IGNORECASE)
_SCALES = {"万": 10_000, "萬": 10_000, "만": 10_000, "k": 1000, "thousand": 1000, "m": 10**6, "mio": 10**6}
_COUNTED = re.compile(
    r"\A(\d[\d,.]{0,12})\s*(?:views?|page views|hits|reads|aufrufe|zugriffe|vues|visitas|visualizações"
    r"|просмотр(?:ов|а)?|次浏览|次阅读|人阅读|次点击|회 조회|görüntülenme)\Z",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D")
_PEOPLE = re.compile(r"\s*(?:[,，、;；/&]|\s(?:and|und|et|y|e|и|och|og|en|i|ve)\s)\s*")
_WIDE_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})+")
_DATE_BEHIND = re.compile(r"\s+(?:\d{4}[-/.年]|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d{2}).*\Z")


def read_labels(lines: Iterable[str], timezone: str) -> StatedFacts:
    """The facts that lines of a page name; of each fact the first that is not empty."""
    facts = StatedFacts()
    for line in lines:
        if not 2 < len(line) <= _LONGEST:
            continue
        if facts.views is None and (counted := _COUNTED.match(line)):
            facts.views = int(_NO_DIGIT.sub("", counted[1]))
        if ":" not in line and "：" not in line:
            continue
        found = list(_LABEL.finditer(line))
        ends = [match.start() for match in found[1:]]
        for match, end in zip(found, [*ends, len(line)], strict=False):
            value = _CLOSING.split(line[match.end() : end].strip(), maxsplit=1)[0].strip(" ,，。;；|")
            if value:
                _take(facts, FACTS[" ".join(match[1].lower().split())], value, timezone)
    return facts


def _take(facts: StatedFacts, fact: str, value: str, timezone: str) -> None:
    if fact == "views":
        facts.views = _count(value) if facts.views is None else facts.views
    elif fact == "published":
        facts.published = facts.published or read_date(value, timezone)
    elif fact == "updated":
        facts.updated = facts.updated or read_date(value, timezone)
    elif fact == "origin":
        name = _DATE_BEHIND.sub("", value)
        if len(name) <= _LONGEST_NAME and not is_web(name) and not read_date(name, ""):
            facts.origin = facts.origin or name
    elif fact == "author":
        facts.authors = facts.authors or names_in(value)
    elif fact == "editors":
        facts.editors = facts.editors or names_in(value)
    elif not facts.labels:
        parts = (part.strip(" #") for part in _LABEL_PARTS.split(value))
        facts.labels = [label for label in parts if 0 < len(label) <= _LONGEST_LABEL]


def names_in(value: str) -> list[str]:
    """The people that a short text lists; none where it is no list of names."""
    value = _DATE_BEHIND.sub("", value).strip(" .。)）")
    if "://" in value or "@" in value:
        return []
    if _WIDE_NAMES.fullmatch(value):
        return value.split()
    names = [name for name in _PEOPLE.split(value) if name]
    if any(len(name) > _LONGEST_NAME or _DIGIT.search(name) for name in names):
        return []
    return names[:_MOST_PEOPLE]


def _count(value: str) -> int | None:
    """A number as people write it: ``1,234``, ``3.2万``."""
    found = _NUMBER.match(value)
    if not found:
        return None
    digits, scale = found[1].strip(" ,.'"), _SCALES.get((found[2] or "").lower())
    if scale:
        try:
            return int(float(digits.replace(",", ".")) * scale)
        except ValueError:
            return None
    whole = _NO_DIGIT.sub("", digits)
    return int(whole) if len(whole) <= _MOST_DIGITS else None
