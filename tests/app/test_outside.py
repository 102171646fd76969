"""The editor outside, in a true terminal, and all that can go wrong: nothing typed is lost."""

import termios
import time
from pathlib import Path

import pytest

from reader.library.notes import Notes
from reader.settings import Folders, find_folders
from tests.app.opened import FOUR, library_in
from tests.terminal import PATIENCE, Terminal

TYPED = "Half a thought"
EDITOR = """
: > "$MODE.ran"
case $(cat "$MODE") in
good) printf ' made whole' >> "$1" ;;
nothing) ;;
fails) printf ' and lost?' >> "$1"; exit 3 ;;
killed) printf 'swap' > "$1.swp"; kill -9 $$ ;;
stopped) printf 'Waiting for Ctrl-C'; cat > /dev/null ;;
raw) stty raw -echo; printf '\\033[5;9r\\033[?25l\\033[?1000h\\033(0\\033[7m'; kill -9 $$ ;;
empty) : > "$1" ;;
deletes) rm "$1" ;;
latin) printf 'caf\\351 cr\\350me, d\\351j\\340 vu' > "$1" ;;
esac
"""
# What the editor does, what is said, what stands in the note afterwards. No two that follow each
# other say the same: waiting for what stands there already would be no waiting.
CASES = (
    ("nothing", "Nothing was changed there.", TYPED),
    ("killed", "The editor was ended by SIGKILL; nothing is changed. What it wrote", TYPED),
    ("fails", "The editor ended with error 3; nothing is changed. What it wrote is in", TYPED),
    ("raw", "The editor was ended by SIGKILL; nothing is changed.", TYPED),
    ("deletes", "The editor left no file; nothing is changed.", TYPED),
    ("good", "made whole", f"{TYPED} made whole"),
)


@pytest.fixture
def home(folders: Folders, tmp_path: Path) -> Path:
    """A home with four articles."""
    library_in(folders, tmp_path / "four", FOUR)
    return tmp_path / "home"


class Session:
    """The app with a note begun, and an editor that does what it is told."""

    def __init__(self, home: Path, editor: str = "") -> None:
        self.home, self.mode = home, home / "mode"
        script = home / "editor.sh"
        script.write_text(EDITOR, encoding="utf-8")
        env = {"EDITOR": editor or f"sh '{script}'", "MODE": str(self.mode)}
        self.terminal = Terminal(home=home, columns=120, rows=40, env=env)

    def begin(self, typed: str = TYPED) -> None:
        self.terminal.wait_for("The night ferry comes back")
        self.terminal.press("enter")
        self.terminal.wait_for("v Select")
        self.terminal.press("a")
        self.terminal.wait_for("Ctrl-S keeps the note")
        self.terminal.press(typed)
        self.terminal.wait_for(typed)

    def edit(self, mode: str, said: str) -> str:
        """Open the editor; what stands on the screen once that is said."""
        self.mode.write_text(mode, encoding="utf-8")
        self.terminal.press("ctrl+o")
        self.terminal.wait_until(lambda screen: said in _one_line(screen), said)
        return self.terminal.screen

    def kept(self) -> str:
        """Keep the note; what is on disk."""
        self.terminal.press("ctrl+s")
        self.terminal.wait_until_gone("Note on the article")  # it stays open until it is on disk
        with Notes.open(find_folders(str(self.home))) as notes:
            return notes.annotations()[-1].note


def _one_line(screen: str) -> str:
    return " ".join(screen.replace("│", " ").split())


def leave(terminal: Terminal) -> None:
    terminal.press("Q")
    assert terminal.wait_for_exit() == 0, terminal.screen


