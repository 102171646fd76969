"""The program in a true pseudo-terminal: keys in, the screen out. No sleeps, only waiting.

In: a command line, a size, an environment. Out: what a person would see (`screen`), every byte
the program wrote (`raw`), its exit code. What a test thinks of it is the test's business.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

ROOT = Path(__file__).parent.parent
PROGRAM = (sys.executable, "-m", "reader")
PATIENCE = 60.0  # seconds until a wait gives up; generous, since it is only paid on failure
_PART = 4096  # bytes between two looks, so that a toast which came and went is still seen

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "delete": "\x1b[3~", "shift+tab": "\x1b[Z", "f1": "\x1bOP",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip

# What pyte has no idea of and would print: keyboard protocols, device queries, DCS strings.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*[A-Za-z]|\x1bP.*?\x1b\\|\x1b\[\?[0-9;]*\$p", re.S)
_UNFINISHED = re.compile(rb"\x1b(\[[<>=?]?[0-9;:$]*|P[^\x1b]*\x1b?)?$")


class Screen(pyte.Screen):
    """pyte's screen, deaf to private sequences it does not know."""

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attrs)

    def report_device_status(self, mode: int, **_: Any) -> None:
        """Programs that ask get no answer, as from many terminals."""


def environment(home: Path | None = None, **more: str) -> dict[str, str]:
    """This process's environment without what would change the program's looks."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("READER_", "TEXTUAL", "PYTEST_"))
        and name not in {"NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR"}
    }
    kept |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    if home is not None:
        kept["READER_HOME"] = str(home)
    return kept | more


class Terminal:
    """A program under a pseudo-terminal of `columns` by `rows`.

    with Terminal("list", home=tmp_path, columns=80, rows=24) as terminal:
        terminal.wait_for("Headline")
        terminal.press("down", "enter")
    """

    def __init__(
        self,
        *arguments: str | Path,
        home: Path | None = None,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
        cwd: Path | None = None,
        shows_last: bool = False,
    ) -> None:
        if home is not None and not shows_last:  # what a test sees is the live screen
            (home / "state" / "frame").unlink(missing_ok=True)
        self.raw = b""  # every byte the program wrote
        self._pending = b""  # the beginning of a sequence whose end has not come yet
        self._screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            program[0],
            [*program[1:], *map(str, arguments)],
            env=environment(home, **(env or {})),
            dimensions=(rows, columns),
            cwd=str(cwd) if cwd else None,
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None  # pexpect sleeps 50 ms before each key otherwise
        self._child.ptyproc.delayafterclose = 0.01
        self._child.ptyproc.delayafterterminate = 0.01

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._child.isalive():  # pexpect has no patience with one that waits for a disk
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.close()

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    @property
    def lines(self) -> list[str]:
        """The screen's rows, without the spaces at their ends."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def screen(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def is_alive(self) -> bool:
        return bool(self._child.isalive())

    def cell(self, column: int, row: int) -> Any:
        """pyte's character there: `.data`, `.fg`, `.bg`, `.bold`, `.reverse` …"""
        return self._screen.buffer[row][column]

    def press(self, *keys: str) -> None:
        """Keys by name (`KEYS`), or the characters of anything else."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def send(self, data: bytes) -> None:
        """Bytes as they are: a paste, a mouse report."""
        self._child.send(data)

    def click(self, column: int, row: int) -> None:
        """The left button, by an SGR mouse report; column and row from 0."""
        at = f"{column + 1};{row + 1}"
        self.send(f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def wait_for(self, wanted: str | re.Pattern[str], patience: float = PATIENCE) -> str:
        """Read until the screen shows a text or a pattern; returns the screen."""
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
        return self.wait_until(lambda screen: pattern.search(screen) is not None, wanted, patience)

    def wait_until_gone(self, unwanted: str, patience: float = PATIENCE) -> str:
        return self.wait_until(lambda screen: unwanted not in screen, f"no {unwanted!r}", patience)

    def wait_until(
        self,
        is_right: Callable[[str], bool],
        what: object = "the screen",
        patience: float = PATIENCE,
    ) -> str:
        """Read until the screen is as wished; fails with the screen as it stands."""
        deadline = time.monotonic() + patience
        while not is_right(self.screen):
            left = deadline - time.monotonic()
            if left <= 0 or not self.read(left):
                if is_right(self.screen):  # the last bytes of a program that has ended
                    break
                state = "is still running" if self.is_alive else "has ended"
                raise AssertionError(f"no {what!r}; the program {state}:\n{self.screen}")
        return self.screen

    def read(self, patience: float = 0.0) -> bool:
        """Take in what has come, waiting up to `patience` seconds; False at the end."""
        try:
            data = self._child.read_nonblocking(_PART, timeout=patience)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.raw += data
        data = _UNKNOWN.sub(b"", self._pending + data)
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._pending = data[cut:]
        self._stream.feed(data[:cut])
        return True

    def drain(self, quiet: float = 0.2) -> str:
        """Read until nothing more has come for `quiet` seconds; for looking, not for waiting."""
        while self.read(quiet):
            pass
        return self.screen

    def wait_for_exit(self, patience: float = PATIENCE) -> int:
        """Read to the end and return the exit code (128 + n for a signal n)."""
        deadline = time.monotonic() + patience
        while self.read(max(0.0, deadline - time.monotonic())):
            pass
        if time.monotonic() >= deadline:
            raise AssertionError(f"the program is still running:\n{self.screen}")
        self._child.wait()
        status = self._child.exitstatus
        return int(status) if status is not None else 128 + int(self._child.signalstatus or 0)
