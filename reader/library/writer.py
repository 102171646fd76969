"""Documents into the library: which document one is, and short transactions.

In: `Prepared` documents, used by `ingest` alone. Out: whether each was added, updated or there
already. Triggers write the counts and the change log. Reading is `articles` and `listing`.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Literal, Self, TypeVar

from reader.library import copies, identity, imports, mending, schema
from reader.library.connection import Connection, connect, rollback, translated
from reader.library.prepared import Prepared, PreparedArticle, article_id
from reader.settings import Folders

Outcome = Literal["added", "updated", "unchanged"]
T = TypeVar("T")

_ARTICLES, _SECONDS = 1000, 0.25  # a transaction is no longer than this
# Pages in the write-ahead log before they go into the file (64 MiB): what is sorted by a hash lies
# on other pages for each article, and a page that changes often meanwhile goes there once.
_LOG_PAGES = 8192
_DAY = 86_400  # seconds; an article without a date has schema.DAY_ADDED for a day

_COLLECTION = "SELECT id FROM collection WHERE name = :name"
_NEW_COLLECTION = "INSERT INTO collection (name) VALUES (:name) RETURNING id"
_NEW_DOCUMENT = """
    INSERT INTO document (identity, source, collection, path, media_type, declared, encoding,
        size, modified_ns, sha256, rules, kind, title, date, flags, refused)
    VALUES (:identity, :source, :collection, :path, :media_type, :declared, :encoding,
        :size, :modified_ns, :sha256, :rules, :kind, :title, :date, :flags, :refused)
"""
_SET_DOCUMENT = """
    UPDATE document SET source = :source, collection = :collection, path = :path,
        media_type = :media_type, declared = :declared, encoding = :encoding, size = :size,
        modified_ns = :modified_ns, sha256 = :sha256, rules = :rules, kind = :kind,
        title = :title, date = :date, flags = :flags, refused = :refused
    WHERE key = :key
"""
_TOUCH = "UPDATE document SET size = :size, modified_ns = :modified_ns WHERE key = :key"
_SET_ORIGINAL = """
    INSERT INTO original (document, data, edits) VALUES (:document, :data, :edits)
    ON CONFLICT (document) DO UPDATE SET data = excluded.data, edits = excluded.edits
"""
_KEEP_VERSION = """
    INSERT INTO version (document, sha256, declared, data, replaced_at)
    SELECT key, sha256, declared, data, :now FROM document JOIN original ON document = key
    WHERE key = :key
"""
_NEW_ARTICLE = """
    INSERT INTO article (id, document, ordinal, collection, day, words, date, date_inferred,
        language, is_inferred, title, byline, source, added, title_key, badges)
    VALUES (:id, :document, :ordinal, :collection, :day, :words, :date, :date_inferred,
        :language, :is_inferred, :title, :byline, :source, :added, :title_key, :badges)
"""
_SET_ARTICLE = f"""{_NEW_ARTICLE}
    ON CONFLICT (document, ordinal) DO UPDATE SET collection = excluded.collection,
        day = iif(excluded.date = '', {schema.DAY_ADDED}, excluded.day),
        words = excluded.words, date = excluded.date, date_inferred = excluded.date_inferred,
        language = excluded.language, is_inferred = excluded.is_inferred,
        title = excluded.title, byline = excluded.byline, source = excluded.source,
        title_key = excluded.title_key, badges = excluded.badges
"""
_KEY = "SELECT key FROM article WHERE document = :document AND ordinal = :ordinal"
_SET_BODY = """
    INSERT INTO body (article, start, end, url, text, blocks)
    VALUES (:article, :start, :end, :url, :text, :blocks)
    ON CONFLICT (article) DO UPDATE SET start = excluded.start, end = excluded.end,
        url = excluded.url, text = excluded.text, blocks = excluded.blocks
