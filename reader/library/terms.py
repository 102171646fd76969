"""The SQL of the index's vocabulary: the terms packed for searching, and those that came since.

In: packs, which `search.vocabulary` makes, and rows of new terms. Out: the same. All terms
together are counted by FTS5 itself, which is costly and only done to pack them.
"""

from collections.abc import Iterable, Iterator

from reader.library.connection import Connection
from reader.library.index_file import asking

TABLES = (
    """
    CREATE TABLE pack (
        id INTEGER PRIMARY KEY, length INTEGER NOT NULL,
        terms TEXT NOT NULL, bits BLOB NOT NULL
    )
    """,
    "CREATE TABLE lexicon (lines BLOB NOT NULL)",
    "CREATE TABLE fresh (id INTEGER PRIMARY KEY, docs INTEGER, terms TEXT)",
)
NAMES = ("pack", "lexicon", "fresh")

Pack = tuple[int, str, bytes]  # length, terms in a row, feature bits


class Terms:
    """The vocabulary of one open index."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def packs(self) -> Iterator[Pack]:
        """The packed vocabulary, a pack at a time: all of them are 30 MiB of a million articles."""
        with asking(self._db) as db:
            yield from db.execute("SELECT length, terms, bits FROM pack")

    def lexicon(self) -> bytes:
        """The same terms in a row, with how often they stand."""
        with asking(self._db) as db:
            row = db.execute("SELECT lines FROM lexicon").fetchone()
            return bytes(row[0]) if row else b""

    def save(self, packs: Iterable[Pack], lexicon: bytes, last: int) -> None:
        """Replace the packed vocabulary, which holds the fresh terms up to `last` too.

        Call within `writing`.
        """
        self._db.execute("DELETE FROM pack")
        self._db.execute("DELETE FROM lexicon")
        self._db.executemany("INSERT INTO pack (length, terms, bits) VALUES (?, ?, ?)", packs)
        self._db.execute("INSERT INTO lexicon VALUES (?)", (lexicon,))
        self._db.execute("DELETE FROM fresh WHERE id <= ?", (last,))

    def add(self, docs: int, terms: Iterable[str]) -> None:
        """The terms of so many new documents, known ones too. Call within `writing`."""
        row = (docs, " ".join(terms))
        self._db.execute("INSERT INTO fresh (docs, terms) VALUES (?, ?)", row)

    def fresh(self, last: int) -> list[tuple[int, str]]:
        """(number, terms parted by blanks) that came after a number."""
        with asking(self._db) as db:
            return db.execute(
                "SELECT id, terms FROM fresh WHERE id > ? ORDER BY id", (last,)
            ).fetchall()

    def unpacked(self) -> tuple[int, int]:
        """How many documents brought fresh terms, and the number of the last ones."""
        with asking(self._db) as db:
            docs, last = db.execute("SELECT sum(docs), max(id) FROM fresh").fetchone()
            return int(docs or 0), int(last or 0)

    def counted(self) -> Iterator[tuple[str, int]]:
        """Every term, and in how many documents it stands: seconds for a million articles."""
        with asking(self._db) as db:
            db.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.counted"
                " USING fts5vocab('main', 'ft_text', 'row')"
            )
            yield from db.execute("SELECT term, doc FROM temp.counted")
