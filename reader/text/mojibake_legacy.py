"""Text of one old code page read with another (Cyrillic as Latin-1): text in, edits out.

This recodes whole documents, so it needs far more evidence than UTF-8 sequences do: what stands
there must be no language at all, and what comes out must be one.
"""

import re
from collections import Counter
from functools import cache
from itertools import islice

from reader.article import Edit
from reader.text import legacy, model, mojibake_wide
from reader.text.alphabet import only_odd
from reader.text.mojibake_codecs import codec
from reader.text.mojibake_cost import cost, is_plausible

_TAKEN = (
    "cp1252", "iso8859_1", "cp1251", "cp1250", "mac_roman", "koi8_r", "cp437", "cp850",
    "iso8859_15",
)  # fmt: skip
_RUN = re.compile(r"[^\x00-\x7f]+")
_MIXED = re.compile("[a-z][Ͱ-ԯ]|[Ͱ-ԯ][a-z]|[a-z]ⁿ")  # Greek or Cyrillic in a Latin word
_SMALL = re.compile("[a-z]")
_SAMPLE = 40_000  # characters that are looked at
_READ = 20_000  # characters that tell the code pages
_KNOWN = 0.98  # of the characters outside ASCII that a code page must have to have been taken
_WORDS = 4  # distinct words with something outside ASCII below which nothing can be known
_SHARE = 0.02  # of the characters outside ASCII from which on one is part of the picture
_BETWEEN = frozenset("’‘'-‐‑·/…\u00ad\u00a0\u200b–—“”«»")  # signs that join words in print
_BETWEEN |= {chr(code) for code in (*range(0x3000, 0x3040), *range(0xFF00, 0xFFF0))}  # Chinese
_LATIN = "\u0250"  # the first that is none of its letters
_QUOTES = frozenset("’“”«»")
_MIXABLE = frozenset(map(chr, range(0x370, 0x530))) | {"ⁿ"}
_ALPHABETS = tuple(  # of languages that the model does not have: Breton, Faroese, Gaelic, Occitan,
    map(  # Sorbian, Kashubian, Kurdish, Sámi, Guaraní
        frozenset,
        ("ñùêéàâôîüçö", "áðíóúýæøö", "àèìòùáéíóú", "àáçèéíïñòóúü", "čćěłńóřšžźŕ", "ąãéëłńòóôùż",
         "çêîşû", "áčđŋšŧž", "ãẽĩñõũỹáéíóúý"),
    )
)  # fmt: skip
_GAIN = 25.0  # nats over the sample
_MISSING = 12.0  # nats a character counts that the code page does not have
_RATE = 3.0  # and for each character that changes
_PLAUSIBLE = 4.5  # nats a character of the result may cost
_STILL = 5.0  # the same, where it gains so much that short words may have rare letters
_PLAIN = 12.0  # nats for each character that changes
_FIRST = 3.0  # in favour of the code page that comes first in the list


def is_foreign(text: str, runs: frozenset[str], chars: frozenset[str]) -> bool:
    """Whether no language writes with the characters of the text; cheap, needs no scoring.

    `runs` are the distinct runs outside ASCII, `chars` the distinct characters in them.
    """
    if chars <= _BETWEEN or not _is_takable(text, chars):
        return False
    text = text[:_SAMPLE]
    if len(runs) + 1 < _WORDS and not _has_words(text):
        return False
    can_mix = not _MIXABLE.isdisjoint(chars) and _SMALL.search(text) is not None
    if (
        _is_inside_out(runs)
        or _has_capital_inside(text, chars)
        or (can_mix and len(set(_MIXED.findall(text))) >= _WORDS)
    ):
        return True
    signs = [char for char in chars if not (char.isalpha() or char in _BETWEEN)]
    if not signs and model.has_writers([char for char in chars if char.isalpha()]):
        return False
    odd = only_odd(text)
    often = [char for char in signs if odd.count(char) >= _SHARE * len(odd)]
    return _has_sign_inside(text, often) or not _have_writers(odd, chars)


def _is_takable(text: str, chars: frozenset[str]) -> bool:
    """Whether the code pages that are taken for others have most of the characters at all."""
    if chars <= _takable():
        return True
    odd = only_odd(text[:_READ])
    foreign = (char for char in odd if char not in _takable())
    return next(islice(foreign, int((1 - _KNOWN) * len(odd)) + 1, None), None) is None


@cache
def _takable() -> frozenset[str]:
    return frozenset(char for name in _TAKEN for char in codec(name).codes)


def _has_words(text: str) -> bool:
    """Whether enough words have something outside ASCII."""
    return len({word for word in text.split() if not word.isascii()}) >= _WORDS


def _have_writers(odd: str, chars: frozenset[str]) -> bool:
    """Whether a language writes all letters, or those that come often; signs tell nothing."""
    letters = {char.lower() for char in chars if char.isalpha()}
    if model.has_writers([*letters]) or any(map(letters.issubset, _ALPHABETS)):
        return True
    counts = Counter(odd)
    often = [c for c, count in counts.items() if c.isalpha() and count >= _SHARE * len(odd)]
    return sum(counts[c] for c in often) * 3 < len(odd) or model.has_writers(often)


