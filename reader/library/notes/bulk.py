"""Changes to many annotations at once: one step, which undo takes back as one.

Ids in; what does not change anything, or is gone, is left out. Changes to one are `passages`'s.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from reader.errors import UsageError
from reader.library.notes.ledger import Ledger
from reader.library.notes.marks import tidy
from reader.library.notes.tables import TABLES, Op, existing, put

_COLUMNS = TABLES["annotation"].columns


class Bulk(Ledger):
    """What is done to a selection of annotations."""

    def tag_all(self, ids: Sequence[str], tags: Sequence[str], on: bool = True) -> None:
        """Give them tags, or take them from them. Raises UsageError for an empty tag."""
        names = {tidy(tag).casefold(): tidy(tag) for tag in tags}
        if not names or "" in names:
            raise UsageError("A tag needs a letter at least.")

        def retagged(row: dict[str, Any]) -> dict[str, Any]:
            had = json.loads(row["tags"])
            there = {each.casefold() for each in had}
            after = [*had, *(name for key, name in names.items() if key not in there)]
            if not on:
                after = [each for each in had if each.casefold() not in names]
            return {"tags": json.dumps(after, ensure_ascii=False)}

        verb = f"Tag {_many(ids)} with" if on else f"Take from {_many(ids)} the tag"
        named = ", ".join(f"“{name}”" for name in names.values())
        self._change_all(ids, f"{verb} {named}", retagged)

    def recolor_all(self, ids: Sequence[str], color: str) -> None:
        """Give them a colour."""
        self._change_all(ids, f"Colour {_many(ids)} {color}", lambda row: {"color": color})

    def delete_all(self, ids: Sequence[str]) -> None:
        """Take them out of sight; undo brings them back."""
        gone = {"deleted_at": self.at()}
        self._change_all(ids, f"Delete {_many(ids)}", lambda row: gone, is_update=False)

    def _change_all(
        self,
        ids: Sequence[str],
        action: str,
        fields: Callable[[dict[str, Any]], dict[str, Any]],
        *,
        is_update: bool = True,
    ) -> None:
        along = {"updated": self.at()} if is_update else {}

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            changed = []
            for row in existing(
                db, "annotation", [(each,) for each in dict.fromkeys(ids)]
            ).values():
                old = dict(zip(_COLUMNS, row, strict=True))
                new = old | fields(old)
                if new != old and old["deleted_at"] is None:
                    changed.append(tuple((new | along)[name] for name in _COLUMNS))
            return put("annotation", changed)

        self.change(action, make)


def _many(ids: Sequence[str]) -> str:
    return f"{len(ids):,} notes" if len(ids) != 1 else "a note"
