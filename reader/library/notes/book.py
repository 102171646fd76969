"""The user's own data, whole: what the rest of the program opens and holds."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from reader.errors import NotesError
from reader.library.notes import backups
from reader.library.notes.ledger import utc_now
from reader.library.notes.marks import Marks
from reader.library.notes.passages import Passages
from reader.settings import Folders


class Notes(Marks, Passages):
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

    def __enter__(self) -> "Notes":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(NotesError):
            self.close()
