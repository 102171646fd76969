"""How one change gets to disk: decided and applied under a lock, journalled, then committed.

In goes a function that says what shall change, out comes the change once it is on disk.

A line of the journal whose commit never came (kill -9, power cut between the two) is made good at
the next start or the next change of any program: it may have been meant, and nothing acknowledged
can be lost by it. A change that was refused and said to be is cut off the journal again. Where the
journal is shorter than the database remembers (removed, or the database was copied alone), the
whole database is written into it, so that it can always be made again from the journal.

Not here: what may change (`marks`, `passages`), opening a file that is damaged (`opening`).
"""

import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.errors import NotesError
from reader.library.notes import backups, journal, opening, schema, tables
from reader.library.notes.connection import Connections, said
from reader.library.notes.journal import Journal, Line
from reader.library.notes.tables import Op
from reader.settings import Folders

_made_here: set[tuple[str, int]] = set()  # the origin and number of each step of this process
_STEPS_KEPT = 500
_AT_START = 0.25  # seconds to wait for another program that is saving
_STEPS = "SELECT rev, at, action FROM step ORDER BY rev DESC"
_LAST_STEP = "SELECT rev, action, inverse FROM step ORDER BY rev DESC LIMIT 1"
_SIZE_OF_STEP = "SELECT length(inverse) FROM step WHERE rev = ?"
_LONG = 64 * 1024  # bytes, packed: some ten thousand articles
_FORGET_STEPS = """
    DELETE FROM step WHERE rev <= (SELECT rev FROM step ORDER BY rev DESC LIMIT 1 OFFSET :kept)
"""

_TOMBSTONES_STAY = timedelta(days=30)
_UNUSED_TEXTS = """
    SELECT text_sha256 FROM snapshot WHERE text_sha256 IN
        (SELECT text_sha256 FROM annotation WHERE deleted_at < :past)
    AND text_sha256 NOT IN
        (SELECT text_sha256 FROM annotation WHERE deleted_at IS NULL OR deleted_at >= :past)
    AND text_sha256 NOT IN (SELECT text_sha256 FROM known)
"""

Change = Callable[[sqlite3.Connection], Sequence[Op]]


@dataclass(frozen=True, slots=True)
class Past:
    """A step that can be taken back."""

    rev: int
    at: str
    action: str
    is_elsewhere: bool  # another program made it since these notes were opened
    is_import: bool = False
    is_long: bool = False  # of so many rows that taking it back takes a while


