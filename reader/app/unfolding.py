"""Copies of one story as one row, and that row unfolded: its copies in rows below it.

In: a listing, or hits. Out: the same with some rows more, or fewer. What a copy is, is
`library.copies`; drawing the rows is `article_list`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from reader.article import Answer, ArticleId, Headline, Hit
from reader.library.articles import Library
from reader.library.listing import Listing

BELOW = "row above"  # as `copy_of`: no id, so that it is told from any other copy


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A listing in which one row's copies stand below it. Asked like a Listing."""

    listing: Listing
    library: Library
    id: ArticleId  # of that row
    at: int  # its position
    names: tuple[ArticleId, ...]  # of the copies

    def count(self) -> int:
        return self.listing.count() + len(self.names)

    @property
    def is_counted(self) -> bool:
        """Whether `count` costs nothing."""
        return self.listing.is_counted

    def prepare(self) -> None:
        self.listing.prepare()

    def window(self, start: int, limit: int) -> list[Headline]:
        start, end = max(0, start), max(0, start) + max(0, limit)
        first, after = self.at + 1, self.at + 1 + len(self.names)
        rows: list[Headline] = []
        if start < first:
            rows += self.listing.window(start, min(end, first) - start)
        inside = self.names[max(0, start - first) : max(0, end - first)]
        rows += [replace(row, copies=0, copy_of=BELOW) for row in self.library.headlines(inside)]
        if end > after:
            begin = max(start, after)
            rows += self.listing.window(begin - len(self.names), end - begin)
        return rows

    def index_of(self, name: ArticleId) -> int | None:
        if name in self.names:
            return self.at + 1 + self.names.index(name)
        found = self.listing.index_of(name)
        return found if found is None or found <= self.at else found + len(self.names)

    def ids(self) -> Iterator[ArticleId]:
        for number, name in enumerate(self.listing.ids()):
            yield name
            if number == self.at:
                yield from self.names


def is_below(row: Headline) -> bool:
    """Whether the row stands below the one that it is a copy of."""
    return row.copy_of == BELOW


class _Some(Sequence[Hit]):
    """Some of the hits of an answer, made when they are asked for."""

    def __init__(self, hits: Sequence[Hit], places: Sequence[int]) -> None:
        self._hits, self._places = hits, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...

    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(at, slice):
            return tuple(self._hits[place] for place in self._places[at])
        return self._hits[self._places[at]]


def folded(answer: Answer) -> Answer:
    """Of hits that are copies of one story the best, which is the first."""
    first: dict[str, int] = {}
    for place, story in enumerate(answer.stories):
        first.setdefault(story, place)
    if len(first) == len(answer.stories):
        return answer
    places = tuple(first.values())
    articles = tuple(answer.articles[place] for place in places)
    return replace(answer, hits=_Some(answer.hits, places), articles=articles)
