"""The character model: what a word costs in a language, and which language a text is in.

Words in, costs in nats out (low is plausible). The table lies beside this file, is read on first
use, and is made by tests/benchmarks/train_model.py. Which text to keep is not decided here.
"""

import json
import re
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reader.text.alphabet import encoded
from reader.text.kept import kept

_TABLE = Path(__file__).with_name("model.bin")
_BACKOFF = 2.5  # nats a missing longer gram costs on top
ANY = "*"  # stands for every language
_FOREIGN = 8.0  # nats a word costs on top that is of another language than its text
_UNKNOWN = 14.0  # a letter the language does not write
_OTHERS = frozenset("ĉĝĥĵŝŭċġħəқғңөұүһәўҳҷӣӯ")  # letters of languages that are not in the table
_OTHER = 10.0  # what one of them costs
_IN_USE = 9.5  # nats a letter costs by itself, up to which a language is said to write it
_RARE = {"fr": "ëïÿ"}  # letters dearer than that which are no surprise
_FEW = 20  # letters; with fewer, the likeliest language must be told from the next one
_LEAD = 4.0  # nats it must be likelier, all letters together: 19 of 20 such guesses are right
_SAMPLE = 3000  # characters that are looked at to tell the language
_LETTERS = re.compile(r"[^\W\d_]+")
_CUT = bytes(code if code > 127 or chr(code).isalpha() else 32 for code in range(256))
_CEDILLAS = frozenset("şţ")
_COMMA = str.maketrans("şţ", "șț")  # the older way to write Romanian
_KANA = re.compile("[\u3041-\u30ff]")
_NO_KANA = 12  # characters; no Japanese text longer than that goes without kana
_HAN_LANGUAGES = ("zh", "ja", "ko")
_HAN = "\u2e80"  # from here on the scripts of many characters
_LANE = 32  # bits
_LAST = (1 << _LANE) - 1


@dataclass(frozen=True, slots=True)
class Model:
    """Grams of 1 to 3 characters with their places, and for each gram a row of costs, one a
    language, 0 where unseen.
    """

    languages: tuple[str, ...]
    step: float  # nats a unit of cost
    places: dict[str, int]
    costs: bytes

    def row(self, gram: str) -> bytes | None:
        """What the gram costs in each language."""
        place, count = self.places.get(gram), len(self.languages)
        return None if place is None else self.costs[place * count : (place + 1) * count]


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
    places = {key: place for place, key in enumerate(keys)}
    languages = tuple(told["languages"])
    rows = bytearray(len(costs))  # the file has a row a language, which packs better
    for place in range(len(languages)):
        rows[place :: len(languages)] = costs[place * len(keys) : (place + 1) * len(keys)]
    return Model(languages, told["step"], places, bytes(rows))


@cache
def _shift(language: str) -> int:
    return _LANE * load().languages.index(language)


