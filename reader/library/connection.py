"""Connections to SQLite files, transactions, and what the user can cause, in one sentence.

In: a path. Out: a connection with our settings, or a LibraryError or NotesError.
What is in a file (tables, numbered migrations) is `schema`, not here.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reader.errors import LibraryError, NotesError

ErrorType = type[LibraryError] | type[NotesError]

_making = threading.Lock()

# What goes wrong without a bug of ours; every other sqlite3.Error is one, and is seen.
_CAUSES = {
    sqlite3.SQLITE_BUSY: (
        "is in use by another program",
        "Wait until it is done, then try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "is in use by another program",
        "Wait until it is done, then try again.",
    ),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full",
        "What was saved before is kept. Free some space, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk reports an error",
        "Check that the disk is there and has space, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "cannot be written",
        "Check that you may write to the file and its folder.",
    ),
    sqlite3.SQLITE_PERM: (
        "cannot be opened",
        "Check that you may read the file and its folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "Check that the folder exists and that you may write to it.",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Run “reader doctor”."),
    sqlite3.SQLITE_NOTADB: ("is not a database, or is damaged", "Run “reader doctor”."),
}


class Connection(sqlite3.Connection):
    """A connection that knows its file, and closes with the last reference to it."""

    path: Path = Path()
    subject: str = "The library"
    error: ErrorType = LibraryError
    is_fixed: bool = False  # nobody can change the file
    notes_inode: int = 0  # of the attached notes.db; see `attached`

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.collections: dict[int, str] = {}  # names by number, which never change

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self.close()


def connect(
    path: Path,
    *,
    subject: str = "The library",
    error: ErrorType = LibraryError,
    read_only: bool = False,
    timeout: float = 30.0,
) -> Connection:
    """Open `path`; made for its owner's eyes only when missing, unless `read_only`.

    Autocommit: write inside `transaction`. `timeout` is how many seconds to wait for another
    writer. Any thread may use and close the connection, one at a time.
    """
    with translated(subject, path, error):
        if not read_only:
            _make_private(path)
        db = sqlite3.connect(
            address(path, "ro" if read_only else "rw"),
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
        db.path, db.subject, db.error = path, subject, error
        db.is_fixed = is_fixed(path)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "foreign_keys = ON"):
            db.execute(f"PRAGMA {setting}")
    return db


def address(path: Path, mode: str) -> str:
    """A file as SQLite opens it; one that nobody can change, without locks and side files."""
    return f"{path.absolute().as_uri()}?" + ("immutable=1" if is_fixed(path) else f"mode={mode}")


def is_fixed(path: Path) -> bool:
    """Whether a file in WAL mode lies where SQLite can't make the side files to read it with.

    With side files there, another program may be at it, and they serve to read it as usual.
    """
    if os.access(path.parent, os.W_OK) or not path.exists():
        return False
    return not any(Path(f"{path}{ending}").exists() for ending in ("-wal", "-shm"))


def _make_private(path: Path) -> None:
    """SQLite gives its side files the mode of the main one, so that one is made 0600.

    A file that is there is left alone: closing any descriptor of it would drop the locks that
    other threads hold on it (sqlite.org/howtocorrupt.html, 2.2).
    """
    with _making:
        if path.exists():
            return
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
        except FileExistsError:
            return  # another program was first
        except OSError as error:
            raise sqlite3_error(sqlite3.SQLITE_CANTOPEN, str(error)) from error


def sqlite3_error(code: int, message: str) -> sqlite3.OperationalError:
    """An error as SQLite would raise it."""
    found = sqlite3.OperationalError(message)
    found.sqlite_errorcode = code
    return found


@contextmanager
def translated(subject: str, path: Path, error: ErrorType) -> Iterator[None]:
    """What the user or the disk can cause becomes `error`; a bug stays a bug."""
    try:
        yield
    except sqlite3.Error as cause:
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code not in _CAUSES:
            raise
        what, hint = _CAUSES[code]
        raise error(f"{subject} {path} {what}.", hint=hint) from cause


@contextmanager
def reading(db: Connection) -> Iterator[Connection]:
    """Statements that only read."""
    with translated(db.subject, db.path, db.error):
        yield db


@contextmanager
def transaction(db: Connection) -> Iterator[Connection]:
    """All or nothing, one writer at a time."""
    with translated(db.subject, db.path, db.error):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            rollback(db)
            raise
        try:
            db.execute("COMMIT")
        except sqlite3.Error:
            rollback(db)
            raise


def rollback(db: Connection) -> None:
    """Take back what is not committed; SQLite may already have done so (on a full disk)."""
    with suppress(sqlite3.Error):
        if db.in_transaction:
            db.execute("ROLLBACK")
