"""The pieces in which FTS5 keeps the index, and how they are merged.

In: a connection to search.db. What stands in its tables is `fulltext`; when much is filled in or
merged is `search.indexing`'s to say.

Each transaction adds a piece to level 0. Nothing is merged while somebody waits for one: FTS5
would rewrite sixteen pieces in the middle of a few new articles. `merge` does, four of one level
into one of the next. All of an index stands in one piece after it was filled. Were that but one
level above new ones, as FTS5 leaves it, every sixteen transactions would begin to rewrite the
whole index: so it is put on a level that new pieces never reach.
"""

from reader.library.connection import Connection

MARK = "\ue000"  # begins a field token; folded text never holds it
TEXT_TABLES = ("ft_title", "ft_text")
_ROUNDS = 6  # each makes two levels
_LARGER = 3000  # words, several pages of a piece
_BULK = {"hashsize": 1 << 24, "automerge": 0, "crisismerge": 64}
_LIVE = {"hashsize": 1 << 20, "automerge": 0, "crisismerge": 16}


class Pieces:
    """Those of one open index. Call everything within a transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def begin(self) -> None:
        """Have many levels in tables that are empty.

        FTS5 remembers the highest there was. Rows of different levels are merged two levels
        higher; the first is larger, else it would join each new one on the lowest.
        """
        for table in TEXT_TABLES:
            for number in range(_ROUNDS):
                self._pad(table, 1 if number else _LARGER)
                self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self.expect(bulk=False)

    def spread(self) -> None:
        """Let what filled the index be merged above every level.

        What stands on one level is merged into the next: so that merge is begun, and something
        new stands below it.
        """
        for table in TEXT_TABLES:
            self._db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', 1)")
            self._pad(table, 1)

    def _pad(self, table: str, words: int) -> None:
        """A row below every document, of words that nobody can type."""
        sql = f"SELECT min(id, 0) - 1 FROM {table}_docsize ORDER BY id LIMIT 1"
        row = self._db.execute(sql).fetchone()
        values = (row[0] if row else -1, " ".join(f"{MARK}{number}" for number in range(words)))
        self._db.execute(f"INSERT INTO {table} (rowid, meta) VALUES (?, ?)", values)

    def merge(self, pages: int, *, is_all: bool = False) -> bool:
        """One step of so many pages, towards few pieces or one; whether there is more to do."""
        before = self._db.total_changes
        for table in TEXT_TABLES:
            sql = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"
            self._db.execute(sql, (-pages if is_all else pages,))
        return self._db.total_changes - before > 3

    def expect(self, *, bulk: bool) -> None:
        """While importing much, FTS5 gathers in memory; every keystroke looks into each piece,
        so that sixteen on one level are merged whoever waits."""
        for table in TEXT_TABLES:
            known = dict(self._db.execute(f"SELECT k, v FROM {table}_config"))
            for name, value in (_BULK if bulk else _LIVE).items():
                if known.get(name) != value:
                    sql = f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)"
                    self._db.execute(sql, (name, value))
