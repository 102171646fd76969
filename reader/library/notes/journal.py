r"""The journal: every change to the user's own data as a line of text, on disk before the commit.

In go changes, out come lines of `journal/YYYY-MM.jsonl`, each `{"sum": …, "change": …}`, the sum
over the bytes of the change as they stand. Lines end in `\n` only: U+2028 is text. A line that was
begun and never finished was never acknowledged; it is set aside in a `.torn` file.
Not here: what the lines mean to the database (`ledger`).
"""

import fcntl
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotesError
from reader.library.notes import tables
from reader.library.notes.tables import Op

VERSION = 1  # of the lines' form
_LINE = re.compile(rb'\{"sum":"([0-9a-f]{16})","change":(.*)\}', re.DOTALL)
_NAME = re.compile(r"\d{4,}-\d\d\.jsonl")
LOCK_SECONDS = 30.0  # marking a million articles read takes about ten


class Held(NotesError):
    """Another program is changing the notes, and takes long."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change. `rev` orders them all, whatever the clock says."""

    rev: int
    at: str  # UTC, ISO 8601
    action: str
    origin: str  # which database it belongs to: a copied file doesn't take over another's
    ops: tuple[Op, ...]
    undoes: int = 0  # the rev of the step it takes back
    is_step: bool = True  # can be taken back
    is_whole: bool = False  # holds the whole database: what came before is not needed


@dataclass(frozen=True, slots=True)
class Tail:
    """The good lines beyond a place in a file, and whether a line ends at that place.

    If not, the database is not the one that wrote the file, and nothing of it is torn.
    """

    lines: tuple[Line, ...]
    is_ours: bool


def encode(line: Line) -> bytes:
    """A line's bytes, the end of line with them."""
    head = {
        "v": VERSION, "rev": line.rev, "at": line.at, "action": line.action, "origin": line.origin,
        "undoes": line.undoes, "step": line.is_step, "whole": line.is_whole,
    }  # fmt: skip
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    change = f'{start},"ops":[{",".join(map(tables.encode, line.ops))}]}}'.encode()
    total = hashlib.sha256(change).hexdigest()[:16].encode()
    return b'{"sum":"' + total + b'","change":' + change + b"}\n"


def decode(data: bytes) -> Line | None:
    """A line back from its bytes (without the end of line); None if it is damaged."""
    found = _LINE.fullmatch(data)
    if found is None or hashlib.sha256(found[2]).hexdigest()[:16].encode() != found[1]:
        return None
    record = json.loads(found[2], object_hook=tables.bytes_from_json)
    if record["v"] > VERSION:
        raise NotesError(
            "The journal of your notes was written by a newer reader.",
            hint="Install the newer version; nothing was changed.",
        )
    return Line(
        record["rev"], record["at"], record["action"], record["origin"],
        tuple(tables.decode(op) for op in record["ops"]),
        record["undoes"], record["step"], record["whole"],
    )  # fmt: skip


class Journal:
    """The folder of journal files. Changes are made while `locked`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sizes(self) -> dict[str, int]:
        """Every journal file with its bytes, oldest first."""
        if not self.folder.is_dir():
            return {}
        with os.scandir(self.folder) as entries:
            found = {e.name: e.stat().st_size for e in entries if _NAME.fullmatch(e.name)}
        return dict(sorted(found.items()))

    @contextmanager
    def locked(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """One program at a time, until a failed change is cut off again. Raises Held.

        The database's own lock can be gone by then: SQLite rolls back by itself on a full disk.
        """
        self._make_folder()
        end = time.monotonic() + seconds
        with self._held("turn", end) as turn, self._held("lock", end):
            os.close(turn.pop())  # who waits next waits here, so nobody is overtaken for long
            yield

    @contextmanager
    def _held(self, name: str, end: float) -> Iterator[list[int]]:
        """A lock, until its descriptor is closed: here, or earlier by whoever takes it."""
        file = os.open(self.folder / name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        files = [file]
        try:
            _lock(file, end)
            yield files
        finally:
            for left in files:
                os.close(left)

    def append(self, name: str, data: bytes) -> None:
        """Add to a file and return when it is on disk; on failure it is as it was before."""
        path = self.folder / name
        is_new = not path.exists()
        file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        try:
            before = os.fstat(file).st_size
            try:
                written = os.write(file, data)
                while written < len(data):  # a signal or a nearly full disk may cut it short
                    written += os.write(file, data[written:])
                _sync(file)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(file, before)
                raise
        finally:
            os.close(file)
        if is_new:
            sync_folder(self.folder)

    def cut(self, name: str, size: int) -> None:
        """Take back what was appended beyond `size`: its change was refused, and said to be."""
        with suppress(OSError):  # if the disk is gone, the change is found and made at next start
            os.truncate(self.folder / name, size)

    def tail(self, name: str, start: int) -> Tail:
        """What stands beyond `start`. A torn end is set aside, so that the file ends well."""
        with (self.folder / name).open("rb") as file:
            file.seek(max(0, start - 1))
            is_ours = start == 0 or file.read(1) == b"\n"
            data = file.read()
        lines, good_end, place = [], 0, 0
        for part in data.split(b"\n")[:-1]:
            place += len(part) + 1
            if (line := decode(part)) is not None:
                lines.append(line)
                good_end = place
        if is_ours and good_end < len(data):
            torn = (self.folder / name).with_suffix(".torn").name
            self.append(torn, data[good_end:] + b"\n")
            os.truncate(self.folder / name, start + good_end)
        return Tail(tuple(lines), is_ours)

    def end_lines(self) -> None:
        """Let every file end with an end of line, so that what is cut short spoils nothing new."""
        for name, size in self.sizes().items():
            with (self.folder / name).open("rb") as file:
                file.seek(max(0, size - 1))
                is_cut = file.read(1) not in (b"\n", b"")
            if is_cut:
                self.append(name, b"\n")

    def lines(self) -> Iterator[Line | None]:
        """Every line of every file, oldest first; None for a damaged one."""
        for name in self.sizes():
            with (self.folder / name).open("rb") as file:
                for data in file:
                    yield decode(data.rstrip(b"\n"))

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(self.folder.parent)


def _lock(file: int, end: float) -> None:
    """By asking again and again, since waiting can't be given an end."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > end:
                raise Held(
                    "Another program is holding the journal of your notes.",
                    hint="See which other reader is running, and try again.",
                ) from None
            time.sleep(0.001)


def _sync(file: int) -> None:
    """To the platter: macOS needs more than fsync for it."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        os.fsync(file)
    else:
        fcntl.fcntl(file, full)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
