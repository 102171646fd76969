"""Which letters of an older text are which letters of a newer one.

Comes in: the skeletons of two versions of a text. Goes out: a `TextMap`: stretches that are certain
(found by 14 letters that stand once in each text, the heaviest chain of them that keeps the order),
what stands between them aligned by words, and long stretches that moved. Where a passage went is
decided in `anchors`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from reader.text.skeleton import Skeleton

_GRAM = 14  # letters that are rarely twice in a text
_LIKE_WORDS = 0.6  # replaced words this alike are the same words, corrected
_LONGEST_REPLACED = 400  # letters of replaced words that are compared letter by letter
_NEAR = 24  # letters between which two matches hold each other
_DENSE = 0.5
_LONGEST_WORD = 24  # letters
_MOST_WORDS = 40_000_000  # product of both sides; beyond, nothing is aligned


class Run(NamedTuple):
    """The same letters in both texts."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


class Gap(NamedTuple):
    """What stands between two certain runs."""

    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """All that two texts share."""

    old: Skeleton
    new: Skeleton
    certain: list[Run]  # in order
    gaps: list[Gap]
    aligned: list[Run]  # certain ones and those found between them, in order
    moved: list[Run]  # long ones that left the order, by their old place

    def within(self, first: int, last: int) -> list[Run]:
        """The parts of old letters `[first, last)` that are still there in order."""
        found = []
        at = bisect_right(self.aligned, first, key=lambda run: run.old_end)
        while at < len(self.aligned) and self.aligned[at].old < last:
            found.append(clipped(self.aligned[at], first, last))
            at += 1
        return found

    def gaps_of(self, first: int, last: int) -> list[Gap]:
        """The gaps that old letters `[first, last)` reach into."""
        at = bisect_right(self.gaps, first, key=lambda gap: gap.old_end)
        found = []
        while at < len(self.gaps) and self.gaps[at].old < last:
            found.append(self.gaps[at])
            at += 1
        return found

    @property
    def shared(self) -> int:
        """How many letters of the old text are in the new one, in their order or not."""
        return sum(run.length for run in self.aligned) + sum(run.length for run in self.moved)

    def unclaimed(self) -> list[tuple[int, int]]:
        """Stretches of the new letters that stand for nothing in the old text's order."""
        free: list[tuple[int, int]] = []
        done = 0
        for run in [*self.aligned, Run(len(self.old.letters), len(self.new.letters), 0)]:
            if run.new - done >= _GRAM:
                free.append((done, run.new))
            done = run.new_end
        return free


def clipped(run: Run, first: int, last: int) -> Run:
    """The part of a run within old letters `[first, last)`."""
    start = max(run.old, first)
    return Run(start, run.new + start - run.old, min(run.old_end, last) - start)


def text_map(old: Skeleton, new: Skeleton) -> TextMap:
    """Compare two texts; about a millisecond for 1,000 characters."""
    runs = _runs(old.letters, new.letters)
    heaviest = _heaviest(runs)
    chain = _apart(_grown(heaviest, old.letters, new.letters))
    gaps = list(_gaps(chain, len(old.letters), len(new.letters)))
    aligned = sorted([*chain, *(run for gap in gaps for run in _between(old, new, gap))])
    kept = set(heaviest)
    moved = [run for run in runs if run not in kept and run.length > _GRAM]
    return TextMap(old, new, chain, gaps, aligned, moved)


def _runs(old: str, new: str) -> list[Run]:
    """Maximal runs of letters whose grams stand once in each text, by their old place."""
    places, is_single = _once(old)
    stretches = sorted(_stretches(old, new, places))
    taken = 0
    for run in stretches:
        if run.old < taken:  # twice in the new letters
            end = min(taken, run.old_end)
            is_single[run.old : end] = bytes(end - run.old)
        taken = max(taken, run.old_end)
    runs: list[Run] = []
    for run in stretches:
        first = last = run.old
        while (first := is_single.find(1, last, run.old_end)) >= 0:
            last = is_single.find(0, first, run.old_end)
            last = run.old_end if last < 0 else last
            runs.append(Run(first, run.new + first - run.old, last - first + _GRAM - 1))
    return runs


