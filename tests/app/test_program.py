"""The program itself in a pseudo-terminal: keys typed, the screen read, every byte looked at."""

import os
import re
import signal
from pathlib import Path

import pytest

from reader.app.commands import GROUPS
from reader.article import ArticleId
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.hostile import HOSTILE, offences, write_hostile
from tests.app.opened import FOUR, library_in
from tests.cli.program import Program
from tests.conftest import run_import
from tests.terminal import Terminal

SIZES = [(80, 24), (120, 40), (200, 60)]
FERRY = "The night ferry comes back"
ENTERED = b"\x1b[?1049h"  # the screen of one's own, which is empty then
_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Path:
    """A home with four articles."""
    library_in(folders, tmp_path / "four", FOUR)
    return tmp_path / "home"


def leave(terminal: Terminal) -> None:
    """Leave from wherever no text is being typed; the terminal is given back."""
    terminal.press("Q")
    assert terminal.wait_for_exit() == 0, terminal.screen
    assert b"\x1b[?1049l" in terminal.raw
    assert b"Traceback" not in terminal.raw


def top_stop(terminal: Terminal) -> str:
    """Which stop of the long walk stands first on the screen."""
    found = re.search(r"Stop number \d+", terminal.screen)
    assert found, terminal.screen
    return found[0]


def test_ctrl_z_stops_the_program_and_it_comes_back_as_it_was(home: Path) -> None:
    with Terminal(home=home, columns=80, rows=24) as terminal:
        terminal.wait_for("Enter Open")
        terminal.press("enter")
        terminal.wait_for("v Select")
        terminal.press("ctrl+z")
        os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
        terminal.wait_until(lambda _: b"\x1b[?1049l" in terminal.raw)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_until(lambda _: terminal.raw.count(ENTERED) == 2)
        terminal.wait_until(lambda _: b" Select" in terminal.raw[terminal.raw.rfind(ENTERED) :])
        terminal.press("escape")
        terminal.wait_for("Enter Open")
        leave(terminal)


@pytest.mark.parametrize(("key", "shown"), [("H", " Group"), ("V", " Back"), ("?", "Everywhere")])
def test_ctrl_z_works_on_the_other_screens_too(home: Path, key: str, shown: str) -> None:
    with Terminal(home=home, columns=80, rows=24) as terminal:
        terminal.wait_for("Enter Open")
        terminal.press(key)
        terminal.wait_for(shown)
        terminal.press("ctrl+z")
        terminal.wait_until(lambda _: b"\x1b[?1049l" in terminal.raw)  # all it writes is read
        os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_until(lambda _: terminal.raw.count(ENTERED) == 2)
        terminal.wait_until(lambda _: shown.encode() in terminal.raw[terminal.raw.rfind(ENTERED) :])
        terminal.press("escape")
        terminal.wait_for("Enter Open")
        leave(terminal)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_list_article_search_and_leaving(home: Path, columns: int, rows: int) -> None:
    with Terminal(home=home, columns=columns, rows=rows) as terminal:
        terminal.wait_for("Le moulin de Saint-Aubin")
        terminal.press("enter")
        terminal.wait_for("a string quartet and one very")
        terminal.wait_for("v Select")
        terminal.press("escape")
        terminal.wait_for("Enter Open")
        terminal.press("/")
        terminal.wait_for("Esc Back")
        terminal.press("k")
        terminal.wait_for("Was im Keller lag")
        terminal.wait_for("found")
        terminal.press("eller")
        terminal.wait_for("1 found")
        terminal.press("escape")
        terminal.wait_until_gone("Esc Back")
        terminal.wait_for("Le moulin de Saint-Aubin")
        leave(terminal)


def test_escape_and_a_key_that_arrive_together_are_two_keys(home: Path) -> None:
    with Terminal(home=home) as terminal:
        terminal.wait_for(FERRY)
        for key, wanted in ((b"?", "Esc closes"), (b"1", "Enter Open"), (b":", "Mark the whole")):
            terminal.press("enter")
            terminal.wait_for("v Select")
            terminal.send(b"\x1b" + key)
            terminal.wait_for(wanted)
            terminal.press(*["escape"] * (key != b"1"))
            terminal.wait_until(
                lambda screen: (
                    "Enter Open" in screen
                    and "Esc closes" not in screen
                    and "Mark the whole" not in screen
                ),
                "the list",
            )
        terminal.press("enter")
        terminal.wait_for("v Select")
        terminal.send(b"\x1b\x1bQ")
        assert terminal.wait_for_exit() == 0, terminal.screen


