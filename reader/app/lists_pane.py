"""The lists: all, unread, starred, with notes, saved searches, collections and tags."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from rich.style import Style
from textual.message import Message

from reader.app.bindings import bindings_for
from reader.app.list_rows import MOST, ListRow
from reader.app.row_list import Line, RowList, cut

Wish = Literal["rename", "delete", "down", "up"]
_OF_SEARCHES = ("rename_search", "delete_search", "move_search_down", "move_search_up")


class ListsPane(RowList[ListRow]):
    """One line a list, with its count where it is known."""

    ROW_HEIGHT: ClassVar[int] = 1
    IS_MENU: ClassVar[bool] = True
    BORDER_TITLE = "Lists"
    BINDINGS: ClassVar[list[Any]] = bindings_for("lists")

    @dataclass
    class Wanted(Message):
        """Something is to be done to a saved search."""

        what: Wish
        row: ListRow

    def draw(self, row: ListRow, width: int, is_current: bool) -> list[Line]:
        if row.is_heading:
            return [[(row.label, self.style("dim") + Style(bold=True))]]
        more = "+" if row.query and row.count >= MOST else ""
        count = f" {row.count:,}{more}" if row.count >= 0 else ""
        label = cut("  " + row.label, max(1, width - len(count) - 1))
        return [[(label, Style()), (count, self.style("dim"))]]

    def validate_cursor(self, cursor: int) -> int:
        """A heading is stepped over, whichever way one comes: it opens nothing."""
        found = super().validate_cursor(cursor)
        step = 1 if found >= self.cursor else -1
        while (row := self.row(found)) is not None and row.is_heading:
            found += step
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is for saved searches alone leaves its keys to others elsewhere."""
        if action in _OF_SEARCHES:
            return self.current is not None and bool(self.current.query)
        return super().check_action(action, parameters)

    def _want(self, what: Wish) -> None:
        if self.current is not None:
            self.post_message(self.Wanted(what, self.current))

    def action_rename_search(self) -> None:
        self._want("rename")

    def action_delete_search(self) -> None:
        self._want("delete")

    def action_move_search_down(self) -> None:
        self._want("down")

    def action_move_search_up(self) -> None:
        self._want("up")
