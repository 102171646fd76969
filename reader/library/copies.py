"""Copies of one story: found as each article is stored, and folded into one row.

In: an article that was stored, its packed sketch. Out: the columns `kin` and `folded` of every
article concerned, in the writer's transaction. When two texts are copies is `text.similarity`;
lists read the columns, see `listing`.

Kin are all that a chain of copies joins, so the same articles make the same groups in whatever
order they come. `kin` is the smallest key among them, 0 for an article without copies. One of them
stands for all: the earliest of those nearly as long as the longest. `folded` says, bit by bit,
that another stands for an article: in the list of everything, of its collection, of its language.
Two articles of one document are never folded into each other: somebody put both there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reader.library.connection import Connection
from reader.library.prepared import unpack_blocks
from reader.text.similarity import Sketch, likeness, might_be_copies, readable, sketch

EVERYWHERE, IN_COLLECTION, IN_LANGUAGE = 1, 2, 4
_ALL = EVERYWHERE | IN_COLLECTION | IN_LANGUAGE

_NEARLY = 0.8  # of the longest one's words: nothing that matters is missing
_SAME_KEY = 40  # articles looked at for one key; a template's reports may share one by thousands
_MANY = 64  # kin that are not told apart again when one of them leaves

_KEEP = """
    INSERT INTO sketch (article, packed) VALUES (?, ?)
    ON CONFLICT (article) DO UPDATE SET packed = excluded.packed
"""
_DROP = "DELETE FROM sketch WHERE article = ?"
_ADD_KEY = "INSERT OR IGNORE INTO copy_key (value, article) VALUES (?, ?)"
_DROP_KEY = "DELETE FROM copy_key WHERE value = ? AND article = ?"
_SKETCH = "SELECT packed FROM sketch WHERE article = ?"
_MEETING = "SELECT article FROM (SELECT article FROM copy_key WHERE value = :{} LIMIT {})"
_CANDIDATES = """
    SELECT a.key, a.kin, s.packed FROM article AS a JOIN sketch AS s ON s.article = a.key
    WHERE a.key IN ({}) AND a.document <> (SELECT document FROM article WHERE key = :key)
    ORDER BY a.key
"""
_TWIN = """
    SELECT a.key, a.kin FROM copy_key AS c JOIN article AS a ON a.key = c.article
    WHERE c.value = :exact AND a.document <> (SELECT document FROM article WHERE key = :key)
    LIMIT 1
"""
_TEXT = "SELECT text, blocks FROM body WHERE article = ?"
_MEMBERS = """
    SELECT key, kin, folded, collection, language, date, day, words, id FROM article
    WHERE {} ORDER BY key
"""
_SET = "UPDATE article SET kin = ?, folded = ? WHERE key = ?"
_NOT_ONE = """
    SELECT count(*) FROM
        (SELECT 1 FROM article WHERE kin <> 0 GROUP BY kin HAVING sum(folded & 1 = 0) <> 1)
"""
_MISCOUNTED = """
    SELECT count(*) FROM collection AS c WHERE
        folded <> (SELECT count(*) FROM article WHERE collection = c.id AND folded & 1 = 1) OR
        folded_here <> (SELECT count(*) FROM article WHERE collection = c.id AND folded & 2 = 2)
