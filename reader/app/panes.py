"""Which panes are on screen, and moving between them."""

from textual.widget import Widget

from reader.app.row_list import RowList
from reader.app.screen_parts import ScreenParts

MEDIUM, WIDE = 100, 160  # columns from which two panes stand side by side, and all
_PARTS = ("lists", "left", "reading", "notes", "search", "articles", "results", "find")
_PART_OF = {"lists": "lists", "articles": "left", "results": "left", "search": "left",
            "article": "reading", "find": "reading", "notes": "notes"}  # fmt: skip


def visible(columns: int, at: str, modes: frozenset[str]) -> set[str]:
    """The parts of the screen to show, by its width, the part one is in, and what is on.

    `modes` are of: searching, finding, lists, notes, zen.
    """
    shown = {"results" if "searching" in modes else "articles"}
    if "finding" in modes:
        shown.add("find")
    if columns >= MEDIUM or "searching" in modes:
        shown.add("search")
    if "zen" in modes:
        return shown | {"reading"}
    if columns < MEDIUM:
        return shown | {at}
    if columns >= WIDE:
        return shown | {"lists", "left", "reading", "notes"}
    if "notes" in modes:
        return shown | {"reading", "notes"}
    return shown | {"lists" if "lists" in modes else "left", "reading"}


class Panes(ScreenParts):
    """The main screen's part that shows and reaches panes.

    Panes are shown and hidden directly: a class on the screen would have every style of every
    widget looked up again, a tenth of a second for each Tab.
    """

    _at = "left"
    _before_lists = "articles"  # the pane one came to the lists from

    def place_panes(self) -> None:
        """Show what belongs on screen now."""
        shown = visible(self.size.width, self._at, frozenset(self.modes))
        for name in _PARTS:
            self.query_one(f"#{name}", Widget).display = name in shown

    def focus_pane(self, name: str) -> None:
        """Go to a pane; under 100 columns it takes the screen."""
        if name in ("article", "notes", "find"):
            self.settle_preview()
        self._at = _PART_OF[name]
        if name == "lists" and self.pane != "lists":
            self._before_lists = self.pane
        if name in ("lists", "notes"):
            self.modes.add(name)
        elif name in ("articles", "results", "search"):
            self.modes -= {"lists", "notes", "zen"}
        self.place_panes()
        target = self.search.field if name == "search" else self.query_one(f"#{name}", Widget)
        self.set_focus(target, scroll_visible=False)  # at once: the next key may be here already
        self.show_status()

    @property
    def is_narrow(self) -> bool:
        """One pane at a time."""
        return self.size.width < MEDIUM

    def _row_of_panes(self) -> list[str]:
        """The panes from left to right, as they can be reached now."""
        row = ["results" if "searching" in self.modes else "articles", "article"]
        is_wide = self.size.width >= WIDE
        if is_wide or "lists" in self.modes:
            row.insert(0, "lists")
        if is_wide or "notes" in self.modes:
            row.append("notes")
        return row

    def _step_pane(self, step: int, *, is_cycle: bool) -> None:
        row = self._row_of_panes()
        at = row.index(self.pane) + step if self.pane in row else 0
        self.focus_pane(row[at % len(row) if is_cycle else max(0, min(at, len(row) - 1))])

    def action_pane_right(self) -> None:
        if self.pane in ("articles", "results"):
            self.query_one(f"#{self.pane}", RowList).action_choose()
        else:
            self._step_pane(1, is_cycle=False)

    def action_pane_left(self) -> None:
        self._step_pane(-1, is_cycle=False)

    def action_next_pane(self) -> None:
        self._step_pane(1, is_cycle=True)

    def action_previous_pane(self) -> None:
        self._step_pane(-1, is_cycle=True)

    def action_show_list(self) -> None:
        self.focus_pane("results" if "searching" in self.modes else "articles")

    def leave_lists(self) -> None:
        """Back to where one was; a search may have ended meanwhile."""
        self.modes.discard("lists")
        if self._before_lists in ("article", "notes"):
            self.focus_pane(self._before_lists)
        else:
            self.action_show_list()

    def action_show_article(self) -> None:
        self.focus_pane("article")

    def action_show_lists(self) -> None:
        self.show_lists()
        self.focus_pane("lists")

    def action_zen(self) -> None:
        """Only the article; where it has the screen for itself already, that is said."""
        if self.is_narrow and "zen" not in self.modes and self.pane == "article":
            self.say("The article has the whole screen already.")
            return
        self.modes ^= {"zen"}
        self.focus_pane("article")
