"""A document made ready to be stored: what a worker process hands to the writer.

In: nothing; this is the vocabulary between `ingest` and `writer`. Out: plain, picklable values,
with everything costly (cleaning, compressing, JSON) already done. No SQL here.
"""

import base64
import hashlib
import json
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from reader.article import ArticleId, Block, BlockKind, Edit, Flag

_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
_KIND_CODE = {kind: code for code, kind in enumerate(_KINDS)}
_TITLE_KEY = 40  # characters; titles that share them sort in order of import
_LEVEL = 6  # of zlib: 1 is twice as fast, 9 saves 1 % more


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """A row of the library. `day` is 0 without a date; `blocks` is packed."""

    title: str  # or its first words, where `is_inferred`
    is_inferred: bool
    title_key: str  # how the title sorts
    byline: str
    date: str
    date_inferred: bool
    day: int  # 20220922; 20220900 when only the month is known
    language: str
    url: str
    words: int
    start: int
    end: int
    text: str
    blocks: str
    sketch: bytes = b""  # to find its copies by; none of a text too short to have any
    mended: tuple[tuple[str, int], ...] = ()  # rules, and how many edits each made in it
    badges: int = 0  # as bits


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document and its articles. `data` and `edits` are compressed."""

    source: str
    collection: str
    path: str
    media_type: str
    declared: str
    encoding: str
    size: int
    modified_ns: int
    sha256: str
    rules: int  # the version of cleaning
    kind: str
    title: str
    date: str
    flags: str
    data: bytes
    edits: bytes
    articles: tuple[PreparedArticle, ...]
    refused: str = ""  # ids of the refusals it was cleaned with


def article_id(identity: str, ordinal: int) -> ArticleId:
    """A short hash, easy to type: 60 bits, so one chance in two million at a million articles."""
    digest = hashlib.sha256(f"{identity}\0{ordinal}".encode("utf-8", "surrogateescape")).digest()
    return ArticleId(base64.b32encode(digest[:8]).decode("ascii").lower()[:12])


def day_of(date: str) -> int:
    """A date as a number that sorts: 2022 → 20220000, so before all its known days."""
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdigit() and len(digits) in (4, 6, 8) else 0


def title_key(title: str) -> str:
    """How a title sorts: without accents, capitals and what stands before its first letter."""
    folded = unicodedata.normalize("NFKD", title[: 2 * _TITLE_KEY].casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    start = next((at for at, c in enumerate(letters) if c.isalnum()), 0)
    return letters[start : start + _TITLE_KEY]


def pack_data(data: bytes) -> bytes:
    """Compressed, in a window that fits: to make ready a large one takes longer than to fill it."""
    bits = max(9, min(len(data).bit_length(), zlib.MAX_WBITS))
    memory = max(1, min(bits - 6, zlib.DEF_MEM_LEVEL))
    made = zlib.compressobj(_LEVEL, zlib.DEFLATED, bits, memory)
    return made.compress(data) + made.flush()


def unpack_data(packed: bytes) -> bytes:
    return zlib.decompress(packed)


def pack_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as JSON, a row each."""
    rows = [(b.start, b.end, _KIND_CODE[b.kind], b.level, int(b.hidden), b.rule) for b in blocks]
    return json.dumps(rows, separators=(",", ":"))


def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """The blocks that were packed."""
    rows: list[tuple[int, int, int, int, int, str]] = json.loads(packed)
    return tuple(
        Block(start, end, _KINDS[kind], level, bool(hidden), rule)
        for start, end, kind, level, hidden, rule in rows
    )


def pack_edits(edits: Sequence[Edit]) -> bytes:
    """Edits as compressed JSON; a lone surrogate in them survives."""
    rows = [
        (e.stage, e.rule, e.start, e.end, e.before, e.after, e.confidence, e.evidence, e.version)
        for e in edits
    ]
    return pack_data(json.dumps(rows, separators=(",", ":")).encode("ascii"))


def unpack_edits(packed: bytes) -> list[Edit]:
    """The edits that were packed."""
    return [Edit(*row) for row in json.loads(zlib.decompress(packed))]


def pack_flags(flags: Iterable[Flag]) -> str:
    return json.dumps([(f.text, f.reason, f.badge) for f in flags]) if flags else ""


def unpack_flags(packed: str) -> list[Flag]:
    """The flags that were packed."""
    return [Flag(*row) for row in json.loads(packed)] if packed else []
