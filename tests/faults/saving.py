"""A small program that saves notes and says after each save what the notes hold by then.

Run as `python -m tests.faults.saving HOME NAME COUNT`. The days go on meanwhile, so that backups
are made and the journal gets a second file.
"""

import hashlib
import os
import sqlite3
import sys
from datetime import UTC, datetime

from reader.article import Article, ArticleId
from reader.library.notes import Notes
from reader.settings import find_folders


def state(db: sqlite3.Connection) -> str:
    """All rows but those about the journal, as one number: equal if and only if they are."""
    ours = ('INSERT INTO "journal_file"', 'INSERT INTO "meta"')
    rows = [line for line in db.iterdump() if not line.startswith(ours)]
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()


def main(home: str, name: str, count: int) -> None:
    today = datetime(2026, 11, 29, 12, tzinfo=UTC)
    with Notes.open(find_folders(home), now=lambda: today) as notes:
        _done(notes)
        for number in range(count):
            article = ArticleId(f"{name}{number}")
            notes.remember(Article(article, f"Title {number}", f"Text {number}. " * 400, ()))
            _done(notes)
            made = notes.annotate(article, "note", note="A long thought. " * 9**number)
            _done(notes)
            notes.star([article])
            _done(notes)
            notes.edit(made.id, note=f"Thought again, by {name}.")
            _done(notes)
            if number == 1:
                today = datetime(2026, 11, 30, 12, tzinfo=UTC)
            elif number == 2:
                today = datetime(2026, 12, 1, 12, tzinfo=UTC)
        notes.delete(made.id)
        _done(notes)
        notes.undo()
        _done(notes)
        _done(notes, notes.backup().name)


def _done(notes: Notes, backup: str = "") -> None:
    os.write(
        1, f"{state(notes._connections.here())} {backup}".encode()
    )  # one call, so that it is found in the trace


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
