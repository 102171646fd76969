"""Two articles side by side: what differs, marked in both, and blocks that belong together.

Two articles come in. Out come the two as views of themselves with the same changes in the same
order, and how many blank lines before which block make equal text stand on equal lines. Pure. Not
here: finding the differences (`text.differences`), the panes (`side_pane`).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.app.layout import Layout
from reader.app.views import Shown, View
from reader.article import Article
from reader.text.differences import differences
from reader.text.offsets import Change

SIDE = "side"
_KIN = 0.25  # of the longer text that must be the same, or the two are different articles

Pads = dict[int, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two articles, and what makes the right one of the left one."""

    left: Article
    right: Article
    changes: tuple[Change, ...]
    is_kin: bool  # else everything differs, and nothing is marked

    @classmethod
    def of(cls, left: Article, right: Article) -> "Beside":
        """Compare them; of a long text better in a thread."""
        found = differences(left.text, right.text)
        kept = len(right.text) - sum(change.end - change.start for change in found)
        is_kin = kept >= _KIN * max(len(left.text), len(right.text))
        return cls(left, right, tuple(found), is_kin)

    def seen(self, *, shows_hidden: bool) -> list[Change]:
        """The changes; what lies in folded furniture on both sides is left out."""
        if not self.is_kin:
            return []
        return [
            change
            for change in self.changes
            if shows_hidden
            or not _is_hidden(self.right, change.start)
            or not _is_hidden(self.left, change.edit.start)
        ]

    def views(self, *, shows_hidden: bool) -> tuple[View, View]:
        """Both articles, each with its side of the changes."""
        left, right = [], []
        for change in self.seen(shows_hidden=shows_hidden):
            edit, of = change.edit, (change.edit,)
            left.append(Shown(edit.start, edit.end, edit.end, edit.end, of, True))
            right.append(Shown(change.start, change.start, change.start, change.end, of, True))
        return (
            View(SIDE, self.left, changes=tuple(left)),
            View(SIDE, self.right, changes=tuple(right)),
        )

    def to_right(self, offset: int) -> int:
        """About where an offset of the left text is in the right one."""
        at = bisect_right(self.changes, offset, key=lambda change: change.edit.start) - 1
        if at < 0:
            return offset
        change = self.changes[at]
        return min(len(self.right.text), change.end + max(0, offset - change.edit.end))

    def pairs(self, *, shows_hidden: bool) -> list[tuple[int, int]]:
        """Indices of blocks that begin at the same place of both texts, the left one's first."""
        if not self.is_kin:
            return []
        ends = [change.edit.end for change in self.changes], [c.end for c in self.changes]
        begins = [change.edit.start for change in self.changes], [c.start for c in self.changes]
        left = _places(self.left, begins[0], ends[0], shows_hidden=shows_hidden)
        right = _places(self.right, begins[1], ends[1], shows_hidden=shows_hidden)
        return [(left[place], index) for place, index in right.items() if place in left]


def _places(
    article: Article, begins: Sequence[int], ends: Sequence[int], *, shows_hidden: bool
) -> dict[tuple[int, int, bool], int]:
    """Blocks by where they begin: after how many changes, and how many letters after the last.

    Spaces are not counted, since those alone are no difference. A block that begins with a change
    does so in both texts.
    """
    found: dict[tuple[int, int, bool], int] = {}
    at, letters, done = 0, 0, 0
    for index, block in enumerate(article.blocks):
        while done < len(begins) and begins[done] < block.start:
            at, letters, done = ends[done], 0, done + 1
        if block.start < at:
            continue  # inside a change
        letters += len("".join(article.text[at : block.start].split()))
        at = block.start
        is_changed = done < len(begins) and begins[done] == block.start < ends[done]
        if shows_hidden or not block.hidden:
            found.setdefault((done, letters, is_changed), index)
    return found


def _is_hidden(article: Article, offset: int) -> bool:
    at = bisect_right(article.blocks, offset, key=lambda block: block.start) - 1
    return at >= 0 and article.blocks[at].hidden


def pads(left: Layout, right: Layout, pairs: Sequence[tuple[int, int]]) -> tuple[Pads, Pads]:
    """Blank lines before blocks so that pairs begin on the same line, and both end on one."""
    left.finish()
    right.finish()
    more: tuple[Pads, Pads] = ({}, {})
    added = [0, 0]

    def level(lines: tuple[int, int], blocks: tuple[int, int]) -> None:
        lead = lines[0] + added[0] - lines[1] - added[1]
        if lead:
            short = 1 if lead > 0 else 0
            more[short][blocks[short]] = abs(lead)
            added[short] += abs(lead)

    for one, other in pairs:
        starts = left.doc.blocks[one].start, right.doc.blocks[other].start
        level((left.line_of(starts[0]), right.line_of(starts[1])), (one, other))
    if pairs:
        level((left.height(), right.height()), (len(left.doc.blocks), len(right.doc.blocks)))
    return more
