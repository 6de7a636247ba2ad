"""TOML in and out: what the standard library reads, and single values as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tuinews.settings.problems import SettingsError, reason

Value: TypeAlias = bool | int | str | Sequence[str] | Mapping[str, str]
"""What a key of ours can have."""


class UnreadableFile(SettingsError):
    """A file cannot be read as TOML at all."""

    def __init__(self, path: Path, sentence: str, line: int | None = None) -> None:
        self.sentence = sentence
        """What is wrong, without the file and the line."""
        self.line = line
        super().__init__(f"{path}, line {line}: {sentence}" if line else f"{path}: {sentence}")


def read_text(path: Path) -> str:
    """The text of a file, line ends as they are, without a byte order mark; empty where there is no file.

    Raises UnreadableFile where it cannot be read or is not UTF-8, as TOML 1.0 demands.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UnreadableFile(path, f"The file cannot be read: {reason(error)}.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path, "The text is not UTF-8; save it in that encoding.", line) from error


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The tables in ``text``; raises UnreadableFile with the line where it is broken."""
    if not text.strip():
        return {}
    import tomllib  # noqa: PLC0415 (5 ms, saved where there is no file)

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, line = _placed(str(error), text)
        raise UnreadableFile(path, f"This is not valid TOML: {said}.", line) from error
    except RecursionError as error:
        raise UnreadableFile(path, "Its lists or tables are nested too deeply.") from error


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file; empty where there is no file. Raises UnreadableFile."""
    return parse_toml(read_text(path), path)


def literal(value: Value) -> str:
    """A value as TOML writes it."""
    import json  # noqa: PLC0415 (2 ms, and reading needs none)

    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            # A basic string of TOML escapes as JSON does, and DEL as well; UTF-8 has no lone surrogates.
            whole = value.encode("utf-8", "replace").decode()
            return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return f"{{ {', '.join(f'{key} = {literal(item)}' for key, item in value.items())} }}"
        case _:
            return f"[{', '.join(literal(item) for item in value)}]"


def _placed(message: str, text: str) -> tuple[str, int]:
    """The parser's message without its position, and the line it means."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    if found is None:
        return _worded(message), 1
    line = int(found[1]) if found[1] else max(1, len(text.splitlines()))
    return _worded(message[: found.start()]), line


def _worded(message: str) -> str:
    return message[:1].lower() + message[1:]