def test_the_first_start_shows_the_sample_corpus(tmp_path: Path) -> None:
    with Terminal(home=tmp_path / "home", columns=120, rows=40, cwd=tmp_path) as terminal:
        terminal.wait_for(re.compile(r"\d+ sample articles"), patience=60)
        assert "I imports your own" in " ".join(terminal.screen.split())
        terminal.press("enter")
        terminal.wait_for("v Select")
        leave(terminal)


def test_star_and_place_and_article_are_there_after_a_restart(home: Path) -> None:
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(FERRY)
        terminal.press("j", "j", "enter")
        terminal.wait_for("v Select")
        terminal.press("s")
        terminal.wait_for("Starred")
        terminal.press(" ")
        terminal.wait_until_gone("Stop number 1 ")
        leave(terminal)
        was = top_stop(terminal)  # now that no half of a frame is still to come
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(was)
        assert top_stop(terminal) == was
        assert "★" in terminal.wait_for("★  four")


def test_resizing_keeps_the_place(home: Path) -> None:
    with Terminal(home=home, columns=80, rows=24) as terminal:
        terminal.wait_for(FERRY)
        terminal.press("j", "j", "enter")
        terminal.wait_for("v Select")
        terminal.press("G")
        terminal.wait_for("› 100 %")
        terminal.press("b")
        terminal.wait_until_gone("› 100 %")
        terminal.drain()
        was = top_stop(terminal)
        terminal.resize(200, 60)
        terminal.wait_for("─ Notes ─")
        terminal.wait_for(was)
        terminal.resize(80, 24)
        terminal.wait_until(lambda screen: "─ Notes ─" not in screen, "narrow again")
        terminal.wait_for("─Article─")
        terminal.wait_until(lambda screen: was in screen and top_stop(terminal) == was, was)
        leave(terminal)


def test_a_terminal_of_20x5_says_one_sentence_and_a_larger_one_reads_on(home: Path) -> None:
    with Terminal(home=home, columns=20, rows=5) as terminal:
        terminal.wait_until(lambda screen: "20x5." in screen, "the sentence")
        assert " ".join(terminal.screen.split()) == "reader needs 30x8; this is 20x5."
        terminal.resize(80, 24)
        terminal.wait_for(FERRY)
        leave(terminal)


