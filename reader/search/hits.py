"""The hits of an answer: which articles they are at once, why each is one when it is asked for.

In: headlines, and what makes some of the hits. Out: a row of hits. Most of them are never shown,
and each costs its article's text.
"""

from collections.abc import Callable, Sequence
from typing import overload

from reader.article import Hit

SHOWN = 15  # hits that are made at once: as many as a tall screen shows


class Hits(Sequence[Hit]):
    """Hits as they are asked for, each made once."""

    def __init__(self, count: int, make: Callable[[Sequence[int]], Sequence[Hit]]) -> None:
        self._count, self._make = count, make
        self._made: dict[int, Hit] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...

    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        places = range(self._count)[at]
        if isinstance(places, range):
            self._need(places)
            return tuple(self._made[place] for place in places)
        self._need((places,))
        return self._made[places]

    def _need(self, places: Sequence[int]) -> None:
        """Make what is missing; one alone together with those that follow it."""
        missing = [place for place in places if place not in self._made]
        if missing:
            last = min(self._count, missing[0] + SHOWN)
            ahead = (place for place in range(missing[0], last) if place not in self._made)
            missing = list(dict.fromkeys([*missing, *ahead]))
            self._made.update(zip(missing, self._make(missing), strict=True))
