"""Where passages stand in the texts of today, beside the selectors that stay as they were made.

In go places found by `library.reanchoring`, and the user's own word for an orphan. Out comes what
has yet to be looked for. Finding is `text`'s, annotations themselves are `passages`'s.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.article import AnchorState, Annotation, ArticleId
from reader.errors import NotFound, UsageError
from reader.library.notes.ledger import Ledger
from reader.library.notes.marks import storable
from reader.library.notes.tables import TABLES, Op, Row, Value, drop, existing, put
from reader.text.anchors import Selector
from reader.text.way import Way

_STATES = ("exact", "moved", "orphan")
_MARKED = """
    SELECT DISTINCT article_id FROM annotation WHERE deleted_at IS NULL AND quote <> ''
    ORDER BY article_id
"""
_TO_PLACE = """
    SELECT a.id, a.quote, a.prefix, a.suffix, a.start, a."end", a.text_sha256
    FROM annotation a LEFT JOIN placement p ON p.annotation_id = a.id
    WHERE a.article_id = ? AND a.deleted_at IS NULL AND a.quote <> ''
    AND iif(a.text_sha256 = ?,
        coalesce(p.state <> 'exact' OR p.start <> a.start OR p."end" <> a."end", 0),
        p.annotation_id IS NULL OR ? <>
        coalesce((SELECT text_sha256 FROM placed_in i WHERE i.article_id = a.article_id), ''))
"""
_TEXT = "SELECT text FROM snapshot WHERE text_sha256 = ?"
_WAY = "SELECT raw_sha256, steps FROM way WHERE text_sha256 = ?"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A passage whose place in today's text is not known yet."""

    annotation_id: str
    selector: Selector
    start: int
    end: int
    text_sha256: str  # of the text it was marked in; "" if that was not kept


Place = tuple[str, int, int, AnchorState]  # of an annotation


class Anchoring(Ledger):
    """Placements: they can be made again; the selectors never change by themselves."""

    def marked(self) -> list[ArticleId]:
        """Every article in which a passage is marked."""
        return [ArticleId(str(row[0])) for row in self._all(_MARKED)]

    def unplaced(self, article: ArticleId, text_sha256: str) -> list[Unplaced]:
        """The article's passages that were never looked for in this text of it."""
        rows = self._all(_TO_PLACE, (article, text_sha256, text_sha256))
        return [
            Unplaced(str(made), Selector(quote, prefix, suffix), start, end, digest)
            for made, quote, prefix, suffix, start, end, digest in rows
        ]

    def version(self, text_sha256: str) -> tuple[str, Way | None]:
        """A text in which something was marked, and its way to the raw one; "" if it is unknown."""
        kept = self._one(_TEXT, (text_sha256,))
        text = zlib.decompress(kept).decode() if isinstance(kept, bytes) else ""
        way = self._all(_WAY, (text_sha256,))
        return text, Way.unpacked(*way[0]) if way else None

    def keep_way(self, text_sha256: str, way: Way) -> None:
        """Keep how a text goes back to the raw one, once."""
        row: Row = (text_sha256, way.raw_sha256, way.packed())

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            return [] if existing(db, "way", [row[:1]]) else put("way", [row])

        self.change("Remember an article", make, is_step=False)

    def keeps_way(self, text_sha256: str) -> bool:
        """Whether that of this text is kept."""
        return self._one("SELECT 1 FROM way WHERE text_sha256 = ?", (text_sha256,)) is not None

    def place_all(self, found: Iterable[tuple[ArticleId, str, Sequence[Place]]]) -> None:
        """For each article the digest of its text and where its passages are in it now."""
        some = list(found)

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            digests = [(article, digest) for article, digest, _ in some]
            return [
                *_placements(db, [place for _, _, places in some for place in places]),
                *put("placed_in", digests),
            ]

        if some:
            self.change("Find passages again", make, is_step=False)

    def reanchor(self, annotation_id: str, start: int, end: int, state: AnchorState) -> None:
        """Say where a passage stands now. No step of undo; the selector stays as it was made."""
        self.reanchor_all([(annotation_id, start, end, state)])

    def reanchor_all(self, places: Iterable[Place]) -> None:
        """Many at once, as after an import."""
        rows = list(places)
        if any(row[3] not in _STATES for row in rows):
            raise UsageError(f"A passage is one of: {', '.join(_STATES)}.")
        self.change("Find passages again", lambda db: _placements(db, rows), is_step=False)

    def reattach(
        self, made: Annotation, selector: Selector, start: int, text_sha256: str, label: str
    ) -> None:
        """The user says where a passage is: it is marked there from now on; undo takes it back."""
        now: dict[str, Value] = {
            "quote": storable(selector.exact), "prefix": storable(selector.prefix),
            "suffix": storable(selector.suffix), "start": start,
            "end": start + len(selector.exact), "text_sha256": text_sha256, "updated": self.at(),
        }  # fmt: skip

        def make(db: sqlite3.Connection) -> Sequence[Op]:
            row = existing(db, "annotation", [(made.id,)]).get((made.id,))
            if row is None:
                raise NotFound(f"There is no annotation “{made.id}” any more.")
            columns = TABLES["annotation"].columns
            changed: dict[str, Value] = dict(zip(columns, row, strict=True)) | now
            return [
                *put("annotation", [tuple(changed[name] for name in columns)]),
                *drop("placement", [(made.id,)]),
                *drop("placed_in", [(made.article,)]),  # undo brings a place back that may be old
            ]

        self.change(f"Re-attach a {made.kind} in “{label}”", make)


def _placements(db: sqlite3.Connection, rows: Sequence[Place]) -> Sequence[Op]:
    """What is new of these."""
    before = existing(db, "placement", [row[:1] for row in rows])
    return put("placement", [row for row in rows if before.get(row[:1]) != row])
