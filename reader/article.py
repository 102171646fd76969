"""The vocabulary: what the rooms hand to each other. No logic, no input or output.

Offsets count Unicode code points in an article's clean text and are half open, `[start, end)`.
A date is a string as precise as it is known: `2022`, `2022-09` or `2022-09-22`; `""` is unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)

BlockKind = Literal[
    "title", "heading", "paragraph", "list_item", "quote", "caption",
    "credit", "verse", "code", "meta", "boilerplate",
]  # fmt: skip
Confidence = Literal["certain", "likely", "inferred"]
# Of an article's quality; append only.
Badge = Literal["truncated", "furniture", "duplicates", "damaged"]
AnnotationKind = Literal["highlight", "note", "bookmark"]
AnchorState = Literal["exact", "moved", "orphan"]
COLORS = ("yellow", "green", "blue", "pink")  # of highlights made here; others come from elsewhere


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a format hands it over: its bytes, and what its file says of itself."""

    source: str  # identity: a URL, or "collection/relative/path"
    collection: str
    path: str  # where it lay, absolute; for people and for finding it again
    data: bytes
    media_type: str = "text/plain"  # or text/markdown
    encoding: str = ""  # what the file declares, unchecked
    modified_ns: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of cleaning: `before` at `[start, end)` of the stage's input became `after`."""

    stage: str
    rule: str
    start: int
    end: int
    before: str
    after: str
    confidence: Confidence = "certain"
    evidence: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change or a rule that the user has taken back, so that cleaning leaves the text alone."""

    id: str
    rule: str
    document: str = ""  # its source; "" is every document of the collection
    sha256: str = ""  # of the document's bytes then, should it get another name
    collection: str = ""
    is_edit: bool = False  # only the change that is described here, not the whole rule
    before: str = ""  # raw text, like what stands around it
    prefix: str = ""
    suffix: str = ""
    start: int = 0  # in the decoded raw text
    title: str = ""  # of the article it was taken back in
    created: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a rule did: how many edits, in how many articles."""

    rule: str
    edits: int
    articles: int


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of clean text, its markers (`# `, a bullet) and indents outside."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0  # of a heading (1 to 6) or a nested list item
    hidden: bool = False  # folded on screen, left out of plain output; never deleted
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that looks wrong but can't be known, so it stays."""

    text: str
    reason: str
    badge: Badge | Literal[""] = ""  # that the article gets for it


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean, as it is read."""

    id: ArticleId
    title: str  # "" when the text has none
    text: str
    blocks: tuple[Block, ...]
    title_inferred: str = ""  # its first words, where `title` is ""
    byline: str = ""
    date: str = ""
    date_inferred: bool = False
    language: str = ""  # ISO 639-1
    source: str = ""
    url: str = ""
    collection: str = ""
    words: int = 0
    added: str = ""  # UTC, ISO 8601
    raw_sha256: str = ""
    badges: tuple[Badge, ...] = ()

    @property
    def headline(self) -> str:
        """The title, or the inferred one; never empty."""
        return self.title or self.title_inferred or "Untitled"


@dataclass(frozen=True, slots=True)
class Headline:
    """What a row of the article list shows."""

    id: ArticleId
    title: str
    is_inferred: bool = False  # no title in the text: these are its first words
    source: str = ""
    date: str = ""
    language: str = ""
    words: int = 0
    collection: str = ""
    added: str = ""
    unread: bool = True
    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: int = 0  # highlights and notes
    copies: int = 0  # other articles that are copies of it, or it of them
    copy_of: str = ""  # the id of the one that stands for it where lists fold copies
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the user marked or wrote. Without a quote it belongs to the whole article."""

    id: str
    article: ArticleId
    kind: AnnotationKind
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    state: AnchorState = "exact"
    note: str = ""
    color: str = "yellow"
    tags: tuple[str, ...] = ()
    created: str = ""  # UTC, ISO 8601
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list holds; empty fields ask nothing."""

    collection: str = ""
    source: str = ""  # part of it, case folded
    language: str = ""
    author: str = ""
    tag: str = ""
    before: str = ""  # a date; earlier than its first day
    after: str = ""  # a date; on its first day or later: with `before` it parts what has a date
    is_unread: bool = False
    is_read: bool = False
    is_starred: bool = False
    has_note: bool = False
    has_highlight: bool = False
    is_copy: bool = False  # of an article that stands for it
    has_copies: bool = False  # and stands for them
    rule: str = ""  # of cleaning, that changed something; the beginning of a name is enough
    is_mended: bool = False  # cleaning changed more than white space
    is_truncated: bool = False  # its text breaks off
    is_furniture: bool = False  # most of it is site furniture
    is_repeating: bool = False  # a paragraph stands in it twice
    is_damaged: bool = False  # too many of its letters are lost to be mended
    excluded: "Filter | None" = None  # what must not hold (each of its fields)


@dataclass(frozen=True, slots=True)
class Match:
    """A matched word: where it stands, in the `title` or the `text`."""

    field: Literal["title", "text", "note"]
    start: int
    end: int
    text: str
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query, and why."""

    headline: Headline
    score: float
    matches: tuple[Match, ...] = ()
    snippet: str = ""
    snippet_spans: tuple[Span, ...] = ()  # matched words, offsets in the snippet


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search knows so far; a later answer to the same query replaces it whole."""

    query: str
    hits: Sequence[Hit] = ()  # made when they are asked for
    headlines: Sequence[Headline] = ()  # of the hits; made when they are asked for, too
    articles: Sequence[ArticleId] = ()  # of the hits, at once
    stories: Sequence[ArticleId] = ()  # of each what it is a copy of, or itself
    corrected: Mapping[str, str] = field(default_factory=dict)  # typed → used
    nowhere: tuple[str, ...] = ()  # words of the query that no article holds, even mistyped
    left_out: tuple[str, ...] = ()  # words that no article holds together with the others
    understood: tuple[str, ...] = ()  # the query as chips: 'alibaba', 'after:2022'
    is_final: bool = True
    is_cut: bool = False  # more articles than these hold the words; these are the best
