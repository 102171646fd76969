"""The endless list by itself: what it fetches, how it moves, how rows are cut. No articles."""

from typing import ClassVar

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reader.app.article_list import marked, source_label
from reader.app.row_list import Line, RowList, cut
from reader.article import Span

MILLION = 1_000_000


class Numbers(RowList[int]):
    """Each row is its own number."""

    ROW_HEIGHT: ClassVar[int] = 2

    def draw(self, row: int, width: int, is_current: bool) -> list[Line]:
        return [[(f"{'>' if is_current else ' '}row {row}", Style())], [("-" * width, Style())]]


class NumbersApp(App[None]):
    """A list alone, which keeps what was fetched, moved to and chosen."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.fetched: list[tuple[int, int]] = []
        self.moved: list[int] = []
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield Numbers()

    def on_mount(self) -> None:
        self.rows.empty_text = "Nothing here.\nPress I."
        self.rows.set_rows(self.count, self.fetch)
        self.rows.focus()

    def fetch(self, start: int, limit: int) -> range:
        self.fetched.append((start, limit))
        return range(start, min(start + limit, self.count))

    @property
    def rows(self) -> Numbers:
        return self.query_one(Numbers)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        self.moved.append(event.row)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.chosen.append(event.row)


def shown(pilot: Pilot[None]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


async def test_a_million_rows_are_walked_and_only_what_is_seen_is_fetched() -> None:
    app = NumbersApp(MILLION)
    async with app.run_test(size=(30, 10)) as pilot:
        assert shown(pilot)[0] == ">row 0"
        for key, cursor in [
            ("down", 1), ("j", 2), ("k", 1), ("pagedown", 6), ("ctrl+d", 8), ("ctrl+u", 6),
            ("b", 1), ("up", 0), ("up", 0), ("end", MILLION - 1), ("down", MILLION - 1),
            ("pageup", MILLION - 6), ("home", 0), ("G", MILLION - 1),
        ]:  # fmt: skip
            await pilot.press(key)
            assert app.rows.cursor == cursor, key
        assert shown(pilot)[-2] == f">row {MILLION - 1}"
        assert sum(limit for _, limit in app.fetched) <= 8 * 128
        assert app.moved[-1] == MILLION - 1


async def test_enter_chooses_and_so_does_a_click_on_the_row_with_the_cursor() -> None:
    app = NumbersApp(20)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press("j", "enter")
        assert app.chosen == [1]
        await pilot.click(offset=(2, 6))
        assert (app.rows.cursor, app.chosen) == (3, [1])
        await pilot.click(offset=(2, 7))
        assert app.chosen[:2] == [1, 3]


async def test_a_click_below_the_last_row_is_nothing() -> None:
    app = NumbersApp(2)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.click(offset=(2, 8))
        assert (app.rows.cursor, app.moved, app.chosen) == (0, [], [])


async def test_an_empty_list_says_its_text_and_takes_every_key() -> None:
    app = NumbersApp(0)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press("j", "k", "G", "g", "space", "b", "enter")
        assert [line.strip() for line in shown(pilot) if line] == ["Nothing here.", "Press I."]
        assert app.chosen == []


async def test_other_rows_keep_the_cursor_within_them_and_on_screen() -> None:
    app = NumbersApp(500)
    async with app.run_test(size=(30, 10)) as pilot:
        app.rows.set_rows(500, app.fetch, cursor=300)
        await pilot.pause()
        assert ">row 300" in shown(pilot)
        assert app.moved == []
        app.count = 3
        app.rows.set_rows(3, app.fetch, cursor=300)
        await pilot.pause()
        assert app.rows.cursor == 2
        assert shown(pilot)[:5:2] == [" row 0", " row 1", ">row 2"]


async def test_the_row_with_the_cursor_stays_on_screen_when_the_size_changes() -> None:
    app = NumbersApp(500)
    async with app.run_test(size=(30, 40)) as pilot:
        await pilot.press(*["pagedown"] * 3, "j", "j")
        row = f">row {app.rows.cursor}"
        for size in ((30, 40), (60, 8), (20, 5), (30, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert row in shown(pilot), size


async def test_rows_are_fetched_anew_only_when_they_have_changed() -> None:
    app = NumbersApp(100)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press("j", "j", "k")
        before = len(app.fetched)
        app.rows.forget()
        await pilot.pause()
        assert (before, len(app.fetched)) == (1, 2)


@pytest.mark.parametrize(
    ("text", "width", "is_cut"),
    [("short", 10, False), ("exactly", 7, False), ("too long a title", 8, True),
     ("日本語の題", 10, False), ("日本語の題", 9, True), ("日本語の題", 8, True),
     ("e\u0301te\u0301", 3, False), ("e\u0301te\u0301", 2, True), ("", 4, False),
     ("x", 0, True), ("👩‍👩‍👧 family", 5, True)],
)  # fmt: skip
def test_a_cut_text_fills_its_cells_exactly(text: str, width: int, is_cut: bool) -> None:
    done = cut(text, width)
    assert cell_len(done) == width
    assert ("…" in done) is (is_cut and width > 0)


def test_matches_are_marked_where_they_stand_and_nothing_is_lost() -> None:
    match = Style(bold=True)
    text = "one two three"
    spans = [(span, match) for span in (Span(4, 7), Span(0, 3), Span(5, 9), Span(8, 99))]
    line = marked(text, spans, Style())
    assert "".join(part for part, _ in line) == text
    assert [part for part, style in line if style.bold] == ["one", "two"]


@pytest.mark.parametrize(
    ("source", "collection", "label"),
    [("https://www.example.org/a/b", "", "example.org"), ("press/a.txt", "press", "press"),
     ("press/a.txt", "", "a.txt"), ("x://", "", "x://")],
)  # fmt: skip
def test_a_source_is_named_as_people_do(source: str, collection: str, label: str) -> None:
    assert source_label(source, collection) == label
