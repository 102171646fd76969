"""The daily review from the command line: what is due, kept or put off."""

import argparse

from reader.cli import output
from reader.cli.notes import print_annotations
from reader.cli.selecting import open_both
from reader.export.jsonl import annotation_object
from reader.settings import find_folders


def review(args: argparse.Namespace) -> int:
    """List what is due today, or settle one."""
    library, notes = open_both(find_folders(args.home))
    if args.keep or args.snooze:
        due = notes.keep(args.keep) if args.keep else notes.snooze(args.snooze)
        output.line(f"Comes back on {due}.")
        return 0
    found = notes.due(args.limit)
    if args.json:
        for each in found:
            output.json_line(annotation_object(each))
        return 0
    print_annotations(library, found)
    if not found:
        output.say("Nothing is due for review today.")
    return 0
