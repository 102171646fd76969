"""Listings: order, windows and positions against a plain sort, filters against plain Python."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import ArticleId, Filter, Headline
from reader.errors import UsageError
from reader.library import schema
from reader.library.articles import Library
from reader.library.listing import Listing, Sort
from reader.library.notes import Notes
from reader.settings import Folders, find_folders
from tests.benchmarks.corpus import fill
from tests.conftest import run_import, write_files

COUNT = 2300  # more than four steps between checkpoints
SORTS: tuple[Sort, ...] = ("date", "title", "added", "length")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A few thousand articles, many of the same day, some without one."""
    folders = find_folders(str(tmp_path_factory.mktemp("many")))
    fill(folders, COUNT, size=60)
    db = sqlite3.connect(folders.library)
    db.execute("UPDATE article SET day = 20200101, date = '2020-01-01' WHERE key % 3 = 0")
    db.execute("UPDATE article SET byline = 'Zoé Étienne' WHERE key % 7 = 0")
    db.commit()
    db.close()
    with Library.open(folders) as library:
        names = list(library.listing(Filter(), "added").ids())
        notes = Notes.open(folders)
        notes.star(names[::50], True)
        notes.mark_read(names[::2], True)
        notes.tag(names[::90], "Später", True)
        notes.annotate(names[10], "note", note="Look here.")
        notes.annotate(names[11], "highlight", quote="x", start=0, end=1)
        yield library


def in_order(library: Library, sort: Sort) -> list[ArticleId]:
    """What the order is, by SQLite's plain sort."""
    order = {
        "date": "day DESC, key",
        "title": "title_key, key",
        "added": "key DESC",
        "length": "words DESC, key",
    }[sort]
    db = library.connection()
    return [ArticleId(row[0]) for row in db.execute(f"SELECT id FROM article ORDER BY {order}")]


