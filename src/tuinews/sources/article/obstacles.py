"""Why a page is not the whole article: what stands in the way, in one sentence for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tuinews.sources.article import wallwords as words
from tuinews.sources.article.moneylines import asks_for_money, mentions_money
from tuinews.sources.htmltree import Node
from tuinews.text.alternatives import alternatives
from tuinews.text.length import reading_length

CONSENT = "The page shows only its question about cookies and consent, not the article."
PAYWALL = "The page gives only the beginning: it asks for a subscription."
SCRIPT = "The page is put together by a script in the browser: what was sent holds no article."
LOGIN = "The page asks for a login and shows no article."
ROBOT = "The page wants to know whether a person is asking, and shows no article."
MISSING = "The page says that there is no such article."
REGION = "The page says that it is not to be had in this country or region, and shows no article."
AD_BLOCKER = "The page asks to turn off an ad blocker, and shows no article."
FILE = "The address leads to {kind} and not to a page."
EMPTY = "No article was found on the page."

# Lengths as in ``text.length``.
_STUB = 1500
"""A longer text is no mere beginning."""
_LITTLE = 500
"""A shorter text is no article where something else stands in the way."""
_NEXT_TO_NOTHING = 80
_BARE = 1500
"""A page that shows more does not wait for its script."""
_CONSENT_WORDS = 3
"""Times that a page which only asks about cookies speaks of them."""
_LONGEST_QUESTION = 3000
"""A longer text is no question about consent."""
_MOST = 0.5
"""Share of what was found that is sentences of one kind: then it is nothing else."""
_NEARLY_ALL = 0.75
"""Likewise of a text that is long enough for an article."""
_LONGEST_HEADING = 120

_ROBOT_TITLES = r"""
    just a moment | attention required | are you (?:a )?(?:human|robot) | verify (?:that )?you(?: a|')re
    (?:a )?human | verifying you are human | checking your browser | pardon our interruption | access to
    this page has been denied | please verify you are | robot check | security check | ddos protection | bot
    verification | human verification | 安全验证 | 人机验证 | 请完成验证
"""
_MISSING_WORDS = r"""
    (?:page|article|story|content|site|file|document|url)(?: you requested)?
    (?:(?:was|could|can|is|has)(?: not|n't| no longer)?(?: be)? |not )?(?:not
    )?(?:found|available|exist|been removed)\b | page doesn't exist | not found\W*\Z | access denied |
    forbidden\W*\Z | oops | seite (?:wurde )?nicht gefunden | nicht (?:mehr )?(?:gefunden|verfügbar) |
    existiert nicht | page (?:introuvable|non trouvée) | page n'existe | página no (?:encontrada|existe) |
    no se (?:ha )?encontr | página não encontrada | pagina non trovata | pagina niet gevonden | sidan
    (?:kunde inte hittas|finns inte) | siden (?:finnes|findes) ikke | strona nie (?:została
    znaleziona|istnieje) | stránka nenalezena | страница не найдена | не найден | sayfa bulunamadı |
    页面不存在 | 页面未找到 | 找不到(?:页面|该页|网页) | 文章不存在 | 内容不存在 | 已被删除 | 已删除 |
    頁面不存在 | ページが見つかりません | お探しのページ | 페이지를 찾을 수 없
"""
_PAYWALL_NAMES = r"""
    paywall | premium[-_]?(?:wall|offer|box|notice) | regwall | piano- | tp-modal | subscriber-only |
    subscription-(?:wall|offer|required) | meter(?:ed)?-(?:wall|content) | pay-?gate | article-locked |
    leaky
"""


def _phrases(table: str, before: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{alternatives(table)})", re.IGNORECASE)


_ROBOT_TITLE = _phrases(_ROBOT_TITLES, r"\A\W*")
_MISSING = _phrases(_MISSING_WORDS, r"(?:\A|\W)")
# A number alone is nothing: ``500 years later``.
_MISSING_CODE = re.compile(
    r"(?:\A\W*|\b(?:error|fehler|http|erreur|ошибка)\W{0,3})(?:40[034]|410|50[0234])\W*"
    r"(?:\Z|[-–—:|]|error|fehler|not found|forbidden|page\b)",
    re.IGNORECASE,
)
_PAYWALL_NAME = _phrases(_PAYWALL_NAMES)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of a page before what cannot be read in it is taken out."""

    password: bool
    """It has a field for a password."""
    scripts: int
    noscript: str
    """What it says to browsers without scripts."""
    locked: bool
    """It states that its article has to be paid for."""
    paywall: bool
    """Parts of it are called paywall or the like."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read of a page."""

    headings: Sequence[str]
    """Its title and its first headings."""
    shown: str
    """All text that it shows, or the beginning of it."""
    text: str
    """The article found in it."""
    behind: str
    """The lines from that article's end on."""
    worth: float
    """What was found is worth so much as an article, see ``measured``."""
    is_free: bool | None
    """What the page states of itself."""


def signs_of(root: Node) -> Signs:
    """The signs of a page."""
    tiers = [
        node.get("content", "").lower()
        for node in root.iter("meta")
        if (node.get("name") or node.get("property") or "").lower()
        in ("article:content_tier", "content-tier")
    ]
    parts = root.iter("div", "section", "aside", "p")
    called = " ".join(f"{node.get('class', '')} {node.get('id', '')}" for node in parts)
    return Signs(
        password=any(node.get("type", "").lower() == "password" for node in root.iter("input")),
        scripts=sum(1 for _ in root.iter("script")),
        noscript=" ".join("".join(node.itertext()) for node in root.iter("noscript"))[:4000],
        locked=any(tier in ("locked", "metered") for tier in tiers),
        paywall=bool(_PAYWALL_NAME.search(called)),
    )


def obstacle_of(signs: Signs, outcome: Outcome) -> str:
    """Why this is not the whole article; empty where nothing speaks against it."""
    length = reading_length(outcome.text)
    if _asks_consent(outcome, length):
        return CONSENT
    if length >= _STUB:
        return ""
    if length < _LITTLE and (wall := _wall(signs, outcome)):
        return wall
    if _is_stub(signs, outcome, length):
        return PAYWALL
    shown = reading_length(outcome.shown)
    legal = length < _LITTLE and shown < 2 * _BARE and _is(outcome.text or outcome.shown, words.LEGAL)
    nothing = outcome.worth < _NEXT_TO_NOTHING or legal
    if nothing and shown < _BARE:
        told = words.says(f"{signs.noscript}\n{outcome.shown}", words.SCRIPTS)
        waits = signs.scripts >= 2 or (signs.scripts and words.says(outcome.shown, words.LEGAL))
        if told or (shown < _LITTLE and waits):
            return SCRIPT
    if length < 3 * _NEXT_TO_NOTHING and (outcome.worth <= 0 or legal):
        return EMPTY
    return ""


def _wall(signs: Signs, outcome: Outcome) -> str:
    """What stands in the place of an article of which next to nothing was found."""
    lines = [line for line in outcome.headings if len(line) <= _LONGEST_HEADING]
    shown = reading_length(outcome.shown)
    said = outcome.text or outcome.shown
    if any(map(_ROBOT_TITLE.search, lines)) or (shown < _BARE and _is(said, words.ROBOTS)):
        return ROBOT
    if shown < 2 * _BARE:
        if any(words.says(line, words.REGIONS) for line in lines) or _is(said, words.REGIONS):
            return REGION
        if any(_MISSING.search(line) or _MISSING_CODE.search(line) for line in lines):
            return MISSING
        if _is(said, words.SCRIPTS):
            return SCRIPT
        if _is(said, words.AD_BLOCKERS):
            return AD_BLOCKER
    if _is(said, words.LOGINS):
        return LOGIN
    little = outcome.worth < _NEXT_TO_NOTHING or _is(said, words.LEGAL)
    return LOGIN if signs.password and little else ""


def _is(text: str, *tables: re.Pattern[str]) -> bool:
    return words.share_of(text, *tables) >= _MOST


def _asks_consent(outcome: Outcome, length: float) -> bool:
    """Whether what was found is a question about cookies, or next to nothing beside one."""
    if length >= _LONGEST_QUESTION:
        return False
    if words.says(outcome.text, words.COOKIES):
        said = "\n".join((*outcome.headings, outcome.text))
        signs = [words.says(said, words.QUESTIONS), words.says(said, words.VOICE)]
        share = words.share_of(outcome.text, words.COOKIES, words.CONSENT, words.QUESTIONS)
        if length >= _LITTLE:
            return all(signs) and share >= _NEARLY_ALL
        if any(signs) and share >= _MOST:
            return True
    if length >= _LITTLE or reading_length(outcome.shown) >= 3 * _BARE:
        return False
    little = length < _NEXT_TO_NOTHING or _is(outcome.text, words.COOKIES, words.QUESTIONS, words.LEGAL)
    if not little or not words.says(outcome.shown, words.QUESTIONS):
        return False
    shown = outcome.shown.lower()
    return sum(len(table.findall(shown)) for table in (words.COOKIES, words.CONSENT)) >= _CONSENT_WORDS


def _is_stub(signs: Signs, outcome: Outcome, length: float) -> bool:
    """Whether a short text is the beginning of one that has to be paid for."""
    asked = mentions_money(outcome.shown)
    if outcome.is_free is False or signs.locked:
        return length < 2 * _LITTLE or signs.paywall or asked
    if length >= 2 * _LITTLE or not asked:
        return False
    return signs.paywall or outcome.worth < _LITTLE or any(map(asks_for_money, outcome.behind.split("\n")))
