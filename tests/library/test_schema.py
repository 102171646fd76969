"""Opening library.db: new, old, newer, somebody else's, by two programs at once."""

import sqlite3
import threading
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import schema
from reader.library.articles import Library
from reader.library.connection import connect
from reader.settings import Folders


def settings_of(path: Path, *names: str) -> list[object]:
    db = sqlite3.connect(path)
    try:
        return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    finally:
        db.close()


def test_a_new_library_has_our_settings(folders: Folders) -> None:
    Library.open(folders).close()
    found = settings_of(
        folders.library, "application_id", "user_version", "journal_mode", "page_size"
    )
    assert found == [schema.APPLICATION_ID, len(schema.MIGRATIONS), "wal", 8192]


def test_a_newer_library_is_refused_and_left_as_it_is(folders: Folders) -> None:
    Library.open(folders).close()
    db = sqlite3.connect(folders.library)
    db.execute("PRAGMA user_version = 999")
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    before = folders.library.read_bytes()
    with pytest.raises(LibraryError, match="newer reader") as refused:
        Library.open(folders)
    assert "Upgrade" in refused.value.hint
    assert folders.library.read_bytes() == before
    assert [path.name for path in folders.cache.iterdir()] == ["library.db"]


def test_another_programs_file_is_refused_and_left_as_it_is(folders: Folders) -> None:
    folders.make()
    db = sqlite3.connect(folders.library)
    db.execute("CREATE TABLE recipes (name TEXT)")
    db.commit()
    db.close()
    before = folders.library.read_bytes()
    with pytest.raises(LibraryError, match="belongs to another program"):
        Library.open(folders)
    assert folders.library.read_bytes() == before


def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path) -> None:
    db = connect(tmp_path / "new.db")
    broken = (("CREATE TABLE one (x)",), ("CREATE TABLE two (x)", "CREATE TABLE one (x)"))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        schema.migrate(db, 7, broken)
    assert schema.version_of(db) == 1
    assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("one",)]


def test_a_library_made_by_several_at_once_is_made_once(folders: Folders) -> None:
    folders.make()
    start = threading.Barrier(6)
    failed: list[BaseException] = []

    def open_it() -> None:
        start.wait()
        try:
            Library.open(folders).close()
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert settings_of(folders.library, "user_version", "integrity_check") == [
        len(schema.MIGRATIONS),
        "ok",
    ]


def test_reading_only_makes_nothing(folders: Folders) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Library.open(folders, read_only=True)
    assert not folders.library.exists()
