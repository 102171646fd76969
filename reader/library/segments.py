"""The pieces in which FTS5 keeps the index, and how they are merged.

In: a connection to search.db. What stands in its tables is `fulltext`; when much is filled in or
merged is `search.indexing`'s to say.

Each transaction adds a piece to level 0; four of one level are merged into one of the next. All of
an index stands in one piece after it was filled. Were that but one level above new ones, as FTS5
leaves it, every sixteen transactions would begin to rewrite the whole index: so it is put on a
level that new pieces never reach.
"""

from reader.library.connection import Connection

MARK = "\ue000"  # begins a field token; folded text never holds it
TEXT_TABLES = ("ft_title", "ft_text")
_ROUNDS = 6  # each makes two levels
_LARGER = 3000  # words, several pages of a piece


def raise_levels(db: Connection) -> None:
    """Have many levels in tables that are empty. Call within a transaction.

    FTS5 remembers the highest there was. Rows of different levels are merged two levels higher;
    the first is larger, else it would join each new one on the lowest.
    """
    for table in TEXT_TABLES:
        for number in range(_ROUNDS):
            _pad(db, table, 1 if number else _LARGER)
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def spread(db: Connection) -> None:
    """Let what filled the index be merged above every level. Call within a transaction.

    What stands on one level is merged into the next: so that merge is begun, and something new
    stands below it.
    """
    for table in TEXT_TABLES:
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', 1)")
        _pad(db, table, 1)


def _pad(db: Connection, table: str, words: int) -> None:
    """A row below every document, of words that nobody can type."""
    row = db.execute(f"SELECT min(id, 0) - 1 FROM {table}_docsize ORDER BY id LIMIT 1").fetchone()
    meta = " ".join(f"{MARK}{number}" for number in range(words))
    db.execute(f"INSERT INTO {table} (rowid, meta) VALUES (?, ?)", (row[0] if row else -1, meta))


def merge(db: Connection, pages: int) -> bool:
    """One step towards a single piece; whether there is more to do."""
    before = db.total_changes
    for table in TEXT_TABLES:
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (-pages,))
    return db.total_changes - before > 3


def expect(db: Connection, *, bulk: bool) -> None:
    """While importing much, FTS5 gathers in memory and leaves merging for the end."""
    settings = {"hashsize": 1 << 24 if bulk else 1 << 20, "automerge": 0 if bulk else 4,
                "crisismerge": 64 if bulk else 16}  # fmt: skip
    for table in TEXT_TABLES:
        for name, value in settings.items():
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))
