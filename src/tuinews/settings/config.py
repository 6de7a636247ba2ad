"""``config.toml``: every setting with its type, default, limits and meaning.

The tables below are the only list of settings: loading, messages and the documentation are made from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tuinews.settings.problems import Problem, nearest, shown, suggest
from tuinews.settings.toml import UnreadableFile, literal, read_toml

__all__ = ["Config", "Problem", "Setting", "as_toml", "describe", "load_config"]

_T = TypeVar("_T")


def _setting(
    default: _T,
    doc: str,
    *,
    least: int | None = None,
    most: int | None = None,
    choices: tuple[str, ...] = (),
) -> _T:
    return field(default=default, metadata={"doc": doc, "least": least, "most": most, "choices": choices})


@dataclass(frozen=True, slots=True)
class Refresh:
    """When and how sources are asked for news."""

    auto: bool = _setting(True, "Ask what is due when the interface starts and regularly after that.")
    every_minutes: int = _setting(
        15, "Minutes between two automatic rounds while the interface is open.", least=1, most=10080
    )
    parallel: int = _setting(128, "Requests under way at once, to all hosts together.", least=1, most=1024)
    per_host: int = _setting(2, "Requests under way at once to one host.", least=1, most=64)
    timeout_seconds: int = _setting(
        60, "Seconds a whole request may take, from its start to its last byte.", least=1, most=3600
    )
    max_body_mb: int = _setting(20, "Megabytes an answer may have, unpacked.", least=1, most=1024)
    user_agent: str = _setting(
        "", "The name given to the hosts that are asked; empty means the program's own name and version."
    )
    proxy: str = _setting(
        "",
        "Address of a proxy for every request, such as http://127.0.0.1:8080; "
        "empty means what the system says.",
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """How an article is set."""

    measure: int = _setting(76, "The longest line of running text, in cells.", least=20, most=400)


@dataclass(frozen=True, slots=True)
class List:
    """What a list of articles shows."""

    hide_read: bool = _setting(False, "Begin with the articles that were read hidden.")


@dataclass(frozen=True, slots=True)
class Appearance:
    """Colours and mouse."""

    theme: str = _setting("tuinews", "Name of the colour theme.")
    mouse: bool = _setting(True, "React to the mouse; off leaves selecting text to the terminal.")


@dataclass(frozen=True, slots=True)
class Open:
    """What is opened outside of the program."""

    browser: tuple[str, ...] = _setting(
        (),
        "The browser as a list of the program and its arguments; the address is put after the last. "
        "Empty means the system's browser.",
    )


@dataclass(frozen=True, slots=True)
class Log:
    """What the log file keeps."""

    level: str = _setting(
        "warning", "The least weighty message that is kept.", choices=("debug", "info", "warning", "error")
    )


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, as the user or the default decided."""

    refresh: Refresh = Refresh()
    reader: Reader = Reader()
    list: List = List()
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
    known = _sections()
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
            sections[name] = dataclasses.replace(known[name], **read)
    return Config(**sections), tuple(problems)


def describe() -> tuple[Setting, ...]:
    """A row for every setting, in the order of the file: what the documentation's table is made from."""
    return tuple(
        Setting(
            section, each.name, _expected(each), literal(getattr(values, each.name)), each.metadata["doc"]
        )
        for section, values in _sections().items()
        for each in dataclasses.fields(values)
    )


def as_toml(config: Config) -> str:
    """The settings in force as the text of a ``config.toml``."""
    lines: list[str] = []
    for section, values in _sections(config).items():
        lines += [f"[{section}]"]
        lines += [
            f"{each.name} = {literal(getattr(values, each.name))}" for each in dataclasses.fields(values)
        ]
        lines += [""]
    return "\n".join(lines)


def _sections(config: Config = Config()) -> dict[str, Any]:
    return {section.name: getattr(config, section.name) for section in dataclasses.fields(config)}


def _read_section(
    path: Path, section: str, table: Mapping[str, object], default: Any, problems: list[Problem]
) -> Iterator[tuple[str, object]]:
    known = {each.name: each for each in dataclasses.fields(default)}
    for key, value in table.items():
        name = f"{section}.{key}"
        if key not in known:
            problems.append(Problem(path, name, _unknown_key(section, key, known)))
            continue
        each = known[key]
        fits, read = _read(value, each)
        if fits:
            yield key, read
            continue
        hint = (
            suggest(value, each.metadata["choices"])
            if isinstance(value, str) and each.metadata["choices"]
            else ""
        )
        problems.append(
            Problem(
                path,
                name,
                f"{name} should be {_expected(each)}, but is {shown(value)}; "
                f"the default, {literal(getattr(default, key))}, is used. {hint}".rstrip(),
            )
        )


def _read(value: object, each: dataclasses.Field[Any]) -> tuple[bool, object]:
    """Whether a value fits a setting, and the value as it is kept."""
    match each.default:
        case bool():
            return isinstance(value, bool), value
        case int():
            return (
                isinstance(value, int)
                and not isinstance(value, bool)
                and each.metadata["least"] <= value <= each.metadata["most"],
                value,
            )
        case str():
            choices = each.metadata["choices"]
            return isinstance(value, str) and (not choices or value in choices), value
        case _:
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                return True, tuple(value)
            return False, value


def _expected(each: dataclasses.Field[Any]) -> str:
    match each.default:
        case bool():
            return "true or false"
        case int():
            return f"a whole number from {each.metadata['least']} to {each.metadata['most']}"
        case str() if each.metadata["choices"]:
            return "one of " + ", ".join(f'"{choice}"' for choice in each.metadata["choices"])
        case str():
            return "a text"
        case _:
            return "a list of texts"


def _unknown_section(name: str, table: object) -> str:
    sections = list(_sections())
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
