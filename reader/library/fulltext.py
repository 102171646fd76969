"""The SQL of search.db: folded words of every article, in FTS5, made again whenever needed.

In: entries whose text `search.fold` has folded, and MATCH expressions made only of quoted
tokens. Out: documents, newest first. What to ask for and how to rank it is `search`.

A document of the index (`doc`) is one version of an article; its number grows with the
article's date, so `ORDER BY rowid DESC` is newest first. The tables are contentless: taking a
row out would need the very text that was put in, so an article that changed gets a new
document and the old one is dead (its `article` is NULL; its number is never used again).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.article import ArticleId
from reader.library import changes, segments, terms
from reader.library.attached import attach_notes
from reader.library.connection import address, connect, reading, transaction
from reader.library.entries import Entry, Found, Indexed
from reader.library.index_file import asking, inode
from reader.library.narrowing import DOCS_A_DAY, Narrowing
from reader.library.schema import refuse_foreign

APPLICATION_ID = 0x72645365  # "rdSe"
LAYOUT = 4  # of these tables; any other is thrown away and filled anew
_LOG_PAGES = 4000  # of SQLite's log, before whoever writes must bring them into the file

_TABLES = (
    "CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE doc (docid INTEGER PRIMARY KEY, article INTEGER UNIQUE)",
    *terms.TABLES,
    """
    CREATE VIRTUAL TABLE ft_title
    USING fts5(title, meta, content='', tokenize='ascii', prefix='1 2 3')
    """,
    """
    CREATE VIRTUAL TABLE ft_text
    USING fts5(title, body, meta, content='', tokenize='ascii')
    """,
)
_NAMES = ("state", "doc", "term", *terms.NAMES, "ft_title", "ft_text")
_ENTRIES = """
    SELECT a.key, a.day, a.title, b.text, a.language, a.collection
    FROM lib.article a JOIN lib.body b ON b.article = a.key
"""
_CANDIDATES = """
    SELECT d.docid, d.article FROM {table} f CROSS JOIN doc d ON d.docid = f.rowid {joins}
    WHERE {table} MATCH :match AND f.rowid BETWEEN :low AND :high
    AND d.article IS NOT NULL {conditions}
    ORDER BY {order} LIMIT :limit
"""
_FEW = """
    SELECT d.docid, d.article FROM json_each(:few) j
    CROSS JOIN {table} f ON f.rowid = j.value CROSS JOIN doc d ON d.docid = f.rowid
    WHERE f.{table} MATCH :match AND d.article IS NOT NULL ORDER BY f.rowid DESC LIMIT :limit
"""
_MEETING = """
    SELECT d.docid FROM lib.article a CROSS JOIN doc d ON d.article = a.key
    WHERE d.docid BETWEEN :low AND :high {} LIMIT :limit
"""
_TITLED = """
    SELECT d.docid FROM json_each(:keys) j CROSS JOIN lib.article a
    ON a.by_title > j.value || char(31) AND a.by_title < j.value || ' '
    CROSS JOIN doc d ON d.article = a.key
    WHERE d.docid BETWEEN :low AND :high {} LIMIT :limit
"""
_LAST = f"""
    SELECT j.value, (SELECT max(docid) FROM doc
        WHERE docid BETWEEN j.value * {DOCS_A_DAY} AND j.value * {DOCS_A_DAY} + {DOCS_A_DAY - 1})
    FROM json_each(?) j
"""
_WITHOUT = "AND d.docid NOT IN (SELECT rowid FROM ft_text WHERE ft_text MATCH :match)"
_BURY = "UPDATE doc SET article = NULL WHERE article = ?"
_TEXTS = """
    SELECT j.value, substr(b.text, 1, :longest), b.blocks
    FROM json_each(:ids) j JOIN doc d ON d.docid = j.value
    JOIN lib.body b ON b.article = d.article
"""
_FOUND = """
    a.key, a.id, a.title,
    CASE a.folded & 1 WHEN 0 THEN a.id ELSE coalesce((SELECT k.id FROM lib.article k
        WHERE k.kin = a.kin AND k.kin <> 0 AND k.folded & 1 = 0), a.id) END
