"""Keys typed faster than the program answers, as one write to a true terminal."""

from pathlib import Path

import pytest

from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.opened import FOUR, library_in
from tests.app.test_program import FERRY, SIZES, leave
from tests.conftest import write_files
from tests.terminal import Terminal

COAST = "The long walk along the coast"


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Path:
    """A home with four articles."""
    library_in(folders, tmp_path / "four", FOUR)
    return tmp_path / "home"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "200x60"])
def test_open_and_to_the_end(home: Path, size: tuple[int, int]) -> None:
    with Terminal(home=home, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for(FERRY)
        terminal.send(b"jj\rG")
        terminal.wait_for("› 100 %")
        assert COAST not in terminal.screen or size[0] > 80  # its beginning has gone by
        leave(terminal)


def test_search_open_and_to_the_end(home: Path) -> None:
    with Terminal(home=home, columns=80, rows=24) as terminal:
        terminal.wait_for(FERRY)
        terminal.send(b"/along the coast\rG")
        terminal.wait_for("› 100 %")
        leave(terminal)


def test_open_note_and_keep_it(home: Path, folders: Folders) -> None:
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(FERRY)
        terminal.send(b"\raGood to know, J and G\x13G")
        terminal.wait_for("› 100 %")
        leave(terminal)
    with Notes.open(folders) as notes:
        assert [each.note for each in notes.annotations()] == ["Good to know, J and G"]


def test_there_and_back_and_there(home: Path) -> None:
    """Enter, list, down, Enter, next pane …: each key where the one before it has led."""
    with Terminal(home=home, columns=80, rows=24) as terminal:
        terminal.wait_for(FERRY)
        terminal.send(b"\rGqj\rGqj\rG")
        terminal.wait_for("› 100 %")
        terminal.wait_for("four ›")
        leave(terminal)


def test_import_a_path_that_tab_completes(home: Path, tmp_path: Path) -> None:
    page = {"quay.txt": "The quay\n\nNobody was there.\n"}
    write_files(tmp_path / "pages", page)
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(FERRY)
        terminal.send(f"I{tmp_path}/pag\tqu\t\r".encode())
        terminal.wait_for("Documents: 1 added")
        leave(terminal)
