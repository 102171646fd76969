"""Plain find within one text: case, accents and kinds of space and quote make no difference.

A typed text becomes one pattern over the original, so that spans need no offset map. Pure.
The library's search, with its typos and ranking, is `reader.search`.
"""

import re
import unicodedata
from functools import cache
from itertools import islice

MOST = 20_000  # matches; a letter in a text of 2 MB has ten times as many, and nobody walks them
_LIGATURES = {"oe": "œŒ", "ae": "æÆ", "ss": "ßẞ"}
_UNFOLD = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d"})
_SAME = {"'": "'’‘ʼ", "’": "'’‘ʼ", '"': '"“”„«»', "-": "-‐‑–—"}
_MARK = "[\u0300-\u036f]?"


@cache
def _variants() -> dict[str, str]:
    """Every precomposed letter under its base letter, small and capital."""
    found: dict[str, str] = {"l": "łŁ", "o": "øØ", "d": "đĐ", "i": "ı"}
    for code in range(0xC0, 0x2000):
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter:
            found[base.lower()] = found.get(base.lower(), "") + letter
    return found


def pattern(typed: str) -> re.Pattern[str] | None:
    """What the typed text looks like in an article; None when it has nothing to look for."""
    base = unicodedata.normalize("NFD", typed.strip().lower().translate(_UNFOLD))
    letters = "".join(char for char in base if not unicodedata.combining(char))
    if not letters:
        return None
    parts: list[str] = []
    at = 0
    while at < len(letters):
        pair = letters[at : at + 2]
        if pair in _LIGATURES:
            parts.append(f"(?:{_letter(pair[0])}{_letter(pair[1])}|[{_LIGATURES[pair]}])")
            at += 2
        elif letters[at].isspace():
            parts.append(r"\s+")
            at = len(letters) - len(letters[at:].lstrip())
        else:
            parts.append(_letter(letters[at]))
            at += 1
    return re.compile("".join(parts))


def _letter(letter: str) -> str:
    same = _SAME.get(letter)
    if same is None:
        same = letter + letter.upper() + _variants().get(letter, "")
    if len(same) == 1:
        return re.escape(same)
    mark = _MARK if letter.isalpha() else ""
    return f"[{re.escape(''.join(dict.fromkeys(same)))}]{mark}"


def find_all(text: str, typed: str) -> list[tuple[int, int]]:
    """Start and end of each place, in order, without overlaps; at most MOST of them."""
    wanted = pattern(typed)
    return [found.span() for found in islice(wanted.finditer(text), MOST)] if wanted else []
