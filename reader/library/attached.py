"""The user's notes beside the library: attached as `notes` while their file is there.

In: a reading connection and where notes.db lies. Out: whether its tables can be joined. Without
them every article is unread and unmarked. What is wrong with a damaged notes.db is said by
`library.notes`; the articles can be read all the same. Nothing is written here.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from reader.library.connection import Connection

_TABLES = {"star", "seen", "tag", "annotation"}
_NAMES = "SELECT name FROM notes.sqlite_schema WHERE type = 'table'"


def attach_notes(db: Connection, path: Path) -> bool:
    """Follow the file: attach it when it appears, again when another takes its place."""
    try:
        status = path.stat()
        inode = status.st_ino if status.st_size else 0
    except OSError:
        inode = 0
    if inode != db.notes_inode:
        if db.notes_inode:
            detach_notes(db)
        if inode and _attach(db, path):
            db.notes_inode = inode
    return bool(db.notes_inode)


def _attach(db: Connection, path: Path) -> bool:
    # Not mode=ro: after a crash of its writer SQLite must roll the file back before it can be
    # read. The connection is query_only, which nothing of ours can write through.
    try:
        db.execute("ATTACH DATABASE ? AS notes", (f"{path.absolute().as_uri()}?mode=rw",))
        tables = {row[0] for row in db.execute(_NAMES)}
    except sqlite3.DatabaseError:
        detach_notes(db)
        return False
    if tables >= _TABLES:
        return True
    detach_notes(db)  # still being made
    return False


def detach_notes(db: Connection) -> None:
    """Let go of the file."""
    db.notes_inode = 0
    with suppress(sqlite3.Error):
        db.execute("DETACH DATABASE notes")
