"""Addresses that stand in a text as they are, made links."""

from __future__ import annotations

import re

from tuinews.text.addresses import followable, host
from tuinews.text.markup import escape, unescape

# What is a link already, a tag, or an address up to what cannot be of one. Letters of other alphabets may be;
# ideographs, kana and Hangul may be of the sentence, which has no space before it.
_PLACES = re.compile(
    r"<a\s.*?</a>|<(?:[^<>\"]++|\"[^\"]*+\")*+>"
    r"|(?<![A-Za-z0-9_\xc0-\u0dff@.:/-])"
    r"((?:[Hh]ttps?://|[Ww]ww\.)(?:[!#-%'-;=?-Z_a-z~\[\]\xc0-\u0dff]|&amp;)++)",
    re.DOTALL,
)
_LONGEST = 2000
_ENDS_SENTENCE = ".,;:!?'*_~،؛؟۔।"
_PAIRS = {")": "(", "]": "["}
_GOES_ON = re.compile("[\xad\u200b-\u200d\u2e80-\U0003ffff]|<wbr>")


def with_links(html: str) -> str:
    """Sanitised ``html`` in which the bare http and https addresses, ``www.`` too, lead where they say.

    Signs of the sentence at its end are not of the address, nor is a bracket that is not opened in it.
    No link is an address with a name or password, without a dot in its host, or of which one cannot tell
    where it ends: parted by a break hint, or a script without spaces behind a slash, ``=`` or ``%``.
    """
    in_tags = html.count('="https://') + html.count('="http://')
    if html.count("://") == in_tags and "www." not in html.replace("://www.", ""):
        return html
    return _PLACES.sub(_linked, html)


def _linked(place: re.Match[str]) -> str:
    if place[1] is None:
        return place[0]
    written = _without_end(place[1])
    rest = place[0][len(written) :]
    text = unescape(written)
    address = followable(text if "://" in text else f"https://{text}", None)
    if (
        address is None
        or len(written) > _LONGEST
        or "@" in text.partition("://")[2].partition("/")[0]
        or "." not in host(address)
        or (not rest and _goes_on(place, text))
    ):
        return place[0]
    return f'<a href="{escape(address)}">{written}</a>{rest}'


def _goes_on(place: re.Match[str], text: str) -> bool:
    """Whether the address may not end where what can be of one ends."""
    found = _GOES_ON.match(place.string, place.end(1))
    return found is not None and (found[0] < "\u2e80" or text[-1] in "/=%")


def _without_end(written: str) -> str:
    """An address without the signs that end the sentence; its length is gone through once."""
    surplus = {
        closing: written.count(closing) - written.count(opening) for closing, opening in _PAIRS.items()
    }
    end = len(written)
    while end:
        last = written[end - 1]
        if last in surplus and surplus[last] > 0:
            surplus[last] -= 1
        elif written.endswith("&amp;", 0, end):
            end -= 4
        elif last not in _ENDS_SENTENCE:
            break
        end -= 1
    return written[:end]
