"""Marks by letter: set, gone to, moved, kept."""

from pathlib import Path

from reader.settings import Folders
from tests.app.opened import (
    FOUR,
    LONG,
    MEDIUM,
    NARROW,
    desk_of,
    focused,
    library_in,
    opened,
    shown,
    until,
)
from tests.conftest import run_import, write_files


async def test_a_mark_is_set_gone_to_and_kept(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "four", FOUR)
    async with opened(folders, NARROW) as pilot:
        await pilot.press("apostrophe")
        await until(pilot, "No mark in this article yet")
        await pilot.press("j", "j", "enter")
        await until(pilot, "Stop number 1 ")
        await pilot.press("space", "space")
        await until(pilot, lambda: "Stop number 1 " not in shown(pilot))
        place = desk_of(pilot).article and pilot.app.screen.query_one("#article").place  # type: ignore[attr-defined]
        await pilot.press("m", "x")
        await until(pilot, "Mark x is here")
        await pilot.press("g")
        await until(pilot, "Stop number 1 ")
        await pilot.press("apostrophe")
        assert "x  " in await until(pilot, "Go to a mark")
        await pilot.press("z")  # no such mark: nothing happens
        await pilot.press("x")
        await until(pilot, lambda: "Stop number 1 " not in shown(pilot))
        assert focused(pilot) == "article"
        (made,) = desk_of(pilot).bookmarks
        assert (made.note, made.start) == ("x", place)
        assert not desk_of(pilot).annotations
    async with opened(folders, MEDIUM) as pilot:
        await pilot.press("j", "j", "enter")
        await until(pilot, "v Select")
        await pilot.press("g", "apostrophe", "x")
        await until(pilot, lambda: "Stop number 1 " not in shown(pilot))


async def test_a_mark_is_set_only_where_one_reads(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "four", FOUR)
    async with opened(folders) as pilot:
        await pilot.press("enter", "1", "j", "m", "x")
        await until(pilot, "Open an article first")
        assert desk_of(pilot).bookmarks == ()
        await pilot.press("2", "3", "m", "x")
        await until(pilot, "Mark x is here")


async def test_the_letter_moves_and_undo_takes_it_back(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "four", FOUR)
    async with opened(folders) as pilot:
        await pilot.press("j", "j", "enter")
        await until(pilot, "Stop number 1 ")
        await pilot.press("m", "a")
        await until(pilot, "Mark a is here")
        await pilot.press("G", "m", "a")
        await until(pilot, lambda: [m.start > 0 for m in desk_of(pilot).bookmarks] == [True])
        await pilot.press("u")
        await until(pilot, "Taken back")
        assert desk_of(pilot).bookmarks == ()
        await pilot.press("u")
        await until(pilot, lambda: [m.start for m in desk_of(pilot).bookmarks] == [0])


async def test_a_mark_is_found_again_in_a_changed_text(folders: Folders, tmp_path: Path) -> None:
    corpus = tmp_path / "four"
    library_in(folders, corpus, FOUR)
    async with opened(folders) as pilot:
        await pilot.press("j", "j", "enter")
        await until(pilot, "Stop number 1 ")
        await pilot.press("G", "m", "q")
        await until(pilot, "Mark q is here")
        (before,) = desk_of(pilot).bookmarks
    first, rest = LONG.split("\n\n", 1)
    write_files(corpus, {"walk.txt": f"{first}\n\nA paragraph that was not there.\n\n{rest}"})
    run_import(corpus, folders)
    async with opened(folders) as pilot:
        await pilot.press("slash", *"coast", "enter")
        await until(pilot, "v Select")
        (after,) = desk_of(pilot).bookmarks
        assert after.state != "orphan"
        assert after.start > before.start
