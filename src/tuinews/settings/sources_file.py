"""``sources.toml``: what is followed. Made to be edited by hand; our changes leave the rest as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from tuinews.model import Source
from tuinews.settings import source_text
from tuinews.settings.files import locked, write_atomic
from tuinews.settings.ids import Ids, new_id
from tuinews.settings.problems import Problem, SettingsError, shown, suggest
from tuinews.settings.source_table import checked, has_secret, read_table, same_address, table_values
from tuinews.settings.toml import UnreadableFile, parse_toml, read_text
from tuinews.text.clean import one_line

__all__ = [
    "Change",
    "Problem",
    "SettingsError",
    "SourcesDocument",
    "add_sources",
    "fill_ids",
    "load_sources",
    "new_id",
    "remove_source",
    "take_back",
    "update_source",
    "update_sources",
]

_TOP_KEYS = ("categories", "source")

_BEGINNING = """\
# What is followed: one [[source]] table each. Edit it as you like; comments and order are kept.
# Besides url a table may have title, category (its tab), tags, interval (minutes), timezone, paused.
# categories = ["World", "Science"]   # the order of the tabs; else they come as they first appear below
"""


@dataclass(frozen=True, slots=True)
class SourcesDocument:
    """The file as read."""

    sources: tuple[Source, ...] = ()
    """In the order of the file; ids are unique and never empty."""
    categories: tuple[str, ...] = ()
    """The order of the tabs: as ``categories`` lists them, then as they first appear."""
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    """The file is not valid TOML or cannot be read: ``sources`` is only what could be made out."""
    warnings: tuple[Problem, ...] = ()
    """What is not wrong but unwise: passwords in the clear."""
    without_id: int = 0
    """Tables whose id is not in the file: it is made from title or address, and lasts as long as these do."""


@dataclass(slots=True)
class _Tables:
    """The tables of a file and what they were read as."""

    raw: list[Any]
    sources: dict[int, Source] = field(default_factory=dict)
    """By the position of their table."""
    given: dict[int, str] = field(default_factory=dict)
    """The ids given here to tables without one."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A file about to be changed: its text, and beside it what that text has to say."""

    path: Path
    text: str
    raw: list[Any]
    sources: dict[int, Source]

    def find(self, id: str) -> tuple[int, Source]:
        for position, source in self.sources.items():
            if source.id == id:
                return position, source
        raise SettingsError(f'There is no source "{one_line(id)}" in {self.path}.')


class Change(NamedTuple):
    """What was done to one source; ``take_back`` undoes it."""

    before: Source
    after: Source | None
    """None: it was taken out."""
    cut: source_text.Cut


def load_sources(path: Path) -> SourcesDocument:
    """Read the file. Never raises: what is wrong is in ``problems``, and every table that is right is there.

    A missing file is an empty list. A table without an id gets one made from its title or address; the next
    edit or ``fill_ids`` writes it into the file. Where the file is not valid TOML each table is tried alone.
    """
    try:
        text = read_text(path)
    except UnreadableFile as error:
        return SourcesDocument(problems=(_whole(path, error),), broken=True)
    try:
        data = parse_toml(text, path)
    except UnreadableFile as error:
        return _made_out(path, text, error)
    problems: list[Problem] = []
    tables = _read(path, text, _raw_tables(path, data, problems))
    return _document(path, data, tables, problems)


def add_sources(path: Path, sources: Iterable[Source]) -> list[Source]:
    """Append what is not there yet and return it, ids filled in.

    A source whose address is there already (``same_address``) is skipped, so is its second mention in
    ``sources``. A category that differs from one in use only by case takes the spelling in use. Raises
    SettingsError where a source breaks the rules of the file, the file is broken or cannot be written; it is
    then unchanged.
    """
    added: list[Source] = []

    def change(draft: _Draft) -> None:
        present = draft.sources.values()
        known = {same_address(source.url) for source in present}
        ids = Ids(_ids_in(draft.raw))
        spelled = {source.category.casefold(): source.category for source in present}
        for source in sources:
            address = same_address(source.url)
            if address in known:
                continue
            known.add(address)
            category = spelled.setdefault(source.category.casefold(), source.category)
            name = ids.take(source.id or _called(source))
            added.append(checked(replace(source, id=name, category=category)))
        draft.raw += [table_values(source) for source in added]
        if added:
            draft.text = source_text.appended(draft.text if draft.text.strip() else _BEGINNING, added)

    _edit(path, change)
    return added


