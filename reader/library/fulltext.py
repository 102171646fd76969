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
from reader.library import changes
from reader.library.attached import attach_notes
from reader.library.connection import Connection, connect, reading, transaction
from reader.library.entries import Entry, Found, Indexed, Page
from reader.library.index_file import inode
from reader.library.narrowing import DOCS_A_DAY, Narrowing

APPLICATION_ID = 0x72645365  # "rdSe"
LAYOUT = 1  # of these tables; any other is thrown away and filled anew
MARK = "\ue000"  # begins a field token; folded text never holds it

_TABLES = (
    "CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE doc (docid INTEGER PRIMARY KEY, article INTEGER UNIQUE)",
    "CREATE TABLE term (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, docs INTEGER NOT NULL)",
    "CREATE TABLE pack (length INTEGER PRIMARY KEY, terms TEXT NOT NULL, bits BLOB NOT NULL)",
    """
    CREATE VIRTUAL TABLE ft_title
    USING fts5(title, meta, content='', tokenize='ascii', prefix='1 2 3')
    """,
    """
    CREATE VIRTUAL TABLE ft_text
    USING fts5(title, body, meta, content='', tokenize='ascii')
    """,
)
_NAMES = ("state", "doc", "term", "pack", "ft_title", "ft_text")
_ENTRIES = """
    SELECT a.key, a.day, a.title, b.text, a.language, a.collection
    FROM lib.article a JOIN lib.body b ON b.article = a.key
"""
_CANDIDATES = """
    SELECT d.docid FROM {table} f CROSS JOIN doc d ON d.docid = f.rowid {joins}
    WHERE {table} MATCH :match AND f.rowid BETWEEN :low AND :high
    AND d.article IS NOT NULL {conditions}
    ORDER BY {order} LIMIT :limit
"""
_FEW = """
    SELECT f.rowid FROM json_each(:few) j CROSS JOIN {table} f ON f.rowid = j.value
    WHERE f.{table} MATCH :match ORDER BY f.rowid DESC LIMIT :limit
"""
_MEETING = """
    SELECT d.docid FROM lib.article a CROSS JOIN doc d ON d.article = a.key
    WHERE d.docid BETWEEN :low AND :high {} LIMIT :limit
"""
_WITHOUT = "AND d.docid NOT IN (SELECT rowid FROM ft_text WHERE ft_text MATCH :match)"
_BURY = "UPDATE doc SET article = NULL WHERE article = ?"
_PAGES = """
    SELECT j.value, a.title, substr(b.text, 1, :longest), b.blocks
    FROM json_each(:ids) j JOIN doc d ON d.docid = j.value
    JOIN lib.article a ON a.key = d.article JOIN lib.body b ON b.article = a.key
"""
_ARTICLES = """
    SELECT d.docid, a.key, a.id
    FROM json_each(:ids) j JOIN doc d ON d.docid = j.value JOIN lib.article a ON a.key = d.article
"""


class Interrupted(Exception):
    """The search was cut off by a newer one."""


