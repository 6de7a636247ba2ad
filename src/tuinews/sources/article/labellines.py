"""Lines of a page that name facts: ``Origin: People's Daily``, ``来源：新华网 浏览次数：12``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tuinews.sources.article.labelwords import FACTS
from tuinews.sources.article.people import is_nobody, names_in, with_origin, without_date
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.item import read_date
from tuinews.text.addresses import is_web

LONGEST = 200
"""Characters of a line: what is longer is text."""
_LONGEST_NAME = 60
_LONGEST_LABEL = 40
_LONGEST_REST = 60
"""Characters of a line of facts that are no labelled fact: a by-line, a date, buttons."""
_LONGEST_UNIT = 15
"""Characters behind a number that may say what was counted."""
_MOST_DIGITS = 12


def _labels(*facts: str, wide: bool = False) -> str:
    """The alternation of the labels of some facts; ``wide``: only of scripts without blanks."""
    words = (word for word, fact in FACTS.items() if not facts or fact in facts)
    longest = sorted((word for word in words if not wide or word >= "\u2e80"), key=len, reverse=True)
    return "|".join(map(re.escape, longest)).replace("\\ ", r"\s")


# A label begins a line or stands behind a sign; in Chinese, Japanese and Korean also behind a blank.
_START = r"(?:\A|(?<=[|｜(（【\[·•/;；—–])|(?<=\s-\s)|(?<=\s)(?=[\u2e80-\uffef]))"
_LABEL = re.compile(rf"{_START}\s*({_labels()})\s?[:：]\s*", re.IGNORECASE)
# In a line that begins with a label, also behind a blank, with a capital: ``Date: 19.11.2021 Author: Ann``.
_INNER_LABEL = re.compile(rf"(?<=\s)(?-i:(?=[A-ZÀ-ÞА-Я]))({_labels()})\s?:\s*", re.IGNORECASE)
# Without a colon where what follows can be nothing else: a date, a number of views, Chinese or Korean names.
_DATED = (
    rf"({_labels('published', 'updated')})\s+(?:(?:on|am|le|el|il|at|den|em)\s+)?"
    r"(?=(?:[^\W\d_]+\.?,?\s+){0,2}\d)"
)
_VIEWED = rf"({_labels('views')})\s+(?=\d)"
_NAMED = (
    rf"({_labels('author', 'editors', wide=True)})\s+"
    r"(?=[\u4e00-\u9fff\uac00-\ud7a3]{2,4}(?:[\s|,，、(（]|\Z))"
)
_LOOSE_LABEL = re.compile(rf"(?:{_START}|(?<=[,，]))\s*(?:{_DATED}|{_VIEWED}|{_NAMED})", re.IGNORECASE)
# What ends a value: a sign, a label of another kind, what there is to press.
_CLOSING = re.compile(
    r"[|｜)）】\]•]|\s[-–—/·]\s|\s{2,}|\s(?=[\u2e80-\uffef]{1,8}\s?[:：])"
    r"|\s\[?(?:[大小] 中 [大小]|字号|字体|我要评论|评论|分享|打印|收藏|纠错|关注|A[+-])"
)
_SIGNS = " ,，。;；|｜/·•—–-([（【"
_LABEL_PARTS = re.compile(r"[,，、;；|>]")
_NUMBER = re.compile(r"(\d[\d,.' ]*)\s*(万|萬|만|k|thousand|mio|m)?", re.IGNORECASE)
_SCALES = {"万": 10_000, "萬": 10_000, "만": 10_000, "k": 1000, "thousand": 1000, "m": 10**6, "mio": 10**6}
_COUNTED = re.compile(
    r"\A(\d[\d,.]{0,12})\s*(?:views?|page views|hits|reads|aufrufe|zugriffe|vues|visitas|visualizações"
    r"|просмотр(?:ов|а)?|次浏览|次阅读|人阅读|次点击|회 조회|görüntülenme)\Z",
    re.IGNORECASE,
)
_NO_DIGIT = re.compile(r"\D")
_SENTENCE_END = (".", "!", "?", "。", "！", "？")


class _Labelled(NamedTuple):
    fact: str
    value: str
    start: int
    end: int
    """Where label and value stand in the line."""


def read_labels(lines: Iterable[str], timezone: str, *, loosely: bool = False) -> StatedFacts:
    """The facts that lines of a page name; of each fact the first that is not empty.

    ``loosely``: a label may lack its colon, as in ``Updated 6 March 2024``.
    """
    facts = StatedFacts()
    for line in lines:
        if not 2 < len(line) <= LONGEST:
            continue
        if facts.views is None and (counted := _COUNTED.match(line)):
            facts.views = int(_NO_DIGIT.sub("", counted[1]))
        for fact, value, _, _ in _labelled(line, loosely=loosely):
            _take(facts, fact, value, timezone)
    return facts


def is_label_line(line: str) -> bool:
    """Whether a line does nothing but name facts, and perhaps a date, an author or a button beside them."""
    if not 2 < len(line) <= LONGEST:
        return False
    if _COUNTED.match(line):
        return True
    rest, end = "", 0
    for fact, value, start, stop in _labelled(line, loosely=True):
        alone = StatedFacts()
        _take(alone, fact, value, "")
        if alone != StatedFacts():
            rest += line[end:start].strip(_SIGNS)
            end = stop
    rest += line[end:].strip(_SIGNS)
    return end > 0 and len(rest) <= _LONGEST_REST and not rest.endswith(_SENTENCE_END)


def _labelled(line: str, *, loosely: bool) -> Iterator[_Labelled]:
    """The labels of a line in their order, with what they label; empty values are left out."""
    found = list(_LABEL.finditer(line)) if ":" in line or "：" in line else []
    more = [_INNER_LABEL] if found and not line[: found[0].start()].strip() else []
    for pattern in [*more, _LOOSE_LABEL] if loosely else more:
        taken = {match.end() for match in found}
        found += [match for match in pattern.finditer(line) if match.end() not in taken]
    found.sort(key=re.Match.start)
    ends = [match.start() for match in found[1:]]
    for match, end in zip(found, [*ends, len(line)], strict=False):
        closing = _CLOSING.search(line, match.end(), end)
        stop = end if closing is None else closing.start()
        if value := line[match.end() : stop].strip(_SIGNS):
            label = next(filter(None, match.groups()))
            yield _Labelled(FACTS[" ".join(label.lower().split())], value, match.start(), stop)


def _take(facts: StatedFacts, fact: str, value: str, timezone: str) -> None:
    if fact == "views":
        facts.views = _count(value) if facts.views is None else facts.views
    elif fact == "published":
        facts.published = facts.published or read_date(value, timezone)
    elif fact == "updated":
        facts.updated = facts.updated or read_date(value, timezone)
    elif fact == "origin":
        name = without_date(value)
        is_name = len(name) <= _LONGEST_NAME and not is_web(name) and not read_date(name, "")
        if is_name and not is_nobody(name):
            facts.origin = facts.origin or name
    elif fact == "author":
        if not facts.authors:
            facts.authors, origin = with_origin(names_in(value))
            facts.origin = facts.origin or origin
    elif fact == "editors":
        facts.editors = facts.editors or names_in(value)
    elif not facts.labels:
        parts = (part.strip(" #") for part in _LABEL_PARTS.split(value))
        facts.labels = [label for label in parts if 0 < len(label) <= _LONGEST_LABEL]


def _count(value: str) -> int | None:
    """A number as people write it: ``1,234``, ``3.2万``."""
    found = _NUMBER.match(value)
    if not found or len(value) - found.end() > _LONGEST_UNIT:
        return None
    digits, scale = found[1].strip(" ,.'"), _SCALES.get((found[2] or "").lower())
    if scale:
        try:
            return int(float(digits.replace(",", ".")) * scale)
        except ValueError:
            return None
    whole = _NO_DIGIT.sub("", digits)
    return int(whole) if len(whole) <= _MOST_DIGITS else None
