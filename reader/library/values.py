"""What the fields of a query can be told, by how many articles each value finds.

In: a library, its notes, a field's name. Out: values with counts, the most frequent first. Each is
one statement that lets other threads run. At a million articles counting sources takes a second or
more, so they are named first.
"""

from collections import Counter
from collections.abc import Iterator

from reader.library.articles import Library
from reader.library.connection import reading
from reader.library.notes import Notes

MOST = 300
UNCOUNTED = -1
_MANY = 50_000  # articles, whose sources are named before they are counted
_LEAST_WORD = 4  # letters of a note's word that is worth completing

_OF_ARTICLES = {
    "source": f"""
        WITH named AS (
            SELECT CASE instr(source, '://') WHEN 0 THEN source
                ELSE substr(source, instr(source, '://') + 3) END AS name FROM article)
        SELECT substr(name, 1, instr(name || '/', '/') - 1) AS host, count(*) AS number
        FROM named WHERE host <> '' GROUP BY host ORDER BY number DESC LIMIT {MOST}""",
    "author": f"""
        SELECT byline, count(*) AS number FROM article WHERE byline <> ''
        GROUP BY byline ORDER BY number DESC LIMIT {MOST}""",
    "lang": f"""
        SELECT language, count(*) AS number FROM article WHERE language <> ''
        GROUP BY language ORDER BY number DESC LIMIT {MOST}""",
}
_NEXT = "SELECT source FROM document WHERE source >= ? ORDER BY source LIMIT 1"
_LAST = "\U0010ffff"
FIELDS = (*_OF_ARTICLES, "collection", "tag", "note")


def values_of(library: Library, notes: Notes, field: str) -> Iterator[list[tuple[str, int]]]:
    """The values of one of FIELDS; if counting takes long, first as many as there is time for."""
    if field == "source" and library.count() > _MANY:
        yield [(name, UNCOUNTED) for name in sources_named(library)]
    found: Counter[str] = Counter()
    if field == "collection":
        found.update(dict(library.collections()))
    elif field == "tag":
        found.update(dict(notes.tags()))
    elif field == "note":
        for made in notes.annotations():
            words = {word.strip(".,;:!?()“”\"'’«»").lower() for word in made.note.split()}
            found.update(word for word in words if len(word) >= _LEAST_WORD)
    else:
        db = library.connection()
        with reading(db):
            for value, count in db.execute(_OF_ARTICLES[field]):
                found[value.removeprefix("www.") if field == "source" else value] += count
    yield found.most_common(MOST)


def sources_named(library: Library) -> list[str]:
    """Sources, each found by one look into an index: from one's first document to the next one."""
    db = library.connection()
    found: dict[str, None] = {}
    after = ""
    with reading(db):
        for _ in range(MOST):
            row = db.execute(_NEXT, (after,)).fetchone()
            if row is None:
                break
            scheme, parted, path = row[0].partition("://")
            host, slash, _ = (path if parted else row[0]).partition("/")
            if host:
                found[host.removeprefix("www.")] = None
            begun = f"{scheme}://{host}" if parted else host
            after = f"{begun}/{_LAST}" if slash else f"{begun}\0"
    return list(found)
