"""Articles for the tests of the reader view, with blocks made from blank lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.article import Annotation, Article, ArticleId, Block, BlockKind

_MARKERS: list[tuple[re.Pattern[str], BlockKind]] = [
    (re.compile(r"#\s+"), "title"),
    (re.compile(r"##\s+"), "heading"),
    (re.compile(r">\s?"), "quote"),
    (re.compile(r"(?:[-*•]|\d+\.)\s+"), "list_item"),
]


def article(text: str, *, hidden: Sequence[int] = (), **fields: str) -> Article:
    """An article whose blocks lie between blank lines, their kind told by a Markdown marker."""
    blocks = []
    for index, found in enumerate(re.finditer(r"\S(?:[^\n]|\n(?!\n))*", text)):
        kind: BlockKind = "paragraph"
        start = found.start()
        for marker, named in _MARKERS:
            if mark := marker.match(text, start):
                kind, start = named, mark.end()
        is_hidden = index in hidden
        kind = "boilerplate" if is_hidden else kind
        blocks.append(Block(start, found.end(), kind, hidden=is_hidden))
    made = Article(ArticleId("a1"), fields.pop("title", "A title"), text, tuple(blocks))
    return replace(made, **fields)  # type: ignore[arg-type]


def highlight(made: Article, quote: str, *, id: str = "h1", **fields: str) -> Annotation:
    """A highlight of the first place of a quote."""
    start = made.text.index(quote)
    whole = Annotation(id, made.id, "highlight", quote=quote, start=start, end=start + len(quote))
    return replace(whole, **fields)  # type: ignore[arg-type]
