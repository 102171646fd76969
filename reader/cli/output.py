"""What a command says: results on standard output, words to a person on standard error.

Everything from a document passes `text.safety` before a person sees it; JSON escapes instead,
which loses nothing. How a result is laid out is the commands' business.
"""

import os
import sys
from collections.abc import Mapping
from typing import Any, TextIO

_BOLD, _DIM, _ACCENT, _MARK, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[33m", "\x1b[0m"


def is_terminal(stream: TextIO) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def has_colour(stream: TextIO) -> bool:
    """Colours are for terminals, and for people who have not said no."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return is_terminal(stream) and not plain


def columns(limit: int = 0, default: int = 80) -> int:
    """The terminal's width; `default` where there is none; at most `limit` if that is not 0."""
    width = default
    if is_terminal(sys.stdout):
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns or default
        except OSError:
            width = default
    return min(width, limit) if limit else width


def shown(text: str, *, keep_newlines: bool = False) -> str:
    """Text from a document, fit for a terminal."""
    from reader.text.safety import safe

    return safe(text, keep_newlines=keep_newlines)


class Paint:
    """Styles for standard output; plain text where colours have no place."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._on = has_colour(stream or sys.stdout)

    def bold(self, text: str) -> str:
        return self._with(_BOLD, text)

    def dim(self, text: str) -> str:
        return self._with(_DIM, text)

    def accent(self, text: str) -> str:
        return self._with(_ACCENT, text)

    def mark(self, text: str) -> str:
        return self._with(_MARK, text)

    def _with(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._on and text else text


def begin() -> None:
    """A character that the locale cannot write becomes a question mark, no error."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def line(text: str = "") -> None:
    """A line of the result."""
    write(text + "\n")


def write(text: str) -> None:
    """Text of the result, to the character."""
    sys.stdout.write(text)


def utf8() -> None:
    """From here on standard output is UTF-8, whatever the locale: for data, not for people."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


def json_line(value: Mapping[str, Any], *, flush: bool = False) -> None:
    """One JSON document on one line, always UTF-8."""
    from reader.export.jsonl import encode

    if sys.stdout.encoding != "utf-8":
        utf8()
    sys.stdout.write(encode(value) + "\n")
    if flush:
        sys.stdout.flush()


def say(text: str) -> None:
    """A sentence to the person at the keyboard."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:  # nobody is listening; the exit code says the rest
        return


def complain(sentence: str, hint: str = "") -> None:
    """What went wrong and what can be done; both may quote a document."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()  # what was found stands above what went wrong
    except OSError:
        close_quietly()
    say(f"reader: {shown(sentence)}" + (f"\n{shown(hint)}" if hint else ""))


def flush() -> int:
    """Hand everything over; an error here is the command's (a full disk, a closed pipe)."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()
    return 0


def close_quietly() -> None:
    """Send what is still buffered nowhere, so that the interpreter's own flush is silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
