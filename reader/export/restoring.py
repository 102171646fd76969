"""One's own data out of a file: an export of ours in JSON lines, or a backup of the notes.

A path in, what was added and what could not be read out. Rows are merged by `library.notes`; a
hostile line is a value (`Skipped`), never an exception and never half taken over.
"""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from reader.article import AnchorState, AnnotationKind
from reader.errors import NotFound, ReaderError
from reader.export.jsonl import VERSION
from reader.library.notes import Notes
from reader.library.notes.merging import Merged, merge

_DATABASE = b"SQLite format 3\0"
_KINDS: tuple[str, ...] = get_args(AnnotationKind)
_STATES: tuple[str, ...] = get_args(AnchorState)
_TEXTS = ("id", "article", "quote", "prefix", "suffix", "note", "color", "created", "updated")


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that is none of ours, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    merged: Merged
    skipped: tuple[SkippedLine, ...] = ()


def restore(notes: Notes, path: Path) -> Restored:
    """Add what the file has and the notes have not. Raises ReaderError if it is no such file."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_DATABASE))
    except FileNotFoundError as error:
        raise NotFound(f"There is no file “{path}”.") from error
    except OSError as error:
        raise ReaderError(f"“{path}” cannot be read: {error.strerror}.") from error
    if start == _DATABASE:
        return Restored(Merged(added=sum(notes.restore(path).values())))
    rows, skipped, count = _rows_of_lines(path, notes.at())
    if not count:
        raise ReaderError(
            f"“{path}” is neither an export in JSON lines nor a backup of ours.",
            hint=skipped[0].reason if skipped else "It is empty.",
        )
    return Restored(merge(notes, rows, f"Restore “{path.name}”"), tuple(skipped))


_Rows = dict[str, list[tuple[Any, ...]]]


def _rows_of_lines(path: Path, now: str) -> tuple[_Rows, list[SkippedLine], int]:
    """Rows by table, what was skipped, and how many lines were ours."""
    rows: _Rows = defaultdict(list)
    skipped: list[SkippedLine] = []
    count = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                for table, row in _rows_of_line(line, now):
                    rows[table].append(row)
                count += 1
            except ValueError as error:
                skipped.append(SkippedLine(number, str(error)))
    return rows, skipped, count


def _rows_of_line(line: bytes, now: str) -> list[tuple[str, tuple[Any, ...]]]:
    """All rows of a line or a ValueError, so that none is half taken over."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(value, dict):
        raise ValueError("it is no object")
    if "reader" not in value:
        if value.get("kind") in _KINDS and "article" in value:  # `reader annotations --json`
            return list(_annotation_rows(value, ""))
        raise ValueError("it is no line of an export of ours")
    if value["reader"] != VERSION:
        raise ValueError("it was written by a newer reader")
    if "saved_search" in value:
        search = _dict(value["saved_search"])
        return [("saved_search", (_text(search, "name"), _text(search, "query")))]
    return list(_article_rows(value, now))


def _article_rows(value: dict[str, Any], now: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    article = _identity(value, "id")
    if value.get("starred") is True:
        yield "star", (article, now)
    if value.get("read") is True:
        yield "seen", (article,)
    for tag in _list(value, "tags"):
        if not isinstance(tag, str) or not tag.strip():
            raise ValueError("a tag is no text")
        yield "tag", (article, tag.casefold(), tag)
    place = value.get("place", 0)
    if type(place) is int and place > 0:
        yield "place", (article, place)
    digest = ""
    if isinstance(value.get("text"), str):
        data = value["text"].encode("utf-8", "replace")
        digest = hashlib.sha256(data).hexdigest()
    annotations = [_dict(each) for each in _list(value, "annotations")]
    if annotations and digest:
        yield "snapshot", (digest, zlib.compress(data, 9))
    if annotations or value.get("starred") or value.get("tags"):
        title, source, url = (_text(value, name) for name in ("title", "source", "url"))
        yield "known", (article, source, url, title, digest)
    for annotation in annotations:
        yield from _annotation_rows(annotation | {"article": article}, digest)


def _annotation_rows(
    value: dict[str, Any], text_sha256: str
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    fields = {name: _text(value, name) for name in _TEXTS}
    identity, article = _identity(value, "id"), _identity(value, "article")
    kind, state = value.get("kind"), value.get("state", "exact")
    start, end = value.get("start", 0), value.get("end", 0)
    if kind not in _KINDS or state not in _STATES:
        raise ValueError(f"an annotation of an unknown kind or state: {kind!r}, {state!r}")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < 1 << 62:
        raise ValueError("an annotation has no sensible place")
    tags = _list(value, "tags")
    if not all(isinstance(tag, str) for tag in tags):
        raise ValueError("a tag is no text")
    yield (
        "annotation",
        (
            identity, article, kind, fields["quote"], fields["prefix"], fields["suffix"],
            start, end, fields["note"], fields["color"] or "yellow",
            json.dumps(tags, ensure_ascii=False), text_sha256,
            fields["created"], fields["updated"], None,
        ),
    )  # fmt: skip
    if state != "exact":
        yield "placement", (identity, start, end, state)


def _identity(value: dict[str, Any], name: str) -> str:
    found = _text(value, name)
    if not found:
        raise ValueError(f"it has no {name}")
    return found


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"“{name}” is no text")
    return (found or "").encode("utf-8", "replace").decode()


def _list(value: dict[str, Any], name: str) -> list[Any]:
    found = value.get(name, [])
    if not isinstance(found, list):
        raise ValueError(f"“{name}” is no list")
    return found


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("it holds something that is no object")
    return value
