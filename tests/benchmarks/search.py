"""What a keystroke costs, what is found: `python -m tests.benchmarks.search HOME`.

In: a home folder with a library (of `tests.benchmarks.corpus`). Out: CPU milliseconds of every
keystroke of seeded queries, and of each kind of query how often an article that it was made from
is among the first ten. The corpus is made of few words, so every word is in many texts: costs
are those of a bad case, and a query is the article's number in its title with two of its words.
"""

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import answers, refresh, search
from reader.search.fold import fold
from reader.settings import find_folders

Kind = Callable[[random.Random, list[str]], str]


def _mistyped(chance: random.Random, word: str) -> str:
    """One edit: a swap, a letter lost, doubled or wrong."""
    at = chance.randrange(1, len(word) - 1)
    how = chance.randrange(4)
    if how == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + (word[at] if how == 2 else chance.choice("aeinst")) + word[at + how - 2 :]


def _long(words: list[str]) -> int:
    return max(range(len(words) - 1), key=lambda i: len(words[i]))


def _with(words: list[str], change: Callable[[str], str]) -> str:
    at = _long(words)
    return " ".join([*words[:at], change(words[at]), *words[at + 1 :]])


_KINDS: dict[str, Kind] = {
    "exact": lambda chance, words: " ".join(words),
    "swapped": lambda chance, words: " ".join(reversed(words)),
    "no accents": lambda chance, words: fold(" ".join(words)),
    "half a word": lambda chance, words: _with(words, lambda w: w[: max(4, len(w) * 2 // 3)]),
    "1 typo": lambda chance, words: _with(words, lambda w: _mistyped(chance, w)),
    "2 typos": lambda chance, words: _with(
        words, lambda w: _mistyped(chance, _mistyped(chance, w))
    ),
}


def _targets(library: Library, chance: random.Random, count: int) -> list[tuple[str, list[str]]]:
    """(id, two words and the number of the title) of articles with a long enough word."""
    listing = library.listing()
    found: list[tuple[str, list[str]]] = []
    while len(found) < count:
        (row,) = listing.window(chance.randrange(listing.count()), 1)
        words = [word for word in row.title.split() if word.isalpha() and len(word) > 2]
        if words and max(map(len, words)) >= 7 and row.title.endswith(")"):
            two = sorted(set(words), key=len)[-2:]
            found.append((row.id, [*two, row.title.rsplit("(")[-1].rstrip(")")]))
    return found


def _share(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _keystrokes(library: Library, notes: Notes, chance: random.Random, count: int) -> None:
    first: list[float] = []
    last: list[float] = []
    for _, words in _targets(library, chance, count):
        query = chance.choice(list(_KINDS.values()))(chance, words[:2])
        for end in range(1, len(query) + 1):
            began, painted = time.process_time(), 0.0
            for _answer in answers(library, notes, query[:end]):
                painted = painted or time.process_time() - began
            first.append(painted * 1000)
            last.append((time.process_time() - began) * 1000)
    for name, costs in (("first paint", first), ("final answer", last)):
        figures = " / ".join(f"{_share(costs, share):.1f}" for share in (0.5, 0.95, 0.99))
        print(f"{name}: p50 / p95 / p99 {figures} ms CPU, {len(costs):,} keystrokes")


def _recall(library: Library, notes: Notes, chance: random.Random, count: int) -> None:
    for name, kind in _KINDS.items():
        found = 0
        for target, words in _targets(library, chance, count):
            hits = search(library, notes, kind(chance, words), limit=10).hits
            found += target in [hit.headline.id for hit in hits]
        print(f"recall@10, {name}: {found / count:.3f} of {count}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    folders = find_folders(str(args.home))
    chance = random.Random(args.seed)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        began = time.process_time()
        count = refresh(library)
        print(f"{count:,} articles indexed in {time.process_time() - began:.1f} s of CPU")
        sizes = folders.index.stat().st_size / folders.library.stat().st_size
        print(f"{library.count():,} articles; the index is {sizes:.0%} of the library")
        search(library, notes, "wramup")  # the vocabulary is loaded once
        _keystrokes(library, notes, chance, args.queries)
        _recall(library, notes, chance, args.queries)


if __name__ == "__main__":
    main()
