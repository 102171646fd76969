"""What text looks like in a terminal: what is drawn of it, how wide, where it may break.

In goes one line's text without newlines; out come drawn text and cells. Widths agree with Rich but
for vowel signs that stand beside their letter (Devanagari and its kin), to which most terminals
give a cell that Rich does not count. Not here: blocks and wrapped lines (`layout`).
"""

import os
import re
import unicodedata
from collections.abc import Sequence

from rich.cells import cell_len, get_character_cell_size

_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
ZWJ = "\u200d"

UNSAFE = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
"""Inside of a character class: controls, line separators, bidi controls, tags, surrogates."""

# Rich takes any a + ZWJ + b as one cell and a soft hyphen as one: neither is drawn, save where a
# script joins letters with it. More than four accents on one letter only hide its neighbours.
_DROPPED = re.compile(
    f"[{UNSAFE}\u00ad\u200b\u2060-\u2064\ufeff]"
    f"|(?<![{_EMOJI}{_VIRAMAS}]){ZWJ}|{ZWJ}(?![\u0900-\u0dff{_EMOJI}])"
    f"|(?<=[{_MARKS}]{{4}})[{_MARKS}]"
)
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0620-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u1e00-\u1fff\u2010-\u2027\u202f-\u205f\u20a0-\u20bf"
    "\u2100-\u22ff\u2500-\u25fc]*"
)
_CJK = re.compile(
    "[\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff]"
)
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー）」』】〕〉》］｝”’…‥々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
    ",.;:!?)]}»%"
)
_NEVER_LAST = frozenset("（「『【〔〈《［｛“‘([{«")
_SELECTORS = frozenset("\ufe0e\ufe0f")


DRAWS_CLUSTERS = os.environ.get("TERM") in ("xterm-kitty", "xterm-ghostty")
"""The terminal draws and measures what belongs together as one."""
_BESIDE = 0 if DRAWS_CLUSTERS else 1
"""Cells of a vowel sign beside its letter (category Mc): one by the C library's tables, which
tmux, xterm, VTE and others follow; none where a terminal draws whole clusters."""


class _Cells(dict[str, int]):
    """Cells of one character drawn alone, looked up once."""

    def __missing__(self, character: str) -> int:
        dropped = character != ZWJ and _DROPPED.match(character)
        cells = 0 if dropped else get_character_cell_size(character)
        if not cells and unicodedata.category(character) == "Mc":
            cells = _BESIDE
        self[character] = cells
        return cells


_cells = _Cells()


def is_narrow(text: str) -> bool:
    """Every character is drawn, and takes one cell."""
    return text.isascii() and text.isprintable() or _NARROW.fullmatch(text) is not None


def has_ideographs(text: str) -> bool:
    """Some of it is written without spaces between words."""
    return not text.isascii() and _CJK.search(text) is not None


def shown(text: str) -> str:
    """What is drawn of it: no controls, no bidi overrides, nothing that Rich miscounts."""
    return text if is_narrow(text) else _DROPPED.sub("", text)


def cells(text: str) -> list[int]:
    """Cells of each character, those that are not drawn being 0."""
    table = _cells
    widths = [table[character] for character in text]
    if ZWJ in text or "\ufe0f" in text:
        _settle_joins(text, widths)
    return widths


def width(text: str) -> int:
    """Cells that a text takes on screen."""
    return len(text) if is_narrow(text) else sum(cells(text))


def _settle_joins(text: str, widths: list[int]) -> None:
    """A drawn joiner swallows the next drawn character; selector 16 may widen the one before."""
    dropped = {index for match in _DROPPED.finditer(text) for index in range(*match.span())}
    last, swallows = "", False
    for index, character in enumerate(text):
        if index in dropped:
            continue
        if swallows:
            widths[index], swallows = 0, False
        elif character == ZWJ:
            swallows = True
        elif character == "\ufe0f":
            widths[index] = cell_len(last + character) - cell_len(last) if last else 0
            last = ""
        elif widths[index]:
            last = character


def joins(text: str, index: int) -> bool:
    """The character is drawn on the one before it, so nothing may be cut between them."""
    if not 0 < index < len(text):
        return False
    character = text[index]
    return (
        unicodedata.category(character)[0] == "M"
        or character == ZWJ
        or character in _SELECTORS
        or (text[index - 1] == ZWJ and not _DROPPED.match(text, index - 1))
    )


def cut_at(text: str, index: int) -> int:
    """The nearest place at or before `index` where the text may be cut."""
    while joins(text, index):
        index -= 1
    return index


def may_break(text: str, index: int) -> bool:
    """A line may end before this character: after a zero width space, or beside an ideograph."""
    before, after = text[index - 1], text[index]
    if before == "\u200b":
        return True
    if not (_CJK.match(after) or _CJK.match(before)):
        return False
    return after not in _NEVER_FIRST and before not in _NEVER_LAST and not joins(text, index)


def is_rtl(text: str) -> bool:
    """The first letter with a direction is written from the right."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def fitted(text: str, width: int) -> str:
    """What is drawn of the text, cut with … to `width` cells."""
    drawn = shown(text)
    widths = cells(drawn)
    if sum(widths) <= width:
        return drawn
    return drawn[: reach(widths, max(0, width - 1))] + "…"


def reach(widths: Sequence[int], width: int) -> int:
    """How many characters fit into `width` cells."""
    total = 0
    for index, one in enumerate(widths):
        total += one
        if total > width:
            return index
    return len(widths)
