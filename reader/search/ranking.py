"""How good a hit is, and where its words stand.

In: an article, folded once (`Page`), and the senses of the query's words. Out: a score, and
places in the folded text. The weights are those of the design's measured prototype. What of it
is shown is `showing`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from reader.article import Block
from reader.library.prepared import unpack_blocks
from reader.search.fold import Folded, fold, fold_with_offsets
from reader.search.wording import FEW, Sense, typed

LONGEST = 100_000  # characters of a text in which matches are looked for
_ADJACENCY, _STAGE, _RECENCY = 0.25, 0.12, 0.08
_WHOLE = 0.1  # for a title that is just what was typed: more than the newest article gains
_MOST = 30  # matches of one word that are marked in one text
_MOST_SHORT = 10  # the same of one or two letters: half a text may begin with them
CORRECTED = 0.82  # what is worth less is another word than the typed one
_SHORT = 3  # letters from which a word tells something; two characters without blanks do
_UNSEEN = 0.5  # a word that the index knows to stand beyond `LONGEST`

Place = tuple[int, int, int, float]  # group, start, end (folded), worth


class Page:
    """An article as it is ranked and shown; what is asked of it is worked out once.

    Its text comes later, if at all: most are ranked by their titles.
    """

    def __init__(self, title: str, folded: str | None = None) -> None:
        self.title, self.text, self.blocks_packed = title, "", "[]"
        self.padded_head = f" {fold(title) if folded is None else folded} "
        self.has_text = False

    def fill(self, text: str, blocks: str) -> None:
        """Its text, and its blocks packed."""
        self.text, self.blocks_packed, self.has_text = text, blocks, True

    @property
    def is_cut(self) -> bool:
        return len(self.text) >= LONGEST

    @cached_property
    def head(self) -> Folded:
        return fold_with_offsets(self.title, self.padded_head[1:-1])

    @cached_property
    def padded_body(self) -> str:
        return f" {fold(self.text)} "

    @cached_property
    def body(self) -> Folded:
        return fold_with_offsets(self.text, self.padded_body[1:-1])

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return unpack_blocks(self.blocks_packed) or (Block(0, len(self.text), "paragraph"),)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one stage looks for, ready to be looked for in many articles."""

    senses: tuple[Sense, ...]
    in_titles: "TitlePlaces"
    in_texts: tuple[Sense, ...] | None  # None: titles alone are looked at
    groups: frozenset[int]
    stage: int
    tokens: list[str]  # as typed: a title of just these is the best one


def asked(senses: Sequence[Sense], *, stage: int, in_title: bool) -> Asked:
    """Senses of a stage that looks at titles alone, or at everything."""
    return Asked(
        tuple(senses),
        TitlePlaces([sense for sense in senses if sense.word.field != "text"]),
        None if in_title else _for_text(senses),
        frozenset(sense.word.group for sense in senses),
        stage,
        [token for each in senses for token in typed(each.word)],
    )


@dataclass(slots=True)
class Ranked:
    """How good an article is, where its words stand, and what words were taken for.

    Not frozen: that would take longer than the ranking.
    """

    score: float
    in_title: tuple[Place, ...] = ()
    in_text: tuple[Place, ...] | None = ()  # None: not looked for, the title was enough
    used: tuple[tuple[str, str], ...] = ()  # typed word, the term taken for it
    senses: tuple[Sense, ...] = ()


def places(padded: str, senses: Sequence[Sense]) -> list[Place]:
    """Where words stand in folded text with a blank around it, of a group the best at a place."""
    found: dict[tuple[int, int], Place] = {}
    words = set(padded.split()) if any(len(each.terms) > FEW for each in senses) else set()
    for sense in senses:
        group = sense.word.group
        most = _MOST if len("  ".join(sense.word.tokens)) >= _SHORT else _MOST_SHORT
        for start, end, worth in islice(sense.places(padded, words), most):
            known = found.get((start, group))
            if known is None or known[3] < worth:
                found[start, group] = (group, start, end, worth)
    return [found[key] for key in sorted(found)] if len(found) > 1 else list(found.values())


