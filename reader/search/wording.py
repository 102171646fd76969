"""A query's words as what FTS5 is asked for, and as what is marked in a text.

In: words and the terms they may mean. Out: MATCH expressions, made only of quoted tokens, and
patterns over folded text. Which terms a word may mean is `forgiving`'s to find out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from reader.library.prepared import title_key
from reader.search.fold import tokens
from reader.search.query import Word

FEW = 8  # terms that are looked for one by one
_ENDS = ("", "!", "?", ".", "...", " !", " ?", '"', "”", "»", " »")  # of a title, once folded
_SPELT = (("'", "’"), ("oe", "œ"), ("œ", "oe"), ("ae", "æ"), ("æ", "ae"))  # sort apart
_PREFIX_LEAST = 3  # letters from which any word may be the beginning of one


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word may stand for: itself, the beginning of something, other terms, word pairs."""

    word: Word
    is_prefix: bool = False
    terms: Mapping[str, float] = field(default_factory=dict)  # other terms → how good, 0 to 1
    pairs: tuple[tuple[str, str], ...] = ()  # beginnings of two words written as one
    openings: Mapping[str, float] = field(default_factory=dict)  # other beginnings → how good
    frequent: tuple[str, ...] = ()  # asked for in place of all that the word begins

    def match(self) -> str:
        """The FTS5 expression."""
        found = []
        if self.word.kind != "suffix":
            is_open = self.is_prefix and not self.frequent
            found.append(_phrase(self.word.tokens) + ("*" if is_open else ""))
        found += [_phrase((term,)) for term in (*self.frequent, *self.terms)]
        found += [f"{_phrase((start,))}*" for start in self.openings]
        found += [f"NEAR({_phrase((a,))}* {_phrase((b,))}*, 0)" for a, b in self.pairs]
        return f"({' OR '.join(found) or _phrase(self.word.tokens)})"

    def places(self, padded: str, words: Set[str]) -> Iterator[tuple[int, int, float]]:
        """(start, end, worth) in folded text, which has a blank before and after it.

        Offsets are those of the text without the blanks; a token stands between blanks. `words`
        are its tokens, needed for a sense of more than `FEW` terms.
        """
        if self.word.kind != "suffix":
            head, *rest = self.word.tokens
            after = "".join(rf"\s+{re.escape(token)}" for token in rest)
            yield from self._each(padded, head, after, is_open=self.is_prefix)
        terms: Iterable[str] = self.terms
        if len(self.terms) > FEW:  # parting the text is faster than looking for each of them
            terms = self.terms.keys() & words
        for term in terms:
            yield from self._each(padded, term, "", is_open=False)
        for start in self.openings:
            yield from self._each(padded, start, "", is_open=True)
        for first, second in self.pairs:
            after = rf"\S*\s+{re.escape(second)}"
            yield from self._each(padded, first, after, is_open=True)

    def _each(
        self, padded: str, head: str, after: str, *, is_open: bool
    ) -> Iterator[tuple[int, int, float]]:
        """Where `head` and what follows stand: searching a literal is far faster than a pattern."""
        rest = re.compile(after) if after else None
        wanted = f" {head}" if rest or is_open else f" {head} "
        at = padded.find(wanted)
        while at >= 0:
            end = at + 1 + len(head)
            match = rest.match(padded, end) if rest else None
            if match:
                end = match.end()
            blank = padded.find(" ", end)
            if (match or not rest) and (is_open or blank == end):
                yield at, blank - 1, self.worth(padded[at + 1 : blank])
            at = padded.find(wanted, blank if blank > at else at + 1)

    def worth(self, found: str) -> float:
        """How good a match is: exact 1, a beginning .82 to .92, a correction what it is worth."""
        own = self.word.tokens[0]
        if len(self.word.tokens) > 1:
            own, found = " ".join(self.word.tokens), " ".join(found.split())
        if found == own:
            return 1.0
        if found in self.terms:
            return self.terms[found]
        if self.is_prefix and found.startswith(own):
            return 0.82 + 0.1 * len(own) / len(found)
        return max((v for s, v in self.openings.items() if found.startswith(s)), default=0.8)

    def stands(self, token: str) -> float:
        """How well one token of a text stands for a word of one token; 0 if it does not."""
        own, is_ending = self.word.tokens[0], self.word.kind == "suffix"
        if token == own and (not is_ending or token in self.terms):
            return 1.0
        if token in self.terms:
            return self.terms[token]
        if is_ending:
            return 0.0
        if self.is_prefix and token.startswith(own):
            return 0.82 + 0.1 * len(own) / len(token)
        return max((v for s, v in self.openings.items() if token.startswith(s)), default=0.0)

    def is_taken(self, found: str) -> bool:
        """Whether something else was taken for the word; two words, where it is run together."""
        if found in self.terms or any(found.startswith(start) for start in self.openings):
            return True
        return any(found.startswith(a) and f" {b}" in found for a, b in self.pairs)


