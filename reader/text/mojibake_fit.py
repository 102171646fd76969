"""Does a character that fills a gap fit where it stands? Nats against it, by its neighbours alone.

Comes in: the text with the gap and the filling, or what they make. What a word costs is
`mojibake_cost`'s, which fillings there are `mojibake_lost`'s.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.text.mojibake_cost import is_usual

_OPEN = frozenset(" \t\n\u00a0([—–-")
_CLOSED = frozenset(" \t\n\u00a0.,;:!?)]\ufffd")
_LOW_QUOTES = frozenset(("de", "cs", "sk", "pl", "hu", "ro", "hr", "sl", "bg", "lt", "et", "is"))
_MISSET = 6.0  # nats
_LEFT = 5.0  # nats against a space that is left over, as it can be the lost byte itself
_BEFORE_STOP = re.compile(r" [.,)\]}](?!\w)")


@dataclass(frozen=True, slots=True)
class Patch:
    """The character that stands for the broken sequence at `[start, end)`."""

    start: int
    end: int
    char: str
    against: float = 0.0  # nats
    is_set: bool = False  # where it stands tells which quotation mark it is


def misfit(text: str, patches: Iterable[Patch], languages: tuple[str, ...]) -> float:
    """Nats against the fillings, each by itself."""
    return sum(
        patch.against + (_setting(text, patch, languages[0]) if patch.is_set else 0.0)
        for patch in patches
    )


def left_over(text: str, patches: Iterable[Patch], after: str) -> float:
    """Nats against spaces that they leave in what they make."""
    return _LEFT * len(_BEFORE_STOP.findall(after)) + sum(_beside(text, each) for each in patches)


def _beside(text: str, patch: Patch) -> float:
    """The space behind a filling is the byte which is missing, most likely, all the more if
    another space stands behind it.
    """
    data = patch.char.encode("utf-8", "surrogatepass")
    is_last = patch.end - patch.start == len(data) - 1 and data[-1] != 0xA0
    if not is_last or text[patch.end : patch.end + 1] != " ":
        return 0.0
    char = (data[:-1] + b"\xa0").decode("utf-8", "replace")
    if not is_usual(char) or (char.isupper() and text[patch.start - 1 : patch.start].islower()):
        return 0.0  # no reading with the space either
    return _LEFT * (1 + text.startswith("  ", patch.end))


def _setting(text: str, patch: Patch, language: str) -> float:
    """Nats against a quotation mark or a dash that does not stand where printers set it."""
    before, behind = text[: patch.start][-1:], text[patch.end : patch.end + 1]
    is_open, is_closed = not before or before in _OPEN, not behind or behind in _CLOSED
    low = language in _LOW_QUOTES
    if before.isalnum() and behind.isalnum():
        wanted = "’"
    elif is_open and is_closed:
        wanted = "—" if language == "en" else "–"
    elif is_open:
        wanted = "„" if low else "“"
    else:
        wanted = "“" if low and language not in ("pl", "hu", "ro", "hr") else "”"
    return 0.0 if patch.char == wanted else _MISSET
