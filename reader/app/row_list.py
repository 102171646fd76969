"""An endless list: rows of one height, drawn when they come on screen, from a source that fetches.

A million rows cost what ten do. It knows nothing of articles: `article_list` says how a row looks.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.app.bindings import bindings_for
from reader.app.glyphs import cells as cells_of
from reader.app.glyphs import reach
from reader.app.glyphs import width as width_of
from reader.app.line_pane import LinePane

RowData = TypeVar("RowData", bound=Hashable)

_CHUNKS_KEPT = 8
_STRIPS_KEPT = 128

Line = list[tuple[str, Style]]  # one line of a row: text and its style, left to right
_ROW = 4_000  # characters; more than a row shows: a long note is not measured for it


class RowList(LinePane, Generic[RowData]):
    """Rows of a fixed height. Give it a count and a way to fetch; it draws what is seen."""

    ALLOW_SELECT = False
    ROW_HEIGHT: ClassVar[int] = 2
    CHUNK: ClassVar[int] = 128  # rows fetched at once
    IS_MENU: ClassVar[bool] = False  # one click chooses; else one on the row with the cursor does
    DEFAULT_CSS = """
    RowList {
        scrollbar-color: $border; scrollbar-background: $background;
        scrollbar-color-hover: $accent; scrollbar-background-hover: $background;
        scrollbar-color-active: $accent; scrollbar-background-active: $background;
    }
    RowList > .row--cursor { background: $surface; }
    RowList > .row--cursor-focus { background: $primary 30%; }
    RowList > .row--dim { color: $text-muted; }
    RowList > .row--accent { color: $accent; }
    RowList > .row--match { color: $warning; text-style: bold underline; }
    RowList > .row--corrected { color: $warning; text-style: italic underline; }
    """
    BINDINGS: ClassVar[list[Any]] = bindings_for("list")

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        sender_list: "RowList[Any]"
        row: Any

        @property
        def control(self) -> "RowList[Any]":
            return self.sender_list

    @dataclass
    class Chosen(Message):
        """Enter, or a click on the row with the cursor; in a menu, on any."""

        sender_list: "RowList[Any]"
        row: Any

        @property
        def control(self) -> "RowList[Any]":
            return self.sender_list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.count = 0
        self.empty_text = ""  # shown where there are no rows
        self.row_height = self.ROW_HEIGHT
        self._fetch: Callable[[int, int], Sequence[RowData]] = lambda start, limit: []
        self._chunks: OrderedDict[int, Sequence[RowData]] = OrderedDict()
        self._strips: OrderedDict[Hashable, list[Strip]] = OrderedDict()
        self._styles: dict[str, Style] = {}

    # what the list holds

    def set_rows(
        self, count: int, fetch: Callable[[int, int], Sequence[RowData]], *, cursor: int = 0
    ) -> None:
        """Show other rows. `fetch(start, limit)` gives a window of them and must be quick."""
        self.count = count
        self._fetch = fetch
        self._chunks.clear()
        self._fit()
        self.set_reactive(RowList.cursor, max(0, min(cursor, count - 1)))
        self._show_cursor()
        self.refresh()

    def forget(self) -> None:
        """Fetch the rows anew: what they say has changed, not which they are."""
        self._chunks.clear()
        self.refresh()

    def row(self, index: int) -> RowData | None:
        """The row's data, fetched with its neighbours; None past the ends."""
        if not 0 <= index < self.count:
            return None
        start = index - index % self.CHUNK
        chunk = self._chunks.get(start)
        if chunk is None:
            chunk = self._chunks[start] = self._fetch(start, self.CHUNK)
            if len(self._chunks) > _CHUNKS_KEPT:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(start)
        return chunk[index - start] if index - start < len(chunk) else None

    @property
    def current(self) -> RowData | None:
        """The row with the cursor."""
        return self.row(self.cursor)

    # how a row looks

    def draw(self, row: RowData, width: int, is_current: bool) -> list[Line]:
        """`ROW_HEIGHT` lines; each is cut and filled to `width` cells afterwards."""
        raise NotImplementedError

    def style(self, name: str) -> Style:
        """The foreground and attributes of a component class, kept until the theme changes."""
        found = self._styles.get(name)
        if found is None:
            full = self.get_component_rich_style(f"row--{name}")
            found = self._styles[name] = Style(
                color=full.color, bold=full.bold, italic=full.italic, underline=full.underline
            )
        return found

    def notify_style_update(self) -> None:
        """The theme changed: nothing drawn is right any more."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        row = self.row(index)
        if row is None:
            return self._empty_line(y, width)
        is_current = index == self.cursor
        key = (row, width, is_current and (1 + self.has_focus))
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strips[key] = self._drawn(row, width, is_current)
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.popitem(last=False)
        return strips[line]

    def _empty_line(self, y: int, width: int) -> Strip:
        """Blank below the last row; with no rows at all, what to do next, in the middle."""
        said = self.empty_text.split("\n") if not self.count else []
        at = y - max(0, (self.scrollable_content_region.height - len(said)) // 2)
        text = said[at] if 0 <= at < len(said) else ""
        key = (text, width)
        if key not in self._strips:
            pad = " " * max(0, (width - cell_len(text)) // 2)
            self._strips[key] = [_fitted([(pad + text, self.style("dim"))], width, self.base)]
        return self._strips[key][0]

    def _drawn(self, row: RowData, width: int, is_current: bool) -> list[Strip]:
        base = self.base
        if is_current:
            name = "row--cursor-focus" if self.has_focus else "row--cursor"
            mark = self.get_component_rich_style(name)
            base += Style(bgcolor=mark.bgcolor, reverse=self._is_colourless() or None)
        return [
            _fitted(line, width, base)
            for line in self.draw(row, width, is_current)[: self.row_height]
        ]

    def _is_colourless(self) -> bool:
        """Without colours the cursor must show some other way."""
        return self.app.no_color or self.app.current_theme.ansi

    # moving

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        self._refresh_row(old)
        self._refresh_row(new)
        self._show_cursor()
        row = self.row(new)
        if row is not None:
            self.post_message(self.Moved(self, row))

    def _refresh_row(self, index: int) -> None:
        self.refresh_lines(index * self.row_height, self.row_height)

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        top = self.cursor * self.row_height
        y = self.scroll_offset.y
        if height <= 0:
            return
        if top < y:
            self.scroll_to(y=top, animate=False)
        elif top + self.row_height > y + height:
            self.scroll_to(y=top + self.row_height - height, animate=False)

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.count * self.row_height)

    def on_resize(self) -> None:
        self._fit()
        self._show_cursor()

    def on_focus(self) -> None:
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        self._refresh_row(self.cursor)

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height // self.row_height)

    def action_cursor_down(self) -> None:
        self.cursor += 1

    def action_cursor_up(self) -> None:
        self.cursor -= 1

    def action_page_down(self) -> None:
        self.cursor += self._page()

    def action_page_up(self) -> None:
        self.cursor -= self._page()

    def action_half_down(self) -> None:
        self.cursor += max(1, self._page() // 2)

    def action_half_up(self) -> None:
        self.cursor -= max(1, self._page() // 2)

    def action_top(self) -> None:
        self.cursor = 0

    def action_bottom(self) -> None:
        self.cursor = self.count - 1

    def action_choose(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Chosen(self, row))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (offset.y + self.scroll_offset.y) // self.row_height
        if 0 <= index < self.count:
            was = self.cursor
            self.cursor = index
            is_one = was == index or event.chain > 1 or self.IS_MENU
            if is_one and self.cursor == index:
                self.action_choose()


def _fitted(line: Line, width: int, base: Style) -> Strip:
    """The line as a strip of exactly `width` cells, what is cut ending in an ellipsis."""
    segments: list[Segment] = []
    left = width
    for text, style in line:
        if left <= 0:
            break
        cells = width_of(text)
        if cells > left:
            text = cut(text, left)
            cells = left
        segments.append(Segment(text, base + style))
        left -= cells
    if left > 0:
        segments.append(Segment(" " * left, base))
    return Strip(segments, width)


def one_line(text: str) -> str:
    """The beginning of a text, more than any row shows, without line breaks."""
    return " ".join(text[:_ROW].split())


def cut(text: str, width: int) -> str:
    """The text in exactly `width` cells, an ellipsis where something was left out."""
    text = text[:_ROW]
    cells = width_of(text)
    if cells > width:
        text = text[: reach(cells_of(text), max(0, width - 1))].rstrip() + "…"
        cells = width_of(text)
    return text + " " * (width - cells) if width else ""
