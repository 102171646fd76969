"""What cleaning must leave alone: changes and rules that the user has taken back.

In: refusals and the raw text they are about. Out: whether an edit may be made. A single change is
known by the raw text it was made of and what stands around it, so it is found again when the
document has changed elsewhere. What would harm the reader is never let through.
"""

from collections.abc import Iterable, Sequence

from reader.article import Edit, Refusal
from reader.errors import UsageError
from reader.text.offsets import Layer, to_raw
from reader.text.rules import parts

CONTEXT = 32  # characters kept on either side of a change
SAFETY = frozenset({"newline", "terminal-escape", "control", "bidi", "tag", "surrogate"})
"""Rules that keep the terminal safe and the text whole; they can't be taken back."""


class Without:
    """Refusals, placed in one raw text. Remembers which of them stopped an edit."""

    def __init__(self, refusals: Iterable[Refusal], raw: str) -> None:
        self._rules: dict[str, str] = {}
        self._places: list[tuple[int, int, str]] = []
        self.acted: set[str] = set()
        for each in refusals:
            if not each.is_edit:
                self._rules.update(dict.fromkeys(parts(each.rule), each.id))
            elif (start := _found(each, raw)) >= 0:
                self._places.append((start, start + len(each.before), each.id))

    def left(self, edits: Sequence[Edit], layers: Sequence[Layer]) -> list[Edit]:
        """The edits that may be made; they are in the coordinates of what the layers made."""
        return [edit for edit in edits if not self._refuses(edit, layers)]

    def _refuses(self, edit: Edit, layers: Sequence[Layer]) -> bool:
        names = parts(edit.rule)
        if SAFETY.intersection(names):
            return False
        stopped = {self._rules[name] for name in names if name in self._rules}
        if self._places:
            start = to_raw(layers, edit.start)
            end = max(start, to_raw(layers, edit.end, is_end=edit.end > edit.start))
            stopped |= {
                name for first, last, name in self._places if _meet(start, end, first, last)
            }
        self.acted |= stopped
        return bool(stopped)


def _meet(start: int, end: int, first: int, last: int) -> bool:
    """Two stretches share a character; an empty one meets what it lies in, and its like."""
    return (start < last and first < end) or (start, end) == (first, last)


def _found(refusal: Refusal, raw: str) -> int:
    """Where the change stands now: with all that stood around it, else with one side; or -1."""
    before, prefix, suffix = refusal.before, refusal.prefix, refusal.suffix
    for head, tail in ((prefix, suffix), (prefix, ""), ("", suffix)):
        whole = head + before + tail
        if not whole or (
            not before and len(whole) < CONTEXT // 2 and (head, tail) != (prefix, suffix)
        ):
            continue
        places = [at + len(head) for at in _all(raw, whole)]
        if places:
            return min(places, key=lambda at: abs(at - refusal.start))
    return -1


def _all(text: str, part: str) -> list[int]:
    places: list[int] = []
    at = text.find(part)
    while at >= 0:
        places.append(at)
        at = text.find(part, at + 1)
    return places


def of_edit(edit: Edit, raw: str) -> tuple[str, str, str]:
    """What a change in the raw text is known by: what it was made of, and what is around it."""
    refuse_harm(edit.rule)
    return (
        raw[edit.start : edit.end],
        raw[max(0, edit.start - CONTEXT) : edit.start],
        raw[edit.end : edit.end + CONTEXT],
    )


def refuse_harm(rule: str) -> None:
    """Raises UsageError for a rule that only keeps the reader from harm."""
    if SAFETY.issuperset(parts(rule)):
        raise UsageError(
            f"The rule {rule} keeps the terminal safe and can't be taken back.",
            hint="`reader show ARTICLE --raw` has the document as it came.",
        )
