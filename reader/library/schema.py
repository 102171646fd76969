"""The tables of library.db, as numbered migrations, and the rule for opening any of our files.

A file of a newer program is refused before a byte of it changes. Everything in library.db can
be made again from the documents; what can't lives in notes.db, which has its own migrations.
"""

import sqlite3
import time
from collections.abc import Sequence

from reader.library.connection import Connection, transaction, translated

APPLICATION_ID = 0x72644C62  # "rdLb"

Migration = tuple[str, ...]  # statements, in order

_TABLES: Migration = (
    """
    CREATE TABLE collection (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        articles INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    # identity never changes, so that article ids don't; source, collection and path may.
    # path is text, or the bytes of a name that is not UTF-8; '' came from standard input.
    """
    CREATE TABLE document (
        key INTEGER PRIMARY KEY,
        identity TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        collection INTEGER NOT NULL REFERENCES collection (id),
        path ANY NOT NULL,
        media_type TEXT NOT NULL,
        declared TEXT NOT NULL,
        encoding TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        rules INTEGER NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        date TEXT NOT NULL,
        flags TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX document_by_path ON document (path)",
    "CREATE INDEX document_by_source ON document (source)",
    "CREATE INDEX document_by_sha256 ON document (sha256)",
    """
    CREATE TABLE original (
        document INTEGER PRIMARY KEY REFERENCES document (key) ON DELETE CASCADE,
        data BLOB NOT NULL,
        edits BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE version (
        key INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        declared TEXT NOT NULL,
        data BLOB NOT NULL,
        replaced_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX version_by_document ON version (document)",
    # What a list reads, and nothing wide. Each order is one unique value, so that a page of
    # any list is one search in one index: by_date counts down from the newest day, and the
    # key (order of import) settles ties. `day` is 20220922, or DAY_ADDED.
    """
    CREATE TABLE article (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document (key),
        ordinal INTEGER NOT NULL,
        collection INTEGER NOT NULL,
        day INTEGER NOT NULL,
        words INTEGER NOT NULL,
        date TEXT NOT NULL,
        date_inferred INTEGER NOT NULL,
        language TEXT NOT NULL,
        is_inferred INTEGER NOT NULL,
        title TEXT NOT NULL,
        byline TEXT NOT NULL,
        source TEXT NOT NULL,
        added TEXT NOT NULL,
        title_key TEXT NOT NULL,
        by_date INTEGER NOT NULL AS ((99999999 - day) * 4294967296 + key) VIRTUAL,
        by_words INTEGER NOT NULL AS (key - words * 4294967296) VIRTUAL,
        by_title TEXT NOT NULL AS (title_key || char(31) || printf('%010d', key)) VIRTUAL,
        UNIQUE (document, ordinal)
    ) STRICT
    """,
    # The narrow one is walked; the wide one holds all that a row shows, so that a screenful of
    # the usual list lies on a few pages, however large the library and cold the disk.
    "CREATE INDEX article_by_date ON article (by_date)",
    """
    CREATE INDEX article_shown_by_date ON article
        (by_date, id, title, is_inferred, source, date, language, words, collection, added)
    """,
    "CREATE INDEX article_by_words ON article (by_words)",
    "CREATE INDEX article_by_title ON article (by_title)",
    "CREATE INDEX article_by_collection ON article (collection, by_date)",
    "CREATE INDEX article_by_language ON article (language, by_date)",
    # start and end: where the article stands in its document's clean text.
    """
    CREATE TABLE body (
        article INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        url TEXT NOT NULL,
        text TEXT NOT NULL,
        blocks TEXT NOT NULL
    ) STRICT
    """,
    # AUTOINCREMENT: a number is never used twice, even after the log was trimmed.
    """
    CREATE TABLE change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        article INTEGER NOT NULL,
        op TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
        UPDATE collection SET articles = articles + 1 WHERE id = new.collection;
        INSERT INTO change (article, op) VALUES (new.key, 'added');
    END
    """,
    """
    CREATE TRIGGER article_updated AFTER UPDATE ON article BEGIN
        INSERT INTO change (article, op) VALUES (new.key, 'updated');
    END
    """,
    """
    CREATE TRIGGER article_moved AFTER UPDATE OF collection ON article
    WHEN old.collection <> new.collection BEGIN
        UPDATE collection SET articles = articles - 1 WHERE id = old.collection;
        UPDATE collection SET articles = articles + 1 WHERE id = new.collection;
    END
    """,
    """
    CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
        UPDATE collection SET articles = articles - 1 WHERE id = old.collection;
        INSERT INTO change (article, op) VALUES (old.key, 'removed');
    END
    """,
)

# Copies fold into one row: see `copies`. Which rows are folded is in every index that a list is
# walked by, so that leaving them out costs no search in the table.
_COPIES: Migration = (
    "ALTER TABLE article ADD COLUMN kin INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE article ADD COLUMN folded INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX article_by_date",
    "DROP INDEX article_shown_by_date",
    "DROP INDEX article_by_words",
    "DROP INDEX article_by_title",
    "DROP INDEX article_by_collection",
    "DROP INDEX article_by_language",
    "CREATE INDEX article_by_date ON article (by_date, folded)",
    """
    CREATE INDEX article_shown_by_date ON article
        (by_date, id, title, is_inferred, source, date, language, words, collection, added,
        kin, folded)
    """,
    "CREATE INDEX article_by_words ON article (by_words, folded)",
    "CREATE INDEX article_by_title ON article (by_title, folded)",
    "CREATE INDEX article_by_collection ON article (collection, by_date, folded)",
    "CREATE INDEX article_by_language ON article (language, by_date, folded)",
    "CREATE INDEX article_by_kin ON article (kin, folded) WHERE kin <> 0",
    """
    CREATE TABLE sketch (
        article INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
        packed BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE copy_key (
        value INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (value, article)
    ) STRICT, WITHOUT ROWID
    """,
    # articles without a sketch; the next import makes theirs
    "CREATE TABLE waiting (article INTEGER PRIMARY KEY) STRICT",
    "INSERT INTO waiting SELECT key FROM article",
    # How many are folded: in the list of all, in the collection's own.
    "ALTER TABLE collection ADD COLUMN folded INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE collection ADD COLUMN folded_here INTEGER NOT NULL DEFAULT 0",
    # Folding changes no text: it is not for the log, or every copy would be indexed again.
    "DROP TRIGGER article_updated",
    """
    CREATE TRIGGER article_updated AFTER UPDATE OF collection, day, words, date, date_inferred,
        language, is_inferred, title, byline, source, added, title_key ON article BEGIN
        INSERT INTO change (article, op) VALUES (new.key, 'updated');
    END
    """,
    """
    CREATE TRIGGER article_folded AFTER UPDATE OF folded ON article
    WHEN old.folded <> new.folded BEGIN
        UPDATE collection SET folded = folded - (old.folded & 1) + (new.folded & 1),
            folded_here = folded_here - (old.folded >> 1 & 1) + (new.folded >> 1 & 1)
            WHERE id = new.collection;
    END
    """,
    "DROP TRIGGER article_moved",
    """
    CREATE TRIGGER article_moved AFTER UPDATE OF collection ON article
    WHEN old.collection <> new.collection BEGIN
        UPDATE collection SET articles = articles - 1, folded = folded - (old.folded & 1),
            folded_here = folded_here - (old.folded >> 1 & 1) WHERE id = old.collection;
        UPDATE collection SET articles = articles + 1, folded = folded + (old.folded & 1),
            folded_here = folded_here + (old.folded >> 1 & 1) WHERE id = new.collection;
    END
    """,
    "DROP TRIGGER article_removed",
    """
    CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
        UPDATE collection SET articles = articles - 1, folded = folded - (old.folded & 1),
            folded_here = folded_here - (old.folded >> 1 & 1) WHERE id = old.collection;
        INSERT INTO change (article, op) VALUES (old.key, 'removed');
    END
    """,
)

# Which rules changed how much of which articles: a filter reads the narrow table alone.
# refused: ids of the refusals that a document was cleaned with.
_PROVENANCE: Migration = (
    """
    CREATE TABLE rule (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        is_space INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE mended (
        rule INTEGER NOT NULL,
        article INTEGER NOT NULL,
        edits INTEGER NOT NULL,
        PRIMARY KEY (rule, article)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER article_forgotten AFTER DELETE ON article BEGIN
        DELETE FROM mended WHERE rule IN (SELECT id FROM rule) AND article = old.key;
    END
    """,
    "ALTER TABLE document ADD COLUMN refused TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX document_refused ON document (key) WHERE refused <> ''",
)

# What an article without a date sorts by: days from 1970 to its import, so after any date.
DAY_ADDED = "CAST(julianday(substr(added, 1, 10)) - 2440587.5 AS INTEGER)"
_UNDATED: Migration = (f"UPDATE article SET day = {DAY_ADDED} WHERE date = ''",)

# What is to be known of an article before one trusts it; a list's row shows it. Few articles have
# a badge, so those are found without a look at the others.
_BADGES: Migration = (
    "ALTER TABLE article ADD COLUMN badges INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX article_shown_by_date",
    """
    CREATE INDEX article_shown_by_date ON article
        (by_date, id, title, is_inferred, source, date, language, words, collection, added,
        kin, folded, badges)
    """,
    "CREATE INDEX article_by_badges ON article (badges) WHERE badges <> 0",
)

# A link may lead to an article of the library.
_ADDRESSES: Migration = ("CREATE INDEX body_by_url ON body (url) WHERE url <> ''",)

# Which import brought a document as it is, and what it was before: see `imports`.
_IMPORTS: Migration = (
    "CREATE TABLE import (key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE) STRICT",
    "ALTER TABLE document ADD COLUMN import INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX document_by_import ON document (import, key) WHERE import <> 0",
    """
    CREATE TABLE former (
        import INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
        was INTEGER NOT NULL,
        source TEXT NOT NULL,
        collection INTEGER NOT NULL,
        path ANY NOT NULL,
        media_type TEXT NOT NULL,
        declared TEXT NOT NULL,
        version INTEGER,
        PRIMARY KEY (import, document)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX former_by_document ON former (document)",
)

MIGRATIONS: tuple[Migration, ...] = (
    _TABLES, _COPIES, _PROVENANCE, _UNDATED, _BADGES, _ADDRESSES, _IMPORTS,
)  # fmt: skip


def prepare(db: Connection) -> None:
    """Make library.db what this program expects: its settings, its tables."""
    check(db, APPLICATION_ID, len(MIGRATIONS))
    if db.is_fixed and version_of(db) == len(MIGRATIONS):
        return
    if version_of(db) == 0:
        db.execute("PRAGMA page_size = 8192")  # counts only while the file is empty
    _use_wal(db)
    db.execute("PRAGMA synchronous = NORMAL")
    migrate(db, APPLICATION_ID, MIGRATIONS)


def version_of(db: Connection) -> int:
    """How many migrations a file has had; 0 is a new one."""
    with translated(db.subject, db.path, db.error):
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def refuse_foreign(db: Connection, application_id: int) -> None:
    """Leave a file that is not ours untouched."""
    with translated(db.subject, db.path, db.error):
        # One statement, one snapshot: another program may be making its tables just now.
        found, tables = db.execute(
            "SELECT application_id, EXISTS (SELECT 1 FROM sqlite_schema) FROM pragma_application_id"
        ).fetchone()
    if found != application_id and (found or tables):
        raise db.error(
            f"{db.path} belongs to another program and was left as it is.",
            hint="Move it away, or name another place with --home DIR.",
        )


def check(db: Connection, application_id: int, newest: int) -> None:
    """Refuse, untouched, a file that is not ours or is newer than this program."""
    refuse_foreign(db, application_id)
    version = version_of(db)
    if version > newest:
        raise db.error(
            f"{db.subject} {db.path} was written by a newer reader (format {version}, this one"
            f" knows {newest}) and was left as it is.",
            hint="Upgrade reader to open it.",
        )


def migrate(db: Connection, application_id: int, migrations: Sequence[Migration]) -> None:
    """Run the migrations a file has not had, each in its own transaction."""
    while (version := version_of(db)) < len(migrations):
        with transaction(db):
            if version_of(db) != version:
                continue  # another program was first
            for statement in migrations[version]:
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {application_id}")
            db.execute(f"PRAGMA user_version = {version + 1}")


def _use_wal(db: Connection) -> None:
    """Readers beside a writer. SQLite does not wait for others here, so we do."""
    for _ in range(100):
        with translated(db.subject, db.path, db.error):
            try:
                db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
        time.sleep(0.02)
    with translated(db.subject, db.path, db.error):
        db.execute("PRAGMA journal_mode = WAL")
