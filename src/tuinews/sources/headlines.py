"""What the text of a link says about where it leads: a headline, or a label of the page's own. Pure."""

from __future__ import annotations

import re

from tuinews.text.clean import one_line

LONGEST = 300
"""Characters of a headline; what is longer is a text."""

# What pages call the ways to the rest of an article, of a list, of a site; compared folded, without signs.
_LABELS = """
    more | read more | read on | read | read it | read article | read full article | read full story |
    read full text | full story | full article | continue | continue reading | see more | show more |
    view more | view all | see all | show all | all | learn more | find out more | details | view |
    watch | watch now | listen | open | link | permalink | permanent link | next | next page | previous |
    previous page | prev | older | newer | older posts | newer posts | older entries | newer entries |
    older articles | load more | first | last | back | back to top | top | home | homepage |
    skip to content | skip to main content | jump to navigation | comment | comments | no comments |
    leave a comment | add comment | add a comment | reply | replies | discuss | share | tweet | print |
    email | e mail | mail | save | bookmark | like | follow | follow us | subscribe | subscribe now |
    log in | login | sign in | sign up | register | search | menu | close | contact | contact us | about |
    about us | privacy | privacy policy | terms | terms of use | terms of service | imprint |
    legal notice | help | rss | sitemap | archive | archives | video | photos | gallery | live | mehr |
    mehr lesen | weiterlesen | weiter lesen | weiter | zum artikel | zum beitrag | mehr erfahren |
    mehr dazu | artikel lesen | alle | alle anzeigen | mehr anzeigen | zurück | nächste seite |
    vorherige seite | nächste | vorherige | kommentare | kommentieren | teilen | drucken | anmelden |
    abmelden | registrieren | suche | impressum | datenschutz | kontakt | startseite | nach oben |
    lire la suite | lire plus | en savoir plus | voir plus | suite | suivant | précédent | page suivante |
    commentaires | partager | accueil | connexion | leer más | seguir leyendo | ver más | más |
    siguiente | anterior | comentarios | compartir | inicio | leia mais | ler mais | continuar lendo |
    mais | próxima | comentários | compartilhar | leggi tutto | leggi di più | continua |
    continua a leggere | successivo | precedente | commenti | condividi | lees meer | lees verder | meer |
    volgende | vorige | reacties | czytaj więcej | czytaj dalej | więcej | następna | poprzednia |
    komentarze | читать далее | подробнее | далее | ещё | еще | назад | комментарии | следующая |
    предыдущая | läs mer | les mer | læs mere | devamını oku | devamı | číst více | více | 更多 |
    查看更多 | 阅读全文 | 閱讀全文 | 阅读更多 | 查看详情 | 详情 | 详细 | 全文 | 上一页 | 下一页 | 上一頁 |
    下一頁 | 首页 | 首頁 | 尾页 | 末页 | 返回 | 返回顶部 | 评论 | 回复 | 分享 | 收藏 | 打印 | 登录 |
    注册 | 搜索 | 关注 | 关注我们 | 订阅 | 关于我们 | 联系我们 | 版权声明 | 网站地图 | more 更多 |
    続きを読む | もっと見る | 詳細 | 詳しくはこちら | 次へ | 前へ | 次のページ | 一覧 | 一覧へ | トップ |
    ホーム | コメント | 더보기 | 더 보기 | 자세히 | 자세히 보기 | 다음 | 이전 | 목록 | 댓글 | 홈
"""
_FOLDED_LABELS = frozenset(" ".join(label.split()) for label in _LABELS.split("|"))
_COUNTED = re.compile(
    r"[\d.,\s]+[km]?\s*(?:comments?|replies|answers|shares|views|likes|points?|votes|kommentare?|commentaires?|"
    r"comentarios|評論|评论|回复|回答|コメント|件|댓글|(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
    r"(?:\sago)?|min read|(?:分钟|小时|天)前)?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"[\d.,\s]+(?:hours?|hrs?|days?|weeks?|months?|years?)?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zé]{0,6}\b"
    r"|\b(?:at|on|am|pm|um|uhr|today|yesterday|heute|gestern|hier|ayer|posted|published|updated|last post|by"
    r"|ago|seconds?|minutes?|hours?|days?|weeks?|months?)\b"
    r"|[年月日时分秒前昨今天周星期半小]|最后发表|发表于|发布于|更新"
)
_SIGNS = re.compile(r"[^\w\s]+|_")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0e7f]")
_LETTER = re.compile(r"[^\W\d_]")


def as_headline(text: str) -> str:
    """The text of a link as a headline, one clean line; empty where it is a label, a count or no text."""
    line = one_line(text[: 4 * LONGEST]).strip(" •·»«›‹→←►▶|–—\u3000")
    if not line or len(line) > LONGEST or not _LETTER.search(line):
        return ""
    folded = _folded(line)
    if folded in _FOLDED_LABELS or _COUNTED.fullmatch(folded) or _ADDRESS.match(line):
        return ""
    if any(map(str.isdigit, folded)) and not _LETTER.search(_WHEN.sub("", folded)):
        return ""
    return line


def _folded(line: str) -> str:
    return " ".join(_SIGNS.sub(" ", line).casefold().split())


def is_label(text: str) -> bool:
    """Whether a line of a text is none of it, but a label or a count of the page's: "Share", "3 comments".

    "5 years", a date and an address say something.
    """
    folded = _folded(text[: 4 * LONGEST])
    return folded in _FOLDED_LABELS or (bool(_COUNTED.fullmatch(folded)) and not _SPAN.fullmatch(folded))


def length(headline: str) -> float:
    """Words of a headline; two characters of Chinese, Japanese, Korean and Thai count as one."""
    wide = len(_WIDE.findall(headline))
    return wide / 2 + len(_WIDE.sub(" ", headline).split())


def weight(headline: str) -> float:
    """How much the text alone looks like a headline: above 0 it does."""
    if not headline:
        return 0.0
    words = length(headline)
    if words >= 5:
        return 2.0
    if words >= 3:
        return 1.0
    return 0.0 if words >= 2 else -1.0
