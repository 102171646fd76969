"""`reader list`: headlines, two lines each for a person, an object a line for a program."""

import argparse
import unicodedata
from typing import Any

from reader.article import Headline
from reader.cli import output
from reader.cli.selecting import notes_to_list, query_text, say_misunderstood, select
from reader.library.articles import Library
from reader.library.notes import NoNotes
from reader.settings import find_folders
from reader.text.badges import spoken

PARTLY = 3


def list_articles(args: argparse.Namespace) -> int:
    """Headlines in the order asked for, as they come from the library."""
    folders = find_folders(args.home)
    library = Library.open(folders)
    text = query_text(args.query)
    say_misunderstood(text)
    notes = notes_to_list(library, text)
    paint = output.Paint()
    width = output.columns(default=0) if not args.json else 0
    is_empty = True
    for headline in select(library, notes or NoNotes(), text, args.sort, args.limit):
        is_empty = False
        if args.json:
            output.json_line(headline_object(headline))
        else:
            for line in two_lines(headline, paint, width):
                output.line(line)
    if is_empty:
        say_nothing_found(text, library.count())
    return PARTLY if notes is None else 0


def say_nothing_found(text: str, count: int) -> None:
    """Why the list is empty, and what to do."""
    if count:
        output.say(f"No article answers “{output.shown(text)}”." if text else "No article.")
    else:
        output.say("No article yet. `reader import PATH` brings a file or a folder in.")


def headline_object(headline: Headline) -> dict[str, Any]:
    """A headline as CONTRACT's JSON has it."""
    return {
        "id": headline.id,
        "title": headline.title,
        "title_is_inferred": headline.is_inferred,
        "source": headline.source,
        "date": headline.date or None,
        "language": headline.language or None,
        "words": headline.words,
        "collection": headline.collection,
        "unread": headline.unread,
        "starred": headline.starred,
        "tags": list(headline.tags),
        "notes": headline.notes,
        "copies": headline.copies,
        "copy_of": headline.copy_of or None,
        "badges": list(headline.badges),
    }


def two_lines(headline: Headline, paint: output.Paint, width: int = 0) -> list[str]:
    """`● id  Title`, and under it where it is from and what the user did with it."""
    dot = "●" if headline.unread else " "
    title = output.shown(headline.title) or "Untitled"
    indent = " " * (len(headline.id) + 4)
    facts = [
        headline.source,
        headline.date or "no date",
        headline.language,
        f"{headline.words:,} words".replace(",", "\u202f"),
        "★" if headline.starred else "",
        f"✎ {headline.notes}" if headline.notes else "",
        f"a copy of {headline.copy_of}" if headline.copy_of else "",
        f"⧉ {headline.copies}" if headline.copies and not headline.copy_of else "",
        " ".join(f"#{tag}" for tag in headline.tags),
        spoken(headline.badges),
    ]
    line = " · ".join(output.shown(fact) for fact in facts if fact)
    room = width - len(indent) if width else 0
    title = paint.bold(cut(title, room)) if headline.unread else cut(title, room)
    return [
        f"{paint.mark(dot)} {paint.accent(headline.id)}  {title}",
        f"{indent}{paint.dim(cut(line, room))}",
    ]


def cut(text: str, room: int) -> str:
    """The text in `room` cells, with an ellipsis where it was longer; all of it for 0 or less."""
    if room <= 0 or cells(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += cells(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def cells(text: str) -> int:
    """Terminal cells: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )
