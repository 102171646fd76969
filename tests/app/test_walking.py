"""From article to article, and a whole list marked as read; the screen stays alive meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.app import annotating, walking
from reader.settings import Folders
from tests.app.opened import desk_of, library_in, line_with, lines, opened, shown, until

MANY = {f"{n:02}.txt": f"Title {n:02}\n\nThe text of number {n}.\n" for n in range(40)}


@pytest.fixture
def many(folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folders]:
    """Forty articles, taken for so many that nothing may be done with all of them at once."""
    monkeypatch.setattr(annotating, "COUNTED_AT_ONCE", 0)
    monkeypatch.setattr(walking, "_NEAR", (2,))
    library_in(folders, tmp_path / "many", MANY)
    yield folders


async def test_one_moves_and_reads_while_a_long_list_is_marked(many: Folders) -> None:
    async with opened(many, (80, 24)) as pilot:
        await until(pilot, "1/40")
        with closing(sqlite3.connect(many.notes, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # so the marking waits, as if it took long
            await pilot.press("A")
            await until(pilot, "Marking the list as read…")
            await pilot.press("j", "s")
            await until(pilot, "2/40")
            await until(pilot, "The list is still being marked as read; a moment.")
            await pilot.press("u", "enter")
            await until(pilot, "The text of number")
            other.execute("ROLLBACK")
        await until(pilot, "40 marked as read; u takes it back")
        await until(pilot, lambda: desk_of(pilot).notes.counts()["read"] == 40)
        await pilot.press("u")
        await until(pilot, "Taken back: Mark 40 articles as read")
        await until(pilot, lambda: desk_of(pilot).notes.counts()["read"] < 2)
        assert desk_of(pilot).notes.counts()["starred"] == 0


async def test_the_next_unread_is_opened_however_far_it_is(many: Folders) -> None:
    async with opened(many, (80, 24)) as pilot:
        desk = desk_of(pilot)
        order = list(desk.listing.ids())
        desk.notes.mark_read([each for each in order if each not in (order[0], order[33])])
        title = desk.headline(order[33]).title
        await pilot.press("enter")
        await until(pilot, "The text of number")
        await pilot.press("n")
        await until(pilot, lambda: title in "\n".join(lines(pilot)[:4]))
        await pilot.press("n")
        await until(pilot, "No further unread article in this list.")
        await pilot.press("escape")
        await until(pilot, "34/40")
        assert title in line_with(pilot, title), shown(pilot)
