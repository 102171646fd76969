"""Reading articles: whole, by prefix, raw, from many threads; beside the user's notes."""

import hashlib
import sqlite3
import threading
from pathlib import Path

import pytest

from reader.article import Article, ArticleId
from reader.errors import LibraryError, NotFound, UsageError
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from reader.text.offsets import apply, undo
from tests.conftest import THREE, run_import, write_files


def by_source(library: Library) -> dict[str, Article]:
    found = [library.article(name) for name in library.listing().ids()]
    return {article.source.split("/")[-1]: article for article in found}


def test_an_article_is_what_its_document_says(library_of_three: Library) -> None:
    found = by_source(library_of_three)["archive.md"]
    assert (found.title, found.date, found.language) == ("Was im Keller lag", "2021-03-04", "de")
    assert found.collection == "three"
    assert found.raw_sha256 == hashlib.sha256(THREE["archive.md"].encode()).hexdigest()
    assert [found.text[b.start : b.end] for b in found.blocks if b.kind == "list_item"] == [
        "Kisten aus Holz",
        "Kisten aus Blech",
    ]


def test_the_raw_bytes_are_kept(library_of_three: Library) -> None:
    for name, article in by_source(library_of_three).items():
        assert library_of_three.raw(article.id) == THREE[name].encode()
        assert library_of_three.document_text(article.id) == THREE[name]


def test_the_layers_lead_from_the_raw_text_to_the_clean_one_and_back(
    folders: Folders, tmp_path: Path
) -> None:
    text = "Caf\u00c3\u00a9 du port\n\nLe caf\u00c3\u00a9 rouvre  \nsamedi &amp; dimanche.\x07\n"
    run_import(write_files(tmp_path / "damaged", {"a.txt": text}), folders)
    with Library.open(folders) as library:
        name = next(library.listing().ids())
        found = library.document_text(name)
        assert found == text
        for layer in library.layers(name):
            found = apply(found, layer.edits)
        assert "café" in found
        assert library.article(name).text in found
        for layer in reversed(library.layers(name)):
            found = undo(found, layer.edits)
        assert found == text
        places = {(edit.start, text[edit.start : edit.end]) for edit in library.edits(name)}
        assert (text.index("&amp;"), "&amp;") in places


def test_a_prefix_names_an_article(library_of_three: Library) -> None:
    name = next(library_of_three.listing().ids())
    assert library_of_three.resolve(name) == name
    assert library_of_three.resolve(name[:6].upper()) == name


@pytest.mark.parametrize(
    ("prefix", "kind"), [("abc", UsageError), ("zzzzzzzzzzzz9", NotFound), ("%%%%", NotFound)]
)
def test_a_prefix_that_names_none(
    library_of_three: Library, prefix: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match=prefix):
        library_of_three.resolve(prefix)


def test_a_prefix_that_names_two(library_of_three: Library) -> None:
    db = sqlite3.connect(library_of_three.folders.library)
    names = [row[0] for row in db.execute("SELECT id FROM article ORDER BY key")]
    for number, name in enumerate(names[:2]):
        db.execute("UPDATE article SET id = ? WHERE id = ?", (f"aaaa{number}", name))
    db.commit()
    db.close()
    with pytest.raises(UsageError, match="More than one"):
        library_of_three.resolve("aaaa")
    assert library_of_three.resolve("aaaa1") == "aaaa1"


def test_unknown_ids_are_not_found(library_of_three: Library) -> None:
    for ask in (library_of_three.article, library_of_three.raw, library_of_three.edits):
        with pytest.raises(NotFound):
            ask(ArticleId("nosuchthing0"))


def test_headlines_keep_the_order_asked_for(library_of_three: Library) -> None:
    names = list(library_of_three.listing().ids())[::-1]
    found = library_of_three.headlines([*names, ArticleId("nosuchthing0")])
    assert [row.id for row in found] == names


def test_counts_follow_the_articles(library_of_three: Library, tmp_path: Path) -> None:
    run_import(write_files(tmp_path / "More", {"a.txt": THREE["ferry.txt"]}), _at(library_of_three))
    assert library_of_three.count() == 4
    assert library_of_three.collections() == [("More", 1), ("three", 3)]


def _at(library: Library) -> Folders:
    return library.folders


def test_the_version_grows_with_every_programs_writing(
    library_of_three: Library, three: Path
) -> None:
    before = library_of_three.data_version()
    run_import(three, library_of_three.folders)
    assert library_of_three.data_version() == before
    (three / "ferry.txt").write_text("The night ferry stops again\n\nNobody knows for how long.\n")
    run_import(three, library_of_three.folders)
    assert library_of_three.data_version() > before


def test_every_thread_reads_for_itself(library_of_three: Library) -> None:
    names = list(library_of_three.listing().ids())
    titles: list[str] = []

    def look() -> None:
        titles.extend(library_of_three.article(name).headline for name in names)

    threads = [threading.Thread(target=look) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(titles) == 15 and len(set(titles)) == 3


def test_notes_made_later_are_seen(library_of_three: Library) -> None:
    name = next(library_of_three.listing().ids())
    (before,) = library_of_three.headlines([name])
    assert before.unread and not before.starred
    notes = Notes.open(library_of_three.folders)
    notes.star([name], True)
    notes.mark_read([name], True)
    notes.tag([name], "Hafen", True)
    notes.annotate(name, "note", note="Read again.")
    (after,) = library_of_three.headlines([name])
    assert (after.unread, after.starred, after.tags, after.notes) == (False, True, ("Hafen",), 1)


def test_notes_in_another_file_of_the_same_name_are_seen(library_of_three: Library) -> None:
    """A restored backup takes the place of notes.db."""
    name = next(library_of_three.listing().ids())
    notes = Notes.open(library_of_three.folders)
    without = notes.backup(library_of_three.folders.data / "without.db")
    notes.star([name], True)
    assert library_of_three.headlines([name])[0].starred
    without.replace(library_of_three.folders.notes)
    assert not library_of_three.headlines([name])[0].starred


def test_damaged_notes_do_not_hide_the_articles(library_of_three: Library) -> None:
    library_of_three.folders.notes.write_bytes(b"not a database at all " * 400)
    with Library.open(library_of_three.folders) as library:
        assert len(library.listing().window(0, 10)) == 3


def test_the_library_can_not_write(library_of_three: Library) -> None:
    db = library_of_three.connection()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM article")


def test_a_damaged_library_says_so(folders: Folders) -> None:
    folders.make()
    folders.library.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    with pytest.raises(LibraryError) as refused:
        Library.open(folders)
    assert refused.value.hint
