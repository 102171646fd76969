"""Who asks for more than a page of hits gets every article that holds the words."""

from collections.abc import Iterator

import pytest

from reader.article import ArticleId
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import search
from reader.search.fold import fold
from reader.settings import Folders
from tests.benchmarks.corpus import fill


@pytest.fixture
def library(folders: Folders) -> Iterator[Library]:
    fill(folders, 900, size=60)
    with Library.open(folders) as library:
        yield library


@pytest.mark.parametrize("query", ["lang:fr la", "la", "-la", "'la -banque", "ville | banque"])
def test_nothing_is_missing(folders: Folders, library: Library, query: str) -> None:
    with Notes.open(folders) as notes:
        page = search(library, notes, query).hits
        whole = search(library, notes, query, limit=100_000).hits
    assert len(page) <= 200 < len(whole)
    ids = [hit.headline.id for hit in whole]
    assert len(set(ids)) == len(ids)
    assert {hit.headline.id for hit in page} <= set(ids)
    assert [hit.score for hit in whole] == sorted((hit.score for hit in whole), reverse=True)
    if query == "'la -banque":
        meant = [row for row in library.listing().window(0, 900) if _holds(library, row.id)]
        assert set(ids) == {row.id for row in meant}


def test_an_answer_says_whether_there_is_more(folders: Folders, library: Library) -> None:
    with Notes.open(folders) as notes:
        whole = search(library, notes, "^banque", limit=100_000).hits
        best = search(library, notes, "la")
        few = search(library, notes, "la", limit=100_000)
        none = search(library, notes, "'zzzqqq")
    assert whole
    assert best.is_cut and len(best.hits) < len(few.hits)
    assert not none.is_cut and not none.hits


def _holds(library: Library, article: ArticleId) -> bool:
    found = library.article(article)
    words = set(fold(f"{found.title} {found.text}").split())
    return "la" in words and "banque" not in words
