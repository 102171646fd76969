"""Several changes as one save: on disk together or not at all, and each a step of its own."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.app.desk import Desk
from reader.article import Article, ArticleId
from reader.errors import NotesError
from reader.library.notes import Notes, repair
from reader.library.notes.journal import Journal
from reader.settings import Folders, Settings
from tests.app.opened import FOUR, library_in

A, B = ArticleId("aaaa"), ArticleId("bbbb")
FERRY = Article(A, "Ferry", "The ferry leaves at noon. " * 20, ())


def commits(folders: Folders) -> int:
    """SQLite's own count of changes to the file, in its header."""
    return int.from_bytes(folders.notes.read_bytes()[24:28], "big")


def test_several_changes_are_one_commit_and_several_steps(folders: Folders) -> None:
    with Notes.open(folders) as notes:
        notes.star([B])
        before = commits(folders)
        with notes.at_once():
            notes.remember(FERRY)
            made = notes.annotate(A, "note", note="One save.")
            notes.star([A], label="Ferry")
        assert commits(folders) == before + 1
        assert notes.text_of(made.id) == FERRY.text
        assert notes.undo() == "Star “Ferry”"
        assert notes.undo() == "Note on “Ferry”"
        assert notes.is_starred(B) and not notes.annotations()
        assert not repair.problems(folders)


def test_a_failure_within_takes_all_of_it_back(folders: Folders) -> None:
    with Notes.open(folders) as notes:
        notes.star([B])
        size = Journal(folders.journal).sizes()
        with pytest.raises(NotesError, match="no more"), notes.at_once():
            notes.star([A])
            raise NotesError("no more")
        assert not notes.is_starred(A)
        assert Journal(folders.journal).sizes() == size
        notes.tag([A], "after")
    with Notes.open(folders) as again:
        assert again.tags_of(A) == ("after",) and not again.is_starred(A)
        assert not again.remarks and not repair.problems(folders)


def test_another_thread_is_not_part_of_it(folders: Folders) -> None:
    with Notes.open(folders) as notes:
        other = threading.Thread(target=lambda: notes.star([B]))
        with pytest.raises(NotesError), notes.at_once():
            notes.star([A])
            other.start()
            other.join(0.05)
            assert other.is_alive(), "it waits until this save is done"
            raise NotesError("no more")
        other.join()
        assert notes.is_starred(B) and not notes.is_starred(A)


def test_a_first_highlight_in_the_app_is_one_commit(folders: Folders, tmp_path: Path) -> None:
    """With the article's text and its way to the raw one, which were two more."""
    library_in(folders, tmp_path / "four", FOUR)
    desk = Desk(folders, Settings())
    first, second, third, fourth = desk.listing.ids()
    desk.notes.star([A])

    def costs(act: Callable[[], object]) -> int:
        before = commits(folders)
        act()
        return commits(folders) - before

    desk.open(first)
    assert costs(lambda: desk.annotate(0, 9)) == 1
    assert costs(lambda: desk.set_mark("a", 3)) == 1
    assert costs(lambda: desk.set_mark("a", 5)) == 1
    desk.open(second)
    assert costs(lambda: desk.write_note("A thought.")) == 1
    assert costs(lambda: desk.toggle_star(third)) == 1
    assert costs(lambda: desk.toggle_tag(fourth, "sea, land")) == 1
    desk.library.close()
    desk.notes.close()