@pytest.mark.parametrize("words", [(), ("open", "abcd")], ids=["app", "open"])
def test_no_terminal_is_one_sentence_and_exit_1(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = Program(tmp_path / "home")(*words, expect=1)
    assert ran.data == b""
    assert "needs a terminal" in ran.err
    assert len(ran.err.strip().splitlines()) <= 2


def test_a_terminal_that_cannot_place_text_gets_no_escape_sequences(tmp_path: Path) -> None:
    with Terminal(home=tmp_path / "home", env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_exit() == 1
        assert "calls itself dumb" in " ".join(terminal.screen.split())
        assert b"\x1b" not in terminal.raw


def test_with_sixteen_colours_the_ground_is_the_terminals_own(home: Path) -> None:
    few = {"TERM": "xterm", "COLORTERM": ""}
    with Terminal(home=home, columns=120, rows=40, env=few) as terminal:
        terminal.wait_for(FERRY)
        row = next(y for y, line in enumerate(terminal.lines) if FERRY in line)
        assert terminal.cell(4, row).reverse
        assert {terminal.cell(4, y).bg for y in range(40) if y not in (row, row + 1)} == {"default"}
        terminal.press("enter")
        terminal.wait_for("v Select")
        leave(terminal)


def test_no_color_emits_no_colour_and_the_cursor_is_still_seen(home: Path) -> None:
    with Terminal(home=home, columns=120, rows=40, env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(FERRY)
        row = next(y for y, line in enumerate(terminal.lines) if FERRY in line)
        assert terminal.cell(4, row).reverse
        terminal.press("enter")
        terminal.wait_for("v Select")
        terminal.press("v", " ", "h")
        terminal.wait_for("Highlighted")
        terminal.press("?")
        terminal.wait_for("─ Keys ─")
        terminal.press("escape")
        terminal.wait_until_gone("─ Keys ─")
        terminal.press("1")
        terminal.wait_for("Enter Open")
        terminal.press("/")
        terminal.wait_for("Esc Back")
        terminal.press("goat")
        terminal.wait_for("found")
        terminal.press("escape")
        terminal.wait_until_gone("Esc Back")
        leave(terminal)
        assert set(_COLOUR.findall(terminal.raw)) == set()


def test_colours_are_there_otherwise(home: Path) -> None:
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(FERRY)
        assert _COLOUR.search(terminal.raw)


def test_a_remapped_key_works_and_is_shown(home: Path) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "settings.toml").write_text('[keys]\nstar = "x"\n', encoding="utf-8")
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for("x Star")
        terminal.press("s", "x")
        terminal.wait_for("★  four")
        terminal.press("x")
        terminal.wait_until_gone("★  four")
        leave(terminal)


def test_a_theme_is_kept_and_so_is_the_way_back(home: Path) -> None:
    settings = home / "config" / "settings.toml"
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(FERRY)
        for theme in ("reader-light", "reader-dark"):
            terminal.press("D")
            terminal.wait_for("reader-light")
            terminal.press(theme)
            terminal.wait_until_gone("nord")
            terminal.press("enter")
            terminal.wait_until_gone("🔎")
            terminal.press("?")
            terminal.wait_for("─ Keys ─")
            terminal.press("escape")
            terminal.wait_until_gone("─ Keys ─")
            assert f'theme = "{theme}"' in settings.read_text(encoding="utf-8")
        leave(terminal)
    settings.write_text('theme = "reader-light"\n', encoding="utf-8")
    with Terminal(home=home, columns=120, rows=40) as terminal:
        terminal.wait_for(FERRY)
        assert b"48;2;247;243;234" in terminal.raw


def test_help_and_palette(home: Path) -> None:
    with Terminal(home=home, columns=80, rows=24) as terminal:
        terminal.wait_for(FERRY)
        terminal.press("?")
        terminal.wait_for("Search all articles; in an article, find in it")
        terminal.press("end")
        terminal.wait_for(list(GROUPS.values())[-1])
        assert "[keys]" in terminal.screen
        terminal.press("escape")
        terminal.wait_for("Enter Open")
        terminal.press(":")
        terminal.wait_for("Mark the whole list as read")
        terminal.press("star")
        terminal.wait_for("Star the article, or take the star away")
        terminal.wait_until_gone("Mark the whole list as read")
        terminal.press("enter")
        terminal.wait_for("★  four")
        leave(terminal)


# content that would command the terminal


@pytest.fixture
def hostile(folders: Folders, tmp_path: Path) -> Path:
    """The folder of a corpus that is imported, noted, tagged and searched with hostile texts."""
    box = write_hostile(tmp_path / "docs")
    run_import(box, folders)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        for one in list(library.listing().ids()):
            _mark(library, notes, one)
        notes.save_search(HOSTILE, "danger")
    return box


def _mark(library: Library, notes: Notes, one: ArticleId) -> None:
    article = library.article(one)
    notes.remember(article)
    notes.tag([one], f"tag{HOSTILE}", True, label=HOSTILE)
    notes.annotate(one, "note", note=HOSTILE, tags=(HOSTILE,))
    notes.annotate(one, "highlight", quote=article.text[:90], end=90, note=HOSTILE)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_no_screen_lets_content_command_the_terminal(
    hostile: Path, tmp_path: Path, columns: int, rows: int
) -> None:
    with Terminal(home=tmp_path / "home", columns=columns, rows=rows, cwd=hostile) as terminal:
        steps: list[tuple[tuple[str, ...], str]] = [
            ((), "Danger"),
            (("s",), "Starred"),
            (("u",), "Taken back"),
            (("t",), "Enter adds it"),
            (("[/]\r",), "Tagged"),
            (("L",), "Saved searches"),
            (("1",), "Enter Open"),
            (("G", "enter"), "v Select"),
            (("v", " ", "a"), "Note on the passage"),
            (("[red]", "ctrl+s"), "Note kept"),
            (("3",), "e Edit"),
            (("3",), "All notes"),
            (("e",), "Ctrl-S keeps"),
            (("escape",), "-Ctrl-S keeps"),
            (("d",), "Deleted"),
            (("u",), "Taken back"),
            (("enter",), "v Select"),
            (("T",), "Enter chooses"),
            (("escape",), "-Enter chooses"),
            (("1",), "Enter Open"),
            (("I",), "Nothing there is changed"),
            (("enter",), "skipped"),
            (("S",), "Esc Back"),
            (("danger [/] [red]",), "danger · [red]"),
            (("enter",), "v Select"),
            (("escape",), "s Star"),
            (("?",), "Keys"),
            (("escape",), "-─ Keys ─"),
            ((":",), "Mark the whole list"),
            (("read/",), "Mark the article as read or unread"),
            (("enter",), "Marked as"),
        ]
        seen = 0  # bytes looked at, up to a sequence that may be still under way
        for keys, wanted in steps:
            terminal.press(*keys)
            if wanted.startswith("-"):
                terminal.wait_until_gone(wanted[1:])
            else:
                terminal.wait_for(wanted)
            assert offences(terminal.raw[seen:]) == [], (keys, wanted)
            seen = max(seen, terminal.raw.rfind(b"\x1b"))
        leave(terminal)
        assert offences(terminal.raw[seen:]) == []