class TitlePlaces:
    """As `places`, for many titles: each is gone through once, token by token."""

    def __init__(self, senses: Sequence[Sense]) -> None:
        alone = [each for each in senses if len(each.word.tokens) == 1]
        self._of_tokens = [replace(each, pairs=()) for each in alone]
        self._others = [each for each in senses if len(each.word.tokens) > 1]
        self._others += [Sense(each.word, pairs=each.pairs) for each in alone if each.pairs]
        self._whole = {t for s in self._of_tokens for t in (*s.terms, s.word.tokens[0])}
        self._starts = tuple(
            start
            for each in self._of_tokens
            for start in (*each.openings, *each.word.tokens[: each.is_prefix])
        )

    def of(self, padded: str) -> list[Place]:
        """Where words stand in a folded title with a blank around it."""
        whole, starts = self._whole, self._starts
        found: list[Place] = []
        at = -1
        for token in padded.split(" "):
            end = at + len(token)
            if token in whole or token.startswith(starts):
                found += [(group, at, end, worth) for group, worth in self._worths(token)]
            at = end + 1
        return _merged(found, places(padded, self._others)) if self._others else found[:_MOST]

    def _worths(self, token: str) -> list[tuple[int, float]]:
        """Groups that a token stands for, and how well."""
        best: dict[int, float] = {}
        for each in self._of_tokens:
            worth = each.stands(token)
            if worth > best.get(each.word.group, 0.0):
                best[each.word.group] = worth
        return sorted(best.items())


def _merged(some: Iterable[Place], others: Iterable[Place]) -> list[Place]:
    """Of a group the best at a place."""
    found: dict[tuple[int, int], Place] = {}
    for place in (*some, *others):
        known = found.get((place[1], place[0]))
        if known is None or known[3] < place[3]:
            found[place[1], place[0]] = place
    return [found[key] for key in sorted(found)]


def rank(page: Page, wanted: Asked, recency: float) -> Ranked | None:
    """Score and places; None when a group of words is found nowhere.

    Folding a text is what costs most, so it is left alone where only titles are asked.
    """
    groups = wanted.groups
    head = wanted.in_titles.of(page.padded_head)
    best = _best(head)
    body: list[Place] | None = None
    if wanted.in_texts is not None:
        body = places(page.padded_body, wanted.in_texts)
        unseen = dict.fromkeys(groups, _UNSEEN) if page.is_cut else {}
        best = unseen | _best([*head, *body])
    if len(best) < len(groups):
        return None
    score = sum(best.values()) / len(groups) + _RECENCY * recency - _STAGE * wanted.stage
    is_whole = page.padded_head.split() == wanted.tokens
    near = 1.0 if is_whole else _nearness(head, len(groups))
    if len(groups) == 1:  # a guess that begins a title is no better a guess
        near *= min(best.values())
    elif near < 1 and body:
        near = max(near, 0.6 * _nearness(body, len(groups)))
    used: tuple[tuple[str, str], ...] = ()
    if min(best.values()) < CORRECTED:
        used = _used(page, wanted.senses, best, head, body or [])
    score += _ADJACENCY * near + _WHOLE * is_whole
    return Ranked(score, tuple(head), None if body is None else tuple(body), used, wanted.senses)


def find_in_text(page: Page, senses: Sequence[Sense]) -> list[Place]:
    """Where words stand in the text."""
    return places(page.padded_body, _for_text(senses))


def _for_text(senses: Sequence[Sense]) -> tuple[Sense, ...]:
    return tuple(sense for sense in senses if sense.word.field != "title")


def _best(found: Sequence[Place]) -> dict[int, float]:
    """The best worth of each group."""
    best: dict[int, float] = {}
    for group, _, _, worth in found:
        if worth > best.get(group, 0.0):
            best[group] = worth
    return best


def _nearness(found: Sequence[Place], groups: int) -> float:
    """1 where all words stand side by side, in their order; 0 where they are far apart."""
    if groups < 2:
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
