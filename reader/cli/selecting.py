"""Which articles a query means, for the commands that take one.

A query's text in, headlines in order or the best hits out. Matching is `search`'s and
`library`'s.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from reader.article import Headline
from reader.cli import output
from reader.errors import NotesError
from reader.library.articles import Library
from reader.library.notes import NoNotes, Notes
from reader.library.notes.opening import has_past
from reader.settings import Folders

Sort = Literal["date", "title", "added", "length"]

_PAGE = 500  # headlines fetched at a time
_ENOUGH = 100_000  # hits of a query with words; a list is for browsing


def query_text(words: Sequence[str]) -> str:
    """The words of the command line as one query."""
    return " ".join(words).strip()


def say_misunderstood(text: str) -> None:
    """What in a query is no field or no date, a line each; it is looked for as text."""
    from reader.search.query import parse

    for remark in parse(text).remarks:
        output.say(f"reader: {output.shown(remark)}.")


def open_both(folders: Folders) -> tuple[Library, Notes]:
    """The user's own data first: the library shows stars and tags from it."""
    notes = Notes.open(folders)
    return Library.open(folders), notes


def notes_to_search(folders: Folders) -> Notes | None:
    """The notes; None where they can't be opened, which is said."""
    try:
        return Notes.open(folders)
    except NotesError as error:
        output.say(f"Without your stars, tags and notes: {error} {error.hint}".strip())
        return None


def notes_to_list(library: Library, text: str) -> Notes | None:
    """The same for a list, which the notes are not opened for while it goes without a search."""
    from reader.search.query import parse

    folders = library.folders
    is_here = library.connection().notes_inode or not (folders.notes.exists() or has_past(folders))
    if is_here and not parse(text).words:
        return NoNotes()
    return notes_to_search(folders)


def select(
    library: Library, notes: Notes, text: str, sort: Sort = "date", limit: int | None = None
) -> Iterator[Headline]:
    """The headlines a query means, a page at a time. The notes are asked for words alone."""
    from reader.search.query import parse

    query = parse(text)
    if not query.words:
        listing = library.listing(query.filter, sort)
        yield from islice(_pages(listing), limit)
        return
    from reader.cli.indexing import bring_up
    from reader.search import search

    bring_up(library.folders)
    found = search(library, notes, text, limit=_ENOUGH).headlines[:]
    found = sorted(found, key=_ORDERS[sort][0], reverse=_ORDERS[sort][1])
    yield from found[:limit]


def _pages(listing: Any) -> Iterator[Headline]:
    start = 0
    while page := listing.window(start, _PAGE):
        yield from page
        start += len(page)


_ORDERS: dict[Sort, tuple[Any, bool]] = {
    "date": (lambda headline: headline.date or headline.added[:10], True),
    "added": (lambda headline: headline.added, True),
    "title": (lambda headline: headline.title.casefold(), False),
    "length": (lambda headline: headline.words, True),
}
