"""Opening the library: made, migrated, or refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from support.stories import fill
from tuinews.model import FetchState, View
from tuinews.store import Store, StoreError, StoreLocked, connection
from tuinews.store.errors import sentence


def test_a_new_library_is_made_with_its_folder(path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (connection.APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (connection.VERSION,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_the_schema_folder_holds_every_version() -> None:
    folder = Path(connection.__file__).parent / "schema"
    assert sorted(one.name for one in folder.iterdir()) == [
        f"{n:04}.sql" for n in range(1, connection.VERSION + 1)
    ]


def test_a_library_of_version_1_keeps_its_articles_and_what_it_knew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(connection, "VERSION", 1)
        connection.connect(path, create=True, writing=True).close()
    db = sqlite3.connect(path)
    db.execute(
        "INSERT INTO sources (id, title, category, followed, position, settings, etag, failures) "
        "VALUES ('old', 'Old', 1, 1, 0, '{\"id\": \"old\", \"url\": \"https://old.example/\"}', 'e', 3)"
    )
    db.execute("INSERT INTO articles (id, place, source, category, title) VALUES (1, 1, 1, 1, 'Kept')")
    db.commit()
    db.close()
    with closing(Store.open(path)) as store:
        assert [row.title for row in store.listing.page(View())] == ["Kept"]
        assert store.fetch_states(["old"]) == {"old": FetchState(etag="e", failures=3)}


def test_a_library_of_version_3_keeps_its_stories_and_none_of_them_was_looked_at(path: Path) -> None:
    with closing(Store.open(path)) as store:
        ids = fill(store)
        for statement in (
            "DROP TABLE links",
            "DROP TABLE looked",
            "DELETE FROM terms",
            "INSERT INTO terms VALUES ('lamp', 2), ('lamps', 3), ('выборами', 1)",
            "ALTER TABLE revisions RENAME COLUMN of_page TO of_version_5",
            "ALTER TABLE pages RENAME COLUMN revised TO of_version_5",
            "PRAGMA user_version = 3",
        ):
            store._db.execute(statement)
    with closing(Store.open(path)) as store:
        assert store.document_frequency(["lamp", "lamps", "выбора"]) == {"lamp": 5, "выбора": 1}
        assert store.stories.tellings(ids["strike"]) == [ids["strike"], ids["vote"]]
        assert store.stories.looked(ids["report"]) is None
        store.look_at_story(ids["report"])
        assert store.stories.looked(ids["report"]) == ids["vote"]
        assert store.linked([1], 0) == []


def test_every_index_says_which_query_it_serves() -> None:
    for schema in (Path(connection.__file__).parent / "schema").iterdir():
        for before, line in pairwise(schema.read_text("utf-8").splitlines()):
            if line.startswith("CREATE INDEX"):
                assert before.startswith("-- "), line


def test_a_library_is_found_as_it_was_left(path: Path) -> None:
    store = Store.open(path)
    store.remember("tab", "World")
    store.close()
    again = Store.open(path)
    assert again.recall("tab") == "World"
    again.close()


def test_a_missing_library_can_be_asked_not_to_be_made(path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no library at .*library\.db yet"):
        Store.open(path, create=False)
    assert not path.exists()


def test_a_file_that_is_no_database_is_named_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(StoreError, match=r"library\.db is not a library of tuinews.*Move it away"):
        Store.open(path)
    assert path.read_bytes().startswith(b"Dear diary")


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.commit()
    with pytest.raises(StoreError, match="a database of another program"):
        Store.open(path)
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    db.close()


def test_a_library_of_a_newer_version_is_left_alone(path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match=r"made by a newer tuinews .* Update tuinews"):
        Store.open(path)


def test_a_folder_in_its_place_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"library\.db cannot be opened\. Check"):
        Store.open(path)


def test_a_file_in_the_folders_place_is_named(path: Path) -> None:
    path.parent.write_text("")
    with pytest.raises(StoreError, match=r"library\.db cannot be used"):
        Store.open(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(path: Path) -> None:
    Store.open(path).close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"library\.db cannot be"):
            Store.open(path).remember("tab", "World")
    finally:
        path.parent.chmod(0o700)


def test_a_library_is_read_as_if_it_never_changed_only_where_no_log_waits(path: Path) -> None:
    assert not connection._at_rest(path)
    store = Store.open(path)
    store.remember("tab", "World")
    assert not connection._at_rest(path), "what was just written is in the log"
    store.close()
    assert connection._at_rest(path)
    path.with_name(f"{path.name}-wal").touch()
    assert connection._at_rest(path), "an empty log is what a full disk leaves"


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("attempt to write a readonly database", "is read-only. Change its permissions"),
        ("unable to open database file", "Check that its folder exists"),
        ("database or disk is full", "Make room and try again"),
        ("database disk image is malformed", "is damaged"),
        ("disk I/O error", "Check that its disk has room"),
        ("no such module: fts5", "comes without FTS5"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(path: Path, said: str, part: str) -> None:
    assert part in str(sentence(sqlite3.OperationalError(said), path))


def test_an_sqlite_that_is_too_old_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 33, 0))
    with pytest.raises(StoreError, match=r"tuinews needs 3\.34 or newer"):
        Store.open(path)
    assert not path.exists()


def test_a_migration_that_fails_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = connection.statements

    def broken(script: str) -> list[str]:
        return [*cut(script)[:5], "CREATE NONSENSE"]

    monkeypatch.setattr(connection, "statements", broken)
    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(path)
    monkeypatch.undo()
    Store.open(path).close()


def test_several_processes_may_make_it_at_once(path: Path) -> None:
    stores: list[Store] = []
    errors: list[Exception] = []

    def start() -> None:
        try:
            Store.open(path).close()
            stores.append(Store.open(path, create=False))
            stores[-1].close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(stores) == 8


def test_a_reader_cannot_write(store: Store, path: Path) -> None:
    reader = Store.open(path, writing=False)
    with pytest.raises(StoreError, match="cannot be written"):
        reader.remember("tab", "World")
    reader.close()


def test_a_lock_that_stays_is_said_after_waiting(store: Store, path: Path) -> None:
    other = Store.open(path, patience=0.01)
    with store.transaction(), pytest.raises(StoreLocked, match="kept busy by another program"):
        other.remember("tab", "World")
    other.remember("tab", "World")
    other.close()
