"""Long looks at what is read and unread, in portions: who saves a mark meanwhile need not wait.

In: SQL over `article AS a` whose conditions ask the attached notes. Out: what it finds. A statement
holds the notes' file from its first row to its last, for seconds at a million articles; nothing can
be saved so long. So each statement here is short.
"""

import json
from collections.abc import Iterable, Iterator

from reader.library.connection import Connection, reading

PORTION = 20_000  # articles; some hundredths of a second

# Not by another index: that would be walked from its beginning to its end for each portion.
_OF_KEYS = "SELECT {} FROM article AS a NOT INDEXED WHERE a.key > :low AND a.key <= :high"
_IS_MUCH = "SELECT 1 FROM notes.seen LIMIT 1 OFFSET :limit"
_READ = """
    SELECT article_id FROM notes.seen WHERE article_id > :last ORDER BY article_id LIMIT :limit
"""
_OF_IDS = "a.id IN (SELECT value FROM json_each(:ids))"

Row = tuple[int, int, int]  # an order's value, kin, whether folded


def is_much_read(db: Connection) -> bool:
    """Whether looking up what is read would take long."""
    with reading(db):
        return db.execute(_IS_MUCH, {"limit": PORTION}).fetchone() is not None


def rows(
    db: Connection, columns: str, conditions: str, values: dict[str, object], newest: int
) -> Iterator[list[Row]]:
    """These columns of the articles that meet the conditions, by portions of all keys."""
    sql = _OF_KEYS.format(columns) + conditions
    for low in range(0, newest, PORTION):
        with reading(db):
            asked = {**values, "low": low, "high": low + PORTION}
            yield db.execute(sql, asked).fetchall()


def one_of_each(found: Iterable[list[Row]], *, is_descending: bool) -> list[int]:
    """The values in order; of those of one kin the first that is not folded, else the first."""
    values: list[int] = []
    best: dict[int, tuple[int, int]] = {}
    sign = -1 if is_descending else 1
    for part in found:
        for value, kin, is_folded in part:
            if not kin:
                values.append(value)
            elif kin not in best or (is_folded, sign * value) < best[kin]:
                best[kin] = (is_folded, sign * value)
    values += (sign * value for _, value in best.values())
    values.sort(reverse=is_descending)
    return values


def count_read(db: Connection, conditions: str, values: dict[str, object]) -> int:
    """How many articles that meet the conditions are read; those ask nothing of the notes."""
    count, last = 0, ""
    while True:
        with reading(db):
            asked = {"last": last, "limit": PORTION}
            ids = [row[0] for row in db.execute(_READ, asked)]
            if not ids:
                return count
            sql = f"SELECT count(*) FROM article AS a WHERE {_OF_IDS}{conditions}"
            count += int(db.execute(sql, {**values, "ids": json.dumps(ids)}).fetchone()[0])
        last = ids[-1]
