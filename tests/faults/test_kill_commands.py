"""kill -9 at any moment of each command that writes one's own data: all of it is there, or none.

Five kills in the suite; `READER_KILLS=200` for the bar of the design.
"""

import os
import random
import subprocess
import time
from pathlib import Path

import pytest

from reader.library.articles import Library
from reader.library.notes import Notes, backups, repair
from reader.settings import Folders, find_folders
from tests.conftest import THREE, run_import, write_files
from tests.terminal import PROGRAM, environment

KILLS = int(os.environ.get("READER_KILLS", "5"))
QUOTE = "four lorries, a string quartet"
WRITING = ("highlight", "note", "star", "tag", "undo", "backup", "import", "restore")


def words_of(command: str, article: str, home: Path, number: int) -> list[str]:
    """A command line that changes something each time."""
    return {
        "highlight": ["highlight", article, "--quote", QUOTE, "--note", f"kill {number}"],
        "note": ["note", article, f"kill {number}"],
        "star": ["star" if number % 2 else "unstar", article],
        "tag": ["tag", article, f"kill{number}"],
        "undo": ["undo"],
        "backup": ["backup", str(home / f"copy-{number}.db")],
        "import": ["import", str(home / "three")],
        "restore": ["restore", str(home / "first.db")],
    }[command]


def killed(home: Path, words: list[str], delay: float) -> str:
    """What the command had said by the time it was killed."""
    process = subprocess.Popen(
        [*PROGRAM, *words], env=environment(home), stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=delay)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    return said


def assert_sound(folders: Folders, kept: set[str]) -> None:
    with Notes.open(folders) as notes:
        assert kept <= {one.id for one in notes.annotations()}
    assert not Notes.open(folders).remarks, "the second start has nothing to mend"
    assert not repair.problems(folders)
    for backup in backups.found(folders.backups):
        with Notes.open(folders) as notes:
            notes.restore(backup.path)  # raises if it is not sound
            notes.undo()


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_command_does_all_or_nothing(tmp_path: Path, number: int) -> None:
    folders = find_folders(str(tmp_path))
    run_import(write_files(tmp_path / "three", THREE), folders)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        ferry = next(h.id for h in library.listing().window(0, 9) if "ferry" in h.title)
        kept = {notes.annotate(ferry, "note", note="there before").id}
        notes.star([ferry])
        notes.undo()
        notes.backup(tmp_path / "first.db")
    began = time.monotonic()
    killed(tmp_path, ["where"], 60)
    start = time.monotonic() - began  # what a start costs here; a kill falls around its end
    chance = random.Random(number)
    write_files(tmp_path / "three", {"ferry.txt": THREE["ferry.txt"] + f"Postscript {number}.\n"})
    command = WRITING[number % len(WRITING)]
    words = words_of(command, str(ferry), tmp_path, number)
    said = killed(tmp_path, words, start * chance.uniform(0.5, 2.0))
    if command in {"highlight", "note"} and said.endswith("\n"):
        kept.add(said.strip())
    if command == "undo":
        kept = set()  # the note was the last step
    assert_sound(folders, kept)
