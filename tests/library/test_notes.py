"""Stars, read state, tags, places, saved searches, and taking all of it back."""

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.errors import NotesError, NotFound, UsageError
from reader.library.notes import Notes, repair, schema, tables
from reader.settings import Folders, find_folders

A, B, C = ArticleId("aaaa"), ArticleId("bbbb"), ArticleId("cccc")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders(str(tmp_path))


@pytest.fixture
def notes(folders: Folders) -> Notes:
    return Notes.open(folders)


def test_a_star_is_there_after_a_restart(notes: Notes, folders: Folders) -> None:
    notes.star([A, B])
    notes.close()
    again = Notes.open(folders)
    assert again.is_starred(A) and again.is_starred(B) and not again.is_starred(C)
    again.star([A], False)
    assert not again.is_starred(A)


def test_what_is_done_twice_is_one_step(notes: Notes) -> None:
    notes.star([A])
    version = notes.data_version()
    notes.star([A])
    notes.star([B], False)
    assert notes.data_version() == version
    assert [action for _, action in notes.history()] == ["Star 1 article"]


def test_undo_names_what_it_took_back_several_times_and_after_a_restart(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([A], label="Fire at the port")
    notes.tag([A], "sea", label="Fire at the port")
    notes.mark_read([A, B])
    notes.close()
    again = Notes.open(folders)
    assert again.undo() == "Mark 2 articles as read"
    assert again.undo() == "Tag “Fire at the port” with “sea”"
    assert again.undo() == "Star “Fire at the port”"
    assert again.undo() == ""
    assert again.counts() == {"starred": 0, "read": 0, "noted": 0, "annotations": 0, "tagged": 0}


def test_undoing_all_read_leaves_what_was_read_before(notes: Notes) -> None:
    notes.mark_read([A])
    notes.mark_read([A, B, C])
    notes.undo()
    assert [notes.is_read(one) for one in (A, B, C)] == [True, False, False]


def test_many_articles_are_one_step_and_one_line_of_the_journal(
    notes: Notes, folders: Folders
) -> None:
    ids = [ArticleId(f"{number:016x}") for number in range(30_000)]
    notes.mark_read(ids)
    assert notes.counts()["read"] == 30_000
    (journal,) = folders.journal.glob("*.jsonl")
    assert journal.read_bytes().count(b"\n") == 1
    assert notes.undo() == "Mark 30,000 articles as read"
    assert notes.counts()["read"] == 0


@pytest.mark.parametrize("second", ["été", " Été ", "ÉTÉ", "E\u0301te\u0301"])
def test_a_tag_is_one_whatever_its_case_and_keeps_its_first_spelling(
    notes: Notes, second: str
) -> None:
    notes.tag([A], "Été")
    notes.tag([A, B], second)
    assert notes.tags() == [("Été", 2)]
    notes.tag([A], second, False)
    assert notes.tags_of(A) == () and notes.tags_of(B) == ("Été",)


def test_a_tag_of_nothing_is_refused(notes: Notes) -> None:
    with pytest.raises(UsageError):
        notes.tag([A], " \t ")


def test_a_tag_is_one_line(notes: Notes) -> None:
    notes.tag([A], "two\n words\tmore")
    assert notes.tags_of(A) == ("two words more",)


def test_the_place_is_kept_and_is_no_step(notes: Notes, folders: Folders) -> None:
    notes.star([A])
    notes.set_place(A, 1234)
    notes.set_place(A, 99)
    assert notes.undo() == "Star 1 article"
    assert Notes.open(folders).place(A) == 99
    assert notes.place(B) == 0


def test_saved_searches_are_replaced_deleted_and_taken_back(notes: Notes) -> None:
    notes.save_search("ports", "lang:fr port")
    notes.save_search("Ammonia", "ammonia")
    notes.save_search("ports", "harbour")
    assert notes.saved_searches() == [("ports", "harbour"), ("Ammonia", "ammonia")]
    notes.delete_search("ports")
    assert notes.saved_searches() == [("Ammonia", "ammonia")]
    notes.undo()
    notes.undo()
    assert dict(notes.saved_searches())["ports"] == "lang:fr port"


def test_saved_searches_are_renamed_and_moved_and_taken_back(notes: Notes) -> None:
    for name in ("one", "two", "three"):
        notes.save_search(name, f"about {name}")
    assert notes.move_search("three", 0) is True
    assert notes.move_search("three", -1) is False
    notes.rename_search("one", "  first  of all ")
    assert [name for name, _ in notes.saved_searches()] == ["three", "first of all", "two"]
    with pytest.raises(UsageError):
        notes.rename_search("two", "three")
    with pytest.raises(NotFound):
        notes.rename_search("gone", "here")
    with pytest.raises(NotFound):
        notes.move_search("gone", 0)
    assert notes.undo() == "Rename the search “one” to “first of all”"
    assert notes.undo() == "Move the search “three”"
    assert notes.saved_searches() == [(n, f"about {n}") for n in ("one", "two", "three")]


def _put_search(row: tables.Row, _: sqlite3.Connection) -> list[tables.Op]:
    return tables.put("saved_search", [row])


def test_searches_saved_before_there_were_places_stand_first_by_name(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        patch.setitem(tables.TABLES, "saved_search", tables.Table(("name",), ("query",)))
        with Notes.open(folders) as old:
            for name in ("b", "A"):
                row = (name, f"about {name}")
                old.change("Save", partial(_put_search, row))
    with Notes.open(folders) as notes:
        notes.save_search("aa", "new")
        assert [name for name, _ in notes.saved_searches()] == ["A", "b", "aa"]
        assert [name for _, name in notes.history()] == ["Save the search “aa”", "Save", "Save"]
    assert list(folders.backups.glob("*before-v*"))
    folders.notes.unlink()
    repair.mend(folders)
    with Notes.open(folders) as again:
        assert [name for name, _ in again.saved_searches()] == ["A", "b", "aa"]


def test_a_second_window_notices(notes: Notes, folders: Folders) -> None:
    second = Notes.open(folders)
    before = second.data_version()
    notes.star([A])
    assert second.data_version() > before
    assert second.is_starred(A)
    assert second.undo() == "Star 1 article"
    assert not notes.is_starred(A)


def test_text_that_utf8_cannot_hold_is_kept_as_far_as_it_can_be(notes: Notes) -> None:
    notes.save_search("broken \udce9", "a\udce9b\x00c")
    assert notes.saved_searches() == [("broken ?", "a?b\x00c")]


def test_each_thread_has_its_own_connection(notes: Notes) -> None:
    def star(some: range) -> None:
        for number in some:
            notes.star([ArticleId(f"{number:04}")])

    threads = [threading.Thread(target=star, args=(range(n, n + 10),)) for n in (0, 10, 20, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notes.counts()["starred"] == 40
    assert len(notes.history(100)) == 40


def test_only_the_user_may_read_the_files(notes: Notes, folders: Folders) -> None:
    notes.star([A])
    notes.backup()
    everything = [folders.data, *folders.data.rglob("*")]
    assert len(everything) >= 7
    modes = {path.name: path.stat().st_mode & 0o777 for path in everything}
    assert set(modes.values()) == {0o600, 0o700}, modes


def test_another_program_that_holds_the_notes_is_said(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([A])
    notes._connections.here().execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(folders.notes, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotesError, match="Another program"):
        notes.star([B])
    other.execute("ROLLBACK")
    notes.star([B])
    assert notes.counts()["starred"] == 2


def test_a_reader_in_the_way_of_the_commit_leaves_no_half_change(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([A])
    notes._connections.here().execute("PRAGMA busy_timeout = 50")
    size = sum(path.stat().st_size for path in folders.journal.glob("*.jsonl"))
    other = sqlite3.connect(folders.notes, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM star").fetchall()
    with pytest.raises(NotesError, match="not saved"):
        notes.star([B])
    assert sum(path.stat().st_size for path in folders.journal.glob("*.jsonl")) == size
    other.execute("ROLLBACK")
    again = Notes.open(folders)
    assert not again.is_starred(B) and not again.remarks


def test_the_list_can_attach_the_tables_it_needs(notes: Notes, folders: Folders) -> None:
    notes.star([A])
    notes.mark_read([A])
    notes.tag([A], "x")
    notes.annotate(A, "note", note="words")
    other = sqlite3.connect(":memory:")
    other.execute("ATTACH ? AS notes", (str(folders.notes),))
    for table in ("star", "seen", "tag", "annotation"):
        found = other.execute(f"SELECT article_id FROM notes.{table}").fetchall()
        assert found == [(A,)], table
    live = "SELECT count(*) FROM notes.annotation WHERE deleted_at IS NULL AND kind != 'bookmark'"
    assert other.execute(live).fetchone() == (1,)


def test_a_clock_set_back_ten_years_loses_nothing(folders: Folders) -> None:
    def late() -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC)

    def early() -> datetime:
        return datetime(2016, 1, 1, tzinfo=UTC)

    with Notes.open(folders, now=late) as notes:
        notes.star([A])
        notes.annotate(A, "note", note="first")
    with Notes.open(folders, now=early) as notes:
        notes.star([A], False)
        notes.annotate(A, "note", note="second")
        assert notes.undo() == "Note on an article"
    with Notes.open(folders, now=late) as notes:
        assert not notes.is_starred(A) and not notes.remarks
        assert [one.note for one in notes.annotations()] == ["first"]
        assert [path.name for path in folders.journal.glob("*.jsonl")] == ["2026-11.jsonl"]


def test_four_programs_save_at_once_and_nobody_is_turned_away(folders: Folders) -> None:
    code = (
        "import sys; from reader.library.notes import Notes; "
        "from reader.settings import find_folders; "
        "notes = Notes.open(find_folders(sys.argv[1])); "
        "[notes.annotate('a', 'note', note=sys.argv[2] + str(n)) for n in range(25)]"
    )
    home = str(folders.data.parent)
    programs = [
        subprocess.Popen([sys.executable, "-c", code, home, name], stderr=subprocess.PIPE)
        for name in "wxyz"
    ]
    for program in programs:
        assert program.communicate()[1] == b"" and program.returncode == 0
    notes = Notes.open(folders)
    assert sorted(one.note for one in notes.annotations()) == sorted(
        f"{name}{number}" for name in "wxyz" for number in range(25)
    )
    assert notes.data_version() == 100 and not notes.remarks and not repair.problems(folders)
