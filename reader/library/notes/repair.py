"""The way back: notes.db made again from its journal and its backups.

In goes the folder, out comes a sound notes.db; the file that was there is kept beside it as
`notes.db.damaged-…`. Not here: noticing the damage (`opening`).
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.errors import NotesError
from reader.library.notes import backups, opening, schema
from reader.library.notes.connection import Connections, Damaged, connect, make_file, peek, said
from reader.library.notes.journal import Journal, sync_folder
from reader.library.notes.ledger import Ledger, apply_line, utc_now
from reader.settings import Folders

_MENDS = "`reader doctor --repair` makes them again."


@dataclass(frozen=True, slots=True)
class Mended:
    """What a repair did."""

    changes: int  # lines of the journal that were applied
    base: Path | None = None  # the backup it began with; None: the journal alone
    damaged_lines: int = 0  # of the journal, left out
    kept: Path | None = None  # the file that was there before


def problems(folders: Folders) -> list[tuple[str, str]]:
    """All that is wrong with notes.db and its journal, thoroughly, and what mends it.

    Nothing is changed.
    """
    found: list[tuple[str, str]] = []
    try:
        _check_file(folders)
    except Damaged as error:
        found.append((str(error), _MENDS))
    except NotesError as error:
        found.append((str(error), error.hint))
    damaged = _damaged_lines(Journal(folders.journal))
    if damaged:
        found.append((f"The journal in {folders.journal} has {damaged} damaged lines.", _MENDS))
    return found


def _check_file(folders: Folders) -> None:
    """Raises Damaged, or another NotesError for a file that is not ours to mend."""
    if not folders.notes.exists() or not folders.notes.stat().st_size:
        if opening.has_past(folders):
            raise Damaged(f"The file of your notes, {folders.notes}, is missing or empty.")
        return
    connections = Connections(folders.notes)
    try:
        with said(lambda: opening.way_out(folders)):
            problem = backups.first_problem(opening.look(folders, connections))
    finally:
        connections.close()
    if problem:
        raise Damaged(f"The file of your notes is damaged: {problem}.")


def _damaged_lines(journal: Journal) -> int:
    """Since everything was last written into it."""
    damaged = 0
    for line in journal.lines():
        damaged = damaged + 1 if line is None else 0 if line.is_whole else damaged
    return damaged


def mend(folders: Folders, *, now: Callable[[], datetime] = utc_now) -> Mended:
    """Make notes.db again. No other reader may be running.

    Raises NotesError if nothing is left, or if the file is another's: a newer reader's, say.

    A file that is sound stays, and the journal gets everything from it. For another, a journal
    without a gap is enough; else the newest sound backup comes first and the journal goes on from
    there.
    """
    if not opening.has_past(folders):
        raise NotesError(
            "There is neither a journal nor a backup to make the notes again from.",
            hint=opening.way_out(folders),
        )
    damaged = _damaged_lines(Journal(folders.journal))
    try:
        _check_file(folders)
        done = Mended(0, None, damaged)
    except Damaged:
        done = _made_again(folders, now)
    ledger = Ledger(folders, now)
    if done.base or damaged:
        ledger.write_whole()  # from here on the journal is enough again
    ledger.close()
    return done


def _made_again(folders: Folders, now: Callable[[], datetime]) -> Mended:
    new = folders.notes.with_name(f"notes.db.new-{os.urandom(4).hex()}")
    with said(lambda: opening.way_out(folders)):
        try:
            with Journal(folders.journal).locked():
                done = _make(folders, new)
                kept = _take_the_place(folders.notes, new, f"{now():%Y-%m-%d}")
        finally:
            new.unlink(missing_ok=True)
    return Mended(done.changes, done.base, done.damaged_lines, kept)


def from_journal(journal: Journal, target: Path) -> Mended:
    """A database of the journal alone (`target` must not exist)."""
    make_file(target)
    db = connect(target)
    try:
        db.execute("BEGIN IMMEDIATE")
        schema.migrate(db)
        done = _replay(db, journal)
        db.execute("COMMIT")
    finally:
        db.close()
    return done


def _make(folders: Folders, new: Path) -> Mended:
    journal = Journal(folders.journal)
    base = None if _is_gapless(journal) else _newest_sound(folders)
    if base is None:
        return from_journal(journal, new)
    source = peek(base)
    try:
        backups.copy(source, new)
    finally:
        source.close()
    db = connect(new)
    try:
        db.execute("BEGIN IMMEDIATE")
        schema.migrate(db)
        done = _replay(db, journal)
        db.execute("COMMIT")
    finally:
        db.close()
    return Mended(done.changes, base, done.damaged_lines)


def _replay(db: sqlite3.Connection, journal: Journal) -> Mended:
    """Apply the lines that the database hasn't seen, of the origin that wrote last."""
    rev = int(db.execute("SELECT value FROM meta WHERE key = 'rev'").fetchone()[0])
    origin = ""
    for line in journal.lines():
        origin = line.origin if line else origin
    changes = damaged = 0
    for line in journal.lines():
        if line is None:
            damaged += 1
        elif line.origin == origin and line.rev > rev:
            apply_line(db, line)
            rev, changes = line.rev, changes + 1
    if origin:
        db.execute("UPDATE meta SET value = ? WHERE key = 'origin'", (origin,))
    db.execute("DELETE FROM journal_file")
    db.executemany("INSERT INTO journal_file VALUES (?, ?)", journal.sizes().items())
    return Mended(changes, None, damaged)


def _is_gapless(journal: Journal) -> bool:
    """Whether it begins at the beginning, or with everything, and misses nothing since."""
    expected: dict[str, int] = {}
    last = ""
    for line in journal.lines():
        if line is None:
            expected.clear()  # until everything is written once more
            last = ""
            continue
        is_next = line.is_whole or line.rev == expected.get(line.origin, 1)
        last = line.origin if is_next else ""
        expected[line.origin] = line.rev + 1 if is_next else -1
    return bool(last)


def _newest_sound(folders: Folders) -> Path | None:
    for backup in backups.found(folders.backups):
        look = peek(backup.path)
        try:
            if schema.version(look) <= len(schema.MIGRATIONS) and not backups.first_problem(look):
                return backup.path
        except sqlite3.DatabaseError:
            continue
        finally:
            look.close()
    return None


def _take_the_place(path: Path, new: Path, day: str) -> Path | None:
    """The new file under the old name; the old one, with its rollback journal, beside it."""
    kept = None
    if path.exists():
        kept = path.with_name(f"{path.name}.damaged-{day}-{os.urandom(2).hex()}")
        rollback = path.with_name(f"{path.name}-journal")
        try:
            os.link(path, kept)  # at no moment is there no file
        except OSError:  # a disk without hard links
            path.rename(kept)
        with suppress(FileNotFoundError):
            rollback.rename(kept.with_name(f"{kept.name}-journal"))
    new.replace(path)
    sync_folder(path.parent)
    return kept
