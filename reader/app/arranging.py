"""All annotations in one order: grouped by article, tag, colour or day, each row with its heading.

Annotations and headlines in, rows out. Pure; how a row looks is `annotations_screen`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reader.article import Annotation, ArticleId

Grouping = Literal["article", "tag", "colour", "day", "none"]
Order = Literal["place", "newest", "oldest"]
GROUPINGS: tuple[Grouping, ...] = ("article", "tag", "colour", "day", "none")
ORDERS: tuple[Order, ...] = ("place", "newest", "oldest")
UNTAGGED = "no tag"
GONE = "no longer in the library"


@dataclass(frozen=True, slots=True)
class Arranged:
    """An annotation where it stands; the first of its group bears the group's heading."""

    annotation: Annotation
    headline: str  # nothing where the group's heading says it
    heading: str = ""
    is_marked: bool = False


def arrange(
    made: Sequence[Annotation],
    headlines: Mapping[ArticleId, str],
    grouping: Grouping = "article",
    order: Order = "place",
) -> list[Arranged]:
    """Rows in their order. By tag, an annotation stands under each of its tags."""
    ordered = sorted(made, key=lambda each: (each.article, each.start))
    if order != "place":
        ordered.sort(key=lambda each: each.created, reverse=order == "newest")
    groups: dict[str, list[Annotation]] = {}
    for each in ordered:
        for name in _groups(each, headlines, grouping):
            groups.setdefault(name, []).append(each)
    rows: list[Arranged] = []
    for name in _sorted(groups, grouping, order):
        heading = f"{name} · {len(groups[name]):,}" if name else ""
        for each in groups[name]:
            named = "" if grouping == "article" else headlines.get(each.article, GONE)
            rows.append(Arranged(each, named, heading))
            heading = ""
    return rows


def _groups(
    made: Annotation, headlines: Mapping[ArticleId, str], grouping: Grouping
) -> tuple[str, ...]:
    if grouping == "article":
        return (headlines.get(made.article, GONE),)
    if grouping == "tag":
        return tuple(f"#{tag}" for tag in made.tags) or (UNTAGGED,)
    if grouping == "colour":
        return (made.color if made.quote else "no highlight",)
    return (made.created[:10] or "no date",) if grouping == "day" else ("",)


def _sorted(groups: Mapping[str, object], grouping: Grouping, order: Order) -> list[str]:
    """Days newest first; by date, groups as their first annotation came; else by name."""
    if grouping == "day":
        return sorted(groups, reverse=order != "oldest")
    if order != "place":
        return list(groups)
    return sorted(groups, key=lambda name: (name in (UNTAGGED, GONE), name.casefold()))
