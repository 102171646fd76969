"""The bottom line: where one is, what runs, and the keys that matter now."""

from typing import Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class StatusBar(Widget):
    """One line: place and progress on the left, keys on the right, as many as fit."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"status--key", "status--work"}
    DEFAULT_CSS = """
    StatusBar { dock: bottom; height: 1; background: $panel; color: $text-muted; }
    StatusBar > .status--key { color: $accent; text-style: bold; }
    StatusBar > .status--work { color: $success; }
    """

    place: reactive[str] = reactive("")
    work: reactive[str] = reactive("")  # what runs: "Importing 43 %, 2 min"
    keys: reactive[tuple[tuple[str, str], ...]] = reactive(())  # (key, label), most needed first

    def refresh(self, *regions: Region, **what: bool) -> Self:
        """At once, so that one frame shows what a key did and what is said of it."""
        super().refresh(*regions, **what)
        self._check_refresh()
        return self

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        key_style = self._foreground("status--key")
        work = [Segment(f" {self.work} ", base + self._foreground("status--work"))]
        left = [Segment(f" {self.place} ", base), *(work if self.work else [])]
        room = self.size.width - sum(cell_len(s.text) for s in left)
        right: list[Segment] = []
        for key, label in self._fitting(room):
            room -= _cells(key, label)
            right += [Segment(f" {key}", base + key_style), Segment(f" {label} ", base)]
        strip = Strip([*left, Segment(" " * max(0, room), base), *right])
        return strip.adjust_cell_length(self.size.width, base)

    def _fitting(self, room: int) -> list[tuple[str, str]]:
        """The keys that fit; the last one, the help, before those in the middle."""
        *first, last = self.keys or (("", ""),)
        room -= _cells(*last)
        fitting: list[tuple[str, str]] = []
        for each in first:
            room -= _cells(*each)
            if room < 0:
                break
            fitting.append(each)
        return [*fitting, last] if last[0] else fitting

    def _foreground(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        return Style(color=style.color, bold=style.bold)


def _cells(key: str, label: str) -> int:
    """The width of a key and what it does."""
    return cell_len(key) + cell_len(label) + 3
