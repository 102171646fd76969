"""Saved searches: a name and a query each, in the user's own order.

Each method returns when the change is on disk, one step of undo. What a query means is `search`'s.
"""

import sqlite3
from collections.abc import Sequence

from reader.errors import NotFound, UsageError
from reader.library.notes.ledger import Ledger
from reader.library.notes.marks import storable, tidy
from reader.library.notes.tables import Op, Row, drop, existing, put

_ALL = "SELECT name, query, place FROM saved_search"


class Searches(Ledger):
    """The searches the user has given a name."""

    def saved_searches(self) -> list[tuple[str, str]]:
        """Name and query, in the user's order."""
        return [(name, query) for name, query, _ in _in_order(self._all(_ALL))]

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, behind the others; an earlier one of that name is replaced."""
        called = _named(name)
        self.change(f"Save the search “{called}”", lambda db: _saved(db, called, storable(query)))

    def rename_search(self, name: str, new: str) -> None:
        """Another name, the same place. Raises NotFound, or UsageError if that name is taken."""
        was, called = tidy(name), _named(new)
        action = f"Rename the search “{was}” to “{called}”"
        self.change(action, lambda db: _renamed(db, was, called))

    def move_search(self, name: str, place: int) -> bool:
        """Put it at this place of the list, from 0; whether it moved. Raises NotFound."""
        called = tidy(name)
        return self.change(f"Move the search “{called}”", lambda db: _moved(db, called, place))

    def delete_search(self, name: str) -> None:
        """Forget a saved search."""
        called = tidy(name)
        self.change(
            f"Delete the search “{called}”",
            lambda db: drop("saved_search", existing(db, "saved_search", [(called,)])),
        )


def _named(name: str) -> str:
    called = tidy(name)
    if not called:
        raise UsageError("A saved search needs a name.")
    return called


def _in_order(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """By place; those of a file from before there were places by name, first."""
    found = [(str(name), str(query), int(place or 0)) for name, query, place in rows]
    return sorted(found, key=lambda row: (row[2], row[0].casefold()))


def _saved(db: sqlite3.Connection, name: str, query: str) -> Sequence[Op]:
    (last,) = db.execute("SELECT coalesce(max(place), 0) FROM saved_search").fetchone()
    was = existing(db, "saved_search", [(name,)]).get((name,))
    row: Row = (name, query, was[2] if was else last + 1)
    return [] if row == was else put("saved_search", [row])


def _renamed(db: sqlite3.Connection, was: str, name: str) -> Sequence[Op]:
    found = existing(db, "saved_search", [(was,), (name,)])
    row = _known(found.get((was,)), was)
    if name == was:
        return []
    if (name,) in found:
        raise UsageError(f"There is a search “{name}” already.", hint="Choose another name.")
    return [*drop("saved_search", [(was,)]), *put("saved_search", [(name, *row[1:])])]


def _moved(db: sqlite3.Connection, name: str, place: int) -> Sequence[Op]:
    rows = _in_order(db.execute(_ALL).fetchall())
    own = next((row for row in rows if row[0] == name), None)
    _known(own, name)
    assert own is not None  # it is known
    others = [row for row in rows if row is not own]
    place = max(0, min(place, len(others)))
    if rows.index(own) == place:
        return []
    ordered = [*others[:place], own, *others[place:]]
    numbered: list[Row] = [(n, q, i) for i, (n, q, _) in enumerate(ordered, 1)]
    return put("saved_search", [row for row in numbered if row not in rows])


def _known(row: Row | None, name: str) -> Row:
    if row is None:
        raise NotFound(f"There is no saved search “{name}”.", hint="`reader searches` lists them.")
    return row