"""
_ARTICLES = f"""
    SELECT {_FOUND} FROM json_each(:ids) j CROSS JOIN lib.article a ON a.key = j.value
"""


Doc = tuple[int, int]  # a document, and the key of its article


class Index:
    """One connection to search.db, with the library (and the notes) beside it."""

    def __init__(
        self, index: Path, library: Path, notes: Path | None = None, *, timeout: float = 30.0
    ) -> None:
        """Open, and make the file if it is missing. Raises LibraryError; see `index_file`.

        Without notes nothing holds their lock: a writer locks every file it has attached.
        """
        self._path, self._notes = index, notes
        db = self._db = connect(index, subject="The search index", timeout=timeout)
        refuse_foreign(db, APPLICATION_ID)
        with reading(db):
            if not db.execute("PRAGMA page_count").fetchone()[0]:
                db.execute("PRAGMA page_size = 8192")
            if not db.is_fixed:
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA secure_delete = OFF")  # some builds wipe each freed page
            db.execute("PRAGMA cache_size = -16384")
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            db.create_function("casefold", 1, str.casefold, deterministic=True)
            db.execute("ATTACH ? AS lib", (address(library, "ro"),))
        self._inode = inode(index)
        self.terms = terms.Terms(db)
        self.pieces = segments.Pieces(db)

    @property
    def is_replaced(self) -> bool:
        """Whether another file lies where this one was opened."""
        return inode(self._path) != self._inode

    def attach_notes(self) -> bool:
        """Follow the user's notes as their file comes and goes; whether they can be asked."""
        return self._notes is not None and attach_notes(self._db, self._notes)

    def close(self) -> None:
        self._db.close()

    def interrupt(self) -> None:
        """From another thread: let the running statement raise Interrupted."""
        with suppress(sqlite3.ProgrammingError):
            self._db.interrupt()

    # what the index is

    def state(self) -> dict[str, Any]:
        """Everything remembered by name; empty where there is no index of this layout."""
        with asking(self._db) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return {}
            if db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
                return {}
            return dict(db.execute("SELECT name, value FROM state"))

    def versions(self) -> tuple[int, int]:
        """Two numbers, another pair once anybody has written to the index or the library."""
        with asking(self._db) as db:
            ours = db.execute("PRAGMA main.data_version").fetchone()[0]
            return ours, db.execute("PRAGMA lib.data_version").fetchone()[0]

    def last_change(self) -> int:
        """The number of the library's newest change."""
        return changes.latest(self._db)

    def library_mark(self) -> str:
        """Something that another library.db would not have."""
        with asking(self._db) as db:
            row = db.execute(
                "SELECT id || ' ' || added FROM lib.article ORDER BY key LIMIT 1"
            ).fetchone()
            return str(row[0]) if row else ""

    def library_count(self) -> int:
        """How many articles the library holds."""
        with asking(self._db) as db:
            row = db.execute("SELECT coalesce(sum(articles), 0) FROM lib.collection").fetchone()
            return int(row[0])

    def is_log_whole(self, position: int) -> bool:
        """Whether no change after `position` was trimmed from the log."""
        return changes.is_complete_after(self._db, position)

    def counts(self) -> tuple[int, int]:
        """Documents, and how many of them are dead."""
        with asking(self._db) as db:
            all_, living = db.execute("SELECT count(*), count(article) FROM doc").fetchone()
            return int(all_), int(all_) - int(living)

    def living(self) -> int:
        """Documents that are not dead."""
        with asking(self._db) as db:
            return int(db.execute("SELECT count(article) FROM doc").fetchone()[0])

    def sample(self, count: int, at: float) -> list[int]:
        """The keys of some articles of the library, spread from a random place (0 to 1) on."""
        with asking(self._db) as db:
            last = int(db.execute("SELECT coalesce(max(key), 0) FROM lib.article").fetchone()[0])
            step = max(1, last // count)
            found = "SELECT min(key) FROM lib.article WHERE key >= ?"
            places = range(1 + int(at * step), last + 1, step)
            keys = {db.execute(found, (place,)).fetchone()[0] for place in places}
            return sorted(keys - {None})

    def holds(self, key: int, words: Sequence[str]) -> bool:
        """Whether an article's document holds all of these folded words."""
        with asking(self._db) as db:
            row = db.execute("SELECT docid FROM doc WHERE article = ?", (key,)).fetchone()
            if row is None or not words:
                return row is not None
            match = " ".join(f'"{word}"' for word in words)
            sql = "SELECT 1 FROM ft_text WHERE ft_text MATCH ? AND rowid = ?"
            return db.execute(sql, (match, row[0])).fetchone() is not None

    # writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; other writers wait."""
        with transaction(self._db):
            yield

    def clear(self, state: dict[str, Any]) -> None:
        """An empty index that remembers `state`. Call within `writing`."""
        db = self._db
        for name in _NAMES:
            db.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES:
            db.execute(statement)
        self.pieces.begin()
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {LAYOUT}")
        self.remember(state)

    def remember(self, state: dict[str, Any]) -> None:
        self._db.executemany("REPLACE INTO state VALUES (?, ?)", state.items())

    def forget(self, name: str) -> None:
        self._db.execute("DELETE FROM state WHERE name = ?", (name,))

    def write_back(self) -> None:
        """Bring what was written lately from SQLite's log into the file, where nobody reads it."""
        with reading(self._db):
            self._db.execute("PRAGMA main.wal_checkpoint(PASSIVE)").fetchall()

    def wait_at_most(self, seconds: float) -> None:
        """How long to wait for another program that writes."""
        self._db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def changes(self, position: int, limit: int) -> list[changes.Change]:
        """The changes after a position."""
        return changes.after(self._db, position, limit)

    def entries(self, keys: Iterable[int]) -> list[Entry]:
        """Those of the articles that still exist."""
        sql = f"{_ENTRIES} WHERE a.key IN ({','.join(str(int(key)) for key in keys)})"
        with asking(self._db) as db:
            return list(map(Entry._make, db.execute(sql)))

    def entries_after(self, key: int, limit: int) -> list[Entry]:
        """The articles that follow a key, in order of keys."""
        sql = f"{_ENTRIES} WHERE a.key > ? ORDER BY a.key LIMIT ?"
        with asking(self._db) as db:
            return list(map(Entry._make, db.execute(sql, (key, limit))))

    def bury(self, keys: Iterable[int]) -> int:
        """The documents of these articles are dead; how many. Call within `writing`."""
        return self._db.executemany(_BURY, ((key,) for key in keys)).rowcount

    def add(self, entries: Sequence[Indexed]) -> None:
        """New documents. Call within `writing`, after `bury`."""
        rows = []
        last = self._last({entry.day for entry in entries})
        for entry in sorted(entries, key=lambda e: (e.day, e.key)):
            docid = self._next(entry.day, last)
            rows.append((docid, entry))
        rows.sort(key=lambda row: row[0])  # FTS5 writes out whenever a number is smaller
        db = self._db
        db.executemany("INSERT INTO doc VALUES (?, ?)", ((d, e.key) for d, e in rows))
        db.executemany(
            "INSERT INTO ft_title (rowid, title, meta) VALUES (?, ?, ?)",
            ((d, e.title, e.meta) for d, e in rows),
        )
        db.executemany(
            "INSERT INTO ft_text (rowid, title, body, meta) VALUES (?, ?, ?, ?)",
            ((d, e.title, e.body, e.meta) for d, e in rows),
        )

    def _next(self, day: int, last: dict[int, int]) -> int:
        """The next free number of a day; a day that is full goes on in the next one."""
        while last[day] + 1 >= (day + 1) * DOCS_A_DAY:
            day += 1
            if day not in last:
                last |= self._last({day})
        last[day] += 1
        return last[day]

    def _last(self, days: Iterable[int]) -> dict[int, int]:
        """The number that the newest document of each day has, or that before its first one."""
        rows = self._db.execute(_LAST, (_json(days),))
        return {day: day * DOCS_A_DAY - 1 if last is None else last for day, last in rows}

    # asking

    def find(
        self, table: str, match: str, narrowing: Narrowing, limit: int, *, by_rank: bool = False
    ) -> list[Doc]:
        """Documents that match, newest first (or best first by bm25)."""
        if narrowing.few is not None:
            values = {"match": match, "few": _json(narrowing.few), "limit": limit}
            with asking(self._db) as db:
                return db.execute(_FEW.format(table=table), values).fetchall()
        sql = _CANDIDATES.format(
            table=table,
            joins="JOIN lib.article a ON a.key = d.article" if narrowing.conditions else "",
            conditions=narrowing.conditions,
            order="f.rank" if by_rank else "f.rowid DESC",
        ).replace(f"{table} MATCH", f"f.{table} MATCH")
        values = {"match": match, "low": narrowing.low, "high": narrowing.high, "limit": limit}
        with asking(self._db) as db:
            return db.execute(sql, values | narrowing.values).fetchall()

    def gathered(self, narrowing: Narrowing, most: int) -> Narrowing:
        """With all documents that meet the conditions, unless they are more than `most`."""
        if not narrowing.conditions:
            return narrowing
        values = {"low": narrowing.low, "high": narrowing.high, "limit": most + 1}
        sql = _MEETING.format(narrowing.conditions)
        with asking(self._db) as db:
            few = tuple(row[0] for row in db.execute(sql, values | narrowing.values))
        return narrowing if len(few) > most else replace(narrowing, few=few)

    def titled(self, keys: Sequence[str], narrowing: Narrowing, limit: int) -> tuple[int, ...]:
        """Documents that meet the conditions, of articles whose titles sort just so."""
        values = {"keys": json.dumps(keys), "low": narrowing.low, "high": narrowing.high}
        sql = _TITLED.format(narrowing.conditions)
        with asking(self._db) as db:
            rows = db.execute(sql, values | {"limit": limit} | narrowing.values)
            return tuple(row[0] for row in rows)

    def newest(self, narrowing: Narrowing, limit: int, excluded: str = "") -> list[Doc]:
        """All documents but those that match `excluded`, newest first."""
        without = _WITHOUT if excluded else ""
        sql = f"""
            SELECT d.docid, d.article FROM doc d JOIN lib.article a ON a.key = d.article
            WHERE d.docid BETWEEN :low AND :high {without} {narrowing.conditions}
            ORDER BY d.docid DESC LIMIT :limit
        """
        values = {"match": excluded, "low": narrowing.low, "high": narrowing.high, "limit": limit}
        with asking(self._db) as db:
            return db.execute(sql, values | narrowing.values).fetchall()

    def has(self, table: str, match: str) -> bool:
        """Whether any document matches, dead ones too."""
        with asking(self._db) as db:
            sql = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
            return db.execute(sql, (match,)).fetchone() is not None

    def articles(self, docs: Iterable[Doc]) -> list[Found]:
        """The articles of documents, those that still exist."""
        docids = {key: docid for docid, key in docs}
        with asking(self._db) as db:
            rows = db.execute(_ARTICLES, {"ids": _json(docids)})
            return [Found(docids[key], key, *rest) for key, *rest in rows]

    def allowed(
        self, names: Iterable[ArticleId], narrowing: Narrowing, excluded: str
    ) -> list[Found]:
        """Those of the articles, by id, that a filter lets through and nothing excludes."""
        without = _WITHOUT if excluded else ""
        sql = f"""
            SELECT d.docid, {_FOUND}
            FROM json_each(:names) j JOIN lib.article a ON a.id = j.value
            JOIN doc d ON d.article = a.key
            WHERE d.docid BETWEEN :low AND :high {without} {narrowing.conditions}
        """
        values: dict[str, object] = {"names": json.dumps(list(names)), "match": excluded}
        values |= {"low": narrowing.low, "high": narrowing.high} | narrowing.values
        with asking(self._db) as db:
            return [Found(*row) for row in db.execute(sql, values)]

    def texts(self, docids: Iterable[int], longest: int) -> list[tuple[int, str, str]]:
        """(document, text, packed blocks), texts no longer than that many characters."""
        values = {"ids": _json(docids), "longest": longest}
        with asking(self._db) as db:
            return db.execute(_TEXTS, values).fetchall()

    def collections(self) -> dict[str, int]:
        """The numbers of the collections, by name."""
        with asking(self._db) as db:
            return dict(db.execute("SELECT name, id FROM lib.collection"))


def _json(numbers: Iterable[int]) -> str:
    return f"[{','.join(str(int(number)) for number in numbers)}]"
