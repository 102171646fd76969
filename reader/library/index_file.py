"""The file of the search index: whether it is broken, whether it was replaced, removing it.

In: its path, an error. What stands in it is `fulltext` and `terms`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.library.connection import Connection, reading

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Interrupted(Exception):
    """The search was cut off by a newer one."""


@contextmanager
def asking(db: Connection) -> Iterator[Connection]:
    """Statements that only read, which another thread may cut off: then Interrupted."""
    with reading(db):
        try:
            yield db
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
                raise Interrupted from error
            raise


def is_damage(error: LibraryError) -> bool:
    """Whether the file holds no database, or a broken one."""
    return _code(error) in _DAMAGE


def is_busy(error: LibraryError) -> bool:
    """Whether another program is writing."""
    return _code(error) == sqlite3.SQLITE_BUSY


def is_unwritable(error: LibraryError) -> bool:
    """Whether it can only be read."""
    return _code(error) == sqlite3.SQLITE_READONLY


def _code(error: LibraryError) -> int:
    return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF


def throw_away(path: Path) -> None:
    """Remove the index; it is made again. Who has it open goes on with the old one."""
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)


def inode(path: Path) -> int:
    """Which file it is; 0 if there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
