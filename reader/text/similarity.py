"""Whether two texts are copies of each other, and a sketch of a text to find them by.

In: what is read of an article (`readable`). Out: a Sketch of at most 300 bytes, the keys under
which copies meet, how alike two texts are. Pure, and the same on every machine: CRC-32, no hash().
Which copies fold under which is `library.copies`.

A text is compared by its shingles, rows of five folded words. The sketch holds the smallest
shingles of those that begin with a long word, a quarter of all: it is made of every document,
so it must cost little (Broder 1997, bottom-k; tests/benchmarks/copies.py measures it).
Only what the sketches suggest is compared by all shingles.
"""

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from zlib import crc32

from reader.article import Block

_ROW = 5  # words of a shingle
_STRETCH = 1 << 20  # characters
_SIZE = 64  # shingles kept of a text
_KEYS = 6  # of copies with three quarters of their shingles in common, 1 in 4,000 shares none
_LONG = 7  # letters of a word that begins a sampled shingle
_FEW_LONG = 12  # fewer than one word in so many is long: every shingle is taken
_LEAST_EXACT = 12  # words: two shorter texts may be the same by chance
_LEAST = 50  # words: below, only the very same text is a copy
_UNREAD = frozenset(("title", "meta", "boilerplate", "credit", "caption"))

_RESEMBLANCE = 0.45  # shingles of both among those of either
_CONTAINMENT = 0.7  # shingles of both among the shorter text's: a copy that was cut
_CONTAINMENT_LONG = 0.63  # where the shorter one is no less than this of the longer: an edited copy
_LONG_CUT = 0.6
_SHORTEST_CUT = 0.3  # and the shorter one is no less than this of the longer
_SLACK = 0.2  # what an estimate of 64 shingles may be off

