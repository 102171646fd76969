"""Decoded text to clean text, its articles and their labelled blocks: the stages, in their order.

Comes in: decoded text and what its file says of itself. Goes out: `Cleaned`, which holds every
change as an `Edit`, so that undoing all of them gives the raw text back. How a stage works is in
its own file; bytes are `decoding`'s, keeping the result is `library`'s.
"""

from dataclasses import dataclass

from reader.article import Block, Edit, Flag
from reader.text.offsets import Layer

RULES_VERSION = 1  # stored with an article; clean again when it grows


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article; `start` and `end` are in the document's clean text, its blocks' in its own."""

    start: int
    end: int
    title: str = ""
    title_inferred: str = ""
    byline: str = ""
    date: str = ""
    date_inferred: bool = False
    language: str = ""
    blocks: tuple[Block, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document, clean. `title` is its page's (of a digest: the page's heading)."""

    raw: str
    text: str
    layers: tuple[Layer, ...]
    articles: tuple[CleanArticle, ...]
    kind: str = "article"  # or "digest"
    title: str = ""
    title_inferred: str = ""
    date: str = ""
    date_inferred: bool = False
    language: str = ""
    flags: tuple[Flag, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All changes in order; each in the coordinates of its stage's input."""
        return tuple(edit for layer in self.layers for edit in layer.edits)


def clean(text: str, *, name: str = "", is_markdown: bool = False, until: str = "") -> Cleaned:
    """Clean a document; `until` names the last stage that may change text."""
    blocks = tuple(_paragraphs(text))
    article = CleanArticle(0, len(text), title_inferred=text.strip()[:100], blocks=blocks)
    return Cleaned(text, text, (), (article,), title_inferred=article.title_inferred)


def _paragraphs(text: str) -> list[Block]:
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return blocks
