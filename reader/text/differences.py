"""What differs between two texts, word by word: two copies, or two versions of an article.

In: two clean texts. Out: changes, each with the words that went and those that came, at its place
in the second text. Spaces alone are no difference. Time is bounded: rows of words that stand once
in both texts anchor it, and only what lies between two anchors is compared word with word.
Drawing them is the app's affair.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.article import Edit
from reader.text.offsets import Change

STAGE = "differences"

_TOKEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_]+(?:['’][^\\W_]+)*|\\S"
)
_ROW = 3  # words that must stand once in both texts to anchor
_SLIDE = 40  # words that a change may be moved back
_MOST = 4_000_000  # pairs of words compared between two anchors; beyond, all of it has changed

Piece = tuple[int, int, int, int]  # words [a, b) of the first text became [c, d) of the second


def differences(before: str, after: str) -> list[Change]:
    """The changes from one text to the other, in order, none touching the next."""
    old = [(m.start(), m.end()) for m in _TOKEN.finditer(before)]
    new = [(m.start(), m.end()) for m in _TOKEN.finditer(after)]
    pieces = list(_pieces([before[a:b] for a, b in old], [after[a:b] for a, b in new]))
    pieces = [_settled(pieces, at, before, old, after, new) for at in range(len(pieces))]
    found: list[Change] = []
    for a, b, c, d in _joined(iter(pieces), before, old):
        start, end = _reach(old, a, b, len(before))
        first, last = _reach(new, c, d, len(after))
        if c == d:  # what went takes the space along that set it off
            start, end = (old[a - 1][1], end) if a else (start, old[b][0] if b < len(old) else end)
        edit = Edit(STAGE, _rule(a, b, c, d), start, end, before[start:end], after[first:last])
        found.append(Change(first, last, edit))
    return found


def _settled(
    pieces: Sequence[Piece],
    at: int,
    before: str,
    old: Sequence[tuple[int, int]],
    after: str,
    new: Sequence[tuple[int, int]],
) -> Piece:
    """Words that only went, or only came, moved back to where a line begins, if that says the same.

    Of two paragraphs that begin alike the first one went: all of it, and not its end together with
    the beginning of the second.
    """
    a, b, c, d = pieces[at]
    if (a < b) == (c < d):
        return pieces[at]
    text, words, first, last = (before, old, a, b) if a < b else (after, new, c, d)
    floor = pieces[at - 1][1 if a < b else 3] if at else 0
    for back in range(min(first - floor, _SLIDE) + 1):
        start = words[first - back][0]
        if "\n" in text[words[first - back - 1][1] if first > back else 0 : start]:
            return (a - back, b - back, c - back, d - back)
        i, j = words[first - back - 1], words[last - back - 1]
        if first == back or text[i[0] : i[1]] != text[j[0] : j[1]]:
            break
    return pieces[at]


def _rule(a: int, b: int, c: int, d: int) -> str:
    return "added" if a == b else "removed" if c == d else "changed"


def _reach(
    tokens: Sequence[tuple[int, int]], first: int, last: int, length: int
) -> tuple[int, int]:
    """Where words stand; where none do, the place after the word before."""
    if first < last:
        return tokens[first][0], tokens[last - 1][1]
    place = tokens[first - 1][1] if first else tokens[0][0] if tokens else length
    return place, place


def _joined(
    pieces: Iterator[Piece], before: str, old: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Two changes with a sign or a few words between them are one to a reader."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None:
            words = piece[0] - held[1]
            gap = before[old[held[1]][0] : old[piece[0] - 1][1]] if words else ""
            is_sign = len(gap) <= 1 and not gap.isalnum()
            if is_sign or 2 * words < min(_size(held), _size(piece)):
                held = (held[0], piece[1], held[2], piece[3])
                continue
            yield held
        held = piece
    if held is not None:
        yield held


def _size(piece: Piece) -> int:
    return max(piece[1] - piece[0], piece[3] - piece[2])


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """What is not the same, between the anchors."""
    a = c = 0
    for b, d in [*_anchors(old, new), (len(old), len(new))]:
        if b < a or d < c:
            continue  # inside what the anchor before has grown over
        yield from _between(old, new, a, b, c, d)
        a, c = b, d
        while a < len(old) and c < len(new) and old[a] == new[c]:
            a, c = a + 1, c + 1


def _between(
    old: Sequence[str], new: Sequence[str], a: int, b: int, c: int, d: int
) -> Iterator[Piece]:
    """What differs in two stretches, their common ends left out."""
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    if a == b or c == d or (b - a) * (d - c) > _MOST:
        if a < b or c < d:
            yield a, b, c, d
        return
    from rapidfuzz.distance import Indel

    held: Piece | None = None
    for step in Indel.opcodes(old[a:b], new[c:d]):
        if step.tag == "equal":
            continue
        piece = (a + step.src_start, a + step.src_end, c + step.dest_start, c + step.dest_end)
        if held is not None and (held[1], held[3]) == (piece[0], piece[2]):
            held = (held[0], piece[1], held[2], piece[3])
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of rows that stand once in both texts, in an order that holds for both (patience)."""
    places = _once(new)
    pairs = [(at, places[row]) for row, at in _once(old).items() if row in places]
    tops: list[int] = []  # the smallest end of a chain of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        length = bisect_left(tops, at)
        tops[length : length + 1] = [at]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else -1)
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Rows of words that stand only once, and where, in order."""
    rows = list(zip(*(words[shift:] for shift in range(_ROW)), strict=False))
    counts = Counter(rows)
    return {row: at for at, row in enumerate(rows) if counts[row] == 1}
