"""An ordered list of articles, of which any window costs the same at a million.

In: a filter and an order. Out: how many there are, the headlines from any position, an article's
position. What a condition means is `conditions`; how a row becomes a headline is `rows`.

A *plain* list (everything, a collection, a language) is walked along its index: from the nearest
checkpoint, a remembered value every `_STEP` rows, at most `_STEP` index entries to the window.
Any other list is *gathered*: the keys of its articles, 8 bytes each. A *folded* list holds one of
each article's copies: that for which the index says so, in a gathered one the first. A listing is
the list as it was when made: articles added later are not in it.
"""

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from reader.article import ArticleId, Filter, Headline
from reader.errors import UsageError
from reader.library import portions, rows
from reader.library.conditions import (
    Conditions,
    asks_whether_read,
    conditions,
    fold_bit,
    folds,
    is_plain,
    is_plain_but_unread,
)
from reader.library.connection import Connection, reading

Sort = Literal["date", "title", "added", "length"]

_STEP = 512
_AT_ONCE = 1000

_KEYS = (1 << 32) - 1  # an order's number holds the article's key in its lower half
_NEWEST = "SELECT coalesce(max(key), 0) FROM article"
_COLLECTIONS = "SELECT name, id, articles, folded, folded_here FROM collection"
_COUNT = "SELECT count(*) FROM article AS a WHERE a.key <= :newest"


@dataclass(frozen=True, slots=True)
class _Order:
    """A column with one unique value an article, and the index that has it in order.

    `shown` is the index to read rows from; `has_keys` says that the value's lower half is the key.
    """

    column: str
    index: str
    shown: str = ""
    is_descending: bool = False
    has_keys: bool = True

    @property
    def direction(self) -> str:
        return "DESC" if self.is_descending else "ASC"

    def reversed(self) -> "_Order":
        return replace(self, is_descending=not self.is_descending)


_ORDERS: dict[Sort, _Order] = {
    "date": _Order("a.by_date", "INDEXED BY article_by_date", "INDEXED BY article_shown_by_date"),
    "title": _Order("a.by_title", "INDEXED BY article_by_title", has_keys=False),
    "length": _Order("a.by_words", "INDEXED BY article_by_words"),
    "added": _Order("a.key", "NOT INDEXED", is_descending=True),
}


