"""`reader searches`: the saved searches, which stand in the app's lists, made and changed here too.

Keeping them is `library.notes`', finding articles `search`'s.
"""

import argparse

from reader.cli import output
from reader.cli.arguments import count as whole_number
from reader.cli.selecting import say_misunderstood, select
from reader.errors import NotFound, UsageError
from reader.library.articles import Library
from reader.library.history import History
from reader.library.notes import Notes
from reader.settings import find_folders


def searches(args: argparse.Namespace) -> int:
    """List them, print one's query, or change them."""
    notes = Notes.open(find_folders(args.home))
    if args.save:
        name, *words = args.save
        query = " ".join(words).strip()
        if not query:
            raise UsageError(
                "A search to save needs words.", hint="`reader searches --save NAME QUERY`."
            )
        say_misunderstood(query)
        notes.save_search(name, query)
    elif args.rename:
        notes.rename_search(*args.rename)
    elif args.move:
        name, place = args.move
        try:
            notes.move_search(name, max(0, whole_number(place) - 1))
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"{error}.", hint="The first place is 1.") from error
    elif args.delete is not None:
        _query_of(notes, args.delete)
        notes.delete_search(args.delete)
    elif args.history:
        for query in History(notes.folders).latest():
            output.line(output.shown(query))
    elif args.forget:
        History(notes.folders).forget()
    elif args.name is not None:
        output.line(output.shown(_query_of(notes, args.name)))
    else:
        _list(notes, is_json=args.json)
    return 0


def _query_of(notes: Notes, name: str) -> str:
    found = dict(notes.saved_searches())
    if name not in found:
        raise NotFound(f"There is no saved search “{name}”.", hint="`reader searches` lists them.")
    return found[name]


def _list(notes: Notes, *, is_json: bool) -> None:
    saved = notes.saved_searches()
    if not saved:
        output.say("No search is saved yet. `reader searches --save NAME QUERY` saves one.")
    paint, library = output.Paint(), Library.open(notes.folders) if is_json else None
    for name, query in saved:
        if library is not None:
            found = sum(1 for _ in select(library, notes, query))
            output.json_line({"name": name, "query": query, "articles": found})
        else:
            output.line(f"{paint.bold(output.shown(name))}  {paint.dim(output.shown(query))}")
