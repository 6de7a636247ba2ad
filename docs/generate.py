"""Write ``docs/keys.md`` and ``docs/settings.md`` from the tables in the code: ``python docs/generate.py``.

A test compares the files with what this makes, so that they cannot disagree with the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tuinews.cli.settings import grouped
from tuinews.commands import Command, key_name, places
from tuinews.settings.config import Setting, describe

DOCS = Path(__file__).parent
MADE = "<!-- Made by docs/generate.py from the code: change it there. -->\n"


def keys_page() -> str:
    """The page of keys: a table for each group of commands."""
    return "\n".join([MADE, *_keys()]) + "\n"


def settings_page() -> str:
    """The page of settings: a table for each section of ``config.toml``."""
    return "\n".join([MADE, *_settings()]) + "\n"


PAGES = {"keys.md": keys_page, "settings.md": settings_page}


def _keys() -> Iterator[str]:
    yield "# Keys"
    yield ""
    yield "`?` shows the keys of the screen you are on, `:` finds every command by its name, `tuinews keys`"
    yield "prints this table. `keys.toml` gives a command other keys, by its id, written as here or as"
    yield "a list; `tuinews config path` says where that file is, `tuinews config check` what is wrong in it:"
    yield ""
    yield "```toml"
    yield 'star = ["s", "*"]'
    yield 'half-down = "Ctrl-d"'
    yield "undo = []"
    yield "```"
    yield ""
    yield "An empty list leaves a command without a key; `:` still does it. A key that is given to one"
    yield "command is taken from every other one on the same screen; that is said at the start until the"
    yield "other one has a line of its own."
    for group, commands in grouped().items():
        yield ""
        yield f"## {group}"
        yield ""
        yield from _table(
            ("Keys", "Command", "What it does", "Where"),
            ((_key_names(command), f"`{command.id}`", command.help, places(command)) for command in commands),
        )


def _key_names(command: Command) -> str:
    return " ".join(f"`{key_name(key)}`" for key in command.keys) or "by name, in `:`"


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "`config.toml` holds them; none has to be there. `tuinews config path` says where the file is,"
    yield "`tuinews config show` prints what holds now, `tuinews config check` what is wrong in it. A key"
    yield "that is unknown or of the wrong kind is reported, and the program goes on with the default."
    yield "What a single source can have in `sources.toml` (passwords, header fields, another name to"
    yield "give) is on the page on [how it asks](fetching.md)."
    for section, settings in groupby(describe(), key=lambda setting: setting.section):
        yield ""
        yield f"## [{section}]"
        yield ""
        yield from _table(("Key", "Default", "What it is"), (_setting_row(setting) for setting in settings))


def _setting_row(setting: Setting) -> tuple[str, str, str]:
    expected = setting.expected[:1].upper() + setting.expected[1:]
    return f"`{setting.key}`", f"`{setting.default}`", f"{setting.doc} {expected}."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
