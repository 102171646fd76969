"""An index that was filled is not rewritten for each few articles that come after."""

from collections.abc import Iterator

import pytest

from reader.library.articles import Library
from reader.library.entries import Indexed
from reader.library.fulltext import Index
from reader.library.narrowing import Narrowing
from reader.settings import Folders

_BATCH = 50


@pytest.fixture
def index(library_of_three: Library, folders: Folders) -> Iterator[Index]:
    index = Index(folders.index, folders.library)
    with index.writing():
        index.clear({"fold": 1})
    yield index
    index.close()


def _add(index: Index, batch: int) -> None:
    numbers = range(batch * _BATCH, (batch + 1) * _BATCH)
    entries = [
        Indexed(n, 20220101 + batch, f"title{n} ferry", f"w{n} x{n % 7} pear", "\ue000len")
        for n in numbers
    ]
    with index.writing():
        index.add(entries)


def _pieces(index: Index) -> set[int]:
    """The blocks of texts that FTS5 keeps, by their numbers."""
    return {row[0] for row in index._db.execute("SELECT id FROM ft_text_data WHERE id > 10")}


def _filled(index: Index, batches: int) -> None:
    with index.writing():
        index.pieces.expect(bulk=True)
    for batch in range(batches):
        _add(index, batch)
    with index.writing():
        index.pieces.spread()
    _merge(index, is_all=True)
    with index.writing():
        index.pieces.expect(bulk=False)


def _merge(index: Index, *, is_all: bool = False) -> None:
    is_more = True
    while is_more:
        with index.writing():
            is_more = index.pieces.merge(5, is_all=is_all)


@pytest.mark.parametrize("batches", [1, 3, 9, 30])
def test_what_was_filled_in_stays_where_it_is(index: Index, batches: int) -> None:
    _filled(index, batches)
    filled = _pieces(index)
    for batch in range(batches, batches + 40):
        _add(index, batch)
        _merge(index)
    assert filled <= _pieces(index) if batches > 3 else True
    assert len(_pieces(index)) < len(filled) + 200  # those that came were merged


def test_nothing_is_merged_while_somebody_waits(index: Index) -> None:
    """Few articles leave a piece each; sixteen are the most, since every search looks into all."""
    _filled(index, 9)
    for batch in range(9, 24):
        before = _pieces(index)
        _add(index, batch)
        assert before < _pieces(index)
    before = _pieces(index)
    _add(index, 24)
    _add(index, 25)
    assert not before <= _pieces(index)


@pytest.mark.parametrize("is_spread_again", [False, True])
def test_every_article_is_found_and_nothing_else(index: Index, is_spread_again: bool) -> None:
    _filled(index, 9)
    if is_spread_again:  # killed before the merge was over
        with index.writing():
            index.pieces.spread()
            index.pieces.spread()
    _add(index, 9)
    found = index.find("ft_text", '"pear"', Narrowing(), 10_000)
    assert len(found) == 10 * _BATCH and index.counts() == (10 * _BATCH, 0)
    assert {key for _, key in found} == set(range(10 * _BATCH))
    assert {term for term, _ in index.terms.counted() if not term.startswith("\ue000")} >= {"w7"}
