"""The layout at a glance: a handful of whole screens, kept as text in `snapshots/`.

To renew them after a change of layout that is wanted: `READER_RENEW=1 pytest
tests/app/test_snapshots.py`, then look at the difference before committing it.
"""

import os
import re
from pathlib import Path

import pytest

from reader.settings import Folders
from tests.app.opened import FOUR, MEDIUM, NARROW, WIDE, library_in, opened, shown, until

FOLDER = Path(__file__).parent / "snapshots"
CASES = {
    "list-80x24": (NARROW, (), "1/4"),
    "article-80x24": (NARROW, ("enter",), "string quartet"),
    "list-and-article-120x40": (MEDIUM, ("enter",), "string quartet"),
    "notes-200x60": (WIDE, ("enter", "v", "space", "h", "3"), "“After eleven winters"),
}


@pytest.mark.parametrize("name", CASES)
async def test_the_screen_looks_as_it_did(name: str, folders: Folders, tmp_path: Path) -> None:
    size, keys, wanted = CASES[name]
    library_in(folders, tmp_path / "four", FOUR)
    async with opened(folders, size) as pilot:
        await until(pilot, "The night ferry comes back")
        await pilot.press(*keys)
        await until(pilot, wanted)
        if size == WIDE:  # the lists are counted a moment later
            await until(pilot, lambda: re.search("● Unread +3 ", shown(pilot)) is not None)
        pilot.app.clear_notifications()
        await until(pilot, lambda: not pilot.app.screen.query("Toast"))
        screen = re.sub(r"\d{4}-\d\d-\d\d(?=  )", "0000-00-00", shown(pilot)) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("READER_RENEW"):
        path.write_text(screen, encoding="utf-8")
    assert screen == path.read_text(encoding="utf-8")
