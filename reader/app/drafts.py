"""Notes while they are being written, on disk: a crash or a closed terminal costs a moment of them.

In: what a note is on, and its text, again and again. Out: those whose writer is gone. A file each,
in a folder of the user's own data; its writer holds a lock on it, which the system takes away with
the process.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from reader.article import ArticleId

_TORN = (ValueError, TypeError, LookupError, AttributeError)  # what is no draft raises these


@dataclass(frozen=True, slots=True)
class About:
    """What a note is on: an annotation that is edited, a passage, or else the article."""

    article: ArticleId
    annotation: str = ""
    start: int = 0
    end: int = 0  # 0: no passage
    color: str = ""
    quote: str = ""  # the passage, cut where it is long
    before: str = ""  # the note as it was


class Draft:
    """One note that is being written; nothing is on disk before the first `keep`."""

    def __init__(self, folder: Path, about: About) -> None:
        self.about, self.text = about, ""
        self.place = folder / f"{secrets.token_hex(8)}.json"
        self._handle = -1

    def keep(self, text: str) -> None:
        """Put what is typed on disk; where that can't be done, the editor still has it."""
        self.text = text
        with suppress(OSError):
            if self._handle < 0:
                self.place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._hold(os.open(self.place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            written = json.dumps({**asdict(self.about), "text": text}, ensure_ascii=False)
            line = written.encode("utf-8", "replace") + b"\n"  # to be read by eye, if it is torn
            os.pwrite(self._handle, line, 0)
            os.ftruncate(self._handle, len(line))

    def drop(self) -> None:
        """The note is kept, or not wanted."""
        if self._handle >= 0:
            with suppress(OSError):
                self.place.unlink()
        self.let_go()

    def let_go(self) -> None:
        """Nobody writes it any more; what is on disk stays there."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1

    def _hold(self, handle: int) -> None:
        """Lock the file; BlockingIOError where another process does."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        self._handle = handle

    @classmethod
    def left(cls, place: Path) -> Self | None:
        """What was left at a place, now held by us; None where its writer lives, or it is torn."""
        with suppress(OSError, *_TORN):
            about, text = _parsed(place.read_bytes())
            draft = cls(place.parent, about)
            draft.text, draft.place = text, place
            draft._hold(os.open(place, os.O_RDWR))
            return draft
        return None


def _parsed(data: bytes) -> tuple[About, str]:
    line, end, _ = data.partition(b"\n")
    values = json.loads(line if end else b"")
    text = str(values.pop("text"))
    return About(**values), text


def _is_torn(data: bytes) -> bool:
    """Whether there is something, but no draft: a power cut leaves zeros, or the beginning."""
    if not data.strip(b"\0\n "):
        return False
    try:
        _parsed(data)
    except _TORN:
        return True
    return False


def set_aside_torn(folder: Path) -> list[Path]:
    """Give drafts that can't be read, and that nobody writes, a name for the user to find."""
    found = []
    for place in sorted(folder.glob("*.json")):
        with suppress(OSError):
            if not _is_torn(place.read_bytes()):
                continue
            with place.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # its writer may be writing it
                if _is_torn(file.read()):
                    found.append(place.rename(place.with_suffix(".torn.txt")))
    return found


def left_behind(folder: Path) -> Iterator[Draft]:
    """What others were writing when they ended, one at a time."""
    for place in sorted(folder.glob("*.json")):
        draft = Draft.left(place)
        if draft is not None:
            yield draft
