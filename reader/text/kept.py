"""Results kept to be given again: `@kept(most)` before a function of one argument.

Like `functools.lru_cache`, at half the cost where nearly all that is asked is known: a plain table,
without an order to keep up, which starts anew when it is full.
"""

from collections.abc import Callable
from typing import TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class _Kept(dict[Asked, Given]):
    def __init__(self, function: Callable[[Asked], Given], most: int) -> None:
        self._function, self._most = function, most

    def __missing__(self, asked: Asked) -> Given:
        given = self._function(asked)
        if len(self) >= self._most:
            self.clear()
        self[asked] = given
        return given


def kept(most: int) -> Callable[[Callable[[Asked], Given]], Callable[[Asked], Given]]:
    """Keep so many results of the function."""
    return lambda function: _Kept(function, most).__getitem__
