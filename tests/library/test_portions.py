"""Lists of what is read and unread, looked through in portions between which marks can be saved."""

from collections.abc import Iterator

import pytest

from reader.article import ArticleId, Filter
from reader.library import portions
from reader.library.articles import Library
from reader.library.listing import Listing
from reader.library.notes import Notes
from reader.settings import Folders
from tests.benchmarks.corpus import fill

COUNT = 25


@pytest.fixture
def library(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Twenty-five articles, every third of them read, in portions of four."""
    monkeypatch.setattr(portions, "PORTION", 4)
    fill(folders, COUNT, size=80)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        notes.mark_read(list(library.listing(sort="added").ids())[::3], True)
        yield library


@pytest.mark.parametrize("sort", ["date", "added", "length", "title"])
@pytest.mark.parametrize("wanted", [Filter(is_unread=True), Filter(is_read=True)])
def test_they_hold_the_same_articles_in_the_same_order(
    library: Library, wanted: Filter, sort: str
) -> None:
    everything = library.listing(sort=sort).window(0, COUNT)  # type: ignore[arg-type]
    listing = library.listing(wanted, sort)  # type: ignore[arg-type]
    listing.prepare()
    expected = [row.id for row in everything if row.unread == wanted.is_unread]
    assert 0 < len(expected) < COUNT
    assert listing.count() == len(expected)
    assert [row.id for row in listing.window(0, COUNT)] == expected
    assert [listing.index_of(name) for name in expected] == list(range(len(expected)))


def test_what_is_read_is_counted_in_portions(library: Library) -> None:
    assert library.listing(Filter(is_unread=True)).count() == COUNT - 9
    rest = Filter(excluded=Filter(is_read=True), language="fr")
    french = library.listing(Filter(language="fr")).window(0, COUNT)
    assert library.listing(rest).count() == sum(row.unread for row in french)


def test_a_mark_is_saved_between_two_portions(library: Library, folders: Folders) -> None:
    """Else the app waits for the whole look, or loses the mark."""
    db = library.connection()
    listing = Listing(library.connection, Filter(is_unread=True))
    looks = portions.rows(
        db, listing._gathers(), listing._and(), {**listing._met.values, "newest": COUNT}, COUNT
    )
    next(looks)
    with Notes.open(folders) as notes:
        notes.star([ArticleId("aaaa")])
        assert notes.is_starred(ArticleId("aaaa"))
    assert len(list(looks)) == 6
