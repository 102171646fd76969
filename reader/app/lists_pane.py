"""The lists: all, unread, starred, with notes, collections, tags and saved searches."""

from typing import ClassVar

from rich.style import Style

from reader.app.desk import ListRow
from reader.app.row_list import Line, RowList, cut


class ListsPane(RowList[ListRow]):
    """One line a list, with its count where it is known."""

    ROW_HEIGHT: ClassVar[int] = 1
    BORDER_TITLE = "Lists"

    def draw(self, row: ListRow, width: int, is_current: bool) -> list[Line]:
        if row.is_heading:
            return [[(row.label, self.style("dim") + Style(bold=True))]]
        count = f" {row.count:,}" if row.count >= 0 else ""
        label = cut("  " + row.label, max(1, width - len(count) - 1))
        return [[(label, Style()), (count, self.style("dim"))]]
