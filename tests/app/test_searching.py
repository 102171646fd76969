"""Searching as one sees it: what was understood, opening at once, toasts that stay small."""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.events import Paste
from textual.pilot import Pilot

from reader.app import reading
from reader.app.article_list import ResultList
from reader.app.field import Field
from reader.app.main_screen import MainScreen
from reader.app.reader_pane import ReaderPane
from reader.app.search_pane import SearchField
from reader.app.toasts import reading_time
from reader.settings import Folders
from tests.app.opened import (
    MEDIUM,
    NARROW,
    desk_of,
    focused,
    library_in,
    line_with,
    lines,
    open_walk,
    opened,
    shown,
    until,
)  # fmt: skip
from tests.terminal import Terminal


def styles_of(pilot: Pilot[None], word: str) -> list[Style]:
    """How a word is drawn in the results, wherever it stands."""
    strips = pilot.app.screen.query_one(ResultList).render_lines
    region = pilot.app.screen.query_one(ResultList).size.region
    return [
        segment.style
        for strip in strips(region)
        for segment in strip
        if segment.text == word and segment.style is not None
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ferrry", "1 found · ferry taken for ferrry"),
        ("zzzqqq ferry", "1 found · ferry · zzzqqq is nowhere"),
        ("after:2021-01", "after:2021-01"),
        ("goat colour:red", "“colour:” is no field, so it is text"),
        ("after:20x1", "“20x1” is no date like 2022"),
        ("is:green", "“is:” takes unread or starred or read or copy"),
    ],
)
async def test_the_line_under_the_field_says_what_was_understood(
    four: Folders, typed: str, said: str
) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("slash", *typed)
        await until(pilot, said)


