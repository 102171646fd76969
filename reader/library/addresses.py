"""Which articles of the library the addresses of links lead to.

Addresses come in, as a text has them; out come ids of articles whose own address, or whose source,
is the same page. Which spellings mean one page is `text.addresses`'s.
"""

import json
from collections.abc import Iterable

from reader.article import ArticleId
from reader.library.articles import Library
from reader.library.connection import reading
from reader.text.addresses import spellings

_KNOWN = """
    SELECT b.url, a.id FROM json_each(:urls) AS e
    JOIN body AS b ON b.url = e.value AND b.url <> '' JOIN article AS a ON a.key = b.article
    UNION ALL
    SELECT d.source, a.id FROM json_each(:urls) AS e
    JOIN document AS d ON d.source = e.value JOIN article AS a ON a.document = d.key
    WHERE a.ordinal = 0
"""


def articles_at(library: Library, urls: Iterable[str]) -> dict[str, ArticleId]:
    """The article of each address that the library has one of; the likeliest spelling first."""
    wanted = {url: spellings(url) for url in urls}
    asked = json.dumps(sorted({each for spelt in wanted.values() for each in spelt}))
    db = library.connection()
    with reading(db):
        rows = db.execute(_KNOWN, {"urls": asked}).fetchall()
    known = {str(url): ArticleId(str(name)) for url, name in reversed(rows)}
    found: dict[str, ArticleId] = {}
    for url, spelt in wanted.items():
        name = next((known[each] for each in spelt if each in known), None)
        if name is not None:
            found[url] = name
    return found
