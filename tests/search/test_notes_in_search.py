"""Notes are searched too, and the user's marks narrow a search."""

import pytest

from reader.article import ArticleId
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.search.conftest import Finder


@pytest.fixture
def ferry(finder: Finder) -> ArticleId:
    return finder.hits("ferry")[0].headline.id


def test_a_note_is_found(finder: Finder, notes: Notes, ferry: ArticleId) -> None:
    notes.annotate(ferry, "note", note="Ask Béatrice about the timetable")
    for query in ("beatrice", "timetable ask", "note:béatrice", "note:timet"):
        hit = finder.hit(query, "ferry")
        assert [match.field for match in hit.matches] == ["note"]
        assert hit.snippet.startswith("Ask Béatrice")
    assert finder.names("note:goat") == []
    assert finder.names("title:beatrice") == finder.names("text:beatrice") == []


def test_a_note_and_a_word_of_the_text(finder: Finder, notes: Notes, ferry: ArticleId) -> None:
    notes.annotate(ferry, "note", note="timetable")
    assert finder.names("goat note:timetable") == ["ferry"]
    assert finder.names("pear note:timetable") == []


def test_an_excluded_note(finder: Finder, notes: Notes, ferry: ArticleId) -> None:
    notes.annotate(ferry, "note", note="timetable")
    assert finder.names("'ferry -note:timetable") == []
    assert finder.names("'ferry -note:goat") == ["ferry"]


def test_a_deleted_note_is_not_found(finder: Finder, notes: Notes, ferry: ArticleId) -> None:
    made = notes.annotate(ferry, "note", note="timetable")
    assert finder.names("note:timetable") == ["ferry"]
    notes.delete(made.id)
    assert finder.names("note:timetable") == []


@pytest.mark.parametrize(
    "query", ["is:starred", "is:read", "tag:Mer", "tag:mer", "has:note", "has:highlight"]
)
def test_marks_narrow_a_search(finder: Finder, notes: Notes, ferry: ArticleId, query: str) -> None:
    """With words and without, with the mark and with its opposite."""
    assert finder.names(f"'ferry {query}") == finder.names(query) == []
    assert finder.names(f"'ferry -{query}") == ["ferry"]
    notes.star([ferry], True)
    notes.mark_read([ferry], True)
    notes.tag([ferry], "Mer", True)
    notes.annotate(ferry, "highlight", quote="calm goat", note="!", start=1, end=2)
    assert finder.names(f"'ferry {query}") == finder.names(query) == ["ferry"]
    assert finder.names(f"'goat {query}") == ["ferry"]
    assert finder.names(f"'ferry -{query}") == []
    assert finder.names("'ferry is:unread") == []


def test_notes_made_after_the_first_search(
    folders: Folders, finder: Finder, library: Library
) -> None:
    """The first search may come before there is a notes.db."""
    assert finder.names("'ferry") == ["ferry"]
    with Notes.open(folders) as other:
        other.star([finder.hits("ferry")[0].headline.id], True)
    assert finder.names("'ferry is:starred") == ["ferry"]
