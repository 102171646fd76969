"""Every term in one sorted row, with how many documents it stands in: stored, and looked up.

In: terms in the order of their code points. Out: bytes to be stored; whether terms begin so, and
which, found by halving: first among some lines that are kept apart, then between two of them.
Which terms a word may have been meant for is `vocabulary`.

A line is a term, `_PARTED`, a byte that says how many documents, and a line's end. UTF-8 keeps the
order of code points, and `_PARTED` comes before every letter.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest

_PARTED = b"\x01"
_COUNTED = 0x20  # what a count's byte begins at: none is a line's end
_STEPS = 8  # of a count's logarithm: one byte says 12 or 13, 1,000 or 1,090
_COUNTS = [
    round(2 ** ((byte - _COUNTED) / _STEPS)) if byte > _COUNTED else 1 for byte in range(256)
]
_LINE = re.compile(rb"([^\x01]*)\x01(.)\n", re.DOTALL)
_LEVEL = re.compile(rb"\x01(.)\n", re.DOTALL)
_BLOCK = 7  # bits: letters of one script stand together
_STRIDE = 2048  # bytes between lines whose beginnings are kept
_HEAD = 24  # bytes of a beginning
_AFTER = b"\xff"  # comes after every letter

Counted = tuple[str, int]  # a term, in how many documents it stands


class Lexicon:
    """Terms in a row, asked by how they begin."""

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        starts = {data.find(b"\n", at) + 1 for at in range(_STRIDE, len(data), _STRIDE)}
        self._starts = [0, *sorted(starts - {0, len(data)})]  # of some lines
        self._heads = [data[at : at + _HEAD] for at in self._starts]

    def docs(self, term: str) -> int:
        """In about how many documents a term stands; 0 if it is unknown."""
        line = term.encode() + _PARTED
        low, high = self._between(line)
        if not self._data.startswith(line, low):
            line = b"\n" + line
            low = self._data.find(line, low, high + len(line))  # it may begin at `high`
        return _COUNTS[self._data[low + len(line)]] if low >= 0 else 0

    def begins(self, start: str) -> bool:
        """Whether any term begins so."""
        wanted = start.encode()
        low, high = self._between(wanted)
        if self._data.startswith(wanted, low):
            return True
        line = b"\n" + wanted
        return self._data.find(line, low, high + len(line)) >= 0  # it may begin at `high`

    def beginning(self, start: str) -> Iterator[Counted]:
        """The terms that begin so."""
        low, high = self._stretch(start.encode(), 0, len(self._data))
        for line in _LINE.finditer(self._data, low, high):
            yield line[1].decode(), _COUNTS[line[2][0]]

    def total(self, start: str) -> int:
        """In about how many documents the terms stand that begin so, all together."""
        return _total(self._levels(*self._stretch(start.encode(), 0, len(self._data))))

    def _levels(self, low: int, high: int) -> Counter[bytes]:
        """How often each count's byte stands in a stretch."""
        return Counter(_LEVEL.findall(self._data, low, high))

    def most_frequent(self, start: str, limit: int) -> tuple[int, list[Counted]]:
        """In about how many documents terms stand that begin so, and those of most documents.

        Only those are taken out of the row: three letters may begin ten thousand terms.
        """
        low, high = self._stretch(start.encode(), 0, len(self._data))
        levels = self._levels(low, high)
        left, least = limit, b""
        for least in sorted(levels, reverse=True):
            if levels[least] >= left:
                break
            left -= levels[least]
        else:
            left = limit  # there are fewer: none is left out
        found: list[Counted] = []
        frequent = re.compile(b"\x01([%b-\xff])\n" % re.escape(least or _AFTER))
        for each in frequent.finditer(self._data, low, high):
            level = each[1]
            if level == least and left <= 0:
                continue
            left -= level == least
            line = self._data.rfind(b"\n", low, each.start()) + 1 or low
            found.append((self._data[line : each.start()].decode(), _COUNTS[level[0]]))
        return _total(levels), nlargest(limit, found, key=lambda counted: counted[1])

    def nearly(self, start: str) -> set[str]:
        """What begins a term and is one edit away from `start`, but does not begin with it.

        A swap is one edit. From each place on where an edit may be, only letters that stand there
        are tried, of the scripts one typed.
        """
        found: set[str] = set()
        blocks = sorted({ord(letter) >> _BLOCK for letter in start})
        low, high = 0, len(self._data)
        for at in range(len(start) + 1):
            kept, rest = start[:at], start[at:]
            low, high = self._stretch(kept.encode(), low, high)
            if low == high:
                break
            edited = {kept + rest[1:], kept + rest[1:2] + rest[:1] + rest[2:]} if rest else set()
            for block in blocks if rest else ():
                for letter in self._following(kept, block, low, high):
                    edited |= {kept + letter + rest, kept + letter + rest[1:]}
            found |= set(filter(self.begins, edited))
        return {each for each in found if not each.startswith(start)}

    def _following(self, kept: str, block: int, low: int, high: int) -> Iterator[str]:
        """The different letters of a block that come after what a stretch begins with."""
        head = kept.encode()
        low = self._place((kept + chr(block << _BLOCK)).encode(), low, high)
        while low < high:
            first = self._data[low + len(head) : low + len(head) + 4]
            letter = first.decode(errors="ignore")[:1]
            if ord(letter) >> _BLOCK != block:
                break
            if letter.isalpha():
                yield letter
            low = self._place(head + letter.encode() + _AFTER, low, high)

    def _stretch(self, start: bytes, low: int, high: int) -> tuple[int, int]:
        """From where to where lines begin so."""
        low = self._place(start, low, high)
        return low, self._place(start + _AFTER, low, high)

    def _between(self, wanted: bytes) -> tuple[int, int]:
        """Between which of the kept lines the first one stands that does not come before."""
        before = bisect_left(self._heads, wanted[:_HEAD])  # so many of them come before
        after = bisect_right(self._heads, wanted[:_HEAD], before)
        last = self._starts[after] if after < len(self._starts) else len(self._data)
        return self._starts[max(0, before - 1)], last

    def _place(self, wanted: bytes, low: int, high: int) -> int:
        """Where the first line of a stretch begins that does not come before `wanted`."""
        data, size = self._data, len(wanted)
        first, last = self._between(wanted)
        high = max(low, min(high, last))
        low = min(high, max(low, first))
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if data[middle : middle + size] < wanted:
                low = data.find(b"\n", middle) + 1
            else:
                high = middle
        return low


def _total(levels: Counter[bytes]) -> int:
    return sum(_COUNTS[level[0]] * times for level, times in levels.items())


def rare_lines(terms: Sequence[str]) -> bytes:
    """The lines of sorted terms that stand in one document each, or about that, far faster."""
    end = f"{_PARTED.decode()}{chr(_COUNTED)}\n"
    return (end.join(terms) + end).encode() if terms else b""


def write_lines(terms: Iterable[Counted], row: bytearray) -> Iterator[str]:
    """Each of the sorted terms, once its line stands in the row that is to be stored."""
    for term, docs in terms:
        row += term.encode() + _end(docs)
        yield term


@lru_cache(4096)
def _end(docs: int) -> bytes:
    """What follows a term that stands in so many documents."""
    return b"\x01%c\n" % min(255, _COUNTED + int(math.log2(max(1, docs)) * _STEPS))
