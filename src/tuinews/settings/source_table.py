"""One table of ``sources.toml``: the rules for reading it, and its text.

Each rule is one field of ``model.Source``, by the same name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from tuinews.model import Selectors, Source
from tuinews.settings.problems import SettingsError, nearest, shown, suggest
from tuinews.settings.toml import Value, literal
from tuinews.text.addresses import canonical, is_web, without_user
from tuinews.text.clean import one_line

KINDS = ("feed", "page", "sitemap")
FULL_TEXT = ("auto", "always", "never")
_LONGEST_INTERVAL = 60 * 24 * 366
_LONGEST_ID = 100

_PASSWORDS = ("password_command", "password_env", "password_keyring", "password")
"""In the order in which they count."""
_PASSWORD_IN_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#@:]*:[^/?#]+@")
_SECRET_FIELD = re.compile(r"authorization|cookie|key|token|secret|password", re.IGNORECASE)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # RFC 9110, 5.6.2
_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?|")
_OURS = frozenset(
    {
        "accept-encoding", "connection", "content-length", "expect", "host", "if-modified-since",
        "if-none-match", "range", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    }
)  # fmt: skip
"""Fields that decide how an answer is framed, packed or compared, or have a key of their own."""


class Table(NamedTuple):
    """What a table says."""

    source: Source | None
    """None where the table cannot be followed; its id is empty where the table has none."""
    problems: tuple[str, ...]
    """Whole sentences."""


class _Field(NamedTuple):
    expected: str
    read: Callable[[object], object]
    """The value as kept; raises ValueError where it does not fit."""


def read_table(name: str, table: object) -> Table:
    """Read one table; ``name`` is what messages call it: ``source 3``.

    Without a usable address, or with an unusable id, the whole table is left out. Any other key that is wrong
    is reported and left out alone.
    """
    if not isinstance(table, dict):
        return Table(None, (f"{name} should be a table, but is {shown(table)}; it is left out.",))
    problems: list[str] = []
    values: dict[str, object] = {}
    for key, value in table.items():
        rule = _FIELDS.get(key)
        if rule is None:
            near = nearest(key, _FIELDS)
            hint = f"the nearest key is {near}." if near else f"there are: {', '.join(_FIELDS)}."
            problems.append(f"{name}: {key} is not a key of a source; {hint}")
            continue
        try:
            values[key] = rule.read(value)
        except ValueError as error:
            outcome = "the source is left out." if key in {"id", "url"} else "the key is left out."
            hint = f" {error}" if str(error) else ""
            secret = key in {"password", "headers"}
            # Of a table the hint says what is wrong in it.
            found = "" if secret or (hint and isinstance(value, dict)) else f", but is {_shown(value)}"
            problems.append(f"{name}: {key} should be {rule.expected}{found}; {outcome}{hint}")
    if "url" not in table:
        problems.append(f"{name}: url is missing, the address of the feed; the source is left out.")
    if "url" not in values or ("id" in table and "id" not in values):
        return Table(None, tuple(problems))
    source = Source(**{"id": "", **values})  # type: ignore[arg-type]
    if not (is_web(source.url) or source.command or source.paused or source.url.startswith("file:")):
        problems.append(
            f"{name}: url should be an http or https address, but is {_shown(source.url)}; "
            "the source is left out."
        )
        return Table(None, tuple(problems))
    given = [key for key in _PASSWORDS if values.get(key)]
    if len(given) > 1:
        problems.append(
            f"{name}: {' and '.join(given)} say the same thing; only {given[0]} is used, take out the others."
        )
    return Table(source, tuple(problems))


def has_secret(source: Source) -> bool:
    """Whether the source's table holds a password or a key in the clear."""
    return bool(
        source.password
        or _PASSWORD_IN_ADDRESS.match(source.url)
        or any(_SECRET_FIELD.search(name) for name, _ in source.headers)
    )


def _shown(value: object) -> str:
    """A wrong value as a message repeats it; an address without its password."""
    return shown(without_user(value) if isinstance(value, str) else value)


def same_address(url: str) -> str:
    """Sources with the same value here are one: the canonical form of a web address, else the text itself."""
    return canonical(url) or url


def checked(source: Source) -> Source:
    """The source as it would be read back; raises SettingsError where it breaks a rule."""
    read = read_table(f'The source "{one_line(source.id)}"', table_values(source))
    if read.source is None or read.problems:
        raise SettingsError(read.problems[0])
    return read.source


def table_values(source: Source) -> dict[str, Value]:
    """What a table says of this source: every field that is not the default, in the model's order."""
    return {
        field.name: _written(field.name, value)
        for field in dataclasses.fields(Source)
        if (value := getattr(source, field.name)) != field.default
    }


