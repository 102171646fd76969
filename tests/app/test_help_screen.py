"""The help page says everything in full, however narrow it is, and the keys as they are."""

import pytest
from rich.cells import cell_len

from reader.app.commands import COMMANDS, GROUPS, shown_keys
from reader.app.help_screen import HelpRows
from reader.settings import Folders, save_setting
from tests.app.opened import NARROW, WIDE, lines, opened, until


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


async def test_each_group_has_its_keys_beside_what_they_do(four: Folders) -> None:
    save_setting(four, "keys.undo", "ctrl+z")
    async with opened(four, NARROW) as pilot:
        await pilot.press("question_mark")
        await until(pilot, "Search all articles")
        assert lines(pilot)[1].strip("│ ") == GROUPS["everywhere"]
        shown = pilot.app.screen.query_one(HelpRows)
        rows = [row for index in range(shown.count) if (row := shown.row(index)) is not None]
        assert [keys for keys, text in rows if keys and not text] == list(GROUPS.values())
        keys = [keys for keys, _ in rows]
        for command in COMMANDS:
            assert ("Ctrl-z" if command.id == "undo" else shown_keys(command.key)) in keys
