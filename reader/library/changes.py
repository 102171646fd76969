"""Reading the change log, which triggers fill in the writer's transaction.

In: how far a consumer has read. Out: what has changed since. The consumer (the search index)
keeps its own place; it may be deleted, and then starts again from every article.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reader.library.connection import Connection, reading, transaction

Op = Literal["added", "updated", "removed"]

_LATEST = "SELECT seq FROM sqlite_sequence WHERE name = 'change'"
_OLDEST = "SELECT min(seq) FROM change"
_AFTER = "SELECT seq, article, op FROM change WHERE seq > :seq ORDER BY seq LIMIT :limit"
_ALL = "SELECT key FROM article WHERE key > :key ORDER BY key LIMIT :limit"
_TRIM = "DELETE FROM change WHERE seq <= :seq"


@dataclass(frozen=True, slots=True)
class Change:
    """Something happened to the article with this key (`article.key`, not its id)."""

    seq: int
    article: int
    op: Op


def latest(db: Connection) -> int:
    """The number of the last change; it only grows. 0 in a library never written."""
    with reading(db):
        row = db.execute(_LATEST).fetchone()
    return int(row[0]) if row else 0


def is_complete_after(db: Connection, seq: int) -> bool:
    """Whether no change after `seq` has been trimmed away."""
    with reading(db):
        oldest = db.execute(_OLDEST).fetchone()[0]
    return latest(db) <= seq or (oldest is not None and oldest <= seq + 1)


def after(db: Connection, seq: int, limit: int = 1000) -> list[Change]:
    """The next changes, oldest first."""
    with reading(db):
        rows = db.execute(_AFTER, {"seq": seq, "limit": limit}).fetchall()
    return [Change(*row) for row in rows]


def all_articles(db: Connection, limit: int = 1000) -> Iterator[list[int]]:
    """The keys of every article, a batch at a time: for a consumer that starts anew."""
    key = 0
    while True:
        with reading(db):
            keys = [int(row[0]) for row in db.execute(_ALL, {"key": key, "limit": limit})]
        if not keys:
            return
        yield keys
        key = keys[-1]


def trim(db: Connection, seq: int) -> None:
    """Forget changes up to `seq`; needs a connection that may write."""
    with transaction(db):
        db.execute(_TRIM, {"seq": seq})
