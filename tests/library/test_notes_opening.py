"""A damaged, cut, empty, missing, foreign or newer file: said, untouched, and the way back."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.errors import NotesError
from reader.library.notes import Notes, backups, repair
from reader.library.notes.journal import Journal
from reader.settings import Folders, find_folders

A, B, C = ArticleId("aaaa"), ArticleId("bbbb"), ArticleId("cccc")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Notes with a past: two stars, forty notes, then closed."""
    found = find_folders(str(tmp_path))
    with Notes.open(found) as notes:
        notes.star([A, B])
        for number in range(40):
            notes.annotate(A, "note", note=f"{number} " * 100)
    return found


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 10)


def cut_to_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def zero_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = bytes(4096)
    path.write_bytes(data)


def zero_the_start(path: Path) -> None:
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def make_text(path: Path) -> None:
    path.write_text("My notes\n" * 1000)


DAMAGES = [cut_short, cut_to_half, empty, zero_the_middle, zero_the_start, make_text]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_said_untouched_and_mended(
    folders: Folders, damage: Callable[[Path], None]
) -> None:
    with Notes.open(folders) as notes:
        before = notes.annotations()
    damage(folders.notes)
    bytes_before = folders.notes.read_bytes()
    with pytest.raises(NotesError) as caught:
        Notes.open(folders)
    assert "doctor --repair" in caught.value.hint and "Nothing was changed" in caught.value.hint
    assert folders.notes.read_bytes() == bytes_before
    assert repair.problems(folders)

    mended = repair.mend(folders)
    assert mended.kept and mended.kept.read_bytes() == bytes_before
    with Notes.open(folders) as notes:
        assert notes.annotations() == before and notes.is_starred(B) and not notes.remarks
    assert not repair.problems(folders)


def test_a_missing_file_is_no_fresh_start(folders: Folders) -> None:
    folders.notes.unlink()
    with pytest.raises(NotesError, match="missing"):
        Notes.open(folders)
    assert not folders.notes.exists()
    repair.mend(folders)
    with Notes.open(folders) as notes:
        assert len(notes.annotations()) == 40


def test_a_backup_alone_says_that_there_were_notes(folders: Folders) -> None:
    with Notes.open(folders) as notes:
        kept = notes.backup()
    folders.notes.unlink()
    for file in folders.journal.iterdir():
        file.unlink()
    with pytest.raises(NotesError, match="missing") as caught:
        Notes.open(folders)
    assert str(kept) in caught.value.hint
    assert repair.mend(folders).base == kept
    with Notes.open(folders) as notes:
        assert len(notes.annotations()) == 40


def test_a_damaged_journal_is_bridged_by_a_backup(folders: Folders) -> None:
    with Notes.open(folders) as notes:
        kept = notes.backup()
        notes.star([C])
    (journal,) = folders.journal.glob("*.jsonl")
    journal.write_bytes(journal.read_bytes().replace(b"17 17", b"17 71", 1))
    ((problem, mend),) = repair.problems(folders)
    assert problem == f"The journal in {folders.journal} has 1 damaged lines."
    assert "doctor --repair" in mend
    zero_the_start(folders.notes)
    mended = repair.mend(folders)
    assert mended.base == kept and mended.changes == 1 and mended.damaged_lines == 1
    with Notes.open(folders) as notes:
        assert len(notes.annotations()) == 40 and notes.is_starred(C)
    assert not repair.problems(folders)


def test_a_sound_file_makes_good_a_damaged_journal(folders: Folders) -> None:
    (journal,) = folders.journal.glob("*.jsonl")
    journal.write_bytes(journal.read_bytes().replace(b"17 17", b"17 71", 1))
    with Notes.open(folders) as notes:
        before = notes.annotations()
    assert repair.problems(folders)
    mended = repair.mend(folders)
    assert mended.kept is None and mended.damaged_lines == 1
    with Notes.open(folders) as notes:
        assert notes.annotations() == before and len(before) == 40
    assert not repair.problems(folders)
    folders.notes.unlink()
    repair.mend(folders)
    with Notes.open(folders) as notes:
        assert notes.annotations() == before


def test_a_newer_file_is_not_mended_away(folders: Folders) -> None:
    db = sqlite3.connect(folders.notes)
    db.execute("PRAGMA user_version = 999")
    db.close()
    before = folders.notes.read_bytes()
    with pytest.raises(NotesError, match="newer reader"):
        repair.mend(folders)
    assert folders.notes.read_bytes() == before


def test_an_older_copy_of_the_file_is_brought_up_to_date(folders: Folders) -> None:
    older = folders.notes.read_bytes()
    with Notes.open(folders) as notes:
        notes.star([C])
    folders.notes.write_bytes(older)
    with Notes.open(folders) as notes:
        assert notes.is_starred(C) and notes.remarks


