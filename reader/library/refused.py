"""Documents whose text was not made with the refusals that hold now.

In: the refusals. Out: keys of documents, and a document as it came, to be cleaned again. A
document says which refusals it was cleaned with; a rule that is off in a whole collection is
noted only where it matters, and concerns whatever it mends without being noted.
"""

from collections.abc import Sequence

from reader.article import Document, Refusal
from reader.library.connection import Connection, reading
from reader.library.prepared import unpack_data
from reader.text.rules import parts

_CLEANED_SO = "SELECT key, refused FROM document WHERE refused <> ''"
_LACKING = """
    SELECT key FROM document WHERE (source = :source OR sha256 = :sha256)
    AND instr(refused, :id) = 0
"""
_MENDED_BY = """
    SELECT DISTINCT a.document FROM rule AS r JOIN mended AS m ON m.rule = r.id
    JOIN article AS a ON a.key = m.article JOIN document AS d ON d.key = a.document
    WHERE r.name = :rule AND instr(d.refused, :id) = 0
    AND a.collection = (SELECT id FROM collection WHERE name = :collection)
"""
_DOCUMENT = """
    SELECT d.identity, d.source, c.name, d.path, o.data, d.media_type, d.declared, d.modified_ns
    FROM document AS d JOIN original AS o ON o.document = d.key
    JOIN collection AS c ON c.id = d.collection WHERE d.key = :key
"""


def stale(db: Connection, refusals: Sequence[Refusal]) -> list[int]:
    """Keys of the documents to clean again, in their order."""
    hold = {each.id for each in refusals}
    found: set[int] = set()
    with reading(db):
        for key, ids in db.execute(_CLEANED_SO).fetchall():
            if not hold.issuperset(ids.split()):
                found.add(key)
        for each in refusals:
            if each.document:
                values = {"source": each.document, "sha256": each.sha256, "id": each.id}
                found.update(row[0] for row in db.execute(_LACKING, values))
                continue
            for rule in parts(each.rule):
                asked = {"rule": rule, "collection": each.collection, "id": each.id}
                found.update(row[0] for row in db.execute(_MENDED_BY, asked))
    return sorted(found)


def document(db: Connection, key: int) -> tuple[str, Document]:
    """A document as it came, and its identity."""
    with reading(db):
        row = db.execute(_DOCUMENT, {"key": key}).fetchone()
    identity, source, collection, path, data, media_type, declared, modified_ns = row
    return identity, Document(
        source=source,
        collection=collection,
        path=path if isinstance(path, str) else path.decode("utf-8", "surrogateescape"),
        data=unpack_data(data),
        media_type=media_type,
        encoding=declared,
        modified_ns=modified_ns,
    )