async def test_a_corrected_word_looks_other_than_one_as_typed(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("slash", *"ferrry")
        await until(pilot, "taken for")
        assert [(s.bold, s.italic, s.underline) for s in styles_of(pilot, "ferry")[:1]] == [
            (False, True, True)
        ]
        await pilot.press("backspace", "backspace", "backspace", *"ry")
        await until(pilot, lambda: "taken for" not in shown(pilot))
        await until(pilot, "1 found · ferry")
        assert [(s.bold, s.underline) for s in styles_of(pilot, "ferry")[:1]] == [(True, True)]


def test_letters_typed_right_behind_a_deletion_stay(four: Folders) -> None:
    with Terminal(home=four.data.parent) as terminal:
        terminal.wait_for("The night ferry")
        terminal.send(b"/")
        terminal.wait_for("words, lang")
        terminal.send(b"ferry\x15goxx\x7f\x7fat")
        terminal.wait_for("· goat")


def test_enter_with_the_last_letter_opens_the_best_hit(four: Folders) -> None:
    with Terminal(home=four.data.parent) as terminal:
        terminal.wait_for("The night ferry")
        terminal.send(b"/ferrry\r")
        terminal.wait_for("After eleven winters")


async def test_a_long_list_name_leaves_room_for_the_keys(four: Folders, tmp_path: Path) -> None:
    async with opened(four, NARROW) as pilot:
        desk = desk_of(pilot)
        tag = "a name of a tag that somebody wrote without a thought for small screens"
        desk.toggle_tag(desk.listing.window(0, 1)[0].id, tag)
        await pilot.press("L", "G", "enter")
        await until(pilot, lambda: focused(pilot) == "articles")
        await until(pilot, "1/1")
        assert "Help" in line_with(pilot, "1/1")


def test_a_toast_stays_as_long_as_it_takes_to_read() -> None:
    assert reading_time("Starred") < reading_time("x" * 100) < reading_time("x" * 10_000)
    assert reading_time("x" * 10_000) <= 12
    assert reading_time("No.", is_grave=True) > reading_time("No.")


async def test_toasts_take_each_others_place_and_a_warning_stays(four: Folders) -> None:
    async with opened(four, MEDIUM) as pilot:
        pilot.app.notify("the disk is full", severity="error", markup=False, timeout=600)
        for number in range(4):
            pilot.app.notify(f"toast number {number}", markup=False, timeout=600)
        both = ("the disk is full", "toast number 3")
        await until(pilot, lambda: all(each in shown(pilot) for each in both))
        assert not any(f"toast number {number}" in shown(pilot) for number in range(3))


def lists(pilot: Pilot[None]) -> list[str]:
    """The lines of the lists pane, blanks run together."""
    found = [re.sub(r"[│─]+", " ", line).split() for line in lines(pilot)]
    return [" ".join(words) for words in found]


async def test_a_search_is_saved_counted_moved_renamed_deleted_and_taken_back(
    four: Folders,
) -> None:
    async with opened(four, NARROW) as pilot:
        for query, name in (("goat", "Goats"), ("lang:fr", "French")):
            await pilot.press("slash", *query)
            await until(pilot, "1 found")
            await pilot.press("ctrl+s")
            await until(pilot, "It stands in the lists")
            await pilot.press("ctrl+u", *name, "enter")
            await until(pilot, f"Saved as “{name}”")
            await pilot.press("escape")
        await pilot.press("L")
        await until(pilot, lambda: {"Goats 1", "French 1", "● Unread 4"} <= set(lists(pilot)))
        await pilot.press(*"jjjj")
        await pilot.press("J")
        await until(pilot, lambda: lists(pilot).index("French 1") < lists(pilot).index("Goats 1"))
        await pilot.press("e")
        await until(pilot, "Rename the search")
        await pilot.press("ctrl+u", *"Hooves", "enter")
        await until(pilot, "Hooves")
        await pilot.press("d")
        await until(pilot, "“Hooves” deleted; u takes it back")
        await pilot.press("u")
        await until(pilot, lambda: "Hooves 1" in lists(pilot))
        await pilot.press("g", *"jjjj", "enter")
        await until(pilot, "French › 1/1")
        assert focused(pilot) == "articles"


async def test_a_saved_search_with_words_shows_its_results(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        desk_of(pilot).notes.save_search("Goats", "goat")
        await pilot.press("L")
        await pilot.press(*"jjjj", "enter")
        await until(pilot, "string quartet")
        assert focused(pilot) == "results"
        await pilot.press("escape")
        assert focused(pilot) == "lists"


async def test_escape_goes_back_into_the_article_one_searched_from(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await open_walk(pilot)
        await pilot.press("space", "space")
        before = re.findall(r"Stop number \d+", shown(pilot))[1]
        await pilot.press("S", *"goat")
        await until(pilot, "1 found")
        await pilot.press("enter")
        await until(pilot, "string quartet")
        await pilot.press("escape", "escape")
        assert focused(pilot) == "article"
        await until(pilot, before)


async def test_a_result_opens_where_its_words_stand_together(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("slash", *"number 47")
        await until(pilot, "1 found")
        await pilot.press("enter")
        await until(pilot, "Stop number 47 ")
        assert "Stop number 1 " not in shown(pilot)
        first = int(re.findall(r"match (\d+)/", shown(pilot))[0])
        await pilot.press("n")
        await until(pilot, f"match {first + 1}/")
        await pilot.press("N", "N")
        await until(pilot, f"match {first - 1}/")


async def test_the_number_is_that_of_the_chosen_match(folders: Folders, tmp_path: Path) -> None:
    text = "A short one\n\n" + "\n\n".join(f"Line {n} has a sail." for n in range(1, 5))
    library_in(folders, tmp_path / "short", {"short.txt": text})
    async with opened(folders, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "Line 4")
        await pilot.press("slash", *"sail", "enter")
        for key, number in (("", 1), ("n", 2), ("n", 3), ("N", 2), ("R", 2), ("N", 1), ("N", 4)):
            await pilot.press(*filter(None, [key]))
            await until(pilot, f"match {number}/4")
            assert re.search(rf"› +Line {number}", shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "match" not in lines(pilot)[-1])


async def test_finding_in_the_article_forgives(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await open_walk(pilot)
        await pilot.press("slash", *"lighthuose")
        await until(pilot, "near match 1/6")
        await pilot.press("enter", "n")
        await until(pilot, "near match 2/6")
        await pilot.press("slash", "ctrl+u", *"zzqxv")
        await until(pilot, "not found")


async def test_finding_in_a_long_article_is_done_beside_the_screen(
    folders: Folders, tmp_path: Path
) -> None:
    text = "A very long one\n\n" + "\n\n".join(
        f"Paragraph {n} says that the harbour is calm." for n in range(4_000)
    )
    library_in(folders, tmp_path / "long", {"long.txt": text + "\n\nThe lighthouse is last.\n"})
    async with opened(folders, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "Paragraph 1 ")
        await pilot.press("slash", *"lighthuose", "enter", "n")
        await until(pilot, "near match 1/1")
        assert "The lighthouse is last." in shown(pilot)
        await pilot.press("slash", "ctrl+u", *"zzqxv", "enter")
        await until(pilot, "Not found in this article.")


async def test_what_is_found_too_late_marks_nothing(folders: Folders, tmp_path: Path) -> None:
    text = "A very long one\n\n" + "\n\n".join(
        f"Paragraph {n} says that the harbour is calm." for n in range(4_000)
    )
    library_in(folders, tmp_path / "long", {"long.txt": text})
    async with opened(folders, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "Paragraph 1 ")
        main, view = pilot.app.screen, pilot.app.screen.query_one(ReaderPane)
        assert isinstance(main, MainScreen)
        await pilot.press("slash", *"harbour")
        await until(pilot, "match 1/4000")
        finding = main.find_in_long("calm")  # still under way when one gives up
        main.give_up_find()
        await finding.wait()
        await pilot.pause()
        assert focused(pilot) == "article" and not view.has_matches


async def test_a_list_that_takes_long_to_count_is_counted_beside_the_screen(
    four: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "COUNTED_AT_ONCE", 0)
    async with opened(four, NARROW) as pilot:
        desk = desk_of(pilot)
        desk.notes.save_search("French", "lang:fr source:four")
        await pilot.press("L")
        await pilot.press(*"jjjj", "enter")
        await until(pilot, "French › 1/1")
        await pilot.press("r")
        await until(pilot, "Marked as read")
        await until(pilot, "French › 1/1")
        await pilot.press("L", "g", "enter")
        await until(pilot, "All articles › 1/4")


async def test_a_paste_is_one_line_and_no_longer_than_anybody_types(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(pilot.app.focused, Field))
        field = pilot.app.screen.query_one(SearchField)
        field.post_message(Paste("string\nquartet\n"))
        await until(pilot, "The night ferry")
        assert field.value == "string quartet"
        field.post_message(Paste("lorem " * 200_000))
        await until(pilot, lambda: len(field.value) > 3_000)
        assert len(field.value) < 5_000
        await pilot.press("escape")
        await until(pilot, "Enter Open")


async def test_the_best_hit_is_shown_while_one_types_and_nobodys_place_is_lost(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        await pilot.press("space", "space", "escape", "/", *"goat")
        await until(pilot, "a string quartet and one")
        assert focused(pilot) == "words"
        await pilot.press("escape", "/", *"60 chairs")
        await until(pilot, "Stop number 57 ")
        await pilot.press("escape")
        await until(pilot, lambda: focused(pilot) == "articles")
        await until(pilot, lambda: "Stop number 1 " not in shown(pilot))
        assert "Stop number 57 " not in shown(pilot), "where one had read to"


async def test_what_was_only_looked_at_keeps_its_place(four: Folders) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        walk = desk_of(pilot).article
        assert walk is not None
        await pilot.press("space", "escape", "g")
        await pilot.press("/", *"60 chairs")
        await until(pilot, "Stop number 57 ")
        place = desk_of(pilot).notes.place(walk.id)
        await pilot.press(*["backspace"] * 9, *"goat")
        await until(pilot, "a string quartet and one")
        assert desk_of(pilot).notes.place(walk.id) == place > 0
