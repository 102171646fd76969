"""The journal: every change is in it, the database can be made from it, and neither runs ahead."""

import json
import sqlite3
from pathlib import Path

import pytest

from reader.article import Article, ArticleId
from reader.errors import NotesError
from reader.library.notes import Notes, repair
from reader.library.notes.journal import Journal, Line, decode, encode
from reader.library.notes.tables import put
from reader.settings import Folders, find_folders

A, B = ArticleId("aaaa"), ArticleId("bbbb")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders(str(tmp_path))


def contents(path: Path) -> dict[str, list[object]]:
    """Every table, every row."""
    db = sqlite3.connect(path)
    try:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    finally:
        db.close()


def live(notes: Notes) -> None:
    """A little of everything that one can do."""
    notes.remember(Article(A, "Crane", "The crane fell \u2028 at dawn.", (), source="s"))
    notes.star([A, B])
    notes.star([B], False)
    notes.tag([A, B], "Été")
    notes.tag([A], "été", False)
    made = notes.annotate(A, "highlight", quote="crane", start=4, end=9, note="a\u2028b\nc")
    notes.edit(made.id, note="changed", tags=["x"])
    notes.annotate(A, "note", note="taken back")
    notes.undo()
    notes.reanchor(made.id, 5, 10, "moved")
    notes.mark_read([ArticleId(f"{n:05}") for n in range(3_000)])
    notes.undo()
    notes.set_place(A, 9)
    notes.save_search("s", "q")
    notes.delete_search("s")
    notes.adopt(B, ArticleId("cccc"))
    notes.delete(made.id)
    notes.undo()


def last_file(folders: Folders) -> Path:
    return max(folders.journal.glob("*.jsonl"))


def test_a_line_comes_back_and_a_changed_one_does_not() -> None:
    ops = tuple(put("snapshot", [("sha", b"\x00\xff")]) + put("place", [("a\u2028\n", 3)]))
    line = Line(7, "2026-11-22T00:00:00Z", "Star “x”", "0123456789", ops)
    data = encode(line)
    assert data.count(b"\n") == 1 and json.loads(data)["change"]["rev"] == 7
    assert decode(data[:-1]) == line
    assert decode(data[:-2]) is None
    assert decode(data[:-1].replace(b'"rev":7', b'"rev":8')) is None
    assert decode(b"") is None and decode(b"\x00" * 40) is None


def test_the_journal_alone_makes_the_same_database(folders: Folders, tmp_path: Path) -> None:
    notes = Notes.open(folders)
    live(notes)
    done = repair.from_journal(Journal(folders.journal), tmp_path / "again.db")
    assert done.damaged_lines == 0 and done.changes == notes.data_version()
    assert contents(tmp_path / "again.db") == contents(folders.notes)


def test_a_change_that_was_journalled_and_not_committed_is_made_good(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([A])
    before = folders.notes.read_bytes()
    made = notes.annotate(A, "note", note="killed before its commit")
    after = contents(folders.notes)
    notes.close()
    folders.notes.write_bytes(before)

    again = Notes.open(folders)
    assert again.annotations() == [made] and contents(folders.notes) == after
    assert again.remarks == ["1 change that an interruption had cut off was brought back."]
    assert not Notes.open(folders).remarks


def test_a_running_program_makes_good_what_another_left(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([A])
    before = folders.notes.read_bytes()
    notes.star([B])
    folders.notes.write_bytes(before)  # as if that commit never came
    notes.tag([A], "x")
    assert notes.is_starred(B) and notes.tags_of(A) == ("x",)
    assert notes.undo() and notes.undo() == "Star 1 article" and not notes.is_starred(B)


@pytest.mark.parametrize("torn", [b'{"sum":"01', b"\x00" * 512, b'{"sum":"01"}\n', b"\n"])
def test_a_torn_end_is_set_aside(folders: Folders, torn: bytes) -> None:
    notes = Notes.open(folders)
    notes.star([A])
    file = last_file(folders)
    whole = file.read_bytes()
    file.write_bytes(whole + torn)
    notes.star([B])
    assert file.read_bytes().startswith(whole + b'{"sum"')
    assert None not in list(Journal(folders.journal).lines())
    assert file.with_suffix(".torn").read_bytes() == torn + b"\n"
    assert not repair.problems(folders)


def test_a_removed_journal_begins_again_with_everything(folders: Folders, tmp_path: Path) -> None:
    notes = Notes.open(folders)
    live(notes)
    notes.close()
    last_file(folders).unlink()
    again = Notes.open(folders)
    again.star([ArticleId("dddd")])
    done = repair.from_journal(Journal(folders.journal), tmp_path / "again.db")
    assert done.changes == 2
    assert contents(tmp_path / "again.db") == contents(folders.notes)


@pytest.mark.parametrize("cut", [1, 100, 5_000])
def test_a_shortened_journal_gets_everything_once_more(
    folders: Folders, tmp_path: Path, cut: int
) -> None:
    notes = Notes.open(folders)
    live(notes)
    notes.close()
    before = contents(folders.notes)
    data = last_file(folders).read_bytes()
    last_file(folders).write_bytes(data[:-cut])
    again = Notes.open(folders)
    again.undo()
    repair.from_journal(Journal(folders.journal), tmp_path / "again.db")
    assert contents(tmp_path / "again.db") == contents(folders.notes)
    assert contents(folders.notes)["star"] == before["star"]


def test_the_journal_of_another_database_is_left_as_it_is(folders: Folders, tmp_path: Path) -> None:
    here = Notes.open(folders)
    live(here)
    here.close()
    journal = last_file(folders).read_bytes()
    elsewhere = find_folders(str(tmp_path / "elsewhere"))
    other = Notes.open(elsewhere)
    other.star([ArticleId("dddd")])
    other.close()
    folders.notes.write_bytes(elsewhere.notes.read_bytes())

    mixed = Notes.open(folders)
    assert mixed.counts()["starred"] == 1 and mixed.annotations() == []
    assert last_file(folders).read_bytes().startswith(journal), "nothing of it was cut off"
    repair.from_journal(Journal(folders.journal), tmp_path / "again.db")
    assert contents(tmp_path / "again.db") == contents(folders.notes)


def test_a_copy_of_the_database_alone_is_complete(folders: Folders, tmp_path: Path) -> None:
    notes = Notes.open(folders)
    live(notes)
    elsewhere = find_folders(str(tmp_path / "elsewhere"))
    elsewhere.data.mkdir(parents=True)
    elsewhere.notes.write_bytes(folders.notes.read_bytes())
    copy = Notes.open(elsewhere)
    assert copy.annotations() == notes.annotations() and copy.history() == notes.history()
    repair.from_journal(Journal(elsewhere.journal), tmp_path / "again.db")
    assert contents(tmp_path / "again.db") == contents(elsewhere.notes)


def test_a_line_of_a_newer_reader_is_refused(folders: Folders) -> None:
    notes = Notes.open(folders)
    notes.star([A])
    data = last_file(folders).read_bytes()[:-1]
    change = json.dumps(json.loads(data)["change"] | {"v": 99}).encode()
    import hashlib

    total = hashlib.sha256(change).hexdigest()[:16].encode()
    with pytest.raises(NotesError, match="newer"):
        decode(b'{"sum":"' + total + b'","change":' + change + b"}")
