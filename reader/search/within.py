"""Finding within one text, as forgiving as the search of all: accents, case, typing errors.

In: a text, folded slice by slice, so that a long one stalls nobody. Out: places in the original.
What is typed is looked for as it stands, anywhere in a word; only where that is nowhere, typing
errors are forgiven: as many as the search forgives, or words run together or parted.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from reader.search.fold import Folded, fold_with_offsets, is_dropped, tokens

MOST = 20_000  # places; a letter in a text of 2 MB has ten times as many, and nobody walks them
_SLICE = 32_000  # characters folded at once, about 2 ms
_BLANK = re.compile(r"\s")
_HALF = 3  # letters of the shorter half of words run together
_CHUNK = 2_000  # terms compared in one call, which lets no other thread run
_NEAR = 180  # characters within which words belong together
_WEIGHED = 3_000  # places that are weighed against each other


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the original."""

    start: int
    end: int
    is_corrected: bool = False


class Text:
    """A text one finds in. Making it folds the text; a thread does that for a long one."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._slices: list[Folded] = []
        self._starts: list[int] = []  # of the slices, in the original
        self._folded_starts: list[int] = []
        at = folded_at = 0
        while at < len(original):
            blank = _BLANK.search(original, min(len(original), at + _SLICE))
            end = blank.start() if blank else len(original)
            made = fold_with_offsets(original[at:end])
            self._slices.append(made)
            self._starts.append(at)
            self._folded_starts.append(folded_at)
            at, folded_at = end, folded_at + len(made.text)
        self.folded = "".join(made.text for made in self._slices)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The different words of the text, folded."""
        found: set[str] = set()
        for made in self._slices:
            found.update(made.text.split())
        return frozenset(found)

    def place(self, start: int, end: int, *, is_corrected: bool = False) -> Place:
        """A stretch of the folded text in the original, with the marks that folding dropped."""
        last = self._back(end - 1) + 1
        while last < len(self.original) and is_dropped(self.original[last]):
            last += 1
        return Place(self._back(start), last, is_corrected)

    def _back(self, offset: int) -> int:
        number = bisect_right(self._folded_starts, offset) - 1
        # Slices that folding emptied begin at the same offset; the last of them holds it.
        return self._starts[number] + self._slices[number].back(
            offset - self._folded_starts[number]
        )


def find(text: Text, typed: str) -> list[Place]:
    """The places of what was typed, in order; else those of what it may have meant."""
    words = tokens(typed)
    if not words:
        return _literally(text, typed.strip())
    exact = [text.place(*span) for span in islice(_each(text.folded, words), MOST)]
    if not exact:
        return _forgiven(text, words)
    shown = typed.strip()
    if any(not (char.isalnum() or char.isspace()) for char in shown):  # C++ is more than a C
        size = len(shown)
        same = [p for p in exact if _same(text.original[p.start : p.start + size], shown)]
        exact = [Place(p.start, p.start + size) for p in same] or exact
    return exact


def occurrences(text: Text, words: Iterable[tuple[str, bool]]) -> tuple[list[Place], int]:
    """Where matched words stand as whole words, and which place begins the best passage.

    `words` are (the word as it stands somewhere, whether it is a correction). The best passage
    holds most of the rarest of them close together.
    """
    found: dict[int, tuple[Place, str]] = {}
    for word, is_corrected in words:
        folded = tokens(word)
        key = " ".join(folded)
        for span in islice(_each(text.folded, folded, is_whole=True), MOST) if folded else ():
            place = text.place(*span, is_corrected=is_corrected)
            known = found.get(place.start)
            if known is None or known[0].end < place.end:
                found[place.start] = (place, key)
    ordered = [found[start] for start in sorted(found)]
    return [place for place, _ in ordered], best_of(ordered)


def best_of(found: Sequence[tuple[Place, str]]) -> int:
    """The place from which on the rarest word and most others follow most closely."""
    often = Counter(key for _, key in found)
    rarest = min(often, key=lambda key: often[key], default="")
    best, most, weighed = 0, (0.0, 0), 0
    for at in islice((n for n, (_, key) in enumerate(found) if key == rarest), _WEIGHED):
        first = at
        while first > 0 and found[at][0].end - found[first - 1][0].start <= _NEAR:
            first -= 1
        for number in range(max(first, weighed), at + 1):
            weight = _weight(found[number : number + 30], often)
            if weight > most:
                best, most = number, weight
        weighed = at + 1
    return best


