"""Where the lines of a text end, at a width in cells, and the spaces of a justified line. Pure.

One block's text without newlines comes in, with where it stands and what of it is not drawn; out
come starts and ends of lines, counted from the text's own start. Not here: blocks (`layout`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from reader.app import glyphs
from reader.article import Span

_WORD = re.compile("[^ ]+")
_SIGNS = ";:!?»"  # which French sets off with a space: no line begins with one of them
_UNIT = re.compile(f"(?:« )?[^ ]+(?: [{_SIGNS}]+(?= |$))*")  # what stays on one line
_WIDEST_GAP = 1.5  # cells that a justified line adds to each space, on average; else it is ragged
_ALONE = 4.0  # the cost of a last line that is one short word
_EACH = 0.02  # the cost of one line more


def measured(text: str, at: int, markers: Sequence[Span]) -> list[int]:
    """Cells of each character of a text that begins at offset `at`."""
    widths = [1] * len(text) if glyphs.is_narrow(text) else glyphs.cells(text)
    for marker in markers:
        first, last = max(0, marker.start - at), min(len(text), marker.end - at)
        if first < last:
            widths[first:last] = [0] * (last - first)
    return widths


def wrapped(text: str, at: int, markers: Sequence[Span], width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line; spaces between are left."""
    if any(marker.start < at + len(text) and marker.end > at for marker in markers):
        return _wrap_measured(text, measured(text, at, markers), width)
    if glyphs.is_narrow(text):
        return _wrap_narrow(text, width)
    return _wrap_measured(text, glyphs.cells(text), width)


def evenly(text: str, at: int, markers: Sequence[Span], width: int) -> Iterator[tuple[int, int]]:
    """Like `wrapped`, the lines chosen so that little has to be added to fill them.

    The least sum of cubed stretches over all ways to break (Knuth and Plass, without hyphens).
    """
    if glyphs.has_ideographs(text):
        return wrapped(text, at, markers, width)
    totals = [0, *accumulate(measured(text, at, markers))]
    words = [(found.start(), found.end()) for found in _UNIT.finditer(text)]
    if not words or any(totals[end] - totals[start] > width for start, end in words):
        return wrapped(text, at, markers, width)
    begins = [totals[start] for start, _ in words]
    ends = [totals[end] for _, end in words]
    return iter([(words[i][0], words[j][1]) for i, j in _best(begins, ends, width)])


def _best(begins: Sequence[int], ends: Sequence[int], width: int) -> list[tuple[int, int]]:
    """First and last word of each line; the words' first and last cells come in."""
    count = len(begins)
    costs, before = [0.0] * (count + 1), [0] * (count + 1)
    for last in range(count):
        best, first = float("inf"), last
        while first >= 0 and (used := ends[last] - begins[first]) <= width:
            gaps = last - first
            stretch = (width - used) / gaps if gaps else 2.0 * (width - used)
            cost = costs[first] + _EACH + stretch * stretch * stretch
            if last == count - 1:
                cost = costs[first] + (0.0 if gaps or used * 4 > width else _ALONE)
            if cost < best:
                best, before[last + 1] = cost, first
            first -= 1
        costs[last + 1] = best
    lines, end = [], count
    while end:
        lines.append((before[end], end - 1))
        end = before[end]
    return lines[::-1]


def gaps(text: str, widths: Sequence[int], room: int, start: int) -> dict[int, int]:
    """Cells to add behind the spaces of a line so that it fills `room` more; empty if too many.

    What can't be shared out evenly goes to spaces far from each other, and on lines below each
    other (`start` tells them apart) to different ones, so that no river runs through the text.
    """
    places = [found.end() for found in _WORD.finditer(text)]
    places = [place for place in places if place < len(text) and widths[place]]
    if not 0 < room <= _WIDEST_GAP * len(places):
        return {}
    count = len(places)
    phase = start * 7 % count
    shares = [(i + 1) * room // count - i * room // count for i in range(count)]
    return {
        place: share
        for place, share in zip(places, shares[phase:] + shares[:phase], strict=True)
        if share
    }


def _wrap_narrow(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Every character is one cell: look for the last space that fits."""
    at, end, rfind = 0, len(text), text.rfind
    while end - at > width:
        cut = _loose(text, at, rfind(" ", at, at + width + 1))
        if cut <= at:
            cut = 1 + max(rfind(sign, at + width // 2, at + width) for sign in "-/")
            cut = cut or at + width
        yield at, cut
        while cut < end and text[cut] == " ":
            cut += 1
        at = cut
    if at < end or not end:
        yield at, end


def _loose(text: str, at: int, cut: int) -> int:
    """The last space up to `cut` that holds no sign to its word, if the line has one."""
    space = cut
    while space > at and _holds(text, space):
        space = text.rfind(" ", at, space)
    return space if space > at else cut


def _holds(text: str, space: int) -> bool:
    """Whether the space stands before a sign alone, or behind an opening quotation mark."""
    if text[space - 1] == "«":
        return True
    end = space + 1
    while text[end : end + 1] and text[end] in _SIGNS:
        end += 1
    return end > space + 1 and text[end : end + 1] in ("", " ")


def _wrap_measured(text: str, widths: list[int], width: int) -> Iterator[tuple[int, int]]:
    """Characters of any width; a line may also end beside an ideograph."""
    totals = [0, *accumulate(widths)]
    at, end = 0, len(text)
    while at < end:
        fits = bisect_right(totals, totals[at] + width, at + 1) - 1
        if fits >= end:
            yield at, end
            return
        cut = _last_break(text, at, fits)
        yield at, cut
        while cut < end and text[cut] == " ":
            cut += 1
        at = cut


def _last_break(text: str, at: int, fits: int) -> int:
    """The last place up to `fits` where a line may end, else where it must."""
    for cut in range(fits, at, -1):
        if text[cut] == " ":
            return _loose(text, at, cut)
        if glyphs.may_break(text, cut):
            return cut
    cut = glyphs.cut_at(text, fits)
    return cut if cut > at else max(fits, at + 1)
