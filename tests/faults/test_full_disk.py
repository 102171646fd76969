"""A disk that takes no more: the save says so, loses nothing, and works again when there is room.

The disk is a limit on the size of files (RLIMIT_FSIZE), which fails true writes of the journal, of
the database and of SQLite's own rollback journal, each at another size.
"""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.errors import NotesError
from reader.library.notes import Notes, repair
from reader.library.notes.journal import Journal
from reader.settings import Folders, find_folders

A = ArticleId("aaaa")


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders(str(tmp_path))


def size_of(folders: Folders) -> int:
    return sum(size for size in Journal(folders.journal).sizes().values())


@pytest.mark.parametrize("room", [0, 1, 700, 5_000, 20_000])
def test_a_refused_save_is_said_and_leaves_nothing_behind(folders: Folders, room: int) -> None:
    notes = Notes.open(folders)
    for number in range(20):
        notes.annotate(A, "note", note=f"{number} " * 40)
    kept, journal = notes.annotations(), size_of(folders)
    limit = min(folders.notes.stat().st_size, journal) + room
    with files_up_to(limit), pytest.raises(NotesError) as caught:
        notes.annotate(A, "note", note="too much " * 10_000)
    assert caught.value.hint
    assert notes.annotations() == kept and size_of(folders) == journal

    made = notes.annotate(A, "note", note="there is room again")
    again = Notes.open(folders)
    assert {one.id for one in again.annotations()} == {one.id for one in [*kept, made]}
    assert not again.remarks and not repair.problems(folders)


def test_a_full_database_cuts_the_journal_back(folders: Folders) -> None:
    """SQLITE_FULL itself, at a commit that is already journalled."""
    notes = Notes.open(folders)
    notes.annotate(A, "note", note="first")
    pages = notes._connections.here().execute("PRAGMA page_count").fetchone()[0]
    notes._connections.here().execute(f"PRAGMA max_page_count = {pages}")
    journal = size_of(folders)
    with pytest.raises(NotesError, match="disk is full"):
        notes.annotate(A, "note", note="too much " * 10_000)
    assert size_of(folders) == journal
    notes.close()
    assert len(Notes.open(folders).annotations()) == 1
    assert len(notes.history()) == 1


def test_a_journal_that_takes_no_more_keeps_the_database_as_it_is(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([ArticleId(f"{number:040}") for number in range(20_000)])
    assert size_of(folders) > 1_000_000
    notes.undo()
    version = notes.data_version()
    with files_up_to(size_of(folders) + 100), pytest.raises(NotesError, match="cannot be written"):
        notes.annotate(A, "note", note="x" * 100)
    assert notes.data_version() == version and notes.annotations() == []


def test_a_first_start_on_a_full_disk_is_said(folders: Folders) -> None:
    with files_up_to(0), pytest.raises(NotesError):
        Notes.open(folders)
    with Notes.open(folders) as notes:
        notes.star([A])
        assert notes.is_starred(A)
