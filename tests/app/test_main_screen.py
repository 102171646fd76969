"""The app by keys and visible state: list, reader view, search, marks, notes, undo.

In: keys, through Textual's Pilot. Out: the text on the screen, and what the notes then hold.
The terminal itself is `test_program`'s.
"""

from pathlib import Path

import pytest

from reader.app.lists_pane import ListsPane
from reader.settings import Folders
from tests.app.opened import (
    MEDIUM,
    NARROW,
    WIDE,
    desk_of,
    focused,
    library_in,
    line_with,
    lines,
    open_walk,
    opened,
    shown,
    timers_set_by_now,
    until,
)
from tests.conftest import run_import, write_files

FERRY, MILL, WALK = "The night ferry", "Le moulin", "The long walk"


# the list


async def test_the_list_shows_headlines_and_enter_opens_one_and_marks_it_read(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        assert focused(pilot) == "articles"
        assert "4 · by date" in shown(pilot)
        assert "● The night ferry comes back" in shown(pilot)
        assert "Enter opens the article under the cursor" in shown(pilot)
        await pilot.press("enter")
        screen = await until(pilot, "a string quartet and one very")
        assert focused(pilot) == "article"
        assert "● The night ferry" not in screen
        assert "English" in screen


async def test_the_article_follows_the_cursor_beside_the_list_and_stays_unread(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        await pilot.press("j")
        await until(pilot, "trois charpentières")
        assert focused(pilot) == "articles"
        assert "● Le moulin" in shown(pilot)


async def test_keys_move_in_the_list(four: Folders) -> None:
    async with opened(four) as pilot:
        for keys, place in [("j", "2/4"), ("G", "4/4"), ("k", "3/4"), ("g", "1/4"),
                            ("down", "2/4"), ("end", "4/4"), ("space", "4/4"), ("home", "1/4"),
                            ("ctrl+n", "2/4"), ("ctrl+j", "3/4")]:  # fmt: skip
            await pilot.press(keys)
            assert place in lines(pilot)[-1], keys


async def test_next_and_previous_article_and_next_unread(four: Folders) -> None:
    async with opened(four) as pilot:
        titles = [row.title for row in desk_of(pilot).listing.window(0, 4)]
        await pilot.press("enter")
        for key, at in [("J", 1), ("J", 2), ("K", 1), ("n", 3)]:
            await pilot.press(key)
            article = desk_of(pilot).article
            assert article is not None
            assert article.headline == titles[at], key
        await pilot.press("n")
        await until(pilot, "No further unread article in this list.")


async def test_the_order_is_asked_for_and_the_cursor_keeps_its_article(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("j", "O")
        assert "newest first" in shown(pilot)
        await pilot.press("j", "enter")
        await until(pilot, "4 · by title")
        articles = [line for line in lines(pilot) if "● " in line and "Unread" not in line]
        assert [MILL in articles[0], WALK in articles[1]] == [True, True]
        assert "1/4" in lines(pilot)[-1]


async def test_a_list_of_ones_own_is_chosen(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("s", "L")
        await until(pilot, "★ Starred             ".rstrip())
        assert focused(pilot) == "lists"
        await pilot.press("j", "j", "enter")
        await until(pilot, "1 · by date")
        assert focused(pilot) == "articles"
        assert MILL not in "\n".join(line[:40] for line in lines(pilot))


# search


@pytest.mark.parametrize("size", [NARROW, MEDIUM], ids=["narrow", "medium"])
async def test_search_answers_the_first_letter_and_escape_gives_the_list_back(
    four: Folders, size: tuple[int, int]
) -> None:
    async with opened(four, size) as pilot:
        await pilot.press("j", "j")
        await timers_set_by_now(pilot, 0.2)
        before = shown(pilot)
        await pilot.press("slash", "m")
        await until(pilot, lambda: "found" in shown(pilot) and MILL in shown(pilot))
        await pilot.press(*"oulin")
        await until(pilot, "1 found · moulin")
        await pilot.press("escape")
        await timers_set_by_now(pilot, 0.2)
        assert shown(pilot) == before
        assert focused(pilot) == "articles"


async def test_escape_right_after_a_move_in_the_results_gives_the_list_back(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "1")
        before = shown(pilot)
        await pilot.press("slash", "t", "h", "e")
        await until(pilot, "found")
        await pilot.press("down", "escape")
        await timers_set_by_now(pilot, 0.2)
        assert shown(pilot) == before


async def test_a_result_opens_at_its_match_and_escape_goes_back_to_the_results(
    four: Folders,
) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("slash", *"47")
        await until(pilot, "1 found")
        await pilot.press("enter")
        await until(pilot, "Stop number 47")
        assert focused(pilot) == "article"
        await pilot.press("escape")
        assert focused(pilot) == "results"
        await pilot.press("escape")
        assert focused(pilot) == "articles"


async def test_nothing_found_says_what_to_do(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("slash", *"zzqxv")
        screen = await until(pilot, "Nothing found.")
        assert "Esc goes back to the list." in screen
        await pilot.press(*["backspace"] * 5)
        await until(pilot, "Type a word or two.")


async def test_finding_in_the_article(four: Folders) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        await pilot.press("slash", *"lighthouse")
        await until(pilot, "match 1/6")
        await pilot.press("enter")
        assert focused(pilot) == "article"
        first = shown(pilot)
        await pilot.press("n", "n", "n")
        await until(pilot, "Stop number 35")
        await pilot.press("N", "N", "N")
        assert "lighthouse" in shown(pilot)
        await pilot.press("escape")
        assert focused(pilot) == "article"
        assert first.count("lighthouse") >= 1


async def test_escape_gives_up_finding_and_stays_in_the_article_where_one_was(
    four: Folders,
) -> None:
    def text() -> list[str]:
        return [line[:76].rstrip() for line in lines(pilot)[1:-1]]

    async with opened(four, NARROW) as pilot:
        await open_walk(pilot)
        await pilot.press("space")
        before = text()
        await pilot.press("slash", "escape")
        assert focused(pilot) == "article"
        await pilot.press("slash", *"number 40")
        await until(pilot, "Stop number 40")
        await pilot.press("escape")
        assert focused(pilot) == "article"
        await until(pilot, lambda: text() == before)


# marks


async def test_star_and_undo_from_list_and_article(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("s")
        await until(pilot, "Starred")
        assert "★  four · en" in shown(pilot)
        await pilot.press("u")
        await until(pilot, "Taken back:")
        assert "★  four" not in shown(pilot)
        await pilot.press("enter", "s")
        await until(pilot, "★  four · en")
        await pilot.press("s")
        await until(pilot, "Star taken away")
        assert "★  four" not in shown(pilot)


async def test_in_the_lists_no_article_is_meant(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "string quartet")
        assert "s Star" in lines(pilot)[-1]
        await pilot.press("L")
        assert "s Star" not in lines(pilot)[-1]
        for key in "staeroydAJKnp":
            pilot.app.clear_notifications()
            await until(pilot, lambda: " first." not in shown(pilot))
            await pilot.press(key)
            await until(pilot, f"{'Open a list' if key in 'AJKnp' else 'Choose an article'} first.")
        assert focused(pilot) == "lists"
        assert desk_of(pilot).notes.undo() == "Import “four”"  # nothing was done since


async def test_escape_from_the_lists_goes_back_to_where_one_was(four: Folders) -> None:
    for size in (NARROW, MEDIUM, WIDE):
        async with opened(four, size) as pilot:
            await pilot.press("1", "enter")
            await until(pilot, lambda: focused(pilot) == "article")
            for before in ("article", "notes", "articles"):
                await pilot.press({"article": "2", "notes": "3", "articles": "1"}[before])
                await pilot.press("L", "escape")
                assert focused(pilot) == before, size
                assert ("─ Lists ─" in shown(pilot)) == (size == WIDE)


async def test_headings_of_the_lists_are_stepped_over(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("s", "L", "g")
        pane = pilot.app.screen.query_one(ListsPane)
        labels: list[str] = []
        for key in ("j",) * 4 + ("k",):
            await pilot.press(key)
            assert pane.current is not None and not pane.current.is_heading
            labels.append(pane.current.label)
        assert labels[2:] == ["✎ With notes", "four", "✎ With notes"]


async def test_the_next_start_stands_on_the_article_one_read(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("j", "j", "enter", "3", "Q")
    async with opened(four, NARROW) as pilot:
        assert focused(pilot) == "article"
        await pilot.press("escape")
        assert "3/4" in lines(pilot)[-1]


async def test_a_list_that_fills_up_under_no_hand_stays_at_its_top(
    four: Folders, tmp_path: Path
) -> None:
    async with opened(four, NARROW) as pilot:
        dated = "---\ntitle: Dated\ndate: 2024-01-01\n---\n\nThe newest article of them all.\n"
        library_in(four, tmp_path / "more", {"dated.md": dated})
        await until(pilot, "Dated")
        assert "1/5" in lines(pilot)[-1]


async def test_a_toast_names_the_article_whose_text_is_not_on_screen(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("s")
        await until(pilot, "Starred: “The night ferry")
        await pilot.press("t", *"sea", "enter")
        await until(pilot, "Tagged #sea: “The night ferry")
        await pilot.press("enter", "r")
        await until(pilot, "Marked as unread")
        assert "unread: “" not in shown(pilot)


async def test_a_toast_takes_the_place_of_the_keys_and_covers_no_text(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("enter")
        before = await until(pilot, "v Select")
        await pilot.press("r")
        after = await until(pilot, "Marked as unread")
        assert after.splitlines()[:-1] == before.splitlines()[:-1]
        assert after.endswith("Marked as unread")


async def test_read_marks_and_undo(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("r")
        await until(pilot, "Marked as read")
        assert "● The night" not in shown(pilot)
        await pilot.press("u")
        await until(pilot, "● The night")
        await pilot.press("A")
        await until(pilot, "4 marked as read; u takes it back")
        assert "● " not in shown(pilot).replace("● Unread", "")
        await pilot.press("u")
        await until(pilot, "● The night")
        assert "● Le moulin" in shown(pilot)


async def test_tab_completes_a_tag(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("t", *"Harbour, sea", "enter")
        await until(pilot, "Tagged")
        await pilot.press("j", "t", *"se", "tab", *", ha", "tab", "tab")
        await until(pilot, "Tab completes")
        await pilot.press("enter")
        await until(pilot, "#Harbour #sea  four · fr")
        assert desk_of(pilot).notes.tags() == [("Harbour", 2), ("sea", 2)]


async def test_a_tag_is_typed_completed_taken_away_and_brought_back(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("t", *"sea", "enter")
        await until(pilot, "Tagged #sea")
        assert "#sea  four · en" in shown(pilot)
        await pilot.press("t")
        assert "Now: #sea" in await until(pilot, "Enter adds it")
        await pilot.press(*"sea", "enter")
        await until(pilot, "#sea taken away")
        assert "#sea  four" not in shown(pilot)
        await pilot.press("u")
        await until(pilot, "#sea  four")


async def test_escape_leaves_a_prompt_with_nothing_done(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("t", *"sea", "escape")
        assert focused(pilot) == "articles"
        assert desk_of(pilot).notes.tags() == []


async def test_what_another_program_writes_comes_on_screen(four: Folders) -> None:
    from reader.library.notes import Notes

    async with opened(four, MEDIUM) as pilot:
        row = desk_of(pilot).listing.window(0, 1)[0]
        with Notes.open(four) as other:
            other.star([row.id], True, label=row.title)
        await until(pilot, "★  four · en")


async def test_where_one_is_stands_in_the_status_line(four: Folders) -> None:
    async with opened(four) as pilot:
        assert "All articles › 1/4" in lines(pilot)[-1]
        await open_walk(pilot)
        assert "four › 0 %" in line_with(pilot, " › ")
        await pilot.press("G")
        await until(pilot, "four › 100 %")


# marks that can't be kept


async def test_an_article_opens_even_if_it_cannot_be_marked_as_read(four: Folders) -> None:
    async with opened(four) as pilot:
        await until(pilot, "The night ferry")
        four.journal.rename(four.journal.with_name("elsewhere"))
        four.journal.write_text("in the way")
        await pilot.press("enter")
        screen = await until(pilot, "cannot be written")
        assert focused(pilot) == "article"
        assert "a string quartet and one very" in screen


# what is wrong with a text


BROKEN_OFF = (
    "The ferry is late\n\nThe harbour office has published no reason for it, and nobody asks.\n\n"
    "The second crossing will carry nothing but the goat, which everybody on the island knows…\n"
)


@pytest.mark.parametrize(("size", "row"), [(NARROW, "⋯ broken off"), (MEDIUM, "⋯  late-news")])
async def test_a_text_that_breaks_off_says_so_in_the_list_and_in_its_head(
    folders: Folders, tmp_path: Path, size: tuple[int, int], row: str
) -> None:
    run_import(write_files(tmp_path / "late-news-of-the-coast", {"late.txt": BROKEN_OFF}), folders)
    async with opened(folders, size) as pilot:
        assert row in shown(pilot)
        await pilot.press("enter")
        await until(pilot, "harbour office")
        assert line_with(pilot, "⋯ broken off").strip("│ ").endswith("⋯ broken off")
