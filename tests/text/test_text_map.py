"""What two texts share, against the plain definition of it, and letters with their places."""

import random
from collections import Counter

import pytest

from reader.text.skeleton import skeleton
from reader.text.text_map import Run, _heaviest, _runs, text_map

GRAM = 14


def plain_runs(old: str, new: str) -> list[Run]:
    """Grams that stand once in each text, joined where they follow one another in both."""
    here, there = (
        [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)] for text in (old, new)
    )
    old_counts, new_counts = Counter(here), Counter(there)
    pairs = [
        (at, there.index(gram))
        for at, gram in enumerate(here)
        if old_counts[gram] == new_counts[gram] == 1
    ]
    runs: list[Run] = []
    for at, to in pairs:
        if runs and runs[-1].old_end == at + GRAM - 1 and runs[-1].new_end == to + GRAM - 1:
            runs[-1] = runs[-1]._replace(length=runs[-1].length + 1)
        else:
            runs.append(Run(at, to, GRAM))
    return runs


@pytest.mark.parametrize("letters", ["ab", "abcdef", "abcdefghijklmnopqrstuvwxyz"])
def test_runs_are_the_letters_that_stand_once_in_each_text(letters: str) -> None:
    """Texts with twins on either side, parts left out, doubled and out of order."""
    chance = random.Random(letters)
    for _ in range(300):
        old = "".join(chance.choices(letters, k=chance.randrange(120)))
        cuts = [chance.randrange(len(old) + 1) for _ in range(8)]
        parts = [old[min(a, b) : max(a, b)] for a, b in zip(cuts, cuts[1:], strict=False)]
        new = chance.choice(["", "ab", "xyzzy"]).join(parts)
        assert _runs(old, new) == plain_runs(old, new)
        assert _runs(new, old) == plain_runs(new, old)


def test_what_is_certain_is_the_same_letter_by_letter() -> None:
    chance = random.Random(7)
    words = ["harbour", "bell", "pilots", "tide", "lawyers", "storm", "ash", "letters"]
    for _ in range(100):
        said = [f"{chance.choice(words)}{chance.randrange(300)}" for _ in range(80)]
        old = skeleton(" ".join(said))
        del said[chance.randrange(60) :][:9]
        said.insert(chance.randrange(60), "and then")
        new = skeleton(" ".join(said))
        found = text_map(old, new)
        for run in found.certain:
            assert old.letters[run.old : run.old_end] == new.letters[run.new : run.new_end]
        ends = [(run.old_end, run.new_end) for run in found.certain]
        starts = [(run.old, run.new) for run in found.certain[1:]]
        assert all(a <= c and b <= d for (a, b), (c, d) in zip(ends, starts, strict=False))
        assert _heaviest(_runs(old.letters, new.letters))


def test_letters_know_the_characters_that_they_come_from() -> None:
    """Also where as many are added (ß is two) as left out, so that the lengths agree by chance."""
    for text in ["ß a", "a ß", "Straße — ﬁn", "é\u0301 x", "", "  ", "Ⅷ. Σ", "plain words 12"]:
        found = skeleton(text)
        assert len(found.places) == len(found.letters)
        for letter, place in zip(found.letters, found.places, strict=True):
            assert letter in skeleton(text[place]).letters
