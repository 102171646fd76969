"""Terms of one length in a row, and what they are made of, as bits: stored, and ruled out by.

In: sorted terms. Out: packs to be stored, buckets to be asked for terms that may be near a word,
or hold it. Terms by their beginning are `lexicon`; which of them a word may mean is `vocabulary`.

Of each class of letters a large number says which terms hold it once, twice, among their first
letters, among their last: bit i is term i. An edit takes away at most one such feature of each
kind, so terms that lack more of a word's features are ruled out all at once, by arithmetic on
numbers; on a million terms that is faster than numpy, and loads nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import compress, islice
from struct import unpack as unpack_words

CLASSES = 32  # letters fall into classes by their last five bits
_ALL = frozenset(range(CLASSES))
SHORTEST, LONGEST = 3, 40
WINDOW = 4  # first and last letters that are looked at by themselves
_SURE = 3  # edits from which the first letter is taken to be right, or to sound right
_ALIKE = ("ckqs", "sxz", "fpv", "gj", "kn", "aeiouy")
_FEW = 1000  # terms that are looked at one by one
_CLASS = bytes(code & 31 for code in range(256))
_AT_LEAST = {
    least: bytes(ord("1") if count >= least else ord("0") for count in range(256))
    for least in (1, 2)
}

Pack = tuple[int, str, bytes]  # length, terms in a row, feature bits


@dataclass(frozen=True, slots=True)
class Bucket:
    """Sorted terms of one length; the features of four kinds, each a number a class."""

    length: int
    terms: str
    once: tuple[int, ...]
    twice: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.terms) // self.length

    def term(self, index: int) -> str:
        return self.terms[index * self.length : (index + 1) * self.length]

    def possible(self, word: str, edits: int) -> list[str]:
        """The terms that may be so many edits away from a word; not all of them are.

        From `_SURE` edits on only those of the same first letter, or one that sounds like it: they
        stand side by side, that is a fraction of the work, and what else is so far away nobody
        means.
        """
        if edits < _SURE:
            return self._possible(word, edits, 0, self.count)
        letters = {word[0], *(each for alike in _ALIKE if word[0] in alike for each in alike)}
        stretches = [self._beginning(letter) for letter in sorted(letters)]
        return [
            term
            for low, high in stretches
            if low < high
            for term in self._possible(word, edits, low, high)
        ]

    def _possible(self, word: str, edits: int, low: int, high: int) -> list[str]:
        """Of the terms from one to another."""
        is_all = (low, high) == (0, self.count)
        everything = (1 << high - low) - 1

        def cut(kind: Sequence[int], letters: Iterable[int]) -> list[int]:
            features = [kind[letter] for letter in letters]
            return features if is_all else [bits >> low & everything for bits in features]

        once, twice = _once(word), _twice(word)
        features = cut(self.once, once) + cut(self.twice, twice)
        spare = edits - max(0, self.length - len(word))  # each letter more is an edit already
        left = _few([everything ^ bits for bits in features], spare, everything)
        if not left:
            return []
        lost = [left ^ left & bits for bits in cut(self.first, _once(word[:WINDOW]))]
        more = [left ^ left & bits for bits in cut(self.last, _once(word[-WINDOW:]))]
        if min(len(word), self.length) > 2 * WINDOW:  # no edit is in both
            left = _few(lost + more, edits, left)
        else:
            left = _few(more, edits, _few(lost, edits, left))
        if left.bit_count() > _FEW:  # then only terms that have few letters that the word has not
            others = cut(self.once, _ALL - once) + cut(self.twice, _ALL - twice)
            left = _few([bits & left for bits in others if bits & left], edits, left)
        terms, length = self.terms, self.length
        starts = (length * (low + index) for index in _ones(left))
        return [terms[start : start + length] for start in starts]

    def _beginning(self, letter: str) -> tuple[int, int]:
        """From where to where terms begin with a letter."""
        places, length = range(self.count), self.length
        low = bisect_left(places, letter, key=lambda index: self.terms[index * length])
        high = bisect_right(places, letter, low, key=lambda index: self.terms[index * length])
        return low, high

    def inside(self, part: str, limit: int, *, is_whole_allowed: bool = False) -> list[str]:
        """Terms that hold `part` after their first letter."""
        left = (1 << self.count) - 1
        for kind, letters in ((self.once, _once(part)), (self.twice, _twice(part))):
            for letter in letters:
                left &= kind[letter]
        if left.bit_count() <= _FEW:  # else looking through all of them is faster
            start = 0 if is_whole_allowed else 1
            terms = (self.term(index) for index in _ones(left))
            return list(islice((term for term in terms if part in term[start:]), limit))
        found: list[str] = []
        at = self.terms.find(part)
        while at >= 0 and len(found) < limit:
            start = at // self.length * self.length
            is_inside = at + len(part) <= start + self.length
            if is_inside and (at > start or is_whole_allowed):
                found.append(self.terms[start : start + self.length])
                at = self.terms.find(part, start + self.length)
            else:
                at = self.terms.find(part, at + 1)
        return found


def pack(terms: Iterable[str]) -> Iterator[Pack]:
    """Sorted terms as buckets to be stored; a million of them are never held one by one.

    Terms beyond ASCII stand apart, since one of them would make a whole row of text wide.
    """
    rows: dict[tuple[int, bool], StringIO] = {}
    for term in terms:
        kind = len(term), term.isascii()
        if kind not in rows:
            rows[kind] = StringIO()
        rows[kind].write(term)
    for (length, _), row in sorted(rows.items()):
        if not SHORTEST <= length <= LONGEST:
            continue
        joined = row.getvalue()
        size = len(joined) // length // 8 + 1
        bits = b"".join(feature.to_bytes(size, "little") for feature in _features(length, joined))
        yield length, joined, bits


def unpack(packs: Iterable[Pack]) -> list[Bucket]:
    """Stored buckets, ready to be asked."""
    buckets = []
    for length, terms, data in packs:
        size = len(terms) // length // 8 + 1
        parts = [data[at : at + size] for at in range(0, len(data), size)]
        numbers = [int.from_bytes(part, "little") for part in parts]
        kinds = [tuple(numbers[at : at + CLASSES]) for at in range(0, 4 * CLASSES, CLASSES)]
        buckets.append(Bucket(length, terms, *kinds))
    return buckets


def _features(length: int, joined: str) -> list[int]:
    """Once, twice, among the first, among the last: a number for each class of letters."""
    classes = _classes(joined)
    columns = [classes[at::length] for at in range(length)]
    kinds: tuple[list[int], ...] = ([], [], [], [])
    for letter in range(CLASSES):
        marks = bytes(1 if code == letter else 0 for code in range(256))
        counts = [int.from_bytes(column.translate(marks), "little") for column in columns]
        sums = (sum(counts), sum(counts), sum(counts[:WINDOW]), sum(counts[-WINDOW:]))
        for kind, least, total in zip(kinds, (1, 2, 1, 1), sums, strict=True):
            data = total.to_bytes(len(joined) // length + 1, "big")
            kind.append(int(data.translate(_AT_LEAST[least]), 2))
    return [number for kind in kinds for number in kind]


def _classes(text: str) -> bytes:
    """Each character's class, as a byte."""
    if text.isascii():
        return text.encode().translate(_CLASS)
    return bytes(ord(character) & 31 for character in text)


def _once(word: str) -> set[int]:
    """The classes of a word's letters."""
    return {ord(character) & 31 for character in word}


def _twice(word: str) -> set[int]:
    """The classes that stand in a word twice."""
    classes = [ord(character) & 31 for character in word]
    return {each for each in set(classes) if classes.count(each) > 1}


def _few(misses: Sequence[int], allowed: int, everything: int) -> int:
    """The bits that are set in at most `allowed` of the numbers: counters in bit slices."""
    if allowed < 0:
        return 0
    at_least = [everything] + [0] * (allowed + 1)  # at_least[n]: missed n times or more
    for missed in misses:
        for n in range(allowed, -1, -1):
            at_least[n + 1] |= at_least[n] & missed
    return everything ^ at_least[allowed + 1]


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set: few of many, so that most words of 64 are passed."""
    count = bits.bit_length() // 64 + 1
    words = unpack_words(f"<{count}Q", bits.to_bytes(8 * count, "little"))
    for at in compress(range(count), words):
        word, first = words[at], 64 * at
        while word:
            low = word & -word
            yield first + low.bit_length() - 1
            word ^= low
