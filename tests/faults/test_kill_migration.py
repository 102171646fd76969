"""kill -9 while older notes are brought to the newest form, or a backup is made: nothing is lost.

Five kills each in the suite; `READER_KILLS=200` for the bar of the design.
"""

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.library.notes import Notes, backups, repair, schema
from reader.library.notes.connection import peek
from reader.library.notes.journal import Journal
from reader.settings import find_folders
from tests.faults.children import Child, Say
from tests.faults.test_kill_note import dump

KILLS = int(os.environ.get("READER_KILLS", "5"))
COUNT = 400


def start(say: Say, home: Path, what: str) -> None:
    """Open notes, which migrates them, and make backups if those are to be cut off."""
    folders = find_folders(str(home))
    say("begin")
    notes = Notes.open(folders)
    while what == "backup":
        say(notes.backup().name)
        notes.star([ArticleId(str(notes.data_version()))])


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes with a few hundred notes: of the first version, and of this one."""
    made = {}
    for what, migrations in (("migration", schema.MIGRATIONS[:4]), ("backup", schema.MIGRATIONS)):
        made[what] = tmp_path_factory.mktemp(what) / "home"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(schema, "MIGRATIONS", migrations)
            with Notes.open(find_folders(str(made[what]))) as notes:
                for number in range(COUNT):
                    notes.annotate(ArticleId(f"a{number}"), "note", note=f"Thought {number}. " * 20)
    return made


@pytest.mark.parametrize("what", ["migration", "backup"])
def test_killed_at_any_moment_nothing_is_lost(
    homes: dict[str, Path], tmp_path: Path, what: str
) -> None:
    chance = random.Random(f"{what} {KILLS}")
    for number in range(KILLS):
        home = tmp_path / f"{number}"
        shutil.copytree(homes[what], home)
        child = Child(start, home, what)
        assert next(child.lines()) == "begin"
        time.sleep(chance.random() * 0.06)
        said = child.kill()
        folders = find_folders(str(home))
        with Notes.open(folders) as notes:
            assert len(notes.annotations()) == COUNT
            assert {one.note for one in notes.annotations()} == {
                f"Thought {each}. " * 20 for each in range(COUNT)
            }
        assert not Notes.open(folders).remarks and not repair.problems(folders)
        assert set(said) <= {path.name for path in folders.backups.glob("*")}
        for backup in backups.found(folders.backups):
            assert not backups.first_problem(peek(backup.path)), backup
        repair.from_journal(Journal(folders.journal), home / "again.db")
        assert dump(home / "again.db") == dump(folders.notes)
        shutil.rmtree(home)
