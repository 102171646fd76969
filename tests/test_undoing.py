"""Imports taken back: what they brought goes, what they changed comes back, one's own stays."""

import shutil
import sqlite3
from pathlib import Path

from reader.article import Article
from reader.ingest.importing import import_paths
from reader.ingest.undoing import Followed, follow, named
from reader.library.articles import Library
from reader.library.notes import Notes, repair
from reader.library.placing import remember
from reader.library.versions import versions
from reader.search import answers, refresh
from reader.settings import Folders
from tests.conftest import THREE, run_import, write_files

LEFT = THREE["ferry.txt"] + "\nThe goat has left.\n"
FERRY, MOULIN = "The night ferry comes back", "Le moulin de Saint-Aubin tourne à nouveau"


def undone(folders: Folders) -> tuple[str, Followed]:
    """The name of the step that was taken back, and what became of the library."""
    with Notes.open(folders) as notes, Library.open(folders) as library:
        return notes.undo(), follow(library, notes)


def articles(folders: Folders) -> dict[str, Article]:
    with Library.open(folders) as library:
        return {a.headline: a for a in map(library.article, library.listing().ids())}


def is_sound(folders: Folders) -> bool:
    """Nothing dangles, no count is wrong, and the search finds what is there and nothing else."""
    db = sqlite3.connect(folders.library)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("body", "sketch", "mended", "copy_key"):
        (left,) = db.execute(
            f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT key FROM article)"
        ).fetchone()
        assert not left, table
    (counted,) = db.execute("SELECT total(articles) FROM collection").fetchone()
    assert counted == len(articles(folders))
    db.close()
    return True


def found(folders: Folders, query: str) -> list[str]:
    with Library.open(folders) as library, Notes.open(folders) as notes:
        while refresh(library, seconds=10):
            pass
        (*_, last) = answers(library, notes, query)
        return [hit.headline.title for hit in last.hits]


