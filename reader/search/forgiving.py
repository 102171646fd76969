"""What a mistyped word may have meant, by the vocabulary of the index.

In: a word. Out: its sense with near terms, beginnings of terms that are nearly it, terms that
hold it, and pairs it was run together from. How a sense is asked for and marked is `wording`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reader.library.fulltext import Index
from reader.search.buckets import unpack
from reader.search.lexicon import Counted, Lexicon
from reader.search.query import Word
from reader.search.vocabulary import Vocabulary
from reader.search.wording import Sense, closed, sense

_NEAR = 40  # terms that one word may be corrected to
_HOLDING = 24
_ENDING = 50
_OPENINGS = 6  # beginnings that a half-typed word may be corrected to
_EDIT = 0.18  # what an edit costs
_OPENING = 0.55  # the worth of a corrected beginning
_INSIDE = 0.7
_BEGUN = 0.84  # the worth of a term that a short word begins; no correction
_TWO_EDITS = 5  # letters from which two edits are forgiven
_MOST_EDITS = 4
_MORE_EDITS = {1: 5, 2: 6, 3: 9}  # letters from which one more is, where these lead nowhere
_HALF_TYPED = 4  # letters from which a beginning is forgiven an edit
_SHORT = 6  # letters up to which it is forgiven at once, not only where nothing else is found
_INFIX = 4  # letters from which a word is looked for inside others
_HALF = 3  # letters of the shorter half of a run-together word
_LONG = 8  # letters from which two halves side by side are what was meant
_MANY = 8000  # documents; a beginning of more is asked for by its most frequent terms
_FREQUENT = 24  # such terms


class Forgiving:
    """The terms of one index, and what they could be meant by."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._vocabulary: Vocabulary | None = None
        self._packed, self._last = "", 0
        self._near_terms: dict[tuple[str, int], dict[str, float]] = {}
        self._beginnings: dict[str, tuple[int, list[Counted]]] = {}
        self._opened: dict[str, dict[str, float]] = {}

    def renew(self, state: dict[str, Any]) -> None:
        """Terms that came since are known too."""
        self._near_terms.clear()
        self._beginnings.clear()
        self._opened.clear()
        if self._vocabulary is None:
            return
        if str(state.get("packed", "")) != self._packed:
            self._vocabulary = None
        else:
            self._add_fresh(self._vocabulary)

    def load(self) -> None:
        """Load the terms now, not with the first word that needs them."""
        self._terms().near("a", 1)

    def _terms(self) -> Vocabulary:
        if self._vocabulary is None:
            self._packed, self._last = str(self._index.state().get("packed", "")), 0
            terms = self._index.terms
            vocabulary = Vocabulary(Lexicon(terms.lexicon()), unpack(terms.packs()))
            self._add_fresh(vocabulary)
            self._vocabulary = vocabulary
        return self._vocabulary

    def _add_fresh(self, vocabulary: Vocabulary) -> None:
        fresh = self._index.terms.fresh(self._last)
        if fresh:
            vocabulary.add(term for _, terms in fresh for term in terms.split())
            self._last = fresh[-1][0]

    def docs(self, asked: Sense) -> int:
        """In about how many articles a word stands, or what it may stand for but two words."""
        known = self._terms()
        if asked.is_prefix:
            own = self._beginning(asked.word.tokens[-1])[0]
        else:
            own = min((known.docs(token) for token in asked.word.tokens), default=0)
        own += sum(known.docs(term) for term in asked.terms)
        return own + sum(self._beginning(start)[0] for start in asked.openings)

    def _beginning(self, prefix: str) -> tuple[int, list[Counted]]:
        if len(prefix) < _HALF:
            return 1 << 30, []
        found = self._beginnings.get(prefix)
        if found is None:
            found = self._beginnings[prefix] = self._terms().beginning(prefix, _FREQUENT)
        return found

    def strict(self, words: Sequence[Word], *, in_title: bool) -> list[Sense]:
        """The sense of each word as typed: in texts only the last may be a word's beginning."""
        last = len(words) - 1
        senses = [sense(w, is_last=i == last, in_title=in_title) for i, w in enumerate(words)]
        senses = [self._with_endings(s) if s.word.kind == "suffix" else s for s in senses]
        return senses if in_title else self.for_texts(senses)

    def for_texts(self, senses: Iterable[Sense]) -> list[Sense]:
        """What begins too much is asked for by its most frequent terms; short, for itself."""
        return [self._for_texts(closed(asked)) for asked in senses]

    def _for_texts(self, asked: Sense) -> Sense:
        terms = dict(asked.terms)
        for start, worth in asked.openings.items():
            for term, _ in self._beginning(start)[1][: _FREQUENT // len(asked.openings)]:
                terms.setdefault(term, worth)
        pairs = tuple(
            pair for pair in asked.pairs if all(self._beginning(half)[0] < _MANY for half in pair)
        )
        frequent: tuple[str, ...] = ()
        if asked.is_prefix:
            docs, top = self._beginning(asked.word.tokens[-1])
            frequent = tuple(term for term, _ in top) if docs > _MANY else ()
        return replace(asked, terms=terms, openings={}, pairs=pairs, frequent=frequent)

    def begun(self, words: Sequence[Word]) -> list[Sense]:
        """The words as typed, the last one of three letters as the beginning of terms; or [].

        Texts are asked for its most frequent terms alone: all it begins would take too long.
        """
        last = words[-1]
        if not is_forgiving(last) or len(last.tokens[0]) != _HALF:
            return []
        terms = {term: _BEGUN for term, _ in self._beginning(last.tokens[0])[1]}
        terms.pop(last.tokens[0], None)
        senses = self.strict(words, in_title=False)
        return [*senses[:-1], replace(senses[-1], terms=terms)] if terms else []

    def is_known(self, word: Word) -> bool:
        """Whether terms begin so, anywhere: true only of words that need no more than that."""
        return is_forgiving(word) and not word.field and self._terms().begins(word.tokens[0])

    def taken_apart(self, words: Sequence[Word], *, is_little: bool) -> list[Sense]:
        """The words as typed, but those that begin no term as two run together; [] without any.

        Where little was found, long ones that begin a term too: a rare term, and chance.
        """
        last = len(words) - 1
        senses = [sense(word, is_last=i == last, in_title=True) for i, word in enumerate(words)]
        apart = [
            replace(each, pairs=self._pairs(each.word.tokens[0]))
            if is_forgiving(each.word)
            and (is_little and _is_long(each.word) or not self._terms().begins(each.word.tokens[0]))
            else each
            for each in senses
        ]
        return apart if any(each.pairs for each in apart) else []

    def is_far(self, senses: Sequence[Sense]) -> bool:
        """Whether words taken apart are more than two edits from every term."""
        apart = [each.word.tokens[0] for each in senses if each.pairs]
        return bool(apart) and not any(self._near(token, 2) for token in apart)

    def rarest(self, words: Sequence[Word]) -> list[Sense]:
        """Of several words that are all known as typed, the one that tells most; or []."""
        known = self._terms()
        docs = [known.docs(w.tokens[0]) if is_forgiving(w) and not w.field else 0 for w in words]
        if len({w.group for w in words}) < max(2, len(words)) or not all(docs):
            return []
        return [Sense(words[docs.index(min(docs))])]

    def senses(self, words: Sequence[Word], *, is_found: bool = False) -> list[Sense]:
        """The forgiving sense of each word; a phrase or an exact word forgives nothing.

        Where something was found as typed, the words are known, and one edit is enough.
        """
        most = 1 if is_found else 2
        return [self._sense(word, index, words, most) for index, word in enumerate(words)]

    def believed(self, senses: Sequence[Sense]) -> list[Sense]:
        """Those of known words as typed, beside those of others; [] if all are known, or none."""
        known = self._terms()
        asked = [
            replace(s, terms={}, openings={}, pairs=())
            if is_forgiving(s.word) and known.docs(s.word.tokens[0])
            else s
            for s in senses
        ]
        is_mixed = any(not s.terms for s in asked) and any(s.terms for s in asked)
        return asked if is_mixed else []

    def widened(self, senses: Sequence[Sense]) -> list[Sense]:
        """The last resort: what stands inside terms."""
        return [self._with_inside(each) for each in senses]

    def _with_inside(self, asked: Sense) -> Sense:
        token = asked.word.tokens[-1]
        if not is_forgiving(asked.word) or len(token) < _INFIX:
            return asked
        inside = dict.fromkeys(self._terms().holding(token, _HOLDING), _INSIDE)
        inside |= self._near(token, _MOST_EDITS)
        openings = asked.openings
        if not openings and asked.is_prefix and not self._terms().begins(token):
            openings = self._openings(token)
        return replace(asked, terms=inside | dict(asked.terms), openings=openings)

    def _with_endings(self, asked: Sense) -> Sense:
        """`word$`: the terms that end in it."""
        ending = self._terms().ending(asked.word.tokens[-1], _ENDING)
        return Sense(asked.word, terms=dict.fromkeys(ending, 0.9))

    def _sense(self, word: Word, index: int, words: Sequence[Word], most: int) -> Sense:
        strict = sense(word, is_last=True, in_title=True)
        if word.kind == "suffix":
            return self._with_endings(strict)
        if not is_forgiving(word):
            return strict
        token = word.tokens[0]
        terms = dict(self._near(token, most))
        joined = [a + b for a, b in _neighbours(index, words)]
        terms |= {term: 0.8 for term in joined if self._terms().docs(term)}
        is_begun = self._terms().begins(token)
        is_half = not is_begun and index == len(words) - 1 and len(token) <= _SHORT
        openings = self._openings(token) if is_half else {}
        pairs = () if is_begun else self._pairs(token)
        asked = Sense(word, strict.is_prefix, terms, pairs, openings)
        is_apart = bool(pairs) and most == 1  # it was found to be two words
        return asked if is_begun or terms or openings or is_apart else self._with_inside(asked)

    def _openings(self, token: str) -> dict[str, float]:
        """Beginnings of terms that a half-typed word may mean: alibb, of Alibaba."""
        if len(token) < _HALF_TYPED or not token.isalpha():
            return {}
        if token not in self._opened:
            nearly = self._terms().nearly_beginning(token, _OPENINGS)
            self._opened[token] = dict.fromkeys((start for start, _ in nearly), _OPENING)
        return self._opened[token]

    def _near(self, token: str, most: int) -> dict[str, float]:
        if most > 2 and (nearer := self._near(token, 2)):
            return nearer
        if (token, most) not in self._near_terms:
            near = ranked_near(self._terms(), token, most, beyond=2 if most > 2 else 0)[:_NEAR]
            self._near_terms[token, most] = {term: 0.8 - _EDIT * edits for term, edits in near}
        return self._near_terms[token, most]

    def _pairs(self, token: str) -> tuple[tuple[str, str], ...]:
        """Two beginnings the word may be run together from: alibpic, of Alibaba Pictures."""
        begins = self._terms().begins
        splits = ((token[:at], token[at:]) for at in range(_HALF, len(token) - _HALF + 1))
        return tuple((a, b) for a, b in splits if begins(a) and begins(b))


def ranked_near(
    known: Vocabulary, token: str, most: int = _MOST_EDITS, *, beyond: int = 0
) -> list[tuple[str, int]]:
    """(term, edits) of the terms that a word may have been meant for, the likeliest first.

    Few mistype a first letter, so a term that begins otherwise comes after those that do not;
    of equals, the term that stands in more documents. Who knows that there is nothing within some
    edits asks only `beyond` those.
    """
    from rapidfuzz.distance import JaroWinkler

    edits = 0 if len(token) < _HALF else 1 if len(token) < _TWO_EDITS else min(2, most)
    if not edits or not token.isalpha():  # a number, or a name with one, is what it is
        return []
    near = known.near(token, edits) if edits > beyond else []
    while not near and edits < most and len(token) >= _MORE_EDITS[edits]:
        edits += 1
        near = known.near(token, edits)

    def order(each: tuple[str, int]) -> tuple[int, bool, int, float]:
        term, edits = each
        likeness = JaroWinkler.similarity(term, token)
        return edits, term[0] != token[0], -known.docs(term), -likeness

    return sorted(near, key=order)


def is_long(asked: Sense) -> bool:
    """Whether a pair found for it is no accident; true of what is no pair."""
    return not asked.pairs or _is_long(asked.word)


def _is_long(word: Word) -> bool:
    return len(word.tokens[0]) >= _LONG


def is_forgiving(word: Word) -> bool:
    """Whether something else may be taken for it."""
    return word.kind == "word" and len(word.tokens) == 1


def _neighbours(index: int, words: Sequence[Word]) -> list[tuple[str, str]]:
    """A word with the one before it and the one after it: they may have been one."""
    pairs = zip(
        words[max(0, index - 1) : index + 1], words[max(1, index) : index + 2], strict=False
    )
    return [
        (a.tokens[0], b.tokens[0]) for a, b in pairs if len(a.tokens) == 1 and len(b.tokens) == 1
    ]
