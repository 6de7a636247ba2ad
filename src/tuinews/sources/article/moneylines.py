"""What a page says where it wants to be paid before it shows the rest, in the languages it says it in."""

from __future__ import annotations

import re

from tuinews.text.alternatives import alternatives

_LONGEST = 300
_WORDS = r"""
    subscribe (?:now |today |for [^.]{0,30})?to (?:read|continue|keep reading|access|unlock|view) | to
    (?:continue|keep) reading | (?:continue|keep) reading (?:with|by|for|this) | already (?:a )?subscri |
    subscribers? only | for subscribers | subscription required | unlock (?:this|the|full) | become a
    (?:member|subscriber) | reserved for (?:subscribers|members) | this (?:article|story|content) is (?:only
    )?(?:for|available to|reserved for) (?:paid |paying |premium )?(?:subscribers|members) | exclusive to
    subscribers | member-only story | jetzt (?:weiterlesen|abonnieren|freischalten|testen) | weiterlesen
    mit | weiter lesen mit | artikel (?:frei|weiter) | nur für abonnenten | exklusiv für abonnenten | für
    abonnenten | bereits (?:abonnent|registriert|kunde) | sie haben (?:schon|bereits) ein(?:en)?
    (?:abo|zugang) | lesen sie diesen artikel (?:weiter|mit) | abo abschließen | mit (?:plus|premium|abo)
    weiterlesen | registrieren (?:sie sich )?(?:und|um) weiter | réservé (?:aux|à nos) abonnés | article
    réservé | déjà abonné | pour lire la suite | la suite (?:de cet article )?est réservée | abonnez-vous
    pour | suscríbete para | exclusivo para suscriptores | contenido exclusivo | ya eres suscriptor | para
    seguir leyendo | conteúdo exclusivo | exclusivo para assinantes | já é assinante | contenuto riservato |
    riservato agli abbonati | abbonati per | sei già abbonato | alleen voor abonnees | lees verder met |
    word abonnee | kun for abonnenter | kun for abonnementer | bli abonnent | logga in för att läsa | för
    prenumeranter | bliv abonnent | vain tilaajille | dla prenumeratorów | pozostało \d+% artykułu | czytaj
    dalej z | pro předplatitele | только для подписчиков | оформите подписку | abonelere özel | üyelere
    özel | 会員限定 | 有料会員 | この記事は有料 | 残り\s?[\d,]+文字 | 続きを読むには | ログインして続き |
    付费阅读 | 订阅后 | 会员专享 | 余下全文 | 解锁全文 | 유료\s?(?:회원|구독) | 구독자 전용
"""
_MONEY = re.compile(alternatives(_WORDS), re.IGNORECASE)


def mentions_money(text: str) -> bool:
    """Whether a text asks for a subscription somewhere."""
    return bool(_MONEY.search(text))


def asks_for_money(line: str) -> bool:
    """Whether a line of a page, and no paragraph, asks for a subscription."""
    return len(line) <= _LONGEST and mentions_money(line)
