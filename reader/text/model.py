"""The character model: what a word costs in a language, and which language a text is in.

Words in, costs in nats out (low is plausible). The table lies beside this file, is read on first
use, and is made by tests/benchmarks/train_model.py. Which text to keep is not decided here.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from pathlib import Path

_TABLE = Path(__file__).with_name("model.bin")
_BACKOFF = 2.5  # nats a missing longer gram costs on top
_FEW = 25  # words that leave the likelier languages
_KEPT = 10  # languages that are looked at closely
_UNKNOWN = 14.0  # a letter the language does not write
_IN_USE = 9.5  # nats a letter costs by itself, up to which a language is said to write it
_SAMPLE = 3000  # characters that are looked at to tell the language
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMA = str.maketrans("şţ", "șț")  # the older way to write Romanian
_KANA = re.compile("[\u3041-\u30ff]")
_NO_KANA = 12  # characters; no Japanese text longer than that goes without kana
_HAN_LANGUAGES = ("zh", "ja", "ko")


@dataclass(frozen=True, slots=True)
class Model:
    """Grams of 1 to 3 characters, and of each language a column of costs, 0 where unseen."""

    languages: tuple[str, ...]
    step: float
    keys: list[str]
    columns: dict[str, bytes]
    letters: dict[str, bytes]  # of single characters the row of costs, one a language


@lru_cache(maxsize=1)
def load() -> Model:
    """The table, read once."""
    body = zlib.decompress(_TABLE.read_bytes())
    head, body = body.split(b"\n", 1)
    told = json.loads(head)
    size = int.from_bytes(body[:4], "big")
    text, costs = body[4 : 4 + size].decode(), body[4 + size :]
    keys: list[str] = []
    at = 0
    for length, count in enumerate(told["sizes"], start=1):
        keys += [text[at + i * length : at + (i + 1) * length] for i in range(count)]
        at += length * count
    languages = tuple(told["languages"])
    columns = {
        language: costs[i * len(keys) : (i + 1) * len(keys)] for i, language in enumerate(languages)
    }
    single = told["sizes"][0]
    rows = zip(*(column[:single] for column in columns.values()), strict=True)
    letters = dict(zip(keys[:single], map(bytes, rows), strict=True))
    return Model(languages, told["step"], keys, columns, letters)


@cache
def _grams(language: str) -> dict[str, float]:
    """The grams of one language with their costs in nats."""
    model = load()
    column = model.columns[language]
    found = compress(zip(model.keys, column, strict=True), column)
    return {gram: (cost - 1) * model.step for gram, cost in found}


@lru_cache(maxsize=1 << 16)
def word_cost(word: str, language: str) -> float:
    """What a run of letters costs in a language, its end included; capitals are folded."""
    grams = _grams(language)
    if language in _HAN_LANGUAGES:
        return sum(grams.get(char, _UNKNOWN) for char in word)
    folded = f" {_fold(word)} "
    if language == "ro":
        folded = folded.translate(_COMMA)
    total = 0.0
    for at in range(1, len(folded)):
        gram = folded[max(0, at - 2) : at + 1]
        known = grams.get(gram)
        total += _backed_off(gram, grams) if known is None else known
    return total


def _fold(word: str) -> str:
    folded = word.lower()
    if len(folded) != len(word):
        folded = folded.replace("i̇", "i")
    return folded.replace("ς", "σ")


def _backed_off(gram: str, grams: dict[str, float]) -> float:
    """-log p(last character | those before), by the longest shorter gram that is known."""
    penalty = 0.0
    while gram := gram[1:]:
        penalty += _BACKOFF
        known = grams.get(gram)
        if known is not None:
            return known + penalty
    return _UNKNOWN


def writers(chars: Sequence[str]) -> list[str]:
    """The languages that write with every one of these letters; a capital may stand for itself."""
    model = load()
    rows = [model.letters.get(char.lower().replace("ς", "σ")) for char in chars]
    return [
        language
        for column, language in enumerate(model.languages)
        if all(row is not None and 0 < row[column] * model.step < _IN_USE for row in rows)
    ]


def is_known(char: str) -> bool:
    """Whether some language of the model writes the letter; capitals are folded."""
    return char.lower() in load().letters


def rank(text: str, count: int = 3, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
    """The likeliest languages of `text` with their mean cost a letter, best first."""
    words = Counter(word.lower() for word in _LETTERS.findall(text[:_SAMPLE]))
    languages = list(_candidates(words) if among is None else among)
    if len(words) > 2 * _FEW and len(languages) > _KEPT:
        few = Counter(dict(words.most_common(_FEW)))
        languages = [language for _, language in _sorted(few, languages)[:_KEPT]]
    letters = sum(len(word) * often for word, often in words.items())
    return [(language, cost / letters) for cost, language in _sorted(words, languages)[:count]]


def _sorted(words: Counter[str], languages: Sequence[str]) -> list[tuple[float, str]]:
    """The languages by what the words cost in them, least first."""
    return sorted(
        (sum(word_cost(word, language) * often for word, often in words.items()), language)
        for language in languages
    )


def _candidates(words: Counter[str]) -> list[str]:
    """Languages that write at least most of the letters: cheap, by single letters."""
    model = load()
    letters: Counter[str] = Counter()
    for word, often in words.items():
        for char in word:
            letters[char] += often
    known = [0] * len(model.languages)
    for char, often in letters.items():
        row = model.letters.get(char)
        if row is not None:
            for column, cost in enumerate(row):
                if cost:
                    known[column] += often
    bar = max(known) * 0.9
    return [
        language for language, seen in zip(model.languages, known, strict=True) if seen >= bar > 0
    ]


def identify(text: str) -> str:
    """The language as ISO 639-1, or "" when nothing fits or there is too little to tell."""
    ranked = rank(text, 1)
    if not ranked:
        return ""
    language, cost = ranked[0]
    if language == "ja" and len(text) > _NO_KANA and not _KANA.search(text):
        language = "zh"
    return language if cost < _UNKNOWN - 4 else ""