def _weight(found: Sequence[tuple[Place, str]], often: Mapping[str, int]) -> tuple[float, int]:
    """What stands near the first place: rare words count most; then how near, negative."""
    begin, spread = found[0][0].start, 0
    near: dict[str, float] = {}
    for place, key in found:
        if place.end - begin > _NEAR:
            break
        if key not in near:
            near[key], spread = 1 / often[key], place.start - begin
    return round(sum(near.values()), 9), -spread


def _literally(text: Text, typed: str) -> list[Place]:
    """The places of signs that folding leaves nothing of."""
    signs = re.finditer(re.escape(typed), text.original) if typed else iter(())
    return [Place(*found.span()) for found in islice(signs, MOST)]


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _each(
    folded: str, words: Sequence[str], *, is_whole: bool = False
) -> Iterator[tuple[int, int]]:
    """Where words stand in a row: looking for a literal is far faster than for a pattern."""
    head, rest = words[0], "".join(rf"\s+{re.escape(word)}" for word in words[1:])
    pattern = re.compile(rest) if rest else None
    at = folded.find(head)
    while at >= 0:
        end = at + len(head)
        more = pattern.match(folded, end) if pattern else None
        end = more.end() if more else end
        is_here = more is not None or pattern is None
        if is_here and (not is_whole or _stands_alone(folded, at, end)):
            yield at, end
            at = folded.find(head, end)
        else:
            at = folded.find(head, at + 1)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    return (start == 0 or folded[start - 1] == " ") and (end == len(folded) or folded[end] == " ")


# forgiving


def _forgiven(text: Text, words: Sequence[str]) -> list[Place]:
    """Places of what the words may have meant: side by side, else each for itself."""
    joined = list(islice(_each(text.folded, ["".join(words)]), MOST)) if words[1:] else []
    if len(words) == 1:
        joined = list(islice(_parted(text.folded, words[0]), MOST))
    if joined:
        return [text.place(*span, is_corrected=True) for span in joined]
    meant = [_near(text, word) for word in words]
    if not all(meant):
        return []
    spans = [
        sorted((span, term != word) for term in terms for span in _each(
            text.folded, [term], is_whole=True))
        for word, terms in zip(words, meant, strict=True)
    ]  # fmt: skip
    rows = _rows(text.folded, spans)
    if rows:
        return [text.place(*span, is_corrected=True) for span in rows[:MOST]]
    alone = sorted({each for found in spans for each in found})[:MOST]
    return [text.place(*span, is_corrected=other) for span, other in alone]


Span = tuple[int, int]


def _rows(folded: str, spans: Sequence[Sequence[tuple[Span, bool]]]) -> list[Span]:
    """Where one of each follows the one before, with nothing but blanks between."""
    rows = [span for span, _ in spans[0]]
    for found in spans[1:]:
        starts = {span[0]: span[1] for span, _ in found}
        longer = []
        for start, end in rows:
            after = end
            while after < len(folded) and folded[after] == " ":
                after += 1
            if after in starts:
                longer.append((start, starts[after]))
        rows = longer
    return rows


def _parted(folded: str, word: str) -> Iterator[Span]:
    """The word written as two."""
    for at in range(_HALF, len(word) - _HALF + 1):
        yield from _each(folded, [word[:at], word[at:]])


def _near(text: Text, word: str) -> list[str]:
    """The terms that a word may stand for, as few edits away as there are any."""
    if word in text.terms:
        return [word]
    edits = 0 if len(word) < 3 else 1 if len(word) < 5 else 2
    for most in range(1, edits + 1):
        for length in (None, len(word)):  # whole words, then beginnings of longer ones
            found = _within(text.terms, word, most, length)
            if found:
                return found
    return []


def _within(terms: Iterable[str], word: str, edits: int, length: int | None) -> list[str]:
    """Terms so many edits away, by optimal string alignment; by their beginning if asked."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    able: dict[str, list[str]] = {}
    for term in terms:
        if length is None and abs(len(term) - len(word)) <= edits:
            able[term] = [term]
        elif length is not None and len(term) > length:
            able.setdefault(term[:length], []).append(term)
    keys, found = list(able), []
    for at in range(0, len(keys), _CHUNK):
        near = extract(word, keys[at : at + _CHUNK], scorer=OSA.distance, processor=None,
                       score_cutoff=edits, limit=None)  # fmt: skip
        found += [term for key, _, _ in near for term in able[key]]
    return found
