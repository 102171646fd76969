"""The index follows the library, whatever happens to either."""

import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.articles import Library
from reader.library.fulltext import Index
from reader.library.notes import Notes
from reader.search import answers, refresh, search
from reader.settings import Folders
from tests.benchmarks.corpus import fill
from tests.conftest import run_import, write_files
from tests.search.conftest import Finder


def test_a_new_article_is_found(finder: Finder, folders: Folders, tmp_path: Path) -> None:
    assert finder.names("'zeppelin") == []
    run_import(write_files(tmp_path / "more", {"z.txt": "A zeppelin lands\n\nSoftly.\n"}), folders)
    assert finder.names("'zeppelin") == ["z"]
    assert finder.names("zepelin") == ["z"]  # the vocabulary knows it too


def test_a_changed_article_is_found_by_its_new_words(
    finder: Finder, folders: Folders, corpus: Path
) -> None:
    assert finder.names("'goat") == ["ferry"]
    write_files(corpus, {"ferry.txt": "The night ferry comes back\n\nA very calm llama.\n"})
    run_import(corpus, folders)
    assert finder.names("'goat") == []
    assert finder.names("'llama") == ["ferry"]


def test_a_removed_article_is_not_found(finder: Finder, folders: Folders) -> None:
    (hit,) = finder.hits("'goat")
    with sqlite3.connect(folders.library) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM article WHERE id = ?", (hit.headline.id,))
    db.close()
    assert finder.names("'goat") == []


def test_refresh_counts_and_then_has_nothing_to_do(library: Library) -> None:
    assert refresh(library) == 11
    assert refresh(library) == 0


def _remove(index: Path) -> None:
    for name in index.parent.glob(f"{index.name}*"):
        name.unlink()


def _scribble(index: Path) -> None:
    _remove(index)
    index.write_bytes(b"this is no database" * 500)


def _empty(index: Path) -> None:
    _remove(index)
    index.touch()


def _tear(index: Path) -> None:
    """Every page but the first is noise."""
    with sqlite3.connect(index) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    data = index.read_bytes()
    _remove(index)
    index.write_bytes(data[:8192] + random.Random(3).randbytes(len(data) - 8192))


def _older(index: Path) -> None:
    with sqlite3.connect(index) as db:
        db.execute("UPDATE state SET value = 0 WHERE name = 'fold'")
        db.execute("DELETE FROM doc")
    db.close()


@pytest.mark.parametrize("spoil", [_remove, _scribble, _empty, _tear, _older])
@pytest.mark.parametrize("is_open", [True, False])
def test_a_spoilt_index_is_made_anew(
    finder: Finder, folders: Folders, spoil: Callable[[Path], None], is_open: bool
) -> None:
    """Before a program starts, and under one that runs."""
    refresh(finder.library)
    if is_open:
        assert finder.names("'goat") == ["ferry"]
    spoil(folders.index)
    assert finder.names("'goat") == ["ferry"]
    assert finder.names("orchrad")[:1] == ["orchard"]


def test_an_index_of_another_library_is_made_anew(
    finder: Finder, folders: Folders, tmp_path: Path
) -> None:
    refresh(finder.library)
    finder.library.close()
    for name in folders.library.parent.glob(f"{folders.library.name}*"):
        name.unlink()
    names = {f"{n}.txt": f"Zeppelin number {n}\n\nIt lands softly.\n" for n in range(20)}
    run_import(write_files(tmp_path / "other", names), folders)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        assert search(library, notes, "'goat").hits == ()
        assert len(search(library, notes, "'zeppelin").hits) == 20


def test_a_log_that_was_trimmed(finder: Finder, folders: Folders) -> None:
    """An index that starts from nothing doesn't need the log."""
    with sqlite3.connect(folders.library) as db:
        db.execute("DELETE FROM change WHERE seq < (SELECT max(seq) FROM change)")
    db.close()
    assert refresh(finder.library) == 11
    assert finder.names("'goat") == ["ferry"]


def _indexed(folders: Folders) -> int:
    db = sqlite3.connect(f"{folders.index.as_uri()}?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM doc").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        db.close()


_REFRESH = """
import sys
from reader.library.articles import Library
from reader.library.fulltext import Index
from reader.search import refresh
from reader.settings import find_folders
refresh(Library.open(find_folders(sys.argv[1])))
"""


def test_killed_in_the_middle_it_goes_on(tmp_path: Path, folders: Folders) -> None:
    fill(folders, 2500, size=200)
    home = str(tmp_path / "home")
    for _ in range(2):
        before = _indexed(folders) if folders.index.exists() else 0
        running = subprocess.Popen([sys.executable, "-c", _REFRESH, home])
        while running.poll() is None and (
            not folders.index.exists() or _indexed(folders) <= before
        ):
            time.sleep(0.005)
        running.kill()  # nothing, if it has ended meanwhile
        running.wait()
    with Library.open(folders) as library, Notes.open(folders) as notes:
        left = refresh(library)
        assert left < 2500
        for number in (0, 1249, 2499):
            (hit,) = search(library, notes, f"'{number}").hits
            assert f"({number})" in hit.headline.title
    assert _indexed(folders) == 2500


def test_two_programs_at_once(tmp_path: Path, folders: Folders) -> None:
    """Both may index, and search meanwhile; nothing is indexed twice."""
    fill(folders, 2000, size=200)
    command = [sys.executable, "-c", _REFRESH, str(tmp_path / "home")]
    running = [subprocess.Popen(command) for _ in range(2)]
    with Library.open(folders) as library, Notes.open(folders) as notes:
        search(library, notes, "ferry")
        assert [each.wait() for each in running] == [0, 0]
        assert refresh(library) == 0
        assert len(search(library, notes, "'1999").hits) == 1
    assert _indexed(folders) == 2000


def test_a_stale_search_stops(finder: Finder) -> None:
    asked: list[int] = []

    def is_stale() -> bool:
        asked.append(1)
        return len(asked) > 2

    assert list(answers(finder.library, finder.notes, "fery", is_stale=lambda: True)) == []
    assert len(list(answers(finder.library, finder.notes, "fery", is_stale=is_stale))) == 1


def test_an_answer_nobody_finished_reading_holds_nobody_up(finder: Finder) -> None:
    unread = answers(finder.library, finder.notes, "fery")
    next(unread)
    assert finder.names("fery")[0] == "ferry"
    assert next(unread).is_final


def test_many_threads_all_get_their_answer(finder: Finder) -> None:
    """None of them is stale, so none is cut off for another."""
    queries = ["fery", "goat", "orchrad roof", "駅舎", "-pear", "lang:en pear"] * 4
    expected = [finder.names(query) for query in queries]
    found: dict[int, list[str]] = {}

    def ask(number: int) -> None:
        found[number] = finder.names(queries[number])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(queries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(len(queries))] == expected


@pytest.mark.parametrize("count", [20, 140])
def test_a_search_awaits_an_index_that_another_program_keeps_from_being_made(
    folders: Folders, count: int
) -> None:
    """A few articles are indexed at once, many beside the searches: neither finds no tables."""
    fill(folders, count, size=50)
    Index(folders.index, folders.library).close()
    other = sqlite3.connect(folders.index, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.5, other.execute, ("ROLLBACK",))
    release.start()
    with Library.open(folders) as library, Notes.open(folders) as notes:
        *_, last = answers(library, notes, "in")
    release.join()
    other.close()
    assert last.headlines
