"""Links by letters: chosen, followed into the library and back, opened outside, copied."""

from pathlib import Path

import pytest

from reader.library.addresses import articles_at
from reader.library.articles import Library
from reader.settings import Folders
from tests.app.articles import article
from tests.app.opened import (
    MEDIUM,
    NARROW,
    WIDE,
    desk_of,
    focused,
    library_in,
    lines,
    opened,
    shown,
    until,
)
from tests.app.test_article_view import Host, open_article, screen

FERRY = "https://www.example.org/news/ferry"
FILES = {
    "mill.md": (
        "---\ntitle: The mill turns again\nurl: https://example.org/mill\ndate: 2022-02-02\n---\n\n"
        "The miller came by the [night ferry](http://example.org/news/ferry/?utm_source=mill), "
        "as the [council](https://council.example.net/minutes) had wished.\n\n"
        + "".join(f"Paragraph {n} only takes up room on the screen.\n\n" for n in range(30))
        + "The end, and a [last link](https://example.org/end).\n"
    ),
    "ferry.md": (
        f"---\ntitle: The night ferry\nurl: {FERRY}\ndate: 2021-01-01\n---\n\n"
        "It sails again, and carries flour from [the mill](https://example.org/mill#flour).\n"
    ),
}


@pytest.fixture
def linked(folders: Folders, tmp_path: Path) -> Folders:
    """Two articles that link to each other."""
    library_in(folders, tmp_path / "web", FILES)
    return folders


def test_an_address_is_looked_up_in_any_spelling(linked: Folders) -> None:
    with Library.open(linked) as library:
        urls = ("http://example.org/news/ferry/?utm_source=a#b", "https://example.org/other", "")
        (name,) = articles_at(library, urls).values()
        assert library.article(name).title == "The night ferry"


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE])
async def test_a_link_leads_to_an_article_and_back(linked: Folders, size: tuple[int, int]) -> None:
    async with opened(linked, size) as pilot:
        await pilot.press("enter")
        await until(pilot, "The miller came")
        await pilot.press("f")
        screen = await until(pilot, "type a link's letters")
        assert "theanight ferry" in screen and "thescouncil" in screen
        await pilot.press("a")
        await until(pilot, "in the library: The night ferry")
        await pilot.press("enter")
        await until(
            pilot, lambda: "It sails again" in shown(pilot) and "miller" not in shown(pilot)
        )
        assert "Esc: back to “The mill" in lines(pilot)[-1]
        await pilot.press("f", "enter")
        await until(pilot, "The miller came")
        await pilot.press("escape", "escape")
        await until(pilot, "The miller came")
        assert "back to" not in lines(pilot)[-1]
        await pilot.press("escape")
        await until(pilot, lambda: focused(pilot) == "articles")


async def test_the_list_of_links_says_which_are_in_the_library(linked: Folders) -> None:
    async with opened(linked, NARROW) as pilot:
        await pilot.press("enter", "U")
        screen = await until(pilot, "last link")
        assert "in the library: The night ferry" in screen
        assert "council.example.net/minutes" in screen
        await pilot.press("enter")
        await until(pilot, "It sails again")


async def test_a_chosen_link_is_copied_and_let_go(linked: Folders) -> None:
    async with opened(linked, NARROW) as pilot:
        await pilot.press("enter", "f", "s")
        await until(pilot, "council.example.net/minutes")
        await pilot.press("y")
        await until(pilot, "Address copied")
        assert pilot.app.clipboard == "https://council.example.net/minutes"
        await pilot.press("escape")
        await until(pilot, lambda: "council.example.net" not in lines(pilot)[-1])
        assert focused(pilot) == "article"
        assert desk_of(pilot).article is not None


async def test_letters_are_two_where_there_are_many_links() -> None:
    made = article(" ".join(f"[w{n}](https://example.org/{n})" for n in range(40)))
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made)
        view.action_follow_link()
        assert {len(hint.letters) for hint in view.hints} == {2}
        chosen = view.hints[29]
        await pilot.press(*chosen.letters)
        assert view.chosen_link == "https://example.org/29"
        assert not view.hints


async def test_letters_stand_before_wide_letters_and_on_justified_lines() -> None:
    made = article(
        "海辺の町[新聞](https://example.org/a)を読む。\n\nGo [there](https://example.org/b)."
    )
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made)
        view.is_justified = True
        await pilot.press("v", "escape")
        view.action_follow_link()
        await pilot.pause()
        seen = "\n".join(screen(app))
        assert "a新聞" in seen and "Gosthere" in seen
        assert all(len(view.render_line(y).text) <= 80 for y in range(24))
