"""The index is compared with the library."""

import sqlite3
from pathlib import Path

from reader.search import refresh
from reader.search.checking import Checked, check
from reader.settings import Folders
from tests.conftest import run_import, write_files
from tests.search.conftest import Finder


def _last(folders: Folders) -> Checked:
    *_, last = check(folders)
    return last


def test_an_index_that_holds_all_is_well(finder: Finder, folders: Folders) -> None:
    refresh(finder.library)
    assert _last(folders) == Checked(11, 11)


def test_new_articles_are_no_damage(finder: Finder, folders: Folders, tmp_path: Path) -> None:
    refresh(finder.library)
    run_import(write_files(tmp_path / "more", {"z.txt": "A zeppelin lands\n\nSoftly.\n"}), folders)
    assert _last(folders).behind == 1


def test_a_missing_article_is_seen(finder: Finder, folders: Folders) -> None:
    refresh(finder.library)
    with sqlite3.connect(folders.index) as db:
        db.execute("DELETE FROM doc WHERE docid = (SELECT max(docid) FROM doc)")
    db.close()
    assert "10 articles" in _last(folders).problem


def test_words_of_another_article_are_seen(finder: Finder, folders: Folders) -> None:
    """Two documents that changed places: all are there, each with the wrong words."""
    refresh(finder.library)
    with sqlite3.connect(folders.index) as db:
        (one, first), (two, second) = db.execute(
            "SELECT docid, article FROM doc ORDER BY docid LIMIT 2"
        ).fetchall()
        db.execute("UPDATE doc SET article = NULL WHERE docid = ?", (one,))
        db.execute("UPDATE doc SET article = ? WHERE docid = ?", (first, two))
        db.execute("UPDATE doc SET article = ? WHERE docid = ?", (second, one))
    db.close()
    assert "misses words of 2 articles" in _last(folders).problem
