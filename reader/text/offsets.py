"""Edits to text and back, and what an offset on one side is on the other.

Comes in: sorted, non-overlapping edits of one stage, in coordinates of that stage's input. Goes
out: texts and offsets. Which edits to make is not decided here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from reader.article import Confidence, Edit

_DOUBT: tuple[Confidence, ...] = ("certain", "likely", "inferred")


@dataclass(frozen=True, slots=True)
class Layer:
    """One stage's edits, ready for lookups: a bisect and a shift each."""

    stage: str
    edits: tuple[Edit, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _places: list[int] = field(init=False, repr=False, compare=False)  # starts in the output

    def __post_init__(self) -> None:
        places: list[int] = []
        shift = 0
        for edit in self.edits:
            places.append(edit.start + shift)
            shift += len(edit.after) - (edit.end - edit.start)
        object.__setattr__(self, "_starts", [edit.start for edit in self.edits])
        object.__setattr__(self, "_places", places)

    def forward(self, offset: int) -> int:
        """An offset of the input in the output; inside a change, as far in as it goes."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        edit, place = self.edits[at], self._places[at]
        if offset >= edit.end:
            return place + len(edit.after) + offset - edit.end
        return place + min(offset - edit.start, len(edit.after))

    def back(self, offset: int, *, is_end: bool = False) -> int:
        """An offset of the output in the input.

        Where text went away two answers are right: after it, and, for the end of a span
        (`is_end`), before it.
        """
        at = bisect_right(self._places, offset) - 1
        while is_end and at >= 0 and self._places[at] == offset:
            at -= 1
        if at < 0:
            return offset
        edit, place = self.edits[at], self._places[at]
        if offset >= place + len(edit.after):
            return edit.end + offset - place - len(edit.after)
        return edit.start + min(offset - place, edit.end - edit.start)


@dataclass(frozen=True, slots=True)
class Change:
    """An edit, and where its result stands in the text that all edits make."""

    start: int
    end: int
    edit: Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which are in its coordinates."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts.append(text[done : edit.start])
        parts.append(edit.after)
        done = edit.end
    if not parts:
        return text
    parts.append(text[done:])
    return "".join(parts)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text before the edits; `text` is what `apply` made of it."""
    return apply(text, _reversed(edits))


def _reversed(edits: Iterable[Edit]) -> Iterator[Edit]:
    shift = 0
    for edit in edits:
        start = edit.start + shift
        shift += len(edit.after) - len(edit.before)
        yield replace(
            edit, start=start, end=start + len(edit.after), before=edit.after, after=edit.before
        )


def layers_of(edits: Iterable[Edit]) -> tuple[Layer, ...]:
    """The layers again, from the edits of all of them in order."""
    grouped = groupby(edits, key=lambda edit: edit.stage)
    return tuple(Layer(stage, tuple(of_stage)) for stage, of_stage in grouped)


def undo_all(text: str, layers: Sequence[Layer]) -> str:
    """The raw text again, from the clean one."""
    for layer in reversed(layers):
        text = undo(text, layer.edits)
    return text


def to_raw(layers: Sequence[Layer], offset: int, *, is_end: bool = False) -> int:
    """An offset of the last layer's output in the first layer's input."""
    for layer in reversed(layers):
        offset = layer.back(offset, is_end=is_end)
    return offset


def from_raw(layers: Sequence[Layer], offset: int) -> int:
    """An offset of the first layer's input in the last layer's output."""
    for layer in layers:
        offset = layer.forward(offset)
    return offset


def place_in_raw(layers: Sequence[Layer], number: int, edit: Edit) -> tuple[int, int]:
    """Where an edit of layer `number` stands in the raw text."""
    before = layers[:number]
    start = to_raw(before, edit.start)
    return start, max(start, to_raw(before, edit.end, is_end=edit.end > edit.start))


def composed(raw: str, layers: Sequence[Layer]) -> list[Edit]:
    """One list of edits from the first layer's input to the last one's output."""
    edits: list[Edit] = []
    for layer in layers:
        edits = compose(raw, edits, layer.edits)
    return [edit for edit in edits if edit.before != edit.after]


def changes(edits: Iterable[Edit], start: int, end: int) -> list[Change]:
    """The edits whose result touches `[start, end)`, with its place counted from `start`."""
    found: list[Change] = []
    shift = 0
    for edit in edits:
        first = edit.start + shift
        last = first + len(edit.after)
        if last >= start and first <= end:
            first, last = max(first, start) - start, min(last, end) - start
            found.append(Change(first, last, edit))
        shift += len(edit.after) - len(edit.before)
    return found


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One list of edits that does what `first` and then `second` do; `text` is `first`'s input.

    Edits that touch become one, named after both rules and as doubtful as the more doubtful.
    """
    if not first or not second:
        return list(first or second)
    composed: list[Edit] = []
    shift = 0  # from the coordinates between the two to those of `text`
    for early, late in _clusters(first, second):
        if early and not late:
            composed.extend(early)
        elif late and not early:
            composed.extend(_moved(edit, shift) for edit in late)
        else:
            composed.append(_merged(text, early, late, shift))
        shift -= sum(len(edit.after) - len(edit.before) for edit in early)
    return composed


def _moved(edit: Edit, shift: int) -> Edit:
    return replace(edit, start=edit.start + shift, end=edit.end + shift) if shift else edit


def _clusters(
    first: Sequence[Edit], second: Sequence[Edit]
) -> Iterator[tuple[list[Edit], list[Edit]]]:
    """Edits of both lists that touch each other, in order, as they lie in the text between."""
    middle: list[tuple[int, int, int, Edit]] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        middle.append((start, start + len(edit.after), 0, edit))
        shift += len(edit.after) - len(edit.before)
    middle.extend((edit.start, edit.end, 1, edit) for edit in second)
    middle.sort(key=lambda entry: entry[:3])
    cluster: tuple[list[Edit], list[Edit]] = ([], [])
    reach = -1
    for start, end, which, edit in middle:
        if start > reach and (cluster[0] or cluster[1]):
            yield cluster
            cluster = ([], [])
        cluster[which].append(edit)
        reach = max(reach, end)
    yield cluster


def _merged(text: str, early: list[Edit], late: list[Edit], shift: int) -> Edit:
    """One edit for a cluster that holds both kinds."""
    growth = sum(len(edit.after) - len(edit.before) for edit in early)
    start = min(early[0].start, late[0].start + shift)
    end = max(early[-1].end, late[-1].end + shift - growth)
    before = text[start:end]
    between = apply(before, [_moved(edit, -start) for edit in early])
    after = apply(between, [_moved(edit, shift - start) for edit in late])
    everyone = [*early, *late]
    return Edit(
        stage=late[0].stage,
        rule="+".join(dict.fromkeys(edit.rule for edit in everyone)),
        start=start,
        end=end,
        before=before,
        after=after,
        confidence=max((edit.confidence for edit in everyone), key=_DOUBT.index),
        evidence="; ".join(dict.fromkeys(edit.evidence for edit in everyone if edit.evidence)),
    )
