"""What a line of text looks like by itself: the shapes that spacing, reflow and structure share.

Comes in: lines. Goes out: their kinds. What a line is in its document is `structure`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reader.text.alphabet import encoded

LineKind = Literal[
    "blank", "text", "bullet", "number", "heading", "quote", "table", "rule", "underline",
    "fence", "code", "meta",
]  # fmt: skip

_BULLETS = "•·▪▫◦‣⁃●○■□➢➤►▶▸✓✔✦"
BULLET = re.compile(rf"(?:[{_BULLETS}]\s*|[*+-]\s+)(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+(?=\S)")
HEADING = re.compile(r"(#{1,6})\s+(?=\S)|(={2,6})\s?(?=[^=\s][^=\n]{0,120}?\s?={2,6}\s*\Z)")
QUOTE = re.compile(r"(?:>\s*)+")
_RULE = re.compile(r"(?:[-*_=~•–—]\s?){3,}\Z")
_FENCE = re.compile(r"(?:```+|~~~+)\s*[\w+#.-]{0,20}\s*(?:\{[^`{}]{0,80}\})?\s*\Z")
_FRONT_KEY = re.compile(r"[A-Za-z][\w -]{0,40}\s*[:=](?:\s|\Z)|\s+\S|-\s|#")
_CODE = re.compile(
    r"[{};]\s*\Z|^\s*(?:def|class|import|from|return|elif|else:|try:|#include|function|var|let"
    r"|const|public|private|echo|sudo)\b.*[\w);:'\">]\Z|=>|==|!=|\(\)|</?[a-z]+>|\s--[a-z]{2,}|^\s*(?:for|while|if|with)\b.*:\s*\Z|^\s*[\w.]+\([^()\n]*\)\s*\Z|^\s*[\w.\[\]]+\s[-+*/]?=\s"
)
_STARTS_SPECIAL = frozenset(f"{_BULLETS}*+-#>|`~=_–—(")
_TERMINAL = tuple(".!?…。！？｡؟۔।॥።")
_STOPS = tuple(".。｡।॥۔።։")
_CLOSERS = "\"'»«”“’‘›‹)]}）」』》〉】*_ \u00a0\u202f"
_OPENERS = "\"'«“‘„‹([{（「『《〈【¿¡*_ \u00a0\u202f"
_NO_SPACE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_NO_SPACES = re.compile(f"{_NO_SPACE.pattern}+")


def ends_stop(line: str) -> bool:
    """Does it end with a full stop of any script (and not with three)?"""
    return line.endswith(_STOPS) and not line.endswith("...")


def ends_sentence(line: str) -> bool:
    """Does a sentence end here, closing quotes and brackets aside?"""
    return line.rstrip(_CLOSERS).endswith(_TERMINAL)


def ends_open(line: str) -> bool:
    """Does it stop in the middle: on a letter, a digit, a comma, a hyphen?"""
    last = line[-1:]
    return last.isalnum() or last in ",،、，-"


def starts_lower(line: str) -> bool:
    """Does it begin with a lowercase word (`iPhone` and `eBay` are none)?"""
    word = line.lstrip(_OPENERS)[:2]
    return word[:1].islower() and not word[1:2].isupper()


def starts_upper(line: str) -> bool:
    """Does it begin as a sentence can: uppercase, a digit, a letter without case?"""
    first = line.lstrip(_OPENERS)[:1]
    return first.isalnum() and not first.islower()


def has_no_spaces(character: str) -> bool:
    """Is it of a script that is written without spaces (not Korean)?"""
    return _NO_SPACE.match(character) is not None


def is_spaceless(text: str) -> bool:
    """Is it mostly written without spaces?"""
    sample = text[:400]
    if sample.isascii() or len(encoded(sample)) <= 2 * len(sample):
        return False  # such characters take three bytes
    return _is_spaceless(sample)


@lru_cache(maxsize=1 << 8)
def _is_spaceless(sample: str) -> bool:
    return 2 * sum(map(len, _NO_SPACES.findall(sample))) > len(sample)


@lru_cache(maxsize=8)
def _wide_pattern() -> re.Pattern[str]:
    return re.compile(
        "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
    )


def width(line: str) -> int:
    """Cells it takes, roughly: wide characters count two."""
    return len(line) if line.isascii() else len(line) + len(_wide_pattern().findall(line))


def words(text: str) -> int:
    """How many words it has; in scripts without spaces two characters count one."""
    return len(text) // 2 if is_spaceless(text) else text.count(" ") + 1


def indent_of(line: str) -> int:
    """Columns of white space it begins with; a tab counts four, an ideographic space two."""
    head = line[: len(line) - len(line.lstrip())]
    return len(head) + 3 * head.count("\t") + head.count("\u3000")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text's lines and their kinds, side by side."""

    texts: list[str]
    kinds: list[LineKind]


@lru_cache(maxsize=1)
def lines_of(text: str) -> Lines:
    """Its lines. The stages share them, so nobody may change them."""
    lines = text.split("\n")
    return Lines(lines, classify(lines))