def test_what_an_import_added_leaves_the_library(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    assert found(folders, "goat") == [FERRY]
    with Notes.open(folders) as notes:
        assert [action for _, action in notes.history()] == ["Import “three”"]
    assert undone(folders) == ("Import “three”", Followed(gone=3))
    assert articles(folders) == {} and is_sound(folders)
    assert found(folders, "goat") == []
    assert undone(folders) == ("", Followed())


def test_importing_again_brings_it_back_with_the_same_ids(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    before = {title: one.id for title, one in articles(folders).items()}
    undone(folders)
    assert run_import(three, folders).added == 3
    assert {title: one.id for title, one in articles(folders).items()} == before
    assert found(folders, "goat") == [FERRY] and is_sound(folders)
    assert undone(folders)[1] == Followed(gone=3)


def test_an_import_that_changes_nothing_is_no_step(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    run_import(three, folders)
    with Notes.open(folders) as notes:
        assert len(notes.history()) == 1


def test_a_changed_article_is_what_it_was_before(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    was = articles(folders)[FERRY]
    write_files(
        three,
        {"ferry.txt": LEFT, "new.txt": "New\n\nHere.\n"},
    )
    run_import(three, folders)
    now = articles(folders)
    assert "goat has left" in now[FERRY].text and len(now) == 4
    with Library.open(folders) as library:
        assert len(versions(library, was.id)) == 2
    assert undone(folders)[1] == Followed(gone=1, back=1)
    assert articles(folders)[FERRY] == was and len(articles(folders)) == 3
    with Library.open(folders) as library:
        assert len(versions(library, was.id)) == 1
    assert run_import(three, folders).updated == 1, "importing again sees that the file is another"
    assert "goat has left" in articles(folders)[FERRY].text
    assert undone(folders)[1] == Followed(gone=1, back=1)
    assert undone(folders)[1] == Followed(gone=3) and is_sound(folders)


def test_a_collection_that_was_renamed_has_its_old_name(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    run_import(three, folders, "Coast")
    assert undone(folders)[1] == Followed(back=3)
    with Library.open(folders) as library:
        assert library.collections() == [("three", 3)]
    assert run_import(three, folders, "Coast").updated == 3


def test_a_moved_folder_is_found_again_after_that_was_taken_back(
    folders: Folders, three: Path
) -> None:
    run_import(three, folders)
    moved = three.rename(three.parent / "moved")
    run_import(moved, folders)
    assert undone(folders)[1] == Followed(back=3)
    report = run_import(moved, folders)
    assert (report.added, report.updated) == (0, 3)


def test_what_carries_something_of_the_users_stays_for_good(folders: Folders, three: Path) -> None:
    """As after the library was deleted: the notes are there before the import."""
    run_import(three, folders)
    with Notes.open(folders) as notes, Library.open(folders) as library:
        ferry = articles(folders)[FERRY]
        remember(library, notes, ferry)
        made = notes.annotate(ferry.id, "highlight", quote=ferry.text[30:50], start=30, end=50)
        notes.star([articles(folders)[MOULIN].id])
    shutil.rmtree(folders.cache)
    run_import(three, folders)
    action, followed = undone(folders)
    assert (action, followed) == ("Import “three”", Followed(gone=1, kept=2))
    assert (
        str(followed)
        == "1 article left the library; 2 articles with stars, tags or notes of yours stay"
    )
    assert set(articles(folders)) == {FERRY, MOULIN}
    with Notes.open(folders) as notes, Library.open(folders) as library:
        assert notes.annotation(made.id).quote == ferry.text[30:50]
        notes.delete(made.id)
        notes.star([articles(folders)[MOULIN].id], False)
        assert follow(library, notes) == Followed(), "it was decided, and stays decided"


def test_a_version_in_which_something_is_marked_stays(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    write_files(three, {"ferry.txt": LEFT})
    run_import(three, folders)
    with Notes.open(folders) as notes, Library.open(folders) as library:
        article = articles(folders)[FERRY]
        at = article.text.index("The goat has left")
        remember(library, notes, article)
        notes.annotate(article.id, "highlight", quote="The goat has left", start=at, end=at + 17)
        # its step is the last one; the import is taken back without it, as by a second window
        step = notes._one("SELECT max(rev) FROM step")
        notes._connections.here().execute("DELETE FROM step WHERE rev = ?", (step,))
    assert undone(folders)[1] == Followed(kept=1)
    assert articles(folders)[FERRY] == article


def test_highlights_follow_the_text_that_came_back(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    article = articles(folders)[FERRY]
    at = article.text.index("a string quartet")
    with Notes.open(folders) as notes, Library.open(folders) as library:
        remember(library, notes, article)
        notes.annotate(article.id, "highlight", quote="a string quartet", start=at, end=at + 16)
    write_files(
        three, {"ferry.txt": THREE["ferry.txt"].replace("After eleven", "After all eleven")}
    )
    run_import(three, folders)
    with Notes.open(folders) as notes:
        (moved,) = notes.annotations()
        assert moved.start == at + 4
    assert undone(folders)[1] == Followed(back=1)
    with Notes.open(folders) as notes:
        (back,) = notes.annotations()
        assert (back.start, back.state) == (at, "exact")


def test_an_import_taken_back_while_it_runs_stops_and_leaves_nothing(
    folders: Folders, tmp_path: Path
) -> None:
    text = "Notice {0}\n\nBerth {0} is closed until the dredger has passed.\n"
    corpus = write_files(tmp_path / "many", {f"{n}.txt": text.format(n) for n in range(60)})
    steps = import_paths([corpus], folders, workers=0)
    last = None
    for last in steps:
        if last.report.added and not last.report.is_undone:
            with Notes.open(folders) as notes:
                notes.undo()
    if last is None or not last.report.is_undone:  # all was stored before it could be said
        with Notes.open(folders) as notes, Library.open(folders) as library:
            notes.undo()
            follow(library, notes)
    assert articles(folders) == {} and is_sound(folders)


def test_a_library_from_before_the_undo_does_not_bring_it_back(
    folders: Folders, three: Path, tmp_path: Path
) -> None:
    run_import(three, folders)
    shutil.copytree(folders.cache, tmp_path / "kept")
    undone(folders)
    shutil.rmtree(folders.cache)
    shutil.copytree(tmp_path / "kept", folders.cache)
    assert len(articles(folders)) == 3
    run_import(write_files(tmp_path / "other", {"a.txt": "Other\n\nText.\n"}), folders)
    assert list(articles(folders)) == ["Other"]


def test_it_outlives_a_repair_of_the_notes(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    with Notes.open(folders) as notes:
        notes.undo()
    folders.notes.unlink()
    repair.mend(folders)
    with Notes.open(folders) as notes, Library.open(folders) as library:
        assert follow(library, notes) == Followed(gone=3)


def test_an_import_goes_on_where_the_notes_take_no_step(folders: Folders, three: Path) -> None:
    folders.make()
    folders.notes.write_bytes(b"no database at all" * 100)
    assert run_import(three, folders).added == 3
    assert folders.notes.read_bytes() == b"no database at all" * 100


def test_why_an_undone_import_is_not_gone_yet_is_said(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    with Notes.open(folders) as notes:
        notes.undo()
    kept = folders.notes.read_bytes()
    db = sqlite3.connect(folders.notes)
    db.execute("PRAGMA user_version = 999")
    db.close()
    report = run_import(three, folders)
    assert report.unchanged == 3 and "newer reader" in report.waits
    folders.notes.write_bytes(kept)
    assert run_import(three, folders).waits == ""


def test_what_became_of_it_is_one_sentence() -> None:
    assert str(Followed()) == ""
    assert str(Followed(gone=1, cut_off="The disk is full.")) == (
        "1 article left the library; the rest waits for the next start: The disk is full"
    )


def test_the_name_says_what_was_imported() -> None:
    paths = [Path("/x/articles"), Path("b.md"), Path("c\x1b[2J\x07.md"), Path("/")]
    assert named(paths[:1]) == "“articles”"
    assert named(paths[:2]) == "“articles” and “b.md”"
    assert named(paths) == "“articles” and 3 more"
    assert "\x1b" not in named(paths[2:]) and "“/”" in named(paths[2:])