def test_a_start_does_not_wait_for_another_program_that_is_saving(folders: Folders) -> None:
    (file,) = folders.journal.glob("*.jsonl")
    with Notes.open(folders) as notes, Journal(folders.journal).locked():
        before = notes.annotations()
        with file.open("ab") as journal:
            journal.write(b"a line that is just being written")
        with Notes.open(folders) as second:
            assert second.annotations() == before and not second.remarks
    with Notes.open(folders) as notes:
        assert notes.annotations() == before
    assert not repair.problems(folders)


def test_a_newer_file_is_refused_untouched(folders: Folders) -> None:
    db = sqlite3.connect(folders.notes)
    db.execute("PRAGMA user_version = 999")
    db.close()
    before = folders.notes.read_bytes()
    with pytest.raises(NotesError, match="newer reader"):
        Notes.open(folders)
    assert folders.notes.read_bytes() == before
    assert sorted(path.name for path in folders.data.iterdir()) == ["journal", "notes.db"]
    ((_, mend),) = repair.problems(folders)
    assert "newer version" in mend and "repair" not in mend


@pytest.mark.parametrize("number", [0, 42], ids=["unmarked", "marked"])
def test_a_file_of_another_program_is_refused_untouched(folders: Folders, number: int) -> None:
    """Most databases have no mark of their program."""
    folders.notes.unlink()
    db = sqlite3.connect(folders.notes)
    db.execute(f"PRAGMA application_id = {number}")
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = folders.notes.read_bytes()
    with pytest.raises(NotesError, match="another program"):
        Notes.open(folders)
    assert folders.notes.read_bytes() == before


def test_a_database_without_tables_is_no_beginning_where_there_were_notes(
    folders: Folders,
) -> None:
    folders.notes.unlink()
    db = sqlite3.connect(folders.notes)
    db.execute("VACUUM")
    db.close()
    before = folders.notes.read_bytes()
    assert before
    with pytest.raises(NotesError, match="is empty") as caught:
        Notes.open(folders)
    assert "doctor --repair" in caught.value.hint
    assert folders.notes.read_bytes() == before
    assert repair.mend(folders).kept
    with Notes.open(folders) as notes:
        assert len(notes.annotations()) == 40


def test_an_interrupted_first_start_is_a_first_start(tmp_path: Path) -> None:
    folders = find_folders(str(tmp_path))
    folders.make()
    folders.notes.touch()
    with Notes.open(folders) as notes:
        notes.star([A])
        assert notes.is_starred(A)


def test_nothing_to_mend_from_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="neither"):
        repair.mend(find_folders(str(tmp_path)))


def test_a_damaged_backup_is_not_the_way_back(folders: Folders) -> None:
    with Notes.open(folders) as notes:
        older = notes.backup()
        notes.star([C])
        newer = notes.backup()
    newer.write_bytes(newer.read_bytes()[:9000])
    for file in folders.journal.glob("*.jsonl"):
        file.unlink()
    empty(folders.notes)
    assert repair.mend(folders).base == older
    assert [backup.path for backup in backups.found(folders.backups)] == [newer, older]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_only_be_read_shows_the_notes(folders: Folders) -> None:
    folders.data.chmod(0o500)
    folders.notes.chmod(0o400)
    try:
        with Notes.open(folders) as notes:
            assert len(notes.annotations()) == 40
            with pytest.raises(NotesError, match="read"):
                notes.star([C])
            assert not notes.is_starred(C)
    finally:
        folders.data.chmod(0o700)
        folders.notes.chmod(0o600)


@pytest.mark.parametrize("name", ["journal", "journal/turn", "notes.db-journal"])
def test_what_stands_in_the_way_of_a_save_is_said_and_costs_nothing(
    folders: Folders, name: str
) -> None:
    """Nobody can write there, not even root: a file where a folder belongs, or a folder."""
    place, aside = folders.data / name, folders.data / "aside"
    was_there = place.exists()
    if was_there:
        place.rename(aside)
    if name == "journal":
        place.touch()
    else:
        place.mkdir()
    with pytest.raises(NotesError) as caught, Notes.open(folders) as notes:
        notes.star([C])
    assert "\n" not in str(caught.value) and caught.value.hint
    if name == "journal":
        place.unlink()
    else:
        place.rmdir()
    if was_there:
        aside.rename(place)
    with Notes.open(folders) as notes:
        assert len(notes.annotations()) == 40 and notes.is_starred(A) and not notes.is_starred(C)
        assert not notes.remarks
    assert not repair.problems(folders)
