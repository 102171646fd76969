"""Bringing the search index up to the library, with a bar for a person who waits.

What an index is, is `search`'s business.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from reader.cli import output
from reader.errors import LibraryError
from reader.library.index_file import is_unwritable
from reader.settings import Folders


class _Step(Protocol):
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


_AnyStep = TypeVar("_AnyStep", bound=_Step)


def bring_up(folders: Folders) -> int:
    """Index what the library has new, so that a search finds all of it; how many articles.

    0 where the index can only be read: a search in it says so, if something is new.
    """
    from reader.search import indexing

    try:
        last = followed("Indexing", indexing.steps(folders))
    except LibraryError as error:
        if not is_unwritable(error):
            raise
        return 0
    return last.done if last else 0


def followed(doing: str, steps: Iterable[_AnyStep]) -> _AnyStep | None:
    """The last step; on a terminal, a line says how far it is until then."""
    say: Callable[[str], object] = (
        sys.stderr.write if output.is_terminal(sys.stderr) else lambda text: None
    )
    last, is_said = None, False
    for last in steps:
        if last.total and last.done < last.total:
            say(f"\r{doing} {last.done:,} of {last.total:,} articles")
            sys.stderr.flush()
            is_said = True
    if is_said:
        say("\r\x1b[K")
    return last
