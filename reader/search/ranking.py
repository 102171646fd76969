"""How good a hit is, and where its words stand.

In: an article, folded once (`Page`), and the senses of the query's words. Out: a score, and
places in the folded text. The weights are those of the design's measured prototype. What of it
is shown is `showing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.article import Block
from reader.library.prepared import unpack_blocks
from reader.search.fold import Folded, fold, fold_with_offsets
from reader.search.wording import Sense

LONGEST = 100_000  # characters of a text in which matches are looked for
_ADJACENCY, _STAGE, _RECENCY = 0.25, 0.12, 0.08
_MOST = 30  # matches of one word that are marked in one text
CORRECTED = 0.82  # what is worth less is another word than the typed one
_UNSEEN = 0.5  # a word that the index knows to stand beyond `LONGEST`

Place = tuple[int, int, int, float]  # group, start, end (folded), worth


class Page:
    """An article as it is ranked and shown; what is asked of it is worked out once."""

    def __init__(self, title: str, text: str, blocks: str | tuple[Block, ...]) -> None:
        self.title, self.text, self._blocks = title, text, blocks  # packed, or unpacked

    @property
    def is_cut(self) -> bool:
        return len(self.text) >= LONGEST

    @cached_property
    def head(self) -> Folded:
        return fold_with_offsets(self.title)

    @cached_property
    def padded_head(self) -> str:
        return f" {self.head.text} "

    @cached_property
    def padded_body(self) -> str:
        return f" {fold(self.text)} "

    @cached_property
    def body(self) -> Folded:
        return fold_with_offsets(self.text, self.padded_body[1:-1])

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        blocks = unpack_blocks(self._blocks) if isinstance(self._blocks, str) else self._blocks
        return blocks or (Block(0, len(self.text), "paragraph"),)


@dataclass(frozen=True, slots=True)
class Ranked:
    """How good an article is, where its words stand, and what words were taken for."""

    score: float
    in_title: tuple[Place, ...] = ()
    in_text: tuple[Place, ...] | None = ()  # None: not looked for, the title was enough
    used: tuple[tuple[str, str], ...] = ()  # typed word, the term taken for it
    senses: tuple[Sense, ...] = ()


def places(padded: str, senses: Sequence[Sense]) -> list[Place]:
    """Where words stand in folded text with a blank around it, of a group the best at a place."""
    found: dict[tuple[int, int], Place] = {}
    for sense in senses:
        for count, (start, end, worth) in enumerate(sense.places(padded)):
            if count >= _MOST:
                break
            key = (start, sense.word.group)
            if key not in found or found[key][3] < worth:
                found[key] = (sense.word.group, start, end, worth)
    return [found[key] for key in sorted(found)]


def rank(page: Page, senses: Sequence[Sense], *, stage: int, recency: float) -> Ranked | None:
    """Score and places; None when a group of words is found nowhere.

    Folding a text is what costs most, so it is left alone where the title holds every word.
    """
    groups = {sense.word.group for sense in senses}
    in_title = places(page.padded_head, [s for s in senses if s.word.field != "text"])
    best = _best(in_title)
    in_text: list[Place] | None = None
    if groups - best.keys() or min(best.values()) < CORRECTED:
        in_text = find_in_text(page, senses)
        unseen = dict.fromkeys(groups, _UNSEEN) if page.is_cut else {}
        best = unseen | _best([*in_title, *in_text])
    if groups - best.keys():
        return None
    score = sum(best.values()) / len(groups) + _RECENCY * recency - _STAGE * stage
    score += _ADJACENCY * max(_nearness(in_title, groups), 0.6 * _nearness(in_text or (), groups))
    used = _used(page, senses, best) if min(best.values()) < CORRECTED else ()
    seen = None if in_text is None else tuple(in_text)
    return Ranked(score, tuple(in_title), seen, used, tuple(senses))


def find_in_text(page: Page, senses: Sequence[Sense]) -> list[Place]:
    """Where words stand in the text."""
    return places(page.padded_body, [s for s in senses if s.word.field != "title"])


def _best(found: Sequence[Place]) -> dict[int, float]:
    """The best worth of each group."""
    best: dict[int, float] = {}
    for group, _, _, worth in found:
        best[group] = max(best.get(group, 0.0), worth)
    return best


def _nearness(found: Sequence[Place], groups: set[int]) -> float:
    """1 where all words stand side by side, in their order; 0 where they are far apart."""
    if len(groups) < 2:
        return 1.0 if found and found[0][1] == 0 else 0.0
    best = 0.0
    for (group, _, end, _), (after, start, _, _) in zip(found, found[1:], strict=False):
        if group != after and start - end < 40:
            gap = 1.0 if start - end <= 1 else 0.5
            best = max(best, gap if after > group else 0.6 * gap)
    return best


def _used(
    page: Page, senses: Sequence[Sense], best: dict[int, float]
) -> tuple[tuple[str, str], ...]:
    """The terms taken for words that themselves are not there."""
    used: dict[str, str] = {}
    for sense in senses:
        if best[sense.word.group] >= CORRECTED:
            continue
        for term in sorted(sense.terms, key=lambda t: -sense.terms[t]):
            if f" {term} " in page.padded_head or f" {term} " in page.padded_body:
                used[sense.word.text] = term
                break
    return tuple(used.items())
