"""Rows of `article` as headlines, with what the user's notes say of each.

In: the end of a SELECT over `article AS a`. Out: headlines. Which rows, in which order, is
`listing`.
"""

from reader.article import ArticleId, Headline
from reader.library.connection import Connection

_COLUMNS = """
    a.id, a.title, a.is_inferred, a.source, a.date, a.language, a.words,
    (SELECT name FROM collection WHERE id = a.collection), a.added
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


def select(db: Connection) -> str:
    """`SELECT` with the columns of a headline; `rest` starts at FROM."""
    return f"SELECT {_COLUMNS}, {_MARKS if db.notes_inode else _NO_MARKS}"


def headlines(db: Connection, rest: str, values: dict[str, object]) -> list[Headline]:
    """The headlines of a query."""
    return [
        Headline(
            ArticleId(name), title, bool(inferred), source, date, language, words,
            collection, added, bool(unread), bool(starred),
            tuple(tags.split("\x1f")) if tags else (), notes,
        )
        for name, title, inferred, source, date, language, words, collection, added, unread,
        starred, tags, notes in db.execute(f"{select(db)} {rest}", values)
    ]  # fmt: skip
