"""The texts an article can be shown as: clean, raw, or with what was changed in its place.

In: an article, and what changed on the way to its text. Out: a `View`, which is an article again
(its text, its blocks), with marked changes and the way from offset to offset. Not here: which
edits there are (`library`), drawing (`paint`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reader.article import Article, Block, Edit
from reader.text import unseen
from reader.text.offsets import Change, Layer, apply, from_raw, to_raw

ARROW = "→"
_LONGEST_WORD = 40  # a change within a longer one (Chinese, an address) is shown alone
_LONGEST = 2_000  # of what is gone, shown whole


@dataclass(frozen=True, slots=True)
class Shown:
    """A change on screen: `[start, middle)` is what was there, `[new, end)` what is there now."""

    start: int
    middle: int
    new: int
    end: int
    edits: tuple[Edit, ...]  # in the coordinates of what was there
    is_side: bool = False  # one of them is to be seen in another pane


@dataclass(frozen=True, slots=True)
class View:
    """An article as one of its texts. Offsets outside are those of the article's own text."""

    name: str
    article: Article
    layers: tuple[Layer, ...] = ()  # from its own text to this one
    changes: tuple[Shown, ...] = ()
    is_plain: bool = False  # its markup is text like any other

    def there(self, offset: int) -> int:
        """An offset of the article's own text in this one."""
        return from_raw(self.layers, offset)

    def back(self, offset: int, *, is_end: bool = False) -> int:
        """An offset of this text in the article's own."""
        return to_raw(self.layers, offset, is_end=is_end)


def clean_view(article: Article) -> View:
    """The article as it is."""
    return View("clean", article)


def raw_view(article: Article, changes: Sequence[Change]) -> View:
    """The text as it came, invisible characters named."""
    edits = tuple(
        Edit("raw", c.edit.rule, c.start, c.end, article.text[c.start : c.end], c.edit.before)
        for c in changes
    )
    raw = apply(article.text, edits)
    named = tuple(unseen.visible_edits(raw))
    text = apply(raw, named)
    layers = (Layer("raw", edits), Layer(unseen.STAGE, named))
    blocks = (Block(0, len(text), "verse"),)
    return View("raw", replace(article, text=text, blocks=blocks), layers, is_plain=True)


def changes_view(article: Article, changes: Sequence[Change]) -> View:
    """The article's text with every change in its place: what was there, then what is there.

    Line ends of Windows that became plain ones are left out: every line would have one.
    """
    changes = [c for c in changes if (c.edit.before, c.edit.after) != ("\r\n", "\n")]
    edits: list[Edit] = []
    places: list[tuple[int, int, int, tuple[Edit, ...]]] = []
    for start, end, old, of_word in _words(article.text, changes):
        now = article.text[start:end]
        was, new = unseen.visible(old, with_spaces=True), unseen.visible(now, with_spaces=True)
        was = was if len(was) <= _LONGEST else f"{was[:_LONGEST]}…"
        arrow = ARROW if was and new else ""
        edits.append(Edit("shown", "changes", start, end, now, f"{was}{arrow}{new}"))
        places.append((len(was), len(was + arrow), len(was + arrow + new), of_word))
    layer = Layer("shown", tuple(edits))
    text = apply(article.text, edits)
    shown = tuple(_placed(layer, places))
    blocks = tuple(_blocks(article.blocks, layer, shown))
    return View(
        "changes", replace(article, text=text, blocks=blocks), (layer,), shown, is_plain=True
    )


def _placed(
    layer: Layer, places: Sequence[tuple[int, int, int, tuple[Edit, ...]]]
) -> Iterator[Shown]:
    shift = 0
    for edit, (middle, new, end, of_word) in zip(layer.edits, places, strict=True):
        start = edit.start + shift
        yield Shown(start, start + middle, start + new, start + end, of_word)
        shift += len(edit.after) - len(edit.before)


def _words(
    text: str, changes: Sequence[Change]
) -> Iterator[tuple[int, int, str, tuple[Edit, ...]]]:
    """Changes by word: its start and end, the word as it was, the edits in it."""
    for _, group in groupby(changes, key=lambda change: _key(text, change)):
        of_word = tuple(group)
        start, end = _reach(text, of_word[0], of_word[-1])
        parts, at = [], start
        for change in of_word:
            parts += [text[at : change.start], change.edit.before]
            at = change.end
        parts.append(text[at:end])
        yield start, end, "".join(parts), tuple(change.edit for change in of_word)


def _key(text: str, change: Change) -> tuple[int, int]:
    """The same for changes of one word; its own for any other."""
    start, end = _reach(text, change, change)
    is_own = (start, end) == (change.start, change.end)
    return (start, change.edit.start if is_own else -1)


def _reach(text: str, first: Change, last: Change) -> tuple[int, int]:
    """The word around a change of letters; else the change alone."""
    edit = first.edit
    is_in_word = not any(map(str.isspace, edit.before + edit.after)) and any(
        map(str.isalnum, edit.before + edit.after)
    )
    if not is_in_word:
        return first.start, last.end
    start, end = first.start, last.end
    while start and first.start - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - last.end < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return (start, end) if end - start <= _LONGEST_WORD else (first.start, last.end)


def _blocks(blocks: Sequence[Block], layer: Layer, shown: Sequence[Shown]) -> list[Block]:
    """The blocks in the new text, nothing folded; each change lies in one of them."""
    starts, ends = [each.start for each in shown], [each.end for each in shown]
    found: list[Block] = []
    for block in blocks:
        start, end = layer.forward(block.start), layer.forward(block.end)
        at = bisect_right(ends, start)
        if at < len(shown) and starts[at] < start:
            start = starts[at]  # in the middle of a changed word
        at = bisect_left(starts, end) - 1
        end = max(end, ends[at]) if at >= 0 else end
        found.append(replace(block, start=start, end=end, hidden=False))
    for each in shown:
        _take_in(found, each, is_break=any("\n" in edit.before for edit in each.edits))
    return found


def _take_in(blocks: list[Block], each: Shown, *, is_break: bool) -> None:
    """A change between two blocks: at the start of the second, or what ends lines, in the first."""
    at = bisect_right(blocks, each.start, key=lambda block: block.start) - 1
    if at >= 0 and each.end <= blocks[at].end:
        return
    is_next = at + 1 < len(blocks) and each.end == blocks[at + 1].start and not is_break
    if at < 0 or is_next:
        at = min(at + 1, len(blocks) - 1)
        blocks[at : at + 1] = [replace(b, start=each.start) for b in blocks[at : at + 1]]
    else:
        blocks[at] = replace(blocks[at], end=each.end)
