"""What the fields of a query can be told, by how many articles each value finds.

In: a library, its notes, a field's name. Out: values with counts, the most frequent first. Each is
one statement that lets other threads run; at a million articles a source takes about a second.
"""

from collections import Counter

from reader.library.articles import Library
from reader.library.connection import reading
from reader.library.notes import Notes

MOST = 300
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
FIELDS = (*_OF_ARTICLES, "collection", "tag", "note")


def values_of(library: Library, notes: Notes, field: str) -> list[tuple[str, int]]:
    """The values of one of FIELDS."""
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
    return found.most_common(MOST)
