"""R turns the article to its raw text, to its changes, and back; n walks the changes."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.app.main_screen import MainScreen
from reader.ingest.taking_back import settle, take_back
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import (
    LONG,
    MEDIUM,
    NARROW,
    desk_of,
    focused,
    library_in,
    lines,
    open_walk,
    opened,
    shown,
    until,
)

DAMAGED = LONG.replace("chairs and", "chÃ¢teaux and").replace("came by.", "came by. \u200b")


@pytest.fixture
def damaged(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A home whose long article was damaged in every paragraph."""
    library_in(folders, tmp_path_factory.mktemp("damaged"), {"walk.txt": DAMAGED})
    return folders


async def open_damaged(pilot: Pilot[None]) -> None:
    await open_walk(pilot)
    assert "châteaux" in shown(pilot)


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_one_key_turns_from_clean_to_raw_to_changes_and_back(
    damaged: Folders, size: tuple[int, int]
) -> None:
    async with opened(damaged, size) as pilot:
        await open_damaged(pilot)
        await pilot.press("R")
        assert "chÃ¢teaux" in await until(pilot, "raw text")
        assert "came by. ⟨ZWSP⟩" in " ".join(shown(pilot).split())
        await pilot.press("R")
        assert "chÃ¢teaux→châteaux" in await until(pilot, "change 1/")
        await until(pilot, "utf8-as-")
        assert "UTF-8 that was read as" in shown(pilot)
        await pilot.press("R")
        await until(pilot, lambda: "chÃ¢teaux" not in shown(pilot) and "châteaux" in shown(pilot))
        assert "UTF-8 that was read" not in shown(pilot)


async def test_the_place_is_kept_over_all_texts(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("space", "space")
        first = next(line for line in lines(pilot) if "Stop number" in line)[-70:][:30]
        for _ in range(3):
            await pilot.press("R")
            await pilot.pause()
            place = desk_of(pilot)
            assert place.article is not None
            assert first.strip()[:12] in shown(pilot)


async def test_n_walks_the_changes_and_their_reasons(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("R", "R")
        await until(pilot, "change 1/120")
        await pilot.press("n")
        await until(pilot, "change 2/120")
        assert "joiner+trailing-space · certain" in shown(pilot)
        await pilot.press("N", "N")
        await until(pilot, "change 120/120")
        assert "Stop number 60 " in shown(pilot)
        await pilot.press("g")
        await until(pilot, "change 1/120")
        await pilot.press("escape")
        await until(pilot, lambda: "change 1/120" not in lines(pilot)[-1])
        assert focused(pilot) == "article"


async def test_one_change_is_one(folders: Folders, tmp_path: Path) -> None:
    library_in(folders, tmp_path / "one", {"walk.txt": LONG.replace("20 chairs", "20 chÃ¢teaux")})
    async with opened(folders, NARROW) as pilot:
        await open_walk(pilot)
        await pilot.press("R")
        await until(pilot, "raw text")
        await pilot.press("R")
        await until(pilot, "1 change ")


async def test_a_passage_marked_in_another_text_is_marked_in_the_article(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("R", "R", "v", "space", "h")
        await until(pilot, "Highlighted")
        (made,) = desk_of(pilot).notes.annotations()
        assert made.quote.startswith("Stop number 1 of")
        assert "château" in made.quote
        assert "Ã" not in made.quote


async def test_a_change_is_taken_back_for_good_and_given_again(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("R", "R")
        await until(pilot, "change 1/120")
        await pilot.press("x")
        await until(pilot, "The change is taken back; u undoes it")
        await until(pilot, "change 1/119")
        article = desk_of(pilot).article
        assert article is not None
        assert article.text.count("chÃ¢teaux") == 1
        await pilot.press("u")
        await until(pilot, "change 1/120")
        assert desk_of(pilot).notes.refusals() == []


async def test_a_rule_is_taken_back_in_the_article_and_mended_again(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("R", "R")
        await until(pilot, "change 1/120")
        await pilot.press("X")
        await until(pilot, "off in this article")
        await pilot.press("j", "enter")
        await until(pilot, "is off in “The long walk along the coast”")
        await until(pilot, "/60")
        assert "chÃ¢teaux and" in shown(pilot)
        await pilot.press("X")
        await until(pilot, "Mend again: utf8-as-")
        await pilot.press("G", "enter")
        await until(pilot, "change 1/120")


async def test_the_report_names_the_rules_and_leads_to_their_articles(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await pilot.press("M")
        await until(pilot, "places mended")
        assert "60 in 1 article" in shown(pilot)
        assert "UTF-8 that was read as" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Mended: " in shown(pilot) and focused(pilot) == "articles")
        assert desk_of(pilot).listing.count() == 1


async def test_what_another_program_takes_back_comes_on_screen(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        desk = desk_of(pilot)
        assert desk.article is not None
        with Library.open(damaged) as library, Notes.open(damaged) as notes:
            first = library.edits(desk.article.id)[0]
            take_back(library, notes, desk.article.id, [first])
            assert settle(library, notes) == [desk.article.id]
        await until(pilot, "chÃ¢teaux")


async def test_the_text_one_looks_at_stays_the_one_however_often_it_is_cleaned_again(
    damaged: Folders,
) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("R", "R")
        await until(pilot, "change 1/120")
        article, main = desk_of(pilot).article, pilot.app.screen
        assert article is not None and isinstance(main, MainScreen)
        with Library.open(damaged) as library, Notes.open(damaged) as notes:
            for edit in library.edits(article.id)[:2]:  # the second before the first is shown
                take_back(library, notes, article.id, [edit])
                settle(library, notes)
                main.show_article_again()
        await until(pilot, "change 1/118")


async def test_what_is_undone_while_it_is_being_cleaned_stays_undone(damaged: Folders) -> None:
    async with opened(damaged) as pilot:
        await open_damaged(pilot)
        await pilot.press("R", "R")
        await until(pilot, "change 1/120")
        await pilot.press("x")
        await until(pilot, lambda: len(desk_of(pilot).notes.refusals()) == 1)
        await pilot.press("u")
        await until(pilot, lambda: not desk_of(pilot).notes.refusals())
        await pilot.app.workers.wait_for_complete()
        await until(pilot, "change 1/120")
        article = desk_of(pilot).article
        assert article is not None
        assert "chÃ¢teaux" not in desk_of(pilot).library.article(article.id).text
