"""What the tests of the whole app stand on: a home with something to read."""

from pathlib import Path

import pytest

from reader.settings import Folders
from tests.app.opened import FOUR, library_in


@pytest.fixture
def four(folders: Folders, tmp_path: Path) -> Folders:
    """A home whose library holds four articles, the last of many screens."""
    library_in(folders, tmp_path / "four", FOUR)
    return folders
