"""What the names of a page's elements say: the words of class, id and role.

Names are read word by word, as in ``mainNav nav_2``; a name that speaks of something else (``has-sidebar``,
``tag-cooking``, ``md:hidden``) is passed over.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tuinews.sources.htmltree import Node
from tuinews.text.alternatives import alternatives

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGN = re.compile(r"[^a-z]+")
_LONGEST = 400
"""Characters of class and id that are looked at."""

# The topics of a post, what a page has or has not, at which width something is so, what is around.
_ELSEWHERE = re.compile(
    r"\A(?:tag-|category-|has-|have-|hide-|no-|not-|is-|with|without|and-|w-|show-|format-|field-)|[:/\[]"
    r"|-(?:not|no|without|with)-|hidden|wrapper\Z|sidebar-(?:grid|layout|wrap)|embed",
    re.IGNORECASE,
)

_LINKING_WORDS = r"""
    teaser teasers related relate recommended recommendation recommendations promo promos readmore social
    share popular trending
"""
_FURNITURE_WORDS = r"""
    ad ads adslot advert adverts advertisement advertisements advertising advertorial adunit adbox adsense
    agegate banner billboard breadcrumb breadcrumbs bookmark bookmarks buttons captcha carousel
    comment comments commenting commentlist consent cookie cookies crumbs crumb cta disqus donate donation
    dropdown feedback flyout footer follow gdpr infobar interstitial leaderboard legal login logout
    mailinglist masthead menu menus modal nav navbar navi navigation navigations newsletter newsletters
    noprint outbrain overlay pager pagination paging popup prevnext preroll promotion promoted
    rating ratings reco recommend recirc recirculation replies respond rss shares sharebar sharing
    sharedaddy shariff sharethis addthis shop shoutbox sidebar sidebars signup sitemap skyscraper snackbar
    socials sponsor sponsored sponsors subscribe subscription subscriptions survey taboola tags tagcloud
    taglist toolbar toolbox tooltip tweetmeme upsell webpush widget zergnet screenreader visuallyhidden
    offscreen addtoany yarpp nocontent catlinks printfooter editsection navbox
    anzeige werbung publicidad publicite reklama reklame relacionadas relacionados
"""
_PHRASES = r"""
    most read | most popular | also (?:read|like|interested) | read (?:also|more|next|on) | see also | you
    (?:may|might) | (?:author|writer|user) (?:bio|box|card|info|profile|about) | about (?:the )?author | bio
    box | (?:post|entry|article|story)
    (?:nav|meta|info|tags|footer|utility|tools|share|actions|topics|social) | up next | next
    (?:article|post|up) | more (?:from|on|news|stories|articles) |
    (?:other|related|breaking|latest|top|more|our|trending) (?:news|stories|articles|posts|links) | call to
    action | sign up | log in | sign in | screen reader | sr only | action bar | back to top | skip
    (?:link|to|nav) | load more | paywall (?:notice|banner|prompt) | mw (?:jump|editsection|indicators)
"""
_BODY_PHRASES = r"""
    (?:article|post|entry|story|main|page|news|blog|detail) ?(?:body|content|text|copy) | content
    ?(?:body|article|main|text) | body ?(?:text|copy|content) | richtext | hentry
"""
_STANDFIRST_PHRASES = r"""
    standfirst | lead | leadtext | leadin | lede | intro | introduction | introtext | subtitle | sub title |
    subheadline | sub headline | subhead | sub head | subheading | deck | dek | summary | excerpt | chapo |
    chapeau | vorspann | teaser text | abstract | entradilla | bajada | copete | subtitulo | sottotitolo |
    sommario | occhiello | ingress | perex | preamble | description | sapo | anrisstext | anreisser |
    article description
"""
_BYLINE_PHRASES = r"""
    byline | bylines | author | authors | autor | auteur | autore | date | time | timestamp | datetime |
    dateline | published | pubdate | posted | updated | modified | meta | kicker | category | info | datum |
    fecha | reading time | read time | metatextline | signature