def _written(name: str, value: Any) -> Value:
    if name == "headers":
        return dict(value)
    if isinstance(value, Selectors):
        return {key: selector for key, selector in value._asdict().items() if selector}
    return list(value) if isinstance(value, tuple) else value


def table_text(source: Source) -> str:
    """The source as the text of a table."""
    lines = [f"{key} = {literal(value)}\n" for key, value in table_values(source).items()]
    return "".join(["[[source]]\n", *lines])


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags on one line each, none twice; a comma parts two tags, as in OPML's ``category``."""
    parts = (one_line(part).strip("/ ") for tag in tags for part in tag.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return one_line(value)


def _id(value: object) -> str:
    name = _text(value)
    if not name or name != value or " " in name or len(name) > _LONGEST_ID:
        raise ValueError
    return name


def _url(value: object) -> str:
    text = _text(value)
    if not text or not isinstance(value, str) or text != value.strip():
        raise ValueError
    return text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError
    return tuple(value)


def _program(value: object) -> tuple[str, ...]:
    texts = _texts(value)
    if not texts or not texts[0]:
        raise ValueError
    return texts


def _headers(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError
    for name, text in value.items():
        if not isinstance(text, str) or not _VALUE.fullmatch(text) or not _TOKEN.fullmatch(name):
            raise ValueError(f"{one_line(name)} cannot be sent so.")
        if name.lower() in _OURS:
            raise ValueError(f"{name} is the program's own business.")
    return tuple(value.items())


def _user(value: object) -> str:
    name = _text(value)
    if ":" in name:
        raise ValueError
    return name


def _secret(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError
    return value


def _tags(value: object) -> tuple[str, ...]:
    return clean_tags(_texts(value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _one_of(words: tuple[str, ...]) -> _Field:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(suggest(value, words) if isinstance(value, str) else "")
        return value

    return _Field("one of " + ", ".join(f'"{word}"' for word in words), read)


def _selectors(value: object) -> Selectors:
    if not isinstance(value, dict):
        raise ValueError
    for name, selector in value.items():
        if name not in Selectors._fields:
            raise ValueError(f"{one_line(name)} is not one of them. {suggest(name, Selectors._fields)}")
        if not isinstance(selector, str) or not selector.strip():
            raise ValueError(f"{name} is {shown(selector)}.")
        _check_selector(name, selector)
    return Selectors(**value)


def _check_selector(name: str, selector: str) -> None:
    import cssselect  # noqa: PLC0415 (8 ms, and few sources have selectors)

    try:
        cssselect.HTMLTranslator().css_to_xpath(selector)
    except cssselect.SelectorError as error:
        raise ValueError(
            f"{name} is {shown(selector)}, which is no CSS selector ({one_line(str(error)).rstrip('.')})."
        ) from error


def _interval(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LONGEST_INTERVAL:
        raise ValueError
    return value


def _timezone(value: object) -> str:
    import zoneinfo  # noqa: PLC0415 (few sources state one)

    name = _text(value)
    try:
        zoneinfo.ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError) as error:
        known = zoneinfo.available_timezones()
        if known:  # a system without the database knows none: then the name is taken as it is
            near = nearest(name, known)
            raise ValueError(f"The nearest is {near}." if near else "") from error
    return name


_FIELDS: Mapping[str, _Field] = {
    "id": _Field(f"a name without spaces of at most {_LONGEST_ID} characters", _id),
    "url": _Field("an address without spaces and control characters", _url),
    "title": _Field("a text", _text),
    "category": _Field("a text", _text),
    "tags": _Field("a list of texts", _tags),
    "kind": _one_of(KINDS),
    "paused": _Field("true or false", _flag),
    "paused_why": _Field("a text", _text),
    "interval": _Field(f"a whole number of minutes from 1 to {_LONGEST_INTERVAL}", _interval),
    "timezone": _Field('the name of a time zone such as "Asia/Shanghai"', _timezone),
    "private": _Field("true or false", _flag),
    "command": _Field("a list of texts: the program and its arguments", _texts),
    "user_agent": _Field("a text", _text),
    "headers": _Field("a table of header fields and their texts", _headers),
    "user": _Field("a name without a colon", _user),
    "password": _Field("a text on one line", _secret),
    "password_command": _Field("a list of texts: the program and its arguments", _program),
    "password_env": _Field("the name of an environment variable", _text),
    "password_keyring": _Field("the name of a service in the keyring", _text),
    "selectors": _Field(
        f"a table of CSS selectors with the keys {', '.join(Selectors._fields)}, each a text", _selectors
    ),
    "full_text": _one_of(FULL_TEXT),
}
