"""Reading the library, from any thread: each has its own connection.

In: ids, filters. Out: articles, headlines, listings, raw bytes. Writing is `writer`, for ingest
alone; the user's own data is `notes`, and is only looked at here.
"""

import json
import threading
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Self

from reader.article import Article, ArticleId, Edit, Filter, Flag, Headline
from reader.errors import LibraryError, NotFound, UsageError
from reader.library import changes as change_log
from reader.library import rows, schema
from reader.library.attached import attach_notes
from reader.library.conditions import Conditions, conditions
from reader.library.connection import Connection, connect, reading
from reader.library.listing import Listing, Sort
from reader.library.prepared import unpack_blocks, unpack_data, unpack_edits, unpack_flags
from reader.settings import Folders
from reader.text.badges import from_bits
from reader.text.offsets import Change, Layer, changes, composed
from reader.text.way import Way, way_of

if TYPE_CHECKING:
    from reader.library.fulltext import Index

_SHORTEST_PREFIX = 4
_AT_ONCE = 500  # ids in one statement

_ARTICLE = """
    SELECT a.title, a.is_inferred, b.text, b.blocks, a.byline, a.date, a.date_inferred,
        a.language, a.source, b.url, c.name, a.words, a.added, d.sha256, a.badges
    FROM article AS a
    JOIN body AS b ON b.article = a.key
    JOIN document AS d ON d.key = a.document
    JOIN collection AS c ON c.id = a.collection
    WHERE a.id = :id
"""
_TEXT = "SELECT b.text FROM article AS a JOIN body AS b ON b.article = a.key WHERE a.id = :id"
_TEXTS = """
    SELECT a.id, substr(b.text, 1, :longest), b.blocks FROM json_each(:ids) AS j
    JOIN article AS a ON a.id = j.value JOIN body AS b ON b.article = a.key
"""
_WAY = """
    SELECT d.sha256 || ' ' || d.encoding, b.start, o.edits FROM article AS a
    JOIN document AS d ON d.key = a.document
    JOIN original AS o ON o.document = d.key
    JOIN body AS b ON b.article = a.key
    WHERE a.id = :id
"""
_STARTING = "SELECT id FROM article WHERE id >= :prefix AND id < :end ORDER BY id LIMIT 2"
_ORIGINAL = """
    SELECT o.data, o.edits, d.declared, b.start, b.end FROM article AS a
    JOIN document AS d ON d.key = a.document
    JOIN original AS o ON o.document = d.key
    JOIN body AS b ON b.article = a.key
    WHERE a.id = :id
"""
_FLAGS = """
    SELECT d.flags FROM article AS a JOIN document AS d ON d.key = a.document WHERE a.id = :id
"""
_COUNT = "SELECT coalesce(sum(articles - iif(:is_folded, folded, 0)), 0) FROM collection"
_COLLECTIONS = """
    SELECT name, articles - iif(:is_folded, folded_here, 0) FROM collection
    WHERE articles > 0 ORDER BY name COLLATE NOCASE, name
"""
_KIN = """
    FROM article AS a WHERE a.kin <> 0
    AND a.kin = (SELECT kin FROM article WHERE id = :id AND kin <> 0)
    ORDER BY a.folded & 1, a.by_date DESC
"""