"""
_REST = "SELECT key FROM article WHERE document = :document AND ordinal >= :ordinal"
_DROP_ARTICLE = "DELETE FROM article WHERE key = ?"


class Writer:
    """One writer of library.db. Not for several threads; several programs take turns.

    `store` opens a transaction and leaves it open for the next documents; call `commit` before
    waiting for anything else, so that nobody waits for us, and before saying that it is kept.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._collections: dict[str, int] = {}
        self._pending = 0  # articles written and not committed
        self._began = 0.0
        self.copies = 0  # articles stored that turned out to be copies of others
        self.bringing = imports.Bringing()

    @classmethod
    def open(cls, folders: Folders) -> Self:
        """Open the library for writing; make or migrate it when needed."""
        folders.make()
        db = connect(folders.library)
        schema.prepare(db)
        with translated(db.subject, db.path, db.error):
            db.execute("PRAGMA cache_size = -32768")
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        return cls(db)

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.Error) or (error and not self._db.in_transaction):
            rollback(self._db)
            self._db.close()
        else:
            self.close()

    def known(self, path: str) -> identity.Known | None:
        """What is known of the document that lay at `path`."""
        return identity.at_path(self._db, path)

    def store(self, prepared: Prepared, *, keep_collection: bool = False) -> Outcome:
        """Add the document, or bring it up to date; committed soon, or by `commit`.

        With `keep_collection` a document known by its path stays in the collection it is in.
        """
        with translated(self._db.subject, self._db.path, self._db.error):
            self._begin()
            try:
                outcome = self._store(prepared, keep_collection)
            except BaseException:
                rollback(self._db)
                self._forget()
                raise
            self._pending += len(prepared.articles)
        if self._pending >= _ARTICLES or time.monotonic() - self._began > _SECONDS:
            self.commit()
        return outcome

    def commit(self) -> None:
        """Make what was stored last."""
        if not self._db.in_transaction:
            return
        with translated(self._db.subject, self._db.path, self._db.error):
            try:
                self._db.execute("COMMIT")
            except sqlite3.Error:
                rollback(self._db)
                self._forget()
                raise
        self._pending = 0

    def catch_up(self, limit: int = 200) -> int:
        """Look for copies of articles that older versions stored; how many, 0 when all are done."""
        return self.change(lambda db: copies.catch_up(db, limit))

    def put_back(self, former: imports.Former, prepared: Prepared) -> None:
        """Make a document again what it was before an import changed it."""

        def put(db: Connection) -> None:
            row = self._document_row(prepared, prepared.source, prepared.collection)
            db.execute(_SET_DOCUMENT, {**row, "key": former.document})
            self._set_parts(
                former.document, former.identity, prepared, prepared.source, row["collection"]
            )
            imports.is_back(db, former)

        self.change(put)

    def change(self, act: Callable[[Connection], T]) -> T:
        """One transaction of its own."""
        with translated(self._db.subject, self._db.path, self._db.error):
            self._begin()
            try:
                done = act(self._db)
            except BaseException:
                rollback(self._db)
                self._forget()
                raise
        self.commit()
        return done

    def renew_copies(self) -> None:
        """Find all copies anew."""
        with translated(self._db.subject, self._db.path, self._db.error):
            self._begin()
            copies.forget(self._db)
        while self.catch_up():
            pass

    def bulk(self, documents: Iterable[Prepared], each: int = 5000) -> int:
        """Add documents known to be new, in large transactions; for benchmarks. How many."""
        with translated(self._db.subject, self._db.path, self._db.error):
            self._db.execute("PRAGMA cache_size = -400000")
        count = 0
        for document in documents:
            self._begin()
            self._add(document)
            count += 1
            if count % each == 0:
                self.commit()
        self.commit()
        return count

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
            self._began = time.monotonic()
            self._pending = 0

    def _forget(self) -> None:
        """After a rollback: a collection made in the transaction is no more."""
        self._collections.clear()
        self.bringing.forget()
        self._pending = 0

    def _store(self, prepared: Prepared, keep_collection: bool) -> Outcome:
        known = identity.find(self._db, prepared)
        if known is None:
            self._add(prepared)
            return "added"
        stays = keep_collection and known.path == identity.stored(prepared.path)
        source, collection = (
            (known.source, known.collection) if stays else (prepared.source, prepared.collection)
        )
        if (
            known.sha256 == prepared.sha256
            and known.rules == prepared.rules
            and known.refused == prepared.refused
            and known.path == identity.stored(prepared.path)
            and known.collection == collection
        ):
            self._db.execute(
                _TOUCH,
                {"size": prepared.size, "modified_ns": prepared.modified_ns, "key": known.key},
            )
            return "unchanged"
        is_other_text = known.sha256 != prepared.sha256
        if is_other_text:
            self._db.execute(_KEEP_VERSION, {"key": known.key, "now": _written(time.time())})
        if (
            is_other_text
            or known.path != identity.stored(prepared.path)
            or known.collection != collection
        ):
            self.bringing.changing(self._db, known.key, is_other_text=is_other_text)
        row = self._document_row(prepared, source, collection)
        self._db.execute(_SET_DOCUMENT, {**row, "key": known.key})
        self._set_parts(known.key, known.identity, prepared, source, row["collection"])
        return "updated"

    def _add(self, prepared: Prepared) -> None:
        name = identity.new_name(self._db, prepared.source)
        row = self._document_row(prepared, prepared.source, prepared.collection)
        key = self._db.execute(_NEW_DOCUMENT, {**row, "identity": name}).lastrowid
        assert key is not None
        self.bringing.added(self._db, key)
        self._set_original(key, prepared)
        for ordinal, article in enumerate(prepared.articles):
            values = _article_row(article, key, ordinal, article_id(name, ordinal))
            values |= {"source": prepared.source, "collection": row["collection"]}
            made = self._db.execute(_NEW_ARTICLE, values).lastrowid
            self._set_body(article, made, is_new=True)

    def _set_body(self, article: PreparedArticle, key: int | None, *, is_new: bool = False) -> None:
        """The text, what was mended in it, and whose copy it is."""
        assert key is not None
        self._db.execute(_SET_BODY, _body_row(article, key))
        mending.note(self._db, key, article.mended, is_new=is_new)
        self.copies += copies.place(self._db, key, article.sketch, is_new=is_new)

    def _document_row(self, prepared: Prepared, source: str, collection: str) -> dict[str, object]:
        return {
            "source": source,
            "collection": self._collection(collection),
            "path": identity.stored(prepared.path),
            "media_type": prepared.media_type,
            "declared": prepared.declared,
            "encoding": prepared.encoding,
            "size": prepared.size,
            "modified_ns": prepared.modified_ns,
            "sha256": prepared.sha256,
            "rules": prepared.rules,
            "kind": prepared.kind,
            "title": prepared.title,
            "date": prepared.date,
            "flags": prepared.flags,
            "refused": prepared.refused,
        }

    def _set_original(self, key: int, prepared: Prepared) -> None:
        values = {"document": key, "data": prepared.data, "edits": prepared.edits}
        self._db.execute(_SET_ORIGINAL, values)

    def _set_parts(
        self, key: int, name: str, prepared: Prepared, source: str, collection: object
    ) -> None:
        """The raw bytes, and the articles in their order, over those that were there."""
        self._set_original(key, prepared)
        for ordinal, article in enumerate(prepared.articles):
            values = _article_row(article, key, ordinal, article_id(name, ordinal))
            values |= {"source": source, "collection": collection}
            self._db.execute(_SET_ARTICLE, values)
            place = {"document": key, "ordinal": ordinal}
            number = self._db.execute(_KEY, place).fetchone()[0]
            self._set_body(article, number)
        rest = {"document": key, "ordinal": len(prepared.articles)}
        for row in self._db.execute(_REST, rest).fetchall():
            copies.leave(self._db, row[0])
            self._db.execute(_DROP_ARTICLE, row)

    def _collection(self, name: str) -> int:
        """Its number; made when new."""
        if name not in self._collections:
            row = self._db.execute(_COLLECTION, {"name": name}).fetchone()
            if row is None:
                row = self._db.execute(_NEW_COLLECTION, {"name": name}).fetchall()[0]
            self._collections[name] = int(row[0])
        return self._collections[name]


def _body_row(article: PreparedArticle, number: int) -> dict[str, object]:
    return {
        "article": number,
        "start": article.start,
        "end": article.end,
        "url": article.url,
        "text": article.text,
        "blocks": article.blocks,
    }


def _article_row(
    article: PreparedArticle, document: int, ordinal: int, name: str
) -> dict[str, object]:
    now = time.time()
    return {
        "id": name,
        "document": document,
        "ordinal": ordinal,
        "day": article.day or int(now // _DAY),
        "words": article.words,
        "date": article.date,
        "date_inferred": article.date_inferred,
        "language": article.language,
        "is_inferred": article.is_inferred,
        "title": article.title,
        "byline": article.byline,
        "added": _written(now),
        "title_key": article.title_key,
        "badges": article.badges,
    }


def _written(seconds: float) -> str:
    """A moment in seconds from 1970 as it is kept."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