"""
_FORGET = (
    "UPDATE article SET kin = 0, folded = 0 WHERE kin <> 0",
    "UPDATE collection SET folded = 0, folded_here = 0",
    "DELETE FROM sketch",
    "DELETE FROM copy_key",
    "INSERT OR IGNORE INTO waiting SELECT key FROM article",
)
_WAITING = "SELECT article FROM waiting ORDER BY article LIMIT ?"
_NO_LONGER = "DELETE FROM waiting WHERE article = ?"


@dataclass(frozen=True, slots=True)
class _Member:
    """What decides which of the kin stands for all."""

    key: int
    kin: int
    folded: int
    collection: int
    language: str
    date: str
    day: int
    words: int
    id: str


def place(db: Connection, key: int, packed: bytes, *, is_new: bool = False) -> bool:
    """Find the copies of an article that was stored or changed; whether there are any."""
    row = None if is_new else db.execute(_SKETCH, (key,)).fetchone()
    before = bytes(row[0]) if row else b""
    if before == packed:
        return not is_new and _fold_again(db, key)
    if before:
        leave(db, key)
    if not packed:
        return False
    made = Sketch.unpack(packed)
    db.execute(_KEEP, (key, packed))
    db.executemany(_ADD_KEY, [(value, key) for value in made.meeting_keys()])
    return _join(db, key, made)


def leave(db: Connection, key: int) -> None:
    """The article's text is no longer what it was; its kin are told apart without it."""
    row = db.execute(_SKETCH, (key,)).fetchone()
    if row is None:
        return
    db.executemany(
        _DROP_KEY, ((value, key) for value in Sketch.unpack(bytes(row[0])).meeting_keys())
    )
    db.execute(_DROP, (key,))
    kin = _kin_of(db, key)
    if not kin:
        return
    left = [member.key for member in _members(db, [kin]) if member.key != key]
    db.execute(_SET, (0, 0, key))
    if len(left) > _MANY:
        _fold(db, [member for member in _members(db, [kin]) if member.key != key])
        return
    db.executemany(_SET, ((0, 0, other) for other in left))
    for other in left:
        _join(db, other, Sketch.unpack(bytes(db.execute(_SKETCH, (other,)).fetchone()[0])))


def catch_up(db: Connection, limit: int) -> int:
    """Sketch articles that are older than this table; how many, 0 when none is left."""
    keys = [row[0] for row in db.execute(_WAITING, (limit,))]
    for key in keys:
        text = _text(db, key)
        if text and db.execute(_SKETCH, (key,)).fetchone() is None:
            place(db, key, sketch(text).pack())
        db.execute(_NO_LONGER, (key,))
    return len(keys)


def problem(db: Connection) -> str:
    """What is wrong with how copies are folded, as a sentence; "" if nothing is."""
    groups = db.execute(_NOT_ONE).fetchone()[0]
    if groups:
        which = "1 story has" if groups == 1 else f"{groups:,} stories have"
        return f"{which} no row, or more than one, that stands for its copies."
    counts = db.execute(_MISCOUNTED).fetchone()[0]
    return f"The copies in {counts:,} collections are miscounted." if counts else ""


def forget(db: Connection) -> None:
    """Take every copy for an article of its own; `catch_up` then finds them anew."""
    for statement in _FORGET:
        db.execute(statement)


def _join(db: Connection, key: int, mine: Sketch) -> bool:
    """Put the article among its kin."""
    kin = set(_relatives(db, key, mine))
    if not kin:
        return False
    own = _kin_of(db, key)
    if own or len(kin) > 1 or not _fold_under(db, key, min(kin)):
        _fold(db, _members(db, [*kin, own or key]))
    return True


def _relatives(db: Connection, key: int, mine: Sketch) -> Iterator[int]:
    """The kin, or the key where it has none, of each article that this is a copy of.

    One with the very same words has looked for all others: a page that stands in the library ten
    thousand times is looked for once.
    """
    twin = db.execute(_TWIN, {"exact": mine.exact, "key": key}).fetchone()
    if twin:
        yield twin[1] or twin[0]
        return
    values = {f"v{number}": value for number, value in enumerate(mine.meeting_keys())}
    meeting = " UNION ".join(_MEETING.format(name, _SAME_KEY) for name in values)
    found: set[int] = set()
    text: str | None = None
    for other, kin, packed in db.execute(_CANDIDATES.format(meeting), values | {"key": key}):
        if other == key or (kin or other) in found:
            continue
        if not might_be_copies(mine, Sketch.unpack(bytes(packed))):
            continue
        text = _text(db, key) if text is None else text
        if not likeness(text, _text(db, other)).is_copy():
            continue
        found.add(kin or other)
        yield kin or other


