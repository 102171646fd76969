"""Where a passage that is gone might have stood, for a person to choose from.

Comes in: today's text and the selector. Goes out: a few places, the likeliest first. These are
guesses: nothing is ever placed by them alone (`carrying` and `anchors` place).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.anchors import Selector, to_words

_LEAST = 50.0  # of 100
_MOST = 3
_LONGEST = 2_000  # characters of a passage that are compared
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[»”\"')\]]*(?=\s|$)|$)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place and how alike it is, of 100."""

    start: int
    end: int
    likeness: float


def suggestions(text: str, selector: Selector) -> list[Suggestion]:
    """The likeliest places, at most one of each line."""
    from rapidfuzz import fuzz

    wanted = " ".join(selector.exact.split())[:_LONGEST]
    found: list[Suggestion] = []
    for line in re.finditer(r"[^\n]+", text):
        best = Suggestion(0, 0, 0.0)
        for start, end in _candidates(wanted, line[0]):
            words = line[0][start:end]
            alike = max(fuzz.ratio(wanted, words), fuzz.token_sort_ratio(wanted, words))
            if alike > best.likeness:
                at = line.start()
                best = Suggestion(at + start, at + end, round(alike, 1))
        if best.likeness >= _LEAST:
            found.append(best)
    return sorted(found, key=lambda each: -each.likeness)[:_MOST]


def _candidates(wanted: str, line: str) -> Iterator[tuple[int, int]]:
    """The stretch most like the passage, and every sentence."""
    from rapidfuzz import fuzz

    alike = fuzz.partial_ratio_alignment(wanted, line)
    if alike is not None and alike.dest_start < alike.dest_end:
        start, end = to_words(line, alike.dest_start, alike.dest_end)
        if start < end:
            yield start, end
    for sentence in _SENTENCE.finditer(line):
        yield sentence.span()