class Index:
    """One connection to search.db, with the library (and the notes) beside it."""

    def __init__(self, index: Path, library: Path, notes: Path | None = None) -> None:
        """Open, and make the file if it is missing. Raises LibraryError; see `index_file`.

        Without notes nothing holds their lock: a writer locks every file it has attached.
        """
        self._path, self._notes = index, notes
        db = self._db = connect(index, subject="The search index", timeout=30.0)
        with reading(db):
            if not db.execute("PRAGMA page_count").fetchone()[0]:
                db.execute("PRAGMA page_size = 8192")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA secure_delete = OFF")  # some builds wipe each freed page
            db.execute("PRAGMA cache_size = -16384")
            db.create_function("casefold", 1, str.casefold, deterministic=True)
            db.execute("ATTACH ? AS lib", (f"{library.absolute().as_uri()}?mode=ro",))
        self._inode = inode(index)

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

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        with reading(self._db):
            try:
                yield self._db
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
                    raise Interrupted from error
                raise

    # what the index is

    def state(self) -> dict[str, Any]:
        """Everything remembered by name; empty where there is no index of this layout."""
        with self._asking() as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return {}
            if db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
                return {}
            return dict(db.execute("SELECT name, value FROM state"))

    def last_change(self) -> int:
        """The number of the library's newest change."""
        return changes.latest(self._db)

    def library_mark(self) -> str:
        """Something that another library.db would not have."""
        with self._asking() as db:
            row = db.execute(
                "SELECT id || ' ' || added FROM lib.article ORDER BY key LIMIT 1"
            ).fetchone()
            return str(row[0]) if row else ""

    def is_log_whole(self, position: int) -> bool:
        """Whether no change after `position` was trimmed from the log."""
        return changes.is_complete_after(self._db, position)

    def counts(self) -> tuple[int, int]:
        """Documents, and how many of them are dead."""
        with self._asking() as db:
            all_, living = db.execute("SELECT count(*), count(article) FROM doc").fetchone()
            return int(all_), int(all_) - int(living)

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
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {LAYOUT}")
        self.remember(state)

    def remember(self, state: dict[str, Any]) -> None:
        self._db.executemany("REPLACE INTO state VALUES (?, ?)", state.items())

    def forget(self, name: str) -> None:
        self._db.execute("DELETE FROM state WHERE name = ?", (name,))

    def expect(self, *, bulk: bool) -> None:
        """How much FTS5 gathers in memory before it writes: much while importing."""
        for table in ("ft_title", "ft_text"):
            self._db.execute(
                f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)",
                (1 << 24 if bulk else 1 << 20,),
            )

    def changes(self, position: int, limit: int) -> list[changes.Change]:
        """The changes after a position."""
        return changes.after(self._db, position, limit)

    def entries(self, keys: Iterable[int]) -> list[Entry]:
        """Those of the articles that still exist."""
        sql = f"{_ENTRIES} WHERE a.key IN ({','.join(str(int(key)) for key in keys)})"
        with self._asking() as db:
            return [Entry(*row) for row in db.execute(sql)]

    def entries_after(self, key: int, limit: int) -> list[Entry]:
        """The articles that follow a key, in order of keys."""
        sql = f"{_ENTRIES} WHERE a.key > ? ORDER BY a.key LIMIT ?"
        with self._asking() as db:
            return [Entry(*row) for row in db.execute(sql, (key, limit))]

    def bury(self, keys: Iterable[int]) -> None:
        """The documents of these articles are dead. Call within `writing`."""
        self._db.executemany(_BURY, ((key,) for key in keys))

    def add(self, entries: Sequence[Indexed]) -> None:
        """New documents. Call within `writing`, after `bury`."""
        rows = []
        last: dict[int, int] = {}
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
        while True:
            if day not in last:
                row = self._db.execute(
                    "SELECT max(docid) FROM doc WHERE docid BETWEEN ? AND ?",
                    (day * DOCS_A_DAY, (day + 1) * DOCS_A_DAY - 1),
                ).fetchone()
                last[day] = row[0] if row[0] is not None else day * DOCS_A_DAY - 1
            if last[day] + 1 < (day + 1) * DOCS_A_DAY:
                last[day] += 1
                return last[day]
            day += 1

    def add_terms(self, terms: Iterable[tuple[str, int]]) -> None:
        """Terms, and in how many more documents they stand. Call within `writing`."""
        self._db.executemany(
            "INSERT INTO term (term, docs) VALUES (?, ?)"
            " ON CONFLICT (term) DO UPDATE SET docs = docs + excluded.docs",
            terms,
        )

    def merge(self, pages: int) -> bool:
        """One step towards a single segment; whether there is more to do."""
        db = self._db
        before = db.total_changes
        for table in ("ft_title", "ft_text"):
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (-pages,))
        return db.total_changes - before > 3

    # asking

    def find(
        self, table: str, match: str, narrowing: Narrowing, limit: int, *, by_rank: bool = False
    ) -> list[int]:
        """Documents that match, newest first (or best first by bm25)."""
        if narrowing.few is not None:
            values = {"match": match, "few": _json(narrowing.few), "limit": limit}
            with self._asking() as db:
                return [row[0] for row in db.execute(_FEW.format(table=table), values)]
        sql = _CANDIDATES.format(
            table=table,
            joins="JOIN lib.article a ON a.key = d.article" if narrowing.conditions else "",
            conditions=narrowing.conditions,
            order="f.rank" if by_rank else "f.rowid DESC",
        ).replace(f"{table} MATCH", f"f.{table} MATCH")
        values = {"match": match, "low": narrowing.low, "high": narrowing.high, "limit": limit}
        with self._asking() as db:
            return [row[0] for row in db.execute(sql, values | narrowing.values)]

    def gathered(self, narrowing: Narrowing, most: int) -> Narrowing:
        """With all documents that meet the conditions, unless they are more than `most`."""
        if not narrowing.conditions:
            return narrowing
        values = {"low": narrowing.low, "high": narrowing.high, "limit": most + 1}
        sql = _MEETING.format(narrowing.conditions)
        with self._asking() as db:
            few = tuple(row[0] for row in db.execute(sql, values | narrowing.values))
        return narrowing if len(few) > most else replace(narrowing, few=few)

    def newest(self, narrowing: Narrowing, limit: int, excluded: str = "") -> list[int]:
        """All documents but those that match `excluded`, newest first."""
        without = _WITHOUT if excluded else ""
        sql = f"""
            SELECT d.docid FROM doc d JOIN lib.article a ON a.key = d.article
            WHERE d.docid BETWEEN :low AND :high {without} {narrowing.conditions}
            ORDER BY d.docid DESC LIMIT :limit
        """
        values = {"match": excluded, "low": narrowing.low, "high": narrowing.high, "limit": limit}
        with self._asking() as db:
            return [row[0] for row in db.execute(sql, values | narrowing.values)]

    def has(self, table: str, match: str) -> bool:
        """Whether any document matches, dead ones too."""
        with self._asking() as db:
            sql = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
            return db.execute(sql, (match,)).fetchone() is not None

    def articles(self, docids: Iterable[int]) -> list[Found]:
        """The articles of documents, those that still exist."""
        with self._asking() as db:
            return [Found(*row) for row in db.execute(_ARTICLES, {"ids": _json(docids)})]

    def allowed(
        self, names: Iterable[ArticleId], narrowing: Narrowing, excluded: str
    ) -> list[Found]:
        """Those of the articles, by id, that a filter lets through and nothing excludes."""
        without = _WITHOUT if excluded else ""
        sql = f"""
            SELECT d.docid, a.key, a.id
            FROM json_each(:names) j JOIN lib.article a ON a.id = j.value
            JOIN doc d ON d.article = a.key
            WHERE d.docid BETWEEN :low AND :high {without} {narrowing.conditions}
        """
        values: dict[str, object] = {"names": json.dumps(list(names)), "match": excluded}
        values |= {"low": narrowing.low, "high": narrowing.high} | narrowing.values
        with self._asking() as db:
            return [Found(*row) for row in db.execute(sql, values)]

    def pages(self, docids: Iterable[int], longest: int) -> dict[int, Page]:
        """Titles and texts of documents, no longer than that many characters."""
        values = {"ids": _json(docids), "longest": longest}
        with self._asking() as db:
            return {row[0]: Page(*row[1:]) for row in db.execute(_PAGES, values)}

    def collections(self) -> dict[str, int]:
        """The numbers of the collections, by name."""
        with self._asking() as db:
            return dict(db.execute("SELECT name, id FROM lib.collection"))

    def docs(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many documents terms stand; those that stand in none are left out."""
        known: dict[str, int] = {}
        with self._asking() as db:
            for term in terms:
                row = db.execute("SELECT docs FROM term WHERE term = ?", (term,)).fetchone()
                if row:
                    known[term] = row[0]
        return known

    def terms_from(self, prefix: str, limit: int) -> list[str]:
        """Terms that begin with a prefix, in order."""
        with self._asking() as db:
            rows = db.execute(
                "SELECT term FROM term WHERE term >= ? AND term < ? ORDER BY term LIMIT ?",
                (prefix, prefix + "\U0010ffff", limit),
            )
            return [row[0] for row in rows]

    def begins_term(self, prefix: str) -> bool:
        """Whether any term begins with a prefix."""
        return bool(self.terms_from(prefix, 1))

    def terms_since(self, last: int, limit: int) -> list[tuple[int, str]]:
        """(number, term) of the terms that came after a number."""
        with self._asking() as db:
            return db.execute(
                "SELECT id, term FROM term WHERE id > ? ORDER BY id LIMIT ?", (last, limit)
            ).fetchall()

    def newest_term(self) -> int:
        """The number of the newest term."""
        with self._asking() as db:
            return int(db.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0])

    def packs(self) -> list[tuple[int, str, bytes]]:
        """The packed vocabulary: (length, terms, signature bits)."""
        with self._asking() as db:
            return db.execute("SELECT length, terms, bits FROM pack").fetchall()

    def save_packs(self, packs: Iterable[tuple[int, str, bytes]]) -> None:
        """Replace the packed vocabulary. Call within `writing`."""
        self._db.execute("DELETE FROM pack")
        self._db.executemany("INSERT INTO pack VALUES (?, ?, ?)", packs)


def _json(numbers: Iterable[int]) -> str:
    return f"[{','.join(str(int(number)) for number in numbers)}]"
