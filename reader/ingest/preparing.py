"""A document made ready for the library: decoded, cleaned, packed. Pure, and picklable.

In: a Document. Out: a Prepared, which only needs writing. It runs in worker processes.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reader.article import Block, Document, Refusal
from reader.errors import ReaderError
from reader.library.prepared import (
    Prepared,
    PreparedArticle,
    day_of,
    pack_blocks,
    pack_data,
    pack_edits,
    pack_flags,
    title_key,
)
from reader.text.badges import bits
from reader.text.cleaning import CleanArticle, Cleaned, clean
from reader.text.decoding import decode
from reader.text.offsets import from_raw
from reader.text.rules import RULES_VERSION, parts
from reader.text.similarity import readable, sketch

_MOST_WORDS = 10_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")
# Scripts written without spaces: two characters make about one word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f]")


def prepare(document: Document, refusals: Sequence[Refusal] = ()) -> Prepared:
    """Clean a document, but for what was taken back of it.

    Raises ReaderError when there is nothing to read in it.
    """
    decoded = decode(document.data, document.encoding)
    is_markdown = document.media_type == "text/markdown"
    sha256 = hashlib.sha256(document.data).hexdigest()
    refused = [each for each in refusals if _concerns(each, document, sha256)]
    cleaned = clean(
        decoded.text, name=Path(document.path).name, is_markdown=is_markdown, refusals=refused
    )
    counts = _mended(cleaned)
    articles = tuple(
        replace(_article(cleaned, found), mended=tuple(count.items()))
        for found, count in zip(cleaned.articles, counts, strict=True)
        if _has_text(cleaned, found)
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
        sha256=sha256,
        rules=RULES_VERSION,
        kind=cleaned.kind,
        title=storable(cleaned.title or cleaned.title_inferred),
        date=cleaned.date,
        flags=pack_flags(cleaned.flags),
        data=pack_data(document.data),
        edits=pack_edits(cleaned.edits),
        articles=articles,
        refused=" ".join(sorted(_refused(refused, cleaned, counts))),
    )


def _concerns(refusal: Refusal, document: Document, sha256: str) -> bool:
    if refusal.document:
        return refusal.document == storable(document.source) or refusal.sha256 == sha256
    return refusal.collection == storable(document.collection)


def _refused(
    refusals: Sequence[Refusal], cleaned: Cleaned, counts: Sequence[Counter[str]]
) -> set[str]:
    """The refusals to note: of the document, and of its collection where they matter to it.

    They do where they stopped something, or where their rule had to act all the same, together
    with one that keeps the reader from harm; else the document would be cleaned again for ever.
    """
    acted = set().union(*counts)
    return set(cleaned.refused) | {
        each.id for each in refusals if each.document or acted.intersection(parts(each.rule))
    }


def _mended(cleaned: Cleaned) -> list[Counter[str]]:
    """How many edits each rule made in each article; those between two belong to the first."""
    starts = [article.start for article in cleaned.articles]
    counts: list[Counter[str]] = [Counter() for _ in starts]
    for number, layer in enumerate(cleaned.layers):
        for edit in layer.edits:
            place = from_raw(cleaned.layers[number:], edit.start)
            counts[max(0, bisect_right(starts, place) - 1)].update(parts(edit.rule))
    return counts


def _has_text(cleaned: Cleaned, found: CleanArticle) -> bool:
    return any(character.isalnum() for character in cleaned.text[found.start : found.end])


def _article(cleaned: Cleaned, found: CleanArticle) -> PreparedArticle:
    text = storable(cleaned.text[found.start : found.end])
    title = " ".join((found.title or found.title_inferred).split()) or "Untitled"
    return PreparedArticle(
        title=storable(title),
        is_inferred=not found.title,
        title_key=storable(title_key(title)),
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
        badges=bits(found.badges),
    )


def storable(text: str) -> str:
    """Half of a pair has no bytes; as many characters as before, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def count_words(text: str, blocks: tuple[Block, ...]) -> int:
    """The words a person reads: those of the blocks that are not folded away."""
    total = 0
    for block in blocks:
        if not block.hidden:
            part = text[block.start : block.end]
            unspaced = 0 if part.isascii() else len(_UNSPACED.findall(part))
            total += len(part.split()) + unspaced // 2
    return total
