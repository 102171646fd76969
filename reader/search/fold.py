"""Text to the form in which it is indexed and compared, and offsets back to the original.

In: any text. Out: lower-case tokens without accents, parted by blanks; CJK, kana and Thai stand
one character a token. Whatever changes a folded form must raise `VERSION`: an index holds folded
text, so another version means another index. Which words are looked for is `query`.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

VERSION = 1

_RUN = re.compile("[^\x00-\x7f]+")
_KNOWN_RUN = 4  # runs this short are remembered: é, “, œ; a Chinese sentence is not
_LETTERS = str.maketrans(
    {
        "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d",
        "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s", "ς": "σ",
        "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ة": "ه",
    }
)  # fmt: skip
_DROPPED = (  # marks a reader doesn't type: accents, Hebrew points, Arabic vowels, selectors
    (0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670),
    (0x6D6, 0x6ED), (0x640, 0x640), (0xFE00, 0xFE0F), (0xAD, 0xAD), (0x200B, 0x200F),
    (0x2060, 0x2060), (0xFEFF, 0xFEFF),
)  # fmt: skip
_ALONE = (  # scripts without blanks: every character is a token
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007),
    (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
_ASCII = bytes(
    code + 32 if 65 <= code <= 90 else code if code > 127 or chr(code).isalnum() else 32
    for code in range(256)
)


def _within(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _fold_character(character: str) -> str:
    """The folded form of one character: letters, a blank where it parts words, or nothing."""
    if _within(_DROPPED, ord(character)):
        return ""
    plain = unicodedata.normalize("NFKD", character)
    plain = "".join(c for c in plain if not _within(_DROPPED, ord(c)))
    plain = unicodedata.normalize("NFC", plain).lower().translate(_LETTERS)
    plain = "".join(c for c in plain if not _within(_DROPPED, ord(c)))
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return f" {kept} " if _within(_ALONE, ord(character)) else kept


class _Characters(dict[int, str]):
    """Code point → folded form, each worked out once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_CHARACTERS = _Characters()
_RUNS: dict[str, str] = {}


def _fold_run(found: re.Match[str]) -> str:
    run = found.group()
    if len(run) > _KNOWN_RUN:
        return run.translate(_CHARACTERS)
    folded = _RUNS.get(run)
    if folded is None:
        if len(_RUNS) > 50_000:
            _RUNS.clear()
        folded = _RUNS[run] = run.translate(_CHARACTERS)
    return folded


def fold(text: str) -> str:
    """Folded text; `fold(text).split()` are its tokens. About 40 MB of French a second."""
    return _RUN.sub(_fold_run, text).encode().translate(_ASCII).decode()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that knows where each of its characters came from."""

    text: str
    folded_at: tuple[int, ...]  # from here on …
    shifts: tuple[int, ...]  # … the original is this much further

    def back(self, offset: int) -> int:
        """The original's offset of a folded one."""
        index = bisect_right(self.folded_at, offset) - 1
        return offset + (self.shifts[index] if index >= 0 else 0)


def is_dropped(character: str) -> bool:
    """Whether folding leaves nothing of a character: an accent of its own, a vowel sign."""
    return not _CHARACTERS[ord(character)] if character > "\x7f" else False


def fold_with_offsets(text: str) -> Folded:
    """As `fold`, with the way back. Costs little where nothing changes its length."""
    folded = fold(text)
    if text.isascii():
        return Folded(folded, (), ())
    places: list[int] = []
    shifts: list[int] = []
    shift = 0  # original minus folded
    for found in _RUN.finditer(text):
        run = found.group()
        if len(run) == len(run.translate(_CHARACTERS)) == 1:
            continue
        for index, character in enumerate(run, found.start()):
            length = len(_CHARACTERS[ord(character)])
            if length != 1:
                here = index - shift
                places += range(here + 1, here + length)
                shifts += (index - place for place in range(here + 1, here + length))
                shift += 1 - length
                places.append(here + length)
                shifts.append(shift)
    return Folded(folded, tuple(places), tuple(shifts))


def tokens(text: str) -> list[str]:
    """The folded tokens of a text."""
    return fold(unicodedata.normalize("NFC", text)).split()


def is_alone(token: str) -> bool:
    """Whether the token is of a script without blanks, where words are phrases of characters."""
    return len(token) == 1 and _within(_ALONE, ord(token))