"""
_LINKING = frozenset(_LINKING_WORDS.split())
"""What these say is only true where there are links."""
_APART = _LINKING | frozenset(_FURNITURE_WORDS.split())
_FIRM = frozenset(
    [
        "comment",
        "comments",
        "disqus",
        "consent",
        "cookie",
        "cookies",
        "newsletter",
        "sidebar",
        "modal",
        "related",
        "recommended",
    ]
)
"""Not taken back by a second word: ``comment-content`` is no content."""
_DISCUSSIONS = frozenset(
    ("comments", "commentlist", "comment-list", "comments-area", "comments-list", "comments-section",
     "comment-section", "comments-container", "disqus_thread", "reader-comments")
)  # fmt: skip


def _phrases(table: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives(table)})(?= )")


_APART_PHRASE = _phrases(_PHRASES)
_BREADCRUMB = _phrases("bread ?crumbs? | crumbs?")
# Not the size of a letter: ``text-title4``.
_HEADLINE = _phrases("(?<! text )(?:headlines? | titles? | titel | titre | titulo | titolo)")
_NO_HEADLINE = _phrases(
    "sub | subline | overline | topline | roofline | toptitle | dachzeile | section | teaser"
)
_BODY = _phrases(_BODY_PHRASES)
_STANDFIRST = _phrases(_STANDFIRST_PHRASES)
_BYLINE = _phrases(_BYLINE_PHRASES)
_AUTHOR = _phrases("bylines? | authors? | autor | autoren | auteur | autore | writer | reporter")
_CAPTION = _phrases(
    "captions? | imgcaption | imagecaption | credits? | legende | bildunterschrift | pie foto | didascalia"
    " | bildtext"
)
_BOX = _phrases(
    "(?:info|fact|facts|fakten|sidebar|expandable) ?box(?:es)? | faktabox | faktaboks | accordion"
    " | additional info"
)


def names(node: Node) -> str:
    """What an element is called: class, id and role; empty where it has none."""
    stated = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"
    return "" if stated == "  " else stated[:_LONGEST]


@lru_cache(maxsize=8192)
def is_apart(names: str) -> bool:
    """Whether an element called so is furniture of the page: advertising, sharing, teasers, comments."""
    found = _words(names)
    if _APART.isdisjoint(found.split()) and not _APART_PHRASE.search(found):
        return False
    return not any(
        _BODY.search(part) and _FIRM.isdisjoint(part.split()) for part in map(_words, names.split())
    )


@lru_cache(maxsize=8192)
def is_linking(names: str) -> bool:
    """Whether all that makes an element called so furniture is that it leads elsewhere."""
    found = _APART.intersection(_words(names).split())
    return bool(found) and found <= _LINKING


@lru_cache(maxsize=8192)
def is_discussion(names: str) -> bool:
    """Whether an element called so holds what readers said, however much that is."""
    return not _DISCUSSIONS.isdisjoint(names.lower().split())


@lru_cache(maxsize=8192)
def is_breadcrumb(names: str) -> bool:
    """Whether an element called so is the path of links from the first page to this one."""
    return bool(_BREADCRUMB.search(_words(names)))


@lru_cache(maxsize=8192)
def is_headline(names: str) -> bool:
    """Whether an element called so is a headline: none above or below one, of a section or a teaser."""
    found = _words(names)
    return bool(_HEADLINE.search(found)) and not any(
        other.search(found) for other in (_NO_HEADLINE, _STANDFIRST, _BYLINE)
    )


@lru_cache(maxsize=8192)
def is_standfirst(names: str) -> bool:
    """Whether an element called so holds the sentences between headline and text."""
    return bool(_STANDFIRST.search(_words(names)))


@lru_cache(maxsize=8192)
def is_byline(names: str) -> bool:
    """Whether an element called so says who wrote an article, when, or where it belongs."""
    return bool(_BYLINE.search(_words(names)))


@lru_cache(maxsize=8192)
def is_author(names: str) -> bool:
    """Whether an element called so names who wrote an article."""
    return bool(_AUTHOR.search(_words(names)))


@lru_cache(maxsize=8192)
def is_caption(names: str) -> bool:
    """Whether an element called so says what a picture shows or who took it."""
    return bool(_CAPTION.search(_words(names)))


@lru_cache(maxsize=8192)
def is_box(names: str) -> bool:
    """Whether an element called so is a box of facts beside the text."""
    return bool(_BOX.search(_words(names)))


def _words(names: str) -> str:
    """The words of those names that speak of their element, between blanks: ``" main nav "``."""
    kept = " ".join(name for name in names.split() if not _ELSEWHERE.search(name))
    return f" {_SIGN.sub(' ', _HUMP.sub(' ', kept).lower()).strip()} "
