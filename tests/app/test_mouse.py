"""The mouse: dragging over the reader view either way, over blanks and marks; clicks in menus."""

from rich.cells import cell_len
from textual.events import Click, MouseMove, MouseUp
from textual.geometry import Offset
from textual.pilot import Pilot

from reader.app.article_view import ArticleView
from reader.article import Article
from reader.settings import Folders
from tests.app.articles import article, highlight
from tests.app.opened import WIDE, desk_of, opened, shown, until
from tests.app.test_article_view import Host, open_article, screen

TWO = article("The first paragraph, two words.\n\n中文的第二段文字。 And an end.")


def place_of(app: Host, text: str, within: int = 0) -> Offset:
    """Where a text begins on screen, and so many cells on."""
    y, line = next((y, line) for y, line in enumerate(screen(app)) if text in line)
    return Offset(cell_len(line[: line.index(text)]) + within, y)


async def drag(pilot: Pilot[None], start: Offset, *way: Offset) -> None:
    """Press at a place, go this way and let go at its end."""
    await pilot.mouse_down(ArticleView, start)
    for place in way:
        await pilot._post_mouse_events([MouseMove], ArticleView, place, button=1)
    # as from a terminal: what ends in the pane it began in is a click too
    await pilot._post_mouse_events([MouseUp, Click], ArticleView, way[-1], button=1)


def chosen(view: ArticleView, made: Article) -> str:
    span = view.selected() if view.mode == "select" else None
    return made.text[span.start : span.end] if span is not None else ""


async def test_a_drag_that_ends_on_a_highlight_selects_and_opens_nothing() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = await open_article(pilot, TWO, [highlight(TWO, "first")])
        await drag(pilot, place_of(app, "two"), place_of(app, "first", 2))
        assert chosen(view, TWO) == "rst paragraph, t"
        assert app.asked == []


async def test_a_drag_may_begin_and_end_where_no_text_is() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = await open_article(pilot, TWO)
        blank = place_of(app, "The first") + Offset(4, 1)
        await drag(pilot, blank, place_of(app, "end."))
        assert chosen(view, TWO) == "中文的第二段文字。 And an e"
        await drag(pilot, blank, place_of(app, "two"))
        assert chosen(view, TWO) == "two words."
        await drag(pilot, place_of(app, "two"), blank)
        assert chosen(view, TWO) == "two words."
        await drag(pilot, place_of(app, "end."), blank)
        assert chosen(view, TWO) == "中文的第二段文字。 And an e"


async def test_from_bottom_to_top_over_wide_characters() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = await open_article(pilot, TWO)
        await drag(pilot, place_of(app, "And"), place_of(app, "中文的", 2))
        assert chosen(view, TWO) == "文的第二段文字。 A"


async def test_a_click_beside_it_ends_a_selection_and_does_nothing_else() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = await open_article(pilot, TWO, [highlight(TWO, "first")])
        await drag(pilot, place_of(app, "two"), place_of(app, "words"))
        assert chosen(view, TWO) == "two w"
        await pilot.click(ArticleView, place_of(app, "first", 1))
        assert view.mode == "read"
        assert app.asked == []
        await pilot.click(ArticleView, place_of(app, "first", 1))
        assert [type(each) for each in app.asked] == [ArticleView.AnnotationOpened]


async def test_one_click_chooses_in_a_menu_and_a_heading_is_none(four: Folders) -> None:
    async with opened(four, WIDE) as pilot:
        await pilot.press("O")
        await until(pilot, "longest first")
        await pilot.click(offset=at(pilot, "longest first"))
        await until(pilot, "by length")
        await pilot.click(offset=at(pilot, "Collections"))
        assert desk_of(pilot).list.label == "All articles"
        await pilot.click(offset=at(pilot, "★ Starred"))
        await until(pilot, "No article here yet.")
        assert desk_of(pilot).list.label == "★ Starred"


def at(pilot: Pilot[None], text: str) -> tuple[int, int]:
    """Where a text stands on the whole screen."""
    rows = shown(pilot).splitlines()
    y = next(y for y, line in enumerate(rows) if text in line)
    return cell_len(rows[y][: rows[y].index(text)]), y
