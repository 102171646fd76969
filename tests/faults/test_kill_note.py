"""kill -9 while notes are being saved: what was acknowledged is there, and the next start is clean.

By the notes themselves, and as the app saves: several changes in one go. Five kills each here;
READER_KILLS=200 for the bar of the design.
"""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from reader.app.desk import Desk
from reader.article import Article, ArticleId
from reader.library.notes import Notes, repair
from reader.library.notes.journal import Journal
from reader.settings import Folders, Settings, find_folders
from tests.conftest import THREE, run_import, write_files
from tests.faults.children import Child, Say

KILLS = int(os.environ.get("READER_KILLS", "5"))


def by_notes(say: Say, home: Path, name: str) -> None:
    """Save without pause, and say so each time that all is on disk."""
    with Notes.open(find_folders(str(home))) as notes:
        for number in range(100_000):
            article = ArticleId(f"{name}-{number}")
            notes.remember(Article(article, f"Title {number}", "Text. " * 50, ()))
            made = notes.annotate(article, "note", note=f"{name} wrote {number}")
            say(f"note {made.id} {number}")
            notes.star([article])
            say(f"star {article} {number}")
            if number % 5 == 4:
                notes.delete(made.id)
                say(f"gone {made.id} {number}")


def by_app(say: Say, home: Path, name: str) -> None:
    """The same as the app does it; each writer marks other passages, where a new one is made."""
    desk = Desk(find_folders(str(home)), Settings())
    ids = list(desk.listing.ids())
    for number in range(100_000):
        article = desk.open(ids[number % len(ids)])
        start = number % 100
        made = desk.annotate(start, 101 + int(name[1:]), f"{name} wrote {number}")
        say(f"note {made.id} {number}")
        desk.set_mark("abc"[number % 3], start)
        written = desk.write_note(f"{name} wrote {number}")
        say(f"note {written.id} {number}")
        desk.toggle_tag(article.id, f"{name}, {number}")
        desk.toggle_star(article.id)
        desk.notes.undo()
        if number % 5 == 4:
            desk.notes.delete(made.id)
            say(f"gone {made.id} {number}")


class Writer:
    """A process that saves without pause."""

    def __init__(self, home: Path, name: str, program: Callable[..., None] = by_notes) -> None:
        self.name = name
        self.child = Child(program, home, name)

    def said(self, count: int) -> list[list[str]]:
        """The next so many things that it was told to be on disk."""
        return [line.split() for line in islice(self.child.lines(), count)]

    def kill(self) -> list[list[str]]:
        """The others, until it died."""
        return [line.split() for line in self.child.kill()]


def assert_all_is_there(folders: Folders, acknowledged: dict[str, list[list[str]]]) -> None:
    with Notes.open(folders) as notes:
        written = {one.id: one.note for one in notes.annotations()}
        for name, lines in acknowledged.items():
            deleted = {key for what, key, _ in lines if what == "gone"}
            last = max((int(number) for _, _, number in lines), default=0)
            for what, key, number in lines:
                may_be_gone = key in deleted or (int(number) == last and last % 5 == 4)
                if what == "note" and not may_be_gone:
                    assert written[key] == f"{name} wrote {number}"
                elif what == "gone":
                    assert key not in written
                elif what == "star":
                    assert notes.is_starred(key)  # type: ignore[arg-type]
    assert not Notes.open(folders).remarks, "the second start has nothing to mend"
    assert not repair.problems(folders)


def assert_journal_and_database_agree(folders: Folders, scratch: Path) -> None:
    scratch.unlink(missing_ok=True)
    repair.from_journal(Journal(folders.journal), scratch)
    assert dump(scratch) == dump(folders.notes)


def dump(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    try:
        return sorted(db.iterdump())
    finally:
        db.close()


@pytest.mark.parametrize("program", [by_notes, by_app])
def test_one_writer_killed_again_and_again(
    tmp_path: Path, program: Callable[[Say, Path, str], None]
) -> None:
    folders = find_folders(str(tmp_path / "home"))
    texts = {file: f"{text}\n{'More words of it. ' * 40}\n" for file, text in THREE.items()}
    run_import(write_files(tmp_path / "three", texts), folders)
    acknowledged: dict[str, list[list[str]]] = {}
    chance = random.Random(KILLS)
    for number in range(KILLS):
        writer = Writer(tmp_path / "home", f"w{number}", program)
        first = writer.said(chance.randint(1, 8))
        time.sleep(chance.random() * 0.012)  # anywhere in a save
        acknowledged[writer.name] = first + writer.kill()
        assert_all_is_there(folders, acknowledged)
    assert_journal_and_database_agree(folders, tmp_path / "again.db")


def test_four_writers_at_once_killed_together(tmp_path: Path) -> None:
    folders = find_folders(str(tmp_path / "home"))
    acknowledged: dict[str, list[list[str]]] = {}
    chance = random.Random(KILLS)
    for number in range(max(1, KILLS // 4)):
        writers = [Writer(tmp_path / "home", f"r{number}w{one}") for one in range(4)]
        first = {w.name: w.said(3) for w in writers}
        time.sleep(chance.random() * 0.02)
        for writer in writers:
            acknowledged[writer.name] = first[writer.name] + writer.kill()
        assert_all_is_there(folders, acknowledged)
    assert_journal_and_database_agree(folders, tmp_path / "again.db")


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.005, 0.01][: max(1, KILLS - 1)])
def test_a_first_start_that_is_killed_is_followed_by_a_clean_one(
    tmp_path: Path, delay: float
) -> None:
    home = tmp_path / "home"
    writer = Writer(home, "w")
    notes_file = find_folders(str(home)).notes
    while not notes_file.exists():
        assert writer.child.is_alive
        time.sleep(0.0005)
    time.sleep(delay)
    assert_all_is_there(find_folders(str(home)), {"w": writer.kill()})
