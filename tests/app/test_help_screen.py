"""The help page says everything in full, however narrow it is."""

import pytest
from rich.cells import cell_len

from reader.app.commands import COMMANDS
from reader.app.help_screen import HelpRows
from reader.settings import Folders
from tests.app.opened import NARROW, WIDE, opened, until


@pytest.mark.parametrize("size", [NARROW, WIDE, (50, 12)])
async def test_no_sentence_is_cut(four: Folders, size: tuple[int, int]) -> None:
    async with opened(four, size) as pilot:
        await pilot.press("question_mark")
        await until(pilot, "Search all articles")
        shown = pilot.app.screen.query_one(HelpRows)
        room = shown.scrollable_content_region.width
        rows = [row for index in range(shown.count) if (row := shown.row(index)) is not None]
        lines = ["".join(text for text, _ in shown.draw(row, room, False)[0]) for row in rows]
        assert max(cell_len(line) for line in lines) <= room
        said = " ".join(" ".join(text for _, text in rows).split())
        for command in COMMANDS:
            assert command.help in said
