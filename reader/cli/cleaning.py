"""`reader clean`: the cleaning pipeline as a filter that keeps nothing.

Bytes or JSON lines in; clean text, or all that is known about it as JSON, out. What is clean is
decided in `text.cleaning`.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.article import Block
from reader.cli import output
from reader.cli.edits import edit_object
from reader.errors import NotFound, ReaderError
from reader.formats.files import LARGEST
from reader.text.cleaning import CleanArticle, Cleaned
from reader.text.cleaning import clean as clean_text
from reader.text.decoding import decode

_MARKDOWN = {".md", ".markdown"}
_PARTLY = 3
_SAMPLE = 64 << 10  # characters that tell a text
_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 25  # characters for one that text does not have
_INK = re.compile(r"[^\n]+")
_HOLE = "\0"  # cleaning leaves none in a text


def clean(args: argparse.Namespace) -> int:
    """Each file (standard input without one), cleaned, to standard output."""
    output.utf8()
    if args.jsonl:
        return _clean_lines(args)
    names = args.files or ["-"]
    if len(names) == 1:
        _clean_file(names[0], args)
        return 0
    failed = 0
    for name in names:
        try:
            _clean_file(name, args)
        except ReaderError as error:
            output.say(f"{error}")
            failed += 1
    return 0 if not failed else 1 if failed == len(names) else _PARTLY


def _clean_file(name: str, args: argparse.Namespace) -> None:
    data = _read(name)
    decoded = decode(data)
    if reason := _unfit(data, decoded.text):
        shown = "Standard input" if name == "-" else f"“{name}”"
        raise ReaderError(f"{shown} is not cleaned: {reason}.")
    cleaned = clean_text(
        decoded.text,
        name="" if name == "-" else Path(name).name,
        is_markdown=Path(name).suffix.lower() in _MARKDOWN,
        until=args.until,
    )
    if args.json:
        output.json_line(_report(None if name == "-" else name, decoded.encoding, cleaned))
    else:
        _print(cleaned.text if args.until else visible(cleaned), is_exact=bool(args.until))


def _unfit(data: bytes, text: str) -> str:
    """Why this is no text; "" if it is. A few stray controls are a text's."""
    if len(data) > LARGEST:
        return f"it is larger than {LARGEST >> 20} MiB"
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    is_binary = "\0" in sample and controls * _MOST_CONTROLS > len(sample)
    return "it is not text" if is_binary else ""


def visible(cleaned: Cleaned) -> str:
    """The clean text without its hidden blocks."""
    parts: list[str] = []
    done = 0
    for article in cleaned.articles:
        for block in article.blocks:
            start, end = article.start + block.start, article.start + block.end
            if block.hidden and start >= done:
                hole = _INK.sub(_HOLE, cleaned.text[start:end])
                parts += [cleaned.text[done:start], hole]
                done = end
    if not parts:
        return cleaned.text
    return _without_holes("".join([*parts, cleaned.text[done:]]))


def _without_holes(text: str) -> str:
    """Lines of which nothing but markers is left go, and the gaps they leave close."""
    kept: list[str] = []
    for line in text.split("\n"):
        rest = line.replace(_HOLE, "")
        if rest != line and not any(map(str.isalnum, rest)):
            continue
        if rest.strip() or (kept and kept[-1].strip()):
            kept.append(rest)
    return "\n".join(kept).strip("\n")


def _print(text: str, *, is_exact: bool) -> None:
    if output.is_terminal(sys.stdout):
        text = output.shown(text, keep_newlines=True)
    output.write(text)
    if not is_exact and text and not text.endswith("\n"):
        output.write("\n")


def _clean_lines(args: argparse.Namespace) -> int:
    """A line out for every line in, as they come; a line that can't be read is said as one."""
    code = 0
    for name in args.files or ["-"]:
        for number, data in enumerate(_lines(name), 1):
            if not data.strip():
                continue
            try:
                identity, raw = _parse(data)
            except _BadLine as error:
                output.say(f"Line {number} is skipped: {error}.")
                told = {"id": error.identity, "error": f"line {number}: {error}"}
                output.json_line(told, flush=True)
                code = _PARTLY
                continue
            cleaned = clean_text(raw, until=args.until)
            output.json_line(_report(identity, None, cleaned), flush=True)
    return code


class _BadLine(ValueError):
    """A line that is no JSON object with a text, and its id if it has one."""

    def __init__(self, message: str, identity: Any = None) -> None:
        super().__init__(message)
        self.identity = identity


def _parse(data: bytes) -> tuple[Any, str]:
    """The id and the raw text of a line; _BadLine says what is wrong with it."""
    try:
        value = json.loads(data, parse_constant=_no_number)
    except ValueError as error:
        raise _BadLine(f"it is not JSON ({error})") from error
    except RecursionError as error:
        raise _BadLine("it is nested too deeply") from error
    identity = value.get("id") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(value.get("raw"), str):
        raise _BadLine('it is no object with a text under "raw"', identity)
    return identity, value["raw"]


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number in JSON")


def _report(identity: Any, encoding: str | None, cleaned: Cleaned) -> dict[str, Any]:
    """CONTRACT's object; what is unknown is null."""
    return {
        "id": identity,
        "encoding": encoding,
        "kind": cleaned.kind,
        "title": cleaned.title or None,
        "title_inferred": cleaned.title_inferred or None,
        "date": cleaned.date or None,
        "date_inferred": cleaned.date_inferred,
        "language": cleaned.language or None,
        "text": cleaned.text,
        "articles": [_article(cleaned.text, article) for article in cleaned.articles],
        "edits": [edit_object(edit) for edit in cleaned.edits],
        "flags": [{"text": flag.text, "reason": flag.reason} for flag in cleaned.flags],
    }


def _article(text: str, article: CleanArticle) -> dict[str, Any]:
    return {
        "title": article.title or None,
        "title_inferred": article.title_inferred or None,
        "byline": article.byline or None,
        "date": article.date or None,
        "date_inferred": article.date_inferred,
        "language": article.language or None,
        "blocks": [_block(text[article.start : article.end], block) for block in article.blocks],
    }


def _block(text: str, block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": text[block.start : block.end],
        "level": block.level,
        "hidden": block.hidden,
        "start": block.start,
        "end": block.end,
    }


def _lines(name: str) -> Iterator[bytes]:
    """Lines as they come in, split at line feeds alone."""
    if name == "-":
        yield from sys.stdin.buffer
        return
    _see(name)
    with Path(name).open("rb") as file:
        yield from file


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    _see(name)
    return Path(name).read_bytes()


def _see(name: str) -> None:
    """A file that can be read to its end, or a sentence."""
    path = Path(name)
    if not path.exists():
        raise NotFound(f"There is no file “{name}”.")
    if path.is_dir():
        raise ReaderError(
            f"“{name}” is a folder; clean takes files.", hint=f"`reader import {name}` keeps them."
        )
    if not path.is_file() and not path.is_fifo():
        raise ReaderError(f"“{name}” is no file of text.")
    try:
        path.open("rb").close() if path.is_file() else None
    except OSError as error:
        raise ReaderError(f"“{name}” cannot be read: {error.strerror}.") from error
