"""Objects of an export turned into rows of the notes.

In: an object as a line of the JSON export has it. Out: rows by table, for `library.notes.merging`.
Whatever is not as it should be raises ValueError with a reason, so that nothing is half taken over.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any, get_args

from reader.article import AnchorState, AnnotationKind
from reader.export.jsonl import VERSION
from reader.library.notes.tables import TABLES

_KINDS: tuple[str, ...] = get_args(AnnotationKind)
_STATES: tuple[str, ...] = get_args(AnchorState)
_TEXTS = ("id", "article", "quote", "prefix", "suffix", "note", "color", "created", "updated")

_NUMBERS = ("is_edit", "start")

Row = tuple[str, tuple[Any, ...]]
"""A table's name, and a row of it in the order of its columns."""


def rows_of(value: object, now: str) -> list[Row]:
    """All rows of one object. Raises ValueError."""
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
        return [("saved_search", (_text(search, "name"), _text(search, "query"), _place(search)))]
    if "refusal" in value:
        return [("refusal", _refusal_row(_dict(value["refusal"])))]
    return list(_article_rows(value, now))


def _place(search: dict[str, Any]) -> int:
    """Where it stood among the searches; exports from before there were places have none."""
    place = search.get("place", 0)
    return place if type(place) is int and 0 <= place < 1 << 31 else 0


def _refusal_row(value: dict[str, Any]) -> tuple[Any, ...]:
    """What was taken back of cleaning."""
    row = {name: _text(value, name) for name in TABLES["refusal"].columns if name not in _NUMBERS}
    is_edit, start = value.get("is_edit", False), value.get("start", 0)
    if not (row["id"] and row["rule"] and (row["document"] or row["collection"])):
        raise ValueError("what was taken back has no id, no rule or no place")
    if type(is_edit) is not bool or type(start) is not int or not 0 <= start < 1 << 62:
        raise ValueError("what was taken back has no sensible place")
    numbers = {"is_edit": int(is_edit), "start": start}
    return tuple((row | numbers)[name] for name in TABLES["refusal"].columns)


def _article_rows(value: dict[str, Any], now: str) -> Iterator[Row]:
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


def _annotation_rows(value: dict[str, Any], text_sha256: str) -> Iterator[Row]:
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
