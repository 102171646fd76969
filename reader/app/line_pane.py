"""A pane that draws its own lines, in a box that shows whether it has the focus.

Lines come in through `render_line`, each the same object as long as it looks the same; here they
get their edges, once. Textual takes a line through all styles of its widget each time, and matches
every rule anew when the focus moves: more than half of what a key would cost. Not here: what the
lines say.
"""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

_KEPT = 256  # lines with their edges; more than a screen has


class _Painted(Widget):
    """A widget whose lines are kept as they are on screen until something in it changes.

    The second base of what is one: Textual takes rules of looks from the first.
    """

    _painted: list[Strip] = []

    def _paint(self) -> list[Strip]:
        """All its lines, as they go to the screen."""
        raise NotImplementedError

    def _set_dirty(self, *regions: Region) -> None:
        self._painted = []
        super()._set_dirty(*regions)

    def notify_style_update(self) -> None:
        self._painted = []
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        if not self._painted:
            self._painted = self._paint()
        strips = self._painted[crop.y : crop.bottom]
        if crop.column_span == (0, self.outer_size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]


class _LineBar(ScrollBar, _Painted):
    """Textual's scroll bar as lines."""

    def _paint(self) -> list[Strip]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)  # what `renderer` is
        style = bar.style
        assert isinstance(style, Style) and style.color and style.bgcolor  # the parent's
        drawn = ScrollBarRender.render_bar(
            self.outer_size.height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        strips = {segment: Strip([segment], 1) for segment in drawn}
        ground = self.background_colors[1]
        for each in self.get_line_filters():
            strips = {segment: strips[segment].apply_filter(each, ground) for segment in strips}
        return [strips[segment] for segment in drawn]


class LinePane(ScrollView, _Painted, can_focus=True):
    """Lines on demand, scrolled, in a box."""

    DEFAULT_CSS = """
    LinePane {
        background: $background; color: $foreground;
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
    }
    LinePane > .pane--focus { color: $accent; text-style: bold; }
    """

    # Textual would lay out the screen for it; the bar is all that depends on it.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._boxed: dict[tuple[int, Style | None], tuple[Strip, Strip]] = {}  # by identity, edge
        self._box: object = None  # what `_boxed` depends on
        self._base: Style | None = None
        self._filters: tuple[LineFilter, ...] = ()
        self._ground = Color(0, 0, 0)

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No rule asks for the focus: it is drawn."""

    # looks

    @property
    def base(self) -> Style:
        """The pane's own colours."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of parts, matched when they are drawn for the first time."""
        for name in names:
            if name not in self._component_styles:
                part = DOMNode(classes=name)
                part._attach(self)
                self.app.stylesheet.apply(part)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """The theme, or the place of the pane, has changed: nothing drawn is right any more."""
        super().notify_style_update()
        self._component_styles.clear()
        self._boxed.clear()
        self._base = None

    # drawing

    def _paint(self) -> list[Strip]:
        """The box's own edges, and between them the lines of the pane."""
        width, height = self.outer_size
        gutter = self.styles.gutter
        self._filters = tuple(self.get_line_filters())
        self._ground = self.background_colors[1]
        box = (width, self._ground, self._filters)
        if box != self._box or len(self._boxed) > _KEPT:
            self._box = box
            self._boxed.clear()
        top = self._edge_row(0) if gutter.top else Strip([])
        has_sides = bool(self.styles.border_left[0])
        side = top._segments[0].style if has_sides else None
        last = height - gutter.bottom
        strips = []
        for y in range(height):
            if y < gutter.top or y >= last:
                strips.append(self._edge_row(y) if y else top)
            else:
                line = self.render_line(y - gutter.top)
                kept = self._boxed.get((id(line), side))
                if kept is None:
                    made = self._filtered(self._in_box(line, side))
                    kept = self._boxed[id(line), side] = (line, made)
                strips.append(kept[1])
        return strips

    def _in_box(self, line: Strip, side: Style | None) -> list[Segment]:
        """A line as wide as the box; the bar is drawn over its end."""
        edges = [Segment("│", side)] if side is not None else []
        before = self.styles.gutter.left - len(edges)
        after = self.outer_size.width - line.cell_length - before - 2 * len(edges)
        left = [Segment(" " * before, self.base)] if before else []
        return [*edges, *left, *line, Segment(" " * after, self.base), *edges]

    def _edge_row(self, y: int) -> Strip:
        """The upper or lower edge, in another colour while the pane has the focus."""
        row = Region(0, y, self.outer_size.width, 1)
        strip = super(_Painted, self).render_lines(row)[0]  # as Textual draws it
        if not self.has_focus or not strip:
            return strip
        focus = self.get_component_styles("pane--focus").rich_style
        edge = strip._segments[0].style
        line, title = Style(color=focus.color), Style(color=focus.color, bold=focus.bold)
        drawn = []
        for text, style, _ in strip:
            if style is not None and (style == edge or not y):
                style += line if style == edge else title
            drawn.append(Segment(text, style))
        return self._filtered(drawn)

    def _filtered(self, segments: list[Segment]) -> Strip:
        """A line of the box as the app's filters leave it: without colour, without commands."""
        for each in self._filters:
            segments = each.apply(segments, self._ground)
        return Strip(segments, self.outer_size.width)

    # the bar

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            bar = self._vertical_scrollbar = _LineBar(name="vertical")
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar
