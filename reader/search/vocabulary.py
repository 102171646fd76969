"""Every term of the index, and which of them a mistyped word may mean.

In: a folded word. Out: terms within so many edits of it (optimal string alignment: a swap of
neighbours is one edit), terms that hold it, terms that end in it. Which of them to look for is
`stages`.

Terms of one length stand one after the other in one string. Of each length a signature keeps,
per class of letters, which terms hold it once, and twice, as the bits of one large number: an
edit takes away at most one such feature and brings at most one, so terms that differ in more
can be ruled out for all terms at once, by arithmetic. RapidFuzz looks at what is left.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CLASSES = 32  # letters fall into classes by their last five bits
SHORTEST, LONGEST = 3, 40
_CHUNK = 2000  # rapidfuzz holds the interpreter's lock for as long as a call lasts
_MOST = 400  # answers to one question
_NOT_ZERO = re.compile(rb"[^\0]")


@dataclass(frozen=True, slots=True)
class Bucket:
    """The terms of one length. `features[0:32]`: a letter of the class stands in the term;
    `features[32:64]`: two do. Bit i is term i."""

    length: int
    terms: str
    features: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.terms) // self.length

    def term(self, index: int) -> str:
        return self.terms[index * self.length : (index + 1) * self.length]


Pack = tuple[int, str, bytes]


def pack(terms: Iterable[str]) -> Iterator[Pack]:
    """Terms as buckets to be stored: (length, terms in a row, feature bits)."""
    by_length: dict[int, list[str]] = {}
    for term in terms:
        if SHORTEST <= len(term) <= LONGEST:
            by_length.setdefault(len(term), []).append(term)
    for length, row in sorted(by_length.items()):
        joined = "".join(sorted(row))
        features = _features(length, joined)
        size = len(row) // 8 + 1
        yield length, joined, b"".join(feature.to_bytes(size, "little") for feature in features)


def unpack(packs: Iterable[Pack]) -> list[Bucket]:
    """Stored buckets, ready to be asked."""
    buckets = []
    for length, terms, data in packs:
        size = len(terms) // length // 8 + 1
        parts = (data[at : at + size] for at in range(0, len(data), size))
        features = tuple(int.from_bytes(part, "little") for part in parts)
        buckets.append(Bucket(length, terms, features))
    return buckets


def _features(length: int, joined: str) -> list[int]:
    classes = _classes(joined)
    columns = [classes[at::length] for at in range(length)]
    once: list[int] = []
    twice: list[int] = []
    for letter in range(CLASSES):
        marks = bytes(1 if code == letter else 0 for code in range(256))
        counts = sum(int.from_bytes(column.translate(marks), "little") for column in columns)
        data = counts.to_bytes(len(joined) // length + 1, "big")
        once.append(int(data.translate(_AT_LEAST[1]), 2))
        twice.append(int(data.translate(_AT_LEAST[2]), 2))
    return once + twice


_AT_LEAST = {
    least: bytes(ord("1") if count >= least else ord("0") for count in range(256))
    for least in (1, 2)
}

_CLASS = bytes(code & 31 for code in range(256))


def _classes(text: str) -> bytes:
    """Each character's class, as a byte."""
    if text.isascii():
        return text.encode().translate(_CLASS)
    return bytes(ord(character) & 31 for character in text)


def _signature(word: str) -> set[int]:
    """The features of one word."""
    found: set[int] = set()
    for character in word:
        letter = ord(character) & 31
        found.add(letter + CLASSES if letter in found else letter)
    return found


