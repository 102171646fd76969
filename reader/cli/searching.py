"""`reader search`: hits with their passages, best first; or one query a line, answered as it comes.

Finding is `search`'s; this is its words and its JSON.
"""

import argparse
import gc
import sys
import time
from collections.abc import Iterator
from typing import Any

from reader.article import Answer, Hit
from reader.cli import output
from reader.cli.indexing import bring_up
from reader.cli.listing import PARTLY, cut, headline_object, say_nothing_found, two_lines
from reader.cli.selecting import notes_to_search, query_text, say_misunderstood
from reader.errors import UsageError
from reader.library.articles import Library
from reader.library.notes import NoNotes, Notes
from reader.search import prepare
from reader.search import search as answer_to
from reader.settings import find_folders


def search(args: argparse.Namespace) -> int:
    """One query from the command line, or many from standard input."""
    if not query_text(args.query):
        raise UsageError("The query is empty.", hint="`reader list` shows every article.")
    folders = find_folders(args.home)
    notes = notes_to_search(folders)
    library = Library.open(folders)
    asked = notes or NoNotes()
    bring_up(folders)
    if args.query == ["-"]:
        _answer_lines(library, asked, args.limit)
    else:
        _answer(library, asked, args)
    return PARTLY if notes is None else 0


def _answer(library: Library, notes: Notes, args: argparse.Namespace) -> None:
    text = query_text(args.query)
    say_misunderstood(text)
    answer = answer_to(library, notes, text, limit=args.limit)
    _say_missing(answer)
    if args.json:
        for hit in answer.hits:
            output.json_line(_object(hit, answer))
        return
    if answer.corrected:
        output.say("Also taken for: " + _corrections(answer) + ".")
    paint = output.Paint()
    width = output.columns(default=0)
    for hit in answer.hits:
        for line in _lines(hit, paint, width):
            output.line(line)
    if not answer.hits:
        say_nothing_found(text, library.count())


def _answer_lines(library: Library, notes: Notes, limit: int) -> None:
    """An object for every line of standard input, flushed at once: someone may be waiting.

    What the first would have to load is loaded before it is read, and looked at no more by the
    garbage collector.
    """
    prepare(library)
    gc.collect()
    gc.freeze()
    for data in sys.stdin.buffer:
        text = data.decode("utf-8", "replace").rstrip("\r\n")
        before = time.process_time()
        answer = answer_to(library, notes, text, limit=limit)
        hits = answer.hits[:]
        spent = time.process_time() - before
        output.json_line(
            {
                "query": text,
                "hits": [_object(hit, answer) for hit in hits],
                "ms": round(spent * 1000, 3),
                "corrected": dict(answer.corrected),
                "nowhere": list(answer.nowhere),
                "left_out": list(answer.left_out),
            },
            flush=True,
        )


def _object(hit: Hit, answer: Answer) -> dict[str, Any]:
    return headline_object(hit.headline) | {
        "score": round(hit.score, 6),
        "matches": [
            {"field": match.field, "start": match.start, "end": match.end, "text": match.text}
            for match in hit.matches
        ],
        "snippet": hit.snippet,
        "corrected": dict(answer.corrected),
        "nowhere": list(answer.nowhere),
        "left_out": list(answer.left_out),
    }


def _say_missing(answer: Answer) -> None:
    """The words of the query that the hits do not hold."""
    for word in answer.nowhere:
        output.say(f"“{output.shown(word)}” is in no article.")
    if answer.left_out:
        words = ", ".join(f"“{output.shown(word)}”" for word in answer.left_out)
        output.say(f"No article holds all the words; these are without {words}.")


def _corrections(answer: Answer) -> str:
    return ", ".join(
        f"{output.shown(typed)} → {output.shown(used)}" for typed, used in answer.corrected.items()
    )


def _lines(hit: Hit, paint: output.Paint, width: int) -> Iterator[str]:
    yield from two_lines(hit.headline, paint, width)
    if hit.snippet:
        indent = " " * (len(hit.headline.id) + 4)
        yield indent + _marked(hit, paint, width - len(indent) if width else 0)


def _marked(hit: Hit, paint: output.Paint, room: int) -> str:
    """The passage with its matched words in bold, as far as there is room."""
    parts: list[str] = []
    done = 0
    kept = len(cut(hit.snippet, room).rstrip("…")) if room else len(hit.snippet)
    for span in hit.snippet_spans:
        start, end = max(done, span.start), min(span.end, kept)
        if start >= end:
            continue
        parts += [
            output.shown(hit.snippet[done:start]),
            paint.bold(output.shown(hit.snippet[start:end])),
        ]
        done = end
    rest = output.shown(hit.snippet[done:kept])
    return "".join([*parts, rest, "…" if kept < len(hit.snippet) else ""]).replace("\n", " ")
