"""Which document one is: known by its path, or by its source or content once its file has moved.

In: a prepared document. Out: what the library knows of it, if it does.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from reader.library.connection import Connection, reading
from reader.library.prepared import Prepared

_COLUMNS = """
    key, identity, source, (SELECT name FROM collection WHERE id = collection), path, size,
    modified_ns, sha256, rules, refused
"""
_BY_PATH = f"SELECT {_COLUMNS} FROM document WHERE path = :path"
_BY_SOURCE = f"SELECT {_COLUMNS} FROM document WHERE source = :source ORDER BY key"
_BY_SHA256 = f"SELECT {_COLUMNS} FROM document WHERE sha256 = :sha256 ORDER BY key LIMIT 100"
_IS_TAKEN = "SELECT 1 FROM document WHERE identity = :identity"


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows of a document."""

    key: int
    identity: str
    source: str
    collection: str
    path: str | bytes
    size: int
    modified_ns: int
    sha256: str
    rules: int
    refused: str

    @property
    def is_gone(self) -> bool:
        """Whether its file is no longer where it was; what had no file never moves."""
        return bool(self.path) and not os.path.lexists(self.path)


def at_path(db: Connection, path: str) -> Known | None:
    """The document that lay at `path`."""
    with reading(db):
        row = db.execute(_BY_PATH, {"path": stored(path)}).fetchone()
    return Known(*row) if row else None


def find(db: Connection, prepared: Prepared) -> Known | None:
    """The document this is: by its path, or by its source or content if its file moved."""
    path = stored(prepared.path)
    if path and (known := at_path(db, prepared.path)):
        return known
    same_source = db.execute(_BY_SOURCE, {"source": prepared.source}).fetchall()
    same_content = db.execute(_BY_SHA256, {"sha256": prepared.sha256}).fetchall()
    for known in (Known(*row) for row in same_source):
        if known.is_gone or known.path == path:
            return known
    return next((k for k in (Known(*row) for row in same_content) if k.is_gone), None)


def new_name(db: Connection, source: str) -> str:
    """The identity of a new document: its source, numbered where that is taken."""
    identity, number = source, 1
    while db.execute(_IS_TAKEN, {"identity": identity}).fetchone():
        number += 1
        identity = f"{source}#{number}"
    return identity


def stored(path: str) -> str | bytes:
    """A path as it is kept: bytes where its name is no UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(Path(path))
    return path
