"""How the pieces of an article look on the screen."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style

from tuinews.text.lines import Look
from tuinews.ui.widgets.marking import HERE, HINT, HIT

LOOKS = (
    (Look.STRONG, "body--strong"),
    (Look.EM, "body--em"),
    (Look.STRIKE, "body--strike"),
    (Look.UNDER, "body--under"),
    (Look.CODE, "body--code"),
    (Look.KEYWORD, "body--keyword"),
    (Look.STRING, "body--string"),
    (Look.NUMBER, "body--number"),
    (Look.COMMENT, "body--comment"),
    (Look.NAME, "body--name"),
    (Look.INSERTED, "body--inserted"),
    (Look.DELETED, "body--deleted"),
    (Look.LINK, "body--link"),
    (Look.HEADING, "body--heading"),
    (Look.QUOTE, "body--quote"),
    (Look.DIM, "body--dim"),
    (Look.MARK, "body--mark"),
    (Look.TABLE, "body--table"),
    (Look.ADDED, "body--added"),
    (Look.REMOVED, "body--removed"),
    (HIT, "body--hit"),
    (HERE, "body--here"),
    (HINT, "body--hint"),
)
"""The component class of each look; the later ones go before."""


class Styles:
    """The styles of pieces, put together once each."""

    def __init__(self, base: Callable[[], Style], part: Callable[[str], Style], *, links: bool) -> None:
        """``base`` is the widget's own style, ``part`` gives that of a component class alone; ``links``:
        whether the terminal is told the addresses of links.
        """
        self._base = base
        self._part = part
        self._links = links
        self._made: dict[tuple[Look, int], Style] = {}

    def clear(self) -> None:
        """Forget all: the theme, or where the links lead, is another."""
        self._made.clear()

    def of(self, look: Look, link: int, address: Callable[[int], str]) -> Style:
        """The style of a look and the number of a link; ``address`` knows where that leads."""
        style = self._made.get((look, link))
        if style is None:
            style = self._base()
            for flag, name in LOOKS:
                if look & flag:
                    style += self._part(name)
            if link and self._links and (url := address(link)):
                style = _linked(style, url, link)
            self._made[look, link] = style
        return style


def _linked(style: Style, address: str, number: int) -> Style:
    """A style that is a link to the terminal, too (OSC 8): one link wherever its number stands."""
    style += Style(link=address)
    style._link_id = str(number)  # Rich's own is longer, and another for every piece and run
    return style
