"""Another program's database where the index should be: said when one searches, reading goes on."""

import sqlite3

from reader.settings import Folders
from tests.app.opened import opened, until


async def test_a_foreign_index_is_said_and_left(four: Folders) -> None:
    with sqlite3.connect(four.index) as db:
        db.execute("CREATE TABLE article (a)")
    db.close()
    data = four.index.read_bytes()
    async with opened(four) as pilot:
        await pilot.press("/", *"goat")
        await until(pilot, "belongs to another program")
        await pilot.press("escape", "enter")
    assert four.index.read_bytes() == data
