"""What many tests stand on: folders, a corpus of a few files, a library made by a true import."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reader.ingest.importing import Report, import_paths
from reader.library.articles import Library
from reader.settings import Folders, find_folders

# How long an example takes says how busy the machine is; speed is measured in `benchmarks`. The
# same examples each time: a run says something of what was changed. Others are looked for by hand
# with `--hypothesis-profile search`.
_PATIENT = [HealthCheck.too_slow]
settings.register_profile("search", deadline=None, suppress_health_check=_PATIENT)
settings.register_profile("same", settings.get_profile("search"), derandomize=True)
settings.load_profile("same")

THREE = {
    "ferry.txt": (
        "The night ferry comes back\n\n"
        "After eleven winters the night ferry sails again between the two islands.\n\n"
        "The first crossing carried four lorries, a string quartet and one very calm goat.\n"
    ),
    "moulin.txt": (
        "Le moulin de Saint-Aubin tourne à nouveau\n\n"
        "Les ailes ont été refaites par trois charpentières du village voisin.\n\n"
        "La première farine sera vendue au marché, à côté des fromages de chèvre.\n"
    ),
    "archive.md": (
        "---\ntitle: Was im Keller lag\ndate: 2021-03-04\nlanguage: de\n---\n\n"
        "# Was im Keller lag\n\n"
        "Im Keller des Rathauses fanden zwei Lehrlinge neunzig Kisten mit alten Fahrplänen.\n\n"
        "- Kisten aus Holz\n- Kisten aus Blech\n"
    ),
}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Where a program of its own would keep things."""
    return find_folders(str(tmp_path / "home"))


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A folder of three documents."""
    return write_files(tmp_path / "three", THREE)


@pytest.fixture
def library_of_three(folders: Folders, three: Path) -> Iterator[Library]:
    """The three documents, imported."""
    run_import(three, folders)
    with Library.open(folders) as library:
        yield library


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Make these files, and the folders they lie in."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run_import(path: Path, folders: Folders, collection: str = "", workers: int = 0) -> Report:
    """A whole import, in this process unless it is told how many workers to use; its report."""
    steps = import_paths([path], folders, collection=collection, workers=workers)
    (last,) = deque(steps, maxlen=1)
    assert last.is_done
    return last.report