def _once(letters: str) -> tuple[dict[str, int], bytearray]:
    """Each gram that stands once, with its place; and for each place whether its gram does."""
    count = max(0, len(letters) - _GRAM + 1)
    grams = [letters[at : at + _GRAM] for at in range(count)]
    places = dict(zip(grams, range(count), strict=True))
    if len(places) == count:
        return places, bytearray(b"\1" * count)
    is_single = bytearray(count)
    for place in places.values():  # the last of each
        is_single[place] = 1
    at = -1
    while (at := is_single.find(0, at + 1)) >= 0:
        last = places.pop(grams[at], -1)
        if last >= 0:
            is_single[last] = 0
    return places, is_single


def _stretches(old: str, new: str, places: dict[str, int]) -> list[Run]:
    """Where grams of the new letters stand in the old ones: `length` counts grams that follow."""
    found: list[Run] = []
    at, count = 0, len(new) - _GRAM + 1
    while at < count:
        place = places.get(new[at : at + _GRAM])
        if place is None:
            at += 1
            continue
        most = min(len(old) - place, len(new) - at) - _GRAM
        length = 1 + _same(old, place + _GRAM, new, at + _GRAM, most)
        found.append(Run(place, at, length))
        at += length
    return found


def _same(old: str, here: int, new: str, there: int, most: int, way: int = 1) -> int:
    """How many letters on from here and there (`way` -1: back from them) are the same.

    By slices that grow until one differs, then halved: most of two versions is the same.
    """
    done, step = 0, 16
    has_differed = False
    while done < most:
        part = min(step, most - done)
        first, last = (done, done + part) if way > 0 else (-done - part, -done)
        if old[here + first : here + last] == new[there + first : there + last]:
            done += part
        else:
            most, has_differed = done + part - 1, True
        step = (most - done + 1) // 2 if has_differed else 2 * step
    return done


def _heaviest(runs: list[Run]) -> list[Run]:
    """The chain of runs, rising in both texts, that holds the most letters (by a Fenwick tree)."""
    ends = sorted({run.new_end for run in runs})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)  # weight, the chain's last run
    before: list[int] = []
    top = (0, -1)
    for number, run in enumerate(runs):
        slot = bisect_left(ends, run.new + _GRAM)  # less than a gram of overlap: starts do rise
        weight, last = 0, -1
        while slot > 0:
            if best[slot][0] > weight:
                weight, last = best[slot]
            slot -= slot & -slot
        before.append(last)
        total = weight + run.length
        slot = bisect_left(ends, run.new_end) + 1
        while slot < len(best):
            if total > best[slot][0]:
                best[slot] = (total, number)
            slot += slot & -slot
        top = max(top, (total, number))
    chain = []
    at = top[1]
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _grown(chain: list[Run], old: str, new: str) -> list[Run]:
    """Each run with the letters beside it that are the same too, into its neighbours if need be."""
    ends = [Run(0, 0, 0), *chain, Run(len(old), len(new), 0)]
    grown: list[Run] = []
    for before, run, after in zip(ends, chain, ends[2:], strict=False):
        most = min(run.old - before.old, run.new - before.new)
        start = _same(old, run.old, new, run.new, most, way=-1)
        most = min(after.old_end - run.old_end, after.new_end - run.new_end)
        end = _same(old, run.old_end, new, run.new_end, most)
        grown.append(Run(run.old - start, run.new - start, run.length + start + end))
    return grown


def _apart(chain: list[Run]) -> list[Run]:
    """Runs that met are one. Where two claim the same letters neither is certain: both let go."""
    apart: list[Run] = []
    for run in chain:
        while apart and run.length > 0:
            last = apart[-1]
            if run.old - last.old == run.new - last.new and run.old <= last.old_end:
                run = Run(last.old, last.new, max(run.old_end, last.old_end) - last.old)
                apart.pop()
                continue
            over = max(last.old_end - run.old, last.new_end - run.new)
            if over <= 0:
                break
            run = Run(run.old + over, run.new + over, run.length - over)
            apart[-1] = last._replace(length=last.length - over)
            if apart[-1].length > 0:
                break
            apart.pop()
        if run.length > 0:
            apart.append(run)
    return apart


def _gaps(chain: list[Run], old_size: int, new_size: int) -> list[Gap]:
    gaps: list[Gap] = []
    old = new = 0
    for run in [*chain, Run(old_size, new_size, 0)]:
        if run.old > old or run.new > new:
            gaps.append(Gap(old, run.old, new, run.new))
        old, new = run.old_end, run.new_end
    return gaps


