"""A passage from its selection to its place in a changed article, by keys, at every size."""

from pathlib import Path

import pytest

from reader.settings import Folders
from tests.app.opened import (
    MEDIUM,
    NARROW,
    WIDE,
    desk_of,
    focused,
    library_in,
    line_with,
    opened,
    shown,
    until,
)
from tests.conftest import run_import, write_files

PASSAGE = (
    "One of them keeps a small sign from a shipyard in 横浜造船所 above the desk, which nobody may "
    "touch, and tells its story to whoever brings a thermos of coffee up the stairs."
)
HARBOUR = (
    "The harbour at night\n\n"
    "When the last ferry has left, the harbour belongs to the pilots, who sit behind the yellow "
    f"windows of the old customs house and wait for the lights of ships.\n\n{PASSAGE}\n\n"
    "The others have heard it too often. They play cards, and look at the radar every third game.\n"
)
NEW = "In winter the stove is lit at four, by whoever lost the last game of the day before.\n\n"


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE])
async def test_a_passage_is_marked_noted_tagged_found_edited_and_moves(
    folders: Folders, tmp_path: Path, size: tuple[int, int]
) -> None:
    library_in(folders, tmp_path / "in", {"harbour.txt": HARBOUR})
    async with opened(folders, size) as pilot:
        # selected over wrapped lines, with a word of wide letters; highlighted, with a note
        await pilot.press("enter")
        await until(pilot, "横浜造船所")
        await pilot.press("v", ")", "v", ")", "a", *"Ask him", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert (made.quote, made.note) == (PASSAGE, "Ask him")
        assert "✎ One of them" in shown(pilot)
        assert "▌" in line_with(pilot, "thermos of coffee")
        # tagged, in the notes of the article
        await pilot.press("3", "t", *"night, pilots", "enter")
        await until(pilot, "#night #pilots")
        await pilot.press("t", *"winter, NI")
        await until(pilot, lambda: "winter, NIght" in shown(pilot))
        await pilot.press("escape")
        # found among all notes, jumped to
        await pilot.press("1", "H")
        assert "#night" in await until(pilot, "Ask him")
        await pilot.press("/", *"tag:pilots", "enter")
        await until(pilot, "Ask him")
        await pilot.press("enter")
        await until(pilot, lambda: focused(pilot) == "article" and "横浜造船所" in shown(pilot))
        # edited, taken back
        await pilot.press("]", "enter")
        await until(pilot, "Ctrl-S keeps the note")
        await pilot.press(*" again", "ctrl+s")
        await until(pilot, lambda: desk_of(pilot).notes.annotations()[0].note == "Ask him again")
        await pilot.press("u")
        await until(pilot, "Taken back: Edit a highlight")
        assert desk_of(pilot).notes.annotations()[0].note == "Ask him"
    changed = HARBOUR.replace("One of them", NEW + "One of them").replace("a thermos", "a flask")
    run_import(write_files(tmp_path / "in", {"harbour.txt": changed}), folders)
    async with opened(folders, size) as pilot:
        # the article changed: the highlight went along, and says so
        (moved,) = desk_of(pilot).notes.annotations()
        assert moved.state == "moved"
        await pilot.press("1", "enter")
        await until(pilot, "flask of coffee")
        assert "✎ One of them" in shown(pilot)
        assert "▌ In winter the stove" not in shown(pilot)
        await pilot.press("3")
        assert "moved" in await until(pilot, "Ask him")
        await pilot.press("3", "3")
        await until(pilot, "Moved or lost")
        await pilot.press("x")
        await until(pilot, "Attached here")
        assert desk_of(pilot).notes.annotations()[0].state == "exact"