def _is_inside_out(runs: frozenset[str]) -> bool:
    """Capitals after small letters, as where one Cyrillic code page was taken for another."""
    words = [run for run in runs if len(run) > 3]
    odd = [word for word in words if not (word[1:].islower() or word.isupper())]
    breaks = sum(
        any(a.islower() and b.isupper() for a, b in zip(word, word[1:], strict=False))
        for word in odd
    )
    return breaks * 8 > len(words) or (breaks > 0 and 2 * sum(map(str.isupper, words)) > len(words))


def _has_capital_inside(text: str, chars: frozenset[str]) -> bool:
    """Latin capitals between small letters, several times: `tÈlÈchargÈ`."""
    left = _WORDS
    for char in chars:
        at = text.find(char) if char < _LATIN and char.isupper() else -1
        while at >= 0:
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            left -= before.islower() and before.isascii() and after.islower()
            if not left:
                return True
            at = text.find(char, at + 1)
    return False


def _has_sign_inside(text: str, signs: list[str]) -> bool:
    """Whether these signs stand where letters should, in the middle of words, and often."""
    if not signs:
        return False
    places = re.finditer(f"[{re.escape(''.join(signs))}]+(?=[^\\W\\d_])", text)
    inside = (found for found in places if text[found.start() - 1 : found.start()].isalpha())
    return len(list(islice(inside, _WORDS))) == _WORDS


def repair(text: str) -> list[Edit]:
    """Edits that read the text in the code page it was in; none unless it is plain."""
    wide = mojibake_wide.repair(text)
    if wide:
        return wide
    best: tuple[float, str, str] = (0.0, "", "")
    plain = " ".join(word for word in text[:8000].split() if word.isascii() and word.isalpha())
    for taken in _TAKEN:
        codes = codec(taken).codes
        odd = "".join(_RUN.findall(text[:_READ]))
        if sum(char in codes for char in odd) < _KNOWN * len(odd):
            continue
        sample = legacy.sample(_encoded(text[:_READ], codes))
        words = [word for word in sample if len(word) > 2]
        if len(sample) < _WORDS or len(words) < _WORDS - 1:
            continue
        missing = sum(char not in codes for char in odd)
        chars = codec(taken).chars
        now = " ".join("".join(map(chars.__getitem__, word)) for word in words)
        before = _cost_now(now, plain)
        for reading in legacy.readings(words, plain[:1000])[:1]:
            size = sum(byte > 127 for word in words for byte in word)
            gain = before - reading.cost * size - _MISSING * missing
            mean = reading.cost * size / max(1, len(reading.text))
            change = sum(a != b for a, b in zip(now, reading.text, strict=False))
            bar = max(_GAIN, _RATE * change, best[0] + _FIRST if best[0] else 0.0)
            if (
                reading.text != now
                and gain > bar
                and mean < (_STILL if gain > _PLAIN * change else _PLAUSIBLE)
                and _stands(now, reading.text)
            ):
                best = gain, taken, reading.encoding
    return _edits(text, best[1], best[2]) if best[1] else []


def _stands(before: str, after: str) -> bool:
    """Whether nearly all of the words are plausible in themselves, and no letters became signs."""
    if any("\x80" <= char < "\xa0" for char in after):
        return False
    words = [word for word in after.split() if not word.isascii()]
    gone = "".join(a for a, b in zip(before, after, strict=False) if a != b)
    come = "".join(b for a, b in zip(before, after, strict=False) if a != b)
    is_read = sum(map(_is_written, come)) >= 0.8 * sum(map(_is_written, gone))
    is_read &= 2 * sum(map(str.isalpha, come)) >= sum(map(str.isalpha, gone))
    return is_read and sum(map(is_plausible, words)) >= 0.9 * len(words)


def _is_written(char: str) -> bool:
    return char.isalpha() or char in _QUOTES


def _encoded(text: str, codes: dict[str, int]) -> bytes:
    return bytes(ord(c) if c < "\x80" else codes.get(c, 0x3F) for c in text)


def _cost_now(words: str, plain: str) -> float:
    ranked = model.rank(f"{words} {plain}", 3)
    languages = tuple(language for language, _ in ranked) or ("en",)
    return sum(cost(word, languages) for word in words.split())


def _edits(text: str, taken: str, real: str) -> list[Edit]:
    codes, chars = codec(taken).codes, codec(real).chars
    edits = []
    for found in _RUN.finditer(text):
        after = "".join(chars[codes[char]] if char in codes else char for char in found[0])
        if after != found[0]:
            place = found.start(), found.end()
            rule = f"{real}-as-{taken}"
            edits.append(Edit("encoding", rule, *place, found[0], after, "likely"))
    return edits
