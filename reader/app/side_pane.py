"""One of two articles that are read side by side: scrolled together, equal text on equal lines.

What it shows comes in through `set_beside`; its partner is told of each scroll and of each change
that is gone to. Not here: which articles (`comparing`), the screen (`compare_screen`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import events

from reader.app.beside import pads
from reader.app.bindings import bindings_for
from reader.app.changes_pane import ChangesPane
from reader.app.document import Doc
from reader.app.layout import Layout
from reader.app.paint import Geometry
from reader.app.text_pane import TextPane
from reader.app.views import View

_KEYS = frozenset((
    "line-down", "line-up", "read-on", "read-back", "half-page-down", "half-page-up",
    "article-top", "article-end", "wider", "narrower", "spacing", "justify",
    "select", "select-copy", "select-done",
))  # fmt: skip


class SidePane(ChangesPane, inherit_bindings=False):
    """One side."""

    BINDINGS: ClassVar[list[Any]] = [
        binding
        for binding in (*bindings_for("selecting"), *bindings_for("article"))
        if binding.id in _KEYS
    ]

    partner: "SidePane | None" = None
    _pairs: Sequence[tuple[int, int]] = ()  # blocks, mine first
    _row = 0  # the line on top, also while this side is not to be seen
    is_alone = True  # it scrolls by itself
    is_leading = True  # it is this side that the keys move

    def set_beside(
        self,
        view: View,
        pairs: Sequence[tuple[int, int]],
        *,
        is_alone: bool,
        shows_hidden: bool,
    ) -> None:
        """Show this, `pairs` of its blocks (mine first) level with the partner's."""
        self._pairs = pairs
        self.is_alone = is_alone
        self.set_reactive(SidePane.shows_hidden, shows_hidden)
        self.article = view.article
        self.show_as(view)

    def go_to_change(self, step: int) -> None:
        """The next change (1) or the one before (-1), on both sides."""
        self._step_change(step)
        if self.partner is not None:
            self.partner.take_change(self.marks.change)

    def take_change(self, index: int) -> None:
        """The partner has gone to this change."""
        self._choose(index)

    def follow(self, row: int) -> None:
        """The partner has scrolled."""
        self._row = row
        if self._text_layout is not None:
            self.scroll_to(y=row, animate=False, force=True)

    # laying out

    @property
    def geometry(self) -> Geometry:
        """As the narrower one of both, where both are to be seen."""
        width = room = self.scrollable_content_region.width
        if self.partner is not None and self.partner.display:
            room = min(width, self.partner.scrollable_content_region.width or width)
        return Geometry.of(width, min(self.measure, max(1, room - 3)))

    def level(self) -> None:
        """Lay out anew if other text stands level with mine now, or the partner's width changed."""
        layout = self._text_layout
        if layout is None or layout.width != self.geometry.measure or self.pads != self._levelled():
            self._lay()

    def _levelled(self) -> Mapping[int, int]:
        """The blank lines that bring both texts to the same lines."""
        other = self.partner._doc if self.partner is not None else None
        if self._doc is None or other is None or not self._pairs:
            return {}
        return pads(self._plain(self._doc), self._plain(other), self._pairs)[0]

    def _lay(self) -> None:
        """Everything is wrapped at once: what is level with what depends on all of it."""
        self.pads = self._levelled()
        super()._lay()
        self.settle()
        if self._text_layout is not None:
            self._text_layout.finish()
            self._fit()

    def _plain(self, doc: Doc) -> Layout:
        """A text as wide as this side, nothing level with it."""
        (own, self._doc), (padded, self.pads) = (self._doc, doc), (self.pads, {})
        layout = self._new_layout()
        self._doc, self.pads = own, padded
        return layout

    def on_resize(self, event: events.Resize) -> None:
        """Level with the partner again, wherever that was scrolled while this was not seen."""
        row, change = self._row, self.marks.change
        was_hidden = self._text_layout is None
        super().on_resize(event)
        if self.partner is None:
            return
        self.level()
        self.partner.level()
        if self.is_alone:
            return
        if self.is_leading and was_hidden:
            self.follow(row)
        leader, other = (self, self.partner) if self.is_leading else (self.partner, self)
        other.follow(leader.scroll_offset.y)
        for each in (leader, other):
            each.take_change(change)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.is_leading and not self.is_alone and self.partner is not None:
            self._row = round(new_value)
            self.partner.follow(round(new_value))

    def _moved(self) -> int:
        """Only where one moves, another change comes to hand."""
        if not self.is_leading:
            return TextPane._moved(self)
        before = self.marks.change
        offset = super()._moved()
        if self.marks.change != before and self.partner is not None:
            self.partner.take_change(self.marks.change)
        return offset
