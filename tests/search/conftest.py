"""A small library in several languages and scripts, imported from true files, to search in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.article import Answer, Hit
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import search
from reader.settings import Folders
from tests.conftest import THREE, run_import, write_files

FILES = {
    **THREE,
    "Wire/orchard.md": (
        "---\ntitle: An orchard on the roof\ndate: 2022-05-17\nlanguage: en\n"
        "author: Mara Quill\n---\n\n# An orchard on the roof\n\n"
        "Forty pear trees grow above the *parking garage* of Leith.\n\n"
        "> Nobody believed the soil would hold, says the gardener.\n"
    ),
    "Wire/robot.md": (
        "---\ntitle: Robotic arms sort parcels\ndate: 2023-01-09\nlanguage: en\n---\n\n"
        "# Robotic arms sort parcels\n\n"
        "Nine machines replaced a conveyor; the warehouse hired two mechanics.\n\n"
        "A pear fell off the belt.\n"
    ),
    "Presse/pomme.txt": (
        "Une pomme oubliée revient à Orléans\n\n"
        "L’hôtel de ville plante deux cents pommiers, œuvre d’un pépiniériste têtu.\n"
    ),
    "Presse/strasse.txt": (
        "Die Straße am Fluß wird breiter\n\n"
        "Der Fußgängerüberweg bleibt; die Bäume müssen leider weichen.\n"
    ),
    "Presse/limani.txt": (
        "Το λιμάνι του Βόλου ανοίγει ξανά\n\n"
        "Οι ψαράδες γιορτάζουν με μουσική στην προβλήτα.\n"
    ),
    "Presse/tokyo.txt": (
        "東京の古い駅舎が再開する\n\n"
        "長い工事の末に、駅舎の時計も直された。\n"
    ),
    "Presse/mahatta.txt": (
        "البلدية تعيد فتح المحطة القديمة\n\n"
        "سيُقام سوقٌ صغير كل يوم جمعة قرب المدخل.\n"
    ),
    "Presse/lodz.txt": (
        "Stary młyn w Łodzi znów pracuje\n\n"
        "Kolejarze kupili mąkę na święta.\n"
    ),
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of eleven documents."""
    return write_files(tmp_path / "corpus", FILES)


@pytest.fixture
def library(folders: Folders, corpus: Path) -> Iterator[Library]:
    """The documents, imported."""
    run_import(corpus, folders)
    with Library.open(folders) as library:
        yield library


@pytest.fixture
def notes(folders: Folders, library: Library) -> Iterator[Notes]:
    """The user's own data, still empty."""
    with Notes.open(folders) as notes:
        yield notes


class Finder:
    """Searches one library, and answers with the files' names."""

    def __init__(self, library: Library, notes: Notes) -> None:
        self.library = library
        self.notes = notes

    def hits(self, text: str) -> tuple[Hit, ...]:
        return tuple(self.answer(text).hits)

    def answer(self, text: str) -> Answer:
        return search(self.library, self.notes, text)

    def names(self, text: str) -> list[str]:
        """The stems of the files that were found, best first."""
        return [Path(hit.headline.source).stem for hit in self.hits(text)]

    def hit(self, text: str, name: str) -> Hit:
        """The hit that is this file."""
        (found,) = (h for h in self.hits(text) if Path(h.headline.source).stem == name)
        return found

    def corrected(self, text: str) -> dict[str, str]:
        return dict(search(self.library, self.notes, text).corrected)


@pytest.fixture
def finder(library: Library, notes: Notes) -> Finder:
    return Finder(library, notes)
