"""A query's words as what FTS5 is asked for, and as what is marked in a text.

In: words and the terms they may mean. Out: MATCH expressions, made only of quoted tokens, and
patterns over folded text. Which terms a word may mean is `engine`'s to find out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.search.query import Word

_PREFIX_LEAST = 3  # letters from which any word may be the beginning of one


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word may stand for: itself, the beginning of something, other terms, word pairs."""

    word: Word
    is_prefix: bool = False
    terms: Mapping[str, float] = field(default_factory=dict)  # other terms → how good, 0 to 1
    pairs: tuple[tuple[str, str], ...] = ()  # beginnings of two words written as one

    def match(self) -> str:
        """The FTS5 expression."""
        found = []
        if self.word.kind != "suffix":
            found.append(_phrase(self.word.tokens) + ("*" if self.is_prefix else ""))
        found += [_phrase((term,)) for term in self.terms]
        found += [f"NEAR({_phrase((a,))}* {_phrase((b,))}*, 0)" for a, b in self.pairs]
        return f"({' OR '.join(found) or _phrase(self.word.tokens)})"

    def pattern(self) -> re.Pattern[str]:
        """What is marked in folded text; a token stands between blanks."""
        parts = []
        if self.word.kind != "suffix":
            own = r"\s+".join(map(re.escape, self.word.tokens))
            parts.append(own + (r"\S*" if self.is_prefix else ""))
        parts += [rf"{re.escape(a)}\S*\s+{re.escape(b)}\S*" for a, b in self.pairs]
        parts += map(re.escape, self.terms)
        return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)")

    def worth(self, found: str) -> float:
        """How good a match is: exact 1, a beginning .82 to .92, a correction what it is worth."""
        own = " ".join(self.word.tokens)
        if found == own:
            return 1.0
        if found in self.terms:
            return self.terms[found]
        if self.is_prefix and found.startswith(own):
            return 0.82 + 0.1 * len(own) / len(found)
        return 0.8


def sense(word: Word, *, is_last: bool, in_title: bool) -> Sense:
    """The strict sense of a word: in titles the beginning of one, in texts only the last word."""
    length = sum(map(len, word.tokens))
    is_open = word.kind == "prefix" or (
        word.kind == "word"
        and (is_last or (in_title and length >= _PREFIX_LEAST))
        and (in_title or length > _PREFIX_LEAST)
    )
    return Sense(word, is_open)


def expression(senses: Sequence[Sense], *, in_title: bool) -> str:
    """All groups, alternatives within a group; "" when nothing is asked for."""
    groups: dict[int, list[Sense]] = {}
    for each in senses:
        groups.setdefault(each.word.group, []).append(each)
    asked = [_either(group, in_title) for group in groups.values()]
    return " AND ".join(asked)


def excluded(words: Iterable[Word]) -> str:
    """Any of these words."""
    return " OR ".join(f"{_column(w, False)}{_phrase(w.tokens)}" for w in words)


def _either(group: Sequence[Sense], in_title: bool) -> str:
    return f"({' OR '.join(_column(s.word, in_title) + s.match() for s in group)})"


def _column(word: Word, in_title: bool) -> str:
    if in_title or word.field == "title":
        return "title : "
    return "body : " if word.field == "text" else "{title body} : "


def _phrase(tokens: Sequence[str]) -> str:
    """Tokens as one quoted string; folding has left no quote in them."""
    return f'"{" ".join(tokens)}"'
