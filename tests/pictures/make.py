"""Draws the pictures of the README from the true app: `python -m tests.pictures.make`.

The sample corpus is imported into a folder of its own, the app is driven by keys, and what it
shows is saved as SVG beside this file.
"""

import asyncio
import re
import tempfile
from pathlib import Path

from reader.app.app import ReaderApp
from reader.app.desk import Desk
from reader.ingest.importing import import_paths
from reader.ingest.sample import sample_corpus
from reader.settings import Settings, find_folders

HERE = Path(__file__).parent

# name → size, and the keys that lead there
PICTURES: dict[str, tuple[tuple[int, int], list[str]]] = {
    "reading": ((120, 36), ["j", "enter"]),
    "searching": ((120, 36), ["slash", *"alibab tresorr"]),
    "notes": (
        (180, 44),
        ["j", "enter", "v", "space", "a", *"Compare with last year", "ctrl+s", "3"],
    ),
    "small": ((80, 24), ["j", "enter"]),
}  # fmt: skip


async def draw(name: str, size: tuple[int, int], keys: list[str], desk: Desk) -> None:
    """Drive a fresh app with some keys, and keep what it shows."""
    app = ReaderApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.05)
        await pilot.pause(1.0)
        svg = app.export_screenshot(title="reader")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)  # a picture fetches nothing
    svg = svg.replace("<text ", '<text xml:space="preserve" ').replace("&#160;", " ")
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """All pictures, anew."""
    for name, (size, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as home:
            folders = find_folders(home)
            for _ in import_paths([sample_corpus()], folders, collection="Sample articles"):
                pass
            asyncio.run(draw(name, size, keys, Desk(folders, Settings())))


if __name__ == "__main__":
    main()
