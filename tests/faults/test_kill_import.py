"""kill -9 in the middle of an import: nothing acknowledged is lost, and it goes on from there.

Five kills in the suite; `READER_KILLS=50` for as many as one wants.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import Article, Filter
from reader.library.articles import Library
from reader.settings import Folders, find_folders
from tests.conftest import run_import, write_files

KILLS = int(os.environ.get("READER_KILLS", "5"))
COUNT = 240
_IMPORT = """
import sys
from pathlib import Path
from reader.ingest import import_paths, importing
from reader.settings import find_folders
importing._EACH = 0.0
for step in import_paths([Path(sys.argv[1])], find_folders(sys.argv[2]), workers=2):
    print(step.report.articles, flush=True)
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough documents that a kill hits the middle."""
    text = "Tide table {0}\n\nHigh water at berth {0} comes a little later every day.\n"
    files = {f"{n % 5}/{n:03d}.txt": text.format(n) * (1 + n % 9) for n in range(COUNT)}
    return write_files(tmp_path_factory.mktemp("corpus") / "tides", files)


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    """What an import without a kill leaves."""
    folders = find_folders(str(tmp_path_factory.mktemp("whole")))
    run_import(corpus, folders)
    return kept(folders)


def kept(folders: Folders) -> list[Article]:
    """Every article, but for when it was added, by title."""
    with Library.open(folders) as library:
        found = [library.article(name) for name in library.listing(Filter(), "title").ids()]
    return sorted((replace(article, added="") for article in found), key=lambda each: each.id)


def acknowledged_until_killed(corpus: Path, home: Path, chance: random.Random) -> int:
    """Import in a process of its own, and kill it once it has told of some articles."""
    process = subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(corpus), str(home)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    enough = chance.randrange(COUNT)
    last = 0
    for line in process.stdout:
        if line.strip() == "done":
            break
        last = int(line)
        if last >= enough:
            break
    time.sleep(chance.random() / 50)  # so that a kill hits any moment
    process.kill()
    rest = process.stdout.read().split("\n")[:-1]  # a line cut off by the kill says nothing
    process.wait()
    process.stdout.close()
    return max([last, *(int(line) for line in rest if line.isdigit())])


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_import_loses_nothing(
    corpus: Path, whole: list[Article], tmp_path: Path, seed: int
) -> None:
    folders = find_folders(str(tmp_path))
    acknowledged = acknowledged_until_killed(corpus, tmp_path, random.Random(seed))
    with Library.open(folders) as library:
        left = library.count()
        assert acknowledged <= left <= COUNT
        assert len(list(library.listing().ids())) == left
    resumed = run_import(corpus, folders)
    assert (resumed.unchanged, resumed.added) == (left, COUNT - left)
    assert kept(folders) == whole
    db = sqlite3.connect(folders.library)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
