"""The user's own data, whole: what the rest of the program opens and holds."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reader.article import Annotation, ArticleId
from reader.errors import NotesError
from reader.library.notes import backups, restoring
from reader.library.notes.anchoring import Anchoring
from reader.library.notes.bulk import Bulk
from reader.library.notes.imports import Imports
from reader.library.notes.ledger import utc_now
from reader.library.notes.marks import Marks, tidy
from reader.library.notes.refusals import Refusals
from reader.library.notes.reviews import Reviews
from reader.library.notes.searches import Searches
from reader.library.notes.tables import Op
from reader.settings import Folders


class Notes(Marks, Searches, Reviews, Anchoring, Refusals, Imports, Bulk):
    """Annotations, stars, tags, read state, places, saved searches. Safe from any thread."""

    @classmethod
    def open(cls, folders: Folders, *, now: Callable[[], datetime] = utc_now) -> "Notes":
        """Make or open them. Raises NotesError with the way out; the files are then untouched."""
        return cls(folders, now)

    def backup(self, path: Path | None = None) -> Path:
        """A verified copy, in the folder of backups or at `path`. Raises NotesError."""
        with self._said():
            db = self._connections.here()
            if path is None:
                return backups.make(db, self.folders.backups, f"{self._now():%Y-%m-%d}")
            target = path / "notes.db" if path.is_dir() else path
            if target.exists():
                raise NotesError(
                    f"{target} exists already.", hint="Name a file that doesn't exist yet."
                )
            return backups.copy(db, target)

    def backup_before_import(self) -> None:
        """A verified copy among the backups, unless one holds just this. Raises NotesError."""
        with self._said():
            day = f"{self._now():%Y-%m-%d}"
            backups.before_import(self._connections.here(), self.folders.backups, day)

    def restore(self, path: Path) -> dict[str, int]:
        """Bring back what a backup holds and these notes lack: rows by table. One step of undo.

        What was changed or deleted here since stays as it is. Raises NotesError.
        """
        found: dict[str, int] = {}

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            ops = restoring.lacking(db, path)
            for op in ops:
                found[op.table] = found.get(op.table, 0) + len(op.rows)
            return ops

        try:
            self.change(f"Restore “{tidy(path.name)}”", make)
        except sqlite3.IntegrityError as error:
            raise restoring.unsound(path) from error
        return found

    def __enter__(self) -> "Notes":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(NotesError):
            self.close()


class NoNotes(Notes):
    """In the place of notes that can't be opened, for a search: nothing is written there."""

    def __init__(self) -> None:
        """Open nothing."""

    def data_version(self) -> int:
        """Always the same."""
        return 0

    def annotations(self, article: ArticleId | None = None) -> list[Annotation]:
        """None."""
        return []
