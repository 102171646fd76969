"""Text to the form in which it is indexed and compared, and offsets back to the original.

In: any text. Out: lower-case tokens without accents, parted by blanks; CJK, kana and Thai stand
one character a token. Whatever changes a folded form must raise `VERSION`: an index holds folded
text, so another version means another index. Which words are looked for is `query`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

VERSION = 2

_RUN = re.compile("[^\x00-\x7f]+")
_FEW = 60  # different letters beyond ASCII in one text
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

_ALL_ASCII = bytes(range(128))
_ASCII_LINES = _ASCII[:10] + b"\n" + _ASCII[11:]


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
    return "".join(map(_part, plain))


def _part(character: str) -> str:
    """A character as it stands in a token, or alone, or as a blank."""
    if not character.isalnum() and unicodedata.category(character)[0] != "M":
        return " "
    return f" {character} " if _within(_ALONE, ord(character)) else character


class _Characters(dict[int, str]):
    """Code point → folded form, each worked out once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


class _Lengths(dict[str, int]):
    """Character → how long its folded form is."""

    def __missing__(self, character: str) -> int:
        length = self[character] = len(_CHARACTERS[ord(character)]) if character > "\x7f" else 1
        return length


_CHARACTERS = _Characters()
_LENGTHS = _Lengths()
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


@cache
def _latin() -> tuple[bytes, bytes]:
    """Latin-1 as it is folded, as words and as lines; what is not one letter of ASCII, as it is."""
    folded = {code: _CHARACTERS[code] for code in range(128, 256)}
    single = {code: ord(f) for code, f in folded.items() if len(f) == 1 and f.isascii()}
    codes = [single.get(code, code) for code in range(256)]
    return bytes(_ASCII[code] for code in codes), bytes(_ASCII_LINES[code] for code in codes)


def fold(text: str) -> str:
    """Folded text; `fold(text).split()` are its tokens."""
    return _fold(text, _ASCII, _latin()[0])


def fold_all(texts: Iterable[str]) -> list[str]:
    """`fold` of each text, of many short ones at once."""
    apart = [text.replace("\n", " ") for text in texts]
    if not apart:
        return []
    return _fold("\n".join(apart), _ASCII_LINES, _latin()[1]).split("\n")


def _fold(text: str, table: bytes, latin: bytes) -> str:
    """Every character beyond ASCII folded, then all of them by a table.

    The letters of Western Europe are in the table. Where there are few others, as in its texts,
    these are replaced one after the other in the whole text, which is far faster than going
    through it. Only if they leave ASCII behind: what one brings must not be replaced again.
    """
    with suppress(UnicodeEncodeError):
        data = text.encode("latin-1").translate(latin)
        if data.isascii():
            return data.decode()
    strange = _strange(text)
    if len(strange) > _FEW or not all(_CHARACTERS[ord(c)].isascii() for c in strange):
        return _RUN.sub(_fold_run, text).encode().translate(table).decode()
    for character in strange:
        if character > "\xff" or latin[ord(character)] > 127:
            text = text.replace(character, _CHARACTERS[ord(character)])
    return text.encode("latin-1").translate(latin).decode()


def _strange(text: str) -> list[str]:
    """The different characters beyond ASCII, the highest first: without them a text is smaller."""
    data = text.encode("utf-8", "surrogatepass").translate(None, _ALL_ASCII)
    return sorted(set(data.decode("utf-8", "surrogatepass")), reverse=True)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that knows where each of its characters came from.

    Few characters change their length in folding, so only those are kept.
    """

    text: str
    changed: Sequence[int] = ()  # where they stand in the original
    ends: Sequence[int] = ()  # where each ends in the folded text

    def back(self, offset: int) -> int:
        """The original's offset of a folded one; within what one character became, its own."""
        before = bisect_right(self.ends, offset)
        place = offset
        if before:
            place = self.changed[before - 1] + 1 + offset - self.ends[before - 1]
        return min(place, self.changed[before]) if before < len(self.changed) else place


def is_dropped(character: str) -> bool:
    """Whether folding leaves nothing of a character: an accent of its own, a vowel sign."""
    return not _CHARACTERS[ord(character)] if character > "\x7f" else False


def fold_with_offsets(text: str, folded: str | None = None) -> Folded:
    """As `fold`, with the way back; `folded` is the folded text where it is known already."""
    folded = fold(text) if folded is None else folded
    changing = "" if text.isascii() else "".join(filter(_changes_length, _strange(text)))
    if not changing:
        return Folded(folded)
    found = [each.start() for each in re.finditer(f"[{re.escape(changing)}]", text)]
    grown = accumulate(_LENGTHS[text[at]] - 1 for at in found)
    return Folded(folded, found, [at + 1 + more for at, more in zip(found, grown, strict=True)])


def _changes_length(character: str) -> bool:
    return _LENGTHS[character] != 1


def tokens(text: str) -> list[str]:
    """The folded tokens of a text."""
    return fold(unicodedata.normalize("NFC", text)).split()


def is_alone(token: str) -> bool:
    """Whether the token is of a script without blanks, where words are phrases of characters."""
    return len(token) == 1 and _within(_ALONE, ord(token))
