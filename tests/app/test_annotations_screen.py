"""All highlights and notes: filtered, grouped, changed together, exported, jumped to."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from reader.app.annotations_screen import AnnotationsScreen
from reader.app.paint import GUTTERS
from reader.article import COLORS, ArticleId
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import (
    FOUR,
    NARROW,
    WIDE,
    desk_of,
    focused,
    library_in,
    line_with,
    opened,
    shown,
    until,
)

JUG, CHAIRS = "a jug of water", "chairs"


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Folders:
    """Four articles; two highlights in the long one, a note on another."""
    library_in(folders, tmp_path / "four", FOUR)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        rows = {row.title: row.id for row in library.listing().window(0, 9)}
        walk = library.article(rows["The long walk along the coast"])
        for words, tag, color in ((JUG, "water", "yellow"), (CHAIRS, "furniture", "blue")):
            at = walk.text.index(words)
            notes.remember(walk)
            notes.annotate(
                walk.id, "highlight", quote=words, start=at, end=at + len(words),
                tags=(tag,), color=color,
            )  # fmt: skip
        ferry = library.article(rows["The night ferry comes back"])
        notes.remember(ferry)
        notes.annotate(ferry.id, "note", note="ask the captain")
    return folders


def notes_of(pilot: Pilot[None]) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.quote or each.note, each.tags) for each in desk_of(pilot).notes.annotations()]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_they_are_grouped_by_article_and_one_jumps(
    home: Folders, size: tuple[int, int]
) -> None:
    async with opened(home, size) as pilot:
        await pilot.press("H")
        screen = await until(pilot, "Notes · 3 · by article")
        assert screen.index("The long walk along the coast · 2") < screen.index(JUG)
        assert "The night ferry comes back · 1" in screen
        assert "X Export" in screen
        await pilot.press("enter")
        await until(pilot, "v Select")
        assert focused(pilot) == "article"


async def test_a_filter_means_the_same_as_everywhere(home: Folders) -> None:
    async with opened(home) as pilot:
        await pilot.press("H", "slash", *"tag:water")
        screen = await until(pilot, "Notes · 1 ·")
        assert JUG in screen and CHAIRS not in screen
        for typed, count in (("captain", 1), ("!captain", 2), ("source:four", 3), ("zzz", 0)):
            await pilot.press(*["backspace"] * 12, *typed)
            await until(pilot, f"Notes · {count} ·")
        assert "No highlight or note answers that." in shown(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, "All articles")


async def test_groups_and_orders(home: Folders) -> None:
    async with opened(home) as pilot:
        await pilot.press("H", "w")
        screen = await until(pilot, "by tag")
        assert screen.index("#furniture · 1") < screen.index("#water · 1") < screen.index("no tag")
        await pilot.press("w")
        assert "blue · 1" in await until(pilot, "by colour")
        await pilot.press("O")
        await until(pilot, "newest")


async def test_chosen_ones_are_changed_together_and_undone_at_once(home: Folders) -> None:
    async with opened(home) as pilot:
        await pilot.press("H")
        await until(pilot, "Notes · 3")
        await pilot.press("x", "x", "t", *"read twice, later", "enter")
        await until(pilot, "Tagged #read twice #later: 2")
        assert sum("read twice" in tags for _, tags in notes_of(pilot)) == 2
        await pilot.press("t", *"Read Twice", "enter")
        await until(pilot, "taken away: 2")
        assert sum("read twice" in tags for _, tags in notes_of(pilot)) == 0
        await pilot.press("d")
        await until(pilot, "Notes · 1 ·")
        await pilot.press("u")
        await until(pilot, "Taken back: Delete 2 notes")
        await until(pilot, "Notes · 3 ·")


async def test_a_note_is_edited_in_place(home: Folders) -> None:
    async with opened(home) as pilot:
        await pilot.press("H", "slash", *"captain", "enter")
        await until(pilot, "Notes · 1 ·")
        await pilot.press("e")
        await until(pilot, "Ctrl-S keeps")
        await pilot.press(*" twice", "ctrl+s")
        await until(pilot, "ask the captain twice")
        assert ("ask the captain twice", ()) in notes_of(pilot)


async def test_what_is_shown_is_exported(home: Folders, tmp_path: Path) -> None:
    async with opened(home) as pilot:
        await pilot.press("H", "slash", *"tag:water", "enter")
        await until(pilot, "Notes · 1 ·")
        await pilot.press("X")
        await until(pilot, "Export what is shown to")
        pilot.app.screen.query_one("Input").value = str(tmp_path / "out.csv")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, "1 written to")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert JUG in text and CHAIRS not in text


async def test_without_any_the_next_key_is_named(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "four", FOUR)
    async with opened(folders, NARROW) as pilot:
        await pilot.press("H")
        assert "v selects" in await until(pilot, "Nothing marked yet")


def test_an_annotation_of_an_article_that_is_gone_is_listed(home: Folders) -> None:
    from reader.search.annotated import annotated

    with Library.open(home) as library, Notes.open(home) as notes:
        notes.annotate(ArticleId("zzzzzzzz"), "note", note="orphaned captain")
        assert len(annotated(library, notes, "")) == 4
        assert [each.note for each in annotated(library, notes, "orphaned")] == ["orphaned captain"]
        assert not [
            each for each in annotated(library, notes, "lang:en") if each.note[:4] == "orph"
        ]


async def test_a_heading_of_wide_characters_and_its_rule_fill_the_line(
    folders: Folders, tmp_path: Path
) -> None:
    library_in(folders, tmp_path / "wide", {"signs.md": "# 港口管理處\n\nThe board at the gate.\n"})
    async with opened(folders, NARROW) as pilot:
        await pilot.press("a", *"red", "ctrl+s")
        await until(pilot, "Note kept")
        await pilot.press("H")
        await until(pilot, "by article")
        heading = line_with(pilot, "港口管理處")
        assert heading.endswith("──│") and "…" not in heading


async def test_keys_pressed_before_the_rows_have_come_are_for_them(home: Folders) -> None:
    async with opened(home) as pilot:
        pilot.app.push_screen(AnnotationsScreen(desk_of(pilot)))
        for key in "xkc":  # none of them waits for the one before, nor for the rows
            pilot.app.post_message(events.Key(key, key))
        await until(pilot, "Now pink: 1")
        assert "1 ✓" in shown(pilot)


async def test_keys_pressed_before_the_rows_say_what_has_changed_are_for_them(
    home: Folders,
) -> None:
    async with opened(home) as pilot:
        await pilot.press("H")
        await until(pilot, "Notes · 3")
        for key in ("c", "c", "d", "u"):
            pilot.app.post_message(events.Key(key, key))
        await until(pilot, "Taken back: Delete")
        made = {each.quote: each.color for each in desk_of(pilot).notes.annotations()}
        assert made[CHAIRS] == "yellow", "blue, pink, yellow"


async def test_a_colour_has_one_sign_in_the_margin_and_in_both_lists(home: Folders) -> None:
    assert set(COLORS) < set(GUTTERS)
    with Notes.open(home) as made:
        for each, color in zip(made.annotations(), ("violet", "pink", "pink"), strict=True):
            made.edit(each.id, color=color)
    async with opened(home, WIDE) as pilot:
        await pilot.press("3", "3")
        screen = await until(pilot, JUG)
        assert {GUTTERS["violet"], GUTTERS["pink"]} <= set(screen)
        await pilot.press("H")
        screen = await until(pilot, "by article")
        assert {GUTTERS["violet"], GUTTERS["pink"]} <= set(screen)


async def test_what_the_user_wrote_is_not_cut_for_a_long_headline(home: Folders) -> None:
    async with opened(home, NARROW) as pilot:
        await pilot.press("H", "w")
        screen = await until(pilot, "by tag")
        line = next(line for line in screen.splitlines() if "#furniture" in line and "·" in line)
        assert line.index("#furniture") < 40
        await pilot.press("question_mark")
        screen = await until(pilot, "Esc closes")
        assert screen.index("In all notes (H)") < screen.index("Write what is shown to a file")
        await pilot.press("escape")
        await until(pilot, "X Export")


async def test_what_another_window_does_comes_on_screen(home: Folders) -> None:
    async with opened(home, WIDE) as pilot:
        await pilot.press("H")
        await until(pilot, "ask the captain")
        with Notes.open(home) as other:
            (made,) = [each for each in other.annotations() if each.note]
            other.edit(made.id, note="ask the cook")
            await until(pilot, "ask the cook")
            other.delete(made.id)
            await until(pilot, "Notes · 2 · by article")
