"""The results of a search while it runs, and when it is asked again for what one has done."""

from pathlib import Path
from threading import Event

from textual.pilot import Pilot

from reader.app import searching
from reader.app.article_list import ResultList
from reader.settings import Folders
from tests.app.opened import focused, library_in, lines, opened, shown, until

SEVEN = {
    f"{name}.txt": f"The {name} by the sea\n\nFrom the {name} one sees the lighthouse at night."
    for name in ("chapel", "foundry", "harbour", "market", "mill", "orchard", "quarry")
}


def results(pilot: Pilot[None]) -> ResultList:
    return pilot.app.screen.query_one(ResultList)


def starred(pilot: Pilot[None]) -> list[str]:
    rows = map(results(pilot).row, range(results(pilot).count))
    return [hit.headline.title for hit in rows if hit is not None and hit.headline.starred]


async def third_of(pilot: Pilot[None], query: str) -> str:
    """Search, go to the third result, and say which it is."""
    await pilot.press("slash", *query)
    await until(pilot, "7 found")
    await pilot.press("down", "down", "tab")
    await until(pilot, lambda: focused(pilot) == "results" and results(pilot).cursor == 2)
    current = results(pilot).current
    assert current is not None
    return current.headline.title


async def test_a_star_leaves_the_cursor_among_results_of_a_mistyped_word(
    folders: Folders, tmp_path: Path
) -> None:
    library_in(folders, tmp_path / "seven", SEVEN)
    async with opened(folders) as pilot:
        title = await third_of(pilot, "lighthuose")
        await pilot.press("s")
        await until(pilot, lambda: starred(pilot) == [title])
        current = results(pilot).current
        assert current is not None
        assert current.headline.title == title


async def test_what_leaves_the_results_leaves_the_cursor_where_it_stood(
    folders: Folders, tmp_path: Path
) -> None:
    library_in(folders, tmp_path / "seven", SEVEN)
    async with opened(folders) as pilot:
        await third_of(pilot, "is:unread lighthouse")
        await pilot.press("r")
        await until(pilot, "6 found")
        assert results(pilot).cursor == 2


async def test_a_search_that_runs_says_so_until_there_is_an_answer(four: Folders) -> None:
    go_on = Event()
    async with opened(four) as pilot:
        waiting = [searching._THREADS.submit(go_on.wait) for _ in range(2)]
        try:
            await pilot.press("slash")
            await until(pilot, "Results")
            assert "Type a word or two." in shown(pilot)
            await pilot.press(*"goat")
            await until(pilot, "Looking through the library…")
        finally:
            go_on.set()
        assert all(each.result() for each in waiting)
        await until(pilot, "1 found · goat")
        assert "Looking through" not in shown(pilot)


def cut_passages(pilot: Pilot[None]) -> list[str]:
    """The lines of the results that begin in the middle of a text."""
    width = results(pilot).size.width
    return [line for row in lines(pilot) if "  …" in (line := row[: width + 2])]


async def test_a_passage_that_is_cut_begins_with_a_whole_word(
    folders: Folders, tmp_path: Path
) -> None:
    words = "Whoever follows the northernmost shoreline notices eventually that lighthouse there."
    library_in(folders, tmp_path / "one", {"one.txt": f"On foot\n\n{words}"})
    async with opened(folders) as pilot:
        await pilot.press("slash", *"lighthouse")
        await until(pilot, lambda: bool(cut_passages(pilot)))
        (passage,) = cut_passages(pilot)
        begun = passage.split("…")[1].split()[0]
        assert begun in words.split()
        assert f"…{begun} " in passage
