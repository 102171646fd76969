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
    """An article as it is ranked and shown; what is asked of it is worked out once.

    Its text comes later, if at all: most are ranked by their titles.
    """

    def __init__(self, title: str, text: str | None = None, blocks: str = "[]") -> None:
        self.title, self._text, self._blocks = title, text, blocks

    @property
    def has_text(self) -> bool:
        return self._text is not None

    @property
    def text(self) -> str:
        return self._text or ""

    def fill(self, text: str, blocks: str) -> None:
        """Its text, and its blocks packed."""
        self._text, self._blocks = text, blocks

    @property
    def is_cut(self) -> bool:
        return len(self.text) >= LONGEST

    @cached_property
    def head(self) -> Folded:
        return fold_with_offsets(self.title)

    @cached_property
    def padded_head(self) -> str:
        return f" {fold(self.title)} "

    @cached_property
    def padded_body(self) -> str:
        return f" {fold(self.text)} "

    @cached_property
    def body(self) -> Folded:
        return fold_with_offsets(self.text, self.padded_body[1:-1])

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return unpack_blocks(self._blocks) or (Block(0, len(self.text), "paragraph"),)


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


def rank(
    page: Page, senses: Sequence[Sense], *, stage: int, recency: float, in_title: bool
) -> Ranked | None:
    """Score and places; None when a group of words is found nowhere.

    Folding a text is what costs most, so it is left alone where only titles are asked.
    """
    groups = {sense.word.group for sense in senses}
    head = places(page.padded_head, [s for s in senses if s.word.field != "text"])
    best = _best(head)
    body: list[Place] | None = None
    if not in_title:
        body = find_in_text(page, senses)
        unseen = dict.fromkeys(groups, _UNSEEN) if page.is_cut else {}
        best = unseen | _best([*head, *body])
    if groups - best.keys():
        return None
    score = sum(best.values()) / len(groups) + _RECENCY * recency - _STAGE * stage
    score += _ADJACENCY * max(_nearness(head, groups), 0.6 * _nearness(body or (), groups))
    used = _used(page, senses, best, head, body or []) if min(best.values()) < CORRECTED else ()
    return Ranked(score, tuple(head), None if body is None else tuple(body), used, tuple(senses))


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
    page: Page,
    senses: Sequence[Sense],
    best: dict[int, float],
    head: Sequence[Place],
    body: Sequence[Place],
) -> tuple[tuple[str, str], ...]:
    """The terms taken for words that themselves are not there."""
    used: dict[str, str] = {}
    for sense in senses:
        group = sense.word.group
        if best[group] >= CORRECTED:
            continue
        found = [(p, page.padded_head) for p in head] + [(p, page.padded_body) for p in body]
        for (at, start, end, worth), padded in found:
            word = padded[start + 1 : end + 1]
            if at == group and worth == best[group] and sense.is_taken(word):
                used[sense.word.text] = word
                break
    return tuple(used.items())
