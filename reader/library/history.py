"""What was searched for, newest first: a short private file, so that arrow up brings it back.

In: queries, one by one, from any number of windows. Out: the latest, each once. It is a
convenience and nothing of worth: it may be deleted. Searches with a name are `notes.searches`.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reader.errors import ReaderError
from reader.settings import Folders

MOST = 200  # queries kept
_LONGEST = 1000  # characters of one


class History:
    """The former queries of one user."""

    def __init__(self, folders: Folders) -> None:
        self._path = folders.state / "searches.jsonl"

    def latest(self) -> list[str]:
        """Every query kept, the newest first; nothing where the file can't be read."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return []
        return list(dict.fromkeys(_queries(reversed(lines))))

    def add(self, query: str) -> None:
        """Keep a query as the newest; an older one like it goes. Raises ReaderError.

        Where nothing can be written, none is kept.
        """
        text = query.strip()
        if not text or len(text) > _LONGEST or not os.access(self._path.parent, os.W_OK):
            return
        with _said(), self._alone():
            rest = [each for each in self.latest() if each != text][: MOST - 1]
            lines = [json.dumps(each) + "\n" for each in reversed([text, *rest])]
            scratch = self._path.with_suffix(".new")
            with open(scratch, "w", encoding="ascii", opener=_private) as file:
                file.writelines(lines)
            scratch.replace(self._path)

    def forget(self) -> None:
        """Keep none of them any more. Raises ReaderError."""
        with _said(), self._alone():
            self._path.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One window at a time."""
        lock = os.open(self._path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _queries(lines: Iterator[str]) -> Iterator[str]:
    """What the lines say; a damaged one says nothing."""
    for line in lines:
        with suppress(ValueError, RecursionError):
            found = json.loads(line)
            if isinstance(found, str):
                yield found


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ReaderError(
            f"What was searched for cannot be kept: {error.strerror or error}.",
            hint="Make room, or allow writing to the state folder that `reader where` names.",
        ) from error


class Walk:
    """A walk through former queries from what is being typed, and back to it."""

    def __init__(self, former: list[str], draft: str) -> None:
        self._rows = [draft, *(each for each in former if each != draft.strip())]
        self._at = 0

    @property
    def text(self) -> str:
        """Where the walk stands."""
        return self._rows[self._at]

    def step(self, by: int) -> str:
        """One older (1) or newer (-1); at the ends it stays."""
        self._at = max(0, min(self._at + by, len(self._rows) - 1))
        return self.text

    @property
    def is_back(self) -> bool:
        """It is back at what was being typed."""
        return not self._at
