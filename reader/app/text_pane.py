"""A pane that shows one article, as one of its texts: drawn line by line, with what is marked.

An article comes in through `show`, another of its texts through `show_as`; offsets outside are
those of the article's own text. Not here: wrapping and place (`wrapped_pane`), the caret
(`select_pane`), finding and annotations (`article_view`).
"""

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from reader.app.article_look import CSS
from reader.app.document import Doc
from reader.app.glyphs import fitted
from reader.app.layout import Layout
from reader.app.paint import Look, Marks, Painter
from reader.app.views import View, clean_view
from reader.app.wrapped_pane import WrappedPane
from reader.article import Annotation, Article, Span

_STRIPS = 256
_PARTS = (
    "strong", "emphasis", "link", "bar", "bullet", "sign", "gutter-", "mark-current", "mark-twice",
    "removed", "added", "change-current", "side-current",
)  # fmt: skip
"""Styles that leave the background of what they lie on."""


class TextPane(WrappedPane, inherit_bindings=False):
    """One article, drawn on demand."""

    DEFAULT_CSS = CSS
    EMPTY = ("Nothing is open", "Enter opens the article under the cursor")

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.shown: View | None = None  # which of the article's texts
        self.marks = Marks()
        self._annotations: tuple[Annotation, ...] = ()  # at their places in the article's own text
        self._look = Look(self._style_of)
        self._painter: Painter | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(_STRIPS)

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

    @property
    def place(self) -> int:
        """The offset one has read to: that of the first text on screen when one last moved.

        A screen that is made larger may show more than that from its top, and lose nothing.
        """
        offset = self._wanted[0] if self._wanted else self._anchor
        return self.shown.back(offset) if self.shown is not None else offset

    def go_to(self, offset: int, *, select: Span | None = None) -> None:
        """Bring an offset of the article's own text on screen, a little of what precedes above."""
        super().go_to(self.shown.there(offset) if self.shown else offset, select=select)

    # drawing

    def _use(self, layout: Layout | None) -> None:
        """Draw these lines from now on."""
        super()._use(layout)
        self._painter = Painter(layout, self.marks, self._look, self.geometry) if layout else None
        self._strips.clear()

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
        if self._doc is None and row in (0, 2):
            text = fitted(self.EMPTY[row // 2], max(0, width - 2))
        style = self._look.style("text" if row == 0 else "meta")
        left = max(0, (width - cell_len(text)) // 2)
        return Strip([Segment(" " * left + text, style)]).adjust_cell_length(
            width, self._look.style("text")
        )
