"""The tables of notes.db, their versions, and what marks the file as ours. Only SQL text.

A migration is one more script at the end of MIGRATIONS; none that was released ever changes.
"""

import sqlite3

APPLICATION_ID = 0x5244524E  # "RDRN"

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE star (
    article_id TEXT PRIMARY KEY, added TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE seen (
    article_id TEXT PRIMARY KEY, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tag (
    article_id TEXT NOT NULL, folded TEXT NOT NULL, tag TEXT NOT NULL, rev INTEGER NOT NULL,
    PRIMARY KEY (article_id, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_articles ON tag (folded, article_id, tag);
CREATE TABLE annotation (
    id TEXT PRIMARY KEY NOT NULL, article_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('highlight', 'note', 'bookmark')),
    quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    note TEXT NOT NULL, color TEXT NOT NULL, tags TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
    deleted_at TEXT, rev INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_articles ON annotation (article_id, deleted_at, kind);
CREATE TABLE placement (
    annotation_id TEXT PRIMARY KEY, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('exact', 'moved', 'orphan')), rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
    article_id TEXT PRIMARY KEY, "offset" INTEGER NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_search (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE known (
    article_id TEXT PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
    text_sha256 TEXT PRIMARY KEY NOT NULL, text BLOB NOT NULL, rev INTEGER NOT NULL
) STRICT;
CREATE TABLE alias (
    old_id TEXT PRIMARY KEY, new_id TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE gone (
    kind TEXT NOT NULL, key TEXT NOT NULL, rev INTEGER NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE step (
    rev INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, inverse BLOB NOT NULL
) STRICT;
CREATE TABLE journal_file (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('rev', '0');
INSERT INTO meta VALUES ('origin', lower(hex(randomblob(5))));
"""

_PLACES_OF_SEARCHES = """
ALTER TABLE saved_search ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
"""

# Where the passages of an article were last looked for, and how a kept text goes back to the raw
# one, so that edits of our own cleaning are followed exactly.
_ANCHORS = """
CREATE TABLE placed_in (
    article_id TEXT PRIMARY KEY, text_sha256 TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE way (
    text_sha256 TEXT PRIMARY KEY NOT NULL, raw_sha256 TEXT NOT NULL, steps BLOB NOT NULL,
    rev INTEGER NOT NULL
) STRICT;
"""

# What cleaning must leave as it came: one change (is_edit) or a rule, in a document or, where
# that is '', in every document of a collection.
_REFUSALS = """
CREATE TABLE refusal (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, document TEXT NOT NULL, sha256 TEXT NOT NULL,
    collection TEXT NOT NULL, is_edit INTEGER NOT NULL, before TEXT NOT NULL,
    prefix TEXT NOT NULL, suffix TEXT NOT NULL, start INTEGER NOT NULL, title TEXT NOT NULL,
    created TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

# When an annotation is to be looked at again, and after how many days it was.
_REVIEWS = """
CREATE TABLE review (
    annotation_id TEXT PRIMARY KEY, due TEXT NOT NULL, days INTEGER NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

# Imports that can be taken back; those that were are in `gone`.
_IMPORTS = """
CREATE TABLE import (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST, _PLACES_OF_SEARCHES, _ANCHORS, _REFUSALS, _REVIEWS, _IMPORTS,
)  # fmt: skip


def version(db: sqlite3.Connection) -> int:
    """How many migrations the file has seen; 0 is an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the file to the newest version, within the caller's transaction."""
    for number, script in enumerate(MIGRATIONS[version(db) :], version(db) + 1):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