def _fold(db: Connection, members: list[_Member]) -> None:
    """Make them one group, each list's first one standing for the others."""
    kin = members[0].key  # the smallest
    folded = {member.key: 0 for member in members}
    for bit, parts in (
        (EVERYWHERE, [members]),
        (IN_COLLECTION, _parts(members, "collection")),
        (IN_LANGUAGE, _parts(members, "language")),
    ):
        for part in parts:
            first = _first(part).key
            for member in part:
                folded[member.key] |= bit if member.key != first else 0
    db.executemany(
        _SET,
        (
            (kin, folded[member.key], member.key)
            for member in members
            if (member.kin, member.folded) != (kin, folded[member.key])
        ),
    )


def _fold_under(db: Connection, key: int, kin: int) -> bool:
    """Fold one article under those that stand for the kin; False if it may stand for them itself.

    So a group is gone through when another comes to stand for it, not for each of its articles.
    """
    (one,) = (_Member(*row) for row in db.execute(_MEMBERS.format("key = ?"), (key,)))
    standing = [
        _Member(*row)
        for row in db.execute(_MEMBERS.format(f"kin = ? AND kin <> 0 AND folded < {_ALL}"), (kin,))
    ]
    folded = 0
    for bit, what in ((EVERYWHERE, ""), (IN_COLLECTION, "collection"), (IN_LANGUAGE, "language")):
        for first in standing:
            if first.folded & bit or (what and getattr(first, what) != getattr(one, what)):
                continue
            if first.key == key or _may_lead(one, first):
                return False
            folded |= bit
    is_known = bool(one.kin)
    if not standing or kin > key or (is_known and folded != one.folded):
        return False
    if not is_known:
        db.execute(_SET, (kin, folded, key))
    return True


def _may_lead(one: _Member, first: _Member) -> bool:
    """Whether it might stand for the others in place of the one that does.

    No longer than that one, it is no longer than the longest of all, whose length is not known.
    """
    is_nearly = one.words >= _NEARLY * first.words
    return one.words > first.words or (is_nearly and _rank(one) < _rank(first))


def _fold_again(db: Connection, key: int) -> bool:
    """Its date, length, collection or language may have changed."""
    kin = _kin_of(db, key)
    if kin and not _fold_under(db, key, kin):
        _fold(db, _members(db, [kin]))
    return bool(kin)


def _parts(members: list[_Member], what: str) -> list[list[_Member]]:
    def value(member: _Member) -> str:
        return str(getattr(member, what))

    return [list(part) for _, part in groupby(sorted(members, key=value), key=value)]


def _first(members: list[_Member]) -> _Member:
    """The one that stands for all: complete, and the earliest that is."""
    longest = max(member.words for member in members)
    whole = [member for member in members if member.words >= _NEARLY * longest]
    return min(whole, key=_rank)


def _rank(member: _Member) -> tuple[bool, int, int, str]:
    """The smallest stands for the others, of those that are whole."""
    return (not member.date, member.day if member.date else 0, -member.words, member.id)


def _kin_of(db: Connection, key: int) -> int:
    row = db.execute("SELECT kin FROM article WHERE key = ?", (key,)).fetchone()
    return int(row[0]) if row else 0


def _members(db: Connection, kin: Iterable[int]) -> list[_Member]:
    """The articles of groups, in order of keys; an article without kin is a group of one."""
    numbers = ",".join(str(number) for number in kin)
    rows = db.execute(_MEMBERS.format(f"kin IN ({numbers}) AND kin <> 0")).fetchall()
    alone = db.execute(_MEMBERS.format(f"key IN ({numbers}) AND kin = 0")).fetchall()
    return sorted((_Member(*row) for row in rows + alone), key=lambda member: member.key)


def _text(db: Connection, key: int) -> str:
    """What is compared of an article; "" if it is gone."""
    row = db.execute(_TEXT, (key,)).fetchone()
    return readable(row[0], unpack_blocks(row[1])) if row else ""