def remove_source(path: Path, id: str) -> Change:
    """Take a source out of the file; comments around it stay. Raises as ``update_source``."""
    done: list[Change] = []

    def change(draft: _Draft) -> None:
        position, source = draft.find(id)
        cut = source_text.cut(draft.text, id, position)
        done.append(Change(source, None, cut))
        del draft.raw[position]
        draft.text = source_text.without(draft.text, cut)

    _edit(path, change)
    return done[0]


def update_source(path: Path, id: str, **fields: Any) -> Change:
    """Set fields of a source (by their names in ``model.Source``, never ``id``).

    A field set to its default leaves the file. Raises SettingsError where there is no such source, a value
    breaks the rules of the file, the file is broken or cannot be written; it is then unchanged.
    """
    return update_sources(path, {id: fields})[0]


def update_sources(path: Path, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Set fields of several sources, by their ids, at once; as ``update_source``."""
    done: list[Change] = []

    def change(draft: _Draft) -> None:
        for id, fields in changes.items():
            position, before = draft.find(id)
            source = checked(replace(before, **fields))
            done.append(Change(before, source, source_text.cut(draft.text, id, position)))
            said = table_values(source)
            kept = {key: value for key, value in draft.raw[position].items() if key not in fields}
            draft.raw[position] = kept | {key: said[key] for key in fields if key in said}
            draft.text = source_text.updated(draft.text, position, source, fields)

    if changes:
        _edit(path, change)
    return done


def take_back(path: Path, change: Change) -> None:
    """Make the table of a source say again what it said, comments and all, whatever else was changed since.

    Raises as ``update_source``, also where its address came back under another id.
    """
    id = change.cut.id

    def restore(draft: _Draft) -> None:
        address = same_address(change.before.url)
        for source in draft.sources.values():
            if source.id != id and same_address(source.url) == address:
                raise SettingsError(f"{one_line(id)} is followed again already, as {source.id}.")
        ids = [table.get("id") for table in draft.raw]
        position = ids.index(id) if id in ids else None
        draft.text = source_text.put_back(draft.text, change.cut, position)
        values = parse_toml(change.cut.text, path)["source"][0]
        if position is None:
            draft.raw.insert(min(change.cut.position, len(draft.raw)), values)
        else:
            draft.raw[position] = values

    _edit(path, restore)


def fill_ids(path: Path) -> int:
    """Write the ids that tables lack into the file; returns how many. Raises as ``add_sources``."""
    return _edit(path, lambda _draft: None)


def _edit(path: Path, change: Callable[[_Draft], None]) -> int:
    """Read, change and write the file, no other program of ours in between; returns how many ids it lacked.

    What is written is parsed before and compared with what it should say, so that a text which the line-wise
    change misunderstands (a ``[[source]]`` line inside a value) is refused and never spoiled.
    """
    with locked(path):
        try:
            found = read_text(path)
            data = parse_toml(found, path)
        except UnreadableFile as error:
            raise SettingsError(f"{error} Nothing was changed: repair the file first.") from error
        crlf = "\r\n" in found
        text = found.replace("\r\n", "\n")
        problems: list[Problem] = []
        tables = _read(path, text, _raw_tables(path, data, problems))
        if problems or len(source_text.headers(text)) != len(tables.raw):
            raise _not_editable(path)
        draft = _Draft(path, source_text.with_ids(text, tables.given), list(tables.raw), tables.sources)
        for position, id in tables.given.items():
            draft.raw[position] = {**draft.raw[position], "id": id}
        change(draft)
        if draft.text == text:
            return 0
        _check(path, draft, data)
        write_atomic(path, (draft.text.replace("\n", "\r\n") if crlf else draft.text).encode())
        return len(tables.given)


def _check(path: Path, draft: _Draft, before: dict[str, Any]) -> None:
    try:
        after = parse_toml(draft.text, path)
    except UnreadableFile as error:
        raise _not_editable(path) from error
    if {**before, "source": draft.raw} != {"source": [], **after}:
        raise _not_editable(path)


def _not_editable(path: Path) -> SettingsError:
    return SettingsError(
        f"{path} cannot be changed by the program: it can only change sources that each begin with a line "
        "[[source]]. Nothing was changed; edit the file by hand."
    )


def _whole(path: Path, error: UnreadableFile) -> Problem:
    return Problem(path, "", error.sentence, error.line)


def _called(source: Source) -> str:
    """What an id is made from: the title, unless its script has no letters that an id can keep."""
    return source.title if any(char.isascii() and char.isalpha() for char in source.title) else source.url


def _raw_tables(path: Path, data: dict[str, Any], problems: list[Problem]) -> list[Any]:
    raw = data.get("source", [])
    if isinstance(raw, list):
        return raw
    message = f"source should be tables under lines [[source]], with two brackets, but is {shown(raw)}."
    problems.append(Problem(path, "source", message))
    return []


def _read(path: Path, text: str, raw: list[Any]) -> _Tables:
    """Read the tables; ``text`` gives their lines."""
    starts = source_text.headers(text)
    lines = _line_numbers(text, starts) if len(starts) == len(raw) else [None] * len(raw)
    tables = _Tables(raw)
    ids: dict[str, int] = {}
    addresses: dict[str, int] = {}
    for position, table in enumerate(raw):
        name = f"source {position + 1}"

        def report(message: str, name: str = name, line: int | None = lines[position]) -> None:
            tables.problems.append(Problem(path, name, message, line))

        source, sentences = read_table(name, table)
        for sentence in sentences:
            report(sentence)
        if source is None:
            continue
        if source.id in ids:
            report(f'{name} has the id "{source.id}" of source {ids[source.id] + 1}; it is left out.')
        elif source.url in addresses:
            report(f"{name} has the address of source {addresses[source.url] + 1}; it is left out.")
        else:
            if source.id:
                ids[source.id] = position
            addresses[source.url] = position
            tables.sources[position] = source
    free = Ids(_ids_in(raw))
    for position, source in tables.sources.items():
        if not source.id:
            tables.given[position] = free.take(_called(source))
            tables.sources[position] = replace(source, id=tables.given[position])
    return tables


def _ids_in(raw: Iterable[Any]) -> Iterator[str]:
    """Every id in the file, also of tables that are left out: they come back once they are repaired."""
    for table in raw:
        if isinstance(table, dict) and isinstance(table.get("id"), str):
            yield table["id"]


def _line_numbers(text: str, offsets: Sequence[int]) -> list[int | None]:
    numbers: list[int | None] = []
    line, last = 1, 0
    for offset in offsets:
        line += text.count("\n", last, offset)
        last = offset
        numbers.append(line)
    return numbers


def _document(
    path: Path, data: dict[str, Any], tables: _Tables, problems: list[Problem], *, broken: bool = False
) -> SourcesDocument:
    for key in data:
        if key not in _TOP_KEYS:
            problems.append(Problem(path, key, f"{key} is not known here. {suggest(key, _TOP_KEYS)}"))
    order = data.get("categories", [])
    if not isinstance(order, list) or not all(isinstance(name, str) for name in order):
        problems.append(
            Problem(
                path,
                "categories",
                f"categories should be a list of texts, but is {shown(order)}; it is left out.",
            )
        )
        order = []
    sources = tuple(tables.sources.values())
    named = [one_line(name) for name in order] + [source.category for source in sources]
    categories = tuple(dict.fromkeys(name for name in named if name))
    warnings = tuple(_in_the_clear(path, sources))
    said = tuple(problems + tables.problems)
    return SourcesDocument(sources, categories, said, broken, warnings, len(tables.given))


def _in_the_clear(path: Path, sources: Iterable[Source]) -> Iterator[Problem]:
    """One warning for all sources whose passwords anybody can read who can read the file."""
    named = [source.id for source in sources if has_secret(source)]
    if named:
        ids = ", ".join(named[:5]) + (" and others" if len(named) > 5 else "")
        message = (
            f"There is a password or key in the clear (of {ids}): whoever can read the file knows it. "
            "password_command, password_env or password_keyring keep it elsewhere."
        )
        yield Problem(path, "password", message)


def _made_out(path: Path, text: str, error: UnreadableFile) -> SourcesDocument:
    """What can be made out in a text that is not valid TOML: each table is parsed for itself."""
    starts = source_text.headers(text)
    problems: list[Problem] = []
    data: dict[str, Any] = {}
    raw: list[Any] = []
    ends = [*starts, len(text)]
    for start, end in zip([0, *starts], ends, strict=True):
        try:
            part = parse_toml(text[start:end], path)
        except UnreadableFile as broken:
            line = text.count("\n", 0, start) + (broken.line or 1)
            problems.append(Problem(path, "", broken.sentence, line))
            continue
        found = part.pop("source", [])
        raw += found if isinstance(found, list) else []
        data |= part
    if not problems:
        problems.append(_whole(path, error))
    return _document(path, data, _read(path, "", raw), problems, broken=True)
