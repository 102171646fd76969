"""Bringing a backup back: what is missing is added, nothing newer is overwritten."""

import sqlite3
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.errors import NotesError, NotFound
from reader.library.notes import Notes
from reader.settings import find_folders

A, B, C = ArticleId("aaaa"), ArticleId("bbbb"), ArticleId("cccc")


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes.open(find_folders(str(tmp_path / "here")))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Notes:
    return Notes.open(find_folders(str(tmp_path / "elsewhere")))


def test_what_is_missing_comes_back_as_one_step(
    notes: Notes, elsewhere: Notes, tmp_path: Path
) -> None:
    notes.star([A, B])
    notes.tag([A], "Été")
    made = notes.annotate(A, "note", note="dear words", tags=["x"])
    notes.mark_read([C])
    kept = notes.backup(tmp_path / "kept.db")
    before = kept.read_bytes()
    elsewhere.star([C])

    assert elsewhere.restore(kept) == {"star": 2, "seen": 1, "tag": 1, "annotation": 1}
    assert elsewhere.annotations() == [made] and elsewhere.counts()["starred"] == 3
    assert kept.read_bytes() == before
    assert elsewhere.restore(kept) == {}
    assert elsewhere.undo() == "Restore “kept.db”"
    assert elsewhere.annotations() == [] and elsewhere.counts()["starred"] == 1


def test_nothing_newer_is_overwritten_and_nothing_deleted_rises(
    notes: Notes, tmp_path: Path
) -> None:
    notes.star([A, B])
    edited = notes.annotate(A, "note", note="first thought")
    deleted = notes.annotate(A, "note", note="wrong")
    kept = notes.backup(tmp_path / "kept.db")
    notes.star([A], False)
    notes.edit(edited.id, note="second thought")
    notes.delete(deleted.id)
    assert notes.restore(kept) == {}
    assert [one.note for one in notes.annotations()] == ["second thought"]
    assert not notes.is_starred(A)


def test_a_file_that_is_no_backup_is_refused(notes: Notes, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        notes.restore(tmp_path / "nothing.db")
    text = tmp_path / "text.db"
    text.write_text("just words " * 1000)
    with pytest.raises(NotesError, match="no backup"):
        notes.restore(text)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute(
        "CREATE TABLE star (article_id TEXT, rev INT)"
    ).connection.close()
    with pytest.raises(NotesError, match="no backup"):
        notes.restore(other)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE annotation SET tags = 'no json'",
        "UPDATE annotation SET tags = '{}'",
        "PRAGMA user_version = 99",
        "DROP TABLE meta",
    ],
)
def test_a_spoilt_backup_changes_nothing(notes: Notes, elsewhere: Notes, spoil: str) -> None:
    elsewhere.annotate(A, "note", note="x")
    kept = elsewhere.backup()
    db = sqlite3.connect(kept, isolation_level=None)
    db.execute(spoil)
    db.close()
    with pytest.raises(NotesError):
        notes.restore(kept)
    assert notes.data_version() == 0


def test_an_older_backup_without_a_table_gives_what_it_has(notes: Notes, elsewhere: Notes) -> None:
    elsewhere.star([A])
    kept = elsewhere.backup()
    db = sqlite3.connect(kept, isolation_level=None)
    db.execute("DROP TABLE saved_search")
    db.close()
    assert notes.restore(kept) == {"star": 1}
