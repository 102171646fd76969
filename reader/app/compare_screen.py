"""Two articles side by side on a screen of their own; on a narrow one, one at a time.

Two articles come in with a label each. It answers the article to go on reading, with the place,
or None. Not here: which two (`comparing`), what is level with what (`beside`).
"""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.app.beside import Beside
from reader.app.bindings import bindings_for, help_binding, suspend_binding
from reader.app.commands import Group, of_group, shown_keys
from reader.app.row_list import cut
from reader.app.select_pane import SelectPane
from reader.app.side_pane import SidePane
from reader.app.status_bar import StatusBar
from reader.app.wrapped_pane import WrappedPane
from reader.article import ArticleId
from reader.text.safety import safe

TWO_COLUMNS = 110  # columns from which both stand side by side

Answer = tuple[ArticleId, int]


class CompareScreen(Screen[Answer | None]):
    """Two articles, scrolled together where their texts are akin, each by itself where not."""

    DEFAULT_CSS = """
    CompareScreen SidePane {
        width: 1fr; border: round $border; border-title-color: $text-muted;
        border-subtitle-color: $text-muted;
    }
    CompareScreen.-one SidePane {
        border: none; border-top: round $accent; padding: 0;
    }
    CompareScreen #change { height: 2; padding: 0 1; background: $panel; display: none; }
    CompareScreen.-one #change { display: block; }
    """
    AUTO_FOCUS = "#side-right"
    BINDINGS: ClassVar[list[Any]] = [
        *bindings_for("compare"),
        help_binding(),
        suspend_binding(),
    ]
    HELP_GROUP: ClassVar[Group] = "compare"

    def __init__(
        self,
        found: Beside,
        labels: tuple[str, str],
        lay_lines: Callable[[WrappedPane], None],
        adjust: Callable[[WrappedPane.Adjusted], None],
        *,
        at: int = 0,
    ) -> None:
        super().__init__()
        self._found, self._labels, self._at = found, labels, at
        self._lay_lines, self._adjust = lay_lines, adjust
        self._shows_hidden = False
        self.is_waiting = True  # for the place one is at, which n and the others start from

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield SidePane(id="side-left")
            yield SidePane(id="side-right")
        yield Static("", id="change", markup=False)
        yield StatusBar()

    def on_mount(self) -> None:
        left, right = self.sides
        left.partner, right.partner = right, left
        left.is_leading = False
        for side, label in zip(self.sides, self._labels, strict=True):
            self._lay_lines(side)
            side.border_title = Content(label)
            self.watch(side, "change_number", self.show_change, init=False)
            self.watch(side, "progress", self.show_place, init=False)
            self.watch(side, "mode", self.show_place, init=False)
        self._place_sides(self.app.size.width)
        self._show()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.is_waiting = False
        self.sides[1].go_to(self._at)

    @property
    def sides(self) -> tuple[SidePane, SidePane]:
        """The left one and the right one."""
        return self.query_one("#side-left", SidePane), self.query_one("#side-right", SidePane)

    @property
    def side(self) -> SidePane:
        """The one that the keys move."""
        left, right = self.sides
        return left if left.is_leading else right

    def lead(self, side: SidePane) -> None:
        """The keys move this one from now on."""
        for each in self.sides:
            each.is_leading = each is side
        self._place_sides(self.size.width)
        self.set_focus(side, scroll_visible=False)
        self.show_change()

    def on_descendant_focus(self) -> None:
        """A click leads too."""
        for side in self.sides:
            if side.has_focus and not side.is_leading:
                self.lead(side)

    def _show(self) -> None:
        found = self._found
        pairs = found.pairs(shows_hidden=self._shows_hidden)
        views = found.views(shows_hidden=self._shows_hidden)
        turned = [(other, one) for one, other in pairs]
        for side, view, mine in zip(self.sides, views, (pairs, turned), strict=True):
            side.set_beside(view, mine, is_alone=not found.is_kin, shows_hidden=self._shows_hidden)
        self.show_change()

    def on_resize(self, event: events.Resize) -> None:
        self._place_sides(event.size.width)

    def _place_sides(self, columns: int) -> None:
        is_one = columns < TWO_COLUMNS
        self.set_class(is_one, "-one")
        for side in self.sides:
            side.display = not is_one or side is self.side

    # what is said

    def show_change(self) -> None:
        """Both sides of the change at hand, and where one is."""
        change = self.side.change
        if change is None:
            was, now = self._hint(), ""
        else:
            (edit,) = change.edits
            was, now = f"- {_line(edit.before)}", f"+ {_line(edit.after)}"
        room = self.size.width - 2
        self.query_one("#change", Static).update(Content("\n".join(
            cut(each, room).rstrip() for each in (was, now)
        )))  # fmt: skip
        self.show_place()

    def _hint(self) -> str:
        if not self._found.is_kin:
            return "Two different articles: each scrolls by itself."
        return "No difference on this screen: n goes to the next, Tab to the other text."

    def show_place(self) -> None:
        """Bring the bottom line up to date."""
        side = self.side
        count = len(side.marks.changes)
        parts = [f"{round(side.progress * 100)} %"]
        if self._found.is_kin:
            which = f"{side.change_number}/" if side.change_number else ""
            parts.append(f"difference {which}{count}")
        bar = self.query_one(StatusBar)
        bar.place = " › ".join(parts)
        group = of_group("selecting" if side.mode == "select" else "compare")
        bar.keys = tuple(
            (shown_keys(each.key.split(",")[0]), each.label)
            for each in group
            if each.on_bar and each.id not in ("select-mark", "select-note")
        )

    # the ids of the command table

    def action_next_difference(self) -> None:
        self.side.go_to_change(1)

    def action_previous_difference(self) -> None:
        self.side.go_to_change(-1)

    def action_other_side(self) -> None:
        """Move in the other one; on a narrow screen, show it in place of this one."""
        left, right = self.sides
        self.lead(left if self.side is right else right)

    def action_unfold_both(self) -> None:
        """Unfold the furniture of both, or fold it."""
        self._shows_hidden = not self._shows_hidden
        self._show()

    def action_read_side(self) -> None:
        """Go on reading this one, here."""
        article = self.side.article
        if article is not None:
            self.dismiss((article.id, self._place()))

    def _place(self) -> int:
        """In the article as it is now, also from an earlier version."""
        left, right = self._found.left, self._found.right
        at = self.side.place
        if left.id == right.id and self.side is self.sides[0]:
            return self._found.to_right(at)
        return at

    def action_leave_comparing(self) -> None:
        self.dismiss(None)

    # wishes of the sides

    @on(WrappedPane.Adjusted)
    def adjust_both(self, event: WrappedPane.Adjusted) -> None:
        """What is wished of one side's lines holds for both."""
        event.stop()
        self._adjust(event)
        for side in self.sides:
            self._lay_lines(side)
        for side in self.sides:
            side.level()

    @on(SelectPane.CopyRequested)
    def copy_text(self, event: SelectPane.CopyRequested) -> None:
        self.app.copy_to_clipboard(event.text)
        self.notify(f"{len(event.text):,} characters copied", markup=False)


def _line(text: str) -> str:
    return " ".join(safe(text).split()) or "nothing"