_PLAIN = 0.7  # of a text's characters are left in ASCII: it is in the Latin script
_TOKEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_]+"
)
_FOLD = bytes(
    code + 32 if 65 <= code <= 90 else code if chr(code).isalnum() and code < 128 else 32
    for code in range(256)
)
_PACKED = struct.Struct("<qI")
_63_BITS = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find its copies by."""

    exact: int = 0  # of all its folded words; 0: it is too short to be anyone's copy
    words: int = 0
    shingles: tuple[int, ...] = ()  # the smallest, in order; none of a short text

    def pack(self) -> bytes:
        """As bytes; none of a text that can't be a copy."""
        if not self.exact:
            return b""
        shingles = struct.pack(f"<{len(self.shingles)}I", *self.shingles)
        return _PACKED.pack(self.exact, self.words) + shingles

    @classmethod
    def unpack(cls, packed: bytes) -> "Sketch":
        if not packed:
            return cls()
        exact, words = _PACKED.unpack_from(packed)
        count = (len(packed) - _PACKED.size) // 4
        return cls(exact, words, struct.unpack_from(f"<{count}I", packed, _PACKED.size))

    def meeting_keys(self) -> tuple[int, ...]:
        """Numbers of which copies share at least one, nearly always, and others hardly ever."""
        if not self.exact:
            return ()
        smallest: dict[int, int] = {}
        for shingle in self.shingles:
            smallest.setdefault(shingle % _KEYS, shingle)
            if len(smallest) == _KEYS:
                break
        return (self.exact, *sorted(smallest.values()))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share, by their shingles."""

    resemblance: float  # of those of either text, how many are of both
    containment: float  # of those of the shorter text, how many are of the longer
    size: float  # of the shorter text, as a part of the longer

    def is_copy(self, slack: float = 0.0) -> bool:
        """Whether they are copies; with some slack, whether they might be."""
        is_long = self.size >= _LONG_CUT - slack / 2
        least = _CONTAINMENT_LONG if is_long else _CONTAINMENT
        return self.resemblance >= _RESEMBLANCE - slack or (
            self.containment >= least - slack and self.size >= _SHORTEST_CUT - slack / 2
        )


def readable(text: str, blocks: Iterable[Block]) -> str:
    """What copies have in common: the text as read, no headline, furniture or caption."""
    parts = (text[b.start : b.end] for b in blocks if not b.hidden and b.kind not in _UNREAD)
    return "\n".join(parts)


def sketch(text: str) -> Sketch:
    """The sketch of a text; of a long one the words of one stretch are held at a time."""
    digest = hashlib.blake2b(digest_size=8)
    count, last, smallest = 0, list[bytes](), list[int]()
    takes_all: bool | None = None
    for part in _stretches(text):
        words, is_latin = _words(part)
        if takes_all is None:
            takes_all = not is_latin or _has_few_long(words)
        digest.update((b" " if count and words else b"") + b" ".join(words))
        count += len(words)
        words = last + words
        sampled = _shingles(words) if takes_all else _sampled(words)
        smallest = sorted({*smallest, *sampled})[:_SIZE]
        last = words[-(_ROW - 1) :]
    if count < _LEAST_EXACT:
        return Sketch()
    exact = int.from_bytes(digest.digest(), "little") & _63_BITS or 1
    return Sketch(exact, count, tuple(smallest) if count >= _LEAST else ())


def _stretches(text: str) -> Iterator[str]:
    """The text in parts that end between words."""
    start = 0
    while len(text) - start > _STRETCH:
        end = start + _STRETCH
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut + 1 if cut > start else end
        yield text[start:end]
        start = end
    yield text[start:]


def might_be_copies(one: Sketch, other: Sketch) -> bool:
    """Whether it is worth comparing their texts, by what their sketches say."""
    if not one.exact or not other.exact:
        return False
    if one.exact == other.exact:
        return True
    if not one.shingles or not other.shingles:
        return False
    mine, its = set(one.shingles), set(other.shingles)
    union = sorted(mine | its)[: max(len(mine), len(its))]
    resemblance = sum(value in mine and value in its for value in union) / len(union)
    small, large = sorted((one.words, other.words))
    return _likeness(resemblance, small, large).is_copy(_SLACK)


def likeness(one: str, other: str) -> Likeness:
    """How alike two texts are, by all their shingles. Too short a text is only like itself."""
    mine, its = _words(one)[0], _words(other)[0]
    if mine == its:
        return Likeness(1.0, 1.0, 1.0) if len(mine) >= _LEAST_EXACT else Likeness(0.0, 0.0, 0.0)
    if min(len(mine), len(its)) < _LEAST:
        return Likeness(0.0, 0.0, 0.0)
    left, right = set(_shingles(mine)), set(_shingles(its))
    shared = len(left & right)
    small, large = sorted((len(left), len(right)))
    return Likeness(shared / (small + large - shared), shared / small, small / large)


def _likeness(resemblance: float, small: int, large: int) -> Likeness:
    """What a resemblance says of two texts of these lengths."""
    shared = resemblance / (1 + resemblance) * (small + large)
    return Likeness(resemblance, min(1.0, shared / small), small / large)


def _words(text: str) -> tuple[list[bytes], bool]:
    """The folded words: lower case, no accents, no apostrophes; and if they are Latin ones."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
        letters = plain.encode("ascii", "ignore")
        if len(letters) < _PLAIN * len(text):
            return " ".join(_TOKEN.findall(text.casefold())).encode().split(), False
    else:
        letters = text.encode("ascii")
    return letters.translate(_FOLD, b"'").split(), True


def _shingles(words: list[bytes]) -> list[int]:
    rows = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    return list(map(crc32, map(b" ".join, rows)))


def _has_few_long(words: list[bytes]) -> bool:
    """The language has not enough long words."""
    return sum(map((_LONG - 1).__lt__, map(len, words))) * _FEW_LONG < len(words)


def _sampled(words: list[bytes]) -> list[int]:
    """The shingles that begin with a long word."""
    is_long = map((_LONG - 1).__lt__, map(len, words))
    rows = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    return list(map(crc32, map(b" ".join, compress(rows, is_long))))
