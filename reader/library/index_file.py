"""The file of the search index: whether it is broken, whether it was replaced, removing it.

In: its path, an error. What stands in it is `fulltext`.
"""

import sqlite3
from pathlib import Path

from reader.errors import LibraryError

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_damage(error: LibraryError) -> bool:
    """Whether the file holds no database, or a broken one."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


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
