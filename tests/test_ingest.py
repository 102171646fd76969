"""Imports from end to end, on real files: what is found, left out, moved, changed; the crew."""

import os
import threading
from collections import deque
from pathlib import Path

import pytest

from reader.article import Block, Filter
from reader.errors import LibraryError, ReaderError
from reader.ingest.importing import Progress, import_paths
from reader.ingest.preparing import count_words
from reader.ingest.sample import sample_corpus
from reader.ingest.walk import Skipped, walk
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.prepared import title_key
from reader.library.writer import Writer
from reader.settings import Folders
from tests.conftest import run_import, write_files


def many(folder: Path, count: int) -> Path:
    """A folder of documents, each with words of its own."""
    text = "Harbour notice {0}\n\nBerth {0} is closed until the dredger has passed.\n"
    return write_files(folder, {f"{n % 7}/{n:04d}.txt": text.format(n) for n in range(count)})


def contents(folders: Folders) -> list[tuple[str, str, str, str, tuple[Block, ...]]]:
    """Everything an import leaves behind; copies of one title have no order of their own."""
    with Library.open(folders) as library:
        found = [library.article(name) for name in library.listing(Filter(), "title").ids()]
    return sorted((each.id, each.source, each.text, each.headline, each.blocks) for each in found)


def test_a_folder_becomes_a_collection(folders: Folders, three: Path) -> None:
    report = run_import(three, folders)
    assert (report.added, report.articles, report.skipped) == (3, 3, ())
    with Library.open(folders) as library:
        assert library.collections() == [("three", 3)]


def test_a_file_goes_to_the_collection_of_its_folder(folders: Folders, three: Path) -> None:
    run_import(three / "ferry.txt", folders)
    with Library.open(folders) as library:
        assert library.collections() == [("three", 1)]
    assert run_import(three, folders).unchanged == 1


