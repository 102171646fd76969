"""`u`: it names what it takes back, imports too, and asks before it takes back another's."""

import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

from textual.pilot import Pilot

from reader.ingest.undoing import Followed, follow
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import desk_of, opened, shown, until
from tests.cli.program import Program
from tests.conftest import run_import, write_files

OTHER = {"one.txt": "A late arrival\n\nIt came by the second boat, with a heron on its roof.\n"}
TITLE = "A late arrival"


async def take_import_back(pilot: Pilot[None]) -> None:
    """It asks once: the whole list may go."""
    await pilot.press("u")
    await until(pilot, "Its articles leave the library")
    await pilot.press("enter")


async def test_an_import_made_here_is_taken_back_and_its_articles_leave_the_screen(
    four: Folders, tmp_path: Path
) -> None:
    folder = write_files(tmp_path / "late", OTHER)
    async with opened(four) as pilot:
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press("ctrl+u", *str(folder), "enter")
        await until(pilot, "1 added")
        await until(pilot, TITLE)
        await take_import_back(pilot)
        await until(pilot, "late”. 1 article left the library.")
        await until(pilot, lambda: desk_of(pilot).listing.count() == 4)
        await take_import_back(pilot)
        await until(pilot, "Taken back: Import “four”. 4 articles left the library.")


async def test_the_sample_articles_that_come_by_themselves_are_no_step(folders: Folders) -> None:
    words = [sys.executable, "-m", "reader.ingest.sample", *map(str, astuple(folders))]
    assert int(subprocess.run(words, capture_output=True, check=True).stdout) > 5
    async with opened(folders) as pilot:
        await pilot.press("u")
        await until(pilot, "Nothing to take back.")


async def test_another_windows_change_is_named_and_taken_back_only_when_agreed(
    four: Folders,
) -> None:
    other = Program(four.data.parent)
    async with opened(four) as pilot:
        await pilot.press("enter", "s")
        await until(pilot, "Starred")
        mine = desk_of(pilot).article
        assert mine is not None
        name = next(i for i in desk_of(pilot).library.listing().ids() if i != mine.id)
        other("star", name)
        notes = desk_of(pilot).notes
        for _ in range(2):  # left alone, it is asked again
            await pilot.press("u")
            await until(pilot, "Made in another window")
            assert "Take back: Star “" in shown(pilot)
            await pilot.press("escape")
            await until(pilot, lambda: "Made in another window" not in shown(pilot))
            assert notes.is_starred(name)
        await pilot.press("u")
        await until(pilot, "Made in another window")
        await pilot.press("enter")
        await until(pilot, "Taken back: Star “")
        assert not notes.is_starred(name) and notes.is_starred(mine.id)
        await pilot.press("u")
        await until(pilot, lambda: not notes.is_starred(mine.id))
        assert "Made in another window" not in shown(pilot)


async def test_what_changed_while_it_was_asked_stays(four: Folders) -> None:
    other = Program(four.data.parent)
    async with opened(four) as pilot:
        notes = desk_of(pilot).notes
        first, second = list(desk_of(pilot).library.listing().ids())[:2]
        other("star", first)
        await pilot.press("u")
        await until(pilot, "Made in another window")
        other("star", second)
        await pilot.press("enter")
        await until(pilot, "Something else was changed meanwhile")
        assert notes.is_starred(first) and notes.is_starred(second)


async def test_what_was_done_before_this_start_is_taken_back_without_asking(four: Folders) -> None:
    name = next(iter(Library.open(four).listing().ids()))
    Program(four.data.parent)("star", name)
    async with opened(four) as pilot:
        await pilot.press("u")
        await until(pilot, "Taken back: Star “")


async def test_an_undo_that_was_cut_off_is_ended_at_the_next_start(
    four: Folders, tmp_path: Path
) -> None:
    run_import(write_files(tmp_path / "late", OTHER), four)
    with Notes.open(four) as notes:
        notes.undo()
    async with opened(four) as pilot:
        await until(pilot, "1 article left the library.")
    with Notes.open(four) as notes, Library.open(four) as library:
        assert library.count() == 4 and follow(library, notes) == Followed()


async def test_an_import_taken_back_among_all_notes_leaves_the_library(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        await pilot.press("H")
        await until(pilot, "Nothing marked yet.")
        await take_import_back(pilot)
        await until(pilot, lambda: desk_of(pilot).notes.last_step() is None)
        await pilot.press("escape")
        await until(pilot, lambda: desk_of(pilot).library.count() == 0)
