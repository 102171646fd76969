"""Whether the index says what the library holds: its place in the log, articles, their words.

In: a library's folders. Out: steps with what is wrong so far. Whether the file itself is sound is
`library.health`'s to say; `indexing` makes it anew.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.entries import Entry
from reader.library.fulltext import Index
from reader.search import indexing
from reader.search.fold import fold
from reader.settings import Folders

_SAMPLED = 400  # articles whose words are looked up
_WORDS = 8  # of each
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the check is, and what was found."""

    done: int
    total: int
    behind: int = 0  # articles that the next search will index
    problem: str = ""


def check(folders: Folders) -> Iterator[Checked]:
    """Check the index, articles picked at random; the last step has all that was found."""
    index = Index(folders.index, folders.library)
    try:
        behind = indexing.pending(index, index.state())
        if behind:
            yield Checked(0, 0, behind)
            return
        held, living = index.library_count(), index.living()
        if held != living:
            problem = f"The index holds {living:,} articles, the library {held:,}."
            yield Checked(0, 0, problem=problem)
            return
        yield from _check_words(index)
    finally:
        index.close()


def _check_words(index: Index) -> Iterator[Checked]:
    chance = random.Random()
    keys = index.sample(_SAMPLED, chance.random())
    missing = 0
    for start in range(0, len(keys), _AT_ONCE):
        for entry in index.entries(keys[start : start + _AT_ONCE]):
            missing += not index.holds(entry.key, _some_words(entry, chance))
        problem = f"The index misses words of {missing:,} articles it should hold."
        done = min(len(keys), start + _AT_ONCE)
        yield Checked(done, len(keys), problem=problem if missing else "")
    if not keys:
        yield Checked(0, 0)


def _some_words(entry: Entry, chance: random.Random) -> list[str]:
    words = [*fold(entry.title).split(), *fold(entry.text).split()]
    return chance.sample(words, min(_WORDS, len(words)))
