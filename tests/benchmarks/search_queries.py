"""Queries made of a library's own articles, one kind of mistake each.

In: a library of `many_words`, a seed. Out: (kind, what is typed, id of the article meant). Words
of a title but for `typo in the text`, whose words stand in few articles, and at their end.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from reader.library.articles import Library
from tests.benchmarks.many_words import rare_words

Kind = Callable[[random.Random, list[str], list[str]], str]


def mistyped(chance: random.Random, word: str) -> str:
    """One edit: a letter less, more, another, or two swapped; never the first letter."""
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghilmnoprstu")
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def plain(text: str) -> str:
    """Without accents, as one types in a hurry."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _two(chance: random.Random, words: Sequence[str]) -> list[str]:
    """Two long words, in their order."""
    chosen = set(chance.sample(long_words(words), 2))
    return [word for word in dict.fromkeys(words) if word in chosen]


def long_words(words: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if len(word) >= 6]


def _exact(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return " ".join(_two(chance, head[3:]))


def _swapped(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return " ".join(reversed(_two(chance, head[3:])))


def _accentless(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return plain(_exact(chance, head, rare))


def _phrase(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return f'"{" ".join(head[4:6])}"'


def _half_typed(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, second = _two(chance, head[3:])
    return f"{first} {second[:4]}"


def _one_typo(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, second = _two(chance, head[3:])
    return f"{mistyped(chance, first)} {second}"


def _two_typos(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, second = _two(chance, head[3:])
    return f"{mistyped(chance, mistyped(chance, first))} {second}"


def _in_text(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, second = _two(chance, rare)
    return f"{mistyped(chance, first)} {second}"


def _run_together(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return plain(head[4][:4] + head[5][:4])


def _infix(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, second = _two(chance, head[3:])
    return f"{first[1:]} {second}"


KINDS: dict[str, Kind] = {
    "exact": _exact, "swapped": _swapped, "no accents": _accentless, "phrase": _phrase,
    "half a word": _half_typed, "1 typo": _one_typo, "2 typos": _two_typos,
    "typo in the text": _in_text, "run together": _run_together, "infix": _infix,
}  # fmt: skip


def queries(library: Library, each: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """So many of each kind, of articles picked at random."""
    chance = random.Random(seed)
    listing = library.listing()
    count = listing.count()
    for kind, make in KINDS.items():
        made = 0
        while made < each:
            (row,) = listing.window(chance.randrange(count), 1)
            head = row.title.lower().split()
            rare = rare_words(library.article(row.id).text)
            if min(map(len, head[4:6])) < 4 or len(long_words(head[3:])) < 2:
                continue
            made += 1
            yield kind, make(chance, head, rare), row.id
