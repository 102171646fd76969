"""A filter as SQL beside a search: what a list would ask for, and which documents to read.

In: a Filter. Out: conditions on `a` (lib.article) and the attached notes, their values, and the
range of documents worth reading. What a filter means is `conditions`, for lists and searches
alike; language and collection are words of the index, and asked for there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.article import Filter
from reader.library.conditions import conditions
from reader.library.prepared import day_of

DOCS_A_DAY = 1 << 16  # a document's number begins with its article's day, as 20220922
NEWEST = (1 << 62) - 1
_SPILL = 40  # days by which articles of a crowded day may have been numbered later


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a filter adds to a search."""

    conditions: str = ""  # begins with AND, or is empty
    values: dict[str, object] = field(default_factory=dict)
    low: int = 0  # documents, both included
    high: int = NEWEST
    few: tuple[int, ...] | None = None  # all documents that meet the conditions, if few do


def narrowing(chosen: Filter, collections: Mapping[str, int], *, has_notes: bool) -> Narrowing:
    """The SQL of a filter, and the documents its dates leave."""
    asked = conditions(chosen, collections, has_notes=has_notes)
    after, before = day_of(chosen.after), day_of(chosen.before)
    return Narrowing(
        f" AND {asked.sql}" if asked.sql else "",
        asked.values,
        after * DOCS_A_DAY,
        (before + _SPILL) * DOCS_A_DAY if before else NEWEST,
    )
