"""A passage of a text as a quote, and the passage again in another version of the text.

Comes in: clean texts. Goes out: a `Selector` (the passage and 64 characters around it, as in the
W3C's Web Annotation model), and where it stands now. A place is given only when it is sure: a
wrong highlight is worse than a missing one. Pure; keeping annotations is `library`'s.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reader.text.skeleton import skeleton

_CONTEXT = 64
_SURE_LETTERS = 16  # a quote this long is itself, wherever it stands
_FUZZY_LETTERS = 32
_FUZZY_SCORE = 80.0
_FUZZY_CONTEXT = 70.0
_SLACK = 2  # letters that a fuzzy match may take too many
_CLEARLY_BETTER = 8  # characters of context, between two equal passages


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage and what stands around it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage is: letter for letter ("exact"), or changed or in other company."""

    start: int
    end: int
    state: Literal["exact", "moved"]


def quote(text: str, start: int, end: int) -> Selector:
    """The passage `[start, end)` with its context."""
    return Selector(
        text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    )


def find(text: str, selector: Selector, start_hint: int = 0) -> Found | None:
    """Where the passage stands in the text now, or None when that can't be known."""
    if not selector.exact.strip():
        return None
    return _verbatim(text, selector, start_hint) or _by_letters(text, selector)


def _verbatim(text: str, selector: Selector, start_hint: int) -> Found | None:
    """The same characters, told from their twins by what stands around them."""
    length = len(selector.exact)
    ranked = sorted(
        (
            (_context(text, start, start + length, selector), start)
            for start in _all(text, selector.exact)
        ),
        reverse=True,
    )
    if not ranked:
        return None
    best, start = ranked[0]
    whole = len(selector.prefix) + len(selector.suffix)
    if best == whole and (whole, start_hint) in ranked:
        return Found(start_hint, start_hint + length, "exact")
    if len(ranked) > 1 and best - ranked[1][0] < _CLEARLY_BETTER:
        return None  # twins
    if best < min(whole, _CLEARLY_BETTER) and _letter_count(selector.exact) < _SURE_LETTERS:
        return None  # a short word that stands elsewhere too
    return Found(start, start + length, "exact" if best >= min(whole, _CLEARLY_BETTER) else "moved")


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _context(text: str, start: int, end: int, selector: Selector) -> int:
    """How many characters next to the passage are those of the selector."""
    before, after = selector.prefix, selector.suffix
    left = 0
    while left < len(before) and start - left > 0 and text[start - left - 1] == before[-left - 1]:
        left += 1
    right = 0
    while right < len(after) and end + right < len(text) and text[end + right] == after[right]:
        right += 1
    return left + right


def _letter_count(text: str) -> int:
    return sum(map(str.isalnum, text))


def _by_letters(text: str, selector: Selector) -> Found | None:
    """The same letters under other spaces, quotes or accents; else nearly the same."""
    wanted = skeleton(selector.exact).letters
    if len(wanted) < _SURE_LETTERS:
        return None
    of = skeleton(text)
    letters, places = of.letters, of.places
    span = _once(letters, wanted) or _nearly(letters, wanted, selector)
    if span is None:
        return None
    start, end = places[span[0]], places[span[1] - 1] + 1
    start, end = to_words(text, start, end)
    return Found(start, end, "moved") if start < end else None


def to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Ends that fell into a word go to its edge: out of a word's last letters, else around it."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        ahead, behind = _edge(text, start, 1), _edge(text, start, -1)
        start = _next_word(text, ahead) if ahead - start <= _SLACK else behind
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        ahead, behind = _edge(text, end, 1), _edge(text, end, -1)
        end = _last_word(text, behind) if end - behind <= _SLACK else ahead
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _edge(text: str, place: int, step: int) -> int:
    """The end of the word (`step` 1) or its beginning (-1)."""
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += step
    return place


def _next_word(text: str, place: int) -> int:
    while place < len(text) and not text[place].isalnum():
        place += 1
    return place


def _last_word(text: str, place: int) -> int:
    while place and not text[place - 1].isalnum():
        place -= 1
    return place


def _once(letters: str, wanted: str) -> tuple[int, int] | None:
    at = letters.find(wanted)
    if at < 0 or letters.find(wanted, at + 1) >= 0:
        return None
    return at, at + len(wanted)


def _nearly(letters: str, wanted: str, selector: Selector) -> tuple[int, int] | None:
    """At least 80 % the same, at least 32 letters, in like company, and no second such place."""
    from rapidfuzz import fuzz

    if len(wanted) < _FUZZY_LETTERS or len(letters) < len(wanted) // 2:
        return None
    best = fuzz.partial_ratio_alignment(wanted, letters, score_cutoff=_FUZZY_SCORE)
    if best is None or best.dest_end - best.dest_start < len(wanted) * 0.7:
        return None
    start, end = best.dest_start, best.dest_end
    rest = letters[:start] + "\0" * (end - start) + letters[end:]
    if fuzz.partial_ratio(wanted, rest, score_cutoff=best.score - 10):
        return None
    before, after = skeleton(selector.prefix).letters, skeleton(selector.suffix).letters
    around = before + after
    here = letters[max(0, start - len(before)) : start] + letters[end : end + len(after)]
    if around and fuzz.ratio(around, here) < _FUZZY_CONTEXT:
        return None
    return start, end
