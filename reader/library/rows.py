"""Rows of `article` as headlines, with what the user's notes say of each.

In: the end of a SELECT over `article AS a`. Out: headlines. Which rows, in which order, is
`listing`.
"""

from reader.article import Headline
from reader.library.connection import Connection
from reader.text.badges import from_bits

_COLUMNS = """
    a.id, a.title, a.is_inferred, a.source, a.date, a.language, a.words, a.collection, a.added,
    a.badges
"""
_COPIES = """
    CASE a.kin WHEN 0 THEN 0 ELSE
        (SELECT count(*) - 1 FROM article AS k WHERE k.kin = a.kin AND k.kin <> 0) END,
    CASE a.folded & 1 WHEN 0 THEN '' ELSE coalesce((SELECT k.id FROM article AS k
        WHERE k.kin = a.kin AND k.kin <> 0 AND k.folded & 1 = 0), '') END
"""
_MARKS = """
    NOT EXISTS (SELECT 1 FROM notes.seen WHERE article_id = a.id),
    EXISTS (SELECT 1 FROM notes.star WHERE article_id = a.id),
    (SELECT group_concat(tag, char(31)) FROM
        (SELECT tag FROM notes.tag WHERE article_id = a.id ORDER BY folded)),
    (SELECT count(*) FROM notes.annotation
        WHERE article_id = a.id AND deleted_at IS NULL AND kind <> 'bookmark')
"""
_NO_MARKS = "1, 0, NULL, 0"
_COLLECTIONS = "SELECT id, name FROM collection"


def headlines(db: Connection, rest: str, values: dict[str, object]) -> list[Headline]:
    """The headlines of a query."""
    marks = _MARKS if db.notes_inode else _NO_MARKS
    found = db.execute(f"SELECT {_COLUMNS}, {marks}, {_COPIES} {rest}", values).fetchall()
    if any(row[7] not in db.collections for row in found):
        db.collections = dict(db.execute(_COLLECTIONS).fetchall())
    names = db.collections
    return [
        Headline(
            name, title, bool(inferred), source, date, language, words,
            names[collection], added, bool(unread), bool(starred),
            tuple(tags.split("\x1f")) if tags else (), notes, copies, copy_of, from_bits(badges),
        )
        for name, title, inferred, source, date, language, words, collection, added, badges,
        unread, starred, tags, notes, copies, copy_of in found
    ]  # fmt: skip
