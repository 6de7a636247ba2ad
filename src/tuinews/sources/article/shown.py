"""What a page shows of its article's facts: by-line, date, label lines, the list of relevant articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tuinews.model import Relevant
from tuinews.sources.article.labellines import is_label_line, read_labels
from tuinews.sources.article.measured import Measure, is_line
from tuinews.sources.article.people import names_in, with_origin
from tuinews.sources.article.phrases import heads_relevant
from tuinews.sources.article.pruning import RUNNING
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.article.wording import is_author, names
from tuinews.sources.headlines import as_headline
from tuinews.sources.htmltree import HEADINGS, INLINE, Node, text_of
from tuinews.sources.item import date_of, read_date
from tuinews.text.addresses import absolute

_MOST_NODES = 60_000
_MOST_LINES = 3000
_MOST_RELEVANT = 30
_MOST_LINKS = 40
"""Links of a part that is no list of relevant articles but half the page."""
_NEAR = 40
"""Lines above the text in which by-line and date are looked for."""
_ABOVE_HEADLINE = 5
_BEHIND = 15
"""Lines behind it that may say what stands in the way."""
_BYLINES_BEHIND = 5
_LONGEST_LINE = 500
"""Length (see ``text.length``) of a block that is read as a line."""
_LONGEST_HEADING = 60
_LONGEST_BYLINE = 120
_LONGEST_NAMES = 80
_LONGEST_DATE = 100
_HEADING_TAGS = HEADINGS | {"strong", "b", "span"}

_BY = re.compile(
    r"\A\W*(?:by|von|par|por|di|door|av|af|text|words|written by|reported by|story by|autor(?:in|es|a)?"
    r"|author|auteur|автор|текст|文|作者)(?:\s+|\s*[:：]\s*)|\ABy(?-i:(?=[A-Z]))",
    re.IGNORECASE,
)
# A sign, a label, a number with or without the name of a month or a day before it, what there is to press.
_AFTER_NAME = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\s(?=[\u2e80-\uffef]{1,8}\s?[:：])|,\s*(?=in\s)"
    r"|[,\s](?:\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?){0,2}"
    r"\s*(?=\d)|\d{1,2}[./:]|\d{4}|\sfollow\b|\s@"
    r"|\b(?:published|updated|posted|am|on|le|el|vom|for|staff writer|senior|correspondent)\b).*\Z",
    re.IGNORECASE,
)
_LINE_PARTS = re.compile(r"[|•·]|\s[–—]\s")
_BEFORE_DATE = re.compile(
    r"\A(?:.{0,40}?\b)?(?:published|posted|updated|on|date|datum|vom|am|veröffentlicht|erstellt|stand|publié|le"
    r"|publicado|el|del|em|pubblicato|il|опубликовано|發布|发布|发表)(?:\s+(?:on|am|le|el|il|at))?\s*[:：]?\s+",
    re.IGNORECASE,
)
_DATE_PARTS = re.compile(r"[|•·]|\s[-–—]\s|,\s(?=[A-Z])")
_LETTER = re.compile(r"[^\W\d_]")


class Line(NamedTuple):
    """A block of a page that holds no other block with text."""

    node: Node
    text: str
    """Empty where it is long."""
    runs: bool
    """It is running text."""


def read_shown(
    page: Node, container: Node, marks: dict[Node, Measure], base: str, timezone: str
) -> tuple[StatedFacts, str]:
    """The facts that people can read on the page, and its lines from the text's end on.

    ``container`` holds the article. Facts are looked for above the text, from the headline on, then behind
    it, labelled ones last on the whole page.
    """
    lines = list(islice(_lines(page, marks), _MOST_LINES))
    within = set(container.iter("*"))
    inside = [number for number, line in enumerate(lines) if line.runs and line.node in within]
    first, last = (inside[0], inside[-1]) if inside else (len(lines), len(lines))
    heads = [number for number, line in enumerate(lines[:first]) if line.node.tag == "h1"]
    above = lines[max(0, heads[-1] - _ABOVE_HEADLINE if heads else first - _NEAR) : first]
    end = lines[max(0, last - 2) : last + _NEAR]
    facts = read_labels((line.text for line in (*above, *end)), timezone, loosely=True)
    facts.published = facts.published or _date(above, timezone)
    if not facts.authors:
        behind = lines[last + 1 : last + 1 + _BYLINES_BEHIND]
        facts.authors, origin = _by_line(above) or _by_line(behind) or ([], "")
        facts.origin = facts.origin or origin
    facts.add(read_labels((line.text for line in lines), timezone))
    facts.published = facts.published or _date(lines[last + 1 : last + _NEAR // 2], timezone)
    facts.relevant = list(_relevant(page, marks, base, timezone))
    return facts, "\n".join(line.text for line in end[: _BEHIND + 2])


def _lines(page: Node, marks: dict[Node, Measure]) -> Iterator[Line]:
    for node in islice(page.iter("*"), _MOST_NODES):
        mark = marks[node]
        around = node.tag not in INLINE and node.text and node.text.strip()
        if not around and not is_line(node, marks):
            continue
        text = text_of(node) if mark.run <= _LONGEST_LINE else ""
        yield Line(node, text, mark.run >= RUNNING and mark.sentences > 0 and not is_label_line(text))


def _by_line(lines: Sequence[Line]) -> tuple[list[str], str] | None:
    """The authors that the first by-line names, and whom they write for."""
    for node, text, _ in lines:
        if not text or len(text) > _LONGEST_BYLINE:
            continue
        parts = [text, *_LINE_PARTS.split(text)[1:]]
        stated = next(filter(None, map(_BY.match, parts)), None)
        if stated or is_author(names(node)) or is_author(names(node.getparent())):
            name = _AFTER_NAME.sub("", stated.string[stated.end() :] if stated else text).strip(" ,:|–—-")
            people = [one for one in names_in(name) if _LETTER.search(one)]
            if people and len(name) <= _LONGEST_NAMES and not read_date(name, ""):
                return with_origin(people)
    return None


def _date(lines: Sequence[Line], timezone: str) -> str | None:
    """The first ``time`` element of some lines, else the first date in their text."""
    for line in lines:
        for node in line.node.iter("time"):
            if stamp := read_date(node.get("datetime") or text_of(node), timezone):
                return stamp
    for line in lines:
        if line.text and (len(line.text) <= _LONGEST_DATE or is_label_line(line.text)):
            for part in (line.text, *_DATE_PARTS.split(line.text)):
                if stamp := read_date(_BEFORE_DATE.sub("", part.strip()), timezone):
                    return stamp
    return None


def _relevant(page: Node, marks: dict[Node, Measure], base: str, timezone: str) -> Iterator[Relevant]:
    """What the page lists below a heading such as "Relevant information"."""
    for node in islice(page.iter("*"), _MOST_NODES):
        if node.tag in INLINE and node.tag not in _HEADING_TAGS:
            continue
        if not 0 < marks[node].size <= _LONGEST_HEADING or not heads_relevant(text_of(node)):
            continue
        holder = _list_behind(node)
        found = {} if holder is None else _listed(holder, base, timezone)
        if found:
            yield from found.values()
            return


def _listed(holder: Node, base: str, timezone: str) -> dict[str, Relevant]:
    """The articles that an element links to, each with the date beside it."""
    found: dict[str, Relevant] = {}
    for anchor in islice(holder.iter("a"), 4 * _MOST_RELEVANT):
        title = as_headline(text_of(anchor))
        address = absolute(anchor.get("href", ""), base)
        if title and address and address not in found and len(found) < _MOST_RELEVANT:
            item = next(anchor.iterancestors("li", "tr", "dd", "article", "div", "p"), anchor)
            stamp = None if item is holder else date_of([item], [anchor], timezone)
            found[address] = Relevant(title, address, stamp)
    return found


def _list_behind(heading: Node) -> Node | None:
    """The element with links that follows a heading, or the part in which that stands."""
    node = heading
    for _ in range(3):
        for after in islice(node.itersiblings(), 3):
            if after.tag in HEADINGS:
                break
            if next(after.iter("a"), None) is not None:
                return after
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html", "main", "article"):
            return None
        if len(list(islice(parent.iter("a"), _MOST_LINKS))) == _MOST_LINKS:
            return None
        node = parent
    return None
