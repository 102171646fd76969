"""What goes between the library and the search index: articles to be indexed, articles found."""

from typing import NamedTuple

from reader.article import ArticleId


class Entry(NamedTuple):
    """What the library knows of an article that is to be indexed: a tuple, there are a million."""

    key: int
    day: int
    title: str
    text: str
    language: str
    collection: int


class Indexed(NamedTuple):
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
