"""One's own data from an export added to what is here.

In go rows of our tables, out comes how many were added. What is missing is added, what is older
here is replaced; what is newer here, or was deleted here since, stays as it is. It is one step,
which undo takes back. Not here: reading an export (`export.restoring`), a backup (`restoring`).
"""

import base64
import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.library.notes.ledger import Ledger
from reader.library.notes.tables import TABLES, Op, Row, existing, put

Rows = Mapping[str, Sequence[Row]]  # by table, each in the order of its columns

_OWN = ("annotation", "star", "seen", "tag", "place", "saved_search", "refusal")  # counted
_BEFORE, _AFTER = ("known", "snapshot"), ("placement",)
_COLUMNS = TABLES["annotation"].columns
_UPDATED, _CREATED, _DELETED = (_COLUMNS.index(n) for n in ("updated", "created", "deleted_at"))


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it, in all the tables that are the user's own."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0  # deleted here since, and they stay so


@dataclass(frozen=True, slots=True)
class _Compared:
    """The rows of one table, by what is to be done."""

    fresh: list[Row]
    newer: list[Row]
    unchanged: int = 0
    deleted: int = 0


def merge(notes: Ledger, rows: Rows, action: str) -> Merged:
    """Add what is missing; returns when it is on disk."""
    result = Merged()

    def make(db: sqlite3.Connection) -> Sequence[Op]:
        nonlocal result
        result = Merged()
        ops: list[Op] = []
        for name in (*_BEFORE, *_OWN, *_AFTER):
            compared = _compared(db, name, list(dict.fromkeys(rows.get(name, ()))))
            ops += put(name, [*compared.fresh, *compared.newer])
            if name in _OWN:
                result = _sum(result, compared)
        return ops

    notes.change(action, make)
    return result


def _sum(result: Merged, compared: _Compared) -> Merged:
    return Merged(
        result.added + len(compared.fresh),
        result.updated + len(compared.newer),
        result.unchanged + compared.unchanged,
        result.deleted + compared.deleted,
    )


def _compared(db: sqlite3.Connection, name: str, rows: list[Row]) -> _Compared:
    table = TABLES[name]
    width = len(table.key)
    here = existing(db, name, [row[:width] for row in rows])
    if name == "annotation":
        return _annotations(db, rows, here)
    missing = [row for row in rows if row[:width] not in here]
    gone = _gone(db, name) if table.leaves_tombstone else set()
    fresh = [row for row in missing if row[:width] not in gone]
    return _Compared(fresh, [], len(rows) - len(missing), len(missing) - len(fresh))


def _gone(db: sqlite3.Connection, name: str) -> set[Row]:
    """Keys of rows that the user took away."""
    found = db.execute("SELECT key FROM gone WHERE kind = ?", (name,)).fetchall()
    return {tuple(json.loads(key)) for (key,) in found}


def _annotations(db: sqlite3.Connection, rows: list[Row], here: dict[Row, Row]) -> _Compared:
    fresh: list[Row] = []
    newer: list[Row] = []
    unchanged = deleted = 0
    for each in rows:
        row = _with_own_id(db, each, here)
        ours = here.get(row[:1])
        changed = str(row[_UPDATED])
        if ours is None:
            fresh.append(row)
        elif ours[_DELETED] is not None and str(ours[_DELETED]) >= changed:
            deleted += 1
        elif changed > str(ours[_UPDATED]):
            newer.append(row)
        else:
            unchanged += 1
    return _Compared(fresh, newer, unchanged, deleted)


def _with_own_id(db: sqlite3.Connection, row: Row, here: dict[Row, Row]) -> Row:
    """A foreign annotation that happens to have an id of ours gets another, always the same."""
    ours = here.get(row[:1])
    if ours is None or ours[_CREATED] == row[_CREATED]:
        return row
    digest = hashlib.sha256(json.dumps(row[1:]).encode()).digest()
    other = base64.b32encode(digest)[:10].decode("ascii").lower()
    here |= existing(db, "annotation", [(other,)])
    return (other, *row[1:])
