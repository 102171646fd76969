"""The daily review in the app: one highlight at a time, kept, put off or opened."""

from datetime import UTC, datetime
from pathlib import Path

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import (
    FOUR,
    MEDIUM,
    NARROW,
    desk_of,
    focused,
    library_in,
    opened,
    shown,
    until,
)


def old_highlights(folders: Folders, tmp_path: Path) -> None:
    """Three highlights of last year in the long article."""
    library_in(folders, tmp_path / "four", FOUR)
    past = datetime(2025, 1, 1, tzinfo=UTC)
    with Library.open(folders) as library, Notes.open(folders, now=lambda: past) as notes:
        rows = {row.title: row.id for row in library.listing().window(0, 9)}
        walk = library.article(rows["The long walk along the coast"])
        notes.remember(walk)
        for number in (20, 30, 40):
            words = f"Stop number {number}"
            at = walk.text.index(words)
            notes.annotate(walk.id, "highlight", quote=words, start=at, end=at + len(words))


async def test_each_is_kept_put_off_or_opened(folders: Folders, tmp_path: Path) -> None:
    old_highlights(folders, tmp_path)
    async with opened(folders, NARROW) as pilot:
        await pilot.press("V")
        assert "The long walk along the coast · 2025-01-01" in await until(pilot, "0/3")
        await pilot.press("space")
        await until(pilot, "1/3")
        await pilot.press("s")
        await until(pilot, "2/3")
        assert len(desk_of(pilot).notes.due()) == 1
        await pilot.press("enter")
        await until(pilot, "v Select")
        assert focused(pilot) == "article"


async def test_at_the_end_it_says_so(folders: Folders, tmp_path: Path) -> None:
    old_highlights(folders, tmp_path)
    async with opened(folders, MEDIUM) as pilot:
        await pilot.press("V")
        await until(pilot, "0/3")
        await pilot.press("space", "space", "space")
        await until(pilot, "That is all for today.")
        await pilot.press("space", "enter", "escape", "V")
        await until(pilot, "Nothing is due for review today.")


async def test_what_was_decided_is_taken_back_there(folders: Folders, tmp_path: Path) -> None:
    old_highlights(folders, tmp_path)
    async with opened(folders, NARROW) as pilot:
        await pilot.press("V")
        first = next(line for line in (await until(pilot, "0/3")).splitlines() if "“" in line)
        await pilot.press("space", "s", "u", "u")
        await until(pilot, "Taken back: Put off")
        await until(pilot, "Taken back: Keep for later")
        await until(pilot, lambda: "0/3" in shown(pilot) and first in shown(pilot))
        assert len(desk_of(pilot).notes.due()) == 3


async def test_a_long_note_hides_no_key_and_is_scrolled(folders: Folders, tmp_path: Path) -> None:
    old_highlights(folders, tmp_path)
    with Notes.open(folders) as notes:
        for made in notes.annotations():
            notes.edit(made.id, note="\n\n".join(f"Line {n} of the note." for n in range(40)))
    for size in (NARROW, (40, 12)):
        async with opened(folders, size) as pilot:
            await pilot.press("V")
            await until(pilot, "0/3")
            assert "Space Keep  s Tomorrow  Enter O" in shown(pilot)
            assert "Line 39" not in shown(pilot)
            await pilot.press("end")
            await until(pilot, "Line 39 of the note.")


async def test_more_than_a_day_takes_is_said(folders: Folders, tmp_path: Path) -> None:
    old_highlights(folders, tmp_path)
    past = datetime(2025, 1, 1, tzinfo=UTC)
    with Notes.open(folders, now=lambda: past) as notes:
        walk = notes.annotations()[0].article
        for number in range(3):
            notes.annotate(walk, "note", note=f"Thought {number}")
    async with opened(folders, MEDIUM) as pilot:
        await pilot.press("V")
        await until(pilot, "0/5")
        await pilot.press(*["space"] * 5)
        await until(pilot, "Enough for a day; V shows more.")
