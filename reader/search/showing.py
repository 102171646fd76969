"""What is shown of a hit: its words' places in the original, and the passage that tells most.

In: an article and places in its folded text. Out: matches in offsets of the original, a snippet.
How good a hit is, is `ranking`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.article import Block, Match, Span
from reader.search.fold import Folded, is_dropped
from reader.search.ranking import CORRECTED, Page, Ranked, find_in_text
from reader.search.ranking import Place as Stretch
from reader.search.within import Place, best_of

_SNIPPET = 180  # characters
_SHORT = 90  # a snippet this short goes on in the next block
_SENTENCE = re.compile(r"[.!?…:;»”\"]\s|\n")
_NOT_READ = ("title", "meta", "boilerplate")


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit's reasons."""

    matches: tuple[Match, ...] = ()
    snippet: str = ""
    spans: tuple[Span, ...] = ()


def show(page: Page, ranked: Ranked, *, is_brief: bool = False) -> Shown:
    """Matches and snippet of a ranked article; the title alone where that is enough, if brief."""
    places: Sequence[Stretch] | None = ranked.in_text
    if places is None:
        places = () if is_brief else find_in_text(page, ranked.senses)
    matches = _matches("title", page.title, page.head, ranked.in_title) if ranked.in_title else []
    in_text = _matches("text", page.text, page.body, places) if places else []
    snippet, inside = _passage(page, in_text, is_titled=bool(matches))
    return Shown((*matches, *in_text), snippet, inside)


def opening(page: Page) -> str:
    """The first words one would read, without the title."""
    return _passage(page, (), is_titled=True)[0]


def clip(text: str) -> str:
    """The beginning of a text that is no article."""
    return text[:_SNIPPET]


def _matches(field: str, text: str, folded: Folded, found: Sequence[Stretch]) -> list[Match]:
    matches: list[Match] = []
    for _, start, end, worth in {place[1]: place for place in found}.values():
        first, last = folded.back(start), folded.back(end - 1) + 1
        while last < len(text) and is_dropped(text[last]):
            last += 1  # marks that folding drops: the last letter's accent, a vowel sign
        is_corrected = worth < CORRECTED
        matches.append(
            Match("title" if field == "title" else "text", first, last, text[first:last],
                  is_corrected)
        )  # fmt: skip
    return matches


def _passage(
    page: Page, found: Sequence[Match], *, is_titled: bool
) -> tuple[str, tuple[Span, ...]]:
    """The best passage of what is read, the one an opened article shows; else its beginning.

    What is hidden is only shown where nothing else tells of the hit.
    """
    read = [b for b in page.blocks if not b.hidden and b.kind not in _NOT_READ]
    for blocks in (read, [] if is_titled else [b for b in page.blocks if b.hidden]):
        at = _best(found, blocks)
        if at is not None:
            index, first = at
            start = _beginning(page.text, blocks[index], first)
            return _compose(page.text, blocks[index:], start, found)
    index = next((i for i, block in enumerate(read) if block.kind == "paragraph"), 0)
    return _compose(page.text, read[index:], 0, ())


def _best(found: Sequence[Match], blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The block, and where in it, that the best passage begins."""
    inside: list[tuple[Place, str]] = []
    numbers: list[int] = []
    at = 0
    for match in found:
        while at < len(blocks) and blocks[at].end <= match.start:
            at += 1
        if at == len(blocks):
            break
        if match.start >= blocks[at].start:
            inside.append((Place(match.start, match.end), match.text.casefold()))
            numbers.append(at)
    if not inside:
        return None
    best = best_of(inside)
    return numbers[best], inside[best][0].start


def _beginning(text: str, block: Block, first: int) -> int:
    """Where a snippet starts: at a sentence's start near the first match, else between words."""
    if first - block.start <= _SNIPPET // 3:
        return block.start
    earliest = first - _SNIPPET // 3
    sentences = [m.end() for m in _SENTENCE.finditer(text, earliest, first)]
    blank = text.find(" ", earliest, first)
    return sentences[-1] if sentences else blank + 1 if blank >= 0 else earliest


def _compose(
    text: str, blocks: Sequence[Block], start: int, found: Sequence[Match]
) -> tuple[str, tuple[Span, ...]]:
    """A snippet of what the blocks hold, without the markers between them."""
    snippet, inside = "", []
    for block in blocks:
        start = max(start, block.start)
        shift = len(snippet) + (1 if snippet else 0) - start
        end = _ending(
            text, start, min(len(text), block.end, start + _SNIPPET - len(snippet)), block
        )
        snippet += f"{' ' if snippet else ''}{text[start:end]}"
        inside += [
            Span(m.start + shift, m.end + shift) for m in found if start <= m.start and m.end <= end
        ]
        if len(snippet) >= _SHORT:
            break
    return snippet, tuple(inside)


def _ending(text: str, start: int, end: int, block: Block) -> int:
    """Where a snippet is cut: between words, if there are blanks."""
    if end >= block.end or end >= len(text):
        return end
    blank = text.rfind(" ", start + (end - start) // 2, end)
    return blank if blank > 0 else end
