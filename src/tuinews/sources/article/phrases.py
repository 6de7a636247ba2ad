"""What pages say beside their articles, in the languages they say it in.

The ways to other articles, requests of the reader, the beginnings of by-lines. Pure.
"""

from __future__ import annotations

import re

from tuinews.text.alternatives import alternatives
from tuinews.text.clean import one_line

_LONGEST = 300
"""Characters: what is longer is a paragraph, whatever it begins with."""
_LONGEST_HEADING = 60
_LONGEST_BYLINE = 120

# What a line begins with that leads to another article, and the headings of such lines.
_LEADS = r"""
    also read | relevant | relevant information | read also | read more | read next | read this | read the
    full | see also | related | related articles? | related stor(?:y|ies) | related coverage | related
    news | related links? | related posts? | related topics? | related content | related roundup | more |
    more on this | more from [^.:]{1,40} | more in [^.:]{1,40} | more stories | more news | more about
    [^.:]{1,40} | don't miss | recommended | recommended reading | you may also like | you might also like |
    up next | watch | watch now | watch more | trending | further reading | keep reading | continue
    reading | for more stories like this | most read | top stories | lesen sie auch | lesen sie hier | lesen
    sie dazu | lesen sie mehr | auch interessant | auch lesenswert | lies auch | mehr dazu | mehr zum
    thema | mehr aus [^.:]{1,40} | mehr über | mehr zu [^.:]{1,40} | zum thema | weitere themen | weitere
    artikel | weitere meldungen | weitere nachrichten | weiterlesen | passend dazu | passend zum thema |
    siehe auch | das könnte sie (?:auch )?interessieren | meistgelesen | lire aussi | à lire aussi | à
    lire | à lire également | lire également | sur le même (?:sujet|thème) | voir aussi | pour aller plus
    loin | notre dossier | lea también | lee también | leer también | lea además | le puede interesar | te
    puede interesar | puede interesarle | también te puede interesar | más información | ver más | ver
    también | noticias? relacionad[ao]s? | notas? relacionad[ao]s? | relacionad[ao]s? | te recomendamos |
    mirá también | leé también | leia também | leia mais | veja também | saiba mais | leggi anche | leggi
    pure | potrebbe interessarti | ti potrebbe interessare | approfondisci | vedi anche | correlati | lees
    ook | lees meer | meer over [^.:]{1,40} | läs också | läs även | läs mer | les også | les mer | læs
    også | læs mere | lue myös | lesa meira | sjá einnig | czytaj także | czytaj też | czytaj więcej |
    zobacz także | zobacz też | przeczytaj także | čtěte také | přečtěte si také | přečtěte si | více k
    tématu | читайте также | читайте такж?е | по теме | материалы по теме | смотрите также | читать также |
    читайте ещё | читайте | ayrıca okuyun | ilgili haber(?:ler)? | bunlar da ilginizi çekebilir | skaityk
    taip pat | taip pat skaitykite | susiję straipsniai | baca juga | simak juga | lihat juga | xem thêm |
    đọc thêm | tin liên quan | อ่านเพิ่มเติม | อ่านข่าว | อ่านต่อ | ข่าวที่เกี่ยวข้อง | 相关阅读 | 相关新闻 |
    相关文章 | 相关链接 | 相关报道 | 延伸阅读 | 延伸閱讀 | 更多新聞 | 更多新闻 | 推荐阅读 | 推薦閱讀 |
    相關新聞 | 相關報導 | 热门推荐 | 猜你喜欢 | 関連記事 | 関連ニュース | 関連リンク | あわせて読みたい |
    合わせて読みたい | おすすめ記事 | おすすめ情報 | 関連キーワード | こちらもおすすめ | 관련기사 | 관련
    기사 | 관련 뉴스 | 추천 기사 | 많이 본 뉴스 | اقرأ أيضا(?:ً)? | اقرأ أيضًا | مواضيع ذات صلة | यह भी पढ़ें |
    ये भी पढ़ें
"""
# The headings of what a publisher lists as relevant to this article.
_RELEVANT = r"""
    relevant(?: information| items| news| articles| links)? | related(?: articles?| stor(?:y|ies)| news|
    posts?| coverage| links?| content| information| reading| items)? | see also | more on this(?: story|
    topic)? | zum thema | mehr zum thema | verwandte artikel | ähnliche artikel | weiterführende links | sur
    le même (?:sujet|thème) | à lire aussi | articles liés | voir aussi | noticias relacionadas | notas
    relacionadas | relacionad[ao]s | artículos relacionados | notícias relacionadas | artigos relacionados |
    leggi anche | articoli correlati | correlati | по теме | материалы по теме | похожие статьи | читайте
    также | lees ook | gerelateerd | läs också | les også | læs også | zobacz także | čtěte také |
    související články | ilgili haberler | 相关(?:阅读|新闻|文章|链接|报道|资讯|信息|推荐|内容|稿件) |
    延伸阅读 | 延伸閱讀 | 相關(?:新聞|文章|報導) | 関連(?:記事|ニュース|リンク) | 관련\s?(?:기사|뉴스) |
    مواضيع ذات صلة
"""
# What a page asks of its reader, and what it says of itself.
_REQUESTS = r"""
    advertisement | article continues (?:below|after) | story continues (?:below|after) | continue reading
    below | scroll to continue | sign up (?:for|to|here) | (?:like|enjoy)(?:ed)? (?:this|what)
    [^.]{0,60}\? | subscribe (?:to|now|here) | get (?:the|our)
    (?:latest|free|daily|best)[^.]{0,60}(?:inbox|newsletter|email) | (?:please )?(?:log|sign) in to | follow
    (?:us|[\w' ]{1,30}) on (?:twitter|facebook|instagram|x|linkedin|google|whatsapp|telegram) | share
    (?:this|on) | click here to | tap here to | get in touch (?:with|by) | (?:do you )?have (?:a tip|a
    story) | this article (?:is reserved|was originally published) | download (?:our|the) app | you can
    unsubscribe | like this article | support (?:our|independent) journalism | copyright \d | (?:©|\(c\))
    ?\d{4} | all rights reserved | anzeige\W*\Z | werbung\W*\Z | empfohlener (?:redaktioneller|externer)
    inhalt | an dieser stelle (?:finde|steht|befindet) | ich bin (?:damit )?einverstanden, dass mir |
    personenbezogene daten (?:können|werden) | hier können sie | jetzt (?:abonnieren|kostenlos) | melden sie
    sich | (?:newsletter|whatsapp)[^.]{0,40}abonnieren | dieses thema im programm | sendung: | redaktion: |
    folgen sie uns | externen inhalt | inhalt (?:laden|anzeigen) | passer la publicité | la suite
    (?:après|de l) | publicité\W*\Z | abonnez-vous | inscrivez-vous | partager | cet article est réservé |
    recevez (?:nos|notre|chaque) | publicidad\W*\Z | suscríb[ae]te | síguenos | regístrate | compartir |
    continua após | publicidade\W*\Z | inscreva-se | assine | pubblicità\W*\Z | iscriviti |
    advertentie\W*\Z | reklama?\W*\Z | annonse\W*\Z | annons\W*\Z | реклама\W*\Z | подписывайтесь |
    подпишитесь | подписаться | 版权(?:说明|声明|保护|所有) | 免责声明 | 声明\W | 凡(?:本网|注明|来源) |
    特别声明 | 扫描?二维码 | 扫码 | 扫一扫 | 分享到 | 微信扫 | 広告\W*\Z | 無断転載 | この記事は有料 |
    この記事を(?:シェア|保存) | カテゴリーをフォロー | 저작권자 | 무단\s?전재 | 기사\s?제보 | 구독하기 | ⓒ |
    広告が | ログインして
"""
_BYLINES = r"""
    by | von | par | por | di | da | door | av | af | door | autor(?:in|es)? | author | auteur | text |
    words by | written by | posted by | published | posted | updated | last updated | stand |
    veröffentlicht | aktualisiert | publié | mis à jour | publicado | actualizado | pubblicato |
    aggiornato | опубликовано | обновлено | автор | текст | 文 | 作者 | 记者 | 記者 | 来源 | 發布 | 发布 |
    責任編輯
"""
# What stands above and among what readers said; a number may stand before or behind.
_DISCUSSIONS = r"""
    (?:all |top |latest |read |show |view )?(?:the )?comments? | (?:join|start) the
    (?:conversation|discussion) | leave a (?:comment|reply) | (?:alle )?kommentare | (?:alle
    )?leserkommentare | diskutieren sie mit | (?:tous les |vos )?commentaires | (?:todos los )?comentarios
    | (?:todos os )?comentários | (?:tutti i )?commenti | (?:alle )?reacties | komentarze | (?:все
    )?комментарии | kommentarer | yorumlar |
    (?:我要|发表|發表|热门|熱門|全部|最新|精彩|精选|网友|網友|用户|观察员|相关)?(?:评论|評論|跟帖|留言) |
    (?:最热|最早|最新)(?: (?:最热|最早|最新)){1,2} |
    コメント | 댓글
"""
_LEAD = re.compile(rf"[\W_]*(?:{alternatives(_LEADS)})(?:\s*[:：|–—>»→▶-]|\s*\Z)", re.IGNORECASE)
_LEAD_HEADING = re.compile(rf"[\W_]*(?:{alternatives(_LEADS)})[\W_]*", re.IGNORECASE)
_RELEVANT_HEADING = re.compile(rf"[\W_]*(?:{alternatives(_RELEVANT)})[\W_]*", re.IGNORECASE)
_REQUEST = re.compile(rf"\A\W*(?:{alternatives(_REQUESTS)})", re.IGNORECASE)
_BY = re.compile(rf"\A\W*(?:{alternatives(_BYLINES)})\b|\ABy(?-i:(?=[A-Z]))", re.IGNORECASE)
_COUNT = r"\d[\d.,]{0,9}"
_DISCUSSION = re.compile(
    rf"\W*(?:{_COUNT} ?)?(?:{alternatives(_DISCUSSIONS)})\W*(?:{_COUNT} ?[条條件개]?)?\W*", re.IGNORECASE
)
_SIGNS = re.compile(r"[\W_]+")


