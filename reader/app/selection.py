"""A caret in a text, and how it moves: by character, word, sentence, paragraph. Pure.

Offsets go in and come out; every one lies inside a visible block. Moving by line needs wrapped
lines and is the view's. Not here: keys, drawing.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reader.article import COLORS, Block, Span

_AROUND = 4_000  # a sentence is sought this far around the caret, no further
_COUNTED = 50_000  # characters of a selection whose words are counted, at each move
_PUNCTUATION = (
    "!-/:-@\\[-`{-~«»‹›…‘’“”„‚–—·•،؛؟。、，．！？：；「」『』（）【】〈〉《》・\u2028\u2029"
)
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = f"\u3040-\u30ff{_HAN}"
_SPACED = f"[^\\s{_PUNCTUATION}{_CJK}]+(?:['’.-][^\\s{_PUNCTUATION}{_CJK}]+)*"
_COUNTED_WORD = f"[{_CJK}]|{_SPACED}"
# Where no spaces are, as far as one script goes, like vi: words would need a dictionary.
_WORD = f"[{_HAN}]+|[\u3041-\u309f\u30fc]+|[\u30a1-\u30fa\u30fc-\u30ff]+|{_SPACED}"
_SENTENCE_END = (
    "[.!?…؟۔।]+(?:[\u00a0\u202f ]?[»”’\"')\\]])*(?=\\s)"  # « Quoi ? » is one sentence
    "|[。！？]+[」』）”]*"
)
_NO_END = (
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|Pr|St|Mr|Mrs|Ms|vs|cf|etc|art|p|no|No|env|z|B|bzw|ca|Nr|ul|itd|Sr|Sra"
    r"|[A-ZÀ-Þ]))\.\Z"
)
_pattern = cache(re.compile)  # only once a passage is selected: the start has no time for it


@dataclass(frozen=True, slots=True)
class Selection:
    """A caret, and where it started to select, if it did."""

    caret: int
    anchor: int | None = None

    def span(self, text: str) -> Span | None:
        """What is selected, without spaces at its edges; with the character of the caret."""
        if self.anchor is None:
            return None
        start, end = sorted((self.anchor, self.caret))
        return trimmed(text, start, min(len(text), end + 1))


def next_color(color: str) -> str:
    """The highlight colour after this one, in a ring."""
    return COLORS[(COLORS.index(color) + 1) % len(COLORS)] if color in COLORS else COLORS[0]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch without spaces at its edges; None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


class Motions:
    """Moves of a caret over the visible blocks of a text."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = [block for block in blocks if block.start < block.end]
        self._starts = [block.start for block in self._blocks]

    @property
    def is_empty(self) -> bool:
        """There is no text to move in."""
        return not self._blocks

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def block(self, offset: int) -> Block:
        """The visible block of an offset, or the one before it."""
        return self._blocks[self._index(offset)]

    def inside(self, offset: int) -> int:
        """The nearest offset that lies in a visible block."""
        index = self._index(offset)
        block = self._blocks[index]
        if offset >= block.end and index + 1 < len(self._blocks):
            return self._blocks[index + 1].start
        return max(block.start, min(offset, block.end - 1))

    def right(self, offset: int) -> int:
        """The next character."""
        return self.inside(offset + 1)

    def left(self, offset: int) -> int:
        """The character before."""
        index = self._index(offset)
        if offset > self._starts[index]:
            return offset - 1
        return self._blocks[index - 1].end - 1 if index else offset

    def next_word(self, offset: int) -> int:
        """The start of the next word."""
        for index in range(self._index(offset), len(self._blocks)):
            block = self._blocks[index]
            for word in _pattern(_WORD).finditer(
                self._text, max(block.start, offset - _AROUND), block.end
            ):
                if word.start() > offset:
                    return word.start()
        return self._blocks[-1].end - 1

    def previous_word(self, offset: int) -> int:
        """The start of this word, or of the one before."""
        for index in range(self._index(offset), -1, -1):
            block = self._blocks[index]
            stop = min(block.end, offset)
            start = max(block.start, stop - _AROUND)
            found = [word.start() for word in _pattern(_WORD).finditer(self._text, start, stop)]
            if found:
                return found[-1]
        return self._starts[0]

    def word_end(self, offset: int) -> int:
        """The last character of this word, or of the next when it is there already."""
        for index in range(self._index(offset), len(self._blocks)):
            block = self._blocks[index]
            for word in _pattern(_WORD).finditer(
                self._text, max(block.start, offset - _AROUND), block.end
            ):
                if word.end() - 1 > offset:
                    return word.end() - 1
        return self._blocks[-1].end - 1

    def word(self, offset: int) -> Span:
        """The word at an offset, else the character."""
        block = self.block(offset)
        start = max(block.start, offset - 200)
        for word in _pattern(_WORD).finditer(self._text, start, block.end):
            if word.start() > offset:
                break
            if offset < word.end():
                return Span(word.start(), word.end())
        return Span(offset, min(offset + 1, block.end))

    def measured(self, span: Span) -> str:
        """How much a stretch is, as people say it: `12 words, 70 characters`.

        Of Chinese and Japanese each character counts as a word, as everywhere.
        """
        length = span.end - span.start
        size = f"{length:,} character{'s' if length > 1 else ''}"
        if length > _COUNTED:
            return size
        words = _pattern(_COUNTED_WORD).finditer(self._text, span.start, span.end)
        count = sum(1 for _ in words)
        return f"{count:,} word{'s' if count > 1 else ''}, {size}" if count else size

    def first_word(self, offset: int) -> int:
        """The first word at or after an offset."""
        offset = self.inside(offset)
        word = _pattern(_WORD).search(self._text, offset, self.block(offset).end)
        return word.start() if word else offset

    def sentence(self, offset: int) -> Span:
        """The sentence at an offset; it ends with its block."""
        block = self.block(offset)
        low, high = max(block.start, offset - _AROUND), min(block.end, offset + _AROUND)
        start = low
        for end in self._ends(low, high):
            if end > offset:
                return trimmed(self._text, start, end) or Span(start, end)
            start = end
        return trimmed(self._text, start, high) or Span(start, high)

    def _ends(self, low: int, high: int) -> list[int]:
        """Where sentences end; not behind an abbreviation, nor before a small letter."""
        text = self._text
        ends = []
        for found in _pattern(_SENTENCE_END).finditer(text, low, high):
            after = text[found.end() : found.end() + 3].lstrip()
            if after[:1].islower() or _pattern(_NO_END).search(
                text, max(low, found.start() - 6), found.end()
            ):
                continue
            ends.append(found.end())
        return ends

    def next_sentence(self, offset: int) -> int:
        """The start of the next sentence."""
        end = self.sentence(offset).end
        block = self.block(offset)
        if rest := trimmed(self._text, end, block.end):
            return rest.start
        return self.next_paragraph(offset)

    def sentence_end(self, offset: int) -> int:
        """The last character of this sentence, or of the next when it is there already."""
        end = self.sentence(offset).end - 1
        if end > offset:
            return end
        return self.sentence(self.next_sentence(offset)).end - 1

    def paragraph_end(self, offset: int) -> int:
        """The last character of this block, or of the next when it is there already."""
        index = self._index(offset)
        if offset >= self._blocks[index].end - 1 and index + 1 < len(self._blocks):
            index += 1
        return self._blocks[index].end - 1

    def previous_sentence(self, offset: int) -> int:
        """The start of this sentence, or of the one before."""
        start = self.sentence(offset).start
        return start if start < offset else self.sentence(self.left(self._before(start))).start

    def _before(self, offset: int) -> int:
        """Past the spaces before an offset."""
        while offset > self.block(offset).start and self._text[offset - 1].isspace():
            offset -= 1
        return offset

    def next_paragraph(self, offset: int) -> int:
        """The start of the next block; in the last one, its end."""
        index = self._index(offset)
        if index + 1 < len(self._blocks):
            return self._starts[index + 1]
        return self._blocks[index].end - 1

    def previous_paragraph(self, offset: int) -> int:
        """The start of this block, or of the one before."""
        index = self._index(offset)
        return self._starts[index if offset > self._starts[index] else max(0, index - 1)]
