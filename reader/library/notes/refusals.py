"""What the user took back of cleaning: kept here, so that it stays so after any import.

In: refusals. Out: those that hold. Each is one step, which undo takes back. Not here: what a
refusal does to a text (`text.refusing`), cleaning the documents concerned again (`ingest`).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, replace

from reader.article import Article, Refusal
from reader.errors import NotFound, UsageError
from reader.library.notes.ledger import Ledger
from reader.library.notes.marks import storable, tidy
from reader.library.notes.tables import TABLES, Row, drop, existing, put

_COLUMNS = ", ".join(f'"{column}"' for column in TABLES["refusal"].columns)
_ALL = f"SELECT {_COLUMNS} FROM refusal ORDER BY created, id"
_SHORTEST_PREFIX = 4


class Refusals(Ledger):
    """Changes and rules of cleaning that the user does not want."""

    def refusals(self) -> list[Refusal]:
        """All of them, the oldest first."""
        return [replace(Refusal(*row), is_edit=bool(row[5])) for row in self._all(_ALL)]

    def refusals_in(self, article: Article) -> list[Refusal]:
        """What was taken back of the article's document, or of its whole collection."""
        return [
            each
            for each in self.refusals()
            if each.document == article.source
            or (each.document and each.sha256 == article.raw_sha256)
            or (not each.document and each.collection == article.collection)
        ]

    def refusal(self, id_prefix: str) -> Refusal:
        """By its id, or the beginning of it. Raises NotFound, or UsageError if several do."""
        found = [each for each in self.refusals() if each.id.startswith(id_prefix.lower())]
        if not found or len(id_prefix) < _SHORTEST_PREFIX:
            raise NotFound(
                f"Nothing that was taken back has the id “{id_prefix}”.",
                hint="`reader keep-raw --list` shows all of it.",
            )
        if len(found) > 1:
            raise UsageError(f"Several ids begin with “{id_prefix}”.", hint="Give more of it.")
        return found[0]

    def refuse(self, refusals: Sequence[Refusal]) -> list[Refusal]:
        """Keep them, as one step; with the ids they have from now on."""
        at = self.at()
        made = [_named(each, at) for each in refusals]
        rows: list[Row] = [_row(each) for each in made]
        self.change(
            _action(made),
            lambda db: put(
                "refusal",
                [row for row in rows if row[:1] not in existing(db, "refusal", [row[:1]])],
            ),
        )
        return made

    def accept(self, refusal: Refusal) -> None:
        """Let cleaning do it again."""
        key: Row = (refusal.id,)
        self.change(
            _action([refusal], is_again=True),
            lambda db: drop("refusal", existing(db, "refusal", [key])),
        )


def _row(refusal: Refusal) -> Row:
    return tuple(int(v) if isinstance(v, bool) else v for v in astuple(refusal))


def _named(refusal: Refusal, at: str) -> Refusal:
    """The same refusal has the same id, whoever makes it and when."""
    stored = replace(
        refusal,
        document=storable(refusal.document),
        collection=storable(refusal.collection),
        before=storable(refusal.before),
        prefix=storable(refusal.prefix),
        suffix=storable(refusal.suffix),
        title=storable(refusal.title),
        created=at,
    )
    parts = [stored.rule, stored.document, "" if stored.document else stored.collection]
    if stored.is_edit:
        parts += [stored.before, stored.prefix, stored.suffix, str(stored.start)]
    name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
    return replace(stored, id=name)


def _action(made: Sequence[Refusal], *, is_again: bool = False) -> str:
    """How the history names it: “Leave “Title” as it came where tab had changed it”."""
    first = made[0]
    where = f"“{tidy(first.title)}”" if first.document else f"all of “{tidy(first.collection)}”"
    if is_again:
        return f"Let {first.rule} change {'a place in ' if first.is_edit else ''}{where} again"
    if first.is_edit:
        return f"Leave {where} as it came where {first.rule} had changed it"
    return f"Leave {where} without the rule {first.rule}"