def _between(old: Skeleton, new: Skeleton, gap: Gap) -> list[Run]:
    """What is the same in a gap, by its words, and by letters where a word was corrected."""
    if gap.old == gap.old_end or gap.new == gap.new_end:
        return []
    wide = _aligned(old, new, _to_words(old, new, gap))
    return _solid([part for run in wide if (part := _inside(run, gap)).length > 0], gap)


def _solid(runs: list[Run], gap: Gap) -> list[Run]:
    """Without the words that any two texts share: what is left stands close together."""
    clusters: list[list[Run]] = []
    for run in runs:
        last = clusters[-1][-1] if clusters else None
        if last and max(run.old - last.old_end, run.new - last.new_end) <= _NEAR:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return [run for cluster in clusters if _is_solid(cluster, gap) for run in cluster]


def _is_solid(cluster: list[Run], gap: Gap) -> bool:
    first, last = cluster[0], cluster[-1]
    weight = sum(run.length for run in cluster)
    old, new = last.old_end - first.old, last.new_end - first.new
    if max(first.old - gap.old, first.new - gap.new) <= _NEAR:
        weight, old, new = weight + _GRAM, old + _GRAM, new + _GRAM
    if max(gap.old_end - last.old_end, gap.new_end - last.new_end) <= _NEAR:
        weight, old, new = weight + _GRAM, old + _GRAM, new + _GRAM
    return weight >= _GRAM and weight >= _DENSE * max(old, new)


def _inside(run: Run, gap: Gap) -> Run:
    """The part of a run that stands in the gap on both sides."""
    skip = max(gap.old - run.old, gap.new - run.new, 0)
    length = min(run.old_end, gap.old_end) - run.old - skip
    length = min(length, gap.new_end - run.new - skip)
    return Run(run.old + skip, run.new + skip, length)


def _to_words(old: Skeleton, new: Skeleton, gap: Gap) -> Gap:
    """The gap with the rest of the words that it begins and ends in."""
    before = 0
    while before < _LONGEST_WORD and (
        _is_in_word(old, gap.old - before) or _is_in_word(new, gap.new - before)
    ):
        before += 1
    after = 0
    while after < _LONGEST_WORD and (
        _is_in_word(old, gap.old_end + after) or _is_in_word(new, gap.new_end + after)
    ):
        after += 1
    before = min(before, gap.old, gap.new)
    after = min(after, len(old.letters) - gap.old_end, len(new.letters) - gap.new_end)
    return Gap(gap.old - before, gap.old_end + after, gap.new - before, gap.new_end + after)


def _is_in_word(of: Skeleton, letter: int) -> bool:
    """Whether a word goes on from the letter before to this one."""
    return 0 < letter < len(of.places) and of.places[letter] - of.places[letter - 1] <= 1


def _aligned(old: Skeleton, new: Skeleton, gap: Gap) -> list[Run]:
    from rapidfuzz.distance import LCSseq

    here = old.words(gap.old, gap.old_end)
    there = new.words(gap.new, gap.new_end)
    if not here or not there or len(here) * len(there) > _MOST_WORDS:
        return []
    ours = [old.letters[a:b] for a, b in here]
    theirs = [new.letters[a:b] for a, b in there]
    runs: list[Run] = []
    i = j = 0
    for block in LCSseq.opcodes(ours, theirs).as_matching_blocks():
        if block.a > i and block.b > j:
            replaced = Gap(here[i][0], here[block.a - 1][1], there[j][0], there[block.b - 1][1])
            runs += _corrected(old.letters, new.letters, replaced)
        if block.size:
            start, end = here[block.a][0], here[block.a + block.size - 1][1]
            runs.append(Run(start, there[block.b][0], end - start))
        i, j = block.a + block.size, block.b + block.size
    return runs


def _corrected(old: str, new: str, gap: Gap) -> list[Run]:
    """Letters that stayed where words were replaced by nearly the same ones."""
    from rapidfuzz.distance import Indel, LCSseq

    here, there = old[gap.old : gap.old_end], new[gap.new : gap.new_end]
    if max(len(here), len(there)) > _LONGEST_REPLACED:
        return []
    if Indel.normalized_similarity(here, there, score_cutoff=_LIKE_WORDS) == 0:
        return []
    return [
        Run(gap.old + block.a, gap.new + block.b, block.size)
        for block in LCSseq.opcodes(here, there).as_matching_blocks()
        if block.size
    ]
