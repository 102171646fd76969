"""What was taken back holds through imports, newer rules and a library made anew; and once only.

A library of older rules is one whose documents say so: nothing else is different about it.
"""

import sqlite3
from pathlib import Path

import pytest

from reader.article import Refusal
from reader.ingest.taking_back import settle, take_back, take_back_rule
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from reader.text.rules import RULES_VERSION
from tests.conftest import run_import, write_files

DAMAGED = (
    "Une soir\u00c3\u00a9e au bal\n\n"
    "Le caf\u00c3\u00a9 est ouvert »,dit le patron, et la sall\u00c3\u00a9 est pleine.\n"
)


@pytest.fixture
def folder(tmp_path: Path, folders: Folders) -> Path:
    """An imported folder of one document."""
    folder = write_files(tmp_path / "presse", {"bal.txt": DAMAGED})
    run_import(folder, folders)
    return folder


def text(folders: Folders) -> str:
    with Library.open(folders) as library:
        (row,) = library.listing().window(0, 9)
        return library.text(row.id)


def take_back_first(folders: Folders) -> None:
    with Library.open(folders) as library, Notes.open(folders) as notes:
        (row,) = library.listing().window(0, 9)
        first = next(edit for edit in library.edits(row.id) if "\u00c3" in edit.before)
        take_back(library, notes, row.id, [first])
        assert settle(library, notes) == [row.id]


def age(folders: Folders) -> None:
    """The library as rules of an older version left it, which mended less."""
    db = sqlite3.connect(folders.library)
    db.execute("UPDATE document SET rules = rules - 1")
    db.execute("UPDATE body SET text = 'as older rules had it'")
    db.commit()
    db.close()


def test_newer_rules_clean_again_and_still_leave_it(folders: Folders, folder: Path) -> None:
    take_back_first(folders)
    kept = text(folders)
    assert "Une soir\u00c3\u00a9e" in kept and "caf\u00e9" in kept
    age(folders)
    assert run_import(folder, folders).updated == 1
    assert text(folders) == kept
    assert run_import(folder, folders).unchanged == 1


def test_a_library_made_anew_leaves_it_and_stays_so(folders: Folders, folder: Path) -> None:
    take_back_first(folders)
    kept = text(folders)
    for path in folders.cache.glob("library.db*"):
        path.unlink()
    assert run_import(folder, folders).added == 1
    assert text(folders) == kept
    with Library.open(folders) as library, Notes.open(folders) as notes:
        version = library.data_version()
        assert settle(library, notes) == []
        assert library.data_version() == version
    db = sqlite3.connect(folders.library)
    assert db.execute("SELECT rules, refused <> '' FROM document").fetchall() == [
        (RULES_VERSION, 1)
    ]
    db.close()


def test_a_moved_file_keeps_it(folders: Folders, folder: Path) -> None:
    take_back_first(folders)
    kept = text(folders)
    (folder / "bal.txt").rename(folder / "soir.txt")
    run_import(folder, folders)
    assert text(folders) == kept


def test_a_rule_that_must_act_beside_one_for_safety_is_not_tried_for_ever(
    folders: Folders, tmp_path: Path
) -> None:
    """An accent to compose stands beside a control character, which has to go: one edit."""
    bell = "A bell\n\nThe caf\u0065\u0301\u0007 is open and full of people today.\n"
    run_import(write_files(tmp_path / "bells", {"bell.txt": bell}), folders)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        (row,) = library.listing().window(0, 9)
        assert [edit.rule for edit in library.edits(row.id)] == ["control+nfc"]
        take_back_rule(library, notes, row.id, "nfc", everywhere=True)
        settle(library, notes)
        assert settle(library, notes) == []


def test_a_rule_off_in_a_collection_is_off_for_what_comes_later(
    folders: Folders, folder: Path
) -> None:
    with Notes.open(folders) as notes:
        notes.refuse([Refusal("", "space-after-comma", collection="presse", title="Une")])
    run_import(folder, folders)
    assert "»,dit" in text(folders)
    write_files(folder, {"bal.txt": DAMAGED.replace("patron", "patron,lui")})
    run_import(folder, folders)
    assert "»,dit" in text(folders)
