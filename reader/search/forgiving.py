"""What a mistyped word may have meant, by the vocabulary of the index.

In: a word. Out: its sense with near terms, terms that hold it, and pairs it was run together
from. How a sense is asked for and marked is `wording`.
"""

from collections.abc import Sequence

from reader.library.fulltext import Index
from reader.search.query import Word
from reader.search.vocabulary import Vocabulary, unpack
from reader.search.wording import Sense, sense

_NEAR = 24  # terms that one word may be corrected to
_HOLDING = 12
_ENDING = 50
_EDIT = 0.18  # what an edit costs
_TWO_EDITS = 5  # letters from which two edits are forgiven
_INFIX = 4  # letters from which a word is looked for inside others
_HALF = 3  # letters of the shorter half of a run-together word


class Forgiving:
    """The terms of one index, and what they could be meant by."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._vocabulary: Vocabulary | None = None
        self._last = 0

    def renew(self) -> None:
        """Terms that came since are known too."""
        if self._vocabulary is not None:
            fresh = self._index.terms_since(self._last, 1 << 40)
            self._vocabulary.add(term for _, term in fresh)
            self._last = fresh[-1][0] if fresh else self._last

    def _terms(self) -> Vocabulary:
        if self._vocabulary is None:
            packed = int(self._index.state().get("packed", 0))
            fresh = self._index.terms_since(packed, 1 << 40)
            self._vocabulary = Vocabulary(unpack(self._index.packs()), (t for _, t in fresh))
            self._last = fresh[-1][0] if fresh else packed
        return self._vocabulary

    def docs(self, asked: Sense) -> int:
        """About how many articles hold a word; many for a beginning of a word."""
        known = self._index.docs([*asked.word.tokens, *asked.terms])
        return sum(known.values()) if not asked.is_prefix else max([1 << 20, *known.values()])

    def _with_endings(self, asked: Sense) -> Sense:
        """`word$`: the terms that end in it."""
        ending = self._terms().ending(asked.word.tokens[-1], _ENDING)
        return Sense(asked.word, terms={term: 0.9 for term in ending})

    def strict(self, words: Sequence[Word], *, in_title: bool) -> list[Sense]:
        """The sense of each word as typed: in texts only the last may be a word's beginning."""
        last = len(words) - 1
        senses = [sense(w, is_last=i == last, in_title=in_title) for i, w in enumerate(words)]
        return [self._with_endings(s) if s.word.kind == "suffix" else s for s in senses]

    def senses(self, words: Sequence[Word]) -> list[Sense]:
        """The forgiving sense of each word; a phrase or an exact word forgives nothing."""
        return [self._sense(word, index, words) for index, word in enumerate(words)]

    def _sense(self, word: Word, index: int, words: Sequence[Word]) -> Sense:
        strict = sense(word, is_last=True, in_title=True)
        if word.kind == "suffix":
            return self._with_endings(strict)
        if word.kind != "word" or len(word.tokens) != 1:
            return strict
        token = word.tokens[0]
        terms = self._near(token)
        if len(token) >= _INFIX and not self._index.begins_term(token):
            terms |= {t: 0.7 for t in self._terms().holding(token, _HOLDING) if t not in terms}
        joined = [a + b for a, b in _neighbours(index, words)]
        terms |= dict.fromkeys(self._index.docs(joined), 0.8)
        return Sense(word, strict.is_prefix, terms, self._pairs(token))

    def _near(self, token: str) -> dict[str, float]:
        edits = 0 if len(token) < _HALF else 1 if len(token) < _TWO_EDITS else 2
        if not edits:
            return {}
        near = self._terms().near(token, edits)
        known = self._index.docs(term for term, _ in near[:200])
        ranked = sorted(
            ((term, edits) for term, edits in near if term in known),
            key=lambda pair: (pair[1], pair[0][:1] != token[:1], -known[pair[0]]),
        )
        return {term: 0.8 - _EDIT * edits for term, edits in ranked[:_NEAR]}

    def _pairs(self, token: str) -> tuple[tuple[str, str], ...]:
        """Two beginnings the word may be run together from: alibpic, of Alibaba Pictures."""
        if len(token) < 2 * _HALF or self._index.begins_term(token):
            return ()
        splits = ((token[:at], token[at:]) for at in range(_HALF, len(token) - _HALF + 1))
        return tuple(
            (a, b) for a, b in splits if self._index.begins_term(a) and self._index.begins_term(b)
        )


def _neighbours(index: int, words: Sequence[Word]) -> list[tuple[str, str]]:
    """A word with the one before it and the one after it: they may have been one."""
    pairs = zip(
        words[max(0, index - 1) : index + 1], words[max(1, index) : index + 2], strict=False
    )
    return [
        (a.tokens[0], b.tokens[0]) for a, b in pairs if len(a.tokens) == 1 and len(b.tokens) == 1
    ]
