"""How much an import would find, told while it is being counted. Nothing is opened, nothing kept.

In: a path. Out: counts that grow, by time. What a document is, and what is left out, is `walk`.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.ingest.walk import Found, walk

_EACH = 0.1  # seconds between two counts
_MOST = 200_000  # entries; a folder that holds more is a whole disk


@dataclass(frozen=True, slots=True)
class Counted:
    """What there is so far; with `is_all` that is everything."""

    files: int = 0  # that can be read
    folders: int = 0  # they lie in
    others: int = 0
    reason: str = ""  # why the first of the others can't be read
    is_all: bool = False


def count(path: Path) -> Iterator[Counted]:
    """Count what lies under a path, a few times a second; the last count is the result."""
    files, others, reason = 0, 0, ""
    folders: set[Path] = set()
    told = time.monotonic()
    for number, found in enumerate(walk([path]), 1):
        if isinstance(found, Found):
            files += 1
            folders.add(found.path.parent)
        else:
            others += 1
            reason = reason or found.reason
        if number >= _MOST:
            yield Counted(files, len(folders), others, reason)
            return
        if time.monotonic() - told >= _EACH:
            yield Counted(files, len(folders), others, reason)
            told = time.monotonic()
    yield Counted(files, len(folders), others, reason, is_all=True)
