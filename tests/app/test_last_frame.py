"""The screen as one left it, drawn before the program is loaded, on a true terminal."""

import re
from pathlib import Path

import pytest

from reader.settings import Folders
from tests.app.opened import FOUR, library_in
from tests.terminal import Terminal

ALTERNATE = b"\x1b[?1049h"
MOUSE = b"\x1b[?1000h"  # the live program asks for the mouse first of all


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Path:
    """A home with four articles, whose reader was left in the midst of one."""
    library_in(folders, tmp_path / "four", FOUR)
    with Terminal(home=tmp_path / "home", columns=100, rows=30) as terminal:
        terminal.wait_for("The night ferry comes back")
        terminal.press("j", "j", "enter")
        terminal.wait_for("v Select")
        terminal.press(" ")
        terminal.wait_until_gone("Stop number 1 ")
        terminal.press("Q")
        assert terminal.wait_for_exit() == 0
    return tmp_path / "home"


def test_it_is_there_before_the_program_and_the_keys_typed_meanwhile_count(home: Path) -> None:
    with Terminal(home=home, columns=100, rows=30, shows_last=True) as terminal:
        was = re.search(r"Stop number \d+", terminal.wait_for("Stop number"))
        assert was
        terminal.press("s")
        assert "Starred" in terminal.wait_for("Starred")
        assert was[0] in terminal.screen
        assert terminal.raw.index(b"Stop number") < terminal.raw.index(MOUSE), "it came first"
        assert terminal.raw.count(ALTERNATE) == 1, "the screen was cleared in between"
        terminal.press("Q")
        assert terminal.wait_for_exit() == 0
        assert terminal.raw.endswith(b"\x1b[?25h") or b"\x1b[?1049l" in terminal.raw


@pytest.mark.parametrize(
    ("columns", "rows", "env"),
    [(101, 30, {}), (100, 29, {}), (100, 30, {"NO_COLOR": "1"}), (100, 30, {"TERM": "xterm"})],
)
def test_another_terminal_waits_for_the_live_screen(
    home: Path, columns: int, rows: int, env: dict[str, str]
) -> None:
    with Terminal(home=home, columns=columns, rows=rows, env=env, shows_last=True) as terminal:
        terminal.wait_for("Stop number")
        assert terminal.raw.index(MOUSE) < terminal.raw.index(b"Stop number")


def test_a_start_that_fails_gives_the_terminal_back(home: Path) -> None:
    (home / "cache" / "library.db").write_bytes(b"no database at all, but long enough" * 40)
    with Terminal(home=home, columns=100, rows=30, shows_last=True) as terminal:
        assert terminal.wait_for_exit() == 1
        assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.index(ALTERNATE)
        assert b"library" in terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :]
        assert b"Traceback" not in terminal.raw


def test_a_frame_that_cannot_be_read_or_kept_is_no_trouble(home: Path) -> None:
    frame = home / "state" / "frame"
    frame.write_bytes(b"\xff\xfe\x00 not a frame")
    with Terminal(home=home, columns=100, rows=30, shows_last=True) as terminal:
        terminal.wait_for("v Select")
        frame.unlink()
        frame.mkdir()
        terminal.press("Q")
        assert terminal.wait_for_exit() == 0
    assert not list((home / "state").glob("*.new"))
