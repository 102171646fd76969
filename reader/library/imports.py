"""What each import brought, beside the articles, so that it can be taken back.

In: a document that an import adds or is about to change. Out: the documents an import brought, and
how they were before it. Which imports were taken back is for the notes to say; `ingest.undoing`
lets the library follow. An earlier text is kept once, as a version (see `versions`).
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.article import Document
from reader.library import copies
from reader.library.connection import Connection, reading
from reader.library.prepared import unpack_data

_KEY = "INSERT INTO import (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET id = id RETURNING key"
_MARK = "UPDATE document SET import = :import WHERE key = :key"
_KEEP = """
    INSERT INTO former (import, document, was, source, collection, path, media_type, declared)
    SELECT :import, key, import, source, collection, path, media_type, declared
    FROM document WHERE key = :key AND import <> :import
"""
_KEEP_TEXT = """
    UPDATE former SET version = (SELECT max(key) FROM version WHERE document = :key)
    WHERE import = :import AND document = :key AND version IS NULL
"""
_STALE = """
    SELECT key FROM import AS i WHERE id IN (SELECT value FROM json_each(?))
    AND EXISTS (SELECT 1 FROM document WHERE import = i.key AND import <> 0) ORDER BY key DESC
"""
_BROUGHT = """
    SELECT d.key, f.document IS NOT NULL FROM document AS d
    LEFT JOIN former AS f ON f.import = d.import AND f.document = d.key
    WHERE d.import = :import AND d.import <> 0 ORDER BY d.key LIMIT :limit
"""
_ARTICLES = """
    SELECT id, text FROM article JOIN body ON article = key WHERE document = ? ORDER BY ordinal
"""
_FORMER = """
    SELECT d.identity, f.source, c.name, f.path, coalesce(v.data, o.data), f.media_type,
        coalesce(v.declared, f.declared), f.was, f.version
    FROM former AS f JOIN document AS d ON d.key = f.document
    JOIN original AS o ON o.document = d.key JOIN collection AS c ON c.id = f.collection
    LEFT JOIN version AS v ON v.key = f.version
    WHERE f.import = :import AND f.document = :key
"""
_FORGET_FORMER = "DELETE FROM former WHERE import = :import AND document = :key"
_FORGET_TEXTS = "DELETE FROM version WHERE document = :key AND version.key >= :version"
_ARTICLE_KEYS = "SELECT key FROM article WHERE document = ?"


class Bringing:
    """The import that a writer works for: it begins with the first document that changes."""

    def __init__(self) -> None:
        self.begin: Callable[[], str] = str  # the import's id; "" can't be taken back
        self._id: str | None = None
        self._key = 0  # of this transaction

    def forget(self) -> None:
        """After a rollback."""
        self._key = 0

    def added(self, db: Connection, document: int) -> None:
        """A document is new."""
        if self._begun(db):
            db.execute(_MARK, {"import": self._key, "key": document})

    def changing(self, db: Connection, document: int, *, is_other_text: bool) -> None:
        """A document is about to become another; what it was is kept, its text as a version."""
        names = {"import": self._key if self._begun(db) else 0, "key": document}
        if self._key:
            db.execute(_KEEP, names)
        if self._key and is_other_text:
            db.execute(_KEEP_TEXT, names)
        db.execute(_MARK, names)

    def _begun(self, db: Connection) -> bool:
        if self._id is None:
            self._id = self.begin()
        if self._id and not self._key:
            self._key = int(db.execute(_KEY, (self._id,)).fetchall()[0][0])
        return bool(self._key)


@dataclass(frozen=True, slots=True)
class Former:
    """A document as it was before an import changed it."""

    document: int
    by: int  # the import that changed it
    identity: str
    was: Document
    was_by: int  # the import that had brought that; 0: none that is known
    version: int | None  # the text, where it was another


def stale(db: Connection, undone: Iterable[str]) -> list[int]:
    """Keys of imports that were taken back and are not gone yet, the newest first."""
    with reading(db):
        return [int(row[0]) for row in db.execute(_STALE, (json.dumps(sorted(undone)),))]


def brought(db: Connection, by: int, limit: int = 100) -> list[tuple[int, bool]]:
    """Documents that an import brought, and whether they were there before."""
    with reading(db):
        rows = db.execute(_BROUGHT, {"import": by, "limit": limit}).fetchall()
    return [(int(key), bool(was_there)) for key, was_there in rows]


def articles(db: Connection, document: int) -> dict[str, str]:
    """The articles of a document in their order, with their texts."""
    with reading(db):
        return dict(db.execute(_ARTICLES, (document,)).fetchall())


def former(db: Connection, by: int, document: int) -> Former | None:
    """The document as it was before that import; None if another program was first."""
    with reading(db):
        row = db.execute(_FORMER, {"import": by, "key": document}).fetchone()
    if row is None:
        return None
    identity, source, collection, path, data, media_type, declared, was_by, version = row
    was = Document(
        source=source,
        collection=collection,
        path=path if isinstance(path, str) else path.decode("utf-8", "surrogateescape"),
        data=unpack_data(data),
        media_type=media_type,
        encoding=declared,
    )  # no time of change: the next import looks into the file
    return Former(document, by, identity, was, was_by, version)


def keep(db: Connection, document: int) -> None:
    """It stays as it is, whatever becomes of the import."""
    db.execute(_MARK, {"import": 0, "key": document})


def is_back(db: Connection, former: Former) -> None:
    """The document is again what it was; what was kept for that goes."""
    names = {"import": former.by, "key": former.document, "version": former.version}
    db.execute(_FORGET_FORMER, names)
    if former.version is not None:
        db.execute(_FORGET_TEXTS, names)
    db.execute(_MARK, {"import": former.was_by, "key": former.document})


def drop(db: Connection, document: int) -> None:
    """Take a document out of the library, with its articles and all that is kept of it."""
    for row in db.execute(_ARTICLE_KEYS, (document,)).fetchall():
        copies.leave(db, row[0])
        db.execute("DELETE FROM article WHERE key = ?", row)
    db.execute("DELETE FROM document WHERE key = ?", (document,))
