"""A home that can only be read: what is there can be read and searched, and one notice says so."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.articles import Library
from reader.search import refresh
from reader.settings import Folders
from tests.app.opened import FOUR, library_in
from tests.cli.program import Program
from tests.terminal import PROGRAM, Terminal

# Root may write everywhere, unless that is taken from it.
AS_USER = (
    ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", *PROGRAM)
    if os.geteuid() == 0
    else PROGRAM
)
FERRY = "The night ferry comes back"
NOTICE = "This home can only be read"


def _set_modes(home: Path, write: int) -> None:
    for place in (home, *home.rglob("*")):
        place.chmod(place.stat().st_mode & ~0o222 | write)


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Iterator[Path]:
    """Four articles with an index, nobody at them, and nothing there that can be written."""
    library_in(folders, tmp_path / "four", FOUR)
    with Library.open(folders) as library:
        refresh(library)
    for side in folders.cache.glob("*-*"):
        assert side.suffix != ".db-wal" or not side.stat().st_size
        side.unlink()
    home = tmp_path / "home"
    _set_modes(home, 0)
    yield home
    _set_modes(home, 0o200)


@pytest.fixture
def program(home: Path) -> Program:
    return Program(home, AS_USER)


def test_what_is_there_is_listed_shown_and_searched(program: Program) -> None:
    rows = program("list", "--json").lines
    assert len(rows) == len(FOUR)
    assert FERRY in program("show", rows[0]["id"]).out + program("list").out
    assert [each["title"] for each in program("search", "ferry", "--json").lines] == [FERRY]
    assert program("list", "ferry", "--json").lines[0]["title"] == FERRY


def test_what_cannot_be_kept_is_said_and_does_nothing(program: Program, tmp_path: Path) -> None:
    name = program("list", "--json").lines[0]["id"]
    new = tmp_path / "new.md"
    new.write_text("A wholly new thing to read, which is not there yet.\n", encoding="utf-8")
    for words in (("star", name), ("note", name, "A thought"), ("import", new)):
        assert "cannot be written" in program(*words, expect=1).err
    assert len(program("list", "--json").lines) == len(FOUR)


def test_without_an_index_a_search_says_why(program: Program) -> None:
    cache = program.home / "cache"
    cache.chmod(0o700)
    (cache / "search.db").unlink()
    cache.chmod(0o500)
    assert "search index" in program("search", "ferry", expect=1).err


def test_the_app_says_once_that_nothing_is_kept(home: Path) -> None:
    with Terminal(home=home, columns=120, rows=40, program=AS_USER) as terminal:
        terminal.wait_for(NOTICE)
        terminal.press("enter")
        terminal.wait_for("v Select")
        terminal.press("pagedown", "S", "ferry")
        terminal.wait_for("1 found")
        terminal.press("enter")
        terminal.wait_for("v Select")
        assert "cannot be" not in terminal.screen
        terminal.press("s")
        terminal.wait_for("Your notes cannot be written")
        terminal.press("D")
        terminal.wait_for("Search for themes")
        terminal.press("nord")
        terminal.wait_until_gone("dracula")
        terminal.press("enter")
        terminal.wait_for("settings.toml")
        terminal.press("Q")
        assert terminal.wait_for_exit() == 0, terminal.screen
        assert b"Traceback" not in terminal.raw