class Listing:
    """Safe from any thread. Windows start near an end at once; `prepare` makes the rest fast."""

    def __init__(
        self,
        connection: Callable[[], Connection],
        wanted: Filter,
        sort: Sort = "date",
        *,
        is_folded: bool = False,
    ) -> None:
        _refuse_unknown(sort)
        self._connection = connection
        db = connection()
        self._newest, collections = _moment(db)
        names = {name: number for name, number, *_ in collections}
        has_notes = bool(db.notes_inode)
        if not has_notes:  # everything is unread
            wanted = replace(wanted, is_unread=False)
        self._wanted = wanted
        self._met = conditions(wanted, names, has_notes=has_notes)
        self._order = _order_for(wanted, sort, self._met)
        self._is_plain = is_plain(wanted) and (wanted == Filter() or sort == "date")
        self._is_mostly_all = is_plain_but_unread(wanted)
        self._checkpoints: list[int | str] = []  # the order's value at 0, _STEP, 2 · _STEP …
        self._is_prepared = False
        self._values: array[int] | None = None  # of a gathered list
        self._is_folded = is_folded and folds(wanted)
        is_walked = is_plain(wanted) or self._is_mostly_all
        self._bit = fold_bit(wanted) if self._is_folded and is_walked else 0
        self._count = _from_counters(
            wanted,
            [
                (name, total - (folded, folded_here)[self._bit == 2] * (self._bit > 0))
                for name, _, total, folded, folded_here in collections
            ],
        )
        self._lock = threading.Lock()

    def count(self) -> int:
        """How many articles the list holds."""
        if self._count is None:
            self._count = self._counted()
        return self._count

    @property
    def is_counted(self) -> bool:
        """Whether `count` costs nothing; else, with a million articles, up to a second."""
        return self._count is not None

    def prepare(self) -> None:
        """Make every later window fast; a worker calls this, and may call it twice."""
        if not self._is_plain:
            self._gathered()
            return
        with self._lock:
            while not self._is_prepared:
                self._add_checkpoint()

    def window(self, start: int, limit: int) -> list[Headline]:
        """At most `limit` headlines from position `start`."""
        start = max(start, 0)
        if limit <= 0 or start >= self.count():
            return []
        if self._values is not None or not (self._is_plain or self._is_near_end(start, limit)):
            return self._of_keys(self._keys(start, start + limit))
        limit = min(limit, self.count() - start)
        left = self.count() - start - limit
        if left < start and left < _STEP:
            return self._page(self._order.reversed(), None, left, limit)[::-1]
        at, value = self._checkpoint_before(start)
        return self._page(self._order, value, start - at, limit)

    def index_of(self, name: ArticleId) -> int | None:
        """The article's position; None when it is not in the list."""
        db = self._connection()
        statement = f"SELECT a.key, {self._order.column} FROM article AS a WHERE a.id = :id"
        with reading(db):
            # What a gathered list holds is known; asking its conditions again may take long.
            row = db.execute(
                statement + (self._and() if self._is_plain else ""),
                {**self._met.values, "id": name, "newest": self._newest},
            ).fetchone()
        if self._is_plain:
            return self._position(row[1]) if row else None
        if row is None:
            return None
        values, value = self._gathered(), row[1] if self._order.has_keys else row[0]
        if self._order.has_keys and not self._order.is_descending:
            at = bisect_left(values, value)
            return at if at < len(values) and values[at] == value else None
        try:
            return values.index(value)
        except ValueError:
            return None

    def ids(self) -> Iterator[ArticleId]:
        """Every id in order, a statement a thousand, none left open between."""
        if self._is_plain:
            yield from self._walk()
            return
        for start in range(0, len(self._gathered()), _AT_ONCE):
            part = self._keys(start, start + _AT_ONCE)
            db = self._connection()
            with reading(db):
                found = dict(
                    db.execute(
                        f"SELECT key, id FROM article WHERE key IN ({_list(part)})"
                    ).fetchall()
                )
            yield from (ArticleId(found[key]) for key in part if key in found)

    def _and(self) -> str:
        # The + keeps SQLite from reading the table by its key instead of by what is asked.
        fold = f"a.folded & {self._bit} = 0" if self._bit else ""
        parts = ["+a.key <= :newest", fold, self._met.sql]
        return "".join(f" AND {part}" for part in parts if part)

    def _is_near_end(self, start: int, limit: int) -> bool:
        """Whether a list of most articles may be walked to the window, from either end."""
        is_near = start + limit <= _STEP or self.count() - start <= _STEP
        return self._is_mostly_all and is_near

    def _counted(self) -> int:
        if self._values is not None or not (self._is_plain or self._is_mostly_all):
            return len(self._gathered())
        if not self._is_mostly_all:
            return self._number(_COUNT + self._and())
        # What is read is looked for, not what is unread: it is less, mostly by far.
        everything = Listing(
            self._connection, replace(self._wanted, is_unread=False), is_folded=self._is_folded
        )
        everything._newest = self._newest
        values: dict[str, object] = {**everything._met.values, "newest": self._newest}
        return everything.count() - portions.count_read(
            self._connection(), everything._and(), values
        )

    def _number(self, sql: str) -> int:
        db = self._connection()
        with reading(db):
            values = {**self._met.values, "newest": self._newest}
            return int(db.execute(sql, values).fetchone()[0])

    def _gathered(self) -> "array[int]":
        """The order's values of a list that is not plain, or its keys where they don't fit."""
        with self._lock:
            if self._values is None:
                self._values = array("q", self._found())
                self._count = len(self._values)
        return self._values

    def _found(self) -> Iterable[int]:
        """The values of all that is to be gathered, in order."""
        db, order = self._connection(), self._order
        values: dict[str, object] = {**self._met.values, "newest": self._newest}
        is_long = db.notes_inode and order.has_keys and asks_whether_read(self._wanted)
        if is_long and (not self._wanted.is_read or portions.is_much_read(db)):
            found = portions.rows(db, self._gathers(), self._and(), values, self._newest)
            return portions.one_of_each(found, is_descending=order.is_descending)
        with reading(db):
            return _one_of_each(db.execute(self._gathering(), values))

    def _gathers(self) -> str:
        """The columns: what stands for an article in the order; its kin, where that matters."""
        column = self._order.column if self._order.has_keys else "a.key"
        has_kin = self._is_folded and not self._bit
        return column + (", a.kin, a.folded & 1" if has_kin else ", 0, 0")

    def _gathering(self) -> str:
        # The + keeps SQLite from walking a million rows in the order's index, each with a search
        # in the table; sorting what is found is cheaper.
        by = f"WHERE 1{self._and()} ORDER BY +{self._order.column} {self._order.direction}"
        return f"SELECT {self._gathers()} FROM article AS a {by}"

    def _keys(self, start: int, end: int) -> list[int]:
        """The keys of some articles of a gathered list."""
        part = self._gathered()[start:end]
        return [value & _KEYS for value in part] if self._order.has_keys else list(part)

    def _of_keys(self, keys: list[int]) -> list[Headline]:
        """Headlines of these keys; an article removed meanwhile is left out."""
        db = self._connection()
        order = f"SELECT key, id FROM article WHERE key IN ({_list(keys)})"
        with reading(db):
            names = dict(db.execute(order).fetchall())
            rest = f"FROM article AS a WHERE a.key IN ({_list(keys)})"
            found = {row.id: row for row in rows.headlines(db, rest, {})}
        return [found[names[key]] for key in keys if key in names and names[key] in found]

    def _page(
        self, order: _Order, value: int | str | None, skip: int, limit: int
    ) -> list[Headline]:
        """A window: `skip` entries on from `value`, or from the order's beginning."""
        index = order.shown or order.index
        rest = f"FROM article AS a {index} WHERE 1{self._from(order, value)}{self._and()}"
        rest += f" ORDER BY {order.column} {order.direction} LIMIT :limit OFFSET :skip"
        values: dict[str, object] = {"value": value, "limit": limit, "skip": skip}
        db = self._connection()
        with reading(db):
            return rows.headlines(db, rest, {**values, **self._met.values, "newest": self._newest})

    def _from(self, order: _Order, value: int | str | None, sign: str = "=") -> str:
        """The condition that an article stands at `value` or after it."""
        if value is None:
            return ""
        return f" AND {order.column} {'<' if order.is_descending else '>'}{sign} :value"

    def _checkpoint_before(self, start: int) -> tuple[int, int | str | None]:
        known = self._checkpoints
        if not known:
            return 0, None
        number = min(start // _STEP, len(known) - 1)
        return number * _STEP, known[number]

    def _add_checkpoint(self) -> None:
        order = self._order
        last = self._checkpoints[-1] if self._checkpoints else None
        sql = f"SELECT {order.column} FROM article AS a {order.index} WHERE 1"
        sql += f"{self._from(order, last)}{self._and()}"
        sql += f" ORDER BY {order.column} {order.direction} LIMIT 1 OFFSET :skip"
        values = {**self._met.values, "value": last, "skip": 0 if last is None else _STEP}
        db = self._connection()
        with reading(db):
            row = db.execute(sql, {**values, "newest": self._newest}).fetchone()
        if row is None:
            self._is_prepared = True
        else:
            self._checkpoints.append(row[0])

    def _position(self, value: int | str) -> int:
        """How many articles stand before the one with this value."""
        order, known = self._order, self._checkpoints
        if order.is_descending:
            number = bisect_left([-int(v) for v in known], -int(value))
            number -= number == len(known) or known[number] != value
        else:
            number = bisect_right(known, value) - 1
        number = max(number, 0)
        begin = known[number] if known else None
        sql = f"SELECT count(*) FROM article AS a {order.index} WHERE 1"
        sql += f"{self._from(order, begin)}{self._and()}"
        sql += f" AND {order.column} {'>' if order.is_descending else '<'} :end"
        values = {**self._met.values, "value": begin, "end": value, "newest": self._newest}
        db = self._connection()
        with reading(db):
            between = db.execute(sql, values).fetchone()[0]
        return (number * _STEP if known else 0) + int(between)

    def _walk(self) -> Iterator[ArticleId]:
        order = self._order
        last: int | str | None = None
        while True:
            sql = f"SELECT a.id, {order.column} FROM article AS a {order.index} WHERE 1"
            sql += f"{self._from(order, last, sign='')}{self._and()}"
            sql += f" ORDER BY {order.column} {order.direction} LIMIT {_AT_ONCE}"
            values = {**self._met.values, "value": last, "newest": self._newest}
            db = self._connection()
            with reading(db):
                found = db.execute(sql, values).fetchall()
            if not found:
                return
            yield from (ArticleId(row[0]) for row in found)
            last = found[-1][1]


def _refuse_unknown(sort: str) -> None:
    if sort not in get_args(Sort):
        orders = ", ".join(get_args(Sort))
        raise UsageError(f"There is no order “{sort}”.", hint=f"Use one of {orders}.")


def _moment(db: Connection) -> tuple[int, list[tuple[str, int, int, int, int]]]:
    """The newest article's key, and the collections with their counts, of one moment."""
    with reading(db):
        db.execute("BEGIN")
        (newest,) = db.execute(_NEWEST).fetchone()
        collections = db.execute(_COLLECTIONS).fetchall()
        db.execute("COMMIT")
    return newest, collections


def _one_of_each(rows: Iterable[tuple[int, int, int]]) -> Iterator[int]:
    """The values of (value, kin, is folded); of those of one kin the one that is not folded."""
    found = list(rows)
    first: dict[int, tuple[int, int]] = {}
    for value, kin, is_folded in found:
        if kin and (kin not in first or is_folded < first[kin][1]):
            first[kin] = (value, is_folded)
    return (value for value, kin, _ in found if not kin or first[kin][0] == value)


def _order_for(wanted: Filter, sort: Sort, met: Conditions) -> _Order:
    """By date, a collection and a language have an index of their own."""
    order = _ORDERS[sort]
    if sort == "date" and is_plain(wanted):
        if "a.collection = " in met.sql:
            return _Order(order.column, "INDEXED BY article_by_collection")
        if wanted.language:
            return _Order(order.column, "INDEXED BY article_by_language")
    return order


def _from_counters(wanted: Filter, collections: list[tuple[str, int]]) -> int | None:
    """How many articles there are, where triggers have counted them."""
    if replace(wanted, collection="") != Filter():
        return None
    name = wanted.collection.casefold()
    return sum(total for other, total in collections if not name or other.casefold() == name)


def _list(keys: list[int]) -> str:
    return ",".join(map(str, keys))
