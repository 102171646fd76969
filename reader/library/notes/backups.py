"""Verified copies of notes.db, and how many of them stay.

A copy is made by SQLite's own backup (a raw one beside a writer was torn 74 times of 100), checked,
brought to disk and only then given its name. Names hold the day and the number of the last change;
the number decides which is newer, since clocks are set back.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reader.errors import NotesError
from reader.library.notes.connection import connect, make_file
from reader.library.notes.journal import sync_folder

DAILY, WEEKLY, MONTHLY = 7, 4, 12
IMPORT, IMPORTS = "before-import", 5  # the reason of those made before an import; how many stay

_NAME = re.compile(r"notes-(\d{4}-\d\d-\d\d)-r(\d+)(-[\w-]+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in its folder. `reason` is "" for those that rotate."""

    path: Path
    day: date
    rev: int
    reason: str = ""


def found(folder: Path) -> list[Backup]:
    """All backups, the newest first."""
    matches = [(path, _NAME.fullmatch(path.name)) for path in sorted(folder.glob("notes-*.db"))]
    backups = [
        Backup(path, date.fromisoformat(match[1]), int(match[2]), (match[3] or "").lstrip("-"))
        for path, match in matches
        if match and _is_day(match[1])
    ]
    return sorted(backups, key=lambda backup: (backup.rev, backup.day), reverse=True)


def make(db: sqlite3.Connection, folder: Path, day: str, reason: str = "") -> Path:
    """A backup in the folder of backups; one that exists for this change and day is kept."""
    rev = int(db.execute("SELECT value FROM meta WHERE key = 'rev'").fetchone()[0])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(folder.parent)
    target = folder / f"notes-{day}-r{rev:09d}{reason and '-' + reason}.db"
    return target if target.exists() else copy(db, target)


def daily(db: sqlite3.Connection, folder: Path, day: str) -> None:
    """A backup of what there is, unless this day has one, and the old ones make room."""
    rev = int(db.execute("SELECT value FROM meta WHERE key = 'rev'").fetchone()[0])
    has_one = any(b.day.isoformat() == day and not b.reason for b in found(folder))
    if rev and not has_one:
        make(db, folder, day)
        for backup in surplus(found(folder)):
            backup.path.unlink(missing_ok=True)


def before_import(db: sqlite3.Connection, folder: Path, day: str) -> None:
    """A backup of what there is, unless the newest one holds just that."""
    rev = int(db.execute("SELECT value FROM meta WHERE key = 'rev'").fetchone()[0])
    if rev and not any(backup.rev == rev for backup in found(folder)):
        make(db, folder, day, IMPORT)
        for backup in [b for b in found(folder) if b.reason == IMPORT][IMPORTS:]:
            backup.path.unlink(missing_ok=True)


def copy(db: sqlite3.Connection, target: Path) -> Path:
    """A copy under `target`, whole or not at all. Raises NotesError if it isn't sound."""
    partial = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    make_file(partial)
    try:
        _fill(db, partial)
        file = os.open(partial, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
        partial.replace(target)
        sync_folder(target.parent)
    finally:
        partial.unlink(missing_ok=True)
    return target


def _fill(db: sqlite3.Connection, partial: Path) -> None:
    twin = connect(partial)
    try:
        twin.execute("PRAGMA journal_mode = MEMORY")  # nobody misses a half-made copy
        twin.execute("PRAGMA synchronous = OFF")
        db.backup(twin)
        problem = first_problem(twin)
    finally:
        twin.close()
    if problem:
        raise NotesError(
            f"A backup of your notes was damaged and thrown away: {problem}.",
            hint="`reader doctor` checks the notes themselves.",
        )


def first_problem(db: sqlite3.Connection) -> str:
    """What SQLite's integrity check finds first, "" when all is well."""
    answer = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return "" if answer == "ok" else answer


def surplus(backups: Iterable[Backup]) -> list[Backup]:
    """Those beyond 7 days, 4 weeks and 12 months, of each the newest. Others are kept for good."""
    rotating = [backup for backup in backups if not backup.reason]
    kept = (
        _newest(rotating, lambda b: b.day, DAILY)
        | _newest(rotating, lambda b: b.day.isocalendar()[:2], WEEKLY)
        | _newest(rotating, lambda b: (b.day.year, b.day.month), MONTHLY)
    )
    return [backup for backup in rotating if backup.path not in kept]


def _newest(backups: list[Backup], period: Callable[[Backup], Hashable], count: int) -> set[Path]:
    """The newest backup of each of the newest `count` periods."""
    chosen: dict[Hashable, Path] = {}
    for backup in backups:
        chosen.setdefault(period(backup), backup.path)
    return set(list(chosen.values())[:count])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
