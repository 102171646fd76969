"""Backups: verified copies, a daily one before the first change, and how many stay."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.errors import NotesError
from reader.library.notes import Notes, backups, schema
from reader.library.notes.backups import Backup
from reader.settings import Folders, find_folders

A, B = ArticleId("aaaa"), ArticleId("bbbb")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders(str(tmp_path))


def starred(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in db.execute("SELECT article_id FROM star ORDER BY 1")]
    finally:
        db.close()


def test_a_backup_holds_everything_and_leaves_no_scraps(folders: Folders, tmp_path: Path) -> None:
    notes = Notes.open(folders)
    notes.star([A, B])
    inside = notes.backup()
    assert inside.parent == folders.backups and notes.backup() == inside
    outside = notes.backup(tmp_path / "mine.db")
    assert starred(inside) == starred(outside) == [A, B]
    assert len(list(folders.backups.iterdir())) == 1
    assert notes.backup(tmp_path) == tmp_path / "notes.db"


def test_a_backup_overwrites_nothing(folders: Folders, tmp_path: Path) -> None:
    notes = Notes.open(folders)
    target = tmp_path / "thesis.db"
    target.write_text("dear")
    with pytest.raises(NotesError, match="exists"):
        notes.backup(target)
    assert target.read_text() == "dear"


def test_a_backup_into_nowhere_is_said(folders: Folders, tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="No such file"):
        Notes.open(folders).backup(tmp_path / "no" / "folder" / "x.db")


def test_the_first_change_of_a_day_keeps_what_was_there_before(folders: Folders) -> None:
    today = datetime(2026, 11, 22, 9, tzinfo=UTC)
    notes = Notes.open(folders, now=lambda: today)
    notes.star([A])
    assert not backups.found(folders.backups), "there was nothing to keep"
    today += timedelta(days=1)
    notes.star([B])
    notes.star([A], False)
    (kept,) = backups.found(folders.backups)
    assert kept.day == date(2026, 11, 23) and starred(kept.path) == [A]


def test_a_backup_that_cannot_be_made_keeps_nobody_from_saving(folders: Folders) -> None:
    today = datetime(2026, 11, 22, 9, tzinfo=UTC)
    notes = Notes.open(folders, now=lambda: today)
    notes.star([A])
    folders.backups.write_text("in the way")
    today += timedelta(days=1)
    notes.star([B])
    assert notes.is_starred(B)
    (remark,) = notes.remarks
    assert "backup of your notes failed" in remark


def test_a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months(tmp_path: Path) -> None:
    first = date(2025, 1, 1)
    days = [first + timedelta(days=number) for number in range(500)]
    all_of_them = [Backup(tmp_path / f"{day}", day, rev) for rev, day in enumerate(days, start=1)][
        ::-1
    ]
    gone = {backup.path for backup in backups.surplus(all_of_them)}
    kept = [backup.day for backup in all_of_them if backup.path not in gone]
    assert kept[:7] == days[::-1][:7]
    assert len({day.isocalendar()[:2] for day in kept[:10]}) >= 4
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) <= 7 + 4 + 12
    assert backups.surplus([one for one in all_of_them if one.path not in gone]) == []


def test_backups_for_a_reason_do_not_rotate(tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    many = [Backup(tmp_path / str(rev), day, rev, "before-v2") for rev in range(50)]
    assert backups.surplus(many) == []


def test_rotation_trusts_the_number_of_changes_and_not_the_clock(folders: Folders) -> None:
    today = datetime(2026, 11, 22, tzinfo=UTC)
    notes = Notes.open(folders, now=lambda: today)
    for number in range(12):
        notes.star([ArticleId(str(number))])
        today -= timedelta(days=1)
    newest = backups.found(folders.backups)[0]
    assert newest.rev == 11 and newest.day == date(2026, 11, 11)


def test_a_migration_makes_a_backup_first_and_journals_everything(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Notes.open(folders) as notes:
        notes.star([A])
        made = notes.annotate(A, "note", note="from the old days")
    added = "CREATE TABLE later (x TEXT) STRICT;\nINSERT INTO later VALUES ('new')"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, added))
    with Notes.open(folders) as notes:
        assert notes.annotations() == [made] and notes.is_starred(A)
        notes.star([B])
    (kept,) = (one for one in backups.found(folders.backups) if one.reason)
    assert kept.reason == f"before-v{len(schema.MIGRATIONS)}" and starred(kept.path) == [A]
    db = sqlite3.connect(folders.notes)
    assert db.execute("SELECT x FROM later").fetchall() == [("new",)]
    assert db.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
    db.close()
    assert Notes.open(folders).undo() == "Star 1 article"


def test_a_migration_that_fails_leaves_the_old_file(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Notes.open(folders) as notes:
        notes.star([A])
    before = folders.notes.read_bytes()
    broken = "CREATE TABLE later (x TEXT) STRICT;\nINSERT INTO nowhere VALUES (1)"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            Notes.open(folders)
    assert folders.notes.read_bytes() == before
    with Notes.open(folders) as notes:
        assert notes.is_starred(A) and not notes.remarks
