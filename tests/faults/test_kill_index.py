"""kill -9 in the middle of an index update: the next search goes on and finds everything.

Five kills in the suite; `READER_KILLS=50` for as many as one wants.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from reader.library.articles import Library
from reader.library.index_file import throw_away
from reader.library.notes import Notes
from reader.library.writer import Writer
from reader.search import search
from reader.search.checking import check
from reader.settings import Folders
from tests.benchmarks.corpus import documents

KILLS = int(os.environ.get("READER_KILLS", "5"))
COUNT = 240
_INDEX = """
import sys
from reader.search import indexing
from reader.settings import find_folders
indexing._BATCH = indexing._UNPACKED = 20
for step in indexing.steps(find_folders(sys.argv[1]), most=20):
    print(step.done, flush=True)
print("done", flush=True)
"""


def killed_after(home: Path, chance: random.Random) -> str:
    """Index in a process of its own, and kill it at some moment; the last line it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", _INDEX, str(home)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    last = ""
    for _ in range(chance.randrange(0, 10)):
        last = process.stdout.readline() or last
    time.sleep(chance.random() * 0.02)
    process.kill()
    process.wait()
    process.stdout.close()
    return last.strip()


def change(folders: Folders, seed: int) -> None:
    """Every article anew, with another text."""
    with Writer.open(folders) as writer:
        for document in documents(COUNT, seed=seed, size=150):
            writer.store(document)


def test_the_next_search_finds_everything(folders: Folders) -> None:
    chance = random.Random(KILLS)
    stopped = set()
    for number in range(KILLS):
        if number % 3 == 0:
            throw_away(folders.index)
        change(folders, number)
        stopped.add(killed_after(folders.data.parent, chance))
        with Library.open(folders) as library, Notes.open(folders) as notes:
            titles = [row.title for row in library.listing().window(0, 3)]
            for title in titles:
                assert title in [row.title for row in search(library, notes, title).headlines]
            *_, checked = check(folders)
            assert not checked.problem and not checked.behind
    assert stopped - {"done"}
