"""Where a passage of an older version of a text stands in a newer one, or that it is gone.

Comes in: both texts and the passage. Goes out: a `Found`, or None: a wrong highlight is worse than
a missing one. The two texts are compared once (`text_map`), then each passage costs little. Without
the older text, `anchors.find` goes by the quote alone.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from reader.text.anchors import Found, to_words
from reader.text.skeleton import skeleton
from reader.text.text_map import Gap, Run, TextMap, clipped, text_map

_KEPT = ((32, 0.55), (5, 0.75), (1, 1.0))  # letters of a passage → part that must be there still
_WHOLE, _INSERTED = 0.9, 2_000  # so much of it: then so many letters may have come into it
_DENSITY = 0.55  # of the kept letters where they stand now
_COMPANY = 12  # letters on both sides that must mostly be there for a short passage
_COMPANY_KEPT = 0.7
_SURE = 16  # letters that are found again wherever they went
_FUZZY = 32
_ALIKE = 80.0
_CONTEXT, _CONTEXT_ALIKE = 32, 70.0
_KIN = 0.5  # part of the shorter text that both must share, or it is another article
_MOVED_TOGETHER = 40  # letters that left their place as one


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a text, compared."""

    old: str
    new: str
    map: TextMap

    @classmethod
    def of(cls, old: str, new: str) -> "Versions":
        """Compare them: about 5 ms for an article of usual length."""
        return cls(old, new, text_map(skeleton(old), skeleton(new)))

    @property
    def is_kin(self) -> bool:
        """Whether these are two versions of one text at all."""
        shared = self.map.shared
        return shared >= _KIN * min(len(self.map.old.letters), len(self.map.new.letters))

    def place(self, start: int, end: int) -> Found | None:
        """Where `[start, end)` of the old text is in the new one."""
        if not self.is_kin:
            return None
        first, last = self.map.old.span(start, end)
        if first == last:
            return self._signs(start, end, first)
        run = self._in_place(first, last) or self._elsewhere(first, last)
        if run is None:
            return None
        return self._found(start, end, first, last, run)

    # In its place

    def _in_place(self, first: int, last: int) -> tuple[int, int] | None:
        """The new letters, if enough of the old ones are still there in order."""
        runs = self.map.within(first, last)
        if not runs or not _is_kept(runs, last - first):
            return None
        is_whole = len(runs) == 1 and runs[0].length == last - first
        if is_whole and not self.map.gaps_of(first, last):
            return runs[0].new, runs[0].new_end
        if last - first < _SURE and not self._is_in_company(first, last, runs):
            return None
        if any(self._is_ambiguous(gap, first, last) for gap in self.map.gaps_of(first, last)):
            return None
        return self._with_ends(first, last, runs)

    def _is_in_company(self, first: int, last: int, runs: list[Run]) -> bool:
        """Whether what stood around a short passage is around it still; numbers never change."""
        letters = self.map.old.letters
        kept = sum(run.length for run in runs)
        if kept < last - first and any(map(str.isdigit, letters[first:last])):
            return False
        before, after = max(0, first - _COMPANY), min(len(letters), last + _COMPANY)
        around = sum(run.length for run in self.map.within(before, after)) - kept
        return around >= _COMPANY_KEPT * (after - before - (last - first))

    def _is_ambiguous(self, gap: Gap, first: int, last: int) -> bool:
        """Whether the gap held this part of the passage more often than it does now, or less."""
        old, new = self.map.old.letters, self.map.new.letters
        start, end = max(gap.old, first), min(gap.old_end, last)
        if end - start < min(8, last - first):
            return False
        parts = [old[max(gap.old, first - 8) : min(gap.old_end, last + 8)]]
        if end - start >= _SURE:
            parts.append(old[start:end])
        return any(
            0 < new.count(part, gap.new, gap.new_end) != old.count(part, gap.old, gap.old_end)
            for part in parts
        )

    def _with_ends(self, first: int, last: int, runs: list[Run]) -> tuple[int, int]:
        """From the first kept letter to the last, and the words that replaced its ends."""
        aligned = self.map.aligned
        start, end = runs[0].new, runs[-1].new_end
        at = next(n for n, run in enumerate(aligned) if run.old_end > runs[0].old)
        before = aligned[at - 1] if at else Run(0, 0, 0)
        lost = runs[0].old - first
        if lost > 0 and before.old_end == first and start - before.new_end <= 2 * lost + 8:
            start = before.new_end
        at = next(n for n, run in enumerate(aligned) if run.old_end >= runs[-1].old_end)
        rest = Run(len(self.map.old.letters), len(self.map.new.letters), 0)
        after = aligned[at + 1] if at + 1 < len(aligned) else rest
        lost = last - runs[-1].old_end
        if lost > 0 and after.old == last and after.new - end <= 2 * lost + 8:
            end = after.new
        return start, end

    # Elsewhere

    def _elsewhere(self, first: int, last: int) -> tuple[int, int] | None:
        """In text that stands for nothing else: moved with much around it, or by itself."""
        free = self.map.unclaimed()
        for run in self.map.moved:
            if run.old <= first and last <= run.old_end and run.length >= _MOVED_TOGETHER:
                part = clipped(run, first, last)
                if any(a <= part.new and part.new_end <= b for a, b in free):
                    return part.new, part.new_end
        wanted = self.map.old.letters[first:last]
        if len(wanted) < _SURE:
            return None
        return self._verbatim(wanted, first, last, free) or self._nearly(wanted, first, last, free)

    def _verbatim(
        self, wanted: str, first: int, last: int, free: list[tuple[int, int]]
    ) -> tuple[int, int] | None:
        letters = self.map.new.letters
        places = [at for a, b in free if (at := letters.find(wanted, a, b)) >= 0]
        if len(places) != 1 or letters.count(wanted, *_around(free, places[0])) > 1:
            return None
        place = (places[0], places[0] + len(wanted))
        is_alone = self.map.old.letters.count(wanted) == 1
        return place if is_alone or self._likeness_around(first, last, place) else None

    def _nearly(
        self, wanted: str, first: int, last: int, free: list[tuple[int, int]]
    ) -> tuple[int, int] | None:
        from rapidfuzz import fuzz

        if len(wanted) < _FUZZY:
            return None
        found: list[tuple[float, int, int]] = []
        for a, b in free:
            if b - a >= len(wanted) // 2:
                part = self.map.new.letters[a:b]
                best = fuzz.partial_ratio_alignment(wanted, part, score_cutoff=_ALIKE)
                if best is not None and best.dest_end - best.dest_start >= 0.7 * len(wanted):
                    found.append((best.score, a + best.dest_start, a + best.dest_end))
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[1][0] > found[0][0] - 10):
            return None
        place = found[0][1:]
        return place if self._likeness_around(first, last, place) else None

    def _likeness_around(self, first: int, last: int, place: tuple[int, int]) -> bool:
        from rapidfuzz import fuzz

        old, new = self.map.old.letters, self.map.new.letters
        was = old[max(0, first - _CONTEXT) : first] + old[last : last + _CONTEXT]
        now = new[max(0, place[0] - _CONTEXT) : place[0]] + new[place[1] : place[1] + _CONTEXT]
        return fuzz.ratio(was, now) >= _CONTEXT_ALIKE

    # From letters to characters

    def _found(
        self, start: int, end: int, first: int, last: int, place: tuple[int, int]
    ) -> Found | None:
        old, new = self.map.old.places, self.map.new.places
        begin, stop = new[place[0]], new[place[1] - 1] + 1
        is_whole = not (_cuts_word(self.old, old[first]) or _cuts_word(self.old, end))
        if is_whole and (_cuts_word(self.new, begin) or _cuts_word(self.new, stop)):
            begin, stop = to_words(self.new, begin, stop)
        while stop < len(self.new) and unicodedata.combining(self.new[stop]):
            stop += 1
        if begin >= stop:
            return None
        begin = self._leading(self.old[start : old[first]], begin)
        stop = self._trailing(self.old[old[last - 1] + 1 : end], stop)
        is_exact = self.new[begin:stop] == self.old[start:end]
        state: Literal["exact", "moved"] = "exact" if is_exact else "moved"
        return Found(begin, stop, state)

    def _leading(self, signs: str, begin: int) -> int:
        """The quotes, brackets and spaces before the first letter that belong to the passage."""
        if self.new[:begin].endswith(signs):
            return begin - len(signs)
        least = max(0, begin - len("".join(signs.split())))
        while begin > least and _is_sign(self.new[begin - 1]):
            begin -= 1
        return begin

    def _trailing(self, signs: str, stop: int) -> int:
        """Those after the last one."""
        if self.new.startswith(signs, stop):
            return stop + len(signs)
        most = min(len(self.new), stop + len("".join(signs.split())))
        while stop < most and _is_sign(self.new[stop]):
            stop += 1
        return stop

    def _signs(self, start: int, end: int, letter: int) -> Found | None:
        """A passage without letters: between the two letters that it stood between."""
        old, new = self.map.old.places, self.map.new.places
        runs = self.map.within(max(0, letter - 1), min(len(old), letter + 1))
        if len(runs) != 1 or runs[0].length != min(len(old), letter + 1) - max(0, letter - 1):
            return None
        after = runs[0].new_end - 1 if letter < len(old) else runs[0].new_end
        low = new[after - 1] + 1 if after else 0
        high = new[after] if after < len(new) else len(self.new)
        between = self.new[low:high]
        begin = old[letter - 1] + 1 if letter else 0
        if self.old[begin : old[letter] if letter < len(old) else len(self.old)] != between:
            return None
        at = low + start - begin
        return Found(at, at + end - start, "exact")


def _is_kept(runs: list[Run], letters: int) -> bool:
    """Whether what is left of a passage is the passage still."""
    kept = sum(run.length for run in runs)
    size = runs[-1].new_end - runs[0].new
    if letters >= _FUZZY and kept >= _WHOLE * letters and size <= letters + _INSERTED:
        return True
    part = next(part for least, part in _KEPT if letters >= least)
    return kept >= part * letters and kept >= _DENSITY * size and size <= 2 * letters + 60


def _around(free: list[tuple[int, int]], place: int) -> tuple[int, int]:
    return next((a, b) for a, b in free if a <= place < b)


def _cuts_word(text: str, place: int) -> bool:
    """Whether a word goes on over this place."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