@pytest.mark.parametrize("is_prepared", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_any_window_of_any_order(library: Library, sort: Sort, is_prepared: bool) -> None:
    wanted = in_order(library, sort)
    found = library.listing(Filter(), sort)
    if is_prepared:
        found.prepare()
    assert found.count() == COUNT
    for start in (0, 1, 511, 512, 513, 1024, 1500, 2047, COUNT - 130, COUNT - 1, COUNT, COUNT + 9):
        assert [row.id for row in found.window(start, 128)] == wanted[start : start + 128]
    assert list(found.ids()) == wanted


@pytest.mark.parametrize("is_prepared", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_positions(library: Library, sort: Sort, is_prepared: bool) -> None:
    wanted = in_order(library, sort)
    found = library.listing(Filter(), sort)
    if is_prepared:
        found.prepare()
    for at in (0, 1, 511, 512, 513, 1300, COUNT - 1):
        assert found.index_of(wanted[at]) == at
    assert found.index_of(ArticleId("nosuchthing0")) is None


FILTERS = {
    "collection": Filter(collection="presse"),
    "language": Filter(language="FR"),
    "both": Filter(collection="Wire", language="de"),
    "source": Filter(source="RÉGIONS/0001"),
    "ascii source": Filter(source="ECHNI"),
    "author": Filter(author="zoé ét"),
    "before": Filter(before="2020"),
    "after": Filter(after="2020-01"),
    "between": Filter(after="2010-05-06", before="2010-08"),
    "tag": Filter(tag="SPÄTER"),
    "unread": Filter(is_unread=True),
    "unread here": Filter(is_unread=True, collection="Wire"),
    "read": Filter(is_read=True),
    "starred": Filter(is_starred=True),
    "noted": Filter(has_note=True),
    "highlighted": Filter(has_highlight=True),
    "not": Filter(language="fr", excluded=Filter(is_starred=True, collection="Wire")),
    "nothing": Filter(collection="No such place"),
    "not quoted": Filter(source="%'_\""),
}


def meets(row: Headline, asked: Filter, day: str, byline: str) -> bool:
    """The same question, asked of one article in Python."""
    checks = (
        (asked.collection, row.collection.casefold() == asked.collection.casefold()),
        (asked.language, row.language == asked.language.lower()),
        (asked.source, asked.source.casefold() in row.source.casefold()),
        (asked.author, asked.author.casefold() in byline.casefold()),
        (asked.before, row.date != "" and row.date < asked.before),
        (asked.after, row.date != "" and day >= asked.after),
        (asked.tag, asked.tag.casefold() in [tag.casefold() for tag in row.tags]),
        (asked.is_unread, row.unread),
        (asked.is_read, not row.unread),
        (asked.is_starred, row.starred),
        (asked.has_note, row.notes > 0),
        (asked.has_highlight, row.notes > 0),
    )
    excluded = asked.excluded
    if excluded and (excluded.is_starred and row.starred or excluded.collection == row.collection):
        return False
    return all(holds for is_asked, holds in checks if is_asked)


@pytest.mark.parametrize("sort", ["date", "title"])
@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_keeps_what_meets_it(library: Library, name: str, sort: Sort) -> None:
    asked = FILTERS[name]
    rows = library.headlines(in_order(library, sort))
    db = library.connection()
    bylines = dict(db.execute("SELECT id, byline FROM article").fetchall())
    marked = {row.id for row in rows if row.notes}
    wanted = [row.id for row in rows if meets(row, asked, row.date, bylines[row.id])]
    if asked.has_note or asked.has_highlight:  # one of each was made
        kinds = dict(db.execute("SELECT kind, article_id FROM notes.annotation").fetchall())
        assert len(marked) == 2
        wanted = [ArticleId(kinds["note" if asked.has_note else "highlight"])]
    check(library.listing(asked, sort), wanted)
    prepared = library.listing(asked, sort)
    prepared.prepare()
    check(prepared, wanted)


def check(found: Listing, wanted: list[ArticleId]) -> None:
    assert [row.id for row in found.window(0, 128)] == wanted[:128]
    assert found.count() == len(wanted)
    assert [row.id for row in found.window(600, 50)] == wanted[600:650]
    assert list(found.ids()) == wanted
    for at in {0, len(wanted) // 2, len(wanted) - 1} if wanted else ():
        assert found.index_of(wanted[at]) == at


def test_an_article_outside_the_filter_has_no_position(library: Library) -> None:
    other = next(library.listing(Filter(collection="Wire")).ids())
    assert library.listing(Filter(collection="Presse")).index_of(other) is None
    assert library.listing(Filter(is_starred=True, collection="Presse")).index_of(other) is None


def test_an_unknown_order_is_said(library: Library) -> None:
    with pytest.raises(UsageError, match="no order “colour”"):
        library.listing(Filter(), "colour")  # type: ignore[arg-type]


def test_a_list_is_as_it_was_when_made(tmp_path: Path) -> None:
    folders = find_folders(str(tmp_path))
    fill(folders, 700, size=60)
    with Library.open(folders) as library:
        found = library.listing()
        before = list(found.ids())
        found.prepare()
        db = sqlite3.connect(folders.library)
        db.execute(
            """INSERT INTO article (id, document, ordinal, collection, day, words, date,
            date_inferred, language, is_inferred, title, byline, source, added, title_key)
            SELECT 'new' || key, document, 99, collection, day, words, date, date_inferred,
            language, is_inferred, title, byline, source, added, title_key FROM article"""
        )
        db.commit()
        db.close()
        assert [row.id for row in found.window(600, 200)] == before[600:]
        assert found.index_of(before[650]) == 650
        assert library.listing().count() == 1400


def test_without_notes_everything_is_unread(tmp_path: Path) -> None:
    folders = find_folders(str(tmp_path))
    fill(folders, 20, size=60)
    with Library.open(folders) as library:
        assert library.listing(Filter(is_unread=True)).count() == 20
        for name in ("read", "starred", "tag", "noted", "highlighted"):
            assert library.listing(FILTERS[name]).count() == 0, name
            excluded = replace(Filter(), excluded=FILTERS[name])
            assert library.listing(excluded).count() == 20, name


@pytest.mark.parametrize(
    "asked", [Filter(), Filter(collection="Wire"), Filter(language="fr"), Filter(is_unread=True)]
)
def test_the_first_window_reads_no_more_than_it_shows(library: Library, asked: Filter) -> None:
    """SQLite counts its steps, by the hundred: a walk over every article would take 1,000."""
    found = library.listing(asked)
    found.count()
    db = library.connection()
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db.set_progress_handler(count, 100)
    try:
        found.window(0, 30)
    finally:
        db.set_progress_handler(None, 100)
    assert steps < 60


def test_undated_articles_follow_the_dated_ones(folders: Folders, tmp_path: Path) -> None:
    dated = "---\ndate: {}\n---\n\n# Page\n\nA line of text that is long enough to be one.\n"
    pages = {"1.txt": "A page\n\nWithout a date, but with a sentence.\n",
             "2.md": dated.format("1931-05"), "3.md": dated.format("2024-02-03")}  # fmt: skip
    run_import(write_files(tmp_path / "pages", pages), folders)
    with Library.open(folders) as library:
        assert [row.date for row in library.listing().window(0, 3)] == ["2024-02-03", "1931-05", ""]
        assert [row.date for row in library.listing(sort="added").window(0, 1)] == ["2024-02-03"]


def test_an_older_library_sorts_undated_articles_anew(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    db = sqlite3.connect(folders.library)
    new = db.execute("SELECT id, day FROM article ORDER BY by_date").fetchall()
    db.execute("UPDATE article SET day = 20261122 WHERE date = ''")
    for statement in schema.MIGRATIONS[3]:
        db.execute(statement)
    db.commit()
    db.close()
    with Library.open(folders) as library:
        found = library.connection().execute("SELECT id, day FROM article ORDER BY by_date")
        assert found.fetchall() == new
        assert [row.date for row in library.listing().window(0, 3)] == ["2021-03-04", "", ""]
