"""What goes between the library and the search index: articles to be indexed, articles found."""

from dataclasses import dataclass
from typing import NamedTuple

from reader.article import ArticleId


@dataclass(frozen=True, slots=True)
class Entry:
    """What the library knows of an article that is to be indexed."""

    key: int
    day: int
    title: str
    text: str
    language: str
    collection: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry, folded."""

    key: int
    day: int
    title: str
    body: str
    meta: str


class Found(NamedTuple):
    """An article a search came upon: a tuple, since each keystroke makes a hundred."""

    docid: int
    key: int
    id: ArticleId
    title: str
    story: ArticleId  # what it is a copy of, where lists fold copies; else itself
