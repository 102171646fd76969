"""Annotations: what the user marked or wrote, and the text it was marked in.

The selector (quote, prefix, suffix, start, end) stays as the user made it; where a passage stands
in a newer text is its placement, apart, and can be found again. Not here: finding it
(`text.anchors`).
"""

import base64
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reader.article import COLORS, Annotation, AnnotationKind, Article, ArticleId
from reader.errors import NotFound, UsageError
from reader.library.notes.ledger import Ledger
from reader.library.notes.marks import digest_of, storable, tidy
from reader.library.notes.tables import TABLES, Op, Row, Value, drop, existing, put

_DONE: dict[AnnotationKind, str] = {  # kind: how its making is named in undo
    "highlight": "Highlight in",
    "note": "Note on",
    "bookmark": "Bookmark in",
}
_SELECT = """
    SELECT a.id, a.article_id, a.kind, a.quote, a.prefix, a.suffix,
           coalesce(p.start, a.start), coalesce(p."end", a."end"), coalesce(p.state, 'exact'),
           a.note, a.color, a.tags, a.created, a.updated
    FROM annotation a LEFT JOIN placement p ON p.annotation_id = a.id
    WHERE a.deleted_at IS NULL AND {where}
    ORDER BY a.article_id, 7, 8, a.created, a.id
"""
_OF_ARTICLE = _SELECT.format(where="a.article_id = ?")
_ALL = _SELECT.format(where="1")
_BY_PREFIX = _SELECT.format(where="a.id >= ? AND a.id < ?")
_KEPT_TEXTS = """
    SELECT text_sha256 FROM snapshot WHERE text_sha256 IN (SELECT value FROM json_each(?))
"""
_SAME = """
    SELECT a.id FROM annotation a LEFT JOIN placement p ON p.annotation_id = a.id
    WHERE a.article_id = :article_id AND a.kind = 'highlight' AND a.deleted_at IS NULL
    AND coalesce(p.start, a.start) = :start AND coalesce(p."end", a."end") = :end
    AND coalesce(p.state, 'exact') != 'orphan' AND (p.start IS NOT NULL OR a.quote = :quote)
    ORDER BY a.created, a.id LIMIT 1
"""
_PLACE = ("article_id", "start", "end", "quote")  # of a highlight
_COLOR = re.compile(r"[a-z][a-z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class Known:
    """What re-finds an article that carries something of the user's."""

    article: ArticleId
    source: str
    url: str
    title: str
    text_sha256: str


class Passages(Ledger):
    """Annotations and the articles they were made in."""

    def annotate(
        self,
        article: ArticleId,
        kind: AnnotationKind,
        *,
        quote: str = "",
        prefix: str = "",
        suffix: str = "",
        start: int = 0,
        end: int = 0,
        note: str = "",
        color: str = "",
        tags: Sequence[str] = (),
        label: str = "",
    ) -> Annotation:
        """Mark a passage, or write on the whole article. Raises UsageError for what makes no sense.

        `remember` the article first: its text helps to find the passage again. Where the very
        passage is highlighted already, that one is returned: it takes the colour if one is given,
        the tags it lacks, and the note as a further paragraph unless it has it.
        """
        _check(kind, quote, start, end, color or COLORS[0])
        at = self.at()
        fields: dict[str, Any] = {
            "article_id": article, "kind": kind, "quote": storable(quote),
            "prefix": storable(prefix), "suffix": storable(suffix), "start": start, "end": end,
            "note": storable(note), "color": color or COLORS[0], "tags": _tags(tags),
            "created": at, "updated": at, "deleted_at": None,
        }  # fmt: skip
        made = ""

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            nonlocal made
            new = fields | {"id": _unused_id(db), "text_sha256": _version_of(db, article)}
            twin = _twin(db, new)
            made = str((twin or new)["id"])
            if twin is not None:
                return _added_to(twin, new["note"], color, tags, at)
            return put("annotation", [_row(new)])

        with self._said():
            is_there = _twin(self._connections.here(), fields) is not None
        done = "Edit a highlight in" if is_there else _DONE[kind]
        self.change(f"{done} {self._called(article, label)}", make)
        return self.annotation(made)

    def edit(
        self,
        annotation_id: str,
        *,
        note: str | None = None,
        color: str | None = None,
        tags: Sequence[str] | None = None,
        label: str = "",
        seen: str | None = None,
    ) -> Annotation:
        """Change what is given, keep the rest. Raises NotFound.

        `seen` is the note as its writer saw it: what another program has made of it since then
        stays, below what is written now.
        """
        old = self.annotation(annotation_id)
        if note is not None and seen is not None and old.note not in (seen, note, ""):
            note = f"{note}\n\n{old.note}"
        changed: dict[str, Any] = {}
        if note is not None:
            changed["note"] = storable(note)
        if color is not None:
            _check(old.kind, old.quote, old.start, old.end, color)
            changed["color"] = color
        if tags is not None:
            changed["tags"] = _tags(tags)
        name = f"Edit a {old.kind} in {self._called(old.article, label)}"
        self.change(name, self._changing(old.id, changed, {"updated": self.at()}))
        return self.annotation(old.id)

    def delete(self, annotation_id: str, *, label: str = "") -> None:
        """Take it out of sight; undo brings it back. Raises NotFound."""
        old = self.annotation(annotation_id)
        name = f"Delete a {old.kind} in {self._called(old.article, label)}"
        self.change(name, self._changing(old.id, {"deleted_at": self.at()}, {}))

    def _changing(
        self, annotation_id: str, fields: dict[str, Any], along: dict[str, Any]
    ) -> Callable[[sqlite3.Connection], Sequence[Op]]:
        """Set `fields`, and if that changes anything, what goes `along`."""

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            row = existing(db, "annotation", [(annotation_id,)]).get((annotation_id,))
            if row is None:
                raise NotFound(f"There is no annotation “{annotation_id}” any more.")
            old = _fields(row)
            changed = old | fields
            return [] if changed == old else put("annotation", [_row(changed | along)])

        return make

    def annotation(self, id_prefix: str) -> Annotation:
        """By its id or the beginning of it. Raises NotFound, or UsageError if several begin so."""
        prefix = storable(id_prefix).lower()
        rows = self._all(_BY_PREFIX, (prefix, prefix + "\U0010ffff")) if prefix else []
        if not rows:
            raise NotFound(
                f"There is no annotation “{id_prefix}”.", hint="`reader annotations` lists them."
            )
        if len(rows) > 1:
            raise UsageError(
                f"{len(rows)} annotations begin with “{id_prefix}”.", hint="Give more of the id."
            )
        return _annotation(rows[0])

    def annotations(self, article: ArticleId | None = None) -> list[Annotation]:
        """Of one article, or all by article, in the order of their places."""
        rows = self._all(_ALL) if article is None else self._all(_OF_ARTICLE, (article,))
        return [_annotation(row) for row in rows]

    # The articles they belong to

    def remember(self, article: Article, *, with_text: bool = True) -> None:
        """Keep what re-finds an article, and its text (once a version) for its passages."""
        self.remember_all([article], with_text=with_text)

    @contextmanager
    def marking(self, article: Article, *, with_text: bool = True) -> Iterator[None]:
        """What is done within and what re-finds the article, as one save."""
        with self.at_once():
            self.remember(article, with_text=with_text)
            yield

    def remember_all(self, articles: Iterable[Article], *, with_text: bool = True) -> None:
        """Many at the price of one save, as when a whole selection gets a star or a tag."""
        some = [(_known(article), article.text) for article in articles]

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            rows, texts = _unknown(db, some, with_text)
            packed = [(name, zlib.compress(storable(text).encode())) for name, text in texts]
            return [*put("known", rows), *put("snapshot", packed)]

        with self._said():
            is_new = any(_unknown(self._connections.here(), some, with_text))
        if is_new:  # most are known: no lock for them
            self.change("Remember an article", make, is_step=False)

    def known(self) -> list[Known]:
        """Every article that was remembered, by id."""
        sql = "SELECT article_id, source, url, title, text_sha256 FROM known ORDER BY article_id"
        return [Known(ArticleId(str(row[0])), *map(str, row[1:])) for row in self._all(sql)]

    def text_of(self, annotation_id: str) -> str:
        """The article's whole text as it was when the passage was marked; "" if it is unknown."""
        sql = "SELECT s.text FROM annotation a JOIN snapshot s USING (text_sha256) WHERE a.id = ?"
        found = self._one(sql, (annotation_id,))
        return zlib.decompress(found).decode() if isinstance(found, bytes) else ""

    def adopt(self, old_id: ArticleId, new_id: ArticleId) -> None:
        """All that belonged to an article belongs to another now: it was identified anew."""
        if old_id != new_id:
            self.change("Follow an article", lambda db: _adopted(db, old_id, new_id), is_step=False)

    def _called(self, article: ArticleId, label: str) -> str:
        if label:
            return f"“{tidy(label)}”"
        title = self._one("SELECT title FROM known WHERE article_id = ?", (article,))
        return f"“{title}”" if title else "an article"


def _known(article: Article) -> Row:
    words = (article.source, article.url, article.headline)
    return (article.id, *map(storable, words), digest_of(article.text))


def _unknown(
    db: sqlite3.Connection, articles: Sequence[tuple[Row, str]], with_text: bool
) -> tuple[list[Row], list[tuple[Value, str]]]:
    """What is not kept yet of these articles: rows of `known`, and texts by their digests."""
    known = existing(db, "known", [row[:1] for row, _ in articles])
    rows = [row for row, _ in articles if known.get(row[:1]) != row]
    if not with_text:
        return rows, []
    texts = {row[-1]: text for row, text in articles}
    asked = json.dumps(list(texts))
    kept = {digest for (digest,) in db.execute(_KEPT_TEXTS, (asked,)).fetchall()}
    return rows, [(digest, text) for digest, text in texts.items() if digest not in kept]


def _adopted(db: sqlite3.Connection, old_id: str, new_id: str) -> Sequence[Op]:
    """The new article's own marks win, where both have one; annotations add up."""
    ops: list[Op] = []
    for name in ("star", "seen", "tag", "place", "known"):
        table = TABLES[name]
        columns = ", ".join(f'"{column}"' for column in table.columns)
        sql = f"SELECT {columns} FROM {name} WHERE article_id = ?"
        mine = [tuple(row) for row in db.execute(sql, (old_id,)).fetchall()]
        width = len(table.key)
        moved = [(new_id, *row[1:]) for row in mine]
        taken = existing(db, name, [row[:width] for row in moved])
        ops += drop(name, [row[:width] for row in mine])
        ops += put(name, [row for row in moved if row[:width] not in taken])
    keys = db.execute("SELECT id FROM annotation WHERE article_id = ?", (old_id,)).fetchall()
    rows = existing(db, "annotation", keys).values()
    ops += put("annotation", [(row[0], new_id, *row[2:]) for row in rows])
    if not ops:
        return []
    earlier = db.execute("SELECT old_id FROM alias WHERE new_id = ?", (old_id,)).fetchall()
    ops += put("alias", [(was, new_id) for (was,) in [*earlier, (old_id,)] if was != new_id])
    return ops + drop("alias", existing(db, "alias", [(new_id,)]))


def _check(kind: str, quote: str, start: int, end: int, color: str) -> None:
    if kind not in _DONE:
        raise UsageError(f"An annotation is one of: {', '.join(_DONE)}; not “{kind}”.")
    if not 0 <= start <= end:
        raise UsageError(f"A passage can't go from {start} to {end}.")
    if kind == "highlight" and not quote:
        raise UsageError("A highlight needs the words it marks.")
    if not _COLOR.fullmatch(color):
        raise UsageError(f"“{color}” is no name of a colour.", hint="Say yellow, green, blue, …")


def _tags(tags: Sequence[str]) -> str:
    """As JSON: trimmed, each once whatever its case, in their order."""
    spelt: dict[str, str] = {}
    for tag in map(tidy, tags):
        if tag:
            spelt.setdefault(tag.casefold(), tag)
    return json.dumps(list(spelt.values()), ensure_ascii=False)


def _row(fields: dict[str, Any]) -> Row:
    return tuple(fields[name] for name in TABLES["annotation"].columns)


def _fields(row: Row) -> dict[str, Any]:
    return dict(zip(TABLES["annotation"].columns, row, strict=True))


def _version_of(db: sqlite3.Connection, article: ArticleId) -> str:
    """The digest of the text that the article has now; "" if it was not remembered."""
    known = existing(db, "known", [(article,)]).get((article,))
    return str(known[-1]) if known else ""


def _twin(db: sqlite3.Connection, new: dict[str, Any]) -> dict[str, Any] | None:
    """The highlight that stands there already."""
    if new["kind"] != "highlight":
        return None
    key = db.execute(_SAME, {name: new[name] for name in _PLACE}).fetchone()
    return None if key is None else _fields(existing(db, "annotation", [tuple(key)])[tuple(key)])


def _added_to(
    old: dict[str, Any], note: str, color: str, tags: Sequence[str], at: str
) -> Sequence[Op]:
    """What makes one highlight of a passage that was marked twice; nothing written is lost."""
    has_note = not note.strip() or f"\n\n{note}\n\n" in f"\n\n{old['note']}\n\n"
    new = old | {
        "note": old["note"] if has_note else "\n\n".join(filter(None, [old["note"], note])),
        "color": color or old["color"],
        "tags": _tags([*json.loads(old["tags"]), *tags]),
    }
    return [] if new == old else put("annotation", [_row(new | {"updated": at})])


def _annotation(row: Row) -> Annotation:
    fields: list[Any] = list(row)
    fields[11] = tuple(json.loads(fields[11])) if fields[11] != "[]" else ()
    return Annotation(*fields)


def _unused_id(db: sqlite3.Connection) -> str:
    made = _new_id()
    while existing(db, "annotation", [(made,)]):
        made = _new_id()
    return made


def _new_id() -> str:
    """Ten letters and digits: 50 random bits."""
    return base64.b32encode(os.urandom(7))[:10].decode("ascii").lower()
