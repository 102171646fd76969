"""M: what cleaning mended, and what it could not; each row leads to its articles."""

from pathlib import Path

import pytest

from reader.settings import Folders
from tests.app.opened import MEDIUM, NARROW, library_in, opened, shown, until

FILES = {
    "damaged.txt": "La soirÃ©e\n\nLe prÃ©sident a pris la parole devant l'assemblÃ©e rÃ©unie.\n",
    "cut.txt": "The ferry is late\n\nThe harbour office has published no reason, and none ask.\n\n"
    "The second crossing will carry nothing but the goat, which all of the island knows…\n",
    "calm.txt": "A calm day\n\nThere is nothing at all to be mended in what is written here.\n",
}


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_it_says_what_was_mended_and_leads_there(
    folders: Folders, tmp_path: Path, size: tuple[int, int]
) -> None:
    library_in(folders, tmp_path, FILES)
    async with opened(folders, size) as pilot:
        await pilot.press("M")
        screen = await until(pilot, "places mended")
        assert "4 in 1 article" in screen
        assert "UTF-8 that was read as" in screen
        assert "⋯ 1 article" in screen
        assert "Mended: utf8-as-" in screen
        await pilot.press("enter")
        screen = await until(pilot, "La soirée")
        assert "The ferry is late" not in screen and "Mended: utf8" in screen
        await pilot.press("M")
        await until(pilot, "places mended")
        await pilot.press("G")
        await until(pilot, "Broken off: ")
        await pilot.press("enter")
        await until(pilot, "The ferry is late")
        assert "La soirée" not in shown(pilot)
