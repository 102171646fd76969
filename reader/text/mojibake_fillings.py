"""What a misread sequence that lost a byte can have been: characters, and nats against each.

Comes in: a text and where the broken sequence begins. Which of them is meant is `mojibake_lost`'s.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from reader.text.mojibake_codecs import Codec, codec
from reader.text.mojibake_cost import is_usual

LENGTHS = tuple(
    0 if byte < 0xC2 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4 if byte < 0xF5 else 0
    for byte in range(256)
)
_C1 = tuple(range(0x80, 0xA0))
_CONTROL = re.compile("[\x80-\x9f]")
_FAR = 6.0  # nats against a byte that the code page has, were it lost all the same
_FEW = 8  # bytes that a code page leaves empty
_LIKE_ISO = ("cp1252", "cp1254")
_PICTURES = ("\u2600", "\u27bf")  # that no letter but a space can complete
_SET = frozenset("‘’“”„‚–—‑")
_TRIMMED = 4.0  # and against a no-break space that went without a trace
_TYPOGRAPHIC = (0x80, 0x82, 0x84)  # what follows E2 in quotation marks, dashes, €, ™
_UNKNOWN = "\ufffd?"
_WINDOW = 5  # characters: a sequence, and the space behind it


class Filling(NamedTuple):
    """So many characters of the text stand for this one."""

    length: int
    char: str
    against: float  # nats
    is_set: bool  # where it stands tells which quotation mark it is


def fillings(text: str, start: int, name: str) -> tuple[Filling, ...]:
    """What the broken sequence at `start` can stand for, misread in the codec `name`."""
    window = text[start : start + _WINDOW]
    return _fillings(window, name, _losable(text, name), _has_controls(text))


@lru_cache(maxsize=1 << 12)
def _fillings(
    text: str, name: str, losable: tuple[int, ...], has_controls: bool
) -> tuple[Filling, ...]:
    table = codec(name)
    may_drop = bool(table.holes) or not has_controls
    near = set(_choices(text, table, table.holes or _C1, may_drop))
    far = set(_choices(text, table, losable, may_drop, is_trimmed=True)) - near
    choices = [(*choice, 0.0) for choice in near]
    choices += [(*choice, _TRIMMED if choice[1] == "à" else _FAR) for choice in far]
    is_wide = len(losable) > _FEW
    return tuple(
        Filling(length, char, against, is_wide and char in _SET)
        for length, char, against in sorted(choices)
        if is_usual(char) or _is_picture(text, length, char)
    )


def _is_picture(text: str, length: int, char: str) -> bool:
    return text[length - 1] == " " and _PICTURES[0] <= char <= _PICTURES[1]


@lru_cache(maxsize=8)
def _losable(text: str, name: str) -> tuple[int, ...]:
    """The bytes that can have been lost: those the code page leaves empty; all C1 where none of
    them is left (the text was read as ISO-8859, and the controls went), and Ž and ž are not either.
    """
    table = codec(name)
    if not table.holes or name not in _LIKE_ISO:
        return table.holes or _C1
    leads = "".join(re.escape(char) for char, byte in table.codes.items() if LENGTHS[byte])
    zone = "".join(re.escape(table.chars[byte]) for byte in _C1 if byte not in table.holes)
    if re.search(f"[{leads}][{zone}]", text) is None:
        return _C1
    more = (byte for byte in (0x8E, 0x9E) if re.search(f"[{leads}][Žž]", text) is None)
    return tuple(sorted({*table.holes, *more}))


def _choices(
    text: str, table: Codec, lost: tuple[int, ...], may_drop: bool, *, is_trimmed: bool = False
) -> Iterator[tuple[int, str]]:
    """Ends and characters the broken sequence at the start of `text` could stand for."""
    codes = table.codes
    lead = codes[text[0]]
    length = LENGTHS[lead]
    window: list[tuple[int, ...]] = [(lead,)]
    is_wide = len(lost) > _FEW
    end = 1
    while len(window) < length and end < len(text):
        code = codes.get(text[end], 0)
        if 0x80 <= code < 0xC0:
            window.append((code,))
        elif text[end] in _UNKNOWN:
            window.append(_TYPOGRAPHIC if is_wide and lead == 0xE2 and len(window) == 1 else lost)
        else:
            break
        end += 1
    lost = lost if may_drop else ()
    missing = length - len(window)
    if not missing:
        yield from ((end, char) for char in _decoded(product(*window)))
        return
    if text[end : end + 1] == " " and missing == 1 and codes.get("\u00a0") == 0xA0:
        for char in _decoded(product(*window, (0xA0,))):
            yield end + 1, char
            yield end, char  # two spaces had become one
    elif is_trimmed and missing == 1 and length == 2 and codes.get("\u00a0") == 0xA0:
        yield from ((end, char) for char in _decoded(product(*window, (0xA0,))))  # it was dropped
    if missing < 3 and lost and (missing == 1 or lead == 0xE2 or not is_wide):
        gone = [_TYPOGRAPHIC if is_wide and lead == 0xE2 else lost, lost][:missing]
        for place in range(1, len(window) + 1):
            filled = [*window[:place], *gone, *window[place:]]
            yield from ((end, char) for char in _decoded(product(*filled)))


@lru_cache(maxsize=2)
def _has_controls(text: str) -> bool:
    return _CONTROL.search(text) is not None


def _decoded(readings: Iterable[tuple[int, ...]]) -> Iterator[str]:
    for reading in readings:
        try:
            yield bytes(reading).decode("utf-8")
        except UnicodeDecodeError:
            continue
