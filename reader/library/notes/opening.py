"""Looks at notes.db before anything is written: is it there, ours, whole, and not newer than us?

Raises NotesError with the way out, the file's bytes untouched. An empty or missing file is a fresh
start only if no journal and no backup says otherwise.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from reader.errors import NotesError, ReaderError
from reader.library.notes import backups, schema
from reader.library.notes.connection import Connections, Damaged, make_file, peek
from reader.library.notes.journal import Journal, sync_folder
from reader.settings import Folders

_QUICK_CHECK_BELOW = 1 << 20  # bytes; about 10 ms. Bigger files are checked with each backup


def check(folders: Folders, connections: Connections) -> bool:
    """Whether the file needs a migration (an empty one needs all); a backup is made before."""
    path = folders.notes
    if sqlite3.sqlite_version_info < (3, 37):
        raise NotesError(
            f"This Python brings SQLite {sqlite3.sqlite_version}, and notes need 3.37 or newer.",
            hint="Use another Python, 3.11 or newer, from python.org or your distribution.",
        )
    if not path.exists() or not path.stat().st_size:
        _begin(folders)
    db = look(folders, connections)
    version = schema.version(db)
    if 0 < version < len(schema.MIGRATIONS):
        day = db.execute("SELECT date('now')").fetchone()[0]
        backups.make(db, folders.backups, day, f"before-v{len(schema.MIGRATIONS)}")
    return version < len(schema.MIGRATIONS)


def look(folders: Folders, connections: Connections) -> sqlite3.Connection:
    """The file opened, if it is ours and shows no sign of damage."""
    has_begun = has_past(folders)  # asked first: another program may begin at the same time
    if folders.notes.stat().st_size:
        _refuse_foreign(folders.notes)
    db = connections.here()
    _refuse_damaged(db, folders)
    if has_begun and not schema.version(db):
        raise Damaged(f"The file of your notes, {folders.notes}, is empty.", hint=way_out(folders))
    return db


def way_out(folders: Folders) -> str:
    """What the user can do about a file that can't be used."""
    kept = backups.found(folders.backups)
    newest = f" The newest backup is {kept[0].path}." if kept else ""
    if has_past(folders):
        return (
            "Nothing was changed. `reader doctor --repair` makes the notes again from the journal"
            f" and the backups, and keeps the file as it is beside them.{newest}"
        )
    return "Nothing was changed. Keep the file; a copy of it from elsewhere can take its place."


def has_past(folders: Folders) -> bool:
    """Whether there ever were notes: a journal with anything in it, or a backup."""
    return any(Journal(folders.journal).sizes().values()) or bool(backups.found(folders.backups))


def _begin(folders: Folders) -> None:
    """An empty file, if this is a beginning."""
    path = folders.notes
    if has_past(folders):
        state = "empty" if path.exists() else "missing"
        raise Damaged(f"The file of your notes, {path}, is {state}.", hint=way_out(folders))
    try:
        folders.make()
    except ReaderError as error:
        raise NotesError(str(error), hint=error.hint) from error
    with suppress(FileExistsError):  # another program begins at the same time
        make_file(path)
    sync_folder(path.parent)
    for folder in path.parent.parents:  # any of them may be new; POSIX promises no name before
        with suppress(OSError):  # not ours to open
            sync_folder(folder)


def _refuse_foreign(path: Path) -> None:
    """Neither a newer reader's file nor another program's is touched, not even rolled back."""
    look = peek(path)
    try:
        version = schema.version(look)
        application = int(look.execute("PRAGMA application_id").fetchone()[0])
        (tables,) = look.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError:
        return  # damaged, or in the middle of a commit: the true opening tells them apart
    finally:
        look.close()
    is_anyones = not application and not version and not tables
    if application != schema.APPLICATION_ID and not is_anyones:
        raise NotesError(
            f"{path} is a database of another program.",
            hint="Move it away, or name another place with --home DIR or READER_HOME.",
        )
    if version > len(schema.MIGRATIONS):
        raise NotesError(
            "Your notes were written by a newer reader (their version is "
            f"{version}, this one knows {len(schema.MIGRATIONS)}).",
            hint="Install the newer version; nothing was changed.",
        )


def _refuse_damaged(db: sqlite3.Connection, folders: Folders) -> None:
    """Cheap signs of damage; the thorough check comes with each backup."""
    db.execute("BEGIN")
    try:
        pages = int(db.execute("PRAGMA page_count").fetchone()[0])
        page = int(db.execute("PRAGMA page_size").fetchone()[0])
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        size = folders.notes.stat().st_size
    finally:
        db.execute("COMMIT")
    problem = "it is cut short" if size < pages * page else ""
    if not problem and 0 < size < _QUICK_CHECK_BELOW:
        answer = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
        problem = "" if answer == "ok" else answer
    if problem:
        raise Damaged(
            f"The file of your notes, {folders.notes}, is damaged: {problem}.",
            hint=way_out(folders),
        )
