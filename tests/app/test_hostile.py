"""The younger screens, and what commands print, over a corpus that tries to command the terminal.

The first screens are in `test_program`; what counts as an offence is `hostile`'s.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import Folders
from tests.app.hostile import HOSTILE, offences, write_hostile
from tests.cli.program import Program
from tests.conftest import run_import
from tests.terminal import Terminal

_OTHER = "Danger, and nothing else of what stood here.\n\nAnother text altogether.\n"
_BAR = re.compile(rb"\x1b\[(2K|1A|1G)")  # a progress bar erases its own line


def long_ago() -> datetime:
    """So that a review has something to show."""
    return datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Path:
    """Hostile articles with copies, versions, notes, a lost highlight and a saved search."""
    box = write_hostile(tmp_path / "docs")
    run_import(box, folders)
    with Library.open(folders) as library, Notes.open(folders, now=long_ago) as notes:
        for one in list(library.listing().ids()):
            article = library.article(one)
            notes.remember(article)
            notes.tag([one], f"tag{HOSTILE}", label=HOSTILE)
            notes.annotate(one, "note", note=HOSTILE, tags=(HOSTILE,))
            at = len(article.text) // 2
            quote = article.text[at : at + 90]
            notes.annotate(one, "highlight", quote=quote, start=at, end=at + 90, note=HOSTILE)
        notes.save_search(HOSTILE, "danger")
    (again := tmp_path / f"copies {box.name}").mkdir()
    for path in sorted(box.glob("a *.txt")):
        (again / path.name).write_bytes(path.read_bytes())
        path.write_text(f"Title {HOSTILE}\n\n{_OTHER}", encoding="utf-8")
    run_import(again, folders)
    run_import(box, folders)
    return tmp_path / "home"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (200, 60)])
def test_no_younger_screen_does(home: Path, columns: int, rows: int) -> None:
    steps: list[tuple[tuple[str, ...], str]] = [
        ((), "Danger"),
        (("H",), "Notes · 4"),
        (("w",), "by tag"),
        (("w",), "by colour"),
        (("e",), "Ctrl-S keeps"),
        (("escape",), "-Ctrl-S keeps"),
        (("c",), "Now "),
        (("escape",), "-w Group"),
        (("V",), "Review"),
        ((" ",), "1/"),
        (("escape",), "-Review"),
        (("M",), "Enter shows these articles"),
        (("escape",), "-Enter shows these"),
        (("C",), "Danger"),
        (("L",), "Saved searches"),
        (("1",), "Enter Open"),
        (("enter",), "v Select"),
        (("R",), "raw text"),
        (("R",), "change"),
        (("n",), "change 1/"),
        (("X",), "Enter chooses"),
        (("escape",), "-Enter chooses"),
        (("R",), "-change 1/"),
        (("f",), "Danger"),
        (("1",), "Enter Open"),
        (("u",), "Taken back"),
    ]
    seen = 0
    with Terminal(home=home, columns=columns, rows=rows) as terminal:
        for keys, wanted in steps:
            terminal.press(*keys)
            if wanted.startswith("-"):
                terminal.wait_until_gone(wanted[1:])
            else:
                terminal.wait_for(wanted)
            assert offences(terminal.raw[seen:]) == [], (keys, wanted)
            seen = max(seen, terminal.raw.rfind(b"\x1b"))
        terminal.press("Q")
        assert terminal.wait_for_exit() == 0, terminal.screen
        assert offences(terminal.raw[seen:]) == []


def test_no_command_prints_a_command_to_the_terminal(home: Path, tmp_path: Path) -> None:
    reader = Program(home)
    rows = reader("list", "--json").lines
    ids = [row["id"] for row in rows]
    changed = next(i for i in ids if "Another text" in reader("show", i, "--json").json["text"])
    lost = reader("annotations", "--orphans", "--json").lines[0]["id"]
    commands: list[tuple[str, ...]] = [
        ("list",), ("search", "danger"), ("annotations",), ("annotations", "--orphans"),
        ("reattach", lost), ("undo", "--list"), ("searches",), ("doctor",),
        ("show", changed), ("show", changed, "--changes"), ("show", changed, "--versions"),
        ("diff", changed), *(("show", one) for one in ids[:2]),
        ("export", "--format", "jsonl"), ("export", "--format", "org"),
        ("import", str(tmp_path / "docs")), ("undo",),
    ]  # fmt: skip
    for words in commands:
        with Terminal(*words, home=home, columns=100, rows=40) as terminal:
            terminal.wait_for_exit()
            raw = _BAR.sub(b"", terminal.raw) + b"\x1b[0m"  # `offences` leaves the last one out
            assert b"Traceback" not in raw, (words, raw)
            assert offences(raw) == [], (words, raw[-2000:])
