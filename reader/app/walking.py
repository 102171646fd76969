"""From one article of a list to the next one, and to the next that is unread.

In: the rows of a list, a position. Out: an article. It knows the library's listings and no widget;
which list is open is the desk's.
"""

from collections.abc import Sequence

from reader.app.unfolding import Unfolded
from reader.article import ArticleId
from reader.library.listing import Listing

_NEAR = (16, 48)  # rows that are looked at one by one, before the unread ones are gathered

Rows = Listing | Unfolded


def at(rows: Rows, index: int) -> ArticleId | None:
    """The article at a position, if there is one."""
    found = rows.window(index, 1) if index >= 0 else []
    return found[0].id if found else None


def near_unread(rows: Rows, index: int, step: int) -> tuple[ArticleId | None, bool]:
    """The first unread article after (or before) a position, and whether the answer is final.

    Only some rows are looked at, so that it costs a key no more than a page does.
    """
    place = index + step
    for chunk in _NEAR:
        start = place if step > 0 else max(0, place - chunk + 1)
        found = rows.window(start, chunk if step > 0 else place - start + 1) if place >= 0 else []
        for row in found if step > 0 else reversed(found):
            if row.unread:
                return row.id, True
        place += step * len(found)
        if not 0 <= place < rows.count():
            return None, True
    return None, False


def far_unread(rows: Rows, unread: Listing, index: int, step: int) -> ArticleId | None:
    """The same over a whole list, of which `unread` is what is unread, in the same order.

    It is found by halves: going through a million rows that are read would take minutes. For a
    thread.
    """
    low, high = 0, unread.count()
    if high:
        unread.prepare()
    while low < high:
        middle = (low + high) // 2
        number, place = _placed(rows, unread, range(middle, high))
        if place is not None and (place <= index if step > 0 else place < index):
            low = number + 1
        else:
            high = middle
    numbers: Sequence[int] = range(low, unread.count()) if step > 0 else range(low - 1, -1, -1)
    number, place = _placed(rows, unread, numbers)
    return at(unread, number) if place is not None else None


def _placed(rows: Rows, unread: Listing, numbers: Sequence[int]) -> tuple[int, int | None]:
    """The first of these unread articles that has a row, and which row.

    One may have none: of copies that are one row, the unread one need not stand for them.
    """
    for number in numbers:
        name = at(unread, number)
        if name is not None and (place := rows.index_of(name)) is not None:
            return number, place
    return -1, None
