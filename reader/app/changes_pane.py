"""Seeing what cleaning changed: the reader view turned to the raw text and to the changes.

Which texts there are comes in (`show_as`); the wish for another goes out as a message, since it
takes the library. Here is the change at hand, and the way from change to change. Not here: making
the texts (`views`), drawing them (`paint`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.reactive import var

from reader.app.select_pane import SelectPane
from reader.app.views import Shown, View, clean_view
from reader.article import Annotation, Article, Edit, Span


class ChangesPane(SelectPane, inherit_bindings=False):
    """An article as one of its texts."""

    TURNS: ClassVar[tuple[str, ...]] = ("clean", "raw", "changes")
    text_name: var[str] = var("clean")
    next_text = ""  # that is being made and not shown yet
    change_number: var[int] = var(0)  # of the change at hand, from 1; 0 if none is on screen

    @dataclass
    class TextWanted(Message):
        """The user wants to see the article as another of its texts."""

        name: str

    @dataclass
    class TakeBackWanted(Message):
        """The user does not want a change, or would like to choose what not to have."""

        edits: tuple[Edit, ...]
        is_asked: bool

    @property
    def has_changes(self) -> bool:
        """Changes are shown."""
        return bool(self.marks.changes)

    @property
    def change(self) -> Shown | None:
        """The change at hand."""
        return self.marks.changes[self.marks.change] if self.marks.change >= 0 else None

    def action_turn_text(self) -> None:
        """From the clean text to the raw one, to the changes, and back."""
        if self.shown is None or self.article is None:
            return
        now = self.next_text or self.shown.name
        at = self.TURNS.index(now) if now in self.TURNS else -1
        name = self.next_text = self.TURNS[(at + 1) % len(self.TURNS)]
        if name == "clean":
            self.show_clean()
        else:
            self.post_message(self.TextWanted(name))

    def show_clean(self) -> None:
        """Back to the article's own text."""
        if self.article is not None:
            self.show_as(clean_view(self.article))

    def show(
        self,
        article: Article | None,
        annotations: Sequence[Annotation] = (),
        *,
        at: int = 0,
        matches: Sequence[Span] = (),
    ) -> None:
        """Show an article, clean."""
        super().show(article, annotations, at=at, matches=matches)
        self.text_name = "clean"
        self.next_text = ""
        self.change_number = 0

    def show_as(self, view: View) -> None:
        """Show the article as another of its texts; what was selected is so no more."""
        self.action_select_done()
        super().show_as(view)
        self.text_name = view.name
        self.next_text = ""
        self._choose(self._change_at_hand())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is taken back is one of the changes that are shown."""
        if action.startswith("take_back"):
            return self.text_name == "changes"
        return super().check_action(action, parameters)

    def action_take_back(self) -> None:
        """Not this change."""
        if self.change is not None:
            self.post_message(self.TakeBackWanted(self.change.edits, is_asked=False))

    def action_take_back_rule(self) -> None:
        """Ask what is not wanted: its rule, here or in the whole collection."""
        edits = self.change.edits if self.change is not None else ()
        self.post_message(self.TakeBackWanted(edits, is_asked=True))

    def next_change(self) -> None:
        """Go to the next change; after the last, to the first."""
        self._step_change(1)

    def previous_change(self) -> None:
        """Go to the change before; before the first, to the last."""
        self._step_change(-1)

    def _step_change(self, step: int) -> None:
        changes = self.marks.changes
        if not changes:
            return
        at = self.marks.change
        if at < 0:
            at = bisect_left(changes, self.position, key=lambda change: change.start)
            at -= step > 0
        self._reveal(changes[(at + step) % len(changes)].start)
        self._choose((at + step) % len(changes))

    def _choose(self, index: int) -> None:
        """This change is the one at hand; -1: none."""
        self.marks.change = index
        self.change_number = index + 1
        self.redraw()

    def _moved(self) -> int:
        """Out of sight, out of hand: then it is the first change on screen."""
        offset = super()._moved()
        if self.marks.changes and not self._is_on_screen(self.marks.change):
            self._choose(self._change_at_hand())
        return offset

    def _is_on_screen(self, index: int) -> bool:
        if index < 0:
            return False
        start, end = self._on_screen()
        change = self.marks.changes[index]
        return change.start < end and change.end > start

    def _change_at_hand(self) -> int:
        """Index of the first change on screen, or -1."""
        start, end = self._on_screen()
        at = bisect_right(self.marks.changes, start, key=lambda change: change.end)
        is_seen = at < len(self.marks.changes) and self.marks.changes[at].start < end
        return at if is_seen else -1

    def _on_screen(self) -> tuple[int, int]:
        """Start and end of the text on screen."""
        layout, top = self._text_layout, self.scroll_offset.y
        if layout is None:
            return 0, 0
        bottom = top + self.scrollable_content_region.height
        layout.reach_line(bottom)
        ends = layout.ends[top:bottom]
        return self.position, max(ends, default=0)
