"""Foreign text made safe for a terminal: no control characters, no bidi overrides, no floods of what cannot
be seen.

Applied when text is taken in and again when it is shown: neither Textual, Rich, nh3 nor feedparser removes
any of it, so that a headline could otherwise clear the screen, write the clipboard or have the terminal type
an answer.
"""

from __future__ import annotations

import re

# Not in letters and signs that need no second look: Latin, Greek, Cyrillic, typography. More scripts are in
# ``scrub``.
_UNCOMMON = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2116\u2122]"
)


def visible(text: str) -> str:
    """``text`` without what must not reach a terminal; white space stays, every line break becomes ``\\n``.

    Goes: escape sequences, C0 and C1 controls and DEL, bidi embeddings, overrides, isolates and marks,
    joiners outside emoji, tags, fillers and other invisible signs, lone surrogates, more than 4 marks on a
    character. Soft hyphens and zero-width spaces stay, for they say where a line may break: see
    ``without_hints``.
    """
    if not _UNCOMMON.search(text):
        return text
    from tuinews.text.scrub import scrub  # noqa: PLC0415  (its patterns take 5 ms to compile)

    return scrub(text, sequences=True)


def visible_markup(html: str) -> str:
    """Like ``visible`` for HTML: only single characters go, so that no tag is cut in two."""
    if not _UNCOMMON.search(html):
        return html
    from tuinews.text.scrub import scrub  # noqa: PLC0415  (see above)

    return scrub(html, sequences=False)


def without_hints(text: str) -> str:
    """``text`` without soft hyphens and zero-width spaces, which only say where a line may break."""
    return text if text.isascii() else text.replace("\xad", "").replace("\u200b", "")


def one_line(text: str) -> str:
    """``text`` on one line, safe to show: white space of every kind collapsed to single spaces.

    Character references are not decoded here.
    """
    return " ".join(without_hints(visible(text)).split())


def plain(text: str) -> str:
    """``text`` safe to show, its line breaks kept.

    White space inside a line is collapsed; no line is empty at the ends, nor two in a row.
    """
    lines: list[str] = []
    for line in without_hints(visible(text)).split("\n"):
        collapsed = " ".join(line.split())
        if collapsed or (lines and lines[-1]):
            lines.append(collapsed)
    return "\n".join(lines).rstrip("\n")


def title_text(html_or_text: str) -> str:
    """A feed's title as one safe line of text: tags of HTML removed, character references decoded once.

    What only looks like a tag stays, such as ``Vec<T>`` or ``a < b``.
    """
    if "<" not in html_or_text and "&" not in html_or_text:
        return one_line(html_or_text)
    from tuinews.text.titles import without_tags  # noqa: PLC0415  (where titles are shown, they are clean)

    return one_line(without_tags(html_or_text))
