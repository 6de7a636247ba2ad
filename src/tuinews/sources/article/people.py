"""Names of people as pages list them, told from names of organisations and from words for nobody."""

from __future__ import annotations

import re

from tuinews.sources.headlines import is_label
from tuinews.text.alternatives import alternatives

_LONGEST_NAME = 60
_MOST_WORDS = 6
_MOST_PEOPLE = 20
_MOST_ORIGIN_WORDS = 4
"""Words of an organisation's name; what is longer has a person's in it."""

_NOBODY = r"""
    unknown | unknown author | no author | anonymous | anonym | anonyme | anónimo | anonimo | аноним | n/?a |
    none | null | undefined | admin | administrator | webmaster | system | 未知 | 佚名 | 匿名 | 不详 | 不詳 |
    無名 | 管理员 | 系统管理员 | 超级管理员 | 网站管理员 | 本站 | 本站原创 | 本网 | 原创 | 本网站 | 関連者
    | -+
"""
# What stands behind a name and is none: who somebody works for, and as what.
_ORGANISATIONS = r"""
    wire | news\w* | press | presse | agency | agencies | agence | agentur | agencia | agenzia | times |
    post | herald | tribune | gazette | journal | daily | weekly | media | network | service | bureau |
    radio | tv | television | broadcasting | university | institute | foundation | magazine | online |
    desk | newsroom | redaktion | redazione | redacción | rédaction | zeitung | nachrichten | редакция |
    reuters | bloomberg | ap | afp | dpa | apa | sda | ansa | efe | ntb | tt | ritzau | belga | upi | ani
    | pti | ians | тасс | риа | интерфакс | tass | xinhua | kyodo | jiji
"""
_ROLES = r"""
    staff | senior | reporter | writer | correspondent | editor | columnist | producer | contributor |
    analyst | photographer | journalist\w* | redakteur\w* | korrespondent\w* | rédacteur | rédactrice |
    envoyée? | periodista | redactora? | corresponsal | ph\.?d | m\.?d | ma | msc | bsc | rn | mph |
    giornalista | корреспондент | журналист
"""
_NO_NAME = re.compile(
    rf"\W*(?:(?:[^\W\d_]+ )?(?:by|par|von|por|от) )?(?:{alternatives(_NOBODY)})\W*", re.IGNORECASE
)
_ORGANISATION = re.compile(
    rf"\b(?:{alternatives(_ORGANISATIONS)})\b|(?:通讯社|通訊社|新闻|新聞|[社网網报報])\Z", re.IGNORECASE
)
_ROLE = re.compile(rf"\b(?:{alternatives(_ROLES)})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PEOPLE = re.compile(r"\s*(?:[,，、;；/&]|\s(?:and|und|et|y|e|и|och|og|en|i|ve)\s)\s*")
_WIDE_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})+")
# ``南都记者 张三``, and the button behind a name.
_WIDE_ROLE = re.compile(r"\A[\u4e00-\u9fff]{0,8}(?:记者|記者|通讯员|通訊員)\s+")
_BUTTON = re.compile(r"(?:返回|查看更多|点击|關注|关注|订阅).*\Z")
_DATE_BEHIND = re.compile(r"\s+(?:\d{4}[-/.年]|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d{2}).*\Z")


def without_date(value: str) -> str:
    """A name without the date behind it."""
    return _DATE_BEHIND.sub("", value)


def names_in(value: str) -> list[str]:
    """The people that a short text lists; none where it is no list of names."""
    value = _WIDE_ROLE.sub("", _BUTTON.sub("", without_date(value))).strip(" .。)）")
    if "://" in value or "@" in value:
        return []
    if _WIDE_NAMES.fullmatch(value):
        return value.split()
    names = [name for name in _PEOPLE.split(value) if name]
    if any(not _may_be_name(name) for name in names):
        return []
    return [name for name in names if not is_nobody(name)][:_MOST_PEOPLE]


def _may_be_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS and not _DIGIT.search(name)


def is_nobody(name: str) -> bool:
    """Whether a name names nobody: "unknown", "admin", the button beside a name."""
    return bool(_NO_NAME.fullmatch(name)) or is_label(name)


def with_origin(names: list[str]) -> tuple[list[str], str]:
    """The people of a list, and the organisation named behind them; empty where none is.

    ``Jane Roe, Coast Wire`` is one person. The first name is always taken for a person's.
    """
    people, origin = names[:1], ""
    for name in names[1:]:
        if _ROLE.search(name):
            continue
        if not _ORGANISATION.search(name):
            people.append(name)
        elif not origin and len(name.split()) <= _MOST_ORIGIN_WORDS:
            origin = name
    return people, origin
