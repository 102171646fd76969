"""Bookmarks as browsers and bookmark services take them in: the Netscape file.

In: `Exported`. Out: HTML, an entry for each article that has an address. Goes out only.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

from reader.export.exported import Exported

_HEAD = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
    '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n'
    "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
)
_SCHEMES = ("http://", "https://")


def write_netscape(exported: Iterable[Exported]) -> Iterator[str]:
    """Bookmarks for browsers and services: the articles that have a web address."""
    yield _HEAD
    for each in exported:
        if not each.url.lower().startswith(_SCHEMES):
            continue
        row = each.headline
        facts = f'HREF="{escape(each.url)}" ADD_DATE="{_seconds(row.added)}"'
        if row.tags:
            facts += f' TAGS="{escape(",".join(row.tags))}"'
        if row.unread:
            facts += ' TOREAD="1"'
        yield f"<DT><A {facts}>{escape(row.title or each.url)}</A>\n"
        notes = [text for a in each.annotations for text in (a.quote, a.note) if text]
        if notes:
            yield f"<DD>{escape(' · '.join(' '.join(note.split()) for note in notes))}\n"
    yield "</DL><p>\n"


def _seconds(when: str) -> int:
    """Seconds since 1970 of an ISO date; 0 for none."""
    try:
        return int(datetime.fromisoformat(when).timestamp())
    except ValueError:
        return 0