def utc_now() -> datetime:
    """The clock; tests bring another."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Save:
    """A transaction that is open, and the lines for the journal that are to come before it."""

    db: sqlite3.Connection
    lines: list[bytes] = field(default_factory=list)
    made: list[tuple[str, int]] = field(default_factory=list)  # the origin and number of each


class _Here(threading.local):
    """What this thread has open."""

    save: _Save | None = None


class Ledger:
    """An open notes.db with its journal. Safe from any thread."""

    def __init__(self, folders: Folders, now: Callable[[], datetime] = utc_now) -> None:
        """Make or open it. Raises NotesError, and then the files are as they were."""
        self.folders = folders
        self.remarks: list[str] = []  # what the user should be told, once
        self._now = now
        self._journal = Journal(folders.journal)
        self._connections = Connections(folders.notes)
        self._here = _Here()
        self._checked_on = ""  # the day of the last look at the backups
        with self._said():
            if opening.check(folders, self._connections):
                with self._writing():
                    pass  # it migrates
            self._catch_up()
        self._opened_at = self.data_version()

    def close(self) -> None:
        """Close every thread's connection."""
        self._connections.close()

    def data_version(self) -> int:
        """A number that grows with every change that any program makes."""
        return int(self._one("SELECT value FROM meta WHERE key = 'rev'"))

    # Reading

    def _all(self, sql: str, values: Sequence[tables.Value] = ()) -> list[Any]:
        """Rows, fetched whole: a half-read cursor would keep every program from saving."""
        with self._said():
            return self._connections.here().execute(sql, values).fetchall()

    def _one(self, sql: str, values: Sequence[tables.Value] = ()) -> Any:
        """The first column of the first row; None without one."""
        rows = self._all(sql, values)
        return rows[0][0] if rows else None

    def at(self) -> str:
        """This moment as it is stored."""
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextmanager
    def _said(self) -> Iterator[None]:
        with said(lambda: opening.way_out(self.folders)):
            yield

    # Changing

    def change(self, action: str, make: Change, *, is_step: bool = True) -> bool:
        """Do what `make` says and return when it is on disk; False if there was nothing to do.

        `make` reads the database and can be sure that nobody else writes meanwhile.
        """
        self._look_after_backups()
        with self._writing() as save:
            ops = tuple(make(save.db))
            if ops:
                self._write(save, action, ops, is_step=is_step)
        return bool(ops)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is changed within is one save, all or nothing, and on disk when the block ends.

        Each change stays a step of its own. Other programs wait meanwhile: read nothing slow here.
        """
        self._look_after_backups()
        with self._writing():
            yield

    def last_step(self) -> Past | None:
        """What `undo` would take back."""
        for rev, at, action in self._all(f"{_STEPS} LIMIT 1"):
            made = (_origin(self._connections.here()), int(rev))
            is_elsewhere = rev > self._opened_at and made not in _made_here
            is_import = self._one("SELECT 1 FROM import WHERE rev = ?", (rev,)) is not None
            is_long = self._one(_SIZE_OF_STEP, (rev,)) > _LONG
            return Past(int(rev), str(at), str(action), is_elsewhere, is_import, is_long)
        return None

    def undo(self, expected: Past | None = None) -> str:
        """Take the last step back; its name, or "" when there is none.

        Raises NotesError if that is not the step that the user was shown.
        """
        self._look_after_backups()
        with self._writing() as save:
            row = save.db.execute(_LAST_STEP).fetchone()
            if expected is not None and (row is None or row[0] != expected.rev):
                raise NotesError(
                    "Something else was changed meanwhile, so nothing was taken back.",
                    hint="Undo again: it names what is the last change now.",
                )
            if row is None:
                return ""
            rev, action, packed = row
            text = zlib.decompress(packed).decode()
            inverse = [tables.decode(part) for part in text.split("\n") if part]
            ops = tuple(follow_aliases(save.db, inverse))
            self._write(save, f"Undo: {action}", ops, is_step=False, undoes=rev)
        return str(action)

    def history(self, limit: int = 50) -> list[tuple[str, str]]:
        """When and what: the steps that `undo` would take back, the next one first."""
        rows = self._all(f"{_STEPS} LIMIT ?", (limit,))
        return [(str(at), str(action)) for _, at, action in rows]

    @contextmanager
    def _writing(self, seconds: float = journal.LOCK_SECONDS) -> Iterator[_Save]:
        """All or nothing, in the database and in the journal; waits for other programs."""
        if self._here.save is not None:
            yield self._here.save
            return
        with self._said(), self._journal.locked(seconds):
            db = self._connections.here()
            db.execute("BEGIN IMMEDIATE")
            self._here.save = save = _Save(db)
            try:
                yield from self._all_or_nothing(save)
            finally:
                self._here.save = None
                if db.in_transaction:
                    db.execute("ROLLBACK")
        _made_here.update(save.made)

    def _all_or_nothing(self, save: _Save) -> Iterator[_Save]:
        before, is_done = self._journal.sizes(), False
        try:
            self._reconcile(save, is_new_form=_migrate(save.db))
            yield save
            self._to_journal(save)
            save.db.execute("COMMIT")
            is_done = True
        finally:
            if not is_done:
                for name, size in self._journal.sizes().items():
                    if size > before.get(name, 0):
                        self._journal.cut(name, before.get(name, 0))

    def _write(
        self,
        save: _Save,
        action: str,
        ops: tuple[Op, ...],
        *,
        is_step: bool = True,
        undoes: int = 0,
        is_whole: bool = False,
    ) -> None:
        """Apply; the journal and the commit follow."""
        db = save.db
        line = Line(_number(db) + 1, self.at(), action, _origin(db), ops, undoes, is_step, is_whole)
        apply_line(db, line)
        save.lines.append(journal.encode(line))
        save.made.append((line.origin, line.rev))

    def _to_journal(self, save: _Save) -> None:
        """Every line of a save, on disk before its commit."""
        if not save.lines:
            return
        data = b"".join(save.lines)
        name = self._journal_name(save.db)
        size = self._journal.sizes().get(name, 0) + len(data)
        save.db.execute("INSERT OR REPLACE INTO journal_file VALUES (?, ?)", (name, size))
        self._journal.append(name, data)

    def _journal_name(self, db: sqlite3.Connection) -> str:
        """This month's file, or the newest there is: a clock set back doesn't change the order."""
        newest = db.execute("SELECT max(name) FROM journal_file").fetchone()[0] or ""
        return max(f"{self._now():%Y-%m}.jsonl", newest)

    # Database and journal agree

    def _catch_up(self) -> None:
        """At the start: what the journal has and the database has not, or the other way round."""
        db = self._connections.here()
        if self._journal.sizes() == _sizes_known(db):
            return
        try:
            with self._writing(seconds=_AT_START):
                pass
        except journal.Held:
            return  # a living program is about to commit; if it dies, the next change makes it good
        except NotesError as error:
            if not _is_passing(error):
                raise
            self.remarks.append(str(error))  # can be read; it is made good when it can be written

    def _reconcile(self, save: _Save, *, is_new_form: bool) -> None:
        db = save.db
        known, found = _sizes_known(db), self._journal.sizes()
        if known == found and not is_new_form:
            return
        is_short = is_new_form or any(found.get(name, 0) < size for name, size in known.items())
        origin, number, done = _origin(db), _number(db), 0
        for name, size in found.items():
            if size > known.get(name, 0):
                tail = self._journal.tail(name, known.get(name, 0))
                ours = [line for line in tail.lines if line.origin == origin]
                is_short = is_short or not tail.is_ours or len(ours) < len(tail.lines)
                for line in ours:
                    if line.rev > number:
                        apply_line(db, line)
                        done += 1
        if is_short:
            self._journal.end_lines()
        db.execute("DELETE FROM journal_file")
        db.executemany("INSERT INTO journal_file VALUES (?, ?)", self._journal.sizes().items())
        if is_short:
            self._write_whole(save)
        if done:
            what = "1 change that an" if done == 1 else f"{done} changes that an"
            self.remarks.append(f"{what} interruption had cut off was brought back.")

    def write_whole(self) -> None:
        """Everything into the journal once more, so that what came before is not needed."""
        with self._writing() as save:
            self._write_whole(save)

    def _write_whole(self, save: _Save) -> None:
        ops = tuple(tables.whole(save.db))
        self._write(save, "Everything, once more", ops, is_step=False, is_whole=True)

    # Once a day

    def _look_after_backups(self) -> None:
        """The first change of a day is preceded by a backup of what was there."""
        today = f"{self._now():%Y-%m-%d}"
        if self._checked_on == today or self._here.save is not None:
            return
        self._checked_on = today
        try:
            with self._said():
                backups.daily(self._connections.here(), self.folders.backups, today)
        except NotesError as error:
            if not _is_passing(error):
                raise
            self.remarks.append(f"Today's backup of your notes failed: {error}")
        past = (self._now() - _TOMBSTONES_STAY).strftime("%Y-%m-%d")
        self.change("Clear away", lambda db: _long_deleted(db, past), is_step=False)


def _long_deleted(db: sqlite3.Connection, past: str) -> list[Op]:
    """What was deleted before that day, and the texts that no annotation needs any more."""
    dead = db.execute("SELECT id FROM annotation WHERE deleted_at < ?", (past,)).fetchall()
    if not dead:
        return []
    texts = db.execute(_UNUSED_TEXTS, {"past": past}).fetchall()
    return [
        *tables.drop("placement", dead),
        *tables.drop("annotation", dead),
        *tables.drop("snapshot", texts),
    ]


def _is_passing(error: NotesError) -> bool:
    """A full disk, a folder that can't be written: not damage."""
    return isinstance(error.__cause__, sqlite3.OperationalError | OSError)