def test_importing_again_changes_nothing(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    before = contents(folders)
    for path in (three, three / "moulin.txt"):
        again = run_import(path, folders)
        assert (again.added, again.updated, again.articles) == (0, 0, 0)
    os.utime(three / "ferry.txt", ns=(1, 1))
    assert run_import(three, folders).unchanged == 3
    assert contents(folders) == before


def test_a_named_collection_moves_what_is_there(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    names = [row[0] for row in contents(folders)]
    assert run_import(three, folders, "Coast").updated == 3
    assert [row[0] for row in contents(folders)] == names
    assert run_import(three, folders).unchanged == 3  # unnamed, it stays where it was put
    with Library.open(folders) as library:
        assert library.collections() == [("Coast", 3)]


def test_a_moved_folder_keeps_its_articles_and_notes(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    names = [row[0] for row in contents(folders)]
    with Library.open(folders) as library:
        Notes.open(folders).star([library.resolve(names[0])], True)
    moved = three.rename(three.parent / "moved")
    report = run_import(moved, folders)
    assert (report.added, report.updated) == (0, 3)
    assert [row[0] for row in contents(folders)] == names
    with Library.open(folders) as library:
        assert library.collections() == [("moved", 3)]
        assert library.listing(Filter(is_starred=True)).count() == 1


def test_a_changed_file_keeps_its_article(folders: Folders, three: Path) -> None:
    run_import(three, folders)
    names = {row[0] for row in contents(folders)}
    (three / "ferry.txt").write_text("The night ferry rests\n\nIts engine is being looked at.\n")
    report = run_import(three, folders)
    assert (report.added, report.updated, report.unchanged) == (0, 1, 2)
    assert {row[0] for row in contents(folders)} == names


def test_what_is_no_document_is_left_out_with_a_reason(folders: Folders, three: Path) -> None:
    write_files(three, {".hidden.txt": "x y", ".git/config.txt": "x y", "a.pdf": "x y"})
    (three / "empty.txt").touch()
    (three / "dots.txt").write_text("... --- ...\n")
    (three / "image.txt").write_bytes(b"\x89PNG\0\0\0")
    (three / "link.txt").symlink_to(three / "ferry.txt")
    (three / "loop").symlink_to(three)
    (three / "broken.txt").symlink_to(three / "nowhere")
    os.mkfifo(three / "pipe.txt")
    report = run_import(three, folders)
    reasons = {found.path.name: found.reason for found in report.skipped}
    assert report.added == 3
    wanted = {
        ".hidden.txt": "hidden",
        ".git": "hidden folder",
        "a.pdf": "“.pdf” files can't be read",
        "empty.txt": "empty",
        "dots.txt": "no text",
        "image.txt": "not text",
        "link.txt": "link",
        "loop": "link",
        "broken.txt": "link",
        "pipe.txt": "pipe",
    }
    assert {name for name, part in wanted.items() if part in reasons[name]} == set(wanted)
    assert set(reasons) == set(wanted)


def test_a_huge_file_and_an_endless_line_are_left_out(folders: Folders, three: Path) -> None:
    with (three / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (three / "line.txt").write_bytes(b"mot " * 12_500_000)
    report = run_import(three, folders)
    reasons = {found.path.name: found.reason for found in report.skipped}
    assert report.added == 3
    assert reasons == {
        "huge.txt": "it is larger than 64 MiB",
        "line.txt": "a line of it is longer than 32 MiB",
    }


def test_what_the_system_will_not_read_is_left_out(folders: Folders, three: Path) -> None:
    """A regular file of which every read fails, for root too."""
    steps = import_paths([three, Path("/proc/self/mem")], folders)
    (last,) = deque(steps, maxlen=1)
    assert last.report.added == 3
    (skipped,) = last.report.skipped
    assert skipped.reason == "it can't be read: Input/output error"


def test_what_a_person_names_is_followed(folders: Folders, three: Path) -> None:
    (three.parent / "door").symlink_to(three)
    hidden = write_files(three.parent / ".kept", {"a.txt": "Some words.\n", "README": "More.\n"})
    run_import(three.parent / "door", folders)
    run_import(hidden, folders)
    run_import(hidden / "README", folders)
    with Library.open(folders) as library:
        assert library.collections() == [(".kept", 2), ("three", 3)]


def test_a_path_that_is_not_there_is_left_out(folders: Folders, tmp_path: Path) -> None:
    report = run_import(tmp_path / "missing", folders)
    assert report.skipped == (Skipped(tmp_path / "missing", "there is no such file or folder"),)


def test_an_empty_folder_is_no_error(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = run_import(tmp_path / "empty", folders)
    assert (report.added, report.skipped) == (0, ())


def test_names_of_files_may_be_anything(folders: Folders, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"esc\x1b]0;gone\x07.txt", b"line\nfeed.txt", "été.txt".encode()):
        (folder / os.fsdecode(name)).write_text(f"Words of {name!r}.\n")
    assert run_import(folder, folders).added == 4
    assert run_import(folder, folders).unchanged == 4
    with Library.open(folders) as library:
        sources = [row.source for row in library.listing().window(0, 9)]
    assert "odd/caf\\xe9.txt" in sources and "odd/été.txt" in sources
    assert not any(ord(c) < 32 for source in sources for c in source)


def test_one_path_named_twice_is_imported_once(three: Path) -> None:
    found = list(walk([three, three / "ferry.txt", three]))
    assert len(found) == 3


def test_a_stopped_import_keeps_what_it_has_and_goes_on(folders: Folders, tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 200)
    counted: list[int] = []

    def stop() -> bool:
        counted.append(1)
        return len(counted) > 30

    *_, last = import_paths([folder], folders, workers=0, stop=stop)
    assert last.is_done and last.doing == "Stopped"
    with Library.open(folders) as library:
        assert 0 < library.count() == last.report.added < 200
    report = run_import(folder, folders)
    assert report.unchanged == last.report.added
    assert report.added + report.unchanged == 200


def test_progress_counts_only_what_is_on_disk(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.ingest.importing._EACH", 0.0)
    steps: list[Progress] = []
    with Writer.open(folders), Library.open(folders) as library:
        for step in import_paths([many(tmp_path / "many", 40)], folders, workers=1):
            assert library.count() == step.report.articles
            steps.append(step)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert {"Looking for documents", "Cleaning and storing", "Done"} <= {s.doing for s in steps}
    assert (steps[-1].done, steps[-1].total, steps[-1].seconds_left) == (40, 40, 0.0)


def test_an_abandoned_import_keeps_what_it_has(folders: Folders, tmp_path: Path) -> None:
    steps = import_paths([many(tmp_path / "many", 400)], folders, workers=2)
    for step in steps:
        if step.report.added:
            break
    steps.close()  # type: ignore[attr-defined]
    with Library.open(folders) as library:
        assert library.count() >= step.report.added > 0


def test_two_imports_at_once_both_succeed(folders: Folders, tmp_path: Path) -> None:
    left, right = many(tmp_path / "left", 80), many(tmp_path / "right", 80)
    reports = []
    threads = [
        threading.Thread(target=lambda path=path: reports.append(run_import(path, folders)))
        for path in (left, right)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.added for report in reports) == [80, 80]
    with Library.open(folders) as library:
        assert library.collections() == [("left", 80), ("right", 80)]


def test_a_library_that_can_not_be_made_is_said(tmp_path: Path, three: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blocked = Folders(*(tmp_path / "file" / name for name in ("data", "cache", "config", "state")))
    with pytest.raises(ReaderError, match="cannot be made"):
        run_import(three, blocked)
    folders = Folders(*(tmp_path / "home" / name for name in ("data", "cache", "config", "state")))
    folders.make()
    folders.library.mkdir()
    with pytest.raises(LibraryError, match="cannot be opened"):
        run_import(three, folders)


def test_the_sample_corpus_is_there() -> None:
    assert sum(path.suffix in (".txt", ".md") for path in sample_corpus().rglob("*")) >= 24


def test_titles_sort_by_their_letters() -> None:
    assert title_key("« Éclair » au café") == "eclair » au cafe"
    assert title_key("!!!") == "!!!"
    assert sorted(["Zoo", "été", "Eau"], key=title_key) == ["Eau", "été", "Zoo"]


def test_words_are_counted_in_every_script() -> None:
    from reader.article import Block

    assert count_words("Two words", (Block(0, 9, "paragraph"),)) == 2
    assert count_words("Two words", (Block(0, 9, "boilerplate", hidden=True),)) == 0
    assert count_words("港の船が戻る", (Block(0, 6, "paragraph"),)) == 4


@pytest.mark.skipif("READER_REAL_CORPUS" not in os.environ, reason="READER_REAL_CORPUS is not set")
def test_the_real_documents(folders: Folders) -> None:
    corpus = Path(os.environ["READER_REAL_CORPUS"])
    assert run_import(corpus, folders).articles == 13
    assert run_import(corpus, folders).unchanged == 5
