"""Whether what a feed gives is only a teaser: one stated rule over plain values."""

from __future__ import annotations

import re

from tuinews.model import Article
from tuinews.text.alternatives import alternatives
from tuinews.text.length import reading_length

# Lengths as in ``text.length``.
_ALWAYS = 250
"""A shorter text is a teaser."""
_MOSTLY = 700
"""A shorter one is a teaser where it is a paragraph or two, or breaks off."""
_SUMMARY = 1000
"""Likewise where it says no more than its summary."""
_NEVER = 3000
"""A longer one is none, whatever it ends in."""
_FAR_TOO_LONG = 50_000
"""Characters: not even looked at."""
_COMPLETE_FROM = 80
"""Code, a table or a recording with so much text is an article."""
_PARAGRAPHS = 3
"""A short text of so many paragraphs is a short article."""
_END = 600
"""Characters at the end of a text in which the footer is looked for."""

# What programs for blogs write below every post, whole or not.
_FOOTERS = r"""
    the post .{1,300}?(?:appeared first on|first appeared on) .{1,200} | der beitrag .{1,300}? erschien
    zuerst auf .{1,200} | l[’']article .{1,300}? est apparu en premier sur .{1,200} | la entrada .{1,300}?
    (?:se publicó primero en|aparece primero en) .{1,200} | o post .{1,300}? apareceu primeiro em .{1,200} |
    l[’']articolo .{1,300}? (?:proviene da|sembra essere il primo su) .{1,200} | (?:запись|сообщение)
    .{1,300}? (?:впервые )?появил(?:а|и)сь.{1,200} | reply (?:via email|to this post) |
    \[link\]\s*\[comments\] | submitted by /u/\S+
"""
_MORE_WORDS = r"""
    read (?:the )?(?:full|whole|entire|complete|rest)\b.{0,60} | read (?:more|on|article|it all)\b.{0,60} |
    continue reading\b.{0,80} | keep reading | (?:see|view|learn|find out) more\b.{0,40} | full
    (?:article|story|text) | more(?: here| info)? | (?:click|go) here (?:to|for).{0,60} | (?:mehr|weiter)
    ?lesen\b.{0,60} | zum (?:artikel|beitrag|vollständigen artikel)\b.{0,40} | mehr (?:dazu|erfahren) | den
    (?:ganzen|vollständigen) (?:artikel|beitrag).{0,40} | lire (?:la suite|plus|l[’']article)\b.{0,60} |
    (?:la )?suite(?: de l[’']article)? | en savoir plus | (?:leer|ver) (?:más|la nota|(?:el )?artículo
    completo)\b.{0,40} | seguir leyendo\b.{0,40} | continuar leyendo.{0,40} | leia mais\b.{0,40} |
    (?:ler|continuar a? ?lendo|continue a? ?lendo)\b.{0,40} | leggi (?:tutto|di
    più|l[’']articolo)\b.{0,60} | continua a leggere.{0,40} | clicca qui per .{0,40} | lees
    (?:meer|verder)\b.{0,40} | czytaj (?:więcej|dalej)\b.{0,40} |
    (?:читать|подробнее|далее|продолжение)\b.{0,40} | läs (?:mer|hela artikeln)\b.{0,40} | les (?:mer|hele
    saken)\b.{0,40} | læs (?:mere|hele artiklen)\b.{0,40} | lue (?:lisää|koko juttu).{0,40} | devamını?
    (?:oku|için).{0,40} | číst (?:dál|více|celý článek).{0,40} | 阅读(?:全文|更多|原文) |
    閱讀(?:全文|更多) | 查看(?:全文|更多|原文) | 全文(?:阅读)? | 更多 | 続きを読む | 続きはこちら |
    もっと見る | (?:전체|더) ?(?:보기|읽기) | اقرأ المزيد.{0,30}
"""
_FOOTER = re.compile(rf"(?:{alternatives(_FOOTERS)})\Z", re.IGNORECASE)
_MORE = re.compile(
    rf"(?<![A-Za-z\u00c0-\u04ff])(?:{alternatives(_MORE_WORDS)})[\s.…»›>→⟶\])}}】。!]*\Z", re.IGNORECASE
)
_ELLIPSIS = re.compile(
    r"(?:\.\.\.|…|⋯|\[\s*(?:\.\.\.|…|\?|more)\s*\]|\(\s*(?:\.\.\.|…|more)\s*\))[\s\"'”’»)\]]*\Z",
    re.IGNORECASE,
)
_WHOLE_END = re.compile(
    r"(?:[.!?:;。！？…।؟»”\"’')\]）】」~*★◉↩\ufe0e\U0001f300-\U0001faff]|https?://\S+)\Z", re.IGNORECASE
)
_COMPLETE = re.compile(r"<(?:pre|table|audio|video|ol)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<(?:p|li|h[1-6]|blockquote|br)\b", re.IGNORECASE)


def is_teaser(text: str, html: str | None, summary: str | None, title: str) -> bool:
    """Whether a feed's own content is not the article but an invitation to it.

    ``text`` is the plain text of the content, ``html`` its sanitised HTML. A teaser is: nothing, or nothing
    but the title; a text shorter than 250; a text of up to 3000 that ends in an ellipsis or in "read more"; a
    text shorter than 700 (1000 where it says no more than the summary) of one or two paragraphs, or that
    breaks off in the middle of a sentence. Code, tables and recordings speak for a whole article.
    """
    if len(text) > _FAR_TOO_LONG:
        return False
    body = _without_footer(text)
    length = reading_length(body)
    complete = html is not None and _COMPLETE.search(html) is not None
    if length < _ALWAYS or body == title:
        return not (complete and length >= _COMPLETE_FROM)
    if length >= _NEVER:
        return False
    if _ELLIPSIS.search(body[-20:]) or _MORE.search(body[-100:].rpartition("\n")[2]):
        return True
    limit = _SUMMARY if summary is not None and body == _without_footer(summary) else _MOSTLY
    if complete or length >= limit:
        return False
    paragraphs = len(_PARAGRAPH.findall(html)) if html else body.count("\n") + 1
    return paragraphs < _PARAGRAPHS or not _WHOLE_END.search(body)


def is_wanted(article: Article, full_text: str) -> bool:
    """Whether an article, as its feed gave it, is worth asking its own page; ``full_text`` as in
    ``model.Source``.
    """
    if full_text != "auto":
        return full_text == "always"
    return is_teaser(article.text, article.html, article.summary, article.title)


def _without_footer(text: str) -> str:
    text = text.strip()
    return (text[:-_END] + _FOOTER.sub("", text[-_END:])).rstrip()
