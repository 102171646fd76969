"""One's own data from elsewhere (a backup, an export) added to what is here.

In go rows of our tables, out comes how many were added. What is missing is added, what is older
here is replaced, nothing newer is touched; it is one step, which undo takes back. A foreign file
is opened for reading only. Not here: reading an export's text (`export.restoring`).
"""

import base64
import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotesError
from reader.library.notes import backups, schema
from reader.library.notes.connection import peek
from reader.library.notes.ledger import Ledger
from reader.library.notes.tables import TABLES, Op, Row, existing, put

Rows = Mapping[str, Sequence[Row]]  # by table, each in the order of its columns

_OWN = ("annotation", "star", "seen", "tag", "place", "saved_search")  # counted for the user
_ALONG = ("known", "snapshot", "placement")
_COLUMNS = TABLES["annotation"].columns
_TAGS = _COLUMNS.index("tags")
_UPDATED, _CREATED, _DELETED = (_COLUMNS.index(n) for n in ("updated", "created", "deleted_at"))


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: annotations, stars, tags, read marks, places and searches."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


def rows_of(path: Path) -> dict[str, list[Row]]:
    """All rows of a backup, which is only read. Raises NotesError for what is none, or damaged."""
    if not path.is_file():
        raise NotesError(f"There is no file {path}.", hint="`reader where` names the backups.")
    try:
        look = peek(path)
        try:
            _refuse(look, path)
            return {name: _rows(look, name) for name in (*_OWN, *_ALONG)}
        finally:
            look.close()
    except (sqlite3.DatabaseError, ValueError) as error:
        raise _unsound(path) from error


def _unsound(path: Path) -> NotesError:
    return NotesError(
        f"{path} is no backup of notes, or it is damaged; nothing was changed.",
        hint="`reader where` names the folder of the backups; try another one.",
    )


def merge(notes: Ledger, rows: Rows, action: str) -> Merged:
    """Add what is missing; returns when it is on disk."""
    result = Merged()

    def make(db: sqlite3.Connection) -> Sequence[Op]:
        nonlocal result
        ops: list[Op] = []
        added = updated = unchanged = 0
        for name in (*_ALONG[:2], *_OWN, _ALONG[2]):
            fresh, newer, rest = _compared(db, name, list(rows.get(name, ())))
            ops += put(name, [*fresh, *newer])
            if name in _OWN:
                added, updated = added + len(fresh), updated + len(newer)
                unchanged += rest
        result = Merged(added, updated, unchanged)
        return ops

    notes.change(action, make)
    return result


def _refuse(look: sqlite3.Connection, path: Path) -> None:
    application = int(look.execute("PRAGMA application_id").fetchone()[0])
    version = schema.version(look)
    if application != schema.APPLICATION_ID or not version or backups.first_problem(look):
        raise _unsound(path)
    if version > len(schema.MIGRATIONS):
        raise NotesError(
            f"{path} was written by a newer reader.",
            hint="Install the newer version; nothing was changed.",
        )


def _rows(db: sqlite3.Connection, name: str) -> list[Row]:
    """A table's rows; none if an older backup lacks it. ValueError: tags that are none."""
    theirs = {row[1] for row in db.execute(f"PRAGMA table_info({name})").fetchall()}
    if not theirs >= set(TABLES[name].columns):
        return []
    columns = ", ".join(f'"{column}"' for column in TABLES[name].columns)
    alive = " WHERE deleted_at IS NULL" if name == "annotation" else ""
    found = db.execute(f"SELECT {columns} FROM {name}{alive}").fetchall()
    if name == "annotation":
        for row in found:
            if not _is_tags(row[_TAGS]):
                raise ValueError("tags that are none")
    return [tuple(row) for row in found]


def _is_tags(value: object) -> bool:
    found = json.loads(str(value))
    return isinstance(found, list) and all(isinstance(tag, str) for tag in found)


def _compared(
    db: sqlite3.Connection, name: str, rows: list[Row]
) -> tuple[list[Row], list[Row], int]:
    """Rows that are missing here, rows that are newer than ours, and how many neither."""
    width = len(TABLES[name].key)
    here = existing(db, name, [row[:width] for row in rows])
    if name != "annotation":
        fresh = [row for row in rows if row[:width] not in here]
        return fresh, [], len(rows) - len(fresh)
    fresh, newer, unchanged = [], [], 0
    for row in _with_own_ids(db, rows, here):
        ours = here.get(row[:1])
        if ours is None or ours[_DELETED] is not None:
            fresh.append(row)
        elif str(row[_UPDATED]) > str(ours[_UPDATED]):
            newer.append(row)
        else:
            unchanged += 1
    return fresh, newer, unchanged


def _with_own_ids(db: sqlite3.Connection, rows: list[Row], here: dict[Row, Row]) -> list[Row]:
    """A foreign annotation that happens to have an id of ours gets another, always the same."""
    found: list[Row] = []
    for row in rows:
        ours = here.get(row[:1])
        if ours is not None and ours[_CREATED] != row[_CREATED]:
            digest = hashlib.sha256(json.dumps(row[1:]).encode()).digest()
            other = base64.b32encode(digest)[:10].decode("ascii").lower()
            here |= existing(db, "annotation", [(other,)])
            row = (other, *row[1:])
        found.append(row)
    return found
