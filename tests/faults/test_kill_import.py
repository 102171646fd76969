"""kill -9 at any moment of an import: nothing acknowledged is lost, and it goes on from there.

From the backup before it to the index after it, over articles in which something is marked and
that the import changes. Five kills in the suite; `READER_KILLS=200` for the bar of the design.
"""

import os
import random
import shutil
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pytest

from reader.article import Annotation, Article, Filter
from reader.ingest import importing
from reader.ingest.importing import import_paths
from reader.library.articles import Library
from reader.library.notes import Notes, backups, repair
from reader.library.notes.connection import peek
from reader.library.notes.journal import Journal
from reader.library.placing import remember
from reader.search import indexing
from reader.settings import Folders, find_folders
from tests.conftest import run_import, write_files
from tests.faults.children import Child, Say
from tests.faults.test_kill_note import dump

KILLS = int(os.environ.get("READER_KILLS", "5"))
OLD, NEW, CHANGED = 24, 24, 16
TEXT = "Tide table {0}\n\nHigh water at berth {0} comes a little later every day.\n"


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
    lines = len(list(Child(bring_in, corpus, after, 0).lines()))
    return Harbour(corpus, home, marked, lines, *kept(find_folders(str(after))))


def kept(folders: Folders) -> tuple[list[Article], list[Annotation]]:
    """Every article, but for when it was added, and what is marked in them."""
    with Library.open(folders) as library, Notes.open(folders) as notes:
        found = [library.article(name) for name in library.listing(Filter(), "title").ids()]
        articles = sorted((replace(each, added="") for each in found), key=lambda each: each.id)
        return articles, notes.annotations()


def bring_in(say: Say, corpus: Path, home: Path, workers: int) -> None:
    """An import and the index after it, which say what they do and how much is on disk."""
    importing._EACH = 0.0
    indexing._BATCH = indexing._UNPACKED = 5
    folders = find_folders(str(home))
    say("Beginning 0")
    done = 0
    for step in import_paths([corpus], folders, workers=workers):
        done = step.report.added + step.report.updated
        say(f"{step.doing} {done}")
    for _ in indexing.steps(folders, most=5):
        say(f"Indexing {done}")
    say(f"Over {done}")


def test_a_killed_import_loses_nothing(harbour: Harbour, tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    doing = Counter[str]()
    for number in range(KILLS):
        home = tmp_path / f"{number}"
        shutil.copytree(harbour.home, home)
        lines, delay = chance.randint(1, harbour.lines - 1), chance.random() * 0.02
        child = Child(bring_in, harbour.corpus, home, 2 if number % 5 == 4 else 0)
        said = list(islice(child.lines(), lines))
        time.sleep(delay)
        said += child.kill()
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
