"""The commands of the command line: what each is called, what its line in the help says, where it lives.

Data only, so that the help and ``--version`` load nothing; a command's arguments and work are in its module.
"""

from __future__ import annotations

from typing import NamedTuple


class Listed(NamedTuple):
    """A command as the help lists it."""

    name: str
    module: str
    """Module under ``tuinews.cli`` whose ``ACTIONS`` has it."""
    usage: str
    summary: str


COMMANDS: tuple[Listed, ...] = (
    Listed("add", "sources", "add URL|FILE", "follow a feed, or the feed that a page names"),
    Listed("remove", "sources", "remove SOURCE", "follow it no longer; its articles stay"),
    Listed("sources", "sources", "sources", "what is followed, and how each source is doing"),
    Listed("import", "lists", "import FILE", "follow what an OPML or newsboat urls file lists"),
    Listed("export", "lists", "export [FILE]", "write what is followed as OPML"),
    Listed("refresh", "refresh", "refresh [SOURCE...]", "ask the sources that are due for news"),
    Listed("list", "articles", "list [QUERY]", "articles, newest first"),
    Listed("search", "articles", "search QUERY", "articles, best match first"),
    Listed("read", "read", "read ID|URL", "an article as text, of the library or of any address"),
    Listed("related", "articles", "related ID...", "what else was written about it, and why it is here"),
    Listed("stories", "stories", "stories [QUERY]", "which articles tell the same event, and who tells it"),
    Listed("brief", "brief", "brief", "what came since you left, in ten lines"),
    Listed("mark", "marks", "mark read|unread|star|unstar", "mark articles"),
    Listed("undo", "marks", "undo", "take the last mark back"),
    Listed(
        "config",
        "settings",
        "config [check|path|show]",
        "settings: what holds, where it stands, what is wrong",
    ),
    Listed("keys", "settings", "keys", "the keys of the interface"),
    Listed("demo", "demo", "demo", "the interface on a small built-in edition"),
)

HIDDEN: dict[str, str] = {"build-demo": "demo"}
"""Commands that the program gives itself, and their modules."""

UNBUILT: dict[str, str] = {
    "doctor": "`tuinews doctor` is not built yet; `tuinews config check` and `tuinews sources` say a part.",
    "backup": "`tuinews backup` is not built yet; `tuinews config path` says which files to copy.",
}
"""Commands that are promised for later, and what to say meanwhile."""


def module_of(name: str) -> str | None:
    """The module of the command with this name; None where there is none."""
    for listed in COMMANDS:
        if listed.name == name:
            return listed.module
    return HIDDEN.get(name)
