"""Whether a file that can be made again is sound, and setting a damaged one aside.

In: the path of library.db or search.db. Out: what SQLite's own check finds, in words. The notes,
which can't be made again, have their own room (`notes.repair`).
"""

import secrets
from pathlib import Path

from reader.errors import LibraryError
from reader.library.connection import connect, reading

_BESIDE = ("-wal", "-shm")


def problem(path: Path) -> str:
    """What is wrong with the file, as a sentence; "" if it is sound or not there."""
    if not path.exists():
        return ""
    try:
        db = connect(path, subject="The file", read_only=True)
        try:
            with reading(db):
                answer = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
        finally:
            db.close()
    except LibraryError as error:
        return str(error)
    return "" if answer == "ok" else f"The file {path} is damaged: {answer}."


def set_aside(path: Path) -> Path:
    """Give a damaged file, and what SQLite keeps beside it, another name; the new name."""
    kept = path.with_name(f"{path.name}.damaged-{secrets.token_hex(3)}")
    try:
        path.rename(kept)
        for ending in _BESIDE:
            beside = Path(f"{path}{ending}")
            if beside.exists():
                beside.rename(f"{kept}{ending}")
    except OSError as error:
        raise LibraryError(
            f"The damaged file {path} cannot be set aside: {error.strerror}.",
            hint="Allow writing to its folder, or move it away yourself.",
        ) from error
    return kept
