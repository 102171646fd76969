"""Connections: errors that the user can cause are one sentence, the others stay bugs."""

import sqlite3
import stat
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library.connection import connect, reading, transaction


def test_the_file_is_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    connect(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_locked_library_says_so(tmp_path: Path) -> None:
    path = tmp_path / "busy.db"
    holder, other = connect(path), connect(path, timeout=0)
    holder.execute("CREATE TABLE t (x)")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="in use by another program"), transaction(other):
        other.execute("INSERT INTO t VALUES (1)")
    holder.execute("ROLLBACK")
    with transaction(other):
        other.execute("INSERT INTO t VALUES (1)")
    assert holder.execute("SELECT count(*) FROM t").fetchone() == (1,)


def test_a_full_disk_keeps_what_was_committed(tmp_path: Path) -> None:
    db = connect(tmp_path / "full.db")
    db.execute("CREATE TABLE t (x)")
    with transaction(db):
        db.execute("INSERT INTO t VALUES ('kept')")
    db.execute("PRAGMA max_page_count = 3")
    with pytest.raises(LibraryError, match="disk is full"), transaction(db):
        db.execute("INSERT INTO t VALUES (randomblob(100000))")
    assert not db.in_transaction
    assert db.execute("SELECT x FROM t").fetchall() == [("kept",)]


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 500)
    db = connect
    with pytest.raises(LibraryError, match="not a database"):
        opened = db(path)
        with reading(opened):
            opened.execute("SELECT * FROM sqlite_schema").fetchall()


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be opened"):
        connect(tmp_path / "nowhere" / "new.db")


def test_a_bug_stays_a_bug(tmp_path: Path) -> None:
    db = connect(tmp_path / "new.db")
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), reading(db):
        db.execute("SELEC 1")


def test_what_fails_inside_a_transaction_is_taken_back(tmp_path: Path) -> None:
    db = connect(tmp_path / "new.db")
    db.execute("CREATE TABLE t (x)")
    with pytest.raises(ValueError, match="mine"), transaction(db):
        db.execute("INSERT INTO t VALUES (1)")
        raise ValueError("mine")
    assert db.execute("SELECT count(*) FROM t").fetchone() == (0,)
