"""An article one knows by its title is found, however many newer ones hold the same words."""

from pathlib import Path

import pytest

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import search
from reader.settings import Folders
from tests.conftest import run_import, write_files

_NEWER = 140  # more than are ranked
_KNOWN = "“The Garden”: Tour"
_ONE_WORD = ("Garden", "Étang", "L’Étang", "Assez !", "東京", "Cœur", "Oeuf")


def _written(title: str, date: str) -> str:
    return f"---\ntitle: '{title}'\ndate: {date}\n---\n\n# {title}\n\nA hedge was cut.\n"


@pytest.fixture
def crowded(folders: Folders, tmp_path: Path) -> Folders:
    files = {
        f"Wire/{number}.md": _written(f"After the garden tour, walk {number}", "2023-05-01")
        for number in range(_NEWER)
    }
    files["Wire/old.md"] = _written(_KNOWN, "2014-05-01")
    files["Wire/older.md"] = _written("The garden tour of Leith", "2013-05-01")
    run_import(write_files(tmp_path / "corpus", files), folders)
    return folders


@pytest.fixture
def crowded_by_words(folders: Folders, tmp_path: Path) -> Folders:
    """Titles of one word, each older than many that hold it."""
    files = {
        f"Wire/{number}.md": _written(
            f"Garden étang, assez {number}, et l’étang gelé (東京), cœur, œuf", "2023-05-01"
        )
        for number in range(_NEWER)
    }
    files |= {
        f"Presse/{number}.md": _written(title, "2014-05-01")
        for number, title in enumerate(_ONE_WORD)
    }
    files["Presse/two.md"] = _written("L’étang gelé", "2013-05-01")
    run_import(write_files(tmp_path / "corpus", files), folders)
    return folders


@pytest.mark.parametrize("query", ["the garden tour", "The Garden Tour", "'the 'garden 'tour"])
def test_a_title_typed_whole_comes_first(crowded: Folders, query: str) -> None:
    with Notes.open(crowded) as notes, Library.open(crowded) as library:
        titles = [row.title for row in search(library, notes, query).headlines]
    assert titles[0] == _KNOWN


@pytest.mark.parametrize("query", ["the garden tour of l", "the garden tour of", "the garden t"])
def test_a_title_typed_from_its_beginning_is_among_the_hits(crowded: Folders, query: str) -> None:
    with Notes.open(crowded) as notes, Library.open(crowded) as library:
        titles = [row.title for row in search(library, notes, query, limit=200).headlines]
    assert "The garden tour of Leith" in titles


@pytest.mark.parametrize("query", ["the garden tour !walk", "collection:corpus the garden tour"])
def test_what_is_barred_or_asked_for_besides_still_counts(crowded: Folders, query: str) -> None:
    with Notes.open(crowded) as notes, Library.open(crowded) as library:
        titles = [row.title for row in search(library, notes, query).headlines]
    assert titles[0] == _KNOWN


def test_words_in_another_order_are_no_title(crowded: Folders) -> None:
    with Notes.open(crowded) as notes, Library.open(crowded) as library:
        titles = [row.title for row in search(library, notes, "tour garden the").headlines]
    assert titles[0] != _KNOWN


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("garden", "Garden"),
        ("GARDEN", "Garden"),
        ("'garden", "Garden"),
        ("title:garden", "Garden"),
        ("etang", "Étang"),
        ("étang", "Étang"),
        ("l'étang", "L’Étang"),
        ("l’etang", "L’Étang"),
        ("l'étang gelé", "L’étang gelé"),
        ("assez", "Assez !"),
        ("東京", "東京"),
        ("coeur", "Cœur"),
        ("cœur", "Cœur"),
        ("œuf", "Oeuf"),
        ("garden -tour", "Garden"),
        ("garden after:2014 before:2015", "Garden"),
    ],
)
def test_a_title_of_one_word_comes_first(crowded_by_words: Folders, query: str, title: str) -> None:
    with Notes.open(crowded_by_words) as notes, Library.open(crowded_by_words) as library:
        titles = [row.title for row in search(library, notes, query).headlines]
    assert titles[0] == title


@pytest.mark.parametrize("query", ["garden -hedge", "garden after:2020", "^garden"])
def test_a_title_of_one_word_is_no_answer_to_what_it_is_not(
    crowded_by_words: Folders, query: str
) -> None:
    with Notes.open(crowded_by_words) as notes, Library.open(crowded_by_words) as library:
        titles = [row.title for row in search(library, notes, query).headlines]
    assert titles[:1] != ["Garden"]
