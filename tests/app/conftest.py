"""What the tests of the whole app stand on: a home with something to read."""

from pathlib import Path

import pytest
import textual.app
import textual.pilot

from reader.settings import Folders
from tests.app.opened import FOUR, all_is_done, library_in


@pytest.fixture(autouse=True)
def keys_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pilot has pressed is done before the test goes on, however busy the machine is."""
    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", all_is_done)


@pytest.fixture
def four(folders: Folders, tmp_path: Path) -> Folders:
    """A home whose library holds four articles, the last of many screens."""
    library_in(folders, tmp_path / "four", FOUR)
    return folders
