"""One's own data out of a file: an export of ours, pages that were edited, a backup of the notes.

A path in, what was added and what could not be read out. Rows are merged by `library.notes`; a
hostile line is a value (`Skipped`), never an exception and never half taken over.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.article import ArticleId
from reader.errors import NotFound, ReaderError, UsageError
from reader.export import SUFFIXES
from reader.export.jsonld import read_jsonld
from reader.export.page import read_page
from reader.export.returning import Conflict, Returned, settle
from reader.export.rows import rows_of
from reader.library.notes import Notes
from reader.library.notes.merging import Merged, merge

_DATABASE = b"SQLite format 3\0"
_JSON_LD = re.compile(rb"\s*\{\s*\"@context\"")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?---\r?\nreader:")
_FOR_READING = re.compile(rb"# [^\n]+\n\n\*[^\n]*\*\n")  # as `markdown` begins
_START = 1024  # bytes that tell what a file is


@dataclass(frozen=True, slots=True)
class SkippedPart:
    """A part of a file that is none of ours, and why."""

    where: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    merged: Merged
    skipped: tuple[SkippedPart, ...] = ()
    conflicts: tuple[tuple[str, Conflict], ...] = ()  # with the file's name


def restore(notes: Notes, path: Path) -> Restored:
    """Add what the file has and the notes have not. Raises ReaderError if it is no such file."""
    try:
        return _restored(notes, path)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file “{path}”.") from error
    except OSError as error:
        raise ReaderError(f"“{path}” cannot be read: {error.strerror}.") from error


def _restored(notes: Notes, path: Path) -> Restored:
    if path.is_dir():
        return _of_pages(notes, path, sorted(path.glob("*.md")))
    if path.exists() and not path.is_file():
        raise ReaderError(f"“{path}” is a pipe or a device; it must be a file or a folder.")
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(_DATABASE):
        return Restored(Merged(added=sum(notes.restore(path).values())))
    if _PAGE.match(start):
        return _of_pages(notes, path, [path])
    if SUFFIXES.get(path.suffix.lower()) == "markdown" or _FOR_READING.match(start):
        raise ReaderError(
            f"“{path}” is one Markdown file, for reading; a folder of pages comes back.",
            hint="`reader export --format markdown --output NAME/` writes one.",
        )
    parts = _of_json_ld(path) if _JSON_LD.match(start) else _of_lines(path)
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    skipped: list[SkippedPart] = []
    count = 0
    for number, value in parts:
        try:
            found = rows_of(json.loads(value) if isinstance(value, bytes) else value, notes.at())
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
            skipped.append(SkippedPart(f"line {number}", "it is not JSON", number))
        except ValueError as error:
            skipped.append(SkippedPart(f"line {number}", str(error), number))
        else:
            count += 1
            for table, row in found:
                rows[table].append(row)
    if not count and (skipped or not _JSON_LD.match(start)):
        raise ReaderError(
            f"“{path}” is neither an export of ours nor a backup.",
            hint=f"{skipped[0].where}: {skipped[0].reason}." if skipped else "It is empty.",
        )
    return Restored(merge(notes, rows, f"Restore “{path.name}”"), tuple(skipped))


def _of_lines(path: Path) -> Iterator[tuple[int, object]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _of_json_ld(path: Path) -> Iterator[tuple[int, object]]:
    """Objects of a page of Web Annotations, numbered; what is none of them comes as it is."""
    try:
        page = json.loads(path.read_bytes())
        if not isinstance(page.get("items"), list):
            raise ValueError("it holds no list of annotations")
        yield from enumerate(read_jsonld(page), 1)
    except (ValueError, RecursionError) as error:
        is_json = not isinstance(error, json.JSONDecodeError | RecursionError)
        reason = str(error) if is_json else "it is not JSON"
        raise ReaderError(
            f"“{path}” is no page of Web Annotations that can be read: {reason}."
        ) from error


def _of_pages(notes: Notes, path: Path, files: list[Path]) -> Restored:
    """Pages of Markdown: what is missing here is added in one step, then the edits are made."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    skipped: list[SkippedPart] = []
    conflicts: list[tuple[str, Conflict]] = []
    settled: list[tuple[str, Returned]] = []
    for file in filter(Path.is_file, files):
        try:
            page = read_page(file.read_bytes().decode("utf-8"))
            returned = settle(notes, page, notes.at())
            found = rows_of(returned.value, notes.at())
        except UnicodeDecodeError:
            skipped.append(SkippedPart(file.name, "it is not UTF-8"))
        except ValueError as error:
            skipped.append(SkippedPart(file.name, str(error)))
        else:
            settled.append((file.name, returned))
            conflicts += [(file.name, conflict) for conflict in returned.conflicts]
            for table, row in found:
                rows[table].append(row)
    if not settled:
        raise ReaderError(
            f"There is no page of ours in “{path}”.",
            hint=f"{skipped[0].where}: {skipped[0].reason}." if skipped else "It is empty.",
        )
    merged = merge(notes, rows, f"Restore “{path.name}”")
    changed = 0
    for name, returned in settled:
        try:
            changed += _take_over(notes, returned)
        except UsageError as error:
            skipped.append(SkippedPart(name, str(error)))
    whole = Merged(merged.added, merged.updated + changed, merged.unchanged, merged.deleted)
    return Restored(whole, tuple(skipped), tuple(conflicts))


def _take_over(notes: Notes, returned: Returned) -> int:
    """Make the edits of one page here, each a step of its own; how many."""
    article = ArticleId(returned.value["id"])
    for theirs in returned.edits:
        notes.edit(theirs["id"], note=theirs["note"], color=theirs["color"], tags=theirs["tags"])
    if returned.star is not None:
        notes.star([article], returned.star)
    for tag in returned.tags_on:
        notes.tag([article], tag)
    for tag in returned.tags_off:
        notes.tag([article], tag, False)
    marks = (returned.star is not None) + len(returned.tags_on) + len(returned.tags_off)
    return len(returned.edits) + marks
