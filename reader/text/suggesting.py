"""Where a passage that is gone might have stood, for a person to choose from.

Comes in: today's text and the selector. Goes out: a few places, the likeliest first. These are
guesses: nothing is ever placed by them alone (`carrying` and `anchors` place).
"""

import re
from dataclasses import dataclass

from reader.text.anchors import Selector, to_words

_LEAST = 45.0  # of 100
_MOST = 3
_LONGEST = 2_000  # characters of a passage that are compared


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place and how alike it is, of 100."""

    start: int
    end: int
    likeness: float


def suggestions(text: str, selector: Selector) -> list[Suggestion]:
    """The likeliest places, each in a line of its own."""
    from rapidfuzz import fuzz

    wanted = " ".join(selector.exact.split())[:_LONGEST]
    found: list[Suggestion] = []
    for line in re.finditer(r"[^\n]+", text):
        alike = fuzz.partial_ratio_alignment(wanted, line[0], score_cutoff=_LEAST)
        if alike is None or not line[0].strip():
            continue
        start, end = alike.dest_start, alike.dest_end
        start, end = to_words(line[0], start, end) if start < end else (start, end)
        shared = min(1.0, (end - start) / max(1, len(wanted)))  # a short line is alike too easily
        if start < end and alike.score * shared >= _LEAST:
            at = line.start()
            found.append(Suggestion(at + start, at + end, round(alike.score * shared, 1)))
    return sorted(found, key=lambda each: -each.likeness)[:_MOST]
