"""The writer: which document one is, versions, the change log, two writers, a full disk."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import Document
from reader.errors import LibraryError
from reader.ingest.preparing import prepare
from reader.library import changes
from reader.library.articles import Library
from reader.library.prepared import Prepared, article_id, unpack_data
from reader.library.writer import Writer
from reader.settings import Folders

TEXT = "The lighthouse keeper retires\n\nForty winters, and not one night without a light.\n"


def document(path: Path, text: str = TEXT, collection: str = "coast") -> Prepared:
    """A document that lies at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    source = f"{collection}/{path.name}"
    return prepare(Document(source, collection, str(path), text.encode(), modified_ns=1))


def all_ids(folders: Folders) -> list[str]:
    with Library.open(folders) as library:
        return sorted(library.listing().ids())


def test_the_same_again_changes_nothing(folders: Folders, tmp_path: Path) -> None:
    prepared = document(tmp_path / "a.txt")
    with Writer.open(folders) as writer:
        assert writer.store(prepared) == "added"
        writer.commit()
        with Library.open(folders) as library:
            before = library.data_version()
            assert writer.store(replace(prepared, modified_ns=2)) == "unchanged"
            writer.commit()
            assert library.data_version() == before
        known = writer.known(str(tmp_path / "a.txt"))
        assert known is not None and known.modified_ns == 2


def test_a_changed_file_is_a_new_version_of_the_same_article(
    folders: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    with Writer.open(folders) as writer:
        writer.store(document(path))
        (name,) = all_ids(folders) or [article_id("coast/a.txt", 0)]
        assert writer.store(document(path, TEXT + "\nA correction.\n")) == "updated"
    assert all_ids(folders) == [name]
    with Library.open(folders) as library:
        assert "A correction." in library.article(library.resolve(name)).text
        db = library.connection()
        (kept,) = db.execute("SELECT data FROM version").fetchall()
        assert unpack_data(kept[0]) == TEXT.encode()


def test_a_moved_file_keeps_its_ids(folders: Folders, tmp_path: Path) -> None:
    with Writer.open(folders) as writer:
        writer.store(document(tmp_path / "a.txt"))
        writer.commit()
        before = all_ids(folders)
        (tmp_path / "a.txt").unlink()
        moved = document(tmp_path / "deep" / "b.txt", collection="elsewhere")
        assert writer.store(moved) == "updated"
        writer.commit()
        assert all_ids(folders) == before
        assert writer.store(document(tmp_path / "a.txt", TEXT + "Another story.\n")) == "added"
    names = all_ids(folders)
    assert len(names) == 2 and before[0] in names
    with Library.open(folders) as library:
        article = library.article(library.resolve(before[0]))
        assert (article.source, article.collection) == ("elsewhere/b.txt", "elsewhere")
        assert library.collections() == [("coast", 1), ("elsewhere", 1)]


def test_a_copy_is_another_document(folders: Folders, tmp_path: Path) -> None:
    with Writer.open(folders) as writer:
        writer.store(document(tmp_path / "a.txt"))
        assert writer.store(document(tmp_path / "b.txt")) == "added"
    assert len(all_ids(folders)) == 2


def test_two_folders_of_one_name_stay_two(folders: Folders, tmp_path: Path) -> None:
    with Writer.open(folders) as writer:
        writer.store(document(tmp_path / "one" / "a.txt"))
        assert writer.store(document(tmp_path / "two" / "a.txt", TEXT + "Other.\n")) == "added"
        assert writer.store(document(tmp_path / "two" / "a.txt", TEXT + "Other.\n")) == "unchanged"
    assert len(all_ids(folders)) == 2


def test_a_document_that_lost_articles_loses_them_here(folders: Folders, tmp_path: Path) -> None:
    whole = document(tmp_path / "a.txt")
    twice = replace(whole, articles=whole.articles * 2, sha256="0" * 64)
    with Writer.open(folders) as writer:
        writer.store(twice)
        writer.store(whole)
    assert len(all_ids(folders)) == 1
    with Library.open(folders) as library:
        log = changes.after(library.connection(), 0)
        assert [change.op for change in log] == ["added", "added", "updated", "removed"]
        assert changes.after(library.connection(), log[1].seq, 1) == [log[2]]
        assert library.count() == 1
        orphans = "SELECT count(*) FROM body WHERE article NOT IN (SELECT key FROM article)"
        assert library.connection().execute(orphans).fetchone() == (0,)


def test_a_trimmed_log_goes_on_counting(folders: Folders, tmp_path: Path) -> None:
    with Writer.open(folders) as writer:
        writer.store(document(tmp_path / "a.txt"))
        writer.commit()
        changes.trim(writer._db, 1)
        writer.store(document(tmp_path / "b.txt"))
    with Library.open(folders) as library:
        db = library.connection()
        assert changes.latest(db) == 2
        assert [change.seq for change in changes.after(db, 0)] == [2]
        assert not changes.is_complete_after(db, 0)
        assert changes.is_complete_after(db, 1)
        assert [key for batch in changes.all_articles(db, 1) for key in batch] == [1, 2]


def test_new_rules_clean_again_without_a_version(folders: Folders, tmp_path: Path) -> None:
    prepared = document(tmp_path / "a.txt")
    with Writer.open(folders) as writer:
        writer.store(replace(prepared, rules=-1))
        assert writer.store(prepared) == "updated"
    with Library.open(folders) as library:
        assert library.connection().execute("SELECT count(*) FROM version").fetchone() == (0,)


def test_a_name_that_is_no_utf8_is_kept(folders: Folders, tmp_path: Path) -> None:
    strange = str(tmp_path) + "/caf\udce9.txt"
    prepared = replace(document(tmp_path / "a.txt"), path=strange)
    with Writer.open(folders) as writer:
        assert writer.store(prepared) == "added"
        known = writer.known(strange)
    assert known is not None and known.path == str(tmp_path).encode() + b"/caf\xe9.txt"


def test_two_writers_take_turns(folders: Folders, tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with Writer.open(folders) as writer:
                for number in range(60):
                    writer.store(document(tmp_path / name / f"{number}.txt", TEXT + name, name))
                    if number % 5 == 0:
                        writer.commit()
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=write, args=(name,)) for name in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with Library.open(folders) as library:
        assert library.collections() == [("left", 60), ("right", 60)]


def test_a_full_disk_keeps_what_was_committed(folders: Folders, tmp_path: Path) -> None:
    writer = Writer.open(folders)
    writer.store(document(tmp_path / "a.txt"))
    writer.commit()
    (pages,) = writer._db.execute("PRAGMA page_count").fetchone()
    writer._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(LibraryError, match="disk is full") as failed, writer:
        for number in range(100):
            writer.store(document(tmp_path / f"{number}.txt", TEXT * 60 + str(number)))
    assert "kept" in failed.value.hint
    with Library.open(folders) as library:
        assert library.count() == 1
    db = sqlite3.connect(folders.library)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_a_locked_library_is_said(folders: Folders, tmp_path: Path) -> None:
    with Writer.open(folders) as first:
        first.store(document(tmp_path / "a.txt"))
        with Writer.open(folders) as second:
            second._db.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(LibraryError, match="in use by another program"):
                second.store(document(tmp_path / "b.txt"))
            first.commit()
            assert second.store(document(tmp_path / "b.txt")) == "added"
