"""Connections to notes.db with the durable settings, transactions, and errors said in words.

Why these settings: SQLite's default (DELETE, FULL) lost the last acknowledged note in 118 of 200
simulated power cuts, WAL in 195 and in every copy of the file alone; TRUNCATE with FULL in none.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import NotesError
from reader.library.connection import Connection

_BUSY_SECONDS = 10.0
_OF_A_STRANGER = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")
_SETTINGS = (
    *_OF_A_STRANGER,
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_spill = OFF",  # a spill locks all readers out until the commit
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # of macOS; nothing elsewhere
)
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SAID = {
    sqlite3.SQLITE_BUSY: (
        "Another program is holding your notes, so this was not saved.",
        "Try again; if it stays, see which other reader is running.",
    ),
    sqlite3.SQLITE_FULL: ("The disk is full, so this was not saved.", "Make room and try again."),
    sqlite3.SQLITE_IOERR: (
        "The disk refused to write or read your notes.",
        "Is it full, or was it taken away? What was saved before is still there.",
    ),
    sqlite3.SQLITE_READONLY: (
        "Your notes can only be read here, so this was not saved.",
        "Allow writing to the folder that `reader where` names.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "Your notes cannot be opened.",
        "See that the folder that `reader where` names can be read and written.",
    ),
    sqlite3.SQLITE_PERM: (
        "Your notes may not be opened by this user.",
        "See who owns the folder that `reader where` names.",
    ),
}
_SAID[sqlite3.SQLITE_LOCKED] = _SAID[sqlite3.SQLITE_BUSY]


class Damaged(NotesError):
    """The file is broken or lost; any other NotesError is no reason to make it again."""


def make_file(path: Path) -> None:
    """An empty file for the user's eyes only; SQLite gives its journal the same permissions.

    Raises FileExistsError. Never open an existing database this way: closing any descriptor of
    it drops the locks that SQLite holds in this process.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def connect(path: Path, *, seconds: float = _BUSY_SECONDS) -> sqlite3.Connection:
    """A connection in autocommit with all settings made. The file must exist."""
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=seconds,
        isolation_level=None,
        check_same_thread=False,  # each thread has its own; any may close it
        factory=Connection,
    )
    for setting in _SETTINGS:
        db.execute(setting)
    return db


def peek(path: Path) -> sqlite3.Connection:
    """A connection that neither locks nor writes nor rolls back: for a look at the header."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    for setting in _OF_A_STRANGER:
        db.execute(setting)
    return db


@contextmanager
def said(way_out: Callable[[], str]) -> Iterator[None]:
    """What the user can cause becomes NotesError; a bug stays a bug."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BROKEN:
            raise Damaged("The file of your notes is damaged.", hint=way_out()) from error
        if code not in _SAID:
            raise
        message, hint = _SAID[code]
        raise NotesError(message, hint=hint) from error
    except OSError as error:
        raise NotesError(
            f"Your notes cannot be written: {error.strerror or error}.",
            hint="What was saved before is still there; make room or allow writing, and try again.",
        ) from error


class Connections:
    """One connection a thread, made on first use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()

    def here(self) -> sqlite3.Connection:
        """This thread's connection."""
        me = threading.current_thread()
        found = self._open.get(me)
        if found is None:
            found = connect(self.path)
            found.execute("PRAGMA journal_mode = TRUNCATE")
            with self._guard:
                self._close_of_the_dead()
                self._open[me] = found
        return found

    def _close_of_the_dead(self) -> None:
        for thread in [thread for thread in self._open if not thread.is_alive()]:
            self._open.pop(thread).close()

    def close(self) -> None:
        """Close this thread's, let go of the others: one that is at work closes when it is done.

        Closing it here, under a statement that another thread runs, would crash the program.
        """
        with self._guard:
            own = self._open.pop(threading.current_thread(), None)
            self._open.clear()
        if own is not None:
            own.close()
