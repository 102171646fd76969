"""kill -9 while notes are being saved: what was acknowledged is there, and the next start is clean.

By the notes themselves, and as the app saves: several changes in one go. Five kills each here;
READER_KILLS=200 for the bar of the design.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library.notes import Notes, repair
from reader.library.notes.journal import Journal
from reader.settings import Folders, find_folders
from tests.conftest import THREE, run_import, write_files

KILLS = int(os.environ.get("READER_KILLS", "5"))
WRITER = """
import sys
from reader.article import Article, ArticleId
from reader.library.notes import Notes
from reader.settings import find_folders

name = sys.argv[2]
with Notes.open(find_folders(sys.argv[1])) as notes:
    for number in range(100_000):
        article = ArticleId(f"{name}-{number}")
        notes.remember(Article(article, f"Title {number}", "Text. " * 50, ()))
        made = notes.annotate(article, "note", note=f"{name} wrote {number}")
        print("note", made.id, number, flush=True)
        notes.star([article])
        print("star", article, number, flush=True)
        if number % 5 == 4:
            notes.delete(made.id)
            print("gone", made.id, number, flush=True)
"""


APP = """
import sys
from reader.app.desk import Desk
from reader.settings import Settings, find_folders

name = sys.argv[2]
desk = Desk(find_folders(sys.argv[1]), Settings())
ids = list(desk.listing.ids())
for number in range(100_000):
    article = desk.open(ids[number % len(ids)])
    start = number % (len(article.text) - 9)
    made = desk.annotate(start, start + 9, f"{name} wrote {number}")
    print("note", made.id, number, flush=True)
    desk.set_mark("abc"[number % 3], start)
    written = desk.write_note(f"{name} wrote {number}")
    print("note", written.id, number, flush=True)
    desk.toggle_tag(article.id, f"{name}, {number}")
    desk.toggle_star(article.id)
    desk.notes.undo()
    if number % 5 == 4:
        desk.notes.delete(made.id)
        print("gone", made.id, number, flush=True)
"""


class Writer:
    """A process that saves without pause and says so each time it is told that all is on disk."""

    def __init__(self, home: Path, name: str, program: str = WRITER) -> None:
        self.name = name
        command = [sys.executable, "-c", program, str(home), name]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.output = self.process.stdout

    def kill(self) -> list[list[str]]:
        """What it was told to be on disk before it died."""
        self.process.send_signal(signal.SIGKILL)
        rest = self.output.read()
        assert self.process.wait() == -signal.SIGKILL
        lines = rest.split("\n")[:-1]  # a line cut off by the kill says nothing
        return [line.split() for line in lines]


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


@pytest.mark.parametrize("program", [WRITER, APP], ids=["notes", "app"])
def test_one_writer_killed_again_and_again(tmp_path: Path, program: str) -> None:
    folders = find_folders(str(tmp_path / "home"))
    run_import(write_files(tmp_path / "three", THREE), folders)
    acknowledged: dict[str, list[list[str]]] = {}
    chance = random.Random(KILLS)
    for number in range(KILLS):
        writer = Writer(tmp_path / "home", f"w{number}", program)
        first = [writer.output.readline().split() for _ in range(chance.randint(1, 8))]
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
        first = {w.name: [w.output.readline().split() for _ in range(3)] for w in writers}
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
        assert writer.process.poll() is None
        time.sleep(0.0005)
    time.sleep(delay)
    assert_all_is_there(find_folders(str(home)), {"w": writer.kill()})
