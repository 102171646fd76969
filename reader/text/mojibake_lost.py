"""Misread sequences that lost a byte: text in, the likeliest character for each out.

A no-break space that became a space, a byte the code page leaves empty that was dropped or became
U+FFFD or `?`. What is found is a guess by context, and every edit from it is marked as inferred.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from reader.text.mojibake_codecs import Codec, codec, reader
from reader.text.mojibake_cost import cost, is_plausible

_REACH = 24  # characters of context on each side
_MARGIN = 0.7  # nats between the best filling and the next
_GAIN = 1.5  # nats a filling must gain where the codec is known
_ALONE = 9.0  # and where it is not
_C1 = tuple(range(0x80, 0xA0))
_UNKNOWN = "\ufffd?"
_HINT = re.compile(
    "\ufffd|[ÃÂÅÄĂĹĐÐÑÎÏРС](?= )|[ÃÂÅÄĂĹÐÑÎÏ]$|â€(?![š›œžŸ˜™¢£¤¥¦§¨©ª«¬­®¯°±²³´µ])", re.M
)
_LONE = ("cp1252", "cp1250", "cp1251")
_LENGTHS = tuple(
    0 if byte < 0xC2 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4 if byte < 0xF5 else 0
    for byte in range(256)
)


@dataclass(frozen=True, slots=True)
class Patch:
    """The character that stands for the broken sequence at `[start, end)`."""

    start: int
    end: int
    char: str


def has_hint(text: str) -> bool:
    """Whether something looks as if a byte were lost, though nothing else is misread."""
    return _HINT.search(text) is not None


def find_patches(
    text: str, chain: tuple[str, ...], languages: tuple[str, ...], is_alone: bool = False
) -> list[Patch]:
    """Fillings for the broken sequences of `text`, misread as the first codec of `chain`."""
    names = _LONE if is_alone else dict.fromkeys((chain[0], "cp1252"))
    found: list[Patch] = []
    for name in names:
        taken = {at for patch in found for at in range(patch.start, patch.end)}
        for start in _broken(text, name):
            if start not in taken and (not found or start >= found[-1].end or name != chain[0]):
                patch = _fill(text, start, codec(name), chain, languages, is_alone)
                if patch and not taken & set(range(patch.start, patch.end)):
                    found.append(patch)
    return sorted(found, key=lambda patch: patch.start)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A lead with what may follow it, whole sequences first so that they are stepped over."""
    leads = "".join(re.escape(c) for c, byte in codec(name).codes.items() if _LENGTHS[byte])
    return re.compile(f"{codec(name).sequence.pattern}|(?P<lead>[{leads}])")


def _broken(text: str, name: str) -> Iterator[int]:
    for found in _pattern(name).finditer(text):
        if found["lead"]:
            yield found.start()


def _fill(
    text: str, start: int, table: Codec, chain: tuple[str, ...], languages: tuple[str, ...],
    is_alone: bool,
) -> Patch | None:  # fmt: skip
    """The best filling of the sequence that begins at `start`, if one is better than leaving it."""
    left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start), start - _REACH) + 1
    choices = []
    for end, char in _choices(text, start, table):
        right = re.compile(r"[ \n]|$").search(text, end)
        stop = min(right.start() if right else len(text), end + _REACH)
        before = _read(text[left:stop], chain)
        after = _read(text[left:start], chain) + char + _read(text[end:stop], chain)
        if is_plausible(after):
            gain = cost(before, languages) - cost(after, languages)
            choices.append((gain, Patch(start, end, char)))
    choices.sort(key=lambda choice: -choice[0])
    if not choices or choices[0][0] < (_ALONE if is_alone else _GAIN):
        return None
    close = [c for c in choices[1:] if choices[0][0] - c[0] < _MARGIN]
    return None if any(c[1].char != choices[0][1].char for c in close) else choices[0][1]


def _read(text: str, chain: tuple[str, ...]) -> str:
    for name in chain:
        text = reader(name)(text)
    return text


def _choices(text: str, start: int, table: Codec) -> Iterator[tuple[int, str]]:
    """Ends and characters the broken sequence could stand for."""
    codes = table.codes
    lead = codes[text[start]]
    length = _LENGTHS[lead]
    window: list[tuple[int, ...]] = [(lead,)]
    lost = table.holes or _C1
    end = start + 1
    while len(window) < length and end < len(text):
        code = codes.get(text[end], 0)
        if 0x80 <= code < 0xC0:
            window.append((code,))
        elif text[end] in _UNKNOWN:
            window.append(lost)
        else:
            break
        end += 1
    missing = length - len(window)
    if not missing:
        yield from ((end, char) for char in _decoded(product(*window)))
        return
    if text[end : end + 1] == " " and missing == 1 and codes.get("\u00a0") == 0xA0:
        yield from ((end + 1, char) for char in _decoded(product(*window, (0xA0,))))
    if missing < 3 and (missing == 1 or lead == 0xE2 or len(lost) < 8):
        for place in range(1, len(window) + 1):
            filled = [*window[:place], *[lost] * missing, *window[place:]]
            yield from ((end, char) for char in _decoded(product(*filled)))


def _decoded(readings: Iterable[tuple[int, ...]]) -> Iterator[str]:
    for reading in readings:
        try:
            yield bytes(reading).decode("utf-8")
        except UnicodeDecodeError:
            continue
