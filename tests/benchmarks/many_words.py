"""A seeded library of many different words, to search in.

In: how many articles, a seed. Out: ready-made documents in three made-up languages that look like
French, English and German: words built of syllables and their inflected forms, as frequent as
true ones are (Zipf), and names that stand in few articles. 100,000 articles of 2 kB hold about
700,000 different words. Every word is made up, so nothing can be tuned on them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from reader.article import Block
from reader.library.prepared import Prepared, pack_blocks
from tests.benchmarks import corpus

_LETTERS = {  # beginnings of a syllable, its vowels, ends of a word, inflections
    "fr": ("b c ch d f g j l m n p pr r s t tr v", "a e é è ê i o u ou eau oi in", "s t r l é",
           " s e es er ent"),
    "en": ("b c ch d f g h k l m n p r s sh st th w", "a e i o u ea oo ou ai", "n t s r d ck ll",
           " s ed ing er"),
    "de": ("b d f g h k l m n pf r sch sp st t w z", "a e i o u ä ö ü ei ie au", "n r t ch ß en",
           " e en er es"),
}  # fmt: skip
_SHARES = ("fr", "fr", "en", "de")
_STEMS = 20_000
_SENTENCES = 8000  # of a language; bodies are made of them
_COMMON = 2000  # the most frequent words of a language, of which no query is made
_HALVES = 1100  # of names: 1.2 million of them
_NAMES = 6  # in an article


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language's articles are made of."""

    words: list[str]  # the most frequent ones first
    uncommon: list[str]
    weights: list[float]  # cumulated
    sentences: list[str]


def tongue(language: str, seed: int) -> Tongue:
    """A made-up language, the same for the same seed."""
    chance = random.Random(f"{language} {seed}")
    words = _lexicon(language, chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    row = chance.choices(words, cum_weights=weights, k=12 * _SENTENCES)
    sentences = []
    for number in range(_SENTENCES):
        length = chance.randrange(6, 13)
        sentences.append(" ".join(row[12 * number : 12 * number + length]).capitalize() + ".")
    return Tongue(words, words[_COMMON:], weights, sentences)


def _lexicon(language: str, chance: random.Random) -> list[str]:
    begin, middle, end, inflections = (part.split(" ") for part in _LETTERS[language])
    words: dict[str, None] = {}
    for rank in range(_STEMS):
        syllables = chance.choice((1, 2)) if rank < 300 else chance.choice((2, 3, 3, 4))
        parts = (chance.choice(begin) + chance.choice(middle) for _ in range(syllables))
        stem = "".join(parts) + chance.choice([*end, ""])
        for ending in chance.sample(inflections, 1 if rank < 300 else chance.randrange(1, 4)):
            words[stem + ending] = None
    return list(words)


def _halves(chance: random.Random) -> list[str]:
    begin, middle, *_ = (part.split(" ") for part in _LETTERS["en"])
    made: dict[str, None] = {}
    while len(made) < _HALVES:
        made["".join(chance.choice(begin) + chance.choice(middle) for _ in range(2))] = None
    return list(made)


def articles(count: int, *, seed: int, size: int) -> Iterator[Prepared]:
    """Documents of one article each, `size` characters long or a little more."""
    chance = random.Random(seed)
    tongues = {language: tongue(language, seed) for language in _LETTERS}
    halves = _halves(chance)
    for document in corpus.documents(count, seed=seed, size=10):
        language = chance.choice(_SHARES)
        title = _title(chance, tongues[language])
        rare = chance.choices(tongues[language].uncommon, k=4)
        rare += [a + b for a, b in zip(chance.choices(halves, k=_NAMES),
                                       chance.choices(halves, k=_NAMES), strict=True)]  # fmt: skip
        body, left = [" ".join(rare).capitalize() + "."], size
        while left > 0:
            body.append(chance.choice(tongues[language].sentences))
            left -= len(body[-1]) + 1
        yield _with_text(document, language, title, " ".join(reversed(body)))


def _title(chance: random.Random, made: Tongue) -> str:
    """Seven words, three as frequent as they come, four that are not common."""
    frequent = chance.choices(made.words, cum_weights=made.weights, k=3)
    return " ".join([*frequent, *chance.choices(made.uncommon, k=4)]).capitalize()


def rare_words(text: str) -> list[str]:
    """The words of a text's last sentence, which few other texts hold."""
    return text[:-1].rsplit(". ", 1)[-1].lower().split()


def _with_text(document: Prepared, language: str, title: str, body: str) -> Prepared:
    text = f"{title}\n\n{body}"
    blocks = [Block(0, len(title), "title", 1), Block(len(title) + 2, len(text), "paragraph")]
    article = replace(
        document.articles[0], title=title, text=text, language=language, end=len(text),
        blocks=pack_blocks(blocks), words=text.count(" "),
    )  # fmt: skip
    return replace(document, articles=(article,))