def leads_away(text: str) -> bool:
    """Whether a line begins as one that leads to another article: ``Read also: ...``."""
    return len(text) <= _LONGEST and bool(_LEAD.match(text))


def heads_links(text: str) -> bool:
    """Whether a line is the heading of links to other articles."""
    return len(text) <= _LONGEST_HEADING and bool(_LEAD_HEADING.fullmatch(text))


def heads_relevant(text: str) -> bool:
    """Whether a line is the heading of the articles that a page lists as relevant to this one."""
    return 0 < len(text) <= _LONGEST_HEADING and bool(_RELEVANT_HEADING.fullmatch(text))


def heads_comments(text: str) -> bool:
    """Whether a line stands above what readers said, or leads there: ``12 comments``, ``全部评论 70条``."""
    return len(text) <= _LONGEST_HEADING and bool(_DISCUSSION.fullmatch(text))


def asks(text: str) -> bool:
    """Whether a line asks something of the reader: to subscribe, to share, to go on behind advertising."""
    return len(text) <= _LONGEST and bool(_REQUEST.match(text))


def begins_byline(text: str) -> bool:
    """Whether a short line begins as one that names an author or a time: ``By ...``, ``Updated ...``."""
    return len(text) <= _LONGEST_BYLINE and bool(_BY.match(text))


def flat(text: str) -> str:
    """A text for comparing: its letters and digits, folded."""
    return _SIGNS.sub("", one_line(text)).casefold()