class Library:
    """The articles there are. Close it, or let it go."""

    def __init__(self, folders: Folders, *, read_only: bool = False) -> None:
        self.folders = folders
        self._read_only = read_only
        self._own = threading.local()
        self.index: Index | None = None  # the connection that brings the index up, kept
        self.index_lock = threading.Lock()  # of that connection

    @classmethod
    def open(cls, folders: Folders, *, read_only: bool = False) -> Self:
        """Open the library; make or migrate it when needed, unless `read_only`.

        Raises LibraryError: newer than this program, damaged, not to be opened.
        """
        if read_only and not folders.library.exists():
            raise LibraryError(
                f"There is no library at {folders.library}.", hint="Import something first."
            )
        if not read_only:
            folders.make()
            first = connect(folders.library)
            schema.prepare(first)
            first.close()
        library = cls(folders, read_only=read_only)
        library.connection()
        return library

    def close(self) -> None:
        """Close this thread's connection, let go of the others: they close when they are done.

        Closing one here, under a statement that its thread runs, would crash the program.
        """
        own: Connection | None = getattr(self._own, "db", None)
        self._own = threading.local()
        if own is not None:
            with suppress(LibraryError), reading(own):
                own.close()
        if self.index_lock.acquire(blocking=False):
            self.close_index()
            self.index_lock.release()

    def close_index(self) -> None:
        """Close the connection to the index. Call while holding its lock."""
        if self.index is not None:
            self.index.close()
            self.index = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def connection(self) -> Connection:
        """This thread's connection, which can't write; the notes attached if there are any."""
        db: Connection | None = getattr(self._own, "db", None)
        if db is None:
            db = connect(self.folders.library, read_only=self._read_only, timeout=10.0)
            schema.check(db, schema.APPLICATION_ID, len(schema.MIGRATIONS))
            with reading(db):
                db.execute("PRAGMA query_only = ON")
                db.execute("PRAGMA cache_size = -2048")  # a thread; more is no faster
                db.execute("PRAGMA cell_size_check = OFF")  # a sixth of a window's time
                db.create_function("casefold", 1, str.casefold, deterministic=True)
            self._own.db = db
        attach_notes(db, self.folders.notes)
        return db

    def article(self, name: ArticleId) -> Article:
        """The whole article. Raises NotFound."""
        db = self.connection()
        with reading(db):
            row = db.execute(_ARTICLE, {"id": name}).fetchone()
        if row is None:
            raise _not_found(name)
        title, is_inferred, text, blocks, byline, date, date_inferred, *rest = row
        language, source, url, collection, words, added, sha256, badges = rest
        return Article(
            id=name,
            title="" if is_inferred else title,
            title_inferred=title if is_inferred else "",
            text=text,
            blocks=unpack_blocks(blocks),
            byline=byline,
            date=date,
            date_inferred=bool(date_inferred),
            language=language,
            source=source,
            url=url,
            collection=collection,
            words=words,
            added=added,
            raw_sha256=sha256,
            badges=from_bits(badges),
        )

    def text(self, name: ArticleId) -> str:
        """The article's clean text alone. Raises NotFound."""
        db = self.connection()
        with reading(db):
            row = db.execute(_TEXT, {"id": name}).fetchone()
        if row is None:
            raise _not_found(name)
        return str(row[0])

    def texts(self, names: Iterable[ArticleId], longest: int) -> list[tuple[ArticleId, str, str]]:
        """(id, text, packed blocks), texts no longer than that many characters."""
        db = self.connection()
        with reading(db):
            values = {"ids": json.dumps(list(names)), "longest": longest}
            return db.execute(_TEXTS, values).fetchall()

    def way(self, name: ArticleId) -> Way:
        """The way from the article's text back to its document's raw text. Raises NotFound."""
        db = self.connection()
        with reading(db):
            row = db.execute(_WAY, {"id": name}).fetchone()
        if row is None:
            raise _not_found(name)
        sha256, start, edits = row
        return way_of(sha256, start, unpack_edits(edits))

    def resolve(self, prefix: str) -> ArticleId:
        """The id that begins so. Raises NotFound, or UsageError when several do."""
        prefix = prefix.strip().lower()
        if len(prefix) < _SHORTEST_PREFIX:
            raise UsageError(
                f"“{prefix}” is too short to name an article.",
                hint=f"Give at least {_SHORTEST_PREFIX} characters of its id; see `reader list`.",
            )
        db = self.connection()
        with reading(db):
            found = db.execute(_STARTING, {"prefix": prefix, "end": prefix + "\x7f"}).fetchall()
        if not found:
            raise _not_found(prefix)
        if len(found) > 1:
            raise UsageError(
                f"More than one article's id begins with “{prefix}”.", hint="Give more of it."
            )
        return ArticleId(found[0][0])

    def raw(self, name: ArticleId) -> bytes:
        """The bytes of the article's document, as they came."""
        return unpack_data(self._original(name)[0])

    def document_text(self, name: ArticleId) -> str:
        """The article's document, decoded and otherwise as it came."""
        from reader.text.decoding import decode

        data, _, declared, _, _ = self._original(name)
        return decode(unpack_data(data), declared).text

    def flags(self, article: Article) -> list[Flag]:
        """Of what was flagged in its document, what stands in the article."""
        db = self.connection()
        with reading(db):
            row = db.execute(_FLAGS, {"id": article.id}).fetchone()
        return [flag for flag in unpack_flags(row[0] if row else "") if flag.text in article.text]

    def layers(self, name: ArticleId) -> tuple[Layer, ...]:
        """What cleaning changed in the article's document, stage by stage."""
        return _layers(unpack_edits(self._original(name)[1]))

    def edits(self, name: ArticleId) -> list[Edit]:
        """What cleaning changed in the article, each at its place in the decoded raw text."""
        from dataclasses import replace

        _, packed, _, start, end = self._original(name)
        layers = _layers(unpack_edits(packed))
        first, last = _back(layers, start), _back(layers, end, is_end=True)
        found: list[Edit] = []
        for number, layer in enumerate(layers):
            for edit in layer.edits:
                begins = _back(layers[:number], edit.start)
                ends = max(begins, _back(layers[:number], edit.end, is_end=True))
                if begins <= last and ends >= first:
                    found.append(replace(edit, start=begins, end=ends))
        return found

    def changes(self, name: ArticleId) -> list[Change]:
        """What the article's text owes to cleaning, each change at its place in that text.

        Edits of several stages that touch are one; their own places are in the decoded raw text.
        """
        from reader.text.decoding import decode

        data, packed, declared, start, end = self._original(name)
        raw = decode(unpack_data(data), declared).text
        return changes(composed(raw, _layers(unpack_edits(packed))), start, end)

    def _original(self, name: ArticleId) -> tuple[bytes, bytes, str, int, int]:
        db = self.connection()
        with reading(db):
            row = db.execute(_ORIGINAL, {"id": name}).fetchone()
        if row is None:
            raise _not_found(name)
        data, edits, declared, start, end = row
        return data, edits, declared, start, end

    def headlines(self, ids: Iterable[ArticleId], meeting: Filter | None = None) -> list[Headline]:
        """The headlines of these articles that meet a filter, in this order; no unknown ids."""
        db = self.connection()
        asked = Conditions("")
        if meeting is not None:
            with reading(db):
                names = dict(db.execute("SELECT name, id FROM collection").fetchall())
            asked = conditions(meeting, names, has_notes=bool(db.notes_inode))
        also = f" AND {asked.sql}" if asked.sql else ""
        wanted = list(ids)
        found: dict[ArticleId, Headline] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            values: dict[str, object] = {
                f"i{n}": name for n, name in enumerate(wanted[start : start + _AT_ONCE])
            }
            marks = ", ".join(f":{name}" for name in values)
            chosen = f"FROM article AS a WHERE a.id IN ({marks}){also}"
            with reading(db):
                for row in rows.headlines(db, chosen, values | asked.values):
                    found[row.id] = row
        return [found[name] for name in wanted if name in found]

    def count(self, *, is_folded: bool = False) -> int:
        """How many articles there are, or rows where copies fold; costs nothing."""
        db = self.connection()
        with reading(db):
            return int(db.execute(_COUNT, {"is_folded": is_folded}).fetchone()[0])

    def collections(self, *, is_folded: bool = False) -> list[tuple[str, int]]:
        """Each collection and how many articles it holds, or rows where copies fold."""
        db = self.connection()
        with reading(db):
            return db.execute(_COLLECTIONS, {"is_folded": is_folded}).fetchall()

    def copies(self, name: ArticleId) -> list[Headline]:
        """The other articles that are copies of it: first the one that stands for all, by date."""
        db = self.connection()
        with reading(db):
            found = rows.headlines(db, _KIN, {"id": name})
        return [row for row in found if row.id != name]

    def listing(
        self,
        wanted: Filter = Filter(),  # noqa: B008
        sort: Sort = "date",
        *,
        is_folded: bool = False,
    ) -> Listing:
        """The articles a filter asks for, in an order, as they are now; copies in one row?"""
        return Listing(self.connection, wanted, sort, is_folded=is_folded)

    def data_version(self) -> int:
        """Grows whenever any program has changed articles."""
        return change_log.latest(self.connection())


def _not_found(name: str) -> NotFound:
    return NotFound(f"No article has the id “{name}”.", hint="`reader list` shows all ids.")


def _layers(edits: Iterable[Edit]) -> tuple[Layer, ...]:
    return tuple(
        Layer(stage, tuple(group)) for stage, group in groupby(edits, key=lambda edit: edit.stage)
    )


def _back(layers: tuple[Layer, ...], offset: int, *, is_end: bool = False) -> int:
    """A place after these stages in the text before them."""
    for layer in reversed(layers):
        offset = layer.back(offset, is_end=is_end)
    return offset
