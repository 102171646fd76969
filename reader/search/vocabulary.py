"""Every term of the index, and which of them a mistyped word may mean.

In: a folded word. Out: terms within so many edits of it (optimal string alignment: a swap of
neighbours is one edit), terms that begin with it or nearly, that hold it, that end in it; in how
many documents they stand, about. Which of them to look for is `forgiving`.

`buckets` rules out nearly all terms, RapidFuzz looks at what is left; `lexicon` knows beginnings.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from reader.search.buckets import LONGEST, SHORTEST, Bucket, pack, unpack
from reader.search.lexicon import Counted, Lexicon, rare_lines

_CHUNK = 2000  # rapidfuzz holds the interpreter's lock for as long as a call lasts
_LOOSE = 5000  # fresh terms that are looked at one by one
_MET = 50_000  # terms that need not be looked up again when the next articles come
_MOST = 400  # answers to one question


class Vocabulary:
    """The terms as they were packed, and those that came since (`fresh`)."""

    def __init__(
        self, lexicon: Lexicon, buckets: Sequence[Bucket], fresh: Iterable[str] = ()
    ) -> None:
        self._buckets: dict[int, list[Bucket]] = {}
        self._keep(buckets)
        self._fresh: dict[int, set[str]] = {}  # those looked at one by one
        self._in_order: list[str] = []  # fresh ones that are not
        self._met: set[str] = set()  # terms of late, known or not
        self._rows = (lexicon, Lexicon(), Lexicon())  # packed, fresh, and looked at one by one
        self.add(fresh)

    def _keep(self, buckets: Iterable[Bucket]) -> None:
        for bucket in buckets:
            self._buckets.setdefault(bucket.length, []).append(bucket)

    def add(self, terms: Iterable[str]) -> None:
        """Terms of new documents; those that are known already stay as they are.

        It costs what is new: all that came before is only gone through when much has come.
        """
        if len(self._met) > _MET:
            self._met.clear()
        unmet = set(terms) - self._met
        self._met |= unmet
        for term in unmet:
            if not self.docs(term):
                self._fresh.setdefault(len(term), set()).add(term)
        packed, fresh, _ = self._rows
        loose = sorted(term for some in self._fresh.values() for term in some)
        if len(loose) > _LOOSE:
            self._keep(unpack(pack(loose)))
            self._fresh.clear()
            self._in_order = sorted([*self._in_order, *loose])
            fresh, loose = Lexicon(rare_lines(self._in_order)), []
        self._rows = (packed, fresh, Lexicon(rare_lines(loose)))

    def docs(self, term: str) -> int:
        """In about how many documents a term stands; 0 if it is unknown."""
        return next(filter(None, (row.docs(term) for row in self._rows)), 0)

    def _of(self, length: int) -> list[Bucket]:
        return self._buckets.get(length, [])

    def near(self, word: str, edits: int) -> list[tuple[str, int]]:
        """(term, distance) of terms 1 to `edits` edits away, nearest first."""
        found: dict[str, int] = {}
        for length in range(max(SHORTEST, len(word) - edits), len(word) + edits + 1):
            terms = [t for bucket in self._of(length) for t in bucket.possible(word, edits)]
            found |= _close(word, [*terms, *self._fresh.get(length, ())], edits)
        return sorted(found.items(), key=lambda pair: pair[1])[:_MOST]

    def begins(self, start: str) -> bool:
        """Whether any term begins so."""
        return any(row.begins(start) for row in self._rows)

    def beginning(self, start: str, limit: int) -> tuple[int, list[Counted]]:
        """Terms that begin so: how many documents they stand in all together, and the top ones."""
        rows = [row.most_frequent(start, limit) for row in self._rows]
        found = [counted for _, top in rows for counted in top]
        return sum(docs for docs, _ in rows), nlargest(limit, found, key=lambda each: each[1])

    def nearly_beginning(self, start: str, limit: int) -> list[Counted]:
        """Beginnings of terms one edit away from `start`, those of most documents first."""
        size = len(start)
        found = {each for row in self._rows for each in row.nearly(start)}
        found = {
            head
            for head in found
            if not any(head[:n] in found for n in (size - 1, size) if n < len(head))
        }
        docs = {head: sum(row.total(head) for row in self._rows) for head in found}
        return nlargest(limit, docs.items(), key=lambda each: each[1])

    def holding(self, part: str, limit: int) -> list[str]:
        """Terms that hold `part` anywhere but at the start, the shortest first."""
        found: dict[str, None] = {}
        for length in range(len(part) + 1, LONGEST + 1):
            for bucket in self._of(length):
                found |= dict.fromkeys(bucket.inside(part, limit - len(found)))
            fresh = self._fresh.get(length, ())
            found |= dict.fromkeys(term for term in fresh if part in term[1:])
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def ending(self, part: str, limit: int) -> list[str]:
        """Terms that end in `part`, the shortest first."""
        found: dict[str, None] = {}
        for length in range(max(len(part), SHORTEST), LONGEST + 1):
            terms = list(self._fresh.get(length, ()))
            for bucket in self._of(length):
                terms += bucket.inside(part, 50 * limit, is_whole_allowed=True)
            found |= dict.fromkeys(term for term in terms if term.endswith(part))
            if len(found) >= limit:
                break
        return list(found)[:limit]


def _close(word: str, terms: Sequence[str], edits: int) -> dict[str, int]:
    """Those of the terms that are 1 to `edits` edits away, with their distance."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found: dict[str, int] = {}
    for chunk in _chunks(terms):
        scored = extract(
            word, chunk, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=_MOST
        )
        found |= {term: int(distance) for term, distance, _ in scored if distance}
    return found


def _chunks(terms: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(terms), _CHUNK):
        yield terms[at : at + _CHUNK]
