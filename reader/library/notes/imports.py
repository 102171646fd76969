"""Imports as steps of the user's history, so that one can be taken back like anything else.

In: that an import begins. Out: its id, and which imports were taken back. Only that is kept here;
what an import brought is noted beside the articles (`library.imports`), and `ingest.undoing` lets
the library follow. An id that was taken back stays known, so that no copy of the library brings
the import back.
"""

import json
import os
import sqlite3
from collections.abc import Sequence

from reader.library.notes.ledger import Ledger
from reader.library.notes.marks import tidy
from reader.library.notes.tables import Op, put

_UNDONE = "SELECT key FROM gone WHERE kind = 'import'"
_IS_UNDONE = f"{_UNDONE} AND key = ?"
_OWN = """
    SELECT article_id FROM annotation WHERE deleted_at IS NULL AND article_id IN
        (SELECT value FROM json_each(?))
    UNION SELECT article_id FROM star WHERE article_id IN (SELECT value FROM json_each(?))
    UNION SELECT article_id FROM tag WHERE article_id IN (SELECT value FROM json_each(?))
"""
_MADE_IN = """
    SELECT DISTINCT text_sha256 FROM annotation WHERE deleted_at IS NULL AND article_id = ?
"""


class Imports(Ledger):
    """Which imports there were, and which of them were taken back."""

    def begin_import(self, name: str) -> str:
        """A step of undo from now on; its id. `name` says what is imported."""
        made = os.urandom(8).hex()

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            return put("import", [(made, tidy(name), self.at())])

        self.change(f"Import {tidy(name)}", make)
        return made

    def undone_imports(self) -> set[str]:
        """The ids of those that were taken back."""
        return {json.loads(key)[0] for (key,) in self._all(_UNDONE)}

    def is_import_undone(self, made: str) -> bool:
        """Whether this one was taken back."""
        return bool(self._all(_IS_UNDONE, (json.dumps([made]),)))

    def owned(self, ids: Sequence[str]) -> set[str]:
        """Those of the articles that carry a star, a tag, a highlight, a note or a mark."""
        return {str(row[0]) for row in self._all(_OWN, (json.dumps(list(ids)),) * 3)}

    def made_in(self, article: str) -> set[str]:
        """The digests of the texts of an article in which something is marked."""
        return {str(row[0]) for row in self._all(_MADE_IN, (article,))}