def classify(lines: Sequence[str]) -> list[LineKind]:
    """The kind of each line. Front matter is "meta", what a fence or an indent holds "code"."""
    kinds: list[LineKind] = [_kind(line) for line in lines]
    front = front_matter_end(lines)
    kinds[:front] = ["meta"] * front
    if "fence" in kinds:
        _mark_fenced(kinds)
    _mark_indented(lines, kinds)
    if "underline" in kinds or "rule" in kinds:
        _mark_underlines(lines, kinds)
    if "number" in kinds:
        _unmark_lone_numbers(lines, kinds)
    if "bullet" in kinds:
        _unmark_spoken(lines, kinds)
    return kinds


def _kind(line: str) -> LineKind:
    first = line[:1]
    if first.isspace():
        line = line.strip()
        first = line[:1]
    if not first:
        return "blank"
    if first in _STARTS_SPECIAL:
        return _special(line, first)
    if line[1:3].strip("0123456789 ")[:1] in (".", ")") and NUMBER.match(line):
        return "number"
    return "text"


def _special(line: str, first: str) -> LineKind:
    if first == "#":
        return "heading" if HEADING.match(line) else "text"
    if first == ">":
        return "quote" if line.strip("> ") else "blank"
    if first == "=" and HEADING.match(line):
        return "heading"
    if first in "`~" and _FENCE.match(line):
        return "fence"
    if first == "|":
        return "table" if line.count("|") > 1 else "text"
    if len(line) < 80 and _RULE.match(line):
        return "underline" if not line.strip("=") or not line.strip("-") else "rule"
    if BULLET.match(line):
        return "bullet"
    return "number" if NUMBER.match(line) else "text"


def front_matter_end(lines: Sequence[str]) -> int:
    """How many lines at the top are front matter (between `---` or `+++`, keys inside), or 0."""
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return 0
    close = lines[0].rstrip()
    for at, line in enumerate(lines[1:200], 1):
        if line.rstrip() in (close, "..." if close == "---" else close):
            return at + 1 if at > 1 else 0
        if line.strip() and not _FRONT_KEY.match(line):
            return 0
    return 0


def _mark_fenced(kinds: list[LineKind]) -> None:
    """What stands between two fences is code; a fence that is never closed is a line of text."""
    fences = [at for at, kind in enumerate(kinds) if kind == "fence"]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        kinds[opening + 1 : closing] = ["code"] * (closing - opening - 1)
    if len(fences) % 2:
        kinds[fences[-1]] = "text"


def _mark_indented(lines: Sequence[str], kinds: list[LineKind]) -> None:
    """A group of lines indented by four or more, at least half of which look like code, is code."""
    if not any([line.startswith((" ", "\t")) for line in lines]):
        return
    group: list[int] = []
    for at, line in enumerate(lines):
        if (
            line[:1] in (" ", "\t")
            and kinds[at] not in ("blank", "code", "fence", "meta")
            and (indent_of(line) >= 4)
        ):
            group.append(at)
        elif group and kinds[at] != "blank":
            _mark_if_code(lines, kinds, group)
            group = []
    _mark_if_code(lines, kinds, group)


def _mark_if_code(lines: Sequence[str], kinds: list[LineKind], group: list[int]) -> None:
    if group and 2 * sum(_CODE.search(lines[at]) is not None for at in group) >= len(group):
        for at in range(group[0], group[-1] + 1):
            kinds[at] = "code"


def _mark_underlines(lines: Sequence[str], kinds: list[LineKind]) -> None:
    """`===` or `---` right under one short line of text is its underline, else a rule."""
    for at, kind in enumerate(kinds):
        if kind != "underline":
            continue
        above = kinds[at - 1] if at else "blank"
        alone = at < 2 or kinds[at - 2] in ("blank", "meta", "rule", "boilerplate")
        if above != "text" or not alone or len(lines[at - 1]) > 160:
            kinds[at] = "rule"


def _unmark_lone_numbers(lines: Sequence[str], kinds: list[LineKind]) -> None:
    """A number begins a list item only where the next or the one before stands near."""
    marks = [(at, _ordinal(lines[at])) for at, kind in enumerate(kinds) if kind == "number"]
    steps = {
        b[0]
        for a, b in zip(marks, marks[1:], strict=False)
        if b[1] - a[1] == 1 and b[0] - a[0] < 12
    }
    steps |= {
        a[0] for a, b in zip(marks, marks[1:], strict=False) if b[0] in steps and b[1] - a[1] == 1
    }
    for at, _ in marks:
        if at not in steps:
            kinds[at] = "text"


def _unmark_spoken(lines: Sequence[str], kinds: list[LineKind]) -> None:
    """A dash alone, before whole sentences, is somebody speaking."""
    filled = [at for at, kind in enumerate(kinds) if kind != "blank"]
    around: list[LineKind] = ["blank", *(kinds[at] for at in filled), "blank"]
    for number, at in enumerate(filled, 1):
        is_alone = "bullet" not in (around[number - 1], around[number + 1])
        is_dash = kinds[at] == "bullet" and lines[at].lstrip()[0] == "-"
        if is_dash and is_alone and ends_sentence(lines[at].rstrip()):
            kinds[at] = "text"


def _ordinal(line: str) -> int:
    found = NUMBER.match(line.strip())
    mark = found[1] if found else "0"
    return int(mark) if mark.isdigit() else ord(mark)
