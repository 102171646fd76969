"""Stars, read state, tags and reading places: one line each of the user's own data.

Each method returns when the change is on disk. `label` is the headline to name in the history.
"""

import hashlib
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from reader.article import ArticleId
from reader.errors import UsageError
from reader.library.notes.ledger import Ledger
from reader.library.notes.tables import Op, Row, drop, existing, put

_COUNTS = """
    SELECT (SELECT count(*) FROM star), (SELECT count(*) FROM seen),
           (SELECT count(DISTINCT article_id) FROM annotation WHERE deleted_at IS NULL),
           (SELECT count(*) FROM annotation WHERE deleted_at IS NULL),
           (SELECT count(DISTINCT article_id) FROM tag)
"""
_ABSENT = """
    SELECT value FROM json_each(?) WHERE value NOT IN (SELECT article_id FROM {table})
    ORDER BY value
"""
_PRESENT = """
    SELECT value FROM json_each(?) WHERE value IN (SELECT article_id FROM {table})
    ORDER BY value
"""


def storable(text: str) -> str:
    """Text that UTF-8 can hold: lone surrogates of undecodable input become "?"."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def digest_of(text: str) -> str:
    """What names a version of an article's text."""
    return hashlib.sha256(storable(text).encode()).hexdigest()


def tidy(text: str) -> str:
    """One line, composed, without outer or double spaces: a tag, or the name of a search."""
    return " ".join(unicodedata.normalize("NFC", storable(text)).split())


def split_tags(text: str) -> list[str]:
    """The tags somebody typed, commas between them, with or without a # before each."""
    found: dict[str, str] = {}
    for part in re.split("[,，、]", text):
        tag = tidy(tidy(part).lstrip("#"))
        if tag:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())


class Marks(Ledger):
    """What is set on articles as a whole."""

    def star(self, ids: Iterable[ArticleId], on: bool = True, *, label: str = "") -> None:
        """Star or unstar; one step, however many."""
        some, at = _unique(ids), self.at()
        name = self._named(some, label)
        action = f"Star {name}" if on else f"Remove the star from {name}"
        asked = _json(some)
        self.change(action, lambda db: _switch(db, "star", asked, on, (at,)))

    def mark_read(
        self,
        ids: Iterable[ArticleId],
        on: bool = True,
        *,
        label: str = "",
        is_step: bool = True,
    ) -> None:
        """Read or unread; one step, a million articles too. Undo leaves what was read before.

        What the program does by itself is no step: undo is for what the user did.
        """
        some = _unique(ids)
        action = f"Mark {self._named(some, label)} as {'read' if on else 'unread'}"
        asked = _json(some)  # before the lock: others may want to save
        self.change(action, lambda db: _switch(db, "seen", asked, on), is_step=is_step)

    def tag(self, ids: Iterable[ArticleId], tag: str, on: bool = True, *, label: str = "") -> None:
        """Put a tag on, or take it off. “News” and “news” are one tag, spelt as it first was.

        Raises UsageError for an empty tag.
        """
        self.tag_each(ids, [tag], on, label=label)

    def tag_each(
        self, ids: Iterable[ArticleId], tags: Iterable[str], on: bool = True, *, label: str = ""
    ) -> None:
        """Put several tags on, or take them off; one step. Raises UsageError for an empty one."""
        spelt, some = {tidy(tag).casefold(): tidy(tag) for tag in tags}, _unique(ids)
        if not spelt or "" in spelt:
            raise UsageError("A tag needs at least one letter.")
        name, quoted = self._named(some, label), ", ".join(f"“{tag}”" for tag in spelt.values())
        one = "tag" if len(spelt) == 1 else "tags"
        action = f"Tag {name} with {quoted}" if on else f"Take the {one} {quoted} off {name}"
        self.change(
            action, lambda db: [op for tag in spelt.values() for op in _retag(db, some, tag, on)]
        )

    def tags(self) -> list[tuple[str, int]]:
        """Every tag with the number of its articles, in alphabetical order."""
        rows = self._all(
            "SELECT min(tag), count(*), folded FROM tag GROUP BY folded ORDER BY folded"
        )
        return [(str(tag), int(count)) for tag, count, _ in rows]

    def tags_of(self, article: ArticleId) -> tuple[str, ...]:
        """An article's tags, in alphabetical order."""
        rows = self._all("SELECT tag FROM tag WHERE article_id = ? ORDER BY folded", (article,))
        return tuple(str(row[0]) for row in rows)

    def is_starred(self, article: ArticleId) -> bool:
        """Whether it has a star."""
        return self._one("SELECT 1 FROM star WHERE article_id = ?", (article,)) is not None

    def is_read(self, article: ArticleId) -> bool:
        """Whether it was read."""
        return self._one("SELECT 1 FROM seen WHERE article_id = ?", (article,)) is not None

    def set_place(self, article: ArticleId, offset: int) -> None:
        """Where reading stopped, an offset in the clean text. No step of undo."""
        row: Row = (article, max(0, offset))
        self.change("Reading place", lambda db: _if_new(db, "place", row), is_step=False)

    def place(self, article: ArticleId) -> int:
        """Where reading stopped; 0 for an article that was never open."""
        found = self._one('SELECT "offset" FROM place WHERE article_id = ?', (article,))
        return int(found or 0)

    def counts(self) -> dict[str, int]:
        """Articles starred, read, noted (with any annotation), tagged; and all annotations."""
        starred, read, noted, annotations, tagged = self._all(_COUNTS)[0]
        found = {
            "starred": starred, "read": read, "noted": noted,
            "annotations": annotations, "tagged": tagged,
        }  # fmt: skip
        return {name: int(count) for name, count in found.items()}

    def _named(self, ids: Sequence[str], label: str) -> str:
        """How the history calls these articles."""
        if label:
            return f"“{tidy(label)}”"
        if len(ids) != 1:
            return f"{len(ids):,} articles"
        title = self._one("SELECT title FROM known WHERE article_id = ?", (ids[0],))
        return f"“{title}”" if title else "1 article"


def _unique(ids: Iterable[ArticleId]) -> list[str]:
    return list(dict.fromkeys(storable(one) for one in ids))


def _json(ids: Sequence[str]) -> str:
    """For json_each. In pieces: one call over a million would hold up the screen's thread."""
    pieces = (json.dumps(ids[at : at + 2_000])[1:-1] for at in range(0, len(ids), 2_000))
    return f"[{','.join(pieces)}]"


def _switch(
    db: sqlite3.Connection, table: str, asked: str, on: bool, rest: Row = ()
) -> Sequence[Op]:
    """Only those that aren't so already: undo must leave the others as they were."""
    sql = (_ABSENT if on else _PRESENT).format(table=table)
    found = db.execute(sql, (asked,)).fetchall()
    return put(table, [(*row, *rest) for row in found]) if on else drop(table, found)


def _retag(db: sqlite3.Connection, ids: Sequence[str], tag: str, on: bool) -> Sequence[Op]:
    folded = tag.casefold()
    keys: list[Row] = [(one, folded) for one in ids]
    had = existing(db, "tag", keys)
    if not on:
        return drop("tag", had)
    first = db.execute("SELECT tag FROM tag WHERE folded = ? LIMIT 1", (folded,)).fetchone()
    spelt = first[0] if first else tag
    return put("tag", [(*key, spelt) for key in keys if key not in had])


def _if_new(db: sqlite3.Connection, table: str, row: Row) -> Sequence[Op]:
    """Put a row unless it stands there already."""
    return [] if row in existing(db, table, [row[:1]]).values() else put(table, [row])
