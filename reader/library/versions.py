"""Earlier versions of an article, kept when its document was imported changed.

In: a library, an article's id. Out: which versions there are, and an earlier one as an article.
What is kept is the document's bytes; the text is cleaned again when asked for, by today's rules,
so that two versions differ by what their author changed. They are kept by `writer`.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from reader.article import Article, ArticleId
from reader.errors import NotFound
from reader.library.articles import Library
from reader.library.connection import reading
from reader.library.prepared import unpack_data

_VERSIONS = """
    SELECT v.key, v.replaced_at, length(v.data) FROM article AS a
    JOIN version AS v ON v.document = a.document WHERE a.id = :id ORDER BY v.key
"""
_DATA = """
    SELECT v.data, v.declared, v.sha256, d.media_type, d.path, a.ordinal
    FROM article AS a JOIN document AS d ON d.key = a.document
    JOIN version AS v ON v.document = d.key
    WHERE a.id = :id ORDER BY v.key LIMIT 1 OFFSET :skip
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article; the last one is the article as it is."""

    number: int  # from 1, the oldest
    imported: str  # UTC, ISO 8601
    replaced: str = ""  # "" of the last one


def versions(library: Library, name: ArticleId) -> list[Version]:
    """Every version, the oldest first; one of an article that never changed. Raises NotFound."""
    imported = library.article(name).added
    db = library.connection()
    with reading(db):
        rows = db.execute(_VERSIONS, {"id": name}).fetchall()
    found: list[Version] = []
    for number, (_, replaced, _) in enumerate(rows, 1):
        found.append(Version(number, imported, replaced))
        imported = replaced
    return [*found, Version(len(rows) + 1, imported)]


def version(library: Library, name: ArticleId, number: int) -> Article:
    """The article as it was. Raises NotFound."""
    from reader.text.similarity import likeness

    now = library.article(name)
    count = len(versions(library, name))
    if not 1 <= number <= count:
        raise NotFound(
            f"This article has {count} version{'s' if count > 1 else ''}; there is no {number}.",
            hint=f"`reader show {name} --versions` lists them.",
        )
    if number == count:
        return now
    parts, ordinal = _parts(library, now, number)
    if ordinal < len(parts) and len(parts) == 1:
        return parts[ordinal]
    # A page of several articles may have had others before: it is the one most like this.
    order = sorted(enumerate(parts), key=lambda part: part[0] != ordinal)
    return max((part for _, part in order), key=lambda p: likeness(p.text, now.text).resemblance)


def _parts(library: Library, now: Article, number: int) -> tuple[list[Article], int]:
    """The articles of an earlier document, and which one of them this is by its place."""
    from reader.text.cleaning import clean
    from reader.text.decoding import decode

    db = library.connection()
    with reading(db):
        row = db.execute(_DATA, {"id": now.id, "skip": number - 1}).fetchone()
    data, declared, sha256, media_type, path, ordinal = row
    cleaned = clean(
        decode(unpack_data(data), declared).text,
        name=Path(path if isinstance(path, str) else "").name,
        is_markdown=media_type == "text/markdown",
    )
    parts = [
        replace(
            now,
            title=found.title,
            title_inferred=found.title_inferred,
            text=cleaned.text[found.start : found.end],
            blocks=found.blocks,
            byline=found.byline,
            date=found.date,
            date_inferred=found.date_inferred,
            language=found.language,
            url=found.url,
            words=len(cleaned.text[found.start : found.end].split()),
            raw_sha256=sha256,
        )
        for found in cleaned.articles
    ]
    return parts, ordinal
