"""A document made ready for the library: decoded, cleaned, packed. Pure, and picklable.

In: a Document. Out: a Prepared, which only needs writing. It runs in worker processes.
"""

import hashlib
import re
import unicodedata
from pathlib import Path

from reader.article import Block, Document
from reader.errors import ReaderError
from reader.library.prepared import (
    Prepared,
    PreparedArticle,
    day_of,
    pack_blocks,
    pack_data,
    pack_edits,
    pack_flags,
)
from reader.text.cleaning import RULES_VERSION, CleanArticle, Cleaned, clean
from reader.text.decoding import decode
from reader.text.similarity import readable, sketch

_TITLE_KEY = 40  # characters; titles that share them sort in order of import
_MOST_WORDS = 10_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")
# Scripts written without spaces: two characters make about one word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f]")


def prepare(document: Document) -> Prepared:
    """Clean a document. Raises ReaderError when there is nothing to read in it."""
    decoded = decode(document.data, document.encoding)
    is_markdown = document.media_type == "text/markdown"
    cleaned = clean(decoded.text, name=Path(document.path).name, is_markdown=is_markdown)
    articles = tuple(
        _article(cleaned, found) for found in cleaned.articles if _has_text(cleaned, found)
    )
    if not articles:
        raise ReaderError("it holds no text")
    return Prepared(
        source=storable(document.source),
        collection=storable(document.collection),
        path=document.path,
        media_type=document.media_type,
        declared=document.encoding,
        encoding=decoded.encoding,
        size=len(document.data),
        modified_ns=document.modified_ns,
        sha256=hashlib.sha256(document.data).hexdigest(),
        rules=RULES_VERSION,
        kind=cleaned.kind,
        title=storable(cleaned.title or cleaned.title_inferred),
        date=cleaned.date,
        flags=pack_flags(cleaned.flags),
        data=pack_data(document.data),
        edits=pack_edits(cleaned.edits),
        articles=articles,
    )


def _has_text(cleaned: Cleaned, found: CleanArticle) -> bool:
    return any(character.isalnum() for character in cleaned.text[found.start : found.end])


def _article(cleaned: Cleaned, found: CleanArticle) -> PreparedArticle:
    text = storable(cleaned.text[found.start : found.end])
    title = " ".join((found.title or found.title_inferred).split()) or "Untitled"
    return PreparedArticle(
        title=storable(title),
        is_inferred=not found.title,
        title_key=title_key(title),
        byline=storable(found.byline),
        date=found.date if day_of(found.date) else "",
        date_inferred=found.date_inferred,
        day=day_of(found.date),
        language=found.language,
        url=storable(found.url),
        words=min(count_words(text, found.blocks), _MOST_WORDS),
        start=found.start,
        end=found.end,
        text=text,
        blocks=pack_blocks(found.blocks),
        sketch=sketch(readable(text, found.blocks)).pack(),
    )


def storable(text: str) -> str:
    """Half of a pair has no bytes; as many characters as before, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def title_key(title: str) -> str:
    """How a title sorts: without accents, capitals and what stands before its first letter."""
    folded = unicodedata.normalize("NFKD", title[: 2 * _TITLE_KEY].casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    start = next((at for at, c in enumerate(letters) if c.isalnum()), 0)
    return storable(letters[start : start + _TITLE_KEY])


def count_words(text: str, blocks: tuple[Block, ...]) -> int:
    """The words a person reads: those of the blocks that are not folded away."""
    total = 0
    for block in blocks:
        if not block.hidden:
            part = text[block.start : block.end]
            unspaced = 0 if part.isascii() else len(_UNSPACED.findall(part))
            total += len(part.split()) + unspaced // 2
    return total
