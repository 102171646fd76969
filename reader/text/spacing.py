"""Stage "space": white space that says nothing, and a metadata prefix.

Comes in: text with `\\n` as its only line end. Goes out: edits. Spaces inside a line stay (French
ones before `;:!?»` above all); tabs become spaces. Joining lines is `reflow`'s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.article import Edit
from reader.text.alphabet import alphabet
from reader.text.lines import LineKind, classify, ends_sentence, indent_of

STAGE = "space"
PREFIX = re.compile(
    r"\s*date[ :]{1,3}((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?)[^\S\n]+(?=\S)"
)
_TABS = re.compile(r"\t+")
_WRAPPED = 120  # a longer line was not wrapped by hand


@dataclass(slots=True)
class _Line:
    start: int  # of its indent
    text: str  # without trailing space
    kind: LineKind
    gap: int  # blank lines before it


def space_edits(text: str, *, is_markdown: bool = False) -> list[Edit]:
    """What to change, in one pass over the lines."""
    if not _is_needed(text):
        return []
    edits: list[Edit] = []
    prefix = PREFIX.match(text)
    done = prefix.end() if prefix else 0
    if prefix:
        edits.append(Edit(STAGE, "metadata-prefix", 0, done, prefix[0], ""))
    lines = list(_lines(text, done))
    indents = _indents(lines)
    for line in lines:
        edits.extend(_gap(text, done, line, is_markdown))
        edits.extend(_inside(line, indents.get(line.start)))
        done = line.start + len(line.text)
    tail = text[done:]
    after = "\n" if "\n" in tail and lines else ""
    if tail != after:
        edits.append(Edit(STAGE, "trailing-space", done, len(text), tail, after))
    return edits


def _is_needed(text: str) -> bool:
    """A quick look by substring searches alone: clean text is most text."""
    if not text:
        return False
    spaces = {character for character in alphabet(text) if character.isspace()} - {"\n"} | {" "}
    return (
        "\t" in spaces
        or "\n\n\n" in text
        or text.endswith("\n\n")
        or text[0].isspace()
        or text[-1] in spaces
        or PREFIX.match(text) is not None
        or any(space + "\n" in text or "\n" + space in text for space in spaces)
    )


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that hold something, from `start` on."""
    raw = text[start:].split("\n")
    kinds = classify(raw)
    gap = 0
    for line, kind in zip(raw, kinds, strict=True):
        stripped = line.rstrip()
        if stripped:
            yield _Line(start, stripped, kind, gap)
            gap = 0
        else:
            gap += 1
        start += len(line) + 1


def _gap(text: str, done: int, line: _Line, is_markdown: bool) -> Iterator[Edit]:
    """Between the last line's end and this one's start: spaces, then at most one blank line."""
    if done == 0 or done == line.start:  # the top
        if line.start > done:
            yield Edit(STAGE, "blank-lines", done, line.start, text[done : line.start], "")
        return
    newline = text.find("\n", done, line.start)
    if newline < 0:  # right behind a prefix
        return
    spaces = text[done:newline]
    is_hard_break = is_markdown and spaces.startswith("  ") and not line.gap
    if spaces and not is_hard_break:
        yield Edit(STAGE, "trailing-space", done, newline, spaces, "")
    rest = text[newline + 1 : line.start]
    after = "\n" if line.gap and line.kind != "code" else "\n" * line.gap
    if rest != after:
        rule = "blank-lines" if line.gap > 1 else "trailing-space"
        yield Edit(STAGE, rule, newline + 1, line.start, rest, after)


def _inside(line: _Line, indent: str | None) -> Iterator[Edit]:
    """The indent (None leaves it) and the tabs of a line."""
    size = len(line.text) - len(line.text.lstrip())
    if indent is not None and indent != line.text[:size]:
        rule = "indented-paragraph" if indent else "indent"
        yield Edit(STAGE, rule, line.start, line.start + size, line.text[:size], indent)
        tabs_from = size
    else:
        tabs_from = 0
    if "\t" not in line.text:
        return
    for tab in _TABS.finditer(line.text, tabs_from):
        after = " " * 4 * len(tab[0]) if tab.end() <= size or line.kind == "code" else " "
        yield Edit(STAGE, "tab", line.start + tab.start(), line.start + tab.end(), tab[0], after)


def _indents(lines: list[_Line]) -> dict[int, str]:
    """What the indent of a line becomes, by its start; code and nested items keep theirs."""
    bullets = [indent_of(line.text) for line in lines if line.kind in ("bullet", "number")]
    outermost = min(bullets, default=0)
    indents: dict[int, str] = {}
    for at, line in enumerate(lines):
        if not line.text[0].isspace() or line.kind in ("code", "fence", "meta"):
            continue
        if line.kind in ("bullet", "number") and indent_of(line.text) > outermost:
            continue
        indents[line.start] = "\n" if _begins_paragraph(lines, at) else ""
    return indents


def _begins_paragraph(lines: list[_Line], at: int) -> bool:
    """Is it the indented first line of a paragraph, with wrapped lines above and below?"""
    line = lines[at]
    if line.gap or not at or line.kind != "text" or at + 1 == len(lines):
        return False
    above, below = lines[at - 1], lines[at + 1]
    return (
        above.kind == below.kind == "text"
        and not below.gap
        and not below.text[0].isspace()
        and ends_sentence(above.text)
        and max(len(above.text), len(line.text)) < _WRAPPED
    )
