"""What is wrong with an article's text is kept with it, shown in lists, and found again."""

import sqlite3
from pathlib import Path

import pytest

from reader.article import Filter
from reader.library import schema
from reader.library.articles import Library
from reader.library.connection import connect
from reader.search.query import parse
from reader.settings import Folders
from tests.conftest import run_import, write_files

_ONE = "The harbour office has published its figures for the year, and nobody is pleased."
_TWO = "The fishermen have heard it all before and go on mending nets behind the hall."
_CUT = "What the minister is going to do about all of it, and when, nobody knows…"
FILES = {
    "calm.txt": f"Calm news\n\n{_ONE}\n\n{_TWO}\n",
    "cut.txt": f"Cut news\n\n{_TWO}\n\n{_ONE}\n\n{_CUT}\n",
    "echo.txt": f"Echo news\n\n{_ONE}\n\n{_TWO}\n\n{_ONE}\n",
    "shop.txt": "Shop news\n\nA short one.\n\nShare this article\nFollow us on Facebook\n"
    "Subscribe to our newsletter\nAll rights reserved\n",
}
FOUND = {
    "Calm news": (),
    "Cut news": ("truncated",),
    "Echo news": ("duplicates",),
    "Shop news": ("furniture",),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "news", FILES)


def titles(library: Library, wanted: Filter) -> list[str]:
    return sorted(row.title for row in library.listing(wanted).window(0, 10))


def test_every_row_and_article_bears_its_badges(folders: Folders, folder: Path) -> None:
    run_import(folder, folders)
    with Library.open(folders) as library:
        rows = library.listing().window(0, 10)
        assert {row.title: row.badges for row in rows} == FOUND
        assert {a.title: a.badges for a in (library.article(row.id) for row in rows)} == FOUND


def test_a_query_finds_them(folders: Folders, folder: Path) -> None:
    run_import(folder, folders)
    with Library.open(folders) as library:
        assert titles(library, parse("is:truncated").filter) == ["Cut news"]
        assert titles(library, parse("is:dup").filter) == ["Echo news"]
        assert titles(library, parse("is:furniture").filter) == ["Shop news"]
        assert titles(library, parse("is:furniture is:truncated").filter) == []
        rest = parse("-is:furniture -is:truncated -is:duplicates").filter
        assert titles(library, rest) == ["Calm news"]


def test_a_text_that_was_completed_loses_its_badge(folders: Folders, folder: Path) -> None:
    run_import(folder, folders)
    (folder / "cut.txt").write_text(FILES["cut.txt"].replace("knows…", "knows."))
    run_import(folder, folders)
    with Library.open(folders) as library:
        assert titles(library, Filter(is_truncated=True)) == []


def test_a_library_from_before_badges_is_brought_up(folders: Folders, folder: Path) -> None:
    """Its articles come through, and the next import says what is wrong with them."""
    folders.make()
    db = connect(folders.library)
    schema.migrate(db, schema.APPLICATION_ID, schema.MIGRATIONS[:3])
    db.execute("INSERT INTO collection (id, name) VALUES (1, 'news')")
    status = (folder / "cut.txt").stat()
    old = {
        "path": str(folder / "cut.txt"), "size": status.st_size, "time": status.st_mtime_ns,
    }  # fmt: skip
    db.execute(
        "INSERT INTO document VALUES (1, 'news/cut.txt', 'news/cut.txt', 1, :path, 'text/plain',"
        " '', 'utf-8', :size, :time, '', 2, 'article', '', '', '', '')",
        old,
    )
    db.execute("INSERT INTO original VALUES (1, x'', x'')")
    db.execute(
        "INSERT INTO article (key, id, document, ordinal, collection, day, words, date,"
        " date_inferred, language, is_inferred, title, byline, source, added, title_key)"
        " VALUES (1, 'old', 1, 0, 1, 20200101, 9, '', 0, 'en', 0, 'Cut news', '', 's',"
        " '2020-01-01', 'k')"
    )
    db.close()
    with Library.open(folders) as library:
        assert [row.badges for row in library.listing().window(0, 9)] == [()]
    assert run_import(folder, folders).updated == 1
    with Library.open(folders) as library:
        assert titles(library, Filter(is_truncated=True)) == ["Cut news"]


def test_the_index_of_badges_answers_the_query(folders: Folders) -> None:
    """At a million articles nothing else is quick."""
    Library.open(folders).close()
    db = sqlite3.connect(folders.library)
    with Library.open(folders) as library:
        listing = library.listing(Filter(is_truncated=True))
        values = {**listing._met.values, "newest": 0}
        plan = db.execute(f"EXPLAIN QUERY PLAN {listing._gathering()}", values).fetchall()
    db.close()
    assert "article_by_badges" in plan[0][3], plan
