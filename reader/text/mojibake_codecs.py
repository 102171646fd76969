"""The single-byte codecs text is misread with, and UTF-8 read back out of them.

Codecs are "sloppy" as browsers are: a byte the code page leaves empty is the character of the same
number. Whether a reading is better is decided elsewhere.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from reader.text.kept import kept

# By how often they do the damage; of equal readings the first is told.
CODECS = (
    "cp1252", "iso8859_1", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257", "cp1255", "cp1256",
    "cp1258", "iso8859_15", "iso8859_2", "iso8859_16", "iso8859_9", "iso8859_7", "iso8859_5",
    "iso8859_13", "iso8859_4", "iso8859_10", "iso8859_3", "iso8859_14", "iso8859_6", "iso8859_8",
    "mac_roman", "cp437", "cp850", "cp852", "cp866", "koi8_r", "koi8_u", "mac_latin2",
    "mac_cyrillic", "mac_greek", "mac_turkish", "mac_iceland", "mac_croatian", "mac_romanian",
    "cp858", "cp855", "cp857", "cp737", "cp775", "cp860", "cp861", "cp862", "cp863", "cp864",
    "cp865", "cp869", "cp874", "cp1125", "cp720", "kz1048", "ptcp154", "hp_roman8",
)  # fmt: skip
_LONG = 5  # characters of a run that chance seldom fills
_ASCII = re.compile(r"[\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Codec:
    """A code page both ways."""

    name: str
    chars: tuple[str, ...]  # of each byte
    codes: dict[str, int]  # and back
    holes: tuple[int, ...]  # bytes the code page does not define


@cache
def codec(name: str) -> Codec:
    """The tables of one codec."""
    chars, holes = [], []
    for byte in range(256):
        char = bytes([byte]).decode(name, "replace")
        if char == "\ufffd" or len(char) != 1:
            holes.append(byte)
            char = chr(byte)
        chars.append(char)
    codes = {chars[byte]: byte for byte in range(255, 127, -1)}
    return Codec(name, tuple(chars), codes, tuple(holes))


@cache
def sequence(name: str) -> re.Pattern[str]:
    """What one misread UTF-8 sequence looks like in the codec."""
    codes = codec(name).codes
    two, three, four, trail = (
        _class(codes, low, high)
        for low, high in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4), (0x80, 0xBF))
    )
    half, high, low = (_class(codes, *r) for r in ((0xED, 0xED), (0xA0, 0xAF), (0xB0, 0xBF)))
    pair = f"{half}{high}{trail}{half}{low}{trail}"  # a surrogate pair, each half by itself
    return re.compile(f"{two}{trail}|{pair}|{three}{trail}{{2}}|{four}{trail}{{3}}")


@cache
def broken(name: str) -> re.Pattern[str]:
    """What is left of a sequence that lost a byte or more."""
    codes = codec(name).codes
    two, more, trail = (_class(codes, *r) for r in ((0xC2, 0xDF), (0xE0, 0xF4), (0x80, 0xBF)))
    rest = f"(?:{trail}\ufffd?|\ufffd(?:{trail}|\ufffd)?)?"
    return re.compile(f"(?:{two}\ufffd?|{more}{rest}|\ufffd)(?!{trail})")


def _class(codes: dict[str, int], low: int, high: int) -> str:
    chars = "".join(re.escape(c) for c, byte in codes.items() if low <= byte <= high)
    return f"[{chars}]" if chars else r"(?!)"


@cache
def reader(name: str) -> Callable[[str], str]:
    """A function that reads every misread sequence of a text as the UTF-8 it was."""
    table = codec(name)
    codes, pattern = table.codes, sequence(name)

    @lru_cache(maxsize=1 << 14)
    def decode(run: str) -> str:
        data = bytes(codes[char] for char in run)
        try:
            if len(data) == 6:
                data = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
                return data.decode("utf-16-le")
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return run

    return lambda text: pattern.sub(lambda found: decode(found[0]), text)


@cache
def _masks() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """For each character a bit a codec: where it leads two bytes, leads more, or trails."""
    two: dict[str, int] = {}
    more: dict[str, int] = {}
    trail: dict[str, int] = {}
    for bit, name in enumerate(CODECS):
        for char, byte in codec(name).codes.items():
            role = trail if byte < 0xC0 else two if 0xC2 <= byte < 0xE0 else more
            if byte not in (0xC0, 0xC1) and byte < 0xF5:
                role[char] = role.get(char, 0) | 1 << bit
    return two, more, trail


@kept(1 << 16)
def _run_mask(run: str) -> int:
    """The codecs that could have made the run; of a long one they must explain half."""
    two, more, trail = _masks()
    mask = 0
    for at in range(len(run) - 1):
        second = trail.get(run[at + 1], 0)
        if second:
            mask |= two.get(run[at], 0) & second
            if at + 2 < len(run):
                mask |= more.get(run[at], 0) & second & trail.get(run[at + 2], 0)
    for bit, name in enumerate(CODECS) if mask and len(run) >= _LONG else ():
        if mask >> bit & 1:
            explained = sum(len(found[0]) for found in sequence(name).finditer(run))
            if explained * 2 < len(run):
                mask ^= 1 << bit
    return mask


def runs_of(text: str) -> set[str]:
    """The distinct runs of characters outside ASCII; the cheapest look at a text there is."""
    return set(_ASCII.split(text))


def is_hot(run: str) -> bool:
    """Whether some codec could read misread UTF-8 in the run."""
    return len(run) > 1 and _run_mask(run) != 0


def candidates(runs: Iterable[str]) -> list[str]:
    """Codecs in which some run could be misread UTF-8."""
    mask = 0
    for run in runs:
        if len(run) > 1:
            mask |= _run_mask(run)
    return [name for bit, name in enumerate(CODECS) if mask >> bit & 1]


@lru_cache(maxsize=1 << 16)
def undone(char: str, true: str, wrong: str) -> str:
    """Take back a repair: `char` came from text misread as `true` but mended as `wrong`.

    "" when it can't have come about that way.
    """
    through, back = codec(wrong), codec(true).codes
    codes = []
    for byte in char.encode("utf-8", "surrogatepass"):
        code = back.get(through.chars[byte])
        if code is None and 0x80 <= byte <= 0x9F:
            code = back.get(chr(byte))
        if code is None:
            return ""
        codes.append(code)
    try:
        return bytes(codes).decode("utf-8")
    except UnicodeDecodeError:
        return ""
