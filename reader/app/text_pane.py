"""A pane that shows one article: wrapped progressively, drawn line by line, its place kept.

An article comes in through `show`; what is on screen goes out as `position` and `progress`. The
place is an offset of the text, so it survives any width. Not here: the caret (`select_pane`),
finding and annotations (`article_view`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from reader.app.article_look import COMPONENTS, CSS
from reader.app.document import Doc
from reader.app.glyphs import fitted
from reader.app.layout import Layout
from reader.app.paint import Geometry, Look, Marks, Painter
from reader.app.views import View, clean_view
from reader.article import Annotation, Article, ArticleId, Span

_SLICE = 0.006  # seconds of wrapping between two chances for a key
_PAUSE = 0.001
_FAR = 50_000  # characters; a place further in is shown before all before it is wrapped
_AIRY = 28  # lines of a pane that can spare two for the head
_OVERLAP = 2  # lines kept on screen by a page
_NARROWEST, _WIDEST = 24, 160
STEP_WIDER = 4
_STRIPS = 1_024
_PARTS = (
    "strong", "emphasis", "link", "bar", "bullet", "sign", "gutter-", "mark-current", "removed",
    "added", "change-current",
)  # fmt: skip
"""Styles that leave the background of what they lie on."""


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """One article, drawn on demand."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{name}" for name in COMPONENTS}
    DEFAULT_CSS = CSS
    UNFOLD_KEY = "F"
    EMPTY = ("Nothing is open", "Enter opens the article under the cursor")

    measure: reactive[int] = reactive(72, repaint=False)
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

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.article: Article | None = None
        self.shown: View | None = None  # which of the article's texts
        self.marks = Marks()
        self._annotations: tuple[Annotation, ...] = ()  # at their places in the article's own text
        self._look = Look(self._style_of)
        self._doc: Doc | None = None
        self._text_layout: Layout | None = None
        self._painter: Painter | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(_STRIPS)
        self._anchor = 0  # where the user was, whatever the width
        self._wanted: tuple[int, int] | None = None  # offset, and the row it should stand on
        self._is_laying = False
        self._laid_for = Size(0, 0)  # the size that the lines on screen were placed for
        self._whole: Layout | None = None  # being wrapped, while a part is on screen
        self._wrapping: Timer | None = None

    # what is shown

    def show(
        self,
        article: Article | None,
        annotations: Sequence[Annotation] = (),
        *,
        at: int = 0,
        matches: Sequence[Span] = (),
    ) -> None:
        """Show an article, `at` on the first line; None empties the pane."""
        self.article = article
        self.shown = clean_view(article) if article else None
        self._doc = Doc(article) if article else None
        self.shows_hidden = False
        self.marks = Marks()
        self._annotations = tuple(annotations)
        self.marks.set_annotations(annotations)
        self.marks.set_matches([(match.start, match.end) for match in matches])
        self._anchor = at
        self._wanted = None
        self._lay()

    def show_as(self, view: View) -> None:
        """Show the article as another of its texts, the same place on the first line."""
        at, was, marks = self.place, self.shown, self.marks
        self.shown = view
        self._doc = Doc(view.article, is_plain=view.is_plain)
        pairs = zip(marks.match_starts, marks.match_ends, strict=True)
        matches = [
            (view.there(was.back(start)), view.there(was.back(end))) if was else (start, end)
            for start, end in pairs
        ]
        self.marks = Marks(changes=view.changes)
        self.mark_annotations(self._annotations)
        kept = [index for index, (start, end) in enumerate(matches) if start < end]
        corrected = (matches[i][0] for i in kept if marks.match_starts[i] in marks.corrected)
        self.marks.set_matches([matches[index] for index in kept], frozenset(corrected))
        self.marks.match = kept.index(marks.match) if marks.match in kept else min(0, len(kept) - 1)
        self._anchor = view.there(at) if at else 0
        self._wanted = None
        self._lay()

    def mark_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Keep them, at their places in the text that is shown."""
        self._annotations = tuple(annotations)
        view = self.shown
        if view is not None and view.layers:
            annotations = [
                replace(each, start=view.there(each.start), end=view.there(each.end))
                for each in annotations
            ]
        self.marks.set_annotations(annotations)

    def _lay(self) -> None:
        """Wrap anew for this width, as far as the screen needs; the rest follows in slices."""
        if self._wrapping is not None:
            self._wrapping.stop()
        self._strips.clear()
        self._laid_for = self.scrollable_content_region.size
        width, height = self._laid_for
        if self._doc is None or not width:
            self._text_layout = self._painter = self._whole = None
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
        geometry = Geometry.of(self.scrollable_content_region.width, self.measure)
        return Layout(
            self._doc,
            geometry.measure,
            shows_hidden=self.shows_hidden,
            unfold=self.UNFOLD_KEY,
            first=first,
            is_airy=self.scrollable_content_region.height >= _AIRY,
        )

    def _use(self, layout: Layout) -> None:
        """Draw from this layout."""
        geometry = Geometry.of(self.scrollable_content_region.width, self.measure)
        self._text_layout = layout
        self._painter = Painter(layout, self.marks, self._look, geometry)
        self._strips.clear()

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
        layout = self._text_layout
        assert layout is not None  # the callers looked
        line = 0 if self._is_start(offset) else layout.line_of(offset)
        top = max(0, line - row)
        layout.reach_line(top + self.scrollable_content_region.height)
        self._is_laying = True
        self._fit()
        self.scroll_to(y=top, animate=False, force=True)
        self._is_laying = False
        self._moved()

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
    def place(self) -> int:
        """The offset one has read to: that of the first text on screen when one last moved.

        It is one of the article's own text, whichever text is shown.

        A screen that is made larger may show more than that from its top, and lose nothing.
        """
        offset = self._wanted[0] if self._wanted else self._anchor
        return self.shown.back(offset) if self.shown is not None else offset

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
        """Bring an offset of the article's own text on screen, a little of what precedes above."""
        self._reveal(self.shown.there(offset) if self.shown else offset, force=True)

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
        layout, painter = self._text_layout, self._painter
        if painter is None or layout is None or painter.geometry.width != width:
            self._lay()
        else:
            self._laid_for = Size(width, height)
            layout.reach_line(self.scroll_offset.y + height)
            self._fit()
            self._put(*(self._wanted or (self._anchor, 0)))

    def watch_measure(self) -> None:
        if self.is_mounted:
            self._lay()

    def validate_measure(self, measure: int) -> int:
        return max(_NARROWEST, min(measure, _WIDEST))

    def watch_shows_hidden(self) -> None:
        if self.is_mounted and self._doc is not None:
            self._lay()

    # drawing

    def _style_of(self, name: str) -> Style:
        """A component's style, as the theme has it."""
        is_part = name.startswith(_PARTS) and name != "link-current"
        return self.get_component_rich_style(f"article--{name}", partial=is_part)

    def notify_style_update(self) -> None:
        """The theme has changed."""
        super().notify_style_update()
        self._look = Look(self._style_of)
        if self._painter is not None:
            self._painter.look = self._look
        self._strips.clear()

    def redraw(self) -> None:
        """Something that is marked has changed."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the screen, from the cache if nothing changed its look."""
        painter, layout = self._painter, self._text_layout
        if painter is None or layout is None:
            return self._empty_line(y, self.scrollable_content_region.width)
        line = self.scroll_offset.y + y
        layout.reach_line(line)
        if line >= len(layout.starts):
            return Strip.blank(painter.geometry.width, self._look.style("text"))
        return self._drawn(painter, line)

    def _drawn(self, painter: Painter, line: int) -> Strip:
        strip = self._strips.get(line)
        if strip is None:
            strip = Strip(*painter.line(line))
            self._strips[line] = strip
        return strip

    def _empty_line(self, y: int, width: int) -> Strip:
        """The calm message of an empty pane, a little above the middle."""
        row = y - max(0, self.scrollable_content_region.height // 2 - 2)
        text = ""
        if 0 <= row <= 2 and row != 1:
            text = fitted(self.EMPTY[row // 2], max(0, width - 2))
        style = self._look.style("text" if row == 0 else "meta")
        left = max(0, (width - cell_len(text)) // 2)
        return Strip([Segment(" " * left + text, style)]).adjust_cell_length(
            width, self._look.style("text")
        )
