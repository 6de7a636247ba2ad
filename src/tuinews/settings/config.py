"""``config.toml``: every setting with its type, default, limits and meaning.

The tables below are the only list of settings: loading, messages and the documentation are made from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from tuinews.settings.problems import Problem, nearest, shown, suggest
from tuinews.settings.toml import UnreadableFile, literal, read_toml

__all__ = ["Config", "Problem", "Setting", "as_toml", "describe", "load_config"]


class About(NamedTuple):
    """What a setting means, and which values it takes."""

    doc: str
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()


class Refresh(NamedTuple):
    """When and how sources are asked for news."""

    auto: Annotated[bool, About("Ask what is due when the interface starts and regularly after that.")] = True
    every_minutes: Annotated[
        int,
        About(
            "Minutes between two automatic rounds while the interface is open; no source without an interval "
            "of its own is asked more often.",
            least=1,
            most=10080,
        ),
    ] = 15
    parallel: Annotated[
        int, About("Requests under way at once, to all hosts together.", least=1, most=1024)
    ] = 128
    per_host: Annotated[
        int, About("Requests under way at once to one host, whatever its port.", least=1, most=64)
    ] = 2
    timeout_seconds: Annotated[
        int, About("Seconds a whole request may take, from its start to its last byte.", least=1, most=3600)
    ] = 60
    max_body_mb: Annotated[int, About("Megabytes an answer may have, unpacked.", least=1, most=1024)] = 20
    user_agent: Annotated[
        str,
        About("The name given to the hosts that are asked; empty means the program's own name and version."),
    ] = ""
    proxy: Annotated[
        str,
        About(
            "Address of a proxy for every request, such as http://127.0.0.1:8080 or "
            "socks5://127.0.0.1:1080; empty means what the environment or the system says."
        ),
    ] = ""


class FullText(NamedTuple):
    """When whole articles are fetched from their own pages."""

    on_open: Annotated[
        bool,
        About("Fetch the whole article when one is opened of which the feed gives only a teaser."),
    ] = True
    ahead: Annotated[
        int,
        About(
            "Unread articles of which each refresh fetches the whole ahead, those you are likely to open "
            "first, to be read at once and offline.",
            least=0,
            most=1000,
        ),
    ] = 0


class Reader(NamedTuple):
    """How an article is set."""

    measure: Annotated[int, About("The longest line of running text, in cells.", least=20, most=400)] = 76
    save_folder: Annotated[
        str,
        About(
            "Folder for articles that are saved as Markdown; ~ is your home. Empty means your documents "
            "folder, or your home where there is none."
        ),
    ] = ""
    offer_copies: Annotated[
        bool,
        About("Say of an opened article how many copies of its text are unread, and which key marks them."),
    ] = False


class List(NamedTuple):
    """What a list of articles shows."""

    hide_read: Annotated[bool, About("Begin with the articles that were read hidden.")] = False
    fold: Annotated[
        bool,
        About(
            "Show a story that several articles tell as one row, which can be opened; not in Starred and in "
            "searches."
        ),
    ] = True


class Edition(NamedTuple):
    """What came since you left, and what of it most sources tell."""

    on_open: Annotated[
        bool,
        About(
            "Begin with the edition, where something came since you left and two sources tell a story of it."
        ),
    ] = True


class Appearance(NamedTuple):
    """Colours and mouse."""

    theme: Annotated[
        str,
        About(
            "The colour theme: tuinews lives on the terminal's own colours, dark or light; night and paper "
            "bring theirs.",
            choices=("tuinews", "night", "paper"),
        ),
    ] = "tuinews"
    mouse: Annotated[bool, About("React to the mouse; off leaves selecting text to the terminal.")] = True


class Open(NamedTuple):
    """What is opened outside of the program."""

    browser: Annotated[
        tuple[str, ...],
        About(
            "The browser as a list of the program and its arguments; the address is put after the last. "
            "Empty means the system's browser."
        ),
    ] = ()
    player: Annotated[
        tuple[str, ...],
        About(
            'The player of sound and film as a list of the program and its arguments, such as ["mpv"]; the '
            "address is put after the last. Empty means none."
        ),
    ] = ()
    mail: Annotated[
        tuple[str, ...],
        About(
            "The mail program as a list of the program and its arguments; a mailto: address is put after "
            "the last. Empty means the system's mail program."
        ),
    ] = ()


class Log(NamedTuple):
    """What the log file keeps."""

    level: Annotated[
        str, About("The least weighty message that is kept.", choices=("debug", "info", "warning", "error"))
    ] = "warning"


class Config(NamedTuple):
    """Every setting, as the user or the default decided."""

    refresh: Refresh = Refresh()
    full_text: FullText = FullText()
    reader: Reader = Reader()
    list: List = List()
    edition: Edition = Edition()
    appearance: Appearance = Appearance()
    open: Open = Open()
    log: Log = Log()


class Setting(NamedTuple):
    """One row of the table of settings."""

    section: str
    key: str
    expected: str
    """The type and its limits in words: ``a whole number from 1 to 64``."""
    default: str
    """As it would be written in the file."""
    doc: str


def load_config(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """The settings in ``path`` and what is wrong with them.

    Never raises: a key that is unknown, of the wrong type or out of its limits is reported and its default
    used; a file that is broken or cannot be read is one problem and every default. A missing file is none.
    """
    try:
        tables = read_toml(path)
    except UnreadableFile as error:
        return Config(), (Problem(path, "", error.sentence, error.line),)
    problems: list[Problem] = []
    sections: dict[str, Any] = {}
    known = _sections(Config())
    for name, table in tables.items():
        if name not in known:
            problems.append(Problem(path, name, _unknown_section(name, table)))
        elif not isinstance(table, dict):
            problems.append(
                Problem(
                    path,
                    name,
                    f"{name} should be a section, [{name}], but is {shown(table)}; it is left out.",
                )
            )
        else:
            read = dict(_read_section(path, name, table, known[name], problems))
            sections[name] = known[name]._replace(**read)
    return Config(**sections), tuple(problems)


def describe() -> tuple[Setting, ...]:
    """A row for every setting, in the order of the file: what the documentation's table is made from."""
    return tuple(
        Setting(section, name, _expected(value, about[name]), literal(value), about[name].doc)
        for section, values in _sections(Config()).items()
        for about in (_about(values),)
        for name, value in values._asdict().items()
    )


def as_toml(config: Config) -> str:
    """The settings in force as the text of a ``config.toml``."""
    lines: list[str] = []
    for section, values in _sections(config).items():
        lines += [f"[{section}]"]
        lines += [f"{name} = {literal(value)}" for name, value in values._asdict().items()]
        lines += [""]
    return "\n".join(lines)


def _sections(config: Config) -> dict[str, Any]:
    return config._asdict()


def _about(section: Any) -> dict[str, About]:
    """What stands beside the settings of a section; evaluated only where a file or the documentation asks."""
    hints = get_type_hints(type(section), include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def _read_section(
    path: Path, section: str, table: Mapping[str, object], default: Any, problems: list[Problem]
) -> Iterator[tuple[str, object]]:
    known = _about(default)
    for key, value in table.items():
        name = f"{section}.{key}"
        if key not in known:
            problems.append(Problem(path, name, _unknown_key(section, key, known)))
            continue
        about, usual = known[key], getattr(default, key)
        fits, read = _read(value, usual, about)
        if fits:
            yield key, read
            continue
        hint = suggest(value, about.choices) if isinstance(value, str) and about.choices else ""
        problems.append(
            Problem(
                path,
                name,
                f"{name} should be {_expected(usual, about)}, but is {shown(value)}; "
                f"the default, {literal(usual)}, is used. {hint}".rstrip(),
            )
        )


def _read(value: object, default: object, about: About) -> tuple[bool, object]:
    """Whether a value fits a setting, and the value as it is kept."""
    match default:
        case bool():
            return isinstance(value, bool), value
        case int():
            return (
                isinstance(value, int)
                and not isinstance(value, bool)
                and (about.least is None or about.least <= value)
                and (about.most is None or value <= about.most),
                value,
            )
        case str():
            return isinstance(value, str) and (not about.choices or value in about.choices), value
        case _:
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                return True, tuple(value)
            return False, value


def _expected(default: object, about: About) -> str:
    match default:
        case bool():
            return "true or false"
        case int():
            return f"a whole number from {about.least} to {about.most}"
        case str() if about.choices:
            return "one of " + ", ".join(f'"{choice}"' for choice in about.choices)
        case str():
            return "a text"
        case _:
            return "a list of texts"


def _unknown_section(name: str, table: object) -> str:
    sections = list(_sections(Config()))
    if not isinstance(table, dict):
        homes = [row.section for row in describe() if row.key == name]
        if homes:
            return f"{name} stands in no section; it belongs under [{homes[0]}]."
        return f"{name} is not a setting. {_nearest_setting(name)}"
    near = nearest(name, sections)
    if near:
        return f"[{name}] is not a section. The nearest is [{near}]."
    return f"[{name}] is not a section. There are: {', '.join(f'[{section}]' for section in sections)}."


def _unknown_key(section: str, key: str, known: Mapping[str, object]) -> str:
    start = f"{section}.{key} is not a setting."
    homes = [row.section for row in describe() if row.key == key]
    if homes:
        return f"{start} {key} belongs under [{homes[0]}]."
    near = nearest(key, known)
    if near:
        return f"{start} The nearest is {section}.{near}."
    return f"{start} {_nearest_setting(key)}"


def _nearest_setting(key: str) -> str:
    rows = describe()
    near = nearest(key, [row.key for row in rows])
    if near:
        return next(f"The nearest is {row.section}.{row.key}." for row in rows if row.key == near)
    return "`tuinews config show` lists the settings there are."
