"""Answers of threads that come late: what a key does is never about what was there before."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.app import importing, reading, walking
from reader.app import type_ahead as typing_ahead
from reader.app.article_list import ResultList
from reader.app.compare_screen import CompareScreen
from reader.app.dialogs import NoteEditor
from reader.app.main_screen import MainScreen
from reader.app.reader_pane import ReaderPane
from reader.app.screen_parts import ScreenParts
from reader.app.search_pane import SearchField
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import (
    LONG,
    NARROW,
    desk_of,
    focused,
    library_in,
    open_walk,
    opened,
    threads_held,
    type_ahead,
    until,
)
from tests.conftest import run_import, write_files


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
        run_import(tmp_path / "four", four)
        await until(pilot, lambda: "A word before it" in text_open(pilot))
        await pilot.press(*"mine", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        article = desk_of(pilot).article
        assert article is not None
        assert article.text[made.start : made.end] == made.quote
        assert made.quote.startswith("Stop number 1 ")


# searching


async def test_down_and_enter_are_about_the_results_of_what_is_typed(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("slash", *"goat")
        await until(pilot, "1 found · goat")
        with threads_held():
            await type_ahead(pilot, "ctrl+u", *"the", "down", "enter")
        await until(pilot, lambda: focused(pilot) == "article")
        hits = pilot.app.screen.query_one(ResultList)
        assert hits.count > 1 and hits.cursor == 1
        second = hits.row(1)
        assert second is not None
        assert getattr(desk_of(pilot).article, "id", "") == second.headline.id


async def test_enter_in_the_results_is_about_those_that_one_asked_for(four: Folders) -> None:
    async with opened(four) as pilot:
        desk_of(pilot).notes.save_search("Coast", "along the coast")
        await pilot.press("slash", *"goat")
        await until(pilot, "1 found · goat")
        await pilot.press("escape", "L", *"jjjj")
        with threads_held():
            await type_ahead(pilot, "enter", "enter")
        await until(pilot, lambda: focused(pilot) == "article")
        assert text_open(pilot).startswith("The long walk along the coast")


async def test_tab_waits_for_the_values_it_completes(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("slash")
        with threads_held():
            await type_ahead(pilot, *"lang:f", "tab", *"moulin")
        field = pilot.app.screen.query_one(SearchField)
        await until(pilot, lambda: field.value == "lang:fr moulin")


async def test_values_that_come_once_one_has_left_are_there_the_next_time(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("slash")
        with threads_held():
            await type_ahead(pilot, *"lang:f", "escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("slash", "ctrl+u", *"lang:f")
        await until(pilot, "Tab: fr 1")


async def test_a_key_that_came_too_early_is_not_about_what_is_typed_next(
    four: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_ahead, "_PATIENCE", 0.0)
    monkeypatch.setattr(typing_ahead, "_LOOKS", 3)
    async with opened(four) as pilot:
        await pilot.press("slash")
        with threads_held():
            await pilot.press(*"goat", "enter", "s", "backspace")  # given up waiting for
        await until(pilot, "1 found · goat")
        assert focused(pilot) == "words"


async def test_n_waits_for_what_is_being_found_in_a_long_article(
    folders: Folders, tmp_path: Path
) -> None:
    long = "A very long one\n\n" + "\n\n".join(
        f"Paragraph {n} says that the harbour is calm." for n in range(4_000)
    )
    library_in(folders, tmp_path / "long", {"a.txt": long, "b.txt": "A short one\n\nIt is short."})
    async with opened(folders) as pilot:
        await pilot.press("enter")
        assert text_open(pilot).startswith("A very long one")
        await pilot.press("slash")
        with threads_held():
            await type_ahead(pilot, *"harbour", "enter", "n")
        await until(pilot, "match 2/4000")
        assert text_open(pilot).startswith("A very long one")


# two texts, the report


async def test_escape_gives_up_what_was_asked_for(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("w", "j", "enter")
        for key, group in (("w", "compare"), ("M", "mended"), ("R", "text")):
            with threads_held():
                await type_ahead(pilot, key)
                asked = [each for each in pilot.app.workers if each.group == group]
                await type_ahead(pilot, "escape")
            assert asked and all(each.is_cancelled for each in asked)
            await pilot.pause()
            assert pilot.app.screen is pilot.app.screen_stack[0]
            assert pilot.app.screen.query_one(ReaderPane).text_name == "clean"
            assert focused(pilot) == "article"


async def test_the_next_difference_is_that_after_the_place_one_is_at(
    folders: Folders, tmp_path: Path
) -> None:
    other = LONG.replace("20 chairs", "20 stools").replace("50 chairs", "50 stools")
    library_in(folders, tmp_path / "two", {"a.txt": LONG, "b.txt": other})
    async with opened(folders) as pilot:
        await pilot.press("enter", "G")
        await type_ahead(pilot, "d", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await pilot.pause()
        assert "Stop number 17 " in await until(pilot, "difference 1/2")


# the article that follows the cursor


@pytest.fixture
def late_previews(monkeypatch: pytest.MonkeyPatch) -> None:
    """The article does not follow the cursor by itself."""
    defaults = ScreenParts.preview.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "after", 600.0)


async def test_a_star_goes_to_the_row_the_cursor_is_on(four: Folders, late_previews: None) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "1", "j", "j", "2", "s")
        await until(pilot, "Starred")
        (starred,) = (row for row in desk_of(pilot).listing.window(0, 9) if row.starred)
        assert starred.title.startswith("The long walk")


async def test_the_next_article_is_that_after_the_cursor(
    four: Folders, late_previews: None
) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "1", "j", "j", "J")
        assert "# Was im Keller lag" in text_open(pilot)


# imports


async def test_two_imports_that_end_at_once_are_both_said(
    four: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_LOOK_SECONDS", 600.0)
    async with opened(four) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        for name, count in (("few", 1), ("more", 3)):
            files = {f"{name} {n}.txt": f"{name} {n}\n\n{name * n}" for n in range(1, count + 1)}
            await main.import_paths((write_files(tmp_path / name, files),)).wait()
        main.show_import()  # as it does every quarter of a second, but not before both are done
        await until(pilot, "Documents: 1 added")
        await until(pilot, "Documents: 3 added")


async def test_a_tag_is_said_to_be_on_what_it_is_on(
    four: Folders, tmp_path: Path, folders: Folders
) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("t")
        await until(pilot, "Enter adds it")
        new = {"new.txt": "---\ndate: 2024-01-01\n---\n\n# Something new\n\nIt is new.\n"}
        run_import(write_files(tmp_path / "new", new), folders)
        await until(pilot, lambda: desk_of(pilot).listing.count() == 5)
        await pilot.press(*"sea", "enter")
        await until(pilot, "Tagged #sea: “The night ferry comes back”")


# a busy machine


async def test_a_key_waits_as_long_as_what_is_before_it_goes_on(
    four: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_ahead, "_PATIENCE", 0.0)  # so busy that it is over at once
    async with opened(four) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)

        async def search_after(turns: int) -> None:
            main.call_later(search_after, turns - 1) if turns else main.start_search("")
            await asyncio.sleep(0)  # with the next one in the queue

        main.call_later(search_after, 500)
        await type_ahead(pilot, *"goat")
        await until(pilot, "1 found")
        assert main.search.field.value == "goat"


# further ones


async def test_what_is_found_further_on_does_not_come_under_a_note_that_is_written(
    four: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "_NEAR", (1,))
    async with opened(four) as pilot:
        await pilot.press("j", "r", "k", "enter")
        await until(pilot, "v Select")
        before = text_open(pilot)
        with threads_held():
            await type_ahead(pilot, "n", "a", *"mine")
            assert [each for each in pilot.app.workers if each.group == "unread"]
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert text_open(pilot) == before
        assert isinstance(pilot.app.screen, NoteEditor) and pilot.app.screen.typed == "mine"


async def test_a_list_counted_late_leaves_the_cursor_on_its_article(
    four: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "COUNTED_AT_ONCE", 0)
    async with opened(four, NARROW) as pilot:
        await until(pilot, "1/4")
        new = {"new.txt": "---\ndate: 2024-01-01\n---\n\n# Something new\n\nIt is new.\n"}
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("j")
        with threads_held():
            run_import(write_files(tmp_path / "new", new), four)
            main.look_for_changes()
            await pilot.press("j")
        await until(pilot, "4/5")
        assert main.articles.current is not None
        assert main.articles.current.title == "The long walk along the coast"


async def test_keys_wait_for_the_rows_of_a_list_that_is_being_counted(
    four: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "COUNTED_AT_ONCE", 0)
    async with opened(four, NARROW) as pilot:
        await until(pilot, "1/4")
        await pilot.press("L", "j")
        with threads_held():
            await type_ahead(pilot, "enter", "G", "enter")
        await until(pilot, lambda: focused(pilot) == "article")
        assert "# Was im Keller lag" in text_open(pilot)


async def test_counts_that_come_later_leave_the_value_one_has_taken(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("slash", *"lang:")
        await until(pilot, "Tab: ")
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("tab")
        first = main.search.field.value
        main.search.set_values("lang", [("en", 2), ("fr", 1), ("de", 1)])
        await pilot.press("tab")
        assert main.search.field.value.startswith("lang:")
        assert first != main.search.field.value and focused(pilot) == "words"
