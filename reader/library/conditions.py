"""A Filter as SQL over `article AS a`.

In: a filter, the collections, whether notes are attached. Out: conditions and their values, and
how costly it is to find the articles that meet them. No statement is run here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from reader.article import Badge, Filter
from reader.library.prepared import day_of
from reader.text.badges import bit

Bind = Callable[[object], str]  # a value in, its placeholder out

_SEEN = "EXISTS (SELECT 1 FROM notes.seen WHERE article_id = a.id)"
_STARRED = "a.id IN (SELECT article_id FROM notes.star)"
_READ = "a.id IN (SELECT article_id FROM notes.seen)"
_TAGGED = "a.id IN (SELECT article_id FROM notes.tag WHERE folded = {})"
_NOTED = """a.id IN (SELECT article_id FROM notes.annotation
    WHERE deleted_at IS NULL AND (kind = 'note' OR note <> ''))"""
_HIGHLIGHTED = """a.id IN (SELECT article_id FROM notes.annotation
    WHERE deleted_at IS NULL AND kind = 'highlight')"""
_MENDED = """a.key IN (SELECT article FROM mended
    WHERE rule IN (SELECT id FROM rule WHERE {}))"""


@dataclass(frozen=True, slots=True)
class Conditions:
    """`sql` joins the parts by AND; "" asks nothing."""

    sql: str
    values: dict[str, object] = field(default_factory=dict)


def conditions(wanted: Filter, collections: Mapping[str, int], *, has_notes: bool) -> Conditions:
    """Everything the filter asks, of articles and of the user's notes."""
    values: dict[str, object] = {}
    numbers = count()

    def bind(value: object) -> str:
        name = f"f{next(numbers)}"
        values[name] = value
        return f":{name}"

    def parts(asked: Filter) -> Iterator[str]:
        yield from _of_article(asked, collections, bind)
        yield from _of_notes(asked, bind) if has_notes else _without_notes(asked)
        if asked.excluded is not None:
            yield from (f"NOT ({part})" for part in parts(asked.excluded))

    return Conditions(" AND ".join(parts(wanted)), values)


def _of_article(asked: Filter, collections: Mapping[str, int], bind: Bind) -> Iterator[str]:
    if asked.collection:
        folded = asked.collection.casefold()
        found = [number for name, number in collections.items() if name.casefold() == folded]
        if len(found) == 1:
            yield f"a.collection = {bind(found[0])}"
        else:
            yield f"a.collection IN ({', '.join(map(str, found))})"
    if asked.language:
        yield f"a.language = {bind(asked.language.lower())}"
    if asked.source:
        yield _contains("a.source", asked.source, bind)
    if asked.author:
        yield _contains("a.byline", asked.author, bind)
    # An article without a date sorts after all others, by its import; it is of no known day.
    if asked.before:
        yield f"(a.day < {bind(day_of(asked.before))} AND a.date <> '')"
    if asked.after:
        yield f"(a.day >= {bind(day_of(asked.after))} AND a.date <> '')"
    if asked.is_copy:
        yield "a.folded & 1 = 1"
    if asked.has_copies:
        yield "(a.kin <> 0 AND a.folded & 1 = 0)"
    yield from _of_quality(asked)
    if asked.rule:
        yield _MENDED.format(f"name GLOB {bind(_beginning(asked.rule))}")
    if asked.is_mended:
        yield _MENDED.format("NOT is_space")


def _of_quality(asked: Filter) -> Iterator[str]:
    """The first half of each lets SQLite use the index of those that have a badge."""
    wanted: tuple[tuple[bool, Badge], ...] = (
        (asked.is_truncated, "truncated"),
        (asked.is_furniture, "furniture"),
        (asked.is_repeating, "duplicates"),
        (asked.is_damaged, "damaged"),
    )
    for is_asked, badge in wanted:
        if is_asked:
            yield f"(a.badges <> 0 AND a.badges & {bit(badge)} <> 0)"


def _beginning(rule: str) -> str:
    """A pattern for the rules whose names begin so; what is no letter of a name stands for any."""
    return re.sub(r"[^a-z0-9_-]", "?", rule.lower()) + "*"


def _contains(column: str, part: str, bind: Bind) -> str:
    """SQLite folds ASCII alone; `casefold` is Python's, and slower."""
    if part.isascii():
        return f"instr(lower({column}), {bind(part.lower())}) > 0"
    return f"instr(casefold({column}), {bind(part.casefold())}) > 0"


def _of_notes(asked: Filter, bind: Bind) -> Iterator[str]:
    if asked.tag:
        yield _TAGGED.format(bind(asked.tag.casefold()))
    yield from _asked(asked, f"NOT {_SEEN}", _READ, _STARRED, _NOTED, _HIGHLIGHTED)


def _without_notes(asked: Filter) -> Iterator[str]:
    """Nothing is marked, and everything is unread."""
    if asked.tag:
        yield "0"
    yield from _asked(asked, "1", "0", "0", "0", "0")


def _asked(
    asked: Filter, unread: str, read: str, starred: str, noted: str, highlighted: str
) -> Iterator[str]:
    if asked.is_unread:
        yield unread
    if asked.is_read:
        yield read
    if asked.is_starred:
        yield starred
    if asked.has_note:
        yield noted
    if asked.has_highlight:
        yield highlighted


def folds(wanted: Filter) -> bool:
    """Whether copies may fold in such a list: what one has marked oneself is shown, each of it."""
    is_own = wanted.tag or wanted.is_starred or wanted.has_note or wanted.has_highlight
    return not (is_own or wanted.is_copy or wanted.has_copies)


def fold_bit(wanted: Filter) -> int:
    """The bit of `folded` for a list of everything, a collection or a language (see `copies`)."""
    return 2 if wanted.collection else 4 if wanted.language else 1


def is_plain(wanted: Filter) -> bool:
    """Whether the filter asks for everything, one collection or one language."""
    rest = replace(wanted, collection="", language="")
    return rest == Filter() and not (wanted.collection and wanted.language)


def asks_whether_read(wanted: Filter) -> bool:
    """Whether it asks that of many articles: nothing else leaves but a few of a large library."""
    asked = Filter(
        collection=wanted.collection, language=wanted.language, source=wanted.source,
        author=wanted.author, before=wanted.before, after=wanted.after, is_unread=wanted.is_unread,
        is_read=wanted.is_read, excluded=wanted.excluded,
    )  # fmt: skip
    never = wanted.excluded or Filter()
    is_asked = wanted.is_unread or wanted.is_read or never.is_unread or never.is_read
    return is_asked and asked == wanted


def is_plain_but_unread(wanted: Filter) -> bool:
    """Whether it asks, besides that, for what is unread: most of a large library."""
    return wanted.is_unread and is_plain(replace(wanted, is_unread=False))
