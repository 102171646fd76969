"""The tables of search.db: numbers of documents, changed articles, terms."""

from collections.abc import Iterator

import pytest

from reader.errors import LibraryError
from reader.library.articles import Library
from reader.library.entries import Indexed
from reader.library.fulltext import Index
from reader.library.index_file import is_damage
from reader.library.narrowing import DOCS_A_DAY, Narrowing
from reader.settings import Folders


@pytest.fixture
def index(library_of_three: Library, folders: Folders) -> Iterator[Index]:
    index = Index(folders.index, folders.library)
    with index.writing():
        index.clear({"position": 0})
    yield index
    index.close()


def _entry(key: int, day: int, body: str) -> Indexed:
    return Indexed(key, day, "title", body, "")


def _find(index: Index, word: str) -> list[int]:
    return [docid for docid, _ in index.find("ft_text", f'"{word}"', Narrowing(), 10)]


def test_numbers_grow_with_the_date(index: Index) -> None:
    with index.writing():
        index.add([_entry(1, 20240101, "goat"), _entry(2, 20200101, "goat")])
        index.add([_entry(3, 20220101, "goat"), _entry(4, 20220101, "goat")])
    days = [docid // DOCS_A_DAY for docid in _find(index, "goat")]
    assert days == [20240101, 20220101, 20220101, 20200101]


def test_a_full_day_goes_on_in_the_next(index: Index) -> None:
    with index.writing():
        index._db.execute("INSERT INTO doc VALUES (?, NULL)", ((20220101 + 1) * DOCS_A_DAY - 1,))
        index.add([_entry(1, 20220101, "goat")])
    assert _find(index, "goat") == [20220102 * DOCS_A_DAY]


def test_a_buried_document_is_found_no_more(index: Index) -> None:
    with index.writing():
        index.add([_entry(1, 20220101, "goat")])
    with index.writing():
        index.bury([1])
        index.add([_entry(1, 20220101, "llama")])
    assert _find(index, "goat") == []
    assert len(_find(index, "llama")) == 1
    assert index.counts() == (2, 1)


def test_what_is_not_finished_is_not_there(index: Index) -> None:
    with pytest.raises(KeyboardInterrupt), index.writing():
        index.add([_entry(1, 20220101, "goat")])
        raise KeyboardInterrupt
    assert index.counts() == (0, 0)


def test_few_are_gathered_and_many_are_not(index: Index, library_of_three: Library) -> None:
    with index.writing():
        index.add([_entry(entry.key, entry.day, "goat") for entry in index.entries_after(0, 10)])
    german = Narrowing(" AND a.language = :code", {"code": "de"})
    few = index.gathered(german, 2)
    assert few.few is not None and len(few.few) == 1
    found = index.find("ft_text", '"goat"', few, 10)
    assert [docid for docid, _ in found] == list(few.few)
    everything = Narrowing(" AND a.day > :day", {"day": 0})
    assert index.gathered(everything, 2) is everything


def test_terms_are_counted(index: Index) -> None:
    with index.writing():
        index.add([_entry(1, 20220101, "goat goad"), _entry(2, 20220101, "goat")])
    counted = dict(index.terms.counted())
    assert counted["goat"] == 2 and counted["goad"] == 1


def test_fresh_terms_go_when_they_are_packed(index: Index) -> None:
    with index.writing():
        index.terms.add(2, ["goat", "goad"])
        index.terms.add(1, ["zebra"])
    assert [terms for _, terms in index.terms.fresh(0)] == ["goat goad", "zebra"]
    docs, last = index.terms.unpacked()
    assert docs == 3
    with index.writing():
        index.terms.add(1, ["yak"])
        index.terms.save([(4, "goadgoat", b"\0\1")], b"a row", last)
    assert [terms for _, terms in index.terms.fresh(0)] == ["yak"]
    assert list(index.terms.packs()) == [(4, "goadgoat", b"\0\1")]
    assert index.terms.lexicon() == b"a row"


def test_a_file_that_is_no_database_says_so(folders: Folders, library_of_three: Library) -> None:
    folders.index.write_bytes(b"nothing of ours " * 100)
    with pytest.raises(LibraryError) as caught:
        Index(folders.index, folders.library)
    assert is_damage(caught.value)
