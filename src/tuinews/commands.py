"""The one table of commands: from it come bindings, palette, help, hint line, ``tuinews keys`` and the docs.

A command is known by its id everywhere: ``keys.toml`` binds ids, the interface has a method ``action_<id>``
with dashes as underscores. Keys are in Textual's names (``ctrl+d``, ``left_square_bracket``).
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

BROWSE = "browse"
READER = "reader"
EDITION = "edition"
STORY = "story"
SOURCES = "sources"
SCREENS = {BROWSE: "list", READER: "reader", EDITION: "edition", STORY: "story", SOURCES: "sources"}
"""The screens that commands apply to, and what people call them."""
EVERYWHERE = frozenset(SCREENS)


class Command(NamedTuple):
    """A thing the user can do."""

    id: str
    keys: tuple[str, ...]
    name: str
    """Two or three words: for the palette and the help."""
    help: str
    """One sentence without a full stop."""
    where: frozenset[str] = EVERYWHERE
    hint: str = ""
    """Word on the hint line, where HINTS has it there."""
    group: str = "Doing"


_BROWSE = frozenset({BROWSE})
_READER = frozenset({READER})
_EDITION = frozenset({EDITION})
_STORY = frozenset({STORY})
_PANES = frozenset({BROWSE, READER, SOURCES})
_ARTICLES = frozenset({BROWSE, READER, EDITION, STORY})
_SOURCES = frozenset({SOURCES})

COMMANDS: tuple[Command, ...] = (
    # Moving
    Command("down", ("j", "down"), "Down", "One row or line down", hint="move", group="Moving"),
    Command("up", ("k", "up"), "Up", "One row or line up", group="Moving"),
    Command("top", ("g", "home"), "Top", "To the first row or line", group="Moving"),
    Command("bottom", ("G", "end"), "Bottom", "To the last row or line", group="Moving"),
    Command("half-down", ("ctrl+d",), "Half a page down", "Half a screen further", group="Moving"),
    Command("half-up", ("ctrl+u",), "Half a page up", "Half a screen back", group="Moving"),
    Command(
        "page-down",
        ("space", "ctrl+f", "pagedown"),
        "Page down",
        "A whole screen further",
        hint="page",
        group="Moving",
    ),
    Command("page-up", ("b", "ctrl+b", "pageup"), "Page up", "A whole screen back", group="Moving"),
    Command(
        "open",
        ("enter", "l"),
        "Open",
        "Read the article; in the sidebar, the related one",
        _BROWSE | _EDITION | _STORY,
        "read",
        "Moving",
    ),
    Command(
        "follow",
        ("enter", "l"),
        "Open the related article",
        "Read the article chosen in the sidebar",
        _READER,
        group="Moving",
    ),
    Command(
        "back",
        ("q", "h", "escape"),
        "Back",
        "Out of here, to where you came from",
        _READER | _EDITION | _STORY | _SOURCES,
        "back",
        "Moving",
    ),
    Command(
        "next-unread",
        ("n",),
        "Next unread",
        "To the next unread article, or the next lit hit",
        _ARTICLES,
        hint="next unread",
        group="Moving",
    ),
    Command(
        "previous-unread",
        ("p",),
        "Previous unread",
        "To the previous unread article",
        _ARTICLES,
        group="Moving",
    ),
    Command(
        "next-article",
        ("J",),
        "Next article",
        "The article below this one in the list",
        _READER,
        "next",
        "Moving",
    ),
    Command(
        "previous-article",
        ("K",),
        "Previous article",
        "The article above this one in the list",
        _READER,
        group="Moving",
    ),
    Command(
        "next-heading",
        ("right_curly_bracket",),
        "Next heading",
        "To the next heading",
        _READER,
        group="Moving",
    ),
    Command(
        "previous-heading",
        ("left_curly_bracket",),
        "Previous heading",
        "To the heading before",
        _READER,
        group="Moving",
    ),
    # Tabs and panes
    Command(
        "next-tab",
        ("right", "right_square_bracket"),
        "Next tab",
        "To the tab on the right",
        _BROWSE,
        group="Tabs",
    ),
    Command(
        "previous-tab",
        ("left", "left_square_bracket"),
        "Previous tab",
        "To the tab on the left",
        _BROWSE,
        group="Tabs",
    ),
    *(
        Command(
            f"tab-{n}", (str(n),), f"Tab {n}", "To All" if n == 1 else f"To tab {n}", _BROWSE, group="Tabs"
        )
        for n in range(1, 10)
    ),
    Command("next-pane", ("tab",), "Next pane", "Between the list and the sidebar", _PANES, group="Tabs"),
    Command(
        "previous-pane",
        ("shift+tab",),
        "Previous pane",
        "Between the list and the sidebar",
        _PANES,
        group="Tabs",
    ),
    Command(
        "sidebar",
        ("x",),
        "Sidebar",
        "Show or hide the related articles",
        _BROWSE | _READER,
        hint="sidebar",
        group="Tabs",
    ),
    Command(
        "related-down", ("J",), "Down in the sidebar", "To the next related article", _BROWSE, group="Tabs"
    ),
    Command(
        "related-up", ("K",), "Up in the sidebar", "To the related article before", _BROWSE, group="Tabs"
    ),
    Command(
        "fold",
        ("z",),
        "Open or close a story",
        "Show what a story's row holds below it, or put it back",
        _BROWSE,
        "fold",
        "Tabs",
    ),
    Command(
        "fold-tab",
        ("Z",),
        "Fold stories",
        "A row for each story of this tab, or for each article",
        _BROWSE,
        group="Tabs",
    ),
    Command(
        "story",
        ("t",),
        "Story",
        "Who tells the article's story, when, and what is new in it",
        _ARTICLES,
        "timeline",
        "Tabs",
    ),
    Command(
        "edition",
        ("E",),
        "Edition",
        "What came since you left, and what of it most sources tell",
        _ARTICLES,
        group="Tabs",
    ),
    # Sources
    Command(
        "show-source",
        ("enter", "l"),
        "Show the source",
        "The articles of the source, as a tab of the list",
        _SOURCES,
        "show",
        "Sources",
    ),
    Command(
        "rename-source",
        ("e",),
        "Rename",
        "Give the source another name; an empty one is its feed's own",
        _SOURCES,
        "rename",
        "Sources",
    ),
    Command(
        "readdress-source",
        ("E",),
        "Address",
        "Give the source another address; its articles stay",
        _SOURCES,
        group="Sources",
    ),
    Command(
        "move-source",
        ("c",),
        "Category",
        "Put the source into another category",
        _SOURCES,
        "category",
        "Sources",
    ),
    Command(
        "pause-source",
        ("p",),
        "Pause or resume",
        "Ask the source no more, or again; twice permits a private host",
        _SOURCES,
        "pause",
        "Sources",
    ),
    Command(
        "remove-source",
        ("d",),
        "Remove",
        "Follow the source no longer; its articles stay",
        _SOURCES,
        "remove",
        "Sources",
    ),
    Command(
        "refresh-source",
        ("r",),
        "Refresh this source",
        "Ask this source for news now",
        _SOURCES,
        "refresh",
        "Sources",
    ),
    Command(
        "next-trouble",
        ("n",),
        "Next trouble",
        "To the next source that failed or is gone",
        _SOURCES,
        "next trouble",
        "Sources",
    ),
    Command(
        "open-site",
        ("o",),
        "Open the site",
        "The source's site in the web browser",
        _SOURCES,
        "site",
        "Sources",
    ),
    # Doing
    Command(
        "mark",
        ("m",),
        "Read or unread",
        "Mark the article read or unread, a folded story as a whole",
        _ARTICLES,
        "mark",
    ),
    Command("star", ("s",), "Star", "Star the article or take the star away", _ARTICLES, "star"),
    Command(
        "mark-all",
        ("A",),
        "Mark all read",
        "Mark what this view or story holds now as read",
        _BROWSE | _STORY,
        "all read",
    ),
    Command(
        "copies",
        ("D",),
        "Mark copies read",
        "Mark the articles read that only repeat this one's text",
        _ARTICLES,
    ),
    Command(
        "undo",
        ("u",),
        "Undo",
        "Take back the last mark, star or mark-all; in the sources, the last change",
        hint="undo",
    ),
    Command("search", ("slash",), "Search", "Find articles while you type", _BROWSE, "search"),
    Command("find", ("slash",), "Search in the article", "Light up a word in this article", _READER, "find"),
    Command("find-previous", ("N",), "Previous hit", "Back to the hit before, while hits are lit", _READER),
    Command("hide-read", ("H",), "Hide read", "Hide or show the articles that are read", _BROWSE),
    Command(
        "take-in", ("full_stop",), "Take in what is new", "Show the articles that arrived meanwhile", _BROWSE
    ),
    Command("refresh", ("r",), "Refresh this tab", "Ask the sources of this tab for news", _BROWSE),
    Command("refresh-all", ("R",), "Refresh all", "Ask every source for news", _BROWSE | _SOURCES),
    Command(
        "add",
        ("a",),
        "Add a source",
        "Follow a feed, or a page whose feeds are found",
        _BROWSE | _SOURCES,
        "add",
    ),
    Command(
        "sources",
        ("S",),
        "Sources",
        "What is followed, how it is doing, and changes to it",
        _PANES - _SOURCES,
    ),
    Command(
        "full-text",
        ("F",),
        "Whole article",
        "The whole article from its own page, or the feed's own text again",
        _READER,
        "full text",
    ),
    Command(
        "ask-again",
        ("r",),
        "Ask the page again",
        "Ask the article's own page once more, and mark what changed in it",
        _READER,
    ),
    Command(
        "link-hints",
        ("f",),
        "Link hints",
        "Letters on the links, to open or copy one",
        _READER,
        "open link",
    ),
    Command("links", ("L",), "Links", "List the links, files and addresses of the article", _READER, "links"),
    Command("qr", ("c",), "QR code", "The address as a QR code, to read on with a phone", _READER, "QR code"),
    Command(
        "browser",
        ("o",),
        "Open in the browser",
        "To the web browser; over SSH show and copy",
        _ARTICLES,
        "browser",
    ),
    Command(
        "copy",
        ("y",),
        "Copy the address",
        "Copy the address of the article or source and show it",
        hint="copy",
    ),
    Command("quote", ("Y",), "Copy a quote", "Copy a paragraph with title and address", _READER),
    Command("save", ("w",), "Save", "Save the article as a Markdown file", _READER),
    Command("files", ("e",), "Files", "Play what is enclosed, such as a podcast's sound", _READER),
    Command("comments", ("C",), "Comments", "The page of comments in the web browser", _READER),
    Command("reply", ("M",), "Write a mail", "Write to an address that the article names", _READER),
    Command("changes", ("v",), "What changed", "What the publisher changed in this article", _READER),
    Command(
        "catalogue", (), "Choose from the catalogue", "Follow well-known sources, or import a list", _BROWSE
    ),
    # The program
    Command(
        "palette",
        ("colon",),
        "Commands",
        "Every command and every source by name",
        hint="commands",
        group="Program",
    ),
    Command("help", ("question_mark",), "Help", "The keys of this screen", hint="help", group="Program"),
    Command("redraw", ("ctrl+l",), "Redraw", "Paint the whole screen again", group="Program"),
    Command("cancel", ("ctrl+c",), "Cancel", "Stop the refresh that is running", group="Program"),
    Command("suspend", ("ctrl+z",), "Suspend", "Back to the shell; fg returns", group="Program"),
    Command(
        "out",
        ("h", "escape"),
        "Out",
        "Out of the sidebar, a search or a source",
        _BROWSE,
        group="Moving",
    ),
    Command("leave", ("q",), "Quit", "Leave; the place is kept", _BROWSE, group="Program"),
    Command(
        "quit", ("Q",), "Quit from anywhere", "Leave from any screen; the place is kept", group="Program"
    ),
)

HINTS = {
    BROWSE: "down open next-unread sidebar fold mark star search browser palette help",
    READER: """
        back page-down next-article next-unread link-hints full-text browser find copy qr star mark sidebar
        palette help
    """,
    EDITION: "down open back next-unread story mark star browser palette help",
    STORY: "down open back next-unread mark star mark-all browser palette help",
    SOURCES: """
        down show-source rename-source move-source pause-source remove-source next-trouble refresh-source
        open-site undo add palette help
    """,
}
"""The commands on the hint line of each screen, the most important first and help last."""

_BY_ID = {command.id: command for command in COMMANDS}

_KEY_NAMES = {
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "at": "@",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "space": "Space",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""Where a key's name is neither Unicode's of its character nor a plain word."""


def command(id: str) -> Command:
    """The command with this id; raises KeyError."""
    return _BY_ID[id]


def places(one: Command) -> str:
    """Where a command applies, for people: ``everywhere``, ``list, reader``."""
    if one.where == EVERYWHERE:
        return "everywhere"
    return ", ".join(name for screen, name in SCREENS.items() if screen in one.where)


def key_name(key: str) -> str:
    """A key as printed for people: ``ctrl+d`` is ``Ctrl-d``, ``slash`` is ``/``."""
    *modifiers, last = key.split("+")
    return "-".join([*(m.capitalize() for m in modifiers), _KEY_NAMES.get(last) or _character(last)])


def _character(name: str) -> str:
    if len(name) == 1:
        return name
    try:
        character = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        character = ""
    # Delete and the like are names of controls, too.
    return character if character.isprintable() and character else name.capitalize()
