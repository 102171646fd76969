"""Links by keyboard: chosen, copied, and refused where a browser should not go."""

from pathlib import Path

from reader.settings import Folders
from tests.app.opened import library_in, opened, until

LINKED = (
    "# Two links\n\nOne [here](https://example.org/one) and [there](javascript:alert(1)) too.\n"
)


async def test_a_link_is_chosen_and_copied(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "one", {"links.md": LINKED})
    async with opened(folders) as pilot:
        await pilot.press("enter")
        await until(pilot, "v Select")
        await pilot.press("y")
        await until(pilot, "Headline copied")
        assert pilot.app.clipboard == "Two links"
        await pilot.press("f", "y")
        await until(pilot, "Address copied")
        assert pilot.app.clipboard == "https://example.org/one"
