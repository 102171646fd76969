"""What an answer has a row of, each made when it is asked for: hits, headlines.

In: how many, and what makes some of them. Out: a row. Most of an answer's hits are never shown, and
each costs its article's text.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

SHOWN = 15  # that are made at once: as many as a tall screen shows

_Any = TypeVar("_Any")


class Made(Sequence[_Any]):
    """A row of things, each made once."""

    def __init__(self, count: int, make: Callable[[Sequence[int]], Sequence[_Any]]) -> None:
        self._count, self._make = count, make
        self._made: dict[int, _Any] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> _Any: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[_Any]: ...

    def __getitem__(self, at: int | slice) -> _Any | Sequence[_Any]:
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
