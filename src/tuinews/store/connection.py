"""Opening the library's file: checks, settings of SQLite, migrations."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from tuinews.store.errors import NO_FTS5, StoreError, StoreUnusable, sentence, translated
from tuinews.text.words import spaced, stem

APPLICATION_ID = 0x746E7773
"""``tnws``: says whose file it is, see https://www.sqlite.org/fileformat.html#application_id."""
VERSION = 5
"""The latest file in ``schema/``."""
MINIMUM = (3, 34, 0)
EVERY = "\uebad"
"""A word (a private character) in every row of the full-text index: FTS5 wants something before a NOT."""
PATIENCE = 15.0
"""Seconds to wait for another writer."""


def connect(path: Path, *, create: bool, writing: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return a connection in autocommit mode to the library at ``path``, brought to this version's schema.

    Where nothing can be written (a read-only home, a full disk), a reader still gets what is kept. Raises
    StoreError where it is not there (and ``create`` is false), not ours, newer, or cannot be used.
    """
    if sqlite3.sqlite_version_info < MINIMUM:
        raise StoreError(
            f"This Python comes with SQLite {sqlite3.sqlite_version}, and tuinews needs 3.34 or newer. "
            "Use a newer Python or update the system's SQLite."
        )
    if not create and not path.exists():
        raise StoreError(f"There is no library at {path} yet. Add a source or refresh first.")
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sentence(error, path) from error
    try:
        return _open(path, "mode=rwc" if create else "mode=rw", writing=writing, patience=patience)
    except StoreUnusable:
        if writing or not _at_rest(path):
            raise
        # SQLite reads a log only beside files of its own, which it cannot make here. Where there is no log,
        # nobody is writing either: the file can be read as if it never changed.
        with suppress(StoreError):
            return _open(path, "immutable=1", writing=False, patience=patience)
        raise


def _at_rest(path: Path) -> bool:
    """Whether there is a library with all that is in it: nothing waits in a log beside it."""
    try:
        return path.stat().st_size > 0 and path.with_name(f"{path.name}-wal").stat().st_size == 0
    except FileNotFoundError:
        return path.exists()
    except OSError:
        return False


def _open(path: Path, how: str, *, writing: bool, patience: float) -> sqlite3.Connection:
    with translated(path):
        db = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?{how}",
            uri=True,
            timeout=patience,
            isolation_level=None,
            cached_statements=256,
        )
        try:
            _prepare(db, path, patience)
            if not writing:
                db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return db


def _prepare(db: sqlite3.Connection, path: Path, patience: float) -> None:
    for name, function, arguments in (
        ("spaced", spaced, 1),
        ("stem", stem, 1),
        ("search_body", search_body, 2),
        ("search_facts", search_facts, 3),
    ):
        db.create_function(name, arguments, function, deterministic=True)
    application, version, empty = _identity(db)
    if application != APPLICATION_ID:
        if application or version or not empty:
            raise StoreError(
                f"The file {path} is a database of another program. Move it away, "
                "or choose another folder with --home or TUINEWS_HOME."
            )
        _set_wal(db, patience)
    if version > VERSION:
        raise StoreError(
            f"The library {path} was made by a newer tuinews (its version is {version}, this program knows "
            f"{VERSION}). Update tuinews, or choose another folder with --home or TUINEWS_HOME."
        )
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA cache_size = -4096")
    db.execute("PRAGMA journal_size_limit = 67108864")
    if version < VERSION:
        _migrate(db, path)
    db.execute("PRAGMA foreign_keys = ON")


def _identity(db: sqlite3.Connection) -> tuple[int, int, bool]:
    """Return whose file it is, its version, and whether there is nothing in it: of one moment."""
    db.execute("BEGIN")
    try:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        first = db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    finally:
        # SQLite has ended it by itself where reading failed.
        if db.in_transaction:
            db.execute("ROLLBACK")
    return application, version, first is None


def _set_wal(db: sqlite3.Connection, patience: float) -> None:
    """Switch to write-ahead logging; SQLite does not itself wait for the lock that this takes."""
    deadline = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Run what is missing of ``schema/*.sql``, each in a transaction of its own."""
    from importlib import resources  # noqa: PLC0415  # 4 ms that a start with a library does not need

    if not db.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
        raise StoreError(NO_FTS5)
    for number in range(1, VERSION + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been first.
            if db.execute("PRAGMA user_version").fetchone()[0] < number:
                script = resources.files("tuinews.store").joinpath("schema", f"{number:04}.sql")
                for statement in statements(script.read_text("utf-8")):
                    db.execute(statement)
                broken = db.execute("PRAGMA foreign_key_check").fetchone()
                if broken:
                    raise StoreError(
                        f"The library {path} cannot be brought to version {number}: rows of {broken[0]} "
                        "point nowhere. It was left as it is; put a backup in its place."
                    )
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {number}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def statements(script: str) -> list[str]:
    """Cut an SQL script into its statements: executescript would commit before it runs."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return found


def search_body(summary: str | None, text: str) -> str:
    """What search reads as the body: the summary, where the text does not begin with it, and the text."""
    if summary and not text.startswith(summary[:80]):
        text = f"{summary}\n{text}"
    return spaced(text)


def search_facts(author: str | None, origin: str | None, labels: str | None) -> str:
    """What search reads beside title and body, after EVERY. ``labels`` is a JSON list."""
    return spaced("\n".join(filter(None, (EVERY, author, origin, *(json.loads(labels) if labels else ())))))
