"""An article's text wrapped to a width: which text stands on which line.

A `Doc` comes in; lines go out as arrays of start, end and owner, made progressively: `advance`
works for some milliseconds, `reach_…` as far as needed. Offsets count characters of the article,
x counts cells from the text's left edge. Not here: colours and margins (`paint`).
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from reader.app import glyphs
from reader.app.document import Doc
from reader.app.wrapping import evenly, gaps, measured, wrapped
from reader.article import Block

_CHUNK = 16_384  # characters wrapped at once, so that one giant paragraph doesn't hold the screen
_EVEN_CHUNK = 4_096  # of justified text, which takes four times as long
_STEP = 64  # lines between two looks at the clock
BLANK = -1
_INDENTS = {"list_item": 2, "quote": 2, "verse": 4, "code": 1, "caption": 2, "credit": 2}
_DEEPEST = 8  # a list item's indent grows no further
_JUSTIFIED = frozenset(("paragraph", "quote", "list_item"))
_NEXT = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Extra:
    """A line that is no part of the text: of the head, or in place of folded blocks."""

    kind: str
    text: str


class Layout:
    """The wrapped lines; owner is a block's index, BLANK, or -2 - index of an extra.

    One that does not begin with the first block is for a quick look at a far place: as many blank
    lines as the text before may take stand for it, until a whole layout is there.
    """

    def __init__(
        self,
        doc: Doc,
        width: int,
        *,
        shows_hidden: bool = False,
        unfold: str = "",
        first: int = 0,
        is_airy: bool = False,
        spacing: int = 1,
        is_justified: bool = False,
        pads: Mapping[int, int] | None = None,
    ) -> None:
        self.doc = doc
        self.width = max(1, width)
        self.spacing = spacing  # 1: no line between two lines
        self.is_justified = is_justified
        self.shows_hidden = shows_hidden
        self.starts, self.ends, self.owners = array("l"), array("l"), array("l")
        self.extras: list[Extra] = []
        self.is_done = False
        self._unfold = unfold
        self._is_airy = is_airy  # a blank line more above the head, and one below it
        self._pads = pads or {}  # blank lines before a block, or at the end, for what lies beside
        self._first = first  # the block to begin with; what lies before is guessed, and blank
        self.base = 0  # lines guessed
        self._at = 0  # text wrapped so far
        self._work = self._wrap()

    # wrapping, bit by bit

    def advance(self, seconds: float) -> bool:
        """Wrap on for a while; True when all is wrapped."""
        deadline = perf_counter() + seconds
        while not self.is_done and perf_counter() < deadline:
            self._step()
        return self.is_done

    def reach_line(self, line: int) -> None:
        """Wrap until this line is there, or all is."""
        while not self.is_done and len(self.starts) <= line:
            self._step()

    def reach_offset(self, offset: int) -> None:
        """Wrap until the line of this offset is there, and the one after."""
        while not self.is_done and (not self.starts or self.starts[-1] <= offset):
            self._step()

    def finish(self) -> None:
        """Wrap all there is."""
        while not self.is_done:
            self._step()

    def _step(self) -> None:
        self.is_done = next(self._work, None) is None

    def height(self) -> int:
        """Lines in all; an estimate until all is wrapped."""
        known = len(self.starts)
        if self.is_done:
            return known
        left = len(self.doc.text) - self._at
        each = self._at / known if self._at > 4_000 else self.width / 2
        return known + int(left / max(1.0, each)) + 1

    # from text to screen and back

    def line_of(self, offset: int) -> int:
        """The line that shows an offset."""
        self.reach_offset(offset)
        return max(0, bisect_right(self.starts, offset) - 1)

    def block_of(self, line: int) -> int:
        """Index of the block a line shows, or -1."""
        self.reach_line(line)
        return max(-1, self.owners[line]) if 0 <= line < len(self.owners) else -1

    def extra_of(self, line: int) -> Extra | None:
        """The line's extra, if it is no text."""
        if not 0 <= line < len(self.owners) or self.owners[line] > -2:
            return None
        return self.extras[-2 - self.owners[line]]

    def cells(self, line: int) -> list[int]:
        """Cells of each character of a line, markers and invisible ones being 0."""
        start, end, owner = self.starts[line], self.ends[line], self.owners[line]
        text = self.doc.flat(start, end)
        if owner < 0:
            return [1] * len(text)
        widths = measured(text, start, self.doc.markers(owner))
        for place, more in self._gaps(line, text, widths).items():
            widths[place] += more
        return widths

    def gaps(self, line: int) -> Mapping[int, int]:
        """Cells added behind characters of a line, counted from its start, to justify it."""
        if not self.is_justified or self.owners[line] < 0:
            return {}
        start = self.starts[line]
        text = self.doc.flat(start, self.ends[line])
        widths = measured(text, start, self.doc.markers(self.owners[line]))
        return self._gaps(line, text, widths)

    def _gaps(self, line: int, text: str, widths: list[int]) -> Mapping[int, int]:
        owner, block = self.owners[line], self.doc.blocks[self.owners[line]]
        if not self.is_justified or not self._is_evened(owner):
            return {}
        if not _NEXT.search(self.doc.text, self.ends[line], block.end):
            return {}  # the last line
        if glyphs.has_ideographs(text):
            return {}
        room = self.width - self.hanging(owner) - sum(widths)
        return gaps(text, widths, room, self.starts[line])

    def _is_evened(self, index: int) -> bool:
        """The block's lines are justified, if any are."""
        return self.doc.blocks[index].kind in _JUSTIFIED and not self.doc.is_rtl(index)

    def indent(self, line: int) -> int:
        """Cells before the line's text, within the measure."""
        owner = self.owners[line]
        if owner < 0:
            return 0
        if self.doc.is_rtl(owner):
            return max(0, self.width - sum(self.cells(line)) - self.hanging(owner))
        return self.hanging(owner)

    def hanging(self, index: int) -> int:
        """Cells that a block stands in from the margin of its direction."""
        block = self.doc.blocks[index]
        indent = _INDENTS.get(block.kind, 0)
        if block.kind == "list_item":
            indent = max(indent, len(self.doc.bullet(index)) + 1) + 2 * min(block.level, _DEEPEST)
        return min(indent, self.width // 3)

    def x_of(self, offset: int) -> int:
        """The cell at which an offset stands on its line."""
        line = self.line_of(offset)
        before = offset - self.starts[line]
        return self.indent(line) + sum(self.cells(line)[:before])

    def offset_at(self, line: int, x: int) -> int:
        """The offset drawn at a cell of a line, the nearest where there is none."""
        self.reach_line(line)
        line = max(0, min(line, len(self.starts) - 1))
        widths = self.cells(line)
        inside = glyphs.reach(widths, max(0, x - self.indent(line)))
        text = self.doc.flat(self.starts[line], self.ends[line])
        return self.starts[line] + glyphs.cut_at(text, min(inside, max(0, len(widths) - 1)))

    # the work

    def _emit(self, start: int, end: int, owner: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.owners.append(owner)

    def _extra(self, kind: str, text: str, at: int) -> None:
        """An extra, wrapped to as many lines as it takes."""
        for start, end in wrapped(text, 0, (), self.width):
            self._emit(at, at, -2 - len(self.extras))
            self.extras.append(Extra(kind, text[start:end]))

    def _wrap(self) -> Iterator[bool]:
        """All lines in order; yields after each stretch of work, for the clock."""
        doc = self.doc
        title = doc.title_block if not self._first else -1
        if self._first:
            self._guess(doc.blocks[self._first].start)
        elif self._is_airy:
            self._emit(0, 0, BLANK)
        if title < 0 and not self._first:
            self._head(0)
        folded: list[int] = []
        previous = -1
        for index in range(self._first, len(doc.blocks)):
            block = doc.blocks[index]
            if block.hidden and not self.shows_hidden:
                folded.append(index)
                continue
            self._pad(index, block.start)
            if previous >= 0 or title < 0:
                self._fold(folded)
                self._gap(previous, index)
            yield from self._block(index, block)
            self._at = block.end
            if index == title:
                self._head(block.end)
            previous = index
        self._fold(folded)
        self._at = len(doc.text)
        self._pad(len(doc.blocks), self._at)

    def _pad(self, index: int, at: int) -> None:
        for _ in range(self._pads.get(index, 0)):
            self._emit(at, at, BLANK)

    def _guess(self, start: int) -> None:
        """Blank lines for the text before an offset."""
        self._at, self.base = start, int(start / self.width * 1.25) * self.spacing
        self.starts = array("l", [start]) * self.base
        self.ends = array("l", [start]) * self.base
        self.owners = array("l", [BLANK]) * self.base

    def _head(self, at: int) -> None:
        for line in self.doc.head():
            self._extra(line.kind, line.text, at)
        if self._is_airy:
            self._emit(at, at, BLANK)

    def _fold(self, folded: list[int]) -> None:
        """One line in place of the folded blocks so far; what the head shows needs none."""
        blocks = self.doc.blocks
        seen = [index for index in folded if blocks[index].kind != "meta"]
        folded.clear()
        if not seen:
            return
        count = self.doc.lines_hidden(seen[0], seen[-1])
        at = max(self._at, blocks[seen[0]].start) if self._at else self._at
        self._emit(at, at, BLANK)
        what = f"▸ {count} line{'s' if count > 1 else ''} of site furniture folded"
        self._extra("fold", f"{what} · {self._unfold} unfolds" if self._unfold else what, at)

    def _gap(self, previous: int, index: int) -> None:
        """Blank lines before a block."""
        start = self.doc.blocks[index].start
        is_code = self.doc.blocks[index].kind == "code"
        between = 0 if previous < 0 or is_code else self.spacing - 1
        for _ in range(self._space(previous, index) + between):
            self._emit(start, start, BLANK)

    def _emit_lines(self, lines: Sequence[tuple[int, int]], at: int, index: int) -> None:
        """Lines of a block, counted from `at`, each as far from the one before as is wished."""
        if self.spacing == 1:
            self.starts.extend([at + line[0] for line in lines])
            self.ends.extend([at + line[1] for line in lines])
            self.owners.extend([index] * len(lines))
            return
        for start, end in lines:
            is_first = not self.owners or self.owners[-1] != index
            for _ in range(0 if is_first else self.spacing - 1):
                self._emit(at + start, at + start, BLANK)
            self._emit(at + start, at + end, index)

    def _space(self, previous: int, index: int) -> int:
        blocks = self.doc.blocks
        kind = blocks[index].kind
        if previous < 0:
            return 1
        before = blocks[previous].kind
        if kind == "heading":
            return 1 if before in ("heading", "title") else 2
        if kind == "credit" and before == "caption":
            return 0
        is_run = kind == before and kind in ("list_item", "verse", "code", "quote", "meta")
        return 0 if is_run and self.doc.gap(index) <= 1 else 1

    def _block(self, index: int, block: Block) -> Iterator[bool]:
        if block.kind in ("code", "verse"):
            yield from self._kept_lines(index, block)
            return
        width = max(1, self.width - self.hanging(index))
        yield from self._stretch(index, block.start, block.end, width)

    def _kept_lines(self, index: int, block: Block) -> Iterator[bool]:
        """Lines that stay as they are: verse wraps where it must, code never."""
        width = max(1, self.width - self.hanging(index))
        at = block.start
        for count, line in enumerate(self.doc.text[block.start : block.end].split("\n")):
            end = at + len(line)
            if block.kind == "code" or not line:
                self._emit(at, end, index)
            else:
                yield from self._stretch(index, at, end, width)
            at = end + 1
            if not count % _STEP:
                yield True

    def _stretch(self, index: int, start: int, end: int, width: int) -> Iterator[bool]:
        """Wrap one run of text, chunk by chunk."""
        markers = self.doc.markers(index)
        is_evened = self.is_justified and self._is_evened(index)
        wrap, chunk = (evenly, _EVEN_CHUNK) if is_evened else (wrapped, _CHUNK)
        while start < end:
            stop = min(end, start + chunk)
            lines = list(wrap(self.doc.flat(start, stop), start, markers, width))
            if stop < end and len(lines) > 1:
                stop = start + lines.pop()[0]
            self._emit_lines(lines, start, index)
            start = self._at = stop
            yield True
