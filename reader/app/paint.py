"""One line of an article as segments: margin, indent, and text cut where its look changes.

A wrapped line and what is marked on it come in; Rich segments go out. Which style a name has is
asked of the widget, so colours are the theme's. Not here: wrapping, scrolling, keys.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style

from reader.app import glyphs
from reader.app.layout import BLANK, Layout
from reader.app.views import Shown
from reader.article import Annotation, Span

GUTTERS = {"yellow": "▌", "green": "┃", "blue": "║", "pink": "░", "violet": "┋"}
"""Colour of a highlight, and its sign in the margin where there is no colour."""
NOTE_SIGN = "✎"
MATCH_SIGN = "›"
_HEAD = {"title": "title", "untitled": "untitled", "fold": "fold", "byline": "byline"}
_INLINE = ("removed", "added", "change-current")
_SIDE = ("gone", "come", "side-current")
_MUTED = frozenset(("caption", "credit", "meta", "boilerplate"))


@dataclass(slots=True)
class Marks:
    """What lies over the text, in offsets: annotations, matches, and which of them is current."""

    annotations: list[Annotation] = field(default_factory=list)
    match_starts: list[int] = field(default_factory=list)
    match_ends: list[int] = field(default_factory=list)
    match: int = -1
    corrected: frozenset[int] = frozenset()  # starts of matches that are corrections
    annotation: str = ""
    link: Span | None = None
    has_article_note: bool = False
    changes: Sequence[Shown] = ()
    change: int = -1

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Keep those that have a place in the text."""
        placed = [a for a in annotations if a.state != "orphan" and a.start < a.end]
        self.annotations = sorted(placed, key=lambda a: (a.start, -a.end))
        self.has_article_note = any(a.kind == "note" and not a.quote for a in annotations)

    def set_matches(
        self, places: Sequence[tuple[int, int]], corrected: frozenset[int] = frozenset()
    ) -> None:
        """Keep them in order; none is current yet."""
        self.match_starts = [start for start, _ in places]
        self.match_ends = [end for _, end in places]
        self.match = -1
        self.corrected = corrected

    def on(self, start: int, end: int) -> list[Annotation]:
        """Annotations that touch a stretch."""
        return [a for a in self.annotations if a.start < end and a.end > start]

    def matches_on(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Matches that touch a stretch, and whether each is the current one."""
        first = bisect_right(self.match_ends, start)
        last = bisect_left(self.match_starts, end)
        for index in range(first, last):
            yield self.match_starts[index], self.match_ends[index], index == self.match

    def changes_on(self, start: int, end: int) -> Iterator[tuple[Shown, bool]]:
        """Changes that touch a stretch, and whether each is the current one."""
        at = bisect_right(self.changes, start, key=lambda change: change.end)
        while at < len(self.changes) and self.changes[at].start < end:
            yield self.changes[at], at == self.change
            at += 1

    def touch(self, start: int, end: int) -> bool:
        """Anything at all lies over a stretch."""
        if self.changes and any(self.changes_on(start, end)):
            return True
        if self.annotations and self.on(start, end):
            return True
        if self.link is not None and self.link.start < end and self.link.end > start:
            return True
        return bool(self.match_starts) and any(self.matches_on(start, end))


class Look:
    """Styles by name, and their combinations, made once."""

    def __init__(self, resolve: Callable[[str], Style]) -> None:
        self._resolve = resolve
        self._made: dict[tuple[str, ...], Style] = {}

    def style(self, *names: str) -> Style:
        """The styles laid over each other, the last on top."""
        made = self._made.get(names)
        if made is None:
            made = Style.combine([self._resolve(name) for name in names])
            self._made[names] = made
        return made


@dataclass(frozen=True, slots=True)
class Geometry:
    """Cells: the whole width, the text's left edge, the measure."""

    width: int
    left: int
    measure: int

    @classmethod
    def of(cls, width: int, measure: int) -> "Geometry":
        """Centre the measure; two cells to the left of it are the margin's signs."""
        width = max(1, width)
        text = max(1, min(measure, width - 3))
        left = min(width - 1, max(2, (width - text) // 2))
        return cls(width, left, text)


class Painter:
    """Draws lines of one layout."""

    def __init__(self, layout: Layout, marks: Marks, look: Look, geometry: Geometry) -> None:
        self._layout = layout
        self._doc = layout.doc
        self._marks = marks
        self.look = look
        self.geometry = geometry
        self._bare_owner, self._bare_is = BLANK, False

    def line(
        self, line: int, selected: Span | None = None, within: Span | None = None, caret: int = -1
    ) -> tuple[list[Segment], int]:
        """Segments of a line, and their cells; `within` is what a key would select."""
        layout = self._layout
        owner = layout.owners[line]
        if owner == BLANK:
            return self._padded([], 0)
        if owner < BLANK:
            return self._extra(line)
        start, end = layout.starts[line], layout.ends[line]
        if selected is None and within is None and self._is_bare(owner):
            text = self._doc.flat(start, end)
            if glyphs.is_narrow(text) and not self._marks.touch(start, end):
                return self._bare("".join(self._spread(line, text)), self._base(owner))
        block = self._doc.blocks[owner]
        base = self._base(owner)
        layers = self._layers(owner, start, end)
        if within:
            layers.insert(0, (within.start, within.end, "within"))
        if selected:
            layers.append((selected.start, selected.end, "selected"))
        if start <= caret < end:
            layers.append((caret, self._after(caret, end), "caret"))
        pieces = list(self._pieces(line, base, layers))
        if block.kind == "code":
            return self._code(line, pieces)
        lead = self._margin(line)
        lead += self._indent(line, owner, base)
        if layout.doc.is_rtl(owner):
            pieces += self._rtl_mark(line, owner, base)
        return self._padded([*lead, *pieces])

    def _is_bare(self, owner: int) -> bool:
        """The block is text and nothing else; most are, and lines of one come in a row."""
        if self._bare_owner != owner:
            doc = self._doc
            self._bare_owner = owner
            self._bare_is = (
                doc.blocks[owner].kind in ("paragraph", "heading")
                and not doc.inline(owner)
                and not doc.is_rtl(owner)
            )
        return self._bare_is

    def _bare(self, text: str, base: str) -> tuple[list[Segment], int]:
        """A line with nothing to it: most of a page, so its cells are counted once only."""
        width, left = self.geometry.width, self.geometry.left
        rest = width - left - len(text)
        if rest < 0:
            text, rest = text[:rest], 0
        ground = self.look.style("text")
        return [
            Segment(" " * left, ground),
            Segment(text, self.look.style(base)),
            Segment(" " * rest, ground),
        ], width

    def span(self, line: int) -> tuple[int, int]:
        """Start and end of a line's text."""
        return self._layout.starts[line], self._layout.ends[line]

    def _after(self, caret: int, end: int) -> int:
        """The end of the character at the caret, with what is drawn on it."""
        after = caret + 1
        while after < end and glyphs.joins(self._doc.text, after):
            after += 1
        return after

    def _base(self, owner: int) -> str:
        kind = self._doc.blocks[owner].kind
        if kind == "title":
            return "title"
        return kind if kind in ("heading", "quote", "code", "verse") or kind in _MUTED else "text"

    def _layers(self, owner: int, start: int, end: int) -> list[tuple[int, int, str]]:
        """What changes the look within a stretch; later ones lie on top."""
        marks = self._marks
        layers: list[tuple[int, int, str]] = [
            (one.start, one.end, "inline-code" if one.kind == "code" else one.kind)
            for one in self._doc.inline(owner)
            if one.kind != "marker" and one.start < end and one.end > start
        ]
        if marks.link and marks.link.start < end and marks.link.end > start:
            layers.append((marks.link.start, marks.link.end, "link-current"))
        reach = 0  # of the highlights before, which this one may overlap
        for made in marks.on(start, end):
            color = made.color if made.color in GUTTERS else "yellow"
            layers.append((made.start, made.end, f"mark-{color}"))
            if made.start < reach:
                layers.append((made.start, min(made.end, reach), "mark-twice"))
            reach = max(reach, made.end)
            if made.id == marks.annotation:
                layers.append((made.start, made.end, "mark-current"))
        for change, is_current in marks.changes_on(start, end):
            names = _SIDE if change.is_side else _INLINE
            layers.append((change.start, change.middle, names[0]))
            layers.append((change.new, change.end, names[1]))
            if is_current:
                layers.append((change.start, change.end, names[2]))
        for first, last, is_current in marks.matches_on(start, end):
            plain = "match-corrected" if first in marks.corrected else "match"
            layers.append((first, last, "match-current" if is_current else plain))
        return layers

    def _spread(self, line: int, text: str) -> Sequence[str]:
        """Each character of a line, those that justify it with spaces behind them."""
        gaps = self._layout.gaps(line)
        if not gaps:
            return text
        return [each + " " * gaps.get(place, 0) for place, each in enumerate(text)]

    def _pieces(
        self, line: int, base: str, layers: list[tuple[int, int, str]]
    ) -> Iterator[Segment]:
        """The line's text, cut wherever a layer begins or ends."""
        start, end = self.span(line)
        owner = self._layout.owners[line]
        text = self._doc.flat(start, end)
        spread = self._spread(line, text)
        markers = [m for m in self._doc.markers(owner) if m.start < end and m.end > start]
        if not layers and not markers:
            yield Segment(glyphs.shown("".join(spread)), self.look.style(base))
            return
        is_plain = glyphs.is_narrow(text)
        cuts = {start, end}
        for first, last in ((one[0], one[1]) for one in layers):
            cuts |= {max(start, min(first, end)), max(start, min(last, end))}
        for marker in markers:
            cuts |= {max(start, marker.start), min(end, marker.end)}
        if not is_plain:
            cuts = {start + glyphs.cut_at(text, cut - start) for cut in cuts}
        ordered = sorted(cuts)
        for first, last in zip(ordered, ordered[1:], strict=False):
            if any(m.start <= first and last <= m.end for m in markers):
                continue
            names = [name for begin, stop, name in layers if begin < last and stop > first]
            piece = "".join(spread[first - start : last - start])
            yield Segment(glyphs.shown(piece), self.look.style(base, *names))

    # around the text

    def _margin(self, line: int) -> list[Segment]:
        """The signs of highlights, notes and the current match, left of the text."""
        sign, name = self._sign(line)
        left = self.geometry.left
        if not name:
            return [Segment(" " * left, self.look.style("text"))]
        style = self.look.style("text", name)
        return [Segment(" " * (left - 2)), Segment(sign, style), Segment(" ")]

    def _sign(self, line: int) -> tuple[str, str]:
        layout, marks = self._layout, self._marks
        start, end = layout.starts[line], layout.ends[line]
        if any(is_current for *_, is_current in marks.matches_on(start, end)):
            return MATCH_SIGN, "sign"
        for change, is_current in marks.changes_on(start, end):
            if is_current:
                return MATCH_SIGN, "sign"
            if change.is_side and change.start < change.end:
                return ("-" if change.start < change.middle else "+"), "sign"
        touching = marks.on(start, end)
        if not touching:
            is_first = marks.has_article_note and layout.owners[line] == self._doc.title_block
            is_first = is_first and start == self._doc.blocks[self._doc.title_block].start
            return (NOTE_SIGN, "sign") if is_first else (" ", "")
        noted = [made for made in touching if made.note and start <= made.start]
        made = (noted or touching)[0]
        color = made.color if made.color in GUTTERS else "yellow"
        return (NOTE_SIGN if noted else GUTTERS[color]), f"gutter-{color}"

    def _indent(self, line: int, owner: int, base: str) -> list[Segment]:
        """What stands between margin and text: a bullet, a bar, or nothing."""
        layout, block = self._layout, self._doc.blocks[owner]
        indent = layout.indent(line)
        if not indent:
            return []
        if layout.doc.is_rtl(owner):
            return [Segment(" " * indent)]
        if block.kind == "quote":
            return [Segment("│".ljust(indent), self.look.style("text", "bar"))]
        if block.kind == "list_item" and layout.starts[line] == block.start:
            mark = glyphs.fitted(self._doc.bullet(owner), indent - 1)
            blank = indent - glyphs.width(mark) - 1
            return [Segment(f"{' ' * blank}{mark} ", self.look.style("text", "bullet"))]
        return [Segment(" " * indent)]

    def _rtl_mark(self, line: int, owner: int, base: str) -> list[Segment]:
        """Bullet or bar at the right, where a right-to-left line begins."""
        block = self._doc.blocks[owner]
        if block.kind == "quote":
            return [Segment(" │", self.look.style("text", "bar"))]
        if block.kind == "list_item" and self._layout.starts[line] == block.start:
            return [Segment(f" {self._doc.bullet(owner)}", self.look.style("text", "bullet"))]
        return []

    def _code(self, line: int, pieces: list[Segment]) -> tuple[list[Segment], int]:
        """A code line on its panel, cut at the pane's edge with a sign."""
        room = max(1, self.geometry.width - self.geometry.left - 1)
        panel = self.look.style("code")
        cells = sum(glyphs.width(piece.text) for piece in pieces) + 1
        body = [Segment(" ", panel), *pieces]
        if cells > room:
            body = [*_cropped(body, room - 1), Segment("›", self.look.style("code", "sign"))]
        else:
            body.append(Segment(" " * (max(cells, self.geometry.measure) - cells), panel))
        return self._padded([*self._margin(line), *body])

    def _extra(self, line: int) -> tuple[list[Segment], int]:
        extra = self._layout.extra_of(line)
        assert extra is not None  # the caller looked
        name = _HEAD.get(extra.kind, "byline" if extra.kind == "remark" else "meta")
        sign, gutter = " ", "text"
        if extra.kind == "title" and self._marks.has_article_note and line <= 1:
            sign, gutter = NOTE_SIGN, "sign"
        indent = 0
        if extra.kind != "fold" and self._doc.has_rtl_head:
            indent = max(0, self._layout.width - glyphs.width(extra.text))
        left = self.geometry.left
        return self._padded(
            [
                Segment(" " * (left - 2)),
                Segment(sign, self.look.style("text", gutter)),
                Segment(" " * (indent + 1)),
                Segment(extra.text, self.look.style(name)),
            ]
        )

    def _padded(
        self, segments: list[Segment], cells: int | None = None
    ) -> tuple[list[Segment], int]:
        """As wide as the pane, on the text's background."""
        width = self.geometry.width
        ground = self.look.style("text")
        if cells is None:
            cells = sum(glyphs.width(segment.text) for segment in segments)
        if cells > width:
            segments, cells = _cropped(segments, width), width
        segments = [s if s.style else Segment(s.text, ground) for s in segments if s.text]
        return [*segments, Segment(" " * (width - cells), ground)], width


def _cropped(segments: list[Segment], room: int) -> list[Segment]:
    """The segments that fit into `room` cells, filled up where a wide character was cut."""
    kept: list[Segment] = []
    for segment in segments:
        cells = glyphs.width(segment.text)
        if cells > room:
            part = segment.split_cells(room)[0] if room else Segment("", segment.style)
            return [*kept, part]
        kept.append(segment)
        room -= cells
    return kept