def _packed(units: bytes | bytearray) -> int:
    """One number with a lane a language, so that all languages are summed at once."""
    wide = bytearray(len(units) * _LANE // 8)
    wide[:: _LANE // 8] = units
    return int.from_bytes(wide, "little")


def _lanes(total: int) -> tuple[int, ...]:
    """The numbers that were packed, one a language."""
    count = len(load().languages)
    return struct.unpack(f"<{count}I", total.to_bytes(count * _LANE // 8, "little"))


@cache
def _tables() -> tuple[bytes, bytes]:
    """What a stored cost becomes for each longer gram that is missing, and at last in units."""
    backoff, unknown = round(_BACKOFF / load().step), round(_UNKNOWN / load().step)
    longer = bytes(min(255, cost + backoff) if cost else 0 for cost in range(256))
    return longer, bytes(cost - 1 if cost else unknown for cost in range(256))


def _stored(gram: str) -> bytes:
    """-log p(last character | those before) in each language, by the longest gram it knows; as
    costs are stored: a unit more, and 0 for a letter that the language does not write.
    """
    row = load().row(gram)
    if len(gram) == 1:
        other = round(_OTHER / load().step) + 1 if gram in _OTHERS else 0
        return row or bytes([other]) * len(load().languages)
    shorter = _backed_off(gram[1:])
    if row is None:
        return shorter
    return bytes([known or less for known, less in zip(row, shorter, strict=True)])


@lru_cache(maxsize=1 << 12)
def _backed_off(gram: str) -> bytes:
    """The same where a longer gram would have to be known."""
    return _stored(gram).translate(_tables()[0])


@kept(1 << 15)
def _gram(gram: str) -> int:
    """The costs of the last character after those before it, a lane a language."""
    return _cost(gram)


def _cost(gram: str) -> int:
    places = load().places
    is_alone = gram not in places and gram[1:] not in places and _CEDILLAS.isdisjoint(gram)
    return _alone(gram[-1]) if is_alone and len(gram) == 3 else _costs(gram)


@lru_cache(maxsize=1 << 13)
def _alone(char: str) -> int:
    """The same after characters that tell nothing of it, as in all of Chinese."""
    return _costs(f"\0\0{char}")


def _costs(gram: str) -> int:
    units = bytearray(_stored(gram).translate(_tables()[1]))
    single = _single(gram[-1])
    for place in _han_places():
        units[place] = single[place]
    if not _CEDILLAS.isdisjoint(gram):
        place = load().languages.index("ro")
        units[place] = _stored(gram.translate(_COMMA)).translate(_tables()[1])[place]
    return _packed(units)


@lru_cache(maxsize=1 << 12)
def _single(char: str) -> bytes:
    """What the character costs by itself; between words there is nothing in Chinese."""
    return _stored(char).translate(_tables()[1]) if char != " " else bytes(len(load().languages))


@cache
def _han_places() -> tuple[int, ...]:
    return tuple(map(load().languages.index, _HAN_LANGUAGES))


@kept(1 << 14)
def _word(word: str) -> int:
    """What a run of letters costs, a lane a language."""
    return _summed(f" {_fold(word)} ")


def _summed(folded: str) -> int:
    grams = [folded[at : at + 3] for at in range(len(folded) - 2)]
    cost = _gram if folded[1:2] < _HAN else _cost  # where no gram comes twice, none is kept
    return sum(map(cost, grams), _gram(folded[:2]))


def word_cost(word: str, language: str) -> float:
    """What a run of letters costs in a language, its end included; capitals are folded."""
    return (_word(word) >> _shift(language) & _LAST) * load().step


def least_cost(word: str, languages: Sequence[str]) -> float:
    """What it costs in the language of these that it costs least in; as a foreign word, if `ANY`
    is among them.
    """
    costs = _word(word)
    known = [_shift(language) for language in languages if language != ANY]
    least = min(costs >> shift & _LAST for shift in known) * load().step
    if least < _FOREIGN or len(known) == len(languages):
        return least
    return min(least, _least(word) + _FOREIGN)


def longer_cost(word: str, languages: Sequence[str]) -> Callable[[str], float]:
    """`least_cost` of the word with one more letter: for many letters it is added up once."""
    folded = f" {_fold(word)}"
    begun = _summed(folded)
    shifts = [_shift(language) for language in languages]
    step, last = load().step, folded[-2:]

    def cost(letter: str) -> float:
        gram = last + _fold(letter)
        costs = begun + _gram(gram) + _gram(f"{gram[1:]} ")
        return min([costs >> shift & _LAST for shift in shifts]) * step

    return cost


@lru_cache(maxsize=1 << 14)
def _least(word: str) -> float:
    """The same among all languages."""
    return min(_lanes(_word(word))) * load().step


def _fold(word: str) -> str:
    folded = word.lower()
    if len(folded) != len(word):
        folded = folded.replace("i̇", "i")
    return folded.replace("ς", "σ")


def has_writers(chars: Sequence[str]) -> bool:
    """Whether a language writes with every one of these letters; a capital stands for itself."""
    common = (1 << len(load().languages)) - 1
    for char in chars:
        common &= _users(char)
    return common != 0


@lru_cache(maxsize=1 << 14)
def _users(char: str) -> int:
    """A bit for each language that the letter is in use in."""
    model = load()
    row = model.row(char.lower().replace("ς", "σ")) or b""
    used = sum(1 << place for place, cost in enumerate(row) if 0 < cost * model.step < _IN_USE)
    rare = (language for language, letters in _RARE.items() if char.lower() in letters)
    return used | sum(1 << model.languages.index(language) for language in rare)


def unwritten(language: str, chars: Sequence[str]) -> list[str]:
    """Those of the letters that are in use, and not in this language."""
    if language not in load().languages:
        return []
    bit = 1 << load().languages.index(language)
    return [char for char in chars if (users := _users(char)) and not users & bit]


def is_known(char: str) -> bool:
    """Whether some language of the model writes the letter; capitals are folded."""
    return char.lower() in load().places


Ranked = list[tuple[str, float]]


def rank(text: str, count: int = 3, among: Sequence[str] | None = None) -> Ranked:
    """The likeliest languages of `text` with their mean cost a letter, best first."""
    return _ranked(_sums(text[:_SAMPLE]), count, among)


def rank_all(parts: Sequence[str], count: int, among: Sequence[str] | None = None) -> Ranked:
    """The same of many short texts that come again and again."""
    if sum(map(len, parts)) + len(parts) > _SAMPLE:
        return rank(" ".join(parts), count, among)
    return _ranked(sum(map(_part, parts)), count, among)


@kept(1 << 13)
def _part(text: str) -> int:
    return _sums(text)


def _sums(text: str) -> int:
    """What its words cost, how many of their letters each language writes, and how many they have:
    a lane a language, once more, and the rest.

    Cutting bytes at what is no letter in ASCII costs a fifth of finding the words; what is left
    to cut of a token is the same each time it comes.
    """
    data = encoded(text.lower().replace("i̇", "i")).translate(_CUT)
    return sum(map(_token, data.split()))


@kept(1 << 14)
def _token(token: bytes) -> int:
    words = _LETTERS.findall(token.decode("utf-8", "surrogatepass"))
    letters = "".join(words)
    size = _LANE * len(load().languages)
    known = sum(map(_writers, letters))
    return sum(map(_word, words)) | known << size | len(letters) << 2 * size


def _ranked(sums: int, count: int, among: Sequence[str] | None) -> Ranked:
    """The likeliest of the languages; if none are told, of those that write nearly all letters."""
    languages = load().languages
    size = _LANE * len(languages)
    letters = _letters(sums)
    if not letters:
        return []
    costs = _lanes(sums & (1 << size) - 1)
    known = _lanes(sums >> size & (1 << size) - 1)
    bar = max(1, max(known) * 0.9)
    all_of_them = zip(costs, languages, known, strict=True)
    if among is None:
        ranked = sorted([(units, name) for units, name, seen in all_of_them if seen >= bar])
    else:
        ranked = sorted([(units, name) for units, name, _ in all_of_them if name in among])
    return [(name, units * load().step / letters) for units, name in ranked[:count]]


def _letters(sums: int) -> int:
    """How many letters the words have, by what `_sums` says."""
    return sums >> 2 * _LANE * len(load().languages)


@kept(1 << 14)
def _writers(char: str) -> int:
    """The languages that write the letter: one in the lane of each."""
    return _packed(bytes(map(bool, load().row(char) or b"")))


def identify(text: str) -> str:
    """The language as ISO 639-1, or "" when nothing fits or there is too little to tell."""
    sums = _sums(text[:_SAMPLE])
    ranked = _ranked(sums, 2, None)
    if not ranked:
        return ""
    language, cost = ranked[0]
    letters = _letters(sums)
    if letters < _FEW and any((other - cost) * letters < _LEAD for _, other in ranked[1:]):
        return ""
    if language == "ja" and len(text) > _NO_KANA and not _KANA.search(text):
        language = "zh"
    return language if cost < _UNKNOWN - 4 else ""
