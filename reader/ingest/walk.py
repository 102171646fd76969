"""From the paths a person names to the documents there, and what is left out and why.

In: paths, perhaps a collection's name. Out: Found and Skipped, in a steady order. Links are not
followed, so nothing outside is read and no loop is walked. No file is opened here.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.formats import FORMATS, unknown
from reader.formats.files import reason_of, unreadable
from reader.text.safety import safe


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document, not yet opened."""

    path: Path
    source: str
    collection: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out."""

    path: Path
    reason: str


def walk(paths: Sequence[Path], collection: str = "") -> Iterator[Found | Skipped]:
    """Every document under the paths, folder by folder, by name. One named twice comes once."""
    seen: set[Path] = set()
    for path in paths:
        for found in _walk_one(path, collection):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def _walk_one(path: Path, collection: str) -> Iterator[Found | Skipped]:
    """What a person names is followed where it leads, hidden or not."""
    try:
        real = Path(os.path.realpath(path, strict=True))
        status = real.stat()
    except OSError as error:
        reason = reason_of(error)
        yield Skipped(
            path, reason.replace("file", "file or folder") if "such" in reason else reason
        )
        return
    if stat.S_ISDIR(status.st_mode):
        name = collection or shown(real.name) or "Articles"
        yield from _walk_folder(real, real, name)
        return
    name = collection or shown(real.parent.name) or "Articles"
    if real.suffix and real.suffix.lower() not in FORMATS:
        yield Skipped(path, unknown(real.suffix.lower()))
    else:
        yield _found(real, status, name, real.name)


def _walk_folder(folder: Path, root: Path, collection: str) -> Iterator[Found | Skipped]:
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Skipped(folder, reason_of(error))
            continue
        deeper: list[Path] = []
        for entry in inside:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                deeper.append(path)
            else:
                yield _entry(entry, path, root, collection)
        waiting += reversed(deeper)


def _entry(entry: "os.DirEntry[str]", path: Path, root: Path, collection: str) -> Found | Skipped:
    if entry.name.startswith("."):
        is_folder = entry.is_dir(follow_symlinks=False)
        return Skipped(path, "it is a hidden folder" if is_folder else "it is hidden")
    if entry.is_symlink():
        return Skipped(path, "it is a link; name what it leads to, to import that")
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Skipped(path, reason_of(error))
    suffix = path.suffix.lower()
    if stat.S_ISREG(status.st_mode) and suffix not in FORMATS:
        return Skipped(path, unknown(suffix))
    return _found(path, status, collection, path.relative_to(root).as_posix())


def _found(path: Path, status: os.stat_result, collection: str, relative: str) -> Found | Skipped:
    if reason := unreadable(status):
        return Skipped(path, reason)
    source = f"{collection}/{shown(relative)}"
    return Found(path, source, collection, status.st_size, status.st_mtime_ns)


def shown(name: str) -> str:
    """A file's name as text that may be kept and shown; bytes that are no UTF-8 as \\xNN."""
    return safe(os.fsencode(name).decode("utf-8", "backslashreplace"), keep_newlines=False).strip()
