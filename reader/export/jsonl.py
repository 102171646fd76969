"""JSON lines: an object for each article, with nothing left out, so that it can come back.

In: `Exported`; what belongs to no article. Out: lines, one JSON object each, safe to print and to
split at any line break.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from reader.article import Annotation, Article
from reader.export.exported import Exported
from reader.library.notes import Notes

VERSION = 1  # of the objects' form; a reader of lines refuses a newer one

# Legal in JSON as it is, but a terminal obeys it, or a reader of lines breaks at it: C1, DEL,
# line and paragraph separators, bidi controls; and lone surrogates, which are no UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def encode(value: object) -> str:
    """JSON on one line without its end; what is escaped loses nothing."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_jsonl(exported: Iterable[Exported]) -> Iterator[str]:
    """JSON lines, an object an article; `reader restore` brings the user's own data back."""
    for each in exported:
        yield encode(_object(each)) + "\n"


def write_rest(notes: Notes) -> Iterator[str]:
    """The same of saved searches, and of what was taken back of cleaning."""
    for place, (name, query) in enumerate(notes.saved_searches(), 1):
        search = {"name": name, "query": query, "place": place}
        yield encode({"reader": VERSION, "saved_search": search}) + "\n"
    for refusal in notes.refusals():
        yield encode({"reader": VERSION, "refusal": asdict(refusal)}) + "\n"


def _object(exported: Exported) -> dict[str, Any]:
    row = exported.headline
    mine = {
        "reader": VERSION,
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "url": exported.url or None,
        "date": row.date or None,
        "language": row.language or None,
        "collection": row.collection,
        "starred": row.starred,
        "read": not row.unread,
        "tags": list(row.tags),
        "place": exported.place,
        "annotations": [annotation_object(each) for each in exported.annotations],
    }
    return mine | (_text(exported.article) if exported.article else {})


def _text(article: Article) -> dict[str, Any]:
    return {
        "byline": article.byline or None,
        "text": article.text,
        "blocks": [asdict(block) for block in article.blocks],
        "raw_sha256": article.raw_sha256,
    }


def annotation_object(annotation: Annotation) -> dict[str, Any]:
    """An annotation as the command line's JSON has it, too."""
    return asdict(annotation) | {"tags": list(annotation.tags)}
