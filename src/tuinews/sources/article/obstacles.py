"""Why a page is not the whole article: what stands in the way, in one sentence for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
_LONGEST_HEADING = 120

_COOKIES = r"""
    cookie | consent | gdpr | dsgvo | privacy (?:policy|choices|settings) | einwilligung | zustimm |
    akzeptieren und weiter | tracking | consentement | accepter (?:et|les) | consentimiento | aceptar |
    consenso | zgod[ayę] | согласи | 同意
"""
_CONSENT_QUESTIONS = r"""
    accept (?:all|and|cookies) | agree and | i agree | we (?:value|care about) your privacy | before you
    continue | reject all | manage (?:options|settings|preferences) | alle akzeptieren | akzeptieren und |
    einverstanden | zustimmen und | mit werbung weiterlesen | pur-abo | tout accepter | accepter et |
    continuer sans accepter | aceptar (?:todo|y) | accetta (?:e|tutti) | akceptuj | przejdź do serwisu |
    принять все | 同意して | 接受所有 | 동의
"""
_SCRIPT_WORDS = r"""
    (?:enable|activate|turn on|requires?|need|without|please use|allow) (?:to )?(?:enable |run )?java
    ?script | java ?script (?:is|must|to be|has been) (?:required|enabled|disabled|turned) | javascript
    (?:aktivieren|ist deaktiviert|deaktiviert) | activer javascript | activar javascript | habilita
    javascript | включите javascript | javascriptを有効 | 启用\s?javascript | 开启\s?javascript
"""
_ROBOT_TITLES = r"""
    just a moment | attention required | are you (?:a )?(?:human|robot) | verify (?:that )?you(?: a|')re
    (?:a )?human | verifying you are human | checking your browser | pardon our interruption | access to
    this page has been denied | please verify you are | robot check | security check | ddos protection | bot
    verification | human verification | 安全验证 | 人机验证 | 请完成验证
"""
_ROBOT_WORDS = r"""
    verify (?:that )?you are (?:a )?human | you are not a robot | unusual traffic from | checking (?:if the
    site connection is secure|your browser before) | enable javascript and cookies to continue | complete
    the (?:captcha|security check)
"""
_MISSING_WORDS = r"""
    (?:error|fehler|http|erreur)?\s*(?:404|410|403|500|502|503)(?:\s*(?:error|fehler|not
    found|forbidden|page|\W|\Z)) | (?:page|article|story|content|site|file|document|url)(?: you requested)?
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


_COOKIE = _phrases(_COOKIES)
_CONSENT = _phrases(_CONSENT_QUESTIONS)
_SCRIPT = _phrases(_SCRIPT_WORDS)
_ROBOT_TITLE = _phrases(_ROBOT_TITLES, r"\A\W*")
_ROBOT = _phrases(_ROBOT_WORDS)
_MISSING = _phrases(_MISSING_WORDS, r"(?:\A|\W)")
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
    if length >= _STUB:
        return ""
    shown = reading_length(outcome.shown)
    if length < _LITTLE:
        lines = [line for line in outcome.headings if len(line) <= _LONGEST_HEADING]
        if any(map(_ROBOT_TITLE.search, lines)) or (shown < _BARE and _ROBOT.search(outcome.shown)):
            return ROBOT
        if shown < 2 * _BARE and any(map(_MISSING.search, lines)):
            return MISSING
    if length < _LITTLE:
        if signs.password and outcome.worth < _LITTLE:
            return LOGIN
        if shown < 3 * _BARE and _asks_consent(outcome.shown):
            return CONSENT
    if _is_stub(signs, outcome, length):
        return PAYWALL
    if outcome.worth < _NEXT_TO_NOTHING and shown < _BARE:
        told = _SCRIPT.search(signs.noscript) or _SCRIPT.search(outcome.shown)
        if told or (shown < _LITTLE and signs.scripts >= 2):
            return SCRIPT
    return EMPTY if outcome.worth <= 0 and length < 3 * _NEXT_TO_NOTHING else ""


def _asks_consent(text: str) -> bool:
    return bool(_CONSENT.search(text)) and len(_COOKIE.findall(text)) >= _CONSENT_WORDS


def _is_stub(signs: Signs, outcome: Outcome, length: float) -> bool:
    """Whether a short text is the beginning of one that has to be paid for."""
    asked = mentions_money(outcome.shown)
    if outcome.is_free is False or signs.locked:
        return length < 2 * _LITTLE or signs.paywall or asked
    if length >= 2 * _LITTLE or not asked:
        return False
    return signs.paywall or outcome.worth < _LITTLE or any(map(asks_for_money, outcome.behind.split("\n")))
