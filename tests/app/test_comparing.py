"""Copies are one row: c unfolds it, d shows what differs; so does d for an earlier version."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from reader.settings import Folders, load_settings
from tests.app.opened import (
    LONG,
    MEDIUM,
    NARROW,
    WIDE,
    desk_of,
    focused,
    library_in,
    line_with,
    lines,
    opened,
    shown,
    until,
)
from tests.conftest import THREE, run_import, write_files

FERRY = (
    "The ferry that links the island with the mainland will run through the night from June, the "
    "company said on Monday after long talks with the council.\n\n"
    "Until now the last boat left shortly after nine in the evening, and whoever missed it had to "
    "find a bed on the quay or wait in the hall for the first crossing at dawn.\n"
)
FILES = THREE | {
    "2020-01-01-ferry.txt": f"Night ferry to start\n\n{FERRY}",
    "2020-01-02-boats.txt": f"Night boats to run\n\n{FERRY.replace('Monday', 'Tuesday')}",
}


@pytest.fixture
def copied(folders: Folders, tmp_path: Path) -> Folders:
    """A home with three articles, and one story twice."""
    library_in(folders, tmp_path / "in", FILES)
    return folders


async def to_ferry(pilot: Pilot[None]) -> None:
    """The cursor on the row that stands for both."""
    rows = desk_of(pilot).listing.window(0, 9)
    at = next(i for i, row in enumerate(rows) if row.title == "Night ferry to start")
    await pilot.press("1", "g", *["j"] * at)


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE])
async def test_c_unfolds_the_copies_and_folds_them(copied: Folders, size: tuple[int, int]) -> None:
    async with opened(copied, size) as pilot:
        await to_ferry(pilot)
        assert "Night boats" not in shown(pilot)
        assert "⧉1" in shown(pilot)
        await pilot.press("c")
        assert "└ Night boats to run" in await until(pilot, "└ Night boats")
        await pilot.press("j", "c")
        await until(pilot, lambda: "└ Night boats" not in shown(pilot))
        row = desk_of(pilot).listing.window(0, 9)
        assert len(row) == 4


async def test_a_copy_is_opened_and_starred_as_itself(copied: Folders) -> None:
    async with opened(copied, NARROW) as pilot:
        await to_ferry(pilot)
        await pilot.press("c", "j", "s", "enter")
        await until(pilot, "Tuesday")
        await pilot.press("1")
        assert "★" in await until(pilot, "└ Night boats")
        desk = desk_of(pilot)
        assert [row.title for row in desk.listing.window(0, 9) if row.starred] == [
            "Night boats to run"
        ]


async def test_reading_one_reads_its_copies(copied: Folders) -> None:
    async with opened(copied, NARROW) as pilot:
        await to_ferry(pilot)
        await pilot.press("enter")
        await until(pilot, "Monday")
        unread = [row.title for row in desk_of(pilot).library.listing().window(0, 9) if row.unread]
        assert len(unread) == 3 and "Night boats to run" not in unread


async def test_d_shows_both_side_by_side_and_goes_back(copied: Folders) -> None:
    async with opened(copied, MEDIUM) as pilot:
        await to_ferry(pilot)
        await pilot.press("d")
        await until(pilot, "difference 1/3")
        row = line_with(pilot, "Tuesday after")
        assert "Monday after" in row, "equal lines stand beside each other"
        assert row.index("Tuesday") < row.index("Monday")
        await pilot.press("n")
        await until(pilot, "difference 2/3")
        await pilot.press("N", "N")
        await until(pilot, "difference 3/3")
        await pilot.press("d")
        await until(pilot, lambda: focused(pilot) == "articles")


async def test_keys_pressed_before_both_are_side_by_side_are_for_them(copied: Folders) -> None:
    async with opened(copied, MEDIUM) as pilot:
        await to_ferry(pilot)
        for key in ("d", "n"):  # in the list, n would open the next unread one
            pilot.app.post_message(events.Key(key, key))
        await until(pilot, "difference 2/3")


async def test_one_at_a_time_where_there_is_room_for_one(copied: Folders) -> None:
    async with opened(copied, NARROW) as pilot:
        await to_ferry(pilot)
        await pilot.press("d")
        await until(pilot, "difference 1/3")
        await pilot.press("n", "n")
        screen = await until(pilot, "- Tuesday")
        assert "+ Monday" in screen and "said on Monday" in screen
        at = next(y for y, line in enumerate(lines(pilot)) if "said on Monday" in line)
        await pilot.press("tab")
        await until(pilot, "said on Tuesday")
        assert "said on Tuesday" in lines(pilot)[at], "the same line of the screen"
        await pilot.press("enter")
        await until(pilot, lambda: focused(pilot) == "article" and "Night boats" in shown(pilot))


async def test_the_other_text_comes_at_the_same_place(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "in", {"walk.txt": LONG})
    changed = LONG.replace("Stop number 9 ", "A word more.\n\nStop number 9 ")
    changed = changed.replace("43 chairs", "43 benches")
    run_import(write_files(tmp_path / "in", {"walk.txt": changed}), folders)
    async with opened(folders, NARROW) as pilot:
        await pilot.press("enter", "d")
        await until(pilot, "difference")
        await pilot.press("n", "n")
        await until(pilot, "43 benches")
        at = next(y for y, line in enumerate(lines(pilot)) if "43 benches" in line)
        for word in ("43 chairs", "43 benches"):
            await pilot.press("tab")
            await until(pilot, lambda word=word: word in lines(pilot)[at])  # type: ignore[misc]
            assert "difference 2/2" in shown(pilot)
        await pilot.resize_terminal(*MEDIUM)
        await until(pilot, lambda: "43 chairs" in shown(pilot) and "43 benches" in shown(pilot))
        row = line_with(pilot, "43 benches")
        assert "43 chairs" in row, "side by side now, and level"


async def test_d_shows_what_an_import_changed(copied: Folders, tmp_path: Path) -> None:
    changed = {"2020-01-01-ferry.txt": FILES["2020-01-01-ferry.txt"].replace("June", "July")}
    run_import(write_files(tmp_path / "in", changed), copied)
    async with opened(copied) as pilot:
        await to_ferry(pilot)
        await pilot.press("enter", "d")
        assert "version 1" in await until(pilot, "Differences from")
        assert "Night boats to run" in line_with(pilot, "2020-01-02")
        await pilot.press("enter")
        screen = await until(pilot, "difference 1/1")
        assert "June" in screen and "July" in screen and "version 1 · imported" in screen


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_w_sets_any_two_side_by_side(copied: Folders, size: tuple[int, int]) -> None:
    async with opened(copied, size) as pilot:
        rows = desk_of(pilot).listing.window(0, 9)
        for title in ("The night ferry comes back", "Le moulin de Saint-Aubin tourne à nouveau"):
            at = next(i for i, row in enumerate(rows) if row.title == title)
            await pilot.press("1", "g", *["j"] * at, "w")
        screen = await until(pilot, lambda: "charpentières" in shown(pilot))
        assert screen is not None
        await pilot.press("tab")
        await until(pilot, "goat")
        assert "difference" not in lines(pilot)[-1], "they have nothing in common"
        await pilot.press("escape")
        await until(pilot, lambda: focused(pilot) == "articles")


async def test_nothing_to_compare_with_is_said(copied: Folders) -> None:
    async with opened(copied) as pilot:
        rows = desk_of(pilot).listing.window(0, 9)
        at = next(i for i, row in enumerate(rows) if not row.copies)
        await pilot.press("1", "g", *["j"] * at, "d")
        await until(pilot, "No earlier version, no copy")
        await pilot.press("c")
        await until(pilot, "This article has no copies.")


async def test_results_fold_too_and_unfold(copied: Folders) -> None:
    async with opened(copied) as pilot:
        await pilot.press("/", *"mainland")
        await until(pilot, "1 found")
        assert "⧉1" in shown(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: focused(pilot) == "results")
        await pilot.press("c")
        screen = await until(pilot, "2 found")
        assert "Night boats to run" in screen and "Night ferry to start" in screen
        await pilot.press("c")
        await until(pilot, "1 found")


async def test_all_copies_may_be_rows_of_their_own(copied: Folders) -> None:
    async with opened(copied) as pilot:
        await to_ferry(pilot)
        await pilot.press("C")
        await until(pilot, "Every copy is a row of its own")
        assert "Night boats to run" in shown(pilot)
        assert desk_of(pilot).listing.count() == 5
        assert load_settings(copied).fold_copies is False
        await pilot.press("C")
        await until(pilot, "Copies are one row")
        assert desk_of(pilot).listing.count() == 4
