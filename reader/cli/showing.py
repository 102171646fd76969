"""`reader show`: one article as text, as JSON, as it came, or with what cleaning changed.

Its earlier versions are `comparing`.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from reader.article import Annotation, Article, ArticleId, Block, Edit, Refusal
from reader.cli import output
from reader.cli.edits import edit_object, refusal_line
from reader.cli.listing import cells
from reader.errors import UsageError
from reader.export.jsonl import annotation_object
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders, find_folders
from reader.text.badges import spoken
from reader.text.unseen import visible

_WIDEST = 80
# A no-break space is part of its word, and so is French punctuation with the space beside it.
_PIECE = re.compile(r"(?:«[ \t])?[^ \t\n]+(?:[ \t][:;?!»]+[.,)…]*(?![^ \t\n]))*")
_SHORT = 60  # of a changed text in the list of changes


def show(args: argparse.Namespace) -> int:
    """Print one article in the form asked for."""
    folders = find_folders(args.home)
    library = Library.open(folders)
    article = library.article(library.resolve(args.article))
    if args.raw and args.json:
        raise UsageError("--raw is the document's bytes, --json is not: one of them.")
    if args.raw:
        _write_bytes(library.raw(article.id))
    elif args.versions or args.version is not None:
        from reader.cli import comparing

        if args.versions:
            comparing.show_versions(library, article, is_json=args.json)
        else:
            comparing.show_version(library, article, args)
    elif args.changes:
        _print_changes(library, article, is_json=args.json)
        if not args.json:
            _print_taken_back(Notes.open(folders).refusals_in(article))
    elif args.json:
        shown = article_object(article, annotations_of(folders, article))
        flags = [{"text": each.text, "reason": each.reason} for each in library.flags(article)]
        refused = [asdict(each) for each in Notes.open(folders).refusals_in(article)]
        output.json_line(shown | {"flags": flags, "taken_back": refused})
    else:
        width = output.columns(_WIDEST) if args.width is None else args.width
        print_article(article, width, with_folded=args.all)
    return 0


def annotations_of(folders: Folders, article: Article) -> list[Annotation]:
    return Notes.open(folders).annotations(article.id)


def article_object(article: Article, annotations: list[Annotation]) -> dict[str, Any]:
    """An article as CONTRACT's JSON has it; what is unknown is null."""
    return {
        "id": article.id,
        "title": article.title or None,
        "title_inferred": article.title_inferred or None,
        "byline": article.byline or None,
        "date": article.date or None,
        "date_inferred": article.date_inferred,
        "language": article.language or None,
        "source": article.source,
        "url": article.url or None,
        "collection": article.collection,
        "words": article.words,
        "blocks": [_block(article, block) for block in article.blocks],
        "text": article.text,
        "raw_sha256": article.raw_sha256,
        "badges": list(article.badges),
        "annotations": [annotation_object(each) for each in annotations],
    }


def _block(article: Article, block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": article.text[block.start : block.end],
        "level": block.level,
        "hidden": block.hidden,
        "start": block.start,
        "end": block.end,
    }


def _write_bytes(data: bytes) -> None:
    """As they came; but a terminal would obey what is hidden in them."""
    if output.is_terminal(sys.stdout):
        from reader.text.decoding import decode

        output.line(output.shown(decode(data).text, keep_newlines=True))
        return
    output.flush()
    sys.stdout.buffer.write(data)


def _print_changes(library: Library, article: Article, *, is_json: bool) -> None:
    """Every change with its rule and its place in the decoded raw text."""
    found = numbered(library, article.id)
    for number, edit in found:
        if is_json:
            output.json_line({"number": number, **edit_object(edit), "evidence": edit.evidence})
            continue
        output.line(
            f"{number:>4}  {edit.start}-{edit.end}  {edit.stage}.{edit.rule} ({edit.confidence})  "
            f"{_quoted(edit.before)} → {_quoted(edit.after)}"
        )
    output.say(f"{len(found)} change{'' if len(found) == 1 else 's'}.")


def _print_taken_back(refusals: list[Refusal]) -> None:
    """What cleaning would have changed too."""
    if refusals:
        output.line("Taken back (`reader keep-raw --again ID` lets cleaning do it again):")
    for each in refusals:
        output.line(refusal_line(each))


def numbered(library: Library, article: ArticleId) -> list[tuple[int, Edit]]:
    """What cleaning changed in an article, numbered from 1 in the order of the raw text."""
    found = sorted(library.edits(article), key=lambda edit: (edit.start, edit.end))
    return list(enumerate(found, 1))


def _quoted(text: str) -> str:
    """A text that makes invisible characters visible, and is never long."""
    if len(text) > _SHORT:
        text = f"{text[: _SHORT // 2]}…{text[-_SHORT // 2 :]}"
    return f"“{visible(text, with_spaces=True)}”"


def print_article(article: Article, width: int, *, with_folded: bool = False) -> None:
    """An article for a person to read; how much is folded is said."""
    paint = output.Paint()
    for line in wrapped(output.shown(article.headline), width):
        output.line(paint.bold(line))
    facts = [article.byline, article.date, article.source, article.language, article.url]
    for line in wrapped(output.shown(" · ".join(fact for fact in facts if fact)), width):
        output.line(paint.dim(line))
    if article.badges:
        output.line(paint.mark(spoken(article.badges)))
    before, folded = "", 0
    for block in article.blocks:
        text = article.text[block.start : block.end]
        if block.hidden and not with_folded:
            folded += len(text.strip().splitlines())
            continue
        if block.kind == "title" and text.strip() == article.title:
            continue
        if not (before == block.kind == "list_item"):
            output.line()
        for line in _block_lines(block, text, width):
            output.line(paint.bold(line) if block.kind == "heading" else line)
        before = block.kind
    if folded:
        what = "1 line of site furniture is" if folded == 1 else ""
        what = what or f"{folded:,} lines of site furniture are"
        output.say(f"{what} folded; --all shows them.")


def _block_lines(block: Block, text: str, width: int) -> Iterator[str]:
    first = rest = ""
    if block.kind == "list_item":
        first, rest = "  " * block.level + "• ", "  " * block.level + "  "
    elif block.kind == "quote":
        first = rest = "> " * max(1, block.level)
    safe = output.shown(text, keep_newlines=True)
    room = max(10, width - len(first)) if width else 0
    lines = safe.split("\n") if block.kind in {"code", "verse"} else wrapped(safe, room)
    for number, line in enumerate(lines):
        yield (rest if number else first) + line


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at spaces, and inside what is wider than a line."""
    lines: list[str] = []
    line, used = "", 0
    for match in _PIECE.finditer(text):
        for number, piece in enumerate(_pieces(match[0], width)):
            size = cells(piece)
            gap = 1 if line and not number else 0
            if line and width and used + gap + size > width:
                lines.append(line)
                line, used, gap = "", 0, 0
            line += " " * gap + piece
            used += gap + size
    return [*lines, line] if line else lines or [""]


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word in pieces that fit; Chinese and Japanese break between any two characters."""
    if not width or cells(word) <= width:
        yield word
        return
    piece, used = "", 0
    for character in word:
        size = cells(character)
        if used + size > width:
            yield piece
            piece, used = "", 0
        piece += character
        used += size
    yield piece
