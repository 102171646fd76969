"""How good a hit is, where its words stand, and the passage that shows it best.

In: an article's title and text, and the senses of the query's words. Out: a score, matches in
offsets of the original, a snippet. The weights are those of the design's measured prototype.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from reader.article import Match, Span
from reader.search.fold import fold, fold_with_offsets
from reader.search.wording import Sense

_ADJACENCY, _STAGE, _RECENCY = 0.25, 0.12, 0.08
_MOST = 60  # matches of one word that are marked in one text
_LOOKED_AT = 200_000  # characters of a text in which matches are looked for
_SNIPPET = 180  # characters
_SENTENCE = re.compile(r"[.!?…:;»”\"]\s|\n")

Place = tuple[int, int, int, float]  # group, start, end (folded), worth


@dataclass(frozen=True, slots=True)
class Ranked:
    """Why an article is a hit, and how good it is."""

    score: float
    matches: tuple[Match, ...]
    snippet: str
    snippet_spans: tuple[Span, ...]
    used: dict[str, str]  # typed word → the term taken for it, where it was corrected


def places(folded: str, senses: Sequence[Sense]) -> list[Place]:
    """Where words stand in folded text."""
    found: list[Place] = []
    for sense in senses:
        for count, match in enumerate(sense.pattern().finditer(folded)):
            if count >= _MOST:
                break
            found.append((sense.word.group, *match.span(), sense.worth(match.group())))
    return sorted(found, key=lambda place: place[1])


def rank(
    title: str, text: str, senses: Sequence[Sense], *, stage: int, recency: float
) -> Ranked | None:
    """Score and reasons; None when a group of words is found nowhere (folded apart)."""
    head = fold_with_offsets(title)
    in_title = places(head.text, [s for s in senses if s.word.field != "text"])
    text = text[:_LOOKED_AT]
    plain = fold(text)
    in_text = places(plain, [s for s in senses if s.word.field != "title"])
    groups = {sense.word.group for sense in senses}
    best: dict[int, float] = {}
    for group, _, _, worth in (*in_title, *in_text):
        best[group] = max(best.get(group, 0.0), worth)
    if groups - best.keys():
        return None
    score = sum(best.values()) / len(groups) + _RECENCY * recency - _STAGE * stage
    score += _ADJACENCY * max(_nearness(in_title, groups), 0.6 * _nearness(in_text, groups))
    body = fold_with_offsets(text) if in_text else None
    spans = [(body.back(a), body.back(b - 1) + 1, w) for _, a, b, w in in_text] if body else []
    matches = [
        Match("title", head.back(a), head.back(b - 1) + 1, _cut(title, head, a, b), w < 0.82)
        for _, a, b, w in in_title
    ]
    matches += [Match("text", a, b, text[a:b], w < 0.82) for a, b, w in spans]
    snippet, shown = passage(text, [Span(a, b) for a, b, _ in spans])
    return Ranked(score, tuple(matches), snippet, shown, _used(senses, best, head.text, plain))


def _cut(title: str, head: object, start: int, end: int) -> str:
    back = attrgetter("back")(head)
    return title[back(start) : back(end - 1) + 1]


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


def _used(senses: Sequence[Sense], best: dict[int, float], *folded: str) -> dict[str, str]:
    """The terms taken for words that themselves are not there."""
    used: dict[str, str] = {}
    for sense in senses:
        if not sense.terms or best.get(sense.word.group, 1.0) >= 0.82:
            continue
        for term in sorted(sense.terms, key=lambda t: -sense.terms[t]):
            if any(f" {term} " in f" {text} " for text in folded):
                used[sense.word.text] = term
                break
    return used


def passage(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The stretch with most matches, from the start of a sentence if one is near."""
    start = 0
    if spans:
        ahead = [sum(s.start - first.start < _SNIPPET for s in spans[i : i + 12])
                 for i, first in enumerate(spans)]  # fmt: skip
        first = spans[ahead.index(max(ahead))].start
        earliest = max(0, first - _SNIPPET // 3)
        sentences = [m.end() for m in _SENTENCE.finditer(text, earliest, first)]
        blank = text.find(" ", earliest, first)
        start = sentences[-1] if sentences else (blank + 1 if earliest and blank >= 0 else earliest)
    end = min(len(text), start + _SNIPPET)
    if end < len(text):
        blank = text.rfind(" ", start + _SNIPPET // 2, end)
        end = blank if blank > 0 else end
    inside = tuple(
        Span(s.start - start, s.end - start) for s in spans if start <= s.start and s.end <= end
    )
    return text[start:end], inside
