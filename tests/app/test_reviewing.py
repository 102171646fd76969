"""A highlight that an import orphaned: shown for review, attached again by one key, taken back."""

from pathlib import Path

from reader.settings import Folders
from tests.app.opened import FOUR, desk_of, focused, library_in, opened, shown, until
from tests.conftest import write_files

WAS = "After eleven winters the night ferry sails again between the two islands."
NOW = "The ferry between the islands runs at night once more, which took eleven winters to agree."


async def test_a_lost_highlight_is_attached_again(four: Folders, tmp_path: Path) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "v", "space", "h")
        await until(pilot, "Highlighted")
        library_in(four, tmp_path / "four", {"ferry.txt": FOUR["ferry.txt"].replace(WAS, NOW)})
        await pilot.press("3", "3", "3")
        await until(pilot, "Moved or lost")
        assert "lost its passage · " in shown(pilot)
        await pilot.press("x")
        await until(pilot, "Where is it now?")
        assert "%  The ferry between the islands" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, "Attached here")
        await until(pilot, "Nothing moved or lost its passage.")
        (made,) = desk_of(pilot).notes.annotations()
        assert made.state == "exact" and made.quote in NOW
        assert focused(pilot) == "notes"
        await pilot.press("u")
        await until(pilot, "lost its passage · ")
        (made,) = desk_of(pilot).notes.annotations()
        assert made.quote == WAS


async def test_what_did_not_move_stays(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "v", "space", "h")
        await until(pilot, "Highlighted")
        await pilot.press("3", "x")
        await until(pilot, "It is where it was made.")
        await pilot.press("3", "3")
        assert "Moved or lost" not in shown(pilot)


async def test_an_import_says_what_became_of_highlights(four: Folders, tmp_path: Path) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "v", "space", "h")
        await until(pilot, "Highlighted")
        changed = FOUR["ferry.txt"].replace(WAS, NOW)
        folder = write_files(tmp_path / "four", {"ferry.txt": changed})
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press("ctrl+u", *str(folder), "enter")
        await until(pilot, "Your highlights: 1 lost its passage; press 3 until you see them.")
