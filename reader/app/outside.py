"""Programs outside: the user's editor, and commands that text is piped to.

In: a text. Out: what the editor made of it, or why it can't be used, as a sentence. The text lies
in a folder of its own among the state files meanwhile; it stays there when the editor fails, with
whatever the editor left (a swap file, say), so that nothing typed is lost.
"""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from textual.app import App, SuspendNotSupported

from reader.text.decoding import decode
from reader.text.safety import safe

# An editor that crashed may leave these: attributes, character set, scroll region, origin mode,
# no wrapping, keypad, hidden cursor.
_CALM = "\x1b[0m\x1b(B\x1b[r\x1b[?6l\x1b[?7h\x1b[?1l\x1b>\x1b[?25h"


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of it: the text, None if there is none to take; what to say."""

    text: str | None
    said: str = ""


def edit(
    app: App[Any], text: str, folder: Path, name: str = "note.md", *, is_kept: bool = False
) -> Edited:
    """Let the user edit a text in $VISUAL or $EDITOR; what it became stays on disk if `is_kept`."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        arguments = shlex.split(command)
        place = _written(folder, name, text)
    except ValueError:
        return Edited(None, f"EDITOR is no command that can be understood: {command}")
    except OSError as error:
        return Edited(None, f"The text cannot be given to an editor: {error.strerror}.")
    ended = run_outside(app, [*arguments, str(place)])
    found = _read(place, text, ended)
    if is_kept and found.text not in (None, text):
        found = Edited(found.text, f"The article stays as it is. {_left_in(place)}")
    if not found.said.endswith(_left_in(place)):
        rmtree(place.parent, ignore_errors=True)
    return found


def edit_copy(app: App[Any], text: str, folder: Path) -> str:
    """Show a text in the editor; what to say. What was changed in it stays on disk."""
    found = edit(app, text, folder, "article.txt", is_kept=True)
    return "" if found.text == text else found.said


def pipe_text(app: App[Any], text: str, folder: Path, command: str) -> str:
    """Give a text to a shell command, and wait until its output was read; what to say."""
    shell = f"({command}) < \"$1\"; printf '\\nEnter returns to reader '; read -r _; true"
    try:
        place = _written(folder, "article.txt", text)
    except OSError as error:
        return f"The text cannot be given to a command: {error.strerror}."
    ended = run_outside(app, ["sh", "-c", shell, "sh", str(place)])
    rmtree(place.parent, ignore_errors=True)
    return f"The command {ended}." if ended else ""


def run_outside(app: App[Any], arguments: Sequence[str]) -> str:
    """Run a program on the terminal; "" if it ended well, else how it ended."""
    try:
        with app.suspend(), _terminal_given_back(), _keys_are_its():
            return _ran(arguments)  # raises nothing: Textual would not take the terminal back
    except SuspendNotSupported:
        return "can’t be given this terminal"


def _ran(arguments: Sequence[str]) -> str:
    try:
        code = subprocess.run(arguments, check=False).returncode
    except OSError as error:
        return f"can’t be started: {error.strerror}"
    except ValueError:
        return "can’t be started: its name is no name of a file"
    if code < 0:
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with error {code}" if code else ""


def _written(folder: Path, name: str, text: str) -> Path:
    """The text in a private file, in a folder of its own."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="editing-", dir=folder)) / name
    place.touch(mode=0o600)
    place.write_text(text, encoding="utf-8", errors="replace")
    return place


def _read(place: Path, text: str, ended: str) -> Edited:
    """What the editor left; a failure keeps it, if there is anything that was not there before."""
    try:
        data = place.read_bytes()
    except OSError:
        said = f"The editor {ended}." if ended else "The editor left no file; nothing is changed."
        return Edited(None, said)
    before = text.encode("utf-8", "replace")
    is_more = data != before or len(list(place.parent.iterdir())) > 1
    if ended:
        said = f"The editor {ended}; nothing is changed."
        return Edited(None, said + (f" {_left_in(place)}" if is_more else ""))
    if data in (before, before + b"\n"):
        return Edited(text, "Nothing was changed there.")
    found = decode(data)
    said = "" if data else "The editor left an empty text; Ctrl-Z brings back what was there."
    if found.encoding not in ("utf-8", "utf-8-sig"):
        said = f"The editor wrote no UTF-8; it is read as {found.encoding}. {_left_in(place)}"
    typed = safe(found.text.replace("\r\n", "\n"), keep_newlines=True)
    return Edited(typed if text.endswith("\n") else typed.removesuffix("\n"), said)


def _left_in(place: Path) -> str:
    return f"What it wrote is in {place.parent}"


@contextmanager
def _terminal_given_back() -> Iterator[None]:
    """The terminal as it was before, whatever a program has left of it."""
    output = sys.__stdout__
    try:
        before = termios.tcgetattr(0)
    except (termios.error, OSError):
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error, OSError):
            termios.tcsetattr(0, termios.TCSANOW, before)
            if output is not None:
                output.write(_CALM)
                output.flush()


@contextmanager
def _keys_are_its() -> Iterator[None]:
    """Ctrl-C and Ctrl-\\ reach this program too, while another has the terminal."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    # functions, not SIG_IGN, which the other program would inherit
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
