"""A note that is being written outlives the program: each start takes up what was not kept."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from reader.app.dialogs import NoteEditor
from reader.app.drafts import About, Draft, left_behind, set_aside_torn
from reader.article import ArticleId
from reader.library.notes import Notes
from reader.settings import Folders, find_folders
from tests.app.opened import WIDE, desk_of, focused, opened, until
from tests.terminal import Terminal


async def _drafted(folders: Folders, wanted: str) -> None:
    """Wait until the only draft holds a text."""
    for _ in range(1200):
        if any(wanted in each.read_text("utf-8") for each in folders.drafts.glob("*.json")):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("no draft")


async def test_a_note_on_the_article_is_taken_up_and_kept(four: Folders) -> None:
    async with opened(four, WIDE) as pilot:
        await pilot.press("enter", "a", *"Ask the goat")
        await _drafted(four, "the goat")
        article = desk_of(pilot).article
    async with opened(four, WIDE) as pilot:
        await until(pilot, "Not kept when reader ended")
        await until(pilot, "Ask the goat")
        await pilot.press(*"!", "ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert (made.note, article and article.id) == ("Ask the goat!", made.article)
        assert not list(four.drafts.glob("*"))


async def test_a_note_on_a_passage_goes_to_that_passage(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "v", "space", "a", *"Why?")
        await _drafted(four, "Why?")
        assert isinstance(pilot.app.screen, NoteEditor)
    async with opened(four) as pilot:
        await until(pilot, "Why?")
        await pilot.press("ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        article = desk_of(pilot).article
        assert article is not None and made.kind == "highlight" and made.note == "Why?"
        assert article.text[made.start : made.end] == made.quote


async def test_an_edited_note_keeps_what_it_was_until_the_new_one_is_kept(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "a", *"Old", "ctrl+s")
        await until(pilot, "Note kept")
        await pilot.press("3", "e", *" and new")
        await _drafted(four, "Old and new")
        assert [each.note for each in desk_of(pilot).notes.annotations()] == ["Old"]
    async with opened(four) as pilot:
        await until(pilot, "Old and new")
        await pilot.press("ctrl+s")
        await until(pilot, "Note kept")
        assert [each.note for each in desk_of(pilot).notes.annotations()] == ["Old and new"]


async def test_what_is_thrown_away_does_not_come_back(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "a", *"No")
        await _drafted(four, "No")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not list(four.drafts.glob("*"))
    async with opened(four) as pilot:
        assert not isinstance(pilot.app.screen, NoteEditor)


async def test_a_changed_article_gets_the_note_with_the_passage_above_it(four: Folders) -> None:
    async with opened(four) as pilot:
        row = pilot.app.screen.query_one("#articles").current  # type: ignore[attr-defined]
    draft = Draft(four.drafts, About(row.id, start=3, end=9, quote="never there"))
    draft.keep("Why?")
    draft.let_go()
    async with opened(four) as pilot:
        await until(pilot, "Why?")
        await pilot.press("ctrl+s")
        await until(pilot, "Note kept")
        (made,) = desk_of(pilot).notes.annotations()
        assert (made.kind, made.note) == ("note", "“never there”\n\nWhy?")


async def test_a_draft_on_an_article_that_is_gone_stays_where_it_is(four: Folders) -> None:
    draft = Draft(four.drafts, About(ArticleId("gonegonegone")))
    draft.keep("Why?")
    draft.let_go()
    async with opened(four, WIDE) as pilot:
        await until(pilot, "The article you were writing on is gone")
        assert focused(pilot) == "articles"
    assert draft.place.exists()


def test_a_draft_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    draft = Draft(tmp_path, About(ArticleId("a1")))
    draft.keep("long long text")
    draft.keep("short")
    assert list(left_behind(tmp_path)) == []
    draft.let_go()
    (found,) = left_behind(tmp_path)
    assert (found.about, found.text) == (draft.about, "short")
    found.drop()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_takes_nothing_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("no folder", encoding="utf-8")
    draft = Draft(tmp_path / "drafts", About(ArticleId("a1")))
    draft.keep("text")
    draft.drop()
    other = Draft(tmp_path / "other", About(ArticleId("a1")))
    other.keep("text")
    other.place.unlink()  # somebody has tidied up meanwhile
    other.drop()
    assert draft.text == other.text == "text"


@pytest.mark.parametrize("torn", ["", "{", '{"article": "a1", "text": "cut', "[]\n", "{}\n"])
def test_a_torn_draft_is_kept_and_disturbs_nobody(tmp_path: Path, torn: str) -> None:
    (tmp_path / "x.json").write_text(torn, encoding="utf-8")
    assert list(left_behind(tmp_path)) == []
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == torn


@pytest.mark.parametrize("torn", ["{", '{"article": "a1", "text": "cut', "[]\n", "{}\n"])
def test_a_torn_draft_is_set_aside_once_and_kept(tmp_path: Path, torn: str) -> None:
    (tmp_path / "x.json").write_text(torn, encoding="utf-8")
    (tmp_path / "empty.json").touch()
    (tmp_path / "zeros.json").write_bytes(b"\0" * 40)
    mine = Draft(tmp_path, About(ArticleId("a1")))
    mine.keep("text")
    (place,) = set_aside_torn(tmp_path)
    assert place.read_text(encoding="utf-8") == torn
    assert set_aside_torn(tmp_path) == []
    os.truncate(mine.place, 9)  # as while it is being written
    assert set_aside_torn(tmp_path) == []
    mine.let_go()
    assert len(set_aside_torn(tmp_path)) == 1


async def test_what_is_left_of_a_torn_draft_is_said_once(four: Folders) -> None:
    four.drafts.mkdir(parents=True)
    (four.drafts / "x.json").write_text('{"article": "a1", "text": "Où est la ch', encoding="utf-8")
    async with opened(four, WIDE) as pilot:
        await until(pilot, "A note was cut off while it was written")
        (place,) = four.drafts.glob("*")
        assert "Où est la ch" in place.read_text(encoding="utf-8")
    async with opened(four, WIDE) as pilot:
        await until(pilot, "Enter")
        assert list(four.drafts.glob("*")) == [place] and not pilot.app._notifications


@pytest.mark.parametrize("name", ["SIGKILL", "SIGHUP", "SIGTERM"])
def test_a_program_that_is_ended_loses_no_note(four: Folders, name: str) -> None:
    home = four.data.parent
    with Terminal(home=home, columns=100, rows=30) as terminal:
        terminal.wait_for("Help")
        terminal.press("a")
        terminal.wait_for("Ctrl-S keeps")
        terminal.press("Ask the goat")
        terminal.wait_for("Ask the goat")
        asyncio.run(_drafted(four, "the goat"))
        os.kill(terminal.pid, signal.Signals[name])
    with Terminal(home=home, columns=100, rows=30) as terminal:
        terminal.wait_for("Ask the goat")
        terminal.send(b"\x13")
        terminal.wait_for("Note kept")
    with Notes.open(find_folders(str(home))) as notes:
        assert [each.note for each in notes.annotations()] == ["Ask the goat"]