def test_whatever_the_editor_does_what_was_typed_stays(home: Path) -> None:
    session = Session(home)
    with session.terminal as terminal:
        before = termios.tcgetattr(terminal._child.child_fd)
        session.begin()
        for mode, said, stays in CASES:
            screen = session.edit(mode, said)
            assert stays in screen, (mode, screen)
        left = sorted(path.name for path in (home / "state").glob("editing-*/*"))
        assert left == ["note.md", "note.md", "note.md.swp"]
        assert {path.stat().st_mode & 0o77 for path in (home / "state").glob("editing-*")} == {0}
        assert session.kept() == f"{TYPED} made whole"
        leave(terminal)
        after = termios.tcgetattr(terminal._child.child_fd)
        assert after[:4] == before[:4]


def test_an_empty_text_and_one_that_is_no_utf8_can_be_taken_back(home: Path) -> None:
    session = Session(home)
    with session.terminal as terminal:
        session.begin()
        session.edit("empty", "Ctrl-Z brings back what was there.")
        terminal.press("ctrl+z")
        terminal.wait_for(TYPED)
        screen = session.edit("latin", "no UTF-8; it is read as")
        assert "café crème, déjà vu" in screen
        assert session.kept() == "café crème, déjà vu"
        leave(terminal)


def test_ctrl_c_ends_the_editor_and_not_the_reader(home: Path) -> None:
    session = Session(home)
    with session.terminal as terminal:
        session.begin()
        session.edit("stopped", "Waiting for Ctrl-C")
        terminal.press("ctrl+c")
        terminal.wait_until(lambda screen: "The editor" in screen and TYPED in screen, "it ended")
        assert session.kept() == TYPED
        leave(terminal)


def test_a_note_of_five_megabytes_is_kept_and_the_screen_goes_on(home: Path) -> None:
    script = home / "long.py"
    script.write_text(
        "import sys\nopen(sys.argv[1], 'a').write(' and another' * 420_000)\n", encoding="utf-8"
    )
    session = Session(home, f"python3 '{script}'")
    with session.terminal as terminal:
        session.begin()
        terminal.press("ctrl+o")
        terminal.wait_for("✎1")
        with Notes.open(find_folders(str(home))) as notes:
            (made,) = notes.annotations()
            assert len(made.note) > 5_000_000 and made.note.startswith(f"{TYPED} and another")
        terminal.press("3")
        terminal.wait_for("e Edit")
        terminal.press("e")
        terminal.wait_for("too long")
        terminal.press("escape")
        terminal.wait_until_gone("too long")
        terminal.press("H")
        terminal.wait_for("Notes · 1")
        terminal.press("escape")
        terminal.wait_until_gone("Notes · 1 ·")
        terminal.press("1")
        terminal.wait_for("Enter Open")
        leave(terminal)


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("/nowhere/at/all", "can’t be started: No such file"),
        ("vi 'unfinished", "no command that can be understood: vi 'unfinished"),
        ("/etc/passwd", "can’t be started: Permission"),
    ],
)
def test_no_editor_is_one_sentence(home: Path, editor: str, said: str) -> None:
    session = Session(home, editor)
    with session.terminal as terminal:
        session.begin()
        assert TYPED in session.edit("", said)
        assert session.kept() == TYPED
        leave(terminal)


def test_a_copy_of_the_article_that_was_changed_stays_on_disk(home: Path) -> None:
    session = Session(home)
    with session.terminal as terminal:
        terminal.wait_for("The night ferry comes back")
        session.mode.write_text("nothing", encoding="utf-8")
        terminal.press("enter", "e")
        deadline = time.monotonic() + PATIENCE
        while not (home / "mode.ran").exists() or list((home / "state").glob("editing-*")):
            assert time.monotonic() < deadline, "a copy that was not changed is thrown away"
            terminal.read(0.05)
        terminal.wait_for("v Select")
        session.mode.write_text("good", encoding="utf-8")
        terminal.press("e")
        terminal.wait_for("The article stays as it is.")
        (copy,) = (home / "state").glob("editing-*/article.txt")
        text = copy.read_text(encoding="utf-8")
        assert len(text) > 100 and text.endswith(" made whole")
        assert copy.stat().st_mode & 0o77 == 0
        leave(terminal)
