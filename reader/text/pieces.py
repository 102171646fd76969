"""Clean text cut into pieces, each labelled by its own shape alone.

Comes in: clean text. Goes out: `Piece`s in order, markers and indents outside. What a piece is
among its neighbours (a title, a caption, furniture) is decided in `structure`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.article import Block, BlockKind
from reader.text.lines import BULLET, HEADING, NUMBER, QUOTE, LineKind, indent_of, lines_of

_CLOSING_HASHES = re.compile(r"\s+#+\Z|\s?={2,6}\Z")
_MARKS = "[*_`"
_MARKUP = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{1,2000}\)|\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"
)


@dataclass(slots=True)
class Piece:
    """A block in the making; offsets are in the document's clean text."""

    start: int
    end: int
    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    hidden: bool = False
    rule: str = ""
    gap: bool = False  # a blank line stands before it

    def hide(self, kind: BlockKind, rule: str) -> None:
        """Fold it away under a role."""
        self.kind, self.rule, self.hidden = kind, rule, True

    def become(self, kind: BlockKind, rule: str, level: int = 0) -> None:
        """Give it a role; it stays visible."""
        self.kind, self.rule, self.level = kind, rule, level

    def without_number(self) -> None:
        """Leave out the number before a title."""
        found = NUMBER.match(self.text)
        if found:
            self.start += found.end()
            self.text = self.text[found.end() :]

    def block(self, shift: int) -> Block:
        """As a block of the article that begins at `shift`."""
        return Block(
            self.start - shift, self.end - shift, self.kind, self.level, self.hidden, self.rule
        )


def plain(text: str) -> str:
    """A title without inline markup."""
    if any(map(text.__contains__, _MARKS)):
        text = _MARKUP.sub(lambda mark: mark[1] or "", text)
    return text.strip()


def find_pieces(text: str) -> list[Piece]:
    """All pieces of a text."""
    found = lines_of(text)
    lines, kinds = found.texts, found.kinds
    if kinds.count("text") + kinds.count("blank") == len(kinds):
        return list(_of_plain(lines))
    return list(_of_marked(text, lines, kinds))


def _of_plain(lines: Sequence[str]) -> Iterator[Piece]:
    """The short way: paragraphs and nothing else."""
    start = 0
    gap = False
    for line in lines:
        text = line.strip()
        if text:
            lead = line.index(text[0]) if line[0] != text[0] else 0
            yield Piece(start + lead, start + lead + len(text), text, gap=gap)
            gap = False
        else:
            gap = True
        start += len(line) + 1


def _of_marked(text: str, lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Piece]:
    starts = _starts(lines)
    gap = False
    at = 0
    while at < len(lines):
        kind = kinds[at]
        stop = at + 1
        if kind == "blank":
            gap = True
        elif kind in ("meta", "code", "table"):
            while stop < len(lines) and kinds[stop] == kind:
                stop += 1
            yield _block_of_lines(
                text, starts[at], starts[stop - 1] + len(lines[stop - 1]), kind, gap
            )
            gap = False
        elif kind not in ("fence", "underline"):
            below = kinds[stop] if stop < len(lines) else "blank"
            piece = _of_line(lines[at], starts[at], kind, gap)
            if below == "underline" and kind == "text":
                piece.become("heading", "underlined", 1 if lines[stop][0] == "=" else 2)
            yield piece
            gap = False
        at = stop


def _starts(lines: Sequence[str]) -> list[int]:
    starts: list[int] = []
    start = 0
    for line in lines:
        starts.append(start)
        start += len(line) + 1
    return starts


def _block_of_lines(text: str, start: int, end: int, kind: LineKind, gap: bool) -> Piece:
    piece = Piece(start, end, text[start:end], "code", rule=kind, gap=gap)
    if kind == "meta":
        piece.hide("meta", "front-matter")
    return piece


def _of_line(line: str, start: int, kind: LineKind, gap: bool) -> Piece:
    """A line without its marker; a number stays, for it is part of what is read."""
    text = line.rstrip()
    lead = len(text) - len(text.lstrip())
    block: BlockKind = "paragraph"
    level = 0
    marker = {"heading": HEADING, "bullet": BULLET, "quote": QUOTE}.get(kind)
    found = marker.match(text, lead) if marker else None
    if kind == "heading" and found:
        block, level = "heading", len(found[1] or found[2])
        without = _CLOSING_HASHES.sub("", text)
        text = without if len(without) > found.end() else text
    elif kind in ("bullet", "number"):
        indent = indent_of(line)
        block, level = "list_item", max(1, (indent + 2) // 4) if indent else 0
    elif kind == "quote" and found:
        block, level = "quote", found[0].count(">")
    begin = min(found.end() if found else lead, len(text))
    piece = Piece(start + begin, start + len(text), text[begin:], block, level, gap=gap)
    if kind == "rule":
        piece.hide("boilerplate", "rule")
    else:
        piece.rule = kind if kind != "text" else ""
    return piece