class Vocabulary:
    """The terms in buckets, and those that came since (`fresh`)."""

    def __init__(self, buckets: Sequence[Bucket], fresh: Iterable[str] = ()) -> None:
        self._buckets = {bucket.length: bucket for bucket in buckets}
        self._fresh: dict[int, list[str]] = {}
        self.add(fresh)

    def add(self, terms: Iterable[str]) -> None:
        """Terms that the buckets don't hold."""
        for term in terms:
            if SHORTEST <= len(term) <= LONGEST:
                self._fresh.setdefault(len(term), []).append(term)

    @property
    def fresh_count(self) -> int:
        return sum(map(len, self._fresh.values()))

    def near(self, word: str, edits: int) -> list[tuple[str, int]]:
        """(term, distance) of terms 1 to `edits` edits away, nearest first."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found: list[tuple[str, int]] = []
        wanted = _signature(word)
        for length in range(max(SHORTEST, len(word) - edits), len(word) + edits + 1):
            for chunk in self._survivors(length, wanted, edits):
                scored = extract(
                    word,
                    chunk,
                    scorer=OSA.distance,
                    processor=None,
                    score_cutoff=edits,
                    limit=_MOST,
                )
                found += [(term, int(distance)) for term, distance, _ in scored if distance]
        return sorted(found, key=lambda pair: pair[1])[:_MOST]

    def _survivors(self, length: int, wanted: set[int], edits: int) -> Iterator[list[str]]:
        bucket = self._buckets.get(length)
        terms = _possible(bucket, wanted, edits) if bucket else []
        terms += self._fresh.get(length, [])
        for at in range(0, len(terms), _CHUNK):
            yield terms[at : at + _CHUNK]

    def holding(self, part: str, limit: int) -> list[str]:
        """Terms that hold `part` anywhere but at the start, the shortest first."""
        found: list[str] = []
        for length in range(len(part) + 1, LONGEST + 1):
            bucket = self._buckets.get(length)
            if bucket:
                found += _inside(bucket, part, limit - len(found))
            found += [term for term in self._fresh.get(length, []) if part in term[1:]]
            if len(found) >= limit:
                break
        return found[:limit]

    def ending(self, part: str, limit: int) -> list[str]:
        """Terms that end in `part`, the shortest first."""
        found: list[str] = []
        for length in range(max(len(part), SHORTEST), LONGEST + 1):
            bucket = self._buckets.get(length)
            if bucket:
                inside = _inside(bucket, part, 50 * limit, is_whole_allowed=True)
                found += [term for term in inside if term.endswith(part)]
            found += [term for term in self._fresh.get(length, []) if term.endswith(part)]
            if len(found) >= limit:
                break
        return found[:limit]


def _possible(bucket: Bucket, wanted: set[int], edits: int) -> list[str]:
    """The terms that lack at most `edits` of the wanted features, and have as few others."""
    everything = (1 << bucket.count) - 1
    left = _few([everything ^ bucket.features[n] for n in wanted], edits, everything)
    others = [bits for n, bits in enumerate(bucket.features) if n not in wanted and bits]
    left = _few([bits & left for bits in others], edits, left)
    return [bucket.term(index) for index in _ones(left)]


def _few(misses: Sequence[int], allowed: int, everything: int) -> int:
    """The bits that are set in at most `allowed` of the numbers: counters in bit slices."""
    at_least = [everything] + [0] * (allowed + 1)  # at_least[n]: missed n times or more
    for missed in misses:
        for n in range(allowed, -1, -1):
            at_least[n + 1] |= at_least[n] & missed
    return everything ^ at_least[allowed + 1]


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    data = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for found in _NOT_ZERO.finditer(data):
        at, byte = found.start() * 8, found.group()[0]
        while byte:
            low = byte & -byte
            yield at + low.bit_length() - 1
            byte ^= low


def _inside(bucket: Bucket, part: str, limit: int, *, is_whole_allowed: bool = False) -> list[str]:
    """Terms of a bucket that hold `part` after their first letter."""
    found: list[str] = []
    at = bucket.terms.find(part)
    while at >= 0 and len(found) < limit:
        start = at // bucket.length * bucket.length
        is_inside = at + len(part) <= start + bucket.length
        if is_inside and (at > start or is_whole_allowed):
            found.append(bucket.terms[start : start + bucket.length])
            at = bucket.terms.find(part, start + bucket.length)
        else:
            at = bucket.terms.find(part, at + 1)
    return found
