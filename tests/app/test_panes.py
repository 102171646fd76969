"""Which panes are shown, and what the status line and the outline say beside them."""

from pathlib import Path

from reader.app.main_screen import MainScreen
from reader.settings import Folders
from tests.app.opened import (
    MEDIUM,
    NARROW,
    WIDE,
    focused,
    library_in,
    line_with,
    lines,
    open_walk,
    opened,
    shown,
    until,
)

FERRY, MILL = "The night ferry", "Le moulin"


async def test_one_pane_at_a_time_when_narrow(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        assert "─Article─" not in shown(pilot)
        await pilot.press("enter")
        assert "All articles──" not in await until(pilot, "string quartet")
        await pilot.press("3")
        assert "Nothing marked yet." in shown(pilot)
        await pilot.press("escape")
        assert focused(pilot) == "article"
        await pilot.press("escape")
        assert focused(pilot) == "articles"
        assert MILL in shown(pilot)
        await pilot.press("L")
        assert "★ Starred" in shown(pilot)
        await pilot.press("1")
        assert MILL in shown(pilot)
        await pilot.press("tab")
        assert focused(pilot) == "article"
        await pilot.press("h")
        assert focused(pilot) == "articles"
        await pilot.press("l")
        assert focused(pilot) == "article"


async def test_all_panes_at_once_when_wide(four: Folders) -> None:
    async with opened(four, WIDE) as pilot:
        await until(pilot, "★ Starred")
        for text in ("─ Lists ─", "─ All articles ─", "─ Article ─", "─ Notes ─"):
            assert text in shown(pilot)
        seen = []
        for _ in range(4):
            seen.append(focused(pilot))
            await pilot.press("tab")
        assert seen == ["articles", "article", "notes", "lists"]


async def test_zen_shows_only_the_article_and_escape_ends_it(four: Folders) -> None:
    async with opened(four) as pilot:
        await pilot.press("enter", "z")
        assert "All articles" not in shown(pilot)
        assert "string quartet" in shown(pilot)
        await pilot.press("escape")
        assert "All articles" in shown(pilot)


async def test_zen_says_so_where_the_article_is_alone_already(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "v Select")
        await pilot.press("z")
        await until(pilot, "The article has the whole screen already.")


async def test_the_status_line_says_how_much_a_key_would_take(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await open_walk(pilot)
        await pilot.press("v")
        await until(pilot, "v selects from here")
        assert "Sentence, " in shown(pilot) and "h Highlight" in shown(pilot)
        await pilot.press("v", "w", "w")
        await until(pilot, "2 words, ")
        await pilot.press("escape")
        await until(pilot, "v Select")


async def test_in_the_search_field_only_keys_that_are_not_letters_are_named(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("slash", "m")
        await until(pilot, "found")
        assert "Tab Complete" in shown(pilot) and "/ Search" not in shown(pilot)


async def test_the_status_line_says_how_long_the_rest_takes(
    folders: Folders, tmp_path: Path
) -> None:
    files = {"long.txt": "Much\n\n" + "\n\n".join([f"Word {'word ' * 90}end."] * 10)}
    library_in(folders, tmp_path / "long", files)
    async with opened(folders, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "v Select")
        assert "min left" not in shown(pilot)
        await pilot.press("space")
        await until(pilot, "%, 3 min left")
        await pilot.press("G")
        await until(pilot, "100 %")
        assert "min left" not in shown(pilot)


async def test_the_outline_begins_where_one_is(folders: Folders, tmp_path: Path) -> None:
    parts = "\n\n".join(f"## Part {n}\n\n" + "Some words of it.\n\n" * 20 for n in range(6))
    library_in(folders, tmp_path / "parts", {"parts.md": f"# Whole\n\n{parts}"})
    async with opened(folders, NARROW) as pilot:
        await pilot.press("enter")
        await until(pilot, "v Select")
        await pilot.press("T", "j", "j", "j", "enter")
        await until(pilot, lambda: "Part 2" in "\n".join(lines(pilot)[:4]))
        await pilot.press("T")
        assert "Part 2" in line_with(pilot, "› ")


async def test_a_place_is_kept_over_any_width(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        await open_walk(pilot)
        await pilot.press("space", "space", "space")
        first = next(line for line in lines(pilot) if "Stop number" in line).strip()[:20]
        for size in (WIDE, (20, 5), MEDIUM, NARROW):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert first in shown(pilot)


async def test_a_terminal_too_small_gets_one_sentence(four: Folders) -> None:
    async with opened(four, (20, 5)) as pilot:
        assert " ".join(shown(pilot).split()) == "reader needs 30x8; this is 20x5."
        await pilot.resize_terminal(*NARROW)
        await until(pilot, FERRY)


async def test_a_place_that_cannot_be_kept_is_said_once(four: Folders) -> None:
    in_the_way = four.state / "session.new"
    in_the_way.mkdir()
    async with opened(four) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        screen.keep_session()
        await until(pilot, "The last place cannot be kept")
        pilot.app.clear_notifications()
        await pilot.pause()
        screen.keep_session()
        await pilot.pause()
        assert not pilot.app._notifications
        in_the_way.rmdir()
        screen.keep_session()
        in_the_way.mkdir()
        await pilot.press("j")
        await pilot.press("enter")
        screen.keep_session()
        await until(pilot, "The last place cannot be kept")
        in_the_way.rmdir()
