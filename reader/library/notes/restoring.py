"""What another file of notes holds and ours lack, as operations. Theirs is only read.

Where both files have one history, the number of the change decides which is newer; where they
don't, ours stay. What was deleted here later than the backup is not brought back.
"""

import json
import sqlite3
from pathlib import Path

from reader.errors import NotesError, NotFound
from reader.library.notes import backups, schema
from reader.library.notes.connection import peek
from reader.library.notes.tables import TABLES, Op, Row, chunks


def lacking(db: sqlite3.Connection, path: Path) -> list[Op]:
    """What to put. Raises NotFound, or NotesError when the file is no sound file of notes."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", hint="`reader where` names the backups.")
    theirs = peek(path)
    try:
        _refuse(theirs, path)
        is_kin = _origin(theirs) == _origin(db)
        return [op for name in TABLES for op in _of_table(db, theirs, name, is_kin)]
    except (sqlite3.DatabaseError, ValueError) as error:
        raise unsound(path) from error
    finally:
        theirs.close()


def unsound(path: Path) -> NotesError:
    """What is said of a file that can't be restored."""
    return NotesError(
        f"{path} is no backup of notes, or it is damaged; nothing was changed.",
        hint="`reader where` names the folder of the backups; try another one.",
    )


def _refuse(theirs: sqlite3.Connection, path: Path) -> None:
    application = theirs.execute("PRAGMA application_id").fetchone()[0]
    if application != schema.APPLICATION_ID or backups.first_problem(theirs):
        raise unsound(path)
    if schema.version(theirs) > len(schema.MIGRATIONS):
        raise NotesError(
            f"{path} was written by a newer reader.",
            hint="Install the newer version; nothing was changed.",
        )


def _origin(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT value FROM meta WHERE key = 'origin'").fetchone()[0])


def _of_table(
    db: sqlite3.Connection, theirs: sqlite3.Connection, name: str, is_kin: bool
) -> list[Op]:
    table = TABLES[name]
    they_have = {row[1] for row in theirs.execute(f"PRAGMA table_info({name})")}
    columns = tuple(column for column in table.columns if column in they_have)
    if not columns:
        return []
    shown = ", ".join(f'"{column}"' for column in columns)
    rows: list[Row] = []
    for *row, rev in theirs.execute(f"SELECT {shown}, rev FROM {name}"):
        ours = _our_rev(db, name, tuple(row[: len(table.key)]))
        if ours is None or (is_kin and rev > ours):
            if name == "annotation" and not _is_list(row[columns.index("tags")]):
                raise ValueError("tags that are none")
            rows.append(tuple(row))
    return list(chunks("put", name, columns, rows))


def _our_rev(db: sqlite3.Connection, name: str, key: Row) -> int | None:
    """When we last changed or dropped that row; None if we never had it."""
    where = " AND ".join(f'"{column}" = ?' for column in TABLES[name].key)
    found = db.execute(f"SELECT rev FROM {name} WHERE {where}", key).fetchone()
    if found is None and TABLES[name].leaves_tombstone:
        asked = (name, json.dumps(key, ensure_ascii=False))
        found = db.execute("SELECT rev FROM gone WHERE kind = ? AND key = ?", asked).fetchone()
    return int(found[0]) if found else None


def _is_list(tags: object) -> bool:
    found = json.loads(str(tags))
    return isinstance(found, list) and all(isinstance(tag, str) for tag in found)