def sense(word: Word, *, is_last: bool, in_title: bool) -> Sense:
    """The strict sense of a word: in titles the beginning of one, in texts only the last word."""
    length = sum(map(len, word.tokens))
    is_open = word.kind == "prefix" or (
        word.kind == "word" and (is_last or (in_title and length >= _PREFIX_LEAST))
    )
    return Sense(word, is_open)


def closed(asked: Sense) -> Sense:
    """In texts a short beginning stands for itself: all that it begins would take too long."""
    length = sum(map(len, asked.word.tokens))
    least = _PREFIX_LEAST + (asked.word.kind != "prefix")
    return asked if length >= least else replace(asked, is_prefix=False)


def expression(senses: Sequence[Sense], *, in_title: bool) -> str:
    """All groups, alternatives within a group; "" when nothing is asked for."""
    groups: dict[int, list[Sense]] = {}
    for each in senses:
        groups.setdefault(each.word.group, []).append(each)
    asked = [_either(group, in_title) for group in groups.values()]
    return " AND ".join(asked)


def typed(word: Word) -> tuple[str, ...]:
    """A word's tokens, with the elided letter that is not looked for (l’, d’)."""
    whole = tuple(tokens(word.text))
    return whole if whole[-len(word.tokens) :] == word.tokens else word.tokens


def whole_titles(senses: Sequence[Sense]) -> list[str]:
    """How titles sort that are just the one word that was typed; [] where it is no title's."""
    words = [each.word for each in senses]
    if len(words) != 1 or not _is_of_title(words[0]):
        return []
    key = title_key(words[0].text)
    either = dict.fromkeys((key, *(key.replace(*other) for other in _SPELT)))
    return [start + end for start in either for end in _ENDS]


def _is_of_title(word: Word) -> bool:
    return word.kind in ("word", "exact") and word.field in ("", "title")


def opening_title(senses: Sequence[Sense]) -> str:
    """Titles that begin with just these words; "" where they are no words of a title."""
    words = [each.word for each in senses]
    is_plain = all(map(_is_of_title, words))
    row = [token for word in words for token in typed(word)]
    if not is_plain or len(row) < 2 or len({word.group for word in words}) < len(words):
        return ""
    return f"title : ^ {_phrase(row)}{'*' if senses[-1].is_prefix else ''}"


def excluded(words: Iterable[Word]) -> str:
    """Any of these words."""
    return " OR ".join(
        f"{_column(w, False)}{_phrase(w.tokens)}{'*' if _is_open(w) else ''}" for w in words
    )


def _is_open(word: Word) -> bool:
    return sense(word, is_last=False, in_title=False).is_prefix


def narrowed(match: str, required: Sequence[str], unwanted: Sequence[str]) -> str:
    """`match`, but only where all that is required is found, and nothing unwanted."""
    match = " AND ".join([f"({match})", *required])
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def meta(token: str) -> str:
    """A token that says something of the article, not in it."""
    return f"(meta : {_phrase((token,))})"


def _either(group: Sequence[Sense], in_title: bool) -> str:
    return f"({' OR '.join(_column(s.word, in_title) + s.match() for s in group)})"


def _column(word: Word, in_title: bool) -> str:
    if in_title or word.field == "title":
        return "title : "
    return "body : " if word.field == "text" else "{title body} : "


def _phrase(tokens: Sequence[str]) -> str:
    """Tokens as one quoted string; folding has left no quote in them."""
    return f'"{" ".join(tokens)}"'
