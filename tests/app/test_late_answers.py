"""Answers of threads that come late: what a key does is never about what was there before."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.app import type_ahead as typing_ahead
from reader.ingest.importing import import_paths
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import (
    LONG,
    desk_of,
    library_in,
    open_walk,
    opened,
    threads_held,
    type_ahead,
    until,
)


@pytest.fixture(autouse=True)
def keys_are_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key waits for an answer however long a busy machine takes."""
    monkeypatch.setattr(typing_ahead, "_PATIENCE", 60.0)


@pytest.fixture
def marked(four: Folders) -> Folders:
    """Four articles; two passages of the long one are marked."""
    with Library.open(four) as library, Notes.open(four) as notes:
        (walk,) = (row for row in library.listing().window(0, 9) if row.title.startswith("The lo"))
        article = library.article(walk.id)
        notes.remember(article)
        for words, tag in (("chairs", "dry"), ("a jug of water", "wet")):
            start = article.text.index(words)
            end = start + len(words)
            notes.annotate(walk.id, "highlight", quote=words, start=start, end=end, tags=(tag,))
    return four


def quotes(pilot: Pilot[None]) -> list[str]:
    return [each.quote for each in desk_of(pilot).notes.annotations()]


def text_open(pilot: Pilot[None]) -> str:
    article = desk_of(pilot).article
    return article.text if article is not None else ""


# all notes


async def test_what_is_deleted_is_what_the_filter_leaves(marked: Folders) -> None:
    async with opened(marked) as pilot:
        await pilot.press("H")
        await until(pilot, "Notes · 2")
        with threads_held():
            await type_ahead(pilot, "slash", *"tag:wet", "enter", "d")
        await until(pilot, "Deleted")
        assert quotes(pilot) == ["chairs"]


async def test_what_was_shown_is_exported_even_if_one_has_left(
    marked: Folders, tmp_path: Path
) -> None:
    async with opened(marked) as pilot:
        await pilot.press("H", "slash", *"tag:wet", "enter")
        await until(pilot, "Notes · 1")
        await pilot.press("X")
        await until(pilot, "Export what is shown to")
        pilot.app.screen.query_one("Input").value = str(tmp_path / "out.csv")  # type: ignore[attr-defined]
        with threads_held():
            await type_ahead(pilot, "enter", "slash", "ctrl+u", "escape", "escape")
        await until(pilot, "1 written to")
    assert "chairs" not in (tmp_path / "out.csv").read_text(encoding="utf-8")


# taking back, writing


async def test_a_change_is_taken_back_where_it_was_seen(folders: Folders, tmp_path: Path) -> None:
    damaged = "chÃ¢teaux by the sea.\n"
    library_in(
        folders,
        tmp_path / "two",
        {"a.txt": f"One walk\n\nIt has seven {damaged}", "b.txt": f"Two walks\n\nNine {damaged}"},
    )
    async with opened(folders) as pilot:
        await pilot.press("enter", "R", "R")
        await until(pilot, "change 1/")
        article = desk_of(pilot).article
        assert article is not None
        with threads_held():
            await type_ahead(pilot, "x", "J")
        await until(pilot, "The change is taken back")
        await pilot.app.workers.wait_for_complete()
        texts = {row.title: desk_of(pilot).library.text(row.id) for row in
                 desk_of(pilot).listing.window(0, 9)}  # fmt: skip
        assert "chÃ¢teaux" in texts[article.headline]
        assert sum("chÃ¢teaux" in text for text in texts.values()) == 1


async def test_a_note_is_on_the_passage_it_was_begun_on(four: Folders, tmp_path: Path) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        await pilot.press("v", "a")
        await until(pilot, "Note on the passage")
        (tmp_path / "four" / "walk.txt").write_text(
            LONG.replace("Stop number 1 ", "A word before it. Stop number 1 "), encoding="utf-8"
        )
        for _ in import_paths([tmp_path / "four"], four, workers=0):
            pass  # another program imports it
        await until(pilot, lambda: "A word before it" in text_open(pilot))
        await pilot.press(*"mine", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        article = desk_of(pilot).article
        assert article is not None
        assert article.text[made.start : made.end] == made.quote
        assert made.quote.startswith("Stop number 1 ")
