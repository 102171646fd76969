"""kill -9 at any moment of an import: nothing acknowledged is lost, and it goes on from there.

From the backup before it to the index after it, over articles in which something is marked and
that the import changes. Five kills in the suite; `READER_KILLS=200` for the bar of the design.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from reader.article import Annotation, Article, Filter
from reader.library.articles import Library
from reader.library.notes import Notes, backups, repair
from reader.library.notes.connection import peek
from reader.library.notes.journal import Journal
from reader.library.placing import remember
from reader.settings import Folders, find_folders
from tests.conftest import run_import, write_files
from tests.faults.test_kill_note import dump

KILLS = int(os.environ.get("READER_KILLS", "5"))
OLD, NEW, CHANGED = 24, 24, 16
TEXT = "Tide table {0}\n\nHigh water at berth {0} comes a little later every day.\n"
_IMPORT = """
import sys
from pathlib import Path
from reader.ingest import import_paths, importing
from reader.search import indexing
from reader.settings import find_folders
importing._EACH = 0.0
indexing._BATCH = indexing._UNPACKED = 5
folders = find_folders(sys.argv[2])
print("Beginning", 0, flush=True)
for step in import_paths([Path(sys.argv[1])], folders, workers=2):
    print(step.doing, step.report.added + step.report.updated, flush=True)
for _ in indexing.steps(folders, most=5):
    print("Indexing", step.report.added + step.report.updated, flush=True)
print("Over", step.report.added + step.report.updated, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Harbour:
    """A folder that has changed since it was imported into `home`, where highlights are."""

    corpus: Path
    home: Path
    marked: list[Annotation]
    lines: int  # that an import says from its beginning to its end
    articles: list[Article]  # what an import without a kill leaves
    placed: list[Annotation]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Harbour:
    scratch = tmp_path_factory.mktemp("harbour")
    home, after = scratch / "home", scratch / "after"
    files = {f"{n % 5}/{n:03d}.txt": TEXT.format(n) * (1 + n % 9) for n in range(OLD)}
    corpus = write_files(scratch / "tides", files)
    folders = find_folders(str(home))
    run_import(corpus, folders)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        for name in library.listing().ids():
            article = library.article(name)
            remember(library, notes, article)
            notes.annotate(name, "highlight", quote="berth", start=article.text.find("berth"),
                           end=article.text.find("berth") + 5, note="mine")  # fmt: skip
        marked = notes.annotations()
    changed = {name: f"Corrected on Monday.\n\n{files[name]}" for name in list(files)[:CHANGED]}
    more = {f"{n % 5}/{n:03d}.txt": TEXT.format(n) * (1 + n % 9) for n in range(OLD, OLD + NEW)}
    write_files(corpus, changed | more)
    shutil.copytree(home, after)
    lines = len(Import(corpus, after).said_until_killed(10**6, 0.0))
    return Harbour(corpus, home, marked, lines, *kept(find_folders(str(after))))


def kept(folders: Folders) -> tuple[list[Article], list[Annotation]]:
    """Every article, but for when it was added, and what is marked in them."""
    with Library.open(folders) as library, Notes.open(folders) as notes:
        found = [library.article(name) for name in library.listing(Filter(), "title").ids()]
        articles = sorted((replace(each, added="") for each in found), key=lambda each: each.id)
        return articles, notes.annotations()


class Import:
    """An import in a process of its own."""

    def __init__(self, corpus: Path, home: Path) -> None:
        command = [sys.executable, "-c", _IMPORT, str(corpus), str(home)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def said_until_killed(self, lines: int, delay: float) -> list[str]:
        """Kill it `delay` seconds after so many lines; all that it had said by then."""
        assert self.process.stdout is not None
        said = [line for _, line in zip(range(lines), self.process.stdout, strict=False)]
        time.sleep(delay)
        self.process.kill()
        rest = self.process.stdout.read().splitlines(keepends=True)
        self.process.wait()
        self.process.stdout.close()
        return [line for line in [*said, *rest] if line.endswith("\n")]  # one cut off says nothing


def test_a_killed_import_loses_nothing(harbour: Harbour, tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    doing = Counter[str]()
    for number in range(KILLS):
        home = tmp_path / f"{number}"
        shutil.copytree(harbour.home, home)
        lines, delay = chance.randint(1, harbour.lines - 1), chance.random() * 0.02
        said = Import(harbour.corpus, home).said_until_killed(lines, delay)
        what, _, acknowledged = said[-1].rpartition(" ")
        doing[what] += 1
        assert_nothing_lost(harbour, find_folders(str(home)), int(acknowledged))
        shutil.rmtree(home)
    print(f"\n{KILLS} kills, by what had been said last: {dict(doing)}")
    assert doing["Over"] < KILLS


def assert_nothing_lost(harbour: Harbour, folders: Folders, acknowledged: int) -> None:
    with Library.open(folders) as library, Notes.open(folders) as notes:
        there = [library.article(name) for name in library.listing().ids()]
        changed = sum(each.text.startswith("Corrected") for each in there)
        assert acknowledged <= changed + len(there) - OLD <= CHANGED + NEW
        assert {one.id: one.note for one in notes.annotations()} == {
            one.id: one.note for one in harbour.marked
        }
        left = len(there) - OLD
    resumed = run_import(harbour.corpus, folders, workers=0)
    assert resumed.added == NEW - left
    assert kept(folders) == (harbour.articles, harbour.placed)
    assert not Notes.open(folders).remarks and not repair.problems(folders)
    again = folders.data / "again.db"
    repair.from_journal(Journal(folders.journal), again)
    assert dump(again) == dump(folders.notes)
    for backup in backups.found(folders.backups):
        assert not backups.first_problem(peek(backup.path)), backup
    db = sqlite3.connect(folders.library)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
