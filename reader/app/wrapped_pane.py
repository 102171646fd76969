"""A pane with a wrapped text: its lines made progressively, its place kept at any width.

The text comes in as a `Doc`, with how wide, how far apart and how even its lines are; what is on
screen goes out as `position` and `progress`. The place is an offset of the text, so it survives
any width. Not here: which text of the article it is, and drawing (`text_pane`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.timer import Timer

from reader.app.document import Doc
from reader.app.layout import Layout
from reader.app.line_pane import LinePane
from reader.app.paint import Geometry
from reader.article import Article, ArticleId, Span

_SLICE = 0.006  # seconds of wrapping between two chances for a key
_PAUSE = 0.001
_FAR = 50_000  # characters; a place further in is shown before all before it is wrapped
_AIRY = 28  # lines of a pane that can spare two for the head
_OVERLAP = 2  # lines kept on screen by a page
_NARROWEST, _WIDEST = 24, 160
_STEP_WIDER = 4
_MOST_SPACING = 3


class WrappedPane(LinePane, inherit_bindings=False):
    """Lines of one text, as many as there are, scrolled by keys."""

    UNFOLD_KEY: ClassVar[str] = "F"

    measure: reactive[int] = reactive(72, repaint=False)
    spacing: reactive[int] = reactive(1, repaint=False)
    is_justified: reactive[bool] = reactive(False, repaint=False)
    position: var[int] = var(0)
    progress: var[float] = var(0.0)
    shows_hidden: reactive[bool] = reactive(False, repaint=False)

    @dataclass
    class PositionChanged(Message):
        """Other text stands at the top of the screen."""

        article_id: ArticleId
        offset: int

    @dataclass
    class EndReached(Message):
        """The user pages on, and there is no more."""

        article_id: ArticleId

    @dataclass
    class Adjusted(Message):
        """The user wants the lines otherwise, from now on: a setting's name, its value."""

        setting: str
        value: int | bool
        room: int  # the widest measure that would still have an effect

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.article: Article | None = None
        self.pads: Mapping[int, int] = {}  # blank lines before a block, by its index
        self._doc: Doc | None = None
        self._text_layout: Layout | None = None
        self._anchor = 0  # where the user was, whatever the width
        self._above = 0  # the row its line stood on: blank lines may be above it
        self._wanted: tuple[int, int] | None = None  # offset, and the row it should stand on
        self._is_laying = False
        self._laid_for = Size(0, 0)  # the size that the lines on screen were placed for
        self._whole: Layout | None = None  # being wrapped, while a part is on screen
        self._wrapping: Timer | None = None

    def _lay(self) -> None:
        """Wrap anew for this width, as far as the screen needs; the rest follows in slices."""
        if self._wrapping is not None:
            self._wrapping.stop()
        self._laid_for = self.scrollable_content_region.size
        self._above = 0
        width, height = self._laid_for
        if self._doc is None or not width:
            self._whole = None
            self._use(None)
            self.virtual_size = Size(width, height)
            self.scroll_to(y=0, animate=False, force=True)
            self.refresh()
            return
        offset, row = self._wanted or (self._anchor, 0)
        whole = self._new_layout()
        first = self._doc.block_before(offset) if offset > _FAR else 0
        self._use(self._new_layout(first) if first else whole)
        self._whole = whole if first else None
        self._put(offset, row)
        self.refresh()
        if not whole.is_done:
            self._wrapping = self.set_timer(_PAUSE, self._wrap_on)

    def _new_layout(self, first: int = 0) -> Layout:
        assert self._doc is not None  # an article is shown
        return Layout(
            self._doc,
            self.geometry.measure,
            shows_hidden=self.shows_hidden,
            unfold=self.UNFOLD_KEY,
            first=first,
            is_airy=self.scrollable_content_region.height >= _AIRY,
            spacing=self.spacing,
            is_justified=self.is_justified,
            pads=self.pads,
        )

    @property
    def geometry(self) -> Geometry:
        """Where the text stands in the pane now."""
        return Geometry.of(self.scrollable_content_region.width, self.measure)

    def _use(self, layout: Layout | None) -> None:
        """These are the lines on screen."""
        self._text_layout = layout

    def settle(self) -> None:
        """Have the whole layout now, where only the surroundings of a far place are wrapped."""
        if self._whole is not None:
            self._whole.finish()
            self._make_whole()

    def _make_whole(self) -> None:
        """The whole is wrapped: the same text stays on the same row."""
        part, whole = self.text_layout, self._whole
        assert whole is not None  # the caller looked
        self._whole = None
        line = top = self.scroll_offset.y
        part.reach_line(top)
        while line + 1 < len(part.owners) and part.owners[line] < 0:
            line += 1
        self._use(whole)
        wanted, anchor = self._wanted, self._anchor
        self._put(part.starts[min(line, len(part.starts) - 1)], line - top)
        self._wanted, self._anchor = wanted, anchor
        self.refresh()

    def _put(self, offset: int, row: int) -> None:
        """Scroll so that an offset stands on a row of the screen."""
        layout = self.text_layout
        top = max(0, self._line_of(offset) - row)
        layout.reach_line(top + self.scrollable_content_region.height)
        self._is_laying = True
        self._fit()
        self.scroll_to(y=top, animate=False, force=True)
        self._is_laying = False
        self._moved()

    def _line_of(self, offset: int) -> int:
        """The line to be at the top for an offset to be there."""
        return 0 if self._is_start(offset) else self.text_layout.line_of(offset)

    def _is_start(self, offset: int) -> bool:
        """Nothing of the text lies before the offset, so that the head is shown with it."""
        assert self._doc is not None  # there is a layout
        blocks = self._doc.blocks
        return not blocks or offset <= next((b.start for b in blocks if not b.hidden), 0)

    def _fit(self) -> None:
        """Tell the scrollbar how many lines there are, as far as it is known."""
        if self._text_layout is not None:
            width = self.scrollable_content_region.width
            self.virtual_size = Size(width, self._text_layout.height())

    def _wrap_on(self) -> None:
        layout = self._whole or self._text_layout
        if layout is None:
            return
        if layout.advance(_SLICE):
            if layout is self._whole:
                self._make_whole()
            self._fit()
            self._moved()
        else:
            self._wrapping = self.set_timer(_PAUSE, self._wrap_on)

    @property
    def text_layout(self) -> Layout:
        """The wrapped lines; only while an article is shown."""
        assert self._text_layout is not None
        return self._text_layout

    # place

    @property
    def page(self) -> int:
        """Lines of a page, some of the last staying on screen."""
        return max(1, self.scrollable_content_region.height - _OVERLAP)

    def scroll_lines(self, count: int) -> bool:
        """Scroll down or up; False if it was at the end already."""
        layout = self._text_layout
        if layout is None:
            return False
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        if self._whole is not None and top + count < layout.base:
            self.settle()
            layout, top = self.text_layout, self.scroll_offset.y
        layout.reach_line(top + count + height)
        if layout.is_done and self.virtual_size.height != layout.height():
            self._fit()
        last = max(0, layout.height() - height)
        target = max(0, min(top + count, last))
        self.scroll_to(y=target, animate=False, force=True)
        return target != top

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        is_resizing = self.scrollable_content_region.size != self._laid_for
        if not self._is_laying and not is_resizing and round(old_value) != round(new_value):
            self._wanted = None
            self._anchor = self._moved()
            if self._text_layout is not None:
                self._above = self._line_of(self._anchor) - round(new_value)

    def _moved(self) -> int:
        """Say what is on screen now; the offset of the first text there."""
        layout = self._text_layout
        if layout is None or self.article is None:
            return 0
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        layout.reach_line(top)
        offset = layout.starts[min(top, len(layout.starts) - 1)] if top and layout.starts else 0
        last = layout.height() - height
        self.progress = 1.0 if last <= 0 else min(1.0, top / last)
        if offset != self.position:
            self.position = offset
            self.post_message(self.PositionChanged(self.article.id, offset))
        return offset

    def go_to(self, offset: int, *, select: Span | None = None) -> None:
        """Bring an offset on screen, a little of what precedes above it."""
        self._reveal(offset, force=True)

    def _reveal(self, offset: int, *, force: bool = False) -> None:
        """Scroll only if the offset is out of sight; then it stands at a third of the screen."""
        if self._text_layout is None:
            self._wanted = (offset, 0)
            self._anchor = offset
            return
        self.settle()
        line, top = self.text_layout.line_of(offset), self.scroll_offset.y
        height = self.scrollable_content_region.height
        if not force and top + 1 <= line < top + height - 1:
            return
        self._put(offset, 1 if force else height // 3)
        self._anchor = self.position
        self._wanted = (offset, 1 if force else height // 3)

    def on_resize(self, event: events.Resize) -> None:
        """The same text at the top, whatever the width."""
        width, height = self.scrollable_content_region.size
        layout = self._text_layout
        if layout is None or self._laid_for.width != width:
            self._lay()
        else:
            self._laid_for = Size(width, height)
            layout.reach_line(self.scroll_offset.y + height)
            self._fit()
            self._put(*(self._wanted or (self._anchor, self._above)))

    def watch_measure(self) -> None:
        if self.is_mounted:
            self._lay()

    watch_spacing = watch_is_justified = watch_measure

    def validate_measure(self, measure: int) -> int:
        return max(_NARROWEST, min(measure, _WIDEST))

    def validate_spacing(self, spacing: int) -> int:
        return max(1, min(spacing, _MOST_SPACING))

    def watch_shows_hidden(self) -> None:
        if self.is_mounted and self._doc is not None:
            self._lay()

    # moving; the ids of the command table

    def action_line_down(self) -> None:
        self.scroll_lines(1)

    def action_line_up(self) -> None:
        self.scroll_lines(-1)

    def action_page_down(self) -> None:
        self.scroll_lines(self.page)

    def action_page_up(self) -> None:
        self.scroll_lines(-self.page)

    def action_half_down(self) -> None:
        self.scroll_lines(max(1, self.page // 2))

    def action_half_up(self) -> None:
        self.scroll_lines(-max(1, self.page // 2))

    def action_read_on(self) -> None:
        """A page on; at the end, say that there is no more."""
        if not self.scroll_lines(self.page) and self.article is not None:
            self.post_message(self.EndReached(self.article.id))

    def action_top(self) -> None:
        self.settle()
        self.scroll_lines(-self.scroll_offset.y)

    def action_bottom(self) -> None:
        """The last screen; what is not yet wrapped is wrapped now."""
        if self._text_layout is not None:
            self.settle()
            self.text_layout.finish()
            self._fit()
            self.scroll_lines(self.text_layout.height())

    action_read_back = action_page_up
    action_half_page_down = action_half_down
    action_half_page_up = action_half_up
    action_article_top = action_top
    action_article_end = action_bottom

    # how the lines are

    def action_wider(self) -> None:
        """Longer lines, as far as the pane is wide."""
        self._adjust("measure", self.measure + (_STEP_WIDER if self._is_narrowed else 0))

    def action_narrower(self) -> None:
        """Shorter lines than those on screen."""
        self._adjust("measure", min(self.measure, self.geometry.measure) - _STEP_WIDER)

    def action_spacing(self) -> None:
        """One blank line more between two lines; after the most, none."""
        self._adjust("line_spacing", self.spacing % _MOST_SPACING + 1)

    def action_justify(self) -> None:
        """Both edges even, or the right one ragged."""
        self._adjust("justify", not self.is_justified)

    @property
    def _is_narrowed(self) -> bool:
        """The measure is what limits the lines, not the pane."""
        return self.measure <= self.geometry.measure

    def _adjust(self, setting: str, value: int | bool) -> None:
        """Show the lines so, and have it kept for the next start."""
        name = {"line_spacing": "spacing", "justify": "is_justified"}.get(setting, setting)
        setattr(self, name, value)
        self.post_message(self.Adjusted(setting, getattr(self, name), self.geometry.measure))
