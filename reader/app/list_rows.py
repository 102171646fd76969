"""The lists there are, and how much is in each: smart lists, saved searches, collections, tags.

In: library and notes. Out: rows for the lists pane. What costs nothing is counted at once; unread
articles and saved searches when somebody calls `count`, from a thread, and are then remembered
until articles or notes change.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.article import Filter
from reader.library.articles import Library
from reader.library.notes import Notes

MOST = 1000  # hits of a search that are counted


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the lists: a collection, a smart list or a saved search."""

    label: str
    count: int = -1  # -1: not counted
    filter: Filter | None = None
    query: str = ""  # of a saved search
    is_heading: bool = False


ALL = ListRow("All articles", filter=Filter())
_UNREAD = "is:unread"


class Lists:
    """The lists of one library and its notes."""

    def __init__(self, library: Library, notes: Notes) -> None:
        self._library, self._notes = library, notes
        self.is_folded = False  # copies of one story are one row
        self._counted: dict[str, int] = {}  # query → articles, as of `_version`
        self._version = (-1, -1, False)

    def rows(self) -> list[ListRow]:
        """Every list, with the counts that are known."""
        counts, counted = self._notes.counts(), self._counted
        rows = [
            replace(ALL, count=self._library.count(is_folded=self.is_folded)),
            ListRow("● Unread", counted.get(_UNREAD, -1), Filter(is_unread=True)),
            ListRow("★ Starred", counts.get("starred", 0), Filter(is_starred=True)),
            ListRow("✎ With notes", counts.get("noted", 0), Filter(has_note=True)),
        ]
        if self.is_folded and self._library.count(is_folded=True) < self._library.count():
            rows.append(ListRow("⧉ With copies", filter=Filter(has_copies=True)))
        rows += _headed(
            "Saved searches",
            [
                ListRow(name, counted.get(query, -1), query=query)
                for name, query in self._notes.saved_searches()
            ],
        )
        rows += _headed(
            "Collections",
            [
                ListRow(name, count, Filter(collection=name))
                for name, count in self._library.collections(is_folded=self.is_folded)
            ],
        )
        tags = self._notes.tags()
        return rows + _headed(
            "Tags", [ListRow(f"#{tag}", count, Filter(tag=tag)) for tag, count in tags]
        )

    def count(self, is_stale: Callable[[], bool]) -> bool:
        """Count what is not counted as it is now; False once somebody says that it is stale."""
        version = (self._library.data_version(), self._notes.data_version(), self.is_folded)
        known = self._counted if version == self._version else {}
        queries = [_UNREAD, *(query for _, query in self._notes.saved_searches())]
        found: dict[str, int] = {}
        for query in queries:
            number = known.get(query)
            if number is None:
                number = self._count(query, is_stale)
            if number is None or is_stale():
                return False
            found[query] = number
        self._counted, self._version = found, version
        return True

    def _count(self, text: str, is_stale: Callable[[], bool]) -> int | None:
        """How many articles a query finds, at most MOST of those with words."""
        from reader.search import answers
        from reader.search.query import parse

        query = parse(text)
        if not query.words:
            return self._library.listing(query.filter, is_folded=self.is_folded).count()
        found = None
        for answer in answers(self._library, self._notes, text, limit=MOST, is_stale=is_stale):
            found = len(answer.hits) if answer.is_final else found
        return found


def _headed(heading: str, rows: list[ListRow]) -> list[ListRow]:
    """Rows under their heading, if there are any."""
    return [ListRow(heading, is_heading=True), *rows] if rows else []
