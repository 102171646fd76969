"""The power goes while notes are saved: what was acknowledged is there, whole, and nothing half.

A true program is recorded once and cut at random moments, on two kinds of disk (see `power`).
READER_CUTS=200 for the bar of the design.
"""

import os
import random
import shutil
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.library.notes import Notes, backups, repair
from reader.library.notes.connection import peek
from reader.library.notes.journal import Journal
from reader.settings import Folders, find_folders
from tests.faults.power import Call, Disk, record
from tests.faults.saving import state

CUTS = int(os.environ.get("READER_CUTS", "8"))


@dataclass(frozen=True, slots=True)
class Recording:
    """What a program did to the folder `start`, call by call."""

    start: Path  # a copy of what was there before
    calls: list[Call]

    @property
    def states(self) -> list[str]:
        """What the notes held each time that the program was told that all is on disk."""
        return [call.data.decode().split()[0] for call in self.calls if call.verb == "say"]

    def cut(self, at: int, kind: str, chance: random.Random, target: Path) -> list[str]:
        """Leave in `target` what a cut after so many calls may leave; what was said before it."""
        disk = Disk(self.start, kind)
        for call in self.calls[:at]:
            disk.do(call)
        disk.after_cut(chance, target)
        return [call.data.decode() for call in self.calls[:at] if call.verb == "say"]


def recorded(folder: Path, name: str, count: int) -> Recording:
    home, start = folder / "home", folder / "start"
    home.mkdir(exist_ok=True)
    shutil.copytree(home, start)
    program = [sys.executable, "-m", "tests.faults.saving", str(home), name, str(count)]
    return Recording(start, record(home, program, folder / "trace"))


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return recorded(tmp_path_factory.mktemp("power"), "first", 4)


def assert_nothing_lost(home: Path, said: list[str], states: list[str]) -> None:
    folders = find_folders(str(home))
    with Notes.open(folders) as notes:
        last = max(len(said) - 1, 0)
        found = state(notes._connections.here())
        assert found in states[last : last + 2], "the last save said to be done, or the next"
    assert not repair.problems(folders)
    assert not Notes.open(folders).remarks, "the second start has nothing to mend"
    repair.from_journal(Journal(folders.journal), home / "again.db")
    for path, expected in [(home / "again.db", found), *backups_said(folders, said)]:
        with closing(peek(path)) as db:
            assert not backups.first_problem(db)
            assert state(db) == expected


def backups_said(folders: Folders, said: list[str]) -> list[tuple[Path, str]]:
    """Those said to be made, with what was in them."""
    lines = [line.split() for line in said]
    return [(folders.backups / line[1], line[0]) for line in lines if len(line) > 1]


@pytest.mark.parametrize("kind", ["ordered", "posix"])
def test_a_cut_anywhere(recording: Recording, tmp_path: Path, kind: str) -> None:
    for number in range(CUTS):
        chance = random.Random(f"{kind} {number}")
        at = chance.randint(1, len(recording.calls))
        home = tmp_path / f"{number}"
        said = recording.cut(at, kind, chance, home)
        assert_nothing_lost(home, said, recording.states)
        shutil.rmtree(home)


@pytest.mark.parametrize("verb", ["append", "write"])
def test_a_second_cut_while_the_first_is_being_mended(
    recording: Recording, tmp_path: Path, verb: str
) -> None:
    """The first one in the midst of a line of the journal, or of the database's pages."""
    name = "notes.db" if verb == "write" else ".jsonl"
    places = [
        at
        for at, call in enumerate(recording.calls, 1)
        if call.verb == verb and call.path.endswith(name)
    ]
    chance = random.Random(verb)
    recording.cut(places[len(places) // 2], "ordered", chance, tmp_path / "home")
    second = recorded(tmp_path, "second", 1)
    for number in range(CUTS):
        chance = random.Random(f"{verb} {number}")
        at = chance.randint(1, len(second.calls))
        home = tmp_path / f"{number}"
        said = second.cut(at, "posix", chance, home)
        states = second.states if said else [second.states[0]]
        assert_nothing_lost(home, said, states)
        shutil.rmtree(home)


@pytest.mark.parametrize("kind", ["ordered", "posix"])
def test_the_disk_forgets_what_was_not_brought_to_it(tmp_path: Path, kind: str) -> None:
    """Else the tests above would prove nothing."""
    data = b"x" * 1500
    begun = [Call("make", "one"), Call("append", "one", data)]
    synced = [Call("sync", "one"), Call("sync", "")]
    written = [Call("write", "one", b"y" * 1500, 0), Call("rename", "one", to="two")]

    def found(calls: list[Call]) -> set[tuple[str, bytes]]:
        possible: set[tuple[str, bytes]] = set()
        for number in range(40):
            target = tmp_path / "target"
            Recording(tmp_path / "nothing", calls).cut(9, kind, random.Random(number), target)
            possible.update((path.name, path.read_bytes()) for path in target.iterdir())
            shutil.rmtree(target)
        return possible

    half = bytes(512) + data[512:1024]
    assert found(begun) >= {("one", b""), ("one", bytes(1500)), ("one", half), ("one", data)}
    assert found(begun + synced) == {("one", data)}
    assert {name for name, _ in found(begun + synced + written)} == {"one", "two"}
