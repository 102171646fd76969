"""Highlights as a table: the CSV that Readwise takes in (readwise.io/import_bulk).

In: `Exported`. Out: CSV, a row a highlight or note. Goes out only.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from reader.export.exported import Exported

_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so (owasp.org/www-community/attacks/CSV_Injection)."""


def write_readwise(exported: Iterable[Exported]) -> Iterator[str]:
    """CSV for Readwise: highlights and notes, a row each."""
    yield _row(_COLUMNS)
    for each in exported:
        byline = each.article.byline if each.article else ""
        for annotation in each.annotations:
            note = " ".join([annotation.note, *(f".{_word(tag)}" for tag in annotation.tags)])
            yield _row(
                (
                    annotation.quote or each.headline.title,
                    each.headline.title,
                    byline,
                    each.url,
                    note.strip(),
                    str(annotation.start),
                    annotation.created[:19].replace("T", " "),
                )
            )


def _word(tag: str) -> str:
    """Readwise reads a tag off a note as a dot and one word."""
    return "-".join(tag.split())


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    guarded = ("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)
    csv.writer(line, lineterminator="\r\n").writerow(guarded)
    return line.getvalue()
