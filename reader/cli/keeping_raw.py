"""`reader keep-raw`: what cleaning did to an article, taken back for good; and given again.

What a change is known by and how a document is cleaned again is `ingest.taking_back`'s.
"""

import argparse
from dataclasses import asdict

from reader.cli import output
from reader.cli.edits import refusal_line, told
from reader.cli.selecting import open_both
from reader.cli.showing import numbered
from reader.errors import UsageError
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders, find_folders


def keep_raw(args: argparse.Namespace) -> int:
    """Take a change or a rule back, list what was, or let it be mended again."""
    folders = find_folders(args.home)
    if args.list:
        return _list(Notes.open(folders), is_json=args.json)
    if args.again:
        notes = Notes.open(folders)
        refusal = notes.refusal(args.again)
        notes.accept(refusal)
        output.say(f"Mended again: {output.shown(told(refusal))}")
        clean_again(folders, notes)
        return 0
    if args.article is None or bool(args.edit) == bool(args.rule):
        raise UsageError(
            "Name an article, and either changes (--edit N) or a rule (--rule RULE).",
            hint="`reader show ARTICLE --changes` numbers the changes and names their rules.",
        )
    _take_back(folders, args)
    return 0


def _take_back(folders: Folders, args: argparse.Namespace) -> None:
    from reader.ingest.taking_back import take_back, take_back_rule

    library, notes = open_both(folders)
    name = library.resolve(args.article)
    known = dict(numbered(library, name))
    if args.rule:
        done = take_back_rule(library, notes, name, args.rule, everywhere=args.source)
    else:
        missing = [number for number in args.edit if number not in known]
        if missing:
            raise UsageError(
                f"The article has {len(known)} changes, and no number {missing[0]}.",
                hint=f"`reader show {args.article} --changes` numbers them.",
            )
        done = take_back(library, notes, name, [known[number] for number in args.edit])
    output.say(f"{output.shown(done)}; `reader undo` undoes that.")
    clean_again(folders, notes)


def clean_again(folders: Folders, notes: Notes) -> None:
    """Let the library follow what is taken back now."""
    from reader.ingest.taking_back import settle
    from reader.ingest.undoing import follow

    with Library.open(folders) as library:
        followed = str(follow(library, notes))
        concerned = settle(library, notes)
    if followed:
        output.say(f"{followed}.")
    if concerned:
        articles = f"{len(concerned):,} article{'' if len(concerned) == 1 else 's'}"
        output.say(f"Cleaned again: {articles}.")


def _list(notes: Notes, *, is_json: bool) -> int:
    found = notes.refusals()
    for each in found:
        if is_json:
            output.json_line(asdict(each))
        else:
            output.line(refusal_line(each))
    if not found:
        output.say("Nothing was taken back of what cleaning did.")
    return 0