def apply_line(db: sqlite3.Connection, line: Line) -> None:
    """What a line of the journal means to the database: the rows, the step, the number."""
    if line.is_whole:
        tables.replace(db, line.ops)
    else:
        inverse = tables.apply(db, line.ops, line.rev, line.at)
        if line.undoes:
            db.execute("DELETE FROM step WHERE rev = ?", (line.undoes,))
        elif line.is_step:
            packed = zlib.compress("\n".join(map(tables.encode, inverse)).encode(), 1)
            step = (line.rev, line.at, line.action, packed)
            db.execute("INSERT INTO step (rev, at, action, inverse) VALUES (?, ?, ?, ?)", step)
            db.execute(_FORGET_STEPS, {"kept": _STEPS_KEPT})
    db.execute("UPDATE meta SET value = ? WHERE key = 'rev'", (str(line.rev),))


def follow_aliases(db: sqlite3.Connection, ops: Sequence[Op]) -> list[Op]:
    """The operations, with the ids that their articles go by now."""
    aliases = dict(db.execute("SELECT old_id, new_id FROM alias").fetchall())
    if not aliases:
        return list(ops)
    followed = []
    for op in ops:
        if "article_id" in op.columns:
            place = op.columns.index("article_id")
            rows = tuple(
                (*row[:place], aliases.get(row[place], row[place]), *row[place + 1 :])
                for row in op.rows
            )
            op = Op(op.verb, op.table, op.columns, rows)
        followed.append(op)
    return followed


def _migrate(db: sqlite3.Connection) -> bool:
    """Bring an older file up; whether there was anything in it."""
    was = schema.version(db)
    if was < len(schema.MIGRATIONS):
        schema.migrate(db)
        return was > 0
    return False


def _number(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT value FROM meta WHERE key = 'rev'").fetchone()[0])


def _origin(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT value FROM meta WHERE key = 'origin'").fetchone()[0])


def _sizes_known(db: sqlite3.Connection) -> dict[str, int]:
    return dict(db.execute("SELECT name, size FROM journal_file").fetchall())
