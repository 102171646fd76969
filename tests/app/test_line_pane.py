"""A pane that draws its own box: what the focus changes in it, and what a key's frame shows."""

from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip

import reader.app.app
from reader.app.app import ReaderApp
from reader.app.desk import Desk
from reader.app.line_pane import LinePane
from reader.settings import Folders, load_settings
from tests.app.opened import FOUR, MEDIUM, library_in, shown, until


class Hundred(LinePane):
    """A hundred lines, each its own number."""

    BORDER_TITLE = "Numbers"
    DEFAULT_CSS = "Hundred { border: round $border; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.made = [Strip([Segment(f"number {number}")]) for number in range(100)]

    def on_mount(self) -> None:
        self.virtual_size = Size(9, 100)

    def render_line(self, y: int) -> Strip:
        return self.made[y + self.scroll_offset.y]

    def box(self) -> list[Strip]:
        """All that is on screen of it."""
        return self.render_lines(Region(0, 0, *self.outer_size))


class TwoPanes(App[None]):
    """One above the other."""

    def compose(self) -> ComposeResult:
        yield Hundred()
        yield Hundred()


def colours(strip: Strip) -> set[str]:
    """The foregrounds of what is drawn."""
    return {str(s.style.color) for s in strip if s.style and s.text.strip()}


async def test_the_focus_changes_the_edges_and_lines_seen_before_are_not_made_again() -> None:
    app = TwoPanes()
    async with app.run_test(size=(20, 20)) as pilot:
        upper, lower = app.query(Hundred)
        upper.focus()
        await pilot.pause()
        focused, other = upper.box(), lower.box()
        assert [strip.cell_length for strip in focused] == [20] * 10
        assert focused[0].text.startswith("╭─ Numbers ─")
        assert focused[-1].text.startswith("╰")
        assert [strip.text for strip in focused[1:3]] == [
            "│  number 0        │",
            "│  number 1        │",
        ]
        for mine, others in zip(focused, other, strict=True):
            assert colours(mine).isdisjoint(colours(others))
        lower.focus()
        await pilot.pause()
        assert colours(upper.box()[0]) == colours(other[0])
        assert colours(lower.box()[0]) == colours(focused[0])
        again = upper.box()
        assert all(a is b for a, b in zip(again[1:-1], upper.box()[1:-1], strict=True))


async def test_a_part_of_the_box_is_drawn_as_it_is_in_the_whole() -> None:
    app = TwoPanes()
    async with app.run_test(size=(20, 20)) as pilot:
        pane = app.query(Hundred).first()
        pane.scroll_to(y=30, animate=False)
        await pilot.pause()
        whole = [strip.crop(2, 7).text for strip in pane.box()[3:10]]
        assert [strip.text for strip in pane.render_lines(Region(2, 3, 5, 7))] == whole
        bar = "".join(
            strip.text for strip in pane.vertical_scrollbar.render_lines(Region(0, 0, 1, 8))
        )
        assert len(bar) == 8


class Frames(ReaderApp):
    """Keeps what the screen shows after each frame."""

    CSS_PATH = str(Path(reader.app.app.__file__).with_name("app.tcss"))
    kept: list[str]

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if renderable is not None and hasattr(self, "kept"):
            strips = screen._compositor.render_strips()
            self.kept.append("\n".join(strip.text for strip in strips))


async def test_one_frame_shows_what_a_key_did_and_what_is_said_of_it(
    folders: Folders, tmp_path: Path
) -> None:
    library_in(folders, tmp_path / "four", FOUR)
    desk = Desk(folders, load_settings(folders))
    app = Frames(desk)
    async with app.run_test(size=MEDIUM) as pilot:
        await until(pilot, "1/4")
        await until(pilot, lambda: app.focused is app._main.articles)
        for key, said in (("down", "2/4"), ("end", "4/4"), ("tab", "0 %")):
            await pilot.pause(0.3)
            app.kept = []
            await pilot.press(key)
            await until(pilot, said)
            assert said in app.kept[0], (key, shown(pilot))
    desk.library.close()
    desk.notes.close()
