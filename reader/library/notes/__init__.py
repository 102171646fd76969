"""The user's own data: annotations, stars, tags, read state, places, saved searches.

It lies in one SQLite file, notes.db, made with care: see `ledger` for how a change gets to disk,
`opening` for what happens to a damaged file, `repair` for the way back. Not here: articles.
"""

from reader.library.notes.book import NoNotes, Notes

__all__ = ["NoNotes", "Notes"]
