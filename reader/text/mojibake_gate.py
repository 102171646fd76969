"""Whether a text needs the long look of `mojibake`: text in, suspicions out, none for most texts.

Everything here is cheap by the distinct runs outside ASCII, not by the character. A word in one
script with capitals where they belong is what it seems: misread text has letters, signs and
controls side by side, and where a short word of it looks natural, its neighbours don't.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reader.text import mojibake_legacy
from reader.text.alphabet import encoded_text, odd_chars, runs_of_text
from reader.text.kept import kept
from reader.text.mojibake_codecs import candidates, is_hot, reader, runs_of
from reader.text.mojibake_cost import is_plausible
from reader.text.mojibake_lost import has_hint

_C1 = frozenset(map(chr, range(0x80, 0xA0)))
_LETTERS = string.ascii_letters.encode()
_WORDS = bytes(b if b > 127 or b in _LETTERS else 32 for b in range(256))
_FOREIGN = 1.3  # bytes a character from which on a text is in another script than ours
_MOST = 2_000  # places that are looked at
_FEW = 8  # distinct runs that are sought one by one
_DOUBTFUL = 8  # distinct words that read better, up to which chance may have made them all
_AROUND = 20  # characters of a word to each side of a run that matter
_BREAK = re.compile(r"[ \t\r\n]")
_KINDS = bytes(98 if b > 127 else 97 if b in _LETTERS else 32 for b in range(256))  # a letter: "a"
_CASED = ((0x400, 0x530), (0x370, 0x400), (0x1F00, 0x2000))  # Cyrillic, Greek
_UNCASED = (  # Hebrew, Arabic, Thai
    "[\u0590-\u05ff]+|[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdcf\ufe70-\ufefc\u200c]+"
    "|[\u0e00-\u0e7f]+"
)


@dataclass(frozen=True, slots=True)
class Suspicions:
    """What speaks for a long look."""

    is_misread: bool = False  # UTF-8 read as something else
    has_lost: bool = False  # a byte of such a sequence; looked for where nothing is misread
    is_foreign: bool = False  # one old code page read as another
    has_controls: bool = False  # C1
    words: frozenset[str] = frozenset()  # all that speaks for the first, where that is little

    def __bool__(self) -> bool:
        return self.is_misread or self.has_lost or self.is_foreign


def suspicions(text: str) -> Suspicions:
    """What a text is suspected of."""
    runs = runs_of_text(text)
    if not runs:
        return Suspicions()
    chars = odd_chars(text)
    hot = sorted(_hot(text, runs))
    words = _reading_better(text, hot) if hot else set()
    return Suspicions(
        is_misread=bool(words),
        words=frozenset(words if len(words) <= _DOUBTFUL else ()),
        has_lost=not words and has_lost(text),
        is_foreign=mojibake_legacy.is_foreign(text, runs, chars),
        has_controls=not _C1.isdisjoint(chars),
    )


def has_lost(text: str) -> bool:
    """Whether something looks as if a byte of a misread sequence were lost."""
    return has_hint(text, runs_of_text(text), odd_chars(text))


def _hot(text: str, runs: frozenset[str]) -> set[str]:
    """The runs that some codec could read UTF-8 in and that don't look natural.

    In a text of mostly ASCII none does, nor does one that touches an ASCII letter.
    """
    data = encoded_text(text)
    if len(data) < _FOREIGN * len(text):
        return set(filter(is_hot, runs))
    hot = set(filter(_is_suspect, runs))
    kinds = data.translate(_KINDS)
    if b"ab" not in kinds and b"ba" not in kinds:
        return hot
    touching = (w for w in set(data.translate(_WORDS).split()) if w.translate(None, _LETTERS) != w)
    mixed = b" ".join(word for word in touching if not word.isascii())
    return hot.union(filter(is_hot, runs_of(mixed.decode("utf-8", "surrogatepass"))))


@kept(1 << 16)
def _is_suspect(run: str) -> bool:
    return len(run) > 1 and _natural().fullmatch(run) is None and is_hot(run)


@cache
def _natural() -> re.Pattern[str]:
    """A word, with quotes and dashes where they belong; two words with a dash between them."""
    cores = [_UNCASED]
    for start, end in _CASED:
        letters = [chr(code) for code in range(start, end) if chr(code).isalpha()]
        upper = "".join(char for char in letters if char.isupper())
        lower = "".join(char for char in letters if char.islower())
        cores.append(f"[{upper}]?[{lower}]+|[{upper}]+")
    core = f"(?:{'|'.join(cores)})"
    joined = f"(?:(?=\\w\\w){core}[—–…’]{{1,2}})*"
    return re.compile(f"[«„“—–…№\u00a0\u202f]*{joined}{core}[»”“’…—–\u00a0\u202f]*")


def _reading_better(text: str, hot: list[str]) -> set[str]:
    """Words with a misread sequence that reads as something a person could have written; needs no
    model. Where they are few, all of them; else some more than a few.

    Most texts whose characters happen to make a sequence have none.
    """
    seen: set[str] = set()
    found: set[str] = set()
    for place, unit in enumerate(_units(text, hot)):
        if place >= _MOST and not found:
            break
        if unit not in seen:
            seen.add(unit)
            if _reads_better(unit):
                found.add(unit)
                if len(found) > _DOUBTFUL:
                    break
    return found


def _units(text: str, hot: list[str]) -> Iterator[str]:
    """The words around the runs, as far as they matter."""
    if len(hot) > _FEW:
        runs = "|".join(map(re.escape, sorted(hot, key=len, reverse=True)))
        for found in re.finditer(runs, text):
            yield _unit(text, found.start(), found.end())
        return
    for run in hot:
        at = text.find(run)
        while at >= 0:
            yield _unit(text, at, at + len(run))
            at = text.find(run, at + len(run))


def _unit(text: str, start: int, end: int) -> str:
    left = _BREAK.split(text[max(0, start - _AROUND) : start])[-1]
    return left + text[start:end] + _BREAK.split(text[end : end + _AROUND])[0]


@kept(1 << 14)
def _reads_better(unit: str) -> bool:
    return any(
        after != unit
        and ("\ufffd" in unit or is_plausible(after) or bool(candidates(runs_of(after))))
        for name in candidates(runs_of(unit))
        for after in [reader(name)(unit)]
    )
