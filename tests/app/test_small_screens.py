"""Terminals of forty columns and twelve rows: every dialog still says how one leaves it."""

from pathlib import Path

from textual.pilot import Pilot

from reader.settings import Folders
from tests.app.opened import library_in, lines, open_walk, opened, shown, until
from tests.app.test_mended_report import FILES

TINY = (40, 12)


def is_whole(pilot: Pilot[None], rows: int) -> bool:
    """The screen has so many rows, and the dialog its text and its keys on them."""
    seen = shown(pilot)
    return len(lines(pilot)) == rows and "Half a thought" in seen and "Esc leaves" in seen


async def test_dialogs_keep_their_keys_on_screen(four: Folders, tmp_path: Path) -> None:
    library_in(four, tmp_path / "damaged", FILES)
    async with opened(four, TINY) as pilot:
        for key, said in {
            "O": "Enter chooses, Esc leaves",
            "M": "Enter shows these articles, Esc",
            "a": "Ctrl-S keeps the note",
            "I": "Tab completes, Enter imports, Esc",
        }.items():
            await pilot.press(key)
            await until(pilot, said)
            await pilot.press("escape")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


async def test_a_note_on_a_long_passage_keeps_its_keys_on_screen(four: Folders) -> None:
    async with opened(four, TINY) as pilot:
        await open_walk(pilot)
        await pilot.press("v", *["space"] * 4, "a")
        await until(pilot, "Ctrl-S keeps the note")
        assert "Esc leaves" in shown(pilot)


async def test_a_dialog_follows_a_screen_that_shrinks_and_grows(four: Folders) -> None:
    async with opened(four, (120, 40)) as pilot:
        await open_walk(pilot)
        await pilot.press("v", *["space"] * 4, "a", *"Half a thought")
        for columns, rows in (TINY, (80, 24), TINY, (200, 60)):
            await pilot.resize_terminal(columns, rows)
            await until(pilot, lambda: is_whole(pilot, rows))  # noqa: B023
