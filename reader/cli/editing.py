"""Highlights and notes changed from the command line: text, colour, tags, or gone.

Ids in, the annotations as kept out, once they are on disk. Making them is `notes`'s.
"""

import argparse
import sys

from reader.article import COLORS, Annotation
from reader.cli import output
from reader.cli.selecting import open_both
from reader.errors import UsageError
from reader.export.jsonl import annotation_object
from reader.library.notes import Notes
from reader.library.notes.marks import split_tags
from reader.settings import find_folders


def edit(args: argparse.Namespace) -> int:
    """Change what is given, keep the rest; nothing is changed if one of them is not found."""
    _check(args)
    _, notes = open_both(find_folders(args.home))
    ids = list(dict.fromkeys(notes.annotation(each).id for each in args.annotations))
    if args.delete:
        notes.delete_all(ids)
        many = "" if len(ids) == 1 else f" ({len(ids):,})"
        output.say(f"Deleted{many}; `reader undo` brings it back.")
        return 0
    note = _typed(args.note)
    with notes.at_once():
        _change(notes, ids, args, note)
    for each in ids:
        _show(notes.annotation(each), is_json=args.json)
    return 0


def _check(args: argparse.Namespace) -> None:
    changes = [args.note is not None, args.color is not None, bool(args.tag), bool(args.untag)]
    if args.delete == any(changes):
        raise UsageError(
            "Say what to change, or --delete alone.",
            hint="For example: reader edit k3v9 --note 'checked' --tag done",
        )
    if args.note is not None and len(args.annotations) > 1:
        raise UsageError("A note is written on one highlight at a time.")
    if args.color is not None and args.color not in COLORS:
        raise UsageError(
            f"“{args.color}” is no colour of a highlight.", hint=f"Say {', '.join(COLORS)}."
        )


def _typed(text: str | None) -> str | None:
    """The note, from the command line or standard input."""
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    return None if text is None else text.strip("\n")


def _change(notes: Notes, ids: list[str], args: argparse.Namespace, note: str | None) -> None:
    """Each kind of change is a step of undo."""
    if note is not None:
        notes.edit(ids[0], note=note)
    if args.color is not None:
        notes.recolor_all(ids, args.color)
    if args.tag:
        notes.tag_all(ids, [tag for each in args.tag for tag in split_tags(each)])
    if args.untag:  # one tag may have a comma in it
        named = dict.fromkeys(tag for each in args.untag for tag in (each, *split_tags(each)))
        notes.tag_all(ids, list(named), False)


def _show(made: Annotation, *, is_json: bool) -> None:
    if is_json:
        output.json_line(annotation_object(made))
    else:
        output.line(made.id)
