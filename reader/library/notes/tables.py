"""The user's rows, and the two things that can happen to them: put and drop.

In goes an operation on rows, out comes the operation that takes it back. Operations hold whole
rows, so applying one twice is applying it once: the journal relies on that. Not here: what a star
or a tag means (`marks`, `passages`), and when anything is on disk (`ledger`).
"""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Value = str | int | bytes | None
Row = tuple[Value, ...]

_CHUNK = 2_000  # rows of one operation: longer JSON calls would hold up the screen's thread


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, key first, `rev` apart: it is stamped by whoever applies."""

    key: tuple[str, ...]
    rest: tuple[str, ...] = ()
    leaves_tombstone: bool = False  # in `gone`, so that a restore doesn't bring it back

    @property
    def columns(self) -> tuple[str, ...]:
        return self.key + self.rest


TABLES = {
    "star": Table(("article_id",), ("added",), leaves_tombstone=True),
    "seen": Table(("article_id",)),
    "tag": Table(("article_id", "folded"), ("tag",), leaves_tombstone=True),
    "annotation": Table(
        ("id",),
        (
            "article_id", "kind", "quote", "prefix", "suffix", "start", "end",
            "note", "color", "tags", "text_sha256", "created", "updated", "deleted_at",
        ),
    ),
    "placement": Table(("annotation_id",), ("start", "end", "state")),
    "place": Table(("article_id",), ("offset",)),
    "saved_search": Table(("name",), ("query", "place"), leaves_tombstone=True),
    "known": Table(("article_id",), ("source", "url", "title", "text_sha256")),
    "snapshot": Table(("text_sha256",), ("text",)),
    "refusal": Table(
        ("id",),
        (
            "rule", "document", "sha256", "collection", "is_edit", "before", "prefix", "suffix",
            "start", "title", "created",
        ),
        leaves_tombstone=True,
    ),
    "alias": Table(("old_id",), ("new_id",)),
    "placed_in": Table(("article_id",), ("text_sha256",)),
    "way": Table(("text_sha256",), ("raw_sha256", "steps")),
    "review": Table(("annotation_id",), ("due", "days")),
    "import": Table(("id",), ("name", "at"), leaves_tombstone=True),
}  # fmt: skip
KEPT_BESIDE = {  # what a whole copy of the database holds besides, `rev` among the columns
    "step": ("rev", "at", "action", "inverse"),
    "gone": ("kind", "key", "rev", "at"),
}


@dataclass(frozen=True, slots=True)
class Op:
    """Rows of one table to put (any columns, the key among them) or to drop (keys only)."""

    verb: Literal["put", "drop"]
    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def put(table: str, rows: Iterable[Row]) -> list[Op]:
    """Whole rows, in the order of the table's columns."""
    return list(chunks("put", table, TABLES[table].columns, list(rows)))


def drop(table: str, keys: Iterable[Row]) -> list[Op]:
    """The rows of these keys, if they exist."""
    return list(chunks("drop", table, TABLES[table].key, list(keys)))


def chunks(
    verb: Literal["put", "drop"], table: str, columns: tuple[str, ...], rows: Sequence[Row]
) -> Iterator[Op]:
    """The same in operations of a bearable length."""
    for start in range(0, len(rows), _CHUNK):
        yield Op(verb, table, columns, tuple(rows[start : start + _CHUNK]))


def apply(db: sqlite3.Connection, ops: Sequence[Op], rev: int, at: str) -> list[Op]:
    """Carry the operations out in order; what takes them back, in the order to do it."""
    inverse: list[Op] = []
    for op in ops:
        step = _put(db, op, rev, at) if op.verb == "put" else _drop(db, op, rev, at)
        inverse[:0] = step
    return inverse


def _put(db: sqlite3.Connection, op: Op, rev: int, at: str) -> list[Op]:
    table = TABLES[op.table]
    places = [op.columns.index(name) for name in table.key]
    keys = [tuple(row[place] for place in places) for row in op.rows]
    before = existing(db, op.table, keys)
    db.executemany(_upsert(op), [(*row, rev) for row in op.rows])
    if table.leaves_tombstone:
        db.executemany(
            "DELETE FROM gone WHERE kind = ? AND key = ?",
            [(op.table, json.dumps(key, ensure_ascii=False)) for key in keys],
        )
    fresh = [key for key in keys if key not in before]
    undone = put(op.table, before.values())
    if op.table == "annotation":  # what was written stays, as a tombstone
        rows = [dict(zip(op.columns, row, strict=True)) for row in op.rows]
        gone = [row | {"deleted_at": at} for row in rows if (row["id"],) not in before]
        return undone + put(op.table, [tuple(row.get(c) for c in table.columns) for row in gone])
    return undone + drop(op.table, fresh)


def _drop(db: sqlite3.Connection, op: Op, rev: int, at: str) -> list[Op]:
    table = TABLES[op.table]
    before = existing(db, op.table, op.rows)
    where = " AND ".join(f'"{name}" = ?' for name in op.columns)
    db.executemany(f"DELETE FROM {op.table} WHERE {where}", op.rows)
    if table.leaves_tombstone:
        db.executemany(
            "INSERT OR REPLACE INTO gone (kind, key, rev, at) VALUES (?, ?, ?, ?)",
            [(op.table, json.dumps(key, ensure_ascii=False), rev, at) for key in before],
        )
    return put(op.table, before.values())


def existing(db: sqlite3.Connection, name: str, keys: Sequence[Row]) -> dict[Row, Row]:
    """The rows that stand under these keys now."""
    table = TABLES[name]
    columns = ", ".join(f'"{column}"' for column in table.columns)
    width = len(table.key)
    if width == 1:
        asked = json.dumps([key[0] for key in keys])
        found = db.execute(
            f'SELECT {columns} FROM {name} WHERE "{table.key[0]}" IN '
            "(SELECT value FROM json_each(?))",
            (asked,),
        ).fetchall()
    else:
        where = " AND ".join(f'"{column}" = ?' for column in table.key)
        sql = f"SELECT {columns} FROM {name} WHERE {where}"
        found = [row for key in keys for row in db.execute(sql, key).fetchall()]
    return {tuple(row[:width]): tuple(row) for row in found}


def _upsert(op: Op) -> str:
    """Not INSERT OR REPLACE: columns that the operation doesn't name keep their values."""
    key = ", ".join(f'"{name}"' for name in TABLES[op.table].key)
    names = [*op.columns, "rev"]
    changed = [name for name in names if name not in TABLES[op.table].key]
    return (
        f"INSERT INTO {op.table} ({', '.join(f'{chr(34)}{n}{chr(34)}' for n in names)}) "
        f"VALUES ({', '.join('?' * len(names))}) ON CONFLICT ({key}) DO UPDATE SET "
        + ", ".join(f'"{name}" = excluded."{name}"' for name in changed)
    )


def whole(db: sqlite3.Connection) -> list[Op]:
    """Everything, as operations that `replace` turns into the same database again."""
    ops: list[Op] = []
    for name, columns in _whole_tables().items():
        shown = ", ".join(f'"{column}"' for column in columns)
        rows = [tuple(row) for row in db.execute(f"SELECT {shown} FROM {name}").fetchall()]
        ops += chunks("put", name, columns, rows)
    return ops


def replace(db: sqlite3.Connection, ops: Sequence[Op]) -> None:
    """Make the database what `whole` saw."""
    for name in _whole_tables():
        db.execute(f"DELETE FROM {name}")
    for op in ops:
        names = ", ".join(f'"{column}"' for column in op.columns)
        marks = ", ".join("?" * len(op.columns))
        db.executemany(f"INSERT INTO {op.table} ({names}) VALUES ({marks})", op.rows)


def _whole_tables() -> dict[str, tuple[str, ...]]:
    return {name: (*table.columns, "rev") for name, table in TABLES.items()} | KEPT_BESIDE


def encode(op: Op) -> str:
    """One operation as JSON, on one line."""
    record = {op.verb: op.table, "columns": op.columns, "rows": op.rows}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_bytes_to_json)


def decode(text: str | dict[str, Any]) -> Op:
    """Raises ValueError for what no `encode` wrote: a journal is only a file."""
    record = json.loads(text, object_hook=bytes_from_json) if isinstance(text, str) else text
    verb: Literal["put", "drop"] = "put" if "put" in record else "drop"
    table, columns = record[verb], tuple(record["columns"])
    rows = tuple(tuple(row) for row in record["rows"])
    if not set(columns) <= set(_whole_tables().get(table, ())):
        raise ValueError(f"unknown columns of {table!r}")
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(f"a row of {table!r} has a wrong length")
    return Op(verb, table, columns, rows)


def _bytes_to_json(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"{value!r} is no value of a row")
    return {"b64": base64.b64encode(value).decode("ascii")}


def bytes_from_json(found: dict[str, Any]) -> Any:
    """For json's `object_hook`."""
    return base64.b64decode(found["b64"]) if set(found) == {"b64"} else found
