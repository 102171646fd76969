"""The pseudo-terminal itself: what is typed arrives, what is drawn is seen, sizes follow."""

import sys

import pytest

from tests.terminal import Terminal

ECHO = """
import os, signal, sys, tty
tty.setraw(0)
def draw(*_):
    size = os.get_terminal_size()
    os.write(1, f"\\x1b[2J\\x1b[Hsize {size.columns}x{size.lines}".encode())
signal.signal(signal.SIGWINCH, draw)
draw()
os.write(1, b"\\x1b[>1u\\x1b[?2026$p\\x1bP+q544e\\x1b\\\\\\x1b[2;1H\\x1b[31mready\\x1b[0m")
while (key := os.read(0, 64)) != b"q":
    os.write(1, b"\\x1b[3;1H\\x1b[K" + repr(key).encode())
os.write(1, b"\\x1b[?1049l")
sys.exit(7)
"""


def test_keys_screen_colours_sizes_and_the_end() -> None:
    with Terminal("-c", ECHO, program=[sys.executable], columns=40, rows=10) as terminal:
        terminal.wait_for("ready")
        assert terminal.lines[:2] == ["size 40x10", "ready"]
        assert terminal.cell(0, 1).fg == "red"
        terminal.press("down")
        terminal.wait_for(repr(b"\x1b[B"))
        terminal.press("é")
        terminal.wait_for(repr("é".encode()))
        terminal.press("enter")
        terminal.wait_for(repr(b"\r"))
        terminal.click(4, 2)
        terminal.wait_for("[<0;5;3")
        terminal.resize(60, 20)
        terminal.wait_for("size 60x20")
        with pytest.raises(AssertionError, match="still running"):
            terminal.wait_for("never", patience=0.05)
        terminal.press("q")
        assert terminal.wait_for_exit() == 7
        assert b"\x1b[?1049l" in terminal.raw
        with pytest.raises(AssertionError, match="has ended"):
            terminal.wait_for("never")


def test_a_signal_is_told_from_an_exit_code() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with Terminal("-c", code, program=[sys.executable]) as terminal:
        assert terminal.wait_for_exit() == 128 + 9
