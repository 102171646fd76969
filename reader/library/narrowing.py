"""A filter as SQL beside a search: conditions over the library's and the user's tables.

In: a Filter. Out: conditions on `a` (lib.article) and the attached notes, their values, and the
range of documents worth reading. Which articles a list holds is `listing`.
"""

from dataclasses import dataclass, field
from typing import Any

from reader.article import Filter

DOCS_A_DAY = 1 << 16  # a document's number begins with its article's day, as 20220922
NEWEST = (1 << 62) - 1
_SPILL = 40  # days by which articles of a crowded day may have been numbered later

_IN_NOTES = "EXISTS (SELECT 1 FROM notes.{} n WHERE n.article_id = a.id{})"
_LIVE = " AND n.deleted_at IS NULL"
_TEXTS = {
    "collection": "a.collection IN (SELECT c.id FROM lib.collection c WHERE c.name = {})",
    "source": "instr(lower(a.source), lower({})) > 0",
    "language": "a.language = {}",
    "author": "instr(lower(a.byline), lower({})) > 0",
    "before": "a.day < {}",
    "after": "a.day > {}",
}
_NOTED = {
    "tag": _IN_NOTES.format("tag", " AND n.tag = {}"),
    "is_read": _IN_NOTES.format("seen", ""),
    "is_starred": _IN_NOTES.format("star", ""),
    "has_note": _IN_NOTES.format("annotation", _LIVE + " AND n.note <> ''"),
    "has_highlight": _IN_NOTES.format("annotation", _LIVE + " AND n.kind = 'highlight'"),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a filter adds to a search."""

    conditions: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    low: int = 0  # documents, both included
    high: int = NEWEST


def narrowing(chosen: Filter, *, has_notes: bool) -> Narrowing:
    """The SQL of a filter; without notes nothing is starred, tagged, noted or read."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    _add(chosen, "", has_notes, conditions, values)
    if chosen.excluded is not None:
        _add(chosen.excluded, "NOT ", has_notes, conditions, values)
    low = (_day(chosen.after, 99) + 1) * DOCS_A_DAY if chosen.after else 0
    high = (_day(chosen.before, 0) + _SPILL) * DOCS_A_DAY if chosen.before else NEWEST
    joined = "".join(f" AND {condition}" for condition in conditions)
    return Narrowing(joined, values, low, high)


def _add(
    chosen: Filter, sign: str, has_notes: bool, conditions: list[str], values: dict[str, Any]
) -> None:
    for name, value in _asked(chosen):
        key = f"{'not_' if sign else ''}{name}"
        is_unread = name == "is_unread"
        sql = _TEXTS.get(name) or _NOTED["is_read" if is_unread else name]
        if name not in _TEXTS and not has_notes:
            sql = "0"
        elif value is not True:
            values[key] = value
        turned = f"NOT ({sql})" if is_unread else sql
        conditions.append(f"{sign}({turned.format(f':{key}')})")


def _asked(chosen: Filter) -> list[tuple[str, Any]]:
    """The fields that ask something, days as numbers."""
    found: list[tuple[str, Any]] = []
    for name in (*_TEXTS, *_NOTED, "is_unread"):
        value = getattr(chosen, name)
        if value and name in ("before", "after"):
            value = _day(value, 99 if name == "after" else 0)
        if value:
            found.append((name, value))
    return found


def _day(date: str, missing: int) -> int:
    """20220922 of 2022-09-22; a missing month or day counts as given."""
    parts = [int(part) for part in date.split("-") if part.isdigit()][:3]
    year, month, day = parts + [missing] * (3 - len(parts))
    return year * 10_000 + month * 100 + day
