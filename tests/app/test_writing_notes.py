"""Notes and highlights by keys: written, shown, edited, jumped to, taken back."""

from textual import events

from reader.app.dialogs import NoteEditor
from reader.app.notes_pane import NotesPane
from reader.app.reader_pane import ReaderPane
from reader.settings import Folders
from tests.app.opened import (
    WIDE,
    desk_of,
    focused,
    open_walk,
    opened,
    shown,
    timers_set_by_now,
    until,
)


async def test_a_note_on_the_article_is_kept_shown_and_taken_back(four: Folders) -> None:
    async with opened(four, WIDE) as pilot:
        await pilot.press("enter", "a", *"Ask the goat", "ctrl+s")
        await until(pilot, "Note kept")
        assert "On the whole article" in shown(pilot)
        assert "✎ Ask the goat" in shown(pilot)
        await pilot.press("u")
        await until(pilot, "Nothing marked yet.")
        assert desk_of(pilot).notes.annotations() == []


async def test_the_last_letters_before_the_key_that_keeps_a_note_are_kept(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NoteEditor)
        for key in (*"goat", "ctrl+s"):  # as they come from a terminal: no pause between
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert made.note == "goat"


async def test_a_quick_escape_does_not_throw_away_what_was_just_typed(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "a")
        await pilot.pause()
        for key in (*"goat", "escape"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, "Not kept yet")


async def test_a_preview_that_is_due_does_not_end_a_selection(four: Folders) -> None:
    async with opened(four) as pilot:
        view = pilot.app.screen.query_one(ReaderPane)
        for key in ("down", "enter"):  # faster than the preview of the row follows
            pilot.app.post_message(events.Key(key, None))
        await until(pilot, lambda: focused(pilot) == "article")
        pilot.app.post_message(events.Key("v", "v"))
        await until(pilot, lambda: view.mode == "select")
        await timers_set_by_now(pilot, 0.2)
        assert view.mode == "select"


async def test_undo_takes_back_what_was_done_and_not_that_the_article_was_opened(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter")
        notes = desk_of(pilot).notes
        article = desk_of(pilot).article
        assert article is not None and notes.is_read(article.id)
        await pilot.press("u")
        await until(pilot, "Take back: Import “four”")
        await pilot.press("escape")
        assert notes.is_read(article.id)
        await pilot.press("r")
        await until(pilot, "Marked as unread")
        await pilot.press("u")
        await until(pilot, "Taken back: Mark")
        assert notes.is_read(article.id)


async def test_the_same_passage_marked_twice_is_one_highlight(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", *["v", "space", "h"])
        await until(pilot, "Highlighted")
        await pilot.press("v", "space", "a", *"Why?", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert made.note == "Why?"
        await pilot.press("v", "space", "h")
        await until(pilot, "Highlighted already")


async def test_a_note_after_a_highlight_is_on_it_while_one_sees_it(four: Folders) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        await pilot.press("v", "space", "h")
        await until(pilot, "Highlighted; a writes a note on it")
        await pilot.press("a", *"Why?", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert (made.kind, made.note) == ("highlight", "Why?")
        await pilot.press("G", "a")
        await until(pilot, "Note on the article")


async def test_a_note_is_on_the_highlight_one_walked_to(four: Folders) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        await pilot.press("v", "space", "h")
        await until(pilot, "Highlighted")
        await pilot.press("G", "right_square_bracket", "a", *"Why?", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert (made.kind, made.note) == ("highlight", "Why?")


async def test_a_colour_is_chosen_while_selecting(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", *["v", "space", "c", "c"])
        await until(pilot, "blue · ")
        await pilot.press("h")
        await until(pilot, "Highlighted")
        assert [made.color for made in desk_of(pilot).notes.annotations()] == ["blue"]
        await pilot.press("v", "space", "h")  # none chosen: it keeps the one it has
        await until(pilot, "Highlighted already")
        await pilot.press("v", "space", *["c"] * 4, "h")
        await until(pilot, "Highlighted")
        assert [made.color for made in desk_of(pilot).notes.annotations()] == ["yellow"]


async def test_what_is_typed_is_not_thrown_away_by_one_escape(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "a", *"Half a thought", "escape")
        await until(pilot, "Not kept yet: Ctrl-S keeps it, Esc again throws it away")
        await pilot.press("escape")
        assert focused(pilot) == "article"
        assert desk_of(pilot).notes.annotations() == []


async def test_a_passage_is_highlighted_recoloured_deleted_and_brought_back(
    four: Folders,
) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "v", "space", "h")
        await until(pilot, "Highlighted")
        (made,) = desk_of(pilot).notes.annotations()
        assert made.quote.startswith("After eleven winters")
        assert made.quote.endswith("two islands.")
        await pilot.press("3")
        assert "“After eleven winters" in shown(pilot)
        await pilot.press("c")
        await until(pilot, "Now green")
        await pilot.press("d")
        await until(pilot, "Deleted; u takes it back")
        assert "Nothing marked yet." in shown(pilot)
        await pilot.press("u")
        await until(pilot, "“After eleven winters")


async def test_a_note_on_a_passage_is_edited_and_jumped_to(four: Folders) -> None:
    async with opened(four) as pilot:
        await open_walk(pilot)
        await pilot.press("G", "v", "space", "a")
        await until(pilot, "Note on the passage")
        await pilot.press(*"Go there", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        await pilot.press("g")
        await until(pilot, "Stop number 1 ")
        await pilot.press("3", "e")
        await until(pilot, lambda: "Ctrl-S keeps the note" in shown(pilot))
        await pilot.press("end", *" soon", "ctrl+s")
        await until(pilot, "✎ Go there soon")
        await pilot.press("enter")
        await until(pilot, " ".join(made.quote.split()[:4]))
        assert "Stop number 1 " not in shown(pilot)
        assert focused(pilot) == "article"


async def test_notes_of_all_articles_name_theirs_and_lead_there(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "v", "space", "h", "J")
        await until(pilot, "trois charpentières")
        await pilot.press("3")
        await until(pilot, "Nothing marked yet.")
        await pilot.press("3")
        assert "The night ferry comes b" in await until(pilot, "─ All notes ─")
        assert pilot.app.screen.query_one(NotesPane).count == 1
        await pilot.press("enter")
        await until(pilot, "a string quartet and one very")
