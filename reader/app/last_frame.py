"""The screen as one left it, drawn at once while the program starts; the live one replaces it.

On leaving, the painted screen is kept in the state folder for a terminal of the same size and
colours. Loading Textual takes most of a start, drawing a kept screen some milliseconds. Nothing is
loaded here but what every Python has, since this comes first. Not here: what is on the screen.
"""

import os
import sys
import termios
import tty
from pathlib import Path
from typing import Any

ALTERNATE_SCREEN = "\x1b[?1049h"
_BACK = "\x1b[?1049l\x1b[?25h"
_HIDE_CURSOR = "\x1b[?25l"
_PARTS = "\n\n"  # between the look and the screen


class LastFrame:
    """The kept screen of one home. `is_up` from `show` until the live screen takes over."""

    def __init__(self, state: Path, theme: str) -> None:
        self._path = state / "frame"
        self._theme = theme
        self._modes: list[Any] | None = None
        self.is_up = False

    def show(self) -> None:
        """Draw the kept screen if it is of this terminal; keys typed from now on are not echoed."""
        try:
            look, _, screen = self._path.read_text(encoding="utf-8").partition(_PARTS)
            columns, rows = os.get_terminal_size(sys.stdout.fileno())
            if look != self._look(columns, rows):
                return
            self._modes = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())
        except (OSError, ValueError, termios.error):
            return  # none was kept, or it can't be shown here: the live screen comes in a moment
        sys.stdout.write(ALTERNATE_SCREEN + _HIDE_CURSOR + screen)
        sys.stdout.flush()
        self.is_up = True

    def hand_over(self) -> bool:
        """Whether the live screen finds the kept one there; the terminal's modes are as before."""
        was_up, self.is_up = self.is_up, False
        if self._modes is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._modes)
            self._modes = None
        return was_up

    def put_back(self) -> None:
        """The terminal as it was before `show`, if no live screen came."""
        if self.hand_over():
            sys.stdout.write(_BACK)
            sys.stdout.flush()

    def keep(self, screen: str, columns: int, rows: int) -> None:
        """Keep a painted screen (text and escape sequences that move and colour) for next time."""
        scratch = self._path.with_name(f"frame.{os.getpid()}.new")
        try:
            text = self._look(columns, rows) + _PARTS + screen
            scratch.write_text(text, encoding="utf-8")
            scratch.replace(self._path)
        except OSError:
            scratch.unlink(missing_ok=True)  # the next start is a little slower, that is all

    def _look(self, columns: int, rows: int) -> str:
        """All that the painted screen depends on, in one line."""
        names = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_THEME")
        told = " ".join(f"{name}={os.environ.get(name, '')!r}" for name in names)
        return f"reader frame 1: {columns}x{rows} {self._theme!r} {told}"
